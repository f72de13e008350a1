"""People and memberships pasted from a spreadsheet: first a plan to look at, then one change.

A row is somebody already known when the e-mail address, or else the first name and surname,
belong to one person of the register. Empty cells change nothing. What the plan shows is what is
carried out: if the register has changed in between so that it would do something else, nothing
is done and the officer is asked to look again.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.names import full_name
from secretariat.models.records import Membership, Organisation, Person, Seat
from secretariat.services.paste_members import Members, Place, read_place
from secretariat.services.paste_people import (
    NOTHING,
    WORDS,
    Known,
    as_person,
    person_values,
    short,
    sound,
)
from secretariat.services.session import Session
from secretariat.services.table_text import MEMBERSHIP_COLUMNS, Column, Row, Table, read_table
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

__all__ = [
    "Column",
    "Line",
    "Outcome",
    "Plan",
    "Table",
    "Verdict",
    "carry_out",
    "plan",
    "read_table",
]


class Verdict(StrEnum):
    """What will come of a row."""

    ADD = "new"
    UPDATE = "changed"
    UNCHANGED = "no change"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Line:
    """What will come of one row, and why; `says` is one plain sentence."""

    line: int
    verdict: Verdict
    name: str
    says: str
    person: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    organisation: str = ""
    place: Place | None = None
    membership: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a paste would do, row by row. `body` is whose members the rows become, if any."""

    table: Table
    body: str | None
    today: date
    lines: tuple[Line, ...]

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have this verdict."""
        return sum(1 for line in self.lines if line.verdict is verdict)

    @property
    def does_something(self) -> bool:
        """Say whether carrying it out changes the register."""
        return any(line.verdict in (Verdict.ADD, Verdict.UPDATE) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many people came in, how many changed, and how many memberships were made."""

    added: int = 0
    changed: int = 0
    memberships: int = 0


def plan(reader: Reader, rows: Table, body: str | None = None, *, today: date) -> Plan:
    """Return what pasting would do, without doing it."""
    planner = _Planner(reader, rows, body, today)
    return Plan(rows, body, today, tuple(planner.line(row) for row in rows.rows))


def carry_out(session: Session, plan_: Plan, leave_out: Container[int] = ()) -> Receipt[Outcome]:
    """Do what the plan shows, as one step of undo, but for the lines left out and the problems."""

    def work(writer: Writer) -> Outcome:
        if plan(writer, plan_.table, plan_.body, today=plan_.today) != plan_:
            raise KnownError(
                "The register has changed since this preview; nothing was added. Look at it again."
            )
        wanted = [line for line in plan_.lines if line.line not in leave_out]
        return _Hand(writer, plan_.body).carry_out(wanted)

    people = plan_.count(Verdict.ADD) + plan_.count(Verdict.UPDATE)
    return session.change(f"Paste {people} {'person' if people == 1 else 'people'}", work)


