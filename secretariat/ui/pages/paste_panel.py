"""Pasting people: what is on the clipboard, what it would do row by row, and one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from secretariat.errors import KnownError
from secretariat.services import bodies
from secretariat.services.paste import (
    Column,
    Line,
    Outcome,
    Plan,
    Table,
    Verdict,
    carry_out,
    plan,
    read_table,
)
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import boxed, keyed
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import (
    Choice,
    EmptyState,
    FormRow,
    button,
    card,
    clear_layout,
    column,
    flat_button,
    primary_button,
    quiet,
    row,
    section,
)

_TONES = {
    Verdict.ADD: "good",
    Verdict.UPDATE: "accent",
    Verdict.UNCHANGED: "quiet",
    Verdict.PROBLEM: "bad",
}
_COLUMNS = [(column, column.value.capitalize()) for column in Column]
_HOW = (
    "In the spreadsheet, mark the rows with the line of headings above them and copy them. "
    "Name, organisation, e-mail, role and dates are recognised under many headings; nothing is "
    "added before you have seen it."
)


class PastePanel(QWidget):
    """`closed` when it is no longer wanted; `pasted` when people came in."""

    closed = Signal()
    pasted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setAccessibleName("Paste people from a spreadsheet")
        self._context = context
        self._table: Table | None = None
        self._plan: Plan | None = None
        self._left_out: set[int] = set()
        theme = context.theme
        self._body = Choice(name="Make them members of")
        self._body.chosen.connect(lambda _: self._judge())
        self._told = quiet("", wrap=True)
        self._columns = QGridLayout()
        self._columns.setSpacing(theme.length(8))
        self._columns.setContentsMargins(0, 0, 0, 0)
        self.list = RowList(theme, "Rows and what will come of each", lines=2)
        self.list.painter_of_rows.keep_for_lead("9999")
        self.list.opened.connect(self._toggle)
        self._go = keyed(primary_button("Add", "", self.carry_out), "Ctrl+Return")
        self._empty = EmptyState(
            "clipboard-paste", "Nothing to paste yet", _HOW, "Read the clipboard"
        )
        self._empty.begun.connect(self.read_clipboard)
        self._lay_out()

    def begin(self, body: str = "") -> None:
        """Start with what the clipboard holds, for the members of a body where one is given."""
        every = bodies.all_bodies(self._context.session)
        self._body.set_options(
            [("", "No body: to the directory alone"), *((b.uid, b.name) for b in every)]
        )
        self._body.show_value(body)
        self.read_clipboard()

    def read_clipboard(self) -> None:
        """Read the table that is on the clipboard."""
        self.read(QGuiApplication.clipboard().text())

    def read(self, text: str) -> None:
        """Read a table and show what it would do."""
        self._left_out = set()
        try:
            self._table = read_table(text)
        except KnownError as error:
            self._table = self._plan = None
            words = str(error) if text.strip() else _HOW
            heading = "This cannot be read" if text.strip() else "Nothing to paste yet"
            self._empty.say(heading, words)
            self._show()
            return
        self._show_columns()
        self._judge()
        self.list.choose_first()
        self.list.setFocus()

    def carry_out(self) -> None:
        """Do what is shown, as one step of undo."""
        if self._plan is None or not self._go.isEnabled():
            return
        self._go.setEnabled(False)
        ask(
            self._context,
            carry_out,
            self._plan,
            frozenset(self._left_out),
            then=self._done,
            otherwise=self._judge,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_V and control:
            self.read_clipboard()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.carry_out()
        elif event.key() == Qt.Key.Key_Space and self.list.key:
            self._toggle(self.list.key)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme = self._context.theme
        again = flat_button("Read the clipboard again", "", self.read_clipboard)
        self._again = keyed(again, "Ctrl+V")
        self._toggle_button = keyed(
            button("Leave out or take in", "", lambda: self._toggle(self.list.key)), "Space"
        )
        cancel = keyed(flat_button("Cancel", "", self.closed.emit), "Esc")
        self._body.setMinimumWidth(theme.length(340))
        head = row(section("Paste from a spreadsheet"), 1, self._again)
        to = row(FormRow("Make them members of", self._body), 1)
        self._meanings = boxed(self._columns)
        self._rows_card = card(self.list, padding=1)
        foot = row(self._told, self._toggle_button, cancel, self._go, spacing=theme.length(8))
        foot.setStretch(0, 1)
        parts = (head, to, self._meanings, self._rows_card, self._empty, foot)
        stack = column(*parts, parent=self, spacing=theme.length(12))
        stack.setStretch(3, 1)
        stack.setStretch(4, 1)
        stack.setContentsMargins(0, 0, 0, 0)

    def _show_columns(self) -> None:
        """Show above the rows what each column is taken for; a wrong guess is put right here."""
        clear_layout(self._columns)
        if self._table is None:
            return
        beside = max(3, min(6, self.width() // self._context.theme.length(150)))
        for at, meant in enumerate(self._table.columns[:12]):
            heading = self._table.headings[at] or f"Column {at + 1}"
            box = Choice(_COLUMNS)
            box.show_value(meant)
            box.chosen.connect(lambda value, at=at: self._mean(at, value))
            self._columns.addWidget(FormRow(heading[:40], box), at // beside, at % beside)

    def _mean(self, at: int, column_: Column) -> None:
        if self._table is not None:
            self._table = self._table.with_column(at, column_)
            for place, box in enumerate(self._meanings.findChildren(Choice)):
                box.show_value(self._table.columns[place])
            self._judge()

    def _judge(self) -> None:
        """Plan again, and show it."""
        if self._table is not None:
            session = self._context.session
            body = self._body.value() or None
            self._plan = plan(session.reader, self._table, body, today=session.today())
        self._show()

    def _show(self) -> None:
        shown = self._plan is not None
        for part in (self._meanings, self._rows_card, self._go, self._toggle_button, self._again):
            part.setVisible(shown)
        self._empty.setVisible(not shown)
        if self._plan is None:
            self._told.setText("")
            return
        self.list.show_rows([self._row(line) for line in self._plan.lines])
        kept = [line for line in self._plan.lines if line.line not in self._left_out]
        new = sum(1 for line in kept if line.verdict is Verdict.ADD)
        changed = sum(1 for line in kept if line.verdict is Verdict.UPDATE)
        self._told.setText(_summary(self._plan, len(self._left_out)))
        words = [f"add {new}" if new else "", f"change {changed}" if changed else ""]
        text = " and ".join(word for word in words if word).capitalize() or "Nothing to add"
        self._go.setText(text)
        self._go.setEnabled(bool(new or changed))

    def _row(self, line: Line) -> ListRow:
        out = line.line in self._left_out
        return ListRow(
            str(line.line),
            line.name or "No name",
            line.says,
            lead=str(line.line),
            tag="Left out" if out else line.verdict.value.capitalize(),
            tone="quiet" if out else _TONES[line.verdict],
            quiet=out,
            sentence=f"Row {line.line}: {line.name}. "
            f"{'Left out' if out else line.verdict.value}. {line.says}",
        )

    def _toggle(self, key: str) -> None:
        if key:
            self._left_out ^= {int(key)}
            self._show()

    def _done(self, outcome: Outcome) -> None:
        parts = [
            f"{outcome.added} added" if outcome.added else "",
            f"{outcome.changed} changed" if outcome.changed else "",
            f"{outcome.memberships} joined the body" if outcome.memberships else "",
        ]
        told = ", ".join(part for part in parts if part).capitalize() or "Nothing changed"
        self._context.messages.say(f"{told}.", "Undo", self._context.undo)
        self.pasted.emit()


def _summary(plan_: Plan, left_out: int) -> str:
    words = [f"{len(plan_.lines)} rows read"]
    same, wrong = plan_.count(Verdict.UNCHANGED), plan_.count(Verdict.PROBLEM)
    if same:
        words.append(f"{same} already so")
    if wrong:
        words.append(f"{wrong} with a problem, which stay out")
    if left_out:
        words.append(f"{left_out} left out")
    text = ", ".join(words) + "."
    if plan_.table.unused:
        text += f" Not used: {', '.join(heading[:40] for heading in plan_.table.unused[:6])}."
    return text
