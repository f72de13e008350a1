"""The agenda once it has gone out: what each version said, what changed since, what must stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from secretariat.errors import KnownError
from secretariat.models.agenda import WEIGHT, Held, effective_restrictions
from secretariat.models.agenda_versions import (
    Changes,
    Difference,
    differences,
    frozen,
    thawed,
)
from secretariat.models.kinds import Audience, ItemKind, Restriction, Stage
from secretariat.models.numbering import NO_NUMBER, Number, agenda_numbers, in_tree_order
from secretariat.models.records import AgendaVersion, AgendaVersionItem, Item, Meeting
from secretariat.services.meetings import meet_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_BEFORE_THE_DAY = (Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED)
"""Until the meeting begins a change of its agenda is one to tell; afterwards it is its record."""


def versions_of(reader: Reader, meeting: str) -> list[AgendaVersion]:
    """Return the versions that went out, the first one first."""
    rows = reader.find(AgendaVersion, meeting=meeting, order="version")
    return [row for row in rows if not _is_prepared(reader, row)]


def prepared(reader: Reader, meeting: str) -> AgendaVersion | None:
    """Return the version that is being prepared: its reason is written, and it is not out yet."""
    rows = reader.find(AgendaVersion, meeting=meeting, order="-version")
    return next((row for row in rows if _is_prepared(reader, row)), None)


def _is_prepared(reader: Reader, row: AgendaVersion) -> bool:
    return row.made_on is None and not reader.count(AgendaVersionItem, version=row.uid)


def items_at(reader: Reader, version: AgendaVersion) -> list[Item]:
    """Return the agenda as it stood in a version, in tree order, its numbers frozen."""
    rows = reader.find(AgendaVersionItem, version=version.uid)
    return list(in_tree_order(thawed(row, version.meeting) for row in rows))


def changes_of(
    reader: Reader, meeting: Meeting, items: Iterable[Item], audience: Audience
) -> Changes | None:
    """Return what `audience` may know of the newest version; None before the agenda is out.

    While there is something new to tell before the day of the meeting, that is the version being
    prepared; otherwise it is the last that went out, against the one before it.
    """
    versions, now = versions_of(reader, meeting.uid), tuple(items)
    if not versions:
        return None
    last = versions[-1]
    then = items_at(reader, last)
    pending = differences(then, now, audience) if meeting.stage in _BEFORE_THE_DAY else ()
    if pending:
        row = prepared(reader, meeting.uid)
        return Changes(
            last.version + 1, False, last.made_on, None, row.reason if row else "", pending
        )
    if len(versions) == 1:
        return Changes(last.version, True, None, last.made_on, last.reason)
    before = versions[-2]
    found = differences(items_at(reader, before), then, audience, now)
    return Changes(last.version, True, before.made_on, last.made_on, last.reason, found)


def marked_then(reader: Reader, meeting: Meeting, seen: Iterable[Item]) -> Mapping[str, Held]:
    """Return under which restriction items last went out, where another holds once the meeting
    has begun: one that was opened there, or on another ground.

    `seen` are the faces of the items for an audience. What is restricted more strictly than it
    was is told as it is now.
    """
    versions = versions_of(reader, meeting.uid)
    if meeting.stage in _BEFORE_THE_DAY or not versions:
        return {}
    seen = tuple(seen)
    then, now = effective_restrictions(items_at(reader, versions[-1])), effective_restrictions(seen)
    told = (Restriction.EXEMPT, Restriction.CONFIDENTIAL)
    return {
        item.uid: held
        for item in seen
        if (held := then.get(item.uid)) is not None
        and held.restriction in told
        and held != now[item.uid]
        and WEIGHT[held.restriction] >= WEIGHT[now[item.uid].restriction]
    }


def _any_uid(_: str) -> str:
    return ""


def freeze(
    writer: Writer,
    meeting: str,
    on: date | None,
    reason: str = "",
    *,
    uid_of: Callable[[str], str] = _any_uid,
) -> AgendaVersion:
    """Keep the agenda as it stands as its next version; every number that is printed stays.

    `uid_of` names the rows, the version by "" and an item by its uid; without it they get new
    names.
    """
    lead = meet_of(writer, meeting).bodies[0]
    items = _items(writer, meeting)
    numbers = agenda_numbers(items, lead.agenda_numbering)
    last = max((row.version for row in versions_of(writer, meeting)), default=0)
    begun = prepared(writer, meeting)
    if begun:
        version = writer.update(
            AgendaVersion, begun.uid, version=last + 1, made_on=on, reason=reason
        )
    else:
        version = writer.insert(
            AgendaVersion(
                uid=uid_of(""), meeting=meeting, version=last + 1, made_on=on, reason=reason
            )
        )
    for item in items:
        printed = numbers.get(item.uid, NO_NUMBER).printed
        if printed:
            writer.update(Item, item.uid, published_number=printed)
        writer.insert(replace(frozen(item, version.uid, printed), uid=uid_of(item.uid)))
    return version


def say_why(
    session: Session, meeting: str, reason: str, *, origin: str = ""
) -> Receipt[AgendaVersion | None]:
    """Write why the next version is needed, as its supplement prints it for everybody."""

    def work(writer: Writer) -> AgendaVersion | None:
        row = prepared(writer, meeting)
        if not reason.strip():
            if row:
                writer.delete(AgendaVersion, row.uid)
            return None
        if row:
            return writer.update(AgendaVersion, row.uid, reason=reason)
        versions = versions_of(writer, meeting)
        if not versions:
            raise KnownError("The agenda is not out yet, so there is nothing to supplement.")
        return writer.insert(
            AgendaVersion(meeting=meeting, version=versions[-1].version + 1, reason=reason)
        )

    return session.change(
        "Reason of the supplement", work, origin=origin, merge_key=f"supplement:{meeting}"
    )


def keep_first(session: Session, meeting: str) -> Receipt[AgendaVersion]:
    """Keep the agenda of a meeting that is out as its version 1, where none was kept then."""

    def work(writer: Writer) -> AgendaVersion:
        if versions_of(writer, meeting):
            raise KnownError("Version 1 of this agenda is kept already.")
        return freeze(writer, meeting, None)

    return session.change("Keep version 1 of the agenda", work)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an agenda that is out stands: its last version, and what members have not been told.

    `marked` finds the difference of an item by its uid.
    """

    last: AgendaVersion
    pending: tuple[Difference, ...]
    reason: str

    @property
    def marked(self) -> Mapping[str, Difference]:
        return {one.item.uid: one for one in self.pending}


