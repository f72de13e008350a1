"""Meetings are found, walked through by month, and added by typing."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Qt

from secretariat.models.kinds import Stage
from secretariat.services import agenda, bodies, meetings
from secretariat.ui.page import Route
from secretariat.ui.pages.meetings import MeetingsPage
from tests.ui.test_page_support import WAIT, Desk, desk, titles, unnamed

__all__ = ["desk"]


def board(desk: Desk, name: str = "Strategic Board") -> str:
    return bodies.add_body(desk.session, name, venue="Room 2").result(WAIT).uid


def meet(desk: Desk, body: str, on: date, *bodies_: str) -> str:
    return meetings.add_meeting(desk.session, [body, *bodies_], on, time(10)).result(WAIT).uid


def test_without_a_body_the_page_sends_there(desk: Desk) -> None:
    page = desk.show(MeetingsPage)
    assert page._empty.isVisible()
    assert page._empty.button is not None
    page._empty.button.click()
    assert desk.went == [Route("bodies", tab="new")]


def test_what_comes_stands_before_what_was(desk: Desk) -> None:
    body = board(desk)
    for on in (date(2025, 6, 1), date(2026, 3, 5), date(2026, 1, 8), date(2026, 5, 5)):
        meet(desk, body, on)
    page = desk.show(MeetingsPage)
    assert titles(page.list) == [
        "[To come]", "Strategic Board", "Strategic Board",
        "[Past, 2026]", "Strategic Board", "[Past, 2025]", "Strategic Board",
    ]  # fmt: skip
    assert page.list.rows.rows[1].lead == "Thu 5 Mar"


def test_words_and_bodies_narrow_the_list(desk: Desk) -> None:
    one, two = board(desk), board(desk, "Scrutiny Panel")
    meet(desk, one, date(2026, 3, 5))
    meet(desk, two, date(2026, 4, 5))
    page = desk.show(MeetingsPage)
    desk.type("april", page._find)
    assert titles(page.list) == ["[To come]", "Scrutiny Panel"]
    desk.type(" nowhere")
    assert page._empty.isVisible()
    assert page._empty.button is not None
    page._empty.button.click()
    assert len(titles(page.list)) == 3


def test_a_meeting_is_added_by_typing(desk: Desk) -> None:
    board(desk)
    page = desk.show(MeetingsPage)
    desk.run(page, "meetings.new")
    assert page.form._day.hasFocus()
    desk.type("thu")
    assert page.form._told.text().startswith("Thursday 5 March 2026")
    desk.type("2pm", page.form._starts)
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: desk.went)
    (new,) = meetings.all_meetings(desk.session.reader)
    assert new.first is not None
    assert (new.first.date, new.first.starts) == (date(2026, 3, 5), time(14))
    assert new.first.place == "Room 2"
    assert desk.went == [Route("meeting", new.meeting.uid, "agenda")]


def test_nonsense_is_told_beside_its_field_and_nothing_is_added(desk: Desk) -> None:
    board(desk)
    page = desk.show(MeetingsPage, Route("meetings", tab="new"))
    desk.type("31/2/2026", page.form._day)
    desk.type("25", page.form._starts)
    desk.press(Qt.Key.Key_Return)
    assert "no 31 February" in page.form._rows["day"].wrong.text()
    assert "no hour 25" in page.form._rows["starts"].wrong.text()
    assert page.form._day.hasFocus()
    assert meetings.all_meetings(desk.session.reader) == []


def test_a_meeting_ends_after_it_begins(desk: Desk) -> None:
    board(desk)
    page = desk.show(MeetingsPage, Route("meetings", tab="new"))
    for words, field in (
        ("5/3", page.form._day),
        ("10", page.form._starts),
        ("9", page.form._ends),
    ):
        desk.type(words, field)
    desk.press(Qt.Key.Key_Return)
    assert "before it begins" in page.form._rows["ends"].wrong.text()


def test_the_agenda_of_last_time_is_copied_and_usual_hours_are_offered(desk: Desk) -> None:
    body = board(desk)
    last = meet(desk, body, date(2026, 1, 8))
    agenda.add_item(desk.session, last, "Welcome").result(WAIT)
    page = desk.show(MeetingsPage, Route("meetings", tab="new"))
    assert page.form._starts.text() == "10.00 am"
    desk.type("5/3", page.form._day)
    page.form._source.show_value(last)
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: desk.went)
    items = agenda.items_of(desk.session.reader, desk.went[-1].uid)
    assert [item.title for item in items] == ["Welcome"]


def test_a_clash_is_marked_in_the_list_and_in_the_calendar(desk: Desk) -> None:
    first, second = board(desk), board(desk, "Zebra Panel")
    one, _ = meet(desk, first, date(2026, 3, 5)), meet(desk, second, date(2026, 3, 5))
    page = desk.show(MeetingsPage)
    assert [row.mark for row in page.list.rows.rows] == ["", "Clash", "Clash"]
    assert "Room 2 is taken by Zebra Panel" in page.list.rows.rows[1].spoken
    desk.run(page, "meetings.calendar")
    page._turn_month(1)
    page.month.choose(date(2026, 3, 5))
    assert page.month.day is not None
    assert "clashes" in page.month.day.spoken
    meetings.cancel(desk.session, one, "No business").result(WAIT)
    desk.settle(lambda: not any(row.mark for row in page.list.rows.rows))


def test_a_day_is_judged_before_the_meeting_is_made(desk: Desk) -> None:
    body = board(desk)
    page = desk.show(MeetingsPage, Route("meetings", body, "new"))
    desk.type("25/12/2026", page.form._day)
    assert "no working day (Christmas Day)" in page.form._told.text()
    desk.retype("27/2/2026", page.form._day)
    assert "Papers out: that was due by" in page.form._told.text()
    desk.retype("5/3/2036", page.form._day)
    assert "bank holidays of 2036 are not yet proclaimed" in page.form._told.text()


def test_a_joint_meeting_has_several_bodies(desk: Desk) -> None:
    board(desk)
    other = board(desk, "Zebra Panel")
    page = desk.show(MeetingsPage, Route("meetings", tab="new"))
    page.form._more.click()
    page.form._joint[other].setChecked(True)
    desk.type("5/3", page.form._day)
    desk.type("10", page.form._starts)
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: desk.went)
    (new,) = meetings.all_meetings(desk.session.reader)
    assert new.name == "Strategic Board and Zebra Panel"


def test_a_clash_is_told_before_it_happens(desk: Desk) -> None:
    body, other = board(desk), board(desk, "Zebra Panel")
    meet(desk, other, date(2026, 3, 5))
    page = desk.show(MeetingsPage, Route("meetings", body, "new"))
    desk.type("5/3", page.form._day)
    assert "The same day as Zebra Panel" in page.form._told.text()


def test_escape_closes_the_panel_and_changes_nothing(desk: Desk) -> None:
    meet(desk, board(desk), date(2026, 3, 5))
    page = desk.show(MeetingsPage, Route("meetings", tab="new"))
    desk.type("6/3", page.form._day)
    desk.press(Qt.Key.Key_Escape)
    assert page.form.isHidden()
    assert page.list.hasFocus()
    assert len(meetings.all_meetings(desk.session.reader)) == 1


def test_enter_opens_and_delete_removes_with_a_way_back(desk: Desk) -> None:
    uid = meet(desk, board(desk), date(2026, 3, 5))
    page = desk.show(MeetingsPage)
    page.list.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.went == [Route("meeting", uid)]
    desk.press(Qt.Key.Key_Delete)
    desk.settle(lambda: desk.said.texts)
    assert desk.said.texts == ["The meeting was removed."]
    desk.context.undo()
    desk.bot.waitUntil(lambda: "Strategic Board" in titles(page.list))


def test_a_meeting_of_the_record_stays(desk: Desk) -> None:
    uid = meet(desk, board(desk), date(2026, 3, 5))
    meetings.set_stage(desk.session, uid, Stage.PUBLISHED).result(WAIT)
    page = desk.show(MeetingsPage)
    page.list.setFocus()
    desk.press(Qt.Key.Key_Delete)
    desk.settle(lambda: desk.said.warnings)
    assert "part of the record" in desk.said.warnings[0]


def test_the_calendar_is_walked_with_the_keys(desk: Desk) -> None:
    uid = meet(desk, board(desk), date(2026, 3, 5))
    page = desk.show(MeetingsPage)
    desk.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    month = page.month
    assert month.hasFocus()
    assert month.day is not None
    assert month.day.on == date(2026, 2, 26)
    desk.press(Qt.Key.Key_PageDown)
    assert page._month_name.text() == "March 2026"
    month.choose(date(2026, 3, 1))
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    assert month.day.spoken == "Thursday 5 March 2026: Strategic Board, 10.00 am"
    desk.press(Qt.Key.Key_Return)
    assert desk.went == [Route("meeting", uid)]
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)
    assert page.form._day.text() == "6 March 2026"


def test_everything_reachable_has_a_name(desk: Desk) -> None:
    meet(desk, board(desk), date(2026, 3, 5))
    page = desk.show(MeetingsPage, Route("meetings", tab="new"))
    assert unnamed(page) == []
    desk.run(page, "meetings.calendar")
    assert unnamed(page) == []
