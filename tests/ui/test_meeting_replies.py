"""Replies and service before the day, by keyboard, over a real register."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from secretariat.models.kinds import DocumentKind, Format, MemberRole, ReplyKind, ServiceWay
from secretariat.models.records import Despatch, Reply
from secretariat.services import agenda, bodies, meetings, people, quorum, replies
from secretariat.ui.meeting.attendance import AttendanceStep
from secretariat.ui.meeting.reply_model import Column
from secretariat.ui.meeting.send import SendStep
from tests.ui.test_meeting_support import WAIT, World, world

__all__ = ["world"]


@pytest.fixture
def coming(world: World) -> str:
    made = meetings.add_meeting(world.session, [world.body], date(2016, 11, 24), time(10))
    return made.result(WAIT).uid


@pytest.fixture
def step(world: World, coming: str) -> AttendanceStep:
    made = AttendanceStep(world.context, coming)
    world.show(made)
    made.focus_row("")
    world.bot.waitUntil(made.replies.view.hasFocus)
    return made


def answers(world: World, meeting: str) -> dict[str, str]:
    found = replies.expected(world.session.reader, meeting)
    return {one.person.family_name: one.kind.name if one.kind else "" for one in found}


def test_replies_come_first_before_the_day_and_are_given_by_letters(
    world: World, coming: str, step: AttendanceStep
) -> None:
    quorum.set_quorum(world.session, world.body, "3").result(WAIT)
    for letter in "CRAU":
        world.type(letter)
        world.settle()
    assert list(answers(world, coming).values()) == ["COMING", "REMOTE", "APOLOGIES", "UNSURE"]
    world.settle(lambda: step.replies.count() == "4 of 4")
    deciding = step.replies.forecast.deciding
    assert deciding is not None
    assert deciding.sentence == (
        "Quorum 3 of 4: 2 coming, 1 not known yet, 1 not coming – one more is needed."
    )
    world.press(Qt.Key.Key_Backspace)
    world.settle(lambda: step.replies.count() == "3 of 4")
    world.context.undo()
    world.settle(lambda: step.replies.count() == "4 of 4")
    assert not step.replies.write_button.isVisibleTo(step)


def test_a_substitute_is_asked_for_and_completed(
    world: World, coming: str, step: AttendanceStep
) -> None:
    jo = people.add_person(world.session, "Webb", given_name="Jo").result(WAIT)
    world.type("S")
    world.bot.waitUntil(step.replies.adder.hasFocus)
    world.type("Jo Webb")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: world.session.reader.count(Reply) == 1)
    reply = world.session.reader.find(Reply)[0]
    assert (reply.kind, reply.substitute) == (ReplyKind.SUBSTITUTE, jo.uid)
    assert step.replies.view.hasFocus()
    world.type("S")
    world.bot.waitUntil(step.replies.adder.hasFocus)
    world.press(Qt.Key.Key_Escape)
    assert step.replies.view.hasFocus()
    assert world.session.reader.count(Reply) == 1


def test_the_standing_substitute_is_offered_first(
    world: World, coming: str, step: AttendanceStep
) -> None:
    away = replies.expected(world.session.reader, coming)[0]
    assert away.member is not None
    stands_in = people.add_person(world.session, "Webb", given_name="Jo").result(WAIT)
    bodies.add_member(
        world.session, world.body, stands_in.uid, role=MemberRole.SUBSTITUTE,
        substitute_for=away.member.membership.uid,
    ).result(WAIT)  # fmt: skip
    world.settle()
    world.type("S")
    world.bot.waitUntil(step.replies.adder.hasFocus)
    assert step.replies.adder.selectedText() == "Jo Webb"
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: world.session.reader.count(Reply) == 1)
    assert world.session.reader.find(Reply)[0].substitute == stands_in.uid


def test_several_answer_at_once(world: World, coming: str, step: AttendanceStep) -> None:
    world.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    world.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    world.type("C")
    world.settle(lambda: world.session.reader.count(Reply) == 3)
    world.context.undo()
    world.settle(lambda: world.session.reader.count(Reply) == 0)


def test_when_how_and_note_are_typed_in_place(
    world: World, coming: str, step: AttendanceStep
) -> None:
    world.type("C")
    world.settle(lambda: step.replies.count() == "1 of 4")
    world.press(Qt.Key.Key_Up)
    view = step.replies.view
    view.setCurrentIndex(view.currentIndex().siblingAtColumn(Column.TOLD))
    world.press(Qt.Key.Key_F2)
    world.bot.waitUntil(lambda: view.editor() is not None)
    world.type("7 nov")
    world.press(Qt.Key.Key_Tab)
    world.type("telephone")
    world.press(Qt.Key.Key_Tab)
    world.type("Brings slides")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: world.session.reader.find(Reply)[0].note == "Brings slides")
    reply = world.session.reader.find(Reply)[0]
    assert (reply.told_on, reply.told_how) == (date(2016, 11, 7), "telephone")
    view.setCurrentIndex(view.currentIndex().siblingAtColumn(Column.TOLD))
    world.press(Qt.Key.Key_F2)
    world.bot.waitUntil(lambda: view.editor() is not None)
    world.type("some time")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: len(world.said.warnings) == 1)
    assert world.session.reader.find(Reply)[0].told_on == date(2016, 11, 7)


def test_somebody_else_who_comes_is_added(world: World, coming: str, step: AttendanceStep) -> None:
    world.run(step, "replies.add")
    world.type("Dr Ann Webb")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: answers(world, coming).get("Webb") == "COMING")
    world.settle(lambda: step.replies.view.current_uid() == step.replies.people[-1].person.uid)
    assert step.replies.count() == "0 of 4"


def test_all_are_marked_as_served_with_one_key(
    world: World, coming: str, step: AttendanceStep
) -> None:
    world.run(step, "attendance.served")
    world.bot.waitUntil(step.served.list.hasFocus)
    world.press(Qt.Key.Key_Space)
    world.settle(lambda: world.session.reader.count(Despatch) == 1)
    world.settle(lambda: step.served.count() == "1 of 4")
    world.run(step, "served.all")
    world.settle(lambda: step.served.count() == "4 of 4")
    assert not step.served.all_button.isVisibleTo(step)
    world.press(Qt.Key.Key_Space)
    world.settle(lambda: world.session.reader.count(Despatch) == 3)


def test_the_draft_goes_to_those_who_have_not_answered(
    world: World, coming: str, step: AttendanceStep, tmp_path: Path
) -> None:
    step.replies.draft_file.folder = tmp_path
    world.run(step, "replies.write")
    world.bot.waitUntil(lambda: bool(world.said.warnings), timeout=20_000)
    assert "None of those" in world.said.warnings[-1]
    for one in replies.expected(world.session.reader, coming)[:2]:
        person = one.person
        address = f"{person.family_name.lower()}@example.org"
        people.change_person(world.session, person.uid, email=address).result(WAIT)
    world.type("C")
    world.settle(lambda: step.replies.count() == "1 of 4")
    world.run(step, "replies.write")
    world.bot.waitUntil(lambda: any("Saved" in said for said in world.said.texts), timeout=20_000)
    text = (tmp_path / "2016-11-24 SB reminder.eml").read_text("ascii")
    assert "clarke@example.org" in text
    assert "moore@example.org" not in text
    assert "We have not heard from you yet" in text
    assert "No address is known of Mark Freeman, Elaine Matthews" in world.said.texts[-1]


def test_the_draft_of_the_agenda_offers_to_mark_its_readers_as_served(
    world: World, coming: str, tmp_path: Path
) -> None:
    first, second, *_ = (one.person for one in replies.expected(world.session.reader, coming))
    people.change_person(world.session, first.uid, email="moore@example.org").result(WAIT)
    people.change_person(
        world.session, second.uid, email="b@example.org", summons_by=ServiceWay.POST
    ).result(WAIT)
    agenda.add_item(world.session, coming, "Apologies").result(WAIT)
    step = SendStep(world.context, coming)
    world.show(step)
    step.set_folder(str(tmp_path / "out"))
    step.form.show_value(Format.EMAIL)
    step.refresh()
    step.export()
    world.bot.waitUntil(lambda: step.chip.path is not None, timeout=20_000)
    world.bot.waitUntil(lambda: any("Once it is sent" in said for said in world.said.texts))
    step.mark_served(DocumentKind.AGENDA)
    world.settle(lambda: world.session.reader.count(Despatch) == 1)
    assert world.session.reader.find(Despatch)[0].person == first.uid
