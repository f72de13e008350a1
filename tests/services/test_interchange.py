"""What goes out comes back equal; what comes in twice changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from secretariat.errors import KnownError
from secretariat.models.interchange import FORMAT, SHAPES, TOP
from secretariat.models.records import (
    RECORDS,
    Action,
    ActionOwner,
    Attendee,
    Body,
    BodyOption,
    Entry,
    Item,
    Meeting,
    MeetingBody,
    Membership,
    Organisation,
    Person,
)
from secretariat.paths import resources
from secretariat.services import interchange
from secretariat.services.interchange.fields import own_columns
from secretariat.services.interchange.reading import schema
from secretariat.services.session import Session
from secretariat.store.rows import editable_columns
from tests.services.handed_over import DOCUMENT, bring, everything


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


# ------------------------------------------------------------------------------- the schema


def test_schema_has_every_editable_column() -> None:
    properties = _properties()
    missing = [
        f"{kind.TABLE}.{column}"
        for kind in RECORDS
        for column in editable_columns(kind)
        if column not in SHAPES[kind].owners and column not in properties[kind.TABLE]
    ]
    assert missing == []


def test_schema_has_no_field_that_nobody_reads() -> None:
    for kind, shape in SHAPES.items():
        known = {"uid", "key", *own_columns(kind), *shape.parts}
        assert set(_properties()[kind.TABLE]) <= known, kind.TABLE


def test_schema_asks_for_what_the_shapes_ask_for() -> None:
    definitions = schema()["$defs"]
    for kind, shape in SHAPES.items():
        name = kind.TABLE if kind.TABLE in definitions else f"{kind.TABLE}_or_word"
        assert set(definitions[name].get("required", ())) == set(shape.needs)


def test_every_record_stands_somewhere_in_the_format() -> None:
    parts = {child for shape in SHAPES.values() for child in shape.parts.values()}
    assert set(RECORDS) == set(SHAPES) == parts | set(TOP.values())


def test_schema_is_one_itself() -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema())


def _properties() -> dict[str, dict[str, Any]]:
    definitions = schema()["$defs"]
    return {
        name.removesuffix("_or_word"): one.get("properties", {})
        for name, one in definitions.items()
    }


# -------------------------------------------------------------------------------- importing


def test_a_file_written_by_hand_says_what_it_means(session: Session) -> None:
    bring(session, DOCUMENT)
    reader = session.reader
    meeting, body = reader.find(Meeting)[0], reader.find(Body)[0]
    item = reader.one(Item, title="Scams")
    entry = reader.one(Entry, kind="action")
    action = reader.one(Action, meeting=meeting.uid)
    assert item is not None
    assert entry is not None
    assert action is not None
    assert (action.body, action.entry, action.item) == (body.uid, entry.uid, item.uid)
    owners = reader.find(ActionOwner, action=action.uid)
    people = {person.uid: person.family_name for person in reader.find(Person)}
    homes = {home.uid: home.short_name for home in reader.find(Organisation)}
    assert people[owners[0].person or ""] == "Clerk"
    assert homes[owners[1].organisation or ""] == "FC"
    assert owners[2].name == "everyone"
    attendee = reader.find(Attendee)[0]
    assert (attendee.name, attendee.organisation, attendee.initials) == (
        "Paula Clerk",
        "Fen Council",
        "PC",
    )
    homeless = reader.one(Action, meeting=None)
    assert homeless is not None
    assert homeless.body == body.uid


def test_importing_twice_changes_nothing(session: Session) -> None:
    first = bring(session, DOCUMENT)
    before = interchange.export_register(session)
    state = session.undo_state()
    second = bring(session, DOCUMENT)
    assert first.changes > 20
    assert (second.changes, second.equal) == (0, first.changes)
    assert interchange.export_register(session) == before
    assert session.undo_state() == state


def test_an_import_is_one_step_of_undo(session: Session) -> None:
    empty = everything(session)
    bring(session, DOCUMENT)
    full = everything(session)
    session.undo().result()
    assert everything(session) == empty
    session.redo().result()
    assert everything(session) == full


def test_only_what_differs_is_changed(session: Session) -> None:
    bring(session, DOCUMENT)
    revs = {item.uid: item.rev for item in session.reader.find(Item)}
    later = json.loads(json.dumps(DOCUMENT))
    later["meetings"][0]["items"][1]["items"][0]["minutes"] = 25
    report = bring(session, later)
    assert (report.added, report.changed) == ({}, {"item": 1})
    changed = [i for i in session.reader.find(Item) if i.rev != revs[i.uid]]
    assert [(item.title, item.minutes) for item in changed] == [("Scams", 25)]


def test_what_a_file_leaves_out_stays(session: Session) -> None:
    bring(session, DOCUMENT)
    person = session.reader.one(Person, family_name="Bevan")
    assert person is not None
    part = {
        "format": FORMAT,
        "version": 1,
        "people": [{"uid": person.uid, "family_name": "Bevan", "phone": "01632 960111"}],
    }
    bring(session, part)
    kept = session.reader.get(Person, person.uid)
    assert (kept.phone, kept.job_title, kept.given_name) == ("01632 960111", "Doctor", "Llŷr")


def test_an_option_with_another_uid_is_the_same_option(session: Session) -> None:
    bring(session, DOCUMENT)
    changed = json.loads(json.dumps(DOCUMENT))
    uid = "00000000-0000-4000-8000-000000000001"
    changed["bodies"][0]["options"] = [{"uid": uid, "key": "agenda.letter", "value": "no"}]
    assert bring(session, changed).changed == {"body_option": 1}
    assert [o.value for o in session.reader.find(BodyOption)] == ["no"]


def test_files_may_refer_to_each_other(session: Session, tmp_path: Path) -> None:
    people = {key: DOCUMENT[key] for key in ("format", "version", "namespace", "people")}
    people["organisations"] = DOCUMENT["organisations"]
    rest = {k: v for k, v in DOCUMENT.items() if k not in ("people", "organisations")}
    (tmp_path / "a.json").write_text(json.dumps(rest))
    (tmp_path / "b.json").write_text(json.dumps(people))
    report = interchange.import_files(session, [tmp_path / "a.json", tmp_path / "b.json"])
    assert report.added["membership"] == 1
    assert bring(session, DOCUMENT).changes == 0


def test_a_later_file_may_name_what_the_register_holds(session: Session) -> None:
    bring(session, DOCUMENT)
    more = {
        "format": FORMAT,
        "version": 1,
        "namespace": "another",
        "meetings": [
            {
                "bodies": ["SFB"],
                "sittings": [{"date": "2017-10-12", "starts": "10:00"}],
                "attendees": [{"person": "Llŷr Bevan"}],
            }
        ],
    }
    assert bring(session, more).added == {
        "meeting": 1,
        "meeting_body": 1,
        "sitting": 1,
        "attendee": 1,
    }
    assert len(session.reader.find(MeetingBody, body=session.reader.find(Body)[0].uid)) == 2


def test_keys_hold_in_their_namespace(session: Session) -> None:
    people = {"format": FORMAT, "version": 1, "people": [{"key": "1", "family_name": "Ash"}]}
    bring(session, {**people, "namespace": "one"})
    board: dict[str, Any] = {
        "format": FORMAT,
        "version": 1,
        "bodies": [{"name": "Board", "memberships": [{"person": "1"}]}],
    }
    with pytest.raises(KnownError, match="“1” names a person"):
        bring(session, {**board, "namespace": "two"})
    bring(session, {**board, "namespace": "one"})
    first, second = (
        {**people, "namespace": name, "people": [{"key": "k", "family_name": name}]}
        for name in ("three", "four")
    )
    bodies = [{"name": "Group", "memberships": [{"person": "k"}]}]
    documents = [("a", first), ("b", {**second, "bodies": bodies})]
    interchange.import_documents(session, documents, label="Import")
    members = [row.person for row in session.reader.find(Membership)]
    assert sorted(session.reader.get(Person, uid).family_name for uid in members) == ["Ash", "four"]


def test_a_pinned_copy_is_made_before_an_import_that_changes_something(session: Session) -> None:
    from secretariat.services import safety

    bring(session, DOCUMENT)
    bring(session, DOCUMENT)
    copies = safety.copies(session.register.folder)
    assert [copy.pinned for copy in copies] == [True]


def test_a_window_makes_the_copy_itself(session: Session) -> None:
    reasons: list[str] = []
    read = interchange.read_bytes(json.dumps(DOCUMENT).encode(), "a.json")
    interchange.import_documents(
        session, [("a.json", read)], label="Import", make_copy=reasons.append
    )
    assert len(reasons) == 1


def test_a_byte_order_mark_and_windows_lines_are_no_matter(session: Session) -> None:
    data = b"\xef\xbb\xbf" + json.dumps(DOCUMENT, indent=1).replace("\n", "\r\n").encode()
    assert bring(session, data).changes > 20


def test_letters_of_every_script_are_kept_and_control_characters_are_not(session: Session) -> None:
    names = ("עדי כהן", "محمّد", "Žofie Łęcka", "e\u0301\u0323", "𝒜👩‍⚖️", "Tŷ\u200f")
    people = [{"key": str(n), "family_name": f"{name}\x07\x00"} for n, name in enumerate(names)]
    bring(session, {"format": FORMAT, "version": 1, "namespace": "x", "people": people})
    assert {person.family_name for person in session.reader.find(Person)} == set(names)


def test_the_example_of_the_documentation_is_one(session: Session) -> None:
    page = (resources() / "schemas" / "README.md").read_text("utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    assert bring(session, example.encode()).changes > 15
    assert bring(session, example.encode()).changes == 0
