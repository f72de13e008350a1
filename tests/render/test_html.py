"""HTML: the words, the structure of the page, and what hostile input may not do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    AgendaSection,
    Block,
    Document,
    Heading,
    Link,
    ListBlock,
    ListItem,
    PageFurniture,
    Paragraph,
    Role,
    Table,
    Text,
    runs,
)
from secretariat.documents.style import HouseStyle
from secretariat.render.html import render_html
from secretariat.render.html_style import contrast, readable, stylesheet
from tests.render.samples import SAMPLES, agenda, minutes, row
from tests.render.words import PAGE, Manner, model_words, words

VOID = {"meta", "br", "hr", "col", "link", "img", "input"}
INLINE = {"span", "strong", "em", "a"}
STYLE = HouseStyle()


@dataclass
class Element:
    tag: str
    marks: dict[str, str]
    kids: list[Element | str] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        return self.marks.get("class", "").split()

    def walk(self) -> list[Element]:
        found = [self]
        for kid in self.kids:
            found += kid.walk() if isinstance(kid, Element) else []
        return found

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.walk() if element.tag in tags]

    def text(self, *, said: bool = False) -> str:
        if not said and {"said", "said-only"} & set(self.kinds):
            return ""
        inner = "".join(k if isinstance(k, str) else k.text(said=said) for k in self.kids)
        return inner if self.tag in INLINE else f" {inner} "


class Page(HTMLParser):
    """Reads a page strictly: every element is closed in its turn, every attribute is single."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]
        self.doctype = ""
        self.feed(data.decode("utf-8"))
        self.close()
        assert len(self.open) == 1, f"not closed: {[e.tag for e in self.open]}"

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        element = Element(tag, {name: value or "" for name, value in attrs})
        parents = {each.tag for each in self.open}
        assert not (tag == "a" and "a" in parents)
        if "p" in parents or self.open[-1].tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            assert tag in INLINE | {"br", "sup"}
        self.open[-1].kids.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].kids.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError("no comment is written")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def page(document: Document, style: HouseStyle = STYLE) -> Element:
    return Page(render_html(document, style)).root


def main_words(root: Element) -> list[str]:
    (main,) = root.all("main")
    return words(main.text())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_words_and_their_order_are_those_of_the_model(name: str) -> None:
    document = SAMPLES[name]()
    assert main_words(page(document)) == model_words(document, PAGE)


def test_without_an_action_column_the_owner_is_on_a_line_of_its_own() -> None:
    document = minutes()
    root = page(document, replace(STYLE, action_margin_mm=0))
    assert main_words(root) == model_words(document, Manner(owner_lines=True))
    assert not [e for e in root.walk() if "beside" in e.kinds]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_is_well_made(name: str) -> None:
    document = SAMPLES[name]()
    data = render_html(document, STYLE)
    root = Page(data).root
    assert data.startswith(b"<!DOCTYPE html>\n")
    (html,) = root.all("html")
    assert html.marks["lang"] == "en-GB"
    (title,) = root.all("title")
    assert title.text().strip() == document.title
    ids = [element.marks["id"] for element in root.walk() if "id" in element.marks]
    assert len(ids) == len(set(ids))
    for element in root.walk():
        if "aria-labelledby" in element.marks:
            assert element.marks["aria-labelledby"] in ids
    assert len(root.all("main")) == 1
    assert len(root.all("h1")) == 1
    check_headings(root)
    check_lists_and_tables(root)


def check_headings(root: Element) -> None:
    levels = [int(h.tag[1]) for h in root.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def check_lists_and_tables(root: Element) -> None:
    for element in root.all("ul", "ol"):
        assert {k.tag for k in element.kids if isinstance(k, Element)} == {"li"}
        if "list-style: none" in element.marks.get("style", ""):
            assert element.marks["role"] == "list"
    for element in root.all("th"):
        assert element.marks["scope"] in {"row", "col", "rowgroup", "colgroup"}
    for element in root.all("table"):
        assert element.all("caption")
        assert element.all("thead")[0].all("th")


def test_nothing_is_fetched_and_nothing_runs() -> None:
    for make in SAMPLES.values():
        data = render_html(make(), STYLE).decode()
        root = page(make())
        assert not root.all("script", "link", "img", "iframe", "object", "base", "form")
        assert not re.search(r"url\(|@import|expression|javascript:", data)
        assert "default-src 'none'" in data
        for element in root.walk():
            assert not [name for name in element.marks if name.startswith("on")]
            assert "src" not in element.marks


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_html(minutes(), STYLE) == render_html(minutes(), STYLE)


def test_agenda_lines_are_nested_lists_with_their_numbers_as_text() -> None:
    root = page(agenda())
    outer = [e for e in root.all("ol") if "agenda" in e.kinds]
    item = next(li for li in outer[2].kids if isinstance(li, Element))
    assert words(item.text())[:4] == ["5", "strategic", "assessment", "10"]
    (inner,) = [k for k in item.kids if isinstance(k, Element) and k.tag == "ol"]
    labels = [li.all("span")[0].text() for li in inner.kids if isinstance(li, Element)]
    assert labels == ["(a)", "(b)"]


def test_columns_are_said_in_words_too() -> None:
    root = page(minutes())
    owners = [e for e in root.walk() if "owner" in e.kinds]
    assert all(e.text(said=True).strip().startswith("Action: ") for e in owners)
    assert len(owners) == 4
    pages = [e for e in page(agenda()).walk() if e.tag == "p" and "pages" in e.kinds]
    assert "Pages 1 - 6" in [e.text(said=True).strip() for e in pages]


def test_a_passage_has_its_language() -> None:
    (passage,) = [e for e in page(agenda()).all("span") if "lang" in e.marks]
    assert passage.marks["lang"] == "cy-GB"


def test_a_document_without_a_title_heading_gets_one() -> None:
    root = page(Document("The title", (Heading(3, runs("Deep")),), "agenda"))
    assert [h.tag for h in root.all("h1", "h2", "h3")] == ["h1", "h2"]
    two = page(Document("T", (Heading(1, runs("A")), Heading(1, runs("B"))), "agenda"))
    assert [h.tag for h in two.all("h1", "h2", "h3")] == ["h1", "h2", "h2"]


def test_right_to_left_words_find_their_side() -> None:
    root = page(Document("T", (Paragraph(runs("مرحبا بكم")),), "agenda"))
    assert root.all("p")[0].marks["dir"] == "auto"
    assert page(Document("T", (), "agenda", language="ar")).all("html")[0].marks["dir"] == "rtl"


def test_a_stamp_and_a_marking_stand_in_the_banner() -> None:
    furniture = PageFurniture(stamp="DRAFT", marking="OFFICIAL", foot="Foot & end")
    root = page(Document("T", (), "agenda", furniture=furniture))
    assert root.all("header")[0].text().split() == ["DRAFT", "OFFICIAL"]
    assert root.all("footer")[0].text().strip() == "Foot & end"


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://x.example/a?b=1&c=%20", True),
        ("HTTP://x.example", True),
        ("mailto:a@x.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//x.example", False),
        ('https://x.example/" onclick="x', False),
        ("https://x.example/\nX", False),
        (" https://x.example", False),
        ("file:///etc/passwd", False),
    ],
)
def test_links_lead_only_to_the_web_and_to_mailboxes(href: str, kept: bool) -> None:
    root = page(Document("T", (Paragraph((Link("words", href),)),), "agenda"))
    assert [a.marks["href"] for a in root.all("a")] == ([href] if kept else [])
    assert "words" in main_words(root)


