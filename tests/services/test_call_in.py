"""Call-in: reckoned from the decision notice by a rule of the body, printed on the notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from secretariat.models.deadlines import explain, rule_words
from secretariat.models.kinds import (
    Audience,
    BodyKind,
    DeadlineKind,
    DocumentKind,
    EntryKind,
    Format,
    Stage,
)
from secretariat.models.room_kinds import CallingIn
from secretariat.services import agenda, bodies, deadlines, meetings, minutes, publish, rules
from secretariat.services.call_in import call_in_of
from secretariat.services.session import Session

HELD = date(2026, 12, 16)
"""A Wednesday: Christmas and Boxing Day (kept on Monday the 28th) lie in the days that follow."""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.open(tmp_path / "register", create=True)
    opened.clock = lambda: datetime(2026, 12, 17, 9, tzinfo=UTC)
    yield opened
    opened.close()


@pytest.fixture
def cabinet(session: Session) -> str:
    return bodies.add_body(session, "Cabinet", kind=BodyKind.CABINET).result().uid


@pytest.fixture
def meeting(session: Session, cabinet: str) -> str:
    made = meetings.add_meeting(session, [cabinet], HELD, time(10)).result().uid
    item = agenda.add_item(session, made, "Depot").result().uid
    for text in ("RESOLVED: To buy the depot.", "RESOLVED: To close the road."):
        minutes.add_entry(session, made, item, text, kind=EntryKind.DECISION).result()
    meetings.set_stage(session, made, Stage.HELD).result()
    return made


def said(session: Session, meeting: str) -> str:
    made = publish.make(session, DocumentKind.DECISIONS, meeting, Format.TEXT)
    return " ".join(made.decode().split())


def rule(session: Session, body: str, kind: DeadlineKind = DeadlineKind.CALL_IN) -> None:
    rules.set_rule(session, body, kind).result()


def told(session: Session, meeting: str) -> list[str]:
    found = publish.findings(session, DocumentKind.DECISIONS, meeting)
    return [one.text for one in found if "Call-in" in one.text]


def test_a_body_without_call_in_prints_nothing_of_it(session: Session, meeting: str) -> None:
    first = minutes.entries_of(session.reader, meeting)[0]
    minutes.change_entry(session, first.uid, call_in=CallingIn.URGENT).result()
    words = said(session, meeting)
    assert "To buy the depot" in words
    assert "call" not in words.casefold()
    assert "effect" not in words
    assert told(session, meeting) == []


def test_working_days_are_counted_from_the_notice(
    session: Session, cabinet: str, meeting: str
) -> None:
    rule(session, cabinet)
    call = call_in_of(session.reader, meeting)
    assert call is not None
    assert (call.published, call.until) == (HELD, date(2026, 12, 23))
    assert call.effect == date(2026, 12, 24)
    rule(session, cabinet, DeadlineKind.DECISIONS)  # two working days: the 18th
    words = said(session, meeting)
    assert "published on 18 December 2026" in words
    assert "may be called in until the end of 29 December 2026; one that is not takes" in words
    deadlines.set_day(session, meeting, DeadlineKind.DECISIONS, date(2026, 12, 17)).result()
    bodies.set_choice(session, cabinet, "decisions.call_in_until", "17:00").result()
    words = said(session, meeting)
    assert "until 5.00 pm on 24 December 2026; one that is not takes effect on 25 Dec" in words


def test_urgent_and_exempt_decisions_say_so(session: Session, cabinet: str, meeting: str) -> None:
    rule(session, cabinet)
    first, second = minutes.entries_of(session.reader, meeting)
    minutes.change_entry(session, first.uid, call_in=CallingIn.URGENT).result()
    words = said(session, meeting)
    assert words.index("buy the depot") < words.index("Urgent: this") < words.index("close the")
    assert "may be called in until" in words
    minutes.change_entry(session, second.uid, call_in=CallingIn.EXEMPT).result()
    words = said(session, meeting)
    assert "This decision is not subject to call-in." in words
    assert "may be called in until" not in words


def test_the_day_it_went_out_counts_and_a_day_that_is_past_is_told(
    session: Session, cabinet: str, meeting: str
) -> None:
    rule(session, cabinet)
    assert told(session, meeting) == ["Call-in is counted from 16 December 2026, which is past."]
    kind, form = DocumentKind.DECISIONS, Format.PDF
    for audience in (Audience.OFFICERS, Audience.PUBLIC):
        publish.record_publication(session, kind, meeting, form, audience, "a.pdf", b"").result()
        call = call_in_of(session.reader, meeting)
        assert call is not None
        assert call.published == (date(2026, 12, 17) if audience is Audience.PUBLIC else HELD)
    assert told(session, meeting) == []


def test_it_begins_with_its_source_and_says_what_it_is_counted_from(
    session: Session, cabinet: str, meeting: str
) -> None:
    rule(session, cabinet)
    chain = deadlines.chain(session.reader, meeting)
    (one,) = [one for one in chain if one.kind is DeadlineKind.CALL_IN]
    assert "s.9F" in one.source
    assert rule_words(one.reckoning.rule) == "5 working days after the decision notice"
    assert "day of the decision notice" in explain(one.reckoning).skipped
    assert one.state(date(2027, 1, 10)) is deadlines.State.PASSED
    (row,) = [own for own in rules.rules_of(session.reader, one.body) if own.kind is one.kind]
    assert row.row is not None
    rules.change_rule(session, row.row.uid, in_force_from=date(2027, 1, 1)).result()
    assert call_in_of(session.reader, meeting) is None
    rules.set_rule(session, None, DeadlineKind.CALL_IN, count=3).result()
    call = call_in_of(session.reader, meeting)
    assert call is not None
    assert call.until == date(2026, 12, 21)
