"""A meeting that cannot be held keeps its place in the record and leads to its new date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import icalendar
import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import DocumentKind, Stage, TopicState
from secretariat.models.records import Item, ItemPaper, Meeting, Paper, Publication, Sitting, Topic
from secretariat.services import agenda, bodies, meetings, replacing
from secretariat.services.calendar import calendar_file
from secretariat.services.session import Session

DAY, NEW = date(2026, 3, 5), date(2026, 3, 19)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


@pytest.fixture
def board(session: Session) -> str:
    return bodies.add_body(session, "Strategic Board", venue="Room 2").result(5).uid


@pytest.fixture
def meeting(session: Session, board: str) -> str:
    other = bodies.add_body(session, "Panel").result(5).uid
    made = meetings.add_meeting(session, [board, other], DAY, time(10), time(12), place="Hall")
    uid = made.result(5).uid
    parent = agenda.add_item(session, uid, "Reports").result(5)
    child = agenda.add_item(session, uid, "Finance", parent=parent.uid, author="A. Smith").result(5)
    body = board

    def work(writer: object) -> None:
        assert hasattr(writer, "insert")
        paper = writer.insert(Paper(body=body, title="Budget"))
        writer.insert(ItemPaper(item=child.uid, paper=paper.uid, letter="A"))
        writer.insert(Topic(body=body, title="Budget", meeting=uid, state=TopicState.PLANNED))

    session.change("Add papers", work).result(5)
    return uid


def test_a_new_date_takes_everything_over_in_one_step(session: Session, meeting: str) -> None:
    new = replacing.put_new_date(
        session, meeting, NEW, time(14), time(16), reason="Snow", with_agenda=True
    ).result(5)
    reader = session.reader
    old, made = meetings.meet_of(reader, meeting), meetings.meet_of(reader, new.uid)
    assert (old.meeting.stage, old.meeting.cancelled_reason) == (Stage.POSTPONED, "Snow")
    assert old.meeting.replaced_by == new.uid
    assert old.instead == made.first
    assert [body.name for body in made.bodies] == ["Strategic Board", "Panel"]
    assert made.first is not None
    assert (made.first.date, made.first.starts, made.first.place) == (NEW, time(14), "Hall")
    before, after = agenda.items_of(reader, meeting), agenda.items_of(reader, new.uid)
    assert [item.title for item in after] == [item.title for item in before]
    assert [item.continues for item in after] == [item.uid for item in before]
    assert after[1].parent == after[0].uid
    assert after[1].author == "A. Smith"
    assert reader.find(ItemPaper, item=after[1].uid)[0].letter == "A"
    assert reader.find(Topic)[0].meeting == new.uid
    assert made.meeting.stage is Stage.AGENDA
    assert [meet.meeting.uid for meet in replacing.in_place_of(reader, new.uid)] == [meeting]
    session.undo().result(5)
    assert reader.count(Meeting) == 1
    assert reader.get(Meeting, meeting).stage is Stage.AGENDA
    assert reader.count(ItemPaper) == reader.count(Topic, meeting=meeting) == 1


def test_without_the_agenda_nothing_is_copied(session: Session, meeting: str) -> None:
    replacing.postpone(session, meeting, "Snow").result(5)
    new = replacing.put_new_date(session, meeting, NEW, time(10)).result(5)
    assert session.reader.count(Item, meeting=new.uid) == 0
    assert session.reader.find(Topic)[0].meeting == meeting


def test_further_dates_follow_at_the_same_distance(session: Session, meeting: str) -> None:
    meetings.add_sitting(session, meeting, date(2026, 3, 7), time(9)).result(5)
    new = replacing.put_new_date(session, meeting, NEW, time(10), reason="Snow").result(5)
    days = [one.date for one in session.reader.find(Sitting, meeting=new.uid, order="date")]
    assert days == [NEW, date(2026, 3, 21)]


def test_what_cannot_be_is_refused_with_a_sentence(session: Session, meeting: str) -> None:
    with pytest.raises(KnownError, match="why the meeting is postponed"):
        replacing.postpone(session, meeting, "  ")
    with pytest.raises(KnownError, match="why the meeting is postponed"):
        replacing.put_new_date(session, meeting, NEW, time(10)).result(5)
    with pytest.raises(KnownError, match="before it begins"):
        replacing.put_new_date(session, meeting, NEW, time(10), time(9))
    replacing.put_new_date(session, meeting, NEW, time(10), reason="Snow").result(5)
    with pytest.raises(KnownError, match="its new date already, Thursday 19 March 2026"):
        replacing.put_new_date(session, meeting, NEW, time(10)).result(5)
    replacing.take_back(session, meeting).result(5)
    meetings.set_stage(session, meeting, Stage.HELD).result(5)
    with pytest.raises(KnownError, match="has been held"):
        replacing.postpone(session, meeting, "Snow").result(5)


def test_taking_back_leads_to_where_the_meeting_was(session: Session, meeting: str) -> None:
    for given, stage in ((False, Stage.AGENDA), (True, Stage.PUBLISHED)):
        if given:
            row = Publication(
                meeting=meeting, kind=DocumentKind.AGENDA.value, format="pdf", sha256="0" * 64
            )
            session.change("Publish", lambda w, row=row: w.insert(row)).result(5)
        meetings.cancel(session, meeting, "Snow").result(5)
        kept = replacing.take_back(session, meeting).result(5)
        assert (kept.stage, kept.cancelled_reason, kept.replaced_by) == (stage, "", None)


def test_calendars_strike_out_the_one_and_hold_the_other(session: Session, meeting: str) -> None:
    def events() -> dict[date, icalendar.Event]:
        data = calendar_file(meetings.all_meetings(session.reader))
        found = icalendar.Calendar.from_ical(data)
        return {one["DTSTART"].dt.date(): one for one in found.walk("VEVENT")}

    first = int(events()[DAY]["SEQUENCE"])
    replacing.put_new_date(session, meeting, NEW, time(10), reason="Snow").result(5)
    told = events()
    assert str(told[DAY]["STATUS"]) == "CANCELLED"
    assert int(told[DAY]["SEQUENCE"]) > first
    assert "It is held on Thursday 19 March 2026 at 10.00 am instead." in told[DAY]["DESCRIPTION"]
    assert str(told[NEW]["STATUS"]) == "CONFIRMED"
    assert told[NEW]["UID"] != told[DAY]["UID"]
