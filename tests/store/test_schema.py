"""The schema and the records are one: no column without a field, no field without a column."""

from __future__ import annotations

import pytest

from secretariat.models.records import RECORDS, Record
from secretariat.store.register import Register
from secretariat.store.rows import columns
from tests.store.maker import parents


def test_every_record_kind_has_its_table_and_no_other_is_there(shared: Register) -> None:
    rows = shared.reader().connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    tables = {name for (name,) in rows if not name.startswith(("sqlite_", "search"))}
    assert tables == {kind.TABLE for kind in RECORDS} | {"change", "history", "_sqlite_migrations"}


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.TABLE)
def test_columns_are_fields(shared: Register, kind: type[Record]) -> None:
    connection = shared.reader().connection
    table = {row[1]: row for row in connection.execute(f"PRAGMA table_info({kind.TABLE})")}
    assert set(table) == {"id", *columns(kind)}
    assert {row[2] for row in table.values()} <= {"TEXT", "INTEGER"}
    (sql,) = connection.execute(
        "SELECT sql FROM sqlite_master WHERE name = ?", (kind.TABLE,)
    ).fetchone()
    assert sql.endswith("STRICT")
    # Above this many columns the function that pictures a row takes no more arguments.
    assert len(columns(kind)) <= 60


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.TABLE)
def test_references_are_deferred_and_indexed(shared: Register, kind: type[Record]) -> None:
    connection = shared.reader().connection
    (sql,) = connection.execute(
        "SELECT sql FROM sqlite_master WHERE name = ?", (kind.TABLE,)
    ).fetchone()
    points = parents(connection, kind.TABLE)
    assert sql.count("DEFERRABLE INITIALLY DEFERRED") == len(points)
    indexes = connection.execute(f"PRAGMA index_list({kind.TABLE})").fetchall()
    firsts = {
        connection.execute(f'PRAGMA index_info("{index[1]}")').fetchone()[2] for index in indexes
    }
    assert set(points) <= firsts


def test_settings_of_a_connection(shared: Register) -> None:
    def read(name: str) -> object:
        job = shared._writer.submit(
            lambda: shared._connection.execute(f"PRAGMA {name}").fetchone()[0]
        )
        return job.result(5)

    assert read("journal_mode") == "wal"
    assert read("synchronous") == 2
    for name in ("foreign_keys", "recursive_triggers", "cell_size_check", "secure_delete"):
        assert read(name) == 1, name
    assert read("trusted_schema") == 0
    assert read("busy_timeout") == 5000
