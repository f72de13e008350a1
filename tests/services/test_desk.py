"""What needs doing today is drawn from the register, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from secretariat.models.kinds import ActionState, BodyKind, DeadlineKind, Restriction, Stage
from secretariat.models.records import Meeting
from secretariat.services import (
    actions,
    agenda,
    bodies,
    deadlines,
    horizon,
    meetings,
    papers,
    people,
    rules,
)
from secretariat.services.desk import DeskLine, desk_lines, summary, unmet
from secretariat.services.horizon import Tone
from secretariat.services.session import Session

TODAY = date(2026, 2, 26)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


@pytest.fixture
def board(session: Session) -> str:
    return bodies.add_body(session, "Strategic Board").result(5).uid


def meet(session: Session, board: str, days: int, stage: Stage = Stage.PLANNED) -> Meeting:
    on = TODAY + timedelta(days=days)
    meeting = meetings.add_meeting(session, [board], on, time(10)).result(5)
    if stage is not Stage.PLANNED:
        meetings.set_stage(session, meeting.uid, stage).result(5)
    return meeting


def things(session: Session) -> list[DeskLine]:
    found = desk_lines(session.reader, TODAY)
    return [replace(one, title=one.title.replace("\N{NO-BREAK SPACE}", " ")) for one in found]


def test_an_empty_register_asks_for_nothing(session: Session) -> None:
    assert things(session) == []
    assert summary(session.reader, TODAY) == (
        "No meetings in the next five weeks. Nothing is late."
    )


def test_an_empty_agenda_is_started_in_good_time(session: Session, board: str) -> None:
    meeting = meet(session, board, 30)
    (only,) = things(session)
    assert only.title == "Call for items: Strategic Board, 28 March"
    assert (only.when, only.tone) == ("Mon 2", Tone.QUIET)
    assert (only.button, only.tab) == ("Start agenda", "agenda")
    assert (only.screen, only.uid) == ("meeting", meeting.uid)


def test_a_far_meeting_asks_for_nothing_yet(session: Session, board: str) -> None:
    meet(session, board, 36)
    assert things(session) == []


@pytest.mark.parametrize(
    ("days", "tone", "tag"),
    [(10, Tone.WARN, "Tomorrow"), (1, Tone.BAD, "Tomorrow"), (0, Tone.BAD, "Today")],
)
def test_an_agenda_not_out_grows_louder(
    session: Session, board: str, days: int, tone: Tone, tag: str
) -> None:
    meeting = meet(session, board, days, Stage.AGENDA)
    agenda.add_item(session, meeting.uid, "Welcome").result(5)
    (only,) = things(session)
    assert only.title.startswith("Send out the agenda: Strategic Board")
    assert only.detail == "1 item in draft; no presenter is named yet."
    assert (only.tone, only.when) == (tone, tag)


def test_an_agenda_with_items_has_time_until_the_week_of_its_deadline(
    session: Session, board: str
) -> None:
    meeting = meet(session, board, 19, Stage.AGENDA)  # papers out by Monday 9 March
    agenda.add_item(session, meeting.uid, "Welcome").result(5)
    assert [one.title for one in things(session)] == ["Reports in: Strategic Board, 17 March"]
    deadlines.mark_done(session, meeting.uid, DeadlineKind.REPORTS, TODAY).result(5)
    assert things(session) == []


def test_without_rules_an_agenda_has_time_until_ten_days_before(
    session: Session, board: str
) -> None:
    rules.set_profile(session, board, "none").result(5)
    meeting = meet(session, board, 11, Stage.AGENDA)
    agenda.add_item(session, meeting.uid, "Welcome").result(5)
    assert things(session) == []
    meetings.change_sitting(
        session, meetings.meet_of(session.reader, meeting.uid).sittings[0].uid,
        date=TODAY + timedelta(days=10),
    ).result(5)  # fmt: skip
    (only,) = things(session)
    assert (only.when, only.tone) == ("Sun 8", Tone.WARN)


def test_reports_are_told_of_in_the_week_before(session: Session, board: str) -> None:
    rules.set_rule(session, board, DeadlineKind.REPORTS, source="Terms of reference").result(5)
    meeting = meet(session, board, 13, Stage.AGENDA)  # Wednesday 11 March: reports by Friday 27
    agenda.add_item(session, meeting.uid, "Welcome").result(5)
    reports = next(one for one in things(session) if one.title.startswith("Reports in"))
    assert (reports.when, reports.tone) == ("Tomorrow", Tone.WARN)
    assert reports.detail == "Due in 8 working days before the meeting."
    assert (reports.tab, reports.focus) == ("details", "reports")
    late = [one for one in desk_lines(session.reader, TODAY + timedelta(days=3)) if one.focus]
    assert [(one.when, one.detail) for one in late] == [("Overdue", "They were due 2 days ago.")]
    assert late[0].is_late


def test_missing_reports_are_counted_and_their_authors_named(session: Session, board: str) -> None:
    rules.set_rule(session, board, DeadlineKind.REPORTS, source="Terms of reference").result(5)
    meeting = meet(session, board, 13, Stage.AGENDA)  # reports by Friday 27
    asked = [
        papers.ask_for(
            session, agenda.add_item(session, meeting.uid, title).result(5).uid, author_name="Ann"
        ).result(5)
        for title in ("Budget", "Estates", "Roads")
    ]
    papers.mark_received(session, asked[0].uid, TODAY).result(5)
    reports = next(one for one in things(session) if one.screen == "reports")
    assert reports.title == "Reports in: Strategic Board, 11 March"
    assert (reports.when, reports.detail) == ("Tomorrow", "Two of three are missing: Ann (2).")
    assert (reports.uid, reports.tab) == (meeting.uid, "missing")
    papers.change_paper(session, asked[1].uid, due=TODAY - timedelta(days=1)).result(5)
    reports = next(one for one in things(session) if one.screen == "reports")
    assert (reports.when, reports.tone) == ("1 late", Tone.BAD)
    assert summary(session.reader, TODAY).endswith("One thing is late.")
    assert reports.title.startswith("Missing reports")
    assert reports.detail.endswith("One is late.")
    meetings.set_stage(session, meeting.uid, Stage.PUBLISHED).result(5)
    reports = next(one for one in things(session) if one.screen == "reports")
    assert (reports.title, reports.is_late) == (
        "Reports to follow: Strategic Board, 11 March",
        True,
    )
    # What is due on a day to come is not late, though the agenda is out.
    papers.change_paper(session, asked[1].uid, due=TODAY + timedelta(days=2)).result(5)
    reports = next(one for one in things(session) if one.screen == "reports")
    assert (reports.tone, reports.is_late) == (Tone.WARN, False)
    assert summary(session.reader, TODAY).endswith("Nothing is late.")
    for paper in asked[1:]:
        papers.mark_received(session, paper.uid, TODAY).result(5)
    assert not any(one.title.startswith("Reports") for one in things(session))


def test_an_agenda_past_its_lawful_day_is_late_and_wants_a_reason(session: Session) -> None:
    panel = bodies.add_body(session, "Scrutiny", kind=BodyKind.COMMITTEE).result(5).uid
    meeting = meet(session, panel, 7, Stage.AGENDA)  # Thursday 5 March: out by Wednesday 25
    agenda.add_item(session, meeting.uid, "Welcome").result(5)
    (only,) = things(session)
    assert (only.when, only.tone, only.is_late) == ("Overdue", Tone.BAD, True)
    assert only.detail == (
        "It was due yesterday, 5 clear working days before the meeting."
        " Late publication needs a reason."
    )
    meets = meetings.all_meetings(session.reader)
    late = horizon.agendas_late(unmet(session.reader, meets, TODAY), TODAY)
    assert late == {meeting.uid}
    assert horizon.stage_tag(meets[0], TODAY, late=True) == ("Agenda late", Tone.BAD)


def test_the_timeline_marks_deadlines_that_others_wait_for(session: Session, board: str) -> None:
    meet(session, board, 21, Stage.AGENDA)
    meets = meetings.all_meetings(session.reader)
    waiting = unmet(session.reader, meets, TODAY)
    (row,) = horizon.timeline(session.reader, date(2026, 2, 23), TODAY, 12, waiting)
    assert row.sentence == (
        "Strategic Board: Mon 9 March, Reports in for Thu 19 March;"
        " Wed 11 March, Papers out for Thu 19 March; Thu 19 March, meeting;"
        " Thu 2 April, Draft minutes sent round for Thu 19 March"
    )


def test_an_agenda_that_is_out_is_done(session: Session, board: str) -> None:
    meet(session, board, 3, Stage.PUBLISHED)
    assert things(session) == []


def test_missing_presenters_are_counted(session: Session, board: str) -> None:
    meeting = meet(session, board, 5, Stage.AGENDA)
    agenda.add_item(session, meeting.uid, "Welcome", presenter="Chair").result(5)
    agenda.add_item(session, meeting.uid, "Budget").result(5)
    assert things(session)[0].detail == "2 items in draft; 1 of 2 name no presenter."


def test_a_restricted_item_without_a_public_title_is_told(session: Session, board: str) -> None:
    meeting = meet(session, board, 20, Stage.AGENDA)
    item = agenda.add_item(
        session, meeting.uid, "Pay of J. Smith", restriction=Restriction.EXEMPT
    ).result(5)
    (only,) = things(session)
    assert only.title == "Give a public title: Strategic Board, 18 March"
    agenda.change_item(session, item.uid, public_title="A staffing matter").result(5)
    assert things(session) == []


@pytest.mark.parametrize("stage", [Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED, Stage.HELD])
def test_a_meeting_that_is_over_wants_minutes(session: Session, board: str, stage: Stage) -> None:
    meet(session, board, -6, stage)
    (only,) = things(session)
    assert only.title == "Write the minutes: Strategic Board, 20 February"
    assert only.detail == "Met 6 days ago. Nothing is minuted yet."
    assert only.tab == "minutes"


def test_a_meeting_in_progress_comes_with_its_minutes(session: Session, board: str) -> None:
    meet(session, board, 0, Stage.HELD)
    (only,) = things(session)
    assert (only.when, only.tone) == ("Now", Tone.ACCENT)


def test_draft_minutes_are_to_be_sent(session: Session, board: str) -> None:
    meet(session, board, -1, Stage.DRAFT_MINUTES)
    (only,) = things(session)
    assert only.title == "Send the draft minutes: Strategic Board, 25 February"
    assert only.when == "Yesterday"


def test_approval_is_recorded_once_the_board_has_met_again(session: Session, board: str) -> None:
    meet(session, board, -60, Stage.MINUTES_OUT)
    assert things(session) == []
    meet(session, board, -3, Stage.CLOSED)
    (only,) = things(session)
    assert only.title == "Record the approval: Strategic Board, 28 December"


@pytest.mark.parametrize("stage", [Stage.CANCELLED, Stage.CLOSED])
def test_what_is_over_asks_for_nothing(session: Session, board: str, stage: Stage) -> None:
    meet(session, board, -1, stage)
    meet(session, board, 1, stage)
    assert things(session) == []


def test_overdue_actions_are_one_line(session: Session, board: str) -> None:
    person = people.add_person(session, "Clarke", given_name="Paul").result(5)
    owner = actions.Owner("Paul Clarke", person=person.uid)
    for days, text in ((6, "Circulate the **matrix**"), (41, "Risk register return")):
        actions.add_action(
            session, board, text, owners=[owner], due=TODAY - timedelta(days=days)
        ).result(5)
    done = actions.add_action(session, board, "Old", due=TODAY - timedelta(days=90)).result(5)
    actions.set_state(session, done.uid, ActionState.DONE).result(5)
    (only,) = things(session)
    assert (only.when, only.title) == ("2 actions", "Overdue by 6 to 41 days, one owner")
    assert only.detail == "Longest: Risk register return (Paul Clarke)"
    assert (only.screen, only.focus) == ("actions", "overdue")
    assert summary(session.reader, TODAY).endswith("One thing is late.")


def test_what_is_late_comes_first(session: Session, board: str) -> None:
    meet(session, board, 30)
    meet(session, board, -20, Stage.HELD)
    assert [thing.tone for thing in things(session)] == [Tone.BAD, Tone.QUIET]


def test_next_meetings_leave_out_what_is_cancelled(session: Session, board: str) -> None:
    meet(session, board, -1)
    meet(session, board, 2, Stage.CANCELLED)
    wanted = [meet(session, board, days).uid for days in (3, 0, 9, 12)]
    shown = [m.meeting.uid for m in horizon.coming(session.reader, TODAY)]
    assert shown == [wanted[1], wanted[0], wanted[2]]


def test_the_bar_fills_with_the_stage(session: Session, board: str) -> None:
    meet(session, board, 3, Stage.PUBLISHED)
    (soon,) = horizon.coming(session.reader, TODAY)
    assert horizon.step_of(soon) == 3
    assert horizon.stage_tag(soon, TODAY) == ("Agenda out", Tone.GOOD)


def test_the_timeline_tells_meetings_and_due_days_of_each_body(
    session: Session, board: str
) -> None:
    meet(session, board, 7)
    meet(session, board, 35)
    meet(session, board, 200)
    actions.add_action(session, board, "Late", due=TODAY - timedelta(days=2)).result(5)
    (row,) = horizon.timeline(session.reader, date(2026, 2, 23), TODAY)
    assert row.sentence == (
        "Strategic Board: Tue 24 February, 1 action overdue; Thu 5 March, meeting; "
        "Thu 2 April, meeting"
    )
    assert [mark.tone for mark in row.marks] == [Tone.BAD, Tone.ACCENT, Tone.QUIET]
