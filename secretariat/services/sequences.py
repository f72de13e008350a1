"""Numbers that run on over the meetings of a body, or of several that share them.

A body has at most one sequence of each sort. Another may count in it: `numbers.<sort>` among its
options names whose. Numbers are given when the minutes go out; before that, `numbers_of` says
what they would be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import MeetingKind
from secretariat.models.options import choices
from secretariat.models.records import (
    Body,
    BodyOption,
    Entry,
    Item,
    Sequence,
    SequenceNumber,
)
from secretariat.models.room_kinds import Restart, Sequenced
from secretariat.models.sequences import (
    check_pattern,
    dealt,
    next_value,
    period_of,
    printed,
    targets,
)
from secretariat.services.agenda import items_of
from secretariat.services.bodies import set_choice
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.uids import new_uid
from secretariat.store.writer import Receipt

SHARED = "numbers."
"""The option that names the sequence of another body in which this one counts."""

MOST = 1_000_000


def own_sequence(reader: Reader, body: str, kind: Sequenced) -> Sequence | None:
    """Return the sequence that belongs to a body itself."""
    return next((row for row in reader.find(Sequence, body=body) if row.numbers is kind), None)


def shared_with(reader: Reader, body: str, kind: Sequenced) -> Sequence | None:
    """Return the sequence of another body in which this one counts."""
    row = reader.one(BodyOption, body=body, key=f"{SHARED}{kind}")
    found = reader.maybe(Sequence, row.value) if row else None
    return found if found and found.numbers is kind and found.body != body else None


def sequence_for(reader: Reader, body: str, kind: Sequenced) -> Sequence | None:
    """Return the sequence in which a body counts; None: its numbers begin anew each meeting."""
    return shared_with(reader, body, kind) or own_sequence(reader, body, kind)


def sequences_to_share(reader: Reader, body: str, kind: Sequenced) -> list[tuple[Sequence, Body]]:
    """Return the sequences of other bodies, by the names of those."""
    rows = [row for row in reader.find(Sequence) if row.numbers is kind and row.body != body]
    found = [(row, reader.get(Body, row.body)) for row in rows]
    return sorted(found, key=lambda one: (one[1].name.casefold(), one[0].uid))


# ---------------------------------------------------------------------- setting up


def begin_sequence(
    session: Session, body: str, kind: Sequenced = Sequenced.MINUTES, **values: Any
) -> Receipt[Sequence]:
    """Let the numbers of a body run on; KnownError when the pattern has no place for the number.

    A body that has such a sequence already keeps it, with the values that are given here.
    """
    _check(values)

    def work(writer: Writer) -> Sequence:
        shared = writer.one(BodyOption, body=body, key=f"{SHARED}{kind}")
        if shared is not None:
            writer.delete(BodyOption, shared.uid)
        own = own_sequence(writer, body, kind)
        if own is not None:
            return writer.update(Sequence, own.uid, **values)
        return writer.insert(
            Sequence(body=body, name=f"{kind.value.capitalize()}", numbers=kind, **values)
        )

    return session.change("Let numbers run on", work)


def change_sequence(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Sequence]:
    """Set fields of a sequence; numbers that were given stay as they were printed."""
    _check(values)
    names = "-".join(sorted(values))
    return session.change(
        "Change numbering",
        lambda writer: writer.update(Sequence, uid, **values),
        origin=origin,
        merge_key=f"sequence:{uid}:{names}",
    )


def share_sequence(session: Session, body: str, kind: Sequenced, sequence: str) -> Receipt[None]:
    """Let a body count in the sequence of another; "" is its own again, where it has one."""
    return set_choice(session, body, f"{SHARED}{kind}", sequence)


def end_sequence(session: Session, body: str, kind: Sequenced) -> Receipt[None]:
    """Let the numbers of a body begin anew with each meeting.

    KnownError when its sequence has given a number: that stands in minutes and stays. The body
    can then restart with each meeting instead.
    """

    def work(writer: Writer) -> None:
        shared = writer.one(BodyOption, body=body, key=f"{SHARED}{kind}")
        if shared is not None:
            writer.delete(BodyOption, shared.uid)
        own = own_sequence(writer, body, kind)
        if own is None:
            return
        if writer.count(SequenceNumber, sequence=own.uid):
            raise KnownError(
                "Numbers of this sequence stand in minutes, so it stays. "
                "Let it begin anew with each meeting instead."
            )
        writer.delete(Sequence, own.uid)

    return session.change("End running numbers", work)


def _check(values: dict[str, Any]) -> None:
    if "pattern" in values:
        values["pattern"] = " ".join(str(values["pattern"]).split())
        check_pattern(values["pattern"])
    if not 1 <= values.get("first", 1) <= MOST:
        raise KnownError(f"The first number lies between 1 and {MOST}.")


# ---------------------------------------------------------------------- numbers


def numbers_of(
    reader: Reader, meet: Meet, items: Iterable[Item], entries: Iterable[Entry]
) -> tuple[SequenceNumber, ...]:
    """Return the running numbers of a meeting: those given, and what the others would be now.

    `items` and `entries` are all that the meeting has. One that is not given yet has the uid of
    what it stands on.
    """
    items, entries = list(items), list(entries)
    found: list[SequenceNumber] = []
    for kind in Sequenced:
        for number in _dealt(reader, meet, kind, items, entries):
            found.append(_named(number))
    return tuple(found)


def _named(number: SequenceNumber) -> SequenceNumber:
    return (
        number
        if number.uid
        else replace(number, uid=f"{number.item or number.entry or number.meeting} number")
    )


def _dealt(
    reader: Reader, meet: Meet, kind: Sequenced, items: list[Item], entries: list[Entry]
) -> list[SequenceNumber]:
    lead = meet.bodies[0] if meet.bodies else None
    sequence = sequence_for(reader, lead.uid, kind) if lead else None
    if lead is None or sequence is None:
        return []
    option = choices(reader.find(BodyOption, body=lead.uid)).yes("minutes.added")
    wanted = targets(kind, items, entries, added=option)
    given = reader.find(SequenceNumber, sequence=sequence.uid)
    name = lead.short_name or lead.name
    year, shown = _year(reader, meet, sequence), (meet.date or date.min).year
    return dealt(sequence, given, wanted, meet.meeting.uid, year, name, shown)


def _year(reader: Reader, meet: Meet, sequence: Sequence) -> int:
    """Return the period of a meeting; a municipal year begins with the annual meeting."""
    day = meet.date or date.min
    began = None
    if sequence.restart is Restart.MUNICIPAL_YEAR:
        annual = [
            other.date
            for other in all_meetings(reader, body=sequence.body)
            if other.meeting.kind is MeetingKind.ANNUAL
            and not other.meeting.stage.is_off
            and other.date is not None
            and other.date <= day
        ]
        began = _of_this_year(max(annual, default=None), day)
    return period_of(sequence.restart, day, began)


def _of_this_year(annual: date | None, day: date) -> date | None:
    """Return the annual meeting when no other May has come since it."""
    if annual is None or (day - annual).days > 366:
        return None
    return annual


def give_numbers(writer: Writer, meeting: str, uid_of: Callable[[str], str] | None = None) -> None:
    """Give the minutes of a meeting their running numbers, which stay from now on.

    What has fallen away since they were first given leaves its number void. `uid_of` gives the
    uid of a number by that of what it stands on; without it each is new.
    """
    meet = meet_of(writer, meeting)
    items, entries = items_of(writer, meeting), writer.find(Entry, meeting=meeting)
    kept: set[str] = set()
    for kind in Sequenced:
        for number in _dealt(writer, meet, kind, items, entries):
            if number.uid:
                kept.add(number.uid)
                writer.update(SequenceNumber, number.uid, is_void=False)
            else:
                kept.add(_insert(writer, number, uid_of).uid)
    for row in writer.find(SequenceNumber, meeting=meeting):
        if row.uid not in kept and not row.is_void:
            writer.update(SequenceNumber, row.uid, is_void=True)


def _insert(
    writer: Writer, number: SequenceNumber, uid_of: Callable[[str], str] | None
) -> SequenceNumber:
    uid = uid_of(number.item or number.entry or number.meeting) if uid_of else new_uid()
    return writer.insert(replace(number, uid=uid))


def next_number(reader: Reader, body: Body, sequence: Sequence, on: date) -> str:
    """Return how the next number of a sequence would print if a meeting were held on a day."""
    year = period_of(sequence.restart, on)
    given = reader.find(SequenceNumber, sequence=sequence.uid)
    if sequence.restart is Restart.MEETING:
        given = []
    value = next_value(sequence, given, year)
    return printed(sequence.pattern, value, year or on.year, body.short_name or body.name)
