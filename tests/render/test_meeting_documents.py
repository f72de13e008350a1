"""Summons, notice, script and cancellation notice as files: whole, tagged and fit for their use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import docx
import pytest

from secretariat.documents.cancellation import compose_cancellation
from secretariat.documents.model import Document, Heading, Paragraph, Role, runs
from secretariat.documents.notice import compose_notice
from secretariat.documents.script import compose_script
from secretariat.documents.style import HouseStyle
from secretariat.documents.summons import compose_summons
from secretariat.models.kinds import Audience, Format, Restriction
from secretariat.models.records import Item
from secretariat.models.views import MeetingView
from secretariat.render.dispatch import render
from tests.documents import seeds
from tests.documents.small import SAY, SITTING, item, view
from tests.render.pdf_check import CALM, FONTS, STYLES, checked, made, page_count
from tests.render.pdf_tree import placed_words, structure_of
from tests.render.test_docx import check_schema


def _full_script() -> MeetingView:
    """Return a meeting with all that a script may hold, one item longer than a page."""
    closed = {"restriction": Restriction.EXEMPT, "restriction_ground": "paragraph 3"}
    items: tuple[Item, ...] = (
        item("Apologies", minutes=5),
        item("Budget", 1, minutes=90, presenter="Ann Smith", recommendation="- one\n- two\n" * 60),
        item("Lease", 2, public_title="A lease", recommendation="That it be signed.", **closed),
        item("Date of next meeting", 3),
    )
    return view(items, audience=Audience.OFFICERS, profile="england-council")


MAKERS: dict[str, Callable[[], Document]] = {
    "summons": lambda: compose_summons(seeds.partnership_agenda(), SAY),
    "notice": lambda: compose_notice(seeds.strategic_board_agenda(), SAY),
    "cancellation": lambda: compose_cancellation(seeds.postponed_board(), SAY),
    "script": lambda: compose_script(seeds.strategic_board_agenda(), SAY),
    "full script": lambda: compose_script(_full_script(), SAY),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("name", MAKERS)
def test_each_is_an_accessible_pdf(name: str, style: HouseStyle) -> None:
    pdf = checked(render(MAKERS[name](), style, FONTS, Format.PDF))
    assert structure_of(pdf)


@pytest.mark.parametrize("name", MAKERS)
def test_each_is_a_word_document_by_the_schema(name: str) -> None:
    data = render(MAKERS[name](), CALM, FONTS, Format.DOCX)
    check_schema(data)
    assert docx.Document(BytesIO(data)).core_properties.title == MAKERS[name]().title


def test_a_notice_is_one_page_in_larger_letters() -> None:
    for of in (seeds.strategic_board_agenda(), seeds.partnership_agenda()):
        notice = compose_notice(of, SAY)
        assert page_count(render(notice, CALM, FONTS, Format.PDF)) == 1
        assert notice.scale > 1.0
    assert CALM.enlarged(1.0) is CALM
    assert CALM.enlarged(2.0).body_pt == CALM.body_pt * 2


def test_every_row_of_a_script_has_room_to_write() -> None:
    of = replace(_full_script(), sittings=(replace(SITTING, remote_link=""),))
    page = docx.Document(BytesIO(render(compose_script(of, SAY), CALM, FONTS, Format.DOCX)))
    rows = page.tables[0].rows[1:]
    assert all(row.height is not None and row.height.mm >= 19 for row in rows)
    assert all(not row.cells[2].text for row in rows)


def test_no_page_ends_within_an_item_of_a_script() -> None:
    titles = [f"Item-{at}" for at in range(14)]
    of = view(tuple(item(title, at, recommendation="It.") for at, title in enumerate(titles)))
    placed = placed_words(render(compose_script(of, SAY), CALM, FONTS, Format.PDF))
    opens = [page for page, _, _, said in placed if "Item-" in said]
    votes = [page for page, _, _, said in placed if "carried" in said]
    assert len(opens) == len(votes) == len(titles)
    assert opens == votes
    assert len(set(opens)) > 2


@pytest.mark.parametrize("role", [Role.CONTACT, Role.SIGNATURE])
def test_an_address_stands_whole_on_a_page(role: Role) -> None:
    address = Paragraph(runs("one\ntwo\nthree\nfour"), role)
    for lines in range(34, 48):
        filler = [Paragraph(runs(f"filler {at}"), Role.SMALL) for at in range(lines)]
        pdf = made(Heading(1, runs("Title")), *filler, address)
        words = ("one", "two", "three", "four")
        found = [(said.strip(), page) for page, _, _, said in placed_words(pdf)]
        found = [(said, page) for said, page in found if said in words]
        assert len(found) == 4
        assert len({page for _, page in found}) == 1, lines
