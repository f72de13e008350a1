"""From documents to rows: every record gets its uid, and every reference finds its record.

A record without a `uid` gets one that follows from the file's `namespace` and from its `key`, its
name or its place, so that the same file always means the same records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from secretariat.errors import KnownError
from secretariat.models.interchange import SHAPES, TOP, Shape
from secretariat.models.names import full_name, person_initials
from secretariat.models.records import (
    RECORDS,
    Action,
    ActionOwner,
    AgendaTemplate,
    AgendaVersion,
    Attendee,
    Body,
    BodyOption,
    DeadlineMark,
    HolidayRow,
    Item,
    Meeting,
    MeetingBody,
    Organisation,
    OwnStyle,
    PaperFile,
    Person,
    Record,
    ReportLayout,
    Rule,
    Setting,
    StyleFile,
    StyleSetting,
    TemplateItem,
)
from secretariat.services.interchange.fields import decoded
from secretariat.services.interchange.names import Names, derived_uid
from secretariat.services.interchange.reading import Json, place, refused
from secretariat.store.rows import Reader, editable_columns

R = TypeVar("R", bound=Record)

_SHORT = {MeetingBody: "body", ActionOwner: "name"}
"""Which field a bare word stands for where a record may be written as one."""


@dataclass(slots=True)
class Row:
    """One record of a file: where it stands, what it says, and what it belongs to."""

    kind: type[Record]
    uid: str
    data: Mapping[str, Any]
    owners: Mapping[str, str | None]
    index: int
    path: tuple[str | int, ...]
    source: str
    space: str
    above: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)


class Planner:
    """Reads documents against a register; makes rows and changes nothing."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._rows: dict[tuple[type[Record], str], Row] = {}
        self._names = Names(reader)
        self._source = ""
        self._space = ""
        self._known: dict[tuple[Any, ...], str] = {}

    def plan(self, documents: Iterable[tuple[str, Json]]) -> list[Row]:
        """Return the rows of all documents, each with a uid and with its values decoded.

        Raises KnownError naming the file and the place.
        """
        for source, document in documents:
            self._source = source
            self._space = document.get("namespace", "")
            for name in TOP:
                self._enlist(name, TOP[name], document.get(name, ()), (), {}, ())
        rows = sorted(self._rows.values(), key=lambda row: RECORDS.index(row.kind))
        for row in rows:
            try:
                self._decode(row)
            except KnownError as error:
                raise self._at(row, error) from error
        return rows

    def _at(self, row: Row, error: KnownError) -> KnownError:
        return refused(row.source, f"{place(list(row.path))}: {error}")

    def _enlist(
        self,
        name: str,
        kind: type[Record],
        records: Sequence[Any] | Mapping[str, Any],
        path: tuple[str | int, ...],
        owners: Mapping[str, str | None],
        above: tuple[str, ...],
    ) -> None:
        for index, data in enumerate(_listed(kind, records)):
            row = Row(
                kind,
                "",
                data,
                owners,
                index,
                (*path, name, index),
                self._source,
                self._space,
                above,
            )
            try:
                row.uid = self._identity(row, name)
                self._add(row)
            except KnownError as error:
                raise self._at(row, error) from error
            below = {**owners, **_owned(kind, row.uid, data)}
            for part, child in SHAPES[kind].parts.items():
                line = (*above, row.uid) if child is kind else ()
                self._enlist(part, child, data.get(part, ()), row.path, below, line)

    def _add(self, row: Row) -> None:
        if row.kind in (Item, TemplateItem) and row.uid in row.above:
            raise KnownError("an item cannot stand under itself.")
        first = self._rows.get((row.kind, row.uid))
        if first is None:
            self._rows[row.kind, row.uid] = row
        elif first.source == row.source:
            raise KnownError(
                f"this record stands already at {place(list(first.path))};"
                " two that share a name need a “key” each."
            )
        else:
            # Files that are read together may each say something of a record; the last is right.
            first.data = {**first.data, **row.data}
            first.owners, first.index = row.owners, row.index
        self._names.add(row.kind, row.uid, row.data, self._scope(row), row.space)

    def _scope(self, row: Row) -> str:
        scope = SHAPES[row.kind].scope
        return (row.owners.get(scope) or "") if scope else ""

    def _identity(self, row: Row, name: str) -> str:
        natural = self._natural(row)
        if natural is None:
            return self._by_uid(row, name)
        known = (row.kind, *natural.values())
        if known not in self._known:
            found = self._reader.one(row.kind, **natural)
            self._known[known] = found.uid if found else self._by_uid(row, name)
        return self._known[known]

    def _by_uid(self, row: Row, name: str) -> str:
        given = row.data.get("uid")
        if isinstance(given, str) and given:
            return given.strip().lower()
        derived = self._derived(row, name)
        if row.kind is Organisation and self._reader.maybe(Organisation, derived) is None:
            same = self._reader.find(Organisation, name=row.data["name"])
            return same[0].uid if len(same) == 1 else derived
        return derived

    def _natural(self, row: Row) -> dict[str, Any] | None:
        """Return what a record is known by whatever its uid, for kinds that have such a thing."""
        if row.kind is BodyOption:
            return {"body": row.owners["body"], "key": row.data["key"]}
        if row.kind is StyleSetting:
            return {"style": row.owners["style"], "key": row.data["key"]}
        if row.kind is StyleFile:
            return {"style": row.owners["style"], "place": row.data["place"]}
        if row.kind is MeetingBody:
            body = self._names.find(Body, row.data["body"], "", row.space)
            return {"meeting": row.owners["meeting"], "body": body}
        if row.kind is DeadlineMark:
            return {"meeting": row.owners["meeting"], "kind": row.data["kind"]}
        if row.kind is Setting:
            return {"key": row.data["key"]}
        return None

    def _derived(self, row: Row, name: str) -> str:
        owner = next((u for u in reversed(_chain(row)) if u), None)
        word = str(row.data.get("key") or self._called(row) or row.index)
        if owner is not None:
            return derived_uid(owner, row.space, name, word)
        if not row.space and row.kind is not Setting:
            raise KnownError(
                "this record has no “uid”, so the file needs a “namespace” of its own,"
                " such as the name of your council."
            )
        return derived_uid(row.space, f"{name}/{word}")

    def _called(self, row: Row) -> str:
        """Return what a record of the top is known by in its file, when it has no key."""
        data = row.data
        if row.kind in (Organisation, Body, OwnStyle):
            return str(data["name"])
        if row.kind is Person:
            return f"{data.get('given_name', '')} {data['family_name']}"
        if row.kind is HolidayRow:
            return f"{data.get('division', '')}/{data['day']}/{data['name']}"
        if row.kind is Rule:
            return f"{data['kind']}/{data.get('in_force_from')}/{data['name']}"
        if row.kind is Meeting and data.get("bodies") and data.get("sittings"):
            first = data["sittings"][0]
            lead = _listed(MeetingBody, data["bodies"])[0]["body"]
            body = self._names.find(Body, lead, "", row.space)
            return f"{body}/{first.get('date')}/{first.get('starts')}/{data.get('title', '')}"
        return str(data["key"]) if row.kind in (BodyOption, Setting, StyleSetting) else ""

    def _decode(self, row: Row) -> None:
        shape, data = SHAPES[row.kind], row.data
        if row.kind is ActionOwner:
            data = row.data = self._owner(data, row.space)
        for column in editable_columns(row.kind):
            if column in shape.owners:
                row.values[column] = row.owners.get(column)
            elif column == "position":
                row.values[column] = data.get(column, row.index)
            elif column in data:
                row.values[column] = self._value(row, shape, column, data[column])
        if row.kind is Action:
            self._home(row)
        if row.kind is Attendee:
            self._as_at_today(row)

    def _value(self, row: Row, shape: Shape, column: str, value: Any) -> Any:
        wanted = shape.refs.get(column)
        try:
            if wanted is None:
                return decoded(shape, column, value)
            if value is None:
                return None
            home = "" if column in shape.abroad else self._home_of(row, wanted)
            return self._names.find(wanted, value, home, row.space)
        except KnownError as error:
            raise KnownError(f"{column}: {error}") from error

    def _home_of(self, row: Row, wanted: type[Record]) -> str:
        """Return within what a name is looked for: the place of the record, or what it has just
        named itself, as a question names its meeting before the item."""
        scope = SHAPES[wanted].scope
        return (row.owners.get(scope) or row.values.get(scope) or "") if scope else ""

    def _as_at_today(self, row: Row) -> None:
        """Call an attendee whose name the file leaves out as the person is called today."""
        uid = row.values.get("person")
        if "name" in row.values or self._reader.maybe(Attendee, row.uid) is not None:
            return
        if uid is None:
            raise KnownError("an attendee has a “name” or a “person”.")
        person = self._now(Person, uid)
        home = self._now(Organisation, person.organisation) if person.organisation else None
        today = {
            "name": full_name(person),
            "initials": person_initials(person),
            "job_title": person.job_title,
            "organisation": home.name if home else "",
        }
        row.values.update({k: v for k, v in today.items() if k not in row.values})

    def _now(self, kind: type[R], uid: str) -> R:
        """Return a record as it will be after the import."""
        kept = self._reader.maybe(kind, uid)
        row = self._rows.get((kind, uid))
        if row is None:
            return self._reader.get(kind, uid)
        return replace(kept, **row.values) if kept else kind(uid=uid, **row.values)

    def _owner(self, data: Mapping[str, Any], space: str) -> Mapping[str, Any]:
        """Return an owner that was written as one word as what the word names."""
        if set(data) != {"name"}:
            return data
        for kind, column in ((Person, "person"), (Organisation, "organisation")):
            found = self._names.maybe(kind, data["name"], "", space)
            if found:
                return {column: found}
        return data

    def _home(self, row: Row) -> None:
        """Give an action the body, item and entry under which it stands, unless it says others."""
        row.values["entry"] = row.values.get("entry", row.owners.get("entry"))
        row.values["item"] = row.values.get("item", row.owners.get("item"))
        if "body" not in row.values:
            row.values["body"] = row.owners.get("body") or self._lead(row.owners.get("meeting"))

    def _lead(self, meeting: str | None) -> str:
        rows = [
            r
            for r in self._rows.values()
            if r.kind is MeetingBody and r.owners.get("meeting") == meeting
        ]
        if rows:
            return self._names.find(Body, rows[0].data["body"], "", rows[0].space)
        lead = self._reader.one(MeetingBody, meeting=meeting) if meeting else None
        if lead is None:
            raise KnownError("the action belongs to no body.")
        return lead.body


