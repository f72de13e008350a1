"""Deadlines of a meeting as they are told: from rows to rules, and from reckonings to sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secretariat.errors import KnownError
from secretariat.models.clock import Direction, Holidays, Reckoning, TimeRule, reckon
from secretariat.models.dates import ENGLISH, spoken_date
from secretariat.models.day_sets import called, read_days
from secretariat.models.kinds import DeadlineKind
from secretariat.models.membership import check_dates
from secretariat.models.time_records import Rule

MOST_DAYS = 1000

_KIND_WORDS = {
    DeadlineKind.PRIVATE_NOTICE: "First notice of a private meeting",
    DeadlineKind.KEY_DECISIONS: "Notice of key decisions",
    DeadlineKind.CALL: "Call for items",
    DeadlineKind.PETITIONS: "Petitions in",
    DeadlineKind.MOTIONS: "Motions on notice in",
    DeadlineKind.DEPUTATIONS: "Requests for deputations in",
    DeadlineKind.QUESTIONS: "Questions in",
    DeadlineKind.REPORTS: "Reports in",
    DeadlineKind.BRIEFING: "Chair’s briefing",
    DeadlineKind.SECOND_NOTICE: "Second notice of a private meeting",
    DeadlineKind.AGENDA: "Agenda out",
    DeadlineKind.SUMMONS: "Summons out",
    DeadlineKind.DESPATCH: "Papers sent to members",
    DeadlineKind.DECISIONS: "Decision notice published",
    DeadlineKind.CALL_IN: "Call-in ends",
    DeadlineKind.DRAFT_MINUTES: "Draft minutes written",
    DeadlineKind.CIRCULATED: "Minutes sent round",
    DeadlineKind.NOTE: "Note of the meeting published",
}


ANCHORS = {DeadlineKind.CALL_IN: "the decision notice"}
"""What a deadline is counted from where that is not the meeting."""


def kind_words(kind: DeadlineKind) -> str:
    """Return what deadlines of a kind are called."""
    return _KIND_WORDS[kind]


def time_rule(row: Rule, jurisdiction: str = "") -> TimeRule:
    """Return the rule that a row stands for; `jurisdiction` where it names none itself."""
    return TimeRule(
        key=row.uid,
        name=row.name,
        jurisdiction=row.jurisdiction or jurisdiction,
        source=row.source,
        count=row.count,
        direction=row.direction,
        days=read_days(row.days),
        count_anchor=row.count_anchor,
        count_answer=row.count_answer,
        land=read_days(row.land) if row.land.strip() else None,
        in_force_from=row.in_force_from,
        in_force_to=row.in_force_to,
        checked=row.checked,
        anchor=ANCHORS.get(row.kind, "the meeting"),
    )


def check_rule(row: Rule) -> None:
    """Raise KnownError when a rule counts nothing, ends before it begins or can never be met."""
    if not row.name.strip():
        raise KnownError("Please give the rule a name.")
    if not 1 <= row.count <= MOST_DAYS:
        raise KnownError(f"A rule counts from 1 to {MOST_DAYS} days.")
    check_dates(row.in_force_from, row.in_force_to)
    reckon(time_rule(row), date(2026, 7, 15), Holidays())


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a deadline is on its day, a sentence each: what is due, what was counted, what was
    not, and which rule says so."""

    due: str
    counted: str
    skipped: str
    source: str

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for line in (self.due, self.counted, self.skipped, self.source) if line)


def explain(reckoning: Reckoning) -> Explanation:
    """Return a reckoning in words: “5 working days: Thu 12, Fri 13, Mon 16, Tue 17, Wed 18.”"""
    rule, before = reckoning.rule, reckoning.rule.direction is Direction.BEFORE
    counted = sorted(reckoning.counted)
    numbered = f"{rule.count} {called(rule.days, rule.count)}"
    skipped = [f"day of {rule.anchor}"] if not rule.count_anchor else []
    if reckoning.day not in counted:
        skipped.insert(0, "day of issue" if before else "the last day itself")
    others = sorted(
        (d for d in reckoning.skipped if d.day != reckoning.anchor), key=lambda d: d.day
    )
    several = len({d.month for d in counted} | {d.day.month for d in others}) > 1
    skipped += [
        day + _why(one.reason)
        for one, day in zip(others, _listed([d.day for d in others], several), strict=True)
    ]
    words = ", ".join(_listed(counted, several))
    return Explanation(
        f"{rule.name} by {spoken_date(reckoning.day)}",
        f"{numbered}: {words}.",
        f"Not counted: {', '.join(skipped)}." if skipped else "",
        rule.source or "A rule of this register; no source is given.",
    )


def _why(reason: str) -> str:
    """Return the name of a holiday in brackets; that Saturday is one needs no saying."""
    return "" if reason in ENGLISH.weekdays else f" ({reason})"


def _listed(days: Sequence[date], with_months: bool) -> list[str]:
    """Return days in short, with the month where it is new: Mon 30 Nov, Tue 1 Dec, Wed 2."""
    found, month = [], 0
    for day in days:
        words = f"{ENGLISH.weekdays[day.weekday()][:3]} {day.day}"
        if with_months and day.month != month:
            month, words = day.month, f"{words} {ENGLISH.months[day.month - 1][:3]}"
        found.append(words)
    return found


def rule_words(rule: TimeRule) -> str:
    """Return a rule in short: “5 working days before the meeting”."""
    side = "before" if rule.direction is Direction.BEFORE else "after"
    clear = " clear" if rule.direction is Direction.BEFORE and not rule.count_answer else ""
    days = called(rule.days, rule.count)
    return f"{rule.count}{clear} {days} {side} {rule.anchor}"
