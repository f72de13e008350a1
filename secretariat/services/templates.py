"""The usual agendas of a body: templates, and the standing items in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import ItemKind, Restriction
from secretariat.models.limits import MAX_TITLE, check_name
from secretariat.models.records import AgendaTemplate, Body, Item, TemplateItem
from secretariat.services.agenda import agendas_before
from secretariat.services.agenda import items_of as agenda_of
from secretariat.services.fields import change_fields, place, renumber, required
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.services.session import Session
from secretariat.services.tree import Tree
from secretariat.services.usual_items import (
    LAST,
    NEXT,
    is_standing,
    title_key,
    usual_agendas,
    with_slot,
)
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

STANDING = Tree(TemplateItem, "template")
"""The standing items of a template as a tree."""

SHARED = tuple(
    field.name
    for field in fields(TemplateItem)
    if field.name not in ("uid", "rev", "template", "parent", "position")
)
"""The fields that a standing item has in common with an item of an agenda."""


def templates_of(reader: Reader, body: str) -> list[AgendaTemplate]:
    """Return a body's templates in their order; the first is the one that is offered first."""
    return reader.find(AgendaTemplate, body=body)


def items_of(reader: Reader, template: str) -> list[TemplateItem]:
    """Return the standing items of a template in tree order: each before its sub-items."""
    return STANDING.lines(reader, template)


def add_template(session: Session, body: str, name: str) -> Receipt[AgendaTemplate]:
    """Add an empty template after the others."""
    name = required(name, "the template a name")
    return session.change("Add template", lambda w: _insert(w, body, name))


def _insert(writer: Writer, body: str, name: str) -> AgendaTemplate:
    last = writer.count(AgendaTemplate, body=body)
    return writer.insert(AgendaTemplate(body=body, name=name, position=last))


def add_usual(session: Session, body: str) -> Receipt[AgendaTemplate]:
    """Add the agendas that bodies of this kind usually have; return the first that was added.

    Those whose name the body has already are left out. KnownError when that leaves none.
    """

    def work(writer: Writer) -> AgendaTemplate:
        there = {one.name.casefold() for one in templates_of(writer, body)}
        added = []
        for usual in usual_agendas(writer.get(Body, body).kind):
            if usual.name.casefold() in there:
                continue
            made = _insert(writer, body, usual.name)
            for item in usual.items(made.uid):
                writer.insert(item)
            added.append(made)
        if not added:
            raise KnownError("The body has templates of those names already.")
        return added[0]

    return session.change("Add usual items", work)


def copy_from_agenda(
    session: Session, body: str, meeting: str, name: str = "", *, whole: bool = False
) -> Receipt[AgendaTemplate]:
    """Make a template of the agenda of a meeting: of the lines that return, or of the `whole`.

    Which lines return, `standing_part` says. Dates of the meetings before and after become
    “[last meeting]” and “[next meeting]”, so that they come out right at every other meeting.
    """

    def work(writer: Writer) -> AgendaTemplate:
        made = _insert(writer, body, name.strip() or free_name(writer, body))
        lines = agenda_of(writer, meeting) if whole else standing_lines(writer, body, meeting)
        slots = _slots(writer, body, meeting)
        new: dict[str | None, str | None] = {None: None}
        for position, item in enumerate(lines):
            values = {field: getattr(item, field) for field in SHARED}
            for field in ("title", "public_title"):
                for said, slot in slots:
                    values[field] = values[field].replace(said, slot)
                values[field] = with_slot(values[field], LAST)
            row = TemplateItem(
                template=made.uid, parent=new[item.parent], position=position, **values
            )
            new[item.uid] = writer.insert(row).uid
        for above in new.values():
            below = writer.find(TemplateItem, template=made.uid, parent=above)
            renumber(writer, TemplateItem, [row.uid for row in below])
        return made

    return session.change("Make template of the agenda", work)


def free_name(reader: Reader, body: str) -> str:
    """Return a name that no template of the body has yet."""
    there = {one.name.casefold() for one in templates_of(reader, body)}
    names = ["Ordinary meeting", *(f"Template {number}" for number in range(2, len(there) + 3))]
    return next(name for name in names if name.casefold() not in there)


def _slots(reader: Reader, body: str, meeting: str) -> list[tuple[str, str]]:
    """Return the dates of a body's other meetings as they may be written, each with its slot."""
    # Loaded here, since most of a day's work makes no template.
    from secretariat.services.carrying import wording_of

    here = meet_of(reader, meeting).date
    wording = wording_of(reader, reader.get(Body, body))
    found: list[tuple[str, str]] = []
    for meet in all_meetings(reader, body=body):
        if meet.date and here and meet.date != here:
            slot = LAST if meet.date < here else NEXT
            found += [(said, slot) for said in wording.written(meet.date)]
    return found


def last_agenda(reader: Reader, body: str) -> Meet | None:
    """Return the body's latest meeting that has an agenda, or None."""
    return next(agendas_before(reader, body), None)


