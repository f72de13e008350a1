"""An item says on a leaf of its own who writes its report, and how that stands."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from PySide6.QtCore import Qt

from secretariat.models.kinds import DeadlineKind, Restriction
from secretariat.models.records import Item, ItemPaper, Paper, PaperFile
from secretariat.services import agenda, bodies, meetings, report_forms, rules
from secretariat.ui.meeting.agenda import AgendaStep
from secretariat.ui.meeting.agenda_model import Column
from secretariat.ui.meeting.report_section import ReportSection
from tests.services.test_report_forms import ANSWER, filled
from tests.ui.test_meeting_support import WAIT, World, world

__all__ = ["world"]


def opened(world: World, title: str = "Budget") -> tuple[AgendaStep, ReportSection, Item]:
    rules.set_rule(world.session, world.body, DeadlineKind.REPORTS, count=8).result(WAIT)
    sitting = meetings.meet_of(world.session.reader, world.meeting).sittings[0]
    meetings.change_sitting(world.session, sitting.uid, date=date(2016, 11, 17)).result(WAIT)
    item = agenda.add_item(
        world.session, world.meeting, title, presenter="Paul Clarke"
    ).result(WAIT)  # fmt: skip
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    step.tree.select(item.uid)
    step.panel.bring(ReportSection)
    return step, step.panel.section(ReportSection), item


def the_paper(world: World) -> Paper:
    (paper,) = world.session.reader.find(Paper)
    return paper


def test_a_restriction_does_not_hide_that_a_report_is_wanted(world: World) -> None:
    step, leaf, item = opened(world)
    world.run(step, "agenda.ask-report")
    world.settle(lambda: len(leaf.cards) == 1)
    assert step.picture is not None
    assert step.picture.report(item) == ("", ""), "the tag says it already"
    agenda.change_item(world.session, item.uid, restriction=Restriction.EXEMPT).result(WAIT)
    world.settle(lambda: step.picture and step.picture.held[item.uid].restriction.value == "exempt")
    held = world.session.reader.get(Item, item.uid)
    assert step.picture.tag(held) == ("Restricted", "bad")
    assert step.picture.report(held) == ("Late", "bad")
    assert "restricted, report late" in step.picture.sentence(held)
    column = step.tree.agenda.index_of(item.uid).siblingAtColumn(Column.TAG)
    assert column.data(Qt.ItemDataRole.ToolTipRole) == "Restricted, report late"


def test_a_report_is_asked_for_and_comes_in(world: World) -> None:
    step, leaf, item = opened(world)
    assert leaf.mark() == ""
    assert not leaf.cards
    world.run(step, "agenda.ask-report")
    world.settle(lambda: len(leaf.cards) == 1)
    (card,) = leaf.cards
    assert card.author.text() == "Paul Clarke"
    assert card._tag.text() == "3 days late"  # eight working days before Thursday 17: Monday 7
    assert "Due by Monday 7 November. 8 working days before the meeting." in card._due.text()
    assert leaf.mark() == "late"
    assert step.picture is not None
    assert step.picture.tag(item) == ("Report late", "bad")
    card.received.click()
    world.settle(lambda: leaf.mark() == "in")
    assert step.picture.tag(item) == ("Report in", "good")
    card.cleared.click()
    world.settle(lambda: leaf.mark() == "cleared")
    card.received.click()
    world.settle(lambda: leaf.mark() == "late")
    assert the_paper(world).cleared_on is None


def test_author_and_other_bodies_are_said_on_the_leaf(world: World) -> None:
    step, leaf, _ = opened(world)
    panel = bodies.add_body(world.session, "Panel").result(WAIT).uid
    other = meetings.add_meeting(
        world.session, [panel], date(2016, 12, 8), time(10)
    ).result(WAIT).uid  # fmt: skip
    world.run(step, "agenda.ask-report")
    world.settle(lambda: len(leaf.cards) == 1)
    (card,) = leaf.cards
    card.author.setFocus()
    card.author.setText("mf")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: card.author.text() == "Mark Freeman")
    card.also.show_value(other)
    card.send_also()
    world.settle(lambda: card._elsewhere.text() == "Also: Panel, 8 Dec 2016, item 1")
    assert world.session.reader.count(Item, meeting=other) == 1


def test_all_are_asked_for_at_once_and_a_second_is_another(world: World) -> None:
    step, leaf, _ = opened(world)
    agenda.add_item(world.session, world.meeting, "Any other business").result(WAIT)
    agenda.add_item(world.session, world.meeting, "Estates").result(WAIT)
    world.run(step, "agenda.ask-reports")
    world.settle(lambda: world.said.texts[-1:] == ["Asked for 2 reports."])
    world.settle(lambda: len(leaf.cards) == 1)
    leaf.another.click()
    world.settle(lambda: len(leaf.cards) == 2)
    leaf.cards[0].received.click()
    world.settle(lambda: leaf.cards[0].received.text() == "Not in after all")
    assert leaf.mark() == "late"  # the other one is not in


def test_of_several_reports_each_may_have_a_letter(world: World) -> None:
    step, leaf, item = opened(world)
    world.run(step, "agenda.ask-report")
    world.settle(lambda: len(leaf.cards) == 1)
    assert not leaf.cards[0].letter.isVisible()
    leaf.another.click()
    world.settle(lambda: len(leaf.cards) == 2)
    second = leaf.cards[1]
    assert second.letter.isVisible()
    world.bot.keyClicks(second.letter, "Appendix A")
    second.letter.flush()

    def letters() -> list[str]:
        return [link.letter for link in world.session.reader.find(ItemPaper, item=item.uid)]

    world.settle(lambda: letters() == ["", "Appendix A"])
    world.session.undo().result(WAIT)
    assert letters() == ["", ""]


def test_the_form_goes_out_and_comes_back_on_the_leaf(world: World, tmp_path: Path) -> None:
    step, leaf, item = opened(world)
    leaf.maker.folder = tmp_path / "out"
    world.run(step, "agenda.report-form")
    world.settle(lambda: len(list((tmp_path / "out").glob("*.docx"))) == 1)
    form = report_forms.form_of(world.session, item.uid)
    path = tmp_path / "back.docx"
    path.write_bytes(filled(report_forms.make_form(form), ANSWER))
    world.run(step, "agenda.take-report")
    world.settle(leaf.intake.path.hasFocus)
    leaf.intake.read_path(path)
    world.settle(lambda: leaf.intake.take_button.isEnabled())
    leaf.intake.take_over()
    world.settle(lambda: leaf.intake.isHidden() and leaf.mark() == "in")
    assert world.session.reader.get(Item, item.uid).title == "Grants for 2026"
    (card,) = leaf.cards
    assert card.author.text() == "Owain Pugh"
    assert the_paper(world).received_on is not None
    (file,) = world.session.reader.find(PaperFile, paper=the_paper(world).uid)
    assert (file.original_name, file.version) == ("back.docx", 1)
