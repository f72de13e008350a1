"""Days off of the office, added and removed in the settings."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from secretariat.models.records import HolidayRow
from secretariat.services import office
from secretariat.ui.settings_page import SettingsPage
from tests.ui.test_page_support import Desk, desk, unnamed

__all__ = ["desk"]


def test_a_day_is_added_by_keyboard_and_removed(desk: Desk) -> None:
    page = desk.show(SettingsPage)
    days = page.days
    assert not days.list.isVisible()
    days.day.setFocus()
    QTest.keyClicks(days.day, "29 December 2026")
    QTest.keyClicks(days.name, "Office closed")
    QTest.keyClicks(days.source, "Notice 11/2026")
    QTest.keyClick(days.source, Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: len(days.list.rows.rows) == 1, timeout=5000)
    (row,) = days.list.rows.rows
    assert (row.title, row.detail, row.tag) == (
        "Office closed",
        "Tuesday 29 December 2026 · Notice 11/2026",
        "This office",
    )
    assert unnamed(page) == []
    days.list.setFocus()
    QTest.keyClick(days.list, Qt.Key.Key_Delete)
    desk.bot.waitUntil(lambda: days.list.rows.rows == (), timeout=5000)
    desk.session.undo().result(5)
    assert [one.day for one in desk.session.reader.find(HolidayRow)] == [date(2026, 12, 29)]


def test_what_cannot_be_read_is_told_and_kept(desk: Desk) -> None:
    days = desk.show(SettingsPage).days
    QTest.keyClicks(days.day, "31 February")
    QTest.keyClick(days.day, Qt.Key.Key_Return)
    assert days._day_row.wrong.text()
    assert days._name_row.wrong.text() == "Please give the day a name."
    assert days.day.text() == "31 February"
    assert desk.session.reader.count(HolidayRow) == 0


def test_the_size_of_messages_is_a_setting_of_the_office(desk: Desk) -> None:
    mail = desk.show(SettingsPage).mail
    assert mail.limit.text() == str(office.USUAL_LIMIT)
    mail.limit.selectAll()
    QTest.keyClicks(mail.limit, "25 MB")
    mail.limit.flush()
    desk.bot.waitUntil(lambda: office.mail_limit(desk.session.reader) == 25, timeout=5000)
    mail.limit.selectAll()
    QTest.keyClicks(mail.limit, "many")
    mail.limit.flush()
    assert "between 1 and 1,000" in mail._row.wrong.text()
    assert office.mail_limit(desk.session.reader) == 25
