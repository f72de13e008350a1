"""The times of a meeting in progress: shown, warned of, set by hand, and never run backwards."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from secretariat.models.records import Item, Sitting
from secretariat.models.room_kinds import MeetingEventKind
from secretariat.services import agenda, attendance, meetings, minutes, order, room
from secretariat.services.room import Spot
from secretariat.ui.meeting.details import DetailsStep
from secretariat.ui.meeting.minutes import MinutesStep
from secretariat.ui.meeting.topic_list import NOTE_ROLE
from secretariat.ui.meeting.workspace import MeetingWorkspace
from secretariat.ui.page import Route
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]


class Clock:
    """A clock that a test sets, on the day of the meeting."""

    def __init__(self, world: World) -> None:
        self.now = datetime(2016, 11, 10, 10, 2, tzinfo=UTC)
        world.session.clock = lambda: self.now

    def go(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock(world: World) -> Clock:
    made = Clock(world)
    for title, long in (("Welcome", 5), ("Roads", 20), ("Any other business", 10)):
        agenda.add_item(world.session, world.meeting, title, minutes=long).result(5)
    attendance.fill_from_membership(world.session, world.meeting).result(5)
    meetings.open_meeting(world.session, world.meeting, time(10, 2)).result(5)
    return made


@pytest.fixture
def space(world: World, clock: Clock) -> MeetingWorkspace:
    made = MeetingWorkspace(world.context)
    made.open(Route("meeting", world.meeting, "minutes"))

    def go(route: Route) -> None:
        made.open(route)
        made.refresh()

    world.context.bus.route_requested.connect(go)
    world.show(made, 1440, 800)
    return made


def items(world: World) -> list[Item]:
    return agenda.items_of(world.session.reader, world.meeting)


def step_of(space: MeetingWorkspace) -> MinutesStep:
    found = space.steps["minutes"]
    assert isinstance(found, MinutesStep)
    return found


def minute(world: World, at: int, words: str = "Said.") -> None:
    minutes.add_entry(world.session, world.meeting, items(world)[at].uid, words).result(5)
    world.settle()


def test_the_head_and_the_list_tell_used_against_planned(
    world: World, clock: Clock, space: MeetingWorkspace
) -> None:
    minute(world, 0)
    clock.go(6)
    minute(world, 1)
    step = step_of(space)
    step.go_to(items(world)[1].uid)
    clock.go(10)
    space.tick(0)
    assert step.time_used.text() == "10 of 20 min"
    assert space.header.when.text() == (
        "started 10.02 am · now 10.18 am · 16 min of 2 h · 3 min behind · Monkfield Room"
    )
    clock.go(7)
    space.tick(420)
    assert step.time_used.text() == "17 of 20 min · 3 left"
    assert step.time_used.property("tone") == "warn"
    clock.go(8)
    space.tick(900)
    assert step.time_used.text() == "25 of 20 min · 5 over"
    assert step.time_used.property("tone") == "bad"
    assert space.header.clock.agenda.text() == "8 min behind"
    rows = [step.topics.list.index(at) for at in range(3)]
    assert [row.data(NOTE_ROLE)[0] for row in rows] == ["6 / 5", "25 / 20", "10"]
    assert (
        rows[1].data(Qt.ItemDataRole.AccessibleTextRole).endswith("25 of 20 minutes used, 5 over")
    )


def test_times_go_on_as_they_stood_after_the_program_was_closed(world: World, clock: Clock) -> None:
    minute(world, 0)
    clock.go(65)
    made = MeetingWorkspace(world.context)
    made.open(Route("meeting", world.meeting, "minutes"))
    world.show(made)
    step = step_of(made)
    step.go_to(items(world)[0].uid)
    assert step.time_used.text() == "65 of 5 min · 60 over"
    assert "1 h 5 min of 2 h" in made.header.when.text()
    clock.go(60)
    made.tick(0)
    assert made.header.clock.end.text() == "7 min over time"


def test_a_clock_set_back_is_told_and_notes_nothing(
    world: World, clock: Clock, space: MeetingWorkspace
) -> None:
    clock.go(30)
    minute(world, 0)
    space.tick(0)
    clock.go(-60)
    space.tick(1)
    assert "was set back, from 10.32 am to 9.32 am" in world.said.warnings[-1]
    header = space.header
    assert header.clock.wrong.text() == "Clock runs back"
    assert "but 10.32 am is noted already" in header.when.text()
    step = step_of(space)
    step.go_to(items(world)[0].uid)
    assert step.time_used.text() == "Times run back"
    minute(world, 1)
    assert items(world)[1].started is None
    assert items(world)[0].ended is None
    world.run(step, "minutes.ends-now")
    world.bot.waitUntil(lambda: any("cannot be right" in one for one in world.said.warnings))
    world.run(space, "meeting.close")
    world.bot.waitUntil(lambda: any("set the time under" in one for one in world.said.texts))
    sitting = world.session.reader.find(Sitting, meeting=world.meeting)[0]
    assert sitting.closed is None


def test_sleep_is_told_once_and_the_times_go_on(
    world: World, clock: Clock, space: MeetingWorkspace
) -> None:
    space.tick(0)
    clock.go(32)
    space.tick(1)
    space.tick(2)
    assert len(world.said.warnings) == 1
    assert "went from 10.02 am to 10.34 am at once" in world.said.warnings[0]
    clock.go(20)
    space.tick(1202)
    assert "stood still from 10.34 am to 10.54 am" in world.said.warnings[1]
    assert "52 min of 2 h" in space.header.when.text()


def test_times_are_typed_and_set_back(world: World, clock: Clock, space: MeetingWorkspace) -> None:
    minute(world, 0)
    step = step_of(space)
    step.go_to(items(world)[0].uid)
    world.run(step, "minutes.times")
    world.bot.waitUntil(step.taken.began.hasFocus)
    world.type("10.04")
    world.settle(lambda: items(world)[0].started == time(10, 4))
    clock.go(10)
    world.run(step, "minutes.ends-now")
    world.settle(lambda: items(world)[0].ended == time(10, 12))
    assert step.time_used.text() == "took 8 of 5 min"
    step.taken.ended.setFocus()
    step.taken.ended.selectAll()
    QTest.keyClick(step.taken.ended, Qt.Key.Key_Delete)
    world.settle(lambda: items(world)[0].ended is None)
    world.run(step, "minutes.begins-now")
    world.settle(lambda: items(world)[0].started == time(10, 12))
    world.run(space, "meeting.times")
    details = space.steps["details"]
    assert isinstance(details, DetailsStep)
    card = next(iter(details.sittings.cards.values()))
    world.bot.waitUntil(card.opened.hasFocus)
    assert card.opened.text() == "10.02 am"


def test_closing_ends_the_item_and_undo_opens_it_again(world: World, clock: Clock) -> None:
    minute(world, 0)
    meetings.close_meeting(world.session, world.meeting, time(11)).result(5)
    assert items(world)[0].ended == time(11)
    world.session.undo().result(5)
    assert items(world)[0].ended is None


def test_times_are_those_of_the_meetings_own_zone(world: World, clock: Clock) -> None:
    day = datetime(2016, 7, 10, 9, 5, tzinfo=UTC)
    sitting = world.session.reader.find(Sitting, meeting=world.meeting)[0]
    values = {"date": day.date(), "opened": time(10)}
    meetings.change_sitting(world.session, sitting.uid, **values).result(5)
    clock.now = day
    minute(world, 0)
    assert items(world)[0].started == time(10, 5)  # summer time, an hour before UTC
    clock.go(5)
    order.take_now(world.session, items(world)[1].uid).result(5)
    assert items(world)[0].ended == time(10, 10)


def test_a_meeting_left_open_notes_no_times_of_another_day(
    world: World, clock: Clock, space: MeetingWorkspace
) -> None:
    clock.go(24 * 60 + 60)
    minute(world, 0)
    assert items(world)[0].started is None
    space.tick(0)
    assert space.header.clock.wrong.text() == "Still open"
    assert "The meeting of 10 November 2016 was not closed" in space.header.when.text()


def test_a_meeting_minuted_afterwards_notes_no_times(world: World) -> None:
    clock = Clock(world)
    agenda.add_item(world.session, world.meeting, "Roads").result(5)
    clock.go(3 * 24 * 60)
    space = MeetingWorkspace(world.context)
    space.open(Route("meeting", world.meeting))
    world.show(space)
    world.run(space, "meeting.start")
    world.bot.waitUntil(lambda: "was on 10 November 2016" in "".join(world.said.texts))
    minute(world, 0)
    assert items(world)[0].started is None
    assert world.session.reader.find(Sitting, meeting=world.meeting)[0].opened is None
    space.tick(0)
    assert not space.header.clock.isVisible()


def test_an_adjournment_stops_the_time_of_the_item(
    world: World, clock: Clock, space: MeetingWorkspace
) -> None:
    minute(world, 0)
    clock.go(3)
    spot = Spot(world.meeting, items(world)[0].uid)
    events = MeetingEventKind
    room.record_event(world.session, spot, events.ADJOURNED, at=time(10, 5)).result(5)
    world.settle()
    clock.go(20)
    space.tick(0)
    step = step_of(space)
    step.go_to(items(world)[0].uid)
    assert step.time_used.text() == "3 of 5 min"
    assert "adjourned since 10.05 am" in space.header.when.text()
    room.record_event(world.session, spot, events.RESUMED, at=time(10, 25)).result(5)
    world.settle()
    clock.go(1)
    space.tick(60)
    assert step.time_used.text() == "4 of 5 min · 1 left"
    assert "adjourned" not in space.header.when.text()
