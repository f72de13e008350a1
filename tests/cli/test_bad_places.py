"""Services, folders and disks that refuse: one sentence, and everything as it was."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import MemberRole
from secretariat.models.records import Body, Person
from secretariat.services import agenda, bodies, interchange, meetings, people
from secretariat.services.session import Session
from tests.cli.refusals import Register, document, make_register, sentence


@pytest.fixture
def register(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Register:
    return Register(make_register(tmp_path / "register"), capfd)


@pytest.fixture
def session(register: Register) -> Iterator[Session]:
    session = Session.open(register.folder)
    yield session
    session.close()


def refused(work: Callable[[], Any]) -> str:
    """Return the sentence with which a service refuses."""
    with pytest.raises(KnownError) as told:
        work().result()
    return sentence(str(told.value))


def test_services_refuse_in_a_sentence_and_keep_what_was(session: Session) -> None:
    ash, birch = session.reader.find(Person)[:2]
    board = session.reader.find(Body)[0].uid
    bodies.add_member(session, board, ash.uid, role=MemberRole.CHAIR).result()
    held = meetings.add_meeting(session, [board], date(2017, 2, 23), time(10)).result()
    one = agenda.add_item(session, held.uid, "One").result()
    two = agenda.add_item(session, held.uid, "Two", parent=one.uid).result()
    three = agenda.add_item(session, held.uid, "Three", parent=two.uid).result()
    four = agenda.add_item(session, held.uid, "Four").result()
    before = interchange.export_register(session)
    assert "at a time" in refused(
        lambda: bodies.add_member(session, board, birch.uid, role=MemberRole.CHAIR)
    )
    assert "under itself" in refused(lambda: agenda.move_item(session, one.uid, three.uid, 0))
    assert "under itself" in refused(lambda: agenda.move_item(session, one.uid, one.uid, 0))
    assert "three levels" in refused(lambda: agenda.move_item(session, four.uid, three.uid, 0))
    assert "under itself" in refused(lambda: bodies.set_parent(session, board, board))
    assert "before it begins" in refused(
        lambda: meetings.add_meeting(session, [board], date(2017, 2, 23), time(10), time(9))
    )
    assert "family name" in refused(lambda: people.add_person(session, " "))
    assert interchange.export_register(session) == before


# ---------------------------------------------------------------------- folders and the disk


def test_a_folder_without_a_register(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    nowhere = Register(tmp_path / "nowhere", capfd)
    for words in (
        ("list", "people"),
        ("check",),
        ("export", "register", tmp_path / "x"),
        ("make", "agenda", "B/2017-02-23", "--as", "pdf"),
        ("backup", tmp_path / "x"),
    ):
        assert "no register" in nowhere.refuses(*words)
    assert not nowhere.folder.exists()
    assert not (tmp_path / "x").exists()


def test_a_file_where_a_register_should_be(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("words")
    for words in (("demo",), ("list", "people")):
        Register(tmp_path / "file", capfd).refuses(*words)
    assert (tmp_path / "file").read_text() == "words"


@pytest.mark.parametrize("content", ["", "gen-9", "../../etc", "gen-1\nmore", "\0"])
def test_a_pointer_that_leads_nowhere(register: Register, content: str) -> None:
    (register.folder / "CURRENT").write_text(content)
    register.refuses("list", "people")


def test_a_database_of_another_program(register: Register) -> None:
    database = register.folder / "gen-1" / "register.db"
    database.unlink()
    other = sqlite3.connect(database)
    other.execute("CREATE TABLE t (x)")
    other.close()
    register.refuses("list", "people")


def test_a_database_of_noise(register: Register) -> None:
    (register.folder / "gen-1" / "register.db").write_bytes(os.urandom(20_000))
    register.refuses("list", "people")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="may write everywhere")
def test_a_folder_that_may_not_be_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    tmp_path.chmod(0o555)
    try:
        Register(tmp_path / "register", capfd).refuses("demo")
    finally:
        tmp_path.chmod(0o755)


def test_a_place_that_cannot_be_made(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Also for root, who may write everywhere: a folder cannot be made below a file."""
    (tmp_path / "file").write_text("words")
    below = tmp_path / "file" / "register"
    Register(below, capfd).refuses("demo")
    assert Register(below, capfd).refuses("tour", "--out", tmp_path / "file" / "out")


def test_a_register_that_somebody_else_has_open(register: Register, session: Session) -> None:
    said = register.refuses("list", "people")
    assert "open" in said


def test_a_full_disk_imports_nothing_and_says_so(session: Session) -> None:
    before = interchange.export_register(session)
    _limit(session, 4)
    made = document(people=[{"family_name": str(n), "note": "x" * 500} for n in range(2_000)])
    with pytest.raises(KnownError, match="disk is full") as told:
        interchange.import_documents(session, [("big", made)], label="Import")
    sentence(str(told.value))
    assert interchange.export_register(session) == before
    _limit(session, 100_000)
    report = interchange.import_documents(session, [("big", made)], label="Import")
    assert report.added == {"person": 2_000}


def test_no_room_for_the_copy_means_no_import(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = interchange.export_register(session)

    def full(*_: object) -> None:
        raise KnownError("A copy could not be made; the register is as it was.")

    made = document(people=[{"family_name": "New"}])
    with pytest.raises(KnownError, match="copy"):
        interchange.import_documents(session, [("a", made)], label="Import", make_copy=full)
    assert interchange.export_register(session) == before


def _limit(session: Session, spare: int) -> None:
    """Let the database grow by so many pages and no more, as on a disk that is almost full."""

    def work() -> None:
        connection = session.register._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + spare}")

    session.register._writer.submit(work).result(10)
