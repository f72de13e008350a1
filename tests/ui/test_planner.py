"""The year planner is walked through by keyboard, read aloud, and leads to meetings."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from secretariat.services import bodies, meetings
from secretariat.ui.page import Route
from secretariat.ui.pages.meetings import MeetingsPage
from tests.ui.test_page_support import WAIT, Desk, desk, unnamed

__all__ = ["desk"]


def board(desk: Desk, name: str = "Strategic Board", short: str = "SB") -> str:
    return bodies.add_body(desk.session, name, short_name=short, venue=name).result(WAIT).uid


def meet(desk: Desk, body: str, on: date, at: int = 10) -> str:
    return meetings.add_meeting(desk.session, [body], on, time(at)).result(WAIT).uid


@pytest.fixture
def page(desk: Desk) -> MeetingsPage:
    first, second = board(desk), board(desk, "Zebra Panel", "ZP")
    meet(desk, first, date(2026, 3, 5))
    meet(desk, second, date(2026, 3, 5), 14)
    shown = desk.show(MeetingsPage, Route("meetings", tab="year"))
    shown.planner.view.setFocus()
    return shown


def on(page: MeetingsPage) -> date | None:
    return page.planner.view.day.on if page.planner.view.day else None


def press(page: MeetingsPage, key: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.planner.view, key, held)


def test_the_arrow_keys_walk_by_day_month_and_year(page: MeetingsPage) -> None:
    assert on(page) == date(2026, 2, 26)
    for key, goal in (
        (Qt.Key.Key_End, date(2026, 2, 28)),
        (Qt.Key.Key_Down, date(2026, 3, 1)),
        (Qt.Key.Key_Up, date(2026, 2, 28)),
        (Qt.Key.Key_Left, date(2026, 1, 28)),
        (Qt.Key.Key_Home, date(2026, 1, 1)),
        (Qt.Key.Key_Up, date(2025, 12, 31)),
        (Qt.Key.Key_Left, date(2025, 11, 30)),
        (Qt.Key.Key_PageDown, date(2026, 11, 30)),
    ):
        press(page, key)
        assert on(page) == goal
    assert page.planner.year == 2026
    press(page, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert on(page) == date(2026, 1, 1)


def test_enter_opens_the_meetings_of_a_day_one_after_another(
    desk: Desk, page: MeetingsPage
) -> None:
    page.planner.choose(date(2026, 3, 5))
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Return)
    assert len({route.uid for route in desk.went}) == 2
    assert {route.screen for route in desk.went} == {"meeting"}


def test_enter_on_a_free_day_and_insert_on_any_begin_a_new_meeting(page: MeetingsPage) -> None:
    press(page, Qt.Key.Key_Return)
    assert page.form.isVisible()
    assert page.form._day.text() == "26 February 2026"
    page.form.closed.emit()
    page.planner.choose(date(2026, 3, 5))
    press(page, Qt.Key.Key_Insert)
    assert page.form._day.text() == "5 March 2026"


def test_every_day_is_read_aloud_in_full(page: MeetingsPage) -> None:
    view = page.planner.view
    page.planner.choose(date(2026, 3, 5))
    told = view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Thursday 5 March 2026: Strategic Board, 10.00 am; Zebra Panel, 2.00 pm")
    assert page.planner._words.text() == told
    seen = QAccessible.queryAccessibleInterface(view)
    assert seen.text(QAccessible.Text.Name) == "Year planner"
    missing = view.days.index(29, 1)  # 30 February
    assert view.days.day(missing) is None
    assert view.days.flags(missing) == Qt.ItemFlag.NoItemFlags


def test_deadlines_are_switched_on_and_the_year_can_be_exported(
    desk: Desk, page: MeetingsPage
) -> None:
    desk.run(page, "meetings.deadlines")
    days = page.planner.view.days.plan.days
    assert any(mark.kind.is_deadline for day in days.values() for mark in day.marks)
    assert len(page.shown()) == 2
    page.planner.turn(1)
    assert page.shown() == []


def test_a_body_alone_is_shown_and_changes_arrive(desk: Desk, page: MeetingsPage) -> None:
    (uid,) = [b.uid for b in bodies.all_bodies(desk.session) if b.short_name == "ZP"]
    page._body.show_value(uid)
    page._show()
    (mark,) = page.planner.view.days.plan.days[date(2026, 3, 5)].marks
    assert mark.short == "ZP"
    meet(desk, uid, date(2026, 3, 6))
    desk.settle(lambda: page.planner.view.days.plan.days[date(2026, 3, 6)].marks)


def test_a_double_click_opens_what_is_under_it(desk: Desk, page: MeetingsPage) -> None:
    view = page.planner.view
    page.planner.choose(date(2026, 3, 5))
    box = view.visualRect(view.currentIndex())
    inside = box.center()
    inside.setX(box.left() + box.width() * 2 // 3)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    assert [route.screen for route in desk.went] == ["meeting"]


def test_nothing_on_the_planner_is_without_a_name(page: MeetingsPage) -> None:
    found = [one for one in unnamed(page) if not one.startswith("row ")]
    assert found == []


def test_the_month_names_its_days_off_too(desk: Desk) -> None:
    board(desk)
    page = desk.show(MeetingsPage, Route("meetings", tab="calendar"))
    page._turn_month(2)
    page.month.choose(date(2026, 4, 3))
    assert page.month.day is not None
    assert page.month.day.spoken == "Friday 3 April 2026 (Good Friday): no meeting"
