"""The chain of deadlines of a meeting: reckoned from its day, never stored.

Stored is only what really happened, a reason for lateness, and a day set by hand. A meeting of
several bodies keeps the rules of each: of every kind the earliest day wins.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secretariat.errors import KnownError
from secretariat.models.clock import WORKING_DAYS, Direction, Reckoning, reckon, why_not
from secretariat.models.dates import ENGLISH, spoken_date
from secretariat.models.deadlines import kind_words
from secretariat.models.kinds import Audience, DeadlineKind, DocumentKind, Stage
from secretariat.models.records import Body, DeadlineMark, Meeting, Publication
from secretariat.services.meetings import Meet, meet_of
from secretariat.services.rules import BodyRule, Calendar, binding, jurisdiction_of, layers_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

GOING_OUT = (DeadlineKind.AGENDA, DeadlineKind.SUMMONS, DeadlineKind.DESPATCH)
NOTICES = (DeadlineKind.PRIVATE_NOTICE, DeadlineKind.KEY_DECISIONS, DeadlineKind.SECOND_NOTICE)
"""Notices that a meeting may or may not need: they are told, and never called overdue."""
HANDED_IN = (
    DeadlineKind.PETITIONS,
    DeadlineKind.MOTIONS,
    DeadlineKind.DEPUTATIONS,
    DeadlineKind.QUESTIONS,
)
"""Days by which others hand something in: they pass, and nobody here is late."""

_MINUTES = (DeadlineKind.DRAFT_MINUTES, DeadlineKind.CIRCULATED, DeadlineKind.NOTE)
_OPEN = (Stage.PLANNED, Stage.AGENDA)
_MINUTES_OUT = (Stage.MINUTES_OUT, Stage.CLOSED)
_ORDER = list(DeadlineKind)


class State(StrEnum):
    """How a deadline stands on a day. What is only suggested is never called overdue."""

    DONE = "done"
    LATE = "done late"
    DUE = "due"
    OVERDUE = "overdue"
    PASSED = "passed"
    NOTICE = "if needed"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something of a meeting must be done, why that day, and what became of it.

    `done` may be true without `done_on`: the agenda is out, so the reports are no longer due.
    """

    kind: DeadlineKind
    name: str
    day: date
    reckoning: Reckoning
    body: Body
    suggested: bool = False
    mark: DeadlineMark | None = None
    done: bool = False
    done_on: date | None = None

    @property
    def source(self) -> str:
        return self.reckoning.rule.source

    @property
    def provisional(self) -> bool:
        """Say whether it rests on bank holidays that are not yet proclaimed."""
        return self.reckoning.provisional

    @property
    def override(self) -> date | None:
        """The day that was set by hand, or None."""
        return self.mark.set_day if self.mark else None

    @property
    def reason(self) -> str:
        """Why it was late, in the officer's words."""
        return self.mark.reason if self.mark else ""

    @property
    def late(self) -> bool:
        """Say whether it was done after its day."""
        return self.done_on is not None and self.done_on > self.day

    def state(self, today: date) -> State:
        """Return how it stands on a day."""
        if self.done:
            return State.LATE if self.late else State.DONE
        if self.kind in NOTICES:
            return State.NOTICE
        if today <= self.day:
            return State.DUE
        passes = self.suggested or self.kind in (*HANDED_IN, DeadlineKind.CALL_IN)
        return State.PASSED if passes else State.OVERDUE

    def words(self, today: date) -> str:
        """Return how it stands, for a tag: “Due in 3 days”, “2 days overdue”, “Done”."""
        state, days = self.state(today), (self.day - today).days
        if state is State.LATE and self.done_on:
            return f"Done {_days((self.done_on - self.day).days)} late"
        if state is State.OVERDUE:
            return f"{_days(-days)} overdue"
        if state is State.PASSED:
            return f"Passed {_days(-days)} ago"
        if state is State.DUE:
            near = {0: "Due today", 1: "Due tomorrow"}
            return near.get(days, f"Due in {_days(days)}")
        return {State.DONE: "Done", State.NOTICE: "If needed"}[state]


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


