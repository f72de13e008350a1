"""The matter of a meeting that an audience may not see: which rows, and which of their words.

The release check looks for these words, and the check for interference puts others in their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from secretariat.models.agenda import (
    Held,
    effective_restrictions,
    readable,
    stricter,
    visible_actions,
    visible_entries,
)
from secretariat.models.faces import OFFICERS_OWN
from secretariat.models.kinds import Audience
from secretariat.models.pack_kinds import Edition
from secretariat.models.paper_files import in_pack
from secretariat.models.records import (
    Action,
    ActionUpdate,
    Entry,
    Item,
    Paper,
    PaperFile,
    Record,
    Submission,
)
from secretariat.services.agenda import items_of
from secretariat.services.minutes import entries_of
from secretariat.services.paper_files import files_of
from secretariat.services.paper_links import links_of
from secretariat.store.rows import Reader

_ITEM = ("title", "minute_title", "text", "presenter", "recommendation", "urgency")
_SUBMISSION = ("name", "organisation", "addressed_to", "title", "text", "mover", "seconder")
_PAPER = ("title", "author_name")
_PAPER_NOTES = ("cleared_by", "late_reason", "note")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A row of which an audience may not know some words.

    `words` are those of what is restricted, `notes` those that stay with officers whatever they
    say. `is_whole` says that the row itself is restricted.
    """

    record: Record
    words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_whole: bool = True


def hidden_matter(reader: Reader, meeting: str, audience: Audience) -> list[Hidden]:
    """Return what `audience` may not see of a meeting; nothing is kept from officers."""
    if audience is Audience.OFFICERS:
        return []
    items = items_of(reader, meeting)
    return [
        *_items(items, audience),
        *_minuted(reader, meeting, items, audience),
        *_submissions(reader, meeting, items, audience),
        *_papers(reader, items, audience),
    ]


def _items(items: list[Item], audience: Audience) -> Iterator[Hidden]:
    held = effective_restrictions(items)
    for item in items:
        if audience.may_see(held[item.uid].restriction):
            yield Hidden(item, notes=OFFICERS_OWN[Item], is_whole=False)
        else:
            yield Hidden(item, _ITEM, OFFICERS_OWN[Item])


def _minuted(
    reader: Reader, meeting: str, items: list[Item], audience: Audience
) -> Iterator[Hidden]:
    entries = entries_of(reader, meeting)
    seen = {entry.uid for entry in visible_entries(entries, items, audience)}
    for entry in entries:
        if entry.uid not in seen:
            yield Hidden(entry, ("text", "label", "mover", "seconder"))
    actions = _actions(reader, meeting, items, entries)
    known = {action.uid for action in visible_actions(actions, entries, items, audience)}
    updates = reader.grouped(ActionUpdate, "action", [action.uid for action in actions])
    for action in actions:
        is_seen = action.uid in known
        if not is_seen:
            yield Hidden(action, ("text",))
        for update in updates.get(action.uid, ()):
            yield Hidden(update, () if is_seen else ("text",), ("by",), not is_seen)


def _actions(
    reader: Reader, meeting: str, items: Iterable[Item], entries: Iterable[Entry]
) -> list[Action]:
    found = {one.uid: one for one in reader.find(Action, meeting=meeting)}
    for column, rows in (("item", items), ("entry", entries)):
        for some in reader.grouped(Action, column, [row.uid for row in rows]).values():
            found |= {one.uid: one for one in some}
    return list(found.values())


def _submissions(
    reader: Reader, meeting: str, items: list[Item], audience: Audience
) -> Iterator[Hidden]:
    may_see = readable(items, audience)
    for one in reader.find(Submission, meeting=meeting):
        is_seen = audience.may_see(one.restriction) and may_see(one.item)
        yield Hidden(one, () if is_seen else _SUBMISSION, OFFICERS_OWN[Submission], not is_seen)


def _papers(reader: Reader, items: list[Item], audience: Audience) -> Iterator[Hidden]:
    """Yield the papers; one of which the audience is given a redacted edition is known to it, and
    so is one that stands open below another item."""
    held = effective_restrictions(items)
    links = links_of(reader, items)
    papers = reader.by_uid(Paper, {link.paper for some in links.values() for link in some})
    files = files_of(reader, papers)
    known: set[str] = set()
    for item in items:
        above = held[item.uid]
        for link in links.get(item.uid, ()):
            if (paper := papers.get(link.paper)) is None:
                continue
            own = stricter(above, Held(paper.restriction, paper.restriction_ground))
            redacted = in_pack(files.get(paper.uid, ()), Edition.REDACTED)
            if audience.may_see(own.restriction) or (
                redacted is not None and audience.may_see(above.restriction)
            ):
                known.add(paper.uid)
    for paper in papers.values():
        is_seen = paper.uid in known
        yield Hidden(paper, () if is_seen else _PAPER, _PAPER_NOTES, not is_seen)
        for file in files.get(paper.uid, ()):
            yield Hidden(file, () if is_seen else ("original_name",), ("sender",), not is_seen)


def file_names(hidden: Iterable[Hidden]) -> list[str]:
    """Return the names of the files of restricted papers."""
    return [
        one.record.original_name
        for one in hidden
        if one.is_whole and isinstance(one.record, PaperFile) and one.record.original_name
    ]
