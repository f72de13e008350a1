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

Writer = Callable[[Frame, Entry, int], list[Block]]


def room_blocks(frame: Frame, entry: Entry, level: int) -> list[Block]:
    """Return the blocks of an entry whose kind is recorded apart from its words."""
    if entry.text.strip() and entry.kind not in WITH_OWN_WORDS:
        role = Role.MOVEMENT if entry.kind is EntryKind.MOVEMENT else Role.BODY
        return list(prose(entry.text, level, role))
    return WRITERS[entry.kind](frame, entry, level)


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
