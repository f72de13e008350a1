"""The structure tree of a paper (ISO 32000-2, 14.7), rebuilt for those pages that were copied.

What reads a page aloud follows this tree, so it is kept: elements with their roles, languages,
titles and alternatives, attributes of the standard owners, the maps of roles and classes. The way
back from the page to the tree is written afresh. An element whose content went with a hidden layer
goes too; words of an element that has no content on any page are not kept, because nobody who
looks at the page could know of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from secretariat.packs.copying import Copier
from secretariat.packs.objects import (
    elements,
    held,
    is_dictionary,
    is_number,
    items,
    key_of,
    name_of,
    own,
    text_of,
)
from secretariat.packs.shapes import ATTRIBUTE_KEYS, ATTRIBUTE_OWNERS, Atom

Place = tuple[int, int]

_DEEPEST = 250
_MOST = 500_000
_WORDS = ("/T", "/Lang", "/Alt", "/E", "/ActualText")
_VALUE = Atom("nNsba", 3)
_VALUES = Atom("a", 3)
_STANDING = {"/Form", "/Annot", "/Link"}
_ON_DISK = re.compile(r"(?i)(file:|[a-z]:\\|\\\\|/(users|home|volumes)/)")
_GROUPING = {"/TR", "/TH", "/TD"}


@dataclass(slots=True)
class Paged:
    """What structure may point at: the copies of pages, with the marks in each; of links; the
    marks that stand for what was drawn into a page; and of forms."""

    pages: dict[Place, tuple[Any, set[int]]] = field(default_factory=dict)
    links: dict[Place, Any] = field(default_factory=dict)
    drawn: dict[Place, tuple[Any, int]] = field(default_factory=dict)
    forms: dict[Place, tuple[Any, set[int]]] = field(default_factory=dict)
    loose: list[tuple[Any, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Kept:
    """An element that is kept: its copy, and how many marks are in it and below it."""

    copy: Any
    marks: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark in the content of a page, by its copy."""

    page: Any
    number: int


