"""People and organisations."""

from __future__ import annotations

from typing import Any

from secretariat.models.names import full_name, sort_key
from secretariat.models.records import (
    ActionOwner,
    Body,
    Membership,
    Organisation,
    Person,
)
from secretariat.services.fields import change_fields, required
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


def all_people(session: Session) -> list[Person]:
    """Return everybody, by family name."""
    return sorted(session.reader.find(Person), key=sort_key)


def all_organisations(session: Session) -> list[Organisation]:
    """Return every organisation, by name."""
    return sorted(session.reader.find(Organisation), key=lambda o: o.name.casefold())


def add_person(session: Session, family_name: str, **values: Any) -> Receipt[Person]:
    """Add a person; KnownError when there is no family name."""
    family_name = required(family_name, "the person a family name")
    return session.change(
        "Add person", lambda w: w.insert(Person(family_name=family_name, **values))
    )


def change_person(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Person]:
    """Set fields of a person; minutes already taken keep the name of their day."""
    if "family_name" in values:
        values["family_name"] = required(values["family_name"], "the person a family name")
    return change_fields(session, Person, uid, "Change person", origin=origin, **values)


def place_in(session: Session, person: str, organisation: str) -> Receipt[Person]:
    """Say to which organisation a person belongs, by its name or short name.

    One that is not known yet is added in the same change; an empty name means none.
    """
    name = " ".join(organisation.split())

    def work(writer: Writer) -> Person:
        known = {
            word.casefold(): home.uid
            for home in reversed(writer.find(Organisation))
            for word in (home.short_name, home.name)
            if word
        }
        uid = known.get(name.casefold())
        if uid is None and name:
            uid = writer.insert(Organisation(name=name)).uid
        return writer.update(Person, person, organisation=uid)

    return session.change("Change organisation", work)


def remove_person(session: Session, uid: str) -> Receipt[None]:
    """Remove a person and their memberships; attendance and actions keep the name."""

    def work(writer: Writer) -> None:
        name = full_name(writer.get(Person, uid))
        for owner in writer.find(ActionOwner, person=uid):
            writer.update(ActionOwner, owner.uid, name=owner.name or name)
        writer.delete(Person, uid)

    return session.change("Remove person", work)


def memberships_of(reader: Reader, person: str) -> list[tuple[Membership, Body]]:
    """Return a person's memberships with their bodies, the newest first."""
    rows = reader.find(Membership, person=person, order="-starts")
    return [(row, reader.get(Body, row.body)) for row in rows]


def add_organisation(session: Session, name: str, **values: Any) -> Receipt[Organisation]:
    """Add an organisation; KnownError when it has no name."""
    name = required(name, "the organisation a name")
    return session.change("Add organisation", lambda w: w.insert(Organisation(name=name, **values)))


def change_organisation(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Organisation]:
    """Set fields of an organisation."""
    if "name" in values:
        values["name"] = required(values["name"], "the organisation a name")
    return change_fields(session, Organisation, uid, "Change organisation", origin=origin, **values)


def remove_organisation(session: Session, uid: str) -> Receipt[None]:
    """Remove an organisation; people and seats stay, without it."""

    def work(writer: Writer) -> None:
        name = writer.get(Organisation, uid).name
        for owner in writer.find(ActionOwner, organisation=uid):
            writer.update(ActionOwner, owner.uid, name=owner.name or name)
        writer.delete(Organisation, uid)

    return session.change("Remove organisation", work)
