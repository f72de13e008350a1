"""One action on screen: what, who, by when, how far; edited where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from secretariat.models.dates import plain_date
from secretariat.models.kinds import ActionState, DueKind
from secretariat.models.typed_minutes import read_due
from secretariat.models.views import ActionView
from secretariat.services import actions, minutes
from secretariat.ui.editors.fields import LineField, ProseField
from secretariat.ui.meeting.entry_row import due_words
from secretariat.ui.page import Context
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    clear_layout,
    column,
    flat_button,
    link_button,
    quiet,
    row,
    set_tone,
    small,
    tag,
)

ORIGIN = "meeting.actions"
STATES = (
    (ActionState.OPEN, "Open"),
    (ActionState.IN_PROGRESS, "In progress"),
    (ActionState.DONE, "Done"),
    (ActionState.DROPPED, "Dropped"),
)


class ActionCard(QFrame):
    """Shows and edits one action; `meeting` is the one at which it may be closed."""

    def __init__(
        self,
        context: Context,
        view: ActionView,
        meeting: str,
        said_on: date,
        remove: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.context = context
        self.view = view
        self.uid = view.action.uid
        self._meeting = meeting
        self._said_on = said_on
        self.setProperty("kind", "card")
        save = context.autosave
        self.words = ProseField(save, self._save_words, "What is to be done", lines=1)
        self.words.setProperty("kind", "inline")
        self.owners = LineField(save, self._save_owners, "Owners")
        self.owners.setPlaceholderText("Who: PC and MF, Fenland, everyone")
        self.due = LineField(save, lambda _: None, "Due")
        self.due.setPlaceholderText("By when: 3 March, next meeting, asap")
        self.due.editingFinished.connect(self._save_due)
        self.state = Choice(STATES, "State")
        self.state.chosen.connect(lambda value: self._set_state(ActionState(value)))
        self._late = tag("Overdue", "bad")
        self._where = small()
        self._go = link_button("In the minutes", self._open)
        self._remove = flat_button("Remove", "", lambda: remove(self.uid))
        self._notes = column(spacing=2)
        self.note = QLineEdit()
        self.note.setPlaceholderText("Progress note; Enter keeps it")
        self.note.setAccessibleName("Progress note")
        self.note.returnPressed.connect(self._add_note)
        self._lay_out()
        self.show_view(view)

    def _lay_out(self) -> None:
        self._due_row = FormRow("Due", self.due)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.addWidget(FormRow("Owners", self.owners), 0, 0)
        grid.addWidget(self._due_row, 0, 1)
        grid.addWidget(FormRow("State", self.state), 0, 2)
        for at, stretch in enumerate((3, 2, 1)):
            grid.setColumnStretch(at, stretch)
        foot = row(self.note, self._remove, spacing=10)
        top = row(self.words, self._late, spacing=10)
        where = row(self._where, self._go, 1, spacing=10)
        column(top, where, grid, self._notes, foot, parent=self, margin=14, spacing=8)

    def show_view(self, view: ActionView) -> None:
        """Show what the register holds, unless it is being typed over."""
        self.view = view
        self.words.show_value(view.words)
        self.owners.show_value("; ".join(view.owner_names))
        self.owners.setToolTip(", ".join(view.owner_names))
        if not self.due.hasFocus():
            self.due.setText(due_words(view.action))
        self.state.show_value(view.action.state)
        late = actions.overdue(view, self.context.session.today())
        self._late.setVisible(late)
        set_tone(self._late, "bad")
        item, sitting = view.item, view.sitting
        where = [plain_date(sitting.date) if sitting else "", item.title if item else ""]
        self._where.setText(", ".join(part for part in where if part))
        self._go.setVisible(view.entry is not None)
        self._show_notes(view)
        said = f"Action: {view.words}"
        self.setAccessibleName(said)
        self.words.setAccessibleName(said)

    def _show_notes(self, view: ActionView) -> None:
        clear_layout(self._notes)
        for update in view.updates:
            by = f", {update.by}" if update.by else ""
            self._notes.addWidget(quiet(f"{plain_date(update.on)}{by}: {update.text}", wrap=True))

    # ------------------------------------------------------------------ changes

    def _save_words(self, text: str) -> Any:
        session, entry = self.context.session, self.view.entry
        if entry is not None and not self.view.action.text:
            return minutes.change_entry(session, entry.uid, origin=ORIGIN, text=text)
        return actions.change_action(session, self.uid, origin=ORIGIN, text=text)

    def _save_owners(self, text: str) -> Any:
        session = self.context.session
        owners = actions.recognise_owners(session.reader, text, self._meeting) if text else ()
        return actions.set_owners(session, self.uid, owners, origin=ORIGIN)

    def _save_due(self) -> None:
        text = self.due.text().strip()
        if text == due_words(self.view.action):
            return
        found = read_due(text, self._said_on)
        if found is None:
            self._due_row.say_wrong(f"“{text}” is no date; try 3 March, next meeting or asap.")
            return
        self._due_row.say_wrong("")
        kind, due = found
        values: dict[str, Any] = {"due_kind": kind, "due": due}
        if kind is DueKind.NONE:
            values["due"] = None
        self.context.submit(actions.change_action(self.context.session, self.uid, **values))

    def _set_state(self, state: ActionState) -> None:
        self.context.submit(
            actions.set_state(self.context.session, self.uid, state, meeting=self._meeting)
        )

    def _add_note(self) -> None:
        text = self.note.text().strip()
        if text:
            by = self.context.session.who
            self.note.clear()
            self.context.submit(actions.add_update(self.context.session, self.uid, text, by))

    def _open(self) -> None:
        view = self.view
        if view.entry is not None:
            self.context.go("meeting", view.entry.meeting, "minutes", view.entry.uid)

    def has_focus(self) -> bool:
        """Say whether the focus is inside this card."""
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)
