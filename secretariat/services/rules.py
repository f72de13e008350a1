"""The rules about time of a body: its own, the office's, and those of its profile.

Of each kind of deadline a body has one: its own rule before the office's, the office's before
that of the profile. Which profile, and whose bank holidays count, are choices of the body
(`rules.profile`, `rules.jurisdiction`), so that they need no column and have their history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.clock import Direction, Holiday, Holidays, TimeRule
from secretariat.models.day_sets import write_days
from secretariat.models.deadlines import check_rule, kind_words, time_rule
from secretariat.models.holidays import DIVISIONS
from secretariat.models.kinds import DeadlineKind
from secretariat.models.records import Body, BodyOption, HolidayRow, Rule
from secretariat.services.bodies import set_choice
from secretariat.services.clock import (
    Profile,
    divisions_of,
    holidays_in,
    profile_for,
    profiles,
    usual_rules,
)
from secretariat.services.fields import required
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

PROFILE, JURISDICTION = "rules.profile", "rules.jurisdiction"
LOCAL = "local"
"""The division of days off that only this office has."""

JURISDICTIONS = ("England", "Wales", "Scotland", "Northern Ireland")
_ORDER = list(DeadlineKind)


@dataclass(frozen=True, slots=True)
class BodyRule:
    """A rule as a body has it. `row` is the body's or office's own; None for the profile's."""

    kind: DeadlineKind
    rule: TimeRule
    row: Rule | None = None
    suggested: bool = False

    @property
    def applies(self) -> bool:
        return self.row is None or self.row.applies

    @property
    def origin(self) -> str:
        """Say whose rule it is: body, office or profile."""
        if self.row is None:
            return "profile"
        return "body" if self.row.body else "office"


class Calendar:
    """The days off of a register, each jurisdiction put together once."""

    def __init__(self, reader: Reader) -> None:
        self._extra = reader.find(HolidayRow, order="day")
        self._made: dict[str, Holidays] = {}

    def holidays(self, jurisdiction: str) -> Holidays:
        """Return the shipped holidays of a jurisdiction and the days that the office added.

        What the office adds never moves the horizon: one day more does not proclaim a year.
        """
        if jurisdiction not in self._made:
            shipped, wanted = holidays_in(jurisdiction), (LOCAL, *divisions_of(jurisdiction))
            extra = {
                row.day: Holiday(row.day, row.name, row.division, row.source, row.proclaimed)
                for row in self._extra
                if row.division in wanted
            }
            self._made[jurisdiction] = Holidays({**shipped.by_day, **extra}, shipped.horizon)
        return self._made[jurisdiction]


def profile_of(reader: Reader, body: Body) -> Profile:
    """Return the profile that a body follows."""
    return profile_for(body.kind, chosen(reader, body.uid, PROFILE))


def jurisdiction_of(reader: Reader, body: Body) -> str:
    """Return whose bank holidays count for a body."""
    return chosen(reader, body.uid, JURISDICTION) or profile_of(reader, body).jurisdiction


def chosen(reader: Reader, body: str, key: str) -> str:
    """Return what a body has chosen about its rules; empty for the usual."""
    row = reader.one(BodyOption, body=body, key=key)
    return row.value if row else ""


def set_profile(session: Session, body: str, key: str) -> Receipt[None]:
    """Let a body follow a profile; "" is the usual one for its kind."""
    if key and key not in {profile.key for profile in profiles()}:
        raise KnownError(f"There is no profile called “{key}”.")
    return set_choice(session, body, PROFILE, key)


def set_jurisdiction(session: Session, body: str, jurisdiction: str) -> Receipt[None]:
    """Say whose bank holidays count for a body; "" is those of its profile."""
    if jurisdiction and jurisdiction not in JURISDICTIONS:
        raise KnownError(f"“{jurisdiction}” is none of {', '.join(JURISDICTIONS)}.")
    return set_choice(session, body, JURISDICTION, jurisdiction)


def rules_of(reader: Reader, body: Body) -> list[BodyRule]:
    """Return every rule a body has or has had, in the order of a meeting's life.

    Rules of the profile whose kind the body or the office words itself are left out.
    """
    found: list[BodyRule] = []
    for layer in layers_of(reader, body):
        worded = {one.kind for one in found}
        found += [one for one in layer if one.kind not in worded]
    return sorted(found, key=lambda one: (_ORDER.index(one.kind), _since(one.rule)))


def layers_of(reader: Reader, body: Body) -> tuple[list[BodyRule], ...]:
    """Return a body's own rules, the office's and the profile's, the strongest first."""
    jurisdiction = jurisdiction_of(reader, body)
    return (
        [_of_row(row, jurisdiction) for row in reader.find(Rule, body=body.uid)],
        [_of_row(row, jurisdiction) for row in reader.find(Rule, body=None)],
        _of_profile(reader, body),
    )


def binding(layers: Sequence[Sequence[BodyRule]], on: date) -> list[BodyRule]:
    """Return the rules that bind a meeting on a day, those that apply only.

    Where a rule of a stronger layer is not in force that day, the next one's is.
    """
    found: list[BodyRule] = []
    for layer in layers:
        above = {one.kind for one in found}
        found += [one for one in layer if one.kind not in above and one.rule.in_force(on)]
    applying = [one for one in found if one.applies]
    return sorted(applying, key=lambda one: (_ORDER.index(one.kind), _since(one.rule)))