def standing(reader: Reader, meeting: Meeting, items: Iterable[Item]) -> Standing | None:
    """Return how an agenda that went out stands before the day; None at any other time.

    What is internal goes to nobody and is no change.
    """
    versions = versions_of(reader, meeting.uid)
    if not versions or meeting.stage is not Stage.PUBLISHED:
        return None
    row = prepared(reader, meeting.uid)
    pending = differences(items_at(reader, versions[-1]), items, Audience.MEMBERS)
    return Standing(versions[-1], pending, row.reason if row else "")


def next_version(reader: Reader, meeting: str) -> int:
    """Return the number of the version that a supplement would make now; 0 when there is none."""
    stands = standing(reader, reader.get(Meeting, meeting), reader.find(Item, meeting=meeting))
    return stands.last.version + 1 if stands and stands.pending else 0


def went_out(reader: Reader, item: Item) -> bool:
    """Say whether an item stood in a version of the agenda that went out."""
    versions = tuple(row.uid for row in versions_of(reader, item.meeting))
    return bool(versions) and reader.count(AgendaVersionItem, version=versions, item=item.uid) > 0


def title_when_out(reader: Reader, item: Item) -> str:
    """Return the title under which an item last went out, empty when it never did."""
    for version in reversed(versions_of(reader, item.meeting)):
        row = reader.one(AgendaVersionItem, version=version.uid, item=item.uid)
        if row and row.title.strip():
            return row.title
    return ""


def keep_numbers(reader: Reader, meeting: str) -> None:
    """Raise KnownError when an item that went out is no longer found under its number."""
    versions = versions_of(reader, meeting)
    meet = meet_of(reader, meeting)
    if not versions or not meet.bodies:
        return
    scheme = meet.bodies[0].agenda_numbering
    now = agenda_numbers(_items(reader, meeting), scheme)
    then = items_at(reader, versions[-1])
    numbers = agenda_numbers(then, scheme)
    for item in then:
        number = numbers[item.uid]
        if item.kind is ItemKind.ITEM and number.full and item.uid in now:
            _check(number, now[item.uid])


def _check(then: Number, now: Number) -> None:
    if not now.full:
        raise KnownError(
            f"Item {then.full} went out with the agenda, so it cannot be made internal:"
            " withdraw it, or mark it exempt."
        )
    if now.full != then.full:
        raise KnownError(
            f"Item {then.full} went out with the agenda, so its number and its level stay."
            " Withdraw it and add a new item."
        )


def _items(reader: Reader, meeting: str) -> list[Item]:
    return list(in_tree_order(reader.find(Item, meeting=meeting)))
