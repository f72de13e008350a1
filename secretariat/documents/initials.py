"""Initials that minutes quote, and where the reader learns whose they are.

The owner of an action is quoted by initials only when the list of those present explains them:
behind the name of the one person there who has them, or who alone of those is to do something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secretariat.documents.owners import owner_names
from secretariat.models.attendance import roll
from secretariat.models.names import initials_of
from secretariat.models.plaintext import one_line
from secretariat.models.records import ActionOwner, Attendee
from secretariat.models.views import ActionView, MeetingView


@dataclass(frozen=True, slots=True)
class Legend:
    """Which attendees' initials are explained, by uid, and who of the owners was there."""

    initials: Mapping[str, str]
    attendees: Sequence[Attendee]

    def owners(self, view: ActionView) -> list[str]:
        """Return the owners of an action as the margin quotes them.

        People who were there go by explained initials, other people by their name, and
        organisations and words by what they are called for short. While nobody is listed at all,
        everyone goes by initials.
        """
        names = owner_names(view)
        shorts = [*view.owner_initials, *[""] * len(names)]
        quoted: list[str] = []
        for at, name in enumerate(names):
            owner = view.owners[at] if at < len(view.owners) else None
            attendee = attendee_of(owner, name, self.attendees)
            if attendee:
                quoted.append(self.initials.get(attendee.uid, name))
            elif owner and owner.person and self.attendees:
                quoted.append(name)
            else:
                quoted.append(one_line(shorts[at] or name))
        return quoted


def legend_of(view: MeetingView, actions: Sequence[ActionView]) -> Legend:
    """Return the legend of a meeting's minutes, whose `actions` are to be quoted.

    Where the body prints initials always, everybody listed has some, and nobody another's.
    """
    called = roll(view.attendees, view.events)
    there = [person.attendee for group in called.groups for person in group.people]
    if view.choices["minutes.initials"] != "actions":
        away = [person.attendee for person in (*called.apologies, *called.absent)]
        return Legend(told_apart([*there, *away]), there)
    busy = {
        found.uid
        for one in actions
        for at, name in enumerate(owner_names(one))
        if (found := attendee_of(one.owners[at] if at < len(one.owners) else None, name, there))
    }
    bearers: dict[str, list[Attendee]] = {}
    for attendee in there:
        initials = one_line(attendee.initials) or initials_of(attendee.name)
        bearers.setdefault(initials, []).append(attendee)
    explained: dict[str, str] = {}
    for initials, people in bearers.items():
        alone = people if len(people) == 1 else [one for one in people if one.uid in busy]
        if initials and len(alone) == 1:
            explained[alone[0].uid] = initials
    return Legend(explained, there)


def told_apart(attendees: Sequence[Attendee]) -> dict[str, str]:
    """Return initials for each attendee by uid, no two alike: MW, and MWh for the next.

    Those set by hand stay as they are; others that would be alike take more of the last name.
    """
    found = {one.uid: one_line(one.initials) for one in attendees if one_line(one.initials)}
    taken = set(found.values())
    for one in attendees:
        if one.uid in found or not (initials := initials_of(one.name)):
            continue
        last = one.name.split()[-1]
        longer = [initials + last[1:at] for at in range(1, len(last) + 1)]
        own = next((short for short in longer if short not in taken), "")
        if own:
            found[one.uid] = own
            taken.add(own)
    return found


def attendee_of(
    owner: ActionOwner | None, name: str, attendees: Sequence[Attendee]
) -> Attendee | None:
    """Return the attendee an owner is: the same person, or one whose name ends in that name."""
    if owner and owner.person:
        same = [one for one in attendees if one.person == owner.person]
        if same:
            return same[0]
    if owner and owner.organisation:
        return None
    said = name.casefold()
    alike = [
        one
        for one in attendees
        if said == one.name.casefold()
        or one.name.casefold().endswith(f" {said}")
        or said.endswith(f" {one.name.casefold()}")
    ]
    return alike[0] if len(alike) == 1 else None
