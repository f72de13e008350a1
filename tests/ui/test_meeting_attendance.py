"""The roll called by keyboard, and whoever else turns up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from secretariat.models.kinds import AttendanceKind, Capacity
from secretariat.services import attendance, people
from secretariat.ui.meeting.attendance import AttendanceStep
from secretariat.ui.meeting.roll_model import Column
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]


@pytest.fixture
def step(world: World) -> AttendanceStep:
    made = AttendanceStep(world.context, world.meeting)
    world.show(made)
    world.run(made, "attendance.fill")
    world.settle(lambda: made.picture is not None and len(made.picture.lines) == 4)
    made.focus_row("")
    return made


def marks(world: World) -> list[tuple[str, str]]:
    reader = world.session.reader
    roll = attendance.roll_of(reader, world.meeting)
    people_there = attendance.attendees_of(reader, world.meeting)
    return [(a.name, roll[a.uid].value if a.uid in roll else "") for a in people_there]


def test_the_roll_is_called_by_letters(world: World, step: AttendanceStep) -> None:
    assert step.count.text() == "0 of 4 present"
    for letter in "PALN":
        world.type(letter)
        world.settle()
    assert [mark for _, mark in marks(world)] == ["present", "apologies", "late", "absent"]
    assert step.count.text() == "2 of 4 present"
    world.press(Qt.Key.Key_Up)
    world.type("R")
    world.settle()
    assert [mark for _, mark in marks(world)][2] == "remote"
    world.press(Qt.Key.Key_Up)
    world.press(Qt.Key.Key_Space)
    world.settle()
    for _ in range(6):
        world.context.undo()
        world.settle()
    assert [mark for _, mark in marks(world)] == ["", "", "", ""]


def test_the_rest_are_present_with_one_key(world: World, step: AttendanceStep) -> None:
    world.type("A")
    world.settle()
    world.run(step, "attendance.rest")
    world.settle(lambda: step.picture is not None and step.picture.unmarked == 0)
    assert step.count.text() == "3 of 4 present"
    assert not step.rest.isVisibleTo(step)


def test_a_substitute_is_named_in_line(world: World, step: AttendanceStep) -> None:
    world.press(Qt.Key.Key_Down)
    away = step.roll.current_line()
    assert away is not None
    world.type("S")
    assert step.adder.hasFocus()
    world.type("Jo Webb, Deputy, Fire Authority")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: len(marks(world)) == 5)
    new = attendance.attendees_of(world.session.reader, world.meeting)[2]
    assert (new.name, new.capacity) == ("Jo Webb", Capacity.SUBSTITUTE)
    assert new.substitute_for == away.attendee.uid
    assert (new.organisation, step.roll.hasFocus()) == ("Fire Authority", True)
    assert step.picture is not None
    assert step.picture.expected == 4


def test_people_are_added_in_one_line(world: World, step: AttendanceStep) -> None:
    people.add_person(
        world.session, "Kerse", given_name="Simon", job_title="Partnerships Officer"
    ).result(5)
    world.run(step, "attendance.add")
    world.type("Ann Webb, visitor, Parish Forum")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: len(marks(world)) == 5)
    step.adder.setFocus()
    world.type("Simon Kerse")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: len(marks(world)) == 6)
    added = attendance.attendees_of(world.session.reader, world.meeting)[4:]
    assert [(a.name, a.capacity.value, a.job_title, a.organisation) for a in added] == [
        ("Ann Webb", "visitor", "", "Parish Forum"),
        ("Simon Kerse", "officer", "Partnerships Officer", ""),
    ]
    assert added[1].person


def test_names_and_roles_are_corrected_for_this_meeting(world: World, step: AttendanceStep) -> None:
    world.press(Qt.Key.Key_Down)
    world.press(Qt.Key.Key_F2)
    world.bot.waitUntil(lambda: step.roll.editor() is not None)
    world.type("Paul A Clarke")
    world.press(Qt.Key.Key_Tab)
    world.type("Area Commander")
    world.press(Qt.Key.Key_Return)
    world.settle()
    clarke = attendance.attendees_of(world.session.reader, world.meeting)[1]
    assert (clarke.name, clarke.job_title) == ("Paul A Clarke", "Area Commander")


def test_a_row_says_who_and_how(world: World, step: AttendanceStep) -> None:
    line = step.roll.current_line()
    assert line is not None
    index = step.roll.roll.index_of(line.attendee.uid, Column.NAME)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Maurice Moore, not marked yet, Chair, Chair"
    world.type("P")
    world.settle()
    index = step.roll.roll.index_of(line.attendee.uid, Column.NAME)
    assert ", present, " in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_order_and_removal(world: World, step: AttendanceStep) -> None:
    world.press(Qt.Key.Key_Down)
    world.run(step, "attendance.down")
    world.settle(lambda: marks(world)[1][0] == "Mark Freeman")
    world.press(Qt.Key.Key_Delete)
    world.settle(lambda: len(marks(world)) == 3)
    assert AttendanceKind.PRESENT.value not in {mark for _, mark in marks(world)}


def test_somebody_is_put_in_the_chair_by_a_key(world: World, step: AttendanceStep) -> None:
    world.type("A")
    world.run(step, "attendance.rest")
    world.settle(lambda: step.picture is not None and step.picture.unmarked == 0)
    world.bot.waitUntil(step.chair.isVisible)
    assert step.chair.words.text() == (
        "The Chair is not here. Somebody has to be chosen to preside: press C on their name."
    )
    assert step.roll.hasFocus()
    world.type("c")
    world.settle(lambda: step.picture is not None and step.picture.presiding.chosen)
    world.bot.waitUntil(lambda: not step.chair.isVisible())
    line = step.roll.current_line()
    assert line is not None
    assert (line.attendee.name, line.note()) == ("Paul Clarke", "in the chair")
    assert "in the chair" in line.sentence()
    world.run(step, "attendance.chair")
    world.bot.waitUntil(step.chair.isVisible)
