"""The agenda of a real meeting, built by keyboard alone, and taken back step by step."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QModelIndex, Qt

from secretariat.models.kinds import Restriction
from secretariat.models.numbering import agenda_numbers
from secretariat.services import agenda, meetings
from secretariat.services.agenda import items_of
from secretariat.ui.meeting.agenda import AgendaStep
from secretariat.ui.meeting.restriction_section import RestrictionSection
from tests.ui.test_meeting_support import World, world
from tests.ui.test_page_support import titles

__all__ = ["world"]

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def printed(world: World) -> list[tuple[str, str]]:
    items = items_of(world.session.reader, world.meeting)
    numbers = agenda_numbers(items, "1.|(a)|(i)")
    return [(numbers[i.uid].printed, i.title) for i in items]


def editing(step: AgendaStep, world: World) -> None:
    world.bot.waitUntil(lambda: step.tree.editor() is not None and not step._edit_next)


def begin(step: AgendaStep, world: World, command: str = "") -> None:
    """Press Enter, or run a command, and wait for the new row's editor."""
    before = len(items_of(world.session.reader, world.meeting))
    if command:
        world.run(step, command)
    else:
        world.press(Qt.Key.Key_Return)
    world.bot.waitUntil(lambda: len(items_of(world.session.reader, world.meeting)) == before + 1)
    editing(step, world)


def child(step: AgendaStep, world: World) -> None:
    before = len(items_of(world.session.reader, world.meeting))
    world.press(Qt.Key.Key_Return, SHIFT)
    world.bot.waitUntil(lambda: len(items_of(world.session.reader, world.meeting)) == before + 1)
    editing(step, world)


def shift(step: AgendaStep, world: World, name: str) -> None:
    world.run(step, name)
    world.settle()


SEED = [
    ("1.", "Introductions and apologies"),
    ("2.", "Declarations of interest"),
    ("3.", "Minutes of previous meeting"),
    ("", "LOOKING BACK"),
    ("4.", ""),
    ("4 (a)", "Update from the task group"),
    ("4 (b)", "Action plan and funding update"),
    ("", "LOOKING AHEAD"),
    ("5.", ""),
    ("5 (a)", "Strategic assessment"),
    ("(i)", "Presentation and discussion"),
    ("(ii)", "Agree content and publication"),
    ("5 (b)", "Agree priorities"),
    ("5 (c)", "Delegate the allocation of funding"),
    ("6.", "Delegate the response to the county"),
    ("7.", "Any other business"),
    ("8.", "To elect a new chairman"),
    ("9.", "Date of next meeting"),
]


def test_the_agenda_of_february_2017_is_typed_by_keyboard_and_undone(world: World) -> None:
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    begin(step, world, "agenda.add-item")
    world.type("Introductions and apologies")
    begin(step, world)
    world.type("Declarations of interest")
    begin(step, world)
    world.type("Minutes of previous meeting")
    world.press(Qt.Key.Key_Tab)
    world.type("Secretary")
    world.press(Qt.Key.Key_Tab)
    world.type("5")
    begin(step, world, "agenda.add-heading")
    world.type("LOOKING BACK")
    begin(step, world)  # 4, which has no title of its own
    child(step, world)
    world.type("Update from the task group")
    begin(step, world)
    world.type("Action plan and funding update")
    begin(step, world, "agenda.add-heading")
    world.type("LOOKING AHEAD")
    begin(step, world)
    child(step, world)
    world.type("Strategic assessment")
    child(step, world)
    world.type("Presentation and discussion")
    begin(step, world)
    world.type("Agree content and publication")
    begin(step, world)
    world.type("Agree priorities")
    shift(step, world, "agenda.unnest")
    begin(step, world)
    world.type("Delegate the allocation of funding")
    begin(step, world)
    world.type("Delegate the response to the county")
    shift(step, world, "agenda.unnest")
    begin(step, world)
    world.type("Any other business")
    begin(step, world)
    world.type("To elect a new chairman")
    begin(step, world)
    world.type("Date of next meeting")
    world.press(Qt.Key.Key_Escape)
    world.settle()
    assert printed(world) == SEED
    undo_everything(world)
    assert printed(world) == []


def undo_everything(world: World) -> None:
    for _ in range(300):
        if world.session.undo_state().undo in ("", "Add meeting"):
            break
        world.context.undo()
        world.settle()


