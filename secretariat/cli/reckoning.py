"""clock: by which day something must be done, and why that day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

from secretariat.cli.output import print_columns, print_json, tell
from secretariat.models.clock import Reckoning
from secretariat.models.dates import parse_date, spoken_date, why_no_date
from secretariat.services.clock import latest_day, rule_named, shipped_rules


def show_rules(*, as_json: bool) -> None:
    """Print the rules that there are, with their sources."""
    rules = shipped_rules()
    if as_json:
        print_json(
            [
                {
                    "rule": rule.key,
                    "name": rule.name,
                    "jurisdiction": rule.jurisdiction,
                    "days": rule.count,
                    "source": rule.source,
                    "checked": rule.checked,
                }
                for rule in rules
            ]
        )
        return
    print_columns([[rule.key, str(rule.count), rule.jurisdiction, rule.source] for rule in rules])


def show_day(rule: str, day: str, *, as_json: bool) -> None:
    """Print the latest day that a rule gives for a meeting, with the days counted and skipped."""
    today = datetime.now(UTC).astimezone().date()
    anchor = parse_date(day, today)
    if anchor is None:
        raise click.UsageError(why_no_date(day, today))
    answer = latest_day(rule_named(rule), anchor)
    if as_json:
        print_json(_as_data(answer))
        return
    tell(f"{answer.rule.name}: {spoken_date(answer.day)}.")
    tell(f"{answer.rule.count} days counted: " + ", ".join(_short(d) for d in answer.counted) + ".")
    if answer.skipped:
        skipped = "; ".join(f"{_short(d.day)} ({d.reason})" for d in answer.skipped)
        tell(f"Not counted: {skipped}.")
    tell(
        f"Source: {answer.rule.source}."
        + ("" if answer.rule.checked else " Not yet checked against the text.")
    )
    if answer.provisional:
        tell("The bank holidays of that year are not yet proclaimed: look again when they are.")


def _as_data(answer: Reckoning) -> dict[str, object]:
    return {
        "rule": answer.rule.key,
        "name": answer.rule.name,
        "source": answer.rule.source,
        "checked": answer.rule.checked,
        "date": answer.anchor.isoformat(),
        "latest": answer.day.isoformat(),
        "counted": [day.isoformat() for day in answer.counted],
        "skipped": [{"day": d.day.isoformat(), "why": d.reason} for d in answer.skipped],
        "provisional": answer.provisional,
    }


def _short(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
