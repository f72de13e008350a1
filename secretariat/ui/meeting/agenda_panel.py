"""What else belongs to an item: the panel below the agenda."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from secretariat.models.kinds import (
    ItemKind,
    ItemOutcome,
    ItemPlacement,
    Purpose,
    Restriction,
)
from secretariat.models.records import Item
from secretariat.services import agenda
from secretariat.store.writer import Receipt
from secretariat.ui.editors.fields import LineField, ProseField
from secretariat.ui.meeting.step import put
from secretariat.ui.page import Context
from secretariat.ui.widgets import Choice, FormRow, column, quiet

ORIGIN = "meeting.agenda"
RESTRICTIONS = (
    (Restriction.NONE, "Open to all"),
    (Restriction.EXEMPT, "Exempt"),
    (Restriction.CONFIDENTIAL, "Confidential"),
    (Restriction.INTERNAL, "Internal: never printed for others"),
)
_PURPOSES = (
    (Purpose.NONE, "Not said"),
    (Purpose.DECISION, "For decision"),
    (Purpose.DISCUSSION, "For discussion"),
    (Purpose.INFORMATION, "For information"),
)
_PLACEMENTS = (
    (ItemPlacement.LIST, "In the list"),
    (ItemPlacement.AFTER_CONTACT, "After the contact block"),
)
_OUTCOMES = (
    (ItemOutcome.NONE, "On the agenda"),
    (ItemOutcome.TAKEN, "Taken"),
    (ItemOutcome.DEFERRED, "Deferred"),
    (ItemOutcome.WITHDRAWN, "Withdrawn"),
)

_KINDS: dict[str, type[StrEnum]] = {
    "purpose": Purpose,
    "placement": ItemPlacement,
    "restriction": Restriction,
}


class ItemPanel(QScrollArea):
    """Shows and edits one item beyond its row in the agenda."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._item: Item | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("About this item")
        self._texts: dict[str, LineField | ProseField] = {}
        self._choices: dict[str, Choice] = {}
        self._rows: dict[str, FormRow] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        self._card = QFrame()
        self._card.setProperty("kind", "card")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        for at in range(3):
            self._grid.setColumnStretch(at, 1)
        self._hint = quiet("", wrap=True)
        column(self._hint, self._grid, 1, parent=self._card, margin=16)
        self._choice("purpose", "Purpose", _PURPOSES, 0, 0)
        self._choice("placement", "Place on the agenda", _PLACEMENTS, 0, 1)
        self._line("pages", "Pages", 0, 2, "As printed: 7 - 14")
        self._prose("recommendation", "Recommendation", 1)
        self._prose("text", "Explanation, printed below the title", 2)
        self._choice("restriction", "Restriction", RESTRICTIONS, 3, 0)
        self._line("restriction_ground", "Ground", 3, 1, "Paragraph 3 of Part 1 of Schedule 12A")
        self._line("minute_title", "Title in the minutes", 3, 2, "The same")
        self._line("public_title", "Title that the public sees", 4, 0, "", span=2)
        self._choice("outcome", "What became of it", _OUTCOMES, 4, 2)
        self._prose("internal_note", "Note for officers, never printed", 5)
        outer = QWidget()
        column(self._card, parent=outer)
        self.setWidget(outer)

    def _add(self, field: str, row: FormRow, at: int, left: int, span: int = 1) -> None:
        self._rows[field] = row
        self._grid.addWidget(row, at, left, 1, span, Qt.AlignmentFlag.AlignTop)

    def _line(
        self, field: str, name: str, at: int, left: int, hint: str = "", span: int = 1
    ) -> None:
        edit = LineField(self.context.autosave, self._writer(field), name)
        edit.setPlaceholderText(hint)
        edit.setMinimumWidth(60)
        self._texts[field] = edit
        self._add(field, FormRow(name, edit), at, left, span)

    def _prose(self, field: str, name: str, at: int) -> None:
        edit = ProseField(self.context.autosave, self._writer(field), name, lines=1)
        self._texts[field] = edit
        self._add(field, FormRow(name, edit), at, 0, 3)

    def _choice(self, field: str, name: str, options: Any, at: int, left: int) -> None:
        choice = Choice(options, name)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(8)
        choice.chosen.connect(lambda value: self._chosen(field, value))
        self._choices[field] = choice
        self._add(field, FormRow(name, choice), at, left)

    def _writer(self, field: str) -> Any:
        def write(words: str) -> Receipt[Any] | None:
            if self._item is None:
                return None
            return agenda.change_item(
                self.context.session, self._item.uid, origin=ORIGIN, **{field: words}
            )

        return write

    def _chosen(self, field: str, value: Any) -> None:
        if self._item is None:
            return
        session, uid = self.context.session, self._item.uid
        if field == "outcome":
            self.context.submit(agenda.set_outcome(session, uid, ItemOutcome(value)))
        else:
            # Qt gives the bare words back; the record has their kind.
            values = {field: _KINDS[field](value)}
            self.context.submit(agenda.change_item(session, uid, **values))

    def show_item(self, item: Item | None, restricted: bool) -> None:
        """Show an item, or say what stands here when none is chosen."""
        other = (item.uid if item else "") != (self._item.uid if self._item else "")
        if other:
            self.flush()
        self._item = item
        heading = item is not None and item.kind is ItemKind.HEADING
        self._hint.setVisible(item is None or heading)
        self._hint.setText(
            "A heading stands above the items that follow it and has no number."
            if heading
            else "Choose an item to say more about it: purpose, recommendation, restriction."
        )
        for field, row in self._rows.items():
            shown = item is not None and not heading
            if field in ("public_title", "restriction_ground"):
                shown = shown and restricted
            row.setVisible(shown)
        if item is None:
            return
        for field, edit in self._texts.items():
            if other:
                put(edit, getattr(item, field))
            else:
                edit.show_value(getattr(item, field))
        for field, choice in self._choices.items():
            choice.show_value(getattr(item, field))
        missing = restricted and not item.public_title.strip()
        sentence = "Without it, nothing can be given to the public." if missing else ""
        self._rows["public_title"].say_wrong(sentence)

    def flush(self) -> None:
        """Write what is typed and not kept yet."""
        for edit in self._texts.values():
            edit.flush()

    def begin(self) -> None:
        """Put the focus into the first field."""
        self._choices["purpose"].setFocus()
