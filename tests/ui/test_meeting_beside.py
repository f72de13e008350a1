"""What stands beside the words: the recommendation, papers, last time's minute, open actions."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from secretariat.models.kinds import (
    ActionState,
    DueKind,
    EntryKind,
    ItemOutcome,
    Restriction,
    Stage,
)
from secretariat.models.records import Action, Entry, Item, Vote
from secretariat.services import actions, agenda, meetings, minutes, papers, votes
from secretariat.services.beside import beside
from secretariat.services.last_time import Earlier
from secretariat.store.history import Changed
from secretariat.ui.meeting.minutes import MinutesStep
from secretariat.ui.page import Route
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]


class Board:
    """Earlier meetings of the body, as a test wants them."""

    def __init__(self, world: World) -> None:
        self.world, self.session = world, world.session

    def held(self, on: date, stage: Stage = Stage.CLOSED) -> str:
        made = meetings.add_meeting(self.session, [self.world.body], on, time(10)).result(5)
        meetings.set_stage(self.session, made.uid, stage).result(5)
        return made.uid

    def item(self, meeting: str, title: str, **values: Any) -> Item:
        return agenda.add_item(self.session, meeting, title, **values).result(5)

    def said(self, item: Item, words: str, **values: Any) -> Entry:
        made = minutes.add_entry(self.session, item.meeting, item.uid, words, **values)
        return made.result(5)

    def action(self, item: Item, words: str, owner: str, due: date) -> Action:
        entry = self.said(
            item,
            words,
            kind=EntryKind.ACTION,
            owners=[actions.Owner(owner)],
            action={"due_kind": DueKind.DATE, "due": due},
        )
        found = self.session.reader.one(Action, entry=entry.uid)
        assert found is not None
        return found


@pytest.fixture
def board(world: World) -> Board:
    return Board(world)


@pytest.fixture
def roads(board: Board) -> Item:
    """An item that was taken in August, and put off in October."""
    august, october = board.held(date(2016, 8, 4)), board.held(date(2016, 10, 6))
    board.item(august, "Welcome")
    before = board.item(august, "Roads: report of 4 August 2016")
    board.said(before, "The surveyor gave *an account* of the winter.")
    board.said(before, "RESOLVED that the report be noted.", kind=EntryKind.DECISION)
    board.action(before, "Write to the County", "Paul Clarke", date(2016, 10, 1))
    board.action(before, "Count the signs", "Fen Council", date(2017, 10, 1))
    other = board.item(october, "Money")
    board.action(other, "Send the accounts", "Mark Freeman", date(2016, 10, 1))
    put_off = board.item(october, "Roads: report of 6 October 2016")
    agenda.set_outcome(board.session, put_off.uid, ItemOutcome.DEFERRED).result(5)
    here = board.item(
        board.world.meeting,
        "ROADS: report of 10 November 2016",
        recommendation="That the report be noted.",
    )
    board.item(board.world.meeting, "Something new")
    papers.ask_for(board.session, here.uid, author_name="Ann Webb").result(5)
    return here


@pytest.fixture
def step(world: World, roads: Item) -> MinutesStep:
    made = MinutesStep(world.context, world.meeting)
    world.show(made, 1240, 900)
    made.focus_row(roads.uid)
    return made


def test_last_time_and_its_actions_stand_beside_the_item(world: World, step: MinutesStep) -> None:
    beside_it = step.room.beside
    assert beside_it.last.isVisible()
    text = beside_it.last.text.toPlainText()
    assert "The surveyor gave an account of the winter." in text
    assert "RESOLVED that the report be noted." in text
    assert "Paul Clarke · 1 Oct 2016" in text
    assert beside_it.last._when.text() == "4 August 2016, item 2"
    assert beside_it.last._put_off.text() == "Deferred on 6 October 2016."
    labels = [one.text() for one in beside_it.open.findChildren(type(beside_it.last._put_off))]
    assert "Write to the County" in labels
    assert "Count the signs" in labels
    assert "Send the accounts" not in labels
    assert labels.count("Overdue") == 1
    assert beside_it.open.more.text() == "1 other open action"


def test_an_action_is_marked_done_by_key_and_undone(world: World, step: MinutesStep) -> None:
    def state() -> ActionState:
        views = actions.views(world.session.reader, body=world.body)
        return next(v.action.state for v in views if v.words == "Write to the County")

    told: list[Changed] = []
    world.context.bus.changed.connect(told.append)
    world.run(step, "minutes.open-actions")
    card = step.room.beside.open
    world.bot.waitUntil(lambda: any(one.hasFocus() for one in card._turns))
    world.press(Qt.Key.Key_Return)
    world.bot.waitUntil(lambda: state() is ActionState.DONE)
    world.settle(lambda: world.said.texts[-1:] == ["Marked the action as done."])
    assert step.concerns(told[-1])
    assert [one.text() for one in card._turns] == ["Done", "Reopen"]
    world.bot.waitUntil(lambda: any(one.hasFocus() for one in card._turns))
    world.context.undo()
    world.bot.waitUntil(lambda: state() is ActionState.OPEN)
    world.settle()
    assert [one.text() for one in card._turns] == ["Done", "Done"]
    world.press(Qt.Key.Key_Down)
    assert card._turns[1].hasFocus()
    world.press(Qt.Key.Key_Escape)
    world.bot.waitUntil(step.entries.rows[-1].edit.hasFocus)


def test_last_time_is_read_and_opened_by_key(world: World, step: MinutesStep) -> None:
    gone: list[Route] = []
    world.context.bus.route_requested.connect(gone.append)
    world.run(step, "minutes.last-time")
    text = step.room.beside.last.text
    world.bot.waitUntil(text.hasFocus)
    QTest.keyClick(text, Qt.Key.Key_Escape)
    world.bot.waitUntil(step.entries.rows[-1].edit.hasFocus)
    world.run(step, "minutes.last-time")
    world.run(step, "minutes.last-time")
    last = step.room.beside.last._last
    assert last is not None
    assert gone[-1] == Route("meeting", last.meet.meeting.uid, "minutes", last.item.uid)


def test_the_recommendation_becomes_the_decision_as_the_body_words_it(
    world: World, step: MinutesStep, roads: Item
) -> None:
    def made() -> list[tuple[EntryKind, str]]:
        found = minutes.entries_under(world.session.reader, world.meeting, roads.uid)
        return [(entry.kind, entry.text) for entry in found]

    world.type("The surveyor spoke.")
    world.run(step, "minutes.decide")
    wanted = (EntryKind.DECISION, "RESOLVED that the report be noted.")
    world.settle(lambda: made() == [(EntryKind.NARRATIVE, "The surveyor spoke."), wanted])
    row = step.entries.rows[1]
    world.bot.waitUntil(row.edit.hasFocus)
    step.entries.begin()
    world.run(step, "minutes.decide")
    world.bot.waitUntil(row.edit.hasFocus)
    assert len(made()) == 2
    world.context.undo()
    world.settle(lambda: len(made()) == 1)


def test_cards_are_away_where_there_is_nothing(
    world: World, step: MinutesStep, roads: Item
) -> None:
    about = step.room.beside.about
    labels = [one.text() for one in about.findChildren(type(step.room.beside.last._put_off))]
    assert "by Ann Webb" in labels
    new = agenda.items_of(world.session.reader, world.meeting)[-1]
    step.go_to(new.uid)
    assert about.isHidden()
    assert step.room.beside.last.isHidden()
    assert step.room.beside.open.more.text() == "3 open actions"
    step.go_to("")
    assert step.room.beside.open.isHidden()


def test_the_search_goes_back_a_few_meetings_at_a_time(world: World, board: Board) -> None:
    first = board.held(date(2010, 1, 7))
    old = board.item(first, "Bridges", restriction=Restriction.EXEMPT)
    board.said(old, "They stand.")
    for month in range(1, 13):
        for year in (2011, 2012, 2013):
            board.item(board.held(date(year, month, 3)), "Something else")
    here = board.item(world.meeting, "Bridges")
    earlier = Earlier(world.session, world.meeting)
    found = [beside(world.session, here, earlier) for _ in range(4)]
    assert [one.is_sure for one in found] == [False, False, False, True]
    last = found[-1].last
    assert last is not None
    assert last.held.restriction is Restriction.EXEMPT
    step = MinutesStep(world.context, world.meeting)
    world.show(step)
    step.go_to(here.uid)
    world.bot.waitUntil(step.room.beside.last.isVisible)
    assert step.room.beside.last._closed.text() == "Exempt"


def test_the_line_of_deferrals_and_the_topic_lead_back_too(world: World, board: Board) -> None:
    august, october = board.held(date(2016, 8, 4)), board.held(date(2016, 10, 6))
    first = board.item(august, "The old name")
    board.said(first, "It was heard.")
    second = board.item(october, "A newer name", continues=first.uid)
    here = board.item(world.meeting, "The newest name", continues=second.uid)
    found = beside(world.session, here, Earlier(world.session, world.meeting)).last
    assert found is not None
    assert found.item.uid == first.uid


def test_a_vote_without_words_is_told_by_its_sentence(world: World, board: Board) -> None:
    before = board.item(board.held(date(2016, 8, 4)), "Roads")
    count = {"votes_for": 3, "votes_against": 1, "abstentions": 0}
    board.said(before, "", kind=EntryKind.VOTE)
    vote = world.session.reader.find(Entry, item=before.uid)[0]
    made = world.session.reader.one(Vote, entry=vote.uid)
    assert made is not None
    votes.change_vote(world.session, made.uid, **count).result(5)
    here = board.item(world.meeting, "Roads")
    found = beside(world.session, here, Earlier(world.session, world.meeting)).last
    assert found is not None
    assert "3" in found.told[0].words


def test_typing_reads_nothing_beside(
    world: World, roads: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = MinutesStep(world.context, world.meeting)
    world.bot.addWidget(step)
    follow = world.context.bus.changed.connect(
        lambda changed: step.refresh() if step.concerns(changed) else None
    )
    step.resize(1240, 800)
    step.refresh()
    step.show()
    step.focus_row(roads.uid)
    read: list[Item | None] = []
    monkeypatch.setattr(step.room.beside, "show_item", read.append)
    for words in ("The surveyor spoke at length about the winter.", " It was cold."):
        step.entries.rows[0].edit.insertPlainText(words)
        world.settle()
        step._refresh_lightly()
    assert read == []
    world.context.bus.changed.disconnect(follow)
