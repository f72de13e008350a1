"""kill -9 at random moments: nothing that was acknowledged is lost, nothing is half."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest

from secretariat.models.records import Body, Entry, Item, Meeting
from secretariat.services.safety import backup
from secretariat.services.session import Session
from secretariat.store import checkup, generations, migrations
from secretariat.store.connection import connect_plain, problems, read_header
from secretariat.store.register import Register
from secretariat.store.rows import Reader
from tests.battery.killing import kill_taker, killed
from tests.battery.switcher import REAL, use_schemas
from tests.store.maker import contents

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed with POSIX")

BUGS = ("told before commit", "row before file", "history in a second transaction")


def test_twenty_kills_while_taking_minutes(tmp_path: Path) -> None:
    tally = kill_taker(tmp_path, 20)
    assert tally.whole, tally
    assert tally.saved > 20


@pytest.mark.battery
def test_five_hundred_kills_while_taking_minutes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = kill_taker(tmp_path, 500, seed=random.randrange(10**6))
    with capsys.disabled():
        print(f"\n{tally}")
    assert tally.whole, tally
    assert tally.saved > 1000  # two a life: a busy machine saves less before it is killed
    assert tally.unclean > 250
    assert tally.copies > 50
    assert tally.papers > 200


@pytest.mark.battery
@pytest.mark.parametrize("bug", BUGS)
def test_planted_bugs_are_found(tmp_path: Path, bug: str) -> None:
    """The harness is worth something only if it fails when it should."""
    tally = kill_taker(tmp_path, 300, bug)
    assert not tally.whole, tally


def prepared(tmp_path: Path) -> tuple[Path, Path]:
    """Return a register with something in it, and a backup of it."""
    folder, source = tmp_path / "register", tmp_path / "x.secretariat-backup"
    session = Session.open(folder, create=True)

    def work(w: object) -> None:
        insert = w.insert  # type: ignore[attr-defined]
        insert(Body(name="Board"))
        meeting = insert(Meeting())
        for number in range(300):
            item = insert(Item(meeting=meeting.uid, title=f"Item {number}"))
            insert(Entry(meeting=meeting.uid, item=item.uid, text="words " * 80))

    session.change("Fill", work).result()
    backup(session, source)
    session.close()
    return folder, source


def kill_switcher(tmp_path: Path, kills: int, how: str, longest: float) -> dict[str, int]:
    """Kill restores and migrations; after each there is exactly one whole version."""
    folder, source = prepared(tmp_path)
    expected = _contents(generations.live_database(folder))
    if how == "migrate":
        use_schemas(2)
    chance, tally = random.Random(kills), {"switches": 0, "schema 1": 0, "schema 2": 0}
    for _ in range(kills):
        said = killed("switcher.py", [str(folder), str(source), how], chance.uniform(0, longest))
        tally["switches"] += len(said) - 1
        database = generations.live_database(folder)
        header = read_header(database)
        assert header is not None
        tally[f"schema {header.version - len(REAL) + 1}"] += 1
        assert _contents(database) == expected
        register = Register.open(folder)
        try:
            assert contents(register.reader()) == expected
            assert checkup.check(folder) == []
            assert len(generations.existing(folder)) <= 3  # live, before it, and what came of it
        finally:
            register.close()
        shutil.rmtree(folder / "backups")
    return tally


def _contents(database: Path) -> object:
    connection = connect_plain(database)
    try:
        assert problems(connection) == []
        return contents(Reader(connection))
    finally:
        connection.close()


def test_a_few_kills_during_restore(tmp_path: Path) -> None:
    tally = kill_switcher(tmp_path, 5, "restore", 0.5)
    assert tally["schema 1"] == 5


@pytest.mark.battery
@pytest.mark.parametrize("how", ["restore", "migrate"])
def test_two_hundred_kills_during_migration_and_restore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(migrations, "STEPS", migrations.STEPS)
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", migrations.SCHEMA_VERSION)
    tally = kill_switcher(tmp_path, 100, how, 1.2)
    with capsys.disabled():
        print(f"\n{how}: {tally}")
    assert tally["switches"] > 50
    if how == "migrate":
        assert min(tally["schema 1"], tally["schema 2"]) > 10
