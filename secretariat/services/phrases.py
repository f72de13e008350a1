"""The phrases of the body that meets, as its documents have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from secretariat.documents.common import Phrases, called_so
from secretariat.documents.wording import Wording, load_wording
from secretariat.models.options import Choices
from secretariat.models.records import Attendee, Body, Person
from secretariat.paths import resources
from secretariat.services.bodies import choices_of
from secretariat.services.rules import profile_of
from secretariat.store.rows import Reader


def phrases_of(reader: Reader, bodies: Sequence[Body]) -> tuple[Phrases, str]:
    """Return the phrases of the leading body with its own words over them, and the key of the
    rules that it follows; those of nobody when no body meets."""
    if not bodies:
        return Phrases(_wording("en-GB"), Choices({})), ""
    chosen = choices_of(reader, bodies[0].uid)
    wording = _wording(bodies[0].language).of_body(chosen)
    return Phrases(wording, chosen), profile_of(reader, bodies[0]).key


def called(reader: Reader, phrases: Phrases, attendees: Iterable[Attendee]) -> tuple[Attendee, ...]:
    """Return those who were there by the names that documents call them."""
    roll = tuple(attendees)
    people = reader.by_uid(Person, {one.person for one in roll})
    return called_so(roll, people, phrases.names(people.values()))


@cache
def _wording(language: str) -> Wording:
    return load_wording(resources() / "wording", language)
