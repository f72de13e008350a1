"""Real files from elsewhere: what is not ours is refused in words, and real words can be printed.

The files are shared material beside the project, not part of it; where they are absent the tests
say so.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import DocumentKind, Format
from secretariat.models.records import Body, Person
from secretariat.services.agenda import add_item
from secretariat.services.bodies import add_body
from secretariat.services.interchange import import_files
from secretariat.services.meetings import add_meeting
from secretariat.services.minutes import add_entry
from secretariat.services.paste import plan
from secretariat.services.publish import make
from secretariat.services.safety import restore
from secretariat.services.session import Session
from secretariat.services.table_text import read_table
from tests.render.pdf_check import checked

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
