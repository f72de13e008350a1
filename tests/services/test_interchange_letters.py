"""Names and letters of every kind come in, and reach every document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from secretariat.models.kinds import DocumentKind, Format
from secretariat.models.limits import MAX_NAME, clean_text
from secretariat.models.records import Item, Meeting
from secretariat.services import interchange, publish
from secretariat.services.session import Session
from tests.cli.refusals import make_register, meeting


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.open(make_register(tmp_path / "register"))
    yield session
    session.close()


LETTERS = {
    "right to left": "בית הספר – محكمة",
    "combining": "e\u0301" * 40,
    "marks without end": "Z" + "\u0310" * 300,
    "beyond the first plane": "𝔐𝔞𝔯𝔩 👩🏽‍⚖️",
    "marks of direction": "\u202eevil\u202c \u2066x\u2069",
    "signs of other formats": "<b>&amp;</b> ]]> {date} %s $(ls) ='1' \\ | ` */",
    "welsh and polish": "Tŷ Ŵyn Łęcka-Źdźbło",
}


@pytest.mark.parametrize("name", LETTERS)
def test_letters_of_every_kind_reach_every_document(session: Session, name: str) -> None:
    words = LETTERS[name]
    made = meeting(
        title=words,
        items=[{"title": words, "text": words, "entries": [{"text": words}]}],
        attendees=[{"name": words, "events": [{"kind": "present"}]}],
    )
    interchange.import_documents(session, [("letters", made)], label="Import")
    item = session.reader.find(Item)[0]
    assert item.title == words
    for kind in (DocumentKind.AGENDA, DocumentKind.MINUTES, DocumentKind.ATTENDANCE):
        for form in Format:
            assert publish.make(session, kind, item.meeting, form)


def test_cleaning_takes_what_no_document_can_hold() -> None:
    assert clean_text("a\0b\x07c\x1b[31md\x85e\ud800f\ufffeg\r\nh\ri\tj") == "abc[31mdefg\nh\ni\tj"
    for words in LETTERS.values():
        assert clean_text(words) == words


def test_a_name_just_short_enough_goes_through_every_format(session: Session) -> None:
    name = ("Marlshire " * 50)[:MAX_NAME]
    made = meeting(items=[{"title": name}], attendees=[{"name": name}])
    made["bodies"][0]["name"] = name
    made["meetings"][0]["bodies"] = [name]
    interchange.import_documents(session, [("long", made)], label="Import")
    meeting_uid = session.reader.find(Meeting)[0].uid
    for form in Format:
        assert publish.make(session, DocumentKind.AGENDA, meeting_uid, form)
        assert publish.file_name(session, DocumentKind.AGENDA, meeting_uid, form)
