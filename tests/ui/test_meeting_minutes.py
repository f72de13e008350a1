"""The minutes of an item, taken by keyboard alone: kinds, owners, days, names, and back again."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from secretariat.documents.model import Paragraph, plain
from secretariat.errors import KnownError
from secretariat.models.kinds import (
    Audience,
    DocumentKind,
    EntryKind,
    Format,
    ItemOutcome,
    Restriction,
)
from secretariat.models.records import ActionOwner, Item, Person
from secretariat.services import agenda, attendance, minutes, publish
from secretariat.store.rows import Writer
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.minutes import MinutesStep
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def step(world: World) -> MinutesStep:
    for title in ("Introductions and apologies", "Progress report", "Any other business"):
        agenda.add_item(world.session, world.meeting, title, minutes=10).result(5)
    attendance.fill_from_membership(world.session, world.meeting).result(5)
    attendance.mark_unmarked_present(world.session, world.meeting).result(5)
    made = MinutesStep(world.context, world.meeting)
    world.show(made)
    made.focus_row("")
    return made


def taken(world: World, step: MinutesStep) -> list[tuple[str, str]]:
    entries = minutes.entries_under(world.session.reader, world.meeting, step.now or None)
    return [(entry.kind.value, entry.text) for entry in entries]


def enter(world: World) -> None:
    world.press(Qt.Key.Key_Return)


def test_a_decision_has_an_owner_beside_it(world: World, step: MinutesStep) -> None:
    world.run(step, "minutes.next-item")
    world.type("RESOLVED that the report be sent out.")
    world.run(step, "minutes.owner")
    row = step.entries.rows[0]
    world.bot.waitUntil(row.owners.hasFocus)
    world.type("PC")
    enter(world)
    owned = lambda: world.session.reader.find(ActionOwner)  # noqa: E731
    world.bot.waitUntil(lambda: len(owned()) == 1)
    assert taken(world, step) == [("decision", "RESOLVED that the report be sent out.")]
    document = publish.compose(world.session, DocumentKind.MINUTES, world.meeting)
    beside = [plain(b.margin) for b in document.blocks if isinstance(b, Paragraph) and b.margin]
    assert beside == ["PC"]
    world.context.undo()
    world.context.undo()
    world.bot.waitUntil(lambda: not owned() and row.side.isHidden())
    assert taken(world, step) == [("decision", "RESOLVED that the report be sent out.")]


def test_an_item_is_minuted_by_keyboard(world: World, step: MinutesStep) -> None:
    world.run(step, "minutes.next-item")
    world.type("Philip Aldis presented the report.")
    enter(world)
    world.type("## Safe and well")
    enter(world)
    world.type("Members asked about:")
    world.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    world.type("- visits;")
    enter(world)
    world.type("handrails.")
    enter(world)
    enter(world)
    world.type("RESOLVED that the report be noted.")
    enter(world)
    world.type("ACTION: PC and MF: discuss the data by 3 March")
    world.settle(lambda: len(taken(world, step)) == 5)
    assert taken(world, step) == [
        ("narrative", "Philip Aldis presented the report."),
        ("heading", "Safe and well"),
        ("narrative", "Members asked about:\n- visits;\n- handrails."),
        ("decision", "RESOLVED that the report be noted."),
        ("action", "discuss the data by 3 March"),
    ]
    entry = minutes.entries_under(world.session.reader, world.meeting, step.now)[-1]
    action = minutes.action_of(world.session.reader, entry.uid)
    assert action is not None
    assert action.due == date(2017, 3, 3)
    owners = world.session.reader.find(ActionOwner, action=action.uid)
    names = [world.session.reader.get(Person, o.person or "").family_name for o in owners]
    assert names == ["Clarke", "Freeman"]
    row = step.entries.rows[4]
    world.bot.waitUntil(lambda: row.owners.text() == "PC, MF")
    assert row.due.text() == "3 March 2017"


def test_everything_taken_can_be_undone(world: World, step: MinutesStep) -> None:
    before = world.session.undo_state().undo
    world.type("First.")
    enter(world)
    world.type("ACTION: PC to write")
    world.settle(lambda: len(taken(world, step)) == 2)
    world.run(step, "minutes.up")
    world.settle(lambda: taken(world, step)[0][0] == "action")
    world.run(step, "minutes.remove")
    world.settle(lambda: len(taken(world, step)) == 1)
    for _ in range(40):
        if world.session.undo_state().undo == before and not taken(world, step):
            break
        world.context.undo()
        world.settle()
    assert taken(world, step) == []
    assert [row.uid for row in step.entries.rows] == [""]


def test_paragraphs_split_join_and_walk(world: World, step: MinutesStep) -> None:
    world.type("One. Two.")
    world.settle(lambda: taken(world, step) == [("narrative", "One. Two.")])
    editor = step.entries.rows[0].edit
    cursor = editor.textCursor()
    cursor.setPosition(4)
    editor.setTextCursor(cursor)
    enter(world)
    world.settle(lambda: taken(world, step) == [("narrative", "One."), ("narrative", "Two.")])
    world.bot.waitUntil(lambda: step.entries.rows[1].edit.hasFocus())
    world.press(Qt.Key.Key_Backspace)
    world.settle(lambda: taken(world, step) == [("narrative", "One. Two.")])
    world.press(Qt.Key.Key_Down)
    world.bot.waitUntil(lambda: step.entries.rows[1].edit.hasFocus())
    world.press(Qt.Key.Key_Up)
    assert step.entries.rows[0].edit.hasFocus()


def test_an_emptied_paragraph_goes(world: World, step: MinutesStep) -> None:
    world.type("One.")
    enter(world)
    world.type("Two.")
    world.settle(lambda: len(taken(world, step)) == 2)
    for _ in range(4):
        world.press(Qt.Key.Key_Backspace)
    world.press(Qt.Key.Key_Backspace)
    world.settle(lambda: taken(world, step) == [("narrative", "One.")])
    assert step.entries.rows[0].edit.hasFocus()


def test_names_complete_after_an_at_sign(world: World, step: MinutesStep) -> None:
    world.type("Asked by @free")
    popup = step.entries.rows[0].edit.completion.popup()
    world.bot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    world.type(".")
    world.settle(lambda: taken(world, step) == [("narrative", "Asked by Mark Freeman.")])


def test_kinds_restriction_and_outcome_by_key(world: World, step: MinutesStep) -> None:
    world.type("That the lease be let.")
    world.settle(lambda: len(taken(world, step)) == 1)
    for name, kind in (("decision", "decision"), ("action", "action"), ("heading", "heading")):
        world.run(step, f"minutes.{name}")
        world.settle(lambda kind=kind: taken(world, step)[0][0] == kind)
    world.run(step, "minutes.restrict")
    world.settle()
    entry = minutes.entries_under(world.session.reader, world.meeting, step.now)[0]
    assert (entry.kind, entry.restriction) == (EntryKind.HEADING, Restriction.EXEMPT)
    assert "exempt" in step.entries.rows[0].edit.accessibleName()
    world.run(step, "minutes.defer")
    world.settle()
    assert world.session.reader.get(Item, step.now or "").outcome is ItemOutcome.DEFERRED


def test_next_item_keeps_what_was_typed_and_states_follow(world: World, step: MinutesStep) -> None:
    world.type("Apologies from KC.")
    world.run(step, "minutes.next-item")
    world.settle()
    assert step.picture is not None
    step.refresh()
    topics = [(t.number, t.done, t.uid == step.now) for t in step.picture.topics]
    assert topics[:3] == [("1", True, False), ("2", False, True), ("3", False, False)]
    world.run(step, "minutes.between")
    world.type("The meeting adjourned for five minutes.")
    world.settle(lambda: len(minutes.entries_under(world.session.reader, world.meeting, None)) == 1)


def test_a_change_elsewhere_does_not_take_words_or_focus(world: World, step: MinutesStep) -> None:
    world.type("Half a sen")
    agenda.add_item(world.session, world.meeting, "Late item").result(5)
    world.bot.wait(30)
    world.type("tence.")
    world.settle(lambda: taken(world, step) == [("narrative", "Half a sentence.")])
    assert QApplication.focusWidget() is step.entries.rows[0].edit


def test_words_arrive_in_the_order_typed_however_fast(world: World, step: MinutesStep) -> None:
    for number in range(12):
        world.type(f"{number}.")
        enter(world)
    world.settle(lambda: len(taken(world, step)) == 12)
    assert [text for _, text in taken(world, step)] == [f"{n}." for n in range(12)]


def test_words_that_could_not_be_written_stay_and_are_tried_again(
    world: World, step: MinutesStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise KnownError("The disk is full. What you typed is kept on screen.")

    world.type("First")
    world.settle(lambda: len(taken(world, step)) == 1)
    monkeypatch.setattr(Writer, "update", full)
    world.type(" and second.")
    world.context.autosave.flush_all()
    world.bot.waitUntil(lambda: bool(world.said.warnings))
    row = step.entries.rows[0]
    assert row.edit.words() == "First and second."
    assert row.dirty
    assert world.context.autosave.state.failure
    monkeypatch.undo()
    world.settle(lambda: taken(world, step) == [("narrative", "First and second.")])
    assert world.context.autosave.state.failure == ""


def test_delete_at_the_end_joins_the_next(world: World, step: MinutesStep) -> None:
    world.type("One.")
    enter(world)
    world.type("Two.")
    world.settle(lambda: len(taken(world, step)) == 2)
    step.entries.rows[0].edit.setFocus()
    step.entries.rows[0].edit.put_cursor(at_end=True)
    world.press(Qt.Key.Key_Delete)
    world.settle(lambda: taken(world, step) == [("narrative", "One. Two.")])


def test_brisk_typing_on_a_slow_disk_loses_no_letter(
    world: World, step: MinutesStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = world.session.change

    def slow(label: str, work: Callable[[Writer], Any], **values: Any) -> Receipt[Any]:
        def later(writer: Writer) -> Any:
            time.sleep(0.05)
            return work(writer)

        return change(label, later, **values)

    monkeypatch.setattr(world.session, "change", slow)
    world.run(step, "minutes.next-item")
    said = [
        "The Chairman welcomed everybody to the meeting.",
        "RESOLVED that the minutes be agreed.",
    ]
    for words in said:
        for letter in words:
            QTest.keyClicks(QApplication.focusWidget(), letter)
            QTest.qWait(12)
        enter(world)
    world.settle(lambda: len(taken(world, step)) == len(said))
    assert [text for _, text in taken(world, step)] == said


def test_a_question_for_herself_is_kept_and_never_printed(world: World, step: MinutesStep) -> None:
    world.type("?? who gave the verbal update")
    world.settle(lambda: taken(world, step) == [("question", "who gave the verbal update")])
    assert step.entries.rows[0].gutter.text() == "Question, not printed"
    for audience in Audience:
        made = publish.make(
            world.session, DocumentKind.MINUTES, world.meeting, Format.TEXT, audience
        )
        assert b"verbal" not in made
