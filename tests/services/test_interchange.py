"""What goes out comes back equal; what comes in twice changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from secretariat.models.interchange import FORMAT, SHAPES, TOP, VERSION
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
    Record,
)
from secretariat.services import interchange, meetings
from secretariat.services.interchange.fields import own_columns
from secretariat.services.interchange.reading import schema, validate
from secretariat.services.session import Session
from secretariat.store.rows import editable_columns

FILES = Path(__file__).parents[1] / "files" / "interchange"
DOCUMENT: dict[str, Any] = {
    "format": FORMAT,
    "version": VERSION,
    "namespace": "test",
    "organisations": [{"name": "Fen Council", "short_name": "FC"}],
    "people": [
        {"key": "pc", "given_name": "Paula", "family_name": "Clerk", "organisation": "FC"},
        {"given_name": "Llŷr", "family_name": "Bevan", "job_title": "Doctor"},
    ],
    "bodies": [
        {
            "name": "Safer Fens Board",
            "short_name": "SFB",
            "options": {"agenda.letter": "yes"},
            "texts": [{"place": "access", "text": "Large print."}],
            "seats": [{"name": "Fen Council", "organisation": "Fen Council"}],
            "memberships": [
                {"person": "pc", "seat": "Fen Council", "role": "chair", "starts": "2017-01-01"}
            ],
            "actions": [{"text": "Find a room", "owners": ["Llŷr Bevan"]}],
        }
    ],
    "meetings": [
        {
            "bodies": ["SFB"],
            "sittings": [{"date": "2017-02-23", "starts": "10:00", "ends": "12:00"}],
            "items": [
                {"kind": "heading", "title": "LOOKING BACK"},
                {
                    "items": [
                        {
                            "title": "Scams",
                            "minutes": 15,
                            "entries": [
                                {"text": "They were discussed."},
                                {
                                    "kind": "action",
                                    "text": "To write",
                                    "actions": [
                                        {
                                            "owners": ["pc", "FC", "everyone"],
                                            "due_kind": "next meeting",
                                            "updates": [{"on": "2017-03-01", "text": "Begun"}],
                                        }
                                    ],
                                },
                            ],
                        }
                    ]
                },
            ],
            "attendees": [
                {
                    "person": "Paula Clerk",
                    "capacity": "chair",
                    "events": [
                        {"kind": "late", "at": "10:20"},
                        {"kind": "leaves", "at": "11:30", "item": "Scams"},
                    ],
                }
            ],
            "publications": [
                {"kind": "agenda", "format": "pdf", "made_at": "2017-02-15T09:30:00Z"}
            ],
        }
    ],
}


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Session]:
    session = Session.open(tmp_path / "other", create=True)
    yield session
    session.close()


def bring(session: Session, document: Any, name: str = "file.json") -> interchange.Report:
    """Import a document as if it had been read from a file."""
    data = json.dumps(document).encode() if isinstance(document, dict) else document
    read = interchange.read_bytes(data, name)
    return interchange.import_documents(session, [(name, read)], label="Import")


def everything(session: Session) -> dict[str, list[Record]]:
    """Return all records of a register, `rev` aside."""
    from dataclasses import replace

    return {
        kind.TABLE: [replace(record, rev=1) for record in session.reader.find(kind)]
        for kind in RECORDS
    }


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


# ---------------------------------------------------------------------------- there and back


def seeds() -> list[Path]:
    """Return the interchange files of real boards' business."""
    return sorted(FILES.glob("*.json"))


@pytest.mark.parametrize("path", seeds(), ids=lambda path: path.stem)
def test_a_register_that_went_out_comes_back_equal(
    session: Session, other: Session, path: Path
) -> None:
    interchange.import_files(session, [path])
    data = interchange.export_register(session)
    validate(json.loads(data))
    bring(other, data)
    assert everything(other) == everything(session)
    assert interchange.export_register(other) == data
    assert bring(session, data).changes == 0


def test_one_body_is_complete_in_itself(session: Session, other: Session) -> None:
    interchange.import_files(session, seeds())
    for body in session.reader.find(Body):
        data = interchange.export_body(session, body.uid)
        validate(json.loads(data))
        bring(other, data)
        assert bring(session, data).changes == 0
        assert interchange.export_body(other, body.uid) == data
    assert other.reader.count(Membership) == session.reader.count(Membership)


def test_one_meeting_is_complete_in_itself(session: Session, other: Session) -> None:
    bring(session, DOCUMENT)
    interchange.import_files(session, seeds())
    for meet in meetings.all_meetings(session.reader):
        data = interchange.export_meeting(session, meet.meeting.uid)
        validate(json.loads(data))
        bring(other, data)
        assert bring(session, data).changes == 0
        assert interchange.export_meeting(other, meet.meeting.uid) == data


def test_where_an_action_was_closed_is_left_out_when_it_is_not_in_the_file(
    session: Session, other: Session
) -> None:
    later = json.loads(json.dumps(DOCUMENT))
    later["meetings"][0]["key"] = "first"
    later["meetings"].append(
        {
            "key": "second",
            "bodies": ["SFB"],
            "sittings": [{"date": "2017-10-12", "starts": "10:00"}],
        }
    )
    action = later["meetings"][0]["items"][1]["items"][0]["entries"][1]["actions"][0]
    action |= {"state": "done", "closed_on": "2017-10-12", "closed_at": "second"}
    bring(session, later)
    first = meetings.all_meetings(session.reader)[0].meeting
    data = interchange.export_meeting(session, first.uid)
    bring(other, data)
    closed = other.reader.one(Action, state="done")
    assert closed is not None
    assert closed.closed_at is None
    assert bring(session, data).changes == 0
