"""Real boards' business, read from interchange files: its documents have the right structure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from secretariat.documents.agenda import compose_agenda
from secretariat.documents.minutes import compose_minutes
from secretariat.documents.model import (
    AgendaList,
    Block,
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Role,
    Table,
    plain,
)
from secretariat.documents.wording import load_wording
from secretariat.models.kinds import DocumentKind, MemberRole
from secretariat.models.records import Body, Membership, Organisation, Seat
from secretariat.paths import resources
from secretariat.services import bodies, interchange, meetings, publish
from secretariat.services.session import Session
from tests.documents import seeds

FILES = Path(__file__).parents[1] / "files" / "interchange"


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


def composed(session: Session, name: str, kind: DocumentKind, on: date) -> Document:
    """Return a document of the meeting of a day, from a file."""
    interchange.import_files(session, [FILES / f"{name}.json"])
    meeting = next(m for m in meetings.all_meetings(session.reader) if m.date == on)
    return publish.compose(session, kind, meeting.meeting.uid)


def agenda_lines(document: Document) -> list[tuple[str, str, str, str]]:
    """Return number, title, time and pages of every line, sections as titles without a number."""
    lines = []
    for block in document.blocks:
        if isinstance(block, AgendaList):
            for section in block.sections:
                if section.title:
                    lines.append(("", plain(section.title), "", ""))
                lines += [(x.number, plain(x.title), x.time, x.pages) for x in section.lines]
    return lines


def skeleton(blocks: Iterable[Block]) -> list[str]:
    """Return what a document is built of, in order, without the words of its paragraphs."""
    made = []
    for block in blocks:
        if isinstance(block, Heading):
            made.append(
                f"{'§' if block.section else block.level} {block.number} {plain(block.runs)}"
            )
        elif isinstance(block, Paragraph):
            made.append(f"{block.role} ⇒ {plain(block.margin)}")
        elif isinstance(block, ListBlock):
            made.append(f"list of {len(block.items)}")
        elif isinstance(block, Table):
            made.append(f"table of {len(block.rows)} by {len(block.rows[0])}")
        else:
            made.append(type(block).__name__)
    return made


def test_agenda_of_23_february_2017(session: Session) -> None:
    document = composed(session, "agenda-2017-02-23", DocumentKind.AGENDA, date(2017, 2, 23))
    assert agenda_lines(document) == [
        ("1.", "Introductions and Apologies", "", ""),
        ("2.", "Declarations of Interest", "", ""),
        ("3.", "Minutes of Previous Meeting", "", "1 - 6"),
        ("", "LOOKING BACK", "", ""),
        ("4 (a)", "Update from CDRP T&CG – Martin Hale", "", ""),
        ("4 (b)", "2016-17 Action Plan and Funding Update – Philippa Alder", "", "7 - 14"),
        ("", "LOOKING AHEAD", "", ""),
        ("5 (a)", "Strategic Assessment – Laura Robson", "", ""),
        ("(i)", "Presentation and Discussion", "", ""),
        ("(ii)", "Agree content and publication of Strategic Assessment", "", ""),
        ("5 (b)", "Agree CDRP Priorities for April 2017 to March 2018 – All", "", ""),
        ("5 (c)", "Delegate 2017-18 Funding Allocations Decision to T&CG", "", ""),
        ("6.", "Delegate County Community Safety Agreement Response to T&CG", "", "55 - 70"),
        ("7.", "Any Other Business", "", ""),
        ("8.", "To Elect a New Chairman of the Partnership", "", ""),
        ("9.", "Date of Next Meeting", "", ""),
    ]


def test_agenda_of_23_february_2017_has_letter_contact_and_guidance(session: Session) -> None:
    document = composed(session, "agenda-2017-02-23", DocumentKind.AGENDA, date(2017, 2, 23))
    words = [plain(b.runs) for b in document.blocks if isinstance(b, Paragraph)]
    assert "15 February 2017" in words
    letter = "\n".join(words)
    assert "Morris Moorhouse" in letter
    assert "Stella Talbot" in letter
    assert "Board Members of the CDRP Board Stakeholder Event" in letter
    blocks = list(document.blocks)
    lists = [at for at, block in enumerate(blocks) if isinstance(block, AgendaList)]
    contact = max(
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph) and block.role is Role.CONTACT
    )
    guidance = max(at for at, block in enumerate(blocks) if isinstance(block, PageBreak))
    assert lists[0] < contact < lists[1] < guidance
    after = blocks[lists[1]]
    assert isinstance(after, AgendaList)
    assert all(line.notes for section in after.sections for line in section.lines)
    headings = [plain(b.runs) for b in blocks[guidance:] if isinstance(b, Heading)]
    assert headings[0] == "Guidance notes for visitors to South Cambridgeshire Hall"
    assert headings[1:4] == ["Security", "Emergency and Evacuation", "First Aid"]


def test_minutes_of_10_november_2016(session: Session) -> None:
    document = composed(session, "minutes-2016-11-10", DocumentKind.MINUTES, date(2016, 11, 10))
    items = [b for b in document.blocks if isinstance(b, Heading) and b.number]
    assert [b.number for b in items] == [f"{n}." for n in range(1, 14)]
    assert plain(items[0].runs) == "INTRODUCTIONS AND APOLOGIES"
    assert plain(items[3].runs) == "UPDATE FROM CDRP T&CG – MARTIN HALE"
    margins = [plain(b.margin) for b in document.blocks if isinstance(b, Heading) and b.margin]
    assert margins == ["Action"]
    owners = [plain(b.margin) for b in document.blocks if isinstance(b, Paragraph) and b.margin]
    # One owner a line, or parted by commas; initials, or names where initials are shared.
    said = [line.replace("Philippa Alder", "PA").replace("\n", ", ") for line in owners]
    assert said == ["PA", "AW", "PA, MF", "PA"]
    marked = [
        plain(b.runs)
        for b in document.blocks
        if isinstance(b, Paragraph) and b.role is Role.ACTION and not b.margin
    ]
    assert [line for line in marked if line != "ACTION:"] == [
        "ACTION: Paula Clerkenwell and Matthew Farrow to discuss outside of the meeting",
        "Philippa Alder agreed to feedback the additional comments to Laura Robson.",
        "Max Statham to provide data to Laura Robson and a report to the CDRP",
    ]
    closing = [b for b in document.blocks if isinstance(b, Paragraph) and b.role is Role.CLOSING]
    assert [plain(b.runs) for b in closing] == ["The meeting ended at 12.30 pm."]


def test_minutes_of_10_november_2016_list_who_came_and_what_was_deferred(
    session: Session,
) -> None:
    document = composed(session, "minutes-2016-11-10", DocumentKind.MINUTES, date(2016, 11, 10))
    present = next(b for b in document.blocks if isinstance(b, Table))
    first = " ".join(plain(p.runs) for c in present.rows[0] for p in c.blocks)  # type: ignore[union-attr]
    assert "Morris Moorhouse" in first
    assert len(present.rows) == 11
    blocks = list(document.blocks)
    eight = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.number == "8.")
    said = blocks[eight + 1]
    assert isinstance(said, Paragraph)
    assert "deferred" in plain(said.runs)


def test_agenda_of_19_july_2018(session: Session) -> None:
    document = composed(session, "agenda-2018-07-19", DocumentKind.AGENDA, date(2018, 7, 19))
    lines = agenda_lines(document)
    assert [line[0] for line in lines] == [f"{n}." for n in range(1, 10)]
    assert [line[2] for line in lines] == [
        f"{minutes} mins" for minutes in (5, 5, 15, 15, 30, 15, 15, 10, 5)
    ]
    words = "\n".join(skeleton(document.blocks))
    assert "Dates of future meetings" in words
    future = [b for b in document.blocks if isinstance(b, ListBlock)]
    told = [plain(p.runs) for b in future for i in b.items for p in i.blocks]  # type: ignore[union-attr]
    assert told == [
        "Thursday 11 October 2018, 10:00 – 12:00",
        "Thursday 17 January 2019, 10:00 – 12:00",
    ]


def test_membership_of_the_strategic_board(session: Session) -> None:
    interchange.import_files(session, [FILES / "membership-2017.json"])
    reader = session.reader
    body = reader.find(Body)[0]
    seats = reader.find(Seat)
    assert reader.count(Organisation) == 12
    assert sum(seat.organisation is not None for seat in seats) == 12
    assert sum(seat.name.startswith("Chair of the") for seat in seats) == 6
    assert bodies.vacancies(reader, body.uid, date(2017, 6, 1)) == []
    chair = reader.find(Membership, role=MemberRole.CHAIR)
    assert [seat.name for seat in seats if seat.uid == chair[0].seat] == [
        "Police and Crime Commissioner"
    ]
    assert reader.find(Membership, role=MemberRole.SUBSTITUTE)[0].substitute_for == chair[0].uid


@pytest.mark.parametrize("name", ["agenda-2017-02-23", "agenda-2018-07-19", "minutes-2016-11-10"])
def test_file_gives_the_structure_of_the_records_built_by_hand(session: Session, name: str) -> None:
    say = load_wording(resources() / "wording", "en-GB")
    kind = DocumentKind(name.partition("-")[0])
    on = date.fromisoformat(name.partition("-")[2])
    built = {
        "agenda-2017-02-23": lambda: compose_agenda(seeds.partnership_agenda(), say),
        "agenda-2018-07-19": lambda: compose_agenda(seeds.strategic_board_agenda(), say),
        "minutes-2016-11-10": lambda: compose_minutes(
            seeds.partnership_minutes(), say, draft=False
        ),
    }[name]()
    read = composed(session, name, kind, on)
    assert skeleton(read.blocks) == skeleton(built.blocks)
    assert agenda_lines(read) == agenda_lines(built)
