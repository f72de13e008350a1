"""Who has been served with the agenda, in which way, and who is still to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from secretariat.models.dates import plain_date
from secretariat.models.kinds import ServiceWay
from secretariat.services import deadlines, served
from secretariat.services.served import Served
from secretariat.ui.meeting.reply_model import short_date
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import (
    EmptyState,
    button,
    card,
    column,
    key_hint,
    quiet,
    row,
    small,
)

WAYS = {
    ServiceWay.ELECTRONIC: "by e-mail",
    ServiceWay.POST: "by post",
    ServiceWay.BY_HAND: "by hand",
}


class ServedPanel(QWidget):
    """Lists the members with way and address. `head` is for the line of the tabs."""

    def __init__(self, context: Context, meeting: str) -> None:
        super().__init__()
        self.context, self.meeting = context, meeting
        self.people: list[Served] = []
        self.list = RowList(context.theme, "Served with the agenda", lines=2)
        self.list.opened.connect(lambda person: context.go("people", person))
        self._words = quiet()
        self.all_button = button("Mark all as served today", "check", self.mark_all)
        self.all_button.setToolTip("Mark all as served today (Ctrl+Shift+M)")
        self.head = QWidget()
        row(1, self._words, self.all_button, parent=self.head, spacing=10)
        keys = row(key_hint("Space"), small("served today, or not after all"), spacing=6)
        keys.addSpacing(6)
        keys.addWidget(key_hint("Enter"))
        keys.addWidget(small("open the person, to change way or address"))
        keys.addStretch(1)
        self._due = small("", wrap=True)
        self._empty = EmptyState(
            "mail",
            "Nobody is to be served yet",
            "Here stands with each member of the body how the agenda reaches them and when it "
            "was sent. Members stand under Bodies.",
        )
        self._stack = QStackedWidget()
        filled = QWidget()
        column(self._due, keys, card(self.list, padding=1), parent=filled, spacing=10).setStretch(
            2, 1
        )
        self._stack.addWidget(filled)
        self._stack.addWidget(self._empty)
        column(self._stack, parent=self)

    def refresh(self) -> None:
        """Read the register again; the cursor stays."""
        session = self.context.session
        reader, today = session.reader, session.today()
        with reader.snapshot():
            self.people = served.served(reader, self.meeting, today)
            due = [
                one
                for one in deadlines.chain(reader, self.meeting)
                if one.kind in served.SUMMONED_BY
            ]
        self.list.show_rows([_row(one) for one in self.people])
        if self.people and not self.list.key:
            self.list.choose_first()
        self._stack.setCurrentIndex(0 if self.people else 1)
        rest = len(served.not_served(self.people))
        gone = sum(one.despatch is not None for one in self.people)
        self._words.setText(f"{rest} not served yet" if rest else "All are served")
        self.all_button.setVisible(gone < len(self.people))
        self._due.setVisible(bool(due))
        if due:
            self._due.setText(f"{due[0].name}: by {plain_date(due[0].day)}. {due[0].source}.")

    def count(self) -> str:
        """Return how many are served, for the tab; empty before the first."""
        gone = sum(one.despatch is not None for one in self.people)
        return f"{gone} of {len(self.people)}" if gone else ""

    def begin(self) -> None:
        """Go to the list."""
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.list.hasFocus():
            self.turn()
        else:
            super().keyPressEvent(event)

    def turn(self) -> None:
        """Mark the person under the cursor as served today, or take that back."""
        one = next((one for one in self.people if one.person.uid == self.list.key), None)
        if one is None:
            return
        service = served.take_back if one.despatch else served.mark_served
        ask(self.context, service, self.meeting, [one.person.uid])

    def mark_all(self, persons: Sequence[str] | None = None) -> None:
        """Mark everybody, or these, as served today, each in their own way."""
        wanted = [one.person.uid for one in self.people] if persons is None else persons

        def done(count: int) -> None:
            who = "1 person" if count == 1 else f"{count} people"
            self.context.messages.say(f"Marked {who} as served today.", "Undo", self.context.undo)

        ask(self.context, served.mark_served, self.meeting, wanted, then=done)

    def commands(self, show: Callable[[], None]) -> Sequence[Command]:
        """Return what can be done here; `show` brings the list to the front first."""

        def turn() -> None:
            show()
            self.turn()

        has = lambda: bool(self.list.key)  # noqa: E731 - asked just before it is shown
        rest = lambda: any(one.despatch is None for one in self.people)  # noqa: E731
        return (
            Command("served.turn", "Served today, or not after all", turn, ("Space",), "", has),
            Command(
                "served.all", "Mark all as served today", self.mark_all, ("Ctrl+Shift+M",),
                "check", rest,
            ),
        )  # fmt: skip


def _row(one: Served) -> ListRow:
    way = WAYS[one.despatch.way if one.despatch else one.way]
    address = one.despatch.address if one.despatch else one.address
    consent = one.person.summons_consent
    given = consent and one.way is ServiceWay.ELECTRONIC and not one.doubt
    parts = [
        f"{way[:1].upper()}{way[1:]}",
        address,
        f"consent of {plain_date(consent)}" if given and consent else "",
        one.doubt if one.despatch is None else "",
    ]
    if one.despatch:
        tag, tone = f"Served {short_date(one.despatch.sent_on)}", "good"
    elif one.doubt:
        tag, tone = "Look at it", "warn"
    else:
        tag, tone = "Not served", "quiet"
    detail = " · ".join(part for part in parts if part)
    return ListRow(
        one.person.uid,
        one.name,
        detail,
        tag=tag,
        tone=tone,
        sentence=f"{one.name}, {tag}, {detail}",
    )
