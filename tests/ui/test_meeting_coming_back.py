"""An unfinished meeting opens where she was: item, paragraph, letter, and the time it has taken."""

from __future__ import annotations

from datetime import time
from pathlib import Path

from secretariat.models.kinds import Stage
from secretariat.services import agenda, meetings
from secretariat.ui.meeting.minutes import MinutesStep
from secretariat.ui.state import Spot, load_spot, save_spot
from tests.ui.test_meeting_minutes import step, taken
from tests.ui.test_meeting_support import World, world

__all__ = ["step", "world"]


def test_a_meeting_opens_again_where_she_was(world: World, step: MinutesStep) -> None:
    meetings.open_meeting(world.session, world.meeting, time(9, 50)).result(5)
    world.run(step, "minutes.next-item")
    world.type("The report was late.")
    world.settle(lambda: len(taken(world, step)) == 1)
    item = step.now
    world.run(step, "minutes.next-item")
    world.type("Nothing was raised.")
    world.settle()
    step.last_item()
    step.entries.focus_entry(step.entries.rows[0].uid)
    editor = step.entries.rows[0].edit
    cursor = editor.textCursor()
    cursor.setPosition(7)
    editor.setTextCursor(cursor)
    times = {"started": time(9, 52), "ended": None}
    agenda.change_item(world.session, item or "", **times).result(5)
    step.flush()
    again = MinutesStep(world.context, world.meeting)
    world.show(again)
    again.focus_row("")
    assert again.now == item
    row = again.entries.rows[0]
    world.bot.waitUntil(row.edit.hasFocus)
    assert row.edit.textCursor().position() == 7
    assert again.time_used.text() == "8 of 10 min · 2 left"


def test_a_finished_meeting_opens_as_ever(world: World, step: MinutesStep) -> None:
    world.type("Apologies came.")
    world.settle(lambda: len(taken(world, step)) == 1)
    step.flush()
    assert step.picture is not None
    assert step.picture.meet.meeting.stage is not Stage.HELD
    again = MinutesStep(world.context, world.meeting)
    world.show(again)
    assert again._title.text() == "Progress report"


def test_places_are_kept_for_each_register_and_forgotten_in_time(tmp_path: Path) -> None:
    path, one, other = tmp_path / "x" / "places.json", tmp_path / "a", tmp_path / "b"
    save_spot(path, one, "m", Spot("i", "e", 4))
    assert load_spot(path, one, "m") == Spot("i", "e", 4)
    assert load_spot(path, other, "m") is None
    for at in range(80):
        save_spot(path, other, str(at), Spot("i"))
    assert load_spot(path, one, "m") is None
    assert load_spot(path, other, "79") == Spot("i")
    path.write_text("[1, 2", "utf-8")
    assert load_spot(path, other, "79") is None
