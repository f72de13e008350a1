"""Templates of a body: typed, nested, moved and taken back, all by keyboard."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretariat.models.kinds import Restriction
from secretariat.models.records import AgendaTemplate, TemplateItem
from secretariat.services import agenda, bodies, meetings, templates
from secretariat.ui.meeting.agenda import AgendaStep
from secretariat.ui.meeting.item_section import WordsSection
from secretariat.ui.page import Route
from secretariat.ui.pages.bodies import BodiesPage
from secretariat.ui.pages.body_templates import BodyTemplates
from secretariat.ui.pages.standing_sections import StandingAccess, StandingWords
from tests.ui.test_meeting_support import World, world
from tests.ui.test_page_support import WAIT, Desk, desk, unnamed

__all__ = ["desk", "world"]

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def shown(desk: Desk) -> tuple[BodiesPage, BodyTemplates, str]:
    board = bodies.add_body(desk.session, "Strategic Board").result(WAIT).uid
    page = desk.show(BodiesPage)
    page.open(Route("bodies", board, "templates"))
    return page, page.templates, board


def rows(desk: Desk, part: BodyTemplates) -> list[str]:
    assert part.template is not None
    items = templates.items_of(desk.session.reader, part.template.uid)
    return [f"{'  ' * (item.parent is not None)}{item.title}" for item in items]


def editing(desk: Desk, part: BodyTemplates) -> None:
    desk.bot.waitUntil(lambda: part.tree.editor() is not None and not part._edit_next)


def test_a_template_is_typed_as_an_agenda_is(desk: Desk) -> None:
    page, part, _ = shown(desk)
    desk.run(page, "bodies.add-template")
    desk.bot.waitUntil(lambda: QApplication.focusWidget() is part._name.field)
    desk.retype("Annual meeting", part._name.field)
    desk.settle(lambda: desk.session.reader.one(AgendaTemplate, name="Annual meeting"))
    desk.run(page, "bodies.add-standing")
    editing(desk, part)
    for words, modifier in (
        ("Apologies", Qt.KeyboardModifier.NoModifier),
        ("Money", SHIFT),
        ("Grants", Qt.KeyboardModifier.NoModifier),
        ("Any other business", None),
    ):
        desk.type(words)
        if modifier is not None:
            desk.press(Qt.Key.Key_Return, modifier)
            editing(desk, part)
    desk.press(Qt.Key.Key_Escape)
    desk.settle(lambda: rows(desk, part)[-1].strip() == "Any other business")
    assert rows(desk, part) == ["Apologies", "Money", "  Grants", "  Any other business"]
    desk.run(page, "bodies.standing-lift")
    desk.settle(lambda: rows(desk, part)[-1] == "Any other business")
    desk.run(page, "bodies.standing-up")
    desk.settle(lambda: rows(desk, part)[1] == "Any other business")
    desk.press(Qt.Key.Key_Delete)
    desk.settle(lambda: len(rows(desk, part)) == 3)
    assert desk.said.texts == ["Removed “Any other business”."]
    desk.session.undo().result(WAIT)
    desk.settle(lambda: len(rows(desk, part)) == 4)
    assert unnamed(part) == []


def test_what_belongs_to_a_standing_item_is_kept(desk: Desk) -> None:
    _, part, board = shown(desk)
    template = templates.add_template(desk.session, board, "Ordinary meeting").result(WAIT)
    item = templates.add_item(desk.session, template.uid, "Money").result(WAIT)
    desk.settle(lambda: part.tree.current_uid() == item.uid)
    part.panel.bring(StandingWords)
    words = part.panel.section(StandingWords).texts["recommendation"]
    desk.type("That it be agreed.", words)
    desk.settle(lambda: desk.session.reader.find(TemplateItem)[0].recommendation)
    desk.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is part.tree
    part.panel.bring(StandingAccess)
    choice = part.panel.section(StandingAccess).choices["restriction"]
    choice.setCurrentIndex(choice.place_of(Restriction.EXEMPT))
    choice.activated.emit(choice.currentIndex())
    desk.settle(lambda: desk.session.reader.find(TemplateItem)[0].restriction == "exempt")
    assert part.panel.section(StandingAccess).rows["public_title"].isVisible()
    kept = desk.session.reader.get(TemplateItem, item.uid)
    assert kept.recommendation == "That it be agreed."


def test_an_empty_body_takes_the_usual_items_or_the_last_agenda(desk: Desk) -> None:
    page, part, board = shown(desk)
    assert part._empty.isVisible()
    assert not part._last.isEnabled()
    for on in (date(2026, 1, 8), date(2026, 2, 12)):
        uid = meetings.add_meeting(desk.session, [board], on, time(10)).result(WAIT).uid
        for title in ("Apologies", f"Business of {on:%B}"):
            agenda.add_item(desk.session, uid, title).result(WAIT)
    desk.settle(part._last.isEnabled)
    part._last.click()
    desk.settle(lambda: part.template is not None and not part._empty.isVisible())
    assert rows(desk, part) == ["Apologies"]
    assert desk.said.texts == ["“Ordinary meeting” has 1 standing item."]
    desk.run(page, "bodies.usual-items")
    desk.settle(lambda: desk.said.warnings)
    assert "names already" in desk.said.warnings[0]
    part.remove_template()
    desk.settle(part._empty.isVisible)
    assert part._empty.button is not None
    part._empty.button.click()
    desk.settle(lambda: part.template is not None and len(rows(desk, part)) == 8)
    desk.run(page, "bodies.add-template")
    desk.settle(lambda: part._first.isVisible())
    part.offer_first()
    desk.settle(lambda: not part._first.isVisible())


def test_a_long_explanation_is_followed_and_escape_leads_back(world: World) -> None:
    agenda.add_item(world.session, world.meeting, "Money").result(5)
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    step.panel.bring(WordsSection)
    field = step.panel.section(WordsSection).texts["text"]
    field.setFocus()
    world.bot.waitUntil(field.hasFocus)
    for line in range(12):
        world.type(f"Line {line}")
        world.press(Qt.Key.Key_Return)
    area = step.panel._stack.currentWidget().viewport()
    world.bot.waitUntil(
        lambda: area.rect().contains(field.viewport().mapTo(area, field.cursorRect().center())),
        timeout=5000,
    )
    world.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is step.tree
    world.settle()
