"""One structure tree for a pack, joined from those of its parts (ISO 32000-1, 14.7).

Each part becomes a Part below one Document, with its title and language, and its headings keep
their levels. Roles, classes and names that mean one thing in one part and another in the next are
renamed. The pages of a part without a tree, or with one that cannot be followed, become a paragraph
each, so that what stands on them is read, in the order in which it was painted; otherwise a
screen reader would pass over it, because the file has tags. The report says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from secretariat.packs.keys import entry
from secretariat.packs.parts import TagNote, TagState
from secretariat.packs.survey import (
    STANDARD,
    BrokenTreeError,
    Survey,
    is_element,
    kids_of,
    number_tree,
    outlined,
    resolved_roles,
    roles_of,
    survey,
)

_HEADINGS = frozenset(f"/H{level}" for level in range(1, 7))


@dataclass(slots=True)
class PartTags:
    """The place of one part in the tree, while its pages are put into the pack."""

    element: Object
    state: TagState = TagState.TAGGED
    began: int = 0
    notes: list[TagNote] = field(default_factory=list)


@dataclass(slots=True)
class Trial:
    """The tree of one source as it was found, before its pages are copied."""

    state: TagState
    found: Survey | None = None
    root: Object | None = None


def try_tree(source: Pdf, *, is_sound: bool = False) -> Trial:
    """Return what can be made of the tree of a source.

    One that is known to be sound is not gone through: whether its headings have levels is not
    known then.
    """
    try:
        found = (outlined(source) if is_sound else None) or survey(source)
    except (BrokenTreeError, TypeError, ValueError, AttributeError, RecursionError):
        return Trial(TagState.BROKEN)
    if found is None:
        return Trial(TagState.UNTAGGED)
    root = source.Root.StructTreeRoot
    return Trial(TagState.TAGGED, found, root if root.is_indirect else source.make_indirect(root))


class JoinedTree:
    """The structure tree of a pack while it grows."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = self._element("/Document", self._root)
        self._root.K = self._document
        self._parts = Array()
        self._entries: list[Object] = []
        self._roles: dict[str, str] = {}
        self._classes: dict[str, Object] = {}
        self._classes_as: dict[str, bytes] = {}
        self._names: dict[bytes, Object] = {}
        self._spaces: list[Object] = []
        self.has_tags = False
        self._taken = 0
        self._headings: set[str] = set()

    def begin(self, title: str, language: str) -> PartTags:
        """Return a new part at the end of the tree."""
        element = self._element("/Part", self._document)
        if title:
            element.T = String(title)
        if language:
            element.Lang = String(language)
        element.K = Array()
        self._parts.append(element)
        return PartTags(element)

    def take(self, tags: PartTags, trial: Trial, pages: Sequence[Object]) -> None:
        """Join the tree of a source whose pages were copied to these."""
        tags.began = len(tags.element.K)
        found = trial.found
        if trial.state is not TagState.TAGGED or found is None or trial.root is None:
            tags.state = trial.state
            _Keys({}).apply(pages)
            return
        self.has_tags = True
        self._taken += 1
        copied = self._pdf.copy_foreign(trial.root)
        keys = {old: len(self._entries) + at for at, old in enumerate(sorted(found.parents))}
        parents = number_tree(copied.ParentTree)
        self._entries.extend(parents[old] for old in sorted(found.parents))
        _Keys(keys).apply(pages)
        self._join(tags, found, copied)

    def wrap(self, tags: PartTags, page: Object, mark: int) -> None:
        """Make one paragraph of all that a page paints, under the mark that was put round it."""
        element = self._element("/P", tags.element)
        element.K = Dictionary(Type=Name.MCR, Pg=page, MCID=mark)
        tags.element.K.append(element)
        page.StructParents = len(self._entries)
        owners = [None] * mark + [element]
        self._entries.append(self._pdf.make_indirect(Array(owners)))

    def link(self, tags: PartTags, page: Object, annotation: Object) -> None:
        """Put a link of the pack's own into the tree, before what was last taken."""
        element = self._element("/Link", tags.element)
        element.K = Dictionary(Type=Name.OBJR, Pg=page, Obj=annotation)
        annotation.StructParent = len(self._entries)
        self._entries.append(element)
        tags.element.K.insert(tags.began, element)

    def unlink(self, annotation: Object) -> None:
        """Let words that were a link be words only; its annotation is gone."""
        key = annotation.get("/StructParent")
        if not isinstance(key, int) or not 0 <= key < len(self._entries):
            return
        element = self._entries[key]
        if not isinstance(element, Dictionary):
            return
        own = annotation.objgen
        left = [
            kid
            for kid in kids_of(element)
            if not (isinstance(kid, Dictionary) and "/Obj" in kid and kid.Obj.objgen == own)
        ]
        element.K = Array(left)
        if not any(isinstance(kid, Dictionary) and "/Obj" in kid for kid in left):
            element.S = Name.Span

    @property
    def mixes_headings(self) -> bool:
        """Whether headings with levels and headings without stand in one tree, which PDF/UA-1
        forbids (ISO 14289-1, 7.4.4)."""
        return "/H" in self._headings and bool(self._headings & _HEADINGS)

    def finish(self) -> None:
        """Write the tree into the file; nothing where no part has tags of its own."""
        root, pdf = self._root, self._pdf
        if not self.has_tags:
            return
        self._document.K = self._parts
        flat = Array()
        for key, owner in enumerate(self._entries):
            flat.append(key)
            flat.append(owner)
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=flat))
        root.ParentTreeNextKey = len(self._entries)
        if self._roles:
            root.RoleMap = Dictionary({old: Name(new) for old, new in self._roles.items()})
        if self._classes:
            root.ClassMap = Dictionary(self._classes)
        if self._names:
            names = Array()
            for name in sorted(self._names):
                names.append(String(name))
                names.append(self._names[name])
            root.IDTree = pdf.make_indirect(Dictionary(Names=names))
        if self._spaces:
            root.Namespaces = Array(self._spaces)
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, role: str, parent: Object) -> Object:
        element = Dictionary(Type=Name.StructElem, S=Name(role), P=parent)
        return self._pdf.make_indirect(element)

    def _join(self, tags: PartTags, found: Survey, copied: Object) -> None:
        given = {role: meant for role, meant in roles_of(copied).items() if role != meant}
        resolved, circles = resolved_roles(given)
        if circles:
            tags.notes.append(TagNote.CIRCLE_CUT)
        renamed = self._renamed_roles(tags, found.roles, resolved)
        classes = self._renamed_classes(copied)
        names = self._renamed_names(found.names)
        if renamed or classes or names or found.names:
            for element in _elements(copied):
                self._rename(element, renamed, classes, names)
        spaces = copied.get("/Namespaces")
        if isinstance(spaces, Array):
            self._spaces.extend(spaces)
        roles = {renamed.get(role, role) for role in found.roles}
        self._headings |= {self._roles.get(role, role) for role in roles}
        self._adopt(tags, copied)

    def _renamed_roles(
        self, tags: PartTags, used: set[str], resolved: dict[str, str]
    ) -> dict[str, str]:
        """Return the roles of a part that must be called otherwise, and file the others."""
        renamed: dict[str, str] = {}
        for role in sorted(used):
            meant = resolved.get(role, "")
            if role in STANDARD:
                if meant:
                    renamed[role] = meant
                    tags.notes.append(TagNote.STANDARD_REMAPPED)
                continue
            if not meant:
                continue
            name, at = role, 2
            while self._roles.get(name, meant) != meant or name in STANDARD:
                name, at = f"{role}_{at}", at + 1
            self._roles[name] = meant
            if name != role:
                renamed[role] = name
        return renamed

    def _renamed_classes(self, copied: Object) -> dict[str, str]:
        renamed: dict[str, str] = {}
        given = copied.get("/ClassMap")
        for key, value in given.items() if isinstance(given, Dictionary) else ():
            said = value.unparse(resolved=True)
            name, at = key, 2
            while self._classes_as.get(name, said) != said:
                name, at = f"{key}_{at}", at + 1
            self._classes[name], self._classes_as[name] = value, said
            if name != key:
                renamed[key] = name
        return renamed

    def _renamed_names(self, names: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the names of elements that must be others because a part before has them, or
        because this one has them twice."""
        if not self._names.keys() & set(names):
            return {}
        mark = b"p%d-" % self._taken
        return {name: mark + name for name in names}

    def _rename(
        self,
        element: Object,
        roles: dict[str, str],
        classes: dict[str, str],
        names: dict[bytes, bytes],
    ) -> None:
        if roles and (new := roles.get(str(element.S))):
            element.S = Name(new)
        if classes and (given := entry(element, "/C")) is not None:
            element.C = _each(given, lambda one: _renamed(one, classes))
        name = entry(element, "/ID")
        if isinstance(name, String):
            own = names.get(bytes(name), bytes(name))
            while own in self._names:
                own += b"'"
            if own != bytes(name):
                element.ID = String(own)
            self._names[own] = element
        if names and (given := entry(element, "/A")) is not None:
            for one in given if isinstance(given, Array) else (given,):
                if isinstance(one, Dictionary) and isinstance(one.get("/Headers"), Array):
                    one.Headers = Array(
                        String(names.get(bytes(header), bytes(header))) for header in one.Headers
                    )

    def _adopt(self, tags: PartTags, copied: Object) -> None:
        """Hang the elements at the top of a tree below the part; its own Document falls away."""
        own = tags.element
        for top in kids_of(copied):
            if not is_element(top):
                continue
            kids = kids_of(top)
            role = str(top.S)
            is_document = self._roles.get(role, role) == "/Document"
            if is_document and all(map(is_element, kids)):
                for kid in kids:
                    kid.P = own
                    own.K.append(kid)
                if "/Lang" in top:
                    own.Lang = top.Lang
                continue
            if is_document:
                top.S = Name.Sect
            top.P = own
            own.K.append(top)


def _each(given: Object, change: object) -> Object:
    assert callable(change)
    return Array(change(one) for one in given) if isinstance(given, Array) else change(given)


def _renamed(one: object, classes: dict[str, str]) -> object:
    return Name(classes.get(str(one), str(one))) if isinstance(one, Name) else one


def _elements(root: Object) -> Iterator[Object]:
    """Yield every element of a tree that was found sound."""
    waiting = [kid for kid in kids_of(root) if is_element(kid)]
    while waiting:
        element = waiting.pop()
        yield element
        kids = entry(element, "/K")
        if kids is None or isinstance(kids, int):
            continue
        if isinstance(kids, Array):
            waiting.extend(kid for kid in kids if is_element(kid))
        elif is_element(kids):
            waiting.append(kids)


class _Keys:
    """Gives pages, annotations and forms of one source their keys in the joined table of parents.

    What has a key that the source's own table lacks loses it.
    """

    def __init__(self, keys: dict[int, int]) -> None:
        self._keys = keys
        self._seen: set[tuple[int, int]] = set()

    def apply(self, pages: Sequence[Object]) -> None:
        for page in pages:
            self._change(page, "/StructParents")
            annotations = entry(page, "/Annots")
            if isinstance(annotations, Array):
                page.Tabs = Name.S
                for one in annotations:
                    if isinstance(one, Dictionary) and self._is_new(one):
                        self._change(one, "/StructParent")
            self._resources(entry(page, "/Resources"))

    def _resources(self, resources: Object | None) -> None:
        waiting = [resources]
        while waiting:
            resources = waiting.pop()
            if not isinstance(resources, Dictionary) or not self._is_new(resources):
                continue
            below = entry(resources, "/XObject")
            if not isinstance(below, Dictionary) or not self._is_new(below):
                continue
            for form in below.values():
                if isinstance(form, Stream) and self._is_new(form):
                    self._change(form, "/StructParent")
                    self._change(form, "/StructParents")
                    waiting.append(entry(form, "/Resources"))

    def _is_new(self, thing: Object) -> bool:
        own = thing.objgen
        if not own[0]:
            return True
        if own in self._seen:
            return False
        self._seen.add(own)
        return True

    def _change(self, thing: Object, key: str) -> None:
        old: Any = entry(thing, key)
        if old is None:
            return
        new = self._keys.get(old)
        if new is None:
            del thing[key]
        else:
            thing[key] = new
