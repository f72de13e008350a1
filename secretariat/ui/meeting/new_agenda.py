"""Where a new agenda comes from, and what it would be: looked at before it is made."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from secretariat.errors import KnownError
from secretariat.models.agenda import effective_restrictions
from secretariat.models.kinds import ItemKind, Restriction
from secretariat.models.numbering import NO_NUMBER
from secretariat.services import agenda_sources
from secretariat.services.agenda_draft import Draft, Line, Why
from secretariat.services.agenda_sources import From, Source
from secretariat.services.meetings import meet_of
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import boxed, keyed
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.tables.tick_list import TickList
from secretariat.ui.widgets import (
    EmptyState,
    card,
    column,
    flat_button,
    primary_button,
    quiet,
    row,
    section,
    small,
)

_TONES = {Why.CARRIED: "warn", Why.ARISING: "warn", Why.PLANNED: "accent", Why.COPIED: "quiet"}
MAKE = "Ctrl+Return"


class NewAgenda(QWidget):
    """`first_asked` wishes for an empty agenda; `made` tells that one was made, with its first
    item; `closed` that nothing is wanted after all."""

    first_asked = Signal()
    made = Signal(str)
    closed = Signal()

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.meeting = meeting
        self.draft = Draft()
        self._ticked: set[str] = set()
        self._sources: list[Source] = []
        self._shown: tuple[str, Draft] = ("", Draft())
        self._scheme = ""
        self._busy = False
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.context.theme
        self.heading = section("")
        self._told = quiet("", wrap=True)
        self.list = RowList(theme, "Where the agenda comes from", lines=2)
        self.list.chosen.connect(lambda _: self._turn())
        self.list.opened.connect(lambda _: self._enter())
        self.lines = TickList(theme, "The agenda as it would be; Space leaves a line out", lines=3)
        self.lines.asked.connect(self.turn_over)
        self.lines.opened.connect(lambda _: self.make())
        self._empty = EmptyState(
            "list-tree",
            "No items yet",
            "An agenda is a list of items under headings. Type a title and press Enter for the "
            "next one; Alt and the arrow keys move it, or make it a sub-item.",
            "Add the first item",
        )
        self._empty.begun.connect(self.first_asked)
        self._note = small("", wrap=True)
        self.button = keyed(primary_button("Make this agenda", "", self.make), MAKE)
        self.cancel = keyed(flat_button("Cancel", "", self.closed.emit), "Esc")
        foot = row(self._note, self.cancel, self.button, spacing=theme.length(8))
        foot.setStretch(0, 1)
        shown = column(card(self.lines, padding=1), foot, spacing=theme.length(12))
        shown.setStretch(0, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(boxed(shown))
        self._stack.addWidget(self._empty)
        left = card(self.list, padding=1)
        left.setFixedWidth(theme.length(304))
        parts = row(left, self._stack, spacing=theme.length(16))
        parts.setStretch(1, 1)
        stack = column(self.heading, self._told, parts, parent=self, spacing=theme.length(4))
        stack.setStretch(2, 1)
        stack.insertSpacing(2, theme.length(8))

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Read the register again; what is chosen and left out stays."""
        reader = self.context.session.reader
        try:
            self._sources = agenda_sources.sources(reader, self.meeting)
        except KnownError as error:
            self._sources = [Source(From.EMPTY, "Empty", str(error))]
        meet = meet_of(reader, self.meeting)
        self._scheme = meet.bodies[0].agenda_numbering if meet.bodies else "1."
        self.list.show_rows([ListRow(one.key, one.name, one.detail) for one in self._sources])
        if not self.list.key:
            self.list.choose_first()
        self._turn()

    def choose(self, kind: From) -> bool:
        """Turn to the first source of a kind; False when none is offered."""
        found = next((one for one in self._sources if one.kind is kind), None)
        return found is not None and self.list.choose(found.key)

    def begin(self) -> None:
        """Put the focus where a source is chosen."""
        self.list.setFocus()

    @property
    def source(self) -> Source | None:
        """The source that is chosen."""
        return next((one for one in self._sources if one.key == self.list.key), None)

    def _turn(self) -> None:
        """Show what the chosen source would make; the same draft as before keeps its ticks."""
        source = self.source
        if source is None:
            return
        try:
            reader = self.context.session.reader
            self.draft = agenda_sources.draft(reader, self.meeting, source.kind, source.uid)
        except KnownError as error:
            self.draft = Draft()
            self._told.setText(str(error))
        if (source.key, self.draft) != self._shown:
            self._shown = (source.key, self.draft)
            self._ticked = set(self.draft.offered)
        there = any(line.is_there for line in self.draft.lines)
        self._stack.setCurrentIndex(1 if source.kind is From.EMPTY and not there else 0)
        self._show()

    def _show(self) -> None:
        taken = self.draft.taking(self._ticked)
        numbers = taken.numbers(self._scheme)
        held = effective_restrictions(line.item for line in self.draft.lines)
        known = {line.key: line for line in self.draft.lines}
        kept = {line.key for line in taken.lines}
        rows = [
            _row(
                line,
                numbers.get(line.key, NO_NUMBER).printed,
                _depth(line, known),
                taken=line.key in kept,
                restricted=held[line.key].restriction is not Restriction.NONE,
            )
            for line in self.draft.lines
        ]
        widest = max((one.lead for one in rows), key=len, default="")
        self.lines.painter_of_rows.keep_for_lead(max(widest, "10.", key=len))
        self.lines.show_rows(rows)
        self.lines.show_ticks([line.key for line in self.draft.new], self._ticked & kept)
        self._say(taken)

    def _say(self, taken: Draft) -> None:
        there = any(line.is_there for line in self.draft.lines)
        many = len(taken.new)
        self.heading.setText("Add to this agenda" if there else "New agenda")
        self._told.setText(
            "What is on the agenda stays; what is missing is put where it belongs."
            if there
            else "Choose where it comes from. Nothing is written before you make it."
        )
        words = f"Add {many} {'line' if many == 1 else 'lines'}" if there else "Make this agenda"
        self.button.setText(words if many or not there else "Add lines")
        keyed(self.button, MAKE)
        self.button.setEnabled(bool(many) and not self._busy)
        self.cancel.setVisible(there)
        self._note.setText(self._note_of(taken))

    def _note_of(self, taken: Draft) -> str:
        if not self.draft.new:
            return "Everything it would bring is on the agenda already."
        left = len(self.draft.new) - len(taken.new)
        bare = sum(
            1
            for line in taken.new
            if line.item.restriction is not Restriction.NONE and not line.item.public_title.strip()
        )
        parts = [f"{left} left out." if left else "Space or a click leaves a line out."]
        if bare:
            lines = "line needs" if bare == 1 else "lines need"
            parts.append(f"{bare} restricted {lines} a title that the public may see.")
        return " ".join(parts)

    # ------------------------------------------------------------------ doing

    def turn_over(self, key: str) -> None:
        """Take a line, with what it stands below, or leave it out with all below it."""
        known = {line.key: line for line in self.draft.lines}
        family = {one.key for one in self.draft.lines if key in (one.key, *_above(one, known))}
        if self.lines.is_ticked(key):
            self._ticked -= family
        else:
            self._ticked |= family | set(_above(known[key], known))
        self._show()

    def make(self) -> None:
        """Write what is ticked, as one change."""
        source = self.source
        if source is not None and self._stack.currentIndex() == 1:
            self.first_asked.emit()
            return
        taken = self.draft.taking(self._ticked)
        if not taken.new or self._busy:
            return
        self._busy = True
        try:
            receipt = agenda_sources.make_agenda(self.context.session, self.meeting, taken)
        except KnownError as error:
            self._busy = False
            self.context.messages.warn(str(error))
            return
        self.context.submit(receipt, then=self._made, otherwise=self._refused)

    def _made(self, items: list[Any]) -> None:
        self._busy = False
        many = sum(1 for item in items if item.kind is ItemKind.ITEM)
        words = f"{many} {'item' if many == 1 else 'items'}"
        self.context.messages.say(f"Put {words} on the agenda.", "Undo", self.context.undo)
        self.made.emit(items[0].uid)

    def _refused(self, *_: object) -> None:
        self._busy = False
        self.refresh()

    def _enter(self) -> None:
        """Go on from the sources to what the chosen one would make."""
        if self._stack.currentIndex() == 1:
            self.first_asked.emit()
        else:
            self.lines.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and self.lines.hasFocus():
            self.list.setFocus()
        elif event.key() == Qt.Key.Key_Escape and self.cancel.isVisible():
            self.closed.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.make()
        else:
            super().keyPressEvent(event)


