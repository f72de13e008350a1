"""Motions, votes and elections taken by keyboard in the minutes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from secretariat.models.kinds import AttendanceKind, Audience, DocumentKind, EntryKind, Format
from secretariat.models.records import Ballot, Entry, Meeting, Motion, Vote, VoteOption
from secretariat.models.room_kinds import BallotChoice, Result, VoteMethod
from secretariat.services import agenda, attendance, elections, minutes, publish, votes
from secretariat.ui.meeting.candidates import Round
from secretariat.ui.meeting.chair_strip import ELECT
from secretariat.ui.meeting.decision_foot import DecisionFoot
from secretariat.ui.meeting.feet import FEET
from secretariat.ui.meeting.minutes import MinutesStep
from secretariat.ui.meeting.motion_foot import MotionFoot
from secretariat.ui.meeting.vote_foot import VoteFoot
from tests.ui.test_meeting_support import World, world
from tests.ui.test_page_support import unnamed

__all__ = ["world"]


@pytest.fixture
def step(world: World) -> MinutesStep:
    agenda.add_item(world.session, world.meeting, "The pool").result(5)
    attendance.fill_from_membership(world.session, world.meeting).result(5)
    attendance.mark_unmarked_present(world.session, world.meeting).result(5)
    made = MinutesStep(world.context, world.meeting)
    world.show(made)
    made.focus_row("")
    return made


def taken(world: World, step: MinutesStep) -> list[Entry]:
    return minutes.entries_under(world.session.reader, world.meeting, step.now or None)


def enter(world: World) -> None:
    world.press(Qt.Key.Key_Return)


def tab(world: World) -> None:
    world.press(Qt.Key.Key_Tab)


def foot(step: MinutesStep, at: int) -> object:
    return step.entries.rows[at].foot


def motions_of(world: World) -> list[Motion]:
    return world.session.reader.find(Motion, meeting=world.meeting)


def votes_of(world: World) -> list[Vote]:
    return world.session.reader.find(Vote, meeting=world.meeting)


def test_a_motion_its_movers_an_amendment_and_the_vote(world: World, step: MinutesStep) -> None:
    world.type("MOTION: That the pool stay open.")
    world.settle(lambda: len(motions_of(world)) == 1)
    world.bot.waitUntil(lambda: isinstance(foot(step, 0), MotionFoot) and foot(step, 0).isEnabled())
    tab(world)
    world.type("Moore")
    tab(world)
    world.settle(lambda: motions_of(world)[0].mover)
    mine = foot(step, 0)
    assert isinstance(mine, MotionFoot)
    world.bot.waitUntil(lambda: mine.mover.text() == "Maurice Moore")
    world.type("Mrs Fox of Ely")
    tab(world)
    world.settle(lambda: motions_of(world)[0].seconder_name == "Mrs Fox of Ely")
    mine.amend.click()
    world.settle(lambda: len(motions_of(world)) == 2)
    world.bot.waitUntil(lambda: step.entries.rows[1].edit.hasFocus())
    world.type("That it close on Mondays.")
    world.settle(lambda: len(taken(world, step)) == 2)
    assert motions_of(world)[1].amends == motions_of(world)[0].uid
    world.run(step, "minutes.vote")
    world.settle(lambda: len(votes_of(world)) == 1)
    ballot = foot(step, 2)
    assert isinstance(ballot, VoteFoot)
    world.bot.waitUntil(lambda: ballot.votes_for.hasFocus())
    assert votes_of(world)[0].motion == motions_of(world)[1].uid
    world.type("3")
    tab(world)
    world.type("1")
    tab(world)
    world.type("0")
    world.settle(lambda: votes_of(world)[0].abstentions == 0)
    world.settle(lambda: motions_of(world)[1].result is Result.CARRIED)
    world.bot.waitUntil(lambda: ballot.result.value() is Result.CARRIED)
    assert "3 for, 1 against and no abstentions, and the amendment was carried" in (
        ballot._says.text()
    )
    assert not ballot._doubts.isVisible()
    made = publish.make(
        world.session, DocumentKind.MINUTES, world.meeting, Format.TEXT, Audience.PUBLIC
    ).decode()
    assert "Maurice Moore moved, and Mrs Fox of Ely seconded:" in made
    assert "As an AMENDMENT, it was moved:" in made
    assert unnamed(mine) == unnamed(ballot) == []


def test_lines_that_say_a_count_or_who_proposed_are_read(world: World, step: MinutesStep) -> None:
    world.type("RESOLVED that it stay open.")
    enter(world)
    world.type("Proposed by Mr Clarke, seconded by Mark Freeman")
    enter(world)
    world.settle(lambda: len(taken(world, step)) == 1 and taken(world, step)[0].mover)
    held = taken(world, step)[0]
    assert (held.mover, held.seconder) == ("Paul Clarke", "Mark Freeman")
    world.bot.waitUntil(lambda: isinstance(foot(step, 0), DecisionFoot))
    world.bot.waitUntil(lambda: foot(step, 0).isVisible())  # type: ignore[attr-defined]
    world.bot.waitUntil(lambda: step.entries.rows[-1].edit.hasFocus())
    world.type("For 26, against 32, abstentions 0")
    enter(world)
    world.settle(lambda: len(votes_of(world)) == 1)
    vote = votes_of(world)[0]
    assert (vote.votes_for, vote.votes_against, vote.abstentions) == (26, 32, 0)
    assert vote.result is Result.LOST
    entry = taken(world, step)[1]
    assert (entry.kind, entry.text) == (EntryKind.VOTE, "")
    world.bot.waitUntil(lambda: step.entries.rows[2].edit.hasFocus())
    ballot = foot(step, 1)
    assert isinstance(ballot, VoteFoot)
    world.bot.waitUntil(
        lambda: "58 voices were counted, and 4 could vote." in ballot._doubts.text()
    )
    assert ballot._doubts.isVisible()


def test_a_vote_by_name_is_keyed_and_counted_live(world: World, step: MinutesStep) -> None:
    world.run(step, "minutes.vote")
    world.settle(lambda: len(votes_of(world)) == 1)
    ballot = foot(step, 0)
    assert isinstance(ballot, VoteFoot)
    world.bot.waitUntil(lambda: ballot.isEnabled() and ballot.votes_for.hasFocus())
    votes.change_vote(world.session, votes_of(world)[0].uid, method=VoteMethod.NAMED).result(5)
    world.settle()
    world.bot.waitUntil(lambda: ballot.grid.isVisible())
    assert len(ballot.grid.names.names) == 4
    ballot.begin()
    world.bot.waitUntil(lambda: ballot.grid.hasFocus())
    world.type("fab")
    world.press(Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    world.settle(lambda: world.session.reader.count(Ballot) == 4)
    choices = {one.choice for one in world.session.reader.find(Ballot)}
    assert choices == set(BallotChoice)
    world.bot.waitUntil(lambda: ballot.votes_for.text() == "1" and ballot.against.text() == "1")
    assert not ballot.votes_for.isEnabled()
    assert votes_of(world)[0].result is Result.TIED
    world.bot.waitUntil(lambda: ballot.casting.isVisible())
    ballot.casting.setFocus()
    world.press(Qt.Key.Key_Down)
    world.settle(lambda: votes_of(world)[0].casting is not None)
    assert votes_of(world)[0].result is Result.CARRIED
    before = QApplication.focusWidget()
    world.context.undo()
    world.settle(lambda: votes_of(world)[0].casting is None)
    assert QApplication.focusWidget() is before


def test_an_election_takes_candidates_as_lines(world: World, step: MinutesStep) -> None:
    world.run(step, "minutes.vote")
    world.settle(lambda: len(votes_of(world)) == 1)
    elections.make_election(world.session, votes_of(world)[0].uid).result(5)
    world.settle()
    ballot = foot(step, 0)
    assert isinstance(ballot, VoteFoot)
    world.bot.waitUntil(lambda: len(ballot._rounds) == 1)
    ballot.begin()
    world.type("Paul Clarke: 2")
    enter(world)
    world.type("Mark Freeman: 2")
    world.settle(lambda: world.session.reader.count(VoteOption) == 2)
    first = next(iter(ballot._rounds.values()))
    assert first.candidates.toPlainText() == "Paul Clarke: 2\nMark Freeman: 2"
    world.bot.waitUntil(lambda: first.again.isVisible())
    first.again.click()
    world.settle(lambda: len(votes_of(world)) == 2)
    world.bot.waitUntil(lambda: len(ballot._rounds) == 2)
    second = list(ballot._rounds.values())[1]
    second.candidates.setFocus()
    second.candidates.setPlainText("Paul Clarke: 1\nMark Freeman: 3")
    world.settle(lambda: any(one.is_elected for one in world.session.reader.find(VoteOption)))
    world.bot.waitUntil(lambda: "Mark Freeman was elected." in ballot._says.text())


def rounds(step: MinutesStep) -> list[Round]:
    ballot = foot(step, 0)
    assert isinstance(ballot, VoteFoot)
    return list(ballot._rounds.values())


def test_an_election_with_three_candidates_two_rounds_and_a_lot_by_keyboard(
    world: World, step: MinutesStep
) -> None:
    reader = world.session.reader
    step.focus_row(ELECT)
    world.settle(lambda: len(votes_of(world)) == 1)
    assert votes_of(world)[0].question == "the election of a Chair for the meeting"
    world.bot.waitUntil(lambda: len(rounds(step)) == 1 and rounds(step)[0].candidates.hasFocus())
    for at, line in enumerate(("Paul Clarke: 1", "Mark Freeman: 1", "Elaine Matthews: 2")):
        if at:
            enter(world)
        world.type(line)
    world.settle(lambda: reader.count(VoteOption) == 3)
    first = rounds(step)[0]
    world.bot.waitUntil(lambda: first.elected.currentText() == "Elaine Matthews elected")
    first.elected.setFocus()
    for _ in range(3):
        world.press(Qt.Key.Key_Up)  # nobody: the count does not decide it here
    world.settle(lambda: not any(one.is_elected for one in reader.find(VoteOption)))
    world.bot.waitUntil(first.out.isVisible)
    first.out.setFocus()
    for _ in range(4):
        world.press(Qt.Key.Key_Down)
    assert first.out.currentText() == "Without Paul Clarke, by lot"
    world.run(step, "minutes.next-round")
    world.settle(lambda: len(votes_of(world)) == 2)
    world.bot.waitUntil(lambda: len(rounds(step)) == 2 and rounds(step)[1].candidates.hasFocus())
    second = rounds(step)[1]
    assert second.candidates.toPlainText() == "Mark Freeman\nElaine Matthews"
    world.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    world.type("Mark Freeman: 2")
    enter(world)
    world.type("Elaine Matthews: 2")
    world.settle(lambda: reader.count(VoteOption, count=2) == 3)
    world.bot.waitUntil(lambda: second.elected.count() == 5)
    second.elected.setFocus()
    for _ in range(4):
        world.press(Qt.Key.Key_Down)
    world.settle(lambda: any(vote.by_lot and vote.round == 2 for vote in votes_of(world)))
    world.bot.waitUntil(second.chair.isVisible)
    world.bot.waitUntil(lambda: "Elaine Matthews was elected." in foot(step, 0)._says.text())  # type: ignore[attr-defined]
    second.chair.setFocus()
    world.press(Qt.Key.Key_Space)
    world.bot.waitUntil(lambda: not second.chair.isVisible())
    made = publish.make(
        world.session, DocumentKind.MINUTES, world.meeting, Format.TEXT, Audience.PUBLIC
    ).decode()
    told = " ".join(made.split())
    assert "lots were drawn, and Paul Clarke took no further part. On a vote" in told
    step.focus_row(ELECT)
    world.bot.waitUntil(lambda: step.entries.rows[0].edit.hasFocus())
    assert len(votes_of(world)) == 2
    assert (
        "lots were drawn, and Elaine Matthews was elected. Elaine Matthews took the chair" in told
    )
    assert unnamed(foot(step, 0)) == []  # type: ignore[arg-type]


def test_an_election_by_name_is_keyed_by_digits(world: World, step: MinutesStep) -> None:
    reader = world.session.reader
    leaver = attendance.attendees_of(reader, world.meeting)[3]
    world.run(step, "minutes.election")
    world.settle(lambda: len(votes_of(world)) == 1)
    world.bot.waitUntil(lambda: len(rounds(step)) == 1 and rounds(step)[0].candidates.hasFocus())
    world.type("Paul Clarke")
    enter(world)
    world.type("Mark Freeman")
    world.settle(lambda: reader.count(VoteOption) == 2)
    attendance.mark(world.session, leaver.uid, AttendanceKind.APOLOGIES).result(5)
    votes.change_vote(world.session, votes_of(world)[0].uid, method=VoteMethod.NAMED).result(5)
    one = rounds(step)[0]
    world.bot.waitUntil(lambda: one.grid.isVisible() and len(one.grid.names.names) == 3)
    world.bot.waitUntil(lambda: "Not voting: Elaine Matthews (sent apologies)" in one._tally.text())
    one.begin()
    world.bot.waitUntil(one.grid.hasFocus)
    world.type("121")
    world.settle(lambda: reader.count(Ballot) == 3)
    world.bot.waitUntil(lambda: "Paul Clarke: 2, Mark Freeman: 1" in one._tally.text())
    world.bot.waitUntil(lambda: one.elected.currentText() == "Paul Clarke elected")
    assert not one.again.isVisible()


def test_those_who_may_move_are_offered_first_and_the_others_with_why(
    world: World, step: MinutesStep
) -> None:
    chair, clerk = attendance.attendees_of(world.session.reader, world.meeting)[:2]
    attendance.mark(world.session, chair.uid, AttendanceKind.ABSENT).result(5)
    attendance.change_attendee(world.session, clerk.uid, voting=False).result(5)
    world.type("MOTION: That it be.")
    world.settle(lambda: len(motions_of(world)) == 1)
    world.bot.waitUntil(lambda: isinstance(foot(step, 0), MotionFoot) and foot(step, 0).isEnabled())  # type: ignore[attr-defined]
    tab(world)
    mine = foot(step, 0)
    assert isinstance(mine, MotionFoot)
    assert [one.words for one in mine.mover._names.names] == [
        "Mark Freeman",
        "Elaine Matthews",
        "Maurice Moore (not present)",
        "Paul Clarke (has no vote)",
    ]
    world.type("Moore")
    popup = mine.mover.completer().popup()
    world.bot.waitUntil(popup.isVisible)
    assert popup.model().index(0, 0).data() == "Maurice Moore (not present)"
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert mine.mover.text() == "Maurice Moore"


def test_a_budget_meeting_is_said_by_command(world: World, step: MinutesStep) -> None:
    world.run(step, "minutes.budget")
    world.settle(lambda: world.session.reader.get(Meeting, world.meeting).is_budget)
    world.run(step, "minutes.budget")
    world.settle(lambda: not world.session.reader.get(Meeting, world.meeting).is_budget)


def test_the_fields_of_every_entry_fit_a_small_window(world: World, step: MinutesStep) -> None:
    widest = step.context.theme.length(325)
    for one in (*(made(world.context) for made in FEET.values()), Round(world.context)):
        world.bot.addWidget(one)
        assert one.minimumSizeHint().width() <= widest, type(one).__name__
