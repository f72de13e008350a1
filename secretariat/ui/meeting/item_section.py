"""One leaf of the panel below the agenda: what it promises, and leaves made of an item's fields."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from secretariat.models.kinds import ItemArrival, ItemOutcome, Purpose, Restriction
from secretariat.models.kinds import ItemPlacement as Place
from secretariat.models.records import Item
from secretariat.services import agenda
from secretariat.store.writer import Receipt
from secretariat.ui.editors.fields import LineField, ProseField
from secretariat.ui.meeting.step import put
from secretariat.ui.page import Context
from secretariat.ui.widgets import Choice, FormRow, column

ORIGIN = "meeting.agenda"
RESTRICTIONS = (
    (Restriction.NONE, "Open to all"),
    (Restriction.EXEMPT, "Exempt"),
    (Restriction.CONFIDENTIAL, "Confidential"),
    (Restriction.INTERNAL, "Internal: never printed for others"),
)
PURPOSES = (
    (Purpose.NONE, "Not said"),
    (Purpose.DECISION, "For decision"),
    (Purpose.DISCUSSION, "For discussion"),
    (Purpose.INFORMATION, "For information"),
)
ARRIVALS = (
    (ItemArrival.ON_TIME, "In time"),
    (ItemArrival.LATE, "Late"),
    (ItemArrival.URGENT, "Urgent, with special circumstances"),
    (ItemArrival.TO_FOLLOW, "Paper to follow"),
    (ItemArrival.TABLED, "Paper tabled at the meeting"),
)
PLACEMENTS = (
    (Place.LIST, "In the list"),
    (Place.AFTER_CONTACT, "After the contact block"),
)
_OUTCOMES = (
    (ItemOutcome.NONE, "On the agenda"),
    (ItemOutcome.TAKEN, "Taken"),
    (ItemOutcome.DEFERRED, "Deferred"),
    (ItemOutcome.WITHDRAWN, "Withdrawn"),
)
_KINDS: dict[str, type[StrEnum]] = {
    "purpose": Purpose,
    "placement": Place,
    "restriction": Restriction,
    "arrival": ItemArrival,
}


class ItemSection(QWidget):
    """A leaf of the panel: `name` stands on its tab.

    `changed` is called when `mark` may have: a word or count that stands after the name.
    `room_wanted` asks for a higher panel, or says that the usual one is enough again.
    """

    name: ClassVar[str] = ""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.item: Item | None = None
        self.changed: Callable[[], None] = lambda: None
        self.room_wanted: Callable[[bool], None] = lambda _: None

    def show_item(self, item: Item, restricted: bool) -> None:
        """Show an item of the agenda that is no heading; `restricted` says what holds for it."""

    def flush(self) -> None:
        """Write what is typed and not kept yet."""

    def begin(self) -> None:
        """Put the focus into the first field."""

    def mark(self) -> str:
        """Return what stands after the name of the tab: a count, a dot, or nothing."""
        return ""


class FieldSection(ItemSection):
    """A leaf made of fields of the item itself; each saves itself."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.texts: dict[str, LineField | ProseField] = {}
        self.choices: dict[str, Choice] = {}
        self.rows: dict[str, FormRow] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        for at in range(3):
            self._grid.setColumnStretch(at, 1)
        self.lay_out()
        column(self._grid, 1, parent=self)

    def lay_out(self) -> None:
        """Put the fields into their places."""

    def add_line(
        self, field: str, name: str, at: int, left: int, hint: str = "", span: int = 1
    ) -> None:
        """Add a line in a row and column of three."""
        edit = LineField(self.context.autosave, self._writer(field), name)
        edit.setPlaceholderText(hint)
        edit.setMinimumWidth(60)
        self.texts[field] = edit
        self._add(field, FormRow(name, edit), at, left, span)

    def add_prose(self, field: str, name: str, at: int) -> None:
        """Add a field for prose over the whole width."""
        edit = ProseField(self.context.autosave, self._writer(field), name, lines=1)
        self.texts[field] = edit
        self._add(field, FormRow(name, edit), at, 0, 3)

    def add_choice(
        self, field: str, name: str, options: Any, at: int, left: int, span: int = 1
    ) -> None:
        """Add a choice in a row and column of three."""
        choice = Choice(options, name)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(8)
        choice.chosen.connect(lambda value: self._chosen(field, value))
        self.choices[field] = choice
        self._add(field, FormRow(name, choice), at, left, span)

    def _add(self, field: str, row: FormRow, at: int, left: int, span: int = 1) -> None:
        self.rows[field] = row
        self._grid.addWidget(row, at, left, 1, span, Qt.AlignmentFlag.AlignTop)

    def _writer(self, field: str) -> Callable[[str], Receipt[Any] | None]:
        def write(words: str) -> Receipt[Any] | None:
            if self.item is None:
                return None
            return self.save(self.item.uid, origin=ORIGIN, **{field: words})

        return write

    def save(self, uid: str, **values: Any) -> Receipt[Any]:
        """Write fields of what is shown: an item here, a standing item in a template."""
        return agenda.change_item(self.context.session, uid, **values)

    def _chosen(self, field: str, value: Any) -> None:
        if self.item is None:
            return
        session, uid = self.context.session, self.item.uid
        if field == "outcome":
            self.context.submit(agenda.set_outcome(session, uid, ItemOutcome(value)))
        else:
            # Qt gives the bare words back; the record has their kind.
            values: dict[str, Any] = {field: _KINDS[field](value)}
            self.context.submit(self.save(uid, **values))

    def show_item(self, item: Item, restricted: bool) -> None:
        """Show an item; what is being typed stays."""
        other = self.item is None or item.uid != self.item.uid
        self.item = item
        for field, edit in self.texts.items():
            if other:
                put(edit, getattr(item, field))
            else:
                edit.show_value(getattr(item, field))
        for field, choice in self.choices.items():
            choice.show_value(getattr(item, field))

    def flush(self) -> None:
        for edit in self.texts.values():
            edit.flush()

    def begin(self) -> None:
        first: QWidget | None = next(iter((self.choices or self.texts).values()), None)
        if first is not None:
            first.setFocus()


