"""An item is parked or carried forward from the agenda, and each end leads to the other."""

from __future__ import annotations

from datetime import date, time

from secretariat.models.kinds import ItemOutcome
from secretariat.models.records import Item, Topic
from secretariat.services import agenda, meetings
from secretariat.ui.meeting.agenda import AgendaStep
from secretariat.ui.meeting.plan_section import PlanSection
from secretariat.ui.widgets import IconButton
from tests.ui.test_meeting_support import WAIT, World, world

__all__ = ["world"]


def run(world: World, step: AgendaStep, name: str) -> None:
    command = next(one for one in step.commands() if one.name == name)
    assert command.enabled()
    command.run()
    world.settle()


def words(section: PlanSection) -> list[str]:
    return [made.text() for made in section.findChildren(IconButton) if made.isVisibleTo(section)]


def test_an_item_is_carried_forward_and_parked(world: World) -> None:
    session = world.session
    here = meetings.meet_of(session.reader, world.meeting).date
    assert here is not None
    later = date(here.year + 1, 3, 11)
    meetings.add_meeting(session, [world.body], later, time(10)).result(WAIT)
    item = agenda.add_item(session, world.meeting, "Grants").result(WAIT)
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    step.tree.select(item.uid)
    section = step.panel.section(PlanSection)
    assert "deferred to 11 March" in section._where.text()
    run(world, step, "agenda.carry")
    world.bot.waitUntil(lambda: section.links.later is not None)
    assert f"Deferred to 11 March {later.year}" in words(section)
    assert section.mark() == "to 11 Mar"
    assert session.reader.get(Item, item.uid).outcome is ItemOutcome.DEFERRED
    made = session.reader.one(Item, continues=item.uid)
    assert made is not None
    other = AgendaStep(world.context, made.meeting)
    world.show(other)
    other.tree.select(made.uid)
    section = other.panel.section(PlanSection)
    assert any(text.startswith("Deferred from ") for text in words(section))
    run(world, other, "agenda.park")
    world.bot.waitUntil(lambda: session.reader.maybe(Item, made.uid) is None)
    topic = session.reader.one(Topic, body=world.body)
    assert topic is not None
    assert (topic.title, topic.meeting) == ("Grants", None)
