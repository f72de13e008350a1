"""Declarations of interest while minuting: made in one line, and asked about at their item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout

from secretariat.models.kinds import EntryKind
from secretariat.models.records import Declaration
from secretariat.models.room_kinds import Conduct
from secretariat.services import interests
from secretariat.services.presence import RoomBook
from secretariat.services.room import Spot
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.room_desk import RoomDesk
from secretariat.ui.meeting.room_strip import Answer
from secretariat.ui.page import Command
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import body, button, clear_layout, column, row, small

if TYPE_CHECKING:
    from secretariat.ui.meeting.minutes import MinutesStep

DECLARE_KEY, LEFT_KEY, STAYED_KEY = "Ctrl+F8", "Shift+F8", "Ctrl+Shift+F8"
_NUMBERED = re.compile(r"(?:item\s+)?(?P<number>\d[\w.()]*?)\s*[:;,–-]?(?:\s+(?P<rest>.*))?")


class InterestDesk:
    """Records declarations, and what a member did at the item concerned, for one minutes step."""

    def __init__(self, step: MinutesStep, desk: RoomDesk) -> None:
        self.step, self.desk = step, desk

    def declare(self) -> None:
        """Ask who declares an interest, in which item and why; one after another until Escape."""
        picture = self.step.picture
        if picture is None:
            return
        people = [(one.uid, one.name) for one in self.desk.roll(picture)]
        asked = self.desk.asked(
            "Declares an interest",
            who="Who",
            people=people,
            words="Item and nature, such as 5: her employer",
            timed=False,
        )
        self.desk.open(asked, self._declared)

    def _declared(self, answer: Answer) -> None:
        picture = self.step.picture
        if picture is None:
            return
        item, nature = self.read(answer.words)
        kinds = picture.room.interests
        kind = kinds[0].key if kinds else ""

        def write(spot: Spot) -> Receipt[Any]:
            session = self.step.context.session
            return interests.declare(session, spot, answer.uid, kind, item=item, nature=nature)

        self.desk.tell(write, EntryKind.DECLARATION)
        self.declare()

    def read(self, words: str) -> tuple[str | None, str]:
        """Return the item that is named at the beginning, and what follows.

        Without one it is the item being minuted, unless that is where all interests are declared.
        """
        picture = self.step.picture
        found = _NUMBERED.fullmatch(words)
        if picture is not None and found:
            number = found["number"].rstrip(".:").casefold()
            for topic in picture.topics:
                if topic.item is not None and topic.number.casefold() == number:
                    return topic.uid, (found["rest"] or "").strip()
        return None, words

    # ------------------------------------------------------------------ at the item

    def open_ones(self) -> list[Declaration]:
        """Return the declarations in the item being minuted of which nobody said what followed."""
        picture, now = self.step.picture, self.step.now
        if picture is None or not now:
            return []
        return [
            one
            for one in picture.room.declarations
            if one.item == now and one.conduct is Conduct.NOT_SAID
        ]

    def left(self) -> None:
        """Record that the member who declared left the room."""
        session, at = self.step.context.session, self.desk.now()
        asked = self.open_ones()
        if asked:
            uid = asked[0].uid
            self.desk.tell(lambda spot: interests.left_for(session, spot, uid, at=at))

    def stayed(self) -> None:
        """Record that the member who declared stayed; one who may not vote took no part."""
        for one in self.open_ones()[:1]:
            self.step.ask(interests.change_declaration, one.uid, conduct=self._stays(one))

    def _stays(self, one: Declaration) -> Conduct:
        book = self.step.picture.room if self.step.picture else None
        bars = book is not None and any(
            kind.key == one.kind and kind.bars_voting for kind in book.interests
        )
        return Conduct.SILENT if bars and not one.dispensation.strip() else Conduct.STAYED

    def commands(self) -> Sequence[Command]:
        """Return what can be recorded of interests, with its keys."""

        def asks() -> bool:
            return bool(self.open_ones())

        return (
            Command(
                "minutes.declare", "Record a declaration of interest", self.declare,
                (DECLARE_KEY,), "user",
            ),
            Command(
                "minutes.interest-left", "Whoever declared has left the room", self.left,
                (LEFT_KEY,), "user", asks,
            ),
            Command(
                "minutes.interest-stayed", "Whoever declared stays", self.stayed,
                (STAYED_KEY,), "user", asks,
            ),
        )  # fmt: skip


class InterestCard(QFrame):
    """Says who declared an interest in the item being minuted, and asks whether they left."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setProperty("tone", "warn")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        self.left_button = keyed(button("Left the room", ""), LEFT_KEY)
        self.stayed_button = keyed(button("Stays", ""), STAYED_KEY)
        self._ask = row(self.left_button, self.stayed_button, 1, spacing=8)
        stack = column(self._lines, self._ask, parent=self, spacing=8)
        stack.setContentsMargins(14, 12, 14, 12)
        self._shown: tuple[object, ...] = ()
        self.hide()

    def watch(self, desk: InterestDesk) -> None:
        """Let the buttons record through a desk."""
        self.left_button.clicked.connect(desk.left)
        self.stayed_button.clicked.connect(desk.stayed)

    def show_book(self, book: RoomBook, item: str | None) -> None:
        """Show the declarations in an item; hidden when there is none."""
        found = [one for one in book.declarations if item is not None and one.item == item]
        self.setVisible(bool(found))
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        clear_layout(self._lines)
        kinds = {kind.key: kind for kind in book.interests}
        said: list[str] = []
        for one in found:
            person = book.attendees.get(one.attendee)
            kind = kinds.get(one.kind)
            label = f" ({kind.label.lower()})" if kind else ""
            words = f"{person.name if person else 'Somebody'} declared an interest{label}."
            self._lines.addWidget(body(words))
            below = one.conduct.value.capitalize() or "Has the member left the room?"
            if kind and kind.bars_voting and not one.dispensation.strip():
                below = f"{below} – may not vote"
            self._lines.addWidget(small(below, wrap=True))
            said += [words, below]
        asks = any(one.conduct is Conduct.NOT_SAID for one in found)
        self.left_button.setVisible(asks)
        self.stayed_button.setVisible(asks)
        self.setAccessibleName(" ".join(said))
