"""Approvals of minutes to set among public business, and those that nobody else may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from secretariat.models.kinds import EntryKind
from secretariat.models.records import Approval, Correction, Entry, Record
from secretariat.models.room_kinds import ApprovalKind


def public_approvals(meeting: str) -> Iterator[Record]:
    """Yield minutes approved with corrections, and others received that are not in the register."""
    yield Entry(uid="approves", meeting=meeting, item="sub", kind=EntryKind.APPROVAL, position=0)
    here = {"meeting": meeting, "item": "sub", "entry": "approves"}
    yield Approval(
        uid="approval past",
        of_meeting="past",
        part="public",
        signed_by="Paula Clerk",
        signed_on=date(2018, 7, 19),
        **here,  # type: ignore[arg-type]
    )
    yield Approval(
        uid="approval words",
        of_words="the Harbour Panel held in March",
        kind=ApprovalKind.RECEIVED,
        position=1,
        **here,  # type: ignore[arg-type]
    )
    for at, (old, new) in enumerate((("June", "July"), ("", "Mary Frost"))):
        yield Correction(
            uid=f"correction {at}",
            approval="approval past",
            minute="5",
            paragraph="2",
            old_words=old,
            new_words=new,
            position=at,
        )


def hidden_approvals(
    row: Callable[..., Any], meeting: str, item: str | None, entries: Iterable[Entry]
) -> Iterator[Record]:
    """Yield approvals with a correction in entries that are closed."""
    entry = next(one.uid for one in entries if one.kind is EntryKind.APPROVAL)
    for of in ("past", None):
        made = row(Approval, meeting=meeting, item=item, entry=entry, of_meeting=of)
        yield made
        yield row(Correction, approval=made.uid)
