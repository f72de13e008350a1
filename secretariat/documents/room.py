"""What happened in the room, as the minutes tell it: one writer for each kind of entry.

An entry with words of its own prints those. One without prints the sentence that its wording
makes of what was recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from secretariat.documents.common import Frame
from secretariat.documents.model import Block, Paragraph, Role, runs
from secretariat.documents.prose import prose
from secretariat.documents.room_votes import motion_blocks, vote_blocks
from secretariat.models.kinds import EntryKind
from secretariat.models.plaintext import one_line
from secretariat.models.records import AttendanceEvent, Entry

Writer = Callable[[Frame, Entry, int], list[Block]]


def room_blocks(frame: Frame, entry: Entry, level: int) -> list[Block]:
    """Return the blocks of an entry whose kind is recorded apart from its words."""
    if entry.text.strip() and entry.kind not in WITH_OWN_WORDS:
        role = Role.MOVEMENT if entry.kind is EntryKind.MOVEMENT else Role.BODY
        return list(prose(entry.text, level, role))
    return WRITERS[entry.kind](frame, entry, level)


def movement_sentence(frame: Frame, event: AttendanceEvent) -> str:
    """Return the sentence of a movement: its own words, or those of the wording."""
    names = {person.uid: person.name for person in frame.view.attendees}
    if event.note.strip() or event.attendee not in names:
        return one_line(event.note)
    name = names[event.attendee]
    if event.at is None:
        return frame.say(f"minutes.{event.kind}.untimed", name=name)
    return frame.say(f"minutes.{event.kind}", name=name, time=frame.phrases.clock(event.at))


def _movements(frame: Frame, entry: Entry, level: int) -> list[Block]:
    return [
        Paragraph(runs(words), Role.MOVEMENT)
        for event in frame.view.events
        if event.entry == entry.uid and (words := movement_sentence(frame, event))
    ]


WRITERS: Mapping[EntryKind, Writer] = {
    EntryKind.MOVEMENT: _movements,
    EntryKind.MOTION: motion_blocks,
    EntryKind.VOTE: vote_blocks,
}
"""What tells each kind of entry."""

WITH_OWN_WORDS = frozenset((EntryKind.MOTION, EntryKind.VOTE))
"""Kinds whose writer prints the entry's own words too, among what else was recorded."""
