"""The words being typed are in sight, however long the paragraph and wherever she had scrolled."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect

from secretariat.models.records import Entry
from secretariat.store.rows import Writer
from secretariat.ui.meeting.minutes import MinutesStep
from tests.ui.test_meeting_minutes import step
from tests.ui.test_meeting_support import World, world

__all__ = ["step", "world"]


def cursor_in_sight(step: MinutesStep) -> bool:
    """Say whether the place where the next letter goes can be seen."""
    row, view = step.entries.current, step.entries.viewport()
    assert row is not None
    place = row.edit.cursorRect()
    seen = QRect(row.edit.viewport().mapTo(view, place.topLeft()), place.size())
    return view.rect().contains(QRect(QPoint(0, seen.top()), QPoint(1, seen.bottom())))


def test_what_is_typed_is_seen(world: World, step: MinutesStep) -> None:
    meeting, item = world.meeting, step.now

    def work(writer: Writer) -> None:
        for at in range(30):
            text = f"{at}. It was noted that the works at the harbour went on. " * 3
            writer.insert(Entry(meeting=meeting, item=item, text=text, position=at))

    world.session.change("Fill", work).result(5)
    world.run(step, "minutes.next-item")
    world.run(step, "minutes.last-item")
    world.bot.waitUntil(lambda: cursor_in_sight(step))
    bar = step.entries.verticalScrollBar()
    world.bot.waitUntil(lambda: not step.entries._arriving.isActive())
    bar.setValue(0)
    assert not cursor_in_sight(step)
    world.type("And so on. ")
    world.bot.waitUntil(lambda: cursor_in_sight(step))
    assert step.entries.current is not None
    step.entries.current.edit.insertPlainText("A very long speech was made. " * 160)
    world.type("The end.")
    world.bot.waitUntil(lambda: cursor_in_sight(step))
    world.settle()
