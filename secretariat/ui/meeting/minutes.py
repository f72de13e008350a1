"""The minutes step: items on the left, words in the middle, the room on the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from secretariat.errors import NotNowError
from secretariat.models.decision_words import decided_words, opening_of
from secretariat.models.kinds import DocumentKind, EntryKind, Format, ItemOutcome, Restriction
from secretariat.models.records import Action, Entry, Item
from secretariat.services import agenda, attendance, minutes, order, snippets, submissions
from secretariat.services.entitled import OfferedName, in_the_room
from secretariat.services.wall_clock import moment_at
from secretariat.store.history import Changed
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.attendance import FOR
from secretariat.ui.meeting.beside_panel import BesidePanel
from secretariat.ui.meeting.chair_strip import ELECT
from secretariat.ui.meeting.coming_back import ComingBack
from secretariat.ui.meeting.earlier_panel import EarlierPanel
from secretariat.ui.meeting.entry_list import ORIGIN, EntryList
from secretariat.ui.meeting.entry_spelling import EntrySpelling
from secretariat.ui.meeting.extract_file import ExtractFile
from secretariat.ui.meeting.focus_mode import FocusMode
from secretariat.ui.meeting.interest_desk import InterestDesk
from secretariat.ui.meeting.live_preview import LivePreview
from secretariat.ui.meeting.minutes_commands import minutes_commands
from secretariat.ui.meeting.minutes_picture import MinutesPicture, Topic, minutes_picture
from secretariat.ui.meeting.projector import Projector
from secretariat.ui.meeting.roll_as_of import roll_as_of
from secretariat.ui.meeting.roll_picture import RollPicture, roll_picture
from secretariat.ui.meeting.room_desk import RoomDesk
from secretariat.ui.meeting.room_panel import RoomPanel
from secretariat.ui.meeting.step import Step
from secretariat.ui.meeting.taken_strip import AddBusiness, TakenStrip
from secretariat.ui.meeting.time_mark import TimeMark, item_words
from secretariat.ui.meeting.topic_list import TopicList
from secretariat.ui.page import Command, Context
from secretariat.ui.widgets import (
    EmptyState,
    column,
    hairline,
    key_hint,
    row,
    section,
    set_tone,
    small,
    tag,
)

_BRISK = 25
"""Milliseconds that nobody notices between two letters."""


class MinutesStep(Step):
    """Takes the minutes of a meeting."""

    name = "minutes"

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(context, meeting, parent)
        self.picture: MinutesPicture | None = None
        self.now: str | None = None
        self._between = False
        self.topics = TopicList(context.theme)
        self.entries = EntryList(context)
        self.room = RoomPanel(
            context,
            self._mark,
            self._substitute,
            self._fill,
            self.minute_submissions,
            lambda kind: self.desk.record_event(kind, at=self.desk.now()),
            BesidePanel(context, meeting, self.decide, self.entries.go_back),
        )
        self.desk = RoomDesk(self)
        self.interests = InterestDesk(self, self.desk)
        self.room.interests.watch(self.interests)
        self.preview = LivePreview(context, DocumentKind.MINUTES, meeting)
        self.earlier = EarlierPanel(context, meeting)
        self.extract = ExtractFile(context, self)
        self._draft = context.autosave.watch(self.entries, self._save)
        self.projector = Projector(context, meeting, self)
        self.spelling = EntrySpelling(self)
        self.coming_back = ComingBack(context, meeting, self.entries)
        self._light = QTimer(self)
        self._light.setSingleShot(True)
        self._light.timeout.connect(self._refresh_lightly)
        self._minute: datetime | None = None
        self.taken = TakenStrip(context, self.take_now)
        self.adding = AddBusiness(context, meeting, self._added)
        self._lay_out()
        self.topics.chosen.connect(self.go_to)
        self.topics.entered.connect(self.entries.begin)
        self.entries.touched.connect(self._draft.touch)
        self.entries.settled.connect(self._light.start)
        self.earlier.closed.connect(self.show_earlier)

    def _lay_out(self) -> None:
        self._number, self._title = section(), section()
        self._title.setWordWrap(True)
        size = self.context.theme.px("title") - 2
        for label in (self._number, self._title):
            label.setStyleSheet(f"font-size: {size}px; font-weight: 600;")
        self._state = tag("")
        self.time_used = TimeMark(self.context.theme)
        head = row(self._number, self._title, self._state, self.time_used, spacing=12)
        head.setContentsMargins(20, 14, 20, 14)
        head.setStretch(1, 1)
        middle = QWidget()
        middle.setProperty("kind", "surface")
        column(head, self.taken, hairline(), self.entries, parent=middle, spacing=0)
        between = row(small("Business between items"), key_hint("Ctrl+Shift+N"), 1)
        between.setContentsMargins(20, 4, 8, 12)
        left = QWidget()
        whole = column(self.topics, self.adding, between, parent=left, spacing=4)
        whole.setContentsMargins(0, 14, 0, 0)
        self._right = QStackedWidget()
        self._right.addWidget(self.room)
        self._right.addWidget(self.preview)
        self._right.addWidget(self.earlier)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch in ((left, 0), (middle, 1), (self._right, 0)):
            self._columns.addWidget(widget)
            self._columns.setStretchFactor(self._columns.count() - 1, stretch)
        self._columns.setSizes([290, 580, 318])
        self.focus_mode = FocusMode(self, self.entries, (left, self._right))
        self._columns.setHandleWidth(1)
        self.room.beside.wanted.connect(self._show_beside)
        self._empty = EmptyState(
            "message-square-text",
            "Nothing to minute yet",
            "The minutes follow the agenda, item by item. Write the agenda first, or begin with "
            "business that is on none.",
            "Write the agenda",
        )
        self._empty.begun.connect(lambda: self.context.go("meeting", self.meeting, "agenda"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._columns)
        self._stack.addWidget(self._empty)
        column(self._stack, parent=self)

    # ------------------------------------------------------------------ showing

    def concerns(self, changed: Changed) -> bool:
        """Words that were typed here need no second reading; everything else does, and so do the
        actions of earlier meetings."""
        mine = changed.origin == ORIGIN and changed.kind == "do"
        about = super().concerns(changed) or changed.touches(Action)
        return about and not (mine and set(changed.rows) == {Entry.TABLE})

    def refresh(self) -> None:
        session = self.context.session
        self.picture = minutes_picture(session, self.meeting)
        roll = roll_picture(session, self.meeting)
        if self.now is None or self.picture.topic(self.now) is None:
            self.now = self.coming_back.item_to_open(self.picture)
        self.coming_back.follow(self.now)
        self.projector.show_item(self.now or None)
        lead = self.picture.meet.bodies[0].uid if self.picture.meet.bodies else None
        self.entries.known.offers = snippets.offered(session.reader, lead)
        topic = self.picture.topic(self.now)
        nothing = len(self.picture.topics) == 1 and not self.picture.topics[0].entries
        self._stack.setCurrentIndex(1 if nothing and not self._between else 0)
        self.topics.show_topics(self.picture, self.now)
        self._show_room(roll, self.picture)
        if topic is not None:
            self._show_head(topic)
            self.taken.show_topic(self.picture, topic)
            self.entries.show_topic(self.picture, topic, self._offered(self.picture))
            self.room.show_item(topic.item)
        self._follow_earlier()
        self.preview.ask()

    def _show_room(self, roll: RollPicture, picture: MinutesPicture) -> None:
        """Show the room at the item being minuted, and tell at once when the quorum goes."""
        book, item = picture.room, self.now or None
        style = picture.phrases.choices["clock"]
        self.room.show_roll(roll_as_of(roll, book, item, style), book, item)
        self.desk.watch_quorum(book, item)

    def _offered(self, picture: MinutesPicture) -> Sequence[OfferedName]:
        """Return whom `@` may name: those in the room first, the others with why not."""
        return in_the_room(picture.room, self.now or None, picture.phrases.choices["clock"])

    def _refresh_lightly(self) -> None:
        """After words typed here were kept: the state of the items and the preview follow.

        The longer that takes, the longer it waits for a pause in the typing.
        """
        if not self.isVisible():
            return  # what is come back to is read anew, and the register may be closed by now
        begun = QElapsedTimer()
        begun.start()
        self.picture = minutes_picture(self.context.session, self.meeting)
        self.topics.show_topics(self.picture, self.now or "")
        topic = self.picture.topic(self.now or "")
        if topic is not None:
            self.entries.show_topic(self.picture, topic, self.entries.names)
        self._follow_earlier()
        self.preview.ask()
        cost = begun.elapsed()
        self._light.setInterval(0 if cost < _BRISK else min(12 * cost, 3000))

    def _show_head(self, topic: Topic) -> None:
        self._number.setText(topic.number)
        self._number.setVisible(bool(topic.number))
        self._title.setText(topic.title)
        words, tone = "", "quiet"
        if topic.held.restriction is not Restriction.NONE:
            words, tone = topic.held.restriction.value.capitalize(), "bad"
        elif topic.item and topic.item.outcome in (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN):
            words, tone = topic.item.outcome.value.capitalize(), "warn"
        self._state.setText(words)
        self._state.setVisible(bool(words))
        set_tone(self._state, tone)
        self._show_time()

    def tick(self) -> None:
        """Show the time again once another minute has begun."""
        if self.picture is None:
            return
        now = moment_at(self.context.session, self.picture.meet.meeting)
        if self._minute is None or now.replace(second=0, microsecond=0) != self._minute:
            self._show_time()

    def _show_time(self) -> None:
        """Show the minutes that are planned for the items, and how long they took or take."""
        if self.picture is None:
            return
        now = moment_at(self.context.session, self.picture.meet.meeting)
        self._minute = now.replace(second=0, microsecond=0)
        timing, uid = self.picture.timing, self.now or ""
        self.topics.keep_time(timing, now)
        topic = self.picture.topic(uid)
        own = topic.item.minutes if topic and topic.item else None
        words, tone = item_words(timing.used(uid, now), timing.planned.get(uid, own or 0))
        if timing.runs_back(uid, now):
            words, tone = "Times run back", "warn"
        self.time_used.say(words, tone)

    def _save(self) -> Receipt[Any] | None:
        receipt = self.entries.flush()
        if receipt is None and (why := self.entries.held_back()):
            raise NotNowError(why)
        return receipt

    def flush(self) -> None:
        self.entries.pasting.finish()
        self.entries.flush()
        self._draft.flush()
        self.coming_back.keep()

    def focus_row(self, uid: str) -> None:
        if uid == ELECT:
            self.elect_chair()
            return
        topic = self.picture.topic(uid) if self.picture and uid else None
        if topic is not None:
            self.go_to(uid)
            return
        home = next(
            (
                t
                for t in (self.picture.topics if self.picture else ())
                for e in t.entries
                if e.uid == uid
            ),
            None,
        )
        if home is not None:
            self.go_to(home.uid)
            self.entries.focus_entry(uid)
            return
        if self._stack.currentIndex() == 0:
            if not self.coming_back.lead_back():
                self.entries.begin()
        elif self._empty.button is not None:
            self._empty.button.setFocus()

    # ------------------------------------------------------------------ going

    def go_to(self, uid: str) -> None:
        """Minute another item; "" is the business between items."""
        if not uid:
            self._between = True
        if uid != self.now or not uid:
            self.flush()
            self.now = uid
            self.refresh()
        self.entries.begin()

    def elect_chair(self) -> None:
        """Begin the election of somebody to preside at this meeting, or go to it."""
        if self.picture is None or self._stack.currentIndex() != 0:
            return
        bodies = self.picture.meet.bodies
        title = bodies[0].chair_title if bodies else ""
        words = self.picture.phrases.say("election.chair", title=title)
        votes = self.picture.voted.votes
        held = next((one for one in votes if one.question == words and one.entry), None)
        if held is not None:
            self.go_to(held.item or "")
            self.entries.focus_entry(held.entry or "")
            return
        self.entries.acts.put(EntryKind.VOTE, election=True, question=words)

    def next_item(self) -> None:
        """Go to the next item; after the last one, stay."""
        self._step(1)

    def last_item(self) -> None:
        """Go back to the item before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        items = [t.uid for t in self.picture.topics if t.item] if self.picture else []
        if self.now not in items:
            if items:
                self.go_to(items[0])
            return
        at = items.index(self.now) + by
        if 0 <= at < len(items):
            self.go_to(items[at])
        elif by > 0:
            self.context.messages.say("That was the last item. Close the meeting when it ends.")

    def show_preview(self) -> None:
        """Show the minutes as they will print in place of the room, or the room again."""
        self._show_right(self.preview)

    def save_extract(self, form: Format = Format.PDF) -> None:
        """Save the minute of the item that is shown as a document of its own."""
        self.flush()
        if self.now:
            self.extract.make(self.meeting, self.now, form)

    def show_earlier(self) -> None:
        """Show how the item stood before in place of the room, or the room again."""
        self.flush()
        self._show_right(self.earlier)
        if self._right.currentWidget() is self.earlier:
            self.earlier.show_item(self.now or None)
            self.earlier.begin()
        else:
            self.entries.go_back()

    def _show_right(self, wanted: QWidget) -> None:
        shown = self._right.currentWidget() is wanted
        self._right.setCurrentWidget(self.room if shown else wanted)
        self._columns.setSizes([240, 560, 318] if shown else [220, 520, 460])

    def _show_beside(self) -> None:
        """Show the room and what stands below it, whatever is there instead."""
        if self.focus_mode.is_on:
            self.focus_mode.turn()
        shown = self._right.currentWidget()
        if shown is not None and shown is not self.room:
            self._show_right(shown)

    def _follow_earlier(self) -> None:
        if self._right.currentWidget() is not self.earlier:
            return
        if self.earlier.item != (self.now or None):
            self.earlier.show_item(self.now or None)
        else:
            self.earlier.look_again()

    def show_projector(self) -> None:
        """Open the window for the room, or close it; the cursor stays here."""
        if self.projector.isVisible():
            self.projector.close()
        else:
            self.projector.show_item(self.now or None)
            self.projector.open_beside(self.window())

    def go_to_room(self) -> None:
        """Put the focus on the roll."""
        self._right.setCurrentIndex(0)
        self.room.roll.setFocus()

    # ------------------------------------------------------------------ the room

    def _mark(self, uid: str, kind: object) -> None:
        self.ask(attendance.mark, uid, kind)

    def _substitute(self, uid: str) -> None:
        self.context.go("meeting", self.meeting, "attendance", f"{FOR}{uid}")

    def _fill(self) -> None:
        self.ask(attendance.fill_from_membership, self.meeting)

    # ------------------------------------------------------------------ commands

    def set_outcome(self, outcome: ItemOutcome) -> None:
        """Say what became of the item being minuted, or take it back."""
        topic = self.picture.topic(self.now or "") if self.picture else None
        if topic is not None and topic.item is not None:
            same = topic.item.outcome is outcome
            self.flush()
            self.ask(agenda.set_outcome, topic.uid, ItemOutcome.NONE if same else outcome)

    def take_now(self) -> None:
        """Record that the item being minuted is taken now, whatever the agenda says."""
        topic = self.picture.topic(self.now or "") if self.picture else None
        if topic is not None and topic.item is not None:
            self.flush()
            self.ask(order.take_now, topic.uid, then=lambda _: self.entries.begin())

    def take_in_turn(self) -> None:
        """Let the minutes follow the agenda again."""
        self.flush()
        self.ask(order.take_in_turn, self.meeting)

    def approve_here(self) -> None:
        """Record under this item that the last minutes were approved, or go to where it is."""
        topic = self.picture.topic(self.now or "") if self.picture else None
        if topic is None:
            return
        held = next((e for e in topic.entries if e.kind is EntryKind.APPROVAL), None)
        if held is not None:
            self.entries.focus_entry(held.uid)
            return
        self.flush()

        def then(entry: Entry) -> None:
            self.refresh()
            self.entries.focus_entry(entry.uid)

        item = topic.uid or None
        self.ask(minutes.add_entry, self.meeting, item, kind=EntryKind.APPROVAL, then=then)

    def decide(self) -> None:
        """Minute the recommendation of the item as its decision, or go to it where it stands."""
        topic = self.picture.topic(self.now or "") if self.picture else None
        if self.picture is None or topic is None or topic.item is None:
            return
        made = [e for one in self.picture.topics for e in one.entries if opening_of(e.text)]
        opening = opening_of(made[-1].text) if made else self.room.beside.earlier.opening()
        words = decided_words(topic.item.recommendation, opening)
        there = [e for e in topic.entries if e.text.strip() == words]
        if there:
            self.entries.focus_entry(there[0].uid)
        elif words:
            self.entries.acts.add(EntryKind.DECISION, words)

    def _added(self, item: Item) -> None:
        """Go on with business that was just added."""
        self.refresh()
        self.go_to(item.uid)

    def minute_submissions(self) -> None:
        """Write what was handed in under the item, and the replies to it, into its minutes."""
        topic = self.picture.topic(self.now or "") if self.picture else None
        if topic is not None and topic.item is not None:
            self.flush()
            self.ask(submissions.minute, topic.uid)

    def restrict(self) -> None:
        """Restrict the paragraph with the cursor, or open it again."""
        row = self.entries.current
        if row is not None:
            shut = row.restriction is not Restriction.NONE
            self.entries.acts.restrict(Restriction.NONE if shut else Restriction.EXEMPT)

    def commands(self) -> Sequence[Command]:
        return (
            *minutes_commands(self),
            *self.desk.commands(),
            *self.interests.commands(),
            *self.room.beside.commands(),
            *self.preview.commands("minutes"),
        )
