"""The Word template that the program offers: taken to Word, altered, brought back.

UPDATE_GOLDEN=1 in the environment writes the one that ships, `resources/word`, anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from secretariat.documents.model import plain, said
from secretariat.documents.style import WORD_ROLES, Crest, HouseStyle, load_style
from secretariat.paths import resources
from secretariat.render.docx import as_template, check_template, render_docx, word_template
from secretariat.services.house_styles import PLAIN
from secretariat.services.word_templates import FOLDER
from tests.documents.small import SAY
from tests.render.ooxml import faults
from tests.render.samples import SAMPLES, agenda, minutes
from tests.render.test_docx import BESIDE, body_words, local, text_of
from tests.render.word_templates import crest, repacked, swapped
from tests.render.words import model_words

STYLES = resources() / "styles"
SHIPPED = resources() / FOLDER / f"{PLAIN}.dotx"
NAMES = sorted(path.stem for path in STYLES.glob("*.json"))
HEAD = "word/header1.xml"
HINTS = ("Name of the council", "telephone", "Name and date of the document")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def on(tmp_path: Path, data: bytes, style: HouseStyle) -> HouseStyle:
    path = tmp_path / "template"
    path.write_bytes(check_template(data)[0])
    return replace(style, template=path)


def looks(data: bytes) -> list[tuple[str, ...]]:
    """Return each paragraph's words, and what its style comes to, through all it stands on."""
    word = docx.Document(BytesIO(data))
    by_id = {one.get(qn("w:styleId")): one for one in word.styles.element.iter(qn("w:style"))}
    found = []
    for paragraph in word.element.body.iter(qn("w:p")):
        said: dict[str, str] = {}
        style = by_id[paragraph.pPr.pStyle.val]
        while style is not None:
            for each in (*style.iterfind(f"{qn('w:pPr')}/*"), *style.iterfind(f"{qn('w:rPr')}/*")):
                for key, value in (each.attrib or {"on": "yes"}).items():
                    said.setdefault(f"{local(each)} {str(key).rpartition('}')[2]}", value)
            based = style.find(qn("w:basedOn"))
            style = by_id[based.get(qn("w:val"))] if based is not None else None
        bulleted = bool(said.pop("numPr on", "")) or paragraph.pPr.numPr is not None
        told = ("bullet",) if bulleted else tuple(f"{k}={v}" for k, v in sorted(said.items()))
        found.append((text_of(paragraph).strip(), *told))
    return found


def test_the_one_that_ships_is_that_of_the_plain_style() -> None:
    made = word_template(load_style(STYLES, PLAIN), SAY)
    assert made == word_template(load_style(STYLES, PLAIN), SAY)
    if os.environ.get("UPDATE_GOLDEN"):
        SHIPPED.parent.mkdir(exist_ok=True)
        SHIPPED.write_bytes(made)
    assert parts(SHIPPED.read_bytes()) == parts(made)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_valid_template_with_every_style_that_can_be_chosen(name: str) -> None:
    style = load_style(STYLES, name)
    if name == NAMES[0]:
        style = replace(style, crest=Crest(crest().getvalue(), "Three eels"), crest_place="right")
    made = word_template(style, SAY)
    assert not faults(made, ".dotx")
    kept, names = check_template(made)
    assert not faults(kept)
    assert check_template(kept)[0] == kept
    for role in WORD_ROLES:
        assert role.style.casefold() in {one.casefold() for one in names[role.kind]}
    assert b"template.main+xml" in parts(made)["[Content_Types].xml"]
    assert not faults(as_template(kept), ".dotx")


@pytest.mark.parametrize("name", SAMPLES)
def test_brought_back_as_it_is_it_changes_no_document(name: str, tmp_path: Path) -> None:
    document, house = SAMPLES[name](), HouseStyle()
    data = render_docx(document, on(tmp_path, word_template(house, SAY), house))
    assert not faults(data)
    assert body_words(docx.Document(BytesIO(data))) == model_words(document, BESIDE)
    assert looks(data) == looks(render_docx(document, house))
    section = docx.Document(BytesIO(data)).sections[0]
    words = " ".join(text_of(part._element) for part in (
        section.first_page_header, section.header, section.footer, section.first_page_footer,
    ))  # fmt: skip
    assert not any(hint in words for hint in HINTS)
    assert not list(section.first_page_header._element.iter(qn("w:drawing")))
    assert plain(said(document.furniture.foot)) in words
    pages = [e.get(qn("w:instr")) for e in section.footer._element.iter(qn("w:fldSimple"))]
    assert pages == [" PAGE ", " NUMPAGES "]


def test_what_was_put_in_prints_and_the_foot_follows_the_document(tmp_path: Path) -> None:
    def put_in(files: dict[str, bytes]) -> None:
        text = files[HEAD].decode()
        assert "Name of the council" in text
        text = text.replace(">Name of the council<", ">Fenmoor District Council<")
        files[HEAD] = re.sub("<w:showingPlcHdr/><w:text/>", "<w:text/>", text, count=1).encode()

    house = HouseStyle()
    style = on(tmp_path, repacked(word_template(house, SAY), put_in), house)
    welsh = replace(agenda().furniture, page_pattern="Tudalen {page} o {pages}", foot="Agenda")
    data = render_docx(replace(agenda(), furniture=welsh), style)
    section = docx.Document(BytesIO(data)).sections[0]
    head = text_of(section.first_page_header._element)
    assert "Fenmoor District Council" in head
    assert "telephone" not in head
    assert "Fenmoor" not in text_of(section.header._element)
    for foot in (section.footer, section.first_page_footer):
        assert text_of(foot._element).split() == ["Agenda", "Tudalen", "1", "o", "1"]
    assert not faults(data)


def test_the_crest_of_the_style_is_in_its_template_and_prints_once(tmp_path: Path) -> None:
    style = HouseStyle(crest=Crest(crest().getvalue(), "Three eels"))
    data = render_docx(minutes(), on(tmp_path, word_template(style, SAY), style))
    word = docx.Document(BytesIO(data))
    (shown,) = word.sections[0].first_page_header._element.iter(qn("wp:docPr"))
    assert shown.get("descr") == "Three eels"
    assert not list(word.element.body.iter(qn("w:drawing")))


def test_bullets_altered_in_word_are_taken(tmp_path: Path) -> None:
    data = swapped(word_template(HouseStyle(), SAY), "word/numbering.xml", '"•"', '"■"')
    word = docx.Document(BytesIO(render_docx(minutes(), on(tmp_path, data, HouseStyle()))))
    used = {p.style.name for p in word.paragraphs if p.style is not None}
    used |= {p.style.name for t in word.tables for c in t._cells for p in c.paragraphs if p.style}
    assert "List Bullet" in used
    bullets = [e.get(qn("w:val")) for e in word.part.numbering_part.element.iter(qn("w:lvlText"))]
    assert "■" in bullets


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_it_works_after_libreoffice_has_saved_it(tmp_path: Path) -> None:
    (tmp_path / "Paper.dotx").write_bytes(SHIPPED.read_bytes())
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "docx", "--outdir", str(tmp_path), str(tmp_path / "Paper.dotx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    style = on(tmp_path, (tmp_path / "Paper.docx").read_bytes(), HouseStyle())
    word = docx.Document(BytesIO(render_docx(minutes(), style)))
    assert body_words(word) == model_words(minutes(), BESIDE)
    section = word.sections[0]
    for part in (section.first_page_header, section.footer, section.first_page_footer):
        assert not any(hint in text_of(part._element) for hint in HINTS)
    assert "Subject to approval" in text_of(section.footer._element)
