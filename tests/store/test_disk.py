"""A full disk, a failing one, and the places where words are kept besides."""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from secretariat.errors import KnownError
from secretariat.models.records import Action, Body, Entry
from secretariat.store import ballast, checkup, faults, files
from secretariat.store.flight import FlightRecorder
from secretariat.store.history import Image
from secretariat.store.register import Register
from secretariat.store.rows import Writer
from tests.store.maker import START, add, contents, do, redo, undo


def on_writer(register: Register, job: Callable[[sqlite3.Connection], Any]) -> Any:
    return register._writer.submit(lambda: job(register._connection)).result(10)


def limit(register: Register, spare: int) -> None:
    """Let the database grow by `spare` pages and no more."""
    pages = on_writer(register, lambda c: c.execute("PRAGMA page_count").fetchone()[0])
    on_writer(register, lambda c: c.execute(f"PRAGMA max_page_count = {pages + spare}"))


def fill(register: Register) -> list[str]:
    """Add bodies until the disk is full; return those that were acknowledged."""
    kept: list[str] = []

    def go_on() -> None:
        for _ in range(500):
            kept.append(do(register, lambda w: add(w, Body, note="x" * 3000))[0].uid)

    with pytest.raises(KnownError, match="disk is full"):
        go_on()
    return kept


def test_a_full_disk_is_told_and_loses_nothing(register: Register) -> None:
    limit(register, 12)
    kept = fill(register)
    assert kept
    assert set(contents(register.reader())["body"]) == set(kept)
    assert register.healthy
    on_writer(register, lambda c: c.execute("PRAGMA max_page_count = 100000"))
    do(register, lambda w: add(w, Body, note="x" * 3000))
    assert len(contents(register.reader())["body"]) == len(kept) + 1
    for _ in range(len(kept) + 1):
        undo(register)
    for _ in range(len(kept) + 1):
        redo(register)
    assert checkup.check(register.folder) == []


