"""Whatever a register holds goes out and comes back equal."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.day_sets import NAMED
from secretariat.models.interchange import FORMAT, SHAPES, VERSION
from secretariat.models.kinds import ItemKind
from secretariat.models.records import RECORDS, Attendee, Item, Record
from secretariat.services import interchange
from secretariat.services.interchange.fields import column_types, own_columns
from secretariat.services.interchange.reading import validate
from secretariat.services.session import Session

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=12
)
NAMES = WORDS.filter(lambda text: bool(text.strip()))
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


def value(kind: type[Record], column: str) -> st.SearchStrategy[Any]:
    """Return values for a column that says something by itself."""
    shape, wanted = SHAPES[kind], column_types(kind)[column]
    if column in ("days", "land"):
        return st.sampled_from([text for text, _ in NAMED])
    if wanted is str:
        return NAMES if column in (*shape.needs, "key") else WORDS
    if issubclass(wanted, StrEnum):
        return st.sampled_from([one.value for one in wanted])
    if wanted is bool:
        return st.booleans()
    if wanted is int:
        return st.integers(1, 90)
    if wanted is date:
        return DAYS.map(date.isoformat)
    if wanted is time:
        return st.times().map(lambda t: t.isoformat("minutes"))
    assert wanted is datetime
    return st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)).map(
        lambda d: d.isoformat() + "+00:00"
    )


UNSAID = {"uid", "position", "starts", "ends", "in_force_from", "in_force_to"}
"""Left to the import, or bound to each other by a rule."""


@st.composite
def record(draw: st.DrawFn, kind: type[Record], **fixed: Any) -> dict[str, Any]:
    """Return a record of a kind with some of its fields, and what is fixed."""
    shape, made = SHAPES[kind], dict(fixed)
    for column in own_columns(kind):
        if column in made or column in UNSAID or column in shape.refs:
            continue
        if column in shape.needs or (kind is Attendee and column == "name") or draw(st.booleans()):
            made[column] = draw(value(kind, column))
    return made


def kind_of(table: str) -> type[Record]:
    """Return the kind of record that a table keeps."""
    return next(kind for kind in RECORDS if table == kind.TABLE)


@st.composite
def items(draw: st.DrawFn, depth: int = 1) -> list[dict[str, Any]]:
    """Return a run of items with sub-items and minutes."""
    made = []
    for _ in range(draw(st.integers(0, 2 if depth > 1 else 3))):
        item = draw(record(Item))
        if depth > 1 or item.get("kind") != ItemKind.HEADING.value:
            item["kind"] = ItemKind.ITEM.value
            if depth < 3:
                item["items"] = draw(items(depth + 1))
        item["entries"] = draw(st.lists(entry(), max_size=2))
        made.append(item)
    return made


def action() -> st.SearchStrategy[dict[str, Any]]:
    owner = st.one_of(
        NAMES.map(lambda n: {"name": n, "person": None}), st.just("p0"), st.just("o0")
    )
    return st.builds(
        lambda made, owners, updates: {**made, "owners": owners, "updates": updates},
        record(kind_of("action")),
        st.lists(owner, max_size=2),
        st.lists(record(kind_of("action_update")), max_size=2),
    )


def entry() -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(
        lambda made, actions: {**made, "actions": actions},
        record(kind_of("entry")),
        st.lists(action(), max_size=1),
    )


@st.composite
def meeting(draw: st.DrawFn, key: str) -> dict[str, Any]:
    made = draw(record(kind_of("meeting"), key=key))
    sitting = record(kind_of("sitting"), starts="10:00")
    event = record(kind_of("attendance_event"))
    attendee = st.builds(
        lambda one, events: {**one, "events": events},
        record(kind_of("attendee")),
        st.lists(event, max_size=2),
    )
    return made | {
        "bodies": draw(st.sampled_from([["b0"], ["b1", "b0"]])),
        "sittings": draw(st.lists(sitting, min_size=1, max_size=2)),
        "items": draw(items()),
        "attendees": draw(st.lists(attendee, max_size=2)),
        "entries": draw(st.lists(entry(), max_size=1)),
        "actions": draw(st.lists(action(), max_size=1)),
        "publications": draw(st.lists(record(kind_of("publication")), max_size=1)),
        "deadlines": draw(st.lists(record(kind_of("deadline_mark")), max_size=1)),
    }


@st.composite
def body(draw: st.DrawFn, key: str) -> dict[str, Any]:
    made = draw(record(kind_of("body"), key=key))
    seat = draw(record(kind_of("seat"), key="s0", organisation="o0"))
    member = draw(record(kind_of("membership"), key="m0", person="p0", seat="s0"))
    made |= {
        "options": {key: draw(WORDS) for key in draw(st.sets(NAMES, max_size=2))},
        "texts": draw(st.lists(record(kind_of("standing_text")), max_size=2)),
        "seats": [seat],
        "memberships": [member],
        "rules": draw(st.lists(record(kind_of("rule")), max_size=1)),
        "actions": draw(st.lists(action(), max_size=1)),
    }
    if key == "b1" and draw(st.booleans()):
        made["links"] = [draw(record(kind_of("body_link"), related="b0"))]
    return made


@st.composite
def registers(draw: st.DrawFn) -> dict[str, Any]:
    """Return a document with two bodies, people and meetings."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "namespace": "any",
        "settings": [draw(record(kind_of("setting")))],
        "rules": draw(st.lists(record(kind_of("rule")), max_size=1)),
        "holidays": draw(st.lists(record(kind_of("holiday")), max_size=1)),
        "organisations": [draw(record(kind_of("organisation"), key="o0"))],
        "people": [draw(record(kind_of("person"), key="p0", organisation="o0"))],
        "bodies": [draw(body("b0")), draw(body("b1"))],
        "meetings": [draw(meeting(f"m{n}")) for n in range(draw(st.integers(0, 2)))],
    }


def contents(session: Session) -> dict[str, list[Record]]:
    """Return all records, `rev` aside."""
    return {
        kind.TABLE: [replace(one, rev=1) for one in session.reader.find(kind)] for kind in RECORDS
    }


@given(registers())
def test_export_of_an_import_of_an_export_is_equal(document: dict[str, Any]) -> None:
    validate(document)
    with tempfile.TemporaryDirectory() as folder:
        first = Session.open(Path(folder) / "first", create=True)
        second = Session.open(Path(folder) / "second", create=True)
        try:
            interchange.import_documents(first, [("a", document)], label="Import")
            out = interchange.export_register(first)
            read = interchange.read_bytes(out, "b")
            interchange.import_documents(second, [("b", read)], label="Import")
            assert contents(second) == contents(first)
            assert interchange.export_register(second) == out
            for again in (document, json.loads(out)):
                report = interchange.import_documents(first, [("a", again)], label="Import")
                assert report.changes == 0
        finally:
            first.close()
            second.close()
