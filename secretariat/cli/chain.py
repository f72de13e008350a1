"""deadlines: by which days the things of a meeting must be done, and why those days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from secretariat.cli.opened import find_meeting, session_of
from secretariat.cli.output import print_json, tell
from secretariat.models.dates import parse_date, spoken_date, why_no_date
from secretariat.models.deadlines import explain
from secretariat.services.deadlines import Deadline, beyond_horizon, chain, what_breaks


def show_chain(folder: Path, word: str, *, moved_to: str | None, as_json: bool) -> None:
    """Print the deadlines of a meeting; with `moved_to`, also what moving it there breaks."""
    with session_of(folder) as session:
        today = session.today()
        new = _day(moved_to, today) if moved_to else None
        meet = find_meeting(session.reader, word)
        uid = meet.meeting.uid
        found = chain(session.reader, uid)
        broken = what_breaks(session.reader, uid, new, today) if new else []
    warning = beyond_horizon(found)
    if as_json:
        made: dict[str, object] = {
            "meeting": uid,
            "name": meet.name,
            "date": meet.date.isoformat() if meet.date else None,
            "deadlines": [_as_data(one, today) for one in found],
            "warning": warning,
        }
        if new:
            made["moved_to"], made["breaks"] = new.isoformat(), broken
        print_json(made)
        return
    tell(f"{meet.name}, {spoken_date(meet.date)}." if meet.date else f"{meet.name}.")
    for one in found:
        tell(f"{one.name} by {spoken_date(one.day)}: {_lower(one.words(today))}.")
        told = explain(one.reckoning)
        by_hand = f"Set by hand; the rule gives {spoken_date(one.reckoning.day)}."
        reason = f"Late because: {one.reason}" if one.reason else ""
        for line in (by_hand if one.override else "", *told.lines[1:], reason):
            if line:
                tell(f"    {line}")
    if not found:
        tell("No rule gives this meeting a deadline.")
    if warning:
        tell(warning)
    if new:
        tell(f"Moved to {spoken_date(new)}:")
        for line in broken or ["Nothing is broken."]:
            tell(f"    {line}")


def _day(text: str, today: date) -> date:
    found = parse_date(text, today)
    if found is None:
        raise click.UsageError(why_no_date(text, today))
    return found


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _as_data(one: Deadline, today: date) -> dict[str, object]:
    reckoning = one.reckoning
    return {
        "kind": one.kind.value,
        "name": one.name,
        "day": one.day.isoformat(),
        "state": one.state(today).value,
        "done": one.done,
        "done_on": one.done_on.isoformat() if one.done_on else None,
        "late": one.late,
        "reason": one.reason,
        "set_by_hand": one.override.isoformat() if one.override else None,
        "reckoned": reckoning.day.isoformat(),
        "counted": [day.isoformat() for day in reckoning.counted],
        "skipped": [{"day": d.day.isoformat(), "why": d.reason} for d in reckoning.skipped],
        "body": one.body.short_name or one.body.name,
        "source": one.source,
        "suggested": one.suggested,
        "checked": reckoning.rule.checked,
        "provisional": one.provisional,
    }
