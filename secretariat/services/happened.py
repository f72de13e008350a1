"""What happened in the room, loaded for an audience."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from secretariat.models.faces import face
from secretariat.models.kinds import Audience
from secretariat.models.plaintext import one_line
from secretariat.models.records import (
    Approval,
    Ballot,
    Body,
    Correction,
    Declaration,
    Entry,
    Item,
    Meeting,
    MeetingBody,
    MeetingEvent,
    Motion,
    Record,
    SequenceNumber,
    Sitting,
    Vote,
    VoteOption,
)
from secretariat.models.views import Happened
from secretariat.services.interest_kinds import all_kinds
from secretariat.store.rows import Reader


class _Placed(Protocol):
    """A row that stands under an item, or in an entry."""

    @property
    def uid(self) -> str: ...
    @property
    def item(self) -> str | None: ...
    @property
    def entry(self) -> str | None: ...


P = TypeVar("P", MeetingEvent, Declaration, Motion, Vote, Approval)
R = TypeVar("R", bound=Record)


def happened(
    reader: Reader,
    meeting: str,
    audience: Audience,
    seen_items: Iterable[Item],
    seen_entries: Iterable[Entry],
    may_read: Callable[[str | None], bool],
    numbers: Iterable[SequenceNumber] = (),
) -> Happened:
    """Return what happened at a meeting, without what stands in entries or under items that
    `audience` may not see.

    A row in an entry is seen with it; one under an item alone is seen when the matter of that
    item may be read. The number of an item is seen with its face.
    """
    entries = {entry.uid for entry in seen_entries}
    items = {item.uid for item in seen_items}

    def may_see(row: _Placed) -> bool:
        return row.entry in entries if row.entry is not None else may_read(row.item)

    def rows(kind: type[P]) -> tuple[P, ...]:
        found = [row for row in reader.find(kind, meeting=meeting) if may_see(row)]
        return tuple(replace(face(row, audience), position=at) for at, row in enumerate(found))

    votes, approvals = rows(Vote), rows(Approval)
    motions = _without_strangers(rows(Motion))
    known = {motion.uid for motion in motions}
    votes = tuple(
        replace(vote, motion=vote.motion if vote.motion in known else None) for vote in votes
    )
    approved = _approved(reader, approvals, audience)
    return Happened(
        events=rows(MeetingEvent),
        declarations=tuple(_discreet(one) for one in rows(Declaration)),
        motions=motions,
        votes=votes,
        options=_parts(reader, VoteOption, "vote", (vote.uid for vote in votes), audience),
        ballots=_parts(reader, Ballot, "vote", (vote.uid for vote in votes), audience),
        approvals=approvals,
        corrections=_parts(
            reader, Correction, "approval", (one.uid for one in approvals), audience
        ),
        numbers=_numbers(numbers, items, entries),
        approved=approved,
        approved_of=other_bodies(reader, meeting, approved),
    )


def _without_strangers(motions: tuple[Motion, ...]) -> tuple[Motion, ...]:
    """Return motions without a word of those that are not seen."""
    known = {motion.uid for motion in motions}
    return tuple(
        replace(motion, amends=motion.amends if motion.amends in known else None)
        for motion in motions
    )


def _discreet(row: Declaration) -> Declaration:
    """Return a declaration as it may be told: Localism Act 2011, s.32.

    A kind that no code knows is not told, whatever stands there.
    """
    known = {kind.key for kind in all_kinds()}
    kind, nature = row.kind if row.kind in known else "", "" if row.is_sensitive else row.nature
    return replace(row, kind=kind, nature=nature)


def _parts(
    reader: Reader, kind: type[R], owner: str, owners: Iterable[str], audience: Audience
) -> tuple[R, ...]:
    found: list[R] = []
    for uid in owners:
        found.extend(face(row, audience) for row in reader.find(kind, **{owner: uid}))
    return tuple(found)


def _numbers(
    numbers: Iterable[SequenceNumber], items: Collection[str], entries: Collection[str]
) -> tuple[SequenceNumber, ...]:
    """Return the numbers that stand on what is seen; a restricted item keeps its own, and the
    meeting its reference."""

    def may_see(row: SequenceNumber) -> bool:
        if row.entry is not None:
            return row.entry in entries
        return row.item is None or row.item in items

    return tuple(replace(row, rev=1) for row in numbers if may_see(row))


def _approved(
    reader: Reader, approvals: Iterable[Approval], audience: Audience
) -> dict[str, tuple[Meeting, Sitting]]:
    found: dict[str, tuple[Meeting, Sitting]] = {}
    for approval in approvals:
        meeting = reader.maybe(Meeting, approval.of_meeting)
        sittings = reader.find(Sitting, meeting=meeting.uid) if meeting else []
        if meeting and sittings:
            found[meeting.uid] = (face(meeting, audience), face(sittings[0], audience))
    return found


def other_bodies(reader: Reader, meeting: str, earlier: Iterable[str]) -> dict[str, str]:
    """Return the name of the leading body of each earlier meeting that none of the bodies of
    `meeting` held."""
    own = {row.body for row in reader.find(MeetingBody, meeting=meeting)}
    found: dict[str, str] = {}
    for uid in earlier:
        rows = sorted(reader.find(MeetingBody, meeting=uid), key=lambda row: row.position)
        if rows and not own & {row.body for row in rows}:
            found[uid] = one_line(reader.get(Body, rows[0].body).name)
    return found
