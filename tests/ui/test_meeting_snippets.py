"""Standard words behind `/`, as they are typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from secretariat.models.kinds import AttendanceKind, EntryKind
from secretariat.models.records import Attendee, Snippet
from secretariat.services import attendance, minutes, snippets
from secretariat.ui.meeting.entry_edit import EntryEdit
from secretariat.ui.meeting.minutes import MinutesStep
from tests.ui.test_meeting_minutes import enter, step, taken
from tests.ui.test_meeting_support import World, world

__all__ = ["step", "world"]

SHIFT = Qt.KeyboardModifier.ShiftModifier


def here(step: MinutesStep) -> EntryEdit:
    row = step.entries.current
    assert row is not None
    return row.edit


def in_list(world: World, step: MinutesStep, key: Qt.Key) -> None:
    """Press a key while the list is open."""
    world.bot.waitUntil(lambda: here(step).completion.shown)
    QTest.keyClick(here(step).completion.popup(), key)
    # Without a window manager the window is not given back what the list took.
    step.window().activateWindow()
    assert QTest.qWaitForWindowActive(step.window(), 5000)


def test_words_are_put_in_filled_from_the_meeting(world: World, step: MinutesStep) -> None:
    away = world.session.reader.find(Attendee, meeting=world.meeting)[-1]
    attendance.mark(world.session, away.uid, AttendanceKind.APOLOGIES).result(5)
    step.refresh()
    world.type("/apolo")
    in_list(world, step, Qt.Key.Key_Return)
    words = f"Apologies for absence were received from {away.name}."
    world.settle(lambda: taken(world, step) == [("narrative", words)])
    enter(world)
    world.type("As planned, /closed")
    in_list(world, step, Qt.Key.Key_Tab)
    words = "There being no further business, Maurice Moore closed the meeting at 10.00 am."
    world.settle(lambda: taken(world, step)[1:] == [("narrative", f"As planned, {words}")])
    assert here(step).hasFocus()


def test_a_decision_makes_a_decision_and_tab_goes_through_its_slots(
    world: World, step: MinutesStep
) -> None:
    world.type("/delegate")
    in_list(world, step, Qt.Key.Key_Return)
    assert here(step).textCursor().selectedText() == "{officer}"
    world.type("the Clerk")
    world.press(Qt.Key.Key_Tab)
    assert here(step).textCursor().selectedText() == "{what}"
    world.type("sign the lease")
    world.settle(
        lambda: (
            taken(world, step)
            == [
                (
                    "decision",
                    "RESOLVED that authority be delegated to the Clerk, in consultation with the "
                    "Chair, to sign the lease.",
                )
            ]
        )
    )
    world.press(Qt.Key.Key_End)
    enter(world)
    world.type("{one} and {two}")
    world.press(Qt.Key.Key_Tab, SHIFT)
    assert here(step).textCursor().selectedText() == "{two}"
    world.press(Qt.Key.Key_Tab, SHIFT)
    assert here(step).textCursor().selectedText() == "{one}"
    world.press(Qt.Key.Key_Tab)
    world.press(Qt.Key.Key_Tab)
    world.bot.waitUntil(lambda: not step.entries.rows[1].edit.hasFocus())


def test_words_of_another_kind_stand_below_those_that_are_there(
    world: World, step: MinutesStep
) -> None:
    world.type("Members spoke. /circul")
    in_list(world, step, Qt.Key.Key_Return)
    world.settle(lambda: len(taken(world, step)) == 2)
    assert taken(world, step) == [
        ("narrative", "Members spoke. "),
        ("action", "{officer} to circulate {what} to members"),
    ]
    made = step.entries.rows[1].edit
    assert made.textCursor().selectedText() == "{officer}"
    entry = minutes.entries_under(world.session.reader, world.meeting, step.now)[1]
    assert minutes.action_of(world.session.reader, entry.uid) is not None
    world.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    enter(world)


@pytest.mark.parametrize(
    "words",
    ["and/or noted", "by 12/3", "see a/noted", "in /home/noted", "http://noted", "24/7", "/ noted"],
)
def test_a_stroke_within_words_is_a_stroke(world: World, step: MinutesStep, words: str) -> None:
    world.type(words)
    assert not here(step).completion.shown
    enter(world)
    world.settle(lambda: taken(world, step) == [("narrative", words)])


def test_escape_leaves_the_stroke_alone(world: World, step: MinutesStep) -> None:
    world.type("Motion /no")
    in_list(world, step, Qt.Key.Key_Escape)
    world.type("ted")
    assert not here(step).completion.shown
    world.type(" and /no")
    world.bot.waitUntil(lambda: here(step).completion.shown)
    in_list(world, step, Qt.Key.Key_Escape)
    world.settle(lambda: taken(world, step) == [("narrative", "Motion /noted and /no")])


def test_marked_words_are_kept_as_a_snippet(world: World, step: MinutesStep) -> None:
    world.run(step, "minutes.keep-snippet")
    assert world.said.warnings
    world.type("RESOLVED that the lighthouse be lit.")
    here(step).selectAll()
    world.run(step, "minutes.keep-snippet")
    world.settle(lambda: world.session.reader.count(Snippet) == 1)
    made = snippets.snippets_of(world.session.reader, world.body)[0]
    assert (made.text, made.kind) == ("RESOLVED that the lighthouse be lit.", EntryKind.DECISION)
    world.bot.waitUntil(lambda: f"/{made.short}" in world.said.texts[-1])
    step.refresh()
    world.press(Qt.Key.Key_End)
    enter(world)
    world.type(f"/{made.short}")
    in_list(world, step, Qt.Key.Key_Return)
    world.settle(lambda: taken(world, step)[0] == taken(world, step)[-1])
    world.context.undo()
    world.settle(lambda: len(taken(world, step)) == 1)
