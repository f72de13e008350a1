"""Bodies, their seats, memberships, choices and standing texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.body_names import kind_by_name
from secretariat.models.kinds import LinkKind, MemberRole, TextPlace
from secretariat.models.membership import check_dates, check_membership, in_force, vacant
from secretariat.models.names import sort_key
from secretariat.models.options import Choices, choices
from secretariat.models.records import (
    Action,
    Body,
    BodyLink,
    BodyOption,
    MeetingBody,
    Membership,
    Organisation,
    Person,
    Seat,
    StandingText,
)
from secretariat.models.views import Member
from secretariat.services.fields import change_fields, place, required
from secretariat.services.house_styles import choices_under, texts_under
from secretariat.services.names_typed import read_name
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_ROLE_ORDER = list(MemberRole)


def all_bodies(session: Session) -> list[Body]:
    """Return every body, by name."""
    return sorted(session.reader.find(Body), key=lambda body: body.name.casefold())


def add_body(session: Session, name: str, **values: Any) -> Receipt[Body]:
    """Add a body; KnownError when it has no name. Where no kind is given, its name says it."""
    name = required(name, "the body a name")
    values.setdefault("kind", kind_by_name(name))
    return session.change("Add body", lambda w: w.insert(Body(name=name, **values)))


def change_body(session: Session, uid: str, *, origin: str = "", **values: Any) -> Receipt[Body]:
    """Set fields of a body. Raises KnownError for an empty name or fewer than one chair."""
    if "name" in values:
        values["name"] = required(values["name"], "the body a name")
    if values.get("max_chairs", 1) < 1:
        raise KnownError("A body has at least one chair.")
    check_dates(values.get("starts"), values.get("ends"))
    return change_fields(session, Body, uid, "Change body", origin=origin, **values)


def remove_body(session: Session, uid: str) -> Receipt[None]:
    """Remove a body with its seats and memberships; refused while it has meetings or actions."""

    def work(writer: Writer) -> None:
        if writer.count(MeetingBody, body=uid) or writer.count(Action, body=uid):
            raise KnownError("This body has meetings or actions, so it stays. Give it a last day.")
        writer.delete(Body, uid)

    return session.change("Remove body", work)


def parent_of(reader: Reader, uid: str) -> Body | None:
    """Return the parent of a body, or None."""
    link = reader.one(BodyLink, body=uid, kind=LinkKind.PARENT)
    return reader.maybe(Body, link.related) if link else None


def set_parent(session: Session, uid: str, parent: str | None) -> Receipt[None]:
    """Put a body under another, or under none; KnownError when it would be under itself."""

    def work(writer: Writer) -> None:
        above: str | None = parent
        while above:
            if above == uid:
                raise KnownError("A body cannot stand under itself.")
            link = writer.one(BodyLink, body=above, kind=LinkKind.PARENT)
            above = link.related if link else None
        for link in writer.find(BodyLink, body=uid, kind=LinkKind.PARENT):
            writer.delete(BodyLink, link.uid)
        if parent:
            writer.insert(BodyLink(body=uid, related=parent))

    return session.change("Change parent body", work)


def choices_of(reader: Reader, uid: str) -> Choices:
    """Return what a body has chosen about its documents, over its house style and the usual."""
    return choices(reader.find(BodyOption, body=uid), choices_under(reader, uid))


def set_choice(
    session: Session, uid: str, key: str, value: str, *, origin: str = ""
) -> Receipt[None]:
    """Choose something about a body's documents; an empty value goes back to the default."""

    def work(writer: Writer) -> None:
        row = writer.one(BodyOption, body=uid, key=key)
        if row and not value:
            writer.delete(BodyOption, row.uid)
        elif row:
            writer.update(BodyOption, row.uid, value=value)
        elif value:
            writer.insert(BodyOption(body=uid, key=key, value=value))

    return session.change("Change layout", work, origin=origin, merge_key=f"option:{uid}:{key}")


def texts_of(reader: Reader, uid: str) -> list[StandingText]:
    """Return a body's standing texts in their order."""
    return reader.find(StandingText, body=uid)


def printed_texts(reader: Reader, body: Body) -> list[StandingText]:
    """Return the standing texts that print on a body's documents: its own, then its style's."""
    return texts_under(reader, body, texts_of(reader, body.uid))


def add_text(
    session: Session, uid: str, where: TextPlace, text: str = "", heading: str = ""
) -> Receipt[StandingText]:
    """Add a standing text after the others."""

    def work(writer: Writer) -> StandingText:
        last = writer.count(StandingText, body=uid)
        return writer.insert(
            StandingText(body=uid, place=where, heading=heading, text=text, position=last)
        )

    return session.change("Add standing text", work)


