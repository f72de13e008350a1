"""How people, bodies and meetings are called."""

from __future__ import annotations

import re

from secretariat.models.records import Person


def full_name(person: Person) -> str:
    """Return the name as it is printed: honorific, given and family name, post-nominals."""
    name = " ".join(filter(None, (person.honorific, person.given_name, person.family_name)))
    return f"{name} {person.post_nominals}".strip() if person.post_nominals else name


def plain_name(person: Person) -> str:
    """Return given and family name alone."""
    return " ".join(filter(None, (person.given_name, person.family_name)))


def sort_key(person: Person) -> tuple[str, str]:
    """Return what directories sort by: family name, then given name, without regard to case."""
    return (person.family_name.casefold(), person.given_name.casefold())


def initials_of(name: str) -> str:
    """Return the first letters of a name's words and hyphenated parts: Mary-Ann Webb is MAW."""
    return "".join(part[0].upper() for part in re.split(r"[\s\-]+", name) if part[:1].isalpha())


def person_initials(person: Person) -> str:
    """Return the usual initials, or those of the given and family name."""
    return person.initials or initials_of(plain_name(person))
