"""The desk shows what is to be done and goes where it is done."""

from __future__ import annotations

from datetime import date, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from secretariat.services import actions, bodies, meetings
from secretariat.ui.page import Route
from secretariat.ui.pages.desk import DeskPage
from secretariat.ui.pages.desk_cards import MeetingCard
from tests.ui.test_page_support import WAIT, Desk, desk, unnamed

__all__ = ["desk"]

TODAY = date(2026, 2, 26)


def filled(desk: Desk) -> str:
    board = bodies.add_body(desk.session, "Strategic Board").result(WAIT).uid
    for days in (-3, 7, 30):
        on = TODAY + timedelta(days=days)
        meetings.add_meeting(desk.session, [board], on, time(10), place="Room 2").result(WAIT)
    actions.add_action(desk.session, board, "Late", due=TODAY - timedelta(days=9)).result(WAIT)
    return board


def words(page: DeskPage) -> str:
    labels = page.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisibleTo(page))


def test_an_empty_register_teaches_with_one_button(desk: Desk) -> None:
    page = desk.show(DeskPage)
    assert "Thursday 26 February" in words(page)
    assert "the register is empty" in words(page)
    (start,) = [
        b for b in page.findChildren(QPushButton) if b.isVisibleTo(page) and "first" in b.text()
    ]
    start.click()
    assert desk.went == [Route("bodies", tab="new")]


def test_things_to_do_lead_where_they_are_done(desk: Desk) -> None:
    filled(desk)
    page = desk.show(DeskPage)
    assert "Two meetings in the next five weeks. One thing is late." in words(page)
    show = next(b for b in page.findChildren(QPushButton) if b.text() == "Show actions")
    assert "Overdue by 9 days" in show.accessibleName()
    show.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert desk.went[-1] == Route("actions", focus="overdue")


def test_a_change_elsewhere_shows_and_keeps_the_focus(desk: Desk) -> None:
    board = filled(desk)
    page = desk.show(DeskPage)
    open_minutes = next(b for b in page.findChildren(QPushButton) if b.text() == "Open minutes")
    open_minutes.setFocus()
    actions.add_action(desk.session, board, "Later", due=TODAY - timedelta(days=2)).result(WAIT)
    desk.bot.waitUntil(lambda: "2 actions" in words(page))
    held = page.focusWidget()
    assert isinstance(held, QPushButton)
    assert held.text() == "Open minutes"


def test_next_meetings_open(desk: Desk) -> None:
    filled(desk)
    page = desk.show(DeskPage)
    card = page.findChildren(MeetingCard)[0]
    assert card.accessibleName().startswith(
        "Strategic Board, Thursday 5 March 2026, 10.00 am · Room 2"
    )
    card.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert desk.went[-1].screen == "meeting"


def test_the_weeks_are_told_and_open_the_next_meeting(desk: Desk) -> None:
    filled(desk)
    page = desk.show(DeskPage)
    rows = page._timeline.rows
    told = rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Strategic Board: ")
    assert "Thu 5 March, meeting" in told
    rows.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.went[-1].screen == "meeting"


def test_everything_reachable_has_a_name(desk: Desk) -> None:
    filled(desk)
    assert unnamed(desk.show(DeskPage)) == []


def test_the_cards_stand_below_each_other_when_it_is_narrow(desk: Desk) -> None:
    filled(desk)
    page = desk.show(DeskPage, size=(700, 500))
    assert page._next.geometry().top() > page._todo.geometry().bottom()


def test_the_next_deadline_is_explained(desk: Desk) -> None:
    filled(desk)
    page = desk.show(DeskPage)
    shown = words(page).replace("\N{NO-BREAK SPACE}", " ")
    assert "Strategic Board, 28 March" in shown
    assert "Reports in by <b>Wednesday&nbsp;18&nbsp;March</b>" in shown
    assert "8 working days: Wed 18, Thu 19, Fri 20," in shown
    gone: list[Route] = []
    desk.context.bus.route_requested.connect(gone.append)
    opener = next(b for b in page.findChildren(QPushButton) if b.text() == "All its deadlines")
    opener.click()
    assert (gone[0].screen, gone[0].tab, gone[0].focus) == ("meeting", "details", "reports")
