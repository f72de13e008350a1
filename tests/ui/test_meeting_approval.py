"""Minutes approved, business taken out of turn and business added, by keyboard alone."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from secretariat.models.kinds import Stage
from secretariat.models.records import Approval, Correction, Meeting
from secretariat.services import agenda, meetings, order
from secretariat.ui.meeting.approval_foot import ApprovalFoot
from secretariat.ui.meeting.minutes import MinutesStep
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]


@pytest.fixture
def step(world: World) -> MinutesStep:
    for title in ("Minutes of the last meeting", "Progress report", "Any other business"):
        agenda.add_item(world.session, world.meeting, title, minutes=10).result(5)
    meetings.set_stage(world.session, world.meeting, Stage.HELD).result(5)
    made = MinutesStep(world.context, world.meeting)
    world.show(made)
    made.focus_row("")
    return made


def test_minutes_are_approved_with_a_correction(world: World, step: MinutesStep) -> None:
    session = world.session
    here = meetings.meet_of(session.reader, world.meeting)
    before = date(2016, 4, 3)
    assert here.date is not None
    assert here.date > before
    last = meetings.add_meeting(session, [here.bodies[0].uid], before, time(10)).result(5).uid
    meetings.set_stage(session, last, Stage.MINUTES_OUT).result(5)
    world.run(step, "minutes.approve")
    world.settle(lambda: session.reader.get(Meeting, last).stage is Stage.CLOSED)
    world.settle(lambda: bool(step.entries.rows and step.entries.rows[0].foot))
    foot = step.entries.rows[0].foot
    assert isinstance(foot, ApprovalFoot)
    world.settle(lambda: "3 April 2016 were approved" in foot.prints)
    foot.lines[0].add_correction()
    world.settle(lambda: bool(foot.lines[0].corrections))
    world.settle(lambda: foot.lines[0].corrections[0].fields["minute"].hasFocus())
    world.type("5")
    world.press(Qt.Key.Key_Tab)
    world.press(Qt.Key.Key_Tab)
    world.type("June")
    step.flush()
    world.settle(lambda: [c.old_words for c in session.reader.find(Correction)] == ["June"])
    assert session.reader.find(Correction)[0].minute == "5"
    approval = session.reader.find(Approval)[0]
    assert approval.of_meeting == last


def test_business_is_taken_out_of_turn_and_added(world: World, step: MinutesStep) -> None:
    reader = world.session.reader
    items = {item.title: item for item in agenda.items_of(reader, world.meeting)}
    step.go_to(items["Any other business"].uid)
    world.run(step, "minutes.take-now")
    world.settle(lambda: order.in_order(reader, world.meeting)[0].title == "Any other business")
    assert agenda.items_of(reader, world.meeting)[2].started is not None
    world.run(step, "minutes.add-business")
    world.settle(step.adding.title.hasFocus)
    world.type("Flooded lane")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: step.picture is not None and len(step.picture.topics) == 5)
    titles = [topic.title for topic in step.picture.topics] if step.picture else []
    assert titles[:2] == ["Any other business", "Flooded lane"]
    world.settle(lambda: step.entries.rows[-1].edit.hasFocus())
    world.run(step, "minutes.in-turn")
    world.settle(lambda: all(i.taken is None for i in agenda.items_of(reader, world.meeting)))
