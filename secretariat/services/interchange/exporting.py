"""The register, one body or one meeting as an interchange document, complete in itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence, Set
from typing import Any

from secretariat.models.interchange import FORMAT, SHAPES, TOP, VERSION
from secretariat.models.names import sort_key
from secretariat.models.records import (
    Action,
    Body,
    Entry,
    HolidayRow,
    Item,
    KnownWord,
    Meeting,
    Organisation,
    OwnStyle,
    Paper,
    Person,
    Publication,
    Record,
    ReportLayout,
    Rule,
    Setting,
    Snippet,
    Topic,
)
from secretariat.services.interchange.fields import encoded, own_columns
from secretariat.services.meetings import all_meetings, meet_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader

Made = dict[str, Any]

_OFFICE = ("settings", "rules", "holidays", "snippets", "words", "styles", "report_layouts")
"""What belongs to the office and goes out with a whole register only."""
_STAYING = (Meeting, Item, Topic, Paper, Publication)
"""What is not brought along when a record in the file names it."""


def export_register(session: Session) -> bytes:
    """Return everything that people entered, as a file that makes an equal register."""
    reader = session.reader
    with reader.snapshot():
        export = _Export(reader)
        bodies = sorted(reader.find(Body), key=lambda body: (body.name.casefold(), body.uid))
        document = {
            "settings": [export.dump(row) for row in reader.find(Setting, order="key")],
            "rules": [export.dump(row) for row in reader.find(Rule, body=None)],
            "holidays": [export.dump(row) for row in reader.find(HolidayRow, order="day")],
            "snippets": [export.dump(row) for row in reader.find(Snippet, body=None)],
            "words": [export.dump(row) for row in reader.find(KnownWord, order="word")],
            "styles": [export.dump(row) for row in reader.find(OwnStyle, order="name")],
            "report_layouts": [export.dump(row) for row in reader.find(ReportLayout, body=None)],
            "bodies": [export.dump(body) for body in bodies],
            "meetings": [export.dump(meet.meeting) for meet in all_meetings(reader)],
        }
        everybody = {person.uid for person in reader.find(Person)}
        every_home = {organisation.uid for organisation in reader.find(Organisation)}
        return export.file("register", document, everybody, every_home)


def export_body(session: Session, uid: str) -> bytes:
    """Return one body with its members, meetings and actions, and whom they name."""
    reader = session.reader
    with reader.snapshot():
        export = _Export(reader)
        body = reader.get(Body, uid)
        document: dict[str, list[Made]] = {
            "bodies": [export.dump(body)],
            "meetings": [export.dump(m.meeting) for m in all_meetings(reader, body=uid)],
        }
        style = reader.maybe(OwnStyle, body.house_style)
        if style is not None:
            document["styles"] = [export.dump(style)]
        return export.file("body", document)


def export_meeting(session: Session, uid: str) -> bytes:
    """Return one meeting with its bodies and their members, and whom they name."""
    reader = session.reader
    with reader.snapshot():
        export = _Export(reader)
        meet = meet_of(reader, uid)
        document: dict[str, list[Made]] = {
            "bodies": [export.dump(body, without=("actions",)) for body in meet.bodies],
            "meetings": [export.dump(meet.meeting)],
        }
        return export.file("meeting", document)


class _Export:
    """Writes records as nested JSON and remembers whom they name."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._named: dict[type[Record], set[str]] = {}
        self._below: dict[type[Record], dict[str | None, list[Record]]] = {}

    def dump(self, record: Record, *, without: Sequence[str] = ()) -> Made:
        """Return a record with all that belongs to it."""
        made = self._plain(record)
        for part, kind in SHAPES[type(record)].parts.items():
            if part not in without:
                made[part] = [self.dump(row) for row in self._parts(record, kind)]
        return made

    def _plain(self, record: Record) -> Made:
        kind = type(record)
        for column, wanted in SHAPES[kind].refs.items():
            uid = getattr(record, column)
            if uid:
                self._named.setdefault(wanted, set()).add(uid)
        return {name: encoded(getattr(record, name)) for name in own_columns(kind)}

    def _parts(self, record: Record, kind: type[Record]) -> Iterable[Record]:
        if kind not in self._below:
            groups: dict[str | None, list[Record]] = {}
            for row in self._reader.find(kind):
                groups.setdefault(_home(row, self._reader), []).append(row)
            self._below[kind] = groups
        return self._below[kind].get(record.uid, ())

    def file(
        self,
        scope: str,
        document: dict[str, list[Made]],
        people: Set[str] = frozenset(),
        organisations: Set[str] = frozenset(),
    ) -> bytes:
        """Return the whole file: what was dumped, and whom and what it names."""
        here = {made["uid"] for made in document["bodies"]}
        beside = [
            self._plain(body)
            for body in self._reader.find(Body, uid=tuple(self._named.get(Body, ())))
            if body.uid not in here
        ]
        _forget_absent(document)
        wanted = tuple(people | self._named.get(Person, set()))
        named = sorted(self._reader.find(Person, uid=wanted), key=lambda p: (sort_key(p), p.uid))
        made_people = [self.dump(person) for person in named]
        homes = self._reader.find(
            Organisation, uid=tuple(organisations | self._named.get(Organisation, set()))
        )
        homes.sort(key=lambda one: (one.name.casefold(), one.uid))
        whole = {
            "format": FORMAT,
            "version": VERSION,
            "scope": scope,
            **{key: document[key] for key in _OFFICE if key in document},
            "organisations": [self.dump(one) for one in homes],
            "people": made_people,
            "bodies": beside + document["bodies"],
            "meetings": document["meetings"],
        }
        return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _forget_absent(document: dict[str, list[Made]]) -> None:
    """Leave out what names a meeting, item, topic, report or publication that is not in the file.

    A record that says nothing without it is left out whole: a report of another body's.
    """
    here: set[str] = set()
    waiting: list[Any] = [document]
    while waiting:
        made = waiting.pop()
        if isinstance(made, dict):
            here |= {made["uid"]} if "uid" in made else set()
            made = list(made.values())
        waiting.extend(value for value in made if isinstance(value, dict | list))
    for name, kind in TOP.items():
        _keep_present(kind, document.get(name, []), here)


def _keep_present(kind: type[Record], rows: list[Made], here: Set[str]) -> None:
    shape = SHAPES[kind]
    for made in list(rows):
        for column, wanted in shape.refs.items():
            if wanted not in _STAYING or not made.get(column) or made[column] in here:
                continue
            if column in shape.needs:
                rows.remove(made)
                break
            del made[column]
        for part, child in shape.parts.items():
            _keep_present(child, made.get(part, []), here)


def _home(row: Record, reader: Reader) -> str | None:
    """Return the uid of the record below which a row is written."""
    if isinstance(row, Item):
        return row.parent or row.meeting
    if isinstance(row, Action):
        entry = reader.maybe(Entry, row.entry)
        under = entry.uid if entry and entry.meeting == row.meeting else None
        return under or row.meeting or row.body
    uids = [getattr(row, column) for column in SHAPES[type(row)].owners]
    return next((uid for uid in reversed(uids) if uid), None)