class AboutSection(FieldSection):
    """What kind of business it is, who brings it and how it came."""

    name = "Item"

    def lay_out(self) -> None:
        self.add_choice("purpose", "Purpose", PURPOSES, 0, 0)
        self.add_choice("arrival", "How it came", ARRIVALS, 0, 1, span=2)
        circumstances = "Why it cannot wait: printed on the agenda and in the minutes"
        self.add_line("urgency", "Special circumstances", 1, 0, circumstances, span=3)
        self.add_line("lead_officer", "Lead officer", 2, 0, "Who answers for it")
        self.add_line("author", "Author of the report", 2, 1, "Who writes it")
        self.add_line("pages", "Pages", 2, 2, "As printed: 7 - 14")
        self.add_choice("placement", "Place on the agenda", PLACEMENTS, 3, 0)
        self.add_line("minute_title", "Title in the minutes", 3, 1, "The same")
        # Last, so that nobody who goes through the fields by Tab changes it by typing on.
        self.add_choice("outcome", "What became of it", _OUTCOMES, 3, 2)

    def show_item(self, item: Item, restricted: bool) -> None:
        super().show_item(item, restricted)
        urgent = item.arrival is ItemArrival.URGENT
        self.rows["urgency"].setVisible(urgent or bool(item.urgency))
        missing = urgent and not item.urgency.strip()
        self.rows["urgency"].say_wrong(
            "The chair has to say why, and the minutes specify it: Local Government Act 1972,"
            " s.100B(4)(b)."
            if missing
            else ""
        )


class WordsSection(FieldSection):
    """What the agenda prints below the title."""

    name = "Words"

    def lay_out(self) -> None:
        self.add_prose("recommendation", "Recommendation", 0)
        self.add_prose("text", "Explanation, printed below the title", 1)

    def mark(self) -> str:
        return "•" if self.item and (self.item.text or self.item.recommendation) else ""


class AccessSection(FieldSection):
    """Who may see it."""

    name = "Access"

    def lay_out(self) -> None:
        self.add_choice("restriction", "Restriction", RESTRICTIONS, 0, 0)
        ground = "Paragraph 3 of Part 1 of Schedule 12A"
        self.add_line("restriction_ground", "Ground", 0, 1, ground, span=2)
        self.add_line("public_title", "Title that the public sees", 1, 0, "", span=3)

    def show_item(self, item: Item, restricted: bool) -> None:
        super().show_item(item, restricted)
        for field in ("public_title", "restriction_ground"):
            self.rows[field].setVisible(restricted)
        missing = restricted and not item.public_title.strip()
        sentence = "Without it, nothing can be given to the public." if missing else ""
        self.rows["public_title"].say_wrong(sentence)

    def mark(self) -> str:
        closed = self.item is not None and self.item.restriction is not Restriction.NONE
        return "closed" if closed else ""


class NoteSection(FieldSection):
    """What is for officers alone."""

    name = "Note"

    def lay_out(self) -> None:
        self.add_prose("internal_note", "Note for officers, never printed", 0)

    def mark(self) -> str:
        return "•" if self.item and self.item.internal_note else ""
