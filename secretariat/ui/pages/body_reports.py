"""The form in which a body asks for reports: its parts, in their order, each with a hint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from secretariat.models.records import Body, ReportLayout, ReportPart
from secretariat.models.report_forms import KIND_NAMES, READ_BACK
from secretariat.services import report_layouts
from secretariat.services.report_layouts import shipped_layouts
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.fields import Form
from secretariat.ui.pages.kit import boxed, keyed, scrolled
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import (
    EmptyState,
    button,
    card,
    column,
    flat_button,
    quiet,
    row,
)

_ADD, _UP, _DOWN = "Alt+F", "Ctrl+Alt+Up", "Ctrl+Alt+Down"
_NEW = "New part"


class BodyReports(QWidget):
    """The parts of a body's own form at the left, the chosen one at the right; without a form of
    its own, which one its authors get, and how to begin another."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.body: Body | None = None
        self.layout_: ReportLayout | None = None
        self._parts: list[ReportPart] = []
        theme = context.theme
        self.list = RowList(theme, "Parts of the report form", lines=2)
        self.list.chosen.connect(lambda _: self._show_part())
        self.list.opened.connect(lambda _: self.to_heading())
        self._name_form = Form(context, report_layouts.rename_layout, "bodies.reports.name")
        self._form = Form(context, report_layouts.change_part, "bodies.reports")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._editor())
        self._empty = EmptyState("file-text", "", "", "Begin with the cover report")
        self._empty.begun.connect(lambda: self.begin("cover"))
        for key, shipped in list(shipped_layouts().items())[1:]:
            name = f"Begin with the {shipped.name.casefold()}"
            self._empty.offer(button(name, "", self._beginner(key)))
        self._pages.addWidget(self._empty)
        column(self._pages, parent=self)

    def _editor(self) -> QWidget:
        theme = self.context.theme
        self._name = self._name_form.line("Name of the form", "name")
        drop = flat_button("Give up this form", "trash-2", self.give_up)
        drop.setToolTip("Ask for reports in the usual form again")
        top = row(self._name, 1, drop, spacing=theme.length(12))
        top.setStretch(0, 2)
        top.setAlignment(drop, Qt.AlignmentFlag.AlignBottom)
        add = keyed(button("Add part", "plus", self.add), _ADD)
        up = keyed(button("Up", "arrow-up", lambda: self.shift(-1)), _UP, "Move the part up")
        down = keyed(button("Down", "arrow-down", lambda: self.shift(1)), _DOWN, "Move it down")
        remove = keyed(flat_button("Remove", "trash-2", self.remove), "Delete", "Remove the part")
        tools = row(add, up, down, 1, remove)
        self._heading = self._form.line("Heading", "heading")
        self._kind = self._form.choice("What is written there", "kind", list(KIND_NAMES.items()))
        self._hint = self._form.area("Hint for the author, in brackets", "hint", lines=3)
        self._read = quiet("", wrap=True)
        side: QFrame = card(
            column(self._heading, self._kind, self._hint, self._read, 1,
                   spacing=theme.length(12)),
            padding=theme.length(14),
        )  # fmt: skip
        both = row(card(self.list, padding=1), scrolled(side), spacing=theme.length(12))
        both.setStretch(0, 3)
        both.setStretch(1, 4)
        stack = column(top, tools, both, spacing=theme.length(12))
        stack.setStretch(2, 1)
        return boxed(stack)

    def show_body(self, body: Body) -> None:
        """Show the form of a body; the chosen part and what is typed stay."""
        reader = self.context.session.reader
        if self.body is None or self.body.uid != body.uid:
            self.context.autosave.flush_all()
        self.body = body
        self.layout_ = report_layouts.own_layout(reader, body.uid)
        self._pages.setCurrentIndex(0 if self.layout_ else 1)
        if self.layout_ is None:
            name, _ = report_layouts.layout_for(reader, body.uid)
            self._empty.say(
                f"Authors get the form “{name}”",
                "A report form is a Word file with the meeting, the item and the day in it, and a "
                "field for each part. Begin with one that ships to give this body its own.",
            )
            return
        anew = self._name_form.aim(self.layout_.uid)
        self._name_form.show(self.layout_, anew=anew)
        self._parts = report_layouts.parts_of(reader, self.layout_.uid)
        self.list.show_rows([_row(part) for part in self._parts])
        if not self.list.key:
            self.list.choose_first()
        self._show_part()

    def _show_part(self) -> None:
        part = next((one for one in self._parts if one.uid == self.list.key), None)
        if part is None:
            return
        anew = self._form.aim(part.uid)
        self._form.show(part, anew=anew)
        read = part.kind in READ_BACK
        self._read.setText(
            "What stands here is read when the report comes back."
            if read
            else "What stands here stays in the report."
        )

    def begin(self, base: str) -> None:
        """Give the body a form of its own that begins as a shipped one."""
        if self.body is not None and self.layout_ is None:
            uid = self.body.uid
            ask(self.context, report_layouts.start_layout, uid, base, then=self._begun)

    def add(self) -> None:
        """Add a part after the chosen one and go to its heading."""
        if self.layout_ is None:
            self.begin("cover")
            return
        self.context.autosave.flush_all()

        def then(part: ReportPart) -> None:
            self._again()
            self.list.choose(part.uid)
            self.to_heading()

        ask(
            self.context, report_layouts.add_part, self.layout_.uid, heading=_NEW,
            after=self.list.key or None, then=then,
        )  # fmt: skip

    def to_heading(self) -> None:
        """Go to the heading of the chosen part, its words marked."""
        field = self._heading.field
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.selectAll()

    def shift(self, by: int) -> None:
        """Move the chosen part up or down."""
        if self.layout_ is not None and self.list.key:
            self.context.autosave.flush_all()
            ask(self.context, report_layouts.move_part, self.list.key, by)

    def remove(self) -> None:
        """Remove the chosen part."""
        part = next((one for one in self._parts if one.uid == self.list.key), None)
        if self.layout_ is not None and part is not None:
            self.context.autosave.flush_all()
            said = self._said(f"Removed “{part.heading or KIND_NAMES[part.kind]}”.")
            ask(self.context, report_layouts.remove_part, part.uid, then=said)

    def give_up(self) -> None:
        """Ask for reports in the usual form again."""
        if self.layout_ is not None:
            self.context.autosave.flush_all()
            said = self._said("Reports are asked for in the usual form again.")
            ask(self.context, report_layouts.remove_layout, self.layout_.uid, then=said)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the form."""
        own = lambda: self.layout_ is not None  # noqa: E731 (a command of one line)
        return (
            Command(
                "bodies.report-add", "Add a part to the report form", self.add, (_ADD,), "plus"
            ),
            Command(
                "bodies.report-up", "Move the part of the report form up", lambda: self.shift(-1),
                (_UP,), "arrow-up", own,
            ),
            Command(
                "bodies.report-down", "Move the part of the report form down",
                lambda: self.shift(1), (_DOWN,), "arrow-down", own,
            ),
            Command(
                "bodies.report-usual", "Give up the body’s own report form", self.give_up, (),
                "trash-2", own,
            ),
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.remove()
        else:
            super().keyPressEvent(event)

    def _beginner(self, base: str) -> Callable[[], None]:
        return lambda: self.begin(base)

    def _begun(self, _: ReportLayout) -> None:
        self._again()
        self.list.choose_first()
        self.list.setFocus()

    def _again(self) -> None:
        if self.body is not None:
            self.show_body(self.body)

    def _said(self, words: str) -> Callable[[Any], None]:
        context = self.context
        return lambda _: context.messages.say(words, "Undo", context.undo)


def _row(part: ReportPart) -> ListRow:
    read = "Read back" if part.kind in READ_BACK else ""
    name = part.heading or KIND_NAMES[part.kind]
    return ListRow(
        part.uid, name, KIND_NAMES[part.kind], tag=read, tone="good",
        sentence=f"{name}. {KIND_NAMES[part.kind]}. {read}".strip(),
    )  # fmt: skip
