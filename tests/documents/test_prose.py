"""The subset of CommonMark: what each mark means, and that no word is ever lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from secretariat.documents.model import (
    Block,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Role,
    Text,
    plain,
)
from secretariat.documents.prose import escape, flat, inline, plain_prose, prose

SIGNS = [*"ab1(i)*_-+#>[]\\`.<&:/@\n \t", "[x](https://a.org)", "é", "ש"]
MARKED = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join)
WORD = re.compile(r"[^\W_]+")


def said(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the words of blocks, with the addresses of links and the labels of lists."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield plain(block.runs)
            yield from (run.href for run in block.runs if isinstance(run, Link))
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield item.label
                yield from said(item.blocks)


def test_paragraphs_and_new_lines() -> None:
    assert prose("one\ntwo\n\nthree") == (
        Paragraph((Text("one"), LineBreak(), Text("two"))),
        Paragraph((Text("three"),)),
    )


def test_roles_are_passed_on() -> None:
    (paragraph,) = prose("RESOLVED", role=Role.DECISION)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.role is Role.DECISION


def test_headings_begin_at_the_base_level_and_never_skip() -> None:
    blocks = prose("##### deep\n# big\n#### lower\n###### lowest", base_level=3)
    assert [block.level for block in blocks if isinstance(block, Heading)] == [3, 3, 4, 5]


def test_weights_and_links() -> None:
    assert inline("**b** _i_ ***both*** [w](https://x.org) <mailto:a@b.org>") == (
        Text("b", bold=True),
        Text(" "),
        Text("i", italic=True),
        Text(" "),
        Text("both", bold=True, italic=True),
        Text(" "),
        Link("w", "https://x.org"),
        Text(" "),
        Link("mailto:a@b.org", "mailto:a@b.org"),
    )


def test_bare_addresses_are_links() -> None:
    assert inline("see https://x.org/a, or a.b@c.gov.uk.") == (
        Text("see "),
        Link("https://x.org/a", "https://x.org/a"),
        Text(", or "),
        Link("a.b@c.gov.uk", "mailto:a.b@c.gov.uk"),
        Text("."),
    )


@pytest.mark.parametrize(
    "text",
    [
        "a < b & c > d",
        "<b>not bold</b>",
        "&amp; &lt;",
        "2 * 3 * 4",
        "snake_case_name",
        "> not a quotation",
        "`no code`",
        "[x](javascript:alert)",
        "[x](file:///etc/passwd)",
        "[x](relative.html)",
        "#1 priority",
        "A. Smith reported",
        "1.1 There were none.",
        "2016. The year",
        "wait*",
    ],
)
def test_other_signs_are_plain_words(text: str) -> None:
    assert prose(text) == (Paragraph((Text(text),)),)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("(a) one\n(b) two", ["(a)", "(b)"]),
        ("1. one\n2. two", ["1.", "2."]),
        ("1) one\n7) two", ["1)", "7)"]),
        ("(1) one\n(2) two", ["(1)", "(2)"]),
        ("(i) one\n(ii) two\n(iv) four", ["(i)", "(ii)", "(iv)"]),
        ("a) one\nb) two", ["a)", "b)"]),
        ("(A) one", ["(A)"]),
        ("- one\n- two", ["•", "•"]),
        ("* one\n", ["•"]),
    ],
)
def test_labels_are_kept_as_typed(text: str, labels: list[str]) -> None:
    (block,) = prose(text)
    assert isinstance(block, ListBlock)
    assert [item.label for item in block.items] == labels
    assert block.ordered == (labels[0] != "•")


def test_list_follows_its_paragraph_and_nests() -> None:
    paragraph, outer = prose("RESOLVED that\n(a) one\n    - inner\n(b) two")
    assert isinstance(paragraph, Paragraph)
    assert isinstance(outer, ListBlock)
    inner = outer.items[0].blocks[1]
    assert isinstance(inner, ListBlock)
    assert inner.items[0].label == "–"
    assert [item.label for item in outer.items] == ["(a)", "(b)"]


def test_images_are_words_and_a_link() -> None:
    assert inline("![crest](https://x.org/c.png)") == (
        Text("!"),
        Link("crest", "https://x.org/c.png"),
    )


def test_place_without_headings_has_bold_words() -> None:
    (block,) = flat(prose("### Head"))
    assert block == Paragraph((Text("Head", bold=True),), keep_with_next=True)


def test_plain_words_of_a_text() -> None:
    assert plain_prose("### Head\n\n**Bold**\n\n- one\n- two\n\n(a) three") == (
        "Head\nBold\n• one\n• two\n(a) three"
    )


def test_deep_nesting_is_kept_as_typed() -> None:
    (block,) = prose("- " * 60 + "deep")
    assert isinstance(block, Paragraph)
    assert plain(block.runs).endswith("deep")


@given(MARKED | st.text(max_size=200))
@example("- (a) x\n\t1. y")
@example("(a)\tx\r\n(b) y\r")
@example("### \n- \n1. \n")
@example("\x00\x0b\x85\u2028a")
def test_no_word_is_lost(text: str) -> None:
    held = " ".join(said(prose(text)))
    for word in WORD.findall(text):
        assert word in held or word.isdigit()


@given(MARKED | st.text(max_size=200))
def test_blocks_are_well_formed(text: str) -> None:
    level = 2
    for block in prose(text, base_level=3):
        assert isinstance(block, Heading | Paragraph | ListBlock)
        if isinstance(block, Heading):
            assert block.level <= level + 1
            level = block.level
        assert block.items if isinstance(block, ListBlock) else True


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_escaped_words_come_back_as_they_were(text: str) -> None:
    words = " ".join(text.split())
    assert plain(inline(escape(words))) == words
