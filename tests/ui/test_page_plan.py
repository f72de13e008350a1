"""The forward plan is worked by keyboard: added to, moved along, taken to an agenda."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from secretariat.models.kinds import (
    DocumentKind,
    Purpose,
    Recurrence,
    Restriction,
    TopicSource,
    TopicState,
)
from secretariat.models.records import Item, Topic
from secretariat.services import bodies, meetings, topics
from secretariat.services.plan import MarkKind
from secretariat.ui.page import Route
from secretariat.ui.pages.plan import TABS, PlanPage
from tests.ui.test_page_support import WAIT, Desk, desk, titles, unnamed

__all__ = ["desk"]

ALT = Qt.KeyboardModifier.AltModifier
FIRST, SECOND = date(2026, 3, 12), date(2026, 6, 11)


def board(desk: Desk, name: str = "Board") -> str:
    return bodies.add_body(desk.session, name).result(WAIT).uid


def meet(desk: Desk, body: str, on: date) -> str:
    return meetings.add_meeting(desk.session, [body], on, time(10)).result(WAIT).uid


def topic(desk: Desk, body: str, title: str = "Annual report", **values: object) -> str:
    return topics.add_topic(desk.session, body, title, **values).result(WAIT).uid


def get(desk: Desk, uid: str) -> Topic:
    return desk.session.reader.get(Topic, uid)


def marks(page: PlanPage, uid: str) -> dict[date, MarkKind]:
    table = page.grid.table
    row = table.year.rows[table.place_of(uid)]
    return {
        column.day: square.mark.kind
        for column, square in zip(table.year.columns, row.squares, strict=True)
        if square.mark
    }


def test_an_empty_plan_teaches_and_a_title_and_enter_add(desk: Desk) -> None:
    body = board(desk)
    page = desk.show(PlanPage)
    assert page._empty.heading.text() == "Nothing is planned yet"
    assert page._empty.button is not None
    page._empty.button.click()
    desk.type("Annual report", page.words)
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: titles(page.list) == ["[Board]", "Annual report"])
    assert page.words.text() == ""
    made = desk.session.reader.one(Topic, body=body)
    assert made is not None
    assert (made.meeting, made.due) == (None, None)
    assert page.panel.uid == made.uid


def test_without_a_body_it_leads_to_the_first_one(desk: Desk) -> None:
    page = desk.show(PlanPage)
    assert page._empty.button is not None
    page._empty.button.click()
    assert desk.went[-1] == Route("bodies", tab="new")


def test_alt_and_arrows_move_a_topic_along_the_year(desk: Desk) -> None:
    body = board(desk)
    first, second = meet(desk, body, FIRST), meet(desk, body, SECOND)
    uid = topic(desk, body, meeting=first)
    page = desk.show(PlanPage, Route("plan", body))
    page.grid.setFocus()
    page.grid.choose(uid)
    assert marks(page, uid) == {FIRST: MarkKind.MEETING}
    desk.press(Qt.Key.Key_Right, ALT)
    desk.settle(lambda: get(desk, uid).due == date(2026, 4, 1))
    assert marks(page, uid) == {FIRST: MarkKind.PUT_OFF, date(2026, 4, 1): MarkKind.MONTH}
    assert page.grid.hasFocus()
    for month in (date(2026, 5, 1), None):
        desk.press(Qt.Key.Key_Right, ALT)
        desk.settle(lambda due=month: get(desk, uid).due == due)
    assert get(desk, uid).meeting == second
    assert "Thursday 11 June 2026" in desk.said.texts[-1]
    desk.press(Qt.Key.Key_Left, ALT)
    desk.settle(lambda: get(desk, uid).meeting is None)
    page.grid.choose(uid)
    for _ in range(4):
        desk.run(page, "plan.sooner")
        desk.settle()
    assert desk.said.warnings  # nothing is planned for the past
    assert get(desk, uid).due == date(2026, 2, 1)


def test_a_mark_is_taken_to_another_column_with_the_mouse(desk: Desk) -> None:
    body = board(desk)
    first, second = meet(desk, body, FIRST), meet(desk, body, SECOND)
    uid = topic(desk, body, meeting=first)
    page = desk.show(PlanPage, Route("plan", body), size=(1180, 700))
    grid = page.grid
    days = [column.day for column in grid.table.year.columns]
    row = grid.table.place_of(uid)
    start, end = (
        grid.visualRect(grid.table.index(row, days.index(day) + 1)).center()
        for day in (FIRST, SECOND)
    )
    view = grid.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, QPoint(start.x() + 12, start.y()))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    desk.settle(lambda: get(desk, uid).meeting == second)


def test_one_key_puts_it_on_the_agenda(desk: Desk) -> None:
    body = board(desk)
    meeting = meet(desk, body, FIRST)
    uid = topic(desk, body)
    page = desk.show(PlanPage, Route("plan", body, "list", uid))
    page.list.setFocus()
    desk.press(Qt.Key.Key_G)
    desk.settle(lambda: desk.session.reader.count(Item, meeting=meeting, topic=uid) == 1)
    assert get(desk, uid).meeting == meeting
    desk.press(Qt.Key.Key_G)
    desk.settle(lambda: desk.said.warnings)
    assert "already" in desk.said.warnings[-1]


def test_the_panel_keeps_every_field(desk: Desk) -> None:
    body = board(desk)
    meet(desk, body, FIRST)
    uid = topic(desk, body, recurrence=Recurrence.QUARTERLY)
    page = desk.show(PlanPage, Route("plan", body, "list", uid))
    form = page.panel.form
    desk.retype("Report of the year", form.title.field)
    desk.retype("Jan, jul", form.months.field)
    desk.retype("30", form.minutes.field)
    desk.settle(lambda: get(desk, uid).minutes == 30)
    assert (get(desk, uid).title, get(desk, uid).months) == ("Report of the year", "1,7")
    desk.retype("Smarch", form.months.field)
    desk.settle(lambda: form.months.wrong.text())
    assert get(desk, uid).months == "1,7"
    assert not form.public_title.isVisibleTo(page)
    topics.change_topic(
        desk.session,
        uid,
        restriction=Restriction.EXEMPT,
        purpose=Purpose.DECISION,
        source=TopicSource.LAW,
        is_key_decision=True,
    ).result(WAIT)
    desk.settle(lambda: form.public_title.isVisibleTo(page))
    assert form.public_title.wrong.text()
    assert form.key.isChecked()
    assert unnamed(page) == []


def test_filters_and_states(desk: Desk) -> None:
    one, two = board(desk), board(desk, "Council")
    past = topic(desk, one, "Late", due=date(2026, 1, 1))
    law = topic(desk, two, "Duty", due=date(2026, 5, 1), source=TopicSource.LAW)
    parked = topic(desk, two, "Some day")
    page = desk.show(PlanPage, Route("plan", focus="slipped"))
    assert titles(page.list) == ["[Board]", "Late"]
    page.open(Route("plan", focus="law"))
    page.state.show_value("open")
    page._show()
    assert titles(page.list) == ["[Council]", "Duty"]
    page.statutory.setChecked(False)
    page.body.show_value(two)
    page._show()
    assert titles(page.list) == ["Duty", "Some day"]
    page.list.choose(parked)
    page.list.setFocus()
    desk.press(Qt.Key.Key_X)
    desk.settle(lambda: get(desk, parked).state is TopicState.DROPPED)
    page.list.choose(law)
    desk.press(Qt.Key.Key_P)
    desk.settle(lambda: get(desk, law).due is None)
    page.open(Route("plan", one, "year", past))
    assert marks(page, past) == {date(2026, 1, 1): MarkKind.MISSED}
    assert "not taken" in page.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert unnamed(page) == []


def test_the_whole_office_counts_and_leads_to_a_body(desk: Desk) -> None:
    one, two = board(desk), board(desk, "Council")
    for body, count in ((one, 2), (two, 1)):
        for at in range(count):
            topic(desk, body, f"Topic {at}", due=date(2026, 5, 1))
    page = desk.show(PlanPage, Route("plan", tab="office"))
    year = page.grid.table.year
    may = [column.day for column in year.columns].index(date(2026, 5, 1))
    assert [(row.title, row.squares[may].count) for row in year.rows] == [
        ("Board", 2),
        ("Council", 1),
    ]
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.grid.table.index(1, 0))
    desk.press(Qt.Key.Key_Return)
    assert (TABS[page.tabs.currentIndex()], page.body.value()) == ("year", two)
    assert page.grid.hasFocus()


def test_a_plan_is_made_as_a_file(desk: Desk, tmp_path: object) -> None:
    body = board(desk)
    topic(desk, body, due=date(2026, 5, 1))
    page = desk.show(PlanPage, Route("plan", body))
    desk.run(page, "plan.export")
    page.export.folder = tmp_path  # type: ignore[assignment]
    assert page.export.choice.hasFocus()
    page.export.save.click()
    desk.bot.waitUntil(lambda: page.export.chip.path is not None, timeout=20_000)
    assert page.export.chip.path is not None
    assert page.export.chip.path.name == "2026-02-01 Board forward plan.pdf"
    assert page.export.chip.path.read_bytes().startswith(b"%PDF")
    page.export.choice.show_value(DocumentKind.KEY_DECISIONS)
    page.export.refresh()
    assert page.export.given.isVisibleTo(page)
    held = QApplication.focusWidget()
    assert held is not None
    # The pages themselves, once they are drawn, have a name and a sentence but no role of Qt's own.
    assert unnamed(page) == []
    desk.bot.waitUntil(lambda: page.export.preview.is_drawn, timeout=20_000)
    desk.press(Qt.Key.Key_Escape)
    assert not page.export.isVisible()
    assert page.grid.hasFocus()
