"""Letters that no font has: found before a document goes out, each with the place where it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.services import agenda, bodies, body_documents, people, publish
from secretariat.services.letters import shown_letters, unshown
from secretariat.services.publish import Finding, Gravity
from secretariat.services.session import Session
from tests import public_board
from tests.public_board import MEETING

PUNJABI = "\u0a2a\u0a70\u0a1c\u0a3e\u0a2c\u0a40"


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True)
    public_board.fill(opened, "margin")
    yield opened
    opened.close()


def told(session: Session, kind: DocumentKind = DocumentKind.AGENDA) -> list[Finding]:
    found = publish.findings(session, kind, MEETING, Audience.PUBLIC)
    return [one for one in found if "letters that no font has" in one.text]


@pytest.mark.parametrize(
    "words",
    [
        "Ŵyn a Ŷd",
        "Łódź, Đà Nẵng",
        "Ελληνικά, Українська",
        "עברית",
        "العربية پنجابی ڈاکٹر نے کہا ہے",
        "1 ½ – “a” € ✓",
    ],
)
def test_what_the_fonts_have_is_no_finding(words: str) -> None:
    assert unshown(words) == []


@pytest.mark.parametrize("word", [PUNJABI, "বাংলা", "中文", "ไทย", "🧑", "\ue000", "\ufffd"])
def test_what_no_font_has_is_found_as_a_word(word: str) -> None:
    assert unshown(f"plain {word} words\u200b\u00ad") == [word]


def test_a_word_is_told_with_its_item_and_nothing_is_stopped(session: Session) -> None:
    assert told(session) == []
    item = agenda.add_item(session, MEETING, f"Reading {PUNJABI} together").result()
    (found,) = told(session)
    assert found.gravity is Gravity.WARN
    assert PUNJABI in found.text
    assert found.item == item.uid
    assert publish.make(session, DocumentKind.AGENDA, MEETING, Format.PDF).startswith(b"%PDF")


def test_what_is_not_printed_is_not_told(session: Session) -> None:
    agenda.add_item(session, MEETING, f"Reading {PUNJABI}").result()
    assert told(session, DocumentKind.NOTICE) == []


def test_many_words_are_told_in_few_lines(session: Session) -> None:
    words = " ".join(PUNJABI + letter for letter in "abcdefg")
    agenda.add_item(session, MEETING, words).result()
    found = told(session)
    assert len(found) == 5
    assert found[-1].text == "3 more words have letters that no font has."


def test_what_is_reckoned_here_is_what_the_printer_has() -> None:
    from secretariat.paths import resources
    from secretariat.render.pdf.fonts import FontBook

    book = FontBook(resources() / "fonts")
    face, known = book.face("NotoSerif"), shown_letters()
    for code in (*range(0x20, 0x3000), *range(0xF900, 0x11000), *range(0x1F300, 0x1FAFF)):
        assert (book.shows(chr(code), face) is not None) == (code in known), hex(code)


def test_names_of_members_are_looked_at_in_the_documents_of_a_body(session: Session) -> None:
    def found() -> list[Finding]:
        kind, day = DocumentKind.MEMBERSHIP, date(2018, 7, 19)
        wanted = body_documents.Wanted(kind, "board", Audience.PUBLIC, day)
        return body_documents.findings(session, wanted)

    assert found() == []
    person = people.add_person(session, PUNJABI, given_name="Amrit").result()
    bodies.add_member(session, "board", person.uid).result()
    (told_of,) = found()
    assert PUNJABI in told_of.text
