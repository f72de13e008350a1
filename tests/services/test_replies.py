"""Replies before the day: what they are, what the quorum will be, and what the roll takes over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import AttendanceKind, BodyKind, MemberRole, ReplyKind, Stage
from secretariat.models.quorum import Outlook
from secretariat.models.records import Attendee, Reply
from secretariat.services import attendance, bodies, desk, meetings, people, quorum, replies
from secretariat.services.horizon import Tone
from secretariat.services.session import Session

WAIT = 10.0
DAY = date(2026, 12, 10)
TODAY = date(2026, 12, 1)
NAMES = ("Moore", "Aldis", "Clarke", "Dunn", "Evans")


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


@pytest.fixture
def board(session: Session) -> str:
    body = bodies.add_body(session, "Board", kind=BodyKind.BOARD).result(WAIT).uid
    for at, name in enumerate(NAMES):
        person = people.add_person(session, name, email=f"{name}@example.org").result(WAIT)
        role = MemberRole.MEMBER if at else MemberRole.CHAIR
        seat = bodies.add_seat(
            session, body, f"Seat {at}", quorum_group="Councils" if at < 3 else "Partners"
        ).result(WAIT)
        bodies.add_member(session, body, person.uid, role=role, seat=seat.uid).result(WAIT)
    observer = people.add_person(session, "Looker").result(WAIT)
    bodies.add_member(session, body, observer.uid, role=MemberRole.OBSERVER).result(WAIT)
    return body


@pytest.fixture
def meeting(session: Session, board: str) -> str:
    return meetings.add_meeting(session, [board], DAY, time(10)).result(WAIT).uid


def who(session: Session, meeting: str, *names: str) -> list[str]:
    everybody = replies.expected(session.reader, meeting)
    return [
        next(one.person.uid for one in everybody if one.person.family_name == name)
        for name in names
    ]


def reply(session: Session, meeting: str, kind: ReplyKind | None, *names: str, **more: str) -> None:
    found = who(session, meeting, *names)
    replies.set_reply(session, meeting, found, kind, **more).result(WAIT)  # type: ignore[arg-type]


def marks(session: Session, meeting: str) -> dict[str, str]:
    roll = attendance.roll_of(session.reader, meeting)
    listed = attendance.attendees_of(session.reader, meeting)
    return {one.name: roll[one.uid].value if one.uid in roll else "" for one in listed}


def test_several_reply_at_once_and_one_undo_takes_it_back(session: Session, meeting: str) -> None:
    reply(session, meeting, ReplyKind.COMING, "Moore", "Aldis", "Clarke")
    reply(session, meeting, ReplyKind.APOLOGIES, "Dunn", told_how="telephone")
    found = {one.name: one for one in replies.expected(session.reader, meeting)}
    assert [one.name for one in found.values()] == [*NAMES, "Looker"]
    assert found["Moore"].kind is ReplyKind.COMING
    assert found["Moore"].role == "Chair"
    assert found["Dunn"].reply is not None
    assert found["Dunn"].reply.told_how == "telephone"
    assert found["Dunn"].reply.told_on == session.today()
    assert [one.name for one in replies.silent(found.values())] == ["Evans", "Looker"]
    reply(session, meeting, None, "Moore", "Aldis")
    assert session.reader.count(Reply) == 2
    session.undo().result(WAIT)
    assert session.reader.count(Reply) == 4
    with pytest.raises(KnownError):
        replies.set_reply(session, meeting, [], ReplyKind.COMING)


def test_the_quorum_is_forecast_for_the_body_and_its_groups(
    session: Session, board: str, meeting: str
) -> None:
    forecast = replies.quorum_forecast(session.reader, meeting)
    assert forecast.deciding is not None
    assert forecast.deciding.outlook is Outlook.UNKNOWN
    quorum.set_quorum(session, board, "3").result(WAIT)
    quorum.set_quorum(session, board, "2", key=f"{quorum.GROUP}Partners").result(WAIT)
    reply(session, meeting, ReplyKind.COMING, "Moore", "Aldis", "Clarke", "Looker")
    whole, partners = replies.quorum_forecast(session.reader, meeting).tallies
    assert (whole.needed, whole.coming, whole.places) == (3, 3, 5)
    assert whole.outlook is Outlook.STANDS
    assert (partners.name, partners.outlook) == ("Partners", Outlook.OPEN)
    reply(session, meeting, ReplyKind.SUBSTITUTE, "Dunn")
    _, partners = replies.quorum_forecast(session.reader, meeting).tallies
    assert partners.open == 2  # nobody is named yet
    reply(session, meeting, ReplyKind.SUBSTITUTE, "Dunn", substitute_name="Ann Webb")
    reply(session, meeting, ReplyKind.APOLOGIES, "Evans")
    deciding = replies.quorum_forecast(session.reader, meeting).deciding
    assert deciding is not None
    assert deciding.sentence == (
        "Partners: quorum 2 of 2: 1 coming, 1 not coming – one too few, so there will be no quorum."
    )


def test_law_gives_a_council_its_quorum_and_wants_members_in_the_room(
    session: Session, board: str, meeting: str
) -> None:
    bodies.change_body(session, board, kind=BodyKind.PARISH).result(WAIT)
    reply(session, meeting, ReplyKind.REMOTE, "Moore", "Aldis", "Clarke")
    forecast = replies.quorum_forecast(session.reader, meeting)
    assert forecast.rules[0].source == "Local Government Act 1972, Sch. 12 para. 12"
    assert forecast.binding
    (one,) = forecast.tallies
    assert (one.needed, one.coming, one.outlook) == (3, 0, Outlook.FAILS)
    quorum.set_remote(session, board, "yes").result(WAIT)
    (one,) = replies.quorum_forecast(session.reader, meeting).tallies
    assert one.outlook is Outlook.STANDS
    with pytest.raises(KnownError):
        quorum.set_quorum(session, board, "some")


def test_the_roll_takes_over_apologies_and_substitutes_but_no_presence(
    session: Session, meeting: str
) -> None:
    reply(session, meeting, ReplyKind.COMING, "Moore")
    reply(session, meeting, ReplyKind.REMOTE, "Evans")
    reply(session, meeting, ReplyKind.APOLOGIES, "Aldis")
    reply(session, meeting, ReplyKind.SUBSTITUTE, "Clarke", substitute_name="Ann Webb")
    reply(session, meeting, ReplyKind.SUBSTITUTE, "Dunn")
    attendance.fill_from_membership(session, meeting).result(WAIT)
    assert marks(session, meeting) == {
        "Moore": "", "Aldis": "apologies", "Clarke": "substituted", "Ann Webb": "",
        "Dunn": "", "Evans": "", "Looker": "",
    }  # fmt: skip
    attendance.mark_unmarked_present(session, meeting).result(WAIT)
    assert marks(session, meeting)["Evans"] == "remote"
    assert marks(session, meeting)["Ann Webb"] == "present"


def test_the_roll_follows_a_changed_reply_only_until_the_meeting_begins(
    session: Session, meeting: str
) -> None:
    attendance.fill_from_membership(session, meeting).result(WAIT)
    reply(session, meeting, ReplyKind.SUBSTITUTE, "Clarke", substitute_name="Ann Webb")
    reply(session, meeting, ReplyKind.APOLOGIES, "Aldis", "Dunn")
    assert "Ann Webb" in marks(session, meeting)
    reply(session, meeting, ReplyKind.COMING, "Clarke", "Aldis")
    assert marks(session, meeting)["Clarke"] == ""
    assert marks(session, meeting)["Aldis"] == ""
    assert "Ann Webb" not in marks(session, meeting)
    clarke = session.reader.one(Attendee, name="Clarke")
    assert clarke is not None
    attendance.mark(session, clarke.uid, AttendanceKind.PRESENT).result(WAIT)
    meetings.set_stage(session, meeting, Stage.HELD).result(WAIT)
    reply(session, meeting, ReplyKind.APOLOGIES, "Clarke", "Evans")
    reply(session, meeting, ReplyKind.COMING, "Dunn")
    found = marks(session, meeting)
    assert (found["Clarke"], found["Evans"], found["Dunn"]) == ("present", "apologies", "apologies")


def test_the_desk_tells_of_a_meeting_that_may_be_short(
    session: Session, board: str, meeting: str
) -> None:
    def lines() -> list[tuple[Tone, str, str]]:
        found = desk.desk_lines(session.reader, TODAY)
        return [(t.tone, t.title, t.focus) for t in found if "uorum" in t.title]

    quorum.set_quorum(session, board, "4").result(WAIT)
    assert lines() == []
    reply(session, meeting, ReplyKind.COMING, "Moore", "Aldis")
    assert lines() == [
        (Tone.WARN, "Quorum not yet sure: Board, 10\N{NO-BREAK SPACE}December", "replies")
    ]
    reply(session, meeting, ReplyKind.APOLOGIES, "Clarke", "Dunn")
    assert [(tone, title[:24]) for tone, title, _ in lines()] == [
        (Tone.BAD, "No quorum by the replies")
    ]
    assert [
        t for t in desk.desk_lines(session.reader, date(2026, 11, 1)) if "uorum" in t.title
    ] == []


def test_somebody_invited_who_is_no_member_is_listed_once_they_reply(
    session: Session, meeting: str
) -> None:
    made = replies.reply_of_new(session, meeting, "Dr Ann Webb").result(WAIT)
    last = replies.expected(session.reader, meeting)[-1]
    assert (last.name, last.member, last.votes) == ("Dr Ann Webb", None, False)
    replies.change_reply(session, made.uid, note="Brings slides").result(WAIT)
    assert session.reader.get(Reply, made.uid).note == "Brings slides"
