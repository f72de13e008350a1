"""Finding by words: in step with every change, and safe against any text."""

from __future__ import annotations

import contextlib
from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat.errors import KnownError
from secretariat.models.records import (
    Action,
    ActionOwner,
    Body,
    Entry,
    Item,
    Meeting,
    MeetingBody,
    Organisation,
    Person,
    Sitting,
)
from secretariat.store import checkup, search
from secretariat.store.register import Register
from tests.store.maker import add, do, redo, undo


@pytest.fixture
def board(register: Register) -> dict[str, Any]:
    """Return the records of a board with one meeting."""

    def work(w: Any) -> dict[str, Any]:
        made: dict[str, Any] = {}
        made["office"] = w.insert(Organisation(name="Fairmere Fire and Rescue"))
        made["person"] = w.insert(
            Person(given_name="Zoë", family_name="O’Brien", organisation=made["office"].uid)
        )
        made["body"] = w.insert(Body(name="Community Safety Board", short_name="CSB"))
        made["meeting"] = w.insert(Meeting())
        uid = made["meeting"].uid
        w.insert(MeetingBody(meeting=uid, body=made["body"].uid))
        w.insert(Sitting(meeting=uid, date=date(2018, 7, 19), starts=time(10), place="Moot Hall"))
        made["item"] = w.insert(Item(meeting=uid, title="Knife crime strategy"))
        made["entry"] = w.insert(
            Entry(meeting=uid, item=made["item"].uid, text="The **résumé** of 2017/18 was noted.")
        )
        made["action"] = w.insert(
            Action(body=made["body"].uid, meeting=uid, entry=made["entry"].uid, text="Write again")
        )
        w.insert(ActionOwner(action=made["action"].uid, person=made["person"].uid))
        return made

    made, _ = do(register, work)
    return dict(made)


def found(register: Register, text: str) -> list[str]:
    return [hit.table for hit in search.find(register.reader(), text)]


@pytest.mark.parametrize(
    ("text", "table"),
    [("commun saf", "body"), ("csb", "body"), ("zoe", "person"), ("o’brien", "person"),
     ("O’Bri", "person"), ("rescue", "organisation"), ("19 july 2018", "meeting"),
     ("2018-07-19", "meeting"), ("moot", "meeting"), ("knif", "item"), ("resume", "entry"),
     ("RÉSUMÉ", "entry"), ("2017/18", "entry"), ("write", "action"), ("re", "entry")],
)  # fmt: skip
@pytest.mark.usefixtures("board")
def test_words_find_records(register: Register, text: str, table: str) -> None:
    assert table in found(register, text)


def test_a_hit_says_where_it_stands(register: Register, board: dict[str, Any]) -> None:
    (hit,) = search.find(register.reader(), "résumé")
    assert hit == search.Hit(
        "entry",
        board["entry"].uid,
        "Knife crime strategy",
        "The résumé of 2017/18 was noted.",
        board["meeting"].uid,
    )
    (hit,) = search.find(register.reader(), "write again")
    assert (hit.title, hit.meeting) == ("Knife crime strategy", board["meeting"].uid)
    (hit,) = search.find(register.reader(), "moot hall")
    assert hit.title == "Community Safety Board, 19 July 2018"


def test_what_belongs_to_the_open_meeting_stands_first(register: Register) -> None:
    def work(w: Any) -> list[str]:
        made = [w.insert(Meeting()).uid for _ in range(3)]
        for uid in made:
            w.insert(Item(meeting=uid, title="Harbour dues"))
            w.insert(Entry(meeting=uid, text="The harbour was discussed, and the harbour alone."))
        return made

    meetings, _ = do(register, work)
    reader = register.reader()
    for uid in meetings:
        hits = search.find(reader, "harbour", first=uid)
        assert [hit.meeting == uid for hit in hits] == [True] * 2 + [False] * 4
        assert search.find(reader, "harbour", 1, first=uid)[0].meeting == uid
    plain = [hit.uid for hit in search.find(reader, "harbour")]
    assert [hit.uid for hit in search.find(reader, "harbour", first="gone")] == plain


