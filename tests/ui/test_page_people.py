"""The directory is filtered, changed in place, and filled from a spreadsheet."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit

from secretariat.models.kinds import AttendanceKind, ServiceWay
from secretariat.models.records import Membership, Organisation, Person
from secretariat.services import actions, attendance, bodies, meetings, people
from secretariat.services.paste import Column
from secretariat.ui.page import Route
from secretariat.ui.pages.people import PeoplePage
from secretariat.ui.widgets import Choice, FormRow
from tests.ui.test_page_support import WAIT, Desk, desk, titles, unnamed

__all__ = ["desk"]


def person(desk: Desk, family: str, given: str = "", **values: object) -> str:
    return people.add_person(desk.session, family, given_name=given, **values).result(WAIT).uid


def field(page: PeoplePage, name: str) -> QLineEdit:
    rows = [row for row in page.findChildren(FormRow) if row.isVisible()]
    found = next(row.field for row in rows if row.name.text() == name)
    assert isinstance(found, QLineEdit)
    return found


def test_an_empty_directory_teaches_and_the_first_person_is_typed_as_said(desk: Desk) -> None:
    page = desk.show(PeoplePage)
    assert page._empty.isVisible()
    assert page._empty.button is not None
    page._empty.button.click()
    desk.type("Cllr Ann van der Berg MBE")
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: titles(page.list))
    (made,) = desk.session.reader.find(Person)
    assert (made.honorific, made.given_name, made.family_name, made.post_nominals) == (
        "Cllr", "Ann", "van der Berg", "MBE",
    )  # fmt: skip
    assert field(page, "Title").hasFocus()


def test_rows_are_read_as_whole_sentences(desk: Desk) -> None:
    home = people.add_organisation(desk.session, "Fire Service").result(WAIT)
    uid = person(desk, "Lee", "Bo", job_title="Clerk", organisation=home.uid)
    board = bodies.add_body(desk.session, "Board").result(WAIT)
    bodies.add_member(desk.session, board.uid, uid).result(WAIT)
    page = desk.show(PeoplePage)
    told = page.list.rows.index_of(uid).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Bo Lee. Clerk, Fire Service. Member of Board (member)."


def test_words_narrow_the_list_and_the_cursor_stays_where_it_can(desk: Desk) -> None:
    person(desk, "Adams")
    kept = person(desk, "Lee", "Bo", email="bo@fire.example")
    page = desk.show(PeoplePage)
    page.list.choose(kept)
    desk.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    desk.type("fire.ex", page.filter)
    assert titles(page.list) == ["Bo Lee"]
    assert page.list.key == kept
    page.filter.clear()
    assert page.list.key == kept


def test_fields_are_saved_and_one_person_never_gets_the_words_of_another(desk: Desk) -> None:
    one, two = person(desk, "Adams"), person(desk, "Brown")
    page = desk.show(PeoplePage, Route("people", one))
    desk.retype("Clerk", field(page, "Job title"))
    page.list.choose(two)
    desk.settle()
    reader = desk.session.reader
    assert reader.get(Person, one).job_title == "Clerk"
    assert reader.get(Person, two).job_title == ""
    assert field(page, "Job title").text() == ""


def test_a_change_of_surname_keeps_the_cursor_on_the_person(desk: Desk) -> None:
    for name in ("Adams", "Brown", "Clark"):
        person(desk, name)
    page = desk.show(PeoplePage)
    first = page.list.key
    desk.retype("Zimmer", field(page, "Surname"))
    desk.settle(lambda: titles(page.list) == ["Brown", "Clark", "Zimmer"])
    assert page.list.key == first
    assert field(page, "Surname").hasFocus()


def test_an_organisation_is_completed_or_added_when_it_is_chosen(desk: Desk) -> None:
    uid = person(desk, "Lee")
    page = desk.show(PeoplePage)
    desk.type("Health Trust", page.person.home)
    assert desk.session.reader.count(Organisation) == 0
    desk.press(Qt.Key.Key_Tab)
    desk.settle(lambda: desk.session.reader.get(Person, uid).organisation)
    assert [o.name for o in desk.session.reader.find(Organisation)] == ["Health Trust"]
    desk.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert titles(page.list) == ["Health Trust"]
    assert titles(page.organisation.people) == ["Lee"]


def test_the_record_shows_places_actions_and_attendance(desk: Desk) -> None:
    uid = person(desk, "Lee", "Bo")
    board = bodies.add_body(desk.session, "Board").result(WAIT).uid
    bodies.add_member(desk.session, board, uid, starts=date(2025, 5, 1)).result(WAIT)
    met = meetings.add_meeting(desk.session, [board], date(2026, 1, 8), time(10)).result(WAIT)
    attendance.fill_from_membership(desk.session, met.uid).result(WAIT)
    (seen,) = attendance.attendees_of(desk.session.reader, met.uid)
    attendance.mark(desk.session, seen.uid, AttendanceKind.APOLOGIES).result(WAIT)
    owner = actions.Owner("Bo Lee", person=uid)
    actions.add_action(desk.session, board, "Write it", owners=[owner]).result(WAIT)
    detail = desk.show(PeoplePage).person
    assert detail.memberships.rows.rows[0].spoken == "Board, from 1 May 2025, Member"
    assert titles(detail.owed) == ["Write it"]
    assert detail._record.text() == "Apologies 1."
    assert detail.meetings.rows.rows[0].tag == "Apologies"


def test_delete_removes_and_undo_brings_back(desk: Desk) -> None:
    person(desk, "Lee")
    page = desk.show(PeoplePage)
    page.list.setFocus()
    desk.press(Qt.Key.Key_Delete)
    desk.settle(lambda: desk.said.texts == ["Lee was removed."])
    desk.context.undo()
    desk.bot.waitUntil(lambda: titles(page.list) == ["Lee"])


def test_the_page_opens_at_a_person_or_an_organisation(desk: Desk) -> None:
    person(desk, "Adams")
    lee = person(desk, "Lee")
    home = people.add_organisation(desk.session, "Fire").result(WAIT).uid
    page = desk.show(PeoplePage, Route("people", lee))
    assert page.list.key == lee
    page.open(Route("people", home))
    assert page.list.key == home
    assert page._detail.currentWidget() is page.organisation


# ------------------------------------------------------------------------------- paste

TABLE = (
    "Name\tE-mail\tOrganisation\tShoe size\n"
    "Cllr Ann Webb\tann@fen.example\tFenland\t5\n"
    "Bo Lee\tnot an address\tFenland\t\n"
    "Zoë Ŵyn\t\t\t\n"
)


def test_a_table_is_looked_at_before_it_is_taken_in(desk: Desk) -> None:
    QGuiApplication.clipboard().setText(TABLE)
    page = desk.show(PeoplePage)
    desk.run(page, "people.paste")
    paste = page.paste
    assert titles(paste.list) == ["Cllr Ann Webb", "Bo Lee", "Zoë Ŵyn"]
    assert [row.tag for row in paste.list.rows.rows] == ["New", "Problem", "New"]
    assert "1 with a problem" in paste._told.text()
    assert "Not used: Shoe size." in paste._told.text()
    assert desk.session.reader.count(Person) == 0
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle(lambda: desk.said.texts == ["2 added."])
    assert titles(page.list) == ["Cllr Ann Webb", "Zoë Ŵyn"]
    desk.context.undo()
    desk.bot.waitUntil(lambda: desk.session.reader.count(Person) == 0)
    assert desk.session.reader.count(Organisation) == 0


def test_space_leaves_a_row_out(desk: Desk) -> None:
    page = desk.show(PeoplePage)
    page.start_paste()
    page.paste.read(TABLE)
    desk.press(Qt.Key.Key_Space)
    assert page.paste.list.rows.rows[0].tag == "Left out"
    assert page.paste._go.text() == "Add 1"
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle(lambda: desk.said.texts == ["1 added."])
    assert [p.family_name for p in desk.session.reader.find(Person)] == ["Ŵyn"]


def test_a_column_wrongly_guessed_is_put_right(desk: Desk) -> None:
    page = desk.show(PeoplePage)
    page.start_paste()
    page.paste.read("Who\tWhat they do\nAnn Webb\tClerk\n")
    boxes = page.paste._meanings.findChildren(Choice)
    assert [box.value() for box in boxes] == [Column.NAME, Column.UNUSED]
    boxes[1].chosen.emit(Column.JOB)
    page.paste.carry_out()
    desk.settle(lambda: desk.session.reader.count(Person))
    assert desk.session.reader.find(Person)[-1].job_title == "Clerk"


def test_members_of_a_body_are_pasted_with_their_roles(desk: Desk) -> None:
    board = bodies.add_body(desk.session, "Board").result(WAIT).uid
    QGuiApplication.clipboard().setText("Name\tRole\nAnn Webb\tChair\nBo Lee\tChair\n")
    page = desk.show(PeoplePage, Route("people", board, "paste"))
    rows = page.paste.list.rows.rows
    assert rows[0].detail == "Will be added; joins as Chair"
    assert rows[1].tag == "Problem"
    page.paste.carry_out()
    desk.settle(lambda: desk.session.reader.count(Membership) == 1)


def test_an_empty_clipboard_says_how_to_begin_and_escape_goes_back(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("")
    person(desk, "Lee")
    page = desk.show(PeoplePage, Route("people", tab="paste"))
    assert page.paste._empty.isVisible()
    assert not page.paste._go.isVisible()
    page.paste.setFocus()
    desk.bot.keyClick(page.paste, Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_a_long_or_hostile_table_is_read_or_refused(desk: Desk) -> None:
    page = desk.show(PeoplePage)
    page.start_paste()
    page.paste.read("Name\n" + "x" * 10_000 + "\n\u202eAnn\u0301 Webb\n=cmd|' /C calc'!A0\n")
    assert [row.tag for row in page.paste.list.rows.rows] == ["Problem", "New", "Problem"]
    page.paste.read("Ann Webb\n" * 6_000)
    assert page.paste._empty.isVisible()
    assert "6,000 rows" in page.paste._empty.text.text()


def test_everything_reachable_has_a_name(desk: Desk) -> None:
    home = people.add_organisation(desk.session, "Fire").result(WAIT)
    person(desk, "Lee", organisation=home.uid)
    page = desk.show(PeoplePage)
    assert unnamed(page) == []
    page.start_new()
    assert unnamed(page) == []
    page.tabs.setCurrentIndex(1)
    assert unnamed(page) == []
    page.start_paste()
    page.paste.read(TABLE)
    assert unnamed(page) == []


def test_a_narrow_window_shows_list_and_person_one_at_a_time(desk: Desk) -> None:
    person(desk, "Lee")
    page = desk.show(PeoplePage, size=(680, 520))
    assert page.list.isVisible()
    assert not page.person.isVisible()
    page.list.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert page.person.isVisible()
    assert field(page, "Title").hasFocus()
    desk.press(Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    assert not page.person.isVisible()


def test_the_way_of_the_summons_is_kept_with_its_consent(desk: Desk) -> None:
    uid = people.add_person(desk.session, "Webb", email="a@example.org").result(WAIT).uid
    page = desk.show(PeoplePage, Route("people", uid))
    rows = {row.name.text(): row.field for row in page.person.findChildren(FormRow)}
    way = rows["Summons by"]
    assert isinstance(way, Choice)
    at = way.place_of(ServiceWay.ELECTRONIC)
    way.setCurrentIndex(at)
    QComboBox.activated.__get__(way).emit(at)
    desk.retype("1 may 2024", rows["Consent to e-mail given"])  # type: ignore[arg-type]
    desk.settle(lambda: desk.session.reader.get(Person, uid).summons_consent is not None)
    kept = desk.session.reader.get(Person, uid)
    assert (kept.summons_by, kept.summons_consent) == (ServiceWay.ELECTRONIC, date(2024, 5, 1))


def test_the_right_side_says_why_nobody_is_listed(desk: Desk) -> None:
    page = desk.show(PeoplePage, Route("people", tab="new"))
    assert not page.filter.isVisible()
    assert not page.list.isVisible()
    assert page.name.hasFocus()
    desk.type("Ann Webb")
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: page.list.isVisible())
    page.filter.setText("nobody of this name")
    assert page.filter.isVisible()
    assert page._nobody.heading.text() == "Nothing found"
