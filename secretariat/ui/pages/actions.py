"""Actions: one tracker over all bodies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from secretariat.models.kinds import ActionState, Audience, DocumentKind, Format
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
from secretariat.services import actions, bodies, body_documents, owned_actions
from secretariat.services.actions import overdue
from secretariat.services.body_documents import Wanted
from secretariat.store.history import Changed
from secretariat.ui.file_maker import FileMaker
from secretariat.ui.page import Command, Context, Route
from secretariat.ui.pages.action_panel import ActionPanel
from secretariat.ui.pages.action_rows import Narrowed, action_rows, read_due
from secretariat.ui.pages.kit import boxed, keyed
from secretariat.ui.pages.list_page import ListPage, ListWords
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    button,
    card,
    flat_button,
    primary_button,
    row,
)

_SAVES = "Save the actions of the owner shown, or of each on a page of its own"
STATES = ("open", "overdue", "closed", "all")
_WORDS = ListWords(
    "Actions",
    "square-check-big",
    ("Open", "Overdue", "Closed", "All"),
    STATES.index("all"),
    box_width=220,
    list_width=620,
    pair_width=800,
)


class ActionsPage(ListPage):
    """The list at the left, the chosen action at the right; the keys work on the chosen one."""

    page_title = "Actions"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, _WORDS, parent)
        self._views: list[ActionView] = []
        self.owner = Choice(name="Show actions of an owner")
        self.body = Choice(name="Show actions of a body")
        self.panel = ActionPanel(context, self.to_list)
        self._new_body = Choice(name="Body of the new action")
        self.words, self.owners, self.due = QLineEdit(), QLineEdit(), QLineEdit()
        self._new = self._new_panel()
        self._new.hide()
        new = keyed(primary_button("New action", "", self.start_new), "Ctrl+Shift+N")
        self.file = FileMaker(context, self)
        self.file.written.connect(self.file.say_saved)
        made = keyed(button("By person", "file-down", self.save_owned), "Ctrl+E", _SAVES)
        buttons = (made, new)
        self.frame(self.panel, boxes=(self.owner, self.body), buttons=buttons, above=(self._new,))

    def open(self, route: Route) -> None:
        """Show the tracker; `focus` is “overdue” or the uid of an action; `tab` may be “new”."""
        if route.focus in STATES:
            self.unfilter(STATES.index(route.focus))
        self.refresh()
        if route.tab == "new":
            self.start_new()
        elif route.focus and route.focus not in STATES:
            self.choose(route.focus)

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
        self.show_list()

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes what is shown here."""
        return changed.touches(
            Action, ActionOwner, ActionUpdate, Body, Meeting, Sitting, Item, Entry, Person,
            Organisation,
        )  # fmt: skip

    def commands(self) -> Sequence[Command]:
        """Return what can be done here; the single letters work while the list has the focus."""
        has, panel = self.has_chosen, self.panel
        note, owners, due = (self.in_panel(part) for part in (panel.note, panel.owners, panel.due))
        start = lambda: panel.set_state(ActionState.IN_PROGRESS)  # noqa: E731
        drop = lambda: panel.set_state(ActionState.DROPPED)  # noqa: E731
        return (
            *self.list_commands("actions", "New action"),
            Command("actions.done", "Done, or open again", panel.toggle_done, ("D",), "check", has),
            Command("actions.progress", "In progress", start, ("P",), "play", has),
            Command("actions.drop", "Drop the action", drop, ("X",), "x", has),
            Command("actions.note", "Add a progress note", note, ("N",), "", has),
            Command("actions.edit", "Change the words", self.edit_chosen, ("E",), "pencil", has),
            Command("actions.owners", "Change the owners", owners, ("O",), "", has),
            Command("actions.due", "Change when it is due", due, ("T",), "", has),
            Command("actions.go", "Go to the meeting", panel.go_to_meeting, ("G",), "", has),
            Command("actions.owned", _SAVES, self.save_owned, ("Ctrl+E",), "file-down"),
            Command(
                "actions.owned-email",
                "E-mail draft to the owner shown, with what is still to be done",
                lambda: self.save_owned(Format.EMAIL),
                ("Ctrl+Shift+E",),
                "send",
                lambda: bool(self._owner),
            ),
            Command("actions.remove", "Remove the action", panel.remove, ("Delete",), "", has),
        )

    @property
    def _owner(self) -> str:
        """The key of the owner that is shown; "" for all."""
        names = {name: key for key, name in owned_actions.owners_of(self.reader)}
        return names.get(self.owner.value() or "", "")

    def save_owned(self, form: Format = Format.PDF) -> None:
        """Save the open actions of the owner and the body that are shown, as the owner may read
        them; without an owner of each owner on a page of its own."""
        session, body = self.context.session, self.body.value() or ""
        if self.owner.value() and not self._owner:
            self.context.messages.warn(f"{self.owner.value()} has no open actions.")
            return
        kind, owner = DocumentKind.OWNED_ACTIONS, self._owner
        wanted = Wanted(kind, body, Audience.OFFICERS, session.today(), owner=owner)
        self.file.save(lambda: body_documents.making(session, wanted, form))

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
        if event.key() == Qt.Key.Key_Escape and in_new:
            self._end_new()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and in_new:
            self._add()
        else:
            super().keyPressEvent(event)

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

    def show_list(self) -> None:
        """Show what the tab, the boxes and the words leave of the actions."""
        today = self.context.session.today()
        state = STATES[self.tabs.currentIndex()]
        only = Narrowed(
            state, self.owner.value() or "", self.body.value() or "", self.filter.text()
        )
        rows = action_rows(self._views, today, only)
        live = sum(1 for view in self._views if view.action.state.is_open)
        late = sum(1 for view in self._views if overdue(view, today))
        told = f"{live} open, {late} overdue." if self._views else ""
        self.tell(rows, told, {0: live, 1: late})
        if not self._views:
            words = (
                "No actions yet",
                "What a meeting asks somebody to do stands here until it is done, over all "
                "bodies. Most come from the minutes; others are added here.",
            )
        elif state == "overdue" and not self.filtered:
            words = ("Nothing is overdue", "Actions past their date will stand here.")
        else:
            words = ("No action is shown", "Try fewer words, another owner, or all actions.")
        self.say_empty(any_at_all=bool(self._views), new="New action", words=words, shown=not rows)

    def show_chosen(self, key: str) -> bool:
        """Show an action in the panel; what was typed into the one before is kept."""
        view = next((v for v in self._views if v.action.uid == key), None)
        if view is not None:
            if self.panel.uid != view.action.uid:
                self.context.autosave.flush_all()
            self.panel.show_action(view)
        return view is not None

    def edit_chosen(self) -> None:
        """Go to the words of the chosen action."""
        if self.list.key:
            self.to_panel()
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
        self.choose(made.uid, STATES.index("open"))
        self.context.messages.say("The action was added.", "Undo", self.context.undo)

    def _end_new(self) -> None:
        for line in (self.words, self.owners, self.due):
            line.clear()
        self._new.hide()
        self.show_list()
        self.to_list()
