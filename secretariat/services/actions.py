"""Actions: who does what by when, and how far it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from secretariat.models.kinds import ActionState, DueKind, EntryKind
from secretariat.models.names import full_name, initials_of, person_initials, plain_name
from secretariat.models.records import (
    Action,
    ActionOwner,
    ActionUpdate,
    Attendee,
    Body,
    Entry,
    Item,
    Meeting,
    Organisation,
    Person,
    Sitting,
)
from secretariat.models.views import ActionView
from secretariat.services.fields import change_fields, required
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner as recognised in what was typed: a person, an organisation, or plain words."""

    name: str
    person: str | None = None
    organisation: str | None = None


def recognise_owners(reader: Reader, text: str, meeting: str | None = None) -> tuple[Owner, ...]:
    """Return the owners that “PC and MF”, “Paul Clarke; Fenland” or “everyone” names.

    Names and initials of those at the meeting come first, then the directory, then the
    organisations; initials that two people share, and words nobody bears, stay as they were typed.
    """
    known = _Names(reader, meeting)
    owners: list[Owner] = []
    for piece in re.split(r"\s*;\s*", text):
        whole = known.owner(piece)
        if whole.person or whole.organisation:  # “Fire and Rescue Service” is one owner
            owners.append(whole)
            continue
        parts = re.split(r"\s*(?:,|&|/|\band\b)\s*", piece)
        owners += [known.owner(part) for part in parts if part.strip()]
    return tuple(dict.fromkeys(owners))


class _Names:
    """Who can be meant by a name, short name or initials."""

    def __init__(self, reader: Reader, meeting: str | None) -> None:
        people = {p.uid: p for p in reader.find(Person)}
        there = [a for a in reader.find(Attendee, meeting=meeting) if a.person] if meeting else []
        self._near: dict[str, set[str]] = {}
        self._far: dict[str, set[str]] = {}
        for attendee in there:
            for key in (attendee.initials, attendee.name, initials_of(attendee.name)):
                self._near.setdefault(key.casefold(), set()).add(attendee.person or "")
        for person in people.values():
            for key in (person_initials(person), plain_name(person), full_name(person)):
                self._far.setdefault(key.casefold(), set()).add(person.uid)
        self._people = people
        self._organisations: dict[str, Organisation] = {}
        for organisation in reader.find(Organisation):
            for key in filter(None, (organisation.name, organisation.short_name)):
                self._organisations.setdefault(key.casefold(), organisation)

    def owner(self, words: str) -> Owner:
        key = words.strip().casefold()
        for names in (self._near, self._far):
            found = names.get(key, set())
            if len(found) == 1:
                person = self._people[next(iter(found))]
                return Owner(full_name(person), person=person.uid)
            if found:
                return Owner(words.strip())
        organisation = self._organisations.get(key)
        if organisation:
            return Owner(organisation.name, organisation=organisation.uid)
        return Owner(words.strip())


def add_action(
    session: Session,
    body: str,
    text: str,
    *,
    owners: Sequence[Owner] = (),
    **values: Any,
) -> Receipt[Action]:
    """Add an action of a body that stands in no minutes, or in those of `meeting`."""
    text = required(text, "the action some words")

    def work(writer: Writer) -> Action:
        last = writer.count(Action, body=body)
        action = writer.insert(Action(body=body, text=text, position=last, **values))
        write_owners(writer, action.uid, owners)
        return action

    return session.change("Add action", work)


def write_owners(writer: Writer, action: str, owners: Iterable[Owner]) -> None:
    """Make `owners` the owners of an action, inside a change that is already open."""
    for row in writer.find(ActionOwner, action=action):
        writer.delete(ActionOwner, row.uid)
    for position, owner in enumerate(owners):
        writer.insert(
            ActionOwner(
                action=action,
                person=owner.person,
                organisation=owner.organisation,
                name="" if owner.person or owner.organisation else owner.name,
                position=position,
            )
        )


def set_owners(
    session: Session, action: str, owners: Sequence[Owner], *, origin: str = ""
) -> Receipt[None]:
    """Make `owners` the owners of an action."""
    owners = tuple(owners)
    return session.change("Change owners", lambda w: write_owners(w, action, owners), origin=origin)


def change_action(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Action]:
    """Set fields of an action; a due date makes it due by date."""
    if values.get("due") is not None:
        values.setdefault("due_kind", DueKind.DATE)
    if values.get("due_kind", DueKind.DATE) is not DueKind.DATE:
        values["due"] = None
    return change_fields(session, Action, uid, "Change action", origin=origin, **values)


