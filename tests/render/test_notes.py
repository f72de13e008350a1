"""Notes: from mark to note and back in every format, and typed ones of every kind."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pikepdf import Name, Pdf

from secretariat.documents.composition import Composition
from secretariat.documents.large_print import in_large_print
from secretariat.documents.model import (
    Block,
    Document,
    Heading,
    Note,
    NoteMark,
    Notes,
    Paragraph,
    plain,
    runs,
)
from secretariat.documents.notes import marks_in, with_notes
from secretariat.documents.prose import flat, plain_prose, prose
from secretariat.documents.style import HouseStyle, load_style
from secretariat.documents.wording import load_wording
from secretariat.models.kinds import Audience, DocumentKind, Format, Restriction
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.render.docx import render_docx
from secretariat.services import house_styles
from tests.documents import small
from tests.render.pdf_check import FONTS, checked
from tests.render.pdf_tree import structure_of, tree_of
from tests.render.samples import notes
from tests.render.test_docx import check_schema, parts, text_of
from tests.render.test_html import page
from tests.render.words import Manner, model_words, note_words, words

SAY = load_wording(resources() / "wording", "en-GB")
SHIPPED = sorted(house_styles.shipped())


def groups(blocks: tuple[Block, ...]) -> list[list[tuple[str, str]]]:
    """Return the numbers and first words of the notes, group by group."""
    return [
        [(note.number, plain(note.blocks[0].runs)) for note in block.notes  # type: ignore[union-attr]
         if isinstance(note.blocks[0], Paragraph)]
        for block in blocks
        if isinstance(block, Notes)
    ]  # fmt: skip


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", SHIPPED)
def test_contents_and_notes_are_right_in_every_style(name: str, large: bool) -> None:
    house = load_style(resources() / "styles", name)
    house = house.large_print() if large else house
    pdf = checked(render(notes(), house, FONTS, Format.PDF))
    meant = in_large_print(notes()) if large else notes()
    said = words(" ".join(text for _, text in structure_of(pdf)))
    assert said == model_words(meant, Manner(owner_lines=not house.action_margin_mm))
    roles = [node.role for node in tree_of(pdf).walk()]
    assert (roles.count("TOCI"), roles.count("Note")) == (2, 4)


def test_a_mark_of_a_pdf_leads_to_its_note_and_the_note_to_its_first_mark() -> None:
    pdf = checked(render(notes(), HouseStyle(), FONTS, Format.PDF))
    found = [node for node in tree_of(pdf).walk() if node.role == "Note"]
    assert len({node.settings["ID"] for node in found}) == 4
    with Pdf.open(BytesIO(pdf)) as opened:
        links = [link for sheet in opened.pages for link in sheet.obj.get(Name.Annots, [])]
        inside = [link for link in links if str(link.A.S) == "/GoTo"]
        told = [str(link.Contents) for link in inside]
        assert told.count("Back to the text") == 4
        assert [one for one in told if one.endswith("At the wish of the board.")] == [
            "2 At the wish of the board."
        ] * 2
        marks = [link for link in inside if str(link.Contents).startswith(("1 From", "4 See"))]
        tops = [float(link.A.D[3]) for link in marks]
        own = [float(link.Rect[1]) for link in marks]
        assert all(below < mark for below, mark in zip(tops, own, strict=True))
        backs = [link for link in inside if str(link.Contents) == "Back to the text"]
        assert all(float(link.A.D[3]) > float(link.Rect[1]) for link in backs)


def test_notes_of_a_word_file_are_footnotes_of_word() -> None:
    data = render_docx(notes(), HouseStyle())
    check_schema(data)
    root = parts(data)["word/footnotes.xml"]
    own = [one for one in root if one.get(qn("w:type")) is None]
    assert [one.get(qn("w:id")) for one in own] == ["1", "2", "3", "4"]
    assert words(" ".join(text_of(one) for one in own)) == note_words(notes())
    word = docx.Document(BytesIO(data))
    body = word.element.body
    called = [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))]
    assert called == ["1", "2", "3", "4"]
    places = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    codes = [one.get(qn("w:instr")).split() for one in body.iter(qn("w:fldSimple"))]
    again = [code[1] for code in codes if code[0] == "NOTEREF"]
    assert again == ["_RefNote1", "_RefNote2"]
    assert set(again) <= places
    styles = {style.style_id for style in word.styles}
    used = {one.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle") for one in root.iter(qn(tag))}
    assert used <= styles
    rels = etree.tostring(parts(data)["word/_rels/footnotes.xml.rels"]).decode()
    assert "https://northfold.example/letters" in rels


def test_notes_of_a_web_page_lead_there_and_back() -> None:
    root = page(notes())
    named = [each.marks["id"] for each in root.walk() if "id" in each.marks]
    assert len(named) == len(set(named))
    links = [each for each in root.all("a") if each.marks["href"].startswith("#")]
    assert {link.marks["href"][1:] for link in links} <= set(named)
    roles = [link.marks.get("role", "") for link in links]
    assert (roles.count("doc-noteref"), roles.count("doc-backlink")) == (6, 4)
    listed = [each for each in root.all("section") if each.marks.get("role") == "doc-endnotes"]
    assert [each.marks["aria-label"] for each in listed] == ["Notes 1–3", "Notes 4"]


def test_notes_stand_at_the_end_of_their_part_and_count_through_the_document() -> None:
    assert groups(notes().blocks) == [
        [
            ("1", "From Mr Ash, 3 May.\nIt is kept at https://northfold.example/letters"),
            ("2", "At the wish of the board."),
            ("3", "By himself."),
        ],
        [("4", "See minute 1.")],
    ]
    kinds = [type(block).__name__ for block in notes().blocks]
    assert kinds[kinds.index("Notes") - 1] == "Paragraph"  # after what stands under sub-headings
    assert kinds[kinds.index("Notes") + 1] == "Heading"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("A[^1]", "A[^1]"),
        ("A\n\n[^1]: B", "A\n[^1]: B"),
        ("A[^1]\n\n[^1]: B\n[^1]: C", "A[1]\n[^1]: C\n[1] B"),
        ("A\\[^1]\n\n[^1]: B", "A[^1]\n[^1]: B"),
        ("A[^1][^1]\n\n[^1]: B", "A[1][1]\n[1] B"),
        ("A[^1](x)\n[^1]: B", "A[1](x)\n[1] B"),
        ("**A**[^n] _b_[^n]\r\n\r\n[^n]: B\r\n  more", "A[n] b[n]\n[n] B\nmore"),
        ("[a [^1] b](https://x.y)\n\n[^1]: B", "a [1] b\n[1] B"),
        ("### H[^1]\n\n[^1]: B [^1]", "H[1]\n[1] B [^1]"),
        ("[^1]: only a note\n\nand [^1]", "and [1]\n[1] only a note"),
        ("A[^1]\n\n[^1]:", "A[^1]\n[^1]:"),
        (f"A[^1]\n\n[^1]: {'- ' * 40}deep", f"A[1]\n[1] {'- ' * 40}deep"),
        (f"{'- ' * 40}deep[^1]\n\n[^1]: B", f"{'- ' * 40}deep[1]\n[1] B"),
        ("A [^] [^ x] [^1\n\n[^]: B", "A [^] [^ x] [^1\n[^]: B"),
        ("\ufdd0 A[^1]\n\n[^1]: B", "\ufdd0 A[^1]\n[^1]: B"),
    ],
)
def test_what_is_typed_is_a_note_or_stands_as_typed(text: str, printed: str) -> None:
    assert plain_prose(text) == printed
    assert not [mark for block in flat(prose(text)) for mark in marks_in(block)]


@given(st.text("ab[^]:1 \n\\*_-#(", max_size=60))
def test_no_word_that_is_typed_is_lost(text: str) -> None:
    assert sorted(words(plain_prose(text))) == sorted(words(plain_prose(text.replace("[^", "[."))))


def test_two_hundred_notes_and_odd_ones_do_no_harm() -> None:
    text = "".join(f"word[^{n}] " for n in range(200)) + "\n\n"
    text += "".join(f"[^{n}]: Note {n} {'w' * (n % 300)}\n" for n in range(200))
    many = with_notes(Document("Many", prose(text), "minutes"))
    (group,) = groups(many.blocks)
    assert [number for number, _ in group] == [str(n) for n in range(1, 201)]
    checked(render(many, HouseStyle(), FONTS, Format.PDF))
    check_schema(render_docx(many, HouseStyle()))
    stray = Paragraph((NoteMark("gone", "7"), *runs(" after")))
    empty = Notes((Note("none", "1", ()), Note("none", "1", (Paragraph(runs("\x00")),))))
    odd = Document("Odd", (stray, Paragraph((NoteMark("none", "1"),)), empty), "minutes")
    for document in (odd, with_notes(odd)):
        checked(render(document, HouseStyle(), FONTS, Format.PDF))
        for form in (Format.DOCX, Format.HTML, Format.TEXT):
            assert render(document, HouseStyle(), FONTS, form)
    assert plain(with_notes(odd).blocks[0].runs) == "[7] after"  # type: ignore[union-attr]


def test_minutes_have_the_notes_of_what_their_audience_may_read() -> None:
    items = (small.item("i1", title="Letters"), small.item("i2", 1, title="Roads"))
    entries = (
        small.entry("e1", "i1", "Read aloud.[^1]\n\n[^1]: From Mr Ash."),
        small.entry(
            "e2", "i1", "In private.[^1]\n\n[^1]: Of Mrs Elm.", position=1,
            restriction=Restriction.EXEMPT, restriction_ground="Para 1",
        ),
        small.entry("e3", "i2", "Mended.[^a]\n\n[^a]: By the county."),
    )  # fmt: skip
    view = small.view(items, entries=entries)

    def told(audience: Audience) -> Document:
        shown = replace(view, audience=audience)
        return Composition(DocumentKind.MINUTES, shown, SAY).compose()

    assert groups(told(Audience.PUBLIC).blocks) == [
        [("1", "From Mr Ash.")], [("2", "By the county.")],
    ]  # fmt: skip
    assert groups(told(Audience.OFFICERS).blocks) == [
        [("1", "From Mr Ash."), ("2", "Of Mrs Elm.")], [("3", "By the county.")],
    ]  # fmt: skip
    apart = (
        small.entry("e1", "i1", "One.[^1]"),
        small.entry("e2", "i1", "Two[^2][^3]", position=1),
        small.entry("e3", "i1", "[^1]: Of one.", position=2),
        small.entry("e4", "i1", "[^2]: Of two.\n[^3]: And more.", position=3),
        small.entry("e5", "i2", "[^1]: Of another item.", position=4),
        small.entry(
            "e6", "i1", "Private.[^p]", position=5, restriction=Restriction.EXEMPT,
            restriction_ground="Para 1",
        ),
        small.entry("e7", "i1", "[^p]: For whom?", position=6),
    )  # fmt: skip
    view = small.view(items, entries=apart)
    for audience in (Audience.PUBLIC, Audience.OFFICERS):
        shown = told(audience).blocks
        assert groups(shown) == [[("1", "Of one."), ("2", "Of two."), ("3", "And more.")]]
        words_of = [plain(block.runs) for block in shown if isinstance(block, Paragraph)]
        assert {"[^1]: Of another item.", "[^p]: For whom?"} <= set(words_of)
    headings = [block for block in told(Audience.PUBLIC).blocks if isinstance(block, Heading)]
    assert len(headings) > 2