Known = dict[str, Line]


def _above(line: Line, known: Known) -> list[str]:
    """Return the keys of the lines that a line stands below."""
    found: list[str] = []
    at = line.item.parent
    while at is not None and at in known:
        found.append(at)
        at = known[at].item.parent
    return found


def _depth(line: Line, known: Known) -> int:
    return len(_above(line, known))


def _row(line: Line, number: str, depth: int, *, taken: bool, restricted: bool) -> ListRow:
    item = line.item
    heading = item.kind is ItemKind.HEADING
    title = item.title.strip() or "No title: its sub-items print alone"
    minutes = f"{item.minutes} min" if item.minutes else ""
    parts = ["Restricted" if restricted else "", item.presenter.strip(), line.note]
    detail = "" if line.is_there else " · ".join(part for part in parts if part)
    spoken = [
        "Heading" if heading else f"Item {number}".strip(),
        title,
        detail,
        f"{item.minutes} minutes" if item.minutes else "",
        line.why.value,
    ]
    return ListRow(
        line.key,
        title,
        detail,
        lead=number if taken else "–",
        note=minutes,
        tag=line.why.value,
        tone=_TONES.get(line.why, "quiet"),
        depth=depth,
        quiet=line.is_there or not taken,
        sentence=", ".join(part for part in spoken if part),
    )
