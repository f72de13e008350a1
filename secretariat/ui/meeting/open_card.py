"""The card beside the minutes that lists the open actions of the business being taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from secretariat.models.kinds import ActionState
from secretariat.models.plaintext import shortened, unmarked
from secretariat.models.views import ActionView
from secretariat.services import actions
from secretariat.services.last_time import owed_words
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.widgets import (
    IconButton,
    body,
    clear_layout,
    column,
    link_button,
    row,
    small,
    strong,
    tag,
)

KEYS = "Ctrl+O"
_MOST = 12
_LONGEST = 220


class OpenCard(QFrame):
    """Shows who owes what by when; each is marked done, or open again, where it stands."""

    def __init__(self, context: Context, leave: Callable[[], None]) -> None:
        super().__init__()
        self._context, self._leave = context, leave
        self._meeting = ""
        self._shown: tuple[object, ...] = ()
        self._turns: list[IconButton] = []
        self.setProperty("kind", "card")
        self._count = small("")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.more = link_button("", self._to_actions)
        head = row(strong("Open actions"), 1, self._count)
        stack = column(head, self._lines, row(self.more, 1), parent=self, spacing=8)
        stack.setContentsMargins(14, 12, 14, 12)
        self.hide()

    def show_actions(self, meeting: str, views: Sequence[ActionView], others: int) -> None:
        """Show actions; what was closed at this meeting stays, so that a slip is mended here."""
        today = self._context.session.today()
        self.setVisible(bool(views) or others > 0)
        shown = (meeting, tuple(views), others, today)
        if shown == self._shown:
            return
        self._shown, self._meeting = shown, meeting
        held = self._held()
        clear_layout(self._lines)
        self._turns = []
        for view in views[:_MOST]:
            self._lines.addWidget(self._line(view))
        still = sum(view.action.state.is_open for view in views)
        self._count.setText(f"{still} of this item" if views else "none of this item")
        further = others + max(0, len(views) - _MOST)
        noun = "action" if further == 1 else "actions"
        self.more.setText(f"{further} other open {noun}" if views else f"{further} open {noun}")
        self.more.setVisible(further > 0)
        if held:
            self._focus(held)

    def _line(self, view: ActionView) -> QWidget:
        made, action = QWidget(), view.action
        words = shortened(unmarked(view.words), _LONGEST)
        done = not action.state.is_open
        turn = link_button("Reopen" if done else "Done")
        turn.setObjectName(action.uid)
        turn.setAccessibleName(f"{'Reopen' if done else 'Mark as done'}: {words}")
        turn.setToolTip(f"Enter {'opens it again' if done else 'marks it as done'}; arrows move")
        turn.clicked.connect(lambda: self._turn(view))
        self._turns.append(turn)
        late = actions.overdue(view, self._context.session.today())
        state = tag("Done", "good") if done else tag("Overdue", "bad") if late else None
        owed = small(owed_words(view) or "nobody named", wrap=True)
        below = row(owed, *([state] if state else []), turn, spacing=8)
        below.setStretch(0, 1)
        column(body(words), below, parent=made, spacing=2)
        return made

    # ------------------------------------------------------------------ doing

    def begin(self) -> None:
        """Put the focus on the first action, or on the way to the others."""
        (self._turns[0] if self._turns else self.more).setFocus()

    def _turn(self, view: ActionView) -> None:
        context, done = self._context, not view.action.state.is_open
        state = ActionState.OPEN if done else ActionState.DONE
        said = "The action is open again." if done else "Marked the action as done."

        def then(_: Any) -> None:
            context.messages.say(said, "Undo", context.undo)

        ask(context, actions.set_state, view.action.uid, state, meeting=self._meeting, then=then)

    def _to_actions(self) -> None:
        self._context.go("meeting", self._meeting, "actions")

    def _held(self) -> str:
        return next((one.objectName() for one in self._turns if one.hasFocus()), "")

    def _focus(self, name: str) -> None:
        same = [one for one in self._turns if one.objectName() == name]
        next(iter((*same, *self._turns, self.more))).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((n for n, one in enumerate(self._turns) if one.hasFocus()), -1)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and at >= 0:
            self._turns[max(0, min(at + step, len(self._turns) - 1))].setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
