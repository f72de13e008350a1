"""The strip above an agenda that is out: which version went out, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from secretariat.models.agenda_versions import summary
from secretariat.models.dates import plain_date
from secretariat.models.kinds import DocumentKind, Stage
from secretariat.services import agenda_versions
from secretariat.services.agenda_versions import Standing
from secretariat.ui.editors.fields import LineField
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import FormRow, body, button, column, primary_button, quiet, row

if TYPE_CHECKING:
    from secretariat.ui.meeting.agenda import AgendaStep

SEE_KEY, SUPPLEMENT_KEY = "Ctrl+Shift+W", "Ctrl+Shift+S"
_SEE, _BACK = "See what changed", "Back to the agenda"
ORIGIN = "meeting.versions"


class VersionStrip(QFrame):
    """Says how an agenda stands that has gone out, and leads to its supplement.

    `see_asked` tells whether the sheet of changes is wanted in place of the agenda.
    """

    see_asked = Signal(bool)

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.meeting = meeting
        self.standing: Standing | None = None
        self.sees = False
        self.setProperty("kind", "card")
        self.setAccessibleName("Versions of the agenda")
        self.words = body("", wrap=True)
        self.since = quiet("", wrap=True)
        self.see_button = keyed(button(_SEE, "", self.toggle_changes), SEE_KEY)
        self.supplement_button = keyed(
            button("Supplement…", "", self.begin_supplement), SUPPLEMENT_KEY
        )
        self.keep_button = button("Keep it as version 1", "check", self._keep)
        self.reason = LineField(context.autosave, self._write, "Why the supplement is needed")
        self.reason.setPlaceholderText("Printed for everybody; may be left empty")
        self.reason.returnPressed.connect(self.go_on)
        self.go_button = primary_button("Look at it and send…", "send", self.go_on)
        self.routes = {"changes": self.toggle_changes, "supplement": self.begin_supplement}
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        said = column(self.words, self.since, spacing=2)
        head = row(said, self.see_button, self.supplement_button, self.keep_button, spacing=8)
        head.setStretch(0, 1)
        self._more = QWidget()
        below = row(
            FormRow("Why the supplement is needed", self.reason), parent=self._more, spacing=12
        )
        below.addWidget(self.go_button)
        below.setStretch(0, 1)
        below.setAlignment(self.go_button, Qt.AlignmentFlag.AlignBottom)
        self._more.hide()
        column(head, self._more, parent=self, margin=12, spacing=10)

    def show_standing(self, standing: Standing | None, *, is_lost: bool) -> None:
        """Show how the agenda stands; `is_lost` says that it is out and no version was kept."""
        self.standing = standing
        self.setVisible(standing is not None or is_lost)
        self.keep_button.setVisible(is_lost)
        pending = bool(standing and standing.pending)
        self.see_button.setVisible(pending)
        self.supplement_button.setVisible(pending)
        if not pending:
            self._more.hide()
            if self.sees:
                self.toggle_changes()
        if is_lost:
            self.words.setText("This agenda is out, and how it stood then was not kept.")
            self.since.setText("Keep it as it stands now, and later changes are told.")
        if standing is None:
            return
        self.words.setText(version_words(standing, self.context.session.today()))
        self.since.setText(since_words(standing))
        self.reason.show_value(standing.reason)

    def toggle_changes(self) -> None:
        """Show the sheet of changes in place of the agenda, or the agenda again."""
        self.sees = not self.sees
        self.see_button.setText(_BACK if self.sees else _SEE)
        keyed(self.see_button, SEE_KEY)
        self.see_asked.emit(self.sees)

    def begin_supplement(self) -> None:
        """Ask why the supplement is needed, and offer to go on."""
        if self._more.isVisible():
            self.go_on()
            return
        self._more.show()
        self.reason.setFocus()

    def go_on(self) -> None:
        """Show the supplement as it will be sent."""
        self.reason.flush()
        self.context.go("meeting", self.meeting, "send", DocumentKind.SUPPLEMENT.value)

    def flush(self) -> None:
        """Write what is typed and not kept yet."""
        self.reason.flush()

    def _write(self, words: str) -> Any:
        session = self.context.session
        return agenda_versions.say_why(session, self.meeting, words, origin=ORIGIN)

    def _keep(self) -> None:
        self.context.submit(agenda_versions.keep_first(self.context.session, self.meeting))

    @property
    def has_changes(self) -> bool:
        return bool(self.standing and self.standing.pending)


def version_words(standing: Standing, today: date) -> str:
    """Return which version went out and when: “Version 1 went out on 12 July.”"""
    made = standing.last.made_on
    if made is None:
        return f"Version {standing.last.version} is out."
    day = plain_date(made)
    day = day.removesuffix(f" {today.year}") if made.year == today.year else day
    return f"Version {standing.last.version} went out on {day}."


def since_words(standing: Standing) -> str:
    """Return how much changed since: “3 changes since: 1 new item, 2 retitled.”"""
    many = len(standing.pending)
    if not many:
        return "Nothing has changed since. Its numbers stay; what is new is called 3A."
    noun = "change" if many == 1 else "changes"
    return f"{many} {noun} since: {summary(standing.pending)}."


def version_commands(step: AgendaStep) -> Sequence[Command]:
    """Return what can be done about an agenda that is out."""
    strip = step.versions
    changed = lambda: strip.has_changes  # noqa: E731
    return (
        Command(
            "agenda.changes",
            "See what changed since the agenda went out",
            strip.toggle_changes,
            (SEE_KEY,),
            "eye",
            changed,
        ),
        Command(
            "agenda.supplement",
            "Prepare a supplementary agenda",
            strip.begin_supplement,
            (SUPPLEMENT_KEY,),
            "file-text",
            changed,
        ),
    )


def is_lost(stage: Stage, standing: Standing | None, *, empty: bool) -> bool:
    """Say whether an agenda is out of which no version was kept."""
    return stage is Stage.PUBLISHED and standing is None and not empty
