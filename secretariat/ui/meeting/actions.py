"""The actions step: what this meeting gave rise to, and what is still open from before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from secretariat.models.kinds import ActionState
from secretariat.models.typed_minutes import typed_action
from secretariat.models.views import ActionView
from secretariat.services import actions, meetings
from secretariat.ui.meeting.action_card import ActionCard
from secretariat.ui.meeting.step import Step
from secretariat.ui.page import Command, Context
from secretariat.ui.widgets import EmptyState, column, row, section, small


class ActionsStep(Step):
    """Follows the actions of a meeting and of its leading body."""

    name = "actions"

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(context, meeting, parent)
        self.cards: dict[str, ActionCard] = {}
        self._day = date.min
        self._body = ""
        self._lay_out()

    def _lay_out(self) -> None:
        self.adder = QLineEdit()
        self.adder.setPlaceholderText("New action: PC and MF: discuss by 3 March")
        self.adder.setAccessibleName("New action")
        self.adder.returnPressed.connect(self._add)
        self._here, self._before = section("From this meeting"), section("Open from before")
        self._count_here, self._count_before = small(), small()
        self._list_here, self._list_before = column(spacing=10), column(spacing=10)
        self._empty = EmptyState(
            "square-check-big",
            "No actions yet",
            "Actions come from the minutes: a line that begins ACTION: becomes one, with its "
            "owners and its date. One that stands in no minutes can be added above.",
        )
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(24, 18, 24, 24)
        outer.setSpacing(12)
        outer.addWidget(self.adder)
        outer.addWidget(self._empty)
        outer.addLayout(_head(self._here, self._count_here))
        outer.addLayout(self._list_here)
        outer.addSpacing(12)
        outer.addLayout(_head(self._before, self._count_before))
        outer.addLayout(self._list_before)
        outer.addStretch(1)
        inner.setMaximumWidth(self.context.theme.length(980))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        scroll.setAccessibleName("Actions")
        self._scroll = scroll
        column(scroll, parent=self)

    def refresh(self) -> None:
        reader = self.context.session.reader
        meet = meetings.meet_of(reader, self.meeting)
        self._day = meet.date or date.min
        self._body = meet.bodies[0].uid if meet.bodies else ""
        listed = actions.views(reader, body=self._body) if self._body else []
        here = [v for v in listed if v.action.meeting == self.meeting]
        before = [v for v in listed if v.action.meeting != self.meeting and self._shown(v)]
        self._settle(here, self._list_here)
        self._settle(before, self._list_before)
        gone = set(self.cards) - {v.action.uid for v in (*here, *before)}
        for uid in gone:
            card = self.cards.pop(uid)
            card.hide()
            card.deleteLater()
        self._empty.setVisible(not here and not before)
        for label, count, views in (
            (self._here, self._count_here, here),
            (self._before, self._count_before, before),
        ):
            label.setVisible(bool(views))
            still = sum(v.action.state.is_open for v in views)
            count.setText(f"{still} open" if views else "")

    def _shown(self, view: ActionView) -> bool:
        """Keep what was closed a moment ago in its place, so that a slip is seen and mended."""
        if view.action.state.is_open:
            return True
        return view.action.uid in self.cards or view.action.closed_at == self.meeting

    def _settle(self, views: Sequence[ActionView], layout: QVBoxLayout) -> None:
        for at, view in enumerate(views):
            uid = view.action.uid
            card = self.cards.get(uid)
            if card is None:
                card = self.cards[uid] = ActionCard(
                    self.context, view, self.meeting, self._day, self.remove
                )
            else:
                card.show_view(view)
            here = layout.indexOf(card)
            if here == at or (here >= 0 and card.has_focus()):
                continue  # a card in which she types stays where it is
            layout.insertWidget(at, card)

    def _add(self) -> None:
        text = self.adder.text().strip()
        if not text or not self._body:
            return
        read = typed_action(text, self._day)
        reader = self.context.session.reader
        owners = actions.recognise_owners(reader, read.owners, self.meeting) if read.owners else ()
        self.adder.clear()
        self.ask(
            actions.add_action,
            self._body,
            read.text,
            owners=owners,
            meeting=self.meeting,
            due_kind=read.due_kind,
            due=read.due,
        )

    def remove(self, uid: str) -> None:
        """Remove an action; its words stay in the minutes."""

        def gone(_: Any) -> None:
            self.context.messages.say("Removed the action.", "Undo", self.context.undo)

        self.ask(actions.remove_action, uid, then=gone)

    def focus_row(self, uid: str) -> None:
        card = self.cards.get(uid)
        if card is not None:
            card.words.setFocus()
            self._scroll.ensureWidgetVisible(card)
        else:
            self.adder.setFocus()

    def _done(self) -> None:
        card = next((one for one in self.cards.values() if one.has_focus()), None)
        if card is not None:
            self.ask(actions.set_state, card.uid, ActionState.DONE, meeting=self.meeting)

    def commands(self) -> Sequence[Command]:
        return (
            Command("actions.add", "New action", self.adder.setFocus, ("Ctrl+Shift+A",), "plus"),
            Command("actions.done", "Mark the action done", self._done, ("Ctrl+Return",), "check"),
        )


def _head(title: QLabel, count: QLabel) -> Any:
    return row(title, count, 1, spacing=10)
