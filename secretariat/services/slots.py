"""What the slots of standard words stand for, from a meeting as it is now.

Names, lists, dates and times are worded by the same functions as in the documents, so that a
snippet never writes a name in a second way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from secretariat.documents.away import apologies_named
from secretariat.documents.common import Frame, Phrases, body_names, frame_of, spoken_dates
from secretariat.documents.present import named
from secretariat.documents.prose import escape
from secretariat.models.attendance import Roll, roll
from secretariat.models.kinds import Audience, Capacity, Stage
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item, Motion
from secretariat.models.views import MeetingView
from secretariat.services.meetings import Meet, all_meetings
from secretariat.services.presence import RoomBook
from secretariat.store.rows import Reader

NAMES: Mapping[str, str] = {
    "apologies": "who sent apologies",
    "present": "members who are present",
    "in attendance": "others who are there",
    "chair": "who is in the chair",
    "chair title": "what the chair is called",
    "vice chair": "the vice-chair’s name",
    "body": "name of the body",
    "short name": "its short name",
    "date": "day of the meeting",
    "time now": "the time by the clock",
    "last meeting date": "day of the last meeting",
    "next meeting date": "day of the next meeting",
    "item title": "title of the item",
    "item number": "its number",
    "recommendation": "the report’s recommendation",
    "lead officer": "the item’s lead officer",
    "author": "the report’s author",
    "mover": "who moved the last motion",
    "seconder": "who seconded it",
}
"""The slots that are filled, and what with."""

_OFF = (Stage.CANCELLED, Stage.POSTPONED)


@dataclass(frozen=True, slots=True)
class Moment:
    """A meeting as it stands when words are put into its minutes.

    `item` and its printed `number` are what is being minuted, `motions` those moved under it.
    """

    meet: Meet
    room: RoomBook
    phrases: Phrases
    now: time
    item: Item | None = None
    number: str = ""
    motions: Sequence[Motion] = ()

    def words(self, reader: Reader, slot: str) -> str:
        """Return the words for a slot, safe to be read as prose; empty where there are none."""
        if slot == "recommendation":
            return self.item.recommendation.strip() if self.item else ""
        find = _FOUND.get(slot)
        return escape(one_line(find(self, reader))) if find else ""

    def framed(self, write: Callable[[Frame], str]) -> str:
        """Return what a function of the documents writes of who is there and of the meeting."""
        meet = self.meet
        if not meet.bodies:
            return ""
        view = MeetingView(
            Audience.OFFICERS,
            meet.meeting,
            meet.bodies,
            meet.sittings,
            self.phrases.choices,
            attendees=tuple(self.room.attendees.values()),
            events=self.room.events,
        )
        return write(frame_of(view, self.phrases.say))

    @property
    def called(self) -> Roll:
        """The roll as it stands."""
        return roll(self.room.attendees.values(), self.room.events)

    def chair(self, _: Reader) -> str:
        """Return who presides at the item; nobody while the roll is not called."""
        found = self.room.attendees.get(self.room.at(self._at).chair or "")
        return found.name if found else ""

    def vice_chair(self, _: Reader) -> str:
        people = self.room.attendees.values()
        return next((one.name for one in people if one.capacity is Capacity.VICE_CHAIR), "")

    def mover(self, _: Reader) -> str:
        return self._proposed("mover")

    def seconder(self, _: Reader) -> str:
        return self._proposed("seconder")

    def last_date(self, reader: Reader) -> str:
        days = [day for day in self._days(reader) if self.meet.date and day < self.meet.date]
        return self.phrases.plain_date(days[-1]) if days else ""

    def next_date(self, reader: Reader) -> str:
        days = [day for day in self._days(reader) if self.meet.date and day > self.meet.date]
        return self.phrases.spoken(days[0]) if days else ""

    @property
    def _at(self) -> str | None:
        return self.item.uid if self.item else None

    def _proposed(self, role: str) -> str:
        if not self.motions:
            return ""
        last = self.motions[-1]
        person = self.room.attendees.get(getattr(last, role) or "")
        return person.name if person else str(getattr(last, f"{role}_name"))

    def _days(self, reader: Reader) -> list[date]:
        if not self.meet.bodies:
            return []
        meets = all_meetings(reader, body=self.meet.bodies[0].uid)
        return sorted(one.date for one in meets if one.date and one.meeting.stage not in _OFF)


def _of_body(name: str) -> Callable[[Moment, Reader], str]:
    def find(moment: Moment, _: Reader) -> str:
        return str(getattr(moment.meet.bodies[0], name)) if moment.meet.bodies else ""

    return find


def _of_item(name: str) -> Callable[[Moment, Reader], str]:
    def find(moment: Moment, _: Reader) -> str:
        return str(getattr(moment.item, name)) if moment.item else ""

    return find


def _item_title(moment: Moment, _: Reader) -> str:
    item = moment.item
    return item.minute_title.strip() or item.title if item else ""


_FOUND: Mapping[str, Callable[[Moment, Reader], str]] = {
    "apologies": lambda moment, _: moment.framed(apologies_named),
    "present": lambda moment, _: moment.framed(lambda f: named(f, moment.called.present)),
    "in attendance": lambda m, _: m.framed(lambda f: named(f, m.called.in_attendance)),
    "chair": Moment.chair,
    "chair title": _of_body("chair_title"),
    "vice chair": Moment.vice_chair,
    "body": lambda moment, _: moment.framed(body_names),
    "short name": _of_body("short_name"),
    "date": lambda moment, _: moment.framed(spoken_dates),
    "time now": lambda moment, _: moment.phrases.clock(moment.now),
    "last meeting date": Moment.last_date,
    "next meeting date": Moment.next_date,
    "item title": _item_title,
    "item number": lambda moment, _: moment.number,
    "lead officer": _of_item("lead_officer"),
    "author": _of_item("author"),
    "mover": Moment.mover,
    "seconder": Moment.seconder,
}
