"""Bodies are made, described and peopled in place; each field saves itself."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from secretariat.models.kinds import BodyKind, MemberRole, TextPlace
from secretariat.models.options import OPTIONS
from secretariat.models.records import Body, Membership, OwnStyle, Person, Seat, StandingText
from secretariat.services import bodies, house_styles, people
from secretariat.ui.page import Route
from secretariat.ui.pages.bodies import BodiesPage
from secretariat.ui.pages.body_leaves import SIDES
from secretariat.ui.pages.body_look import agenda_example, minute_example
from secretariat.ui.pages.member_rows import SEAT
from secretariat.ui.widgets import Choice, FormRow
from tests.ui.test_page_support import WAIT, Desk, desk, titles, unnamed

__all__ = ["desk"]


def board(desk: Desk, name: str = "Strategic Board", **values: object) -> str:
    return bodies.add_body(desk.session, name, **values).result(WAIT).uid


def person(desk: Desk, name: str, **values: object) -> str:
    return people.add_person(desk.session, name, **values).result(WAIT).uid


def field(page: BodiesPage, name: str) -> QLineEdit:
    rows = [row for row in page.findChildren(FormRow) if row.isVisible()]
    found = next(row.field for row in rows if row.name.text() == name)
    assert isinstance(found, QLineEdit)
    return found


def choice(page: BodiesPage, name: str) -> Choice:
    rows = [row for row in page.findChildren(FormRow) if row.isVisible()]
    found = next(row.field for row in rows if row.name.text() == name)
    assert isinstance(found, Choice)
    return found


def choose(box: Choice, value: object) -> None:
    """Choose as a person does: Qt tells the choice only then."""
    at = box.place_of(value)
    assert at >= 0, value
    box.setCurrentIndex(at)
    QComboBox.activated.__get__(box).emit(at)


def test_the_first_body_begins_with_its_name(desk: Desk) -> None:
    page = desk.show(BodiesPage)
    assert page._empty.isVisible()
    assert page._empty.button is not None
    page._empty.button.click()
    desk.type("Scrutiny Panel")
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: titles(page.list) == ["Scrutiny Panel"])
    assert field(page, "Name").hasFocus()
    assert page._new.isHidden()


def test_escape_takes_the_new_name_back(desk: Desk) -> None:
    page = desk.show(BodiesPage, Route("bodies", tab="new"))
    desk.type("Nothing")
    desk.press(Qt.Key.Key_Escape)
    assert desk.session.reader.count(Body) == 0
    assert page._empty.isVisible()


def test_what_is_typed_is_saved_and_the_list_follows(desk: Desk) -> None:
    uid = board(desk)
    page = desk.show(BodiesPage)
    desk.retype("Joint Board ", field(page, "Name"))
    desk.settle(lambda: titles(page.list) == ["Joint Board"])
    assert field(page, "Name").text() == "Joint Board "
    desk.retype("JB", field(page, "Short name"))
    desk.settle()
    body = desk.session.reader.get(Body, uid)
    assert (body.name, body.short_name) == ("Joint Board", "JB")


def test_a_body_without_a_name_keeps_its_old_one(desk: Desk) -> None:
    uid = board(desk)
    page = desk.show(BodiesPage)
    name = field(page, "Name")
    name.setFocus()
    name.selectAll()
    desk.press(Qt.Key.Key_Backspace)
    desk.bot.waitUntil(lambda: bool(desk.context.autosave.state.failure))
    assert desk.session.reader.get(Body, uid).name == "Strategic Board"
    desk.type("Board", name)
    desk.settle(lambda: desk.session.reader.get(Body, uid).name == "Board")


def test_choices_and_dates_are_written(desk: Desk) -> None:
    top, uid = board(desk, "A Council"), board(desk)
    page = desk.show(BodiesPage, Route("bodies", uid))
    choose(choice(page, "Kind"), BodyKind.PANEL)
    choose(choice(page, "Stands under"), top)
    desk.retype("1/4/2020", field(page, "First day"))
    desk.press(Qt.Key.Key_Tab)
    desk.settle()
    body = desk.session.reader.get(Body, uid)
    assert (body.kind, body.starts) == (BodyKind.PANEL, date(2020, 4, 1))
    above = bodies.parent_of(desk.session.reader, uid)
    assert above is not None
    assert above.uid == top
    desk.bot.waitUntil(lambda: page.list.rows.rows[1].depth == 1)
    assert page.list.key == uid


def test_a_ring_of_parents_is_refused_and_shown_as_it_was(desk: Desk) -> None:
    top, uid = board(desk, "A Council"), board(desk)
    bodies.set_parent(desk.session, uid, top).result(WAIT)
    page = desk.show(BodiesPage, Route("bodies", top))
    choose(choice(page, "Stands under"), uid)
    desk.settle(lambda: desk.said.warnings)
    assert "under itself" in desk.said.warnings[0]
    assert choice(page, "Stands under").value() == ""


def test_an_unreadable_date_is_told_below_its_field(desk: Desk) -> None:
    uid = board(desk)
    page = desk.show(BodiesPage)
    desk.retype("31/2/2020", field(page, "First day"))
    desk.press(Qt.Key.Key_Tab)
    wrong = [row.wrong.text() for row in page.findChildren(FormRow) if row.wrong.text()]
    assert "no 31 February 2020" in wrong[0]
    assert desk.session.reader.get(Body, uid).starts is None


def test_numbering_is_shown_by_example() -> None:
    assert agenda_example("1.|(a)|(i)") == "As in: 1.   2.   (a)   (b)   (i)   3."
    assert agenda_example("none") == "Items have no numbers."
    assert minute_example("agenda", "1.|(a)") == "As on the agenda."
    assert minute_example("1.", "A.|(a)|(i)").startswith("As in: 1.   2.   (a)")


def test_somebody_new_and_somebody_known_join_by_name(desk: Desk) -> None:
    uid = board(desk)
    known = person(desk, "Lee", given_name="Bo", job_title="Clerk")
    page = desk.show(BodiesPage, Route("bodies", uid, "members"))
    desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    desk.type("bo lee", page.members.name)
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: titles(page.members.list) == ["Bo Lee"])
    choose(page.members._role, MemberRole.CHAIR)
    desk.type("Cllr Ann Webb", page.members.name)
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: titles(page.members.list) == ["Cllr Ann Webb", "Bo Lee"])
    rows = desk.session.reader.find(Membership)
    assert known in {row.person for row in rows}
    assert desk.session.reader.count(Person) == 2
    assert page.members.name.hasFocus()
    assert page.members.name.text() == ""


def test_a_second_chair_is_refused_and_the_name_stays(desk: Desk) -> None:
    uid = board(desk)
    bodies.add_member(desk.session, uid, person(desk, "Lee"), role=MemberRole.CHAIR).result(WAIT)
    page = desk.show(BodiesPage, Route("bodies", uid, "members"))
    choose(page.members._role, MemberRole.CHAIR)
    desk.type("Ann Webb", page.members.name)
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: desk.said.warnings)
    assert page.members.name.text() == "Ann Webb"
    assert titles(page.members.list) == ["Lee"]


def test_seats_are_vacant_until_filled(desk: Desk) -> None:
    uid = board(desk)
    page = desk.show(BodiesPage, Route("bodies", uid, "members"))
    desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    desk.settle(lambda: titles(page.members.list) == ["New seat"])
    desk.type("Fenland")
    desk.settle(lambda: titles(page.members.list) == ["Fenland"])
    assert page.members.list.rows.rows[0].tag == "Vacant"
    page.members._seat_panel._fill.click()
    desk.type("Ann Webb")
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: titles(page.members.list) == ["Ann Webb"])
    (row,) = desk.session.reader.find(Membership)
    assert row.seat == desk.session.reader.find(Seat)[0].uid


def test_a_membership_is_changed_ended_and_removed(desk: Desk) -> None:
    uid = board(desk)
    made = bodies.add_member(desk.session, uid, person(desk, "Lee")).result(WAIT)
    page = desk.show(BodiesPage, Route("bodies", uid, "members"))
    members = page.members
    members.list.setFocus()
    desk.press(Qt.Key.Key_E)
    assert members._panel._role.field.hasFocus()
    desk.retype("Fire Service", field(page, "Representing"))
    desk.retype("1/5/2025", field(page, "From"))
    desk.press(Qt.Key.Key_Tab)
    members._panel._voting.click()
    desk.settle()
    row = desk.session.reader.get(Membership, made.uid)
    assert (row.representing, row.starts, row.voting) == ("Fire Service", date(2025, 5, 1), False)
    members._panel._end.click()
    desk.settle(lambda: desk.session.reader.get(Membership, made.uid).ends)
    members.list.choose(made.uid)
    members.list.setFocus()
    desk.press(Qt.Key.Key_Delete)
    desk.settle(lambda: not titles(members.list))
    desk.context.undo()
    desk.bot.waitUntil(lambda: titles(members.list) == ["Lee"])


def test_past_members_are_shown_when_asked(desk: Desk) -> None:
    uid = board(desk)
    for name, ends in (("Gone", date(2020, 1, 1)), ("Here", None)):
        bodies.add_member(desk.session, uid, person(desk, name), ends=ends).result(WAIT)
    page = desk.show(BodiesPage, Route("bodies", uid, "members"))
    assert titles(page.members.list) == ["Here"]
    page.members._past.click()
    assert titles(page.members.list) == ["Here", "[Past members]", "Gone"]


def test_what_is_typed_for_one_member_never_lands_on_another(desk: Desk) -> None:
    uid = board(desk)
    one = bodies.add_member(desk.session, uid, person(desk, "Adams")).result(WAIT)
    two = bodies.add_member(desk.session, uid, person(desk, "Brown")).result(WAIT)
    page = desk.show(BodiesPage, Route("bodies", uid, "members"))
    page.members.list.choose(one.uid)
    desk.retype("Fire", field(page, "Representing"))
    page.members.list.choose(two.uid)
    desk.settle()
    reader = desk.session.reader
    assert reader.get(Membership, one.uid).representing == "Fire"
    assert reader.get(Membership, two.uid).representing == ""
    assert field(page, "Representing").text() == ""


def test_standing_texts_are_added_typed_and_removed(desk: Desk) -> None:
    uid = board(desk)
    page = desk.show(BodiesPage, Route("bodies", uid, "texts"))
    assert page.texts._empty.isVisible()
    choose(page.texts._place, TextPlace.ACCESS)
    desk.press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    desk.settle(lambda: len(page.texts._cards) == 1)
    desk.type("Step-free from Shire Street")
    desk.settle()
    (text,) = desk.session.reader.find(StandingText)
    assert (text.place, text.text) == (TextPlace.ACCESS, "Step-free from Shire Street")
    next(iter(page.texts._cards.values()))._remove_button.click()
    desk.settle(lambda: not page.texts._cards)
    desk.context.undo()
    desk.bot.waitUntil(lambda: len(page.texts._cards) == 1)


def test_every_option_has_a_field_and_goes_back_to_the_usual(desk: Desk) -> None:
    uid = board(desk)
    page = desk.show(BodiesPage, Route("bodies", uid, "layout"))
    assert set(page.layout_._choices) == {option.key for option in OPTIONS}
    letter = page.layout_._choices["agenda.letter"]
    choose(letter, "yes")
    desk.settle()
    assert bodies.choices_of(desk.session.reader, uid).chosen == {"agenda.letter": "yes"}
    choose(letter, "no")
    desk.settle()
    assert bodies.choices_of(desk.session.reader, uid).chosen == {}


def test_sites_that_only_work_inside_are_typed_in_a_line(desk: Desk) -> None:
    uid = board(desk)
    page = desk.show(BodiesPage, Route("bodies", uid, "layout"))
    card = page.layout_.links
    card.hosts.setFocus()
    desk.type("hub.example.org and")
    card.hosts.flush()
    desk.settle()
    assert bodies.choices_of(desk.session.reader, uid).chosen == {
        "paper.hosts": "hub.example.org and"
    }
    page.layout_.show_body(desk.session.reader.get(Body, uid))
    assert not card._odd.isHidden()
    assert card._odd.text() == "Not the address of a site: and."


def test_a_phrase_is_worded_in_the_bodys_own_way(desk: Desk) -> None:
    uid = board(desk)
    page = desk.show(BodiesPage, Route("bodies", uid, "layout"))
    wording = page.layout_._wording
    desk.type("matters ended", wording._find)
    assert titles(wording.list) == []
    wording._find.clear()
    wording.list.choose("minutes.closed")
    assert "The meeting ended at {time}." in wording.words.placeholderText()
    desk.type("Closed at {time}.", wording.words)
    desk.settle(lambda: bodies.choices_of(desk.session.reader, uid).wording())
    assert bodies.choices_of(desk.session.reader, uid).wording() == {
        "minutes.closed": "Closed at {time}."
    }
    desk.bot.waitUntil(lambda: wording.list.rows.rows[0].title == "Closed at {time}.")
    assert wording.words.hasFocus()
    wording._usual.click()
    desk.settle(lambda: not bodies.choices_of(desk.session.reader, uid).wording())


def test_a_house_style_is_made_of_what_the_body_has_of_its_own(desk: Desk) -> None:
    uid = board(desk, chair_title="Mayor")
    bodies.set_choice(desk.session, uid, "clock", "24").result(WAIT)
    bodies.set_choice(desk.session, uid, "wording.minutes.closed", "Closed.").result(WAIT)
    bodies.add_text(desk.session, uid, TextPlace.ACCESS, "Lift", "Access").result(WAIT)
    page = desk.show(BodiesPage, Route("bodies", uid, "layout"))
    made = page.layout_.look.style_card
    assert made.says.text() == (
        "This body departs from its house style “Calm” in 2 choices, its standing texts and "
        "its titles."
    )
    desk.press(Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    assert made.name.hasFocus()
    desk.press(Qt.Key.Key_Escape)
    assert made.make.hasFocus()
    desk.press(Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    desk.type("Calm")
    desk.press(Qt.Key.Key_Return)
    assert desk.said.warnings[-1] == "There is a house style “Calm” already."
    made.name.clear()
    desk.type("Mayoral")
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: made.isHidden())
    (style,) = desk.session.reader.find(OwnStyle)
    assert desk.session.reader.get(Body, uid).house_style == style.uid
    wording = page.layout_._wording
    wording.list.choose("minutes.closed")
    assert wording.words.placeholderText() == "Usual: Closed."
    assert not wording._usual.isEnabled()
    desk.run(page, "bodies.make-style")
    assert desk.said.texts[-1] == "This body does in everything as its house style does."
    desk.context.undo()
    desk.bot.waitUntil(lambda: made.isVisible())
    assert desk.session.reader.count(OwnStyle) == 0


def test_a_text_of_the_house_style_is_read_and_worded_for_the_body(desk: Desk) -> None:
    uid = board(desk)
    bodies.add_text(desk.session, uid, TextPlace.ACCESS, "Lift", "Access").result(WAIT)
    house_styles.style_from_body(desk.session, uid, "Own").result(WAIT)
    page = desk.show(BodiesPage, Route("bodies", uid, "texts"))
    assert not page.texts._empty.isVisible()
    assert unnamed(page) == []
    lent = page.texts._lent
    assert [(one.title, one.detail) for one in lent.list.rows.rows] == [
        ("How to reach the venue", "Access Lift")
    ]
    lent.take.click()
    desk.settle(lambda: page.texts._cards)
    (text,) = desk.session.reader.find(StandingText)
    assert (text.heading, text.text) == ("Access", "Lift")
    assert page.texts._lent.isHidden()
    desk.context.undo()
    desk.bot.waitUntil(page.texts._lent.isVisible)


def test_a_body_with_meetings_stays_and_one_without_goes_and_comes_back(desk: Desk) -> None:
    uid = board(desk)
    page = desk.show(BodiesPage, Route("bodies", uid))
    page.about._remove()
    desk.settle(lambda: page._empty.isVisible())
    desk.context.undo()
    desk.bot.waitUntil(lambda: titles(page.list) == ["Strategic Board"])


def test_pasting_members_goes_to_the_people_page(desk: Desk) -> None:
    uid = board(desk)
    page = desk.show(BodiesPage, Route("bodies", uid))
    desk.run(page, "bodies.paste")
    assert desk.went == [Route("people", uid, "paste")]


def test_everything_reachable_has_a_name(desk: Desk) -> None:
    uid = board(desk)
    bodies.add_seat(desk.session, uid, "Fenland").result(WAIT)
    bodies.add_member(desk.session, uid, person(desk, "Lee")).result(WAIT)
    bodies.add_text(desk.session, uid, TextPlace.ACCESS, "Lift").result(WAIT)
    page = desk.show(BodiesPage, Route("bodies", uid))
    for side in SIDES:
        page.leaves.bring(side)
        page.members.list.choose_first()
        assert unnamed(page) == [], side
    page.leaves.bring("members")
    page.members.list.choose(page.members.list.rows.rows[-1].key)
    assert page.members.list.key.startswith(SEAT)
    assert unnamed(page) == []


def test_a_name_that_is_picked_is_taken_first_and_added_by_enter(desk: Desk) -> None:
    uid = board(desk)
    person(desk, "Widdowson", given_name="Ann")
    page = desk.show(BodiesPage, Route("bodies", uid, "members"))
    page.members.name.setFocus()
    desk.type("widd")
    offered = page.members.name.completer().popup()
    desk.bot.waitUntil(offered.isVisible)
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: page.members.name.text() == "Ann Widdowson")
    desk.settle()
    assert desk.session.reader.count(Membership) == 0
    choose(choice(page, "Role"), MemberRole.CHAIR)
    QTest.keyClick(page.members.name, Qt.Key.Key_Return)
    desk.settle(lambda: desk.session.reader.count(Membership) == 1)
    assert desk.session.reader.find(Membership)[0].role is MemberRole.CHAIR
    assert desk.session.reader.count(Person) == 1


def test_the_quorum_of_a_body_and_of_a_group_is_typed(desk: Desk) -> None:
    uid = board(desk, kind=BodyKind.PARISH)
    bodies.add_seat(desk.session, uid, "Chair", quorum_group="Councils").result(WAIT)
    page = desk.show(BodiesPage, Route("bodies", uid, "rules"))
    told = page.rules.quorum.told.text()
    assert told.startswith("By law: one third of the members, at least 3 (Local Government Act")
    desk.retype("many", field(page, "Quorum"))
    desk.settle()
    assert bodies.choices_of(desk.session.reader, uid).chosen == {}
    desk.retype("1/4 min 2", field(page, "Quorum"))
    desk.retype("2", field(page, "Of these: Councils"))
    desk.settle(lambda: len(bodies.choices_of(desk.session.reader, uid).chosen) == 2)
    assert bodies.choices_of(desk.session.reader, uid).chosen == {
        "quorum": "1/4 min 2",
        "quorum.group.Councils": "2",
    }
    choose(choice(page, "Members who join remotely"), "yes")
    desk.settle(lambda: len(bodies.choices_of(desk.session.reader, uid).chosen) == 3)


def test_each_side_of_a_body_has_a_key_and_a_leaf_opens_where_one_was(desk: Desk) -> None:
    uid = board(desk)
    page = desk.show(BodiesPage, Route("bodies", uid))
    control = Qt.KeyboardModifier.ControlModifier
    digits = [*range(Qt.Key.Key_1, Qt.Key.Key_9 + 1), Qt.Key.Key_0]
    for digit, side in zip(digits, SIDES, strict=True):
        desk.press(Qt.Key(digit), control)
        assert page.leaves.side == side
        assert page.leaves.part.isVisible()
        shown = [strip for strip in page.leaves.strips if strip.isVisible()]
        named = shown[0] if shown else page.leaves.tabs
        assert named.hasFocus(), side
        assert SIDES[side] in named.tabText(named.currentIndex())
    page.leaves.tabs.setCurrentIndex(3)
    assert page.leaves.side == "snippets"
    desk.press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert page.leaves.side == "texts"
    desk.settle(lambda: len(page.texts._cards) == 1)
    page.leaves.bring("about")
    page.open(Route("bodies", uid, "rules"))
    assert page.rules.quorum.isVisible()
    page.leaves.tabs.setCurrentIndex(3)
    assert page.leaves.side == "texts"
