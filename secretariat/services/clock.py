"""Shipped time rules, their profiles and holidays, and reckoning with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
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
from secretariat.models.kinds import BodyKind, DeadlineKind
from secretariat.paths import resources

HORIZON = 10
"""Years beyond the proclaimed list for which holidays are reckoned."""


@cache
def _data(name: str) -> Mapping[str, Any]:
    path: Path = resources() / "rules" / name
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@cache
def shipped_rules() -> tuple[TimeRule, ...]:
    """Return the time rules that come with the program, each with its source."""
    return tuple(_rule(row) for row in _data("uk.json")["rules"])


@cache
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
    return reckon(rule, anchor, holidays_in(rule.jurisdiction))


def divisions_of(jurisdiction: str) -> tuple[str, ...]:
    """Return the divisions whose bank holidays count; those of England where it is not known."""
    return tuple(_data("uk.json")["divisions"].get(jurisdiction, ["england-and-wales"]))


def holidays_in(jurisdiction: str) -> Holidays:
    """Return the shipped holidays that count in a jurisdiction."""
    return _holidays(divisions_of(jurisdiction))


@cache
def _holidays(divisions: tuple[str, ...]) -> Holidays:
    return Holidays.of(shipped_holidays(), divisions)


@dataclass(frozen=True, slots=True)
class ProfileRule:
    """A rule of a profile; `suggested` where no law says so, `only` the kinds of body it binds."""

    kind: DeadlineKind
    rule: TimeRule
    suggested: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """Which rules make the chain of deadlines for one sort of body."""

    key: str
    name: str
    jurisdiction: str
    rules: tuple[ProfileRule, ...]


@cache
def profiles() -> tuple[Profile, ...]:
    """Return the profiles that come with the program."""
    return tuple(
        Profile(
            row["key"],
            row["name"],
            row["jurisdiction"],
            tuple(_profile_rule(one, row) for one in row["rules"]),
        )
        for row in _data("profiles.json")["profiles"]
    )


def profile_for(kind: BodyKind, chosen: str = "") -> Profile:
    """Return the profile that was chosen, or the usual one for that kind of body."""
    data = _data("profiles.json")
    known = {profile.key: profile for profile in profiles()}
    usual = data["defaults"].get(kind.value, data["otherwise"])
    return known.get(chosen) or known[usual]


@cache
def usual_rules() -> Mapping[DeadlineKind, TimeRule]:
    """Return what a rule of a body's own begins as, where no profile has one of its kind.

    They hold for no body until it takes them over: how long decisions may be called in is for
    the constitution of each council.
    """
    return {
        DeadlineKind(row["kind"]): _rule({key: row[key] for key in row if key != "kind"})
        for row in _data("call-in.json")["rules"]
    }


def _profile_rule(row: Mapping[str, Any], profile: Mapping[str, Any]) -> ProfileRule:
    kind, suggested = DeadlineKind(row["kind"]), bool(row.get("suggested"))
    if "rule" in row:
        rule = rule_named(row["rule"])
        name, source = row.get("name", rule.name), row.get("source", rule.source)
        rule = replace(rule, name=name, source=source)
    else:
        rule = TimeRule(
            key=f"{profile['key']}-{kind.value.replace(' ', '-')}",
            name=row["name"],
            jurisdiction=profile["jurisdiction"],
            source=row["source"],
            count=row["count"],
            direction=Direction(row.get("direction", Direction.BEFORE)),
            count_answer=bool(row["count_answer"]),
            checked=suggested,
        )
    return ProfileRule(kind, rule, suggested, tuple(row.get("only", ())))


def _rule(row: Mapping[str, Any]) -> TimeRule:
    values = dict(row)
    for key in ("days", "land"):
        if key not in values:
            continue
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
