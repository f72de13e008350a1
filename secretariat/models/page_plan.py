"""The pages of a pack: what stands on each, and the number that it carries.

The numbers of all packs of a meeting agree, whatever is left out of one of them. Each part takes
as many numbers as it has pages in the public pack. A restricted part takes one there, that of its
placeholder; where its pages may be seen, the placeholder stands before them as their cover, as 53,
and they are 53.1, 53.2 …, so that neither their number nor whether it is odd shows elsewhere.

Numbers once given stay (`kept`): a part that has grown goes on with letters, 24A, 24B; one that
has shrunk leaves numbers out, which are told.

Printed on both sides, each part begins on the right-hand page. A blank that stands in every pack
has a number; one that only this pack needs has none. The pages of a restricted part begin a sheet
of their own, since they are often printed on coloured paper: 53, its blank back 54, then 53.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count, islice

from secretariat.errors import BugError

PACK_LINK = "pack:"
"""Begins the address of a link to a part of the same pack: `pack:` and the key by which it is
found. Such links stand only in what is put into a pack, which leads them to their page."""

_LABEL = re.compile(r"(\d{1,9})([A-Z]{0,3})(?:\.(\d{1,9}))?")


class Leaf(StrEnum):
    """What stands on a page of a pack."""

    PAPER = "paper"
    PLACEHOLDER = "placeholder"
    BLANK = "blank"


class ItemStamp(StrEnum):
    """How a page says to which item it belongs."""

    NONE = "none"
    FIRST = "first"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A part of a pack: the front sheet with the agenda, or one paper.

    Of a restricted part that is not shown, `pages` is not looked at unless its length is
    reserved: leave it at nought. `numbers` is how many numbers it takes in every pack, where its
    pages in the public one are others than `pages`: an agenda whose edition for members is
    longer, a report of which the public has a redacted edition. `is_numbered` is false of a front
    sheet that has no numbers, so that the first report begins with 1; its blanks have none either.
    `under` is the restricted part before it whose numbers it goes on with: 53.9 after 53.8, so that
    nobody sees how many papers a private item has; where lengths are reserved, it is a part like
    any other. `is_marked` asks for the marking of restricted pages where no placeholder stands
    before them: the full edition of what is redacted for others, or what only officers have.
    """

    key: str
    pages: int
    is_stamped: bool = True
    is_numbered: bool = True
    numbers: int | None = None
    is_restricted: bool = False
    is_shown: bool = True
    under: str = ""
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class PageChoices:
    """How the pages of a pack are numbered.

    `first` is the number of the first page: of a supplement, one more than the last of the pack
    before it. `prefix` stands before each number: “S1-”. `reserve` gives a placeholder the
    numbers of all pages it stands for: it tells the public how long the paper is.
    """

    first: int = 1
    prefix: str = ""
    duplex: bool = False
    reserve: bool = False


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page of a pack: the page `index` (from 0) of the part `part`, a placeholder or a blank.

    `label` is its printed number, empty where it has none. `is_restricted` says that it shows
    restricted matter and needs its marking.
    """

    part: str
    kind: Leaf
    index: int = 0
    label: str = ""
    stamp: ItemStamp = ItemStamp.NONE
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The pages of a pack in their order.

    `labels` are the printed numbers of each part in this pack, `common` those that it takes in
    every pack, both without blanks; the latter are what a later edition keeps. `left_out` are
    numbers that an earlier edition gave and this one has no page for.
    """

    pages: tuple[PlannedPage, ...]
    labels: Mapping[str, tuple[str, ...]]
    common: Mapping[str, tuple[str, ...]]
    left_out: tuple[str, ...] = ()

    def range_of(self, part: str) -> str:
        """Return the numbers of a part as an agenda prints them: “20–24B”, “53, 53.1–53.8”."""
        return spoken(self.labels.get(part, ()))


@dataclass(frozen=True, slots=True, order=True)
class _Number:
    """A number such as 24, 24B or 53.2, without its prefix."""

    plain: int
    letter: int = 0
    below: int = 0

    def printed(self, prefix: str) -> str:
        words = f"{prefix}{self.plain}{_letters(self.letter)}"
        return f"{words}.{self.below}" if self.below else words

    def follows(self, other: _Number) -> bool:
        """Say whether nothing can stand between the two."""
        if self.below or other.below:
            return self == _Number(other.plain, other.letter, other.below + 1) and other.below > 0
        if self.plain == other.plain:
            return self.letter == other.letter + 1
        return self.plain == other.plain + 1 and not self.letter


def plan_pages(
    parts: Sequence[PlanPart],
    choices: PageChoices = PageChoices(),
    kept: Mapping[str, Sequence[str]] | None = None,
) -> PagePlan:
    """Return every page of a pack with its number; no number is given twice.

    Args:
        parts: The parts in their order, each with a key of its own.
        choices: How the body numbers its packs.
        kept: The `common` numbers that each part had in the edition before, also of parts that
            this one has no more.

    Raises:
        BugError: Two parts have one key, or a kept number is none of ours.
    """
    if len({part.key for part in parts}) < len(parts):
        raise BugError("Two parts of a pack have one key.")
    return _Planner(choices, _Numbers(choices, parts, kept or {})).plan()