class _Planner:
    """Judges rows one after another, knowing what the rows before will have done."""

    def __init__(self, reader: Reader, table: Table, body: str | None, today: date) -> None:
        self._table, self._today = table, today
        self._known = Known(reader)
        self._members = Members(reader, body) if body else None
        self._new: dict[tuple[str, str, str], int] = {}

    def line(self, row: Row) -> Line:
        """Return what will come of a row."""
        cells: dict[Column, str] = {}
        name = ""
        try:
            cells = self._cells(row)
            values = person_values(cells)
            name = full_name(as_person(values))
            return self._judged(row, cells, values, name)
        except KnownError as problem:
            shown = name or next((c for c in row.cells if c), "")
            return Line(row.line, Verdict.PROBLEM, short(shown), str(problem))

    def _cells(self, row: Row) -> dict[Column, str]:
        return {
            column: sound(row[at], column)
            for at, column in enumerate(self._table.columns)
            if column is not Column.UNUSED and row[at] and row[at].casefold() not in NOTHING
        }

    def _judged(
        self, row: Row, cells: dict[Column, str], values: dict[str, str], name: str
    ) -> Line:
        person = self._known.who(values)
        home = cells.get(Column.ORGANISATION, "")
        place = self._place(cells)
        key = (values.get("given_name", ""), values["family_name"], values.get("email", ""))
        key = (key[0].casefold(), key[1].casefold(), key[2].casefold())
        earlier = self._new.get(key) if person is None else None
        who = person or f"new:{earlier or row.line}"
        joins, membership = "", None
        if self._members and place:
            joins, membership = self._members.judge(who, place)
        changes = self._changes(person, values, home) if person else []
        says = [*changes, *([joins] if joins else [])]
        if person is None and earlier is None:
            self._new[key] = row.line
            verdict, says = Verdict.ADD, [_new_words(home, joins)]
        elif earlier is not None and not joins:
            return Line(row.line, Verdict.PROBLEM, name, f"The same person as in row {earlier}.")
        else:
            verdict = Verdict.UPDATE if says else Verdict.UNCHANGED
        who_is = person if person else (f"row:{earlier}" if earlier else None)
        text = "; ".join(says) or "Already so in the register."
        text = text[:1].upper() + text[1:]
        return Line(row.line, verdict, name, text, who_is, values, home, place, membership)

    def _place(self, cells: dict[Column, str]) -> Place | None:
        if self._members is None:
            return None
        wanted = {column: cells[column] for column in MEMBERSHIP_COLUMNS if column in cells}
        return read_place(wanted, self._today)

    def _changes(self, uid: str, values: dict[str, str], home: str) -> list[str]:
        person = self._known.people[uid]
        changes = []
        for name, value in values.items():
            before = getattr(person, name)
            if before != value:
                word = WORDS.get(name, name)
                was = f"{word} “{short(before)}” becomes" if before else word
                changes.append(f"{was} “{short(value)}”")
        known = self._known.homes.get(home.casefold())
        if home and (known is None or known.uid != person.organisation):
            changes.append(f"organisation “{short(home)}”")
        return changes


def _person(values: dict[str, Any]) -> Person:
    return Person(**values)


def _new_words(home: str, joins: str) -> str:
    words = f"will be added, from {short(home)}" if home else "will be added"
    return f"{words}; {joins}" if joins else words


class _Hand:
    """Writes what was planned, inside one change."""

    def __init__(self, writer: Writer, body: str | None) -> None:
        self._writer, self._body = writer, body
        self._homes = Known(writer).homes
        self._seats = {s.name.casefold(): s for s in writer.find(Seat, body=body)} if body else {}
        self._by_line: dict[str, str] = {}

    def carry_out(self, lines: list[Line]) -> Outcome:
        """Write the lines in order and count what was done."""
        added = changed = memberships = 0
        for line in lines:
            if line.verdict not in (Verdict.ADD, Verdict.UPDATE):
                continue
            person = self._person(line)
            if person is None:
                continue  # its first row was left out, and so is this
            added += line.verdict is Verdict.ADD
            changed += line.verdict is Verdict.UPDATE
            memberships += self._membership(line, person)
        return Outcome(added, changed, memberships)

    def _person(self, line: Line) -> str | None:
        values: dict[str, str] = dict(line.values)
        if line.organisation:
            values["organisation"] = self._home(line.organisation)
        if line.verdict is Verdict.ADD:
            new = self._writer.insert(_person(values))
            self._by_line[f"row:{line.line}"] = new.uid
            return new.uid
        if line.person and line.person.startswith("row:"):
            return self._by_line.get(line.person)
        if line.person:
            self._writer.update(Person, line.person, **values)
        return line.person

    def _home(self, name: str) -> str:
        known = self._homes.get(name.casefold())
        if known is None:
            known = self._writer.insert(Organisation(name=name))
            self._homes[name.casefold()] = known
        return known.uid

    def _membership(self, line: Line, person: str) -> bool:
        place = line.place
        if not self._body or place is None:
            return False
        values = place.values()
        if place.seat:
            values["seat"] = self._seat(place)
        if line.membership:
            self._writer.update(Membership, line.membership, **values)
            return False
        last = self._writer.count(Membership, body=self._body)
        self._writer.insert(Membership(body=self._body, person=person, position=last, **values))
        return True

    def _seat(self, place: Place) -> str:
        assert self._body is not None
        known = self._seats.get(place.seat.casefold())
        if known is None:
            known = self._writer.insert(
                Seat(body=self._body, name=place.seat, position=len(self._seats))
            )
            self._seats[place.seat.casefold()] = known
        return known.uid
