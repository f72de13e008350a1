"""Why an item or a paper is restricted, what prints of it, and from whom it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, BodyKind, DocumentKind, Format, Restriction
from secretariat.models.records import Item, Paper, Withheld
from secretariat.services import papers, people
from secretariat.services import restriction_reasons as reasons
from secretariat.services.agenda import add_item
from secretariat.services.bodies import add_body, set_choice
from secretariat.services.meetings import add_meeting
from secretariat.services.publish import make
from secretariat.services.restriction_reasons import Matter, restricted
from secretariat.services.rules import set_profile
from secretariat.services.session import Session

DAY = date(2026, 6, 1)
LAW = "of Part 1 of Schedule 12A to the Local Government Act 1972"


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


class Board:
    """A committee with one meeting and one exempt item."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.body = add_body(session, "Committee", kind=BodyKind.COMMITTEE).result(10).uid
        self.meeting = add_meeting(session, [self.body], DAY, time(10)).result(10).uid
        self.item = Matter(item=self.add("Lease").uid)

    def add(self, title: str, ground: str = "") -> Item:
        return add_item(
            self.session, self.meeting, title, public_title=title,
            restriction=Restriction.EXEMPT, restriction_ground=ground,
        ).result(10)  # fmt: skip

    def ground(self, matter: Matter | None = None) -> str:
        return (matter or self.item).row(self.session.reader).restriction_ground

    def now(self, matter: Matter | None = None) -> reasons.Restricted:
        return restricted(self.session.reader, matter or self.item, DAY)


@pytest.fixture
def board(session: Session) -> Board:
    return Board(session)


def test_paragraphs_print_in_the_terms_of_the_list(session: Session, board: Board) -> None:
    reasons.change_reason(session, board.item, paragraphs="paras 5 & 3").result(10)
    assert board.ground() == f"paragraphs 3 and 5 {LAW}"
    assert board.now().line == f"Not for publication: paragraphs 3 and 5 {LAW}"
    assert board.now().reason.paragraphs == "3, 5"
    assert not board.now().is_weighed
    reasons.change_reason(
        session, board.item, public_interest="The price is not known yet", is_outweighed=True
    ).result(10)
    assert board.now().is_weighed
    with pytest.raises(KnownError, match="has no paragraph 12: it has 1 to 7"):
        reasons.change_reason(session, board.item, paragraphs="12").result(10)
    assert board.ground() == f"paragraphs 3 and 5 {LAW}"
    reasons.change_reason(session, board.item, wording=" Commercial\nterms ").result(10)
    assert board.ground() == "Commercial terms"
    reasons.change_reason(session, board.item, wording="").result(10)
    assert board.ground() == f"paragraphs 3 and 5 {LAW}"


def test_a_body_puts_its_grounds_in_its_own_template(session: Session, board: Board) -> None:
    own = "paragraph(s) {paras} of {part} of {schedule}, {act}"
    set_choice(session, board.body, "wording.restricted.ground", own).result(10)
    reasons.change_reason(session, board.item, paragraphs="3, 7").result(10)
    assert board.ground() == (
        "paragraph(s) 3 and 7 of Part 1 of Schedule 12A, Local Government Act 1972"
    )


@pytest.mark.parametrize(
    ("typed", "paragraphs", "wording"),
    [
        ("3", "3", ""),
        ("3 & 5", "3, 5", ""),
        (f"Paragraph 3 {LAW}.", "3", ""),
        ("paragraph 3", "3", "paragraph 3"),
        ("Terms of the lease", "", "Terms of the lease"),
        ("The rent (paragraph 3)", "3", "The rent (paragraph 3)"),
    ],
)
def test_a_ground_that_was_typed_is_read(
    board: Board, session: Session, typed: str, paragraphs: str, wording: str
) -> None:
    matter = Matter(item=board.add("Rent", typed).uid)
    now = board.now(matter)
    assert (now.reason.paragraphs, now.reason.wording) == (paragraphs, wording)
    reasons.change_reason(session, matter, justification="For officers").result(10)
    assert board.ground(matter) == typed
    assert not board.now(matter).is_at_odds
    reasons.change_reason(session, matter, paragraphs="2").result(10)
    # Words that name no paragraph stay; words that name another would be false.
    kept = typed if typed.startswith("Terms") else f"paragraph 2 {LAW}"
    assert board.ground(matter) == kept
    reasons.change_reason(session, matter, wording="paragraph 7").result(10)
    assert board.now(matter).is_at_odds


