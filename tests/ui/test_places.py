"""Letters that Qt counts twice: places in the words of an entry hold beyond them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from secretariat.ui.meeting.minutes import MinutesStep
from secretariat.ui.places import to_letters, to_place, widened
from tests.ui.test_meeting_minutes import enter, step, taken
from tests.ui.test_meeting_support import World, world

__all__ = ["step", "world"]


@given(st.text(), st.integers(0, 40))
def test_places_and_letters_lead_to_each_other(text: str, letters: int) -> None:
    letters = min(letters, len(text))
    place = to_place(text, letters)
    assert to_letters(text, place) == letters
    assert place == len(text[:letters].encode("utf-16-le", "surrogatepass")) // 2
    assert len(widened(text)) == to_place(text, len(text))


def test_an_entry_is_parted_and_joined_behind_a_smile(world: World, step: MinutesStep) -> None:
    row = step.entries.current
    assert row is not None
    # As a keyboard of pictures hands it over; there is no key that QTest could press for it.
    put = QInputMethodEvent()
    put.setCommitString("Thanks 😀😀 to all. Next came the vote.")
    QApplication.sendEvent(row.edit, put)
    row.edit.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(len("Thanks 😀😀 to all.")):
        world.press(Qt.Key.Key_Right)
    enter(world)
    parts = [("narrative", "Thanks 😀😀 to all."), ("narrative", "Next came the vote.")]
    world.settle(lambda: taken(world, step) == parts)
    world.bot.waitUntil(lambda: step.entries.current is step.entries.rows[1])
    assert step.entries.rows[1].edit.letters_before() == 0
    world.press(Qt.Key.Key_Backspace)
    joined = [("narrative", "Thanks 😀😀 to all. Next came the vote.")]
    world.settle(lambda: taken(world, step) == joined)
    world.bot.waitUntil(
        lambda: step.entries.rows[0].edit.letters_before() == len("Thanks 😀😀 to all.") + 1
    )
