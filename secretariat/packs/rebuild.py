"""A new PDF with what is named of the old one, page by page, and with nothing else.

The same file always gives the same bytes, and what was rebuilt is rebuilt into itself.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from secretariat.models.paper_findings import PaperFault, PaperFinding
from secretariat.models.xmp import escape
from secretariat.packs.copying import Copier
from secretariat.packs.destinations import Targets, bookmarks, link_of, targets_of
from secretariat.packs.flatten import (
    Mark,
    Marks,
    is_seen,
    marks_of,
    needs_drawing,
    redrawn,
    wants_redrawing,
)
from secretariat.packs.jobs import Report
from secretariat.packs.layers import Layers, layers_of
from secretariat.packs.limits import Limits
from secretariat.packs.objects import (
    boxes_of,
    elements,
    held,
    inherited,
    is_dictionary,
    items,
    name_of,
    quarter_turns,
    text_of,
    unit_of,
)
from secretariat.packs.opening import Opened, RefusedError
from secretariat.packs.shapes import NUMBER, NUMBERS, Atom
from secretariat.packs.structure import Paged, Structure

_VERSION = "1.7"
_LINK_KEYS = {
    "/Border": Atom("a", 2), "/C": NUMBERS, "/H": Atom("N"), "/F": NUMBER, "/QuadPoints": NUMBERS,
    "/Contents": Atom("s"),
}  # fmt: skip
_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:format>application/pdf</dc:format>{title}{language}"
    '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is wanted of a paper that comes in: the title and the language that its copy is given
    (empty for what it says of its language itself), further hosts that only work inside, and
    whether a paper with marks on top of its pages is refused instead of drawn."""

    title: str = ""
    language: str = ""
    hosts: tuple[str, ...] = ()
    refuse_marks: bool = False


@dataclass(slots=True)
class Rebuilt:
    """The new file, whether it has a structure tree, and what was found in making it."""

    data: bytes
    is_tagged: bool = False
    findings: list[PaperFinding] = field(default_factory=list)


def rebuild(
    opened: Opened, wishes: Wishes, language: str, limits: Limits, report: Report
) -> Rebuilt:
    """Return the new file for one that is open; RefusedError where the wishes ask for that."""
    import pikepdf

    with pikepdf.new() as target:
        work = _Rebuilding(opened, target, wishes, limits)
        work.pages(report)
        work.around(language)
        data = written(target)
    return Rebuilt(data, work.is_tagged, work.findings)


def written(pdf: Any) -> bytes:
    """Return the bytes of a PDF, which depend on what is in it and on nothing else.

    Objects are gathered into streams by their numbers, and those by the order in which they were
    made; so they are numbered first, in the order in which they are reached.
    """
    import pikepdf

    first, second = io.BytesIO(), io.BytesIO()
    plain = pikepdf.ObjectStreamMode.disable
    pdf.save(first, static_id=True, object_stream_mode=plain, min_version=_VERSION)
    first.seek(0)
    with pikepdf.open(first) as numbered:
        numbered.save(
            second,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            min_version=_VERSION,
        )
    return second.getvalue()


