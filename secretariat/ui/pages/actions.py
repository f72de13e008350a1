"""Actions: one tracker over all bodies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from secretariat.models.kinds import ActionState
from secretariat.models.records import (
    Action,
    ActionOwner,
    ActionUpdate,
    Body,
    Entry,
    Item,
    Meeting,
    Organisation,
    Person,
    Sitting,
)
from secretariat.models.views import ActionView
from secretariat.services import actions, bodies
from secretariat.services.actions import overdue
from secretariat.store.history import Changed
from secretariat.ui.page import Command, Context, Route
from secretariat.ui.pages.action_panel import ActionPanel
from secretariat.ui.pages.action_rows import Narrowed, action_rows, read_due
from secretariat.ui.pages.base import Screen
from secretariat.ui.pages.kit import Bar, Header, boxed, keyed
from secretariat.ui.pages.master_detail import MasterDetail
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.widgets import (
    Choice,
    EmptyState,
    FormRow,
    TabStrip,
    card,
    column,
    flat_button,
    primary_button,
    row,
)

STATES = ("open", "overdue", "closed", "all")


class ActionsPage(Screen):
    """The list at the left, the chosen action at the right; the keys work on the chosen one."""

    page_title = "Actions"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._views: list[ActionView] = []
        new = keyed(primary_button("New action", "", self.start_new), "Ctrl+Shift+N")
        self._header = Header(theme, "Actions", new)
        self.tabs = TabStrip(("Open", "Overdue", "Closed", "All"), "Which actions are shown")
        self.tabs.currentChanged.connect(lambda _: self._turn())
        self.owner = Choice(name="Show actions of an owner")
        self.body = Choice(name="Show actions of a body")
        for box in (self.owner, self.body):
            box.chosen.connect(lambda _: self._turn())
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find by words")
        self.filter.setAccessibleName("Find actions by words")
        self.filter.setToolTip("Find actions by words (Ctrl+L)")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _: self._turn())
        self.list = RowList(theme, "Actions", lines=3)
        self.list.chosen.connect(lambda _: self._choose())
        self.list.opened.connect(lambda _: self._edit())
        self.panel = ActionPanel(context, self._to_list)
        self._new_body = Choice(name="Body of the new action")
        self.words, self.owners, self.due = QLineEdit(), QLineEdit(), QLineEdit()
        self._new = self._new_panel()
        self._new.hide()
        self._empty = EmptyState("square-check-big", "", "", "New action")
        self._empty.begun.connect(self._begin)
        self._lay_out()
        self.home = self.list

    def open(self, route: Route) -> None:
        """Show the tracker; `focus` is “overdue” or the uid of an action; `tab` may be “new”."""
        if route.focus in STATES:
            self._unfilter(STATES.index(route.focus))
        self.refresh()
        if route.tab == "new":
            self.start_new()
        elif route.focus and route.focus not in STATES and not self.list.choose(route.focus):
            self._unfilter(STATES.index("all"))
            self.list.choose(route.focus)

    def refresh(self) -> None:
        """Read the actions again; filters, cursor and what is typed stay."""
        self._views = actions.views(self.reader)
        every = bodies.all_bodies(self.context.session)
        self.body.set_options([("", "All bodies"), *((b.uid, b.name) for b in every)])
        owners = {name for view in self._views for name in view.owner_names}
        names = sorted(owners, key=str.casefold)
        self.owner.set_options([("", "All owners"), *((name, name) for name in names)])
        self._new_body.set_options([(b.uid, b.name) for b in every])
        self.panel.owners.offer(names)
        self._show()

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes what is shown here."""
        return changed.touches(
            Action, ActionOwner, ActionUpdate, Body, Meeting, Sitting, Item, Entry, Person,
            Organisation,
        )  # fmt: skip

    def commands(self) -> Sequence[Command]:
        """Return what can be done here; the single letters work while the list has the focus."""
        has = lambda: bool(self.list.key)  # noqa: E731 - asked just before it is shown
        panel = self.panel
        note, owners, due = (self._in_panel(part) for part in (panel.note, panel.owners, panel.due))
        start = lambda: panel.set_state(ActionState.IN_PROGRESS)  # noqa: E731
        drop = lambda: panel.set_state(ActionState.DROPPED)  # noqa: E731
        return (
            Command("actions.new", "New action", self.start_new, ("Ctrl+Shift+N",), "plus"),
            Command("actions.find", "Find actions", self._to_find, ("Ctrl+L",), "search"),
            Command("actions.done", "Done, or open again", panel.toggle_done, ("D",), "check", has),
            Command("actions.progress", "In progress", start, ("P",), "play", has),
            Command("actions.drop", "Drop the action", drop, ("X",), "x", has),
            Command("actions.note", "Add a progress note", note, ("N",), "", has),
            Command("actions.edit", "Change the words", self._edit, ("E",), "pencil", has),
            Command("actions.owners", "Change the owners", owners, ("O",), "", has),
            Command("actions.due", "Change when it is due", due, ("T",), "", has),
            Command("actions.go", "Go to the meeting", panel.go_to_meeting, ("G",), "", has),
            Command("actions.remove", "Remove the action", panel.remove, ("Delete",), "", has),
            *(
                Command(
                    f"actions.{name}", f"Actions: {name}", self._shower(at), (f"Ctrl+{at + 1}",)
                )
                for at, name in enumerate(STATES)
            ),
        )

    def start_new(self) -> None:
        """Ask for a new action, in place."""
        if not bodies.all_bodies(self.context.session):
            self.context.go("bodies", tab="new")
            return
        if self.body.value():
            self._new_body.show_value(self.body.value())
        self._new.show()
        self._empty.hide()
        self.words.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held: QWidget | None = self.focusWidget()
        in_new = held is not None and self._new.isAncestorOf(held)
        if event.key() == Qt.Key.Key_Escape:
            if in_new:
                self._end_new()
            self._to_list()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and in_new:
            self._add()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme = self.context.theme
        side = theme.length(24)
        self.filter.setFixedWidth(theme.length(200))
        for box in (self.owner, self.body):
            box.setMaximumWidth(theme.length(220))
        filters = row(self.owner, self.body, self.filter, spacing=theme.length(10))
        self._bar = Bar(theme, self.tabs, boxed(filters), need=760)
        self._side = card(self.panel, padding=1)
        self._nothing = QWidget()
        self._right = QStackedWidget()
        self._right.addWidget(self._side)
        self._right.addWidget(self._nothing)
        listed = card(self.list, padding=1)
        self._split = MasterDetail(theme, listed, self._right, self.list, width=620, need=800)
        body = column(self._new, self._split, self._empty, spacing=theme.length(12))
        body.setStretch(1, 1)
        body.setStretch(2, 1)
        body.setContentsMargins(side, 0, side, side)
        self.stack.addWidget(self._header)
        self.stack.addWidget(self._bar)
        self.stack.addLayout(body, 1)

    def _new_panel(self) -> QFrame:
        theme = self.context.theme
        self.words.setPlaceholderText("Circulate the matrix before the next meeting")
        self.owners.setPlaceholderText("PC and MF")
        self.due.setPlaceholderText("19/7, next meeting, asap")
        self._due_row = FormRow("Due", self.due)
        fields = (
            (FormRow("Action", self.words), 4),
            (FormRow("Owners", self.owners), 2),
            (self._due_row, 2),
            (FormRow("Body", self._new_body), 2),
        )
        line = row(*(field for field, _ in fields), spacing=theme.length(12))
        for at, (field, stretch) in enumerate(fields):
            line.setStretch(at, stretch)
            line.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        add = keyed(primary_button("Add action", "", self._add), "Return")
        cancel = keyed(flat_button("Cancel", "", self._end_new), "Esc")
        return card(boxed(line), boxed(row(1, cancel, add)), padding=theme.length(14))

    def _in_panel(self, part: QWidget) -> Callable[[], None]:
        def go() -> None:
            self._split.to_detail()
            part.setFocus()

        return go

    def _shower(self, at: int) -> Callable[[], None]:
        def show() -> None:
            self.tabs.setCurrentIndex(at)
            self.list.setFocus()

        return show

    def _show(self) -> None:
        today = self.context.session.today()
        only = Narrowed(
            STATES[self.tabs.currentIndex()],
            self.owner.value() or "",
            self.body.value() or "",
            self.filter.text(),
        )
        rows = action_rows(self._views, today, only)
        self.list.show_rows(rows)
        live = sum(1 for view in self._views if view.action.state.is_open)
        late = sum(1 for view in self._views if overdue(view, today))
        self.tabs.set_count(0, str(live) if live else "")
        self.tabs.set_count(1, str(late) if late else "")
        told = f"{live} open, {late} overdue." if self._views else ""
        self._header.say("Actions", told)
        if rows and not self.list.key:
            self.list.choose_first()
        self._say_empty()
        self._empty.setVisible(not rows and self._new.isHidden())
        self._split.setVisible(bool(rows))
        self._bar.setVisible(bool(self._views))
        self._choose()

    def _say_empty(self) -> None:
        if not self._views:
            words = (
                "No actions yet",
                "What a meeting asks somebody to do stands here until it is done, over all "
                "bodies. Most come from the minutes; others are added here.",
            )
        elif self.tabs.currentIndex() == 1 and not self._filtered:
            words = ("Nothing is overdue", "Actions past their date will stand here.")
        else:
            words = ("No action is shown", "Try fewer words, another owner, or all actions.")
        self._empty.say(*words)
        if self._empty.button is not None:
            self._empty.button.setText("Show all actions" if self._views else "New action")

    @property
    def _filtered(self) -> bool:
        return bool(self.owner.value() or self.body.value() or self.filter.text())

    def _turn(self) -> None:
        self.context.autosave.flush_all()
        self._show()

    def _choose(self) -> None:
        view = next((v for v in self._views if v.action.uid == self.list.key), None)
        if view is not None:
            if self.panel.uid != view.action.uid:
                self.context.autosave.flush_all()
            self.panel.show_action(view)
        self._right.setCurrentWidget(self._side if view else self._nothing)

    def _begin(self) -> None:
        if self._views:
            self._unfilter(STATES.index("all"))
        else:
            self.start_new()

    def _unfilter(self, at: int) -> None:
        self.filter.clear()
        self.owner.show_value("")
        self.body.show_value("")
        self.tabs.setCurrentIndex(at)
        self._show()

    def _to_list(self) -> None:
        self._split.to_list()

    def _to_find(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def _edit(self) -> None:
        if self.list.key:
            self._split.to_detail()
            self.panel.begin()

    def _add(self) -> None:
        today = self.context.session.today()
        read = read_due(self.due.text(), today)
        if read is None:
            self._due_row.say_wrong(f"“{self.due.text()}” is not a date; try 19/7 or next meeting.")
            self.due.setFocus()
            return
        self._due_row.say_wrong("")
        kind, day = read
        owners = actions.recognise_owners(self.reader, self.owners.text())
        self.ask(
            actions.add_action,
            self._new_body.value(),
            self.words.text(),
            owners=owners,
            due_kind=kind,
            due=day,
            then=self._added,
        )

    def _added(self, made: Action) -> None:
        self._end_new()
        self.refresh()
        if not self.list.choose(made.uid):
            self._unfilter(STATES.index("open"))
            self.list.choose(made.uid)
        self.context.messages.say("The action was added.", "Undo", self.context.undo)

    def _end_new(self) -> None:
        for line in (self.words, self.owners, self.due):
            line.clear()
        self._new.hide()
        self._show()
        self._to_list()
