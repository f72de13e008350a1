"""A new agenda: looked at, lines left out, made by keyboard, and taken back."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from secretariat.models.kinds import Restriction
from secretariat.services import agenda, bodies, meetings, templates
from secretariat.services.agenda import items_of
from secretariat.services.agenda_sources import From
from secretariat.ui.meeting.agenda import AgendaStep
from tests.ui.test_meeting_support import World, world
from tests.ui.test_page_support import titles, unnamed

__all__ = ["world"]

CTRL = Qt.KeyboardModifier.ControlModifier


def shown(world: World) -> list[str]:
    return [item.title for item in items_of(world.session.reader, world.meeting)]


def leads(step: AgendaStep) -> list[str]:
    return [row.lead for row in step.new.lines.rows.rows]


def on_agenda(step: AgendaStep, world: World, many: int) -> None:
    world.settle(lambda: step.picture is not None and len(step.picture.items) == many)


@pytest.fixture
def step(world: World) -> AgendaStep:
    """Return the agenda step of a meeting without items, of a body with a template."""
    template = templates.add_template(world.session, world.body, "Ordinary meeting").result(5)
    uids = {}
    for title in ("Apologies", "Minutes of the meeting of [last meeting]", "Money", "AOB"):
        item = templates.add_item(world.session, template.uid, title).result(5)
        uids[title] = item.uid
    below = templates.add_item(world.session, template.uid, "Grants", parent=uids["Money"])
    secret = {"restriction": Restriction.EXEMPT}
    templates.change_item(world.session, below.result(5).uid, **secret).result(5)
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    return step


def test_the_agenda_is_looked_at_and_made_by_keyboard_alone(step: AgendaStep, world: World) -> None:
    new = step.new
    step.focus_row("")
    assert QApplication.focusWidget() is new.list
    assert titles(new.list) == ["Ordinary meeting", "Empty"]
    assert titles(new.lines)[1] == "Minutes of the last meeting"
    assert leads(step) == ["1.", "2.", "3.", "(a)", "4."]
    assert "1 restricted line needs a title" in new._note.text()
    world.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is new.lines
    world.press(Qt.Key.Key_Down)
    world.press(Qt.Key.Key_Down)
    world.press(Qt.Key.Key_Space)
    assert leads(step) == ["1.", "2.", "–", "–", "3."]
    told = new.lines.rows.data(new.lines.rows.index(2), Qt.ItemDataRole.AccessibleTextRole)
    assert told.endswith("left out")
    world.press(Qt.Key.Key_Down)
    world.press(Qt.Key.Key_Space)
    assert leads(step) == ["1.", "2.", "3.", "(a)", "4."]
    world.press(Qt.Key.Key_Space)
    assert leads(step) == ["1.", "2.", "3.", "–", "4."]
    assert unnamed(step) == []
    world.press(Qt.Key.Key_Return, CTRL)
    on_agenda(step, world, 4)
    assert shown(world) == ["Apologies", "Minutes of the last meeting", "Money", "AOB"]
    assert world.said.texts == ["Put 4 items on the agenda."]
    world.bot.waitUntil(lambda: QApplication.focusWidget() is step.tree)
    world.session.undo().result(5)
    on_agenda(step, world, 0)
    world.bot.waitUntil(lambda: step.new.isVisible())


def test_the_mouse_ticks_a_box_and_the_rest_of_the_row_only_chooses(
    step: AgendaStep, world: World
) -> None:
    lines = step.new.lines
    at = lines.visualRect(lines.rows.index(0))
    middle = QPoint(at.center().x(), at.center().y())
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(lines.viewport(), left, pos=middle)
    assert lines.is_ticked(lines.rows.rows[0].key)
    QTest.mouseClick(lines.viewport(), left, pos=QPoint(at.left() + 24, at.center().y()))
    assert leads(step)[:2] == ["–", "1."]
    QTest.mouseClick(lines.viewport(), left, pos=QPoint(at.left() + 24, at.center().y()))
    assert leads(step)[:2] == ["1.", "2."]


def test_an_empty_agenda_begins_with_a_first_item(step: AgendaStep, world: World) -> None:
    step.new.choose(From.EMPTY)
    step.new.make()
    on_agenda(step, world, 1)
    world.bot.waitUntil(lambda: step.tree.editor() is not None)


def test_standing_items_are_added_to_an_agenda_and_escape_leaves_it(
    step: AgendaStep, world: World
) -> None:
    agenda.add_item(world.session, world.meeting, "Money").result(5)
    on_agenda(step, world, 1)
    assert not step.new.isVisible()
    world.run(step, "agenda.add-standing")
    assert step.new.isVisible()
    assert titles(step.new.lines) == [
        "Apologies", "Minutes of the last meeting", "Money", "Grants", "AOB",
    ]  # fmt: skip
    world.press(Qt.Key.Key_Escape)
    assert not step.new.isVisible()
    assert QApplication.focusWidget() is step.tree
    world.run(step, "agenda.add-standing")
    assert step.new.button.text() == "Add 4 lines"
    step.new.button.click()
    on_agenda(step, world, 5)
    assert shown(world) == ["Apologies", "Minutes of the last meeting", "Money", "Grants", "AOB"]
    world.run(step, "agenda.add-standing")
    assert not step.new.button.isEnabled()
    assert "on the agenda already" in step.new._note.text()


def test_what_is_left_out_stays_so_while_others_write(step: AgendaStep, world: World) -> None:
    step.new.turn_over(step.new.lines.rows.rows[0].key)
    bodies.change_body(world.session, world.body, note="x").result(5)
    world.settle()
    assert leads(step)[0] == "–"
    meetings.add_meeting(world.session, [world.body], date(2016, 9, 1), time(10)).result(5)
    world.settle(lambda: "1 September" in titles(step.new.lines)[1])


def test_usual_items_are_offered_while_the_body_has_no_template(world: World) -> None:
    uid = (
        meetings.add_meeting(world.session, [world.body], date(2017, 1, 5), time(10)).result(5).uid
    )
    step = AgendaStep(world.context, uid)
    world.show(step)
    assert titles(step.new.list) == ["Usual items, ordinary meeting", "Empty"]
