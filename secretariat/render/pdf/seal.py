"""The seal: structure tree, links, outline and metadata, and one deterministic save."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from zlib import compress

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, String

from secretariat.documents.model import Document
from secretariat.documents.style import Crest
from secretariat.models.xmp import PRODUCER
from secretariat.render.pdf.crest import put_crest
from secretariat.render.pdf.fonts import clean
from secretariat.render.pdf.icc import srgb_profile
from secretariat.render.pdf.painter import Entry, Painted
from secretariat.render.pdf.tree import Element, Slot, Value
from secretariat.render.pdf.words import ENGLISH, tongue, utc
from secretariat.render.pdf.xmp import packet, title_of

# The entry that maps the empty glyph to U+0000, which PDF/UA forbids (ISO 14289-1, 7.21.7).
NOTHING = re.compile(rb"^<[0-9A-F]{2}> <0000>\n", re.MULTILINE)
# Characters beyond U+FFFF, which such a map writes as two surrogates (ISO 32000-1, 9.10.3).
BEYOND = re.compile(rb"(?<=> <)[0-9A-F]{5,6}(?=>$)", re.MULTILINE)
MAPPING = re.compile(rb"^<[0-9A-F]{2}> <[0-9A-F]{4,}>$", re.MULTILINE)
COUNT = re.compile(rb"\d+ beginbfchar")
# A stream whose last byte is a carriage return looks one byte longer than it is: validators
# take the return for a part of the line end that follows (ISO 19005-2, 6.1.7.1).
RETURN = b"\r"
AMBIGUOUS = b"\r\nendstream"
ATTRIBUTES_AS_NAMES = {"Scope", "ListNumbering", "Placement"}


def seal(
    raw: bytes, tree: Element, painted: Painted, document: Document, crest: Crest | None = None
) -> bytes:
    """Return the finished file; the same input always gives the same bytes."""
    with Pdf.open(BytesIO(raw)) as pdf:
        _prepare_pages(pdf)
        _mend_fonts(pdf)
        for page in painted.crests:
            if crest is not None:
                put_crest(pdf, page, crest)
        annotations = _links(pdf, painted)
        _structure(pdf, tree, painted, annotations)
        _outline(pdf, painted.entries)
        _describe(pdf, document)
        sealed = _saved(pdf, ObjectStreamMode.generate)
        if AMBIGUOUS in sealed:
            sealed = _saved(pdf, ObjectStreamMode.disable)
    return sealed


def _saved(pdf: Pdf, mode: ObjectStreamMode) -> bytes:
    out = BytesIO()
    pdf.save(out, force_version="1.7", deterministic_id=True, object_stream_mode=mode)
    return out.getvalue()


def squeezed(data: bytes, filler: bytes) -> tuple[bytes, int]:
    """Return the data compressed, with as many fillers as it takes not to end with a return.

    The second part is the length before compression. The last byte of compressed data is the
    low byte of a sum of all bytes, so a filler must not be of zeros alone.
    """
    result = compress(data)
    while result.endswith(RETURN):
        data += filler
        result = compress(data)
    return result, len(data)


def _squeeze(stream: Object, data: bytes) -> None:
    """Compress a stream of a font program, whose tail is free, or of text."""
    program = Name.Length1 in stream
    result, length = squeezed(data, b"\0\0\0\1" if program else b"\n")
    if program:
        stream.Length1 = length
    stream.write(result, filter=Name.FlateDecode)


def _prepare_pages(pdf: Pdf) -> None:
    """Give each page its place in the parent tree and a tab order, and press its content."""
    for number, page in enumerate(pdf.pages):
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
        _squeeze(page.obj.Contents, page.obj.Contents.read_bytes())


def _mend_fonts(pdf: Pdf) -> None:
    """Take from each font's Unicode map the entries that mean nothing, and press the font."""
    for font in pdf.pages[0].resources.get(Name.Font, Dictionary()).values():
        stream = font.get(Name.ToUnicode)
        if stream is None:
            continue
        data = BEYOND.sub(_surrogates, NOTHING.sub(b"", stream.read_bytes()))
        left = len(MAPPING.findall(data))
        _squeeze(stream, COUNT.sub(b"%d beginbfchar" % left, data))
        program = font.FontDescriptor.FontFile2
        _squeeze(program, program.read_bytes())


def _surrogates(found: re.Match[bytes]) -> bytes:
    return chr(int(found[0], 16)).encode("utf-16-be").hex().upper().encode("ascii")


def _links(pdf: Pdf, painted: Painted) -> list[Dictionary]:
    """Put a link annotation on the page for each area; each knows its place in the tree."""
    annotations = []
    for number, area in enumerate(painted.links):
        annotation = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array(area.rectangle),
                Border=Array([0, 0, 0]),
                F=4,
                A=_action(pdf, painted, area.element),
                Contents=String(_contents(area.element)),
                StructParent=len(painted.parents) + number,
            )
        )
        page = pdf.pages[area.page].obj
        if Name.Annots not in page:
            page.Annots = Array()
        page.Annots.append(annotation)
        annotations.append(annotation)
    return annotations


