"""Whatever text and whatever structure arrives, the PDF is valid and no word is lost."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Pdf

from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    AgendaSection,
    Align,
    Block,
    Cell,
    Document,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    PageBreak,
    PageFurniture,
    Paragraph,
    Role,
    Rule,
    Runs,
    SignatureLine,
    Table,
    Text,
    runs,
)
from secretariat.render.pdf import render_pdf
from tests.render.pdf_check import CALM, FONTS, STYLES, checked, made, page_count
from tests.render.pdf_tree import placed_words, structure_of, tidy, tree_of


def para(text: str, **more: object) -> Paragraph:
    return Paragraph(runs(text), **more)  # type: ignore[arg-type]


def cell(text: str, header: bool = False, **more: int) -> Cell:
    return Cell((para(text),) if text else (), header, **more)


def said(pdf: bytes) -> str:
    return " ".join(text for _, text in structure_of(pdf))


EMPTY: dict[str, tuple[Block, ...]] = {
    "nothing": (),
    "empty paragraph": (para(""), Paragraph((LineBreak(), LineBreak()))),
    "empty heading": (Heading(1, ()), Heading(3, runs(" "), number="")),
    "empty lists": (ListBlock(()), ListBlock((ListItem("", ()), ListItem("•", ())))),
    "empty agenda": (AgendaList(()), AgendaList((AgendaSection((), (AgendaLine("", ()),)),))),
    "empty table": (Table((), ()), Table(((),), ()), Table(((cell(""),),), (1,))),
    "empty link": (Paragraph((Link("", "https://a.example"), Link(" ", ""), Text("x"))),),
    "only breaks": (PageBreak(), Rule(), PageBreak(), SignatureLine("")),
}


@pytest.mark.parametrize("blocks", EMPTY.values(), ids=EMPTY)
def test_empty_things_make_a_valid_page(blocks: tuple[Block, ...]) -> None:
    checked(made(*blocks))
    checked(made(*blocks, title=""))


TEXTS = {
    "markup": '<b>&amp;</b> <TBC> <img src="/etc/passwd"/> & < > \\ ( ) %s {0} ]]> <!-- -->',
    "welsh and polish": "Llŷr ŵyn ÿ Łódź źdźbło żółć Ångström",
    "dashes": "2016–17 — “quoted” ‘so’ … £ € ½ ² •",
    "no-break": "10\N{NO-BREAK SPACE}am 5\N{NARROW NO-BREAK SPACE}000",
    "signs": "→ ✓ ☐ ☎ ● □",
    "emoji": "Thanks 👍 日本語 ᚠ 𝔘",
    "hebrew": "שלום עולם (2018) hello",
    "arabic": "مرحبا بالعالم 2018 لا إله",
    "mixed": "Cllr محمد said (שלום) yes",
    "combining": "Z\u0351\u036b\u0343 a" + "\u0301" * 300,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    pdf = checked(
        made(
            Heading(1, runs(text)),
            para(text, label=text, margin=runs(text)),
            ListBlock((ListItem(text, (para(text),)),)),
            Table(((cell(text, True),), (cell(text),)), (1,)),
            title=text,
            author=text,
            furniture=PageFurniture(text, text, text + "{page}", text, text),
        )
    )
    wanted = tidy(unicodedata.normalize("NFC", text))
    assert tidy(said(pdf)).count(wanted) == 8


def test_a_letter_that_no_font_has_is_seen() -> None:
    printed = "".join(text for *_, text in placed_words(checked(made(para("a 👍 b ᚠ c")))))
    assert printed.startswith("a � b � c")


def test_what_means_nothing_is_dropped_or_marked() -> None:
    text = "a\x00b\x07c\x1bd\u200be\u202ef\ufeffg\u2028h\tx\x85y \ue000 \U0010fffe \ud83d \ufffe."
    assert said(checked(made(para(text), title=text))) == "abcdefg h xy � � � �."


def test_endless_words_are_divided() -> None:
    word = "Llanfair" * 1250
    pdf = checked(
        made(
            Heading(1, runs(word)),
            Heading(2, runs(word[:99]), number="9" * 300),
            para(word, label="L" * 200, margin=runs("O" * 500)),
            ListBlock((ListItem("•" * 90, (para(word[:999]),)),)),
            AgendaList(
                (
                    AgendaSection(
                        runs("s" * 500),
                        (AgendaLine("7" * 200, runs(word[:900]), time="9" * 90, pages="8" * 90),),
                    ),
                )
            ),
            SignatureLine("c" * 400),
            furniture=PageFurniture("h" * 999, "f " * 900, "p" * 300, "s" * 400, "m" * 400),
        )
    )
    assert word in said(pdf)
    paper = 210 / 25.4 * 72
    assert all(0 <= x < paper for _, x, _, _ in placed_words(pdf))


def test_a_soft_hyphen_is_shown_only_where_a_line_ends() -> None:
    pdf = checked(made(para("demo\N{SOFT HYPHEN}cratic\N{SOFT HYPHEN}services " * 60)))
    printed = placed_words(pdf)
    assert any(words.endswith("-") for *_, words in printed)
    assert said(pdf).replace("\N{SOFT HYPHEN}", "") == tidy("democraticservices " * 60)


def test_an_enormous_paragraph_runs_over_pages() -> None:
    text = "The quick brown fox jumps over the lazy dog. " * 2000
    pdf = checked(made(para(text)))
    assert page_count(pdf) > 15
    assert said(pdf) == tidy(text)


TABLES = {
    "tall row": Table(
        ((cell("h", True), cell("i", True)), (cell("word " * 3000), cell("x"))), (1, 1)
    ),
    "tall span": Table(
        (
            (cell("h", True), cell("i", True)),
            (cell("left " * 2000, rowspan=3), cell("right " * 500)),
            (cell("after " * 700),),
            (cell("end " * 10),),
            (cell("q"), cell("r")),
        ),
        (1, 2),
    ),
    "tall head": Table(((cell("head " * 2500, True),), (cell("x"),), (cell("y"),)), (1,)),
    "spans beyond the grid": Table(
        (
            (cell("a", colspan=9, rowspan=9), cell("b")),
            (cell("c"),),
            (cell("d"), cell("e"), cell("f")),
        ),
        (1,),
        header_rows=7,
    ),
    "ragged": Table(((cell("a"),), (cell("b"), cell("c"), cell("d")), ()), (0, -1)),
    "thin": Table(((cell("a"), cell("b")),), (2e-309,)),
    "odd widths": Table(((cell("a"), cell("b"), cell("c")),), (5e-324, float("nan"), 1e300)),
    "wide": Table(
        tuple(tuple(cell(f"value {r}.{c}") for c in range(40)) for r in range(20)), (1,) * 40
    ),
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_any_table_is_printed_whole(table: Table) -> None:
    pdf = checked(made(para("before"), table, para("after")))
    wanted = [word for row in table.rows for each in row for word in cell_words(each)]
    assert sorted(said(pdf).split()) == sorted(["before", *wanted, "after"])


def cell_words(each: Cell) -> list[str]:
    return " ".join(
        "".join(run.text for run in block.runs if isinstance(run, Text))
        for block in each.blocks
        if isinstance(block, Paragraph)
    ).split()


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "file:///etc/passwd", "", "https://", "#x"]
)
def test_only_web_and_mail_addresses_become_links(href: str) -> None:
    pdf = checked(made(Paragraph((Link("words", href),))))
    assert structure_of(pdf) == [("P", "words")]
    with Pdf.open(BytesIO(pdf)) as opened:
        assert "/Annots" not in opened.pages[0]
    assert [node.role for node in tree_of(pdf).walk()] == ["Document", "P"]


def test_an_address_is_written_in_ascii() -> None:
    pdf = checked(made(Paragraph((Link("words", "https://council.example/cyfarfod/ŵ?a=b c"),))))
    with Pdf.open(BytesIO(pdf)) as opened:
        (annotation,) = opened.pages[0].Annots
        assert str(annotation.A.URI) == "https://council.example/cyfarfod/%C5%B5?a=b%20c"


@pytest.mark.parametrize("language", ["", "not a language", "<x>", "cy-GB"])
def test_a_language_that_is_none_is_not_claimed(language: str) -> None:
    pdf = checked(made(Paragraph((Text("words", lang=language),)), language=language))
    with Pdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == (language if language == "cy-GB" else "en-GB")


def test_a_list_of_twenty_levels_is_printed() -> None:
    inner = ListBlock((ListItem("•", (para("the deepest of all"),)),))
    for level in range(20, 0, -1):
        item = ListItem("(a)", (para(f"level {level} goes on for some words"), inner))
        inner = ListBlock((item,), ordered=True)
    pdf = checked(made(inner))
    assert "the deepest of all" in said(pdf)
    paper = 210 / 25.4 * 72
    assert all(x < paper - 60 for _, x, _, _ in placed_words(pdf))


def test_nothing_but_headings_and_kept_paragraphs_still_fill_pages() -> None:
    headings = [Heading(2, runs(f"Heading {i}")) for i in range(150)]
    kept = [para(f"Kept {i}", keep_with_next=True) for i in range(150)]
    pdf = checked(made(*headings, *kept))
    assert page_count(pdf) > 5
    assert len(structure_of(pdf)) == 300


def test_more_owners_than_lines_stay_in_the_margin() -> None:
    owners = "\n".join(f"Owner {i}" for i in range(90))
    pdf = checked(made(para("Short.", margin=runs(owners)), para("", margin=runs("Alone"))))
    assert said(pdf) == tidy(f"Short. {owners} Alone")


# Text of letters, marks, right-to-left letters, controls, signs and what looks like markup.
ANY_TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from("<>&\\()[] -–\n\t\u00ad\u0301\u05d0\u0627\u06440")),
    max_size=40,
)
RUN = st.one_of(
    st.builds(Text, ANY_TEXT, st.booleans(), st.booleans(), st.sampled_from(["", "cy", "pl"])),
    st.builds(Link, ANY_TEXT, st.sampled_from(["https://x.example/é?(a)", "mailto:a@b.example"])),
    st.just(LineBreak()),
)
RUNS: st.SearchStrategy[Runs] = st.lists(RUN, max_size=4).map(tuple)
PARAGRAPH = st.builds(
    Paragraph, RUNS, st.sampled_from(Role), ANY_TEXT, RUNS | st.just(()), st.booleans()
)
INNER = st.recursive(
    PARAGRAPH,
    lambda inner: st.builds(
        ListBlock,
        st.lists(
            st.builds(ListItem, ANY_TEXT, st.lists(inner, max_size=3).map(tuple)), max_size=3
        ).map(tuple),
        st.booleans(),
    ),
    max_leaves=4,
)
INNERS = st.lists(INNER, max_size=2).map(tuple)
CELL = st.builds(
    Cell, INNERS, st.booleans(), st.integers(-1, 4), st.integers(-1, 4), st.sampled_from(Align)
)
LINE = st.builds(
    AgendaLine, ANY_TEXT, RUNS, st.integers(-1, 4), INNERS, ANY_TEXT, ANY_TEXT, st.just("")
)
BLOCK: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(1, 6), RUNS, ANY_TEXT, st.booleans(), RUNS),
    INNER,
    st.builds(
        AgendaList,
        st.lists(
            st.builds(AgendaSection, RUNS, st.lists(LINE, max_size=3).map(tuple)), max_size=2
        ).map(tuple),
        ANY_TEXT,
    ),
    st.builds(
        Table,
        st.lists(st.lists(CELL, max_size=4).map(tuple), max_size=4).map(tuple),
        st.lists(st.floats(-1, 9), max_size=5).map(tuple),
        st.integers(-1, 3),
        ANY_TEXT,
        st.booleans(),
        st.sampled_from([0, 12, 400]),
    ),
    st.sampled_from([PageBreak(), Rule(), SignatureLine("Chair")]),
)
DOCUMENT = st.builds(
    Document,
    ANY_TEXT,
    st.lists(BLOCK, max_size=6).map(tuple),
    st.just("minutes"),
    furniture=st.builds(PageFurniture, *[ANY_TEXT] * 5),
)


@given(DOCUMENT, st.sampled_from(list(STYLES)))
def test_any_document_makes_a_valid_file(document: Document, style: str) -> None:
    checked(render_pdf(document, STYLES[style], FONTS))


@pytest.mark.battery
@settings(max_examples=100)
@given(st.lists(BLOCK, min_size=20, max_size=40).map(tuple), st.sampled_from(list(STYLES)))
def test_any_long_document_makes_a_valid_file(blocks: tuple[Block, ...], style: str) -> None:
    checked(made(*blocks, style=STYLES[style]))


@given(st.lists(ANY_TEXT, min_size=1, max_size=8))
def test_no_word_is_lost(texts: list[str]) -> None:
    pdf = made(*[para(text) for text in texts], style=CALM)
    kept = r"[A-Za-z0-9\u00c0-\u024f]"
    wanted = re.findall(kept, unicodedata.normalize("NFC", " ".join(texts)))
    assert re.findall(kept, said(pdf)) == wanted
