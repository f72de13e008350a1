"""What the builders of real meetings are made of: people, members, items, minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from secretariat.models.kinds import (
    EntryKind,
    EntryLayout,
    ItemKind,
    MemberRole,
)
from secretariat.models.names import person_initials, plain_name
from secretariat.models.records import (
    Action,
    ActionOwner,
    Body,
    Entry,
    Item,
    Meeting,
    Membership,
    Organisation,
    Person,
    Sitting,
)
from secretariat.models.views import ActionView, Member


def person(name: str, **more: Any) -> Person:
    """Return a person of two or more names; the last is the family name."""
    *given, family = name.split(" ")
    uid = "person-" + name.lower().replace(" ", "-")
    return Person(uid=uid, given_name=" ".join(given), family_name=family, **more)


def member(
    body: Body, name: str, role: MemberRole = MemberRole.MEMBER, organisation: str = ""
) -> Member:
    """Return a member of `body` who stands for an organisation."""
    who = person(name)
    held = Organisation(uid=f"org-{organisation}", name=organisation) if organisation else None
    membership = Membership(uid=f"member-{who.uid}", body=body.uid, person=who.uid, role=role)
    return Member(membership, who, organisation=held)


@dataclass
class ItemTree:
    """Items of one meeting in the order in which they are added."""

    meeting: str
    items: list[Item] = field(default_factory=list)

    def add(self, title: str = "", parent: Item | None = None, **more: Any) -> Item:
        at = len(self.items)
        item = Item(
            uid=f"{self.meeting}-item-{at:02}",
            meeting=self.meeting,
            parent=parent.uid if parent else None,
            position=at,
            title=title,
            **more,
        )
        self.items.append(item)
        return item

    def heading(self, title: str) -> Item:
        return self.add(title, kind=ItemKind.HEADING)


PARTNERSHIP = Body(
    uid="body-cdrp",
    name="South Cambridgeshire Crime and Disorder Reduction Partnership",
    short_name="CDRP",
    chair_title="Chairman",
    vice_chair_title="Vice-Chairman",
    contact=(
        "South Cambridgeshire District Council, South Cambridgeshire Hall, "
        "Cambourne Business Park, Cambourne, Cambridge CB23 6EA\n"
        "Tel: 01632 960100 Fax: 01632 960101\n\n"
        "Democratic Services Contact Officer: Peter Aldous 01632 960102 "
        "democratic.services@example.org"
    ),
    house_style="classic",
)


@dataclass
class MinuteBook:
    """Entries and actions of one meeting in the order in which they are added."""

    meeting: Meeting
    sitting: Sitting
    entries: list[Entry] = field(default_factory=list)
    actions: list[ActionView] = field(default_factory=list)

    def say(self, item: Item, *texts: str, kind: EntryKind = EntryKind.NARRATIVE) -> None:
        for text in texts:
            self._entry(item, text, kind)

    def heading(self, item: Item, text: str) -> None:
        self._entry(item, text, EntryKind.HEADING)

    def action(
        self, item: Item, text: str, owners: Sequence[str], layout: EntryLayout = EntryLayout.HOUSE
    ) -> None:
        entry = self._entry(item, text, EntryKind.ACTION, layout)
        uid = f"{self.meeting.uid}-action-{len(self.actions):02}"
        people = [person(name) for name in owners]
        action = Action(
            uid=uid,
            body=PARTNERSHIP.uid,
            meeting=self.meeting.uid,
            item=item.uid,
            entry=entry.uid,
            position=len(self.actions),
        )
        self.actions.append(
            ActionView(
                action,
                PARTNERSHIP,
                owners=tuple(
                    ActionOwner(uid=f"{uid}-{at}", action=uid, person=one.uid, position=at)
                    for at, one in enumerate(people)
                ),
                meeting=self.meeting,
                sitting=self.sitting,
                item=item,
                entry=entry,
                owner_names=tuple(plain_name(one) for one in people),
                owner_initials=tuple(person_initials(one) for one in people),
            )
        )

    def _entry(
        self, item: Item, text: str, kind: EntryKind, layout: EntryLayout = EntryLayout.HOUSE
    ) -> Entry:
        at = len(self.entries)
        entry = Entry(
            uid=f"{self.meeting.uid}-entry-{at:03}",
            meeting=self.meeting.uid,
            item=item.uid,
            position=at,
            kind=kind,
            text=text,
            layout=layout,
        )
        self.entries.append(entry)
        return entry
