"""Reports go out and come in with the items that wait for them, also those of another body."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from secretariat.errors import KnownError
from secretariat.models.interchange import FORMAT, VERSION
from secretariat.models.records import Item, ItemPaper, Meeting, Paper
from secretariat.services import agenda, bodies, interchange, meetings, owed, papers
from secretariat.services.session import Session

WAIT = 10.0
Open = Callable[[str], Session]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    made: list[Session] = []

    def open_one(name: str) -> Session:
        made.append(Session.open(tmp_path / name, create=True))
        return made[-1]

    yield open_one
    for session in made:
        session.close()


def bring(session: Session, tmp_path: Path, data: bytes | dict[str, Any]) -> None:
    path = tmp_path / "file.json"
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    path.write_bytes(raw)
    interchange.import_files(session, [path])


def shared(session: Session) -> tuple[str, str, str]:
    """Return two bodies' meetings that take the same report, and the report."""
    found = []
    for name, month in (("Board", 3), ("Panel", 4)):
        body = bodies.add_body(session, name).result(WAIT)
        met = meetings.add_meeting(session, [body.uid], date(2026, month, 19), time(10))
        found.append(met.result(WAIT).uid)
    item = agenda.add_item(session, found[0], "Budget").result(WAIT)
    paper = papers.ask_for(session, item.uid, author_name="Consultants").result(WAIT)
    papers.send_also(session, paper.uid, found[1]).result(WAIT)
    return found[0], found[1], paper.uid


def test_a_whole_register_keeps_a_report_of_two_bodies(opened: Open, tmp_path: Path) -> None:
    session, other = opened("one"), opened("two")
    first, second, paper = shared(session)
    bring(other, tmp_path, interchange.export_register(session))
    (view,) = owed.owed(other.reader)
    assert view.paper == session.reader.get(Paper, paper)
    assert [place.meet.meeting.uid for place in view.places] == [first, second]


def test_a_meeting_goes_out_without_the_report_of_another_body(
    opened: Open, tmp_path: Path
) -> None:
    session, other = opened("one"), opened("two")
    _, second, _ = shared(session)
    made = interchange.export_meeting(session, second)
    bring(other, tmp_path, made)
    assert other.reader.count(Item, meeting=second) == 1
    assert other.reader.count(Paper) == 0
    bring(session, tmp_path, made)
    assert session.reader.count(ItemPaper) == 2  # what a file leaves out stays


def test_an_item_that_goes_on_from_an_earlier_meeting_is_brought_along(
    opened: Open, tmp_path: Path
) -> None:
    session, other = opened("one"), opened("two")
    first, second, _ = shared(session)
    (before,) = session.reader.find(Item, meeting=first)
    (after,) = session.reader.find(Item, meeting=second)
    agenda.change_item(session, after.uid, continues=before.uid).result(WAIT)
    bring(other, tmp_path, interchange.export_register(session))
    assert other.reader.get(Item, after.uid).continues == before.uid
    third = opened("three")
    bring(third, tmp_path, interchange.export_meeting(session, second))
    assert third.reader.get(Item, after.uid).continues is None


def _written(*links: str) -> dict[str, Any]:
    sitting = {"date": "2026-03-19", "starts": "10:00"}
    return {
        "format": FORMAT,
        "version": VERSION,
        "namespace": "office",
        "bodies": [
            {"key": "board", "name": "Board", "papers": [{"key": "budget", "title": "Budget"}]},
            {"key": "panel", "name": "Panel", "papers": [{"key": "roads", "title": "Same"}]},
            {"key": "forum", "name": "Forum", "papers": [{"key": "paths", "title": "Same"}]},
        ],
        "meetings": [
            {
                "key": "march",
                "bodies": ["panel"],
                "sittings": [sitting],
                "items": [
                    {"title": f"Item {at}", "papers": [{"paper": link}]}
                    for at, link in enumerate(links)
                ],
            }
        ],
    }


def test_an_item_names_a_report_by_its_key_or_its_title(opened: Open, tmp_path: Path) -> None:
    session = opened("one")
    bring(session, tmp_path, _written("budget", "roads", "Budget"))
    names = [view.paper.title for view in owed.owed(session.reader) for _ in view.places]
    assert sorted(names) == ["Budget", "Budget", "Same"]
    assert session.reader.count(Meeting) == 1


@pytest.mark.parametrize(("link", "why"), [("Same", "more than one"), ("None", "neither here")])
def test_a_name_that_means_no_report_or_two_is_refused(
    opened: Open, tmp_path: Path, link: str, why: str
) -> None:
    session = opened("one")
    with pytest.raises(KnownError, match=why):
        bring(session, tmp_path, _written(link))
    assert session.reader.count(Meeting) == 0
