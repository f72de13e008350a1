"""Shipped time rules and holidays, and reckoning with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.clock import (
    Break,
    DaySet,
    Direction,
    Holiday,
    Holidays,
    Reckoning,
    TimeRule,
    reckon,
)
from secretariat.models.holidays import DIVISIONS, reckoned
from secretariat.paths import resources

HORIZON = 10
"""Years beyond the proclaimed list for which holidays are reckoned."""


@cache
def _data(name: str) -> Mapping[str, Any]:
    path: Path = resources() / "rules" / name
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def shipped_rules() -> tuple[TimeRule, ...]:
    """Return the time rules that come with the program, each with its source."""
    return tuple(_rule(row) for row in _data("uk.json")["rules"])


def shipped_holidays() -> tuple[Holiday, ...]:
    """Return the proclaimed bank holidays of the three divisions, and the reckoned ones after."""
    data = _data("holidays.json")
    last = int(data["proclaimed_to"])
    listed = [
        Holiday(date.fromisoformat(day), name, division, data["source"])
        for division, days in data["divisions"].items()
        for day, name in days.items()
    ]
    later = [
        holiday
        for division in DIVISIONS
        for year in range(last + 1, last + 1 + HORIZON)
        for holiday in reckoned(year, division)
    ]
    return (*listed, *later)


def rule_named(key: str) -> TimeRule:
    """Return a shipped rule; KnownError when there is none of that name."""
    for rule in shipped_rules():
        if rule.key == key:
            return rule
    raise KnownError(f"There is no rule called “{key}”.")


def latest_day(rule: TimeRule, anchor: date) -> Reckoning:
    """Return the day that a rule gives for a meeting, with every day counted and skipped."""
    divisions = _data("uk.json")["divisions"].get(rule.jurisdiction, ["england-and-wales"])
    return reckon(rule, anchor, Holidays.of(shipped_holidays(), divisions))


def _rule(row: Mapping[str, Any]) -> TimeRule:
    values = dict(row)
    for key in ("days", "land"):
        values[key] = _day_set(values[key]) if values[key] else None
    for key in ("in_force_from", "in_force_to"):
        if values.get(key):
            values[key] = date.fromisoformat(values[key])
    values["direction"] = Direction(values.get("direction", Direction.BEFORE))
    return TimeRule(**values)


def _day_set(row: Mapping[str, Any]) -> DaySet:
    return DaySet(
        frozenset(row["weekdays"]),
        bool(row.get("holidays")),
        frozenset(Break(name) for name in row.get("breaks", ())),
    )
