"""The chain of deadlines: what it says, why, and what moving a meeting breaks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.errors import KnownError
from secretariat.models.clock import WORKING_DAYS, Direction, why_not
from secretariat.models.deadlines import explain
from secretariat.models.kinds import Audience, BodyKind, DeadlineKind, DocumentKind, Format, Stage
from secretariat.models.records import Body, DeadlineMark, Rule
from secretariat.services import agenda, bodies, deadlines, meetings, publish, rules
from secretariat.services.clock import profile_for, profiles
from secretariat.services.deadlines import Deadline, State, chain
from secretariat.services.session import Session

AGENDA, REPORTS = DeadlineKind.AGENDA, DeadlineKind.REPORTS
TODAY = date(2026, 2, 26)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


def body(session: Session, name: str = "Strategic Board", kind: str = "board") -> str:
    return bodies.add_body(session, name, kind=BodyKind(kind)).result(5).uid


def meet(session: Session, on: date, *uids: str) -> str:
    return meetings.add_meeting(session, uids, on, time(10)).result(5).uid


def by_kind(session: Session, meeting: str) -> dict[DeadlineKind, Deadline]:
    return {one.kind: one for one in chain(session.reader, meeting)}


# --------------------------------------------------------------------------------- profiles


def test_every_profile_is_whole() -> None:
    keys = [profile.key for profile in profiles()]
    assert len(set(keys)) == len(keys)
    for profile in profiles():
        kinds = [one.kind for one in profile.rules if not one.only]
        assert len(set(kinds)) == len(kinds), profile.key
        assert all(one.rule.source for one in profile.rules)


@pytest.mark.parametrize("kind", BodyKind)
def test_every_kind_of_body_has_a_profile(kind: BodyKind) -> None:
    usual = profile_for(kind)
    expected = {
        BodyKind.BOARD: "partnership",
        BodyKind.PARTNERSHIP: "partnership",
        BodyKind.COMMITTEE: "england-council",
        BodyKind.CABINET: "england-executive",
        BodyKind.PARISH: "parish-nalc",
    }
    assert usual.key == expected.get(kind, usual.key)
    assert profile_for(kind, "wales-council").key == "wales-council"
    assert profile_for(kind, "of a newer program") == usual


@pytest.mark.parametrize(
    ("profile", "on", "kind", "day"),
    [
        ("england-council", date(2019, 4, 23), AGENDA, date(2019, 4, 11)),
        ("england-council", date(2022, 9, 22), AGENDA, date(2022, 9, 13)),
        ("parish-nalc", date(2026, 4, 9), DeadlineKind.SUMMONS, date(2026, 4, 2)),
        ("parish-strict", date(2026, 4, 9), DeadlineKind.SUMMONS, date(2026, 3, 30)),
        ("england-executive", date(2026, 5, 12), DeadlineKind.KEY_DECISIONS, date(2026, 4, 13)),
        ("wales-council", date(2026, 7, 15), DeadlineKind.NOTE, date(2026, 7, 23)),
        ("partnership", date(2018, 7, 19), REPORTS, date(2018, 7, 9)),
        ("partnership", date(2018, 7, 19), AGENDA, date(2018, 7, 11)),
    ],
)
def test_a_profile_gives_the_days_that_the_law_gives(
    session: Session, profile: str, on: date, kind: DeadlineKind, day: date
) -> None:
    uid = body(session)
    rules.set_profile(session, uid, profile).result(5)
    assert by_kind(session, meet(session, on, uid))[kind].day == day


def test_a_chain_is_in_the_order_of_its_days_and_explains_itself(session: Session) -> None:
    uid = body(session)
    papers_of = meet(session, date(2026, 3, 19), uid)
    found = chain(session.reader, papers_of)
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert [one.kind for one in found] == [
        DeadlineKind.CALL, REPORTS, DeadlineKind.BRIEFING, AGENDA,
        DeadlineKind.DRAFT_MINUTES, DeadlineKind.CIRCULATED,
    ]  # fmt: skip
    papers = next(one for one in found if one.kind is AGENDA)
    assert explain(papers.reckoning).counted == (
        "5 working days: Thu 12, Fri 13, Mon 16, Tue 17, Wed 18."
    )
    assert papers.words(TODAY) == "Due in 13 days"
    assert papers.words(papers.day) == "Due today"
    assert papers.words(date(2026, 3, 12)) == "Passed 1 day ago"
    rules.set_rule(session, uid, AGENDA, source="Terms of reference 4.3").result(5)
    (papers,) = (one for one in chain(session.reader, papers_of) if one.kind is AGENDA)
    assert papers.words(date(2026, 3, 12)) == "1 day overdue"


def test_only_a_full_council_is_summoned(session: Session) -> None:
    council = meet(session, date(2026, 3, 19), body(session, "Council", "council"))
    panel = meet(session, date(2026, 3, 19), body(session, "Panel", "committee"))
    assert DeadlineKind.SUMMONS in by_kind(session, council)
    assert DeadlineKind.SUMMONS not in by_kind(session, panel)


# ------------------------------------------------------------------------------- own rules


def test_an_own_rule_stands_before_the_offices_and_the_profiles(session: Session) -> None:
    uid, other = body(session), body(session, "Other")
    mine, theirs = (meet(session, date(2026, 3, 19), one) for one in (uid, other))
    rules.set_rule(session, None, AGENDA, name="Papers out", count=7).result(5)
    own = rules.set_rule(session, uid, AGENDA, count=3, source="Agreed").result(5)
    assert by_kind(session, mine)[AGENDA].day == date(2026, 3, 13)
    assert by_kind(session, mine)[AGENDA].source == "Agreed"
    assert by_kind(session, theirs)[AGENDA].day == date(2026, 3, 9)
    rules.remove_rule(session, own.uid).result(5)
    assert by_kind(session, mine)[AGENDA].day == date(2026, 3, 9)
    session.undo().result(5)
    assert by_kind(session, mine)[AGENDA].day == date(2026, 3, 13)


def test_a_body_may_have_no_such_deadline(session: Session) -> None:
    uid = body(session)
    meeting = meet(session, date(2026, 3, 19), uid)
    rules.drop_rule(session, uid, DeadlineKind.BRIEFING).result(5)
    assert DeadlineKind.BRIEFING not in by_kind(session, meeting)
    shown = rules.rules_of(session.reader, session.reader.get(Body, uid))
    assert [one.applies for one in shown if one.kind is DeadlineKind.BRIEFING] == [False]


def test_a_past_meeting_keeps_the_rule_of_its_day(session: Session) -> None:
    uid = body(session)
    for count, first, last in ((3, None, date(2019, 12, 31)), (7, date(2020, 1, 1), None)):
        row = Rule(body=uid, kind=AGENDA, name="Papers out", count=count)
        session.change(
            "Add",
            lambda w, r=row, f=first, t=last: w.insert(  # type: ignore[misc]
                Rule(**{n: getattr(r, n) for n in ("body", "kind", "name", "count")},
                     in_force_from=f, in_force_to=t)
            ),
        ).result(5)  # fmt: skip
    old, new = (meet(session, on, uid) for on in (date(2019, 7, 18), date(2026, 3, 19)))
    assert by_kind(session, old)[AGENDA].reckoning.rule.count == 3
    assert by_kind(session, new)[AGENDA].reckoning.rule.count == 7
    before = meet(session, date(2002, 9, 19), body(session, "Panel", "committee"))
    assert AGENDA not in by_kind(session, before)


def test_a_rule_that_can_never_be_met_is_told_and_nothing_changes(session: Session) -> None:
    uid = body(session)
    with pytest.raises(KnownError, match="can never be met"):
        rules.set_rule(session, uid, AGENDA, count=900, days="1").result(5)
    with pytest.raises(KnownError, match="from 1 to 1000"):
        rules.set_rule(session, uid, AGENDA, count=0).result(5)
    assert session.reader.count(Rule) == 0
    with pytest.raises(KnownError, match="no profile"):
        rules.set_profile(session, uid, "nonsense")
    with pytest.raises(KnownError, match="is none of England"):
        rules.set_jurisdiction(session, uid, "Mars")


def test_a_joint_meeting_keeps_the_rules_of_both(session: Session) -> None:
    early, late = body(session, "One"), body(session, "Two")
    rules.set_rule(session, early, AGENDA, count=10).result(5)
    found = by_kind(session, meet(session, date(2026, 3, 19), late, early))[AGENDA]
    assert (found.day, found.body.uid) == (date(2026, 3, 4), early)


def test_holidays_are_those_of_the_jurisdiction(session: Session) -> None:
    uid = body(session)
    meeting = meet(session, date(2026, 12, 4), uid)
    assert by_kind(session, meeting)[AGENDA].day == date(2026, 11, 26)
    rules.set_jurisdiction(session, uid, "Scotland").result(5)  # St Andrew’s Day, 30 November
    assert by_kind(session, meeting)[AGENDA].day == date(2026, 11, 25)


# -------------------------------------------------------------------------------- days off


def test_a_closure_day_moves_the_days_and_says_why(session: Session) -> None:
    uid = body(session)
    meeting = meet(session, date(2026, 3, 19), uid)
    added = rules.add_holiday(session, date(2026, 3, 16), "Office closed").result(5)
    papers = by_kind(session, meeting)[AGENDA]
    assert papers.day == date(2026, 3, 10)
    assert "Mon 16 (Office closed)" in explain(papers.reckoning).skipped
    with pytest.raises(KnownError, match="already"):
        rules.add_holiday(session, date(2026, 3, 16), "Again").result(5)
    rules.remove_holiday(session, added.uid).result(5)
    assert by_kind(session, meeting)[AGENDA].day == date(2026, 3, 11)


def test_a_day_of_one_division_is_none_of_another(session: Session) -> None:
    uid = body(session)
    meeting = meet(session, date(2026, 3, 19), uid)
    rules.add_holiday(session, date(2026, 3, 16), "Day of mourning", division="scotland").result(5)
    assert by_kind(session, meeting)[AGENDA].day == date(2026, 3, 11)


def test_beyond_the_horizon_is_told_whatever_the_office_adds(session: Session) -> None:
    uid = body(session)
    meeting = meet(session, date(2031, 3, 20), uid)
    rules.add_holiday(session, date(2035, 1, 4), "Office closed").result(5)
    found = chain(session.reader, meeting)
    assert all(one.provisional for one in found)
    assert "2031 are not yet proclaimed" in deadlines.beyond_horizon(found)
    near = chain(session.reader, meet(session, date(2026, 3, 19), uid))
    assert deadlines.beyond_horizon(near) == ""


@given(
    st.dates(date(2013, 2, 1), date(2027, 11, 30)),
    st.sampled_from([one.key for one in profiles()]),
    st.sets(st.integers(1, 40), max_size=6),
)
def test_no_working_day_rule_lands_on_a_day_off_and_days_off_never_shorten_notice(
    on: date, profile: str, extra: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = Session.open(Path(folder) / "register", create=True)
        try:
            uid = body(session)
            rules.set_profile(session, uid, profile).result(5)
            meeting = meet(session, on, uid)
            before = by_kind(session, meeting)
            for days in extra:
                rules.add_holiday(session, on - timedelta(days=days), "Closed").result(5)
            after = by_kind(session, meeting)
            calendar = rules.Calendar(session.reader)
            for kind, one in after.items():
                rule = one.reckoning.rule
                holidays = calendar.holidays(rule.jurisdiction)
                if rule.days == WORKING_DAYS:
                    assert not why_not(WORKING_DAYS, one.day, holidays)
                if rule.direction is Direction.BEFORE:
                    assert one.day <= before[kind].day
        finally:
            session.close()


# -------------------------------------------------------------------------- what happened


def test_done_late_and_why(session: Session) -> None:
    meeting = meet(session, date(2026, 3, 19), body(session))
    deadlines.mark_done(session, meeting, REPORTS, date(2026, 3, 11), " Figures late ").result(5)
    reports = by_kind(session, meeting)[REPORTS]
    assert (reports.state(TODAY), reports.late) == (State.LATE, True)
    assert reports.words(TODAY) == "Done 2 days late"
    assert reports.reason == "Figures late"
    deadlines.mark_done(session, meeting, REPORTS, None).result(5)
    assert by_kind(session, meeting)[REPORTS].state(TODAY) is State.DUE
    assert session.reader.count(DeadlineMark) == 0


def test_a_day_set_by_hand_wins_and_is_named(session: Session) -> None:
    meeting = meet(session, date(2026, 3, 19), body(session))
    deadlines.set_day(session, meeting, REPORTS, date(2026, 3, 6)).result(5)
    reports = by_kind(session, meeting)[REPORTS]
    assert (reports.day, reports.override) == (date(2026, 3, 6), date(2026, 3, 6))
    assert reports.reckoning.day == date(2026, 3, 9)


def test_an_agenda_that_went_out_is_done_on_that_day(session: Session) -> None:
    meeting = meet(session, session.today() + timedelta(days=60), body(session))
    agenda.add_item(session, meeting, "Welcome").result(5)
    publish.publish_agenda(session, meeting).result(5)
    publish.record_publication(
        session, DocumentKind.AGENDA, meeting, Format.PDF, Audience.PUBLIC, "a.pdf", b"x"
    ).result(5)
    found = by_kind(session, meeting)
    assert found[AGENDA].done_on == session.today()
    assert found[REPORTS].done
    assert found[REPORTS].done_on is None
    assert not found[DeadlineKind.CIRCULATED].done


def test_a_summons_that_went_out_before_the_agenda_is_done_on_that_day(session: Session) -> None:
    council = body(session, "Council", "council")
    meeting = meet(session, session.today() + timedelta(days=60), council)
    assert not by_kind(session, meeting)[DeadlineKind.SUMMONS].done
    publish.record_publication(
        session, DocumentKind.SUMMONS, meeting, Format.PDF, Audience.PUBLIC, "s.pdf", b"x"
    ).result(5)
    found = by_kind(session, meeting)
    assert found[DeadlineKind.SUMMONS].done_on == session.today()
    assert not found[AGENDA].done


def test_notices_that_may_not_be_needed_are_never_overdue(session: Session) -> None:
    meeting = meet(session, date(2026, 3, 3), body(session, "Cabinet", "cabinet"))
    notice = by_kind(session, meeting)[DeadlineKind.KEY_DECISIONS]
    assert notice.state(TODAY) is State.NOTICE


# ------------------------------------------------------------------------- moving a meeting


def breaks(session: Session, meeting: str, on: date) -> list[str]:
    return deadlines.what_breaks(session.reader, meeting, on, TODAY)


def test_moving_far_enough_breaks_nothing(session: Session) -> None:
    meeting = meet(session, date(2026, 4, 16), body(session))
    assert breaks(session, meeting, date(2026, 4, 23)) == []


def test_moving_too_near_says_which_deadlines_are_past(session: Session) -> None:
    meeting = meet(session, date(2026, 4, 16), body(session))
    assert breaks(session, meeting, date(2026, 3, 6)) == [
        "Call for items: that was due by Friday 6 February 2026, which is past.",
        "Reports in: that was due by Tuesday 24 February 2026, which is past.",
        "Chair’s briefing: that was due by Wednesday 25 February 2026, which is past.",
    ]


def test_what_is_overdue_already_is_not_broken_by_moving(session: Session) -> None:
    meeting = meet(session, date(2026, 3, 19), body(session))
    assert breaks(session, meeting, date(2026, 3, 26)) == []


def test_moving_after_the_agenda_is_out_tells_too_little_notice(session: Session) -> None:
    meeting = meet(session, date(2026, 3, 19), body(session))
    deadlines.mark_done(session, meeting, AGENDA, date(2026, 3, 11)).result(5)
    meetings.set_stage(session, meeting, Stage.PUBLISHED).result(5)
    (said,) = breaks(session, meeting, date(2026, 3, 17))
    assert said == (
        "Papers out: done on Wednesday 11 March 2026, and it ought to have been done by"
        " Monday 9 March 2026; that is too little notice."
    )


def test_a_new_day_that_is_no_working_day_is_named(session: Session) -> None:
    meeting = meet(session, date(2026, 5, 21), body(session))
    assert breaks(session, meeting, date(2026, 5, 25))[0].startswith(
        "Monday 25 May 2026 is no working day (Spring bank holiday)."
    )
    assert breaks(session, meeting, date(2026, 5, 23))[0] == "Saturday 23 May 2026 is a Saturday."


def test_correcting_the_record_of_a_past_meeting_breaks_nothing(session: Session) -> None:
    meeting = meet(session, date(2025, 5, 21), body(session))
    assert breaks(session, meeting, date(2025, 5, 20)) == []


def test_the_sample_board_has_rules_of_its_own(session: Session) -> None:
    from secretariat.services import sample

    sample.fill(session).result(20)
    reader = session.reader
    board = reader.one(Body, short_name="MCSSB")
    assert board is not None
    (coming, _) = [
        m for m in meetings.all_meetings(reader, body=board.uid) if m.date > date(2026, 11, 22)
    ]  # type: ignore[operator]
    found = by_kind(session, coming.meeting.uid)
    assert found[AGENDA].day == date(2026, 12, 2)
    assert found[AGENDA].source == "Terms of reference 4.3, agreed 28 March 2017"
    assert found[REPORTS].day == date(2026, 11, 30)
