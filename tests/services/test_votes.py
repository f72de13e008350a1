"""Motions, votes and elections in the register: what follows from a count, and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import (
    AttendanceKind,
    BodyKind,
    Capacity,
    DocumentKind,
    EntryKind,
)
from secretariat.models.records import Ballot, Declaration, Motion, Vote, VoteOption
from secretariat.models.room_kinds import BallotChoice, Majority, Result, VoteMethod
from secretariat.services import (
    agenda,
    attendance,
    bodies,
    elections,
    meetings,
    minutes,
    motions,
    publish,
    votes,
)
from secretariat.services.session import Session
from secretariat.services.voted import voted

WAIT = 10.0


class Chamber:
    """A council of five in its room, with one item."""

    def __init__(self, session: Session) -> None:
        self.session = session
        body = bodies.add_body(session, "Fen Council", kind=BodyKind.COUNCIL).result(WAIT)
        self.meeting = meetings.add_meeting(
            session, [body.uid], date(2026, 2, 25), time(18), place="Hall"
        ).result(WAIT).uid  # fmt: skip
        self.item = agenda.add_item(session, self.meeting, "Budget").result(WAIT).uid
        self.people = []
        for at, name in enumerate(("Ann Ash", "Bo Beech", "Cy Cedar", "Di Dogwood", "Ed Elder")):
            one = attendance.add_attendee(
                session, self.meeting, f"Councillor {name}",
                capacity=Capacity.MEMBER if at else Capacity.CHAIR,
            ).result(WAIT)  # fmt: skip
            attendance.mark(session, one.uid, AttendanceKind.PRESENT).result(WAIT)
            self.people.append(one.uid)

    def entry(self, kind: EntryKind, text: str = "", **more: object) -> str:
        made = minutes.add_entry(
            self.session, self.meeting, self.item, text, kind=kind, **more  # type: ignore[arg-type]
        )  # fmt: skip
        return made.result(WAIT).uid

    def vote(self) -> Vote:
        return votes.votes_of(self.session.reader, self.entry(EntryKind.VOTE))[0]

    def now(self, vote: Vote) -> Vote:
        return self.session.reader.get(Vote, vote.uid)


@pytest.fixture
def chamber(tmp_path: Path) -> Iterator[Chamber]:
    session = Session.open(tmp_path / "register", create=True)
    yield Chamber(session)
    session.close()


def test_a_vote_settles_the_motion_before_it_and_follows_its_count(chamber: Chamber) -> None:
    session = chamber.session
    main = motions.add_motion(
        session, chamber.meeting, chamber.item, "That it be.", mover="Cllr Ash", seconder="Mr Fox"
    ).result(WAIT)
    assert (main.mover, main.seconder, main.seconder_name) == (chamber.people[0], None, "Mr Fox")
    amendment = motions.add_amendment(session, main.uid).result(WAIT)
    assert amendment.amends == main.uid
    vote = chamber.vote()
    assert vote.motion == amendment.uid
    votes.change_vote(session, vote.uid, votes_for=3).result(WAIT)
    assert chamber.now(vote).result is Result.NONE  # the other side is not counted yet
    votes.change_vote(session, vote.uid, votes_against=2).result(WAIT)
    assert chamber.now(vote).result is Result.CARRIED
    assert session.reader.get(Motion, amendment.uid).result is Result.CARRIED
    assert chamber.vote().motion == main.uid  # the amendment is settled
    votes.change_vote(session, vote.uid, majority=Majority.TWO_THIRDS).result(WAIT)
    assert session.reader.get(Motion, amendment.uid).result is Result.LOST
    votes.change_vote(session, vote.uid, result=Result.CARRIED).result(WAIT)
    votes.change_vote(session, vote.uid, votes_for=1).result(WAIT)
    assert chamber.now(vote).result is Result.CARRIED  # set by hand, it stays, and is doubted
    found = [one.text for one in publish.findings(session, DocumentKind.MINUTES, chamber.meeting)]
    assert "By its count the vote was lost, and it is recorded as carried." in found
    assert "3 voices were counted of the 5 who could vote." in found


def test_an_equality_is_tied_until_the_casting_vote(chamber: Chamber) -> None:
    vote, session = chamber.vote(), chamber.session
    votes.change_vote(session, vote.uid, votes_for=2, votes_against=2, abstentions=1).result(WAIT)
    assert chamber.now(vote).result is Result.TIED
    votes.give_casting(session, vote.uid, BallotChoice.FOR).result(WAIT)
    held = chamber.now(vote)
    assert (held.result, held.casting) == (Result.CARRIED, chamber.people[0])
    votes.give_casting(session, vote.uid, BallotChoice.NOT_VOTING).result(WAIT)
    assert chamber.now(vote).casting is None
    assert chamber.now(vote).result is Result.TIED


def test_a_vote_by_name_counts_its_ballots_and_says_who_is_missing(chamber: Chamber) -> None:
    vote, session = chamber.vote(), chamber.session
    votes.change_vote(session, vote.uid, method=VoteMethod.NAMED).result(WAIT)
    ash, beech, cedar, dogwood, elder = chamber.people
    yes, no = BallotChoice.FOR, BallotChoice.AGAINST
    for who, choice in ((ash, yes), (beech, no), (cedar, no), (dogwood, BallotChoice.ABSTAIN)):
        votes.set_ballot(session, vote.uid, who, choice).result(WAIT)
    held = voted(session.reader, chamber.meeting)
    assert chamber.now(vote).result is Result.LOST
    assert "How they voted is not recorded: Councillor Ed Elder." in held.doubts(chamber.now(vote))
    votes.set_ballots(session, vote.uid, {elder: yes, beech: yes}).result(WAIT)
    held = voted(session.reader, chamber.meeting)
    assert held.doubts(chamber.now(vote)) == []
    assert chamber.now(vote).result is Result.CARRIED
    votes.set_ballot(session, vote.uid, elder, None).result(WAIT)
    assert session.reader.count(Ballot, vote=vote.uid) == 4


def test_a_budget_meeting_votes_by_name_and_says_why(chamber: Chamber) -> None:
    session = chamber.session
    meetings.change_meeting(session, chamber.meeting, is_budget=True).result(WAIT)
    vote = chamber.vote()
    assert vote.method is VoteMethod.NAMED
    votes.change_vote(
        session, vote.uid, method=VoteMethod.SHOW, votes_for=5, votes_against=0
    ).result(WAIT)
    doubts = voted(session.reader, chamber.meeting).doubts(chamber.now(vote))
    assert "At a budget meeting votes are minuted by name (SI 2014/165)." in doubts


def test_an_election_has_rounds_ties_and_lots(chamber: Chamber) -> None:
    vote, session = chamber.vote(), chamber.session
    elections.make_election(session, vote.uid).result(WAIT)
    with pytest.raises(KnownError, match="candidates"):
        elections.next_round(session, vote.uid).result(WAIT)
    elections.set_candidates(session, vote.uid, "Ann Ash: 2\nBo Beech: 2\nCy Cedar: 1").result(WAIT)
    reader = session.reader
    assert [one.is_elected for one in reader.find(VoteOption, vote=vote.uid)] == [False] * 3
    second = elections.next_round(session, vote.uid).result(WAIT)
    held = sorted(reader.find(VoteOption, vote=second.uid), key=lambda one: one.position)
    assert [one.label for one in held] == ["Ann Ash", "Bo Beech"]
    elections.set_candidates(session, second.uid, "Ann Ash: 2\nBo Beech: 3").result(WAIT)
    assert [one.label for one in reader.find(VoteOption, vote=second.uid) if one.is_elected] == [
        "Bo Beech"
    ]
    elections.elect(session, second.uid, held[0].uid, by_lot=True).result(WAIT)
    elections.set_candidates(session, second.uid, "Ann Ash: 2\nBo Beech: 2").result(WAIT)
    assert [one.label for one in reader.find(VoteOption, vote=second.uid) if one.is_elected] == [
        "Ann Ash"
    ]
    assert reader.get(Vote, second.uid).by_lot
    with pytest.raises(KnownError, match="first round"):
        elections.remove_round(session, vote.uid).result(WAIT)


def test_an_election_may_need_more_than_half_and_a_lot_may_say_who_falls_out(
    chamber: Chamber,
) -> None:
    session, reader = chamber.session, chamber.session.reader
    body = meetings.meet_of(reader, chamber.meeting).bodies[0]
    bodies.set_choice(session, body.uid, "elections.needs", "half").result(WAIT)
    entry = chamber.entry(EntryKind.VOTE, record={"election": True, "question": "a chairman"})
    first = votes.votes_of(reader, entry)[0]
    assert (first.is_election, first.question, first.motion) == (True, "a chairman", None)
    elections.set_candidates(session, first.uid, "Ann Ash: 3\nBo Beech: 2\nCy: 2").result(WAIT)
    assert not any(one.is_elected for one in reader.find(VoteOption))
    out = reader.find(VoteOption, label="Cy")[0].uid
    second = elections.next_round(session, first.uid, without=out, by_lot=True).result(WAIT)
    assert chamber.now(first).by_lot
    with pytest.raises(KnownError, match="further round already"):
        elections.next_round(session, first.uid).result(WAIT)
    assert [one.label for one in elections.options_of(reader, second.uid)] == [
        "Ann Ash",
        "Bo Beech",
    ]
    elections.set_candidates(session, second.uid, "Ann Ash: 4\nBo Beech: 3").result(WAIT)
    assert elections.options_of(reader, second.uid)[0].is_elected
    elections.remove_round(session, second.uid).result(WAIT)
    assert not chamber.now(first).by_lot


def test_an_election_by_name_counts_its_ballots(chamber: Chamber) -> None:
    session, reader = chamber.session, chamber.session.reader
    entry = chamber.entry(EntryKind.VOTE, record={"election": True})
    vote = votes.votes_of(reader, entry)[0]
    votes.change_vote(session, vote.uid, method=VoteMethod.NAMED).result(WAIT)
    elections.set_candidates(session, vote.uid, "Ann Ash\nBo Beech").result(WAIT)
    ann, bo = (one.uid for one in elections.options_of(reader, vote.uid))
    ash, beech, cedar, dogwood, elder = chamber.people
    elections.vote_for(session, vote.uid, {ash: ann, beech: bo, cedar: bo}).result(WAIT)
    assert [one.count for one in elections.options_of(reader, vote.uid)] == [1, 2]
    assert not any(one.is_elected for one in reader.find(VoteOption))  # two have not voted yet
    held = voted(reader, chamber.meeting)
    assert held.doubts(chamber.now(vote)) == [
        "How they voted is not recorded: Councillor Di Dogwood, Councillor Ed Elder."
    ]
    elections.vote_for(session, vote.uid, {dogwood: bo, elder: BallotChoice.ABSTAIN}).result(WAIT)
    assert [one.label for one in reader.find(VoteOption) if one.is_elected] == ["Bo Beech"]
    # A name that is put right keeps its votes; a candidate who goes takes them along.
    elections.set_candidates(session, vote.uid, "Ann Ash\nBo Beach").result(WAIT)
    assert reader.get(VoteOption, bo).count == 3
    elections.vote_for(session, vote.uid, {elder: None}).result(WAIT)
    elections.set_candidates(session, vote.uid, "Bo Beach").result(WAIT)
    assert reader.count(Ballot, vote=vote.uid) == 3


def test_a_record_comes_and_goes_with_the_kind_of_its_entry(chamber: Chamber) -> None:
    session = chamber.session
    uid = chamber.entry(EntryKind.MOTION, "That it be.")
    assert session.reader.count(Motion, entry=uid) == 1
    minutes.change_kind(session, uid, EntryKind.NARRATIVE).result(WAIT)
    assert session.reader.count(Motion) == 0
    session.undo().result(WAIT)
    assert session.reader.count(Motion, entry=uid) == 1
    minutes.remove_entry(session, uid).result(WAIT)
    assert session.reader.count(Motion) == 0
    ballot = chamber.entry(EntryKind.VOTE)
    minutes.remove_entry(session, ballot).result(WAIT)
    assert session.reader.count(Vote) == 0


def test_who_declared_an_interest_that_bars_a_vote_is_not_counted(chamber: Chamber) -> None:
    """Localism Act 2011, s.31(4): whatever the member is said to have done, unless dispensed."""
    session, who = chamber.session, chamber.people[1]
    vote = chamber.vote()
    assert len(voted(session.reader, chamber.meeting).electorate(vote).entitled) == 5
    row = Declaration(meeting=chamber.meeting, attendee=who, item=chamber.item, kind="england.dpi")
    made = session.change("Declare", lambda writer: writer.insert(row)).result(WAIT)
    out = voted(session.reader, chamber.meeting).electorate(vote)
    assert (out.disqualified, len(out.entitled)) == ({who}, 4)
    session.change(
        "Dispense", lambda w: w.update(Declaration, made.uid, dispensation="Granted 3 May")
    ).result(WAIT)
    assert not voted(session.reader, chamber.meeting).electorate(vote).disqualified
