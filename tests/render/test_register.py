"""The attendance register: to sign before the meeting, as recorded after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from secretariat.documents.model import Document, Table, plain
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.render.dispatch import render
from secretariat.services import bodies, publish, sample
from secretariat.services.meetings import Meet, all_meetings
from secretariat.services.session import Session
from tests.documents.outline import outline
from tests.render.pdf_check import FONTS, STYLES, checked
from tests.render.pdf_tree import structure_of

OCTOBER, DECEMBER = date(2026, 10, 7), date(2026, 12, 2)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    opened = Session.open(tmp_path_factory.mktemp("sample") / "register", create=True)
    sample.fill(opened).result()
    yield opened
    opened.close()


def meet(session: Session, day: date) -> Meet:
    return next(one for one in all_meetings(session.reader) if one.date == day)


def made(session: Session, day: date, audience: Audience = Audience.PUBLIC) -> Document:
    return publish.compose(session, DocumentKind.REGISTER, meet(session, day).meeting.uid, audience)


def heads(document: Document) -> list[str]:
    table = next(block for block in document.blocks if isinstance(block, Table))
    return [plain(cell.blocks[0].runs) for cell in table.rows[0] if cell.blocks]  # type: ignore[union-attr]


def test_after_the_meeting_it_says_who_was_there_and_when(session: Session) -> None:
    document = made(session, OCTOBER)
    assert heads(document) == ["Name", "Role and organisation", "Attendance", "Arrived", "Left"]
    said = outline(document)
    assert "Cllr Edward Stratton MBE | District Councillor" in said
    assert "| Late | 6.10 pm |" in said
    assert "| Present |  | 7.15 pm" in said
    assert "withdrew" in said
    assert "returned 7.21 pm" in said
    assert "| Apologies |" in said
    officers = outline(made(session, OCTOBER, Audience.OFFICERS))
    assert officers.count("Apologies") == said.count("Apologies")


def test_before_the_meeting_it_is_there_to_be_signed(session: Session) -> None:
    before = ["Name", "Role and organisation", "Arrived", "Left", "Signature"]
    assert heads(made(session, DECEMBER)) == before
    body = meet(session, DECEMBER).bodies[0].uid
    bodies.set_choice(session, body, "register.signatures", "never").result()
    try:
        assert heads(made(session, DECEMBER)) == before[:-1]
    finally:
        session.undo().result()
    bodies.set_choice(session, body, "register.signatures", "always").result()
    try:
        assert heads(made(session, OCTOBER))[-1] == "Signature"
    finally:
        session.undo().result()


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("day", [OCTOBER, DECEMBER])
def test_it_is_an_accessible_pdf(session: Session, day: date, style: object) -> None:
    assert structure_of(checked(render(made(session, day), style, FONTS, Format.PDF)))  # type: ignore[arg-type]


def test_it_is_called_by_its_meeting(session: Session) -> None:
    meeting = meet(session, OCTOBER).meeting.uid
    name = publish.file_name(session, DocumentKind.REGISTER, meeting, Format.PDF)
    assert name == "2026-10-07 CSSP attendance register.pdf"
