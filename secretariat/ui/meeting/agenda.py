"""The agenda step: the tree edited in place, its details, and the page as it will print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QStackedWidget, QWidget

from secretariat.models.kinds import Audience, DocumentKind, ItemKind, Restriction
from secretariat.models.records import Item
from secretariat.services import agenda
from secretariat.services.agenda_sources import From
from secretariat.services.restriction_reasons import Matter, set_restriction
from secretariat.store.uids import new_uid
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.agenda_model import minutes_in
from secretariat.ui.meeting.agenda_panel import ItemPanel
from secretariat.ui.meeting.agenda_picture import AgendaPicture, agenda_picture
from secretariat.ui.meeting.agenda_tree import AgendaTree
from secretariat.ui.meeting.item_section import ORIGIN
from secretariat.ui.meeting.item_submissions import add_command
from secretariat.ui.meeting.live_preview import LivePreview
from secretariat.ui.meeting.new_agenda import MAKE, NewAgenda
from secretariat.ui.meeting.plan_section import plan_commands
from secretariat.ui.meeting.report_commands import report_commands
from secretariat.ui.meeting.restriction_section import RestrictionSection, restriction_commands
from secretariat.ui.meeting.step import Step
from secretariat.ui.meeting.version_strip import VersionStrip, is_lost, version_commands
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.kit import boxed, keyed
from secretariat.ui.widgets import IconButton, button, column, key_hint, quiet, row

ADD_FROM = "Ctrl+Shift+I"

_NARROWEST = 360
"""How wide the agenda is at least beside its page, in pixels at the default font size."""


class AgendaStep(Step):
    """Writes the agenda of a meeting."""

    name = "agenda"

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(context, meeting, parent)
        self.picture: AgendaPicture | None = None
        self._typed: dict[tuple[str, str], object] = {}
        self._edit_next = ""
        self._adding = False
        self.tree = AgendaTree(context.theme, self._write, self._move_to)
        self.panel = ItemPanel(context)
        self.preview = LivePreview(context, DocumentKind.AGENDA, meeting)
        self.versions = VersionStrip(context, meeting)
        self.versions.see_asked.connect(self._see_changes)
        self.total = quiet()
        self._draft = context.autosave.watch(self.tree, self._save)
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
        self._add = with_key(button("Add item", "", self.add_item), "Enter")
        self._from = keyed(button("Add from…", "", self.add_from), ADD_FROM)
        head = button("Add heading", "", self.add_heading)
        head.setToolTip("Add a section heading without a number")
        self._tools = boxed(row(self._add, head, self._from, 1, self.total))
        card = QFrame()
        card.setProperty("kind", "card")
        column(self.tree, parent=card, margin=1)
        self.new = NewAgenda(self.context, self.meeting)
        self.new.first_asked.connect(self.add_item)
        self.new.made.connect(self._made)
        self.new.closed.connect(self._close_new)
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        self._stack.addWidget(self.new)
        # The agenda beside its page may be narrower than the choice of a new one, which is alone.
        self._stack.setMinimumWidth(self.context.theme.length(_NARROWEST))
        self._below = QSplitter(Qt.Orientation.Vertical)
        self._below.addWidget(self._stack)
        self._below.addWidget(self.panel)
        self._below.setSizes([560, 190])
        self._below.setStretchFactor(0, 1)
        self._below.setHandleWidth(9)
        self._below.setChildrenCollapsible(False)
        self._below.setStyleSheet("QSplitter::handle { background: transparent; }")
        left = QWidget()
        stack = column(self.versions, self._tools, self._below, parent=left, margin=0, spacing=12)
        stack.setContentsMargins(24, 14, 16, 16)
        self._beside = QSplitter(Qt.Orientation.Horizontal)
        self._beside.addWidget(left)
        self._beside.addWidget(self.preview)
        self._beside.setSizes([730, 420])
        self._beside.setStretchFactor(0, 1)
        self._beside.setHandleWidth(1)
        column(self._beside, parent=self)

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        self.picture = agenda_picture(self.context.session, self.meeting)
        self.tree.show_picture(self.picture)
        empty = not self.picture.items
        self._show_new(empty or self._adding)
        stands, stage = self.picture.standing, self.picture.stage
        self.versions.show_standing(stands, is_lost=is_lost(stage, stands, empty=empty))
        self.total.setText(self.picture.total())
        programme = self.picture.programme
        over = programme is not None and (programme.over or 0) > 0
        self.total.setToolTip("Longer than the meeting is planned" if over else "Planned minutes")
        self._show_panel()
        self.preview.ask()
        if self._edit_next and self._edit_next in self.picture.numbers:
            uid, self._edit_next = self._edit_next, ""
            self.tree.edit_title(uid)
        elif not empty and not self.tree.current_uid():
            self.tree.select(self.picture.items[0].uid)

    def _show_new(self, wanted: bool) -> None:
        """Show what a new agenda can come from in place of the agenda, or the agenda again."""
        held = self.isAncestorOf(QApplication.focusWidget() or self.window())
        turned = wanted is not (self._stack.currentWidget() is self.new)
        self._stack.setCurrentIndex(1 if wanted else 0)
        for part in (self.panel, self.preview, self._tools):
            part.setVisible(not wanted)
        if wanted:
            self.new.refresh()
        if turned and held:
            (self.new.list if wanted else self.tree).setFocus()

    def add_from(self) -> None:
        """Look at what a template, the last meeting or the forward plan would add, and add it."""
        self.flush()
        self._adding = True
        self._show_new(True)
        self.new.begin()

    def _close_new(self) -> None:
        self._adding = False
        self.refresh()
        self.tree.setFocus()

    def _made(self, uid: str) -> None:
        self._close_new()
        self.tree.select(uid)

    def _see_changes(self, wanted: bool) -> None:
        if wanted:
            self.preview.show_document(DocumentKind.CHANGES, Audience.MEMBERS)
        else:
            self.preview.show_document(DocumentKind.AGENDA, Audience.PUBLIC)

    def _show_panel(self) -> None:
        item = self.tree.current_item()
        held = self.picture.held.get(item.uid) if item and self.picture else None
        self.panel.show_item(item, held is not None and held.restriction is not Restriction.NONE)

    def focus_row(self, uid: str) -> None:
        if uid in self.versions.routes:
            self.versions.routes[uid]()
            return
        if uid:
            self.tree.select(uid)
        (self.new.list if self._stack.currentWidget() is self.new else self.tree).setFocus()

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
            agenda.change_item(self.context.session, uid, origin=ORIGIN, **{field: value})
            for (uid, field), value in typed.items()
        ]
        for receipt in receipts[:-1]:
            self.context.submit(receipt)
        return receipts[-1] if receipts else None

    def _write(self, uid: str, field: str, value: object) -> None:
        self._typed.pop((uid, field), None)
        values: dict[str, Any] = {field: value}
        self.ask(agenda.change_item, uid, origin=ORIGIN, **values)

    def flush(self) -> None:
        self._draft.flush()
        self.panel.flush()
        self.versions.flush()

    # ------------------------------------------------------------------ commands

    def add_item(self) -> None:
        """Add an item after the current one and begin its title."""
        self._add_after(self.tree.current_uid(), ItemKind.ITEM)

    def add_heading(self) -> None:
        """Add a heading after the current item."""
        self._add_after(self.tree.current_uid(), ItemKind.HEADING)

    def _add_after(self, after: str, kind: ItemKind) -> None:
        self._adding = False
        self._begin(agenda.add_item, self.meeting, after=after or None, kind=kind)

    def add_child(self) -> None:
        """Add a sub-item to the current item."""
        uid = self.tree.current_uid()
        if uid:
            self._begin(agenda.add_item, self.meeting, parent=uid)

    def _begin(self, service: Any, *args: Any, **values: Any) -> None:
        self.tree.finish()
        self.flush()
        # The uid is given here, so that the row is known the moment it is there.
        self._edit_next = uid = new_uid()
        self.ask(service, *args, uid=uid, **values)

    def remove(self) -> None:
        """Remove the current item with its sub-items."""
        item = self.tree.current_item()
        if item is None:
            return
        name = f"“{item.title}”" if item.title.strip() else "the item"

        self.flush()
        self.ask(agenda.remove_item, item.uid, then=lambda stays: self._removed(name, stays))

    def _remove_blank(self, uid: str) -> None:
        self._typed = {key: value for key, value in self._typed.items() if key[0] != uid}
        self.ask(
            agenda.remove_item,
            uid,
            then=lambda stays: self._removed("the item", stays) if stays else None,
        )

    def _removed(self, name: str, stays: bool) -> None:
        said = f"Removed {name}."
        if stays:
            said = (
                f"{name[:1].upper()}{name[1:]} went out with the agenda,"
                " so it stays and is printed as withdrawn."
            )
        self.context.messages.say(said, "Undo", self.context.undo)

    def set_number(self) -> None:
        """Set the number of the current item by hand, unless it is out under one."""
        item = self.tree.current_item()
        if item is not None and item.published_number:
            self.context.messages.warn("This item went out under its number, so that stays.")
        else:
            self.tree.edit_number()

    def _move_to(self, uid: str, parent: str | None, index: int) -> None:
        self.ask(agenda.move_item, uid, parent, index)

    def shift(self, service: Any) -> None:
        """Move, nest or lift the current item."""
        uid = self.tree.current_uid()
        if uid:
            self.flush()
            self.ask(service, uid)

    def copy_last(self) -> None:
        """Look at what the last meeting's agenda would bring."""
        self.add_from()
        if not self.new.choose(From.LAST):
            self._close_new()
            self.context.messages.warn("There is no earlier meeting with an agenda to copy.")

    def restrict(self) -> None:
        """Make the current item exempt, or open again."""
        item = self.tree.current_item()
        if item is not None and item.kind is ItemKind.ITEM:
            shut = item.restriction is not Restriction.NONE
            new = Restriction.NONE if shut else Restriction.EXEMPT
            self.panel.bring(RestrictionSection)
            self.ask(set_restriction, Matter(item=item.uid), new)

    def add_submission(self) -> None:
        """Record what was handed in under the current item."""
        item = self.tree.current_item()
        if item is not None and item.kind is ItemKind.ITEM:
            self.context.go("submissions", self.meeting, "new", item.uid)

    def _any(self) -> bool:
        return bool(self.tree.current_uid())

    def _choosing(self) -> bool:
        return self._stack.currentWidget() is self.new

    def _item(self) -> Item | None:
        return self.tree.current_item()

    def _new_commands(self) -> Sequence[Command]:
        return (
            Command(
                "agenda.add-standing", "Add standing items…", self.add_from, (ADD_FROM,), "plus"
            ),
            Command(
                "agenda.copy-last", "Copy the last meeting’s agenda…", self.copy_last, (), "copy"
            ),
            Command(
                "agenda.make", "Make this agenda", self.new.make, (MAKE,), "check", self._choosing
            ),
        )

    def commands(self) -> Sequence[Command]:
        tree, shift = self.tree, self.shift
        return (
            *self.preview.commands("agenda"),
            Command("agenda.add-item", "Add item", self.add_item, ("Return",), "plus"),
            Command(
                "agenda.add-sub-item",
                "Add sub-item",
                self.add_child,
                ("Shift+Return",),
                "plus",
                self._any,
            ),
            Command(
                "agenda.add-heading", "Add heading", self.add_heading, ("Ctrl+Shift+H",), "heading"
            ),
            *self._new_commands(),
            Command(
                "agenda.edit",
                "Edit the cell",
                tree.edit_current,
                ("F2",),
                "pencil",
                self._any,
            ),
            Command("agenda.number", "Set the number by hand", self.set_number, (), "", self._any),
            Command(
                "agenda.up", "Move item up", lambda: shift(agenda.move_up), ("Alt+Up",), "arrow-up"
            ),
            Command(
                "agenda.down",
                "Move item down",
                lambda: shift(agenda.move_down),
                ("Alt+Down",),
                "arrow-down",
            ),
            Command(
                "agenda.nest",
                "Make it a sub-item",
                lambda: shift(agenda.nest),
                ("Alt+Right",),
                "arrow-right",
            ),
            Command(
                "agenda.unnest",
                "Lift it one level",
                lambda: shift(agenda.unnest),
                ("Alt+Left",),
                "arrow-left",
            ),
            *restriction_commands(self),
            add_command(self.add_submission, self._any),
            *report_commands(self),
            *version_commands(self),
            *plan_commands(self),
            Command("agenda.remove", "Remove item", self.remove, ("Del",), "trash-2", self._any),
        )


def with_key(made: IconButton, keys: str) -> IconButton:
    """Show a key inside a button, as the target does."""
    hint = key_hint(keys)
    hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    made.setText(made.text() + " " * 13)
    box = row(1, hint, parent=made)
    box.setContentsMargins(0, 0, 10, 0)
    made.setAccessibleName(made.text().strip())
    return made
