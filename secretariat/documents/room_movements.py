"""The sentences of the minutes about who came and went, and who took the chair."""

from __future__ import annotations

from collections.abc import Mapping

from secretariat.documents.common import Frame, Phrases
from secretariat.documents.model import Block, Paragraph, Role, runs
from secretariat.models.kinds import AttendanceKind, Capacity
from secretariat.models.plaintext import one_line
from secretariat.models.presence import Timeline, chair_at_start, opens_in_chair
from secretariat.models.records import AttendanceEvent, Attendee, Entry

_USUAL = (Capacity.CHAIR, Capacity.VICE_CHAIR)


def movement_words(phrases: Phrases, event: AttendanceEvent, people: Mapping[str, Attendee]) -> str:
    """Return the sentence of a movement: its own words, or those of the wording.

    Empty for somebody who is not among `people` and has no words.
    """
    person = people.get(event.attendee)
    if event.note.strip() or person is None:
        return one_line(event.note)
    key = f"minutes.{event.kind}"
    slots = {"name": one_line(person.name), "initials": one_line(person.initials)}
    other = people.get(person.substitute_for or "")
    if event.kind is AttendanceKind.TAKES_OVER and other is not None:
        key, slots["other"] = f"{key}.of", one_line(other.name)
    if event.at is None:
        return phrases.say(f"{key}.untimed", **slots)
    return phrases.say(key, **slots, time=phrases.clock(event.at))


def movement_sentence(frame: Frame, event: AttendanceEvent) -> str:
    """Return the sentence of a movement as the audience of the frame reads it."""
    return movement_words(frame.phrases, event, {one.uid: one for one in frame.view.attendees})


def movement_blocks(frame: Frame, entry: Entry) -> list[Block]:
    """Return the sentences about those who came and went in an entry."""
    return [
        Paragraph(runs(words), Role.MOVEMENT)
        for event in frame.view.events
        if event.entry == entry.uid and (words := movement_sentence(frame, event))
    ]


def opening_blocks(frame: Frame) -> list[Block]:
    """Return the sentence about whom the roll call put in the chair, which comes before all
    business; none where whoever presides did so in any case."""
    attendees, events = frame.view.attendees, frame.view.events
    person = chair_at_start(attendees, events)
    if person is None or not any(
        opens_in_chair(one) and one.attendee == person.uid for one in events
    ):
        return []
    lead = frame.view.lead
    usual = [one for one in attendees if one.capacity in _USUAL]
    titles = {Capacity.CHAIR: lead.chair_title, Capacity.VICE_CHAIR: lead.vice_chair_title}
    there = Timeline(attendees, events).start.present
    name = one_line(person.name)
    if any(one.uid in there for one in usual) or not usual:
        words = frame.say("minutes.takes the chair.untimed", name=name)
    else:
        away = dict.fromkeys(titles[one.capacity] for one in usual)
        listed = frame.phrases.listed(frame.say("minutes.chair.away", title=one) for one in away)
        words = frame.say("minutes.chair.chosen", away=listed, name=name)
    return [Paragraph(runs(words), Role.MOVEMENT)]
