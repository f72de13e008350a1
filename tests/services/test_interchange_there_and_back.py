"""A register, a body and a meeting that went out come back equal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from secretariat.models.records import Action, Body, Membership
from secretariat.services import interchange, meetings
from secretariat.services.interchange.reading import validate
from secretariat.services.session import Session
from tests.services.handed_over import DOCUMENT, FILES, bring, everything


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Session]:
    session = Session.open(tmp_path / "other", create=True)
    yield session
    session.close()


def seeds() -> list[Path]:
    """Return the interchange files of real boards' business."""
    return sorted(FILES.glob("*.json"))


@pytest.mark.parametrize("path", seeds(), ids=lambda path: path.stem)
def test_a_register_that_went_out_comes_back_equal(
    session: Session, other: Session, path: Path
) -> None:
    interchange.import_files(session, [path])
    data = interchange.export_register(session)
    validate(json.loads(data))
    bring(other, data)
    assert everything(other) == everything(session)
    assert interchange.export_register(other) == data
    assert bring(session, data).changes == 0


def test_one_body_is_complete_in_itself(session: Session, other: Session) -> None:
    interchange.import_files(session, seeds())
    for body in session.reader.find(Body):
        data = interchange.export_body(session, body.uid)
        validate(json.loads(data))
        bring(other, data)
        assert bring(session, data).changes == 0
        assert interchange.export_body(other, body.uid) == data
    assert other.reader.count(Membership) == session.reader.count(Membership)


def test_one_meeting_is_complete_in_itself(session: Session, other: Session) -> None:
    bring(session, DOCUMENT)
    interchange.import_files(session, seeds())
    for meet in meetings.all_meetings(session.reader):
        data = interchange.export_meeting(session, meet.meeting.uid)
        validate(json.loads(data))
        bring(other, data)
        assert bring(session, data).changes == 0
        assert interchange.export_meeting(other, meet.meeting.uid) == data


def test_where_an_action_was_closed_is_left_out_when_it_is_not_in_the_file(
    session: Session, other: Session
) -> None:
    later = json.loads(json.dumps(DOCUMENT))
    later["meetings"][0]["key"] = "first"
    later["meetings"].append(
        {
            "key": "second",
            "bodies": ["SFB"],
            "sittings": [{"date": "2017-10-12", "starts": "10:00"}],
        }
    )
    action = later["meetings"][0]["items"][1]["items"][0]["entries"][1]["actions"][0]
    action |= {"state": "done", "closed_on": "2017-10-12", "closed_at": "second"}
    bring(session, later)
    first = meetings.all_meetings(session.reader)[0].meeting
    data = interchange.export_meeting(session, first.uid)
    bring(other, data)
    closed = other.reader.one(Action, state="done")
    assert closed is not None
    assert closed.closed_at is None
    assert bring(session, data).changes == 0
