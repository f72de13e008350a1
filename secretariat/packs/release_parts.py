"""What a finished PDF is made of: nothing beside what pages need and what it may say of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from secretariat.models.release import ReleaseFault, ReleaseFinding
from secretariat.packs.objects import (
    elements,
    has_keys,
    held,
    is_dictionary,
    is_number,
    is_stream,
    items,
    name_of,
    text_of,
)

_PRODUCER = "Secretariat"
_INFO = frozenset(
    ("/Title", "/Author", "/Subject", "/Keywords", "/CreationDate", "/ModDate", "/Trapped")
)
_PROGRAM = frozenset(("/Creator", "/Producer"))
_ROOT = frozenset(
    (
        "/Dests", "/Extensions", "/Lang", "/MarkInfo", "/Metadata", "/Names", "/OpenAction",
        "/Outlines", "/OutputIntents", "/PageLabels", "/PageLayout", "/PageMode", "/Pages",
        "/StructTreeRoot", "/Type", "/Version", "/ViewerPreferences",
    )
)  # fmt: skip
_TOLD = frozenset(("/AcroForm", "/OCProperties", "/AA", "/AF", "/Collection", "/Threads",
                   "/PieceInfo", "/SpiderInfo"))  # fmt: skip
"""Parts of the catalogue that are told of under another name already."""
_XMP = frozenset(
    (
        "dc:format", "dc:title", "dc:creator", "dc:description", "dc:language", "dc:subject",
        "pdf:Producer", "pdf:Keywords", "xmp:CreatorTool", "xmp:CreateDate", "xmp:ModifyDate",
        "xmp:MetadataDate", "x:xmpmeta", "x:xmptk",
    )
)  # fmt: skip
_XMP_ROOMS = ("rdf:", "xml:", "xmlns:", "pdfaid:", "pdfuaid:", "pdfaExtension:", "pdfaSchema:",
              "pdfaProperty:")  # fmt: skip
_XMP_NAME = re.compile(r"<([A-Za-z][\w.-]*:[\w.-]+)|\s([A-Za-z][\w.-]*:[\w.-]+)\s*=")
_XMP_TOOL = re.compile(
    r"<(pdf:Producer|xmp:CreatorTool)>([^<]*)<|(pdf:Producer|xmp:CreatorTool)\s*=\s*[\"']([^\"']*)"
)
_MOST_XMP = 2_000_000
_MOST_OBJECTS = 5_000_000
_CONTAINERS = ("/ObjStm", "/XRef")


def metadata_findings(pdf: Any) -> Iterator[ReleaseFinding]:
    """Yield what a file says of itself beyond title, author, subject, language and its day.

    The names of the fields are told and not what stands in them, as that may be restricted.
    """
    said: list[str] = []
    for key, value in items(pdf.trailer.get("/Info")):
        program = key in _PROGRAM and text_of(value) in ("", _PRODUCER)
        if key not in _INFO and not program:
            said.append(key.removeprefix("/"))
    root = held(pdf.Root, "/Metadata")
    own = root.objgen if is_stream(root) else None
    for one in pdf.objects:
        if not is_stream(one) or name_of(one.get("/Type")) != "/Metadata":
            continue
        if one.objgen != own:
            said.append("metadata of a part")
        else:
            said += _in_xmp(xmp_of(pdf))
    if said:
        names = list(dict.fromkeys(said))
        yield ReleaseFinding(ReleaseFault.METADATA, 0, len(names), ", ".join(names)[:300])


def xmp_of(pdf: Any) -> str:
    """Return the XMP of a file; empty where it has none that can be read."""
    from pikepdf import PdfError

    stream = held(pdf.Root, "/Metadata")
    if not is_stream(stream):
        return ""
    try:
        data = bytes(stream.read_bytes())[:_MOST_XMP]
    except (PdfError, RuntimeError):
        return ""
    wide = data[:2] in (b"\xfe\xff", b"\xff\xfe")
    return data.decode("utf-16" if wide else "utf-8", "replace")


def _in_xmp(text: str) -> list[str]:
    if not text:
        return ["XMP that cannot be read"]
    names = {match[1] or match[2] for match in _XMP_NAME.finditer(text)}
    said = [one for one in sorted(names) if one not in _XMP and not one.startswith(_XMP_ROOMS)]
    for match in _XMP_TOOL.finditer(text):
        if (match[2] or match[4] or "").strip() not in ("", _PRODUCER):
            said.append(match[1] or match[3])
    if "<!--" in text:
        said.append("a comment in the XMP")
    return said


def unknown_parts(pdf: Any) -> Iterator[ReleaseFinding]:
    """Yield the parts of the catalogue that no published file needs."""
    keys = [key for key, _ in items(pdf.Root)]
    odd = [key for key in keys if key not in _ROOT and key not in _TOLD]
    odd += [f"/Names{key}" for key, _ in items(held(pdf.Root, "/Names")) if key != "/Dests"]
    if odd:
        words = ", ".join(key.removeprefix("/") for key in odd)[:300]
        yield ReleaseFinding(ReleaseFault.UNKNOWN, 0, len(odd), words)


def loose_objects(pdf: Any) -> int:
    """Return how many objects of a file nothing leads to: what was deleted is often still there."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [value for _, value in items(pdf.trailer)]
    while waiting and len(seen) < _MOST_OBJECTS:
        one = waiting.pop()
        if not has_keys(one) and not _is_array(one):
            if getattr(one, "is_indirect", False):
                seen.add(one.objgen)
            continue
        if one.objgen != (0, 0):
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        waiting += elements(one) if _is_array(one) else [value for _, value in items(one)]
    return sum(
        one.objgen not in seen and not _is_housekeeping(pdf, one)
        for one in pdf.objects
        if one is not None and getattr(one, "is_indirect", False)
    )


def _is_array(value: Any) -> bool:
    from pikepdf import Array

    return isinstance(value, Array)


def _is_housekeeping(pdf: Any, one: Any) -> bool:
    """Say whether an object belongs to how the file is written, and holds nothing of it."""
    if is_stream(one):
        hints = pdf.is_linearized and is_number(one.get("/S"))
        return name_of(one.get("/Type")) in _CONTAINERS or hints
    return is_dictionary(one) and "/Linearized" in one
