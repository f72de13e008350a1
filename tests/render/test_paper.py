"""The size of paper is a setting of the look: the same in PDF, Word and what a browser prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from pikepdf import Pdf

from secretariat.documents.model import Cell, Document, Paragraph, Table, runs
from secretariat.documents.style import HouseStyle, style_of
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.styles import LEAST_ACROSS, PAPERS, cramped
from secretariat.render.dispatch import render
from secretariat.services import house_styles, publish
from secretariat.services.session import Session
from tests import public_board
from tests.render.pdf_check import FONTS, checked
from tests.render.pdf_tree import structure_of
from tests.render.samples import SAMPLES
from tests.render.test_docx import BELOW
from tests.render.words import model_words, words

WAIT = 5
MM = 72 / 25.4


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.open(tmp_path / "register", create=True)
    yield made
    made.close()


@pytest.mark.parametrize("paper", PAPERS)
def test_every_format_prints_on_the_paper_of_the_style(paper: str) -> None:
    style = style_of({"look.page": paper, "look.action_margin_mm": "0"})
    wide, high = PAPERS[paper]
    for name in ("agenda", "minutes"):
        document = SAMPLES[name]()
        pdf = checked(render(document, style, FONTS, Format.PDF))
        with Pdf.open(BytesIO(pdf)) as opened:
            for page in opened.pages:
                box = [float(side) for side in page.mediabox]
                assert box == pytest.approx([0, 0, wide * MM, high * MM], abs=0.2)
        said = [word for _, text in structure_of(pdf) for word in words(text)]
        assert sorted(said) == sorted(model_words(document, BELOW))
    section = docx.Document(BytesIO(render(document, style, FONTS, Format.DOCX))).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((wide, high), abs=0.1)
    assert (section.orientation == WD_ORIENT.LANDSCAPE) == (wide > high)
    room = section.page_width.mm - section.left_margin.mm - section.right_margin.mm
    assert room >= LEAST_ACROSS
    html = render(document, style, FONTS, Format.HTML).decode()
    assert f"@page {{ size: {paper.replace('Letter', 'letter')}; margin:" in html


def test_margins_leave_room_on_the_paper(session: Session) -> None:
    style = house_styles.add_style(session, "Ours").result(WAIT).uid
    for edge in ("left", "right"):
        house_styles.set_setting(session, style, f"look.margin_{edge}_mm", "50").result(WAIT)
    with pytest.raises(KnownError, match="A5 leaves 48 mm for the text; it needs 80 mm"):
        house_styles.set_setting(session, style, "look.page", "A5")
    house_styles.set_setting(session, style, "look.page", "A4 landscape").result(WAIT)
    for edge in ("top", "bottom"):
        house_styles.set_setting(session, style, f"look.margin_{edge}_mm", "55").result(WAIT)
    with pytest.raises(KnownError, match="at the top and bottom"):
        house_styles.set_setting(session, style, "look.margin_top_mm", "60")
    with pytest.raises(KnownError, match="no choice for “Paper”"):
        house_styles.set_setting(session, style, "look.page", "B4")


def test_margins_from_elsewhere_that_leave_no_room_are_the_usual_ones() -> None:
    said = {"look.page": "A5", "look.margin_left_mm": "60", "look.margin_right_mm": "60"}
    assert cramped(said)
    assert style_of(said) == HouseStyle(name="", page="A5")


def test_large_print_is_on_no_smaller_paper() -> None:
    assert HouseStyle(page="A5").large_print().page == "A4"
    assert HouseStyle(page="A3").large_print().page == "A3"


def test_a_wide_table_stands_on_wide_paper_and_is_told_on_small_paper() -> None:
    cells = tuple(Cell((Paragraph(runs("word")),)) for _ in range(14))
    document = Document("T", (Table((cells, cells), (1.0,) * 14),), "minutes")
    told = {}
    for paper in PAPERS:
        word = docx.Document(
            BytesIO(render(document, replace(HouseStyle(), page=paper), FONTS, Format.DOCX))
        )
        told[paper] = not word.tables
    assert told == {"A4": False, "A4 landscape": False, "A3": False, "A5": True, "Letter": False}


def test_large_print_shouts_no_heading(session: Session) -> None:
    public_board.fill(session, "lines")
    usual, large = (
        publish.composition(
            session, DocumentKind.MINUTES, public_board.MEETING, Audience.PUBLIC, large=large
        ).compose()
        for large in (False, True)
    )
    shouted, quiet = (
        render(one, HouseStyle(), FONTS, Format.TEXT).decode() for one in (usual, large)
    )
    assert shouted != quiet
    assert shouted.casefold() == quiet.casefold()
