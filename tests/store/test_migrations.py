"""Bringing a register up to date: with the steps there are, and one that does not exist yet."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from secretariat.errors import KnownError
from secretariat.models.records import Body, DeadlineMark, Meeting, Rule
from secretariat.store import backup, checkup, generations, migrations
from secretariat.store.register import Register
from tests.store.maker import KINDS, add, contents, do, undo

OLD = Path(__file__).resolve().parents[1] / "files" / "register-v1"


def _second(db: Any) -> None:
    """Rebuild a table that others point at, which fails where foreign keys are on."""
    db["body"].transform(rename={"note": "note"}, column_order=["id", "uid", "rev", "name"])
    db.conn.execute("CREATE TABLE planted (id INTEGER PRIMARY KEY, uid TEXT NOT NULL) STRICT")


def _failing(db: Any) -> None:
    db.conn.execute("DELETE FROM meeting")
    raise sqlite3.OperationalError("planted")


def _breaking(db: Any) -> None:
    db.conn.execute("UPDATE item SET meeting = 'nowhere'")


def use(monkeypatch: pytest.MonkeyPatch, step: Any) -> None:
    steps = (*migrations.STEPS, ("m9999_planted", step))
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", len(steps))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a register of the newest schema with a body and a meeting with items."""
    folder = tmp_path / "register"
    register = Register.create(folder)

    def work(writer: Any) -> None:
        meeting = add(writer, Meeting)
        add(writer, Body, name="Board")
        for kind in ("item", "entry", "meeting_body"):
            add(writer, KINDS[kind], meeting=meeting.uid)

    do(register, work)
    register.close()
    return folder


def words(folder: Path) -> Any:
    register = Register.open(folder)
    try:
        return contents(register.reader())
    finally:
        register.close()


def test_a_step_makes_a_new_generation(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = words(old)
    use(monkeypatch, _second)
    register = Register.open(old)
    try:
        assert register.database.parent.name == "gen-2"
        assert contents(register.reader()) == before
        state = register.undo_state(register.reader())
        assert state.blocked
        with pytest.raises(KnownError, match=f"Update to schema {migrations.SCHEMA_VERSION}"):
            undo(register)
        do(register, lambda w: add(w, Body))  # the triggers are there again
        applied = register.reader().connection.execute("SELECT name FROM _sqlite_migrations")
        assert [name for (name,) in applied] == [name for name, _ in migrations.STEPS]
        assert checkup.check(old) == []
    finally:
        register.close()
    assert generations.existing(old) == [1, 2]
    (copy,) = backup.copies(old)
    assert copy.pinned
    assert "before-update" in copy.path.name


def test_an_up_to_date_register_is_not_touched(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, _second)
    words(old)
    words(old)
    assert generations.existing(old) == [1, 2]


@pytest.mark.parametrize("step", [_failing, _breaking])
def test_a_step_that_fails_leaves_the_register_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch, step: Any
) -> None:
    before = words(old)
    with monkeypatch.context() as planted:
        use(planted, step)
        with pytest.raises(KnownError, match="it is as it was"):
            Register.open(old)
    assert generations.existing(old) == [1]
    assert words(old) == before


def test_a_newer_register_is_refused_by_the_old_program(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        use(newer, _second)
        words(old)
    with pytest.raises(KnownError, match="newer version"):
        Register.open(old)


def test_creating_is_migrating_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, _second)
    register = Register.create(tmp_path / "register")
    try:
        tables = register.reader().connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name = 'topic'"
        )
        assert tables.fetchone() == (1,)
        assert checkup.check(register.folder) == []
    finally:
        register.close()


def test_the_schema_is_the_same_every_time(tmp_path: Path) -> None:
    schemas = []
    for name in ("one.db", "two.db"):
        migrations.create_schema(tmp_path / name)
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            schemas.append(migrations.schema_of(connection))
            assert migrations.foreign_parts(connection, migrations.SCHEMA_VERSION) == []
    assert schemas[0] == schemas[1]


def test_the_first_released_schema_still_opens(tmp_path: Path) -> None:
    """One old register is kept for each schema that was ever released."""
    shutil.copytree(OLD, tmp_path / "register")
    register = Register.open(tmp_path / "register")
    try:
        assert register.reader().one(Body, name="Fairmere Community Board")
        assert register.reader().count(Meeting) == 1
        assert register.database.parent.name == "gen-2"
        do(register, lambda w: add(w, Rule, body=w.one(Body, name="Fairmere Community Board").uid))
        do(register, lambda w: add(w, DeadlineMark, meeting=w.find(Meeting)[0].uid))
        for kind in (Rule, DeadlineMark):
            assert register.reader().count(kind) == 1
        undo(register)
        assert register.reader().count(DeadlineMark) == 0
        assert [f for f in checkup.check(register.folder) if f.code != "backup"] == []
    finally:
        register.close()
