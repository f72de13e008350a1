"""Numbers that run on: given when the minutes go out, kept, never given twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.documents.model import Heading, Paragraph, Role, plain
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, EntryKind, Restriction
from secretariat.models.records import Meeting, SequenceNumber
from secretariat.models.room_kinds import Restart, Sequenced
from secretariat.services import agenda, bodies, meetings, minutes, publish, sequences
from secretariat.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.open(tmp_path / "register", create=True)
    yield made
    made.close()


def _meeting(session: Session, body: str, on: date, titles: tuple[str, ...]) -> Meeting:
    meeting = meetings.add_meeting(session, [body], on, time(10)).result()
    for title in titles:
        agenda.add_item(session, meeting.uid, title).result()
    return meeting


def _headings(session: Session, meeting: str, audience: Audience = Audience.PUBLIC) -> list[str]:
    made = publish.compose(session, DocumentKind.MINUTES, meeting, audience)
    found = [block for block in made.blocks if isinstance(block, Heading) and block.level > 1]
    return [f"{block.number} {plain(block.runs)}".strip() for block in found]


def _run_on(session: Session, body: str, pattern: str = "{n}/{yy}") -> None:
    restart = Restart.MUNICIPAL_YEAR
    sequences.begin_sequence(session, body, pattern=pattern, restart=restart, first=54).result()


def test_numbers_run_on_and_stay(session: Session) -> None:
    body = bodies.add_body(session, "Fen Council").result().uid
    _run_on(session, body)
    july = _meeting(session, body, date(2018, 7, 19), ("Welcome", "Budget"))
    may = _meeting(session, body, date(2019, 5, 2), ("Election",))
    assert _headings(session, july.uid) == ["54/18 Welcome", "55/18 Budget"]
    assert session.reader.count(SequenceNumber) == 0  # so far it is what they would be
    publish.publish_minutes(session, july.uid).result()
    october = _meeting(session, body, date(2018, 10, 4), ("Roads",))
    assert _headings(session, october.uid) == ["56/18 Roads"]
    assert _headings(session, may.uid) == ["54/19 Election"]
    # What is reopened keeps its numbers wherever it moves, and what is new has the next one.
    first, second = agenda.items_of(session.reader, july.uid)
    agenda.move_up(session, second.uid).result()
    agenda.add_item(session, july.uid, "Bins").result()
    assert _headings(session, july.uid) == ["55/18 Budget", "54/18 Welcome", "56/18 Bins"]
    agenda.remove_item(session, first.uid).result()
    publish.publish_minutes(session, july.uid).result()
    assert _headings(session, july.uid) == ["55/18 Budget", "56/18 Bins"]
    assert [n.value for n in session.reader.find(SequenceNumber) if n.is_void] == [54]
    assert _headings(session, october.uid) == ["57/18 Roads"]
    with pytest.raises(KnownError, match="stand in minutes"):
        sequences.end_sequence(session, body, Sequenced.MINUTES).result()


def test_a_body_may_count_with_another(session: Session) -> None:
    council = bodies.add_body(session, "Fen Council").result().uid
    panel = bodies.add_body(session, "Harbour Panel").result().uid
    _run_on(session, council, "{nnn}.")
    sequence = sequences.own_sequence(session.reader, council, Sequenced.MINUTES)
    assert sequence is not None
    sequences.share_sequence(session, panel, Sequenced.MINUTES, sequence.uid).result()
    one = _meeting(session, council, date(2018, 7, 19), ("Welcome",))
    publish.publish_minutes(session, one.uid).result()
    other = _meeting(session, panel, date(2018, 7, 20), ("Moorings",))
    assert _headings(session, other.uid) == ["055. Moorings"]


def test_what_is_restricted_moves_no_number(session: Session) -> None:
    body = bodies.add_body(session, "Fen Council").result().uid
    _run_on(session, body)
    sequences.begin_sequence(
        session, body, Sequenced.DECISIONS, pattern="D{nn}", restart=Restart.NEVER
    ).result()
    july = _meeting(session, body, date(2018, 7, 19), ("Secret", "Sale", "Budget"))
    secret, sale, budget = agenda.items_of(session.reader, july.uid)
    agenda.change_item(session, secret.uid, restriction=Restriction.INTERNAL).result()
    agenda.change_item(
        session, sale.uid, restriction=Restriction.EXEMPT, public_title="Land"
    ).result()
    for item in (secret, sale, budget):
        minutes.add_entry(
            session, july.uid, item.uid, "RESOLVED.", kind=EntryKind.DECISION
        ).result()
    assert _headings(session, july.uid) == ["54/18 Land", "55/18 Budget"]
    assert _headings(session, july.uid, Audience.OFFICERS)[1:] == ["54/18 Sale", "55/18 Budget"]
    for audience in Audience:
        made = publish.compose(session, DocumentKind.MINUTES, july.uid, audience)
        labels = [b.label for b in made.blocks if isinstance(b, Paragraph) and b.label]
        assert labels == ["D01"]


def test_a_pattern_needs_its_number(session: Session) -> None:
    body = bodies.add_body(session, "Fen Council").result().uid
    with pytest.raises(KnownError, match="holds"):
        sequences.begin_sequence(session, body, pattern="{yy}")
    with pytest.raises(KnownError, match="between 1"):
        sequences.begin_sequence(session, body, first=0)


def test_a_meeting_has_a_reference_over_its_minutes(session: Session) -> None:
    body = bodies.add_body(session, "Fen Parish Council", short_name="FPC").result().uid
    pattern, restart = "{body}({yy})M{nn}", Restart.CALENDAR_YEAR
    sequences.begin_sequence(
        session, body, Sequenced.MEETINGS, pattern=pattern, restart=restart
    ).result()
    may = _meeting(session, body, date(2021, 5, 4), ("Election",))
    june = _meeting(session, body, date(2021, 6, 1), ())

    def reference(meeting: str) -> str:
        made = publish.compose(session, DocumentKind.MINUTES, meeting)
        first = made.blocks[0]
        assert isinstance(first, Paragraph)
        assert first.role is Role.REFERENCE
        return plain(first.runs)

    assert reference(may.uid) == "FPC(21)M01"
    publish.publish_minutes(session, may.uid).result()
    assert reference(june.uid) == "FPC(21)M02"
    # Items that fall away do not take it with them.
    (item,) = agenda.items_of(session.reader, may.uid)
    agenda.remove_item(session, item.uid).result()
    publish.publish_minutes(session, may.uid, approved=True).result()
    (given,) = session.reader.find(SequenceNumber)
    assert (given.printed, given.is_void) == ("FPC(21)M01", False)