def test_another_kind_begins_another_list(session: Session, board: Board) -> None:
    reasons.change_reason(session, board.item, paragraphs="3").result(10)
    reasons.set_restriction(session, board.item, Restriction.CONFIDENTIAL).result(10)
    now = board.now()
    assert now.scheme
    assert now.scheme.key == "confidential-england-wales"
    assert (now.reason.paragraphs, board.ground()) == ("", "")
    assert now.line == "Not for publication: this item is confidential."
    reasons.set_restriction(session, board.item, Restriction.NONE).result(10)
    assert board.now().line == ""


def test_the_act_of_1960_needs_no_paragraphs(session: Session, board: Board) -> None:
    set_profile(session, board.body, "parish-nalc").result(10)
    fresh = add_item(session, board.meeting, "Staff").result(10)
    matter = Matter(item=fresh.uid)
    reasons.set_restriction(session, matter, Restriction.EXEMPT).result(10)
    assert board.ground(matter).startswith("section 1(2) of the Public Bodies")
    scheme = board.now(matter).scheme
    assert scheme
    assert "electors" in scheme.warning


def test_a_list_of_elsewhere_is_told(session: Session, board: Board) -> None:
    reasons.change_reason(session, board.item, scheme="sch-12a-part-4", paragraphs="14").result(10)
    assert board.now().is_strange
    set_profile(session, board.body, "wales-council").result(10)
    assert not board.now().is_strange


def test_a_paper_has_a_reason_of_its_own(session: Session, board: Board) -> None:
    paper = papers.ask_for(session, board.item.item).result(10)
    matter = Matter(paper=paper.uid)
    reasons.change_reason(session, matter, paragraphs="1").result(10)
    assert session.reader.get(Paper, paper.uid).restriction_ground == f"paragraph 1 {LAW}"
    assert board.ground() == ""
    reasons.remove_reason(session, matter).result(10)
    assert board.ground(matter) == ""


def test_something_is_kept_from_one_person(session: Session, board: Board) -> None:
    person = people.add_person(session, "Moss", given_name="Ada").result(10)
    made = reasons.keep_from(session, board.item, person.uid, "Owns the shop").result(10)
    with pytest.raises(KnownError, match="already"):
        reasons.keep_from(session, board.item, person.uid).result(10)
    assert board.now().withheld == (made,)
    reasons.let_see(session, made.uid).result(10)
    assert not session.reader.count(Withheld)


def test_what_officers_write_of_a_reason_changes_no_public_byte(
    session: Session, board: Board
) -> None:
    person = people.add_person(session, "Moss", given_name="Ada").result(10)
    paper = papers.ask_for(session, board.item.item).result(10)
    both = (board.item, Matter(paper=paper.uid))
    for matter in both:
        reasons.change_reason(session, matter, paragraphs="3").result(10)
    seen = set()
    for at in range(20):
        for matter in both:
            reasons.change_reason(
                session, matter, justification=f"Canary {at}", public_interest=f"Canary {at}",
                anticipated=f"Canary {at}", actual=f"Canary {at}", is_outweighed=bool(at % 2),
                review_on=date(2027, 1, 1 + at),
            ).result(10)  # fmt: skip
        if at % 3 == 0:
            made = reasons.keep_from(session, board.item, person.uid, f"Canary {at}").result(10)
        elif at % 3 == 1:
            reasons.let_see(session, made.uid).result(10)
        seen.add(
            tuple(
                make(session, kind, board.meeting, Format.HTML, Audience.PUBLIC)
                for kind in (DocumentKind.AGENDA, DocumentKind.NOTICE)
            )
        )
    assert len(seen) == 1
    assert b"Canary" not in b"".join(seen.pop())
