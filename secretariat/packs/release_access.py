"""Whether everybody can read a finished PDF: tags, title, language, headings, pictures, links.

These are the faults that a glance at the file shows (ISO 14289-1, 7.1 to 7.4 and 7.18); what it
claims to follow is told as a claim, because only a validator can say whether it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from secretariat.models.release import ReleaseFault, ReleaseFinding
from secretariat.packs.objects import elements, held, is_dictionary, items, name_of, text_of
from secretariat.packs.release_parts import xmp_of

_MOST_TAGS = 2_000_000
_HEADING = re.compile(r"/H([1-6])$")
_CLAIMS = (
    ("PDF/UA", re.compile(r"pdfuaid:part(?:>|\s*=\s*[\"'])\s*(\d)")),
    ("PDF/A", re.compile(r"pdfaid:part(?:>|\s*=\s*[\"'])\s*(\d)")),
)
_LEVEL = re.compile(r"pdfaid:conformance(?:>|\s*=\s*[\"'])\s*([ABU])")
_ROLES_DEEP = 10


def claims_of(pdf: Any) -> tuple[str, ...]:
    """Return the standards that a file says it follows: PDF/UA-1, PDF/A-2a."""
    text = xmp_of(pdf)
    found = []
    for name, pattern in _CLAIMS:
        if match := pattern.search(text):
            level = _LEVEL.search(text) if name == "PDF/A" else None
            found.append(f"{name}-{match[1]}{level[1].lower() if level else ''}")
    return tuple(found)


def access_findings(pdf: Any) -> Iterator[ReleaseFinding]:
    """Yield what keeps some readers out."""
    root = pdf.Root
    if not text_of(root.get("/Lang")):
        yield ReleaseFinding(ReleaseFault.NO_LANGUAGE)
    shown = held(root.get("/ViewerPreferences"), "/DisplayDocTitle") is True
    if not shown or not (text_of(held(pdf.trailer.get("/Info"), "/Title")) or _titled(pdf)):
        yield ReleaseFinding(ReleaseFault.NO_TITLE)
    unnamed = _unnamed_links(pdf)
    for page, count in unnamed:
        yield ReleaseFinding(ReleaseFault.UNNAMED_LINK, page, count)
    tree = root.get("/StructTreeRoot")
    if not is_dictionary(tree) or held(root.get("/MarkInfo"), "/Marked") is not True:
        yield ReleaseFinding(ReleaseFault.UNTAGGED)
        return
    yield from _tags(tree)


def _titled(pdf: Any) -> bool:
    return bool(re.search(r"<dc:title>.*?[^\s<>]+</rdf:li>", xmp_of(pdf), re.DOTALL))


def _unnamed_links(pdf: Any) -> list[tuple[int, int]]:
    found = []
    for number, page in enumerate(pdf.pages, 1):
        links = [
            one
            for one in elements(held(page.obj, "/Annots"))
            if name_of(held(one, "/Subtype")) == "/Link"
        ]
        count = sum(not text_of(one.get("/Contents")) for one in links)
        if count:
            found.append((number, count))
    return found


def _tags(tree: Any) -> Iterator[ReleaseFinding]:
    """Yield what the tags lack, in the order in which they are read."""
    roles = {key: name_of(value) for key, value in items(tree.get("/RoleMap"))}
    seen: set[tuple[int, int]] = set()
    waiting = [tree]
    level = skipped = silent = 0
    while waiting and len(seen) < _MOST_TAGS:
        one = waiting.pop()
        if not is_dictionary(one):
            continue
        if one.objgen != (0, 0):
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        role = _role(name_of(one.get("/S")), roles)
        if match := _HEADING.match(role):
            at = int(match[1])
            skipped += at > level + 1
            level = at
        if (
            role == "/Figure"
            and not text_of(one.get("/Alt"))
            and not text_of(one.get("/ActualText"))
        ):
            silent += 1
        below = one.get("/K")
        waiting += reversed(elements(below)) if elements(below) else [below]
    if not seen:
        yield ReleaseFinding(ReleaseFault.UNTAGGED)
    if skipped:
        yield ReleaseFinding(ReleaseFault.HEADINGS, count=skipped)
    if silent:
        yield ReleaseFinding(ReleaseFault.NO_ALTERNATIVE, count=silent)


def _role(name: str, roles: dict[str, str]) -> str:
    """Return the standard role of a tag, through at most so many steps of the role map."""
    for _ in range(_ROLES_DEEP):
        if name not in roles:
            break
        name = roles[name]
    return name
