"""The Word template that the program offers: our styles, a letterhead to fill in, and a foot.

Somebody opens it in Word, puts in the crest and the name of the council, alters the styles, and
brings it back as the template of a house style. What is still a hint then never prints; the foot
is filled anew for each document.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import cast
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Mm

from secretariat.documents.model import Align, Document
from secretariat.documents.style import WORD_ROLES, HouseStyle
from secretariat.documents.wording import Wording
from secretariat.render.docx.book import Stylebook
from secretariat.render.docx.crest import PLACES, crest_paragraph
from secretariat.render.docx.furniture import FOOT, PAGES, numbers, set_page, text_width
from secretariat.render.docx.inline import Inline
from secretariat.render.docx.looks import Font, Shape, colour, family
from secretariat.render.docx.package import blank, fixed
from secretariat.render.docx.place import MARK
from secretariat.render.docx.styles import Style, leading
from secretariat.render.docx.tables import grid_columns, header_marks, row_cell, table_properties
from secretariat.render.docx.xml import Element, el, run, tab, val

_DOCUMENT = b"wordprocessingml.document.main+xml"
_TEMPLATE = b"wordprocessingml.template.main+xml"
_CREST_MM = 25
_LEVELS = ("List Bullet", "List Bullet 2", "List Bullet 3")


def word_template(style: HouseStyle, say: Wording) -> bytes:
    """Return a template (.dotx) in the look of a house style; the same style, the same bytes.

    It has every style that documents use, by name; at the head of its first page a place for the
    crest, or the crest of the style, and for name and address; page numbers at its foot. The
    document goes where an example of the styles stands.
    """
    document = Document(say("template.title"), (), "template", language=say.language)
    maker = _Maker(style, say)
    opened = docx.Document(BytesIO(blank(document, style)))
    section = opened.sections[0]
    set_page(section, style)
    section.different_first_page_header_footer = True
    maker.head(section)
    _fill(section.first_page_footer, [maker.foot("_first")])
    _fill(section.footer, [maker.foot()])
    for element in maker.body():
        section._sectPr.addprevious(element)
    opened.styles.element.extend(maker.styles())
    opened.part.numbering_part.element.extend(maker.lists())
    held = BytesIO()
    opened.save(held)
    return fixed(as_template(held.getvalue()), document.made)


def as_template(data: bytes) -> bytes:
    """Return the same package as a template, from which Word begins a new document."""
    held = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(held, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "[Content_Types].xml":
                content = content.replace(_DOCUMENT, _TEMPLATE)
            new.writestr(entry, content)
    return held.getvalue()


class _Maker:
    """Writes the parts of the template."""

    def __init__(self, style: HouseStyle, say: Wording) -> None:
        self._say = say
        self._style = style
        self._width = text_width(style)
        self._book = Stylebook(style, self._width)
        self._align = PLACES.get(style.crest_place)
        for one in self._letterhead():
            self._book.add(one)
        self.inline = Inline(self._book)
        self._known = 0

    def head(self, section: Section) -> None:
        """Write the letterhead on the first page; later pages have a head without words."""
        holder = section.first_page_header
        _fill(holder, [])
        made = crest_paragraph(self._book, self.inline, holder.part)
        if made is None and self._align is not None:
            made = self.inline.paragraph("Letterhead", self._crest(holder))
        lines = [self._hint("Letterhead Name", "council"), self._hint("Letterhead", "address")]
        _fill(holder, [*([] if made is None else [made]), *lines])
        _fill(section.header, [self.inline.paragraph("header")])

    def foot(self, which: str = "") -> Element:
        """Return the foot: what the program fills anew stands in controls of its own.

        `which` makes the names of its bookmarks differ from those of another.
        """
        shown = numbers(self._say("page"), self.inline)
        words = self.inline.text(self._say("template.foot"))
        return self.inline.paragraph(
            "footer", *self._kept(FOOT, words, which), tab(), *self._kept(PAGES, shown, which)
        )

    def body(self) -> list[Element]:
        """Return the place of the document: an example of each style, and the line that ends it."""
        held: list[Element] = []
        for role in WORD_ROLES:
            if role.kind != "paragraph" or role.key in ("table_text", "table_heading"):
                continue
            words = self._say("template.how") if role.key == "body" else role.label
            words = self._say("template.title") if role.key == "title" else words
            place = 0 if role.key == "title" else len(held)
            held.insert(place, self.inline.paragraph(role.style, *self.inline.text(words)))
        held.append(self._table())
        start, end = self._bookmark(MARK)
        held[0].insert(1, start)
        # No control: programs that know none around several paragraphs lose their place too.
        return [*held, self.inline.paragraph("Body Text", end)]

    def styles(self) -> list[Element]:
        """Return the styles; that of bullets makes them, so that Word can alter them."""
        made = self._book.style_elements(self._say.language)
        for level, name in enumerate(_LEVELS):
            uid = self._book.uid(name)
            style = next(one for one in made if one.get(qn("w:styleId")) == uid)
            numbering = el("w:numPr", None, val("w:ilvl", level), val("w:numId", 1))
            properties = style.find(qn("w:pPr"))
            assert properties is not None
            properties.insert(0, numbering)
        return made

    def lists(self) -> list[Element]:
        """Return the list of the bullets and its number."""
        em = round(self._style.body_pt * 20 * 1.4)
        levels = [
            el(
                "w:lvl", {"w:ilvl": level},
                val("w:start", 1), val("w:numFmt", "bullet"),
                val("w:pStyle", self._book.uid(name)),
                val("w:lvlText", "•–•"[level]), val("w:lvlJc", "left"),
                el("w:pPr", None, el("w:ind", {"w:left": em * (level + 1), "w:hanging": em})),
            )
            for level, name in enumerate(_LEVELS)
        ]  # fmt: skip
        kind = val("w:multiLevelType", "multilevel")
        return [
            el("w:abstractNum", {"w:abstractNumId": 1}, kind, *levels),
            el("w:num", {"w:numId": 1}, val("w:abstractNumId", 1)),
        ]

    def _letterhead(self) -> list[Style]:
        style, gap = self._style, round(self._style.body_pt * 4)
        align = None if self._align is Align.LEFT else self._align
        shape = Shape(0, gap, leading(style, style.small_pt), align=align)
        name = Font(
            family(style.heading_font), style.body_pt * 1.4, bold=True, colour=colour(style.accent)
        )
        small = Font(size=style.small_pt, colour=colour(style.quiet))
        bullet = self._book.base("List Bullet")
        further = (Style(one, bullet.shape, bullet.font, "List Bullet") for one in _LEVELS[1:])
        return [
            Style("Letterhead", shape, small, following="Letterhead"),
            Style("Letterhead Name", shape, name, "Letterhead", "Letterhead"),
            *further,
        ]

    def _hint(self, style: str, name: str) -> Element:
        words = self.inline.text(self._say(f"template.{name}"), "Placeholder Text")
        return self.inline.paragraph(style, self._control(name, words, hint=el("w:text")))

    def _crest(self, holder: _Header) -> Element:
        side = Mm(_CREST_MM)
        picture = holder.part.new_pic_inline(BytesIO(_blank_picture()), side, side)
        picture.docPr.set("name", "Crest")
        drawn = run(el("w:drawing", None, cast("Element", picture)))
        return self._control("crest", [drawn], hint=el("w:picture"))

    def _kept(self, tag: str, held: list[Element], which: str) -> list[Element]:
        """Return a control within a bookmark, by which programs without controls know it."""
        start, end = self._bookmark(tag + which)
        return [start, self._control(tag, held), end]

    def _bookmark(self, name: str) -> tuple[Element, Element]:
        self._known += 1
        start = el("w:bookmarkStart", {"w:id": self._known, "w:name": name})
        return start, el("w:bookmarkEnd", {"w:id": self._known})

    def _control(
        self,
        tag: str,
        held: list[Element],
        *,
        hint: Element | None = None,
    ) -> Element:
        """Return a content control; one with a `hint` of that kind goes when it is not filled."""
        self._known += 1
        kind = [el("w:showingPlcHdr"), hint] if hint is not None else []
        properties = el(
            "w:sdtPr", None,
            val("w:alias", self._say(f"template.{tag}")), val("w:tag", tag),
            val("w:id", 2000 + self._known), *kind,
        )  # fmt: skip
        return el("w:sdt", None, properties, el("w:sdtContent", None, *held))

    def _table(self) -> Element:
        labels = {role.key: role for role in WORD_ROLES}
        half = self._width // 2
        rows = []
        for key in ("table_heading", "table_text"):
            role = labels[key]
            cells = [
                row_cell(half, self.inline.paragraph(role.style, *self.inline.text(role.label)))
                for _ in range(2)
            ]
            marks = [header_marks()] if key == "table_heading" else []
            rows.append(el("w:tr", None, *marks, *cells))
        uid = self._book.table_uid("Ruled Table")
        properties = table_properties(uid, 0, half * 2, labels["table"].label, first_row=True)
        return el("w:tbl", None, properties, grid_columns([half, half]), *rows)


def _fill(holder: _Header | _Footer, content: list[Element]) -> None:
    holder.is_linked_to_previous = False
    root = holder._element
    for child in list(root):
        root.remove(child)
    root.extend(content)


def _blank_picture() -> bytes:
    """Return a pale square with an edge, as PNG; the same bytes wherever it is made."""
    side = 48
    edge, line = bytes([190] * side), bytes([190] + [238] * (side - 2) + [190])
    rows = b"".join(b"\0" + one for one in (edge, *[line] * (side - 2), edge))
    size = side.to_bytes(4, "big")
    chunks = (
        (b"IHDR", size + size + bytes([8, 0, 0, 0, 0])),
        (b"IDAT", zlib.compress(rows, 0)),
        (b"IEND", b""),
    )
    made = b"\x89PNG\r\n\x1a\n"
    for name, data in chunks:
        made += len(data).to_bytes(4, "big") + name + data
        made += zlib.crc32(name + data).to_bytes(4, "big")
    return made
