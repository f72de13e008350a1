"""The sample board is whole, lively and the same every time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from secretariat.documents.catalogue import CATALOGUE
from secretariat.errors import BugError, KnownError
from secretariat.models.kinds import (
    ActionState,
    AttendanceKind,
    DocumentKind,
    EntryKind,
    ItemOutcome,
    MeetingKind,
    Restriction,
    Stage,
)
from secretariat.models.membership import check_membership
from secretariat.models.records import (
    Action,
    ActionOwner,
    ActionUpdate,
    AttendanceEvent,
    Body,
    Declaration,
    Entry,
    Item,
    Meeting,
    MeetingEvent,
    Membership,
    Motion,
    Person,
    Sitting,
    Vote,
)
from secretariat.models.room_kinds import Conduct, MeetingEventKind, VoteMethod
from secretariat.services import interchange, meetings, publish, sample
from secretariat.services.interchange.reading import validate
from secretariat.services.sample.notes import read_notes
from secretariat.services.session import Session

SLOWEST = 2.0
"""Seconds that filling a register may take, in the processor's own time."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "register"
    session = Session.open(folder, create=True)
    began = time.process_time()
    sample.fill(session).result()
    spent = time.process_time() - began
    session.close()
    assert spent < SLOWEST
    return folder


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    session = Session.open(folder)
    yield session
    session.close()


def test_documents_are_valid_interchange() -> None:
    for _, document in sample.documents():
        validate(document)


def test_it_has_the_shape_of_a_real_office(session: Session) -> None:
    reader = session.reader
    assert reader.count(Body) == 4
    assert reader.count(Person) == 40
    held = [m for m in meetings.all_meetings(reader) if m.meeting.stage is Stage.CLOSED]
    assert len(held) >= 20
    for body in reader.find(Body):
        ahead = [
            m for m in meetings.all_meetings(reader, body=body.uid) if m.date > date(2026, 11, 22)
        ]  # type: ignore[operator]
        ordinary = [m for m in ahead if m.meeting.kind is MeetingKind.ORDINARY]
        assert len(ordinary) == 2
        assert reader.count(Item, meeting=ordinary[0].meeting.uid) >= 5


def test_it_shows_what_the_program_can_do(session: Session) -> None:
    reader = session.reader
    assert {b.chair_title for b in reader.find(Body)} == {"Chair", "Chairman", "Chairperson"}
    assert len({b.agenda_numbering for b in reader.find(Body)}) > 1
    assert reader.count(Item, outcome=ItemOutcome.DEFERRED)
    hidden = reader.find(Item, restriction=Restriction.EXEMPT)
    assert hidden
    assert all(item.public_title and item.public_title != item.title for item in hidden)
    assert reader.count(Entry, restriction=Restriction.INTERNAL)
    assert {e.kind for e in reader.find(AttendanceEvent)} >= {
        AttendanceKind.LATE,
        AttendanceKind.REMOTE,
        AttendanceKind.SUBSTITUTED,
        AttendanceKind.ARRIVES,
        AttendanceKind.LEAVES,
        AttendanceKind.RETURNS,
        AttendanceKind.WITHDRAWS,
        AttendanceKind.ABSENT,
    }
    assert reader.count(Motion) > reader.count(Motion, amends=None) > 0
    assert {v.method for v in reader.find(Vote)} >= set(VoteMethod) - {VoteMethod.AGREED}
    assert [v.by_lot for v in reader.find(Vote, is_election=True)] == [False, True]
    assert reader.count(MeetingEvent, kind=MeetingEventKind.PUBLIC_EXCLUDED)
    assert reader.count(Declaration, conduct=Conduct.LEFT)
    assert {a.state for a in reader.find(Action)} >= {
        ActionState.OPEN,
        ActionState.DONE,
        ActionState.IN_PROGRESS,
    }
    assert reader.count(ActionUpdate) > 20
    assert {e.kind for e in reader.find(Entry)} >= {
        EntryKind.NARRATIVE,
        EntryKind.HEADING,
        EntryKind.DECISION,
        EntryKind.ACTION,
    }
    assert {m.stage for m in reader.find(Meeting)} >= set(Stage) - {
        Stage.PUBLISHED,
        Stage.HELD,
        Stage.POSTPONED,
    }
    letters = {char for person in reader.find(Person) for char in person.family_name}
    assert letters >= set("śŻęął’-")
    assert any("ŷ" in person.given_name for person in reader.find(Person))


def test_its_rules_hold(session: Session) -> None:
    reader = session.reader
    for body in reader.find(Body):
        rows = reader.find(Membership, body=body.uid)
        for row in rows:
            check_membership(row, rows, body)
    days = {(s.meeting, s.date) for s in reader.find(Sitting)}
    assert all(day.weekday() < 5 for _, day in days)
    owned = {owner.action for owner in reader.find(ActionOwner)}
    assert {action.uid for action in reader.find(Action)} == owned


@pytest.mark.parametrize("kind", CATALOGUE)
def test_every_document_can_be_made_for_everybody(session: Session, kind: DocumentKind) -> None:
    wanted = [
        meet
        for meet in meetings.all_meetings(session.reader)
        if not CATALOGUE[kind].why_not(meet.meeting)
    ]
    if kind in (DocumentKind.SUPPLEMENT, DocumentKind.CHANGES):
        wanted = [meet for meet in wanted if meet.date == date(2026, 11, 26)]
    assert wanted
    for meet in wanted:
        for audience in CATALOGUE[kind].audiences:
            publish.stop_if_unfit(session, kind, meet.meeting.uid, audience)
            assert publish.compose(session, kind, meet.meeting.uid, audience).blocks


def test_it_is_the_same_every_time(session: Session, tmp_path: Path) -> None:
    other = Session.open(tmp_path / "again", create=True)
    sample.fill(other).result()
    try:
        assert interchange.export_register(other) == interchange.export_register(session)
    finally:
        other.close()


def test_it_is_one_step_of_undo_and_goes_only_into_an_empty_register(tmp_path: Path) -> None:
    session = Session.open(tmp_path / "register", create=True)
    try:
        sample.fill(session).result()
        with pytest.raises(KnownError, match="empty"):
            sample.fill(session)
        session.undo().result()
        assert session.reader.count(Body) == 0
        sample.fill(session).result()
    finally:
        session.close()


@pytest.mark.parametrize(
    "text",
    [
        "body board",
        "body: board\n\n## One\n\n! runs away",
        "body: board\n\n## One\n\nACTION a: b\n= perhaps",
    ],
)
def test_notes_that_mean_nothing_are_a_fault_of_ours(text: str) -> None:
    with pytest.raises(BugError):
        read_notes(text)