def set_state(
    session: Session, uid: str, state: ActionState, *, meeting: str | None = None
) -> Receipt[Action]:
    """Say how an action stands; closing it records the day and, if given, the meeting."""
    today = session.today()

    def work(writer: Writer) -> Action:
        closed = not state.is_open
        return writer.update(
            Action,
            uid,
            state=state,
            closed_on=today if closed else None,
            closed_at=meeting if closed else None,
        )

    labels = {
        ActionState.DONE: "Complete action",
        ActionState.DROPPED: "Drop action",
        ActionState.OPEN: "Reopen action",
        ActionState.IN_PROGRESS: "Mark action in progress",
    }
    return session.change(labels[state], work)


def add_update(session: Session, action: str, text: str, by: str = "") -> Receipt[ActionUpdate]:
    """Add a progress note, dated today."""
    text = required(text, "the note some words")
    note = ActionUpdate(action=action, on=session.today(), text=text, by=by)
    return session.change("Add progress note", lambda w: w.insert(note))


def remove_action(session: Session, uid: str) -> Receipt[None]:
    """Remove an action; the minute it came from stays, as a plain paragraph."""

    def work(writer: Writer) -> None:
        action = writer.get(Action, uid)
        entry = writer.maybe(Entry, action.entry)
        writer.delete(Action, uid)
        if entry:
            writer.update(Entry, entry.uid, kind=EntryKind.NARRATIVE)

    return session.change("Remove action", work)


def views(
    reader: Reader, *, body: str | None = None, meeting: str | None = None
) -> list[ActionView]:
    """Return actions with their owners, notes and origin: of a meeting, of a body, or all.

    Open ones first, by due date, then the closed ones, the latest first.
    """
    wanted: dict[str, Any] = {}
    if body:
        wanted["body"] = body
    if meeting:
        wanted["meeting"] = meeting
    return views_of(reader, reader.find(Action, **wanted))


def views_of(reader: Reader, rows: Sequence[Action]) -> list[ActionView]:
    """Return these actions with their owners, notes and origin, what is due first."""
    gather = _Gatherer(reader, rows)
    return sorted((gather.view(row) for row in rows), key=_urgency)


def view(reader: Reader, uid: str) -> ActionView:
    """Return one action with its owners, notes and origin."""
    action = reader.get(Action, uid)
    return _Gatherer(reader, [action]).view(action)


def _urgency(view: ActionView) -> tuple[bool, date, str, int]:
    action = view.action
    held = view.sitting.date if view.sitting else date.max
    when = action.due or (held if action.due_kind is DueKind.NONE else date.max)
    return (not action.state.is_open, when, view.body.name, action.position)


class _Gatherer:
    """Joins actions with what they belong to: one query a kind, for what is needed and no more."""

    def __init__(self, reader: Reader, actions: Sequence[Action]) -> None:
        uids = [action.uid for action in actions]
        meetings = {action.meeting for action in actions if action.meeting}
        self._owners = reader.grouped(ActionOwner, "action", uids)
        self._updates = reader.grouped(ActionUpdate, "action", uids, order="on")
        owners = [owner for some in self._owners.values() for owner in some]
        self._people = reader.by_uid(Person, (owner.person for owner in owners))
        self._organisations = reader.by_uid(Organisation, (o.organisation for o in owners))
        self._bodies = reader.by_uid(Body, (action.body for action in actions))
        self._meetings = reader.by_uid(Meeting, meetings)
        self._sittings = reader.grouped(Sitting, "meeting", meetings, order="date starts")
        self._items = reader.by_uid(Item, (action.item for action in actions))
        self._entries = reader.by_uid(Entry, (action.entry for action in actions))

    def view(self, action: Action) -> ActionView:
        owners = tuple(self._owners.get(action.uid, ()))
        sittings = self._sittings.get(action.meeting or "", [])
        return ActionView(
            action=action,
            body=self._bodies[action.body],
            owners=owners,
            updates=tuple(self._updates.get(action.uid, ())),
            meeting=self._meetings.get(action.meeting or ""),
            sitting=sittings[0] if sittings else None,
            item=self._items.get(action.item or ""),
            entry=self._entries.get(action.entry or ""),
            owner_names=tuple(self._name(o) for o in owners),
            owner_initials=tuple(self._initials(o) for o in owners),
        )

    def _name(self, owner: ActionOwner) -> str:
        if owner.person:
            return full_name(self._people[owner.person])
        if owner.organisation:
            return self._organisations[owner.organisation].name
        return owner.name

    def _initials(self, owner: ActionOwner) -> str:
        if owner.person:
            return person_initials(self._people[owner.person])
        if owner.organisation:
            home = self._organisations[owner.organisation]
            return home.short_name or home.name
        return owner.name


def overdue(view: ActionView, today: date) -> bool:
    """Say whether an open action's due date has passed."""
    action = view.action
    return action.state.is_open and action.due is not None and action.due < today
