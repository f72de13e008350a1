"""What happened in the room, as the minutes tell it: one writer for each kind of entry.

An entry with words of its own prints those. One without prints the sentence that its wording
makes of what was recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from secretariat.documents.common import Frame
from secretariat.documents.model import Block, Role
from secretariat.documents.prose import prose
from secretariat.documents.room_approvals import approval_blocks
from secretariat.documents.room_declarations import declaration_blocks
from secretariat.documents.room_events import event_blocks
from secretariat.documents.room_movements import movement_blocks
from secretariat.documents.room_votes import motion_blocks, vote_blocks
from secretariat.models.kinds import EntryKind
from secretariat.models.records import Entry
from secretariat.models.room_kinds import MeetingEventKind

Writer = Callable[[Frame, Entry, int], list[Block]]


def room_blocks(frame: Frame, entry: Entry, level: int) -> list[Block]:
    """Return the blocks of an entry whose kind is recorded apart from its words."""
    if entry.text.strip() and entry.kind not in WITH_OWN_WORDS:
        return list(prose(entry.text, level, _role(frame, entry)))
    return WRITERS[entry.kind](frame, entry, level)


def _role(frame: Frame, entry: Entry) -> Role:
    """Return the role of an entry's own words: those that exclude the public are a decision."""
    if entry.kind is not EntryKind.MOVEMENT:
        return Role.BODY
    excludes = any(
        event.entry == entry.uid and event.kind is MeetingEventKind.PUBLIC_EXCLUDED
        for event in frame.view.happened.events
    )
    return Role.DECISION if excludes else Role.MOVEMENT


def _movements(frame: Frame, entry: Entry, level: int) -> list[Block]:
    return [*movement_blocks(frame, entry), *event_blocks(frame, entry)]


WRITERS: Mapping[EntryKind, Writer] = {
    EntryKind.MOVEMENT: _movements,
    EntryKind.DECLARATION: declaration_blocks,
    EntryKind.MOTION: motion_blocks,
    EntryKind.VOTE: vote_blocks,
    EntryKind.APPROVAL: approval_blocks,
}
"""What tells each kind of entry."""

WITH_OWN_WORDS = frozenset((EntryKind.MOTION, EntryKind.VOTE))
"""Kinds whose writer prints the entry's own words too, among what else was recorded."""