class Reckoner:
    """Reckons chains of many meetings with rules and days off that are read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._calendar = Calendar(reader)
        self._layers: dict[str, tuple[list[BodyRule], ...]] = {}

    def chains(
        self, meets: Iterable[Meet], kinds: Container[DeadlineKind] = _ORDER
    ) -> dict[str, list[Deadline]]:
        """Return the chains of several meetings by uid, of some kinds or of all."""
        listed = [meet for meet in meets if meet.date]
        uids = [meet.meeting.uid for meet in listed]
        marks = self._reader.grouped(DeadlineMark, "meeting", uids)
        given = self._reader.grouped(Publication, "meeting", uids, order="made_at")
        return {
            uid: self._chain(meet, marks.get(uid, ()), given.get(uid, ()), kinds)
            for uid, meet in zip(uids, listed, strict=True)
        }

    def _chain(
        self,
        meet: Meet,
        marks: Sequence[DeadlineMark],
        given: Sequence[Publication],
        kinds: Container[DeadlineKind],
    ) -> list[Deadline]:
        marked = {mark.kind: mark for mark in marks}
        found: dict[DeadlineKind, Deadline] = {}
        noticed = _noticed(marked.get(DeadlineKind.DECISIONS), given)
        held = meet.date or date.max
        for kind, rule, reckoning, body in self._reckoned(meet, held, kinds, noticed):
            if kind in found and found[kind].reckoning.day <= reckoning.day:
                continue
            mark = marked.get(kind)
            day = (mark.set_day if mark else None) or reckoning.day
            done, on = _what_happened(meet, kind, mark, given)
            found[kind] = Deadline(
                kind, rule.rule.name, day, reckoning, body, rule.suggested, mark, done, on
            )
        return sorted(found.values(), key=lambda one: (one.day, _ORDER.index(one.kind)))

    def days(self, meet: Meet, on: date) -> dict[DeadlineKind, Reckoning]:
        """Return what the days would be if the meeting were held on another day."""
        found: dict[DeadlineKind, Reckoning] = {}
        for kind, _, reckoning, _ in self._reckoned(meet, on):
            if kind not in found or reckoning.day < found[kind].day:
                found[kind] = reckoning
        return found

    def not_a_working_day(self, meet: Meet, on: date) -> str:
        """Return why a day is no working day for the leading body; empty when it is one."""
        lead = jurisdiction_of(self._reader, meet.bodies[0]) if meet.bodies else ""
        return why_not(WORKING_DAYS, on, self._calendar.holidays(lead))

    def _reckoned(
        self,
        meet: Meet,
        on: date,
        kinds: Container[DeadlineKind] = _ORDER,
        noticed: date | None = None,
    ) -> Iterable[tuple[DeadlineKind, BodyRule, Reckoning, Body]]:
        """Yield what each rule of each body says; call-in is counted from the day `noticed`, or
        else from that by which the decision notice is due."""
        last = max([on, *(s.date for s in meet.sittings if on == meet.date)])
        for body in meet.bodies:
            notice = noticed
            for rule in self._rules_on(body, on):
                if rule.kind not in kinds and rule.kind is not DeadlineKind.DECISIONS:
                    continue
                anchor = on if rule.rule.direction is Direction.BEFORE else last
                if rule.kind is DeadlineKind.CALL_IN:
                    anchor = notice or last
                holidays = self._calendar.holidays(rule.rule.jurisdiction)
                try:
                    reckoning = reckon(rule.rule, anchor, holidays)
                except KnownError:
                    continue  # set_rule refuses a rule that can never be met; an import may not
                if rule.kind is DeadlineKind.DECISIONS:
                    notice = notice or reckoning.day
                if rule.kind in kinds:
                    yield rule.kind, rule, reckoning, body

    def _rules_on(self, body: Body, on: date) -> list[BodyRule]:
        if body.uid not in self._layers:
            self._layers[body.uid] = layers_of(self._reader, body)
        return binding(self._layers[body.uid], on)


def _noticed(mark: DeadlineMark | None, given: Sequence[Publication]) -> date | None:
    """Return the day of the decision notice: as marked, as it went out to the public, as it was
    set by hand; None where none of them is known."""
    went_out = _first_given(
        [one for one in given if one.audience == Audience.PUBLIC], DocumentKind.DECISIONS
    )
    return (mark.done_on if mark else None) or went_out or (mark.set_day if mark else None)


def _what_happened(
    meet: Meet, kind: DeadlineKind, mark: DeadlineMark | None, given: Sequence[Publication]
) -> tuple[bool, date | None]:
    """Return whether a deadline is done, and when: as marked, or as the documents went out."""
    if mark and mark.done_on:
        return True, mark.done_on
    stage = meet.meeting.stage
    if kind is DeadlineKind.SUMMONS and (day := _first_given(given, DocumentKind.SUMMONS)):
        return True, day
    if kind is DeadlineKind.CALL_IN:
        return False, None
    if kind is DeadlineKind.DECISIONS:
        went_out = _noticed(None, given)
        return bool(went_out) or stage in _MINUTES_OUT, went_out
    minutes = kind in _MINUTES
    done = stage in _MINUTES_OUT if minutes else stage not in (*_OPEN, *_OUTSIDE)
    if kind in HANDED_IN and stage is Stage.PUBLISHED:
        return False, None  # questions may be taken after the agenda is out
    if not done or kind not in (*GOING_OUT, DeadlineKind.CIRCULATED, DeadlineKind.NOTE):
        return done, None
    wanted = DocumentKind.MINUTES if minutes else DocumentKind.AGENDA
    return True, _first_given(given, wanted)


def _first_given(given: Sequence[Publication], kind: DocumentKind) -> date | None:
    """Return the day on which a document first went out, None while it has not."""
    made = [one.made_at for one in given if one.kind == kind.value and one.made_at]
    return min(made).astimezone().date() if made else None


_OUTSIDE = (Stage.CANCELLED, Stage.POSTPONED)


def waiting(
    reader: Reader, meets: Iterable[Meet], first: date, last: date
) -> dict[str, list[Deadline]]:
    """Return by meeting what is not done yet, of the meetings from `first` to `last`."""
    near = [
        meet
        for meet in meets
        if meet.date and first <= meet.date <= last and meet.meeting.stage not in _OUTSIDE
    ]
    return {
        uid: [one for one in found if not one.done and one.kind not in NOTICES]
        for uid, found in Reckoner(reader).chains(near).items()
    }


def chain(reader: Reader, meeting: str) -> list[Deadline]:
    """Return the deadlines of a meeting in the order of their days."""
    meet = meet_of(reader, meeting)
    return Reckoner(reader).chains([meet]).get(meeting, [])


def beyond_horizon(deadlines: Sequence[Deadline]) -> str:
    """Return a warning when days rest on bank holidays that are not yet proclaimed, or nothing."""
    years = sorted({d.reckoning.anchor.year for d in deadlines if d.provisional})
    if not years:
        return ""
    return (
        f"The bank holidays of {years[-1]} are not yet proclaimed: look at these days again"
        " when they are."
    )


def goes_out(deadlines: Sequence[Deadline]) -> Deadline | None:
    """Return the deadline by which the agenda must be out: the earliest of its going out."""
    return next((one for one in deadlines if one.kind in GOING_OUT), None)


def mark_done(
    session: Session, meeting: str, kind: DeadlineKind, on: date | None, reason: str = ""
) -> Receipt[DeadlineMark | None]:
    """Record when something was done, and why late; `on` None takes that back."""
    label = f"{kind_words(kind)}: {'done' if on else 'not done yet'}"
    return _mark(session, meeting, kind, label, done_on=on, reason=reason.strip())


def give_reason(
    session: Session, meeting: str, kind: DeadlineKind, reason: str, *, origin: str = ""
) -> Receipt[DeadlineMark | None]:
    """Record why something was late."""
    label = f"{kind_words(kind)}: reason for lateness"
    return _mark(session, meeting, kind, label, origin=origin, reason=reason.strip())


def set_day(
    session: Session, meeting: str, kind: DeadlineKind, day: date | None
) -> Receipt[DeadlineMark | None]:
    """Set the day of one deadline by hand; None goes back to the day that the rule gives."""
    return _mark(session, meeting, kind, f"{kind_words(kind)}: set the day", set_day=day)


def _mark(
    session: Session,
    meeting: str,
    kind: DeadlineKind,
    label: str,
    *,
    origin: str = "",
    **values: date | str | None,
) -> Receipt[DeadlineMark | None]:
    def work(writer: Writer) -> DeadlineMark | None:
        row = writer.one(DeadlineMark, meeting=meeting, kind=kind)
        if row is None:
            row = writer.insert(DeadlineMark(meeting=meeting, kind=kind))
        row = writer.update(DeadlineMark, row.uid, **values)
        if not (row.done_on or row.reason or row.set_day or row.note):
            writer.delete(DeadlineMark, row.uid)
            return None
        return row

    key = f"deadline:{meeting}:{kind.value}:{'-'.join(sorted(values))}"
    return session.change(label, work, origin=origin, merge_key=key if origin else "")


def what_breaks(
    reader: Reader, meeting: str, new_date: date, today: date, *, old: date | None = None
) -> list[str]:
    """Return what moving a meeting to another day would break, a sentence each.

    `old` is the day it is moved from, where the register does not say so any more. Nothing is
    told of a day that is past: that is a correction of the record.
    """
    meet = meet_of(reader, meeting)
    if new_date < today or meet.meeting.stage in _OUTSIDE:
        return []
    reckoner = Reckoner(reader)
    days = reckoner.days(meet, new_date)
    before = reckoner.days(meet, old or meet.date or new_date)
    known = {one.kind: one for one in reckoner.chains([meet]).get(meeting, [])}
    broken = [
        sentence
        for kind, reckoning in sorted(days.items(), key=lambda one: one[1].day)
        if kind not in before or before[kind].day >= today or _done(known, kind)
        if (sentence := _broken(kind, reckoning, known, today))
    ]
    return [
        *_day_off(reckoner.not_a_working_day(meet, new_date), spoken_date(new_date)),
        *broken,
        *_unproclaimed(days.values(), new_date),
    ]


def against(reader: Reader, bodies: Sequence[Body], on: date, today: date) -> list[str]:
    """Return what speaks against a day for a new meeting of these bodies, a sentence each.

    That it is no working day, named; that its agenda or summons ought to have been out already;
    that the bank holidays of its year are not yet proclaimed. Nothing of a day that is past.
    """
    if on < today or not bodies:
        return []
    meet, reckoner = Meet(Meeting(), tuple(bodies), ()), Reckoner(reader)
    days = reckoner.days(meet, on)
    late = [
        sentence
        for kind, reckoning in sorted(days.items(), key=lambda one: one[1].day)
        if kind in GOING_OUT and (sentence := _broken(kind, reckoning, {}, today))
    ]
    return [
        *_day_off(reckoner.not_a_working_day(meet, on), "That"),
        *late,
        *_unproclaimed(days.values(), on),
    ]


def _day_off(reason: str, what: str) -> list[str]:
    if not reason:
        return []
    called = f"a {reason}" if reason in ENGLISH.weekdays else f"no working day ({reason})"
    return [f"{what} is {called}."]


def _unproclaimed(days: Iterable[Reckoning], on: date) -> list[str]:
    if not any(reckoning.provisional for reckoning in days):
        return []
    return [f"The bank holidays of {on.year} are not yet proclaimed."]


def _done(known: Mapping[DeadlineKind, Deadline], kind: DeadlineKind) -> bool:
    return kind in known and known[kind].done


def _broken(
    kind: DeadlineKind, reckoning: Reckoning, known: Mapping[DeadlineKind, Deadline], today: date
) -> str:
    """Return what is broken of one deadline, or nothing."""
    deadline, rule = known.get(kind), reckoning.rule
    if rule.direction is Direction.AFTER or kind in NOTICES:
        return ""
    if deadline and deadline.override:
        return ""
    by = spoken_date(reckoning.day)
    if deadline and deadline.done:
        if kind not in GOING_OUT or not deadline.done_on or deadline.done_on <= reckoning.day:
            return ""
        return (
            f"{rule.name}: done on {spoken_date(deadline.done_on)}, and it ought to have been"
            f" done by {by}; that is too little notice."
        )
    if reckoning.day >= today:
        return ""
    return f"{rule.name}: that was due by {by}, which is past."
