"""Brings the meetings of a calendar file into the register: looked at first, then all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.errors import KnownError
from secretariat.models.limits import check_name
from secretariat.models.records import Body, Meeting, MeetingBody, Sitting
from secretariat.services.clashes import Diary, new_slot
from secretariat.services.ics import Incoming, Reading
from secretariat.services.meetings import all_meetings
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_OURS = "@secretariat.invalid"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What would come of one event: a meeting called `title`, or nothing when it is `there`.

    `clash` says what it would clash with.
    """

    event: Incoming
    title: str
    there: bool = False
    clash: str = ""


def look_at(reader: Reader, body: str, reading: Reading) -> list[Arrival]:
    """Return what would come of a calendar for a body, an event each.

    A meeting of the body on the same day at the same time is there already, and so is one that a
    calendar of this register told of: bringing in a file twice changes nothing.
    """
    home, meets = reader.get(Body, body), all_meetings(reader)
    own = [meet for meet in meets if any(one.uid == body for one in meet.bodies)]
    taken = {(sitting.date, sitting.starts) for meet in own for sitting in meet.sittings}
    known = {sitting.uid for meet in meets for sitting in meet.sittings}
    diary = Diary(reader, meets)
    found = []
    for event in reading.events:
        at = (event.day, event.starts)
        there = at in taken or event.uid.removesuffix(_OURS) in known
        taken.add(at)
        clashes = diary.clashes(new_slot([home], *at, event.ends, event.place))
        clash = clashes[0].words if clashes and not there else ""
        found.append(Arrival(event, _title(event.summary, home), there, clash))
    return found


def bring_in(session: Session, body: str, arrivals: Sequence[Arrival]) -> Receipt[list[Meeting]]:
    """Add a meeting for each event that is not there yet, as one change.

    KnownError when there is none.
    """
    new = [one for one in arrivals if not one.there]
    if not new:
        raise KnownError("All meetings of that calendar are there already.")
    for one in new:
        check_name(one.title, "title")
    label = f"Bring in {len(new)} meetings" if len(new) > 1 else "Bring in a meeting"

    def work(writer: Writer) -> list[Meeting]:
        home, made = writer.get(Body, body), []
        for one in new:
            meeting = writer.insert(Meeting(title=one.title, zone=home.zone, marking=home.marking))
            writer.insert(MeetingBody(meeting=meeting.uid, body=body))
            writer.insert(
                Sitting(
                    meeting=meeting.uid,
                    date=one.event.day,
                    starts=one.event.starts,
                    ends=one.event.ends,
                    place=one.event.place or ("" if one.event.link else home.venue),
                    remote_link=one.event.link or home.remote_link,
                )
            )
            made.append(meeting)
        return made

    return session.change(label, work)


def _title(summary: str, body: Body) -> str:
    """Return the title that an event gives its meeting: none when it only names the body."""
    words = summary.casefold()
    for name in filter(None, (body.name, body.short_name)):
        rest = words.replace(name.casefold(), "").replace("meeting", "")
        if name.casefold() in words and not any(char.isalnum() for char in rest):
            return ""
    return summary
