"""Rules that hold for every body are made, changed and removed in the settings."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from secretariat.models.kinds import DeadlineKind
from secretariat.models.records import Body, Rule
from secretariat.services import bodies, deadlines, meetings, rules
from secretariat.ui.settings_page import SettingsPage
from tests.ui.test_page_support import WAIT, Desk, desk, unnamed

__all__ = ["desk"]


def test_a_rule_of_the_office_holds_for_every_body_but_those_with_their_own(desk: Desk) -> None:
    one = bodies.add_body(desk.session, "Board").result(WAIT).uid
    two = bodies.add_body(desk.session, "Panel").result(WAIT).uid
    rules.set_rule(desk.session, two, DeadlineKind.REPORTS, count=3).result(WAIT)
    page = desk.show(SettingsPage, size=(1180, 1200))
    office = page.rules
    assert not office.card.isVisible()
    office.kind.show_value(DeadlineKind.REPORTS)
    desk.run(page, "settings.add-rule")
    desk.bot.waitUntil(office.card.name.field.hasFocus, timeout=8000)
    (made,) = rules.office_rules(desk.session.reader)
    assert (made.body, made.name, made.count) == (None, "Reports in", 5)
    assert office._apart.text() == "Not for Panel: a rule of its own stands there."
    desk.retype("Reports to the clerk", office.card.name.field)
    desk.settle(lambda: desk.session.reader.get(Rule, made.uid).name == "Reports to the clerk")
    names = []
    for body in (one, two):
        meet = meetings.add_meeting(desk.session, [body], date(2026, 6, 4), time(10)).result(WAIT)
        chain = deadlines.chain(desk.session.reader, meet.uid)
        names += [each.name for each in chain if each.kind is DeadlineKind.REPORTS]
    assert names[0] == "Reports to the clerk"
    assert names[1] != names[0]
    assert rules.rules_of(desk.session.reader, desk.session.reader.get(Body, one))
    assert not [each for each in unnamed(page) if "row " not in each]


def test_delete_removes_a_rule_and_undo_brings_it_back(desk: Desk) -> None:
    rules.set_rule(desk.session, None, DeadlineKind.DRAFT_MINUTES).result(WAIT)
    page = desk.show(SettingsPage, size=(1180, 1200))
    assert page.rules.list.rows.rows[0].detail.startswith("5 working days after the meeting")
    page.rules.list.setFocus()
    QTest.keyClick(page.rules.list, Qt.Key.Key_Delete)
    desk.settle(lambda: not rules.office_rules(desk.session.reader))
    assert desk.said.texts[-1] == "The rule was removed."
    desk.context.undo()
    desk.settle(lambda: len(rules.office_rules(desk.session.reader)) == 1)
