"""A calendar file is looked at in the window before its meetings come in."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from PySide6.QtCore import Qt

from secretariat.services import bodies, meetings
from secretariat.ui.pages.meetings import MeetingsPage
from tests.ui.test_page_support import WAIT, Desk, desk, titles, unnamed

__all__ = ["desk"]

EVENT = "BEGIN:VEVENT\nDTSTART:{}\nSUMMARY:{}\nEND:VEVENT\n"


def written(folder: Path, *events: str) -> Path:
    path = folder / "board.ics"
    path.write_text(f"BEGIN:VCALENDAR\n{''.join(events)}END:VCALENDAR\n", "utf-8")
    return path


def test_meetings_are_seen_first_and_one_can_be_left_out(desk: Desk, tmp_path: Path) -> None:
    body = bodies.add_body(desk.session, "Board", short_name="B", venue="Hall").result(WAIT).uid
    meetings.add_meeting(desk.session, [body], date(2026, 4, 2), time(10)).result(WAIT)
    page = desk.show(MeetingsPage)
    panel = page.calendar
    panel.read_file(
        written(
            tmp_path,
            EVENT.format("20260402T100000", "B"),
            EVENT.format("20260507T100000", "B"),
            EVENT.format("20260604T100000", "Away day"),
            EVENT.format("20260605", "Leave"),
        )
    )
    desk.bot.waitUntil(lambda: panel.isVisible() and panel.list.hasFocus(), timeout=8000)
    assert [row.tag for row in panel.list.rows.rows] == ["There already", "Add", "Add"]
    assert titles(panel.list)[1] == "Thursday 7 May 2026"
    assert "1 left out. Line 14, “Leave”: it has no time of day." in panel._told.text()
    assert panel._go.text() == "Add 2 meetings"
    assert unnamed(panel) == []
    panel.list.choose(panel.list.rows.rows[1].key)
    desk.press(Qt.Key.Key_Return)
    assert panel._go.text() == "Add 1 meeting"
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle(lambda: len(meetings.all_meetings(desk.session.reader)) == 2)
    desk.bot.waitUntil(lambda: desk.said.texts == ["1 meeting was added."], timeout=8000)
    assert not panel.isVisible()
    assert [meet.name for meet in meetings.all_meetings(desk.session.reader)] == [
        "Board", "Away day",
    ]  # fmt: skip


def test_a_broken_file_is_told_and_nothing_opens(desk: Desk, tmp_path: Path) -> None:
    bodies.add_body(desk.session, "Board").result(WAIT)
    page = desk.show(MeetingsPage)
    page.calendar.read_file(written(tmp_path, EVENT.format("soon", "B")))
    desk.bot.waitUntil(lambda: bool(desk.said.warnings), timeout=8000)
    assert desk.said.warnings[-1] == (
        "“board.ics”: Line 3: “soon” is no day with a time. Nothing was brought in."
    )
    page.calendar.read_file(tmp_path / "none.ics")
    desk.bot.waitUntil(lambda: len(desk.said.warnings) == 2, timeout=8000)
    assert "could not be read" in desk.said.warnings[-1]
    assert not page.calendar.isVisible()
    assert meetings.all_meetings(desk.session.reader) == []