def change_template(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[AgendaTemplate]:
    """Set fields of a template; KnownError when it would have no name."""
    if "name" in values:
        values["name"] = required(values["name"], "the template a name")
    return change_fields(session, AgendaTemplate, uid, "Change template", origin=origin, **values)


def make_default(session: Session, uid: str) -> Receipt[None]:
    """Put a template before the others of its body, so that it is offered first."""

    def work(writer: Writer) -> None:
        row = writer.get(AgendaTemplate, uid)
        place(writer, AgendaTemplate, uid, templates_of(writer, row.body), 0)

    return session.change("Offer template first", work)


def remove_template(session: Session, uid: str) -> Receipt[None]:
    """Remove a template with its items; agendas made from it stay."""

    def work(writer: Writer) -> None:
        row = writer.get(AgendaTemplate, uid)
        writer.delete(AgendaTemplate, uid)
        renumber(writer, AgendaTemplate, [t.uid for t in templates_of(writer, row.body)])

    return session.change("Remove template", work)


def add_item(
    session: Session,
    template: str,
    title: str = "",
    *,
    after: str | None = None,
    parent: str | None = None,
    kind: ItemKind = ItemKind.ITEM,
    **values: Any,
) -> Receipt[TemplateItem]:
    """Add a standing item: after another at its level, or last under `parent`, or last of all.

    KnownError when it would stand deeper than an agenda goes.
    """
    label = "Add standing heading" if kind is ItemKind.HEADING else "Add standing item"
    return session.change(
        label,
        lambda w: STANDING.add(w, template, title, after=after, parent=parent, kind=kind, **values),
    )


def change_item(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[TemplateItem]:
    """Set fields of a standing item; KnownError for minutes below zero or over a day."""
    minutes = values.get("minutes")
    if minutes is not None and not 0 <= minutes <= 24 * 60:
        raise KnownError("Planned minutes lie between 0 and 1440.")
    for name in ("title", "public_title"):
        check_name(values.get(name, ""), "title", MAX_TITLE)
    label = "Change standing item"
    return change_fields(session, TemplateItem, uid, label, origin=origin, **values)


def remove_item(session: Session, uid: str) -> Receipt[None]:
    """Remove a standing item with its sub-items."""
    return session.change("Remove standing item", lambda w: STANDING.remove(w, uid))


def move_item(session: Session, uid: str, parent: str | None, index: int) -> Receipt[None]:
    """Put a standing item at `index` below `parent` (None: the top level).

    Raises KnownError when that would put it under itself or deeper than an agenda goes.
    """
    return _moved(session, lambda w: STANDING.move(w, uid, parent, index))


def move_up(session: Session, uid: str) -> Receipt[None]:
    """Put a standing item before the one above it at its level."""
    return _moved(session, lambda w: STANDING.shift(w, uid, -1))


def move_down(session: Session, uid: str) -> Receipt[None]:
    """Put a standing item after the one below it at its level."""
    return _moved(session, lambda w: STANDING.shift(w, uid, 1))


def nest(session: Session, uid: str) -> Receipt[None]:
    """Make a standing item the last sub-item of the one above it at its level."""
    return _moved(session, lambda w: STANDING.nest(w, uid))


def unnest(session: Session, uid: str) -> Receipt[None]:
    """Lift a standing item one level, to just after the one it belonged to."""
    return _moved(session, lambda w: STANDING.lift(w, uid))


def _moved(session: Session, work: Any) -> Receipt[None]:
    return session.change("Move standing item", work)


def as_items(rows: Iterable[TemplateItem]) -> tuple[Item, ...]:
    """Return standing items as items of an agenda, for whoever numbers or shows them.

    Their uids stay, and the template stands where the meeting would.
    """
    return tuple(
        Item(
            uid=row.uid,
            rev=row.rev,
            meeting=row.template,
            parent=row.parent,
            position=row.position,
            **{field: getattr(row, field) for field in SHARED},
        )
        for row in rows
    )


def standing_lines(reader: Reader, body: str, meeting: str) -> list[Item]:
    """Return the lines of a meeting's agenda that return, in tree order; all, where none does."""
    lines = agenda_of(reader, meeting)
    before = next(agendas_before(reader, body, meet_of(reader, meeting).date), None)
    earlier = agenda_of(reader, before.meeting.uid) if before else []
    return standing_part(lines, earlier) or lines


def standing_part(items: Sequence[Item], before: Sequence[Item]) -> list[Item]:
    """Return the lines of an agenda that return: those of the agenda before it, and known ones.

    What is restricted, was carried forward or comes from the forward plan is business of its day
    and never counts, nor does anything below a line that is left out. A line without a title
    returns when something below it does.
    """
    known = {title_key(item.title) for item in before} - {""}
    kept: dict[str, Item] = {}
    bare: set[str] = set()
    for item in items:
        if item.parent is not None and item.parent not in kept:
            continue
        if not item.title.strip():
            kept[item.uid] = item
            bare.add(item.uid)
            continue
        returns = title_key(item.title) in known or is_standing(item.title)
        of_its_day = item.continues or item.topic or item.restriction is not Restriction.NONE
        if returns and not of_its_day:
            kept[item.uid] = item
    for item in reversed(items):
        if item.uid in bare and not any(one.parent == item.uid for one in kept.values()):
            kept.pop(item.uid, None)
    return list(kept.values())
