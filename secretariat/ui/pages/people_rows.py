"""People and organisations as the directory lists them."""

from __future__ import annotations

from collections.abc import Iterable

from secretariat.models.kinds import MemberRole
from secretariat.models.names import full_name
from secretariat.models.records import Body, Membership, Organisation
from secretariat.services.directory import Entry
from secretariat.ui.tables.rows import ListRow


def people_rows(entries: Iterable[Entry], text: str = "") -> list[ListRow]:
    """Return those in whom all the words of `text` are found."""
    rows = []
    for entry in entries:
        row = _person_row(entry)
        person, home = entry.person, entry.home
        short = home.short_name if home else ""
        if holds(f"{row.spoken} {person.email} {person.phone} {short}", text):
            rows.append(row)
    return rows


def _person_row(entry: Entry) -> ListRow:
    person, home = entry.person, entry.home
    name = full_name(person)
    detail = ", ".join(filter(None, (person.job_title, home.name if home else "")))
    places = "; ".join(membership_words(row, body) for row, body in entry.places)
    told = f"Member of {places}." if places else "On no body."
    sentence = f"{name}. {detail + '. ' if detail else ''}{told}"
    return ListRow(person.uid, name, detail, sentence=sentence)


def membership_words(row: Membership, body: Body) -> str:
    """Return a membership in a few words: Strategic Board (Chair)."""
    return f"{body.name} ({role_words(row.role, body)})"


def role_words(role: MemberRole, body: Body) -> str:
    """Return what a role is called on a body."""
    if role is MemberRole.CHAIR:
        return body.chair_title
    return body.vice_chair_title if role is MemberRole.VICE_CHAIR else role.value


def organisation_rows(homes: Iterable[tuple[Organisation, int]], text: str = "") -> list[ListRow]:
    """Return the organisations in which all the words of `text` are found."""
    rows = []
    for home, number in homes:
        people = f"{number} {'person' if number == 1 else 'people'}" if number else "nobody yet"
        row = ListRow(home.uid, home.name, home.short_name, note=people)
        if holds(f"{row.spoken} {home.kind}", text):
            rows.append(row)
    return rows


def holds(words: str, text: str) -> bool:
    """Say whether every word of `text` is found in `words`, whatever its case."""
    folded = words.casefold()
    return all(word in folded for word in text.casefold().split())
