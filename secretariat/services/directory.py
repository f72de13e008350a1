"""The directory: everybody, every organisation and every body, with what a list tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.models.kinds import AttendanceKind, LinkKind, MemberRole
from secretariat.models.membership import in_force, vacant
from secretariat.models.names import sort_key
from secretariat.models.records import (
    Attendee,
    Body,
    BodyLink,
    Membership,
    Organisation,
    Person,
    Seat,
)
from secretariat.services.attendance import roll_of_one
from secretariat.services.meetings import Meet, all_meetings
from secretariat.store.rows import Reader


@dataclass(frozen=True, slots=True)
class Entry:
    """A person with their organisation and the bodies they belong to today, chairs first."""

    person: Person
    home: Organisation | None
    places: tuple[tuple[Membership, Body], ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A body in the tree: how far below the top it stands, and how full it is today."""

    body: Body
    depth: int
    members: int
    vacancies: int


def directory(reader: Reader, today: date) -> list[Entry]:
    """Return everybody by family name."""
    homes = {home.uid: home for home in reader.find(Organisation)}
    bodies = {body.uid: body for body in reader.find(Body)}
    ranks = list(MemberRole)
    places: dict[str, list[tuple[Membership, Body]]] = {}
    for row in reader.find(Membership):
        if in_force(row.starts, row.ends, today):
            places.setdefault(row.person, []).append((row, bodies[row.body]))
    return [
        Entry(
            person,
            homes.get(person.organisation or ""),
            tuple(sorted(places.get(person.uid, ()), key=lambda p: ranks.index(p[0].role))),
        )
        for person in sorted(reader.find(Person), key=sort_key)
    ]


def organisations(reader: Reader) -> list[tuple[Organisation, int]]:
    """Return every organisation by name, and how many people belong to it."""
    counts: dict[str, int] = {}
    for person in reader.find(Person):
        if person.organisation:
            counts[person.organisation] = counts.get(person.organisation, 0) + 1
    homes = sorted(reader.find(Organisation), key=lambda home: home.name.casefold())
    return [(home, counts.get(home.uid, 0)) for home in homes]


def body_tree(reader: Reader, today: date) -> list[Branch]:
    """Return every body below its parent, by name; one whose parents run in a ring is topmost."""
    bodies = {b.uid: b for b in sorted(reader.find(Body), key=lambda b: b.name.casefold())}
    parents = {row.body: row.related for row in reader.find(BodyLink, kind=LinkKind.PARENT)}
    members: dict[str, list[Membership]] = {}
    for row in reader.find(Membership):
        members.setdefault(row.body, []).append(row)
    seats: dict[str, list[Seat]] = {}
    for seat in reader.find(Seat):
        seats.setdefault(seat.body, []).append(seat)
    found: list[Branch] = []
    seen: set[str] = set()

    def add(uid: str, depth: int) -> None:
        if uid in seen:
            return
        seen.add(uid)
        rows = members.get(uid, [])
        now = {m.person for m in rows if in_force(m.starts, m.ends, today)}
        empty = len(vacant(seats.get(uid, ()), rows, today))
        found.append(Branch(bodies[uid], depth, len(now), empty))
        for child in bodies:
            if parents.get(child) == uid:
                add(child, depth + 1)

    for uid in bodies:
        if parents.get(uid) not in bodies:
            add(uid, 0)
    for uid in bodies:
        add(uid, 0)
    return found


def attended(reader: Reader, person: str) -> list[tuple[Meet, Attendee, AttendanceKind | None]]:
    """Return the meetings a person was expected at, the latest first, and how they were marked."""
    meets = {meet.meeting.uid: meet for meet in all_meetings(reader)}
    rows = [row for row in reader.find(Attendee, person=person) if row.meeting in meets]
    rows.sort(key=lambda row: meets[row.meeting].date or date.max, reverse=True)
    return [(meets[row.meeting], row, roll_of_one(reader, row)) for row in rows]
