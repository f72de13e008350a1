"""What a pasted row says about a person: sound cells, named fields, and who is meant."""

from __future__ import annotations

import re
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.records import Organisation, Person
from secretariat.services.names_typed import TypedName, read_name
from secretariat.services.table_text import Column, is_style
from secretariat.store.rows import Reader

LONGEST_NAME = 200
LONGEST_CELL = 2_000

_FIELDS = {
    Column.HONORIFIC: "honorific",
    Column.GIVEN: "given_name",
    Column.FAMILY: "family_name",
    Column.POST_NOMINALS: "post_nominals",
    Column.INITIALS: "initials",
    Column.JOB: "job_title",
    Column.EMAIL: "email",
    Column.PHONE: "phone",
    Column.NEEDS: "needs",
    Column.NOTE: "note",
}
WORDS = {
    "honorific": "title",
    "given_name": "first name",
    "family_name": "surname",
    "post_nominals": "letters",
    "job_title": "job title",
    "email": "e-mail",
    "phone": "telephone",
}
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")
NOTHING = frozenset({"-", "–", "—", "n/a", "na", "none", "tbc", "?", "#n/a"})


class Known:
    """People by e-mail address and by name, and organisations by name, as they are now."""

    def __init__(self, reader: Reader) -> None:
        self.people = {person.uid: person for person in reader.find(Person)}
        self.organisations = {o.uid: o for o in reader.find(Organisation)}
        self.by_email: dict[str, set[str]] = {}
        self.by_name: dict[tuple[str, str], set[str]] = {}
        for person in self.people.values():
            if person.email:
                self.by_email.setdefault(person.email.casefold(), set()).add(person.uid)
            key = (person.given_name.casefold(), person.family_name.casefold())
            self.by_name.setdefault(key, set()).add(person.uid)
        self.homes: dict[str, Organisation] = {}
        for organisation in self.organisations.values():
            for name in filter(None, (organisation.name, organisation.short_name)):
                self.homes.setdefault(name.casefold(), organisation)

    def who(self, values: dict[str, str]) -> str | None:
        """Return who is meant, or None for somebody new; KnownError when it could be several."""
        found = self.by_email.get(values.get("email", "").casefold(), set())
        if len(found) > 1:  # one address for a whole office: the name decides
            found = found & self._named(values)
        if not found:
            found = self._named(values)
        if len(found) > 1:
            raise KnownError("Several people bear this name: give the e-mail address of one.")
        return next(iter(found), None)

    def _named(self, values: dict[str, str]) -> set[str]:
        key = (values.get("given_name", "").casefold(), values.get("family_name", "").casefold())
        return self.by_name.get(key, set())


def sound(cell: str, column: Column) -> str:
    """Return the cell; KnownError for what is no plain value or longer than anybody's name."""
    if re.match(r"=|@\w+\(|[+\-][A-Za-z]+\d*\(", cell):
        raise KnownError(f"The {column} is a formula: paste its value instead.")
    if re.fullmatch(r"#(REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!)", cell):
        raise KnownError(f"The {column} is a spreadsheet's error, {cell}.")
    most = LONGEST_CELL if column in (Column.NOTE, Column.NEEDS) else LONGEST_NAME
    if len(cell) > most:
        raise KnownError(f"The {column} has {len(cell):,} letters; at most {most:,} make sense.")
    if column is Column.EMAIL:
        return _address(cell)
    return cell


def _address(cell: str) -> str:
    found = re.search(r"<([^<>]+)>", cell)
    address = (found[1] if found else cell).strip().removeprefix("mailto:")
    if not _EMAIL.fullmatch(address):
        raise KnownError(f"“{short(cell)}” is not an e-mail address.")
    return address


def person_values(cells: dict[Column, str]) -> dict[str, str]:
    """Return the fields of a person that the cells give; KnownError without any name."""
    values = {_FIELDS[column]: cell for column, cell in cells.items() if column in _FIELDS}
    if "honorific" not in values and is_style(values.get("job_title", "")):
        # A column “Title” of which most cells are jobs may still call one councillor Cllr.
        values["honorific"] = values.pop("job_title")
    if Column.NAME in cells and "family_name" not in values:
        read = read_name(cells[Column.NAME])
        values = {**_filled(read), **values}
    if not values.get("family_name") and values.get("given_name"):
        values["family_name"] = values.pop("given_name")
    if not values.get("family_name"):
        raise KnownError("There is no name in this row.")
    return values


def _filled(name: TypedName) -> dict[str, str]:
    given = {
        "honorific": name.honorific,
        "given_name": name.given_name,
        "family_name": name.family_name,
        "post_nominals": name.post_nominals,
    }
    return {key: value for key, value in given.items() if value}


def as_person(values: dict[str, str]) -> Person:
    """Return a person with these names, to be called by them."""
    names = ("honorific", "given_name", "family_name", "post_nominals")
    return _named(**{name: values.get(name, "") for name in names})


def _named(**names: Any) -> Person:
    return Person(**names)


def short(text: str, most: int = 60) -> str:
    """Return `text`, cut with “…” when it is longer than a sentence can bear."""
    return text if len(text) <= most else text[: most - 1] + "…"