def change_text(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[StandingText]:
    """Set fields of a standing text."""
    return change_fields(
        session, StandingText, uid, "Change standing text", origin=origin, **values
    )


def remove_text(session: Session, uid: str) -> Receipt[None]:
    """Remove a standing text."""
    return session.change("Remove standing text", lambda w: w.delete(StandingText, uid))


def add_seat(session: Session, body: str, name: str, **values: Any) -> Receipt[Seat]:
    """Add a seat after the others."""
    name = required(name, "the seat a name")

    def work(writer: Writer) -> Seat:
        last = writer.count(Seat, body=body)
        return writer.insert(Seat(body=body, name=name, position=last, **values))

    return session.change("Add seat", work)


def change_seat(session: Session, uid: str, *, origin: str = "", **values: Any) -> Receipt[Seat]:
    """Set fields of a seat."""
    if "name" in values:
        values["name"] = required(values["name"], "the seat a name")
    check_dates(values.get("starts"), values.get("ends"))
    return change_fields(session, Seat, uid, "Change seat", origin=origin, **values)


def remove_seat(session: Session, uid: str) -> Receipt[None]:
    """Remove a seat; whoever held it stays a member of the body."""
    return session.change("Remove seat", lambda w: w.delete(Seat, uid))


def move_seat(session: Session, uid: str, index: int) -> Receipt[None]:
    """Put a seat at another place in the list."""

    def work(writer: Writer) -> None:
        seat = writer.get(Seat, uid)
        place(writer, Seat, uid, writer.find(Seat, body=seat.body), index)

    return session.change("Move seat", work)


def members_of(reader: Reader, body: str, on: date | None = None) -> list[Member]:
    """Return the members of a body, chair first, then by place and name.

    With `on`, only those in force that day.
    """
    rows = [
        row
        for row in reader.find(Membership, body=body)
        if on is None or in_force(row.starts, row.ends, on)
    ]
    people = reader.by_uid(Person, (row.person for row in rows))
    seats = {seat.uid: seat for seat in reader.find(Seat, body=body)}
    homes = {p.organisation for p in people.values()} | {s.organisation for s in seats.values()}
    organisations = reader.by_uid(Organisation, homes)
    members = []
    for row in rows:
        person, seat = people[row.person], seats.get(row.seat or "")
        home = (seat.organisation if seat else None) or person.organisation
        members.append(Member(row, person, seat, organisations.get(home or "")))
    return sorted(members, key=_member_order)


def _member_order(member: Member) -> tuple[int, int, int, tuple[str, str]]:
    row, seat = member.membership, member.seat
    rank = _ROLE_ORDER.index(row.role)
    leading = rank if rank < 2 else 2
    seat_place = seat.position if seat else 10_000
    return (leading, seat_place if leading == 2 else 0, row.position, sort_key(member.person))


def seats_of(reader: Reader, body: str) -> list[Seat]:
    """Return a body's seats in their order."""
    return reader.find(Seat, body=body)


def vacancies(reader: Reader, body: str, on: date) -> list[Seat]:
    """Return the seats that nobody holds on a day."""
    return vacant(seats_of(reader, body), reader.find(Membership, body=body), on)


def add_member(
    session: Session, body: str, person: str, *, role: MemberRole = MemberRole.MEMBER, **values: Any
) -> Receipt[Membership]:
    """Make a person a member. KnownError when the body's rules about chairs and seats forbid it."""

    def work(writer: Writer) -> Membership:
        last = writer.count(Membership, body=body)
        new = Membership(body=body, person=person, role=role, position=last, **values)
        check_membership(new, writer.find(Membership, body=body), writer.get(Body, body))
        return writer.insert(new)

    return session.change("Add member", work)


def admit(
    session: Session, body: str, typed: str, *, role: MemberRole = MemberRole.MEMBER, **values: Any
) -> Receipt[Membership]:
    """Make somebody new to the register a member, by the name as typed, in one change.

    KnownError when nothing was typed, or when the body's rules about chairs and seats forbid it.
    """
    name = read_name(required(typed, "a name"))

    def work(writer: Writer) -> Membership:
        person = writer.insert(
            Person(
                honorific=name.honorific,
                given_name=name.given_name,
                family_name=name.family_name,
                post_nominals=name.post_nominals,
            )
        )
        last = writer.count(Membership, body=body)
        new = Membership(body=body, person=person.uid, role=role, position=last, **values)
        check_membership(new, writer.find(Membership, body=body), writer.get(Body, body))
        return writer.insert(new)

    return session.change("Add new member", work)


def change_member(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Membership]:
    """Set fields of a membership under the same rules as when it was made."""

    def work(writer: Writer) -> Membership:
        row = writer.get(Membership, uid)
        others = writer.find(Membership, body=row.body)
        check_membership(replace(row, **values), others, writer.get(Body, row.body))
        return writer.update(Membership, uid, **values)

    return session.change("Change membership", work, origin=origin)


def end_membership(session: Session, uid: str, last_day: date) -> Receipt[Membership]:
    """End a membership; its last day still counts."""
    return change_member(session, uid, ends=last_day)


def remove_member(session: Session, uid: str) -> Receipt[None]:
    """Remove a membership as if it had never been; to end one, give it a last day."""
    return session.change("Remove membership", lambda w: w.delete(Membership, uid))


def people_not_on(reader: Reader, body: str, on: date) -> Sequence[Person]:
    """Return the people who could be added to a body, by name."""
    there = {m.person.uid for m in members_of(reader, body, on)}
    return sorted((p for p in reader.find(Person) if p.uid not in there), key=sort_key)
