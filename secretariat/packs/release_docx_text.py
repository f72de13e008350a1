"""The text of a Word file: what nobody sees in it, what was changed, and who cannot read it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from secretariat.models.release import ReleaseFault
from secretariat.packs.destinations import is_public
from secretariat.packs.office_parts import Attributes, Package
from secretariat.packs.release_found import Found

_OFF = frozenset(("0", "false", "off"))
_CHANGES = frozenset((
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
    "trPrChange", "tcPrChange", "tblGridChange", "tblPrExChange", "numberingChange", "cellIns",
    "cellDel", "cellMerge",
))  # fmt: skip
_COMMENTS = frozenset(("commentReference", "commentRangeStart"))
_INSIDE = frozenset(("object", "OLEObject", "altChunk", "subDoc"))
_FIELDS = frozenset((
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "TOC", "TC", "XE",
    "INDEX", "HYPERLINK", "SEQ", "STYLEREF", "SYMBOL", "EQ", "LISTNUM", "QUOTE", "=",
))  # fmt: skip
"""Fields that are made of the document itself (ECMA-376, 17.16.5)."""
_PRIVATE = frozenset((
    "AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "FILENAME", "FILESIZE",
    "TEMPLATE", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM",
    "COMMENTS", "INFO", "DOCPROPERTY", "DOCVARIABLE", "MERGEFIELD", "TITLE", "SUBJECT", "KEYWORDS",
))  # fmt: skip
"""Fields that tell of people, machines and clocks."""
_FETCHING = frozenset((
    "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE",
    "EMBED", "RD", "MACROBUTTON", "ASK", "FILLIN",
))  # fmt: skip
_TARGET = re.compile(r'HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_SMALLEST = 4
"""Half points of letters that nobody can read: two points."""
_LIGHT = re.compile(r"(?i)(?:f[0-9a-f]){3}")
_STYLES_DEEP = 20
_BOXES = frozenset(("txbxContent", "tbl"))


@dataclass(slots=True)
class _Style:
    based_on: str = ""
    is_hidden: bool | None = None
    level: int | None = None


@dataclass(slots=True)
class _Look:
    """How a run looks, as far as it says itself."""

    style: str = ""
    is_hidden: bool | None = None
    is_light: bool = False
    is_tiny: bool = False
    is_shaded: bool = False
    has_words: bool = False


@dataclass(slots=True)
class _Paragraph:
    style: str = ""
    level: int | None = None
    is_shaded: bool = False


@dataclass(slots=True)
class _Place:
    """Where the reading of a part is."""

    stack: list[str] = field(default_factory=list)
    paragraphs: list[_Paragraph] = field(default_factory=list)
    runs: list[_Look] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    picture: Attributes | None = None
    boxes: int = 0


class DocxText:
    """Reads the parts of a Word file that hold text, one after another."""

    def __init__(self, package: Package, found: Found, hosts: tuple[str, ...] = ()) -> None:
        self._package, self._found, self._hosts = package, found, hosts
        self._styles: dict[str, _Style] = {}
        self._language = ""
        self._default_hidden = False
        self._names: set[str] = set()
        self._goals: set[str] = set()
        self._level = 0
        self._has_marks = False
        self._place = _Place()
        self._read_styles()

    def read(self, part: str) -> None:
        """Look through one part."""
        self._place, self._level = _Place(), 0
        self._package.walk(part, self._start, self._end, self._words)

    def end(self, *, says_language: bool) -> None:
        """Tell of what only the whole file shows."""
        dead = len(self._goals - self._names)
        if dead:
            self._found.add(ReleaseFault.DEAD_LINK, count=dead)
        if not self._language and not says_language:
            self._found.add(ReleaseFault.NO_LANGUAGE)
        if self._has_marks:
            self._found.add(ReleaseFault.METADATA, "marks of editing sessions")

    # ------------------------------------------------------------------ styles

    def _read_styles(self) -> None:
        held = ""
        stack: list[str] = []

        def start(tag: str, given: Attributes) -> None:
            nonlocal held
            stack.append(tag)
            value = given.get("val", "")
            if tag == "style":
                held = given.get("styleId", "")
                self._styles[held] = _Style()
            elif "docDefaults" in stack:
                if tag == "lang" and value:
                    self._language = value
                self._default_hidden |= tag == "vanish" and value not in _OFF
            elif held and "tblStylePr" not in stack:
                _into_style(self._styles[held], tag, value)

        def end(_: str) -> None:
            stack.pop()

        self._package.walk("word/styles.xml", start, end)

    def _is_style_hidden(self, style: str) -> bool | None:
        for _ in range(_STYLES_DEEP):
            known = self._styles.get(style)
            if known is None:
                return None
            if known.is_hidden is not None:
                return known.is_hidden
            style = known.based_on
        return None

    def _level_of(self, style: str) -> int:
        for _ in range(_STYLES_DEEP):
            known = self._styles.get(style)
            if known is None:
                return 0
            if known.level is not None:
                return known.level
            style = known.based_on
        return 0

    # ------------------------------------------------------------------ what is read

    def _start(self, tag: str, given: Attributes) -> None:
        place, add = self._place, self._found.add
        self._has_marks |= any(name.startswith("rsid") for name in given)
        if tag in _CHANGES:
            add(ReleaseFault.TRACKED)
        elif tag in _COMMENTS:
            add(ReleaseFault.COMMENT)
        elif tag in _INSIDE:
            add(ReleaseFault.ATTACHMENT)
        elif tag == "control":
            add(ReleaseFault.ACTIVE, "controls")
        elif tag == "p":
            place.paragraphs.append(_Paragraph())
        elif tag == "r":
            place.runs.append(_Look())
        elif tag in _BOXES:
            place.boxes += 1
        elif tag == "bookmarkStart":
            self._names.add(given.get("name", ""))
        elif tag == "hyperlink" and given.get("anchor") and "id" not in given:
            self._goals.add(given["anchor"])
        elif tag == "fldSimple":
            self._field(given.get("instr", ""))
        elif tag == "fldChar":
            self._field_mark(given.get("fldCharType", ""))
        elif tag == "docPr":
            place.picture = dict(given)
        elif tag == "decorative" and place.picture is not None:
            place.picture["descr"] = "decorative"
        else:
            self._look(tag, given)
        place.stack.append(tag)

    def _look(self, tag: str, given: Attributes) -> None:
        """Take note of how a run or a paragraph looks."""
        place, value = self._place, given.get("val", "")
        above = place.stack[-1] if place.stack else ""
        if above == "rPr" and place.runs and "pPr" not in place.stack[-3:]:
            _into_look(place.runs[-1], tag, value, given)
        elif above == "pPr" and place.paragraphs:
            if tag == "pStyle":
                place.paragraphs[-1].style = value
            elif tag == "shd":
                place.paragraphs[-1].is_shaded = True
            elif tag == "outlineLvl":
                place.paragraphs[-1].level = _level(value)

    def _words(self, text: str) -> None:
        place = self._place
        tag = place.stack[-1] if place.stack else ""
        if tag == "instrText" and place.fields:
            place.fields[-1] += text
        elif tag == "t" and text.strip() and place.runs:
            place.runs[-1].has_words = True

    def _end(self, tag: str) -> None:
        place = self._place
        place.stack.pop()
        if tag == "r" and place.runs:
            run = place.runs.pop()
            if run.has_words and self._is_unseen(run):
                self._found.add(ReleaseFault.HIDDEN_TEXT)
        elif tag == "p" and place.paragraphs:
            self._heading(place.paragraphs.pop())
        elif tag in _BOXES:
            place.boxes -= 1
        elif tag == "docPr":
            held = place.picture or {}
            if not held.get("descr", "").strip() and not held.get("title", "").strip():
                self._found.add(ReleaseFault.NO_ALTERNATIVE)
            place.picture = None

    def _is_unseen(self, run: _Look) -> bool:
        place = self._place
        paragraph = place.paragraphs[-1] if place.paragraphs else _Paragraph()
        hidden = run.is_hidden
        for style in (run.style, paragraph.style):
            hidden = self._is_style_hidden(style) if hidden is None and style else hidden
        if hidden is None:
            hidden = self._default_hidden
        lost = run.is_light and not run.is_shaded and not paragraph.is_shaded and not place.boxes
        return hidden or run.is_tiny or lost

    def _heading(self, paragraph: _Paragraph) -> None:
        own = paragraph.level
        level = self._level_of(paragraph.style) if own is None else own
        if not level:
            return
        if level > self._level + 1 and self._level:
            self._found.add(ReleaseFault.HEADINGS)
        self._level = level

    # ------------------------------------------------------------------ fields

    def _field_mark(self, kind: str) -> None:
        fields = self._place.fields
        if kind == "begin":
            fields.append("")
        elif kind == "separate" and fields:
            self._field(fields[-1])
            fields[-1] = ""
        elif kind == "end" and fields:
            self._field(fields.pop())

    def _field(self, said: str) -> None:
        name = (said.split() or [""])[0].upper()
        if not name or name.startswith("="):
            return
        if name == "HYPERLINK":
            target = _TARGET.match(said.strip())
            if target and not is_public(target[1].strip(), self._hosts):
                self._found.add(ReleaseFault.BAD_LINK)
        elif name in _PRIVATE:
            self._found.add(ReleaseFault.METADATA, f"the field {name}")
        elif name not in _FIELDS:
            shown = f"the field {name}" if name in _FETCHING else "a field"
            self._found.add(ReleaseFault.ACTIVE, shown)


def _into_style(style: _Style, tag: str, value: str) -> None:
    if tag == "basedOn":
        style.based_on = value
    elif tag == "vanish":
        style.is_hidden = value not in _OFF
    elif tag == "outlineLvl":
        style.level = _level(value)


def _level(value: str) -> int:
    """Return the level of a heading from 1; 0 for the text between them."""
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0


def _into_look(look: _Look, tag: str, value: str, given: Attributes) -> None:
    if tag == "rStyle":
        look.style = value
    elif tag in ("vanish", "specVanish"):
        look.is_hidden = value not in _OFF
    elif tag == "color":
        look.is_light = bool(_LIGHT.fullmatch(value))
    elif tag == "sz":
        look.is_tiny = value.isdecimal() and int(value) <= _SMALLEST
    elif tag == "highlight" or (tag == "shd" and given.get("fill", "auto") != "auto"):
        look.is_shaded = True
