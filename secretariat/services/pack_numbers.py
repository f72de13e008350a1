"""The numbers of packs that were given out: kept by those made later, since members quote them.

Only numbers that every pack has (`PackRange.is_common`) bear on other packs: what only members or
officers were given never shows in the numbers of the public.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from secretariat.errors import BugError
from secretariat.models.agenda import effective_restrictions, public_items
from secretariat.models.kinds import Audience, DocumentKind, Restriction
from secretariat.models.pack_changes import Given, GivenBefore, Place
from secretariat.models.page_plan import Leaf, labels_between, next_first
from secretariat.models.records import PackRange, Paper, Publication
from secretariat.services.agenda import items_of

if TYPE_CHECKING:
    from secretariat.services.packs import MadePack
    from secretariat.store.rows import Reader

_NUMBER = re.compile(
    r"(?P<prefix>S\d{1,4}-)?(?P<plain>\d{1,6})[A-Z]{0,3}(?P<below>\.\d{1,6})?", re.ASCII
)
"""A printed number, with the prefix of a supplement that has numbers of its own."""
_LONGEST = 100_000
"""The most pages that a row may say a paper has."""


def kept_numbers(reader: Reader, meeting: str) -> dict[str, tuple[str, ...]]:
    """Return the numbers that packs of a meeting have given, by the key of their part.

    The last pack comes first. A number that a part had in an earlier one stays its own; those of
    a supplement are the paper's where no pack has it yet, and otherwise are given to nothing else.
    """
    kept: dict[str, list[str]] = {}
    seen: set[str] = set()
    packs = _out(reader, meeting, DocumentKind.PACK)
    supplements = _out(reader, meeting, DocumentKind.SUPPLEMENT_PACK)
    in_packs: set[str] = set()
    for publication in (*reversed(packs), *supplements):
        is_pack = publication.kind == DocumentKind.PACK
        for row in _rows(reader, publication):
            key = key_of(row.item, row.paper)
            labels = [one for one in labels_of(row) if one not in seen] if row.is_common else []
            if not labels or _prefix(labels[0]) or "." in labels[0]:
                continue
            if is_pack:
                in_packs.add(key)
            elif key in in_packs or not row.item:
                key = f"supplement {publication.uid}/{key}"
            seen.update(labels)
            kept.setdefault(key, []).extend(labels)
    return {key: tuple(labels) for key, labels in kept.items()}


def next_number(reader: Reader, meeting: str) -> int:
    """Return the number with which a supplement goes on after all that were given out."""
    labels = [
        label
        for kind in (DocumentKind.PACK, DocumentKind.SUPPLEMENT_PACK)
        for publication in _out(reader, meeting, kind)
        for row in _rows(reader, publication)
        if row.is_common
        for label in (row.first, row.last)
        if label and not _prefix(label) and _NUMBER.fullmatch(label)
    ]
    return next_first(labels)


def supplements_out(reader: Reader, meeting: str) -> int:
    """Return how many supplements the public was given, from which the next has its number."""
    return sum(
        1
        for one in _out(reader, meeting, DocumentKind.SUPPLEMENT_PACK)
        if one.audience == Audience.PUBLIC and one.person is None
    )


def given_before(
    reader: Reader, meeting: str, audience: Audience, person: str | None = None
) -> GivenBefore | None:
    """Return what an audience, or one `person` of it, was given last; None where it was nothing.

    Titles of what it may no longer read are left behind.
    """

    def is_theirs(one: Publication) -> bool:
        return one.audience == audience and one.person in (None, person)

    packs = [one for one in _out(reader, meeting, DocumentKind.PACK) if is_theirs(one)]
    if not packs:
        return None
    last = packs[-1]
    since = [
        one
        for one in _out(reader, meeting, DocumentKind.SUPPLEMENT_PACK)
        if is_theirs(one) and _when(one) >= _when(last)
    ]
    papers: dict[Place, Given] = {}
    for publication in (last, *since):
        papers |= _given(_rows(reader, publication))
    papers = {place: given for place, given in papers.items() if given.labels}
    readable = _readable(reader, meeting, papers, audience)
    return GivenBefore(
        {
            place: given if place in readable else replace(given, title="")
            for place, given in papers.items()
        },
        last.made_at.date() if last.made_at else None,
    )


def key_of(item: str, paper: str) -> str:
    """Return the key of a part of a pack; of the page that stands for an item's, it ends in /."""
    return f"{item}/{paper}" if item else paper