def _since(rule: TimeRule) -> date:
    return rule.in_force_from or date.min


def _of_row(row: Rule, jurisdiction: str) -> BodyRule:
    return BodyRule(row.kind, time_rule(row, jurisdiction), row)


def _of_profile(reader: Reader, body: Body) -> list[BodyRule]:
    place = jurisdiction_of(reader, body)
    return [
        BodyRule(one.kind, replace(one.rule, jurisdiction=place), suggested=one.suggested)
        for one in profile_of(reader, body).rules
        if not one.only or body.kind.value in one.only
    ]


def own_rule(reader: Reader, body: Body, kind: DeadlineKind) -> Rule:
    """Return a new rule of a body that begins as what it has now of that kind."""
    now = next((one for one in rules_of(reader, body) if one.kind is kind), None)
    if now is None and kind not in usual_rules():
        return Rule(body=body.uid, kind=kind, name=kind_words(kind), count=5)
    rule = now.rule if now else usual_rules()[kind]
    return _taken_over(body.uid, kind, rule, "" if now and now.suggested else rule.source)


def _taken_over(body: str | None, kind: DeadlineKind, rule: TimeRule, source: str) -> Rule:
    return Rule(
        body=body,
        kind=kind,
        name=rule.name,
        source=source,
        count=rule.count,
        direction=rule.direction,
        days=write_days(rule.days),
        count_anchor=rule.count_anchor,
        count_answer=rule.count_answer,
        land=write_days(rule.land),
    )


def set_rule(
    session: Session, body: str | None, kind: DeadlineKind, *, uid: str = "", **values: Any
) -> Receipt[Rule]:
    """Set fields of a rule of a body's own, or make one that begins as what it has now.

    `body` None makes a rule for the whole office, which begins as five working days. Raises
    KnownError for a rule that says nothing or can never be met.
    """
    if uid:
        return change_rule(session, uid, kind=kind, **values)

    def work(writer: Writer) -> Rule:
        start = own_rule(writer, writer.get(Body, body), kind) if body else _office_rule(kind)
        made = replace(start, **values)
        check_rule(made)
        return writer.insert(made)

    return session.change("Change rule", work)


_AFTER = (DeadlineKind.DRAFT_MINUTES, DeadlineKind.CIRCULATED, DeadlineKind.NOTE)


def _office_rule(kind: DeadlineKind) -> Rule:
    if usual := usual_rules().get(kind):
        return _taken_over(None, kind, usual, usual.source)
    side = Direction.AFTER if kind in _AFTER else Direction.BEFORE
    return Rule(body=None, kind=kind, name=kind_words(kind), count=5, direction=side)


def office_rules(reader: Reader) -> list[Rule]:
    """Return the rules that hold for every body, in the order of a meeting's life."""
    found = reader.find(Rule, body=None)
    return sorted(found, key=lambda row: (_ORDER.index(row.kind), row.in_force_from or date.min))


def bodies_apart(reader: Reader, kind: DeadlineKind) -> list[str]:
    """Return the names of the bodies that have a rule of their own of a kind: the office's does
    not hold for them."""
    own = {row.body for row in reader.find(Rule, kind=kind) if row.body}
    return sorted(body.name for body in reader.by_uid(Body, own).values())


def change_rule(session: Session, uid: str, *, origin: str = "", **values: Any) -> Receipt[Rule]:
    """Set fields of a rule of the register; KnownError when it would say nothing."""

    def work(writer: Writer) -> Rule:
        kept = writer.update(Rule, uid, **values)
        check_rule(kept)
        return kept

    key = f"rule:{uid}:{'-'.join(sorted(values))}"
    return session.change("Change rule", work, origin=origin, merge_key=key)


def drop_rule(session: Session, body: str, kind: DeadlineKind) -> Receipt[Rule]:
    """Let a body have no deadline of a kind, whatever its profile says."""
    return set_rule(session, body, kind, applies=False)


def remove_rule(session: Session, uid: str) -> Receipt[None]:
    """Remove a rule of a body's own; what its profile says holds again."""
    return session.change("Remove rule", lambda w: w.delete(Rule, uid))


def extra_days(reader: Reader) -> Sequence[HolidayRow]:
    """Return the days off that the office added, in the order of their dates."""
    return reader.find(HolidayRow, order="day")


def add_holiday(
    session: Session, day: date, name: str, *, division: str = LOCAL, source: str = ""
) -> Receipt[HolidayRow]:
    """Add a day off: of the office, or of a division. KnownError when it stands there already."""
    name = required(name, "the day a name")
    if division not in (LOCAL, *DIVISIONS):
        raise KnownError(f"“{division}” is none of {', '.join((LOCAL, *DIVISIONS))}.")

    def work(writer: Writer) -> HolidayRow:
        if writer.count(HolidayRow, day=day, division=division):
            raise KnownError("That day is in the list already.")
        return writer.insert(HolidayRow(division=division, day=day, name=name, source=source))

    return session.change("Add day off", work)


def remove_holiday(session: Session, uid: str) -> Receipt[None]:
    """Remove a day off that the office added."""
    return session.change("Remove day off", lambda w: w.delete(HolidayRow, uid))
