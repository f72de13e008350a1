"""The line of an agenda by which the public is excluded, offered where business is closed."""

from __future__ import annotations

from secretariat.errors import KnownError
from secretariat.models.agenda import effective_restrictions
from secretariat.models.kinds import ItemKind, ItemOutcome, Purpose, Restriction
from secretariat.models.records import Item
from secretariat.services.agenda import ITEMS, begin, items_of
from secretariat.services.bodies import choices_of
from secretariat.services.carrying import wording_of
from secretariat.services.meetings import meet_of
from secretariat.services.session import Session
from secretariat.services.usual_items import is_exclusion
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_GONE = (ItemOutcome.WITHDRAWN, ItemOutcome.DEFERRED)


def unannounced(reader: Reader, meeting: str) -> Item | None:
    """Return the first exempt item before which no line of the agenda excludes the public.

    None where there is none. Confidential business needs no resolution: Local Government Act 1972,
    s.100A(2).
    """
    items = items_of(reader, meeting)
    held = effective_restrictions(items)
    for item in items:
        plain = item.kind is ItemKind.ITEM and item.outcome not in _GONE
        if plain and is_exclusion(item.title):
            return None
        if plain and held[item.uid].restriction is Restriction.EXEMPT:
            return item
    return None


def add_exclusion(session: Session, meeting: str) -> Receipt[Item]:
    """Put the line that excludes the public before the first exempt item of an agenda.

    KnownError where there is nothing exempt, or such a line stands before it already.
    """

    def work(writer: Writer) -> Item:
        first = unannounced(writer, meeting)
        if first is None:
            raise KnownError(_why_not(writer, meeting))
        body = meet_of(writer, meeting).bodies[0]
        whom = choices_of(writer, body.uid)["exclusion.public"]
        title = wording_of(writer, body)(f"exclusion.title.{whom}")
        begin(writer, meeting)
        parent, at = _place(writer, first)
        made = ITEMS.add(
            writer, meeting, title, after=None, parent=parent, kind=ItemKind.ITEM,
            purpose=Purpose.DECISION,
        )  # fmt: skip
        ITEMS.move(writer, made.uid, parent, at)
        return writer.get(Item, made.uid)

    return session.change("Add exclusion of the public", work)


def _place(reader: Reader, item: Item) -> tuple[str | None, int]:
    """Return where the line goes: before the item, or before that to which it belongs."""
    above = reader.maybe(Item, item.parent)
    while above is not None and above.kind is ItemKind.ITEM:
        item, above = above, reader.maybe(Item, above.parent)
    beside = reader.find(Item, meeting=item.meeting, parent=item.parent, order="position")
    return item.parent, [one.uid for one in beside].index(item.uid)


def _why_not(reader: Reader, meeting: str) -> str:
    held = effective_restrictions(items_of(reader, meeting)).values()
    kinds = {one.restriction for one in held}
    if Restriction.EXEMPT in kinds:
        return "The agenda excludes the public already, before its first exempt item."
    if Restriction.CONFIDENTIAL in kinds:
        return "Confidential business needs no resolution: the public has to leave in any case."
    return "Nothing on this agenda is exempt, so nobody is to be excluded."