def test_the_index_follows_every_change(register: Register, board: dict[str, Any]) -> None:
    """Names that other records lend, moves, deletion, undo and redo included."""
    reader = register.reader()

    def in_step() -> None:
        assert search.problems(reader.connection) == []

    do(register, lambda w: w.update(Body, board["body"].uid, name="Harbour Panel"))
    in_step()
    assert set(found(register, "harbour")) == {"body", "meeting"}
    assert found(register, "community") == []
    do(register, lambda w: w.update(Person, board["person"].uid, family_name="Quist"))
    in_step()
    assert set(found(register, "quist")) == {"person", "action"}
    do(register, lambda w: w.update(Organisation, board["office"].uid, name="Ambulance"))
    in_step()
    assert set(found(register, "ambul")) == {"organisation", "person"}
    do(register, lambda w: w.delete(Person, board["person"].uid))
    in_step()
    assert found(register, "quist") == []
    do(register, lambda w: w.delete(Meeting, board["meeting"].uid))
    in_step()
    assert set(found(register, "harbour")) == {"body"}
    assert found(register, "knife") == []
    for _ in range(5):
        undo(register)
        in_step()
    assert found(register, "knife") == ["item"]
    assert set(found(register, "communi")) == {"body", "meeting"}
    for _ in range(5):
        redo(register)
        in_step()


def test_titles_come_first_and_the_newest_of_equals(register: Register) -> None:
    def work(w: Any) -> list[str]:
        meeting = add(w, Meeting)
        add(w, Entry, meeting=meeting.uid, text="budget " + "and other words " * 20)
        return [
            w.insert(Item(meeting=meeting.uid, title="Budget", position=n)).uid for n in range(4)
        ]

    items, _ = do(register, work)
    hits = search.find(register.reader(), "budget")
    assert [hit.uid for hit in hits[:4]] == items[::-1]
    assert hits[4].table == "entry"
    assert hits[4].snippet.endswith("…")
    assert len(search.find(register.reader(), "budget", 2)) == 2
    assert search.find(register.reader(), "budget", 0) == []


@pytest.mark.parametrize(
    "text",
    ["", " ", "a", "é", "*", '"', '""', "AND", "OR NOT", "a* b*", "NEAR(x y)", "title:x", "{a b}:c",
     "^x", "x AND", '"x', "x'; DROP TABLE search; --", "\0", "x\0y", "\ud800", "-", "--x", "(((",
     "+", "🙂🙂", "\u202e", "e\u0301" * 500, "x " * 5000, "%_%", "col:", "1.5e400", "²",
     "\U000e0001ab"],
)  # fmt: skip
def test_no_text_makes_it_fail(shared: Register, text: str) -> None:
    do(shared, lambda w: add(w, Body, name="Harbour x y ab"))
    found(shared, text)


@given(st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_no_random_text_makes_it_fail(shared: Register, text: str) -> None:
    found(shared, text)


@given(
    st.text(
        st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x24F), min_size=2, max_size=12
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_a_word_that_was_written_is_found(register: Register, word: str) -> None:
    do(register, lambda w: add(w, Body, name=f"The {word} Board"))
    assert "body" in found(register, word)


@pytest.mark.usefixtures("board")
def test_it_can_be_made_anew(register: Register) -> None:
    def spoil(writer: Any) -> None:
        writer.connection.execute("DELETE FROM search WHERE rowid < 4")

    do(register, spoil)
    (finding,) = checkup.check(register.folder)
    assert (finding.code, finding.serious) == ("search", False)
    register.rebuild_search().result(10)
    assert checkup.check(register.folder) == []
    assert "item" in found(register, "knife")


def test_a_damaged_index_does_not_stop_saving(register: Register, board: dict[str, Any]) -> None:
    def spoil(writer: Any) -> None:
        writer.connection.execute("UPDATE search_data SET block = x'00ff00ff'")

    do(register, spoil)
    do(register, lambda w: w.update(Entry, board["entry"].uid, text="Kept all the same"))
    assert register.reader().get(Entry, board["entry"].uid).text == "Kept all the same"
    assert [f.code for f in checkup.check(register.folder)] in (["search"], ["integrity", "search"])
    with contextlib.suppress(KnownError):  # finding nothing is no crash either
        found(register, "kept same")
    register.rebuild_search().result(10)
    assert checkup.check(register.folder) == []
    assert "entry" in found(register, "kept same")
