"""Name plates and labels stand where the paper wants them, and are read as a list."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import chain
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from secretariat.documents.catalogue import ON_PAPER
from secretariat.documents.model import Document, Grid
from secretariat.documents.plates import compose_labels, compose_plates
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, Capacity, DocumentKind, Format
from secretariat.models.labels import LabelSheet
from secretariat.models.options import OPTIONS, Choices
from secretariat.models.records import Attendee, Body, Membership, Person
from secretariat.models.views import BodyView, Member
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.services.publish import check_format
from tests.documents.small import SAY, view
from tests.render.pdf_check import CALM, FONTS, STYLES, checked, page_count
from tests.render.pdf_tree import structure_of

L7160 = LabelSheet("L7160", 3, 7, 7.2, 15.1, 63.5, 38.1, 66.0, 38.1)
DAY = date(2026, 3, 1)
BOX = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<')


def labels(count: int, skipped: int = 0) -> BodyView:
    members = tuple(
        Member(
            Membership(uid=f"m{at}", body="b", person=f"p{at}"),
            Person(uid=f"p{at}", family_name=f"Smith {at}", address=f"{at} High Street\nAmbleby"),
        )
        for at in range(count)
    )
    silent = Member(
        Membership(uid="x", body="b", person="x"), Person(uid="x", family_name="Silent")
    )
    body = Body(uid="b", name="Harbour Board")
    return BodyView(
        Audience.OFFICERS, body, DAY, DAY, Choices({}), (*members, silent),
        sheet=L7160, skipped=skipped,
    )  # fmt: skip


def people(*names: str) -> tuple[Attendee, ...]:
    return tuple(
        Attendee(uid=name, meeting="m", name=name, organisation="Fen Council", position=at)
        for at, name in enumerate(names)
    )


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_each_is_an_accessible_pdf_in_every_style(style: object) -> None:
    plates = compose_plates(view(attendees=people("Ann Smith", "Tom Jones", "W" * 60)), SAY)
    for document in (plates, compose_labels(labels(3), SAY)):
        pdf = checked(render(document, style, FONTS, Format.PDF))  # type: ignore[arg-type]
        assert structure_of(pdf)


@pytest.mark.parametrize(
    ("count", "skipped", "pages"), [(1, 0, 1), (21, 0, 1), (22, 0, 2), (17, 4, 1), (18, 4, 2)]
)
def test_a_sheet_is_filled_from_the_first_label_that_is_free(
    count: int, skipped: int, pages: int
) -> None:
    document = compose_labels(labels(count, skipped), SAY)
    grid = document.blocks[0]
    assert isinstance(grid, Grid)
    assert len(grid.cells) == count  # nobody without an address
    assert page_count(render(document, CALM, FONTS, Format.PDF)) == pages


def test_two_plates_go_on_a_page_and_the_public_has_none() -> None:
    there = people("Ann Smith", "Tom Jones", "Una Lee")
    public = replace(there[2], uid="p", name="Two of the public", capacity=Capacity.PUBLIC)
    document = compose_plates(view(attendees=(*there, public)), SAY)
    assert page_count(render(document, CALM, FONTS, Format.PDF)) == 2
    text = render(document, CALM, FONTS, Format.TEXT).decode()
    assert "Una Lee" in text
    assert "public" not in text


def test_what_is_measured_on_paper_is_made_as_pdf_or_word_alone() -> None:
    for kind in (DocumentKind.LABELS, DocumentKind.NAME_PLATES):
        with pytest.raises(KnownError, match="are made as PDF or Word"):
            check_format(kind.value, ON_PAPER, Format.HTML)


def test_every_sheet_of_the_data_fits_on_its_page() -> None:
    sheets = json.loads((resources() / "labels.json").read_text("utf-8"))
    offered = next(option for option in OPTIONS if option.key == "labels.sheet")
    assert {key for key, _ in offered.values} == set(sheets)
    for name, values in sheets.items():
        sheet = LabelSheet(name, **values)
        assert sheet.left + sheet.across * (sheet.columns - 1) + sheet.width <= 210
        assert sheet.top + sheet.down * (sheet.rows - 1) + sheet.height <= 295
        assert sheet.across >= sheet.width
        assert sheet.down >= sheet.height
        full = replace(labels(sheet.count), sheet=sheet)
        assert page_count(render(compose_labels(full, SAY), CALM, FONTS, Format.PDF)) == 1


def every_sheet() -> dict[str, Document]:
    """Return a sheet and a few more of every kind of label."""
    sheets = json.loads((resources() / "labels.json").read_text("utf-8"))
    made = {}
    for name, values in sheets.items():
        sheet = LabelSheet(name, **values)
        made[name] = compose_labels(replace(labels(sheet.count + 1, 2), sheet=sheet), SAY)
    return made


def word(document: Document) -> DocxDocument:
    return docx.Document(BytesIO(render(document, CALM, FONTS, Format.DOCX)))


@pytest.mark.parametrize("name", [*every_sheet(), "plates"])
def test_in_word_every_cell_has_its_exact_place(name: str) -> None:
    names = ("Ann Smith", "Tom Jones", "Una Lee", "W" * 60)
    plates = compose_plates(view(attendees=people(*names)), SAY)
    document = {**every_sheet(), "plates": plates}[name]
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    made = word(document)
    pages = -(-(len(grid.cells) + grid.skipped) // (grid.columns * grid.rows))
    assert len(made.sections) == len(made.tables) == pages
    for section in made.sections:
        assert abs(section.left_margin.mm - grid.left_mm) < 0.02
        assert abs(section.top_margin.mm - grid.top_mm) < 0.02
        assert section.header.is_linked_to_previous
    found = []
    for table in made.element.body.iter(qn("w:tbl")):
        edges = [int(each.get(qn("w:w"))) for each in table.tblGrid]
        top = 0.0
        for row in table.iter(qn("w:tr")):
            (height,) = row.iter(qn("w:trHeight"))
            high = int(height.get(qn("w:val")))
            assert height.get(qn("w:hRule")) == "exact"
            assert row.find(f".//{qn('w:cantSplit')}") is not None
            for at, cell in enumerate(row.iter(qn("w:tc"))):
                if next(cell.iter(qn("w:t")), None) is not None:
                    found.append((sum(edges[:at]) + edges[at] / 2, top, high))
            top += high
    mm = 1440 / 25.4
    assert len(found) == len(grid.cells)
    for place, (centre, top, height) in enumerate(found, grid.skipped):
        column, row = place % grid.columns, place // grid.columns % grid.rows
        assert abs(centre - (column * grid.across_mm + grid.width_mm / 2) * mm) < 3
        assert abs(top - row * grid.down_mm * mm) < 10
        assert abs(height - grid.height_mm * mm) < 1


def printed(pdf: Path) -> list[list[tuple[str, float, float]]]:
    """Return for each page its words and the middle of each, in millimetres."""
    told = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = []
    for page in told.split("<page ")[1:]:
        found = BOX.findall(page)
        boxes = [(said, *(float(each) * 25.4 / 72 for each in box)) for *box, said in found]
        pages.append([(said, (x + right) / 2, (y + low) / 2) for said, x, y, right, low in boxes])
    return pages


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="no LibreOffice or poppler"
)
def test_labels_print_from_word_where_they_print_from_pdf(tmp_path: Path) -> None:
    fonts = (
        f"<fontconfig><dir>{FONTS.resolve()}</dir><cachedir>{tmp_path}/c</cachedir></fontconfig>"
    )
    (tmp_path / "fonts.conf").write_text(f"<?xml version='1.0'?>{fonts}")
    (tmp_path / "ours").mkdir()
    for name, document in every_sheet().items():
        ours = render(document, CALM, FONTS, Format.PDF)
        (tmp_path / "ours" / f"{name}.pdf").write_bytes(ours)
        (tmp_path / f"{name}.docx").write_bytes(render(document, CALM, FONTS, Format.DOCX))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, tmp_path.glob("*.docx"))],
        check=True, capture_output=True, timeout=180,
        env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
    )  # fmt: skip
    for name in every_sheet():
        ours, theirs = printed(tmp_path / "ours" / f"{name}.pdf"), printed(tmp_path / f"{name}.pdf")
        assert [len(page) for page in ours] == [len(page) for page in theirs]
        for here, there in zip(chain(*ours), chain(*theirs), strict=True):
            assert here[0] == there[0]
            assert max(abs(here[1] - there[1]), abs(here[2] - there[2])) < 1.0, name