def labels_of(row: PackRange) -> tuple[str, ...]:
    """Return the numbers of a row, none where it holds none that could be ours."""
    first, last = _NUMBER.fullmatch(row.first), _NUMBER.fullmatch(row.last)
    if not first or not last or not 0 < row.pages < _LONGEST:
        return ()
    try:
        return labels_between(row.first, row.last, row.pages, first["prefix"] or "")
    except BugError:
        return ()


def ranges_of(made: MadePack) -> list[PackRange]:
    """Return the rows that say which pages a pack has, for it to be given out with.

    The page that stands for private papers names no paper where it stands for all of an item.
    """
    plan = made.plan
    rows: list[PackRange] = []
    for key, labels in plan.labels.items():
        common = plan.common.get(key, ())
        one = made.carried.get(key)
        if one is None:
            rows += _runs(_row("", key), labels, common)
            continue
        if one.is_covered:
            # One page may stand for several numbers: 15–54.
            rows += _runs(_row(*one.place), common, common)
            continue
        if one.cover is not None:
            rows += _runs(_row(*one.cover), common, common)
            labels = tuple(label for label in labels if label not in common)
            common = ()
        whole = replace(_row(*one.place), sha256=one.sha256, title=one.title)
        rows += _runs(whole, labels, common)
    for page in plan.pages:
        if page.kind is Leaf.BLANK and page.label:
            one = made.carried.get(page.part)
            row = _row(*one.place) if one else _row("", page.part)
            rows.append(replace(row, first=page.label, last=page.label, is_common=True))
    rows += [_row(*place) for place in made.withdrawn]
    return [replace(row, position=at) for at, row in enumerate(rows)]


def _row(item: str, paper: str) -> PackRange:
    return PackRange(publication="", item=item, paper=paper)


def _runs(whole: PackRange, labels: Iterable[str], common: Collection[str]) -> Iterator[PackRange]:
    """Yield a row for as many numbers as its first and last can tell again."""
    for is_common, some in groupby(labels, lambda one: one in common):
        left = tuple(some)
        while left:
            ends = range(len(left), 0, -1)
            end = next((end for end in ends if _follow(left[:end])), 1)
            yield replace(whole, first=left[0], last=left[end - 1], pages=end, is_common=is_common)
            left = left[end:]


def _follow(labels: tuple[str, ...]) -> bool:
    row = PackRange(publication="", first=labels[0], last=labels[-1], pages=len(labels))
    return labels_of(row) == labels


def _prefix(label: str) -> str:
    found = _NUMBER.fullmatch(label)
    return (found["prefix"] or "") if found else ""


def _out(reader: Reader, meeting: str, kind: DocumentKind) -> list[Publication]:
    """Return what was given out of a kind, the first one first."""
    return sorted(reader.find(Publication, meeting=meeting, kind=kind), key=_when)


def _when(one: Publication) -> tuple[str, int, str]:
    return (one.made_at.isoformat() if one.made_at else "", one.version, one.uid)


def _rows(reader: Reader, publication: Publication) -> list[PackRange]:
    return reader.find(PackRange, publication=publication.uid, order="position")


def _given(rows: Iterable[PackRange]) -> dict[Place, Given]:
    """Return what one pack gave, by item and paper; one that it withdrew has no numbers."""
    found: dict[Place, list[PackRange]] = {}
    for row in rows:
        if row.item and not (row.first and not row.pages):
            found.setdefault((row.item, row.paper), []).append(row)
    return {place: _one(some) for place, some in found.items()}


def _one(rows: list[PackRange]) -> Given:
    # The page that stands before a private paper is none of its own.
    own = [row for row in rows if row.sha256] or rows
    labels = tuple(label for row in own for label in labels_of(row))
    return Given(labels, own[0].sha256, own[0].title)


def _readable(
    reader: Reader, meeting: str, papers: Mapping[Place, Given], audience: Audience
) -> set[Place]:
    """Return those whose title an audience may read today: what it was given and is gone
    altogether, and what is there and not restricted for it."""
    items = items_of(reader, meeting)
    held = effective_restrictions(items)
    seen = {item.uid for item in public_items(items, audience)}
    rows = reader.by_uid(Paper, {paper for _, paper in papers if paper})

    def may(place: Place) -> bool:
        item, paper = place
        there = item in held
        if there and (item not in seen or not _sees(audience, held[item].restriction)):
            return False
        return paper not in rows or _sees(audience, rows[paper].restriction)

    return {place for place in papers if may(place)}


def _sees(audience: Audience, restriction: Restriction) -> bool:
    return restriction is Restriction.NONE or audience.may_see(restriction)
