"""The words that the spelling takes as right: names of the register, and words added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.spelling import is_known
from secretariat.services import bodies, interchange, meetings, people, spelling
from secretariat.services.session import Session
from tests.services.handed_over import bring


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


def test_names_of_every_kind_are_known(session: Session) -> None:
    body = bodies.add_body(session, "Marlshire Youth Bord", short_name="MYB").result(5)
    person = people.add_person(session, "Llywelyn-Hughes", given_name="Siân").result(5)
    bodies.add_member(session, body.uid, person.uid).result(5)
    meetings.add_meeting(
        session, [body.uid], date(2026, 5, 7), time(10), place="Millgate Centre, Wenbridge"
    ).result(5)
    known = spelling.known_words(session.reader)
    for word in ("Marlshire", "Siân", "Llywelyn", "Llywelyn-Hughes", "Wenbridge", "MARLSHIRE"):
        assert is_known(word, known), word
    assert not is_known("marlshire", known)
    assert not is_known("teh", known)


def test_a_word_is_added_once_and_can_be_undone(session: Session) -> None:
    spelling.add_word(session, " quoracy ").result(5)
    spelling.add_word(session, "quoracy").result(5)
    spelling.add_word(session, "Bollands").result(5)
    assert [row.word for row in spelling.added_words(session.reader)] == ["Bollands", "quoracy"]
    session.undo().result(5)
    assert [row.word for row in spelling.added_words(session.reader)] == ["quoracy"]
    spelling.remove_word(session, spelling.added_words(session.reader)[0].uid).result(5)
    assert spelling.added_words(session.reader) == []
    for wrong in ("", "  ", "two words", "x" * 61):
        with pytest.raises(KnownError):
            spelling.add_word(session, wrong)


def test_words_go_with_the_register(session: Session, tmp_path: Path) -> None:
    spelling.add_word(session, "quoracy").result(5)
    data = interchange.export_register(session)
    other = Session.open(tmp_path / "other", create=True)
    try:
        bring(other, data)
        assert [row.word for row in spelling.added_words(other.reader)] == ["quoracy"]
        assert bring(other, data).changes == 0
    finally:
        other.close()
