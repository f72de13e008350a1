"""Documents as one self-contained web page: semantic, without script or outside resource.

The words are right without the style sheet: every number is text, and what a column says by
its place is said in words too, in `said` spans that only screen readers, phones and mail
programs show (“Action: ”, “Pages ”).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secretariat.documents.contents import entries
from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    Block,
    Contents,
    Document,
    Grid,
    Heading,
    ListBlock,
    ListItem,
    Notes,
    PageBreak,
    Paragraph,
    Role,
    Rule,
    Runs,
    SignatureLine,
    Table,
    first_line,
    plain,
    said,
)
from secretariat.documents.sheets import as_list
from secretariat.documents.style import HouseStyle
from secretariat.render.html_contents import contents_lines
from secretariat.render.html_crest import crest_line
from secretariat.render.html_shape import acted, gutter, hanging, is_outside
from secretariat.render.html_style import stylesheet
from secretariat.render.html_table import table_lines
from secretariat.render.html_words import direction, marked, runs, text, tongue

_RTL_TONGUES = {"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug"}
_MESSAGE = "chase"
"""The kind of document that is a message to one person and nothing else."""
_MARKERS = {"•": "", "–": ' class="dash"', "-": ' class="dash"', "◦": ' class="ring"'}


def render_html(document: Document, style: HouseStyle) -> bytes:
    """Return the document as one UTF-8 page; the same input gives the same bytes.

    Every word is escaped, and a link leads only to an http, https or mailto address.
    """
    writer = _Writer(document, style)
    language = tongue(document.language) or "en"
    rtl = ' dir="rtl"' if language.partition("-")[0].lower() in _RTL_TONGUES else ""
    meta = {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "author": document.author,
        "description": document.subject,
        "keywords": ", ".join(document.keywords),
    }
    images = "; img-src data:" if crest_line(style) else ""
    head = [
        '<meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy" '
        f"content=\"default-src 'none'; style-src 'unsafe-inline'{images}\">",
        f"<title>{text(document.title)}</title>",
        *(f'<meta name="{k}" content="{text(v)}">' for k, v in meta.items() if v),
        f"<style>\n{stylesheet(style)}\n</style>",
    ]
    page = [
        "<!DOCTYPE html>",
        f'<html lang="{language}"{rtl}>',
        "<head>",
        *head,
        "</head>",
        "<body>",
        *writer.header(),
        *writer.main(),
        *writer.footer(),
        "</body>",
        "</html>",
    ]
    return ("\n".join(page) + "\n").encode("utf-8")


class _Writer:
    """Writes the blocks in order, knowing the last heading and the heading of the margin."""

    def __init__(self, document: Document, style: HouseStyle) -> None:
        self._document = document
        self._style = style
        self._blocks = document.blocks
        self._acted = acted(document.blocks) if style.action_margin_mm > 0 else range(0)
        self._titles = sum(isinstance(b, Heading) and b.level == 1 for b in document.blocks)
        self._level = 0
        self._ids = 0
        self._part = 0  # the level of the numbered heading above, 0 for none
        self._margin_heading = ""

    def header(self) -> list[str]:
        """Return the banner: crest, stamp, and the marking unless the document prints it."""
        furniture = self._document.furniture
        printed = any(isinstance(b, Paragraph) and b.role is Role.MARKING for b in self._blocks)
        lines = crest_line(self._style)
        if furniture.stamp:
            lines.append(f'<p class="stamp">{text(furniture.stamp)}</p>')
        if furniture.marking and not printed:
            lines.append(f'<p class="marking">{text(furniture.marking)}</p>')
        return ['<header class="furniture">', *lines, "</header>"] if lines else []

    def footer(self) -> list[str]:
        """Return the foot, as the landmark at the end of the page."""
        foot = self._document.furniture.foot
        return [f'<footer class="foot"><p>{runs(said(foot))}</p></footer>'] if foot else []

    def main(self) -> list[str]:
        """Return the main landmark, which holds exactly one heading of the first level.

        A message has none: it begins with its greeting, and its title is its subject.
        """
        lines = [f'<main style="--hang: {gutter(self._blocks)}">']
        if self._titles != 1 and self._document.kind != _MESSAGE:
            self._level = 1
            lines.append(f'<h1 id="title">{text(self._document.title)}</h1>')
        for index, block in enumerate(self._blocks):
            if self._part and self._ends_part(block, index):
                lines.append("</section>")
                self._part = 0
            if index and index == self._acted.stop:
                lines.append("</div>")
            if index in self._acted and index == self._acted.start:
                lines.append('<div class="acted">')
            if isinstance(block, Heading) and block.number:
                lines.append('<section class="part">')
                self._part = block.level
            lines += self._block(block)
        lines += ["</section>"] if self._part else []
        lines += ["</div>"] if self._acted and self._acted.stop == len(self._blocks) else []
        return [*lines, "</main>"]

    def _ends_part(self, block: Block, index: int) -> bool:
        if index in (self._acted.start, self._acted.stop) and self._acted:
            return True
        if isinstance(block, Heading):
            return bool(block.number) or (block.level <= self._part and not block.section)
        return isinstance(block, AgendaList | Contents | SignatureLine) or is_outside(block)

    def _block(self, block: Block) -> list[str]:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case ListBlock():
                return self._list(block)
            case AgendaList():
                return self._agenda(block)
            case Table():
                return table_lines(block, self._inner, text)
            case Grid():
                return self._list(as_list(block))
            case Contents():
                return self._contents(block)
            case Notes():
                return self._notes(block)
            case PageBreak():
                return ['<div class="new-page"></div>']
            case Rule():
                return ['<hr aria-hidden="true">']
            case SignatureLine():
                return [f'<p class="signature-line">{runs(said(block.caption))}</p>']

    def _inner(self, blocks: Sequence[Paragraph | ListBlock]) -> list[str]:
        return [line for block in blocks for line in self._block(block)]

    def _id(self) -> str:
        """Return the name of the next heading; they are counted as `entries` counts them."""
        self._ids += 1
        return f"h{self._ids}"

    def _next_level(self, wish: int) -> int:
        """Return the level of the next heading, such that none is left out."""
        self._level = max(1, min(wish, self._level + 1, 6))
        return self._level

    def _heading(self, heading: Heading) -> list[str]:
        level = self._next_level(heading.level + (self._titles > 1))
        kind = "section" if heading.section else "numbered" if heading.number else ""
        kind += " hang" if heading.number else ""
        number = f'<span class="number">{text(heading.number)}</span> ' if heading.number else ""
        opening = f'<h{level} id="{self._id()}"{marked(kind)}{direction(heading.runs)}>'
        line = f"{opening}{number}{runs(heading.runs)}</h{level}>"
        return self._under_margin(line, heading.margin)

    def _contents(self, block: Contents) -> list[str]:
        level, name = self._next_level(2 + (self._titles > 1)), self._id()
        heading = f'<h{level} id="{name}">{runs(block.heading)}</h{level}>'
        listed = contents_lines(entries(self._blocks, block))
        return [f'<nav class="contents" aria-labelledby="{name}">', heading, *listed, "</nav>"]

    def _under_margin(self, line: str, heading: Runs) -> list[str]:
        """Return a line with the heading of the margin beside it, when it has one."""
        if not heading:
            return [line]
        self._margin_heading = runs(heading)
        if not self._acted:
            return [line]
        margin = f'<p class="column" aria-hidden="true">{self._margin_heading}</p>'
        return ['<div class="beside">', line, margin, "</div>"]

    def _paragraph(self, paragraph: Paragraph, label: str = "") -> list[str]:
        kind = "" if paragraph.role is Role.BODY else paragraph.role.value
        label = f'<span class="number">{text(label)}</span> ' if label else ""
        if paragraph.label:
            kind = f"{kind} hang".strip()
            label += f'<span class="number">{text(paragraph.label)}</span> '
        if paragraph.keep_with_next or plain(paragraph.runs).rstrip().endswith(":"):
            kind = f"{kind} keep".strip()
        opening = f"<p{marked(kind)}{direction(paragraph.runs)}>"
        line = f"{opening}{label}{runs(paragraph.runs)}</p>"
        if paragraph.role is Role.COLUMNS:
            return self._under_margin(line, paragraph.margin)
        if not paragraph.margin:
            return [line]
        owner = runs(paragraph.margin)
        if not self._acted:
            heading = f"{self._margin_heading}: " if self._margin_heading else ""
            return [line, f'<p class="owner line-below">{heading}{owner}</p>']
        return [
            '<div class="beside">',
            line,
            f'<p class="owner">{self._said()}{owner}</p>',
            "</div>",
        ]

    def _said(self) -> str:
        return f'<span class="said">{self._margin_heading}: </span>' if self._margin_heading else ""

    def _list(self, block: ListBlock) -> list[str]:
        tag = "ol" if block.ordered else "ul"
        labels = {item.label for item in block.items}
        marker = _MARKERS.get(labels.pop()) if len(labels) == 1 and not block.ordered else None
        if not block.items:
            return []
        if marker is None:
            hang = hanging([item.label for item in block.items])
            style = f"--hang: {hang}; list-style: none"
            lines = [f'<{tag} class="labelled" role="list" style="{style}">']
        else:
            lines = [f"<{tag}{marker}>"]
        for item in block.items:
            lines += self._item(item, item.label if marker is None else "")
        return [*lines, f"</{tag}>"]

    def _item(self, item: ListItem, label: str) -> list[str]:
        lines = ["<li>"]
        if label and not (item.blocks and isinstance(item.blocks[0], Paragraph)):
            lines.append(f'<p><span class="number">{text(label)}</span></p>')
            label = ""
        for block in item.blocks:
            if isinstance(block, Paragraph):
                lines += self._paragraph(block, label)
                label = ""
            else:
                lines += self._list(block)
        return [*lines, "</li>"]

    def _notes(self, block: Notes) -> list[str]:
        """Return the notes of a part; the number of each leads back to its mark."""
        if not block.notes:
            return []
        numbers = [note.number for note in block.notes]
        hang = hanging(numbers)
        # Each group is a landmark, and no two are called the same.
        name = f"{block.name} {'–'.join(dict.fromkeys((numbers[0], numbers[-1])))}"
        lines = [
            f'<section class="notes" role="doc-endnotes" aria-label="{text(name)}">',
            f'<ol role="list" style="--hang: {hang}">',
        ]
        for note in block.notes:
            number = text(note.number)
            said = f'aria-label="{number} {text(block.back)}"'
            back = f'<a role="doc-backlink" href="#mark-{number}" {said}>{number}</a>'
            label = f'<span class="number">{back}</span> '
            first, *rest = note.blocks or (Paragraph(()),)
            lines.append(f'<li id="note-{number}">')
            if isinstance(first, Paragraph):
                lines.append(f"<p{direction(first.runs)}>{label}{runs(first.runs)}</p>")
            else:
                lines += [f"<p>{label}</p>", *self._inner([first])]
            lines += [*self._inner(rest), "</li>"]
        return [*lines, "</ol>", "</section>"]

    def _agenda(self, agenda: AgendaList) -> list[str]:
        every = [line for section in agenda.sections for line in section.lines]
        timed, paged = any(line.time for line in every), any(line.pages for line in every)
        columns = [
            f'<p class="column {kind}" aria-hidden="true">{runs(said(heading))}</p>'
            for kind, heading, used in (
                ("time", agenda.time_heading, timed),
                ("pages", agenda.pages_heading, paged),
            )
            if used
        ]
        kinds = [kind for kind, used in (("timed", timed), ("paged", paged)) if used]
        lines = [f"<section{marked(' '.join(kinds))}>"]
        heading = "<span></span>" if columns else ""
        name = self._id()
        if plain(said(agenda.heading)).strip():
            level = self._next_level(2)
            heading = f'<h{level} id="{name}">{runs(said(agenda.heading))}</h{level}>'
        if heading:
            lines += ['<div class="agenda-head">', heading, *columns, "</div>"]
        below = self._level + 1
        for section in agenda.sections:
            if section.title:
                sub = self._next_level(below)
                opening = f'<h{sub} id="{self._id()}" class="section in-agenda">'
                lines.append(f"{opening}{runs(section.title)}</h{sub}>")
            lines += self._agenda_lines(agenda, section.lines, gutter(self._blocks))
        return [*lines, "</section>"]

    def _agenda_lines(
        self, agenda: AgendaList, lines: Sequence[AgendaLine], hang: str
    ) -> list[str]:
        """Return the lines as nested lists; a deeper line belongs to the one before it."""
        if not lines:
            return []
        out = [f'<ol class="agenda" role="list" style="--hang: {hang}; list-style: none">']
        for line, below in _families(lines):
            number = f'<span class="number">{text(line.number)}</span> ' if line.number else ""
            title = f'<p class="title"{direction(line.title)}>{number}{runs(line.title)}</p>'
            out += ["<li>", '<div class="line">', title]
            for kind, heading, words in (
                ("time", agenda.time_heading, line.time),
                ("pages", agenda.pages_heading, line.pages),
            ):
                if words:
                    said = f'<span class="said">{text(first_line(heading))} </span>'
                    out.append(f'<p class="{kind}">{said}{text(words)}</p>')
            out += ["</div>", *self._inner(line.notes)]
            inner = hanging([each.number for each in below if each.level == below[0].level])
            out += [*self._agenda_lines(agenda, below, inner), "</li>"]
        return [*out, "</ol>"]


def _families(lines: Sequence[AgendaLine]) -> Iterator[tuple[AgendaLine, list[AgendaLine]]]:
    """Yield each line of the level of the first, with the deeper lines that follow it."""
    index = 0
    while index < len(lines):
        end = index + 1
        while end < len(lines) and lines[end].level > lines[index].level:
            end += 1
        yield lines[index], list(lines[index + 1 : end])
        index = end
