"""Keys lead where the eye expects them to, so that what is typed lands in the field meant."""

from __future__ import annotations

from PySide6.QtCore import Qt

from secretariat.models.kinds import DocumentKind, ItemArrival, ItemOutcome
from secretariat.models.records import Item
from secretariat.services import agenda, publish
from secretariat.ui.meeting.agenda import AgendaStep
from secretariat.ui.meeting.item_section import AboutSection
from secretariat.ui.page import Route
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]


def test_tab_leads_from_how_it_came_to_why_it_cannot_wait(world: World) -> None:
    uid = agenda.add_item(world.session, world.meeting, "Flood").result(5).uid
    agenda.change_item(world.session, uid, arrival=ItemArrival.URGENT).result(5)
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    step.tree.setCurrentIndex(step.tree.agenda.index_of(uid))
    about = step.panel.section(AboutSection)
    world.bot.waitUntil(about.texts["urgency"].isVisible)
    choices, texts = about.choices, about.texts
    fields = [
        choices["purpose"], choices["arrival"], texts["urgency"], texts["lead_officer"],
        texts["author"], texts["pages"], choices["placement"], texts["minute_title"],
        choices["outcome"],
    ]  # fmt: skip
    fields[0].setFocus()
    for field in fields:
        world.bot.waitUntil(field.hasFocus)
        if field is texts["urgency"]:
            world.type("The river rises")
        world.press(Qt.Key.Key_Tab)
    world.settle(lambda: world.session.reader.get(Item, uid).urgency == "The river rises")
    assert world.session.reader.get(Item, uid).outcome is ItemOutcome.NONE


def test_enter_after_why_a_supplement_is_needed_goes_on(world: World) -> None:
    agenda.add_item(world.session, world.meeting, "Budget").result(5)
    publish.publish_agenda(world.session, world.meeting).result(5)
    agenda.add_item(world.session, world.meeting, "Flood").result(5)
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    went: list[Route] = []
    world.context.bus.route_requested.connect(went.append)
    world.run(step, "agenda.supplement")
    world.bot.waitUntil(step.versions.reason.hasFocus)
    world.type("The river rises")
    world.press(Qt.Key.Key_Return)
    assert went == [Route("meeting", world.meeting, "send", DocumentKind.SUPPLEMENT.value)]
    world.settle(
        lambda: step.versions.standing and step.versions.standing.reason == "The river rises"
    )
