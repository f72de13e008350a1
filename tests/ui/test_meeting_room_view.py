"""The window for the room and the text alone: opened, followed and left by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from secretariat.models.kinds import EntryKind, Restriction
from secretariat.models.records import Entry, Motion
from secretariat.services import agenda
from secretariat.store.rows import Writer
from secretariat.ui.meeting.minutes import MinutesStep
from tests.ui.test_meeting_minutes import step
from tests.ui.test_meeting_support import World, world

__all__ = ["step", "world"]


def move(world: World, step: MinutesStep, text: str) -> None:
    """Record a motion under the item being minuted."""
    meeting, item = world.meeting, step.now

    def work(writer: Writer) -> None:
        made = Entry(meeting=meeting, item=item, kind=EntryKind.MOTION, text=text)
        writer.insert(Motion(meeting=meeting, item=item, entry=writer.insert(made).uid))

    world.session.change("Move", work).result(5)


def words(step: MinutesStep) -> list[str]:
    found = step.projector.findChildren(QLabel)
    return [one.text() for one in found if not one.isHidden() and one.text()]


def test_the_room_sees_the_item_and_never_what_is_typed(world: World, step: MinutesStep) -> None:
    world.run(step, "minutes.projector")
    assert step.projector.isVisible()
    assert words(step) == ["Stakeholder Board", "Item 1", "Introductions and apologies", "10.00 am"]
    world.type("Mrs Calver is ill.")
    world.settle()
    world.run(step, "minutes.next-item")
    assert "Progress report" in words(step)
    now = step.now
    move(world, step, "That it be noted.")
    world.bot.waitUntil(lambda: "That it be noted." in words(step))
    shut = {"restriction": Restriction.EXEMPT, "public_title": "A contract"}
    agenda.change_item(world.session, now or "", **shut).result(5)
    world.bot.waitUntil(lambda: "A contract" in words(step))
    assert "Progress report" not in words(step)
    assert "That it be noted." not in words(step)
    assert "ill" not in " ".join(words(step))
    QTest.keyClick(step.projector, Qt.Key.Key_F11)
    assert not step.projector.isVisible()


def test_long_words_stay_within_the_window(world: World, step: MinutesStep) -> None:
    text = "That the lease of the harbour be let to whoever offers most for it. " * 12
    move(world, step, text)
    world.run(step, "minutes.projector")
    world.bot.waitUntil(lambda: text.strip() in words(step))
    window = step.projector
    assert window.time.geometry().bottom() <= window.height()
    assert window.motion.geometry().bottom() < window.time.geometry().top()
    world.run(step, "minutes.projector")
    assert not window.isVisible()


def test_only_the_text(world: World, step: MinutesStep) -> None:
    world.type("One.")
    row = step.entries.rows[0]
    usual = row.edit.font().pixelSize()
    world.run(step, "minutes.focus")
    assert not step.topics.isVisible()
    assert not step.room.isVisible()
    assert row.edit.font().pixelSize() > usual
    assert row.edit.hasFocus()
    world.type(" Two.")
    world.press(Qt.Key.Key_Escape)
    assert step.topics.isVisible()
    assert step.room.isVisible()
    assert row.edit.font().pixelSize() == usual
    world.settle()
    assert row.edit.words() == "One. Two."
