"""Submissions are recorded, ruled on and answered by keyboard, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from secretariat.models.kinds import BodyKind, Ruling, SubmissionKind
from secretariat.models.records import Item, Submission
from secretariat.models.submissions import SubmissionState
from secretariat.services import agenda, bodies, meetings, submissions
from secretariat.ui.meeting.agenda import AgendaStep
from secretariat.ui.meeting.item_submissions import SubmissionsSection
from secretariat.ui.meeting.minutes import MinutesStep
from secretariat.ui.page import Route
from secretariat.ui.pages.submissions import SubmissionsPage
from secretariat.ui.window import MainWindow
from tests.ui.test_meeting_support import World, world
from tests.ui.test_page_support import WAIT, Desk, desk, titles, unnamed

__all__ = ["desk", "world"]


def council(desk: Desk) -> str:
    return bodies.add_body(desk.session, "Fen Council", kind=BodyKind.COUNCIL).result(WAIT).uid


def meeting(desk: Desk, body: str, on: date = date(2026, 3, 12)) -> str:
    return meetings.add_meeting(desk.session, [body], on, time(18)).result(WAIT).uid


def hand_in(desk: Desk, body: str, name: str, **values: object) -> str:
    kind = values.pop("kind", SubmissionKind.QUESTION)
    made = submissions.receive(desk.session, body, kind, name, **values)  # type: ignore[arg-type]
    return made.result(WAIT).uid


def get(desk: Desk, uid: str) -> Submission:
    return desk.session.reader.get(Submission, uid)


def test_an_empty_page_teaches_and_takes_the_first_one(desk: Desk) -> None:
    when = meeting(desk, council(desk))
    page = desk.show(SubmissionsPage)
    assert page._empty.heading.text() == "Nothing has been handed in yet"
    assert page._empty.button is not None
    page._empty.button.click()
    desk.bot.waitUntil(page.form.kind.hasFocus)
    desk.bot.waitUntil(lambda: 0 < page.form.height() <= page.form.sizeHint().height() + 1)
    page.form.words.setPlainText("Why are the lamps dark?")
    page.form.add()
    assert "name" in page.form._name_row.wrong.text()
    assert not page.form.isHidden()
    desk.type("Ivy Holt", page.form.name)
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: page.list.key)
    assert titles(page.list) == ["[Fen Council, 12 March 2026]", "Why are the lamps dark?"]
    made = get(desk, page.list.key)
    assert (made.name, made.meeting, made.received_on) == ("Ivy Holt", when, date(2026, 2, 26))
    assert "3 clear working days" in page.panel._due.text()


def test_words_are_pasted(desk: Desk) -> None:
    council(desk)
    QApplication.clipboard().setText("  What of the *fen*?\n\nAnd when?\n")
    page = desk.show(SubmissionsPage)
    desk.run(page, "submissions.paste")
    assert page.form.words.toPlainText() == "What of the *fen*?\n\nAnd when?"
    desk.bot.waitUntil(page.form.name.hasFocus)
    desk.type("Jo Pell")
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: page.list.key)
    assert get(desk, page.list.key).text == "What of the *fen*?\n\nAnd when?"
    QApplication.clipboard().clear()


def test_single_keys_rule_on_the_chosen_one(desk: Desk) -> None:
    body = council(desk)
    one = hand_in(desk, body, "Ivy Holt", title="Lamps")
    page = desk.show(SubmissionsPage)
    desk.bot.waitUntil(page.list.hasFocus)
    desk.press(Qt.Key.Key_I)
    desk.settle(lambda: get(desk, one).ruling is Ruling.IN_ORDER)
    desk.press(Qt.Key.Key_I)
    desk.settle(lambda: get(desk, one).ruling is Ruling.PENDING)
    desk.press(Qt.Key.Key_X)
    desk.settle(lambda: get(desk, one).ruling is Ruling.RULED_OUT)
    desk.bot.waitUntil(page.panel.reason.field.hasFocus)
    desk.type("About one household")
    desk.settle(lambda: get(desk, one).ruling_reason == "About one household")
    assert desk.said.texts[-1] == "Ruled out: nothing prints it."
    assert not unnamed(page)


def test_every_field_saves_itself_and_fits_its_kind(desk: Desk) -> None:
    body = council(desk)
    one = hand_in(desk, body, "Jo Pell", kind=SubmissionKind.PETITION)
    page = desk.show(SubmissionsPage)
    panel = page.panel
    assert panel._signatures_row.isVisibleTo(panel)
    assert not panel.mover.isVisibleTo(panel)
    desk.retype("1,284", panel.signatures)
    desk.settle(lambda: get(desk, one).signatures == 1284)
    desk.retype("many", panel.signatures)
    panel.title.field.setFocus()
    desk.bot.waitUntil(lambda: "no number" in panel._signatures_row.wrong.text())
    desk.retype("A crossing", panel.title.field)
    desk.retype("17.40", panel.at)
    desk.settle(lambda: get(desk, one).received_at == time(17, 40))
    assert get(desk, one).title == "A crossing"
    assert get(desk, one).signatures == 1284
    submissions.change_submission(desk.session, one, kind=SubmissionKind.MOTION).result(WAIT)
    desk.bot.waitUntil(lambda: panel.mover.isVisibleTo(panel))


def test_it_is_placed_and_an_item_made_for_it(desk: Desk) -> None:
    body = council(desk)
    when = meeting(desk, body)
    one = hand_in(desk, body, "Ivy Holt")
    page = desk.show(SubmissionsPage)
    page.panel.meeting.show_value(when)
    page.panel.meeting.chosen.emit(when)
    desk.settle(lambda: get(desk, one).meeting == when)
    desk.bot.waitUntil(lambda: page.panel._make.isVisibleTo(page.panel))
    page.panel._make.click()
    desk.settle(lambda: get(desk, one).item is not None)
    item = desk.session.reader.get(Item, get(desk, one).item or "")
    assert item.title == "Questions from the public"
    desk.bot.waitUntil(lambda: page.panel.item.value() == item.uid)
    desk.run(page, "submissions.go")
    assert desk.went[-1] == Route("meeting", when, "agenda", item.uid)


def test_the_list_is_narrowed(desk: Desk) -> None:
    body, other = council(desk), bodies.add_body(desk.session, "Harbour Panel").result(WAIT).uid
    one = hand_in(desk, body, "Ivy Holt", title="Lamps")
    hand_in(desk, other, "Jo Pell", title="A crossing", kind=SubmissionKind.PETITION)
    submissions.rule(desk.session, one, Ruling.IN_ORDER).result(WAIT)
    page = desk.show(SubmissionsPage, Route("submissions", focus=SubmissionState.TO_RULE.value))
    assert [row.title for row in page.list.rows.rows if row.key] == ["A crossing"]
    desk.run(page, "submissions.show-all")
    page.filter.setText("lamps holt")
    assert [row.title for row in page.list.rows.rows if row.key] == ["Lamps"]
    page.filter.setText("zebra")
    assert page._empty.heading.text() == "No submission is shown"
    page.filter.clear()
    page.kind.show_value(SubmissionKind.PETITION)
    page.kind.chosen.emit(SubmissionKind.PETITION)
    assert [row.title for row in page.list.rows.rows if row.key] == ["A crossing"]


def test_filters_stand_whole_below_the_tabs_where_it_is_narrow(
    open_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = open_window()
    window.resize(1000, 720)
    body = bodies.add_body(window.session, "Fen Council").result(WAIT).uid
    submissions.receive(window.session, body, SubmissionKind.QUESTION, "Ivy Holt").result(WAIT)
    # As the program starts: the first screen is made once the frame is painted.
    window.first_painted.connect(lambda: window.start(Route("submissions")))
    qtbot.waitUntil(lambda: window.navigator.page is not None)
    page = window.navigator.page
    assert isinstance(page, SubmissionsPage)
    bar = page._bar
    qtbot.waitUntil(lambda: page.isVisible() and page.list.key != "")
    qtbot.waitUntil(lambda: bar.height() >= bar.minimumSizeHint().height())
    assert page.filter.height() >= page.filter.minimumSizeHint().height()


def test_the_item_of_an_agenda_shows_what_stands_under_it(world: World) -> None:
    session = world.session
    item = agenda.add_item(session, world.meeting, "Public questions").result(WAIT).uid
    uids = []
    for name in ("Ivy Holt", "Al Marsh"):
        made = submissions.receive(
            session, world.body, SubmissionKind.QUESTION, name, title=name, meeting=world.meeting
        ).result(WAIT)
        submissions.rule(session, made.uid, Ruling.IN_ORDER).result(WAIT)
        uids.append(made.uid)
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    step.tree.select(item)
    leaf = step.panel.section(SubmissionsSection)
    world.settle(lambda: leaf.mark() == "2")
    step.panel.bring(SubmissionsSection)
    assert leaf.findChild(QPushButton, f"open {uids[0]}") is not None
    leaf._shift(leaf._views[1].submission, -1)
    world.settle(lambda: [v.submission.uid for v in leaf._views] == uids[::-1])
    went: list[Route] = []
    world.context.bus.route_requested.connect(went.append)
    world.run(step, "agenda.add-submission")
    assert went == [Route("submissions", world.meeting, "new", item)]
    world.context.bus.route_requested.disconnect(went.append)


def test_answers_go_into_the_minutes_with_one_key(world: World) -> None:
    session = world.session
    item = agenda.add_item(session, world.meeting, "Public questions").result(WAIT).uid
    one = submissions.receive(
        session, world.body, SubmissionKind.QUESTION, "Ivy Holt", text="Why?", meeting=world.meeting
    ).result(WAIT)
    step = MinutesStep(world.context, world.meeting)
    world.show(step)
    step.go_to(item)
    assert not step.room.handed_in.isVisibleTo(step)
    submissions.rule(session, one.uid, Ruling.IN_ORDER).result(WAIT)
    submissions.reply(session, one.uid, "It is night.").result(WAIT)
    world.bot.waitUntil(lambda: step.room.handed_in.isVisibleTo(step))
    world.type("Before the questions")
    world.run(step, "minutes.submissions")
    world.settle(lambda: len([row for row in step.entries.rows if row.uid]) == 4)
    assert [row.edit.words() for row in step.entries.rows] == [
        "Before the questions",
        "Question from Ivy Holt",
        "Ivy Holt asked: Why?",
        "The Chair replied: It is night.",
        "",
    ]
