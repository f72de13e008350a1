"""The templates of a body: its usual agendas, edited as an agenda is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from secretariat.models.dates import plain_date
from secretariat.models.kinds import ItemKind, Restriction
from secretariat.models.records import AgendaTemplate, Body
from secretariat.services import templates
from secretariat.store.uids import new_uid
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.agenda import with_key
from secretariat.ui.meeting.agenda_model import minutes_in
from secretariat.ui.meeting.agenda_panel import ItemPanel
from secretariat.ui.meeting.agenda_picture import AgendaPicture, template_picture
from secretariat.ui.meeting.agenda_tree import AgendaTree
from secretariat.ui.meeting.item_section import ORIGIN
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.fields import Form
from secretariat.ui.pages.kit import boxed, keyed
from secretariat.ui.pages.standing_sections import SECTIONS
from secretariat.ui.widgets import (
    Choice,
    EmptyState,
    FormRow,
    button,
    column,
    flat_button,
    quiet,
    row,
)


class BodyTemplates(QWidget):
    """One template at a time: its name, its standing items, and what belongs to the chosen one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.body: Body | None = None
        self.template: AgendaTemplate | None = None
        self.picture: AgendaPicture | None = None
        self._typed: dict[tuple[str, str], object] = {}
        self._edit_next = ""
        self.tree = AgendaTree(context.theme, self._write, self._move_to)
        self.tree.setAccessibleName("Standing items")
        self.panel = ItemPanel(context, kinds=SECTIONS)
        self._draft = context.autosave.watch(self.tree, self._save)
        self._choice = Choice(name="Template")
        self._choice.chosen.connect(lambda uid: self._choose(str(uid)))
        self._form = Form(context, templates.change_template, "bodies.templates")
        self._lay_out()
        self.tree.typed.connect(self._on_typed)
        self.tree.next_asked.connect(self.add_item)
        self.tree.child_asked.connect(self.add_child)
        self.tree.remove_asked.connect(self.remove)
        self.tree.blank_left.connect(self._remove_blank)
        self.tree.selected.connect(lambda _: self._show_panel())
        self.tree.left_at_end.connect(self.panel.begin)
        self.panel.left.connect(self.tree.setFocus)

    def _lay_out(self) -> None:
        theme = self.context.theme
        self._name = self._form.line("Name", "name", example="Ordinary meeting")
        self._first = flat_button("Offer it first", "arrow-up", self.offer_first)
        self._remove = flat_button("Remove template", "trash-2", self.remove_template)
        new = keyed(button("New template", "plus", self.add_template), "Alt+N")
        top = row(FormRow("Template", self._choice), self._name, new, spacing=theme.length(12))
        top.setStretch(0, 2)
        top.setStretch(1, 2)
        top.setAlignment(new, Qt.AlignmentFlag.AlignBottom)
        self._add = with_key(button("Add item", "", self.add_item), "Enter")
        head = button("Add heading", "", self.add_heading)
        head.setToolTip("Add a section heading without a number")
        self._told = quiet()
        tools = row(self._add, head, self._told, 1, self._first, self._remove)
        card = QFrame()
        card.setProperty("kind", "card")
        column(self.tree, parent=card, margin=1)
        self._bare = EmptyState(
            "list-tree",
            "No standing items yet",
            "Type a title and press Enter for the next one; Alt and the arrow keys move it, or "
            "make it a sub-item. “[last meeting]” in a title becomes the date of that meeting.",
            "Add the first item",
        )
        self._bare.begun.connect(self.add_item)
        self._shown = QStackedWidget()
        self._shown.addWidget(card)
        self._shown.addWidget(self._bare)
        below = QSplitter(Qt.Orientation.Vertical)
        below.addWidget(self._shown)
        below.addWidget(self.panel)
        below.setSizes([420, 190])
        below.setStretchFactor(0, 1)
        below.setHandleWidth(9)
        below.setChildrenCollapsible(False)
        below.setStyleSheet("QSplitter::handle { background: transparent; }")
        self._empty = EmptyState(
            "list-checks",
            "No template yet",
            "A template holds the items that return at every meeting: apologies, declarations, "
            "the last minutes, the date of the next meeting. A new agenda begins with them.",
            "Usual items",
        )
        self._empty.begun.connect(self.add_usual)
        self._last = button("From the last agenda", "copy", self.copy_last)
        self._empty.offer(self._last)
        self._empty.offer(flat_button("An empty one", "plus", self.add_template))
        stack = column(top, tools, below, spacing=theme.length(12))
        stack.setStretch(2, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(boxed(stack))
        self._pages.addWidget(self._empty)
        column(self._pages, parent=self)

    # ------------------------------------------------------------------ showing

    def show_body(self, body: Body) -> None:
        """Show the templates of a body; which one, the cursor and what is typed stay."""
        reader = self.context.session.reader
        if self.body is None or self.body.uid != body.uid:
            self.context.autosave.flush_all()
        self.body = body
        found = templates.templates_of(reader, body.uid)
        self._choice.set_options([(one.uid, _named(one, found)) for one in found])
        before = self.template.uid if self.template else ""
        self.template = next((one for one in found if one.uid == before), next(iter(found), None))
        self._pages.setCurrentIndex(0 if self.template else 1)
        if self.template is None:
            self.picture = None
            last = templates.last_agenda(reader, body.uid)
            self._last.setEnabled(last is not None)
            day = plain_date(last.date) if last and last.date else ""
            self._last.setToolTip(f"Take the lines that return from {day}" if day else "")
            return
        self._choice.show_value(self.template.uid)
        anew = self._form.aim(self.template.uid)
        self._form.show(self.template, anew=anew)
        self._first.setVisible(self.template.position > 0)
        self._show_items(self.template.uid)

    def _show_items(self, template: str) -> None:
        self.picture = template_picture(self.context.session, template)
        self.tree.show_picture(self.picture)
        bare = not self.picture.items
        self._shown.setCurrentIndex(1 if bare else 0)
        self.panel.setVisible(not bare)
        planned = sum(item.minutes or 0 for item in self.picture.items)
        self._told.setText(f"{planned} minutes" if planned else "")
        self._show_panel()
        if self._edit_next and self._edit_next in self.picture.numbers:
            uid, self._edit_next = self._edit_next, ""
            self.tree.edit_title(uid)
        elif not bare and not self.tree.current_uid():
            self.tree.select(self.picture.items[0].uid)

    def _show_panel(self) -> None:
        item = self.tree.current_item()
        held = self.picture.held.get(item.uid) if item and self.picture else None
        self.panel.show_item(item, held is not None and held.restriction is not Restriction.NONE)

    def _choose(self, uid: str) -> None:
        self.flush()
        found = self.context.session.reader.maybe(AgendaTemplate, uid)
        if found is not None and self.body is not None:
            self.template = found
            self.show_body(self.body)

    # ------------------------------------------------------------------ what is typed

    def _on_typed(self, uid: str, field: str, words: str) -> None:
        item = self.tree.agenda.item(self.tree.agenda.index_of(uid))
        value: object = " ".join(words.split())
        if field == "minutes" and item:
            value = minutes_in(words, item.minutes)
        self._typed[uid, field] = value
        self._draft.touch()

    def _save(self) -> Receipt[Any] | None:
        typed, self._typed = self._typed, {}
        receipts = [
            templates.change_item(self.context.session, uid, origin=ORIGIN, **{field: value})
            for (uid, field), value in typed.items()
        ]
        for receipt in receipts[:-1]:
            self.context.submit(receipt)
        return receipts[-1] if receipts else None

    def _write(self, uid: str, field: str, value: object) -> None:
        self._typed.pop((uid, field), None)
        values: dict[str, Any] = {field: value}
        ask(self.context, templates.change_item, uid, origin=ORIGIN, **values)

    def flush(self) -> None:
        """Write what is typed and not kept yet."""
        self._draft.flush()
        self.panel.flush()

    # ------------------------------------------------------------------ standing items

    def add_item(self) -> None:
        """Add a standing item after the current one and begin its title."""
        self._begin(after=self.tree.current_uid() or None)

    def add_heading(self) -> None:
        """Add a heading after the current item."""
        self._begin(after=self.tree.current_uid() or None, kind=ItemKind.HEADING)

    def add_child(self) -> None:
        """Add a sub-item to the current item."""
        if self.tree.current_uid():
            self._begin(parent=self.tree.current_uid())

    def _begin(self, **values: Any) -> None:
        if self.template is None:
            return
        self.tree.finish()
        self.flush()
        # The uid is given here, so that the row is known the moment it is there.
        self._edit_next = uid = new_uid()
        ask(self.context, templates.add_item, self.template.uid, uid=uid, **values)

    def remove(self) -> None:
        """Remove the current item with its sub-items."""
        item = self.tree.current_item()
        if item is None:
            return
        name = f"“{item.title}”" if item.title.strip() else "the item"
        self.flush()
        ask(self.context, templates.remove_item, item.uid, then=self._said(f"Removed {name}."))

    def _remove_blank(self, uid: str) -> None:
        self._typed = {key: value for key, value in self._typed.items() if key[0] != uid}
        ask(self.context, templates.remove_item, uid)

    def _move_to(self, uid: str, parent: str | None, index: int) -> None:
        ask(self.context, templates.move_item, uid, parent, index)

    def shift(self, service: Any) -> None:
        """Move, nest or lift the current item."""
        uid = self.tree.current_uid()
        if uid:
            self.flush()
            ask(self.context, service, uid)

    def _said(self, words: str) -> Any:
        context = self.context
        return lambda _: context.messages.say(words, "Undo", context.undo)

    # ------------------------------------------------------------------ templates

    def add_template(self) -> None:
        """Add an empty template and go to its name."""
        if self.body is not None:
            name = templates.free_name(self.context.session.reader, self.body.uid)
            ask(self.context, templates.add_template, self.body.uid, name, then=self._added)

    def add_usual(self) -> None:
        """Add the usual agendas of bodies of this kind."""
        if self.body is not None:
            ask(self.context, templates.add_usual, self.body.uid, then=self._taken)

    def copy_last(self) -> None:
        """Make a template of the lines of the last agenda that return."""
        if self.body is None:
            return
        last = templates.last_agenda(self.context.session.reader, self.body.uid)
        if last is None:
            self.context.messages.warn("There is no meeting with an agenda to take it from.")
            return
        uid = last.meeting.uid
        ask(self.context, templates.copy_from_agenda, self.body.uid, uid, then=self._taken)

    def _added(self, template: AgendaTemplate) -> None:
        self._choose(template.uid)
        self._name.field.setFocus()

    def _taken(self, template: AgendaTemplate) -> None:
        self._choose(template.uid)
        self.tree.setFocus()
        many = len(self.picture.items) if self.picture else 0
        words = f"“{template.name}” has {many} standing {'item' if many == 1 else 'items'}."
        self._said(words)(None)

    def offer_first(self) -> None:
        """Offer this template before the others."""
        if self.template is not None:
            ask(self.context, templates.make_default, self.template.uid)

    def remove_template(self) -> None:
        """Remove the template; agendas made from it stay."""
        if self.template is not None:
            self.flush()
            said = self._said(f"Removed the template “{self.template.name}”.")
            ask(self.context, templates.remove_template, self.template.uid, then=said)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with templates and their items."""

        def move(name: str, text: str, service: Any, keys: str, icon: str) -> Command:
            run = lambda: self.shift(service)  # noqa: E731 (a command of one line)
            return Command(f"bodies.standing-{name}", text, run, (keys,), icon, self._in_tree)

        return (
            Command("bodies.add-template", "Add a template", self.add_template, ("Alt+N",), "plus"),
            Command("bodies.usual-items", "Add the usual items as templates", self.add_usual),
            Command(
                "bodies.template-of-last", "Make a template of the last agenda", self.copy_last
            ),
            Command(
                "bodies.add-standing", "Add a standing item", self.add_item, ("Alt+I",), "plus"
            ),
            Command("bodies.add-standing-heading", "Add a standing heading", self.add_heading),
            move("up", "Move standing item up", templates.move_up, "Alt+Up", "arrow-up"),
            move("down", "Move standing item down", templates.move_down, "Alt+Down", "arrow-down"),
            move("nest", "Make it a sub-item", templates.nest, "Alt+Right", "arrow-right"),
            move("lift", "Lift it one level", templates.unnest, "Alt+Left", "arrow-left"),
        )

    def _in_tree(self) -> bool:
        return self.tree.isVisible() and bool(self.tree.current_uid())


def _named(template: AgendaTemplate, all_of_them: Sequence[AgendaTemplate]) -> str:
    first = template.position == 0 and len(all_of_them) > 1
    return f"{template.name}, offered first" if first else template.name
