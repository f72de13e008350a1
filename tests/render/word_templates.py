"""Word templates of an invented council, as officers make them, and files that are none."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Mm, Pt, RGBColor
from PIL import Image

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def crest() -> BytesIO:
    held = BytesIO()
    Image.new("RGB", (120, 120), (20, 90, 60)).save(held, "PNG")
    held.seek(0)
    return held


def saved(word: Any) -> bytes:
    held = BytesIO()
    word.save(held)
    return held.getvalue()


def letterhead(*, mark: str = "", body: bool = True) -> bytes:
    """Return the council's paper: crest and address on the first page, a name on later ones.

    Its text is Calibri 12, its headings green and numbered by Word, its page wide at the left.
    """
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin, section.bottom_margin = Mm(45), Mm(25)
    section.different_first_page_header_footer = True
    head = section.first_page_header.paragraphs[0]
    head.add_run().add_picture(crest(), width=Cm(2))
    head.add_run("\tFenmoor District Council")
    head.add_run("\n\tThe Moot Hall, Fenmoor FM1 2AB")
    section.header.paragraphs[0].text = "Fenmoor District Council"
    section.first_page_footer.paragraphs[0].text = "Proud of the fen"
    section.footer.paragraphs[0].text = "Proud of the fen"
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(12)
    normal.paragraph_format.space_after = Pt(9)
    heading = word.styles["Heading 2"]
    heading.font.color.rgb, heading.font.size = RGBColor(0, 96, 64), Pt(15)
    numbering = parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    )
    heading.element.get_or_add_pPr().find(qn("w:spacing")).addprevious(numbering)
    word.core_properties.author = "Prudence Quill"
    word.core_properties.last_modified_by = "Prudence Quill"
    if body:
        word.add_paragraph("Dear Sir or Madam")
        word.add_paragraph("Type your letter here.")
    if mark == "paragraph":
        word.add_paragraph("{{content}}")
        word.add_paragraph("Printed on paper from the fen.")
    elif mark == "bookmark":
        paragraph = word.add_paragraph("Put it here")
        start = OxmlElement("w:bookmarkStart", attrs={qn("w:id"): "7", qn("w:name"): "Content"})
        paragraph._p.insert(0, start)
        paragraph._p.append(OxmlElement("w:bookmarkEnd", attrs={qn("w:id"): "7"}))
    elif mark == "control":
        control = parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="content"/></w:sdtPr><w:sdtContent>'
            "<w:p><w:r><w:t>Click here</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
        word.element.body.insert(len(word.element.body) - 1, control)
    elif mark == "table":
        word.add_table(1, 1).rows[0].cells[0].text = "{{content}}"
    return saved(word)


def bare() -> bytes:
    """Return a paper with words at its head alone: no foot, no lists, no styles for either."""
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "FENMOOR"
    word.sections[0].header.paragraphs[0].style = word.styles["Normal"]
    for name in ("Header", "Footer"):
        word.styles[name].delete()
    for linked in list(word.styles.element.iter(qn("w:link"))):
        if linked.get(qn("w:val")) in ("Header", "Footer"):
            linked.getparent().remove(linked)
    numbering = word.part.numbering_part
    word.part.rels.pop(next(uid for uid, r in word.part.rels.items() if r._target is numbering))
    for listed in list(word.styles.element.iter(qn("w:numPr"))):
        listed.getparent().remove(listed)
    return saved(word)


def two_sections() -> bytes:
    """Return a paper whose letterhead is in the body, before a section break."""
    word = docx.Document(BytesIO(letterhead(body=False)))
    word.add_paragraph("FENMOOR").style = word.styles["Title"]
    word.add_section(WD_SECTION.CONTINUOUS).left_margin = Mm(25)
    word.add_paragraph("Sample words")
    return saved(word)


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return the package with its files changed."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    change(files)
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return held.getvalue()


def swapped(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return the package with words of one file replaced; they must be there."""

    def change(files: dict[str, bytes]) -> None:
        text = files[name].decode()
        assert old in text, (name, old)
        files[name] = text.replace(old, new).encode()

    return repacked(data, change)