def _listed(kind: type[Record], records: Any) -> list[Mapping[str, Any]]:
    """Return the records of a list, with its short forms written out."""
    if isinstance(records, Mapping):
        return [{"key": key, "value": value} for key, value in records.items()]
    short = _SHORT.get(kind, "")
    return [{short: one} if isinstance(one, str) else one for one in records]


def _owned(kind: type[Record], uid: str, data: Mapping[str, Any]) -> dict[str, str | None]:
    """Return what the place of a record says to the records below it."""
    if kind is Item:
        return {"item": uid, "parent": uid}
    if kind is TemplateItem:
        return {"parent": uid}
    return {_OWNED_AS.get(kind, kind.TABLE): uid}


_OWNED_AS: Mapping[type[Record], str] = {
    AgendaVersion: "version",
    AgendaTemplate: "template",
    OwnStyle: "style",
    PaperFile: "file",
    ReportLayout: "layout",
}
"""How records are called by the records that they hold, where it is not as their table is."""


def _chain(row: Row) -> list[str | None]:
    """Return the uids above a row, from the top down; the last is its own owner."""
    found = [row.owners.get(above) for above in ("body", "meeting", "template")]
    last = {
        "action_owner": "action",
        "action_update": "action",
        "attendance_event": "attendee",
        "entry": "item",
        "item": "parent",
        "template_item": "parent",
        "agenda_version_item": "version",
        "ballot": "vote",
        "vote_option": "vote",
        "correction": "approval",
        "paper_file": "paper",
        "paper_finding": "file",
        "pack_range": "publication",
    }.get(row.kind.TABLE, "entry" if "entry" in row.owners else "item")
    return [*found, row.owners.get(last)]
