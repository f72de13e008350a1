"""Agenda and minute numbers: schemes as data, numbers as text.

A scheme gives one pattern a level, separated by `|`: `1.|(a)|(i)`, `1|1.1|1.1.1`, `A1`, `I.`.
In a pattern the last counter (`1`, `a`, `A`, `i` or `I`) counts the items of that level and
what stands around it is printed as it is. A pattern below the top whose lead holds another
counter (`1.1`, `1a`) repeats the number of its parent. An empty level is unnumbered; the scheme
`none` numbers nothing. Levels that a scheme leaves out go on as the last one does when it repeats
its parent, and as `(a)`, `(i)` otherwise.

Clauses before the levels, each ended by `;`, say how headings are numbered: `PART ONE; 1.|(a)`
counts them in words, `A; 1.` in letters, and `PART ONE; anew; 1.` begins the items anew below each
heading.

What does not count: headings, which are transparent (an item below one counts at the level of
the heading), items set to `-`, and internal items with all below them, so that the numbers a
member of the public sees are those the officer sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from secretariat.models.counters import count_of, counted
from secretariat.models.kinds import ItemKind, Restriction
from secretariat.models.records import Item

UNNUMBERED = "-"
"""What an officer types as the number of an item that shall have none."""

NO_SCHEME = "none"
AS_AGENDA = "agenda"
"""The minute numbering of a body whose minutes carry the numbers of the agenda."""

_DEFAULT_LEVELS = ("1.", "(a)", "(i)", "(A)", "(1)")
_ANEW = "anew"
_PATTERN = re.compile(r"(?P<lead>.*?)(?P<counter>ONE|One|[1aAiI])(?P<tail>[^0-9A-Za-z]*)")
_SIGNS = {"a": "1", "A": "1", "I": "a"}
"""The counters that tell items put in between; a capital letter for all others."""

_SEPARATOR = re.compile(r"[^0-9A-Za-z]*\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """The number of an item: `printed` on its own line, `full` wherever it is quoted.

    Below an item that prints no line `printed` repeats it: “4 (a)”. Below one that does, it is
    “(a)” while `full` is “5 (a)”. Both are empty for an item without a number.
    """

    printed: str = ""
    full: str = ""

    @property
    def compact(self) -> str:
        """The number as a stamp says it: Agenda Item 4b, 5a(i), 4.1."""
        first, *rest = self.full.split(" ")
        if not rest:
            return first
        return first + rest[0].strip("().") + "".join(rest[1:])


NO_NUMBER = Number()


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a scheme: what stands before the counter, the counter, what stands after.

    `repeats` says that the parent's number and then `lead` come first. No counter: unnumbered.
    """

    lead: str = ""
    counter: str = ""
    tail: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """How an agenda is numbered: its levels, its headings, and whether items begin anew below
    each heading."""

    levels: tuple[Level, ...]
    heading: Level = Level()
    anew: bool = False


def read_scheme(scheme: str) -> Scheme:
    """Return what a scheme says; words that say nothing leave headings without a number."""
    *clauses, levels = scheme.split(";")
    said = [clause.strip() for clause in clauses]
    patterns = [_level(clause, 0) for clause in said if clause.casefold() != _ANEW]
    heading = next((level for level in patterns if level.counter), Level())
    return Scheme(parse_scheme(levels), heading, any(clause.casefold() == _ANEW for clause in said))


def parse_scheme(levels: str) -> tuple[Level, ...]:
    """Return the levels of a scheme, at least one; a pattern without a counter is bare."""
    if levels.strip() in ("", NO_SCHEME):
        return (Level(),)
    return tuple(_level(pattern.strip(), at) for at, pattern in enumerate(levels.split("|")))


def _level(pattern: str, at: int) -> Level:
    found = _PATTERN.fullmatch(pattern)
    if not found:
        return Level()
    lead, counter, tail = found["lead"], found["counter"], found["tail"]
    if at and any(char.isalnum() for char in lead):
        separator = _SEPARATOR.search(lead)
        return Level(separator[0] if separator else "", counter, tail, repeats=True)
    return Level(lead, counter, tail)


def level_at(levels: Sequence[Level], depth: int) -> Level:
    """Return the level that numbers items `depth` below the top, the scheme's own or its sequel."""
    if depth < len(levels):
        return levels[depth]
    last = levels[-1]
    if last.repeats or not last.counter:
        return last
    return _level(_DEFAULT_LEVELS[min(depth, len(_DEFAULT_LEVELS) - 1)], depth)


