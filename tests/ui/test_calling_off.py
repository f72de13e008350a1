"""A meeting is called off and given a new date by typing, and each leads to the other."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from secretariat.models.kinds import Stage
from secretariat.models.records import Meeting
from secretariat.services import agenda, meetings, replacing
from secretariat.ui.meeting.details import DetailsStep
from secretariat.ui.meeting.workspace import MeetingWorkspace
from secretariat.ui.page import Route
from secretariat.ui.widgets import IconButton
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]


@pytest.fixture
def step(world: World) -> DetailsStep:
    agenda.add_item(world.session, world.meeting, "Budget").result(5)
    made = DetailsStep(world.context, world.meeting)
    world.show(made)
    return made


def test_postponing_asks_for_a_reason_and_then_for_the_new_date(
    world: World, step: DetailsStep
) -> None:
    went: list[Route] = []
    world.context.bus.route_requested.connect(went.append)
    off = step.calling_off
    world.run(step, "details.postpone")
    assert off.reason.hasFocus()
    off.postpone()
    assert "why the meeting is postponed" in off._reason_row.wrong.text()
    world.type("Snow")
    world.press(Qt.Key.Key_Return)
    assert off.postpone_button.hasFocus()
    world.press(Qt.Key.Key_Return)
    world.bot.waitUntil(off.new_date.day.hasFocus, timeout=8000)
    assert world.session.reader.get(Meeting, world.meeting).stage is Stage.POSTPONED
    assert off.new_date.starts.text() == "10.00 am"
    assert off.new_date.with_agenda.text() == "With its agenda (1 item)"
    world.type("26/12/2016")
    assert "no working day (Boxing Day)" in off.new_date.told.text()
    off.new_date.day.clear()
    world.type("24/11")
    world.press(Qt.Key.Key_Return)
    world.bot.waitUntil(lambda: bool(went), timeout=8000)
    new = went[-1].uid
    assert [one.title for one in agenda.items_of(world.session.reader, new)] == ["Budget"]

    def links() -> list[str]:
        return [one.text() for one in off.findChildren(IconButton) if one.isVisible()]

    words = "Held on Thursday 24 November 2016 instead"
    world.bot.waitUntil(lambda: words in links() and not off.new_date.isVisible(), timeout=8000)


def test_nonsense_in_the_new_date_is_told_beside_it(world: World, step: DetailsStep) -> None:
    meetings.cancel(world.session, world.meeting, "Snow").result(5)
    new = step.calling_off.new_date
    world.bot.waitUntil(new.isVisible, timeout=8000)
    new.day.setText("31/2")
    new.ends.setText("9")
    new.submit()
    assert "no 31 February" in new._rows["day"].wrong.text()
    assert "before it begins" in new._rows["ends"].wrong.text()
    assert world.session.reader.count(Meeting) == 1


def test_the_head_of_each_says_where_the_other_is(world: World) -> None:
    made = replacing.put_new_date(
        world.session, world.meeting, date(2016, 11, 24), time(10), reason="Snow"
    ).result(5)
    page = MeetingWorkspace(world.context)
    page.open(Route("meeting", world.meeting, "details"))
    world.show(page)
    assert page.header.when.text().startswith("held on 24 November 2016 instead")
    assert page.header.stage.text() == "Postponed"
    page.open(Route("meeting", made.uid, "details"))
    page.refresh()
    assert page.header.when.text().startswith("in place of 10 November 2016")
    details = page.steps["details"]
    assert isinstance(details, DetailsStep)
    went: list[Route] = []
    world.context.bus.route_requested.connect(went.append)
    (link,) = [
        one for one in details.calling_off.findChildren(IconButton) if "In place" in one.text()
    ]
    link.click()
    assert went == [Route("meeting", world.meeting, "details")]


def test_a_meeting_without_a_date_is_shown_and_can_be_given_one(world: World) -> None:
    bare = world.session.change("Add", lambda w: w.insert(Meeting(title="From elsewhere")))
    uid = bare.result(5).uid
    page = MeetingWorkspace(world.context)
    page.open(Route("meeting", uid, "details"))
    world.show(page)
    details = page.steps["details"]
    assert isinstance(details, DetailsStep)
    assert page.header.title.text() == "From elsewhere"
    details.sittings.add()
    world.bot.waitUntil(lambda: len(details.sittings.cards) == 1, timeout=8000)
    first = meetings.meet_of(world.session.reader, uid).first
    assert first is not None
    assert first.date == world.session.today()
