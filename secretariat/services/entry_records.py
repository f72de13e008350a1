"""What stands in an entry besides its words: made with the entry's kind, and gone with it."""

from __future__ import annotations

from secretariat.models.kinds import EntryKind
from secretariat.models.records import Declaration, Entry, Motion, Vote
from secretariat.models.typed_votes import TypedCount
from secretariat.services.approvals import drop_approvals, make_approval, move_approvals
from secretariat.services.entry_events import move_movements, remove_movements
from secretariat.services.motions import make_motion
from secretariat.services.votes import make_vote
from secretariat.store.rows import Writer


def make_record(
    writer: Writer,
    entry: Entry,
    *,
    amends: bool = False,
    count: TypedCount | None = None,
    election: bool = False,
    question: str = "",
) -> None:
    """Give a motion, a vote, an election or an approval its record; other kinds have none here."""
    if entry.kind is EntryKind.MOTION:
        make_motion(writer, entry, amends=amends)
    elif entry.kind is EntryKind.VOTE:
        make_vote(writer, entry, count, election=election, question=question)
    elif entry.kind is EntryKind.APPROVAL:
        make_approval(writer, entry)


def drop_record(writer: Writer, entry: Entry, *, gone: bool = False) -> None:
    """Take away what stands in an entry that is another kind now, or is removed.

    Left behind they would stand under the item, where a restriction of the entry has no hold.
    """
    if gone or entry.kind is not EntryKind.MOTION:
        for motion in writer.find(Motion, entry=entry.uid):
            writer.delete(Motion, motion.uid)
    if gone or entry.kind is not EntryKind.VOTE:
        for vote in writer.find(Vote, entry=entry.uid):
            writer.delete(Vote, vote.uid)
    if gone or entry.kind is not EntryKind.MOVEMENT:
        remove_movements(writer, entry.uid)
    if gone or entry.kind is not EntryKind.DECLARATION:
        for declared in writer.find(Declaration, entry=entry.uid):
            writer.delete(Declaration, declared.uid)
    if gone or entry.kind is not EntryKind.APPROVAL:
        drop_approvals(writer, entry.uid)


def move_records(writer: Writer, entry: str, item: str | None) -> None:
    """Let motions, votes, movements and approvals follow their entry to another item."""
    for motion in writer.find(Motion, entry=entry):
        writer.update(Motion, motion.uid, item=item)
    for vote in writer.find(Vote, entry=entry):
        writer.update(Vote, vote.uid, item=item)
    move_movements(writer, entry, item)
    move_approvals(writer, entry, item)