class Structure:
    """Copies one tree."""

    def __init__(self, copier: Copier, paged: Paged) -> None:
        self._copier = copier
        self._target = copier.target
        self._paged = paged
        self._seen: set[Place] = set()
        # The marks of each copied page or form, with the elements that they belong to.
        self._owners: dict[Place, tuple[Any, dict[int, Any]]] = {}
        self._alone: list[tuple[Any, Any]] = []
        self._ids: dict[bytes, Any] = {}
        self._references: list[tuple[Any, list[Any]]] = []
        self._elements: dict[Place, Any] = {}
        self.without_words = 0
        self._roles: dict[str, str] = {}

    def copy(self, root: Any) -> Any:
        """Return the copied root; None where nothing in the tree belongs to a page."""
        from pikepdf import Array, Dictionary, Name

        if not is_dictionary(root):
            return None
        self._roles = {k: name_of(v) for k, v in items(held(root, "/RoleMap")) if name_of(v)}
        made = self._target.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        kids = [self._element(one, made, None, 0) for one in _kids(root)]
        kept = [one for one in kids if one is not None]
        if not any(one.marks for one in kept):
            return None
        tops = [one.copy for one in kept]
        self._hold_loose(tops)
        made["/K"] = Array(tops)
        if self._roles:
            made["/RoleMap"] = self._role_map(root)
        classes = self._classes(root)
        if len(classes.keys()):
            made["/ClassMap"] = classes
        self._write_references()
        self._write_ids(made)
        self._write_parents(made)
        return made

    def _element(self, value: Any, parent: Any, page: Any, depth: int) -> _Kept | None:
        from pikepdf import Array, Dictionary, Name

        if not is_dictionary(value) or depth > _DEEPEST or len(self._seen) > _MOST:
            return None
        place = value.objgen
        if not name_of(value.get("/S")) or (place != (0, 0) and place in self._seen):
            return None
        self._seen.add(place)
        role = own(value.get("/S"))
        made = self._target.make_indirect(Dictionary(Type=Name.StructElem, S=role, P=parent))
        named = value.get("/Pg")
        page = named if is_dictionary(named) else page
        given = _kids(value)
        kids, marks = self._children(given, made, page, depth)
        if given and not kids and name_of(role) not in _GROUPING:
            return None
        if kids:
            made["/K"] = Array(self._on_their_page(kids, made))
        if self._is_no_longer(role, given, kids):
            made["/S"] = Name.Span
        if marks:
            self._words(value, made)
        self._attributes(value, made)
        self._elements[place] = made
        references = elements(value.get("/Ref"))
        if references:
            self._references.append((made, references))
        self._count_pictures(made)
        return _Kept(made, marks)

    def _role_map(self, root: Any) -> Any:
        from pikepdf import Dictionary

        made = Dictionary()
        for name, role in items(held(root, "/RoleMap")):
            if name_of(role):
                made[key_of(name)] = own(role)
        return made

    def _on_their_page(self, kids: list[Any], made: Any) -> list[Any]:
        """Return kids as they are written: marks on the element's own page are mere numbers."""
        from pikepdf import Dictionary, Name

        first = next((one.page for one in kids if isinstance(one, _Mark)), None)
        if first is None:
            return kids
        made["/Pg"] = first
        written: list[Any] = []
        for one in kids:
            if not isinstance(one, _Mark):
                written.append(one)
            elif one.page.objgen == first.objgen:
                written.append(one.number)
            else:
                written.append(Dictionary(Type=Name.MCR, Pg=one.page, MCID=one.number))
        return written

    def _children(
        self, given: list[Any], made: Any, page: Any, depth: int
    ) -> tuple[list[Any], int]:
        kids: list[Any] = []
        marks = 0
        for one in given:
            if is_number(one):
                kid = self._mark(int(one), made, page, None)
            elif name_of(held(one, "/Type")) == "/MCR" or (
                held(one, "/MCID") is not None and held(one, "/S") is None
            ):
                kid = self._reference(one, made, page)
            elif name_of(held(one, "/Type")) == "/OBJR":
                kid = self._object(one, made)
            else:
                below = self._element(one, made, page, depth + 1)
                if below is not None:
                    kids.append(below.copy)
                    marks += below.marks
                continue
            if kid is not None:
                kids.append(kid)
                marks += 1
        return kids, marks

    def _mark(self, mark: int, owner: Any, page: Any, form: Any) -> Any:
        """Return the copy of one mark on a page or in a form; None where it is not there."""
        from pikepdf import Dictionary, Name

        place = page.objgen if is_dictionary(page) else (0, 0)
        on = self._paged.pages.get(place)
        within = self._paged.forms.get(form.objgen) if form is not None else on
        if within is None or on is None or mark not in within[1]:
            return None
        target, _ = within
        marks = self._owners.setdefault(target.objgen, (target, {}))[1]
        if mark in marks:
            return None
        marks[mark] = owner
        if form is None:
            return _Mark(on[0], mark)
        return Dictionary(Type=Name.MCR, Pg=on[0], MCID=mark, Stm=target)

    def _reference(self, value: Any, owner: Any, page: Any) -> Any:
        named, mark, form = value.get("/Pg"), value.get("/MCID"), value.get("/Stm")
        if not is_number(mark):
            return None
        place = named if is_dictionary(named) else page
        return self._mark(int(mark), owner, place, form)

    def _object(self, value: Any, owner: Any) -> Any:
        """Return a reference to a link, or the mark of what was drawn in place of an annotation."""
        from pikepdf import Dictionary, Name

        place = getattr(value.get("/Obj"), "objgen", (0, 0))
        link = self._paged.links.get(place)
        if link is not None:
            self._alone.append((link, owner))
            made = Dictionary(Type=Name.OBJR, Obj=link)
            if "/P" in link:
                made["/Pg"] = link["/P"]
            return made
        drawn = self._paged.drawn.pop(place, None)
        if drawn is None:
            return None
        target, mark = drawn
        self._owners.setdefault(target.objgen, (target, {}))[1][mark] = owner
        return _Mark(target, mark)

    def _hold_loose(self, tops: list[Any]) -> None:
        """Give what was drawn and has no element one, at the end."""
        from pikepdf import Array, Dictionary, Name

        for target, mark in [*self._paged.drawn.values(), *self._paged.loose]:
            made = self._target.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name.P, P=tops[0], Pg=target)
            )
            made["/K"] = Array([mark])
            self._owners.setdefault(target.objgen, (target, {}))[1][mark] = made
            tops[0]["/K"] = Array([*elements(tops[0].get("/K")), made])

    def _words(self, value: Any, made: Any) -> None:
        for key in _WORDS:
            words = self._copier.copy(value.get(key), Atom("s"))
            # Programs write where a picture lay on somebody's disk for want of a description.
            if words is not None and not _ON_DISK.match(text_of(words)):
                made[key] = words

    def _attributes(self, value: Any, made: Any) -> None:
        from pikepdf import Array, Name

        kept = self._owned(value.get("/A"))
        if kept:
            made["/A"] = kept[0] if len(kept) == 1 else Array(kept)
        classes = value.get("/C")
        named = [own(c) for c in elements(classes) or [classes] if isinstance(c, Name)]
        if named:
            made["/C"] = named[0] if len(named) == 1 else Array(named)
        key = self._copier.copy(value.get("/ID"), Atom("s"))
        if key is not None:
            made["/ID"] = key
            self._ids.setdefault(bytes(key) if not isinstance(key, str) else key.encode(), made)

    def _owned(self, value: Any) -> list[Any]:
        """Return the attributes of standard owners, each as a dictionary."""
        from pikepdf import Dictionary

        kept = []
        for one in elements(value) or [value]:
            if not is_dictionary(one) or name_of(one.get("/O")) not in ATTRIBUTE_OWNERS:
                continue
            copies = {}
            for key, each in items(one):
                if key in ATTRIBUTE_KEYS:
                    copy = self._copier.copy(each, _VALUE)
                    if copy is not None:
                        copies[key] = copy
            kept.append(Dictionary(copies))
        return kept

    def _classes(self, root: Any) -> Any:
        from pikepdf import Array, Dictionary

        found = Dictionary()
        for name, value in items(held(root, "/ClassMap")):
            kept = self._owned(value)
            if kept:
                found[key_of(name)] = kept[0] if len(kept) == 1 else Array(kept)
        return found

    def _is_no_longer(self, role: Any, given: list[Any], kids: list[Any]) -> bool:
        """Say whether an element stood for an annotation that is there no more.

        A field that was drawn is no field, and words whose link was removed are no link: a Form, an
        Annot or a Link without one would be wrong (ISO 14289-1, 7.18).
        """
        name = name_of(role)
        if self._roles.get(name, name) not in _STANDING:
            return False
        had = any(name_of(held(one, "/Type")) == "/OBJR" for one in given)
        return had and not any(name_of(held(one, "/Type")) == "/OBJR" for one in kids)

    def _count_pictures(self, made: Any) -> None:
        role = name_of(made["/S"])
        role = self._roles.get(role, role)
        if role == "/Figure" and "/Alt" not in made and "/ActualText" not in made:
            self.without_words += 1

    def _write_references(self) -> None:
        from pikepdf import Array

        for made, given in self._references:
            found = [self._elements.get(getattr(one, "objgen", (0, 0))) for one in given]
            kept = [one for one in found if one is not None]
            if kept:
                made["/Ref"] = Array(kept)

    def _write_ids(self, root: Any) -> None:
        from pikepdf import Array, Dictionary, String

        if not self._ids:
            return
        keys = sorted(self._ids)
        names = [part for key in keys for part in (String(key), self._ids[key])]
        root["/IDTree"] = self._target.make_indirect(
            Dictionary(Kids=Array([self._target.make_indirect(
                Dictionary(Limits=Array([String(keys[0]), String(keys[-1])]), Names=Array(names))
            )]))
        )  # fmt: skip

    def _write_parents(self, root: Any) -> None:
        """Write the way back: of each page and form the element of each mark, of each link its."""
        from pikepdf import Array, Dictionary

        numbers: list[Any] = []
        order = [page for page, _ in self._paged.pages.values()]
        order += [form for form, _ in self._paged.forms.values()]
        for target in order:
            owned = self._owners.get(target.objgen)
            if owned is None:
                continue
            key = len(numbers) // 2
            marks = owned[1]
            listed = Array([marks.get(mark) for mark in range(max(marks) + 1)])
            target["/StructParents"] = key
            numbers += [key, self._target.make_indirect(listed)]
        for link, owner in self._alone:
            if "/StructParent" in link:
                continue
            key = len(numbers) // 2
            link["/StructParent"] = key
            numbers += [key, owner]
        root["/ParentTree"] = self._target.make_indirect(Dictionary(Nums=Array(numbers)))
        root["/ParentTreeNextKey"] = len(numbers) // 2


def _kids(value: Any) -> list[Any]:
    given = held(value, "/K")
    listed = elements(given)
    return listed if listed else [given] if given is not None else []
