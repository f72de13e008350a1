"""One topic of the forward plan: all that is kept of it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretariat.models.dates import plain_date
from secretariat.models.recurrence import month_of, month_words
from secretariat.services import plan_notice, topics
from secretariat.services.meetings import Meet
from secretariat.services.plan import Line, Status
from secretariat.services.plan_grid import places
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import keyed, scrolled
from secretariat.ui.pages.plan_form import TopicForm
from secretariat.ui.pages.plan_rows import state_sentences
from secretariat.ui.widgets import (
    Choice,
    Elided,
    FormRow,
    button,
    clear_layout,
    column,
    flat_button,
    hairline,
    link_button,
    quiet,
    row,
    tag,
)


class TopicPanel(QWidget):
    """The fields of the chosen topic; each is written as it is typed."""

    def __init__(self, context: Context, removed: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._removed = removed
        self._line: Line | None = None
        self.form = TopicForm(context)
        self.when = Choice(name="Planned for")
        self.when.chosen.connect(self._plan)
        self._body = Elided("", "caption")
        self._agenda = keyed(button("Put on agenda", "list-tree", self.to_agenda), "G")
        self._done = keyed(button("Done", "check", self.toggle_done), "D")
        self._drop = keyed(flat_button("Drop", "x", self.drop), "X", "Drop the topic")
        self._remove = keyed(
            flat_button("Remove", "trash-2", self.remove), "Delete", "Remove the topic"
        )
        self._told = QVBoxLayout()
        self._told.setSpacing(context.theme.length(4))
        self._to_item = link_button("Open the item that took it", self.open_item)
        self._lay_out()

    @property
    def uid(self) -> str:
        """The topic that is shown; empty when none is."""
        return self._line.topic.uid if self._line else ""

    def show_line(self, line: Line, meets: Sequence[Meet]) -> None:
        """Show a topic; what is being typed stays."""
        anew = self.form.aim(line.topic.uid)
        self._line = line
        self._body.setText(line.body.name)
        self.form.show_topic(line.topic, anew=anew)
        self._show_when(line, meets)
        is_open = line.status.is_open
        self._agenda.setVisible(is_open)
        self._done.setText("Done" if is_open else "Open again")
        self._drop.setVisible(is_open)
        self._show_told(line)
        self._to_item.setVisible(line.last_item is not None)

    def begin(self) -> None:
        """Go to the title."""
        self.form.title.field.setFocus()

    def to_agenda(self) -> None:
        """Put the topic on the agenda it is planned for, or the next one, and offer to go there."""
        if self._line is None:
            return
        context = self._context

        def told(item: object) -> None:
            meeting, uid = getattr(item, "meeting", ""), getattr(item, "uid", "")
            context.messages.say(
                "It stands on that agenda now.",
                "Open agenda",
                lambda: context.go("meeting", meeting, "agenda", uid),
            )

        context.autosave.flush_all()
        meet = self._line.meet.meeting.uid if self._line.meet else None
        ask(context, topics.to_agenda, self.uid, meet, then=told)

    def toggle_done(self) -> None:
        """Say that the topic was dealt with, or put it back on the plan."""
        if self._line is None:
            return
        context, line = self._context, self._line
        if not line.status.is_open:
            ask(context, topics.reopen_topic, self.uid)
            return

        def told(topic: object) -> None:
            due = getattr(topic, "first_due", None)
            again = getattr(topic, "recurrence", "") and due
            words = f"Done; next in {month_words(month_of(due))}." if again and due else "Done."
            context.messages.say(words, "Undo", context.undo)

        ask(context, topics.mark_done, self.uid, then=told)

    def park(self) -> None:
        """Put the topic into the backlog."""
        if self._line is not None:
            ask(self._context, topics.park_topic, self.uid)

    def drop(self) -> None:
        """Say that the body will not take the topic."""
        if self._line is None or not self._line.status.is_open:
            return
        context = self._context
        say = lambda _: context.messages.say("Dropped.", "Undo", context.undo)  # noqa: E731
        ask(context, topics.drop_topic, self.uid, then=say)

    def remove(self) -> None:
        """Remove the topic from the register."""
        if self._line is None:
            return
        context = self._context

        def done(_: object) -> None:
            context.messages.say("The topic was removed.", "Undo", context.undo)
            self._removed()

        ask(context, topics.remove_topic, self.uid, then=done)

    def open_item(self) -> None:
        """Show the item that took the topic last."""
        item = self._line.last_item if self._line else None
        if item is not None:
            self._context.go("meeting", item.meeting, "agenda", item.uid)

    def _lay_out(self) -> None:
        theme = self._context.theme
        side = theme.length(16)
        inside = QWidget()
        first, rest = self.form.head_rows(), self.form.rows()
        head = row(self._body, self._drop, self._remove, spacing=theme.length(4))
        head.setStretch(0, 1)
        stack = column(
            head,
            first,
            FormRow("Planned for", self.when),
            self._told,
            row(self._to_item, 1),
            row(self._agenda, self._done, 1),
            hairline(),
            *rest,
            1,
            parent=inside,
            spacing=theme.length(12),
        )
        stack.setContentsMargins(side, theme.length(12), side, side)
        column(scrolled(inside), parent=self)

    def _show_when(self, line: Line, meets: Sequence[Meet]) -> None:
        today = self._context.session.today()
        options: list[tuple[object, str]] = [("", "Backlog: no day yet")]
        options += [(place, place.words) for place in places(meets, line.body.uid, today)]
        chosen: object = ""
        if line.day is not None:
            uid = line.meet.meeting.uid if line.meet else ""
            chosen = next(
                (p for p, _ in options if getattr(p, "day", None) == line.day
                 and getattr(p, "meeting", None) == uid),
                None,
            )  # fmt: skip
            if chosen is None:
                chosen = line.day
                words = plain_date(line.day) if line.meet else month_words(line.day)
                options.insert(1, (chosen, f"{words} (passed)" if line.is_overdue else words))
        self.when.set_options(options)
        self.when.show_value(chosen)

    def _plan(self, place: object) -> None:
        if self._line is None or isinstance(place, date):
            return
        if place == "":
            self.park()
            return
        meeting, day = getattr(place, "meeting", ""), getattr(place, "day", None)
        values = {"meeting": meeting} if meeting else {"month": day}
        ask(self._context, topics.move_topic, self.uid, **values)

    def _show_told(self, line: Line) -> None:
        clear_layout(self._told)
        for words in state_sentences(line):
            self._told.addWidget(quiet(words, wrap=True))
        reader, today = self._context.session.reader, self._context.session.today()
        for notice in plan_notice.notices(reader, line):
            late = notice.too_late(today)
            tone = "warn" if late else "good" if notice.in_time else "quiet"
            mark = tag("Too late" if late else "Given" if notice.in_time else "Notice", tone)
            line_of = row(mark, quiet(notice.words(today), wrap=True))
            line_of.setStretch(1, 1)
            self._told.addLayout(line_of)


def is_open(line: Line | None) -> bool:
    """Say whether a topic is chosen that is not over."""
    return line is not None and line.status in (Status.PLANNED, Status.SLIPPED, Status.BACKLOG)
