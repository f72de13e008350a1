"""Reading a report that came back, whatever was done to the file: strictly, and within limits.

A Word file is a zip of XML. Only its main text and its properties are read, each piece by piece
up to a limit, whatever size it claims to have. A document type, and with it every entity, ends
the reading; nothing outside the file is ever opened; nothing in it is ever run.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from zipfile import BadZipFile, LargeZipFile, ZipFile

from secretariat.documents.report_form import KEYWORD, PREFIX
from secretariat.errors import KnownError
from secretariat.models.plaintext import one_line
from secretariat.models.report_forms import (
    READ_BACK,
    FormPart,
    ReadReport,
    Taken,
    headings_key,
)

MAX_FILE = 64 * 1024 * 1024
MAX_TEXT = 16 * 1024 * 1024
MAX_PROPERTIES = 256 * 1024
MAX_ENTRIES = 5000
MAX_DEPTH = 200
MAX_VALUE = 20_000
_PIECE = 1 << 16
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TEXT_PART, _CORE_PART = "word/document.xml", "docProps/core.xml"
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "pict", "drawing", "object", "instrText")}
_TRACKED = {f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REFERENCE = re.compile(r"\b([0-9A-F]{4}) ([0-9A-F]{4}) ([0-9A-F]{4})\b")
_LABEL = re.compile(r"^\d{1,3}\.\d{1,3}\.?\s+")
_FIRST_LABEL = re.compile(r"^\d{1,3}\.1\.?\s")
_MULTIPLE = (Taken.RECOMMENDATION,)

_BROKEN = "“{name}” is no Word file that can be read; nothing was changed."
_MACROS = "“{name}” holds macros and is not read; please ask for it as an ordinary Word file."
_HUGE = "“{name}” unpacks to far more than a report holds and is not read."
_LOCKED = "“{name}” is locked with a password; please ask for it without one."
_FOREIGN = "“{name}” leads to things outside itself and is not read."


def read_file(path: Path, parts: Iterable[FormPart]) -> ReadReport:
    """Read a file that came back. KnownError with one sentence when it is none that can be read."""
    try:
        if not path.is_file():
            raise KnownError(f"There is no file “{path.name}”.")
        if path.stat().st_size > MAX_FILE:
            raise KnownError(_HUGE.format(name=path.name))
        data = path.read_bytes()
    except OSError as error:
        raise KnownError(f"“{path.name}” could not be opened: {error.strerror}.") from error
    return read_report(data, path.name, parts)


def read_report(data: bytes, name: str, parts: Iterable[FormPart]) -> ReadReport:
    """Read the bytes of a file that came back; `parts` are those of the form it was made from.

    Fields are found by their tags; where they are gone, by the headings of the form.
    """
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        old = f"“{name}” is in the old format of Word; please save it as .docx and try again."
        raise KnownError(_LOCKED.format(name=name) if encrypted else old)
    try:
        with ZipFile(BytesIO(data)) as package:
            names = package.namelist()
            if len(names) > MAX_ENTRIES:
                raise KnownError(_HUGE.format(name=name))
            _refuse_macros(package, names, name)
            if any(info.flag_bits & 1 for info in package.infolist()):
                raise KnownError(_LOCKED.format(name=name))
            text = _parsed(_part(package, _TEXT_PART, MAX_TEXT, name), name)
            core = None
            if _CORE_PART in names:
                core = _parsed(_part(package, _CORE_PART, MAX_PROPERTIES, name), name)
    except (BadZipFile, LargeZipFile, KeyError, zlib.error, EOFError, RuntimeError,
            OSError, ValueError) as error:  # fmt: skip
        raise KnownError(_BROKEN.format(name=name)) from error
    if text.tag.startswith(_STRICT):
        raise KnownError(f"“{name}” is saved as Strict Open XML; please save it as .docx.")
    body = text.find(f"{_W}body")
    if body is None:
        raise KnownError(_BROKEN.format(name=name))
    return _Reading(body, tuple(parts)).report(core)


def _refuse_macros(package: ZipFile, names: list[str], name: str) -> None:
    lowered = [one.casefold() for one in names]
    types = _part(package, "[Content_Types].xml", MAX_PROPERTIES * 4, name)
    if any(one.endswith("vbaproject.bin") for one in lowered) or b"macroEnabled" in types:
        raise KnownError(_MACROS.format(name=name))


def _part(package: ZipFile, part: str, limit: int, name: str) -> bytes:
    """Return a part of a package, never more of it than its limit."""
    held = bytearray()
    with package.open(part) as source:
        while piece := source.read(_PIECE):
            held += piece
            if len(held) > limit:
                raise KnownError(_HUGE.format(name=name))
    return bytes(held)


def _parsed(data: bytes, name: str) -> Element:
    """Return the tree of an XML part; a document type or a deep nest ends the reading."""
    from secretariat.packs.office_parts import DeclaredError, UnreadError, parse

    builder = TreeBuilder()

    def start(tag: str, attributes: dict[str, str]) -> None:
        builder.start(_named(tag), {_named(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        builder.end(_named(tag))

    def words(text: str) -> None:
        builder.data(text)

    try:
        parse([data], start, end, words, MAX_DEPTH)
        return builder.close()
    except DeclaredError as error:
        raise KnownError(_FOREIGN.format(name=name)) from error
    except (UnreadError, AssertionError) as error:
        raise KnownError(_BROKEN.format(name=name)) from error


@lru_cache(maxsize=2048)
def _named(name: str) -> str:
    return "{" + name if "}" in name else name


class _Reading:
    """Finds the fields of a form in the body of a document."""

    def __init__(self, body: Element, parts: tuple[FormPart, ...]) -> None:
        self._body = body
        self._hints = {headings_key(part.hint) for part in parts if part.hint.strip()}
        self._kinds = {headings_key(p.heading): p.kind for p in parts if p.heading.strip()}
        self._lines = list(_lines(body))

    def report(self, core: Element | None) -> ReadReport:
        item, reference = self._identity(core)
        values, by_heading = self._by_tag(), set()
        for taken, words in self._by_heading().items():
            if taken not in values:
                values[taken] = words
                by_heading.add(taken)
        notes = []
        if any(next(self._body.iter(tag), None) is not None for tag in _TRACKED):
            notes.append("It holds tracked changes, which are read as if all were accepted.")
        if by_heading:
            notes.append("Fields of the form are gone: their words were found by the headings.")
        found = {one: words for one, words in values.items() if words}
        kept = frozenset(by_heading & found.keys())
        return ReadReport(item, reference, found, kept, tuple(notes))

    def _identity(self, core: Element | None) -> tuple[str, str]:
        """Return for which item the form was made: as its properties say, and as is printed."""
        words = core.findtext(f"{_CP}keywords", "") if core is not None else ""
        item = next(
            (one[len(KEYWORD) :] for one in re.split(r"[,;\s]+", words) if one.startswith(KEYWORD)),
            "",
        )
        printed = next((m for _, line in self._lines if (m := _REFERENCE.search(line))), None)
        return item, " ".join(printed.groups()) if printed else ""

    def _by_tag(self) -> dict[Taken, str]:
        """Return the words of fields that are still there; empty where nothing was filled in."""
        found: dict[Taken, str] = {}
        for control in self._body.iter(f"{_W}sdt"):
            properties = control.find(f"{_W}sdtPr")
            tag = properties.find(f"{_W}tag") if properties is not None else None
            name = tag.get(f"{_W}val", "") if tag is not None else ""
            taken = _BY_TAG.get(name)
            content = control.find(f"{_W}sdtContent")
            if taken is None or properties is None or content is None or found.get(taken):
                continue
            hint = properties.find(f"{_W}showingPlcHdr") is not None
            lines = [line for _, line in _lines(content)]
            if not lines:
                lines = [_words(content)]
            found[taken] = "" if hint else self._value(taken, lines)
        return found

    def _by_heading(self) -> dict[Taken, str]:
        """Return the words below the headings of the form, and beside them in its table."""
        found: dict[Taken, list[str]] = {}
        current: Taken | None = None
        for heading, line in self._lines:
            kind = self._kinds.get(headings_key(line))
            if kind is not None:
                current = READ_BACK.get(kind)
                if current in found:  # the same heading again at the end of a report
                    current = None
                continue
            if heading:
                current = None
            elif current is not None and line.strip():
                found.setdefault(current, []).append(line)
                if current not in _MULTIPLE:
                    current = None
        return {taken: self._value(taken, _unlabelled(lines)) for taken, lines in found.items()}

    def _value(self, taken: Taken, lines: list[str]) -> str:
        """Return the words of a field; a hint that is still there is none."""
        kept = [line.strip() for line in lines if line.strip()]
        kept = [line for line in kept if headings_key(line.strip("[]")) not in self._hints]
        words = "\n\n".join(kept) if taken in _MULTIPLE else one_line(" ".join(kept))
        return words[:MAX_VALUE].strip()


def _unlabelled(lines: list[str]) -> list[str]:
    """Return paragraphs without typed numbers, where they begin to count: 2.1, 2.2."""
    if not lines or not _FIRST_LABEL.match(lines[0].strip()):
        return lines
    return [_LABEL.sub("", line.strip()) for line in lines]


_BY_TAG = {PREFIX + kind.value: taken for kind, taken in READ_BACK.items()}


def _lines(element: Element) -> Iterator[tuple[bool, str]]:
    """Yield the paragraphs below an element in order, and whether each is a heading."""
    for kid in element:
        if kid.tag in _GONE or kid.tag == _FALLBACK:
            continue
        if kid.tag == f"{_W}p":
            style = kid.find(f"{_W}pPr/{_W}pStyle")
            name = style.get(f"{_W}val", "") if style is not None else ""
            yield name.casefold().startswith(("heading", "title")), _words(kid)
        else:
            yield from _lines(kid)


def _words(element: Element) -> str:
    """Return the words of a paragraph as they read with all changes accepted."""
    found: list[str] = []

    def walk(one: Element) -> None:
        for kid in one:
            if kid.tag in _GONE or kid.tag == _FALLBACK:
                continue
            if kid.tag == f"{_W}t":
                found.append(kid.text or "")
            elif kid.tag in (f"{_W}br", f"{_W}cr"):
                found.append("\n")
            elif kid.tag == f"{_W}tab":
                found.append(" ")
            elif kid.tag == f"{_W}noBreakHyphen":
                found.append("-")
            else:
                walk(kid)

    walk(element)
    return "".join(found).strip()


def known_parts(parts: Iterable[FormPart], more: Iterable[FormPart]) -> tuple[FormPart, ...]:
    """Return the parts of a form, and after them those of others whose headings it lacks: a form
    that went out before its layout was changed is read all the same."""
    found = {headings_key(part.heading): part for part in parts}
    for part in more:
        found.setdefault(headings_key(part.heading), part)
    return tuple(found.values())
