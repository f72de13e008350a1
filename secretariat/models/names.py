"""How people, bodies and meetings are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secretariat.models.records import Person

_LONGER = {"family": "initials", "initials": "full", "full": "full"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How a house writes names: the choices of `names.form` and `names.title`, and the titles
    that it knows, each short and spelt out."""

    form: str = "full"
    title: str = "typed"
    titles: tuple[tuple[str, str], ...] = ()


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


def house_name(person: Person, manner: Manner) -> str:
    """Return the name as a house writes it: Cllr Smith, Councillor J Smith, John Smith.

    Nobody is called by the family name alone: without a title, the given name stands before it.
    """
    if manner.form == "plain":
        return plain_name(person) or full_name(person)
    title = _title(person.honorific, manner)
    if manner.form == "full":
        name = " ".join(filter(None, (title, plain_name(person))))
        return " ".join(filter(None, (name, person.post_nominals)))
    given = _initials(person.given_name) if manner.form == "initials" else ""
    if not title and not given:
        given = person.given_name
    return " ".join(filter(None, (title, given, person.family_name)))


def house_names(people: Iterable[Person], manner: Manner) -> Mapping[str, str]:
    """Return the names of people as a house writes them, by uid; two who would be called the same
    are called at greater length, as far as that tells them apart."""
    by_uid = {person.uid: person for person in people}
    forms = dict.fromkeys(by_uid, manner.form)
    while True:
        names = {
            uid: house_name(person, Manner(forms[uid], manner.title, manner.titles))
            for uid, person in by_uid.items()
        }
        borne = Counter(name.casefold() for name in names.values())
        again = [uid for uid, name in names.items() if borne[name.casefold()] > 1]
        longer = {uid: _LONGER.get(forms[uid], forms[uid]) for uid in again}
        if all(forms[uid] == form for uid, form in longer.items()):
            return names
        forms.update(longer)


def _title(honorific: str, manner: Manner) -> str:
    if manner.title == "typed":
        return honorific
    said = honorific.rstrip(".").casefold()
    for short, spelt in manner.titles:
        if said in (short.casefold(), spelt.casefold()):
            return short if manner.title == "short" else spelt
    return honorific


def _initials(given: str) -> str:
    """Return John Paul as J P and Mary-Ann as M-A."""
    return re.sub(r"(\w)[^\s\-]*", lambda match: match[1].upper(), given)
