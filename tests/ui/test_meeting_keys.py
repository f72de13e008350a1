"""Keys lead where the eye expects them to, so that what is typed lands in the field meant."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from secretariat.models.kinds import DocumentKind, Format, ItemArrival, ItemOutcome
from secretariat.models.records import Item
from secretariat.services import agenda, meetings, publish
from secretariat.ui.meeting.agenda import AgendaStep
from secretariat.ui.meeting.details import DetailsStep
from secretariat.ui.meeting.item_section import AboutSection
from secretariat.ui.meeting.send import SendStep
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


def test_numbers_show_the_documents_as_they_stand_in_the_list(world: World) -> None:
    agenda.add_item(world.session, world.meeting, "Budget").result(5)
    step = SendStep(world.context, world.meeting)
    world.show(step)
    for _ in range(2):
        rows = [row for row in step.list.rows.rows if not row.is_group]
        for at, row in enumerate(rows[:9], start=1):
            command = next(one for one in step.commands() if f"Ctrl+{at}" in one.keys)
            command.run()
            assert step.kind == row.key
            assert row.spoken.endswith(f"(Ctrl+{at})")
        meetings.cancel(world.session, world.meeting, "Snow").result(5)
        world.settle(lambda: step.list.rows.rows[1].title == "Cancellation notice")


def test_a_document_that_cannot_be_made_says_why_and_keeps_the_focus(world: World) -> None:
    agenda.add_item(world.session, world.meeting, "Budget").result(5)
    step = SendStep(world.context, world.meeting)
    world.show(step)
    step.export_button.setFocus()
    world.bot.waitUntil(step.export_button.hasFocus)
    step.choose(DocumentKind.CANCELLATION)
    world.bot.waitUntil(step.list.hasFocus)
    export = next(one for one in step.commands() if one.name == "send.export")
    assert export.enabled()
    export.run()
    assert world.said.warnings == ["The meeting is neither cancelled nor postponed."]
    step.focus_row(DocumentKind.CANCELLATION.value)
    assert step.list.hasFocus()


def test_after_an_export_the_next_document_is_chosen(world: World, tmp_path: Path) -> None:
    agenda.add_item(world.session, world.meeting, "Budget").result(5)
    step = SendStep(world.context, world.meeting)
    step.set_folder(str(tmp_path / "out"))
    world.show(step)
    step.form.show_value(Format.TEXT)
    step.refresh()
    step.export_button.setFocus()
    world.bot.waitUntil(step.export_button.hasFocus)
    world.press(Qt.Key.Key_Space)
    world.bot.waitUntil(lambda: step.chip.path is not None, timeout=20000)
    world.bot.waitUntil(step.list.hasFocus)


def test_postponing_scrolls_its_reason_into_view(world: World) -> None:
    step = DetailsStep(world.context, world.meeting)
    world.show(step, 1000, 400)
    world.run(step, "details.postpone")
    off = step.calling_off
    world.bot.waitUntil(off.reason.hasFocus)
    world.bot.waitUntil(lambda: off.reason.visibleRegion().boundingRect() == off.reason.rect())
