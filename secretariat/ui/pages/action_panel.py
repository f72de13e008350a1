"""One action: its words, who owns it, when it is due, how it stands, and how it goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from secretariat.models.dates import plain_date, why_no_date
from secretariat.models.kinds import ActionState
from secretariat.models.plaintext import unmarked
from secretariat.models.views import ActionView
from secretariat.services import actions
from secretariat.ui.editors.fields import ProseField
from secretariat.ui.page import Context
from secretariat.ui.pages.action_rows import due_words, read_due
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.fields import PickEdit
from secretariat.ui.pages.kit import keyed, scrolled
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    body,
    button,
    caption,
    clear_layout,
    column,
    flat_button,
    link_button,
    row,
    small,
    strong,
)

STATES = [(state, state.value.capitalize()) for state in ActionState]


class ActionPanel(QWidget):
    """The fields of the chosen action; each is written as it is typed."""

    def __init__(self, context: Context, removed: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._removed = removed
        self._view: ActionView | None = None
        theme = context.theme
        self.text = ProseField(context.autosave, self._save_text, "Action", lines=3)
        self.owners = PickEdit("Owners", "PC and MF, or a name")
        self.owners.setToolTip("Names or initials, with “and” or a comma between them")
        self.owners.picked.connect(self._save_owners)
        self.due = QLineEdit()
        self.due.setPlaceholderText("19/7, next meeting, asap")
        self.due.editingFinished.connect(self._save_due)
        self.state = Choice(STATES)
        self.state.chosen.connect(self.set_state)
        self.note = QLineEdit()
        self.note.setMaxLength(2_000)
        self.note.setPlaceholderText("What has happened since, then Enter")
        self.note.returnPressed.connect(self._add_note)
        self._due_row = FormRow("Due", self.due)
        self._origin = body("")
        self._to_meeting = link_button("Go to the meeting", self.go_to_meeting)
        keyed(self._to_meeting, "G")
        self._notes = QVBoxLayout()
        self._notes.setSpacing(theme.length(8))
        self._done = keyed(button("Done", "check", self.toggle_done), "D")
        remove = keyed(flat_button("Remove", "trash-2", self.remove), "Delete", "Remove the action")
        self._lay_out(remove)

    @property
    def uid(self) -> str:
        """The action that is shown; empty when none is."""
        return self._view.action.uid if self._view else ""

    def show_action(self, view: ActionView) -> None:
        """Show an action; what is being typed stays."""
        anew = self._view is None or self._view.action.uid != view.action.uid
        self._view = view
        if anew:
            self.note.clear()
            if self.text.toPlainText() != view.words:
                self.text.setPlainText(view.words)
        self.text.show_value(view.words)
        if anew or not self.owners.hasFocus():
            self.owners.show_words("; ".join(view.owner_names))
        if anew or not self.due.hasFocus():
            self.due.setText(due_words(view))
            self._due_row.say_wrong("")
        self.state.show_value(view.action.state)
        self._done.setText("Done" if view.action.state.is_open else "Open again")
        self._show_origin(view)
        self._show_notes(view)

    def begin(self) -> None:
        """Go to the words."""
        self.text.setFocus()

    def toggle_done(self) -> None:
        """Complete the action, or open it again."""
        if self._view is not None:
            is_open = self._view.action.state.is_open
            self.set_state(ActionState.DONE if is_open else ActionState.OPEN)

    def set_state(self, state: ActionState) -> None:
        """Say how the action stands."""
        if self._view is None:
            return
        before, context = self._view.action.state, self._context
        words = {ActionState.DONE: "Done", ActionState.DROPPED: "Dropped"}

        def told(_: object) -> None:
            if state in words:
                context.messages.say(f"{words[state]}: the action is closed.", "Undo", context.undo)

        ask(
            context,
            actions.set_state,
            self._view.action.uid,
            state,
            then=told,
            otherwise=lambda: self.state.show_value(before),
        )

    def go_to_meeting(self) -> None:
        """Show the meeting the action comes from."""
        if self._view is not None and self._view.meeting is not None:
            self._context.go("meeting", self._view.meeting.uid, "minutes", self._view.action.uid)

    def remove(self) -> None:
        """Remove the action; the minute it came from stays."""
        if self._view is None:
            return
        context = self._context

        def done(_: object) -> None:
            context.messages.say("The action was removed.", "Undo", context.undo)
            self._removed()

        ask(context, actions.remove_action, self._view.action.uid, then=done)

    def _lay_out(self, remove: QWidget) -> None:
        theme = self._context.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length(12))
        grid.setVerticalSpacing(theme.length(10))
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(FormRow("Action", self.text), 0, 0, 1, 2, top)
        grid.addWidget(FormRow("Owners", self.owners), 1, 0, 1, 2, top)
        grid.addWidget(self._due_row, 2, 0, top)
        grid.addWidget(FormRow("State", self.state), 2, 1, top)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        origin = column(caption("From"), self._origin, row(self._to_meeting, 1), spacing=2)
        side = theme.length(16)
        inside = QWidget()
        stack = column(
            row(strong("Action"), 1, self._done, remove),
            grid,
            origin,
            FormRow("Add a progress note", self.note),
            self._notes,
            1,
            parent=inside,
            spacing=theme.length(14),
        )
        stack.setContentsMargins(side, theme.length(12), side, side)
        column(scrolled(inside), parent=self)

    def _show_origin(self, view: ActionView) -> None:
        parts = [view.body.name]
        if view.sitting:
            parts.append(plain_date(view.sitting.date))
        if view.item and view.item.title:
            parts.append(view.item.title)
        if view.action.closed_on:
            parts.append(f"closed on {plain_date(view.action.closed_on)}")
        self._origin.setText(", ".join(parts))
        self._to_meeting.setVisible(view.meeting is not None)

    def _show_notes(self, view: ActionView) -> None:
        clear_layout(self._notes)
        for update in reversed(view.updates):
            head = plain_date(update.on) + (f", {update.by}" if update.by else "")
            words = body(unmarked(update.text))
            self._notes.addLayout(column(small(head), words, spacing=1))

    def _save_text(self, text: str) -> object:
        if self._view is None or text == self._view.words:
            return None
        return actions.change_action(
            self._context.session, self._view.action.uid, origin="actions.panel", text=text
        )

    def _save_owners(self, text: str) -> None:
        if self._view is None:
            return
        view = self._view
        meeting = view.meeting.uid if view.meeting else None
        owners = actions.recognise_owners(self._context.session.reader, text, meeting)
        self.owners.show_words("; ".join(owner.name for owner in owners))
        ask(self._context, actions.set_owners, view.action.uid, owners)

    def _save_due(self) -> None:
        if self._view is None or self.due.text().strip() == due_words(self._view):
            self._due_row.say_wrong("")
            return
        today = self._context.session.today()
        read = read_due(self.due.text(), today)
        if read is None:
            self._due_row.say_wrong(why_no_date(self.due.text(), today))
            return
        kind, day = read
        self._due_row.say_wrong("")
        uid = self._view.action.uid
        ask(self._context, actions.change_action, uid, due_kind=kind, due=day)

    def _add_note(self) -> None:
        if self._view is None or not self.note.text().strip():
            return
        session, text = self._context.session, self.note.text()
        ask(
            self._context,
            actions.add_update,
            self._view.action.uid,
            text,
            session.who,
            then=lambda _: self.note.clear() if self.note.text() == text else None,
        )
