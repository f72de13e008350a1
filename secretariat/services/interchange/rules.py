"""What an import must leave true: the rules of bodies, agendas and meetings, on all it touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.deadlines import check_rule
from secretariat.models.kinds import ItemKind, LinkKind
from secretariat.models.membership import check_dates, check_membership
from secretariat.models.records import (
    Body,
    BodyLink,
    Item,
    Meeting,
    MeetingBody,
    Membership,
    Record,
    Rule,
    Seat,
    Sitting,
    TemplateItem,
)
from secretariat.services.interchange.planning import Row
from secretariat.services.interchange.reading import place, refused
from secretariat.services.meetings import check_times
from secretariat.services.tree import MAX_DEPTH
from secretariat.store.rows import Reader


def check(reader: Reader, rows: Iterable[Row]) -> None:
    """Raise KnownError, naming the file and the place, when a row broke a rule of the register.

    The rows are already written: each rule looks at the register as it would be. Bodies come
    last, so that a membership is named rather than the body whose rule it breaks.
    """
    rules = _Rules(reader)
    for row in sorted(rows, key=lambda row: row.kind is Body):
        rule = rules.of.get(row.kind)
        if rule is None:
            continue
        try:
            rule(reader.get(row.kind, row.uid))
        except KnownError as error:
            raise refused(row.source, f"{place(list(row.path))}: {_lower(str(error))}") from error


def _lower(sentence: str) -> str:
    """Return a sentence as it goes on after a colon."""
    first = sentence.split(" ", 1)[0]
    return sentence[:1].lower() + sentence[1:] if first in _STARTS else sentence


_STARTS = {"A", "An", "The", "That", "Planned", "Write"}


class _Rules:
    """One rule a kind; rows of one body or meeting are read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._memberships: dict[str, list[Membership]] = {}
        self._lines: dict[str, Mapping[str, Item | TemplateItem]] = {}
        self.of: dict[type[Record], Callable[[Any], None]] = {
            Body: self._body,
            BodyLink: self._link,
            Seat: self._dated,
            Membership: self._membership,
            Meeting: self._meeting,
            Sitting: self._sitting,
            Item: self._item,
            TemplateItem: self._standing,
            Rule: check_rule,
        }

    def _dated(self, record: Body | Seat) -> None:
        check_dates(record.starts, record.ends)

    def _body(self, body: Body) -> None:
        self._dated(body)
        for row in self._of_body(body.uid):
            check_membership(row, self._of_body(body.uid), body)

    def _link(self, link: BodyLink) -> None:
        check_dates(link.starts, link.ends)
        seen: set[str] = set()
        above: str | None = link.body
        while above and link.kind is LinkKind.PARENT:
            if above in seen:
                raise KnownError("A body cannot stand under itself.")
            seen.add(above)
            upward = self._reader.one(BodyLink, body=above, kind=LinkKind.PARENT)
            above = upward.related if upward else None

    def _membership(self, row: Membership) -> None:
        body = self._reader.get(Body, row.body)
        check_membership(row, self._of_body(row.body), body)
        if row.seat and self._reader.get(Seat, row.seat).body != row.body:
            raise KnownError("That seat belongs to another body.")

    def _of_body(self, body: str) -> list[Membership]:
        if body not in self._memberships:
            self._memberships[body] = self._reader.find(Membership, body=body)
        return self._memberships[body]

    def _meeting(self, meeting: Meeting) -> None:
        if not self._reader.count(MeetingBody, meeting=meeting.uid):
            raise KnownError("A meeting belongs to at least one body.")
        if not self._reader.count(Sitting, meeting=meeting.uid):
            raise KnownError("A meeting has at least one sitting.")

    def _sitting(self, sitting: Sitting) -> None:
        check_times(sitting.starts, sitting.ends)

    def _item(self, item: Item) -> None:
        if item.meeting not in self._lines:
            rows = self._reader.find(Item, meeting=item.meeting)
            self._lines[item.meeting] = {row.uid: row for row in rows}
        self._line(item, self._lines[item.meeting], "meeting")

    def _standing(self, item: TemplateItem) -> None:
        if item.template not in self._lines:
            rows = self._reader.find(TemplateItem, template=item.template)
            self._lines[item.template] = {row.uid: row for row in rows}
        self._line(item, self._lines[item.template], "template")

    def _line(
        self, item: Item | TemplateItem, known: Mapping[str, Item | TemplateItem], home: str
    ) -> None:
        depth, above = 1, item.parent
        if above and item.kind is ItemKind.HEADING:
            raise KnownError("A heading stands at the top level of the agenda.")
        if above and above in known and known[above].kind is ItemKind.HEADING:
            raise KnownError("A heading has no sub-items: items stand below it, not inside it.")
        seen = {item.uid}
        while above:
            if above in seen:
                raise KnownError("An item cannot stand under itself.")
            if above not in known:
                raise KnownError(f"An item and its sub-items belong to one {home}.")
            seen.add(above)
            depth, above = depth + 1, known[above].parent
        if depth > MAX_DEPTH:
            raise KnownError("An agenda has three levels: 5, (a) and (i).")
