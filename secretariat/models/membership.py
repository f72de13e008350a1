"""Rules about who may hold which place on a body, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from secretariat.errors import KnownError
from secretariat.models.kinds import MemberRole
from secretariat.models.records import Body, Membership, Seat

_FIRST, _LAST = date.min, date.max


def in_force(starts: date | None, ends: date | None, on: date) -> bool:
    """Say whether a span holds on a day; both its ends are included and an empty end is open."""
    return (starts or _FIRST) <= on <= (ends or _LAST)


def overlap(one: Membership, other: Membership) -> bool:
    """Say whether two memberships share a day."""
    return (one.starts or _FIRST) <= (other.ends or _LAST) and (other.starts or _FIRST) <= (
        one.ends or _LAST
    )


def most_at_once(memberships: Sequence[Membership]) -> int:
    """Return how many of these memberships hold on the day on which most of them do."""
    days = {m.starts or _FIRST for m in memberships}
    return max(
        (sum(in_force(m.starts, m.ends, day) for m in memberships) for day in days), default=0
    )


def check_dates(starts: date | None, ends: date | None) -> None:
    """Raise KnownError when a span ends before it begins."""
    if starts and ends and ends < starts:
        raise KnownError("The last day lies before the first day.")


def check_membership(new: Membership, others: Iterable[Membership], body: Body) -> None:
    """Raise KnownError when `new` cannot stand beside the body's other memberships.

    A body has no more chairs at one time than it allows, a seat is held by one person at a
    time (a substitute does not hold it), and nobody holds the same place twice over.
    """
    check_dates(new.starts, new.ends)
    beside = [m for m in others if m.uid != new.uid and overlap(m, new)]
    if new.role is MemberRole.CHAIR:
        chairs = [m for m in beside if m.role is MemberRole.CHAIR]
        if most_at_once([*chairs, new]) > body.max_chairs:
            many = "only one person" if body.max_chairs == 1 else f"{body.max_chairs} people"
            raise KnownError(
                f"In {body.name}, {many} can be {body.chair_title} at a time:"
                " end a present membership first."
            )
    holders = [m for m in beside if m.seat and m.seat == new.seat and not m.substitute_for]
    if holders and not new.substitute_for and new.role is not MemberRole.SUBSTITUTE:
        raise KnownError("That seat is held by somebody else on those days.")
    if any(m.person == new.person and m.seat == new.seat and m.role is new.role for m in beside):
        raise KnownError("That person holds this place already on those days.")


def vacant(seats: Iterable[Seat], memberships: Sequence[Membership], on: date) -> list[Seat]:
    """Return the seats in force on a day that nobody holds."""
    held = {m.seat for m in memberships if m.seat and in_force(m.starts, m.ends, on)}
    return [s for s in seats if in_force(s.starts, s.ends, on) and s.uid not in held]
