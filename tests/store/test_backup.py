"""Copies count only when they were read back; packages hold all and trust nobody."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import shutil
import sqlite3
import struct
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from secretariat.errors import KnownError
from secretariat.models.records import Body, Entry
from secretariat.store import backup, checkup, package, papers
from secretariat.store.register import Register
from secretariat.store.restore import restore
from tests.store.maker import START, add, contents, do, undo


@pytest.fixture
def filled(register: Register) -> Register:
    """Return an open register with some entries and two papers."""
    for number in range(5):
        do(register, lambda w, n=number: add(w, Entry, text=f"Entry {n}"))
    for words in (b"first paper", b"second paper" * 1000):
        papers.keep(register.folder / "papers", words)
    return register


def opened(folder: Path) -> Any:
    register = Register.open(folder)
    try:
        return contents(register.reader())
    finally:
        register.close()


def write_package(register: Register, target: Path) -> Path:
    copy = register.folder / "backups" / "package.db.tmp"
    backup.vacuum(register.database, copy)
    package.write(target, copy, register.folder / "papers", START)
    copy.unlink()
    return target


def test_a_copy_is_whole_and_named_by_number(filled: Register) -> None:
    one = backup.make(filled.folder, filled.database, START)
    two = backup.make(filled.folder, filled.database, START - timedelta(days=900))
    pin = backup.make(filled.folder, filled.database, START, pinned=True, reason="Before restore!")
    assert [c.number for c in (one, two, pin)] == [1, 2, 3]
    assert pin.path.name == "copy-000003-20260302T093000Z-pinned-before-restore.db"
    assert backup.copies(filled.folder) == [one, two, pin]
    for copy in (one, two, pin):
        assert backup.defect(copy) == ""
        said, name = copy.fingerprint.read_text().split()
        assert said == hashlib.sha256(copy.path.read_bytes()).hexdigest()
        assert name == "*" + copy.path.name
    with closing(sqlite3.connect(one.path)) as connection:
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (5,)
    assert not list((filled.folder / "backups").glob("*.tmp*"))


def test_copies_while_somebody_works(filled: Register) -> None:
    """A copy made in another thread during work is a whole state of the register."""
    outcome: list[Any] = []

    def copying() -> None:
        for _ in range(5):
            outcome.append(backup.make(filled.folder, filled.database, datetime.now(UTC)))

    thread = threading.Thread(target=copying)
    thread.start()
    number = 0
    while thread.is_alive():
        number += 1
        do(filled, lambda w: (add(w, Body), add(w, Body)))
    thread.join()
    assert len(outcome) == 5
    for copy in outcome:
        with closing(sqlite3.connect(copy.path)) as connection:
            assert connection.execute("SELECT count(*) FROM body").fetchone()[0] % 2 == 0
    assert checkup.check(filled.folder) == []


def test_old_copies_go_and_pinned_ones_stay(filled: Register) -> None:
    first = backup.make(filled.folder, filled.database, START, pinned=True)
    for number in range(1, 30):
        name = f"copy-{number + 1:06d}-20260303T{number // 2:02d}{number % 2 * 30:02d}00Z.db"
        path = first.path.with_name(name)
        shutil.copy(first.path, path)
        path.with_name(name + ".sha256").write_text("x")
    now = START + timedelta(days=9)
    newest = backup.make(filled.folder, filled.database, now)
    backup.rotate(filled.folder, now)
    left = [copy.number for copy in backup.copies(filled.folder)]
    assert left[0] == 1
    assert left[-1] == newest.number == 31
    assert len(left) == 21


def test_a_bit_that_flips_is_found(filled: Register) -> None:
    good = backup.make(filled.folder, filled.database, START)
    bad = backup.make(filled.folder, filled.database, START)
    chooser = random.Random(7)
    whole = bad.path.read_bytes()
    for _ in range(40):
        data = bytearray(whole)
        data[chooser.randrange(len(data))] ^= 1 << chooser.randrange(8)
        bad.path.write_bytes(data)
        assert "fingerprint" in backup.defect(bad)
    assert backup.newest_good(filled.folder) == good
    assert [f.code for f in checkup.check(filled.folder)] == ["backup"]
    filled.close()
    before = sorted(filled.folder.rglob("*"))
    with pytest.raises(KnownError, match=rf"Nothing was changed.*{good.path.name}"):
        restore(filled.folder, bad.path, START)
    assert sorted(filled.folder.rglob("*")) == before


def test_a_copy_that_cannot_be_written_is_told(filled: Register) -> None:
    shutil.rmtree(filled.folder / "backups")
    (filled.folder / "backups").write_text("in the way")
    with pytest.raises(KnownError, match="could not be made"):
        backup.make(filled.folder, filled.database, START)


def test_a_damaged_register_is_not_copied(filled: Register) -> None:
    filled.close()
    data = bytearray(filled.database.read_bytes())
    data[8192:300_000] = os.urandom(300_000 - 8192)
    filled.database.write_bytes(data)
    with pytest.raises(KnownError, match=r"copied|copy"):
        backup.make(filled.folder, filled.database, START)
    assert backup.copies(filled.folder) == []


def test_the_mark_tells_any_change(filled: Register) -> None:
    """Merged typing, undo and redo too make no new copy look up to date."""
    marks = [backup.mark(filled.database)]
    entry = filled.reader().find(Entry)[0]
    for text in ("a", "ab"):
        do(filled, lambda w, t=text: w.update(Entry, entry.uid, text=t), merge_key="k")
        marks.append(backup.mark(filled.database))
    undo(filled)
    marks.append(backup.mark(filled.database))
    assert len(set(marks)) == 4
    copy = backup.make(filled.folder, filled.database, START)
    assert backup.mark(copy.path) == marks[-1]


def test_a_copy_is_restored_as_a_new_generation(filled: Register) -> None:
    before = contents(filled.reader())
    copy = backup.make(filled.folder, filled.database, START)
    do(filled, lambda w: w.delete(Entry, filled_first(w)))
    after = contents(filled.reader())
    filled.close()
    done = restore(filled.folder, copy.path, START, who="me")
    assert done.database.parent.name == "gen-2"
    assert done.before is not None
    assert done.before.pinned
    register = Register.open(filled.folder)
    assert contents(register.reader()) == before
    with pytest.raises(KnownError, match="Restore of copy-000001"):
        undo(register)
    assert checkup.check(filled.folder) == []
    register.close()
    restore(filled.folder, done.before.path, START)
    assert opened(filled.folder) == after


def filled_first(reader: Any) -> str:
    return str(reader.find(Entry)[0].uid)


def test_a_package_holds_everything_and_the_same_gives_the_same(
    filled: Register, tmp_path: Path
) -> None:
    one = write_package(filled, tmp_path / "one.secretariat-backup")
    two = write_package(filled, tmp_path / "two.secretariat-backup")
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 4
    words, paper = (
        contents(filled.reader()),
        {p.name for p in papers.everything(filled.folder / "papers")},
    )
    restore(tmp_path / "elsewhere", one, START)
    assert opened(tmp_path / "elsewhere") == words
    assert {p.name for p in papers.everything(tmp_path / "elsewhere" / "papers")} == paper
    assert checkup.check(tmp_path / "elsewhere") == []


def test_restore_into_a_damaged_register(filled: Register, tmp_path: Path) -> None:
    """What cannot even be copied is kept as it lies, and the register works again."""
    words = contents(filled.reader())
    target = write_package(filled, tmp_path / "x.secretariat-backup")
    filled.close()
    filled.database.write_bytes(b"SQLite format 3\0" + os.urandom(50_000))
    with filled.database.open("r+b") as file:
        file.seek(18)
        file.write(b"\2\2")
    done = restore(filled.folder, target, START)
    assert done.before is None
    assert opened(filled.folder) == words
    assert (filled.folder / "gen-1" / "KEEP").exists()
    (filled.folder / "CURRENT").write_text("rubbish")
    restore(filled.folder, target, START)
    assert opened(filled.folder) == words


def test_restore_is_refused_while_the_register_is_open(filled: Register, tmp_path: Path) -> None:
    target = write_package(filled, tmp_path / "x.secretariat-backup")
    with pytest.raises(KnownError, match="open in another"):
        restore(filled.folder, target, START)


# ------------------------------------------------------------- what strangers may send

Change = Callable[[dict[str, bytes], dict[str, Any]], None]


def rebuilt(source: Path, target: Path, change: Change, compress: int = zipfile.ZIP_STORED) -> Path:
    """Write the package anew with something changed in it."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members["manifest.json"])
    change(members, manifest)
    if "manifest.json" in members:
        members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(target, "w", compress) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def put(name: str, data: bytes) -> Change:
    """Add or replace a member, and list it truly."""

    def change(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        members[name] = data
        manifest["members"][name] = [len(data), hashlib.sha256(data).hexdigest()]

    return change


def database_with(sql: str) -> Change:
    """Do something to the database in the package, and list it truly."""

    def change(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(members["register.db"])
            connection.executescript(sql)
            put("register.db", bytes(connection.serialize()))(members, manifest)

    return change


def listed(key: str, value: Any) -> Change:
    def change(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        manifest[key] = value

    return change


HOSTILE: dict[str, Change] = {
    "a path upwards": put("../evil.db", b"x"),
    "an absolute path": put("/etc/evil", b"x"),
    "an unknown member": put("autorun.inf", b"x"),
    "a paper under a wrong name": put("papers/" + "0" * 64, b"x"),
    "a paper under a short name": put("papers/abc", b"x"),
    "no manifest": lambda members, _: members.pop("manifest.json") and None,
    "no database": lambda members, _: members.pop("register.db") and None,
    "a paper that is not listed": lambda members, _: members.update({"papers/" + "a" * 64: b""}),
    "another format": listed("format", 2),
    "no list": listed("members", None),
    "a list of rubbish": listed("members", {"register.db": ["x", 3]}),
    "a negative size": listed("members", {"register.db": [-1, "0" * 64]}),
    "a huge size": listed("members", {"register.db": [1 << 50, "0" * 64]}),
    "a wrong hash": listed("members", {"register.db": [3, "0" * 64]}),
    "what is no database": put("register.db", b"hello" * 100),
    "a database of another program": database_with("PRAGMA application_id = 5"),
    "a newer database": database_with("PRAGMA user_version = 77"),
    "a trigger": database_with(
        "CREATE TRIGGER evil AFTER INSERT ON change BEGIN DELETE FROM entry; END"
    ),
    "a view": database_with("CREATE VIEW evil AS SELECT 1"),
    "a missing table": database_with("DROP TABLE publication"),
    "a dangling reference": database_with("UPDATE entry SET meeting = 'nowhere'"),
}


@pytest.mark.parametrize("how", HOSTILE)
def test_a_hostile_package_is_refused_in_a_sentence(
    filled: Register, tmp_path: Path, how: str
) -> None:
    """Nothing is written outside the folder, and what was there stays the register."""
    good = write_package(filled, tmp_path / "good.secretariat-backup")
    words = contents(filled.reader())
    filled.close()
    bad = rebuilt(good, tmp_path / "bad.secretariat-backup", HOSTILE[how])
    outside = {path for path in tmp_path.rglob("*") if not path.is_relative_to(filled.folder)}
    with pytest.raises(KnownError) as told:
        restore(filled.folder, bad, START)
    assert "Nothing was changed" in str(told.value)
    assert {p for p in tmp_path.rglob("*") if not p.is_relative_to(filled.folder)} == outside
    assert [p.name for p in filled.folder.glob("gen-*")] == ["gen-1"]
    assert opened(filled.folder) == words


def test_a_bomb_is_counted_while_it_is_read(filled: Register, tmp_path: Path) -> None:
    good = write_package(filled, tmp_path / "good.secretariat-backup")
    filled.close()

    def bomb(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        members["register.db"] = bytes(40_000_000)

    bad = rebuilt(good, tmp_path / "bomb.zip", bomb, zipfile.ZIP_DEFLATED)
    with pytest.raises(KnownError, match="fingerprint"):
        restore(filled.folder, bad, START)


@pytest.mark.parametrize("data", [b"", b"PK", b"hello", b"PK\x05\x06" + bytes(18), os.urandom(999)])
def test_what_is_no_package_is_refused(filled: Register, tmp_path: Path, data: bytes) -> None:
    filled.close()
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(KnownError, match="damaged"):
        restore(filled.folder, tmp_path / "file", START)
    with pytest.raises(KnownError, match="There is no backup"):
        restore(filled.folder, tmp_path / "none", START)
    with pytest.raises(KnownError, match="There is no backup"):
        restore(filled.folder, tmp_path, START)


def test_a_package_cut_or_bent_anywhere_is_refused(filled: Register, tmp_path: Path) -> None:
    """Bytes are cut off, flipped and set at random places: a sentence each time, never a crash."""
    whole = write_package(filled, tmp_path / "good.secretariat-backup").read_bytes()
    words = contents(filled.reader())
    filled.close()
    chooser = random.Random(11)
    bad = tmp_path / "bad.secretariat-backup"
    accepted = 0
    for number in range(60):
        data = bytearray(whole)
        place = chooser.randrange(len(data)) if number % 2 else -chooser.randrange(1, 700)
        if number % 5 == 0:
            data = data[:place]
        elif number % 5 == 1:
            data[place : place + 4] = struct.pack("<I", 0xFFFFFFFF)
        else:
            data[place] ^= 1 << chooser.randrange(8)
        bad.write_bytes(data)
        try:
            with package.opened(bad) as opened_package:
                opened_package.verify()
            accepted += 1  # bytes that say nothing: a time, a flag of the host system
        except KnownError:
            continue
    assert accepted < 30
    assert opened(filled.folder) == words


def test_an_encrypted_or_oddly_packed_package_is_refused(filled: Register, tmp_path: Path) -> None:
    good = write_package(filled, tmp_path / "good.secretariat-backup")
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        bad = rebuilt(good, tmp_path / "bad", lambda *_: None, method)
        with pytest.raises(KnownError, match="unknown way"), package.opened(bad):
            pass
    data = bytearray(good.read_bytes())
    start = data.rindex(b"PK\x01\x02")
    data[start + 8] |= 1
    bad.write_bytes(data)
    with pytest.raises(KnownError, match=r"encrypted|cannot be read"), package.opened(bad):
        pass


def test_members_named_twice_are_refused(filled: Register, tmp_path: Path) -> None:
    good = write_package(filled, tmp_path / "good.secretariat-backup")
    bad = io.BytesIO(good.read_bytes())
    with zipfile.ZipFile(bad, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("register.db", b"second")
    (tmp_path / "bad").write_bytes(bad.getvalue())
    with pytest.raises(KnownError, match="does not hold"), package.opened(tmp_path / "bad"):
        pass


def test_a_package_that_cannot_be_written_leaves_what_was_there(
    filled: Register, tmp_path: Path
) -> None:
    with pytest.raises(KnownError, match="could not be written"):
        write_package(filled, tmp_path / "no" / "such" / "folder.zip")
    (tmp_path / "taken").mkdir()
    with pytest.raises(KnownError, match="could not be written"):
        write_package(filled, tmp_path / "taken")
    assert list((tmp_path / "taken").iterdir()) == []


def test_papers_are_kept_once_under_their_hash(tmp_path: Path) -> None:
    sha = papers.keep(tmp_path, b"words")
    assert papers.place(tmp_path, sha).read_bytes() == b"words"
    assert papers.keep(tmp_path, b"words") == sha
    (tmp_path / sha[:2] / "x.tmp").write_bytes(b"half")
    (tmp_path / "notes.txt").write_bytes(b"stray")
    papers.sweep(tmp_path)
    assert [path.name for path in papers.everything(tmp_path)] == [sha]
    papers.place(tmp_path, sha).write_bytes(b"sword")
    assert papers.damaged(tmp_path) == [papers.place(tmp_path, sha)]
