"""The list of reports is worked through by keyboard, and its drafts are files in a folder."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from secretariat.models.kinds import DeadlineKind, Stage
from secretariat.models.records import Item, Paper
from secretariat.services import agenda, bodies, meetings, papers, people, rules
from secretariat.ui.page import Route
from secretariat.ui.pages.reports import TABS, ReportsPage
from tests.ui.test_page_support import NOW, WAIT, Desk, desk, titles, unnamed

__all__ = ["desk"]

TODAY = NOW.date()
MARCH, APRIL = date(2026, 3, 5), date(2026, 4, 16)


def board(desk: Desk, name: str = "Board") -> str:
    uid = bodies.add_body(desk.session, name).result(WAIT).uid
    rules.set_rule(desk.session, uid, DeadlineKind.REPORTS, count=8).result(WAIT)
    return uid


def meeting(desk: Desk, body: str, on: date) -> str:
    return meetings.add_meeting(desk.session, [body], on, time(10)).result(WAIT).uid


def item(desk: Desk, met: str, title: str, **values: object) -> Item:
    return agenda.add_item(desk.session, met, title, **values).result(WAIT)


def report(desk: Desk, met: str, title: str, **values: object) -> str:
    made = papers.ask_for(desk.session, item(desk, met, title).uid, **values)
    return made.result(WAIT).uid


def get(desk: Desk, uid: str) -> Paper:
    return desk.session.reader.get(Paper, uid)


def test_an_empty_list_teaches_and_asks_for_all_of_a_meeting(desk: Desk) -> None:
    page = desk.show(ReportsPage)
    page._empty.button.click()  # type: ignore[union-attr]
    assert desk.went == [Route("bodies", tab="new")]
    met = meeting(desk, board(desk), MARCH)
    for title in ("Apologies", "Budget", "Estates"):
        item(desk, met, title)
    assert page._empty.heading.text() == "No report is asked for yet"
    desk.run(page, "reports.new")
    assert page.asking.item.currentText() == "All that take a report (2)"
    card = page.asking
    page.layout().activate()  # type: ignore[union-attr]
    assert 0 < card.height() <= card.sizeHint().height() + 1
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: page.list.hasFocus())
    assert titles(page.list) == ["[Monday 23 February]", "Budget", "Estates"]
    assert desk.said.texts[-1] == "Asked for 2 reports."
    desk.context.undo()
    desk.bot.waitUntil(lambda: titles(page.list) == [])


def test_reports_stand_below_their_days_and_what_is_late_says_so(desk: Desk) -> None:
    one, two = board(desk), board(desk, "Panel")
    ann = people.add_person(desk.session, "Bell", given_name="Ann").result(WAIT).uid
    first, later = meeting(desk, one, MARCH), meeting(desk, two, APRIL)
    report(desk, first, "Budget", author=ann)
    report(desk, later, "Roads", author_name="Consultants", promised_for=date(2026, 3, 30))
    came = report(desk, later, "Estates", author=ann)
    papers.mark_received(desk.session, came).result(WAIT)
    page = desk.show(ReportsPage)
    assert titles(page.list) == [
        "[Monday 23 February]", "Budget", "[Thursday 2 April]", "Roads",
    ]  # fmt: skip
    rows = [row for row in page.list.rows.rows if row.key]
    assert [row.tag for row in rows] == ["3 days late", "Promised for 30\N{NO-BREAK SPACE}March"]
    assert "Ann Bell" in rows[0].detail
    assert [page.tabs.tabText(at) for at in range(2)] == ["Missing  2", "Late  1"]
    desk.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert titles(page.list) == ["[Monday 23 February]", "Budget"]
    desk.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert titles(page.list)[1:] == ["Estates"]
    page.open(Route("reports", later, "", "missing"))
    assert titles(page.list)[1:] == ["Roads"]
    page.open(Route("reports", focus=came))
    assert page.list.key == came
    desk.run(page, "reports.show-all")
    desk.type("consult", page.filter)
    assert titles(page.list)[1:] == ["Roads"]
    desk.type("xx", page.filter)
    assert page._empty.isVisible()


def test_single_keys_work_on_the_chosen_report(desk: Desk) -> None:
    uid = report(desk, meeting(desk, board(desk), MARCH), "Budget")
    page = desk.show(ReportsPage, Route("reports", tab="all"))
    page.list.setFocus()
    desk.press(Qt.Key.Key_R)
    desk.settle(lambda: get(desk, uid).received_on == TODAY)
    desk.bot.waitUntil(lambda: page.panel.received.text() == "Not in after all")
    assert "Received today" in desk.said.texts[-1]
    desk.press(Qt.Key.Key_R)
    desk.settle(lambda: get(desk, uid).received_on is None)
    desk.bot.waitUntil(lambda: page.panel.received.text() == "Received")
    desk.press(Qt.Key.Key_C)
    desk.settle(lambda: get(desk, uid).cleared_on == TODAY)
    desk.bot.waitUntil(lambda: page.panel.cleared.text() == "Not cleared")
    desk.press(Qt.Key.Key_C)
    desk.settle(lambda: get(desk, uid).cleared_on is None)
    desk.press(Qt.Key.Key_X)
    desk.settle(lambda: not get(desk, uid).is_needed)
    for key, part in (
        (Qt.Key.Key_O, page.panel.author),
        (Qt.Key.Key_P, page.panel.promised.field),
        (Qt.Key.Key_N, page.panel.note.field),
        (Qt.Key.Key_A, page.panel.also),
    ):
        desk.press(key)
        assert part.hasFocus()
        desk.press(Qt.Key.Key_Escape)
        assert page.list.hasFocus()
    desk.press(Qt.Key.Key_G)
    assert desk.went[-1].screen == "meeting"
    assert desk.went[-1].tab == "agenda"
    desk.press(Qt.Key.Key_Delete)
    desk.settle(lambda: titles(page.list) == [])
    desk.context.undo()
    desk.bot.waitUntil(lambda: titles(page.list)[1:] == ["Budget"])


def test_author_days_and_words_are_written_in_place(desk: Desk) -> None:
    met = meeting(desk, board(desk), APRIL)
    made = people.add_person(desk.session, "Bell", given_name="Ann", initials="ZZ")
    ann = made.result(WAIT).uid
    one, two = report(desk, met, "Budget"), report(desk, met, "Estates")
    page = desk.show(ReportsPage)
    page.list.choose(one)
    panel = page.panel
    assert panel._due.field.property("placeholderText") == "Thursday 2 April"
    assert "8 working days" in panel.why.text
    desk.type("zz", panel.author)  # no name holds it, so that no list opens over the page
    desk.press(Qt.Key.Key_Tab)
    desk.settle(lambda: get(desk, one).author == ann)
    desk.bot.waitUntil(lambda: panel.author.text() == "Ann Bell")
    desk.type("27/3", panel._due.field)
    desk.type("30 march", panel.promised.field)
    page.list.choose(two)
    desk.settle(lambda: get(desk, one).promised_for == date(2026, 3, 30))
    assert get(desk, one).due == date(2026, 3, 27)
    assert get(desk, two).due is None
    assert panel.promised.field.text() == ""


def test_the_same_report_is_put_on_another_agenda(desk: Desk) -> None:
    first = meeting(desk, board(desk), MARCH)
    later = meeting(desk, board(desk, "Panel"), APRIL)
    report(desk, first, "Budget")
    page = desk.show(ReportsPage)
    page.panel.send_also()  # nothing is chosen yet, so nothing happens
    page.panel.also.show_value(later)
    page.panel.send_also()
    desk.settle(lambda: desk.session.reader.count(Item, meeting=later) == 1)
    desk.bot.waitUntil(lambda: "also Panel" in page.list.rows.rows[1].detail)
    assert page.panel.also.place_of(later) == -1


def test_a_draft_for_each_author_is_saved_and_nothing_is_sent(desk: Desk, tmp_path: Path) -> None:
    met = meeting(desk, board(desk), MARCH)
    ann = people.add_person(
        desk.session, "Bell", given_name="Ann", email="ann@example.org"
    ).result(WAIT).uid  # fmt: skip
    report(desk, met, "Budget", author=ann)
    report(desk, met, "Roads", author_name="Consultants")
    report(desk, met, "Estates")
    page = desk.show(ReportsPage)
    page.chasing.set_folder(str(tmp_path / "drafts"))
    desk.run(page, "reports.chase")
    assert page.chasing.isVisible()
    assert page.chasing._title.text() == "Ask 2 authors for 2 reports"
    told = page.chasing._without.text()
    assert "No e-mail address is known of Consultants." in told
    assert "1 missing report has no author" in told
    desk.press(Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: not page.chasing.isVisible(), timeout=60_000)
    assert desk.said.texts[-1] == "Saved 2 drafts."
    names = sorted(path.name for path in (tmp_path / "drafts").iterdir())
    assert names == [
        "2026-02-26 reports owed by Ann Bell.eml",
        "2026-02-26 reports owed by Consultants.eml",
    ]
    made = (tmp_path / "drafts" / names[0]).read_bytes()
    assert b"To: Ann Bell <ann@example.org>" in made
    assert b"X-Unsent: 1" in made
    page.list.setFocus()
    page.list.choose(page._views[0].paper.uid)
    desk.run(page, "reports.mail")
    assert page.chasing._title.text() == "Ask 1 author for 1 report"
    desk.press(Qt.Key.Key_Escape)
    assert not page.chasing.isVisible()


def test_lateness_leads_to_the_reports_of_an_author(desk: Desk) -> None:
    met = meeting(desk, board(desk), MARCH)
    report(desk, met, "Budget", author_name="Consultants")
    report(desk, met, "Roads", author_name="Somebody", received_on=date(2026, 2, 20))
    page = desk.show(ReportsPage, Route("reports", tab="lateness"))
    assert titles(page.lateness.authors) == ["Consultants", "Somebody"]
    first, second = page.lateness.authors.rows.rows
    assert first.tag == "1 late"
    assert "longest 3 days" in first.detail
    assert second.tag == "Never late"
    page.lateness.authors.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert titles(page.list)[1:] == ["Budget"]
    assert page.author.currentText() == "Consultants"


def test_without_an_agenda_there_is_nothing_to_ask(desk: Desk) -> None:
    meetings.set_stage(desk.session, meeting(desk, board(desk), APRIL), Stage.AGENDA).result(WAIT)
    page = desk.show(ReportsPage)
    desk.run(page, "reports.new")
    assert "No coming meeting" in desk.said.texts[-1]
    assert not page.asking.isVisible()


@pytest.mark.parametrize("tab", TABS)
def test_everything_reachable_has_a_name_and_a_key(desk: Desk, tab: str) -> None:
    report(desk, meeting(desk, board(desk), MARCH), "Budget", author_name="Ann")
    page = desk.show(ReportsPage, Route("reports", tab=tab))
    assert TABS[page.tabs.currentIndex()] == tab
    page.start_new()
    assert unnamed(page) == []
    desk.press(Qt.Key.Key_Escape)
    page.chase_shown()
    assert unnamed(page) == []
    assert all(command.keys for command in page.commands())
    keys = [keys for command in page.commands() for keys in command.keys]
    assert len(keys) == len(set(keys))
