"""Deadlines in the details of a meeting: shown, explained, marked, and broken by moving it."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretariat.models.kinds import DeadlineKind
from secretariat.services import bodies, meetings, rules
from secretariat.services.deadlines import Deadline, chain
from secretariat.ui.meeting.details import DetailsStep
from tests.ui.test_meeting_support import WAIT, World, world

__all__ = ["world"]

AGENDA, REPORTS = DeadlineKind.AGENDA, DeadlineKind.REPORTS


@pytest.fixture
def step(world: World) -> DetailsStep:
    """Show a meeting of 15 December 2016; today is 10 November."""
    meeting = meetings.add_meeting(
        world.session, [world.body], date(2016, 12, 15), time(10), time(12)
    ).result(WAIT)
    world.meeting = meeting.uid
    made = DetailsStep(world.context, meeting.uid)
    world.show(made)
    return made


def of(world: World, kind: DeadlineKind) -> Deadline:
    return next(one for one in chain(world.session.reader, world.meeting) if one.kind is kind)


def test_rows_say_the_day_and_how_it_stands(step: DetailsStep) -> None:
    rows = {row.key: row for row in step.deadlines.list.rows.rows}
    papers = rows[AGENDA.value]
    assert (papers.title, papers.detail, papers.tag) == (
        "Papers out",
        "Wednesday 7 December",
        "Due in 27 days",
    )
    assert "5 working days: Thu 8, Fri 9, Mon 12, Tue 13, Wed 14." in papers.spoken
    assert step.deadlines.list.key == DeadlineKind.CALL.value


def test_the_one_under_the_cursor_is_explained(world: World, step: DetailsStep) -> None:
    step.deadlines.choose(AGENDA)
    told = step.deadlines.why.text
    assert "Papers out by <b>Wednesday&nbsp;7&nbsp;December</b>" in told
    assert "Not counted: day of issue, day of the meeting, Sat 10, Sun 11." in told
    world.press(Qt.Key.Key_Up)
    assert "Chair’s briefing by" in step.deadlines.why.text
    world.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is step.deadlines.done_on


def test_done_today_is_one_press_and_undone(world: World, step: DetailsStep) -> None:
    step.deadlines.choose(REPORTS)
    step.deadlines.done.click()
    world.settle(lambda: of(world, REPORTS).done)
    assert of(world, REPORTS).done_on == date(2016, 11, 10)
    assert world.said.texts == ["Reports in: done."]
    assert step.deadlines.list.rows.rows[1].tag == "Done"
    world.context.undo()
    world.settle(lambda: not of(world, REPORTS).done)


def test_what_is_late_asks_for_a_reason(world: World, step: DetailsStep) -> None:
    step.deadlines.choose(REPORTS)
    step.deadlines.done_on.setFocus()
    world.type("7 December 2016")
    world.settle(lambda: of(world, REPORTS).late)
    world.bot.waitUntil(step.deadlines.reason.isVisible)
    step.deadlines.reason.setFocus()
    world.type("Figures came late")
    step.deadlines.list.setFocus()
    world.press(Qt.Key.Key_Down)
    world.settle()
    assert of(world, REPORTS).reason == "Figures came late"
    assert step.deadlines.reason.text() == ""
    assert not of(world, DeadlineKind.BRIEFING).reason


def test_a_day_set_by_hand_is_told(world: World, step: DetailsStep) -> None:
    step.deadlines.choose(AGENDA)
    step.deadlines.by_hand.setFocus()
    world.type("1 December 2016")
    world.settle(lambda: of(world, AGENDA).override)
    world.bot.waitUntil(lambda: "Set by hand" in step.deadlines.why.text)
    assert "the rule gives Wednesday 7 December." in step.deadlines.why.text


def test_moving_the_date_tells_what_breaks(world: World, step: DetailsStep) -> None:
    (card,) = step.sittings.cards.values()
    card.on.setFocus()
    card.on.selectAll()
    world.type("17 November 2016")
    world.settle(lambda: world.said.warnings)
    world.bot.waitUntil(lambda: world.said.warnings[-1].startswith("Moved to Thursday 17 Nov"))
    assert "Call for items: that was due by Thursday 20 October 2016" in world.said.warnings[-1]
    world.context.undo()
    world.settle(lambda: of(world, AGENDA).day == date(2016, 12, 7))


def test_moving_it_far_enough_tells_nothing(world: World, step: DetailsStep) -> None:
    (card,) = step.sittings.cards.values()
    card.on.setFocus()
    card.on.selectAll()
    world.type("19/1/2017")
    world.settle(lambda: of(world, AGENDA).day == date(2017, 1, 11))
    step.title.setFocus()
    if world.said.warnings:  # a day on the way that broke something, then taken back
        assert world.said.texts[-1].endswith("That breaks nothing.")


def test_a_body_without_rules_says_so(world: World, step: DetailsStep) -> None:
    rules.set_profile(world.session, world.body, "none").result(WAIT)
    world.bot.waitUntil(lambda: not step.deadlines.list.isVisible())
    assert "No rule gives" in step.deadlines._none.text()


def test_a_route_may_name_a_deadline(step: DetailsStep) -> None:
    step.focus_row(AGENDA.value)
    assert step.deadlines.list.key == AGENDA.value


def test_moving_onto_a_clash_is_told_with_names_and_stays_in_sight(
    world: World, step: DetailsStep
) -> None:
    other = bodies.add_body(world.session, "Zebra Panel").result(5).uid
    member = bodies.members_of(world.session.reader, world.body)[0].person.uid
    bodies.add_member(world.session, other, member).result(5)
    meetings.add_meeting(world.session, [other], date(2017, 2, 9), time(11)).result(5)
    (card,) = step.sittings.cards.values()
    card.on.setFocus()
    card.on.selectAll()
    world.type("9/2/2017")
    told = "Maurice Moore is also at Zebra Panel, 11.00 am."
    world.settle(lambda: any(told in words for words in world.said.warnings))
    world.bot.waitUntil(lambda: step.sittings.warning.text() == told, timeout=8000)
    assert step.sittings.warning.isVisible()
