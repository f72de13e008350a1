"""The forms in which reports are asked for: the shipped ones, the office's, and a body's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.limits import MAX_TITLE, check_name
from secretariat.models.plaintext import one_line
from secretariat.models.records import ReportLayout, ReportPart
from secretariat.models.report_forms import KIND_NAMES, READ_BACK, FormPart
from secretariat.models.style_records import ReportPartKind
from secretariat.paths import resources
from secretariat.services.fields import change_fields, place, renumber
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

USUAL = "cover"
"""The shipped form for a body that has said nothing."""
MOST_PARTS = 100
_ONCE = frozenset(READ_BACK)


@dataclass(frozen=True, slots=True)
class ShippedLayout:
    """A form that comes with the program: what it is called, for whom it is meant, its parts."""

    key: str
    name: str
    note: str
    parts: tuple[FormPart, ...]


@cache
def shipped_layouts() -> Mapping[str, ShippedLayout]:
    """Return the forms of `resources/reports` by their key, the usual one first."""
    found = {}
    for path in sorted((resources() / "reports").glob("*.json"), key=lambda p: p.stem != USUAL):
        data = json.loads(path.read_text("utf-8"))
        parts = tuple(
            FormPart(ReportPartKind(part["kind"]), part["heading"], part["hint"])
            for part in data["parts"]
        )
        found[path.stem] = ShippedLayout(path.stem, data["name"], data["note"], parts)
    return found


def own_layout(reader: Reader, body: str) -> ReportLayout | None:
    """Return the form of a body itself, the first where it has several."""
    return next(iter(reader.find(ReportLayout, body=body)), None)


def parts_of(reader: Reader, layout: str) -> list[ReportPart]:
    """Return the parts of a body's own form in their order."""
    return reader.find(ReportPart, layout=layout)


def layout_for(reader: Reader, body: str) -> tuple[str, tuple[FormPart, ...]]:
    """Return the name and parts of the form in which a body asks for reports: its own, else that
    of the office, else the usual shipped one."""
    own = own_layout(reader, body) or next(iter(reader.find(ReportLayout, body=None)), None)
    if own is not None:
        rows = parts_of(reader, own.uid)
        return own.name, tuple(FormPart(row.kind, row.heading, row.hint) for row in rows)
    usual = shipped_layouts()[USUAL]
    return usual.name, usual.parts


def start_layout(session: Session, body: str, base: str = USUAL) -> Receipt[ReportLayout]:
    """Give a body a form of its own that begins as a shipped one; KnownError where it has one."""
    shipped = shipped_layouts().get(base)
    if shipped is None:
        raise KnownError("There is no such form to begin with.")

    def work(writer: Writer) -> ReportLayout:
        if own_layout(writer, body):
            raise KnownError("The body has a form of its own already.")
        made = writer.insert(ReportLayout(body=body, name=shipped.name, base=base))
        for at, part in enumerate(shipped.parts):
            writer.insert(
                ReportPart(
                    layout=made.uid,
                    kind=part.kind,
                    heading=part.heading,
                    hint=part.hint,
                    position=at,
                )
            )
        return made

    return session.change("Begin report form", work)


def remove_layout(session: Session, uid: str) -> Receipt[None]:
    """Give up a form of its own: reports are asked for as they are usually."""
    return session.change("Give up report form", lambda w: w.delete(ReportLayout, uid))


def rename_layout(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[ReportLayout]:
    """Give a form another name; KnownError for none."""
    if not one_line(values.get("name", "form")):
        raise KnownError("A report form keeps a name.")
    check_name(values.get("name", ""))
    return change_fields(session, ReportLayout, uid, "Name report form", origin=origin, **values)


def add_part(
    session: Session,
    layout: str,
    kind: ReportPartKind = ReportPartKind.TEXT,
    *,
    after: str | None = None,
    **values: Any,
) -> Receipt[ReportPart]:
    """Add a part after another, or at the end.

    KnownError for a second title, recommendation or author, because only one is read back.
    """

    def work(writer: Writer) -> ReportPart:
        rows = parts_of(writer, layout)
        if len(rows) >= MOST_PARTS:
            raise KnownError(f"A report form has at most {MOST_PARTS} parts.")
        _check_kind(rows, kind)
        made = writer.insert(ReportPart(layout=layout, kind=kind, position=len(rows), **values))
        uids = [row.uid for row in rows]
        index = uids.index(after) + 1 if after in uids else len(uids)
        place(writer, ReportPart, made.uid, rows, index)
        return made

    return session.change("Add part of report form", work)


def change_part(session: Session, uid: str, *, origin: str = "", **values: Any) -> Receipt[Any]:
    """Set the heading, hint or kind of a part; KnownError for a heading that is far too long, and
    for a second title, recommendation or author."""
    check_name(values.get("heading", ""), "heading", MAX_TITLE)
    if "kind" not in values:
        label = "Change part of report form"
        return change_fields(session, ReportPart, uid, label, origin=origin, **values)

    values["kind"] = ReportPartKind(values["kind"])

    def work(writer: Writer) -> ReportPart:
        part = writer.get(ReportPart, uid)
        rows = [row for row in parts_of(writer, part.layout) if row.uid != uid]
        _check_kind(rows, values["kind"])
        return writer.update(ReportPart, uid, **values)

    return session.change("Change part of report form", work, origin=origin)


def move_part(session: Session, uid: str, by: int) -> Receipt[None]:
    """Move a part up (-1) or down (1); at either end nothing changes."""

    def work(writer: Writer) -> None:
        rows = parts_of(writer, writer.get(ReportPart, uid).layout)
        index = [row.uid for row in rows].index(uid) + by
        if 0 <= index < len(rows):
            place(writer, ReportPart, uid, rows, index)

    return session.change("Move part of report form", work)


def remove_part(session: Session, uid: str) -> Receipt[None]:
    """Remove a part; KnownError for the last one."""

    def work(writer: Writer) -> None:
        rows = parts_of(writer, writer.get(ReportPart, uid).layout)
        if len(rows) == 1:
            raise KnownError("A report form keeps at least one part.")
        writer.delete(ReportPart, uid)
        renumber(writer, ReportPart, [row.uid for row in rows if row.uid != uid])

    return session.change("Remove part of report form", work)


def _check_kind(others: list[ReportPart], kind: ReportPartKind) -> None:
    if kind in _ONCE and any(row.kind is kind for row in others):
        name = KIND_NAMES[kind]
        raise KnownError(f"The form has “{name}” already, and only one can be read back.")