class _Rebuilding:
    """The making of one new file."""

    def __init__(self, opened: Opened, target: Any, wishes: Wishes, limits: Limits) -> None:
        self.findings: list[PaperFinding] = []
        self.is_tagged = False
        self._source = opened.pdf
        self._data = opened.data
        self._target = target
        self._wishes = wishes
        self._layers = layers_of(opened.pdf.Root)
        self._copier = Copier(target, self._layers, limits.memory // 4)
        self._paged = Paged()
        self._olds = [page.obj for page in opened.pdf.pages]
        self._news: list[Any] = []
        self._other: Any = None
        self._tags = is_dictionary(opened.pdf.Root.get("/StructTreeRoot"))

    def pages(self, report: Report) -> None:
        """Copy all pages, with what is drawn into them and with their links."""
        from pikepdf import Array, Dictionary, Name, Page

        for old in self._olds:
            sheet, shown = boxes_of(old)
            new = self._target.make_indirect(
                Dictionary(Type=Name.Page, MediaBox=Array(_exact(sheet)))
            )
            if shown != sheet:
                new["/CropBox"] = Array(_exact(shown))
            if turned := quarter_turns(old):
                new["/Rotate"] = turned
            if unit_of(old) != 1:
                new["/UserUnit"] = old["/UserUnit"]
            self._target.pages.append(Page(new))
        self._news = [page.obj for page in self._target.pages]
        marks = self._marks()
        numbers = {old.objgen: index for index, old in enumerate(self._olds)}
        targets = targets_of(self._source.Root, self._news, numbers)
        for index, (old, new) in enumerate(zip(self._olds, self._news, strict=True)):
            report(index, len(self._olds), "Cleaning")
            self._page(index + 1, old, new, marks[index][0], marks[index][1])
            self._links(index + 1, old, new, targets)
        outlines = bookmarks(self._source.Root, targets, self._target)
        if outlines is not None:
            self._target.Root["/Outlines"] = outlines

    def around(self, language: str) -> None:
        """Write the structure tree and what the file says of itself."""
        from pikepdf import Dictionary, Name, String

        root = self._target.Root
        if self._tags:
            self._paged.forms = self._copier.marks
            structure = Structure(self._copier, self._paged)
            tree = structure.copy(self._source.Root.get("/StructTreeRoot"))
            if tree is not None:
                root["/StructTreeRoot"] = tree
                root["/MarkInfo"] = Dictionary(Marked=True)
                self.is_tagged = True
                for new in self._news:
                    new["/Tabs"] = Name.S
            if structure.without_words:
                self.findings.append(
                    PaperFinding(PaperFault.NO_ALTERNATIVE, count=structure.without_words)
                )
        title = self._wishes.title
        if language:
            root["/Lang"] = String(language)
        root["/ViewerPreferences"] = Dictionary(DisplayDocTitle=True)
        if title:
            self._target.trailer["/Info"] = self._target.make_indirect(
                Dictionary(Title=String(title))
            )
        root["/Metadata"] = _metadata(self._target, title, language)

    # ---------------------------------------------------------------------------- pages

    def _marks(self) -> list[tuple[Marks, Copier]]:
        """Return what is drawn onto each page, with what copies it."""
        import pikepdf

        root = self._source.Root
        others: list[Any] = [None] * len(self._olds)
        other_copier = self._copier
        if wants_redrawing(self._olds, root, self._layers):
            data = redrawn(self._data)
            if data is not None:
                # Held, because its objects end with it.
                self._other = other = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
                if len(other.pages) == len(self._olds):
                    others = [page.obj for page in other.pages]
                    other_copier = Copier(self._target, Layers(), 1 << 28)
        stale = needs_drawing(root)
        found = [
            (marks_of(old, drawn, self._layers, stale), other_copier)
            for old, drawn in zip(self._olds, others, strict=True)
        ]
        if self._wishes.refuse_marks:
            kinds = sorted({m.kind.removeprefix("/") for marks, _ in found for m in marks.drawn})
            if kinds:
                raise RefusedError(PaperFinding(PaperFault.MARKS_REFUSED, words=", ".join(kinds)))
        return found

    def _page(self, number: int, old: Any, new: Any, marks: Marks, other: Copier) -> None:
        from pikepdf import Page

        copier = self._copier
        copier.lost, other.lost, copier.hidden = {}, {}, 0
        resources = inherited(old, "/Resources")
        seen = copier.content(Page(old), resources)
        new["/Resources"] = copier.page_resources(resources, seen.used)
        group = copier.copy(old.get("/Group"), "group")
        if group is not None:
            new["/Group"] = group
        data, marked = seen.data, seen.marks
        if marks.drawn:
            data = b"q\n" + data + b"Q\n" + self._draw(new, marks.drawn, other, marked)
            # Written as what is read again would be, so that rebuilding again changes nothing.
            data = self._copier.content(self._target.make_stream(data), None).data
        new["/Contents"] = self._target.make_stream(data)
        self._paged.pages[old.objgen] = (new, marked)
        for kind in sorted(set(marks.missing)):
            count = marks.missing.count(kind)
            self.findings.append(PaperFinding(PaperFault.NOT_DRAWN, number, count, kind))
        for what, count in sorted({**other.lost, **copier.lost}.items()):
            self.findings.append(PaperFinding(PaperFault.NOT_KEPT, number, count, what))

    def _draw(self, new: Any, drawn: list[Mark], other: Copier, marked: set[int]) -> bytes:
        """Return the content that draws marks, each with a mark of its own for the structure."""
        from pikepdf import Dictionary

        forms = new["/Resources"].get("/XObject")
        if forms is None:
            new["/Resources"]["/XObject"] = forms = Dictionary()
        written, at = [], max(marked, default=-1)
        prefix = "/Mark"
        while any(name.startswith(prefix) for name, _ in items(forms)):
            prefix += "_"
        for mark in drawn:
            copy = (other if mark.is_redrawn else self._copier).copy(mark.form, "form")
            if copy is None:
                continue
            from pikepdf import Name

            copy["/Type"], copy["/Subtype"] = Name.XObject, Name.Form
            at += 1
            name = f"{prefix}{at}"
            forms[name] = copy
            numbers = " ".join(f"{one:.6f}".rstrip("0").rstrip(".") for one in mark.matrix)
            line = f"q {numbers} cm {name} Do Q"
            if self._tags:
                line = f"/P <</MCID {at}>> BDC\n{line}\nEMC"
                marked.add(at)
                if mark.place != (0, 0):
                    self._paged.drawn[mark.place] = (new, at)
                else:
                    self._paged.loose.append((new, at))
            written.append(line)
        return ("\n".join(written) + "\n").encode()

    def _links(self, number: int, old: Any, new: Any, targets: Targets) -> None:
        from pikepdf import Array, Dictionary, Name

        kept = []
        for one in elements(old.get("/Annots")):
            if not is_dictionary(one) or name_of(one.get("/Subtype")) != "/Link":
                continue
            rect = self._copier.copy(one.get("/Rect"), NUMBERS)
            if rect is None or len(rect) != 4 or not is_seen(one, self._layers):
                continue
            goes, told = link_of(one, targets, self._wishes.hosts)
            if told is not None:
                self.findings.append(PaperFinding(told.kind, number, told.count, told.words))
                continue
            keys = {
                key: self._copier.copy(one.get(key), shape) for key, shape in _LINK_KEYS.items()
            }
            made = self._target.make_indirect(
                Dictionary(
                    {
                        "/Type": Name.Annot,
                        "/Subtype": Name.Link,
                        "/Rect": rect,
                        **{key: copy for key, copy in keys.items() if copy is not None},
                        **goes,
                        "/P": new,
                    }
                )
            )
            if one.objgen != (0, 0):
                self._paged.links[one.objgen] = made
            kept.append(made)
        if kept:
            new["/Annots"] = Array(kept)


def _exact(box: tuple[float, float, float, float]) -> list[Any]:
    """Return the numbers of a box as short as they are exact to a thousandth."""
    from decimal import Decimal

    return [
        int(one) if one == int(one) else Decimal(f"{one:.4f}".rstrip("0").rstrip("."))
        for one in box
    ]


def _metadata(target: Any, title: str, language: str) -> Any:
    from pikepdf import Name

    titled = (
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
        "</dc:title>"
        if title
        else ""
    )
    spoken = (
        f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>"
        if language
        else ""
    )
    made = target.make_stream(_XMP.format(title=titled, language=spoken).encode("utf-8"))
    made["/Type"], made["/Subtype"] = Name.Metadata, Name.XML
    return made


def said_language(root: Any) -> str:
    """Return the language that a file says it is in, where that is one; empty otherwise."""
    import re

    said = text_of(held(root, "/Lang"))
    return said if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", said) else ""
