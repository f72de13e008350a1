"""Documents in a council's Word template: what is kept, what stays behind, what is refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from secretariat.documents.style import Crest, HouseStyle, style_of
from secretariat.errors import KnownError
from secretariat.render.docx import check_template, render_docx
from tests.render.ooxml import faults
from tests.render.samples import SAMPLES, agenda, minutes
from tests.render.test_docx import (
    BELOW,
    BESIDE,
    PARAGRAPH_MARKS,
    RUN_MARKS,
    body_words,
    check_grid,
    local,
    text_of,
)
from tests.render.word_templates import letterhead, repacked, swapped, two_sections
from tests.render.words import model_words, words

MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
SECTION = "<w:sectPr"


def on(tmp_path: Path, data: bytes, **more: str) -> HouseStyle:
    """Return a style with the template kept in it, as a service keeps it."""
    path = tmp_path / "template"
    path.write_bytes(check_template(data)[0])
    return style_of({f"word.{role}": name for role, name in more.items()}, template=path)


def everything(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return "\n".join(f"{n}\n{package.read(n).decode('utf-8', 'replace')}"
                         for n in package.namelist())  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_every_document_has_its_words_on_the_councils_paper(name: str, tmp_path: Path) -> None:
    document, style = SAMPLES[name](), on(tmp_path, letterhead())
    data = render_docx(document, style)
    assert data == render_docx(document, style)
    assert not faults(data)
    word = docx.Document(BytesIO(data))
    assert body_words(word) == model_words(document, BESIDE)
    below = docx.Document(BytesIO(render_docx(document, replace(style, action_margin_mm=0))))
    assert body_words(below) == model_words(document, BELOW)
    for table in word.element.body.iter(qn("w:tbl")):
        check_grid(table)
    styles = {style.style_id for style in word.styles}
    assert len(styles) == len({style.name for style in word.styles})
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link"):
        for root in (word.element.body, word.styles.element):
            assert {each.get(qn("w:val")) for each in root.iter(qn(tag))} <= styles


def test_the_page_its_head_and_foot_and_its_styles_are_the_templates(tmp_path: Path) -> None:
    word = docx.Document(BytesIO(render_docx(minutes(), on(tmp_path, letterhead()))))
    (section,) = word.sections
    assert section.left_margin is not None
    assert round(section.left_margin.mm) == 30
    first, later = section.first_page_header, section.header
    assert "Moot Hall" in text_of(first._element)
    assert list(first._element.iter(qn("w:drawing")))
    assert "DRAFT" in text_of(first._element)
    assert words(text_of(later._element))[:3] == ["fenmoor", "district", "council"]
    assert {"draft", "thursday"} <= set(words(text_of(later._element)))
    assert "Proud of the fen" in text_of(section.footer._element)
    pages = [e.get(qn("w:instr")) for e in section.footer._element.iter(qn("w:fldSimple"))]
    assert pages == [" PAGE ", " NUMPAGES "]
    paragraph = next(p for p in word.paragraphs if "Apologies: Kit" in p.text)
    assert paragraph.style is not None
    assert paragraph.style.name == "Body Text after Table"
    present = next(t for t in word.tables if t.cell(0, 0).text == "Name")
    assert present.style is not None
    assert present.style.name == "Table Grid"
    heading = word.styles["Heading 2"]
    assert str(heading.font.color.rgb) == "006040"
    assert "Dear Sir" not in text_of(word.element.body)


def test_word_numbers_no_heading_that_has_its_number(tmp_path: Path) -> None:
    word = docx.Document(BytesIO(render_docx(minutes(), on(tmp_path, letterhead()))))
    by_id = {style.style_id: style.element for style in word.styles}
    seen = 0
    for paragraph in word.element.body.iter(qn("w:p")):
        element = by_id[paragraph.pPr.pStyle.val]
        chain = []
        while element is not None:
            chain.append(element)
            based = element.find(qn("w:basedOn"))
            element = by_id.get(based.get(qn("w:val"))) if based is not None else None
        names = [each.find(qn("w:name")).get(qn("w:val")) for each in chain]
        if "heading 2" in names:
            number = next(n for e in chain if (n := e.find(f".//{qn('w:numId')}")) is not None)
            assert number.get(qn("w:val")) == "0"
            seen += 1
    assert seen > 3


@pytest.mark.parametrize("mark", ["paragraph", "bookmark", "control"])
def test_a_mark_says_where_the_words_go(mark: str, tmp_path: Path) -> None:
    style = on(tmp_path, letterhead(mark=mark))
    word = docx.Document(BytesIO(render_docx(agenda(), style)))
    said, model = body_words(word), model_words(agenda(), BESIDE)
    before = words("Dear Sir or Madam Type your letter here")
    after = words("Printed on paper from the fen") if mark == "paragraph" else []
    assert said == before + model + after


def test_what_stands_before_the_first_section_break_is_the_letterhead(tmp_path: Path) -> None:
    word = docx.Document(BytesIO(render_docx(agenda(), on(tmp_path, two_sections()))))
    assert body_words(word) == ["fenmoor", *model_words(agenda(), BESIDE)]
    assert [round(s.left_margin.mm) for s in word.sections if s.left_margin is not None] == [30, 25]


def test_a_picture_at_the_top_stays_and_sample_words_go(tmp_path: Path) -> None:
    made = docx.Document(BytesIO(letterhead(body=False)))
    made.add_paragraph()
    made.add_paragraph().add_run().add_picture(str(picture(tmp_path)))
    made.add_paragraph("Dear all")
    held = BytesIO()
    made.save(held)
    word = docx.Document(BytesIO(render_docx(agenda(), on(tmp_path, held.getvalue()))))
    assert len(list(word.element.body.iter(qn("w:drawing")))) == 1
    assert body_words(word) == model_words(agenda(), BESIDE)


def picture(folder: Path) -> Path:
    from tests.render.word_templates import crest

    path = folder / "crest.png"
    path.write_bytes(crest().getvalue())
    return path


def test_a_style_may_say_which_of_the_templates_styles_stands_for_what(tmp_path: Path) -> None:
    style = on(tmp_path, letterhead(), body="Quote", title="Title", table="Light Grid Accent 1")
    word = docx.Document(BytesIO(render_docx(minutes(), style)))
    paragraph = next(p for p in word.paragraphs if "Apologies: Kit" in p.text)
    assert paragraph.style is not None
    assert paragraph.style.name == "Quote after Table"
    tables = {t.style.name for t in word.tables if t.style is not None}
    assert "Light Grid Accent 1" in tables
    title = word.paragraphs[0].style
    assert title is not None
    levels = [e.get(qn("w:val")) for e in title.element.iter(qn("w:outlineLvl"))]
    assert levels == ["0"]


def test_a_picture_of_the_letterhead_says_what_the_crest_shows_or_is_decoration(
    tmp_path: Path,
) -> None:
    data = swapped(letterhead(), "word/header1.xml", 'name="Picture 1"',
                   'name="Picture 1" descr="C:\\Users\\pquill\\crest.png"')  # fmt: skip
    style = on(tmp_path, data)
    for crest, said in ((None, None), (Crest(b"", "Three eels"), "Three eels")):
        made = render_docx(agenda(), replace(style, crest=crest))
        head = docx.Document(BytesIO(made)).sections[0].first_page_header._element
        (shown,) = head.iter(qn("wp:docPr"))
        assert shown.get("descr") == said
        assert ("decorative" in shown.xml) == (said is None)
        assert "pquill" not in everything(made)
    marked = on(tmp_path, render_docx(agenda(), style))
    made = render_docx(agenda(), replace(marked, crest=Crest(b"", "Three eels")))
    assert "decorative" not in everything(made)
    assert not faults(made)


def test_nothing_is_formatted_by_hand(tmp_path: Path) -> None:
    word = docx.Document(BytesIO(render_docx(minutes(), on(tmp_path, letterhead()))))
    for element in word.element.body.iter(qn("w:rPr")):
        assert {local(child) for child in element} <= RUN_MARKS
    for element in word.element.body.iter(qn("w:pPr")):
        assert {local(child) for child in element} <= PARAGRAPH_MARKS


def test_large_print_makes_the_letters_of_the_template_larger(tmp_path: Path) -> None:
    style = on(tmp_path, letterhead()).enlarged(1.5)
    word = docx.Document(BytesIO(render_docx(minutes(), style)))
    size = word.styles["Normal"].font.size
    assert size is not None
    assert size.pt == 18


def test_the_language_is_that_of_the_document(tmp_path: Path) -> None:
    data = render_docx(replace(minutes(), language="cy-GB"), on(tmp_path, letterhead()))
    styles = docx.Document(BytesIO(data)).styles.element
    assert [each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))] == ["cy-GB"]


def test_nobody_and_nothing_of_the_template_comes_through(tmp_path: Path) -> None:
    data = swapped(letterhead(mark="paragraph"), MAIN, "Type your letter here.</w:t></w:r>", (
        "Type.</w:t></w:r>"
        '<w:ins w:id="1" w:author="Prudence Quill"><w:r><w:t>Inserted</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="Prudence Quill"><w:r><w:delText>Zebra</w:delText></w:r></w:del>'
        '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        '<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>P Quill</w:t></w:r></w:fldSimple>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ d </w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1 May</w:t></w:r>'
        '<w:r w:rsidR="00AB12CD"><w:fldChar w:fldCharType="end"/></w:r>'
    ))  # fmt: skip

    def more(files: dict[str, bytes]) -> None:
        files["word/comments.xml"] = b"<x>Rude words by Prudence Quill</x>"
        files["customXml/item1.xml"] = b"<x>Zebra Case 12</x>"
        relation = (
            b'<Relationship Id="rId901" Type="http://schemas.openxmlformats.org/officeDocument/2006'
            b'/relationships/comments" Target="comments.xml"/></Relationships>'
        )
        files[RELATIONS] = files[RELATIONS].replace(b"</Relationships>", relation)

    kept, _ = check_template(repacked(data, more))
    for made in (kept, render_docx(agenda(), on(tmp_path, repacked(data, more)))):
        said = everything(made)
        for gone in ("Quill", "Zebra", "Rude", "1 May", "rsid", "commentReference", "w:del "):
            assert gone not in said, gone
        assert "Inserted" in said
    assert docx.Document(BytesIO(kept))


def test_a_document_made_here_can_itself_be_the_template(tmp_path: Path) -> None:
    data = render_docx(minutes(), HouseStyle())
    for _ in range(2):
        data = render_docx(agenda(), on(tmp_path, data))
    word = docx.Document(BytesIO(data))
    assert body_words(word) == model_words(agenda(), BESIDE)
    names = [style.name for style in word.styles]
    assert len(names) == len(set(names))


def adding(name: str, old: str, new: str) -> Callable[[], bytes]:
    return lambda: swapped(letterhead(), name, old, new)


def relation(kind: str, target: str, mode: str = "") -> str:
    return (
        '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}"{mode}/></Relationships>'
    )


OUT = ' TargetMode="External"'


def changed(change: Callable[[dict[str, bytes]], object]) -> Callable[[], bytes]:
    return lambda: repacked(letterhead(), lambda files: change(files) and None)


FAR = relation("image", "http://x.example/a.png", OUT)
CHART = '<w:p><w:r><w:drawing><c:c xmlns:c="c" r:id="rId77"/></w:drawing></w:r></w:p>' + SECTION
CALL = '<w:p><w:fldSimple w:instr=" INCLUDETEXT x "/></w:p>' + SECTION
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "words": (lambda: b"Dear all", "not a Word document"),
    "nothing": (lambda: b"", "not a Word document"),
    "old": (lambda: OLE + b"x" * 600, "old Word"),
    "encrypted": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "half": (lambda: letterhead()[:9000], "damaged"),
    "other": (changed(lambda files: files.pop(TYPES)), "not a Word document"),
    "no styles": (changed(lambda files: files.pop("word/styles.xml")), "damaged"),
    "xml": (changed(lambda files: files.update({MAIN: b"<w:document"})), "damaged"),
    "entities": (adding("word/styles.xml", "<w:styles ", "<!DOCTYPE x []><w:styles "), "damaged"),
    "macros": (adding(TYPES, "document.main+xml", "document.macroEnabled.main+xml"), "macros"),
    "macro part": (changed(lambda files: files.update({"word/vbaProject.bin": b"x"})), "macros"),
    "far picture": (adding(RELATIONS, "</Relationships>", FAR), "from elsewhere"),
    "chart": (adding(MAIN, SECTION, CHART), "a chart"),
    "object": (adding(MAIN, SECTION, "<w:p><w:r><w:object/></w:r></w:p><w:sectPr"), "another"),
    "call": (adding(MAIN, SECTION, CALL), "from elsewhere"),
    "boxed": (lambda: letterhead(mark="table"), "table or a text box"),
    "narrow": (adding(MAIN, 'w:left="1701"', 'w:left="8000"'), "60 mm"),
    "strict": (adding("_rels/.rels", OFFICE, STRICT), "Strict"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_be_no_template_is_refused_in_a_sentence(name: str) -> None:
    make, sentence = REFUSED[name]
    with pytest.raises(KnownError, match=sentence) as refused:
        check_template(make())
    assert str(refused.value).endswith(".")


def test_a_template_that_was_lost_is_told(tmp_path: Path) -> None:
    style = style_of({}, template=tmp_path / "gone")
    with pytest.raises(KnownError, match="could not be read"):
        render_docx(minutes(), style)
