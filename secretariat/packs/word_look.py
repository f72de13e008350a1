"""A look into a file of an office program before it is converted: what nobody sees in its pages.

Tracked changes, comments, hidden words, sheets, rows and slides, notes of speakers, files inside,
what is taken from elsewhere, macros, and who made it. Nothing is changed and nothing is run.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from secretariat.models.paper_findings import PaperFault, PaperFinding
from secretariat.packs.jobs import Report
from secretariat.packs.limits import Limits
from secretariat.packs.office_parts import (
    Attributes,
    BombError,
    LockedError,
    Package,
    UnreadError,
    opened,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_VBA = "_VBA_PROJECT".encode("utf-16-le")
_MOST_WORDS = 1_500
_MOST_NAMES = 30
_CHANGES = frozenset(("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange"))
_FETCHING = re.compile(r"(?i)\b(?:INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|RD)\b")
_CHUNKS = (".rtf", ".mht", ".mhtml", ".htm", ".html")
"""Documents of other kinds that a part of text may be taken from, by rules of their own."""
_OFF = frozenset(("0", "false", "off"))
_PEOPLE = frozenset(
    ("creator", "lastModifiedBy", "Company", "Manager", "initial-creator", "printed-by")
)
_RTF = (
    (re.compile(rb"\\(?:revised|deleted)(?![a-z0-9])"), PaperFault.TRACKED_IN_FILE),
    (re.compile(rb"\\\*\\annotation(?![a-z])"), PaperFault.COMMENTS_IN_FILE),
    (re.compile(rb"\\v(?![a-z0-9])"), PaperFault.HIDDEN_WORDS),
    (re.compile(rb"\\object(?![a-z])"), PaperFault.EMBEDDED),
    (re.compile(rb"\\\*\\(?:author|operator|company|manager)(?![a-z])|"
                rb"\\(?:author|operator|company|manager)(?![a-z])"), PaperFault.PERSONAL),
)  # fmt: skip

_RTF_FIELD = re.compile(rb"\\fldinst(?![a-z])")
_RTF_PLAIN_FIELD = re.compile(
    rb"\\fldinst(?![a-z])(?:\s|[{}]|\\\*|\\[a-z]+-?\d*)*"
    rb"(?:HYPERLINK|PAGE|PAGEREF|NUMPAGES|SECTIONPAGES|REF|NOTEREF|TOC|SEQ|STYLEREF|DATE|TIME"
    rb"|CREATEDATE|SAVEDATE|PRINTDATE|SYMBOL|XE|TC|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|=)(?![A-Z])",
    re.IGNORECASE,
)
_RTF_WORDS = {
    PaperFault.HIDDEN_WORDS: "{n:,} passages",
    PaperFault.EMBEDDED: "{n:,} objects",
    PaperFault.PERSONAL: "names of people or companies",
}


@dataclass(frozen=True, slots=True)
class WordLookOrder:
    """A file by its path, and the ending by which its kind is known."""

    source: Path
    ending: str


@dataclass(frozen=True, slots=True)
class WordLook:
    """What was found in a file, whether it opens only with a password, and whether opening it
    may bring in other files of this computer. `refused` says why no program is given it to open:
    what it unpacks to, declares or nests is no paper."""

    findings: tuple[PaperFinding, ...] = ()
    is_locked: bool = False
    is_fetching: bool = False
    refused: str = ""


def carry_out(order: WordLookOrder, limits: Limits, report: Report) -> WordLook:
    """Do the job `word-look`."""
    return look_into(order.source, order.ending)


def look_into(source: Path, ending: str) -> WordLook:
    """Return what is in a file and not in its pages; what cannot be looked through says so.

    To be called in the child process only, by way of the job `word-look`.
    """
    with source.open("rb") as stream:
        head = stream.read(8)
    if ending == "rtf":
        return _of_rich_text(source.read_bytes())
    if head == _OLE:
        return _of_old(source.read_bytes())
    found = _Found()
    try:
        with opened(source) as package:
            _look(package, ending, found)
    except LockedError:
        return WordLook(is_locked=True)
    except BombError as error:
        found.add(PaperFault.UNREAD, 1, str(error))
        return WordLook(found.findings(), refused=str(error))
    except UnreadError as error:
        found.add(PaperFault.UNREAD, 1, str(error))
    return WordLook(found.findings(), is_fetching=found.is_fetching)


class _Found:
    """Gathers what is found: how often, and the words for it."""

    def __init__(self) -> None:
        self._counts: Counter[PaperFault] = Counter()
        self._words: dict[PaperFault, list[str]] = {}
        self.is_fetching = False

    def add(self, kind: PaperFault, count: int = 1, words: str = "") -> None:
        """Count something; words that were told before are told once."""
        self._counts[kind] += count
        held = self._words.setdefault(kind, [])
        plain = " ".join(words.split())
        if plain and plain not in held and len(held) < _MOST_NAMES:
            held.append(plain)

    def findings(self) -> tuple[PaperFinding, ...]:
        """Return a finding for each kind."""
        return tuple(
            PaperFinding(kind, 0, count, "; ".join(self._words[kind])[:_MOST_WORDS])
            for kind, count in self._counts.items()
            if count
        )


def _look(package: Package, ending: str, found: _Found) -> None:
    for name in package.names:
        low = name.casefold()
        if low.endswith("vbaproject.bin") or low.startswith(("basic/", "scripts/")):
            found.add(PaperFault.MACROS)
        if low.endswith(_CHUNKS) and "/embeddings/" not in low:
            found.is_fetching = True
        if "/embeddings/" in low or "/activex/" in low:
            found.add(PaperFault.EMBEDDED, 1, name.rpartition("/")[2])
    if ending.startswith("od"):
        _of_open_document(package, found)
        return
    for part in package.named("docProps/"):
        _who(package, part, found)
    _elsewhere(package, found)
    if ending.startswith("doc"):
        _of_word(package, found)
    elif ending.startswith("xls"):
        _of_excel(package, found)
    else:
        _of_slides(package, found)


def _who(package: Package, part: str, found: _Found) -> None:
    inside = ""

    def start(tag: str, _: Attributes) -> None:
        nonlocal inside
        inside = tag if tag in _PEOPLE else ""

    def words(text: str) -> None:
        if inside and text.strip():
            found.add(PaperFault.PERSONAL, 1, text)

    package.walk(part, start, lambda _: start("", {}), words)


def _elsewhere(package: Package, found: _Found) -> None:
    """Tell of what a file takes from another place; a link that somebody may follow is none."""

    def start(tag: str, given: Attributes) -> None:
        kind = given.get("Type", "").rpartition("/")[2]
        if given.get("TargetMode") == "External" and kind != "hyperlink":
            found.add(PaperFault.OUTSIDE_LINKS, 1, given.get("Target", ""))

    for part in package.named("", ending=".rels"):
        package.walk(part, start)


def _counting(package: Package, part: str, names: frozenset[str]) -> int:
    count = 0

    def start(tag: str, _: Attributes) -> None:
        nonlocal count
        count += tag in names

    package.walk(part, start)
    return count


def _of_word(package: Package, found: _Found) -> None:
    for part in package.named("word/"):
        if part.startswith("word/comments") and part == "word/comments.xml":
            found.add(
                PaperFault.COMMENTS_IN_FILE, _counting(package, part, frozenset(("comment",)))
            )
        elif part.startswith(("word/document", "word/foot", "word/head", "word/endnotes")):
            _of_text(package, part, found)


def _of_text(package: Package, part: str, found: _Found) -> None:
    in_run = is_hidden = is_code = False
    held: list[str] = []

    def start(tag: str, given: Attributes) -> None:
        nonlocal in_run, is_hidden, is_code
        if tag in _CHANGES:
            found.add(PaperFault.TRACKED_IN_FILE)
        elif tag == "r":
            in_run, is_hidden = True, False
            held.clear()
        elif tag == "vanish" and in_run:
            is_hidden = given.get("val", "") not in _OFF
        elif tag == "instrText":
            is_code = True

    def end(tag: str) -> None:
        nonlocal in_run, is_code
        if tag == "r":
            if is_hidden and (words := "".join(held).strip()):
                found.add(PaperFault.HIDDEN_WORDS, 1, words)
            in_run = False
        elif tag == "instrText":
            is_code = False

    def words(text: str) -> None:
        if is_code:
            if _FETCHING.search(text):
                found.add(PaperFault.OUTSIDE_LINKS, 1, text)
        elif in_run and len(held) < 1_000:
            held.append(text)

    package.walk(part, start, end, words)


def _of_excel(package: Package, found: _Found) -> None:
    def sheet(tag: str, given: Attributes) -> None:
        if tag == "sheet" and given.get("state", "visible") != "visible":
            found.add(PaperFault.HIDDEN_SHEETS, 1, given.get("name", ""))

    package.walk("xl/workbook.xml", sheet)
    for part in package.named("xl/worksheets/"):
        _hidden_rows(package, part, found)
    for part in package.named("xl/comments", "xl/threadedComments/"):
        count = _counting(package, part, frozenset(("comment", "threadedComment")))
        found.add(PaperFault.COMMENTS_IN_FILE, count)
    for _ in package.named("xl/pivotCache/pivotCacheRecords"):
        found.add(PaperFault.EMBEDDED, 1, "all the data behind a pivot table")


def _hidden_rows(package: Package, part: str, found: _Found) -> None:
    rows = columns = 0

    def start(tag: str, given: Attributes) -> None:
        nonlocal rows, columns
        if given.get("hidden", "0") in ("1", "true"):
            rows += tag == "row"
            columns += tag == "col"

    package.walk(part, start)
    if rows or columns:
        told = [f"{rows:,} of rows"] * bool(rows) + [f"{columns:,} of columns"] * bool(columns)
        name = part.rpartition("/")[2].removesuffix(".xml")
        found.add(PaperFault.HIDDEN_ROWS, rows + columns, f"{name} ({', '.join(told)})")


def _of_slides(package: Package, found: _Found) -> None:
    def slide(tag: str, given: Attributes) -> None:
        if tag == "sld" and given.get("show", "1") in _OFF:
            found.add(PaperFault.HIDDEN_SLIDES)

    for part in package.named("ppt/slides/"):
        package.walk(part, slide)
    for part in package.named("ppt/notesSlides/"):
        if _has_words(package, part):
            found.add(PaperFault.SPEAKER_NOTES)
    for part in package.named("ppt/comments/"):
        found.add(
            PaperFault.COMMENTS_IN_FILE, _counting(package, part, frozenset(("cm", "comment")))
        )


def _has_words(package: Package, part: str) -> bool:
    """Say whether notes have words of their own, besides the number of their slide."""
    in_field = False
    said = False

    def start(tag: str, _: Attributes) -> None:
        nonlocal in_field
        in_field = in_field or tag == "fld"

    def end(tag: str) -> None:
        nonlocal in_field
        in_field = in_field and tag != "fld"

    def words(text: str) -> None:
        nonlocal said
        said = said or bool(text.strip() and not in_field)

    package.walk(part, start, end, words)
    return said


class _OpenText:
    """Reads the content of an OpenDocument file; styles stand before what they are given to."""

    def __init__(self, found: _Found) -> None:
        self._found = found
        self._style = ""
        self._unseen: set[str] = set()
        self._in_notes = False

    def start(self, tag: str, given: Attributes) -> None:
        """Take note of an element."""
        add = self._found.add
        if tag == "style":
            self._style = given.get("name", "")
        elif tag.endswith("-properties"):
            hidden = given.get("visibility") == "hidden"
            if hidden or given.get("display") in ("false", "none"):
                self._unseen.add(self._style)
        elif tag == "changed-region":
            add(PaperFault.TRACKED_IN_FILE)
        elif tag == "annotation":
            add(PaperFault.COMMENTS_IN_FILE)
        elif tag in ("hidden-text", "hidden-paragraph"):
            add(PaperFault.HIDDEN_WORDS)
        elif tag == "table" and given.get("style-name") in self._unseen:
            add(PaperFault.HIDDEN_SHEETS, 1, given.get("name", ""))
        elif tag == "page" and given.get("style-name") in self._unseen:
            add(PaperFault.HIDDEN_SLIDES)
        elif tag in ("p", "span", "section") and given.get("style-name") in self._unseen:
            add(PaperFault.HIDDEN_WORDS)
        elif tag in ("table-row", "table-column") and "visibility" in given:
            if given["visibility"] in ("collapse", "filter"):
                add(PaperFault.HIDDEN_ROWS, 1, "in the tables")
        elif tag == "notes":
            self._in_notes = True
        if tag != "a" and self._is_outside(given.get("href", "")):
            add(PaperFault.OUTSIDE_LINKS, 1, given["href"])

    def end(self, tag: str) -> None:
        """Take note of an element's end."""
        if tag == "notes":
            self._in_notes = False

    def words(self, text: str) -> None:
        """Take note of words."""
        if self._in_notes and text.strip():
            self._in_notes = False
            self._found.add(PaperFault.SPEAKER_NOTES)

    @staticmethod
    def _is_outside(href: str) -> bool:
        return "://" in href or href.startswith(("file:", "../", "/", "\\\\"))


