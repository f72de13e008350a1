"""The tracker is worked through with single keys, and says the truth about dates."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from secretariat.models.kinds import ActionState, DueKind
from secretariat.models.records import Action, ActionUpdate
from secretariat.services import actions, bodies, meetings, people
from secretariat.ui.page import Route
from secretariat.ui.pages.action_rows import read_due
from secretariat.ui.pages.actions import STATES, ActionsPage
from tests.ui.test_page_support import WAIT, Desk, desk, titles, unnamed

__all__ = ["desk"]

TODAY = date(2026, 2, 26)


def board(desk: Desk, name: str = "Board") -> str:
    return bodies.add_body(desk.session, name).result(WAIT).uid


def action(desk: Desk, body: str, text: str, days: int | None = None, **values: object) -> str:
    due = None if days is None else TODAY + timedelta(days=days)
    kind = DueKind.DATE if due else DueKind.NONE
    made = actions.add_action(desk.session, body, text, due=due, due_kind=kind, **values)
    return made.result(WAIT).uid


def get(desk: Desk, uid: str) -> Action:
    return desk.session.reader.get(Action, uid)


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("5/3", (DueKind.DATE, date(2026, 3, 5))),
        ("by 5 March", (DueKind.DATE, date(2026, 3, 5))),
        ("Next meeting", (DueKind.NEXT_MEETING, None)),
        ("ASAP", (DueKind.AS_SOON_AS_POSSIBLE, None)),
        ("on-going", (DueKind.ONGOING, None)),
        ("", (DueKind.NONE, None)),
        ("whenever", None),
    ],
)
def test_due_is_typed_as_people_say_it(typed: str, due: object) -> None:
    assert read_due(typed, TODAY) == due


def test_an_empty_tracker_teaches(desk: Desk) -> None:
    board(desk)
    page = desk.show(ActionsPage)
    assert page._empty.heading.text() == "No actions yet"
    assert page._empty.button is not None
    page._empty.button.click()
    desk.type("Circulate the matrix")
    desk.type("PC and everyone", page.owners)
    desk.type("next meeting", page.due)
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: titles(page.list))
    (view,) = actions.views(desk.session.reader)
    assert view.words == "Circulate the matrix"
    assert view.owner_names == ("PC", "everyone")
    assert view.action.due_kind is DueKind.NEXT_MEETING
    assert page.list.hasFocus()


def test_an_unreadable_date_keeps_the_new_action_on_screen(desk: Desk) -> None:
    board(desk)
    page = desk.show(ActionsPage, Route("actions", tab="new"))
    desk.type("Write", page.words)
    desk.type("someday", page.due)
    desk.press(Qt.Key.Key_Return)
    assert "not a date" in page._due_row.wrong.text()
    assert page.words.text() == "Write"
    assert actions.views(desk.session.reader) == []


def test_states_owners_bodies_and_words_narrow_the_list(desk: Desk) -> None:
    one, two = board(desk), board(desk, "Panel")
    action(desk, one, "Late", -3, owners=[actions.Owner("PC")])
    action(desk, two, "Soon", 3)
    done = action(desk, one, "Done", -9)
    actions.set_state(desk.session, done, ActionState.DONE).result(WAIT)
    page = desk.show(ActionsPage)
    assert titles(page.list) == ["Late", "Soon"]
    assert [row.tag for row in page.list.rows.rows] == ["3 days late", "Due soon"]
    desk.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert titles(page.list) == ["Late"]
    desk.press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert len(titles(page.list)) == 3
    page.body.show_value(two)
    page._turn()
    assert titles(page.list) == ["Soon"]
    page.body.show_value("")
    page.owner.show_value("PC")
    page._turn()
    assert titles(page.list) == ["Late"]
    desk.type("nothing", page.filter)
    assert page._empty.isVisible()


def test_the_desk_opens_it_at_what_is_overdue(desk: Desk) -> None:
    body = board(desk)
    action(desk, body, "Late", -3)
    uid = action(desk, body, "Soon", 3)
    page = desk.show(ActionsPage, Route("actions", focus="overdue"))
    assert titles(page.list) == ["Late"]
    page.open(Route("actions", focus=uid))
    assert page.list.key == uid


def test_single_keys_work_on_the_chosen_action(desk: Desk) -> None:
    uid = action(desk, board(desk), "Write", 3)
    page = desk.show(ActionsPage)
    page.list.setFocus()
    desk.press(Qt.Key.Key_P)
    desk.settle(lambda: get(desk, uid).state is ActionState.IN_PROGRESS)
    desk.press(Qt.Key.Key_N)
    assert page.panel.note.hasFocus()
    desk.type("Half done")
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: desk.session.reader.count(ActionUpdate) == 1)
    assert page.panel.note.text() == ""
    desk.press(Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    desk.press(Qt.Key.Key_E)
    assert page.panel.text.hasFocus()
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_D)
    desk.settle(lambda: get(desk, uid).state is ActionState.DONE)
    desk.bot.waitUntil(lambda: titles(page.list) == [])
    assert "closed" in desk.said.texts[-1]
    desk.context.undo()
    desk.bot.waitUntil(lambda: titles(page.list) == ["Write"])


def test_letters_typed_in_a_field_stay_letters(desk: Desk) -> None:
    uid = action(desk, board(desk), "Write")
    page = desk.show(ActionsPage)
    desk.type("dnepx", page.panel.note)
    assert page.panel.note.text() == "dnepx"
    assert get(desk, uid).state is ActionState.OPEN


def test_words_owners_and_due_are_changed_in_place(desk: Desk) -> None:
    body = board(desk)
    clarke = people.add_person(desk.session, "Clarke", given_name="Paul").result(WAIT)
    uid = action(desk, body, "Write")
    page = desk.show(ActionsPage)
    panel = page.panel
    panel.text.setFocus()
    panel.text.selectAll()
    desk.type("Rewrite")
    desk.type("pc and MF", panel.owners)
    desk.press(Qt.Key.Key_Tab)
    desk.retype("5/3", panel.due)
    desk.press(Qt.Key.Key_Tab)
    desk.settle(lambda: get(desk, uid).due == date(2026, 3, 5))
    view = actions.view(desk.session.reader, uid)
    assert view.words == "Rewrite"
    assert view.owner_names == ("Paul Clarke", "MF")
    assert view.owners[0].person == clarke.uid
    assert panel.due.text() == "5 March 2026"
    desk.retype("rubbish", panel.due)
    desk.press(Qt.Key.Key_Tab)
    assert "not a date" in panel._due_row.wrong.text()
    assert get(desk, uid).due == date(2026, 3, 5)


def test_words_of_one_action_never_land_on_another(desk: Desk) -> None:
    body = board(desk)
    one, two = action(desk, body, "One", 1), action(desk, body, "Two", 2)
    page = desk.show(ActionsPage)
    page.list.choose(one)
    page.panel.text.setFocus()
    page.panel.text.selectAll()
    desk.type("First")
    page.list.choose(two)
    desk.settle()
    assert (get(desk, one).text, get(desk, two).text) == ("First", "Two")
    assert page.panel.text.toPlainText() == "Two"


def test_it_goes_to_the_meeting_it_comes_from(desk: Desk) -> None:
    body = board(desk)
    met = meetings.add_meeting(desk.session, [body], TODAY, time(10)).result(WAIT)
    uid = action(desk, body, "Write", meeting=met.uid)
    page = desk.show(ActionsPage)
    page.list.setFocus()
    desk.press(Qt.Key.Key_G)
    assert desk.went == [Route("meeting", met.uid, "minutes", uid)]


def test_removal_can_be_undone(desk: Desk) -> None:
    action(desk, board(desk), "Write")
    page = desk.show(ActionsPage)
    page.list.setFocus()
    desk.press(Qt.Key.Key_Delete)
    desk.settle(lambda: titles(page.list) == [])
    desk.context.undo()
    desk.bot.waitUntil(lambda: titles(page.list) == ["Write"])


def test_every_row_command_has_a_key(desk: Desk) -> None:
    action(desk, board(desk), "Write")
    page = desk.show(ActionsPage)
    assert all(command.keys for command in page.commands())
    keys = [keys for command in page.commands() for keys in command.keys]
    assert len(keys) == len(set(keys))


def test_everything_reachable_has_a_name(desk: Desk) -> None:
    body = board(desk)
    met = meetings.add_meeting(desk.session, [body], TODAY, time(10)).result(WAIT)
    action(desk, body, "Write", -2, meeting=met.uid)
    page = desk.show(ActionsPage, Route("actions", tab="new"))
    assert unnamed(page) == []


def test_each_state_has_its_command(desk: Desk) -> None:
    action(desk, board(desk), "Write", -2)
    page = desk.show(ActionsPage)
    for at, name in enumerate(STATES):
        desk.run(page, f"actions.show-{name}")
        assert page.tabs.currentIndex() == at


def test_what_an_owner_has_to_do_is_saved_for_that_owner(desk: Desk, tmp_path: Path) -> None:
    body = board(desk)
    crane = people.add_person(desk.session, "Crane", given_name="Jo").result(WAIT)
    owner = actions.Owner("Jo Crane", person=crane.uid)
    action(desk, body, "Write to the county", 3, owners=(owner,))
    action(desk, body, "Book the hall", owners=(actions.Owner("everyone"),))
    page = desk.show(ActionsPage)
    page.file.folder = tmp_path
    email = next(one for one in page.commands() if one.name == "actions.owned-email")
    assert not email.enabled()
    desk.run(page, "actions.owned")
    everybody = tmp_path / "2026-02-26 actions by person – officers.pdf"
    desk.bot.waitUntil(everybody.exists, timeout=20_000)
    page.owner.show_value("Jo Crane")
    assert email.enabled()
    desk.run(page, "actions.owned-email")
    draft = tmp_path / "2026-02-26 actions by person (Jo Crane) – officers.eml"
    desk.bot.waitUntil(draft.exists, timeout=20_000)
    said = draft.read_text("utf-8")
    assert "Write to the county" in said
    assert "Book the hall" not in said
