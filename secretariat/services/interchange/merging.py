"""Rows into the register: what is new is added, what differs is changed, nothing is removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.interchange import SHAPES
from secretariat.models.records import Record
from secretariat.services.interchange.planning import Row
from secretariat.services.interchange.reading import place, refused
from secretariat.services.interchange.rules import check
from secretariat.store.rows import Reader, Writer


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did: how many records of each kind it added, changed and found equal."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    equal: int = 0

    @property
    def changes(self) -> int:
        """How many records were added or changed; 0 when all was there already."""
        return sum(self.added.values()) + sum(self.changed.values())


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be done about one row: its record is new, or these values of it differ."""

    row: Row
    new: bool
    values: dict[str, Any]


def differences(reader: Reader, rows: Iterable[Row]) -> list[Difference]:
    """Return what `rows` would do to the register as it stands now.

    Raises KnownError when a row would take a record away from what it belongs to.
    """
    by_kind: dict[type[Record], list[Row]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    found = []
    for kind, group in by_kind.items():
        kept = {r.uid: r for r in reader.find(kind, uid=tuple(row.uid for row in group))}
        for row in group:
            record = kept.get(row.uid)
            if record is None:
                found.append(Difference(row, True, row.values))
                continue
            values = {k: v for k, v in row.values.items() if getattr(record, k) != v}
            _stay_at_home(row, values)
            if values:
                found.append(Difference(row, False, values))
    return found


_MAY_MOVE = {"parent", "item", "entry"}
"""Places that a record may leave for another of the same meeting."""


def _stay_at_home(row: Row, values: dict[str, Any]) -> None:
    moved = [c for c in SHAPES[row.kind].owners if c in values and c not in _MAY_MOVE]
    if moved:
        raise refused(
            row.source,
            f"{place(list(row.path))}: this record belongs to another {moved[0]} in the register.",
        )


def apply(writer: Writer, rows: list[Row]) -> Report:
    """Write what `rows` say, inside a change that is already open, and check the rules.

    Raises KnownError, upon which the change leaves nothing behind.
    """
    found = differences(writer, rows)
    for one in found:
        kind, uid = one.row.kind, one.row.uid
        try:
            if one.new:
                writer.insert(kind(uid=uid, **one.values))
            else:
                writer.update(kind, uid, **one.values)
        except KnownError as error:
            raise refused(one.row.source, f"{place(list(one.row.path))}: {error}") from error
    check(writer, [one.row for one in found])
    return report(rows, found)


def report(rows: list[Row], found: list[Difference]) -> Report:
    """Return the count of what was, or would be, done."""
    added: dict[str, int] = {}
    changed: dict[str, int] = {}
    for one in found:
        counts = added if one.new else changed
        table = one.row.kind.TABLE
        counts[table] = counts.get(table, 0) + 1
    return Report(added, changed, len(rows) - len(found))
