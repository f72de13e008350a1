"""The clipboard's HTML of the programs that people copy from, read as marked text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat.documents.model import Notes, Paragraph, plain
from secretariat.documents.pasted import PasteReader
from secretariat.documents.pasted_runs import Piece, joined, marked_text, spared, words_of
from secretariat.documents.pasted_text import passages, plain_passages
from secretariat.documents.prose import inline, plain_prose, prose


def read(html: str, size: int = 4096) -> PasteReader:
    reader = PasteReader()
    for at in range(0, len(html), size):
        reader.feed(html[at : at + size])
    reader.close()
    return reader


def text(html: str) -> list[str]:
    return [passage.text for passage in passages(read(html).blocks)]


def listed(mark: str, words: str, level: int = 1) -> str:
    """Return a line of a list as Word writes it."""
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;"
        f"mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='font-family:Symbol;"
        f"mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>{mark}<span style='font:"
        f'7.0pt "Times New Roman"\'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>{words}'
        "<o:p></o:p></p>\n"
    )


WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<link rel=File-List href="file:///C:/Users/A/AppData/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Font Definitions */ @font-face {font-family:Symbol;} p.MsoNormal {margin:0cm;} -->
</style></head><body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
"""


def test_word_gives_its_words_and_nothing_of_its_machinery() -> None:
    html = (
        WORD_HEAD + "<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>The Board</b> noted "
        "<i>“the report’s”</i> cost&nbsp;of £2<span style='mso-spacerun:yes'>  </span>m; the "
        "co\u00adordinator\nreplied.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<!--EndFragment--></body></html>"
    )
    assert text(html) == [
        "**The Board** noted *“the report’s”* cost of £2 m; the coordinator replied."
    ]


def test_word_lists_become_lists_at_their_depth() -> None:
    html = (
        WORD_HEAD
        + "<p class=MsoNormal>Members asked about:</p>"
        + listed("·", "visits")
        + listed("o", "at night", 2)
        + listed("§", "in winter", 3)
        + listed("·", "handrails")
        + "<p class=MsoNormal>They agreed.</p>"
        + listed("1.", "first")
        + listed("a)", "of it", 2)
        + listed("b.", "more of it", 2)
        + listed("2.", "second")
        + listed("(iv)", "fourth")
        + listed("A.", "letter")
        + listed("1.2", "a paragraph with a number")
    )
    assert text(html) == [
        "Members asked about:\n- visits\n  - at night\n    - in winter\n- handrails",
        "They agreed.",
        "1. first\n   a) of it\n   (b) more of it\n2. second\n(iv) fourth\n(A) letter",
        "1.2 a paragraph with a number",
    ]
    assert plain_prose(text(html)[0]).split("\n")[1:] == [
        "• visits",
        "– at night",
        "• in winter",
        "• handrails",
    ]


def test_what_was_deleted_hidden_or_commented_is_no_part_of_the_words() -> None:
    html = (
        WORD_HEAD + "<p class=MsoNormal>The fee is <del cite='mailto:Ann%20Webb' datetime="
        "'2026-05-14T10:00'>£5</del><ins cite='mailto:Ann' datetime='2026-05-14'>£6</ins>"
        "<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[AW1]</a>"
        "<!--[if !supportAnnotations]--></span> <span style='display:none;mso-hide:all'>secret"
        "</span>a year.</p><div style='mso-element:comment-list'><div style='mso-element:comment'>"
        "<p class=MsoCommentText>Is this so?</p></div></div>"
        "<div style='mso-element:header'><p class=MsoHeader>OFFICIAL</p></div>"
    )
    assert text(html) == ["The fee is £6 a year."]
    told = read(html).left_out.sentence()
    assert told == "Deleted words, hidden words and comments were left out."


def test_headings_of_every_kind() -> None:
    html = (
        "<h1>One <b>bold</b></h1><p class=MsoTitle>Title</p>"
        "<p style='mso-outline-level:2'>Outline</p><h3></h3>"
    )
    blocks = read(html).blocks
    assert [(b.kind.value, b.level, b.text) for b in blocks] == [
        ("heading", 1, "One bold"),
        ("heading", 1, "Title"),
        ("heading", 2, "Outline"),
    ]


