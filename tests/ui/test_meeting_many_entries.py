"""An item with a great many entries: it opens on the last of them and the others are there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from secretariat.models.kinds import EntryKind
from secretariat.models.records import Entry
from secretariat.services import minutes
from secretariat.store.rows import Writer
from secretariat.ui.meeting.minutes import MinutesStep
from tests.ui.test_meeting_minutes import step, taken
from tests.ui.test_meeting_support import World, world

__all__ = ["step", "world"]


def test_a_very_long_item_loses_no_entry(world: World, step: MinutesStep) -> None:
    meeting, item = world.meeting, step.now

    def work(writer: Writer) -> None:
        for at in range(300):
            writer.insert(Entry(meeting=meeting, item=item, text=f"No. {at}.", position=at))

    world.session.change("Fill", work).result(5)
    world.run(step, "minutes.next-item")
    world.run(step, "minutes.last-item")
    first = len(step.entries.rows)
    assert first < 100
    world.type("The end.")
    world.settle(lambda: len(taken(world, step)) == 301)
    world.run(step, "minutes.up")
    world.settle(lambda: taken(world, step)[-2][1] == "The end.")
    found = minutes.entries_under(world.session.reader, meeting, item)
    step.entries.focus_entry(found[0].uid)
    world.bot.waitUntil(lambda: step.entries.rows[0].edit.hasFocus())
    world.press(Qt.Key.Key_End)
    world.type(" Really.")
    world.settle(lambda: taken(world, step)[0][1] == "No. 0. Really.")
    shown = [row.uid for row in step.entries.rows if row.uid]
    assert shown == [entry.uid for entry in found]


def test_an_item_with_many_votes_opens_on_its_last_row(world: World, step: MinutesStep) -> None:
    item = step.now
    for _ in range(25):
        minutes.add_entry(world.session, world.meeting, item, kind=EntryKind.VOTE).result(5)
    world.run(step, "minutes.next-item")
    world.run(step, "minutes.last-item")
    rows, few = step.entries.rows, len(step.entries.rows)
    assert few < 20  # their fields cost more than words do

    def seen() -> bool:
        port = step.entries.viewport()
        bottom = rows[-1].mapTo(port, rows[-1].rect().bottomLeft()).y()
        return rows[-1].edit.hasFocus() and 0 < bottom <= port.height()

    world.bot.waitUntil(lambda: step.entries.verticalScrollBar().maximum() > 1000)
    world.bot.waitUntil(seen)
    step.entries.verticalScrollBar().setValue(0)
    world.bot.waitUntil(lambda: len(step.entries.rows) > few)
