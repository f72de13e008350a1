"""Meetings that repeat are typed, looked at, thinned out and added at once."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from secretariat.services import bodies, meetings
from secretariat.ui.page import Route
from secretariat.ui.pages.meetings import MeetingsPage
from tests.ui.test_page_support import WAIT, Desk, desk

__all__ = ["desk"]


def begun(desk: Desk, words: str, last: str) -> MeetingsPage:
    bodies.add_body(desk.session, "Strategic Board").result(WAIT)
    page = desk.show(MeetingsPage, Route("meetings", tab="new"))
    page.form.show_series()
    for text, field in (
        ("1/4/2027", page.form._day),
        ("10", page.form._starts),
        (words, page.form.series.repeat),
        (last, page.form.series.last),
    ):
        desk.type(text, field)
    return page


def test_a_series_is_previewed_thinned_out_and_added(desk: Desk) -> None:
    page = begun(desk, "first Monday, monthly", "31/7/2027")
    days = page.form.series.days
    assert days.count() == 4
    assert "moved from 3 May 2027: Early May bank holiday" in days.item(1).text()
    days.item(2).setCheckState(Qt.CheckState.Unchecked)
    assert page.form._add.text() == "Add 3 meetings"
    page.form.submit()
    desk.settle(lambda: desk.said.texts)
    found = [meet.date for meet in meetings.all_meetings(desk.session.reader)]
    assert found == [date(2027, 4, 5), date(2027, 5, 4), date(2027, 7, 5)]
    assert desk.said.texts == ["3 meetings were added."]
    assert page.form.isHidden()


def test_a_time_among_the_words_is_when_it_begins(desk: Desk) -> None:
    page = begun(desk, "third Thursday, quarterly, 2.30pm", "31/12/2027")
    assert page.form._starts.text() == "2.30 pm"
    assert page.form.series.days.count() == 3


def test_nonsense_is_told_beside_the_field(desk: Desk) -> None:
    page = begun(desk, "every blue moon", "31/7/2027")
    page.form.submit()
    assert "third Thursday" in page.form.series.repeat_row.wrong.text()
    desk.retype("weekly Monday", page.form.series.repeat)
    desk.retype("1/1/2090", page.form.series.last)
    page.form.submit()
    assert "500 meetings at most" in page.form.series.repeat_row.wrong.text()
    assert meetings.all_meetings(desk.session.reader) == []
