"""The line of the agenda that excludes the public, and the resolution below it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, BodyKind, DocumentKind, Format, ItemKind, Restriction
from secretariat.models.records import Body
from secretariat.services import restriction_reasons as reasons
from secretariat.services.agenda import add_item, change_item, items_of
from secretariat.services.bodies import add_body, set_choice
from secretariat.services.desk import desk_lines
from secretariat.services.exclusion import add_exclusion
from secretariat.services.meetings import add_meeting
from secretariat.services.publish import findings, make
from secretariat.services.restriction_reasons import Matter
from secretariat.services.rules import set_profile
from secretariat.services.session import Session

DAY = date(2026, 6, 1)
LAW = "of Part 1 of Schedule 12A to the Local Government Act 1972"


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


@pytest.fixture
def meeting(session: Session) -> str:
    """A council committee with an open item, two exempt ones and a confidential one."""
    body = add_body(session, "Committee", kind=BodyKind.COMMITTEE).result(10)
    set_profile(session, body.uid, "england-council").result(10)
    uid = add_meeting(session, [body.uid], DAY, time(10)).result(10).uid
    add_item(session, uid, "Budget").result(10)
    add_item(session, uid, "Part 2", kind=ItemKind.HEADING).result(10)
    for title, public, typed in (("Sale to Smith", "A sale", "3"), ("Sam’s pay", "Pay", "1, 2")):
        item = add_item(session, uid, title, public_title=public).result(10)
        matter = Matter(item=item.uid)
        reasons.set_restriction(session, matter, Restriction.EXEMPT).result(10)
        reasons.change_reason(session, matter, paragraphs=typed).result(10)
    secret = add_item(session, uid, "Treaty", public_title="A treaty").result(10)
    reasons.set_restriction(session, Matter(item=secret.uid), Restriction.CONFIDENTIAL).result(10)
    return uid


def agenda(session: Session, meeting: str, audience: Audience = Audience.PUBLIC) -> str:
    made = make(session, DocumentKind.AGENDA, meeting, Format.TEXT, audience).decode()
    return " ".join(made.split())


def told(session: Session, meeting: str) -> list[str]:
    return [one.text for one in findings(session, DocumentKind.AGENDA, meeting)]


def test_the_line_is_put_before_the_first_exempt_item_and_not_twice(
    session: Session, meeting: str
) -> None:
    words = "No line of the agenda excludes the public before “Sale to Smith”."
    assert words in told(session, meeting)
    add_exclusion(session, meeting).result(10)
    assert [one.title for one in items_of(session.reader, meeting)] == [
        "Budget", "Part 2", "Exclusion of the public", "Sale to Smith", "Sam’s pay", "Treaty",
    ]  # fmt: skip
    assert words not in told(session, meeting)
    with pytest.raises(KnownError, match="already"):
        add_exclusion(session, meeting).result(10)


@pytest.mark.parametrize("audience", list(Audience))
def test_the_agenda_holds_the_resolution_with_items_and_paragraphs(
    session: Session, meeting: str, audience: Audience
) -> None:
    add_exclusion(session, meeting).result(10)
    made = agenda(session, meeting, audience)
    assert "To resolve that under section 100A(4) of the Local Government Act 1972 the" in made
    assert f"3. A sale Not for publication: paragraph 3 {LAW}" in made
    assert f"4. Pay Not for publication: paragraphs 1 and 2 {LAW}" in made
    resolution = made[made.index("To resolve") : made.index("5. A treaty")]
    assert "The public must leave for this business, because confidential" in resolution
    assert "Smith" not in resolution, "it is read out with the public there"


def test_a_body_has_its_template_its_table_and_its_press(session: Session, meeting: str) -> None:
    body = session.reader.find(Body)[0].uid
    add_exclusion(session, meeting).result(10)
    for key, value in (
        ("exclusion.public", "press"),
        ("exclusion.interest", "yes"),
        ("agenda.exclusion", "numbers"),
    ):
        set_choice(session, body, key, value).result(10)
    made = agenda(session, meeting)
    assert "the press and public be excluded from the meeting" in made
    assert "outweighs the public interest in disclosing the information:" in made
    assert "Item 3: paragraph 3" in made
    assert "Item 4: paragraphs 1 and 2" in made
    own = "That {public} leave for items {items} ({paras} of {part} of {schedule}, {act})."
    set_choice(session, body, "wording.exclusion.england-council", own).result(10)
    assert (
        "That the press and public leave for items 3 and 4 (1, 2 and 3 of Part 1 of Schedule 12A,"
        " Local Government Act 1972)." in agenda(session, meeting)
    )
    set_choice(session, body, "agenda.exclusion", "title").result(10)
    assert "leave for items" not in agenda(session, meeting)


@pytest.mark.parametrize("form", [Format.HTML, Format.TEXT, Format.PDF, Format.DOCX])
def test_the_resolution_leads_to_a_table_of_its_business(
    session: Session, meeting: str, form: Format
) -> None:
    body = session.reader.find(Body)[0].uid
    add_exclusion(session, meeting).result(10)
    set_choice(session, body, "agenda.exclusion", "table").result(10)
    made = make(session, DocumentKind.AGENDA, meeting, form, Audience.PUBLIC)
    assert made == make(session, DocumentKind.AGENDA, meeting, form, Audience.PUBLIC)
    if form is Format.HTML:
        page = made.decode()
        table = page[page.index("<table") : page.index("</table>")].replace("\n", "")
        assert '<th scope="col"><p>Description</p></th>' in table
        assert table.count("<tr>") == 4
        assert '<th scope="row"><p>A sale</p></th>' in table
        assert f"<p>Paragraphs 1 and 2 {LAW}</p>" in table
        assert "Smith" not in page
    elif form is Format.TEXT:
        told = " ".join(made.decode().split())
        assert "items 3 and 4, each for its reason in the table after the agenda." in told
        assert "BUSINESS NOT OPEN TO THE PUBLIC" in told


def test_words_that_somebody_wrote_are_not_doubled(session: Session, meeting: str) -> None:
    line = add_exclusion(session, meeting).result(10)
    change_item(session, line.uid, text="To exclude everybody.").result(10)
    made = agenda(session, meeting)
    assert "To exclude everybody." in made
    assert "To resolve" not in made


def test_where_nothing_is_exempt_nothing_is_offered(session: Session, meeting: str) -> None:
    for item in items_of(session.reader, meeting):
        if item.restriction is Restriction.EXEMPT:
            reasons.set_restriction(
                session, Matter(item=item.uid), Restriction.NONE
            ).result(10)  # fmt: skip
    with pytest.raises(KnownError, match="needs no resolution"):
        add_exclusion(session, meeting).result(10)


def test_what_a_reason_lacks_is_told_and_asked_again_on_its_day(
    session: Session, meeting: str
) -> None:
    sale = next(one for one in items_of(session.reader, meeting) if one.title == "Sale to Smith")
    matter = Matter(item=sale.uid)
    assert "The public interest is not weighed for “Sale to Smith”." in told(session, meeting)
    reasons.change_reason(
        session, matter, public_interest="Rivals", is_outweighed=True, review_on=DAY
    ).result(10)
    assert not [words for words in told(session, meeting) if "weighed for “Sale" in words]
    lines = [one for one in desk_lines(session.reader, DAY) if "may be open" in one.title]
    assert [(one.uid, one.focus) for one in lines] == [(meeting, sale.uid)]
    reasons.change_reason(session, matter, paragraphs="").result(10)
    assert "“Sale to Smith” is exempt, and no paragraph is named." in told(session, meeting)
    reasons.change_reason(session, matter, scheme="sch-12a-part-4", paragraphs="14").result(10)
    assert any("does not hold for this body" in words for words in told(session, meeting))


@pytest.mark.parametrize("listed", ["words", "table"])
def test_twenty_restrictions_make_one_public_agenda_notice_and_script(
    session: Session, meeting: str, listed: str
) -> None:
    add_exclusion(session, meeting).result(10)
    sale = next(one for one in items_of(session.reader, meeting) if one.title == "Sale to Smith")
    body = session.reader.find(Body)[0].uid
    set_choice(session, body, "agenda.exclusion", listed).result(10)
    matter, seen = Matter(item=sale.uid), set()
    for at in range(20):
        change_item(
            session, sale.uid, title=f"Canary {at}", text="Canary " * at, pages=f"{at}–{3 * at}",
            presenter=f"Canary {at}", recommendation=f"Canary {at}",
        ).result(10)  # fmt: skip
        if at % 2:
            add_item(session, meeting, f"Canary {at}", parent=sale.uid).result(10)
        reasons.change_reason(
            session, matter, justification=f"Canary {at}", public_interest=f"Canary {at}",
            anticipated=f"Canary {at}", actual=f"Canary {at}", is_outweighed=bool(at % 3),
        ).result(10)  # fmt: skip
        kinds = (DocumentKind.AGENDA, DocumentKind.NOTICE)
        seen.add(
            tuple(
                make(session, kind, meeting, form, Audience.PUBLIC)
                for kind in kinds
                for form in (Format.HTML, Format.TEXT)
            )
        )
    assert len(seen) == 1
    assert b"Canary" not in b"".join(seen.pop())