def children_by_parent(items: Iterable[Item]) -> dict[str | None, list[Item]]:
    """Return the items below each parent, in order, the topmost under None.

    Drops nothing: an item whose parent is not among `items`, or that stands in a ring of
    parents, is topmost.
    """
    held = list({item.uid: item for item in items}.values())
    parents = {item.uid: item.parent for item in held}
    topmost = {item.uid for item in held if item.parent not in parents}
    topmost |= _ring_cuts(parents)
    children: dict[str | None, list[Item]] = {None: []}
    for item in sorted(held, key=lambda item: item.position):
        children.setdefault(None if item.uid in topmost else item.parent, []).append(item)
    return children


def _ring_cuts(parents: Mapping[str, str | None]) -> set[str]:
    """Return one item of every ring of parents, the least by uid, where the ring is to be cut."""
    cuts: set[str] = set()
    walked: set[str] = set()
    for uid in parents:
        path: dict[str, int] = {}
        at: str | None = uid
        while at is not None and at in parents and at not in walked and at not in path:
            path[at] = len(path)
            at = parents[at]
        if at in path:
            cuts.add(min(list(path)[path[at] :]))
        walked.update(path)
    return cuts


def in_tree_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return every item once, each before those below it, siblings by position.

    Raises nothing and drops nothing, whatever the parents say.
    """
    children = children_by_parent(items)
    ordered: list[Item] = []
    waiting = list(reversed(children[None]))
    while waiting:
        item = waiting.pop()
        ordered.append(item)
        waiting.extend(reversed(children.get(item.uid, [])))
    return tuple(ordered)


def prints_line(item: Item, has_children: bool) -> bool:
    """Say whether an item prints a line of its own: it has a title, or nothing below it."""
    return bool(item.title.strip()) or not has_children


def agenda_numbers(items: Iterable[Item], scheme: str) -> dict[str, Number]:
    """Return the number of every item by uid; the same items always get the same numbers.

    `published_number` wins over `number`, and both over the scheme. Either may hold the number
    as printed (“(a)”) or in full (“4 (a)”); a bare counter (“7”) is dressed as the scheme does.
    Counting goes on after such a number when it can be read as a counter of its level, and passes
    over it otherwise. No automatic number repeats one set by hand; an item put in between
    published numbers is called after the one before it, 3A, and one before the first is A1.
    """
    return _Walk(children_by_parent(items), read_scheme(scheme)).numbered()


def minute_numbers(
    items: Iterable[Item],
    minute_scheme: str,
    agenda_scheme: str,
    running: Mapping[str, str] | None = None,
    *,
    added: bool = False,
) -> dict[str, Number]:
    """Return the number of each item in the minutes by uid, counted afresh for one meeting.

    The top level counts as `minute_scheme` says and what it leaves out as the agenda does; items
    count in the order in which they are given. Numbers set by hand on the agenda do not carry
    over unless `minute_scheme` is `agenda`; an unnumbered item stays so, and so does business that
    was not on the agenda, unless `added`. `running` are the numbers of a sequence by item: they
    stand in place of those of the top level, as they are.
    """
    held = list(items)
    if minute_scheme.strip() == AS_AGENDA and not running:
        return agenda_numbers(held, agenda_scheme)
    *headings, levels = agenda_scheme.split(";")
    own = (minute_scheme if minute_scheme.strip() != AS_AGENDA else levels).split("|")
    if running:
        minute_scheme = "|".join(["", *own[1:]])
        own = minute_scheme.split("|")
    below = levels.split("|")[len(own) :]
    scheme = minute_scheme if minute_scheme.strip() == NO_SCHEME else "|".join([*own, *below])
    if ";" not in minute_scheme:
        # Parts are called as on the agenda; minutes count on through them.
        called = [clause for clause in headings if clause.strip().casefold() != _ANEW]
        scheme = ";".join([*called, scheme])
    afresh = (
        replace(_afresh(item, running or {}, added), position=at) for at, item in enumerate(held)
    )
    return agenda_numbers(afresh, scheme)


def _afresh(item: Item, running: Mapping[str, str], added: bool) -> Item:
    kept = UNNUMBERED if item.number.strip() == UNNUMBERED else ""
    if item.is_added and added:
        kept = ""
    return replace(item, number=running.get(item.uid, kept), published_number="")


@dataclass(slots=True)
class _Count:
    """How far one run of siblings has been counted, and which counts are not free."""

    taken: set[int | None]
    published: frozenset[int | None]
    words: set[str]
    last: int = 0

    def go_on_after(self, value: int | None) -> None:
        """Count on after a fixed number; one that is not of the scheme changes nothing."""
        if value is not None:
            self.last = value

    def next_free(self, counter: str) -> str:
        """Return the next counter that no sibling has: 9, or 8A before a published 9.

        Before a published 1 stands A1, after a published (b) stands (b1), after ii stands iiA.
        """
        if self.last + 1 in self.published:
            return self._between(counter)
        self.last += 1
        while self.last in self.taken:
            self.last += 1
        self.taken.add(self.last)
        return counted(self.last, counter)

    def _between(self, counter: str) -> str:
        """Return a counter that is called after the one before, and that no sibling has."""
        before = counted(self.last, counter) if self.last else ""
        signs = (counted(at, _SIGNS.get(counter, "A")) for at in count(1))
        words = (f"{before}{sign}" if before else f"{sign}{counted(1, counter)}" for sign in signs)
        own = next(word for word in words if word not in self.words)
        self.words.add(own)
        return own


class _Walk:
    """One walk over the tree; `numbers` holds what it found."""

    def __init__(self, children: Mapping[str | None, Sequence[Item]], scheme: Scheme) -> None:
        self._children = children
        self._scheme = scheme
        self._headings = 0
        self._called = {
            _by_hand(item)
            for item, hidden in self._run(None, False)
            if item.kind is ItemKind.HEADING and not hidden
        }
        self._waiting: list[tuple[str | None, Number, int, bool, bool]] = []
        self.numbers: dict[str, Number] = {}

    def numbered(self) -> dict[str, Number]:
        """Return the number of every item; trees of any depth are walked without recursion."""
        self._waiting.append((None, NO_NUMBER, 0, True, False))
        while self._waiting:
            self._number(*self._waiting.pop())
        return self.numbers

    def _number(
        self, parent: str | None, above: Number, depth: int, printed: bool, internal: bool
    ) -> None:
        """Number the run of siblings below `parent`, headings seen through, and what is below.

        `above` is the number of the nearest numbered ancestor and `printed` says whether that
        one's line stands on the page.
        """
        level = level_at(self._scheme.levels, depth)
        for part in self._parts(self._run(parent, internal)):
            self._number_part(part, level, above, printed)
            for item, hidden in part:
                if item.kind is not ItemKind.HEADING and self._children.get(item.uid):
                    self._below(item, above, depth, printed, hidden)

    def _parts(self, run: list[tuple[Item, bool]]) -> list[list[tuple[Item, bool]]]:
        """Return a run in one piece, or cut before each heading where items begin anew."""
        if not self._scheme.anew:
            return [run]
        parts: list[list[tuple[Item, bool]]] = [[]]
        for item, hidden in run:
            if item.kind is ItemKind.HEADING and not hidden:
                parts.append([])
            parts[-1].append((item, hidden))
        return parts

    def _number_part(
        self, part: list[tuple[Item, bool]], level: Level, above: Number, printed: bool
    ) -> None:
        fixed = {
            item.uid: number
            for item, hidden in part
            if not hidden and (number := _fixed_number(item, level, above, printed))
        }
        counts = {uid: _own_count(number, level, above) for uid, number in fixed.items()}
        counter = _Count(
            taken=set(counts.values()),
            published=frozenset(
                counts[item.uid] for item, _ in part if item.published_number and item.uid in counts
            ),
            words={_own_words(number, level, above) for number in fixed.values()},
        )
        for item, hidden in part:
            unnumbered = item.number.strip() == UNNUMBERED and not item.published_number
            if hidden or unnumbered:
                self.numbers[item.uid] = NO_NUMBER
            elif item.kind is ItemKind.HEADING:
                self.numbers[item.uid] = self._heading(item)
            elif item.uid in fixed:
                counter.go_on_after(counts[item.uid])
                self.numbers[item.uid] = fixed[item.uid]
            elif level.counter:
                own = counter.next_free(level.counter)
                self.numbers[item.uid] = _dressed(own, level, above, printed)
            else:
                self.numbers[item.uid] = NO_NUMBER

    def _heading(self, item: Item) -> Number:
        """Return what a heading is called: by publication, by hand, or by counting headings."""
        level = self._scheme.heading
        if not level.counter:
            return NO_NUMBER
        text = _by_hand(item)
        if text:
            own = text.removeprefix(level.lead).removesuffix(level.tail)
            self._headings = count_of(own, level.counter) or self._headings + 1
            return Number(text, _stem(text))
        text = f"{level.lead}{counted(self._headings + 1, level.counter)}{level.tail}"
        if text in self._called:
            text = self._between_headings(level)
        else:
            self._headings += 1
        self._called.add(text)
        return Number(text, _stem(text))

    def _between_headings(self, level: Level) -> str:
        """Return what a heading is called that was put in before one that is out: PART ONE A."""
        before = counted(max(self._headings, 1), level.counter)
        space = " " if before[-1].isalpha() else ""
        names = (f"{level.lead}{before}{space}{counted(at, 'A')}{level.tail}" for at in count(1))
        return next(name for name in names if name not in self._called)

    def _run(self, parent: str | None, internal: bool) -> list[tuple[Item, bool]]:
        """Return the siblings below `parent` with those below headings, and which are internal."""
        run: list[tuple[Item, bool]] = []
        waiting = [(item, internal) for item in reversed(self._children.get(parent, []))]
        while waiting:
            item, above_hidden = waiting.pop()
            hidden = above_hidden or item.restriction is Restriction.INTERNAL
            run.append((item, hidden))
            if item.kind is ItemKind.HEADING:
                below = self._children.get(item.uid, [])
                waiting.extend((child, hidden) for child in reversed(below))
        return run

    def _below(self, item: Item, above: Number, depth: int, printed: bool, hidden: bool) -> None:
        own = self.numbers[item.uid]
        if own.printed:
            below = (item.uid, own, depth + 1, prints_line(item, True), hidden)
        else:
            below = (item.uid, above, depth + 1, printed, hidden)
        self._waiting.append(below)


def _by_hand(item: Item) -> str:
    """Return the number that an item has by publication or by hand, as it was written."""
    return " ".join((item.published_number or item.number).split())


def _fixed_number(item: Item, level: Level, above: Number, printed: bool) -> Number | None:
    """Return the number that an item has by publication or by hand, or None when it has none."""
    text = _by_hand(item)
    if item.kind is ItemKind.HEADING or text in ("", UNNUMBERED):
        return None
    if level.counter and count_of(text, level.counter) is not None:
        return _dressed(text, level, above, printed)
    rest = text.removeprefix(above.full)
    if not above.full or level.repeats:
        return Number(text, _stem(text))
    if rest != text and rest[0:1] in (" ", "("):
        return _joined(rest.strip(), above, printed)
    return _joined(text, above, printed)


def _dressed(own: str, level: Level, above: Number, printed: bool) -> Number:
    """Return the number that a bare counter makes with what the scheme puts around it."""
    if level.repeats and above.full:
        whole = f"{above.full}{level.lead}{own}{level.tail}"
        return Number(whole, _stem(whole))
    if level.repeats:
        return Number(own + level.tail, _stem(own + level.tail))
    return _joined(f"{level.lead}{own}{level.tail}", above, printed)


def _joined(own: str, above: Number, printed: bool) -> Number:
    if not above.full:
        return Number(own, _stem(own))
    shown = own if printed else f"{_stem(above.printed)} {own}"
    return Number(shown, _stem(f"{above.full} {own}"))


def _stem(text: str) -> str:
    """Return a number without the stop that ends it on its line: 4. is 4, 4) is 4, 4 (a) stays."""
    text = text.rstrip(".:")
    return text.rstrip(")") if text.count(")") > text.count("(") else text


def _own_count(number: Number, level: Level, above: Number) -> int | None:
    """Return what a number counts to on its own level, or None when it is not of the scheme."""
    own = _own_words(number, level, above)
    return count_of(own, level.counter) if level.counter else None


def _own_words(number: Number, level: Level, above: Number) -> str:
    """Return a number without its parent's and without what the scheme puts around it."""
    own = number.full.removeprefix(above.full).strip().removeprefix(level.lead)
    return own.removesuffix(level.tail)
