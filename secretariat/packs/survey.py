"""A look through the structure tree of one paper, before it is joined to that of a pack.

The tree is walked without recursion; whatever is wrong with it makes it a tree that is not there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, ObjectType, Pdf, String

from secretariat.packs.keys import entry

_ROLES = (
    "/Document /Part /Art /Sect /Div /BlockQuote /Caption /TOC /TOCI /Index /NonStruct /Private /P "
    "/H /H1 /H2 /H3 /H4 /H5 /H6 /L /LI /Lbl /LBody /Table /TR /TH /TD /THead /TBody /TFoot /Span "
    "/Quote /Note /Reference /BibEntry /Code /Link /Annot /Ruby /RB /RT /RP /Warichu /WT /WP "
    "/Figure /Formula /Form"
)
STANDARD = frozenset(_ROLES.split())
"""The roles of ISO 32000-1, 14.8.4."""
NOTHING = "/NonStruct"
_DEEPEST, _MOST = 400, 2_000_000
_INTEGER, _DICTIONARY, _ARRAY = ObjectType.integer, ObjectType.dictionary, ObjectType.array


class BrokenTreeError(Exception):
    """A structure tree that cannot be followed."""


@dataclass(slots=True)
class Survey:
    """What was found of a tree: the roles and names in use, and its table of parents."""

    roles: set[str] = field(default_factory=set)
    names: list[bytes] = field(default_factory=list)
    parents: dict[int, Object] = field(default_factory=dict)


def survey(pdf: Pdf) -> Survey | None:
    """Return what is to be known of a file's structure tree; None where it has none.

    Raises BrokenTreeError for a tree that leads in circles, is too deep, holds what cannot be in
    one, or does not say which marks are whose.
    """
    root = entry(pdf.Root, "/StructTreeRoot")
    if not isinstance(root, Dictionary) or "/K" not in root:
        return None
    found = Survey()
    _walk(root, found)
    if not found.roles:
        return None
    parents = root.get("/ParentTree")
    if not isinstance(parents, Dictionary):
        raise BrokenTreeError
    found.parents = number_tree(parents)
    return found


def outlined(pdf: Pdf) -> Survey | None:
    """Return of a tree that is known to be sound what it says itself, without going through it:
    of the roles, those that are not standard. None where there is none, and where only a look at
    each element tells: of those with names, and of standard roles that mean something else.
    """
    root = entry(pdf.Root, "/StructTreeRoot")
    if not isinstance(root, Dictionary) or "/K" not in root or "/IDTree" in root:
        return None
    parents = entry(root, "/ParentTree")
    given = roles_of(root)
    if not isinstance(parents, Dictionary) or any(
        role in STANDARD and meant != role for role, meant in given.items()
    ):
        return None
    return Survey(roles=set(given) - STANDARD, parents=number_tree(parents))


def roles_of(root: Object) -> dict[str, str]:
    """Return the map of roles of a tree as it stands there."""
    given = entry(root, "/RoleMap")
    if not isinstance(given, Dictionary):
        return {}
    return {key: str(value) for key, value in given.items() if isinstance(value, Name)}


def kids_of(element: Object) -> list[Object]:
    """Return what stands below an element, whether one thing or several."""
    kids = entry(element, "/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def is_element(kid: object) -> bool:
    """Say whether what stands below an element is an element itself, not a mark or an object."""
    return isinstance(kid, Dictionary) and "/S" in kid


def _walk(root: Object, found: Survey) -> None:
    """Go through every element once; a paper has thousands, so each is asked for little."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, int]] = [(kid, 1) for kid in kids_of(root)]
    roles, names = found.roles, found.names
    count = 0
    while waiting:
        element, depth = waiting.pop()
        if element._type_code != _DICTIONARY:
            raise BrokenTreeError
        keys = element.keys()
        if "/S" not in keys:
            if depth > 1 and str(entry(element, "/Type") or "/MCR") in ("/MCR", "/OBJR"):
                continue
            raise BrokenTreeError
        count += 1
        own = element.objgen
        if own in seen or depth > _DEEPEST or count > _MOST:
            raise BrokenTreeError
        if own[0]:
            seen.add(own)
        role = element.get("/S")
        if not isinstance(role, Name):
            raise BrokenTreeError
        roles.add(str(role))
        if "/ID" in keys and isinstance(name := element.get("/ID"), String):
            names.append(bytes(name))
        if "/K" not in keys:
            continue
        kids: Any = element.get("/K")
        if type(kids) is int:
            continue
        depth += 1
        for kid in kids if kids._type_code == _ARRAY else (kids,):
            if type(kid) is not int and kid is not None:
                if not isinstance(kid, Object):
                    raise BrokenTreeError
                waiting.append((kid, depth))


def number_tree(root: Object) -> dict[int, Object]:
    """Return the entries of a number tree; BrokenTreeError for one that leads in circles."""
    found: dict[int, Object] = {}
    seen: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or node.objgen in seen:
            raise BrokenTreeError
        if node.is_indirect:
            seen.add(node.objgen)
        nums = node.get("/Nums")
        if isinstance(nums, Array):
            flat = list(nums)
            for key, value in zip(flat[::2], flat[1::2], strict=False):
                if isinstance(key, int) and key >= 0 and isinstance(value, Object):
                    found.setdefault(key, value)
        kids = node.get("/Kids")
        if isinstance(kids, Array):
            waiting.extend(kids)
    return found


def resolved_roles(given: dict[str, str]) -> tuple[dict[str, str], bool]:
    """Return each role with the standard one it comes to, and whether any led in a circle.

    A role that comes to nothing standard is left out; one in a circle becomes a group that says
    nothing.
    """
    found: dict[str, str] = {}
    circles = False
    for role in given:
        path = [role]
        while path[-1] in given and (len(path) == 1 or path[-1] not in STANDARD):
            step = given[path[-1]]
            if step in path:
                break
            path.append(step)
        if path[-1] in STANDARD:
            found[role] = path[-1]
        elif given.get(path[-1]) in path:
            found[role], circles = NOTHING, True
    return found, circles
