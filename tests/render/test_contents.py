"""Lists of contents: where their lines lead, in every format, and when a document has one."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from pikepdf import Name, Pdf

from secretariat.documents.agenda import compose_agenda
from secretariat.documents.contents import contents_of, entries
from secretariat.documents.minutes import compose_minutes
from secretariat.documents.minutes_index import compose_index
from secretariat.documents.model import Contents, Document, Heading, Table, plain, runs
from secretariat.documents.style import HouseStyle
from secretariat.documents.wording import load_wording
from secretariat.models.kinds import Audience, Format, Stage
from secretariat.models.options import Choices
from secretariat.models.views import BodyView, MeetingView
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.render.pdf import render_pdf
from secretariat.render.text import render_text
from tests.documents import seeds, small
from tests.render.pdf_check import FONTS, STYLES, checked, made
from tests.render.pdf_tree import tree_of
from tests.render.samples import contents, para
from tests.render.test_docx import check_schema, text_of
from tests.render.test_html import page
from tests.render.words import words

SAY = load_wording(resources() / "wording", "en-GB")
LINES = [
    "Present", "Looking back", "1.1 Roads", "1.2 Trees & hedges", "Looking forward",
    "2.1 Ponds", "2.2 Bridges", "Any other business / Unrhyw fater arall",
    "Agenda of the next meeting", "In public", "9 See our page",
]  # fmt: skip


def lines_of(document: Document) -> list[str]:
    block = contents_of(document)
    assert block is not None
    lines = entries(document.blocks, block)
    return [f"{line.number} {plain(line.runs)}".strip() for line in lines]


def test_the_lines_are_the_headings_below_the_list_down_to_its_depth() -> None:
    document = contents()
    assert lines_of(document) == LINES
    block = contents_of(document)
    assert block is not None
    assert [line.depth for line in entries(document.blocks, block)] == [
        0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0,
    ]  # fmt: skip


@pytest.mark.parametrize("style", [*STYLES, "large print"])
def test_each_line_of_a_pdf_leads_to_its_heading_and_names_its_page(style: str) -> None:
    house = STYLES.get(style) or HouseStyle().large_print()
    pdf = checked(render_pdf(contents(), house, FONTS))
    pages, headings = printed_pages(pdf), heading_pages(pdf)
    assert pages == {words(line)[-1]: headings[words(line)[-1]] for line in LINES}
    assert max(pages.values()) > 2
    with Pdf.open(BytesIO(pdf)) as opened:
        index = {each.obj.objgen: each.index + 1 for each in opened.pages}
        for sheet in opened.pages:
            for link in sheet.obj.get(Name.Annots, []):
                if str(link.A.S) == "/GoTo":
                    said, _, number = str(link.Contents).rpartition(", ")
                    assert index[link.A.D[0].objgen] == int(number) == pages[words(said)[-1]]


def printed_pages(pdf: bytes) -> dict[str, int]:
    """Return the page that each line of the list names, by the last word of the line."""
    found = {}
    for item in (node for node in tree_of(pdf).walk() if node.role == "TOCI"):
        (reference,) = (kid for kid in item.kids if kid.role == "Reference")
        (link, number) = reference.kids
        assert (link.role, number.role) == ("Link", "Span")
        found[words(link.text)[-1]] = int(number.text)
    return found


def heading_pages(pdf: bytes) -> dict[str, int]:
    """Return the page on which each heading is painted, by its last word."""
    found: dict[str, int] = {}
    headings = [node for node in tree_of(pdf).walk() if node.role in {"H2", "H3"}]
    with Pdf.open(BytesIO(pdf)) as opened:
        index = {each.obj.objgen: each.index + 1 for each in opened.pages}
        waiting = [opened.Root.StructTreeRoot.K]
        pages = []
        while waiting:
            element = waiting.pop()
            kids = element.get(Name.K)
            kids = [] if kids is None else list(kids) if hasattr(kids, "append") else [kids]
            if element.get(Name.S) in (Name.H2, Name.H3):
                first = kids[0] if Name.MCID in kids[0] else kids[0].K[0]
                pages.append(index[first.Pg.objgen])
            waiting += [kid for kid in reversed(kids) if kid.get(Name.Type) == Name.StructElem]
    for node, number in zip(headings, pages, strict=True):
        found[words(node.text)[-1]] = number
    return found


def test_each_line_of_a_word_file_leads_to_its_heading_and_nothing_asks_to_be_updated() -> None:
    data = render(contents(), HouseStyle(), FONTS, Format.DOCX)
    check_schema(data)
    word = docx.Document(BytesIO(data))
    body = word.element.body
    places = {
        mark.get(qn("w:name")): words(text_of(mark.getparent()))
        for mark in body.iter(qn("w:bookmarkStart"))
    }
    links = [link for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    assert [places[link.get(qn("w:anchor"))] for link in links] == [words(line) for line in LINES]
    assert [words(text_of(link)) for link in links] == [words(line) for line in LINES]
    marks = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]
    (code,) = body.iter(qn("w:instrText"))
    assert code.text == ' TOC \\o "2-3" \\h \\z '
    numbers = [*body.iter(qn("w:fldSimple"))]
    printed = printed_pages(render(contents(), HouseStyle(), FONTS, Format.PDF))
    shown = [int("".join(t.text or "" for t in field.iter(qn("w:t")))) for field in numbers]
    assert shown == list(printed.values())
    settings = {child.tag for child in word.settings.element.iter()}
    assert qn("w:updateFields") not in settings
    assert not [each for each in body.iter() if each.get(qn("w:dirty"))]


def test_each_line_of_a_web_page_leads_to_its_heading() -> None:
    root = page(contents())
    (nav,) = root.all("nav")
    named = {each.marks["id"]: each for each in root.walk() if "id" in each.marks}
    assert named[nav.marks["aria-labelledby"]].text().strip() == "Contents"
    links = nav.all("a")
    assert [words(link.text()) for link in links] == [words(line) for line in LINES]
    assert [words(named[link.marks["href"][1:]].text()) for link in links] == [
        words(line) for line in LINES
    ]


def test_plain_text_lists_the_headings_without_pages() -> None:
    told = render_text(contents()).decode().split("\n\n")
    listed = next(part for part in told if "Present\n" in part).split("\n")
    assert [line.strip().replace("  ", " ") for line in listed] == LINES


def test_headings_without_words_or_in_great_number_do_no_harm() -> None:
    many = [Heading(2 + n % 3, runs(f"Heading {n} " + "w" * (n % 90)), number=f"{n}.") for n in
            range(300)]  # fmt: skip
    odd = (Heading(2, runs("\x00\x07")), Heading(6, ()), Heading(2, runs("\ue000")))
    pdf = checked(made(Contents(runs("Contents"), 9), *odd, *many, para("End")))
    assert len([node for node in tree_of(pdf).walk() if node.role == "TOCI"]) == 300
    checked(made(Contents(runs("Contents")), para("Nothing follows")))
    for style in (HouseStyle(), HouseStyle().large_print()):
        empty = Document("Empty", (Contents(()), *odd), "minutes")
        for form in (Format.PDF, Format.DOCX, Format.HTML, Format.TEXT):
            assert render(empty, style, FONTS, form)


def choosing(view: MeetingView, **chosen: str) -> MeetingView:
    named = {key.replace("_", "."): value for key, value in chosen.items()}
    return replace(view, choices=Choices({**view.choices.chosen, **named}))


def test_a_body_chooses_when_its_documents_have_a_list() -> None:
    view = seeds.partnership_minutes()
    never = compose_minutes(choosing(view, minutes_contents="never"), SAY)
    usual = compose_minutes(view, SAY)
    always = compose_minutes(choosing(view, minutes_contents="always"), SAY)
    few = compose_minutes(choosing(view, minutes_contents="12"), SAY)
    assert contents_of(never) is contents_of(usual) is None
    assert never == usual
    lines = lines_of(always)
    assert len(lines) < 20
    assert (contents_of(few) is not None) == (len(lines) >= 12)
    numbered = [f"{b.number} {plain(b.runs)}" for b in always.blocks if isinstance(b, Heading)]
    assert set(lines) >= {line for line in numbered if line[0].isdigit()}
    agenda = compose_agenda(choosing(seeds.partnership_agenda(), agenda_contents="always"), SAY)
    assert "Agenda" in lines_of(agenda)
    assert contents_of(compose_agenda(seeds.partnership_agenda(), SAY)) is None


def test_a_long_index_is_parted_by_letters_with_a_list_of_them() -> None:
    def index(titles: list[str]) -> Document:
        items = tuple(small.item(f"i{n}", n, title=title) for n, title in enumerate(titles))
        meeting = small.view(items, meeting=replace(small.MEETING, stage=Stage.CLOSED))
        day = small.SITTING.date
        body = BodyView(Audience.PUBLIC, small.BODY, day, day, Choices({}), meetings=(meeting,))
        return compose_index(body, SAY)

    titles = [f"{letter}ccount {n}" for letter in "zaeÉb" for n in range(10)] + [
        "106 bus",
        "“Echo”",
    ]
    long = index(titles)
    assert lines_of(long) == ["0–9", "A", "B", "E", "Z"]
    tables = [block for block in long.blocks if isinstance(block, Table)]
    assert [len(table.rows) - 1 for table in tables] == [1, 10, 10, 21, 10]
    checked(render(long, HouseStyle(), FONTS, Format.PDF))
    assert contents_of(index(titles[:20])) is None