def next_first(labels: Iterable[str]) -> int:
    """Return the number with which a supplement goes on after pages with these numbers."""
    ends = (label.rpartition("–")[2] for label in labels if label)
    return max((_read(label, "").plain for label in ends), default=0) + 1


def spoken(labels: Sequence[str]) -> str:
    """Return numbers as ranges: 5, 6, 7, 9 are “5–7, 9”.

    A placeholder that stands for several pages says its own range already.
    """
    ranges: list[tuple[str, str]] = []
    last: tuple[str, _Number] | None = None
    for label in labels:
        found = re.fullmatch(rf"(.*?)({_LABEL.pattern})", label)
        this = (found[1], _read(found[2], "")) if found else None
        if last and this and this[0] == last[0] and this[1].follows(last[1]):
            ranges[-1] = (ranges[-1][0], label)
        else:
            ranges.append((label, label))
        last = this
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in ranges)


def labels_between(first: str, last: str, pages: int, prefix: str = "") -> tuple[str, ...]:
    """Return the numbers of a part that is kept as its first, its last and its pages.

    20 to 24B of seven pages are 20, 21, 22, 23, 24, 24A and 24B. Raises BugError where the
    numbers cannot be those of so many pages.
    """
    start, end = _read(first, prefix), _read(last, prefix)
    if start.plain == end.plain and not start.below:
        whole = [_Number(start.plain, letter) for letter in range(start.letter, end.letter + 1)]
    elif start.below:
        below = range(start.below, end.below + 1)
        whole = [_Number(start.plain, start.letter, one) for one in below]
    else:
        whole = [_Number(plain) for plain in range(start.plain, end.plain + 1)]
        whole += [_Number(end.plain, letter) for letter in range(1, end.letter + 1)]
        whole[0] = start
    if len(whole) != pages:
        raise BugError(f"{first} to {last} are not the numbers of {pages} pages.")
    return tuple(number.printed(prefix) for number in whole)


@dataclass(frozen=True, slots=True)
class _Share:
    """What a part takes in every pack: its numbers, and that of the blank after it, if any."""

    numbers: tuple[_Number, ...]
    blank: _Number | None = None


class _Numbers:
    """Gives out the numbers that all packs have in common; none twice."""

    def __init__(
        self, choices: PageChoices, parts: Sequence[PlanPart], kept: Mapping[str, Sequence[str]]
    ) -> None:
        self.choices = choices
        self.parts = parts
        self.kept = {
            key: tuple(_read(label, choices.prefix) for label in labels)
            for key, labels in kept.items()
        }
        self.held = {number for numbers in self.kept.values() for number in numbers}
        if len(self.held) < sum(map(len, self.kept.values())):
            raise BugError("Two pages of the edition before have one number.")
        self.used: set[_Number] = set()
        self.top = max((one.plain for one in self.held), default=choices.first - 1)
        self.last = _Number(choices.first - 1)
        with_kept = [at for at, part in enumerate(parts) if self.kept.get(part.key)]
        self.end_of_kept = max(with_kept, default=-1)

    def shares(self) -> list[_Share]:
        """Return what each part takes."""
        return [self._share(at, part) for at, part in enumerate(self.parts)]

    def _share(self, at: int, part: PlanPart) -> _Share:
        if not part.is_numbered or self.is_below(part):
            return _Share(())
        wanted = part.pages if part.numbers is None else part.numbers
        is_covered = part.is_restricted and not self.choices.reserve
        if is_covered:
            wanted = 1
        numbers = self._take(self.kept.get(part.key, ())[:wanted])
        if len(numbers) < wanted:
            between = self.kept.get(part.key) or at < self.end_of_kept
            fresh = self.letters(self.last) if between else self._on()
            numbers += self._take(tuple(islice(fresh, wanted - len(numbers))))
        is_last = at == len(self.parts) - 1
        turns = self.choices.duplex and len(numbers) % 2 and (is_covered or not is_last)
        return _Share(numbers, self._blank(at) if turns else None)

    def is_below(self, part: PlanPart) -> bool:
        """Say whether a part goes on with the numbers of the restricted one before it."""
        return bool(part.under) and not self.choices.reserve

    def _take(self, numbers: tuple[_Number, ...]) -> tuple[_Number, ...]:
        self.used.update(numbers)
        if numbers:
            self.last = numbers[-1]
            self.top = max(self.top, *(number.plain for number in numbers))
        return numbers

    def _on(self) -> Iterator[_Number]:
        """Yield the numbers after all that were ever given."""
        return map(_Number, count(self.top + 1))

    def letters(self, after: _Number) -> Iterator[_Number]:
        """Yield 24A, 24B … after 24, without those that are given already."""
        further = (_Number(after.plain, letter) for letter in count(1))
        return (number for number in further if number not in self.held | self.used)

    def _blank(self, at: int) -> _Number:
        """Return the number of a blank: the next one if no page has it, or the next letter."""
        following = _Number(self.last.plain + 1)
        if following in self.held | self.used:
            following = next(self.letters(self.last) if at <= self.end_of_kept else self._on())
        return self._take((following,))[0]


