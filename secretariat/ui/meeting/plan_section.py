"""Where an item came from and where it went: the leaf that leads to earlier and later meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretariat.models.dates import ENGLISH, plain_date
from secretariat.models.kinds import ItemKind
from secretariat.models.records import Item, Topic
from secretariat.services import deferring
from secretariat.services.deferring import Links, Place
from secretariat.services.meetings import Meet, meet_of
from secretariat.services.plan import line_of
from secretariat.ui.meeting.item_section import ItemSection
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import button, clear_layout, column, link_button, quiet, row

if TYPE_CHECKING:
    from secretariat.ui.meeting.agenda import AgendaStep

CARRY, PARK = "Ctrl+Shift+D", "Ctrl+Shift+B"


class PlanSection(ItemSection):
    """Shows what an item continues, what continues it and its topic; parks it or carries it on."""

    name = "Plan"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.links = Links()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(context.theme.length(6))
        self.carry_button = keyed(button("Carry forward", "arrow-right", self.carry), CARRY)
        self.park_button = keyed(button("Park this item", "", self.park), PARK)
        self._where = quiet("", wrap=True)
        buttons = row(self.carry_button, self.park_button, 1)
        column(self._lines, self._where, buttons, 1, parent=self, spacing=10)

    def show_item(self, item: Item, restricted: bool) -> None:
        """Show an item with both ends of its links."""
        self.item = item
        reader = self.context.session.reader
        self.links = deferring.links_of(reader, item)
        clear_layout(self._lines)
        for words, place in ((self._words_from, self.links.earlier),
                             (self._words_to, self.links.later)):  # fmt: skip
            if place is not None:
                self._lines.addLayout(row(self._link(words(place), place), 1))
        if self.links.topic is not None:
            self._lines.addLayout(row(self._topic_link(self.links.topic), 1))
        following = deferring.next_meeting_after(reader, item.meeting)
        self._where.setText(self._hint(following))
        self._where.setVisible(bool(self._where.text()))
        self.carry_button.setEnabled(self.links.later is None)

    def mark(self) -> str:
        """Return where it was deferred to, or from, in short."""
        for word, place in (("to", self.links.later), ("from", self.links.earlier)):
            if place is not None and place.meet.date:
                day = place.meet.date
                return f"{word} {day.day} {ENGLISH.months[day.month - 1][:3]}"
        return "•" if self.links.topic else ""

    def begin(self) -> None:
        """Put the focus on what can be done."""
        self.carry_button.setFocus()

    def carry(self) -> None:
        """Defer the item to the next meeting of the body, or to the forward plan without one."""
        if self.item is None:
            return
        context = self.context

        def told(made: Any) -> None:
            if isinstance(made, Topic):
                words, lead = "Deferred: it waits on the forward plan.", _to_plan(context, made)
            else:
                meet = meet_of(context.session.reader, made.meeting)
                day = plain_date(meet.date) if meet.date else "the next meeting"
                words = f"Deferred to {day}; it stands on that agenda."
                lead = lambda: context.go("meeting", made.meeting, "agenda", made.uid)  # noqa: E731
            context.messages.say(words, "Show", lead)

        context.autosave.flush_all()
        ask(context, deferring.carry_forward, self.item.uid, then=told)

    def park(self) -> None:
        """Take the item off a draft agenda into the backlog of the forward plan."""
        if self.item is None:
            return
        context = self.context

        def told(topic: Topic) -> None:
            words = f"Parked “{topic.title}” on the forward plan."
            context.messages.say(words, "Undo", context.undo)

        context.autosave.flush_all()
        ask(context, deferring.park_item, self.item.uid, then=told)

    def _link(self, words: str, place: Place) -> QWidget:
        item = place.item
        return link_button(
            words, lambda: self.context.go("meeting", item.meeting, "agenda", item.uid)
        )

    def _words_from(self, place: Place) -> str:
        return f"Deferred from {_day(place)}"

    def _words_to(self, place: Place) -> str:
        return f"Deferred to {_day(place)}"

    def _topic_link(self, topic: Topic) -> QWidget:
        session = self.context.session
        line = line_of(session.reader, topic.uid, session.today())
        last = f", considered last on {plain_date(line.last)}" if line and line.last else ""
        words = f"From the forward plan: {topic.title}{last}"
        return link_button(words, _to_plan(self.context, topic))

    def _hint(self, following: Meet | None) -> str:
        if self.links.later is not None:
            return ""
        if following is None or following.date is None:
            return "No later meeting is planned: carried forward, it waits on the forward plan."
        return f"Carried forward, it is deferred to {plain_date(following.date)}."


def _day(place: Place) -> str:
    return plain_date(place.meet.date) if place.meet.date else "a meeting without a date"


def _to_plan(context: Context, topic: Topic) -> Any:
    return lambda: context.go("plan", topic.body, "list", topic.uid)


def plan_commands(step: AgendaStep) -> tuple[Command, ...]:
    """Return the commands of the agenda step that park an item or carry it to a later meeting."""

    def is_item() -> bool:
        item = step.tree.current_item()
        return item is not None and item.kind is ItemKind.ITEM

    def carry() -> None:
        if is_item():
            step.flush()
            step.panel.bring(PlanSection)
            step.panel.section(PlanSection).carry()

    def park() -> None:
        if is_item():
            step.flush()
            step.panel.section(PlanSection).park()

    return (
        Command(
            "agenda.carry", "Carry forward to the next meeting", carry, (CARRY,),
            "arrow-right", is_item,
        ),
        Command("agenda.park", "Park this item on the forward plan", park, (PARK,), "", is_item),
    )  # fmt: skip