MARKUP = "</title></style><script>alert('x')</script><!-- & &amp; \" ' ]]>"


def test_markup_is_words() -> None:
    check_hostile(MARKUP, MARKUP)


@given(st.text(max_size=60), st.text(max_size=60))
def test_hostile_words_are_kept(one: str, two: str) -> None:
    check_hostile(one, two)


@pytest.mark.battery
@settings(max_examples=2000)
@given(st.text(max_size=400), st.text(max_size=2000))
def test_much_hostile_text_is_kept(one: str, two: str) -> None:
    check_hostile(one, two)


def check_hostile(one: str, two: str) -> None:
    line = AgendaLine(one, runs(two), 3, (Paragraph(runs(one)),), two, one, key=two)
    blocks: tuple[Block, ...] = (
        Heading(1, runs(two), one, margin=runs(one)),
        Heading(6, runs(one), section=True),
        Paragraph((Text(two, lang=one), Link(one, two)), Role.DECISION, one, runs(two)),
        ListBlock((ListItem(one, (Paragraph(runs(two), label=one), ListBlock(()))),)),
        AgendaList((AgendaSection(runs(one), (line,)),), two, one, two),
    )
    furniture = PageFurniture(one, two, stamp=one, marking=two)
    document = Document(one, blocks, two, two, one, two, (one,), furniture=furniture)
    root = page(document)
    check_headings(root)
    assert main_words(root) == model_words(document)


def test_text_can_be_read_on_its_ground() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast(readable("#ffee88", "#ffffff"), "#ffffff") >= 4.5
    assert contrast(readable("#101820", "#14181e"), "#14181e") >= 4.5
    assert readable("#1b2430", "#ffffff") == "#1b2430"


@pytest.mark.parametrize("ink", ["#1b2430", "#eeeeee", "#ffff00", "red; } body { display: none"])
def test_every_palette_meets_the_contrast(ink: str) -> None:
    sheet = stylesheet(replace(STYLE, ink=ink, quiet=ink, accent=ink))
    palettes = re.findall(r":root \{[^{}]*--ground[^{}]*\}", sheet)
    assert len(palettes) == 3
    for palette in palettes:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", palette))
        for name in ("ink", "quiet", "accent"):
            assert contrast(colours[name], colours["ground"]) >= 4.5
            assert contrast(colours[name], colours["shade"]) >= 4.5
    assert "display: none" not in sheet.split("@media")[0]


def test_a_house_style_cannot_reach_beyond_its_values() -> None:
    hostile = "x</style><script>\"}'"
    style = replace(
        STYLE, font=hostile, heading_font=hostile, accent=hostile, page=hostile,
        heading_case=hostile,
    )  # fmt: skip
    root = page(agenda(), style)
    assert not root.all("script")
    assert main_words(root) == model_words(agenda())


def test_braces_are_balanced_in_the_style_sheet() -> None:
    sheet = stylesheet(STYLE)
    assert sheet.count("{") == sheet.count("}")
    assert "$" not in sheet


def test_what_belongs_together_stays_together_on_paper() -> None:
    lead, table = Paragraph(runs("The votes were:")), Table((row("a", header=True), row("b")), (1,))
    kept = Paragraph(runs("Action"), Role.ACTION, keep_with_next=True)
    document = Document("T", (Heading(1, runs("T")), lead, table, kept), "minutes")
    made = render_html(document, STYLE).decode()
    assert '<p class="keep">The votes were:' in made
    assert '<p class="action keep">Action' in made
    printed = made.partition("@media print")[2]
    for rule in (".keep { break-after: avoid; }", "tbody tr:first-child { break-before: avoid; }"):
        assert rule in printed
