"""Who is served with the agenda, in which way, and what is told when somebody is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import BodyKind, DocumentKind, MemberRole, ServiceWay
from secretariat.models.records import Despatch
from secretariat.services import bodies, meetings, people, publish, rules, served
from secretariat.services.session import Session

WAIT = 10.0
TODAY = date(2026, 12, 7)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    session.clock = lambda: datetime(2026, 12, 7, 9, tzinfo=UTC)
    yield session
    session.close()


@pytest.fixture
def council(session: Session) -> str:
    body = bodies.add_body(session, "Council", kind=BodyKind.COUNCIL).result(WAIT).uid
    for name, values in {
        "Ames": {"email": "a@example.org", "summons_consent": date(2024, 5, 1)},
        "Bell": {"email": "b@example.org", "address": "1 High Street\nFenton"},
        "Cole": {"email": "c@example.org", "summons_by": ServiceWay.ELECTRONIC},
        "Dean": {"summons_by": ServiceWay.BY_HAND},
    }.items():
        person = people.add_person(session, name, **values).result(WAIT)
        bodies.add_member(session, body, person.uid).result(WAIT)
    looker = people.add_person(session, "Looker").result(WAIT)
    bodies.add_member(session, body, looker.uid, role=MemberRole.OBSERVER).result(WAIT)
    return body


@pytest.fixture
def meeting(session: Session, council: str) -> str:
    return (
        meetings.add_meeting(session, [council], date(2026, 12, 10), time(10), place="Hall")
        .result(WAIT)
        .uid
    )


def listed(session: Session, meeting: str) -> dict[str, tuple[str, str, str]]:
    found = served.served(session.reader, meeting, TODAY)
    return {one.name: (one.way.value, one.address, one.doubt) for one in found}


def test_england_wants_consent_and_wales_does_not(
    session: Session, council: str, meeting: str
) -> None:
    found = listed(session, meeting)
    assert found["Ames"] == ("electronic", "a@example.org", "")
    assert found["Bell"] == ("post", "1 High Street, Fenton", "")
    assert found["Cole"][0] == "electronic"
    assert found["Cole"][2].startswith("No consent to service by e-mail is recorded (Local Gov")
    assert found["Dean"] == ("by hand", "", "")
    rules.set_jurisdiction(session, council, "Wales").result(WAIT)
    found = listed(session, meeting)
    assert found["Bell"] == ("electronic", "b@example.org", "")
    assert found["Cole"] == ("electronic", "c@example.org", "")


def test_all_are_marked_as_one_change_and_where_it_went_stays(
    session: Session, meeting: str
) -> None:
    everybody = served.served(session.reader, meeting, TODAY)
    uids = [one.person.uid for one in everybody]
    served.mark_served(session, meeting, uids[:1]).result(WAIT)
    assert served.mark_served(session, meeting, uids).result(WAIT) == 4
    rows = session.reader.find(Despatch, meeting=meeting)
    assert {row.sent_on for row in rows} == {TODAY}
    assert len(rows) == 5
    people.change_person(session, uids[0], email="new@example.org").result(WAIT)
    first = session.reader.one(Despatch, meeting=meeting, person=uids[0])
    assert first is not None
    assert (first.address, first.name, first.document) == (
        "a@example.org", "Ames", DocumentKind.AGENDA,
    )  # fmt: skip
    session.undo().result(WAIT)
    session.undo().result(WAIT)
    assert session.reader.count(Despatch) == 1
    served.take_back(session, meeting, uids).result(WAIT)
    assert session.reader.count(Despatch) == 0
    with pytest.raises(KnownError):
        served.mark_served(session, meeting, uids, on=date(2027, 1, 1))


def test_a_finding_names_who_is_not_served_once_the_day_is_past(
    session: Session, meeting: str
) -> None:
    def told() -> list[str]:
        found = publish.findings(session, DocumentKind.AGENDA, meeting)
        return [one.text for one in found if "served" in one.text]

    assert told() == [
        "Ames, Bell, Cole and Dean are not marked as served;"
        " it was due by Wednesday 2 December 2026 (Attendance, Served)."
    ]
    everybody = served.served(session.reader, meeting, TODAY)
    uids = [one.person.uid for one in everybody if one.is_summoned]
    served.mark_served(session, meeting, uids).result(WAIT)
    assert told() == []
