"""One minute is saved by itself, with what was typed a moment ago."""

from __future__ import annotations

from pathlib import Path

from secretariat.services import agenda
from secretariat.ui.meeting.minutes import MinutesStep
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]


def test_the_minute_that_is_shown_is_saved_as_an_extract(world: World, tmp_path: Path) -> None:
    item = agenda.add_item(world.session, world.meeting, "Progress report").result(5)
    step = MinutesStep(world.context, world.meeting)
    world.show(step)
    step.extract.folder = tmp_path
    step.focus_row(item.uid)
    world.type("The wall was mended.")
    world.run(step, "minutes.extract")
    world.bot.waitUntil(lambda: bool(list(tmp_path.glob("*extract*.pdf"))), timeout=20_000)
    made = next(tmp_path.glob("*.pdf"))
    assert made.name.endswith("extract of minutes 1.pdf")
    assert made.read_bytes().startswith(b"%PDF")


def test_without_an_item_nothing_is_made(world: World, tmp_path: Path) -> None:
    step = MinutesStep(world.context, world.meeting)
    world.show(step)
    step.extract.folder = tmp_path
    world.run(step, "minutes.extract")
    world.settle()
    assert not list(tmp_path.glob("*.pdf"))