class _Planner:
    """Puts the pages of one pack down, each with its number."""

    def __init__(self, choices: PageChoices, numbers: _Numbers) -> None:
        self.choices = choices
        self.numbers = numbers
        self.pages: list[PlannedPage] = []
        self.labels: dict[str, tuple[str, ...]] = {}
        self.below: dict[str, _Number] = {}

    def plan(self) -> PagePlan:
        """Return the pages of all parts."""
        shares = self.numbers.shares()
        self.given = set(self.numbers.used)
        for part, share in zip(self.numbers.parts, shares, strict=True):
            if self.choices.duplex and len(self.pages) % 2:
                self.pages.append(PlannedPage(self.pages[-1].part, Leaf.BLANK))
            self._put(part, share)
        left = sorted(self.numbers.held - self.numbers.used)
        parts = [part.key for part in self.numbers.parts]
        common = (self._printed(share.numbers) for share in shares)
        return PagePlan(
            tuple(self.pages),
            self.labels,
            dict(zip(parts, common, strict=True)),
            self._printed(left),
        )

    def _put(self, part: PlanPart, share: _Share) -> None:
        if not part.is_numbered:
            pages = (PlannedPage(part.key, Leaf.PAPER, index) for index in range(part.pages))
            self.labels[part.key] = ()
            self.pages.extend(pages)
        elif self.numbers.is_below(part):
            self._paper(part, self._going_on(part.under, part.pages))
        elif not part.is_restricted:
            self._paper(part, self._stretched(part, share))
            self._blank(part, share)
        elif self.choices.reserve:
            if part.is_shown:
                self._paper(part, self._stretched(part, share))
            else:
                self._placeholder(part, spoken(self._printed(share.numbers)))
            self._blank(part, share)
        else:
            number = share.numbers[0]
            self._placeholder(part, number.printed(self.choices.prefix))
            self._blank(part, share)
            if part.is_shown:
                self.below[part.key] = number
                self._paper(part, self._going_on(part.key, part.pages))

    def _going_on(self, key: str, pages: int) -> list[_Number]:
        """Return the next numbers below that of a placeholder: 53.1, 53.2 …"""
        last = self.below[key]
        numbers = [replace(last, below=last.below + step) for step in range(1, pages + 1)]
        self.below[key] = numbers[-1] if numbers else last
        return numbers

    def _stretched(self, part: PlanPart, share: _Share) -> list[_Number]:
        """Return a number for each page of this pack's edition of a part."""
        numbers = list(share.numbers[: part.pages])
        after = share.numbers[-1] if share.numbers else self.numbers.last
        spare = (one for one in self.numbers.letters(after) if one not in self.given)
        more = list(islice(spare, part.pages - len(numbers)))
        self.given.update(more)
        return [*numbers, *more]

    def _paper(self, part: PlanPart, numbers: Sequence[_Number]) -> None:
        labels = self._printed(numbers)
        self.labels[part.key] = (*self.labels.get(part.key, ()), *labels)
        for index, label in enumerate(labels):
            stamp = ItemStamp.RUNNING if index else ItemStamp.FIRST
            is_private = part.is_restricted or part.is_marked or bool(part.under)
            page = PlannedPage(part.key, Leaf.PAPER, index, label, stamp, is_private)
            self._add(part, page)

    def _placeholder(self, part: PlanPart, label: str) -> None:
        self.labels[part.key] = (label,)
        self._add(part, PlannedPage(part.key, Leaf.PLACEHOLDER, 0, label, ItemStamp.FIRST))

    def _add(self, part: PlanPart, page: PlannedPage) -> None:
        self.pages.append(page if part.is_stamped else replace(page, stamp=ItemStamp.NONE))

    def _blank(self, part: PlanPart, share: _Share) -> None:
        if share.blank:
            (label,) = self._printed([share.blank])
            self.pages.append(PlannedPage(part.key, Leaf.BLANK, 0, label))

    def _printed(self, numbers: Iterable[_Number]) -> tuple[str, ...]:
        return tuple(number.printed(self.choices.prefix) for number in numbers)


def _read(label: str, prefix: str) -> _Number:
    found = _LABEL.fullmatch(label.removeprefix(prefix))
    if not found:
        raise BugError(f"“{label}” is no page number of ours.")
    letter = 0
    for char in found[2]:
        letter = letter * 26 + ord(char) - ord("A") + 1
    return _Number(int(found[1]), letter, int(found[3] or 0))


def _letters(at: int) -> str:
    """Return the letters of a number: none for 0, A, B … Z, AA, AB …"""
    letters = ""
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
