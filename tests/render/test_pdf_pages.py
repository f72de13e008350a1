"""Where pages end, that the same input gives the same bytes, and how long it takes."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from time import perf_counter
from zlib import decompress

import pytest

from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    AgendaSection,
    Block,
    Document,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Role,
    Text,
    runs,
)
from secretariat.documents.style import HouseStyle
from secretariat.errors import KnownError
from secretariat.render.pdf import render_pdf
from secretariat.render.pdf.paginate import paginate
from secretariat.render.pdf.seal import squeezed
from secretariat.render.pdf.strips import Strip, together
from tests.render.pdf_check import CALM, FONTS, ROOT, STYLES, checked, made, page_count
from tests.render.pdf_tree import placed_words
from tests.render.samples import SAMPLES


def para(text: str, **more: object) -> Paragraph:
    return Paragraph(runs(text), **more)  # type: ignore[arg-type]


def strips(count: int, height: float = 10.0) -> list[Strip]:
    return [Strip(height=height) for _ in range(count)]


def sizes(flow: list[Strip], height: float = 100.0) -> list[int]:
    return [len(page) for page in paginate(flow, height)]


def test_pages_are_filled() -> None:
    assert sizes(strips(25)) == [10, 10, 5]
    assert sizes([]) == [0]


def test_kept_strips_move_on_together() -> None:
    flow = strips(12)
    together(flow[8:11])
    assert sizes(flow) == [8, 4]


def test_what_is_kept_for_longer_than_a_page_is_parted_where_the_page_is_full() -> None:
    flow = strips(25)
    together(flow)
    assert sizes(flow) == [10, 10, 5]


def test_space_counts_between_strips_but_not_at_the_head_of_a_page() -> None:
    flow = strips(10)
    for strip in flow:
        strip.before, strip.after = 10.0, 5.0
    pages = paginate(flow, 100.0)
    assert [len(page) for page in pages] == [5, 5]
    assert [page[0].y for page in pages] == [0.0, 0.0]
    assert pages[0][1].y == 20.0


def test_a_new_page_is_never_an_empty_one() -> None:
    flow = strips(3)
    flow[0].new_page = flow[2].new_page = True
    assert sizes(flow) == [2, 1]
    assert page_count(made(PageBreak(), para("a"), PageBreak(), PageBreak(), para("b"))) == 2


def test_a_strip_taller_than_a_page_is_still_placed() -> None:
    assert sizes([*strips(1), *strips(1, 500.0), *strips(1)]) == [1, 1, 1]


@pytest.mark.parametrize("lines", range(30, 52))
def test_no_line_of_a_paragraph_and_no_heading_stands_alone(lines: int) -> None:
    """Push a heading and a paragraph over the foot of a page, line by line."""
    filler = [para(f"filler {i}", role=Role.SMALL) for i in range(lines)]
    text = "words of a paragraph that fills a few lines of the page for certain " * 6
    pdf = made(*filler, Heading(2, runs("Heading")), para(text))
    printed = placed_words(pdf)
    heading = next(page for page, _, _, words in printed if words.startswith("Heading"))
    body = [
        page
        for page, _, _, words in printed
        if "paragraph" in words or "words" in words or "lines" in words
    ]
    assert heading == body[0]
    assert all(body.count(page) >= 2 for page in set(body))


@pytest.mark.parametrize("lines", range(24, 44, 3))
def test_an_agenda_title_keeps_with_what_stands_below_it(lines: int) -> None:
    notes = (Paragraph(runs("A Presenter"), Role.PRESENTER), Paragraph(runs("To note.")))
    items = tuple(AgendaLine(f"{i}.", runs(f"Title {i}"), notes=notes) for i in range(1, 9))
    filler = [para(f"filler {i}", role=Role.SMALL) for i in range(lines)]
    pdf = made(*filler, AgendaList((AgendaSection(runs("Looking back"), items),)))
    place = {words.strip(): page for page, _, _, words in placed_words(pdf)}
    printed = [(page, words.strip()) for page, _, _, words in placed_words(pdf)]
    assert place["LOOKING BACK"] == place["Title 1"] == place["AGENDA"]
    for index, (page, words) in enumerate(printed):
        if words.startswith("Title"):
            below = next(each for each in printed[index:] if each[1] == "To note.")
            assert below[0] == page


def test_a_list_item_is_not_parted_from_its_label() -> None:
    items = tuple(ListItem(f"({i})", (para("item " * 40),)) for i in range(1, 60))
    printed = placed_words(checked(made(ListBlock(items, ordered=True))))
    for index, (page, _, y, words) in enumerate(printed):
        if words.startswith("("):
            assert any(
                each[0] == page and each[2] == y
                for each in (printed[index - 1], printed[index + 1])
            )


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_the_same_document_gives_the_same_bytes(sample: object, style: HouseStyle) -> None:
    document: Document = sample()  # type: ignore[operator]
    assert render_pdf(document, style, FONTS) == render_pdf(document, style, FONTS)


def test_another_process_and_another_folder_give_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere" / "fonts"
    copytree(FONTS, folder)
    code = (
        "import sys; from pathlib import Path; from hashlib import sha256;"
        "from secretariat.render.pdf import render_pdf;"
        "from secretariat.documents.style import HouseStyle;"
        "from tests.render.samples import minutes;"
        "print(sha256(render_pdf(minutes(), HouseStyle(), Path(sys.argv[1]))).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    here = render_pdf(SAMPLES["minutes"](), CALM, FONTS)
    assert done.stdout.strip() == sha256(here).hexdigest()


def test_the_date_of_making_is_the_only_date() -> None:
    document = SAMPLES["agenda"]()
    later = replace(document, made=datetime(2031, 5, 6, 7, 8, 9))
    pdf = render_pdf(later, CALM, FONTS)
    assert b"2031-05-06T07:08:09Z" in pdf
    assert pdf != render_pdf(document, CALM, FONTS)


def test_no_stream_ends_with_a_return() -> None:
    """A stream that ends so is taken to be shorter than it says; one in 256 would."""
    for number in range(120):
        pdf = made(para(f"Text number {number} " * 5), title=f"Title {number}")
        assert b"\r\nendstream" not in pdf


@pytest.mark.parametrize("filler", [b"\n", b"\0\0\0\1"])
def test_what_would_end_with_a_return_is_filled(filler: bytes) -> None:
    filled = 0
    for number in range(600):
        data = number.to_bytes(2, "big") * 5
        result, length = squeezed(data, filler)
        assert not result.endswith(b"\r")
        assert decompress(result)[: len(data)] == data
        assert len(decompress(result)) == length
        filled += length > len(data)
    assert filled


def test_a_font_that_is_not_there_has_a_stand_in_or_is_told_in_a_sentence(tmp_path: Path) -> None:
    assert checked(made(para("x"), style=HouseStyle(font="Comic"))) == made(para("x"))
    (tmp_path / "Bad-Regular.ttf").write_bytes(b"not a font")
    document = Document("T", (para("x"),), "minutes")
    with pytest.raises(KnownError, match="“Comic”"):
        render_pdf(document, HouseStyle(font="Comic"), tmp_path)
    with pytest.raises(KnownError, match="Bad-Regular"):
        render_pdf(document, HouseStyle(font="Bad", heading_font="Bad"), tmp_path)


def test_margins_that_leave_no_room_are_made_smaller() -> None:
    huge = HouseStyle(margin_left_mm=150, margin_right_mm=150, margin_top_mm=300, page="A5")
    checked(made(Heading(1, runs("Title")), para("word " * 50), style=huge))


def long_minutes(items: int) -> Document:
    """Return minutes of about `items` / 3.3 pages."""
    blocks: list[Block] = [Heading(1, runs("Minutes of the Board"))]
    for number in range(1, items + 1):
        margin = runs("Action") if number == 1 else ()
        blocks += [
            Heading(
                2, runs(f"Report on the progress of plan {number}"), f"{number}.", False, margin
            ),
            para("The Board considered the report and welcomed the progress made. " * 6),
            para("Someone is to report back at the next meeting. " * 3, margin=runs("A Person")),
            ListBlock(
                tuple(ListItem("•", (para("a point that was made " * 4),)) for _ in range(3))
            ),
            Paragraph((Text("That the report be noted."),), Role.DECISION, f"D{number}/17"),
        ]
    return Document("Minutes", tuple(blocks), "minutes")


@pytest.mark.bench
@pytest.mark.parametrize(("items", "pages", "limit"), [(33, 10, 0.5), (330, 100, 4.0)])
def test_long_minutes_take_little_time(items: int, pages: int, limit: float) -> None:
    document = long_minutes(items)
    render_pdf(document, CALM, FONTS)
    start = perf_counter()
    pdf = render_pdf(document, CALM, FONTS)
    assert perf_counter() - start < limit
    assert page_count(pdf) >= pages
