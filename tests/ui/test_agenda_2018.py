"""The agenda of 19 July 2018, typed in the window by keys alone, as it went out."""

from __future__ import annotations

import json
import time as clock
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.services import publish
from secretariat.services.agenda import items_of
from secretariat.ui.meeting.agenda import AgendaStep
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]

SEED = Path(__file__).parents[1] / "files" / "interchange" / "agenda-2018-07-19.json"


def seed() -> list[dict[str, Any]]:
    meeting = json.loads(SEED.read_text(encoding="utf-8"))["meetings"][0]
    items: list[dict[str, Any]] = meeting["items"]
    return items


class Keys:
    """Presses keys and counts them: letters of words apart from those that command."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.letters = self.commands = 0

    def words(self, text: str) -> None:
        self.world.type(text)
        self.letters += len(text)

    def press(self, key: Qt.Key) -> None:
        self.world.press(key)
        self.commands += 1


def test_the_agenda_of_july_2018_takes_three_keys_an_item(
    world: World,
) -> None:
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    step.focus_row("")
    keys = Keys(world)
    begun = clock.perf_counter()
    world.run(step, "agenda.add-item")  # Enter where the empty agenda has the focus
    keys.commands += 1
    for at, item in enumerate(seed(), start=1):
        world.bot.waitUntil(lambda at=at: len(items_of(world.session.reader, world.meeting)) == at)
        world.bot.waitUntil(lambda: step.tree.editor() is not None and not step._edit_next)
        keys.words(item["title"])
        keys.press(Qt.Key.Key_Tab)
        keys.words(item["presenter"])
        keys.press(Qt.Key.Key_Tab)
        keys.words(str(item["minutes"]))
        if at < len(seed()):
            keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Escape)
    world.settle()
    spent = clock.perf_counter() - begun
    made = items_of(world.session.reader, world.meeting)
    typed = [{"title": i.title, "presenter": i.presenter, "minutes": i.minutes} for i in made]
    assert typed == seed()
    assert step.picture is not None
    assert step.picture.total() == "115 of 120 minutes"
    text = publish.make(
        world.session, DocumentKind.AGENDA, world.meeting, Format.TEXT, Audience.PUBLIC
    ).decode("utf-8")
    assert [item["title"] in text for item in seed()] == [True] * 9
    assert keys.commands == 3 * len(seed()) + 1
    print(f"\n{keys.letters} letters, {keys.commands} command keys, {spent:.1f} s with no pause")
