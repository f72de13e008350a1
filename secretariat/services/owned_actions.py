"""The open actions of each owner: of a meeting, of a body, or over all bodies.

What somebody reads of her own actions is no more than the audience may see, and no more than she
may see herself: of a body whose officer she is on that day what officers see, of one that she is
on what members see, of any other what the public sees. So an extract can be handed or sent to
whom it names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

from secretariat.models.kinds import Audience, MemberRole
from secretariat.models.membership import in_force
from secretariat.models.names import full_name
from secretariat.models.records import ActionOwner, Membership, Person
from secretariat.models.views import ActionListView, ActionView, OwnedActions
from secretariat.services import actions as actions_service
from secretariat.services.findings import Finding, Gravity
from secretariat.services.session import Session
from secretariat.services.views import action_list_view
from secretariat.store.rows import Reader

_WIDENING = (Audience.PUBLIC, Audience.MEMBERS, Audience.OFFICERS)


def key_of(owner: ActionOwner) -> str:
    """Return by what an owner is known: the person, the organisation, or the words."""
    return owner.person or owner.organisation or owner.name.strip()


def owners_of(
    reader: Reader, *, meeting: str | None = None, body: str | None = None
) -> list[tuple[str, str]]:
    """Return the key and the name of each owner of an open action, by name."""
    found: dict[str, str] = {}
    for view in actions_service.views(reader, body=body, meeting=meeting):
        if view.action.state.is_open:
            found |= {key: name for key, name in _owners(view) if name.strip()}
    return sorted(found.items(), key=lambda one: one[1].casefold())


def _owners(view: ActionView) -> Iterable[tuple[str, str]]:
    return zip(map(key_of, view.owners), view.owner_names, strict=True)


def name_of(reader: Reader, owner: str) -> str:
    """Return what an owner of any action is called; "" for a key that nobody has."""
    person = reader.maybe(Person, owner)
    return full_name(person) if person else dict(owners_of(reader)).get(owner, "")


def address_of(reader: Reader, owner: str) -> tuple[str, ...]:
    """Return the address of an owner as a mail program takes it; nothing where none is known."""
    person = reader.maybe(Person, owner)
    return (f"{full_name(person)} <{person.email}>",) if person and person.email else ()


def owned_view(
    session: Session,
    audience: Audience,
    *,
    meeting: str | None = None,
    body: str | None = None,
    owner: str = "",
    on: date | None = None,
) -> ActionListView:
    """Return the open actions of one owner, or of each, the earliest due first.

    It is dated by `on`, or else as the list of all the actions is. An owner of whose actions
    nothing may be seen is left out, unless it is she who was asked for.
    """
    with session.reader.snapshot():
        reader, lists = session.reader, dict[Audience, ActionListView]()
        for one in _WIDENING[: _WIDENING.index(audience) + 1]:
            lists[one] = action_list_view(session, one, meeting=meeting, body=body, open_only=True)
        seen = {one: {view.action.uid: view for view in lists[one].actions} for one in lists}
        whole = lists[audience]
        made = datetime.combine(on, time()) if on else whole.made
        standings = _Standings(reader, made.date())
        found: list[OwnedActions] = []
        for key, name in owners_of(reader, meeting=meeting, body=body):
            if owner and key != owner:
                continue
            mine = [
                narrow
                for view in whole.actions
                if view.action.state.is_open and key in map(key_of, view.owners)
                if (narrow := seen[standings.of(key, view.body.uid, audience)].get(view.action.uid))
            ]
            if mine or owner:
                found.append(OwnedActions(name, tuple(sorted(mine, key=_when))))
        if owner and not found:
            found.append(OwnedActions(name_of(reader, owner), ()))
        return replace(whole, actions=(), owners=tuple(found), made=made)


def _when(view: ActionView) -> date:
    return view.action.due or date.max


def findings(
    session: Session,
    audience: Audience,
    *,
    meeting: str | None = None,
    body: str | None = None,
    owner: str = "",
    on: date | None = None,
) -> list[Finding]:
    """Return that there is no open action, or how many are left out because those who own them
    may not read them here. That the public reads nothing restricted needs no saying."""
    found = owned_view(session, audience, meeting=meeting, body=body, owner=owner, on=on)
    shown = sum(len(one.actions) for one in found.owners)
    every = [
        key
        for view in actions_service.views(session.reader, body=body, meeting=meeting)
        if view.action.state.is_open
        for key, name in _owners(view)
        if name.strip() and key == (owner or key)
    ]
    if not every:
        return [Finding(Gravity.WARN, "There are no open actions.")]
    rest = len(every) - shown
    if not rest or audience is Audience.PUBLIC:
        return []
    many = "An action that is" if rest == 1 else f"{rest} actions that are"
    left = "is left out" if rest == 1 else "are left out"
    whose = "its owner may not read it here" if rest == 1 else "their owners may not read them here"
    return [Finding(Gravity.WARN, f"{many} restricted {left}: {whose}.")]


def about(reader: Reader, owner: str) -> str:
    """Return what stands after the name of a file: whose actions they are."""
    return f"({name_of(reader, owner)})" if owner else ""


class _Standings:
    """What people may see in each body on a day, the roll of memberships read once."""

    def __init__(self, reader: Reader, on: date) -> None:
        self._found: dict[tuple[str, str], Audience] = {}
        for row in reader.find(Membership):
            if not in_force(row.starts, row.ends, on):
                continue
            officer = row.role is MemberRole.OFFICER
            place = (row.person, row.body)
            if officer or place not in self._found:
                self._found[place] = Audience.OFFICERS if officer else Audience.MEMBERS

    def of(self, owner: str, body: str, audience: Audience) -> Audience:
        """Return the narrower of what an audience and what an owner may see of a body."""
        own = self._found.get((owner, body), Audience.PUBLIC)
        return min(own, audience, key=_WIDENING.index)