def test_a_blank_row_leaves_no_trace(world: World) -> None:
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    begin(step, world, "agenda.add-item")
    world.type("Introductions")
    world.settle()
    begin(step, world)
    world.type("Minutes")
    begin(step, world)
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: len(items_of(world.session.reader, world.meeting)) == 2)
    assert printed(world) == [("1.", "Introductions"), ("2.", "Minutes")]


def test_rows_move_nest_and_go_by_keyboard(world: World) -> None:
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    for at, title in enumerate(("A", "B", "C")):
        begin(step, world, "" if at else "agenda.add-item")
        world.type(title)
    shift(step, world, "agenda.up")
    assert [title for _, title in printed(world)] == ["A", "C", "B"]
    assert step.tree.editor() is not None, "moving a row does not stop the typing in it"
    world.type("c")
    shift(step, world, "agenda.nest")
    assert printed(world) == [("1.", "A"), ("(a)", "Cc"), ("2.", "B")]
    world.press(Qt.Key.Key_Escape)
    world.settle()
    step.tree.setFocus()
    world.press(Qt.Key.Key_Delete)
    world.settle(lambda: len(printed(world)) == 2)
    assert world.said.texts == ["Removed “Cc”."]
    world.context.undo()
    world.settle(lambda: len(printed(world)) == 3)


def test_a_row_is_a_sentence_for_those_who_listen(world: World) -> None:
    item = agenda.add_item(
        world.session, world.meeting, "Annual update", presenter="Chief Executive", minutes=30
    ).result(5)
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    index = step.tree.agenda.index_of(item.uid)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Item 1, Annual update, presented by Chief Executive, at 10.00, 30 minutes"
    assert step.total.text() == "30 of 120 minutes"


def test_a_preview_follows_what_is_typed(world: World) -> None:
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    begin(step, world, "agenda.add-item")
    world.type("Introductions")
    world.settle()
    world.bot.waitUntil(lambda: step.preview.page_count == 1, timeout=15000)


def test_numbers_by_hand_restriction_and_details(world: World) -> None:
    agenda.add_item(world.session, world.meeting, "Leases").result(5)
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    step.tree.setFocus()
    world.run(step, "agenda.number")
    editing(step, world)
    world.type("12")
    world.press(Qt.Key.Key_Tab)
    world.settle()
    assert printed(world)[0][0] == "12."
    world.press(Qt.Key.Key_Escape)
    world.run(step, "agenda.restrict")
    world.settle()
    access = step.panel.section(RestrictionSection)
    world.bot.waitUntil(lambda: access.title_row.isVisible())
    access.public_title.setFocus()
    world.type("A property matter")
    world.settle()
    item = items_of(world.session.reader, world.meeting)[0]
    assert (item.public_title, item.restriction) == ("A property matter", Restriction.EXEMPT)


def test_last_meetings_agenda_is_copied(world: World) -> None:
    agenda.add_item(world.session, world.meeting, "Apologies").result(5)
    new = meetings.add_meeting(world.session, [world.body], date(2017, 2, 23), time(10)).result(5)
    step = AgendaStep(world.context, new.uid)
    world.show(step)
    world.run(step, "agenda.copy-last")
    assert titles(step.new.lines) == ["Apologies"]
    world.run(step, "agenda.make")
    world.settle(lambda: step.picture is not None and len(step.picture.items) == 1)


def test_dragging_asks_for_the_move(world: World) -> None:
    first, second = (
        agenda.add_item(world.session, world.meeting, title).result(5) for title in ("A", "B")
    )
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    model = step.tree.agenda
    data = model.mimeData([model.index_of(second.uid)])
    move = Qt.DropAction.MoveAction
    assert not model.dropMimeData(data, move, -1, 0, model.index_of(first.uid))
    world.settle(lambda: printed(world) == [("1.", "A"), ("(a)", "B")])
    data = model.mimeData([model.index_of(second.uid)])
    model.dropMimeData(data, move, 0, 0, QModelIndex())
    world.settle(lambda: printed(world) == [("1.", "B"), ("2.", "A")])
    data = model.mimeData([model.index_of(second.uid)])
    model.dropMimeData(data, move, -1, 0, model.index_of(second.uid))
    world.settle(lambda: bool(world.said.warnings))
    assert "under itself" in world.said.warnings[0]
