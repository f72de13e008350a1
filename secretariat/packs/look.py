"""What a PDF is and carries, before anything is done to it.

Everything in the file is looked at, reached from the pages or not: what was found is told, whatever
becomes of it. Names written in another way (`/J#61vaScript`) are the same names to the library.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from secretariat.models.paper_findings import PaperFault, PaperFinding
from secretariat.packs.flatten import COMMENTS, appearance_of, is_seen
from secretariat.packs.layers import layers_of
from secretariat.packs.objects import (
    MOST,
    boxes_of,
    elements,
    has_keys,
    held,
    inherited,
    is_dictionary,
    is_stream,
    items,
    name_of,
    quarter_turns,
    text_of,
    unit_of,
)
from secretariat.packs.opening import Opened, RefusedError

_ACTIONS = {
    "/JavaScript": "JavaScript", "/Launch": "starting programs", "/SubmitForm": "sending forms",
    "/ImportData": "reading data", "/GoToR": "opening other files", "/GoToE": "opening other files",
    "/Rendition": "sound or film", "/Sound": "sound or film", "/Movie": "sound or film",
    "/Hide": "hiding fields", "/ResetForm": "emptying forms", "/SetOCGState": "switching layers",
    "/RichMediaExecute": "sound or film", "/GoTo3DView": "moving models", "/Thread": "articles",
    "/Trans": "effects", "/Named": "commands", "/GoToDp": "opening other files",
}  # fmt: skip
_KEYS = {
    "/JS": "JavaScript", "/AA": "actions by themselves", "/OpenAction": "an action on opening",
    "/XFA": "a live form (XFA)", "/RichMediaContent": "sound or film", "/3DD": "a model",
    "/Win": "starting programs", "/PieceInfo": "private data of programs", "/Thumb": "thumbnails",
    "/Collection": "a portfolio", "/WebCapture": "pages from the web", "/SpiderInfo":
    "pages from the web", "/Threads": "articles", "/AF": "connected files",
}  # fmt: skip
_MEDIA = {
    "/RichMedia": "sound or film", "/Movie": "sound or film", "/Sound": "sound or film",
    "/Screen": "sound or film", "/3D": "a model",
}  # fmt: skip
_EMBEDDED = {"/FontFile", "/FontFile2", "/FontFile3"}
_STANDARD = ("/Type3", "/Type0")
_PATHS = re.compile(r"(?:[A-Za-z]:\\|\\\\|/Users/|/home/)[^\s<>\"']{3,200}")
_CREATOR = re.compile(rb"<dc:creator>(.*?)</dc:creator>", re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_A4, _A3 = (595.0, 842.0), (842.0, 1191.0)
_NEAR = 12.0
_MOST_NAMES = 30
_MOST_META = 2_000_000


def look(opened: Opened) -> list[PaperFinding]:
    """Return what is found in a file that is open; RefusedError for a live form."""
    pdf, data = opened.pdf, opened.data
    root = pdf.Root
    form = held(root, "/AcroForm")
    if held(form, "/XFA") is not None and held(root, "/NeedsRendering") is True:
        raise RefusedError(PaperFinding(PaperFault.LIVE_FORM))
    found = [
        *_active(pdf),
        *_attachments(pdf),
        *_layers(root),
        *([] if opened.is_taken_over else _personal(pdf)),
        *_earlier(pdf, data),
    ]
    pages = [page.obj for page in pdf.pages]
    layers = layers_of(root)
    fonts: set[str] = set()
    for number, page in enumerate(pages, 1):
        found += _sheet(number, page)
        found += _on_page(number, page, layers)
        _fonts(inherited(page, "/Resources"), fonts, set(), 0)
    if fonts:
        named = sorted(fonts)
        found.append(PaperFinding(PaperFault.FONT_MISSING, 0, len(named), _listed(named)))
    return found


def _listed(words: list[str]) -> str:
    kept = list(dict.fromkeys(one for one in words if one))
    more = len(kept) - _MOST_NAMES
    return ", ".join(kept[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _active(pdf: Any) -> list[PaperFinding]:
    """Return, by its sort, what could run or call elsewhere anywhere in the file."""
    sorts: Counter[str] = Counter()
    for one in pdf.objects:
        _active_in(one, sorts, 0)
    if not sorts:
        return []
    return [PaperFinding(PaperFault.ACTIVE, 0, sorts.total(), _listed(sorted(sorts)))]


def _active_in(value: Any, sorts: Counter[str], depth: int) -> None:
    """Count what is active in an object and in what is written inside it."""
    if depth > 20 or (depth and getattr(value, "is_indirect", False)):
        return
    if not has_keys(value):
        for one in elements(value)[:MOST]:
            if has_keys(one) or elements(one):
                _active_in(one, sorts, depth + 1)
        return
    for key, one in items(value):
        if key in _KEYS and not (key == "/OpenAction" and _is_place(one)):
            sorts[_KEYS[key]] += 1
        if key == "/S" and name_of(one) in _ACTIONS:
            sorts[_ACTIONS[name_of(one)]] += 1
        if key == "/Subtype" and name_of(one) in _MEDIA:
            sorts[_MEDIA[name_of(one)]] += 1
        if has_keys(one) or elements(one):
            _active_in(one, sorts, depth + 1)


def _is_place(value: Any) -> bool:
    """Say whether a file only opens at one of its own pages."""
    return not has_keys(value) or name_of(value.get("/S")) == "/GoTo"


def _attachments(pdf: Any) -> list[PaperFinding]:
    """Return the files inside, by name, wherever in the file they hang."""
    names = []
    for one in pdf.objects:
        if is_dictionary(one) and (has_keys(one.get("/EF")) or name_of(one.get("/Type")) == "/F"):
            names.append(text_of(one.get("/UF")) or text_of(one.get("/F")) or "without a name")
    # The parts of a live form are called files too.
    form = elements(held(held(pdf.Root, "/AcroForm"), "/XFA"))
    parts = {one.objgen for one in form if is_stream(one)}
    loose = sum(
        is_stream(one) and name_of(one.get("/Type")) == "/EmbeddedFile" and one.objgen not in parts
        for one in pdf.objects
    )
    if not names and not loose:
        return []
    words = _listed(names) or "without a name"
    return [PaperFinding(PaperFault.ATTACHMENT, 0, max(len(names), loose), words)]


def _layers(root: Any) -> list[PaperFinding]:
    layers = layers_of(root)
    off = [name for place, name in layers.names.items() if place in layers.off]
    seen = [name for place, name in layers.names.items() if place not in layers.off]
    found = []
    if off:
        found.append(PaperFinding(PaperFault.HIDDEN_LAYER, 0, len(off), _listed(off) or "unnamed"))
    if seen:
        found.append(PaperFinding(PaperFault.LAYERS, 0, len(seen), _listed(seen) or "unnamed"))
    return found


def _personal(pdf: Any) -> list[PaperFinding]:
    """Return what the file says of its makers: names, programs, and where it lay."""
    said = []
    info = pdf.trailer.get("/Info")
    for key, value in items(info):
        words = text_of(value)
        if words and key not in ("/Title", "/Trapped", "/CreationDate", "/ModDate"):
            said.append(f"{key.removeprefix('/').lower()} {words[:80]}")
    for one in pdf.objects:
        if is_stream(one) and name_of(one.get("/Type")) == "/Metadata":
            said += _in_metadata(one)
    return [PaperFinding(PaperFault.PERSONAL, 0, len(said), _listed(said))] if said else []


def _in_metadata(stream: Any) -> list[str]:
    from pikepdf import PdfError

    try:
        data = bytes(stream.read_bytes())[:_MOST_META]
    except (PdfError, RuntimeError):
        return []
    said = []
    for match in _CREATOR.finditer(data):
        words = text_of(_TAG.sub(b" ", match[1]).decode("utf-8", "replace"))
        if words:
            said.append(f"author {words[:80]}")
    if b"xmpMM:History" in data or b"stEvt:" in data:
        said.append("a history of its saving")
    said += [f"place {path}" for path in _PATHS.findall(data.decode("utf-8", "replace"))[:5]]
    return said


def _earlier(pdf: Any, data: bytes) -> list[PaperFinding]:
    """Return how many states of the file before the last are still in it."""
    states = data.count(b"%%EOF") - (2 if pdf.is_linearized else 1)
    return [PaperFinding(PaperFault.EARLIER, 0, states)] if states > 0 else []


def said_title(pdf: Any) -> str:
    """Return the title that a file gives itself; empty for a file name or none."""
    words = text_of(held(pdf.trailer.get("/Info"), "/Title"))[:500]
    if not words:
        metadata = held(pdf.Root, "/Metadata")
        data = _metadata_bytes(metadata)
        match = re.search(rb"<dc:title>(.*?)</dc:title>", data, re.DOTALL)
        words = text_of(_TAG.sub(b" ", match[1]).decode("utf-8", "replace")) if match else ""
    return "" if _is_file_name(words) else words


def _metadata_bytes(stream: Any) -> bytes:
    from pikepdf import PdfError

    if not is_stream(stream):
        return b""
    try:
        return bytes(stream.read_bytes())[:_MOST_META]
    except (PdfError, RuntimeError):
        return b""


def _is_file_name(words: str) -> bool:
    """Say whether a title is only what some program called its file."""
    return bool(
        re.search(r"(?i)\.(docx?|pdf|odt|rtf|xlsx?|pptx?|indd|tmp)$", words)
        or re.match(r"(?i)(microsoft (word|powerpoint|excel) - |untitled|document\d*$)", words)
    )


def _sheet(number: int, page: Any) -> list[PaperFinding]:
    """Return what is odd about the sheet of a page."""
    sheet, shown = boxes_of(page)
    found = []
    if any(abs(one - other) > _NEAR / 4 for one, other in zip(sheet, shown, strict=True)):
        found.append(PaperFinding(PaperFault.CROPPED, number))
    if quarter_turns(page):
        found.append(PaperFinding(PaperFault.ROTATED, number))
    unit = unit_of(page)
    sides = sorted(((shown[2] - shown[0]) * unit, (shown[3] - shown[1]) * unit))
    if abs(sides[0] - _A4[0]) > _NEAR or abs(sides[1] - _A4[1]) > _NEAR:
        a3 = abs(sides[0] - _A3[0]) <= _NEAR and abs(sides[1] - _A3[1]) <= _NEAR
        size = "A3" if a3 else f"{sides[0] / 72 * 25.4:.0f} × {sides[1] / 72 * 25.4:.0f} mm"
        found.append(PaperFinding(PaperFault.ODD_SIZE, number, 1, size))
    return found


def _on_page(number: int, page: Any, layers: Any) -> list[PaperFinding]:
    """Return what lies on top of a page: fields, comments, marks, signatures."""
    kinds: Counter[str] = Counter()
    marks: Counter[str] = Counter()
    found = []
    for one in elements(held(page, "/Annots")):
        if not is_dictionary(one):
            continue
        kind = name_of(one.get("/Subtype"))
        if kind == "/Widget":
            found += _field(number, one)
            kinds["fields"] += is_seen(one, layers)
        elif kind == "/Redact":
            kinds["redactions"] += 1
        elif kind == "/Text" or (kind in COMMENTS and text_of(one.get("/Contents"))):
            kinds["comments"] += 1
        if kind in ("/StrikeOut", "/Caret") and name_of(one.get("/IT")) in (
            "/StrikeOutTextEdit",
            "/Replace",
        ):
            kinds["changes"] += 1
        if kind not in ("/Widget", "/Link") and is_seen(one, layers) and appearance_of(one):
            marks[kind.removeprefix("/")] += 1
    told = (
        ("fields", PaperFault.FORM_FIELDS),
        ("redactions", PaperFault.UNDONE_REDACTION),
        ("comments", PaperFault.COMMENTS),
        ("changes", PaperFault.TRACKED_CHANGES),
    )
    found += [PaperFinding(fault, number, kinds[key]) for key, fault in told if kinds[key]]
    if marks:
        found.append(PaperFinding(PaperFault.STAMPS, number, marks.total(), _listed(sorted(marks))))
    return found


def _field(number: int, field: Any) -> list[PaperFinding]:
    """Return the signature that a field holds."""
    if name_of(inherited(field, "/FT")) != "/Sig":
        return []
    value = inherited(field, "/V")
    if not is_dictionary(value):
        return []
    name = text_of(value.get("/Name"))
    return [PaperFinding(PaperFault.SIGNED, number, 1, f"Signed by {name}." if name else "")]


def _fonts(resources: Any, missing: set[str], seen: set[tuple[int, int]], depth: int) -> None:
    """Collect the fonts that a page draws with and that are not in the file."""
    if not is_dictionary(resources) or depth > 10:
        return
    for _, font in items(resources.get("/Font")):
        if not is_dictionary(font) or (font.objgen in seen and font.objgen != (0, 0)):
            continue
        seen.add(font.objgen)
        inner = [one for one in elements(font.get("/DescendantFonts")) if is_dictionary(one)]
        described = [held(one, "/FontDescriptor") for one in [font, *inner]]
        if name_of(font.get("/Subtype")) == "/Type3":
            continue
        if not any(key in one for one in described if is_dictionary(one) for key in _EMBEDDED):
            name = name_of(font.get("/BaseFont")).removeprefix("/")
            missing.add(re.sub(r"^[A-Z]{6}\+", "", name)[:60] or "a font without a name")
    for _, form in items(resources.get("/XObject")):
        if is_stream(form) and name_of(form.get("/Subtype")) == "/Form" and form.objgen not in seen:
            seen.add(form.objgen)
            _fonts(form.get("/Resources"), missing, seen, depth + 1)