def _of_open_document(package: Package, found: _Found) -> None:
    def locked(tag: str, _: Attributes) -> None:
        if tag == "encryption-data":
            raise LockedError("it is locked.")

    package.walk("META-INF/manifest.xml", locked)
    for name in sorted({name.partition("/")[0] for name in package.names}):
        if re.fullmatch(r"Object \d+", name):
            found.add(PaperFault.EMBEDDED, 1, name)
    _who(package, "meta.xml", found)
    reader = _OpenText(found)
    package.walk("styles.xml", reader.start, reader.end, reader.words)
    package.walk("content.xml", reader.start, reader.end, reader.words)


def _of_old(data: bytes) -> WordLook:
    if _LOCKED in data:
        return WordLook(is_locked=True)
    found = _Found()
    found.add(PaperFault.UNREAD, 1, "it is in an old format.")
    if _VBA in data:
        found.add(PaperFault.MACROS)
    return WordLook(found.findings())


def _of_rich_text(data: bytes) -> WordLook:
    """Look into rich text. Its fields can name pictures of this computer, which LibreOffice puts in
    whatever its profile says: a field that is not known to be harmless counts as one of those."""
    found = _Found()
    for pattern, kind in _RTF:
        count = sum(1 for _ in pattern.finditer(data))
        if count:
            found.add(kind, count, _RTF_WORDS.get(kind, "").format(n=count))
    fields = sum(1 for _ in _RTF_FIELD.finditer(data))
    others = fields - sum(1 for _ in _RTF_PLAIN_FIELD.finditer(data))
    if others:
        found.add(PaperFault.OUTSIDE_LINKS, others)
    return WordLook(found.findings(), is_fetching=others > 0)
