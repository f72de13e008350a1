"""Membership, contacts, attendance, index and decisions of the sample board: right and whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from secretariat.documents.catalogue import OF_BODY
from secretariat.documents.model import Document
from secretariat.documents.style import HouseStyle
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.records import Body
from secretariat.models.views import BodyView
from secretariat.render.dispatch import render
from secretariat.services import bodies, body_documents, extracts, publish, sample
from secretariat.services.agenda import items_of
from secretariat.services.body_documents import Wanted
from secretariat.services.meetings import all_meetings
from secretariat.services.session import Session
from tests.documents.outline import outline
from tests.render.pdf_check import CALM, FONTS, STYLES, checked
from tests.render.pdf_tree import structure_of
from tests.render.test_docx import check_schema

DAY = date(2026, 10, 31)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    opened = Session.open(tmp_path_factory.mktemp("sample") / "register", create=True)
    sample.fill(opened).result()
    yield opened
    opened.close()


def panel(session: Session) -> str:
    return next(b.uid for b in session.reader.find(Body) if b.short_name == "CSSP")


def made(session: Session, kind: DocumentKind, audience: Audience | None = None) -> Document:
    who = audience or OF_BODY[kind].audiences[0]
    return body_documents.composition(session, Wanted(kind, panel(session), who, DAY)).compose()


def decided(session: Session) -> Document:
    return publish.compose(session, DocumentKind.DECISIONS, october(session))


def october(session: Session) -> str:
    meets = all_meetings(session.reader)
    return next(meet.meeting.uid for meet in meets if meet.date == date(2026, 10, 7))


def minuted(session: Session, begins: str) -> str:
    items = items_of(session.reader, october(session))
    return next(item.uid for item in items if item.title.startswith(begins))


def extract(session: Session, begins: str, audience: Audience = Audience.PUBLIC) -> Document:
    item = minuted(session, begins)
    return extracts.composition(session, october(session), item, audience).compose()


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("kind", [*OF_BODY, DocumentKind.DECISIONS, DocumentKind.EXTRACT])
def test_each_is_an_accessible_pdf_and_a_word_document(
    session: Session, kind: DocumentKind, style: HouseStyle
) -> None:
    if kind is DocumentKind.EXTRACT:
        document = extract(session, "Calls about mental illness")
    else:
        document = decided(session) if kind not in OF_BODY else made(session, kind)
    assert structure_of(checked(render(document, style, FONTS, Format.PDF)))
    if style is CALM:
        check_schema(render(document, style, FONTS, Format.DOCX))


def test_the_membership_has_titles_terms_and_vacant_seats(session: Session) -> None:
    said = outline(made(session, DocumentKind.MEMBERSHIP))
    assert "Cllr Peter Ashdown (County Councillor for Thornmere) | Chairman" in said
    assert "| County Council, first seat | From 14 June 2023" in said
    member = bodies.members_of(session.reader, panel(session), DAY)[2]
    bodies.end_membership(session, member.membership.uid, date(2026, 9, 1)).result()
    try:
        assert "Vacant | Member | County Council, second seat" in outline(
            made(session, DocumentKind.MEMBERSHIP)
        )
    finally:
        session.undo().result()


def test_how_to_reach_members_is_for_officers_alone(session: Session) -> None:
    said = outline(made(session, DocumentKind.CONTACTS))
    assert "(mailto:peter.ashdown@marlshire.example)" in said
    for audience in (Audience.PUBLIC, Audience.MEMBERS):
        wanted = Wanted(DocumentKind.CONTACTS, panel(session), audience, DAY)
        with pytest.raises(KnownError, match="not for"):
            body_documents.make(session, wanted, Format.PDF)
        view = body_documents.view(session, wanted)
        assert isinstance(view, BodyView)
        assert not any(m.person.email or m.person.phone or m.person.address for m in view.members)


def test_attendance_is_counted_over_a_year(session: Session) -> None:
    said = outline(made(session, DocumentKind.ATTENDANCE_SUMMARY))
    assert "1 November 2025 to 31 October 2026" in said
    assert "Ms Yasmin Palmer* | 3 | 1 | 2 | 0" in said
    assert "Ms Yasmin Palmer* | Apologies | Present | Apologies" in said


def test_the_index_lists_a_subject_once_with_all_its_minutes(session: Session) -> None:
    said = outline(made(session, DocumentKind.INDEX))
    line = "Apologies for absence | 4 February 2026, minute 15/25; 17 June 2026, minute 3/26"
    assert said.count("Apologies for absence") == 1
    assert f"{line}; 7 October 2026, minute 9/26 (draft)" in said
    assert said.index("A complaint") < said.index("Work programme")


def test_a_decision_notice_has_the_decisions_with_their_votes(session: Session) -> None:
    said = outline(decided(session))
    assert "## 13/26 " in said
    assert "decision: RESOLVED: That the Panel asks the Integrated Care Board" in said
    assert "there were 4 for, 2 against and no abstentions" in said
    assert "## 9/26" not in said  # nothing was decided there


def test_an_extract_is_one_minute_as_the_minutes_have_it(session: Session) -> None:
    document = extract(session, "Calls about mental illness")
    said = outline(document)
    assert document.furniture.stamp == "DRAFT"
    assert "## 13/26 CALLS ABOUT MENTAL ILLNESS" in said
    assert said.count("## ") == 1
    assert "a true extract from the draft minutes of the meeting of Community Safety" in said
    minutes = outline(publish.compose(session, DocumentKind.MINUTES, october(session)))
    told = said[said.index("## 13/26") : said.index("closing: Certified")]
    margin = "  ⇒ **Action**"  # it stands over the first item of each
    assert told.replace(margin, "") in minutes
    item = minuted(session, "Calls")
    name = extracts.file_name(session, october(session), item, Format.PDF, Audience.PUBLIC)
    assert name == "2026-10-07 CSSP extract of minutes 13-26.pdf"


def test_there_is_no_extract_of_a_minute_for_those_who_may_not_read_it(session: Session) -> None:
    with pytest.raises(KnownError, match="restricted"):
        extract(session, "A complaint")
    complaint = minuted(session, "A complaint")
    assert extracts.audience_of(session, october(session), complaint) is Audience.MEMBERS
    assert extract(session, "A complaint", Audience.MEMBERS).blocks


def test_a_body_of_which_nothing_is_known_has_documents_that_say_so(session: Session) -> None:
    body = bodies.add_body(session, "New Panel").result().uid
    try:
        for kind, line in OF_BODY.items():
            wanted = Wanted(kind, body, line.audiences[0], DAY)
            assert body_documents.findings(session, wanted)
            assert body_documents.composition(session, wanted).compose().blocks
    finally:
        session.undo().result()


def test_it_is_the_same_whenever_it_is_made(session: Session) -> None:
    for kind in OF_BODY:
        assert made(session, kind) == made(session, kind)
