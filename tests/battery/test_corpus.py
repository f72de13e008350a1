"""Real files from elsewhere: what is not ours is refused in words, and real words can be printed.

The files are shared material beside the project, not part of it; where they are absent the tests
say so.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time
from io import BytesIO
from pathlib import Path

import docx
import pytest

from secretariat.documents.style import HouseStyle
from secretariat.errors import KnownError
from secretariat.models.kinds import DocumentKind, Format
from secretariat.models.records import Body, Person
from secretariat.render.docx import as_template, check_template, render_docx
from secretariat.services import report_forms
from secretariat.services.agenda import add_item
from secretariat.services.bodies import add_body
from secretariat.services.interchange import import_files
from secretariat.services.meetings import add_meeting
from secretariat.services.minutes import add_entry
from secretariat.services.paste import plan
from secretariat.services.publish import make
from secretariat.services.report_reading import read_file
from secretariat.services.safety import restore
from secretariat.services.session import Session
from secretariat.services.table_text import read_table
from tests.render.ooxml import faults
from tests.render.pdf_check import checked
from tests.render.samples import SAMPLES
from tests.render.test_docx import BESIDE, body_words
from tests.render.words import model_words

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

pytestmark = [
    pytest.mark.battery,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the project"),
]


def foreign_files() -> list[Path]:
    """Return every PDF, Word, OpenDocument and RTF file of the corpus."""
    return sorted(p for kind in ("pdf", "word") for p in (CORPUS / kind).glob("*.*"))


def layouts() -> list[Path]:
    """Return the paraphrased agendas and minutes of the corpus."""
    return sorted((CORPUS / "layouts").glob("L*.txt"))


def test_foreign_files_are_refused_in_a_sentence(register_folder: Path) -> None:
    session = Session.open(register_folder, create=True)
    add_body(session, "Board").result()
    refused = 0
    for path in foreign_files():
        with pytest.raises(KnownError) as told:
            import_files(session, [path])
        sentence = str(told.value)
        assert sentence.endswith((".", "”", ")", "?")), path.name
        assert "Traceback" not in sentence
        refused += 1
    assert refused == len(foreign_files()) > 100
    assert [b.name for b in session.reader.find(Body)] == ["Board"]
    session.close()
    for path in foreign_files():
        with pytest.raises(KnownError):
            restore(register_folder, path)
    again = Session.open(register_folder)
    assert [b.name for b in again.reader.find(Body)] == ["Board"]
    again.close()


def word_files() -> list[Path]:
    """Return the Word, OpenDocument and RTF files of the corpus."""
    return sorted(path for path in (CORPUS / "word").glob("*.*") if path.suffix != ".tsv")


@pytest.mark.parametrize("path", word_files(), ids=lambda p: p.name[:3])
def test_a_real_file_is_a_template_or_is_refused_in_a_sentence(path: Path, tmp_path: Path) -> None:
    sentence = ""
    try:
        kept, names = check_template(path.read_bytes())
    except KnownError as refused:
        sentence = str(refused)
        kept, names = b"", {}
    if not kept:
        assert sentence.endswith(".")
        assert len(sentence) < 160
        return
    assert names["paragraph"]
    assert check_template(kept)[0] == kept
    (tmp_path / "template").write_bytes(kept)
    style = HouseStyle(template=tmp_path / "template")
    before = set(faults(kept))
    assert not set(faults(as_template(kept), ".dotx")) - before
    for name, compose in SAMPLES.items():
        document = compose()
        made = render_docx(document, style)
        assert not set(faults(made)) - before, name
        said = body_words(docx.Document(BytesIO(made)))
        wanted = model_words(document, BESIDE)
        assert " ".join(wanted) in " ".join(said), name


def test_a_real_file_that_is_no_form_changes_nothing(register_folder: Path) -> None:
    session = Session.open(register_folder, create=True)
    body = add_body(session, "Board").result()
    meeting = add_meeting(session, [body.uid], date(2026, 3, 5), time(10)).result()
    item = add_item(session, meeting.uid, "Grants").result()
    parts = report_forms.parts_to_read(session.reader, item.uid)
    said: list[str] = []
    for path in word_files():
        try:
            found = read_file(path, parts)
        except KnownError as told:
            said.append(str(told))
            continue
        assert not found.item, path.name
        # What is found under headings of that name is offered, and never ticked.
        differences = report_forms.differences(session.reader, item.uid, found)
        assert not any(one.ticked for one in differences if one.what in found.by_heading)
    assert all(one.endswith(".") for one in said)
    assert 10 < len(said) < len(word_files())
    session.close()


@pytest.mark.parametrize("path", layouts(), ids=lambda p: p.name[:3])
def test_real_words_print_in_every_format(register_folder: Path, path: Path) -> None:
    words = path.read_text("utf-8", "replace")
    session = Session.open(register_folder, create=True)
    body = add_body(session, "Board").result()
    meeting = add_meeting(session, [body.uid], date(2026, 3, 5), time(10)).result()
    item = add_item(session, meeting.uid, words.splitlines()[0][:200], text=words).result()
    for paragraph in words.split("\n"):
        if paragraph.strip():
            add_entry(session, meeting.uid, item.uid, paragraph).result()
    for kind in (DocumentKind.AGENDA, DocumentKind.MINUTES):
        for form in Format:
            assert make(session, kind, meeting.uid, form)
    session.close()


@pytest.mark.parametrize("path", layouts(), ids=lambda p: p.name[:3])
def test_real_words_printed_are_accessible_and_archival(register_folder: Path, path: Path) -> None:
    session = Session.open(register_folder, create=True)
    body = add_body(session, "Board").result()
    meeting = add_meeting(session, [body.uid], date(2026, 3, 5), time(10)).result()
    item = add_item(session, meeting.uid, "As it was written").result()
    words = path.read_text("utf-8", "replace")
    add_entry(session, meeting.uid, item.uid, words).result()
    checked(make(session, DocumentKind.MINUTES, meeting.uid, Format.PDF))
    session.close()


def test_any_text_pasted_as_a_table_is_judged_and_nothing_is_written(
    register_folder: Path,
) -> None:
    session = Session.open(register_folder, create=True)
    for path in layouts():
        text = path.read_text("utf-8", "replace")
        with suppress(KnownError):
            plan(session.reader, read_table(text), today=date(2026, 3, 5))
    assert session.reader.count(Person) == 0
    session.close()
