"""Name plates and labels stand where the paper wants them, and are read as a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from secretariat.documents.model import Grid
from secretariat.documents.plates import compose_labels, compose_plates
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, Capacity, DocumentKind, Format
from secretariat.models.labels import LabelSheet
from secretariat.models.options import OPTIONS, Choices
from secretariat.models.records import Attendee, Body, Membership, Person
from secretariat.models.views import BodyView, Member
from secretariat.render.dispatch import render
from secretariat.services.publish import check_format
from tests.documents.small import SAY, view
from tests.render.pdf_check import CALM, FONTS, STYLES, checked, page_count
from tests.render.pdf_tree import structure_of

L7160 = LabelSheet("L7160", 3, 7, 7.2, 15.1, 63.5, 38.1, 66.0, 38.1)
DAY = date(2026, 3, 1)


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


def test_what_is_measured_on_paper_is_made_as_pdf_alone() -> None:
    with pytest.raises(KnownError, match="are made as PDF"):
        check_format(DocumentKind.LABELS, (Format.PDF,), Format.HTML)


def test_every_sheet_of_the_data_fits_on_its_page() -> None:
    from json import loads

    from secretariat.paths import resources

    sheets = loads((resources() / "labels.json").read_text("utf-8"))
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
