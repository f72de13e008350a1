"""What must never come out of a Word template: changes and comments, names, clocks, and calls."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docx.oxml.ns import qn
from lxml import etree

from secretariat.errors import KnownError
from secretariat.render.docx.place import MARK

# Left out together with what is inside.
_GONE = frozenset(
    qn(f"w:{name}")
    for name in (
        "del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
        "moveToRangeEnd", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "tblGridChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel",
        "cellMerge", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
        "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
        "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "commentRangeStart",
        "commentRangeEnd", "commentReference", "annotationRef", "footnoteReference",
        "endnoteReference", "footnotePr", "endnotePr", "proofErr", "permStart", "permEnd",
        "dataBinding", "placeholder", "customXmlPr", "smartTagPr", "lastRenderedPageBreak",
        "printerSettings", "docPartObj", "docPartList",
    )
)  # fmt: skip
# Left out, but what is inside stays.
_OPENED = frozenset(qn(f"w:{name}") for name in ("ins", "moveTo", "smartTag", "customXml"))
_FOREIGN = frozenset(qn(f"w:{name}") for name in ("object", "control", "altChunk", "subDoc"))
_FOREIGN_MESSAGE = (
    "The Word template holds a file of another program or part of another document; "
    "put words or a picture in its place."
)
_CALLS = (
    "The Word template fetches words or pictures from elsewhere by a field; "
    "put them into the template itself."
)
# Fields that name a person or a machine, or run with the clock: a document has its own date.
_PRIVATE = frozenset(
    ("AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "FILENAME", "FILESIZE",
     "TEMPLATE", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM",
     "COMMENTS", "INFO", "DOCPROPERTY", "DOCVARIABLE", "ASK", "FILLIN", "MERGEFIELD",
     "MACROBUTTON", "GOTOBUTTON", "ADVANCE")
)  # fmt: skip
_CALLING = frozenset(
    ("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE",
     "EMBED", "RD")
)  # fmt: skip
_PERSON = re.compile("creator|lastModifiedBy|Manager", re.IGNORECASE)
_SETTINGS = frozenset(
    qn(f"w:{name}")
    for name in (
        "zoom", "displayBackgroundShape", "embedTrueTypeFonts", "embedSystemFonts",
        "saveSubsetFonts", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter", "gutterAtTop", "defaultTabStop", "autoHyphenation",
        "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders",
        "characterSpacingControl", "hdrShapeDefaults", "compat", "themeFontLang",
        "clrSchemeMapping", "decimalSymbol", "listSeparator",
    )
)  # fmt: skip
_W = qn("w:p").partition("}")[0] + "}"
_MARKS = re.compile(re.escape(_W) + "rsid")


def clean_part(root: etree._Element, links: frozenset[str]) -> None:
    """Take out of the body, a head or a foot what no document may inherit.

    Tracked changes are taken as accepted. `links` are the identifiers of links that may stay;
    others become words. Raises KnownError where something is fetched from elsewhere.
    """
    if next(root.iter(*_FOREIGN), None) is not None:
        raise KnownError(_FOREIGN_MESSAGE)
    _drop_fields(root)
    for bound in list(root.iter(qn("w:dataBinding"))):
        holder = bound.getparent()
        if holder is not None and _PERSON.search(bound.get(qn("w:xpath"), "")):
            _remove(holder.getparent() if holder.getparent() is not None else holder)
    _drop_hints(root)
    for row in list(root.iter(qn("w:tr"))):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            _remove(row)
    for each in list(root.iter(*_GONE)):
        _remove(each)
    for each in list(root.iter(*_OPENED)):
        if _is_mark(each):
            _remove(each)
        else:
            _open(each)
    for each in list(root.iter(qn("w:hyperlink"))):
        uid = each.get(qn("r:id"))
        if uid is not None and uid not in links:
            _open(each)


def clean_settings(root: etree._Element) -> None:
    """Leave only what a page needs: no protection, no merging, no tracking, no paths."""
    for each in list(root):
        if each.tag not in _SETTINGS:
            root.remove(each)
    for each in list(root.iter(*_GONE)):
        _remove(each)


def _is_mark(element: etree._Element) -> bool:
    """Say whether an insertion is only the mark of a paragraph or row that was inserted."""
    parent = element.getparent()
    return parent is not None and parent.tag in {qn("w:rPr"), qn("w:trPr"), qn("w:numPr")}


def _drop_fields(root: etree._Element) -> None:
    for each in list(root.iter(qn("w:fldSimple"))):
        if _is_private(each.get(qn("w:instr"), "")):
            _remove(each)
    open_fields: list[_Field] = []
    dropped: list[etree._Element] = []
    for run in root.iter(qn("w:r")):
        for each in run.iter(qn("w:fldChar"), qn("w:instrText")):
            kind = each.get(qn("w:fldCharType"))
            if kind == "begin":
                open_fields.append(_Field([]))
            elif open_fields and each.tag == qn("w:instrText"):
                open_fields[-1].said += each.text or ""
            elif open_fields and kind == "end":
                ended = open_fields.pop()
                ended.runs.append(run)
                if _is_private(ended.said):
                    dropped += ended.runs
                elif open_fields:
                    open_fields[-1].runs += ended.runs
        if open_fields:
            open_fields[-1].runs.append(run)
    for run in dropped:
        _remove(run)


def _drop_hints(root: etree._Element) -> None:
    """Take out of content controls what only says what to put there, with lines left empty.

    The place of the document stays, whatever it shows.
    """
    for control in list(root.iter(qn("w:sdt"))):
        if not _is_hint(control):
            continue
        for each in [*control.iter(qn("w:r"))]:
            _remove(each)
        line = control.getparent()
        if line is None or line.tag != qn("w:p"):
            continue
        line.remove(control)
        body = line.getparent()
        empty = next(line.iter(qn("w:r"), qn("w:sdt"), qn("w:sectPr")), None) is None
        if empty and body is not None and len(body.findall(qn("w:p"))) > 1:
            body.remove(line)


def _is_hint(control: etree._Element) -> bool:
    """Say whether a control shows a hint: it says so or, where a program has dropped that, it
    shows what it is called."""
    told = control.find(qn("w:sdtPr"))
    if told is None:
        return False
    said = {each.tag: each.get(qn("w:val"), "").strip() for each in told}
    if MARK in (said.get(tag, "").casefold() for tag in (qn("w:tag"), qn("w:alias"))):
        return False
    shown = "".join(each.text or "" for each in control.iter(qn("w:t"))).strip()
    named = bool(shown) and said.get(qn("w:alias")) == shown
    hinted = said.get(qn("w:showingPlcHdr"), "off")
    return named or hinted not in ("0", "false", "off")


class _Field:
    """A field while it is read: its runs, and what it asks for."""

    def __init__(self, runs: list[etree._Element]) -> None:
        self.runs = runs
        self.said = ""


def _is_private(said: str) -> bool:
    name = (said.split() or [""])[0].upper()
    if name in _CALLING:
        raise KnownError(_CALLS)
    return name in _PRIVATE


def forget_marks(root: etree._Element) -> None:
    """Forget the marks of editing sessions, by which Word tells who wrote what and when."""
    for each in root.iter():
        for name in [str(name) for name in each.attrib if _MARKS.match(str(name))]:
            del each.attrib[name]
    for each in list(root.iter(qn("w:rsid"))):
        _remove(each)
    for each in root.iter():
        for name in ("paraId", "textId"):
            each.attrib.pop(f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}", "")


def _remove(element: etree._Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)


def _open(element: etree._Element) -> None:
    """Put what is inside an element into its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    inside: Iterable[etree._Element] = list(element)
    for offset, each in enumerate(inside):
        parent.insert(place + offset, each)
    parent.remove(element)