def _action(pdf: Pdf, painted: Painted, element: Element) -> Dictionary:
    """Return what a link does: open an address, or go to another place of the document."""
    if element.href:
        return Dictionary(Type=Name.Action, S=Name.URI, URI=String(element.href))
    # What turned out to hold no words stands nowhere: its link stays where it is.
    page, top = painted.places.get(element.to or element) or painted.places[element]
    place = Array([pdf.pages[page].obj, Name.XYZ, 0, top, 0])
    return Dictionary(Type=Name.Action, S=Name.GoTo, D=place)


def _contents(element: Element) -> str:
    return clean(element.said) or f"Link to {element.href.removeprefix('mailto:')}"


def _structure(
    pdf: Pdf, tree: Element, painted: Painted, annotations: Sequence[Dictionary]
) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    links: dict[Element, list[tuple[int, Dictionary]]] = {}
    for area, annotation in zip(painted.links, annotations, strict=True):
        links.setdefault(area.element, []).append((area.page, annotation))
    objects = {element: pdf.make_indirect(Dictionary()) for element in tree.walk()}
    pages = [page.obj for page in pdf.pages]
    names = []
    for element in tree.walk():
        own = objects[element]
        own.Type, own.S = Name.StructElem, Name("/" + element.role)
        kids = Array()
        for kid in element.kids:
            if isinstance(kid, Slot):
                kids.extend(_mark(pages, page, number) for page, number in kid.marks)
            else:
                objects[kid].P = own
                kids.append(objects[kid])
        for page, annotation in links.get(element, ()):
            kids.append(Dictionary(Type=Name.OBJR, Pg=pages[page], Obj=annotation))
        if len(kids):
            own.K = kids
        _attribute(own, element)
        if element.identity:
            names.append((element.identity, own))
    objects[tree].P = root
    root.K = objects[tree]
    root.ParentTree = _parent_tree(pdf, painted, objects)
    root.ParentTreeNextKey = len(painted.parents) + len(painted.links)
    if names:
        root.IDTree = _id_tree(names)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _mark(pages: Sequence[Object], page: int, number: int) -> Dictionary:
    return Dictionary(Type=Name.MCR, Pg=pages[page], MCID=number)


def _attribute(own: Object, element: Element) -> None:
    if element.lang:
        own.Lang = String(element.lang)
    if element.actual:
        own.ActualText = String(clean(element.actual))
    if element.alt:
        own.Alt = String(clean(element.alt))
    if element.identity:
        own.ID = String(element.identity)
    if element.attributes:
        entries = {f"/{key}": _value(key, value) for key, value in element.attributes.items()}
        own.A = Dictionary({"/O": Name("/" + element.owner), **entries})


def _value(key: str, value: Value) -> Object | int:
    if isinstance(value, tuple):
        return Array(String(each) if isinstance(each, str) else each for each in value)
    if isinstance(value, int):
        return value
    return Name("/" + value) if key in ATTRIBUTES_AS_NAMES else String(clean(value))


def _parent_tree(pdf: Pdf, painted: Painted, objects: dict[Element, Dictionary]) -> Object:
    numbers = Array()
    for page, owners in enumerate(painted.parents):
        numbers.append(page)
        numbers.append(pdf.make_indirect(Array(objects[owner] for owner in owners)))
    for number, area in enumerate(painted.links):
        numbers.append(len(painted.parents) + number)
        numbers.append(objects[area.element])
    return pdf.make_indirect(Dictionary(Nums=numbers))


def _id_tree(names: list[tuple[str, Dictionary]]) -> Dictionary:
    pairs = Array()
    for name, target in sorted(names, key=lambda pair: pair[0].encode("utf-8")):
        pairs.append(String(name))
        pairs.append(target)
    return Dictionary(Names=pairs)


def _outline(pdf: Pdf, entries: Sequence[Entry]) -> None:
    """Make nested bookmarks that follow the levels of the headings."""
    if not entries:
        return
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=0))
    open_: list[tuple[int, Dictionary]] = [(0, root)]
    for entry in entries:
        while open_[-1][0] >= entry.bookmark.level:
            open_.pop()
        parent = open_[-1][1]
        page = pdf.pages[entry.page].obj
        item = pdf.make_indirect(
            Dictionary(
                Title=String(entry.bookmark.title or "…"),
                Parent=parent,
                Dest=Array([page, Name.XYZ, 0, entry.top, 0]),
            )
        )
        if Name.Last in parent:
            item.Prev = parent.Last
            parent.Last.Next = item
        else:
            parent.First = item
        parent.Last = item
        for _, each in open_:
            each.Count = int(each.get(Name.Count, 0)) + 1
        open_.append((entry.bookmark.level, item))
    pdf.Root.Outlines = root
    pdf.Root.PageMode = Name.UseNone


def _describe(pdf: Pdf, document: Document) -> None:
    root = pdf.Root
    root.Lang = String(tongue(document.language, ENGLISH))
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    metadata = pdf.make_stream(packet(document))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = metadata
    profile = pdf.make_stream(srgb_profile())
    profile.N = 3
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=profile,
            )
        ]
    )
    made = utc(document.made).strftime("D:%Y%m%d%H%M%SZ")
    info = {
        "/Title": title_of(document),
        "/Author": clean(document.author).strip(),
        "/Subject": clean(document.subject).strip(),
        "/Keywords": clean(", ".join(document.keywords)).strip(),
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": made,
        "/ModDate": made,
    }
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({key: String(value) for key, value in info.items() if value})
    )
