"""The approval of earlier minutes: it closes their meeting, and prints with its corrections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.documents.model import ListBlock, Paragraph, plain
from secretariat.models.kinds import (
    Audience,
    BodyKind,
    DocumentKind,
    EntryKind,
    ItemArrival,
    MeetingKind,
    Purpose,
    Restriction,
    Stage,
)
from secretariat.models.records import Approval, Meeting
from secretariat.models.room_kinds import ApprovalKind
from secretariat.services import agenda, approvals, bodies, meetings, minutes, publish
from secretariat.services.session import Session


class Hall:
    """A council with two meetings whose minutes wait, and one at which they may be approved."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.body = bodies.add_body(session, "Fen Council", kind=BodyKind.COUNCIL).result().uid
        self.may = self._held(date(2018, 5, 3))
        self.july = self._held(date(2018, 7, 19))
        self.now = self._held(date(2018, 10, 4), Stage.HELD)
        self.item = agenda.add_item(session, self.now, "Minutes").result().uid

    def _held(self, on: date, stage: Stage = Stage.MINUTES_OUT) -> str:
        made = meetings.add_meeting(self.session, [self.body], on, time(10)).result().uid
        meetings.set_stage(self.session, made, stage).result()
        return made

    def approve(self) -> str:
        made = minutes.add_entry(self.session, self.now, self.item, kind=EntryKind.APPROVAL)
        return made.result().uid

    def stage(self, uid: str) -> Stage:
        return self.session.reader.get(Meeting, uid).stage

    def row(self, entry: str) -> Approval:
        return self.session.reader.find(Approval, entry=entry)[0]

    def told(self, audience: Audience = Audience.PUBLIC) -> list[str]:
        made = publish.compose(self.session, DocumentKind.MINUTES, self.now, audience)
        found = [plain(b.runs) for b in made.blocks if isinstance(b, Paragraph)]
        lists = [b for b in made.blocks if isinstance(b, ListBlock)]
        found += [plain(p.runs) for b in lists for i in b.items for p in i.blocks
                  if isinstance(p, Paragraph)]  # fmt: skip
        return found


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    session = Session.open(tmp_path / "register", create=True)
    yield Hall(session)
    session.close()


def test_the_last_minutes_are_proposed_and_their_meeting_is_closed(hall: Hall) -> None:
    entry = hall.approve()
    assert hall.row(entry).of_meeting == hall.july
    assert (hall.stage(hall.july), hall.stage(hall.may)) == (Stage.CLOSED, Stage.MINUTES_OUT)
    day = "Thursday 19 July 2018"
    sentence = f"The minutes of the meeting held on {day} were approved as a correct record."
    assert sentence in hall.told()
    found = approvals.approvals(hall.session.reader, hall.now)
    assert found.sentences[entry] == sentence
    assert [m.meeting.uid for m in found.waiting] == [hall.may]
    at = approvals.approved_at(hall.session.reader, hall.july)
    assert [m.meeting.uid for m in at] == [hall.now]
    approvals.add_approval(hall.session, entry).result()
    assert hall.stage(hall.may) is Stage.CLOSED
    assert any("held on Thursday 19 July 2018 and Thursday 3 May 2018" in t for t in hall.told())
    minutes.remove_entry(hall.session, entry).result()
    assert Stage.CLOSED not in (hall.stage(hall.july), hall.stage(hall.may))
    hall.session.undo().result()
    assert hall.stage(hall.july) is Stage.CLOSED


def test_minutes_are_approved_in_parts_received_or_in_words(hall: Hall) -> None:
    row = hall.row(hall.approve())
    approvals.change_approval(hall.session, row.uid, part="public").result()
    assert hall.stage(hall.july) is not Stage.CLOSED  # the exempt part waits
    other = approvals.add_approval(hall.session, row.entry or "").result()
    approvals.change_approval(hall.session, other.uid, of_meeting=hall.july, part="exempt").result()
    assert hall.stage(hall.july) is Stage.CLOSED
    approvals.change_approval(hall.session, other.uid, kind=ApprovalKind.RECEIVED).result()
    assert hall.stage(hall.july) is not Stage.CLOSED
    words = "the Harbour Panel held in March"
    approvals.change_approval(
        hall.session, other.uid, of_meeting=None, of_words=words, part=""
    ).result()
    assert f"The minutes of {words} were received." in hall.told()
    assert any(t.startswith("The public minutes of the meeting held on") for t in hall.told())


def test_corrections_print_in_the_sentence_or_in_a_list(hall: Hall) -> None:
    row = hall.row(hall.approve())
    session = hall.session
    approvals.add_correction(
        session, row.uid, minute="54", paragraph="2", old_words="June", new_words="July"
    ).result()
    approvals.change_approval(
        session, row.uid, signed_by="Councillor Clerk", signed_on=date(2018, 10, 4)
    ).result()
    told = hall.told()
    assert any("minute 54, paragraph 2: for “June” read “July”." in t for t in told)
    assert "They were signed by Councillor Clerk on Thursday 4 October 2018." in told
    approvals.add_correction(session, row.uid, new_words="and Mary Frost").result()
    told = hall.told()
    assert any(t.endswith("subject to these corrections:") for t in told)
    assert "add “and Mary Frost”." in told
    entry = row.entry or ""
    minutes.change_entry(session, entry, restriction=Restriction.EXEMPT).result()
    assert not any("July" in t for t in hall.told())
    assert any("July" in t for t in hall.told(Audience.MEMBERS))


def test_an_extraordinary_meeting_of_a_council_proposes_none(hall: Hall) -> None:
    meetings.change_meeting(hall.session, hall.now, kind=MeetingKind.EXTRAORDINARY).result()
    assert "SI 1993/202" in approvals.unsuitable(hall.session.reader, hall.now)
    assert hall.row(hall.approve()).of_meeting is None
    assert hall.stage(hall.july) is Stage.MINUTES_OUT


def test_minutes_are_looked_over_before_they_go_out(hall: Hall) -> None:
    session = hall.session
    agenda.change_item(session, hall.item, purpose=Purpose.DECISION).result()
    agenda.change_item(session, hall.item, started=time(11), ended=time(10, 30)).result()
    minutes.add_entry(session, hall.now, hall.item, "It was discussed.").result()
    minutes.add_entry(session, hall.now, hall.item, "Write.", kind=EntryKind.ACTION).result()
    urgent = agenda.add_item(session, hall.now, "Flood", arrival=ItemArrival.URGENT).result()
    agenda.change_item(session, urgent.uid, started=time(10, 15)).result()

    def told() -> set[str]:
        found = publish.findings(session, DocumentKind.MINUTES, hall.now)
        assert all(one.gravity is publish.Gravity.WARN for one in found)
        return {one.text for one in found}

    wanted = {
        "“Minutes” is for decision, and none is minuted.",
        "“Flood” is urgent, and its special circumstances are not given.",
        "“Minutes” ends before it begins.",
        "“Flood” began before “Minutes”, and stands after it.",
        "1 action has no owner.",
        "The minutes of 19 July 2018 are not approved in these.",
    }
    assert wanted <= told()
    hall.approve()
    assert told() & wanted == wanted - {
        "“Minutes” is for decision, and none is minuted.",
        "The minutes of 19 July 2018 are not approved in these.",
    }
