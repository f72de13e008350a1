"""The rules of a body: read, made its own, changed, left out and taken back."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from secretariat.models.kinds import DeadlineKind
from secretariat.models.records import Rule
from secretariat.services import bodies, meetings, rules
from secretariat.services.deadlines import chain
from secretariat.ui.page import Route
from secretariat.ui.pages.bodies import BodiesPage
from secretariat.ui.pages.body_rules import BodyRules
from tests.ui.test_page_support import WAIT, Desk, desk, unnamed

__all__ = ["desk"]


def shown(desk: Desk, kind: str = "board") -> tuple[BodyRules, str]:
    board = bodies.add_body(desk.session, "Strategic Board", kind=kind).result(WAIT).uid
    page = desk.show(BodiesPage)
    page.open(Route("bodies", board, "rules"))
    return page.rules, board


def rows(part: BodyRules) -> dict[str, tuple[str, str]]:
    return {row.title: (row.detail, row.tag) for row in part.list.rows.rows}


def test_each_rule_stands_with_its_source(desk: Desk) -> None:
    part, _ = shown(desk, "committee")
    assert rows(part)["Agenda and reports published"] == (
        "5 clear working days before the meeting ·"
        " Local Government Act 1972, s.100B(3), as amended by SI 2002/715",
        "Law",
    )
    assert rows(part)["Reports in"][1] == "Suggested"
    assert unnamed(part) == []


def test_a_suggestion_becomes_a_rule_of_its_own_and_is_changed(desk: Desk) -> None:
    part, board = shown(desk)
    on = date(2026, 3, 19)
    meeting = meetings.add_meeting(desk.session, [board], on, time(10)).result(WAIT)
    part.list.choose("agenda")
    part.change.click()
    desk.bot.waitUntil(lambda: rows(part)["Papers out"][1] == "Its own", timeout=5000)
    desk.bot.waitUntil(lambda: QApplication.focusWidget() is part._fields.name.field, timeout=5000)
    QTest.keyClicks(part._fields.name.field, "Packs out")
    desk.settle()
    rule = desk.session.reader.find(Rule)[0]
    assert (rule.kind, rule.count, rule.source) == (DeadlineKind.AGENDA, 5, "")
    assert "Packs out" in rule.name
    rules.change_rule(desk.session, rule.uid, count=3).result(WAIT)
    days = {one.kind: one.day for one in chain(desk.session.reader, meeting.uid)}
    assert days[DeadlineKind.AGENDA] == date(2026, 3, 13)
    part.remove()
    desk.bot.waitUntil(
        lambda: rows(part).get("Papers out", ("", ""))[1] == "Suggested", timeout=5000
    )
    assert desk.session.reader.count(Rule) == 0


def test_a_deadline_may_be_left_out(desk: Desk) -> None:
    part, _ = shown(desk)
    part.list.choose("briefing")
    part.leave_out()
    desk.bot.waitUntil(lambda: desk.session.reader.count(Rule) == 1, timeout=5000)
    desk.bot.waitUntil(
        lambda: rows(part)["Chair’s briefing"][0].startswith("no such deadline"), timeout=5000
    )


def test_another_profile_brings_its_rules(desk: Desk) -> None:
    part, board = shown(desk)
    rules.set_profile(desk.session, board, "parish-nalc").result(WAIT)
    desk.bot.waitUntil(lambda: "Summons sent" in rows(part), timeout=5000)
    assert part._profile.value() == "parish-nalc"


def test_a_rule_is_added_by_keyboard(desk: Desk) -> None:
    part, _ = shown(desk)
    part._kind.show_value(DeadlineKind.DESPATCH)
    part.list.setFocus()
    QTest.keyClick(part.list, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    desk.bot.waitUntil(lambda: "Papers sent to members" in rows(part), timeout=5000)
    assert desk.session.reader.find(Rule)[0].kind is DeadlineKind.DESPATCH
