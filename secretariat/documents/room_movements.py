"""The sentences of the minutes about who came and went, and who took the chair."""

from __future__ import annotations

from collections.abc import Mapping

from secretariat.documents.common import Frame, Phrases
from secretariat.documents.model import Block, Paragraph, Role, runs
from secretariat.models.kinds import AttendanceKind
from secretariat.models.plaintext import one_line
from secretariat.models.records import AttendanceEvent, Attendee, Entry


def movement_words(phrases: Phrases, event: AttendanceEvent, people: Mapping[str, Attendee]) -> str:
    """Return the sentence of a movement: its own words, or those of the wording.

    Empty for somebody who is not among `people` and has no words.
    """
    person = people.get(event.attendee)
    if event.note.strip() or person is None:
        return one_line(event.note)
    key, slots = f"minutes.{event.kind}", {"name": one_line(person.name)}
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
