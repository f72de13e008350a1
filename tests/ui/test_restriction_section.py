"""The leaf of an item that says why it is restricted."""

from __future__ import annotations

from PySide6.QtCore import Qt

from secretariat.models.kinds import Restriction
from secretariat.models.records import Item, RestrictionReason, Withheld
from secretariat.services import agenda
from secretariat.services.restriction_reasons import Matter, set_restriction
from secretariat.ui.meeting.agenda import AgendaStep
from secretariat.ui.meeting.restriction_section import RestrictionSection
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]

LAW = "of Part 1 of Schedule 12A to the Local Government Act 1972"


def closed_item(world: World) -> tuple[str, AgendaStep, RestrictionSection]:
    uid = agenda.add_item(world.session, world.meeting, "Leases", public_title="A lease").result(5)
    set_restriction(world.session, Matter(item=uid.uid), Restriction.EXEMPT).result(5)
    step = AgendaStep(world.context, world.meeting)
    world.show(step, 1100)
    step.panel.bring(RestrictionSection)
    world.settle()
    return uid.uid, step, step.panel.section(RestrictionSection)


def test_ticks_make_the_ground_and_the_fields_are_kept(world: World) -> None:
    uid, _, section = closed_item(world)
    form, reader = section.form, world.session.reader
    world.bot.waitUntil(lambda: set(form.ticks) == {str(n) for n in range(1, 8)})
    section.begin()
    assert form.ticks["1"].hasFocus()
    form.ticks["3"].setFocus()
    world.press(Qt.Key.Key_Space)
    world.settle(lambda: reader.get(Item, uid).restriction_ground == f"paragraph 3 {LAW}")
    form.ticks["5"].setFocus()
    world.press(Qt.Key.Key_Space)
    words = f"paragraphs 3 and 5 {LAW}"
    world.settle(lambda: form.prints.text() == f"Everybody reads: Not for publication: {words}")
    assert "public interest has to be weighed" in form.warning.text()
    form.texts["public_interest"].setFocus()
    world.type("Prices are open to rivals")
    form.outweighed.click()
    world.settle(lambda: form.warning.text() == "")
    form.texts["justification"].setFocus()
    world.type("Tenders are in")
    form.review.setFocus()
    world.type("1 March 2017")
    world.settle()
    kept = reader.one(RestrictionReason, item=uid)
    assert kept
    assert (kept.paragraphs, kept.justification) == ("3, 5", "Tenders are in")
    assert (kept.public_interest, kept.is_outweighed) == ("Prices are open to rivals", True)
    assert str(kept.review_on) == "2017-03-01"


def test_an_open_item_asks_for_nothing(world: World) -> None:
    uid, step, section = closed_item(world)
    world.run(step, "agenda.restrict")
    world.settle(lambda: not section.form.ticks)
    world.bot.waitUntil(lambda: not section.title_row.isVisible())
    assert not section.form.review.isVisible()
    assert world.session.reader.get(Item, uid).restriction is Restriction.NONE


def test_an_item_is_kept_from_a_member(world: World) -> None:
    uid, _, section = closed_item(world)
    form = section.form
    names = [form.keep.itemText(at) for at in range(form.keep.count())]
    assert names[0] == "Nobody else"
    assert any("Paul Clarke" in name for name in names)
    form.keep.chosen.emit(form.keep._values[1])
    world.settle(lambda: world.session.reader.count(Withheld, item=uid) == 1)
    world.bot.waitUntil(lambda: form.keep.count() == len(names) - 1)
