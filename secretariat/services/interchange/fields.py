"""Single fields of the interchange format, to and from JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from secretariat.errors import KnownError
from secretariat.models.interchange import SHAPES, Shape
from secretariat.models.limits import check_name, clean_text
from secretariat.models.records import RECORDS, Record

_ONE_LINE = str.maketrans("\n\t", "  ")
_FIRST_YEAR, _LAST_YEAR = 1800, 2200


_KINDS = {kind.TABLE: kind for kind in RECORDS}


def column_types(kind: type[Record]) -> dict[str, type]:
    """Return the type of each column, without the None that it may also be."""
    return _column_types(kind.TABLE)


@cache
def _column_types(table: str) -> dict[str, type]:
    found = {}
    for name, hint in get_type_hints(_KINDS[table]).items():
        if name == "TABLE":
            continue
        options = [option for option in get_args(hint) if option is not NoneType]
        found[name] = options[0] if options else hint
    return found


def decoded(shape: Shape, column: str, value: Any) -> Any:
    """Return what a JSON value means in a column, its words cleaned.

    Raises KnownError for a day that is not in the calendar, a time that is on no clock, or a
    name that is too long. The schema has checked the rest.
    """
    if value is None:
        return None
    kind = column_types(shape.kind)[column]
    if kind is str and isinstance(value, str):
        text = clean_text(value)
        if column in shape.names:
            text = check_name(text.translate(_ONE_LINE), longest=shape.longest)
            if column in shape.needs and not text.strip():
                raise KnownError("a name is missing.")
        return text
    if issubclass(kind, StrEnum):
        return kind(value)
    reader = _READERS.get(kind)
    return reader(value) if reader else value


def _date(value: str) -> date:
    try:
        found = date.fromisoformat(value)
    except ValueError as error:
        raise KnownError(f"{value[:40]} is no day of the calendar.") from error
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise KnownError(f"{value[:40]} lies outside the years {_FIRST_YEAR} to {_LAST_YEAR}.")
    return found


def _time(value: str) -> time:
    try:
        return time.fromisoformat(value)
    except ValueError as error:
        raise KnownError(f"{value[:40]} is no time of day.") from error


def _instant(value: str) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except ValueError as error:
        raise KnownError(f"{value[:40]} is no moment in time.") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


_READERS: dict[type, Callable[[str], Any]] = {date: _date, time: _time, datetime: _instant}


def encoded(value: Any) -> Any:
    """Return a column's value as JSON writes it."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def own_columns(kind: type[Record]) -> tuple[str, ...]:
    """Return the columns that a record of the format says itself, `uid` first.

    The others but `rev`, which is not carried, are said by its place.
    """
    owners = SHAPES[kind].owners
    return ("uid", *(c for c in column_types(kind) if c not in (*owners, "uid", "rev")))