def test_tables_become_lines_that_can_be_read() -> None:
    html = (
        "<table><tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td><p><b>Name"
        "</b></p></td><td><p>Fee</p></td></tr><tr><td><p>Ann</p></td><td><p>£5</p><p>a year</p>"
        "</td></tr><tr><td></td><td><p><b>£6</b></p></td></tr><tr><td></td><td></td></tr></table>"
    )
    assert text(html) == ["**Name | Fee**\nAnn | £5; a year\n– | **£6**"]
    assert read(html).left_out.sentence() == "The layout of 1 table was left out."
    assert text("<table><tr><td>Only</td></tr><tr><td>words</td></tr></table>") == ["Only", "words"]
    long = "The Board considered the report at length. " * 8
    html = (
        f"<table><tr><td>1.</td><td><p>{long}</p><p>RESOLVED that it be noted.</p></td><td>PC</td>"
        "</tr></table>"
    )
    assert text(html) == [f"1. {long.strip()}", "RESOLVED that it be noted.", "PC"]


def test_excel_gives_its_cells() -> None:
    html = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>
    <!--table {mso-displayed-decimal-separator:"\\.";} --></style></head><body><table border=0
    cellpadding=0><col width=64 span=2><!--StartFragment--><tr height=20><td height=20 align=right
    width=64>12</td><td class=xl65>A &amp; B</td></tr><tr style='display:none'><td>x</td><td>y</td>
    </tr><!--EndFragment--></table></body></html>"""
    assert text(html) == ["12 | A & B"]
    assert "hidden words" in read(html).left_out.sentence()
    assert text("<table><tr><td>one cell</td></tr></table>") == ["one cell"]


def test_google_docs_and_its_bold_that_is_none() -> None:
    html = (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p>'
        '<span style="font-weight:400;font-style:normal">The </span><span style="font-weight:700">'
        'Board</span></p><ul><li style="list-style-type:disc" aria-level="1"><p dir="ltr" '
        'role="presentation"><span>one</span></p></li><ul><li dir="ltr" aria-level="2"><p><span>two'
        '</span></p></li></ul></ul><ol><li style="list-style-type:lower-alpha"><p>three</p></li>'
        "</ol></b><br class=Apple-interchange-newline>"
    )
    assert text(html) == ["The **Board**\n- one\n  - two\n(a) three"]


def test_libreoffice_outlook_and_the_web() -> None:
    libre = (
        '<!DOCTYPE html><html><head><style type="text/css">@page {margin: 2cm}</style></head><body '
        'lang="en-GB" ><p style="line-height: 100%">A<font face="Arial"><i>B</i></font></p>'
        '<ol start="3"><li><p>three</p><li><p>four</p><p>more of it</p></ol><p>X<br/>\nY</p></body>'
    )
    assert text(libre) == ["A*B*\n\n3. three\n4. four\n   more of it", "X\nY"]
    outlook = (
        '<div style="font-family: Aptos">Hello,</div><div><br></div><div>see '
        '<a href="https://example.org/x" data-auth="Verified">the page</a>.</div><img width="1" '
        'height="1" src="https://track.example/x.gif"><hr>'
    )
    assert text(outlook) == ["Hello,", "see the page."]
    assert read(outlook).left_out.sentence() == ""
    web = (
        "<article><script>alert(1)</script><p onclick='x()'>Words<svg><text>pic</text></svg>"
        "<iframe src='x'>no</iframe></p><style>p{}</style><ul><li>a<li>b</ul></article>"
    )
    assert text(web) == ["Words\n- a\n- b"]
    assert read(web).left_out.sentence() == "2 pictures were left out."


def test_lines_that_decide_or_ask_stand_alone() -> None:
    html = (
        "<p><b>RESOLVED</b> that it be noted:</p><ul><li>now</li><li>ACTION: PC to write</li>"
        "<li>then</li></ul><p>It ended.</p><ul><li>x</li></ul><h2>After</h2><ul><li>y</li></ul>"
    )
    assert text(html) == [
        "RESOLVED that it be noted:\n- now",
        "ACTION: PC to write\n- then",
        "It ended.",
        "- x",
        "After",
        "- y",
    ]


def test_long_tables_and_lists_go_on_in_further_passages() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>x</td></tr>" for n in range(100))
    found = text(f"<table>{rows}</table>")
    assert [len(part.split("\n")) for part in found] == [40, 40, 20]
    items = "".join(f"<li>{n}<ul><li>under</li></ul></li>" for n in range(50))
    found = text(f"<ul>{items}</ul>")
    assert sum(len(part.split("\n")) for part in found) == 100
    assert all(not part.startswith(" ") for part in found)


def test_plain_text_is_parted_at_empty_lines_only() -> None:
    found = plain_passages("\r\nOne\r\ntwo\r\n \r\n\r\nThree\n")
    assert [passage.text for passage in found] == ["One\ntwo", "Three"]
    found = plain_passages("\n".join(f"Line {n}" for n in range(400)))
    assert [len(passage.text.split("\n")) for passage in found] == [40] * 10


@pytest.mark.parametrize(
    "words",
    ["2 * 3", "a_b_c", "5* hotel", "*star*", "[x](https://e.org)", "# 1", "a\\*b", "<ann@e.org>",
     "_so_", "**", "x <https://e.org> y", "[1]", "C:\\new", "& &amp; `c`"],
)  # fmt: skip
def test_signs_that_mean_something_are_spared(words: str) -> None:
    assert plain(inline(spared(words))) == words
    assert plain_prose(spared(words)) == words


def test_signs_that_mean_nothing_are_left() -> None:
    for words in ("2 * 3", "snake_case", "[1] and {amount}", "it’s 5 < 6", "C:\\new"):
        assert spared(words) == words


_LETTERS = st.text(st.sampled_from("ab *_[]()<>\\#`.!1-&\n"), max_size=14)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(_LETTERS, st.booleans(), st.booleans()), max_size=4))
def test_every_word_that_was_pasted_is_there(parts: list[tuple[str, bool, bool]]) -> None:
    pieces = joined([Piece(*part) for part in parts])
    words = " ".join(words_of(pieces).split())
    assert " ".join(plain(inline(marked_text(pieces))).split()) == words


_TAGS = st.sampled_from(
    ["<p>", "</p>", "<ul>", "<ol>", "<li>", "</li>", "</ul>", "</ol>", "<b>", "</b>", "<i>",
     "<table>", "<tr>", "<td>", "</td>", "</table>", "<br>", "<del>", "</del>", "<!--", "-->",
     "<![if x]>", "<h2>", "</h2>", "<", ">", "&amp;", "<td",
     "<img src='data:image/png;base64,AAAA'>", "<svg/>"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(_TAGS, st.sampled_from(["one ", "two", "\n"])), max_size=30))
def test_any_clipboard_is_read_and_in_any_slices(parts: list[str]) -> None:
    html = "".join(parts)
    whole, sliced = read(html), read(html, 3)
    assert whole.blocks == sliced.blocks
    assert whole.left_out == sliced.left_out
    for passage in passages(whole.blocks):
        assert passage.text.strip()
        prose(passage.text)


def test_a_picture_in_the_text_itself_and_a_hostile_page_take_no_time() -> None:
    begun = time.process_time()
    picture = "<p>a<img width=5 src='data:image/png;base64," + "A" * 5_000_000 + "'>b</p>"
    assert text(picture) == ["ab"]
    deep = "<div><b>" * 20_000 + "x" + "</i>" * 20_000 + "</b></div>" * 20_000
    assert text(deep) == ["**x**"]
    assert time.process_time() - begun < 20  # not for ever; how fast is for the benchmarks


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ('<a href="#_ftn1" name="_ftnref1"><span><sup>[1]</sup></span></a>',
         '<a href="#_ftnref1" name="_ftn1"><span>[1]</span></a>'),
        ('<a class="sdfootnoteanc" href="#sdfootnote1sym"><sup>1</sup></a>',
         '<a class="sdfootnotesym" href="#sdfootnote1anc">1</a>'),
        ('<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>',
         '<a href="#ftnt_ref1" id="ftnt1">[1]</a>'),
    ],
)  # fmt: skip
def test_footnotes_come_in_as_they_are_typed_here(there: str, back: str) -> None:
    found = read(
        f"<p>The <b>board{there} heard</b> [^9] it.{there}</p><p>More.</p>"
        f"<div id=ftn1><p class=MsoFootnoteText>{back} From <i>Mr Ash</i>,<br>3 May.</p></div>"
    )
    told = [passage.text for passage in passages(found.blocks)]
    assert told[1:] == ["More.", "[^1]: From *Mr Ash*,\n  3 May."]
    made = prose("\n\n".join((told[0], told[2])))
    first, notes = made
    assert isinstance(first, Paragraph)
    assert isinstance(notes, Notes)
    assert plain(first.runs) == "The board[1] heard [^9] it.[1]"
    assert len(notes.notes) == 1
    assert text(f"<p>Heard{there} it.</p>") == ["Heard[1] it."]
    assert text(f"<p>{back} From Mr Ash.</p>") == ["[1] From Mr Ash."]
