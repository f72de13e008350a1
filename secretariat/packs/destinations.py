"""Where links and bookmarks of a paper may lead: to its own pages, to the web, to an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from secretariat.models.paper_findings import PaperFault, PaperFinding
from secretariat.packs.objects import (
    elements,
    held,
    is_dictionary,
    is_number,
    items,
    name_of,
    text_of,
)

Place = tuple[int, int]

_DEEPEST = 30
_MOST_NAMES = 100_000
_MOST_BOOKMARKS = 20_000
_LONGEST_ADDRESS = 2_000
_LONGEST_TITLE = 500
_FITS = {
    "/XYZ": 3, "/Fit": 0, "/FitH": 1, "/FitV": 1, "/FitR": 4, "/FitB": 0, "/FitBH": 1, "/FitBV": 1,
}  # fmt: skip

_WEB = re.compile(r"(?i)(https?)://([^/?#]*)([^\s]*)$")
_MAIL = re.compile(r"(?i)mailto:[^\s@]+@[^\s@]+$")
_NUMBER_HOST = re.compile(r"\d+\.\d+\.\d+\.\d+$")
# Names that no public address ends in (RFC 6761, 6762, 8375; ICANN resolution of 2018 on .corp,
# .home and .mail; resolution of 2024 on .internal) and shared places that ask who you are.
_INSIDE = (
    ".local", ".localhost", ".internal", ".intranet", ".private", ".corp", ".home", ".lan", ".mail",
    ".home.arpa", ".test", ".invalid", ".onion", ".sharepoint.com", ".onedrive.com",
    "onedrive.live.com", "teams.microsoft.com", ".officeapps.live.com",
)  # fmt: skip


def is_inside(address: str, hosts: tuple[str, ...] = ()) -> bool:
    """Say whether an address of the web leads to a place that the public cannot reach.

    `hosts` are further names, with everything below them, that the officer knows to be inside.
    """
    found = _WEB.match(address)
    if found is None:
        return False
    given = found[2].lower()
    host = given.rpartition("@")[2].partition(":")[0].rstrip(".") if "[" not in given else ""
    if "@" in given or "[" in given or "." not in host or _NUMBER_HOST.match(host):
        return True
    if any(label in ("intranet", "extranet") for label in host.split(".")):
        return True
    own = tuple(f".{one.lower().strip('. ')}" for one in hosts if one.strip(". "))
    return f".{host}".endswith(own + tuple(f".{one.lstrip('.')}" for one in _INSIDE))


def is_public(address: str, hosts: tuple[str, ...] = ()) -> bool:
    """Say whether a link may lead to an address: of the public web, or of a mailbox."""
    if len(address) > _LONGEST_ADDRESS or not address.isprintable():
        return False
    if _MAIL.match(address):
        return True
    return bool(_WEB.match(address)) and not is_inside(address, hosts)


@dataclass(slots=True)
class Targets:
    """The pages of the new file, and the names that the old one had for places in it."""

    pages: list[Any]
    numbers: dict[Place, int]
    named: dict[bytes, Any] = field(default_factory=dict)

    def place(self, value: Any) -> Any:
        """Return a place on a page of the new file; None where it leads nowhere."""
        from pikepdf import Array, Name

        if is_name_of_place(value):
            value = self.named.get(key_of_place(value))
        if is_dictionary(value):
            value = value.get("/D")
        given = elements(value)
        if len(given) < 2:
            return None
        first, fit = given[0], name_of(given[1])
        if is_number(first):
            number = int(first)
        else:
            number = self.numbers.get(getattr(first, "objgen", (0, 0)), -1)
        if not 0 <= number < len(self.pages) or fit not in _FITS:
            return None
        rest = [one if is_number(one) else None for one in given[2 : 2 + _FITS[fit]]]
        rest += [None] * (_FITS[fit] - len(rest))
        return Array([self.pages[number], Name(fit), *rest])


def targets_of(root: Any, pages: list[Any], numbers: dict[Place, int]) -> Targets:
    """Return the places of a file that links and bookmarks may name."""
    return Targets(pages, numbers, named_places(root))


def named_places(root: Any) -> dict[bytes, Any]:
    """Return what a file says of the places that it gives names to, by `key_of_place`."""
    found = {key_of_place(name): value for name, value in items(held(root, "/Dests"))}
    _names(held(held(root, "/Names"), "/Dests"), found, set(), 0)
    return found


def _names(node: Any, found: dict[bytes, Any], seen: set[Place], depth: int) -> None:
    if not is_dictionary(node) or depth > _DEEPEST or len(found) > _MOST_NAMES:
        return
    if node.objgen != (0, 0):
        if node.objgen in seen:
            return
        seen.add(node.objgen)
    listed = elements(node.get("/Names"))
    for key, value in zip(listed[::2], listed[1::2], strict=False):
        if is_name_of_place(key):
            found.setdefault(key_of_place(key), value)
    for kid in elements(node.get("/Kids")):
        _names(kid, found, seen, depth + 1)


def is_name_of_place(value: Any) -> bool:
    """Say whether a value is what a link may call a place: words or a name."""
    from pikepdf import Name, String

    return isinstance(value, String | str | bytes | Name)


def key_of_place(value: Any) -> bytes:
    """Return words or a name of a place as they are compared."""
    from pikepdf import Name

    if isinstance(value, Name):
        value = name_of(value)
    if isinstance(value, str):
        return value.removeprefix("/").encode("utf-8", "surrogateescape")
    return bytes(value)


def link_of(
    annotation: Any, targets: Targets, hosts: tuple[str, ...]
) -> tuple[dict[str, Any], PaperFinding | None]:
    """Return what a link does in the new file, and what is to be told of one that is dropped."""
    from pikepdf import Dictionary, Name, String

    action = annotation.get("/A")
    kind = name_of(held(action, "/S"))
    if kind == "/URI":
        given = held(action, "/URI")
        address = text_of(given).strip()
        if is_public(address, hosts):
            return {"/A": Dictionary(S=Name.URI, URI=String(address))}, None
        inside = is_inside(address, hosts) or address.lower().startswith(("file:", "\\\\"))
        fault = PaperFault.INTRANET_LINK if inside else PaperFault.LINK_REMOVED
        return {}, PaperFinding(fault, words=f"{address[:200]}." if inside else "")
    place = targets.place(held(action, "/D") if kind == "/GoTo" else annotation.get("/Dest"))
    if place is not None:
        return {"/A": Dictionary(S=Name.GoTo, D=place)}, None
    return {}, PaperFinding(PaperFault.LINK_REMOVED)


def bookmarks(root: Any, targets: Targets, target: Any) -> Any:
    """Write the bookmarks that lead to a page of the new file; None where there are none."""
    from pikepdf import Dictionary, Name

    outlines = held(root, "/Outlines")
    if not is_dictionary(outlines):
        return None
    entries = _entries(outlines.get("/First"), targets, set(), 0)
    if not entries:
        return None
    made = target.make_indirect(Dictionary(Type=Name.Outlines))
    made["/Count"] = _write(entries, made, target)
    return made


@dataclass(slots=True)
class _Entry:
    title: str
    place: Any
    below: list[_Entry]


def _entries(first: Any, targets: Targets, seen: set[Place], depth: int) -> list[_Entry]:
    found: list[_Entry] = []
    node = first
    while is_dictionary(node) and depth <= _DEEPEST and len(seen) < _MOST_BOOKMARKS:
        if node.objgen in seen:
            break
        seen.add(node.objgen)
        below = _entries(node.get("/First"), targets, seen, depth + 1)
        action = node.get("/A")
        goes = held(action, "/D") if name_of(held(action, "/S")) == "/GoTo" else node.get("/Dest")
        place = targets.place(goes)
        if place is None and below:
            place = below[0].place
        title = text_of(node.get("/Title"))[:_LONGEST_TITLE]
        if place is not None and title:
            found.append(_Entry(title, place, below))
        node = node.get("/Next")
    return found


def _write(entries: list[_Entry], parent: Any, target: Any) -> int:
    """Write entries below `parent`, closed below the first; return how many there are."""
    from pikepdf import Dictionary, String

    made = [
        target.make_indirect(Dictionary(Title=String(one.title), Parent=parent, Dest=one.place))
        for one in entries
    ]
    for before, after in pairwise(made):
        before["/Next"], after["/Prev"] = after, before
    parent["/First"], parent["/Last"] = made[0], made[-1]
    for one, entry in zip(made, entries, strict=True):
        if entry.below:
            one["/Count"] = -_write(entry.below, one, target)
    return len(made)
