"""Lines that stand in a tree of three levels: items of an agenda, standing items of a template.

Every function here runs inside a change and leaves the positions of siblings at 0, 1, 2 ….
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from secretariat.errors import KnownError
from secretariat.models.kinds import ItemKind
from secretariat.models.records import Item, TemplateItem
from secretariat.services.fields import place, renumber
from secretariat.store.rows import Reader, Writer

MAX_DEPTH = 3
"""Levels that an agenda can have: 5, (a), (i)."""

T = TypeVar("T", Item, TemplateItem)


@dataclass(frozen=True, slots=True)
class Tree(Generic[T]):
    """The lines of a kind; `owner` is the column that says to what they belong."""

    kind: type[T]
    owner: str

    def lines(self, reader: Reader, owner: str) -> list[T]:
        """Return the lines of an agenda or a template in tree order: each before those below."""
        children: dict[str | None, list[T]] = {}
        for line in reader.find(self.kind, **{self.owner: owner}):
            children.setdefault(line.parent, []).append(line)
        ordered: list[T] = []

        def walk(parent: str | None) -> None:
            for line in children.get(parent, ()):
                ordered.append(line)
                walk(line.uid)

        walk(None)
        return ordered

    def add(
        self,
        writer: Writer,
        owner: str,
        title: str,
        *,
        after: str | None = None,
        parent: str | None = None,
        kind: ItemKind = ItemKind.ITEM,
        **values: Any,
    ) -> T:
        """Add a line after another at its level, or last under `parent`, or last of all.

        A heading goes after the whole top-level line that `after` belongs to. KnownError when
        the line would stand too deep.
        """
        before = writer.maybe(self.kind, after)
        while before and before.parent and kind is ItemKind.HEADING:
            before = writer.get(self.kind, before.parent)
        above = before.parent if before else parent
        self.check_under(writer, above, kind, 1)
        siblings = self._at(writer, owner, above)
        row = {self.owner: owner, "parent": above, "kind": kind, "title": title.strip()}
        line = writer.insert(self.kind(**{**row, **values}))
        uids = _uids(siblings)
        index = uids.index(before.uid) + 1 if before else len(uids)
        place(writer, self.kind, line.uid, siblings, index)
        return writer.get(self.kind, line.uid)

    def remove(self, writer: Writer, uid: str) -> None:
        """Remove a line with all below it."""
        line = writer.get(self.kind, uid)
        writer.delete(self.kind, uid)
        renumber(writer, self.kind, _uids(self._siblings(writer, line)))

    def move(self, writer: Writer, uid: str, parent: str | None, index: int) -> None:
        """Put a line at `index` below `parent` (None: the top level).

        Raises KnownError when that would put it under itself or deeper than the tree goes.
        """
        line = writer.get(self.kind, uid)
        self._check_move(writer, line, parent)
        siblings = self._at(writer, getattr(line, self.owner), parent)
        if parent != line.parent:
            writer.update(self.kind, uid, parent=parent)
        place(writer, self.kind, uid, siblings, index)
        if parent != line.parent:
            renumber(writer, self.kind, _uids(self._siblings(writer, line)))

    def shift(self, writer: Writer, uid: str, by: int) -> None:
        """Move a line up (-1) or down (1) among its siblings; at either end nothing changes."""
        siblings = self._siblings(writer, writer.get(self.kind, uid))
        index = _uids(siblings).index(uid) + by
        if 0 <= index < len(siblings):
            place(writer, self.kind, uid, siblings, index)

    def nest(self, writer: Writer, uid: str) -> None:
        """Make a line the last one below the item above it; KnownError when there is none."""
        line = writer.get(self.kind, uid)
        siblings = self._siblings(writer, line)
        above = [s for s in siblings[: _uids(siblings).index(uid)] if s.kind is ItemKind.ITEM]
        if not above:
            raise KnownError("There is no item above it to belong to.")
        self._check_move(writer, line, above[-1].uid)
        children = self._at(writer, getattr(line, self.owner), above[-1].uid)
        writer.update(self.kind, uid, parent=above[-1].uid)
        place(writer, self.kind, uid, children, len(children))
        renumber(writer, self.kind, [s.uid for s in siblings if s.uid != uid])

    def lift(self, writer: Writer, uid: str) -> None:
        """Lift a line one level, to just after the one it belonged to."""
        line = writer.get(self.kind, uid)
        parent = writer.maybe(self.kind, line.parent)
        if parent is None:
            return
        above = self._siblings(writer, parent)
        writer.update(self.kind, uid, parent=parent.parent)
        place(writer, self.kind, uid, above, _uids(above).index(parent.uid) + 1)
        renumber(writer, self.kind, _uids(self._siblings(writer, line)))

    def family(self, reader: Reader, line: T) -> list[T]:
        """Return a line with everything below it."""
        family, lines = [], [line]
        while lines:
            one = lines.pop()
            family.append(one)
            lines.extend(reader.find(self.kind, parent=one.uid))
        return family

    def check_under(self, reader: Reader, parent: str | None, kind: ItemKind, height: int) -> None:
        """Raise KnownError when a line so many levels high cannot stand below `parent`."""
        above = reader.maybe(self.kind, parent)
        if above and above.kind is ItemKind.HEADING:
            raise KnownError("A heading has no sub-items: items stand below it, not inside it.")
        if parent and kind is ItemKind.HEADING:
            raise KnownError("A heading stands at the top level of the agenda.")
        if self._depth(reader, parent) + height > MAX_DEPTH:
            raise KnownError("An agenda has three levels: 5, (a) and (i).")

    def _check_move(self, reader: Reader, line: T, parent: str | None) -> None:
        if parent in {one.uid for one in self.family(reader, line)}:
            raise KnownError("An item cannot stand under itself.")
        self.check_under(reader, parent, line.kind, self._height(reader, line))

    def _at(self, reader: Reader, owner: str, parent: str | None) -> list[T]:
        equal: dict[str, Any] = {self.owner: owner, "parent": parent}
        return reader.find(self.kind, **equal)

    def _siblings(self, reader: Reader, line: T) -> list[T]:
        return self._at(reader, getattr(line, self.owner), line.parent)

    def _depth(self, reader: Reader, uid: str | None) -> int:
        depth = 0
        while uid:
            depth += 1
            uid = reader.get(self.kind, uid).parent
        return depth

    def _height(self, reader: Reader, line: T) -> int:
        below = reader.find(self.kind, parent=line.uid)
        return 1 + max((self._height(reader, child) for child in below), default=0)


def _uids(rows: Sequence[Item] | Sequence[TemplateItem]) -> list[str]:
    return [row.uid for row in rows]
