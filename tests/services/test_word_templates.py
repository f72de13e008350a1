"""The Word template of a style: taken out, brought back, and shared with the style."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.records import StyleFile
from secretariat.services import house_styles, style_file, style_files, word_templates
from secretariat.services.session import Session
from tests.render.ooxml import faults
from tests.render.word_templates import letterhead, swapped
from tests.services.test_style_file import members, packed

WAIT = 10
MACROS = ("[Content_Types].xml", "document.main+xml", "document.macroEnabled.main+xml")


def with_template(data: bytes, template: bytes) -> bytes:
    """Return the file of a style with another Word template in it, listed as it should be."""
    parts = members(data)
    told = json.loads(parts["style.json"])
    (one,) = told["files"]
    one["sha256"] = hashlib.sha256(template).hexdigest()
    member = next(name for name in parts if name.startswith("files/"))
    return packed({**parts, "style.json": json.dumps(told).encode(), member: template})


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.open(tmp_path / "register", create=True)
    yield made
    made.close()


@pytest.fixture
def own(session: Session) -> str:
    return house_styles.add_style(session, "Wen/bridge", "district").result(WAIT).uid


def test_every_style_has_a_template_in_its_look_or_its_own(session: Session, own: str) -> None:
    for one in house_styles.styles(session.reader):
        name, data = word_templates.template_file(session, one.key)
        assert name.endswith(".dotx")
        assert "/" not in name
        assert not faults(data, ".dotx")
    style_files.keep_template(session, own, "Paper.docx", letterhead()).result(WAIT)
    name, data = word_templates.template_file(session, own)
    assert name == "Paper.dotx"
    assert not faults(data, ".dotx")
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert (
            "Moot Hall"
            in package.read("word/header1.xml").decode() + package.read("word/header2.xml").decode()
        )
    with pytest.raises(KnownError, match="gone"):
        word_templates.template_file(session, "nobody")


def test_what_is_taken_out_and_brought_back_is_the_same_style(session: Session, own: str) -> None:
    style_files.keep_template(session, own, "Paper.docx", letterhead()).result(WAIT)
    before = session.reader.one(StyleFile, style=own)
    name, data = word_templates.template_file(session, own)
    style_files.keep_template(session, own, name, data).result(WAIT)
    after = session.reader.one(StyleFile, style=own)
    assert before is not None
    assert after is not None
    assert (after.name, after.sha256) == ("Paper.dotx", before.sha256)
    shared = style_file.read_style(style_file.style_file(session, own))
    assert style_file.same_style(session.reader, shared) == own


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "macros": (lambda: swapped(letterhead(), *MACROS), "macros"),
    "words": (lambda: b"words", "not a Word document"),
    "half": (lambda: letterhead()[:9000], "damaged"),
    "boxed": (lambda: letterhead(mark="table"), "table or a text box"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_template_in_a_style_file_passes_the_check_of_one_by_hand(
    session: Session, own: str, name: str
) -> None:
    style_files.keep_template(session, own, "Paper.docx", letterhead()).result(WAIT)
    make, sentence = BAD[name]
    with pytest.raises(KnownError, match=sentence):
        style_file.read_style(with_template(style_file.style_file(session, own), make()))


def test_what_a_stranger_put_into_a_template_stays_outside(session: Session, own: str) -> None:
    style_files.keep_template(session, own, "Paper.docx", letterhead()).result(WAIT)
    wild = swapped(letterhead(), "word/document.xml", "Dear Sir or Madam</w:t></w:r>", (
        'Dear</w:t></w:r><w:del w:id="2" w:author="Eve"><w:r><w:delText>Zebra</w:delText></w:r>'
        "</w:del>"
    ))  # fmt: skip
    found = style_file.read_style(with_template(style_file.style_file(session, own), wild))
    (kept,) = found.files
    with zipfile.ZipFile(BytesIO(kept.data)) as package:
        text = package.read("word/document.xml").decode()
    assert "Dear" in text
    assert "Zebra" not in text
    assert "Eve" not in text
