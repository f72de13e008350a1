"""Why an item is restricted, and from whom it is kept, as it goes on to another meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from secretariat.models.kinds import ItemOutcome, Restriction
from secretariat.models.names import full_name
from secretariat.models.records import Item, Person, RestrictionReason, Sitting, Withheld
from secretariat.store.rows import Reader, Writer


def carry_reason(writer: Writer, old: str, new: str, *, afresh: bool = False) -> None:
    """Give an item the reason of another that it continues, and keep it from the same people.

    Where the other was closed by what it stood below, that reason goes with it. `afresh` is for a
    copy that is other business: the public interest has to be weighed again for it, and no day
    for a review is set. What the item has already stays as it is.
    """
    source, made = writer.maybe(Item, old), writer.maybe(Item, new)
    if source is None or made is None:
        return
    line = list(_upwards(writer, source))
    reason = _reason(writer, line, made)
    if reason is not None and writer.one(RestrictionReason, item=new) is None:
        if afresh:
            reason = replace(reason, is_outweighed=False, review_on=None)
        writer.insert(replace(reason, uid="", rev=1, item=new))
    taken = {row.person for row in writer.find(Withheld, item=new)}
    for row in [row for one in line for row in writer.find(Withheld, item=one.uid)]:
        if row.person not in taken:
            taken.add(row.person)
            writer.insert(Withheld(item=new, person=row.person, reason=row.reason))


def carry_by_topic(writer: Writer, made: Item) -> None:
    """Give an item that takes a topic of the forward plan the reason that it had where it was
    deferred last."""
    if made.topic is None:
        return
    before = writer.find(Item, topic=made.topic, outcome=ItemOutcome.DEFERRED)
    others = [one for one in before if one.uid != made.uid and one.meeting != made.meeting]
    if others:
        last = max(others, key=lambda one: (_day(writer, one), one.uid))
        carry_reason(writer, last.uid, made.uid)


def in_words(reader: Reader, item: Item) -> tuple[tuple[str, str], ...]:
    """Return what is kept about the restriction of an item with the name of each: for a note, where
    the item itself goes."""
    line = list(_upwards(reader, item))
    rows = [reader.one(RestrictionReason, item=one.uid) for one in line]
    reason = next((row for row in rows if row is not None), RestrictionReason())
    held = [row for one in line for row in reader.find(Withheld, item=one.uid)]
    names = {uid: full_name(one) for uid, one in _people(reader, held).items()}
    kept = [
        f"{names[row.person]} ({row.reason})" if row.reason else names[row.person] for row in held
    ]
    return (
        ("Why it is restricted", reason.justification),
        ("Public interest", reason.public_interest),
        ("Reason expected before the meeting", reason.anticipated),
        ("Reason on the document", reason.actual),
        ("Kept from", "; ".join(kept)),
    )


def _reason(reader: Reader, line: list[Item], made: Item) -> RestrictionReason | None:
    """Return the reason that holds for an item at the foot of a line of items, in the words that
    its copy prints."""
    for at, one in enumerate(line):
        kept = reader.one(RestrictionReason, item=one.uid)
        if at and (one.restriction is Restriction.NONE or one.restriction is not made.restriction):
            continue
        if kept is None:
            continue
        if one.restriction is made.restriction and one.restriction_ground == (
            made.restriction_ground
        ):
            return kept
        if at == 0:
            words = made.restriction_ground
            return replace(kept, scheme="", paragraphs="", wording=words, is_outweighed=False)
    return None


def _upwards(reader: Reader, item: Item) -> Iterator[Item]:
    """Yield an item and those above it."""
    seen: set[str] = set()
    at: Item | None = item
    while at is not None and at.uid not in seen:
        seen.add(at.uid)
        yield at
        at = reader.maybe(Item, at.parent)


def _people(reader: Reader, held: list[Withheld]) -> Mapping[str, Person]:
    return reader.by_uid(Person, {row.person for row in held})


def _day(reader: Reader, item: Item) -> date:
    days = [row.date for row in reader.find(Sitting, meeting=item.meeting)]
    return min(days, default=date.min)
