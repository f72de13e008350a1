"""The documents of a body are chosen, dated and saved by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.services import bodies, people
from secretariat.ui.page import Route
from secretariat.ui.pages.bodies import BodiesPage
from tests.ui.test_page_support import WAIT, Desk, desk, unnamed

__all__ = ["desk"]


def test_a_document_of_a_body_is_made_as_a_file(desk: Desk, tmp_path: Path) -> None:
    body = bodies.add_body(desk.session, "Board").result(WAIT).uid
    page = desk.show(BodiesPage, Route("bodies", body, "documents"))
    part = page.documents
    part.folder = tmp_path
    assert part.chosen == (DocumentKind.MEMBERSHIP, Audience.PUBLIC, Format.PDF)
    assert part.told == ["Nobody is on this body on that day."]
    assert not part.from_row.isVisible()
    desk.run(page, "bodies.documents.attendance-summary")
    assert part.save.hasFocus()
    assert part.from_row.isVisible()
    part.end.selectAll()
    desk.type("1/1/2026", part.end)
    desk.run(page, "bodies.documents.save")
    desk.bot.waitUntil(lambda: part.chip.path is not None, timeout=20_000)
    assert part.chip.path == tmp_path / "2026-01-01 Board attendance summary.pdf"
    assert part.chip.path.read_bytes().startswith(b"%PDF")
    assert unnamed(page) == []


def test_a_contact_list_is_for_officers_and_days_must_follow_each_other(desk: Desk) -> None:
    body = bodies.add_body(desk.session, "Board").result(WAIT).uid
    page = desk.show(BodiesPage, Route("bodies", body, "documents"))
    part = page.documents
    part.list.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert part.chosen[:2] == (DocumentKind.CONTACTS, Audience.OFFICERS)
    assert not part.audience.isEnabled()
    desk.press(Qt.Key.Key_Down)
    assert part.chosen == (DocumentKind.LABELS, Audience.OFFICERS, Format.PDF)
    assert [part.form.place_of(one) for one in (Format.PDF, Format.DOCX)] == [0, 1]
    assert part.form.count() == 2
    assert part.told == ["No member of this body has a postal address. Add one under People."]
    assert part.first_row.isVisible()
    assert part.first.count() == 21
    desk.press(Qt.Key.Key_Down)
    assert part.chosen[:2] == (DocumentKind.ATTENDANCE_SUMMARY, Audience.PUBLIC)
    part.start.selectAll()
    desk.type("1 March 2026", part.start)
    desk.context.autosave.flush_all()
    assert part.told == ["The last day lies before the first day."]
    assert not part.save.isEnabled()


def test_the_pages_stand_beside_the_choice_and_follow_it(desk: Desk) -> None:
    body = bodies.add_body(desk.session, "Board").result(WAIT).uid
    person = people.add_person(desk.session, "Crane").result(WAIT)
    bodies.add_member(desk.session, body, person.uid).result(WAIT)
    page = desk.show(BodiesPage, Route("bodies", body, "documents"))
    part = page.documents
    assert part.preview.isVisible()
    desk.bot.waitUntil(lambda: part.preview.is_drawn, timeout=20_000)
    assert part.preview.page_count == 1
    desk.run(page, "bodies.documents.labels")  # nobody has an address
    assert part.preview._note.isVisible()
    assert not part.preview._pages.isVisible()
    desk.run(page, "bodies.documents.contact-list")
    desk.bot.waitUntil(lambda: not part.preview._note.isVisible(), timeout=20_000)
    names = [command.name for command in page.commands()]
    assert "bodies.documents.pages.print" in names