def test_the_ballast_makes_room_once(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """The change that met the full disk is tried again in the room of the ballast."""
    assert ballast.lay(register.folder, 100_000)
    limit(register, 6)
    really = ballast.drop

    def drop(folder: Path) -> bool:
        dropped = really(folder)
        if dropped:
            pages = register._connection.execute("PRAGMA max_page_count").fetchone()[0]
            register._connection.execute(f"PRAGMA max_page_count = {pages + 20}")
        return dropped

    monkeypatch.setattr(ballast, "drop", drop)
    kept = fill(register)
    assert register.low_space
    assert not (register.folder / "ballast").exists()
    assert set(contents(register.reader())["body"]) == set(kept)
    sql = "SELECT count(*) FROM change"
    assert register.reader().connection.execute(sql).fetchone()[0] == len(kept)


def test_undo_on_a_full_disk_is_told(register: Register) -> None:
    body, _ = do(register, lambda w: add(w, Body, note="x" * 90_000))
    do(register, lambda w: w.delete(Body, body.uid))
    on_writer(register, lambda c: c.execute("VACUUM"))
    limit(register, 0)
    with pytest.raises(KnownError, match="disk is full"):
        undo(register)
    on_writer(register, lambda c: c.execute("PRAGMA max_page_count = 100000"))
    undo(register)
    assert register.reader().get(Body, body.uid).note == "x" * 90_000


def test_ballast_is_laid_once_and_only_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ballast.lay(tmp_path, 3_000_000)
    assert (tmp_path / "ballast").stat().st_size == 3_000_000
    when = (tmp_path / "ballast").stat().st_mtime_ns
    assert ballast.lay(tmp_path, 3_000_000)
    assert (tmp_path / "ballast").stat().st_mtime_ns == when
    assert ballast.drop(tmp_path)
    assert not ballast.drop(tmp_path)
    monkeypatch.setattr(files, "free_space", lambda _: 5_000_000)
    assert not ballast.lay(tmp_path, 3_000_000)
    assert list(tmp_path.iterdir()) == []


class Failing:
    """A connection whose COMMIT fails as SQLite lets it fail, as often as it is told."""

    def __init__(self, real: sqlite3.Connection, code: int, times: int) -> None:
        self._real, self._code, self._times = real, code, times

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql == "COMMIT" and self._times:
            self._times -= 1
            error = sqlite3.OperationalError("planted")
            error.sqlite_errorcode = self._code
            raise error
        return self._real.execute(sql, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def plant(register: Register, code: int, times: int = 1) -> None:
    failing: Any = Failing(register._connection, code, times)
    register._connection = failing


IOERR_FSYNC = sqlite3.SQLITE_IOERR | (4 << 8)


def test_a_failing_disk_is_told_and_the_file_opened_anew(register: Register) -> None:
    first, _ = do(register, lambda w: add(w, Body, name="First"))
    plant(register, IOERR_FSYNC)
    with pytest.raises(KnownError, match="your words stay on the screen"):
        do(register, lambda w: w.update(Body, first.uid, name="Second"))
    assert not register.healthy
    assert register.reader().get(Body, first.uid).name == "First"
    do(register, lambda w: w.update(Body, first.uid, name="Third"))
    assert register.healthy
    assert isinstance(register._connection, sqlite3.Connection)
    undo(register)
    assert register.reader().get(Body, first.uid).name == "First"


def test_a_disk_that_stays_away_is_told_each_time(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(register, IOERR_FSYNC)

    def gone(_: Path) -> sqlite3.Connection:
        raise sqlite3.OperationalError("unable to open database file")

    with monkeypatch.context() as planted:
        with pytest.raises(KnownError, match="could not be written"):
            do(register, lambda w: add(w, Body))
        planted.setattr("secretariat.store.register.connect_writer", gone)
        for _ in range(2):
            with pytest.raises(KnownError, match="could not be written"):
                do(register, lambda w: add(w, Body))
        assert not register.healthy
    do(register, lambda w: add(w, Body))
    assert register.healthy


def test_damage_is_told_and_nothing_more_is_written(register: Register) -> None:
    plant(register, sqlite3.SQLITE_CORRUPT)
    with pytest.raises(KnownError, match="damaged"):
        do(register, lambda w: add(w, Body))
    assert not register.healthy


@pytest.mark.parametrize(
    ("code", "words"),
    [(sqlite3.SQLITE_BUSY, "Another program"), (sqlite3.SQLITE_READONLY, "may not be written"),
     (sqlite3.SQLITE_FULL, "disk is full")],
)  # fmt: skip
def test_other_faults_have_their_own_sentence(register: Register, code: int, words: str) -> None:
    plant(register, code)
    with pytest.raises(KnownError, match=words):
        do(register, lambda w: add(w, Body))
    assert register.healthy
    do(register, lambda w: add(w, Body))


def test_a_full_disk_may_show_as_an_io_error(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    ballast.lay(register.folder, 1000)
    plant(register, sqlite3.SQLITE_IOERR | (19 << 8))
    monkeypatch.setattr(files, "free_space", lambda _: 0)
    do(register, lambda w: add(w, Body))
    assert register.low_space
    assert register.healthy


def test_our_own_mistakes_are_not_blamed_on_the_disk(register: Register) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax"):
        do(register, lambda w: w.connection.execute("SELEC 1"))
    assert faults.classify(sqlite3.OperationalError("x")) is faults.Fault.OTHER


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits there")
def test_a_real_write_error_loses_nothing(register: Register) -> None:
    """The system itself refuses to let the file grow: what was acknowledged is there."""
    import resource

    kept = []

    def go_on() -> None:
        for _ in range(400):
            kept.append(do(register, lambda w: add(w, Body, note="x" * 9000))[0].uid)

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, hard))
    try:
        with pytest.raises(KnownError, match="your words stay on the screen"):
            go_on()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    do(register, lambda w: add(w, Body))
    assert register.healthy
    assert set(kept) < set(contents(register.reader())["body"])
    assert checkup.check(register.folder) == []


def lines(folder: Path, name: str = "flight.jsonl") -> list[dict[str, Any]]:
    text = (folder / name).read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_saved_minutes_are_in_the_flight_recorder(register: Register) -> None:
    entry, _ = do(register, lambda w: add(w, Entry, text="Żółć was “noted”\nand agreed"))
    do(register, lambda w: w.update(Entry, entry.uid, text="Second"))
    do(register, lambda w: add(w, Action, text="Write to the Chair"))
    do(register, lambda w: w.delete(Entry, entry.uid))
    undo(register)
    told = lines(register.folder)
    assert [(line["what"], line["done"]) for line in told] == [
        ("entry", "insert"), ("entry", "update"), ("action", "insert"),
        ("entry", "delete"), ("entry", "insert"),
    ]  # fmt: skip
    assert told[0]["text"] == "Żółć was “noted”\nand agreed"
    assert all(line["saved"] and line["who"] == "tester" for line in told)
    assert "Żółć" in (register.folder / "flight.jsonl").read_text("utf-8")


def test_words_that_could_not_be_saved_are_there_too(register: Register) -> None:
    entry, _ = do(register, lambda w: add(w, Entry, text="First"))
    plant(register, IOERR_FSYNC)
    with pytest.raises(KnownError):
        do(register, lambda w: w.update(Entry, entry.uid, text="Only here"))
    assert (lines(register.folder)[-1]["text"], lines(register.folder)[-1]["saved"]) == (
        "Only here",
        False,
    )


def test_the_flight_recorder_never_stops_a_save(register: Register) -> None:
    (register.folder / "flight.jsonl").mkdir()
    do(register, lambda w: add(w, Entry, text="Kept all the same"))


def test_the_flight_recorder_goes_on_in_a_new_file(tmp_path: Path) -> None:
    recorder = FlightRecorder(tmp_path, max_size=300)
    for number in range(40):
        image = Image("entry", f"uid{number}", None, {"text": f"words {number}"})
        recorder.note([image, Image("body", "b", None, {})], "me", START, saved=True)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names in (
        ["flight-1.jsonl", "flight-2.jsonl", "flight-3.jsonl"],
        ["flight-1.jsonl", "flight-2.jsonl", "flight-3.jsonl", "flight.jsonl"],
    )
    assert all(path.stat().st_size < 600 for path in tmp_path.iterdir())
    last = lines(tmp_path, names[-1] if names[-1] == "flight.jsonl" else "flight-1.jsonl")[-1]
    assert last["text"] == "words 39"


def test_a_reader_tells_damage_in_a_sentence(register: Register) -> None:
    reader = register.reader()
    do(register, lambda w: add(w, Body, name="Board"))

    def spoil(writer: Writer) -> None:
        writer.connection.execute("UPDATE body SET kind = 'parliament'")

    do(register, spoil)
    with pytest.raises(KnownError, match="cannot be read"):
        reader.find(Body)
    register.close()
    with pytest.raises(KnownError, match="closed"):
        reader.count(Body)


def test_a_commit_that_fails_leaves_the_connection_fit(register: Register) -> None:
    """Nothing is open afterwards: the next change begins afresh."""
    plant(register, sqlite3.SQLITE_BUSY, times=3)
    for _ in range(3):
        with pytest.raises(KnownError):
            do(register, lambda w: add(w, Body))
    do(register, lambda w: add(w, Body))
    assert len(contents(register.reader())["body"]) == 1


def test_no_thread_of_the_register_outlives_it(register: Register) -> None:
    register.close()
    register.close()
    assert not [t for t in threading.enumerate() if t.name == "register-writer"]
    with pytest.raises(KnownError, match="closed"):
        do(register, lambda w: add(w, Body))
    with pytest.raises(KnownError, match="closed"):
        register.reader()


def test_the_flight_recorder_has_room_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk it takes a little of its reserve, again and again, until that is used up."""
    assert ballast.lay(tmp_path, 40_000, ballast.RESERVE)
    recorder, really = FlightRecorder(tmp_path), FlightRecorder._written
    refused: list[bytes] = []

    def full(self: FlightRecorder, data: bytes) -> bool:
        if not refused or refused[-1] != data:
            refused.append(data)
            return False
        return really(self, data)

    monkeypatch.setattr(FlightRecorder, "_written", full)
    kept = [recorder.keep("entry", f"u{at}", {"text": f"words {at}"}, "me", START) for at in (1, 2)]
    assert kept == [True, True]
    assert (tmp_path / ballast.RESERVE).stat().st_size == 40_000 - 2 * 16_384
    assert not recorder.keep("entry", "u3", {"text": "words 3"}, "me", START)
    assert [words.text for words in recorder.unsaved("entry")] == ["words 1", "words 2"]
    assert recorder.unsaved("action") == []
    with recorder.path.open("ab") as file:
        file.write(b'{"what": "entry", "saved": false, "uid": "u9", "te')  # cut short
    assert len(recorder.unsaved("entry")) == 2
