"""Parts of the send step: what was found, and who is to have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from secretariat.services.publish import Finding, Gravity, Recipient
from secretariat.ui.icons import icon
from secretariat.ui.page import Context
from secretariat.ui.widgets import (
    body,
    caption,
    clear_layout,
    column,
    link_button,
    quiet,
    row,
    section,
)

_CALM = 200
"""Milliseconds after which it is said that one is looking: what is quicker would only flicker."""


class Findings(QFrame):
    """What to look at before a document goes out; what stops it stands first."""

    def __init__(self, context: Context, show: Callable[[str], None]) -> None:
        super().__init__()
        self.context = context
        self._show = show
        self.setProperty("kind", "card")
        self.title = section("Before it goes out")
        self.looking = quiet("Looking…")
        self.looking.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_CALM)
        self._soon.timeout.connect(self.looking.show)
        self._shown: tuple[bool, list[Finding] | None] | None = None
        self._lines = column(spacing=6)
        column(row(self.title, 1, self.looking), self._lines, parent=self, margin=16, spacing=8)

    def show_findings(self, found: Sequence[Finding] | None, *, looking: bool = False) -> None:
        """List them, or say that there are none; None: nobody has looked yet.

        While a newer list is on its way the last one stays, and after a moment that is said.
        """
        if not looking:
            self._soon.stop()
            self.looking.hide()
        elif self.looking.isHidden() and not self._soon.isActive():
            self._soon.start()
        shown = (self.context.theme.dark, None if found is None else [*found])
        if self._shown == shown:
            return
        self._shown = shown
        clear_layout(self._lines)
        if found is None:
            return
        if not found:
            self._lines.addWidget(self._line("circle-check", "good", "Nothing to mend."))
        for finding in found:
            stop = finding.gravity is Gravity.STOP
            text = f"It cannot go out yet: {finding.text}" if stop else finding.text
            line = self._line("triangle-alert", "bad" if stop else "warn", text)
            if finding.item:
                show = link_button("Show", partial(self._show, finding.item))
                show.setAccessibleName(f"Show: {finding.text}")
                layout = line.layout()
                if layout is not None:
                    layout.addWidget(show)
            self._lines.addWidget(line)

    def _line(self, icon_name: str, tone: str, text: str) -> QWidget:
        made = QWidget()
        sign = QLabel()
        edge = self.context.theme.length(16)
        colour = self.context.theme.colour(tone)
        sign.setPixmap(icon(icon_name, colour).pixmap(QSize(edge, edge)))
        words = body(text)
        line = row(sign, words, parent=made, spacing=8)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        return made


class Recipients(QFrame):
    """Who is to have it by e-mail, and who has no address."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._with = quiet("", wrap=True)
        self._without_name = caption("No e-mail address is known of")
        self._without = body("")
        self._left_name = caption("Left out")
        self._left = body("")
        column(
            section("Recipients"),
            self._with,
            self._without_name,
            self._without,
            self._left_name,
            self._left,
            parent=self,
            margin=16,
            spacing=6,
        )

    def show_recipients(self, people: Sequence[Recipient]) -> None:
        """List them."""
        reached = [one.name for one in people if one.address]
        missing = [one.name for one in people if not one.email and not one.why_not]
        left = [f"{one.name}: {one.why_not}." for one in people if one.why_not]
        if not people:
            self._with.setText("The body has no members, so the draft names nobody.")
        else:
            many = "1 member" if len(reached) == 1 else f"{len(reached)} members"
            names = ", ".join(reached)
            self._with.setText(f"To {many}: {names}" if reached else "Nobody has an address.")
        self._without_name.setVisible(bool(missing))
        self._without.setVisible(bool(missing))
        self._without.setText(", ".join(missing))
        self._left_name.setVisible(bool(left))
        self._left.setVisible(bool(left))
        self._left.setText("\n".join(left))
