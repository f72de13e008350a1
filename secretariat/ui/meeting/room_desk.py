"""Recording what happens in the room while minuting: who comes and goes, and the meeting's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time
from typing import TYPE_CHECKING, Any

from secretariat.errors import KnownError
from secretariat.models.agenda import Held
from secretariat.models.exclusion import private_run
from secretariat.models.kinds import AttendanceKind, Audience, EntryKind, Stage
from secretariat.models.plaintext import one_line
from secretariat.models.records import Attendee
from secretariat.models.room_kinds import MeetingEventKind
from secretariat.services import room
from secretariat.services.presence import RoomBook
from secretariat.services.room import Spot
from secretariat.services.wall_clock import now_at
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.minutes_picture import MinutesPicture, Topic
from secretariat.ui.meeting.room_strip import Answer, Asked, RoomStrip
from secretariat.ui.page import Command

if TYPE_CHECKING:
    from secretariat.ui.meeting.minutes import MinutesStep

K, E = AttendanceKind, MeetingEventKind
_WENT = (K.LEAVES, K.WITHDRAWS)
_TITLES = {
    K.ARRIVES: "Arrives",
    K.LEAVES: "Leaves",
    K.WITHDRAWS: "Withdraws for an interest",
    K.TAKES_CHAIR: "Takes the chair",
    K.LEAVES_CHAIR: "Leaves the chair",
    K.TAKES_OVER: "Substitute takes over",
}
EVENT_WORDS = {
    E.ADJOURNED: "Adjourned",
    E.RESUMED: "Resumed",
    E.PUBLIC_EXCLUDED: "Public excluded",
    E.PUBLIC_READMITTED: "Public readmitted",
    E.CONTINUED: "Continued past the limit",
    E.QUORUM_LOST: "Quorum lost",
    E.QUORUM_REGAINED: "Quorum regained",
}
_OPEN_ONLY = (E.PUBLIC_EXCLUDED, E.PUBLIC_READMITTED)
Write = Callable[[str, str | None], Receipt[Any]]


class RoomDesk:
    """Opens the strip at the cursor and records what is typed in it, for one minutes step."""

    def __init__(self, step: MinutesStep) -> None:
        self.step = step
        self.strip: RoomStrip | None = None
        self._quorate: tuple[str | None, bool] | None = None

    # ------------------------------------------------------------------ people

    def arrival(self) -> None:
        """Ask who arrives, or is back; somebody who is on no list comes as a visitor."""
        picture = self.step.picture
        if picture is None:
            return
        there = picture.room.at(self.step.now).present
        people = [(one.uid, one.name) for one in self.roll(picture) if one.uid not in there]
        asked = self.asked("Arrives", who="Who arrives", people=people, other=True)
        self.open(asked, self._arrives)

    def _arrives(self, answer: Answer) -> None:
        kind = K.RETURNS if self._was_there(answer.uid) else K.ARRIVES

        def write(spot: Spot) -> Receipt[Any]:
            session = self.step.context.session
            if not answer.uid:
                return room.record_arrival_of_new(session, spot, answer.name, at=answer.at)
            return room.record_movement(session, spot, answer.uid, kind, at=answer.at)

        self.tell(write)

    def _was_there(self, uid: str) -> bool:
        """Say whether somebody was in the room before: they are back, and do not arrive."""
        book = self.step.picture.room if self.step.picture else None
        return book is not None and any(
            event.attendee == uid and event.kind in _WENT for event in book.events
        )

    def movement(self, kind: AttendanceKind) -> None:
        """Ask who leaves, withdraws, takes the chair or leaves it."""
        picture = self.step.picture
        if picture is None:
            return
        now = picture.room.at(self.step.now)
        people = [(one.uid, one.name) for one in self.roll(picture) if one.uid in now.present]
        if kind is K.LEAVES_CHAIR and now.chair:
            people = [one for one in people if one[0] == now.chair]
            self.record(people[0][0], kind) if people else None
            return
        asked = self.asked(_TITLES[kind], who="Who", people=people)
        self.open(asked, lambda answer: self._moves(answer.uid, kind, answer.at))

    def record(self, uid: str, kind: AttendanceKind) -> None:
        """Record a movement of somebody at the cursor, with the time of the clock."""
        self._moves(uid, kind, self.now())

    def _moves(self, uid: str, kind: AttendanceKind, at: time | None) -> None:
        session = self.step.context.session
        self.tell(lambda spot: room.record_movement(session, spot, uid, kind, at=at))

    def take_over(self) -> None:
        """Ask whose place is taken, and by whom."""
        picture = self.step.picture
        if picture is None:
            return
        ours = [one for one in self.roll(picture) if not one.substitute_for and one.voting]
        asked = self.asked(
            _TITLES[K.TAKES_OVER],
            who="In whose place",
            people=[(one.uid, one.name) for one in ours],
            words="Name of the substitute",
        )

        def done(answer: Answer) -> None:
            session = self.step.context.session
            if not answer.words:
                self.step.context.messages.warn("Type the name of the substitute.")
                return
            self.tell(
                lambda spot: room.take_over(session, spot, answer.uid, answer.words, at=answer.at)
            )

        self.open(asked, done)

    # ------------------------------------------------------------------ the meeting

    def event(self, kind: MeetingEventKind) -> None:
        """Ask when the meeting was adjourned, the public excluded, and the like."""
        picture = self.step.picture
        if picture is None:
            return
        hint, given = "Anything to add", ""
        if kind is E.PUBLIC_EXCLUDED:
            hint, given = "Items and grounds", ground_words(picture, self.step.now)
        asked = self.asked(EVENT_WORDS[kind], words=hint, given=given)

        def done(answer: Answer) -> None:
            excluded = kind is E.PUBLIC_EXCLUDED
            self.record_event(
                kind,
                at=answer.at,
                ground=answer.words if excluded else "",
                note="" if excluded else answer.words,
            )

        self.open(asked, done)

    def record_event(
        self,
        kind: MeetingEventKind,
        *,
        at: time | None = None,
        ground: str = "",
        note: str = "",
    ) -> None:
        """Record an event of the meeting at the cursor.

        That the public leaves or is back is told where the public reads it: under the open item
        before or after, when the one being minuted is restricted.
        """
        session = self.step.context.session

        def write(spot: Spot) -> Receipt[Any]:
            return room.record_event(session, spot, kind, at=at, ground=ground, note=note)

        spot = self._open_spot(kind)
        if spot is None:
            self.tell(write)
            return
        self._close()
        self.step.flush()
        self.step.context.submit(write(spot))
        self.step.context.messages.say(
            "Told in the minutes of an open item, where the public can read it.",
            "Undo",
            self.step.context.undo,
        )

    def _open_spot(self, kind: MeetingEventKind) -> Spot | None:
        """Return where it is told when the item being minuted is closed to the public."""
        picture, now = self.step.picture, self.step.now
        topic = picture.topic(now or "") if picture else None
        if picture is None or topic is None or kind not in _OPEN_ONLY or _is_open(topic):
            return None
        items = [one for one in picture.topics if one.item is not None]
        at = items.index(topic)
        meeting = self.step.meeting
        if kind is E.PUBLIC_EXCLUDED:
            before = [one for one in items[:at] if _is_open(one)]
            return Spot(meeting, before[-1].uid if before else None)
        after = [one for one in items[at + 1 :] if _is_open(one)]
        return Spot(meeting, after[0].uid if after else None, first=bool(after))

    def watch_quorum(self, book: RoomBook, item: str | None) -> None:
        """Tell at once when the quorum is lost or there again while an item is minuted."""
        before, self._quorate = self._quorate, (item, book.is_quorate(item))
        if before is None or before[0] != item or before[1] == self._quorate[1]:
            return
        messages, at = self.step.context.messages, self.now()
        worst = next((one for one in book.counts(item) if not one.stands), None)
        if worst is not None:
            messages.warn(
                f"{worst.sentence}. {worst.margin}",
                "Record it",
                lambda: self.record_event(E.QUORUM_LOST, at=at),
            )
        elif book.told_lost(item):
            messages.say(
                "There is a quorum again.",
                "Record it",
                lambda: self.record_event(E.QUORUM_REGAINED, at=at),
            )

    # ------------------------------------------------------------------ the strip

    def asked(self, title: str, *, timed: bool = True, **values: Any) -> Asked:
        """Return what a strip asks for; the time of the clock stands in it already."""
        picture = self.step.picture
        style = picture.phrases.choices["clock"] if picture else "12"
        at = self.now() if timed else None
        return Asked(title, at=at, style=style, timed=timed, **values)

    def now(self) -> time | None:
        """Return the time of the clock on the day of the meeting; on another day none is meant."""
        picture, session = self.step.picture, self.step.context.session
        if picture is None:
            return None
        meeting = picture.meet.meeting
        under_way = meeting.stage is Stage.HELD or picture.meet.date == session.today()
        return now_at(session, meeting) if under_way else None

    def roll(self, picture: MinutesPicture) -> Sequence[Attendee]:
        """Return everybody on the roll, in its order."""
        return sorted(picture.room.attendees.values(), key=lambda one: one.position)

    def open(self, asked: Asked, record: Callable[[Answer], None]) -> None:
        """Open a strip at the cursor in place of the one that is open."""
        self._close()
        entries = self.step.entries
        row = entries.current or (entries.rows[-1] if entries.rows else None)
        home = row.layout() if row is not None else None
        if row is None or home is None:
            return
        entries.current = row
        self.strip = RoomStrip(self.step.context.theme, asked, record, self.cancel, row)
        home.addWidget(self.strip)
        self.strip.show()
        self.strip.begin()
        entries.reveal(row)

    def cancel(self) -> None:
        """Put the strip away, and the cursor back where it was."""
        row = self.step.entries.current
        self._close()
        if row is not None:
            row.edit.setFocus()

    def _close(self) -> None:
        strip, self.strip = self.strip, None
        if strip is not None:
            strip.leave()
            strip.deleteLater()

    def tell(
        self,
        write: Callable[[Spot], Receipt[Any]],
        kind: EntryKind = EntryKind.MOVEMENT,
    ) -> None:
        """Record it at the cursor; the cursor goes on below."""
        self._close()
        meeting, now = self.step.meeting, self.step.now

        def at(uid: str, before: str | None) -> Receipt[Any]:
            return write(Spot(meeting, now or None, before, first=before is None, uid=uid))

        try:
            self.step.entries.acts.record(kind, at)
        except KnownError as error:
            self.step.context.messages.warn(str(error))

    # ------------------------------------------------------------------ commands

    def commands(self) -> Sequence[Command]:
        """Return what can be recorded of the room, with its keys."""

        def move(kind: AttendanceKind) -> Callable[[], None]:
            return lambda: self.movement(kind)

        def befall(kind: MeetingEventKind) -> Callable[[], None]:
            return lambda: self.event(kind)

        def one(name: str, text: str, run: Callable[[], None], keys: str = "") -> Command:
            return Command(f"minutes.{name}", text, run, (keys,) if keys else (), "users")

        return (
            one("arrives", "Record an arrival", self.arrival, "F6"),
            one("leaves", "Record a departure", move(K.LEAVES), "F7"),
            one("withdraws", "Withdraws for an interest", move(K.WITHDRAWS), "Shift+F7"),
            one("takes-over", "Substitute takes over", self.take_over, "Shift+F6"),
            one("takes-chair", "Takes the chair", move(K.TAKES_CHAIR), "Ctrl+F6"),
            one("leaves-chair", "Leaves the chair", move(K.LEAVES_CHAIR), "Ctrl+F7"),
            one("adjourn", "The meeting is adjourned", befall(E.ADJOURNED)),
            one("resume", "The meeting resumes", befall(E.RESUMED)),
            one("exclude", "The public is excluded", befall(E.PUBLIC_EXCLUDED), "Ctrl+Shift+X"),
            one("readmit", "The public is readmitted", befall(E.PUBLIC_READMITTED)),
            one("continue", "The meeting continues past its limit", befall(E.CONTINUED)),
            one("quorum-lost", "The quorum is lost", befall(E.QUORUM_LOST)),
            one("quorum-regained", "The quorum is regained", befall(E.QUORUM_REGAINED)),
        )


def _is_open(topic: Topic) -> bool:
    return Audience.PUBLIC.may_see(topic.held.restriction)


def ground_words(picture: MinutesPicture, now: str | None) -> str:
    """Return the business that is closed from an item on, with its grounds, as the agenda has
    them: “item 9 (Schedule 12A, paragraph 3)”."""
    items = [one.item for one in picture.topics if one.item is not None]
    held: dict[str, Held] = {one.uid: one.held for one in picture.topics}
    numbers = {one.uid: one.number for one in picture.topics}
    say, parts = picture.phrases.say, []
    for item in private_run(items, held, now or None):
        ground = one_line(held[item.uid].ground)
        number = numbers[item.uid] or one_line(item.public_title)
        key = "minutes.public excluded.item" if ground else "minutes.public excluded.item.bare"
        parts.append(say(key, number=number, ground=ground))
    return "; ".join(parts)
