"""What is shown goes into a calendar file; the dialog only asks for the place."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import icalendar
from PySide6.QtWidgets import QFileDialog

from secretariat.services import bodies, meetings
from secretariat.ui.meeting.details import DetailsStep
from secretariat.ui.pages.meetings import MeetingsPage
from tests.ui.test_meeting_support import World, world
from tests.ui.test_page_support import WAIT, Desk, desk

__all__ = ["desk", "world"]


def fill(desk: Desk) -> tuple[str, str]:
    one = bodies.add_body(desk.session, "Strategic Board", short_name="SB").result(WAIT).uid
    two = bodies.add_body(desk.session, "Panel").result(WAIT).uid
    for body, day in ((one, 5), (two, 6), (one, 12)):
        meetings.add_meeting(desk.session, [body], date(2026, 3, day), time(10)).result(WAIT)
    return one, two


def asked(parent: object) -> QFileDialog:
    (dialog,) = parent.findChildren(QFileDialog)  # type: ignore[attr-defined]
    return dialog  # type: ignore[no-any-return]


def test_the_page_exports_what_it_shows(desk: Desk, tmp_path: Path) -> None:
    one, _ = fill(desk)
    page = desk.show(MeetingsPage)
    assert len(page.shown()) == 3
    page._body.show_value(one)
    page._show()
    assert len(page.shown()) == 2
    desk.type("12 march", page._find)
    assert [meet.date for meet in page.shown()] == [date(2026, 3, 12)]
    page.views.setCurrentIndex(1)
    assert len(page.shown()) == 2
    desk.run(page, "meetings.export-calendar")
    dialog = asked(page)
    assert Path(dialog.selectedFiles()[0]).name == "SB meetings.ics"
    file = tmp_path / "out.ics"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    desk.settle(lambda: desk.said.texts)
    assert len(icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")) == 2
    assert desk.said.texts == [
        "Saved “out.ics” with 2 meetings from 5 March 2026 to 12 March 2026."
    ]


def test_what_cannot_be_saved_is_a_sentence(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    page = desk.show(MeetingsPage)
    page.calendar_file.write(page.shown(), tmp_path / "nowhere" / "out.ics")
    desk.settle(lambda: desk.said.warnings)
    assert desk.said.warnings[0].startswith("“out.ics” could not be saved: ")
    page.calendar_file.ask([])
    assert "no meeting with a date" in desk.said.warnings[-1]


def test_the_details_export_their_meeting_with_what_was_typed(world: World, tmp_path: Path) -> None:
    step = DetailsStep(world.context, world.meeting)
    world.show(step)
    step.export_calendar()
    world.bot.waitUntil(lambda: bool(step.findChildren(QFileDialog)), timeout=5000)
    dialog = asked(step)
    file = tmp_path / "one.ics"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    world.bot.waitUntil(file.exists, timeout=5000)
    world.bot.wait(20)
    (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "Stakeholder Board"
