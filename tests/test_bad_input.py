"""Bad input: one clear sentence, nothing lost, nothing half imported."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from secretariat import cli
from secretariat.models.interchange import FORMAT
from secretariat.services.interchange import reading
from tests.cli.refusals import UID, Made, Register, body, document, make_register, meeting

LONG = "Ab" * 5_000


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_register(tmp_path_factory.mktemp("kept") / "register")


@pytest.fixture
def register(kept: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Register:
    shutil.copytree(kept, tmp_path / "register")
    return Register(tmp_path / "register", capfd)


def nested(depth: int) -> str:
    return (
        '{"format":"secretariat-interchange","version":1,"comment":'
        + "[" * depth
        + "]" * depth
        + "}"
    )


BYTES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not JSON"),
    "not JSON": (b"{", "not JSON"),
    "words after it": (b"{} and more", "not JSON"),
    "a list": (b"[]", "format"),
    "a word": (b'"x"', "format"),
    "nothing": (b"null", "format"),
    "another format": (b'{"format": "other", "version": 1}', "format"),
    "no version": (b'{"format": "secretariat-interchange"}', "“version” is missing"),
    "a newer version": (b'{"format": "secretariat-interchange", "version": 2}', "newer version"),
    "version of words": (b'{"format": "secretariat-interchange", "version": "1"}', "version"),
    "version true": (b'{"format": "secretariat-interchange", "version": true}', "version"),
    "two fields of one name": (b'{"format": "a", "format": "b"}', "“format” stands twice"),
    "not a number": (b'{"format": NaN}', "NaN"),
    "without end": (b'{"format": -Infinity}', "-Infinity"),
    "a fraction": (b'{"format": 1.5}', "1.5"),
    "a vast fraction": (b'{"format": 1e999}', "1e999"),
    "a huge number": (b'{"format": ' + b"9" * 10_000 + b"}", "10,000 digits"),
    "UTF-16": ('{"format": 1}'.encode("utf-16"), "UTF-16"),
    "UTF-16 without its mark": ('{"format": 1}'.encode("utf-16-le"), "JSON"),
    "Latin-1": ('{"format": "Wiśniewska é"}'.replace("ś", "s").encode("latin-1"), "UTF-8"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "UTF-8"),
    "noughts": (b"\0" * 1000, "not JSON"),
    "deep": (nested(40).encode(), "too deeply"),
    "very deep": (nested(100_000).encode(), "too deeply"),
    "half a pair": (b'{"format": "\\ud800", "version": 1}', "format"),
}


@pytest.mark.parametrize("name", BYTES)
def test_a_file_that_is_no_interchange_file(register: Register, tmp_path: Path, name: str) -> None:
    data, told = BYTES[name]
    path, before = tmp_path / "stranger.json", register.contents()
    path.write_bytes(data)
    said = register.refuses("import", path)
    assert told in said
    assert "stranger.json" in said
    assert register.contents() == before


def chain(depth: int) -> list[Made]:
    """Return an item with sub-items so deep."""
    item: Made = {"title": f"Level {depth}"}
    for level in range(depth - 1, 0, -1):
        item = {"title": f"Level {level}", "items": [item]}
    return [item]


def chair(person: str, **more: Any) -> Made:
    return {"person": person, "role": "chair", **more}


DOCUMENTS: dict[str, tuple[Made, str]] = {
    "unknown list": (document(cats=[]), "there is no field “cats”"),
    "unknown field": (document(people=[{"family_name": "A", "colour": "red"}]), "people, 1st"),
    "a list for a record": (document(people=[["A"]]), "people, 1st: this ought to be a record"),
    "a number for words": (document(people=[{"family_name": 7}]), "1st, family_name"),
    "nothing for words": (document(people=[{"family_name": "A", "email": None}]), "email"),
    "words for a number": (meeting(items=[{"minutes": "ten"}]), "items, 1st, minutes"),
    "words for yes": (body(seats=[{"name": "S", "voting": "yes"}]), "true or false"),
    "no name": (document(people=[{"given_name": "A"}]), "“family_name” is missing"),
    "empty name": (document(people=[{"family_name": ""}]), "empty"),
    "blank name": (document(people=[{"family_name": " \u0007 "}]), "name is missing"),
    "name of 10,000 letters": (document(people=[{"family_name": LONG}]), "10,000 letters"),
    "title of 10,000 letters": (meeting(items=[{"title": LONG}]), "10,000 letters"),
    "text of a million and more": (
        meeting(items=[{"title": "A", "text": "x" * 1_000_001}]),
        "1,000,001 letters",
    ),
    "a day that is not": (
        meeting(sittings=[{"date": "2017-02-30", "starts": "10:00"}]),
        "meetings, 1st, sittings, 1st: date: 2017-02-30 is no day of the calendar",
    ),
    "the year nought": (
        meeting(sittings=[{"date": "0000-01-01", "starts": "10:00"}]),
        "no day of the calendar",
    ),
    "a far year": (meeting(sittings=[{"date": "9999-01-01", "starts": "10:00"}]), "outside"),
    "a day in words": (
        meeting(sittings=[{"date": "23 February", "starts": "10:00"}]),
        "“23 February” is not a date like 2017-02-23",
    ),
    "a time that is not": (
        meeting(sittings=[{"date": "2017-02-23", "starts": "25:00"}]),
        "25:00 is no time of day",
    ),
    "an end before the beginning": (
        meeting(sittings=[{"date": "2017-02-23", "starts": "10:00", "ends": "09:00"}]),
        "end before it begins",
    ),
    "a term that ends before it begins": (
        body(memberships=[chair("ash", starts="2017-02-01", ends="2017-01-01")]),
        "memberships, 1st: the last day lies before the first day",
    ),
    "two chairs": (
        body(memberships=[chair("ash"), chair("birch")]),
        "one person can be Chair at a time",
    ),
    "three chairs of two": (
        body(max_chairs=2, memberships=[chair("ash"), chair("birch"), chair("cedar")]),
        "2 people can be Chair",
    ),
    "no chair at all": (body(max_chairs=0), "max_chairs: 0 is less than 1"),
    "a seat held twice": (
        body(
            seats=[{"name": "S"}],
            memberships=[{"person": "ash", "seat": "S"}, {"person": "birch", "seat": "S"}],
        ),
        "seat is held by somebody else",
    ),
    "an unknown person": (body(memberships=[{"person": "elm"}]), "“elm” names a person that"),
    "an unknown uid": (body(memberships=[{"person": UID}]), "neither here nor in the register"),
    "an unknown seat": (body(memberships=[{"person": "ash", "seat": "S"}]), "memberships, 1st"),
    "an unknown body": (meeting(bodies=["Elsewhere"]), "“Elsewhere” names a body"),
    "an unknown role": (body(memberships=[{"person": "ash", "role": "king"}]), "“king” is none"),
    "two of one name": (
        document(
            people=[{"key": "1", "family_name": "A"}, {"key": "2", "family_name": "A"}],
            bodies=[{"name": "Board", "memberships": [{"person": "A"}]}],
        ),
        "names more than one",
    ),
    "a record twice": (
        document(people=[{"key": "a", "family_name": "A"}, {"key": "a", "family_name": "B"}]),
        "people, 2nd: this record stands already at people, 1st",
    ),
    "a uid that is none": (document(people=[{"uid": "1", "family_name": "A"}]), "not a uid"),
    "no namespace": (
        {"format": FORMAT, "version": 1, "people": [{"family_name": "A"}]},
        "namespace",
    ),
    "an item under itself": (
        meeting(items=[{"uid": UID, "title": "A", "items": [{"uid": UID, "title": "A"}]}]),
        "an item cannot stand under itself",
    ),
    "four levels": (meeting(items=chain(4)), "three levels"),
    "many levels": (meeting(items=chain(200)), "too deeply"),
    "an item under a heading": (
        meeting(items=[{"kind": "heading", "title": "H", "items": [{"title": "A"}]}]),
        "a heading has no sub-items",
    ),
    "a heading under an item": (
        meeting(items=[{"title": "A", "items": [{"kind": "heading", "title": "H"}]}]),
        "a heading stands at the top level",
    ),
    "too many minutes": (meeting(items=[{"minutes": 1441}]), "more than 1440"),
    "minutes before the beginning": (meeting(items=[{"minutes": -5}]), "less than 0"),
    "a meeting of nobody": (meeting(bodies=[]), "at least one body"),
    "a meeting without a day": (meeting(sittings=[]), "at least one sitting"),
    "a nameless attendee": (meeting(attendees=[{}]), "“name” or a “person”"),
    "a body under itself": (
        document(
            bodies=[
                {"name": "A", "links": [{"related": "B"}]},
                {"name": "B", "links": [{"related": "A"}]},
            ]
        ),
        "a body cannot stand under itself",
    ),
    "a body that is its own parent": (
        document(bodies=[{"name": "A", "links": [{"related": "A"}]}]),
        "a body cannot stand under itself",
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_breaks_a_rule(register: Register, tmp_path: Path, name: str) -> None:
    made, told = DOCUMENTS[name]
    # What is good stands first: none of it may stay.
    whole = {**made, "organisations": [{"key": "good", "name": "Good", "uid": UID}]}
    path, before = tmp_path / "bad.json", register.contents()
    path.write_text(json.dumps(whole), "utf-8")
    said = register.refuses("import", path)
    assert told in said
    assert said.startswith("“bad.json” was not imported: ")
    assert register.contents() == before


def test_one_bad_file_keeps_all_files_out(register: Register, tmp_path: Path) -> None:
    good, bad, before = tmp_path / "good.json", tmp_path / "bad.json", register.contents()
    good.write_text(json.dumps(document(people=[{"family_name": "New"}])))
    bad.write_text(json.dumps(meeting(items=chain(4))))
    assert "bad.json" in register.refuses("import", good, bad)
    assert register.contents() == before


def test_a_record_of_one_meeting_is_not_taken_by_another(
    register: Register, tmp_path: Path
) -> None:
    path = tmp_path / "steal.json"
    first = meeting(items=[{"uid": UID, "title": "A"}])
    path.write_text(json.dumps(first))
    assert cli.main(["--register", str(register.folder), "import", str(path)]) == 0
    before = register.contents()
    second = copy.deepcopy(first)
    second["meetings"][0]["sittings"][0]["date"] = "2018-02-23"
    path.write_text(json.dumps(second))
    assert "belongs to another meeting" in register.refuses("import", path)
    assert register.contents() == before


def test_what_belongs_to_one_meeting_is_not_named_by_another(
    register: Register, tmp_path: Path
) -> None:
    made = meeting(items=[{"uid": UID, "title": "A"}])
    other = {
        "bodies": ["Board"],
        "sittings": [{"date": "2018-02-23", "starts": "10:00"}],
        "attendees": [{"name": "B", "events": [{"kind": "arrives", "item": UID}]}],
    }
    made["meetings"].append(other)
    path, before = tmp_path / "cross.json", register.contents()
    path.write_text(json.dumps(made))
    said = register.refuses("import", path)
    assert "meetings, 2nd, attendees, 1st, events, 1st: item: " in said
    assert "belongs to another meeting" in said
    assert register.contents() == before


def test_a_second_chair_beside_the_one_in_the_register(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "chair.json"
    path.write_text(json.dumps(body(memberships=[chair("ash", key="1")])))
    assert cli.main(["--register", str(register.folder), "import", str(path)]) == 0
    before = register.contents()
    path.write_text(json.dumps(body(memberships=[chair("birch", key="2")])))
    assert "one person can be Chair at a time" in register.refuses("import", path)
    assert register.contents() == before


def test_too_large_a_file_is_not_even_read(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 2 * 1024 * 1024)
    path = tmp_path / "large.json"
    path.write_bytes(b" " * (2 * 1024 * 1024 + 1))
    assert "larger than 2 MB" in register.refuses("import", path)


def test_too_many_records(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_RECORDS", 100)
    path = tmp_path / "many.json"
    path.write_text(json.dumps(document(people=[{"family_name": str(n)} for n in range(101)])))
    assert "more than 100 records" in register.refuses("import", path)


def test_a_folder_or_nothing_for_a_file(register: Register, tmp_path: Path) -> None:
    assert "cannot be read" in register.refuses("import", tmp_path)
    assert "no file" in register.refuses("import", tmp_path / "none.json")
