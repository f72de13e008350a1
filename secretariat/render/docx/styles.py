"""The styles of a Word document: each defined once, from the house style, and used by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from secretariat.documents.model import Align, Role
from secretariat.documents.style import HouseStyle
from secretariat.render.docx.looks import (
    AS_BEFORE,
    PLAIN,
    Border,
    Font,
    Shape,
    TabStop,
    colour,
    family,
    font_properties,
    shape_properties,
)
from secretariat.render.docx.xml import Element, el, val

# Roles to names of styles. Names that Word has itself keep their own behaviour there.
ROLES = {
    Role.BODY: "Body Text",
    Role.MARKING: "Marking",
    Role.DATE_LINE: "Date Line",
    Role.ADDRESS: "Address",
    Role.SUBTITLE: "Subtitle",
    Role.PRESENTER: "Presenter",
    Role.EXPLANATION: "Explanation",
    Role.DECISION: "Decision",
    Role.ACTION: "Action Text",
    Role.MOVEMENT: "Movement",
    Role.SIGNATURE: "Signature",
    Role.CONTACT: "Contact",
    Role.CLOSING: "Closing",
    Role.SMALL: "Small Print",
    Role.RESTRICTED: "Restricted",
    Role.SPOKEN: "Spoken",
    Role.REFERENCE: "Reference",
    Role.COLUMNS: "Columns",
}
_NO_LEVEL = 9  # of body text: no heading of the outline
_BUILT_IN = {
    "Normal", "Title", "Subtitle", "Body Text", "Signature", "Closing", "header", "footer",
    "List Bullet", "List Continue", "Hyperlink", "Normal Table", "Placeholder Text",
    *(f"heading {level}" for level in range(1, 7)), "TOC Heading",
    "footnote text", "footnote reference",
    *(f"toc {level}" for level in range(1, 7)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph or character style.

    With `lent`, the identifier that it has in a Word template, it is there already.
    """

    name: str
    shape: Shape = AS_BEFORE
    font: Font = PLAIN
    based_on: str = "Normal"
    following: str = ""
    kind: str = "paragraph"
    lent: str = ""

    def element(self, uid: str, uid_of: Callable[[str], str]) -> Element:
        """Return the definition under `uid`; `uid_of` gives the identifier of another style."""
        marks: dict[str, str | int] = {"w:type": self.kind}
        if self.name == "Normal" and not self.lent:
            marks["w:default"] = 1
        if self.name not in _BUILT_IN:
            marks["w:customStyle"] = 1
        kids = [val("w:name", self.name)]
        if self.name != "Normal" and self.based_on:
            kids.append(val("w:basedOn", uid_of(self.based_on)))
        if self.following:
            kids.append(val("w:next", uid_of(self.following)))
        kids.append(el("w:qFormat"))
        shape, font = shape_properties(self.shape), font_properties(self.font)
        kids += [el("w:pPr", None, *shape)] if shape else []
        kids += [el("w:rPr", None, *font)] if font else []
        return el("w:style", marks | {"w:styleId": uid}, *kids)


@cache
def style_id(name: str) -> str:
    """Return the identifier of the style called `name`."""
    compact = "".join(word[:1].upper() + word[1:] for word in name.split())
    return "".join(letter for letter in compact if letter.isalnum())


def base_styles(style: HouseStyle, width: int) -> list[Style]:
    """Return the styles that every document has; `width` is that of the text in twips."""
    return [
        *_frame(style, width),
        *_headings(style),
        *_roles(style),
        *_pieces(style, width),
        *_letters(style),
    ]


def leading(style: HouseStyle, size: float) -> int:
    """Return the least height of a line of letters of `size` points, in twips."""
    return round(size * style.leading * 20)


def _shout(style: HouseStyle) -> bool | None:
    """Return whether labels are in capitals: not in large print."""
    return None if style.large else True


def _slant(style: HouseStyle) -> bool | None:
    """Return whether asides are in slanting letters: not in large print."""
    return None if style.large else True


def _frame(style: HouseStyle, width: int) -> list[Style]:
    small = Font(size=style.small_pt, colour=colour(style.quiet))
    line = leading(style, style.small_pt)
    edges = (TabStop(width, Align.RIGHT),)
    rule = Border("top", colour(style.rule), 4, 6)
    return [
        Style("Normal", Shape(0, 0, leading(style, style.body_pt))),
        Style("header", Shape(line=line, tabs=edges), small),
        Style("footer", Shape(line=line, tabs=edges, border=None if style.large else rule), small),
    ]


def _headings(style: HouseStyle) -> list[Style]:
    gap = round(style.body_pt * 0.62 * 20)
    base = Font(family(style.heading_font), bold=True, colour=colour(style.ink))
    quiet = replace(base, colour=colour(style.quiet), size=style.body_pt)
    light = replace(base, bold=style.large, italic=_slant(style), size=style.body_pt)
    caps = True if style.heading_case == "capitals" else None
    tight = round(style.title_pt * 1.24 * 20)
    title = Shape(2 * gap, gap, tight, keep_next=True, keep_lines=True)
    title_font = replace(base, size=style.title_pt, tracking=-3)

    def heading(level: int, before: float, after: float, font: Font) -> Style:
        shape = Shape(
            round(gap * before), round(gap * after), leading(style, font.size or style.body_pt),
            keep_next=True, keep_lines=True, outline=level - 1,
        )  # fmt: skip
        return Style(f"heading {level}", shape, replace(font, caps=caps), following="Body Text")

    return [
        Style("Title", title, title_font, following="Body Text"),
        Style("heading 1", replace(title, outline=0), title_font, following="Body Text"),
        heading(2, 2.8, 0.8, replace(base, size=style.heading_pt)),
        heading(3, 1.8, 0.3, replace(base, size=style.body_pt)),
        heading(4, 1.6, 0.3, quiet),
        heading(5, 1.4, 0.3, light),
        heading(6, 1.4, 0.3, light),
    ]


def _roles(style: HouseStyle) -> list[Style]:
    gap = round(style.body_pt * 0.62 * 20)
    quiet, accent = colour(style.quiet), colour(style.accent)
    small = Font(size=style.small_pt)
    column = Font(size=style.small_pt, bold=True, caps=_shout(style), colour=quiet, tracking=10)
    aside = Font(italic=_slant(style), colour=quiet)
    em = round(style.body_pt * 20)

    def role(which: Role, before: float, after: float, font: Font = PLAIN, **more: object) -> Style:
        height = leading(style, font.size) if font.size else 0
        shape = Shape(round(gap * before), round(gap * after), height, **more)  # type: ignore[arg-type]
        return Style(ROLES[which], shape, font)

    bar = Border("left", accent, 18, 8)
    return [
        role(Role.BODY, 0, 1, justify=style.justify),
        role(Role.MARKING, 0, 1, column, align=Align.RIGHT),
        role(Role.DATE_LINE, 0, 0.3, Font(bold=True)),
        role(Role.ADDRESS, 0.6, 1.2),
        role(Role.SUBTITLE, 0, 1, Font(size=style.body_pt * 1.2, colour=quiet)),
        role(Role.PRESENTER, 0, 0.2, aside),
        role(Role.EXPLANATION, 0.3, 0.5, Font(colour=quiet)),
        role(Role.DECISION, 1, 1, border=bar, left=em),
        role(Role.ACTION, 1, 1, Font(bold=True), keep_lines=True),
        role(Role.MOVEMENT, 1, 1, aside),
        role(Role.SIGNATURE, 1.5, 1, contextual=True, keep_lines=True),
        role(
            Role.CONTACT, 0.6, 0.5, Font(size=style.body_pt * 0.92, colour=quiet), keep_lines=True
        ),
        role(Role.CLOSING, 2, 1),
        role(Role.SMALL, 0.5, 1, replace(small, colour=quiet)),
        role(Role.RESTRICTED, 0.3, 0.4, small),
        role(Role.SPOKEN, 0.5, 0.7),
        role(Role.REFERENCE, 0, 1, replace(small, colour=quiet), align=Align.RIGHT),
        role(Role.COLUMNS, 2, 0.6, column),
    ]


def _pieces(style: HouseStyle, width: int) -> list[Style]:
    gap = round(style.body_pt * 0.62 * 20)
    quiet, rule = colour(style.quiet), colour(style.rule)
    column = Font(size=style.small_pt, bold=True, caps=_shout(style), colour=quiet, tracking=10)
    line = leading(style, style.small_pt)
    item = Font(
        size=style.section_pt * 0.95, caps=_shout(style), colour=colour(style.accent), tracking=10
    )
    dots = TabStop(width * 6 // 10, Align.RIGHT, leader=True)
    under = Border("bottom", colour(style.ink), 6, 4)
    beside = Align.LEFT if style.large else Align.RIGHT
    return [
        Style("Section Heading", Shape(3 * gap, gap, outline=None), item, "heading 3", "Body Text"),
        Style(
            "Agenda Heading",
            Shape(3 * gap, gap, border=under),
            Font(caps=_shout(style)),
            "heading 2",
        ),
        Style("Agenda Section", Shape(round(2.4 * gap), round(0.6 * gap)), item, "heading 3"),
        Style("Agenda Item", Shape(round(1.1 * gap), round(0.3 * gap))),
        Style("Agenda Column", Shape(align=Align.RIGHT)),
        Style("Agenda Sub Item", Shape(round(0.6 * gap), round(0.3 * gap)), Font(), "Agenda Item"),
        Style("List Bullet", Shape(0, round(0.4 * gap)), Font(), "Body Text"),
        Style("Lettered List", Shape(0, round(0.4 * gap)), Font(), "Body Text"),
        Style("List Continue", Shape(0, round(0.4 * gap)), Font(), "Body Text"),
        Style("Table Text", Shape(0, 0)),
        Style("Table Heading", Shape(0, 0, keep_next=True), Font(bold=True), "Table Text"),
        Style("Column Heading", Shape(2 * gap, gap // 2, line), column),
        Style("Action Owner", Shape(0, gap), Font(size=style.body_pt * 0.92, bold=True)),
        Style("Action Line", Shape(0, gap, align=beside), Font(), "Action Owner"),
        Style(
            "Signature Line",
            Shape(5 * gap, gap, line, keep_lines=True, tabs=(dots,)),
            Font(size=style.small_pt),
        ),
        Style("Rule", Shape(gap, gap, 40, border=Border("bottom", rule, 4, 1)), Font(size=2)),
        Style("TOC Heading", Shape(outline=_NO_LEVEL), Font(), "heading 2", "Body Text"),
        *(
            Style(f"toc {level}", Shape(round(each * gap), 0, left=0))
            for level, each in enumerate((0.7, 0.7, 0.2, 0.2, 0.2, 0.2), 1)
        ),
        Style(
            "footnote text",
            Shape(0, gap // 4, line),
            Font(size=style.small_pt, colour=quiet),
        ),
        Style("Spacer", Shape(0, 0, 120), Font(size=2)),
        Style("End", Shape(0, 0, 20, exact=True), Font(size=1)),
    ]


def _letters(style: HouseStyle) -> list[Style]:
    small, accent = style.small_pt, colour(style.accent)
    letters = {
        "Hyperlink": Font(colour=accent, underline=True),
        "footnote reference": Font(colour=accent, raised=not style.large),
        "Label": Font(bold=True),
        "Placeholder Text": Font(italic=_slant(style), colour=colour(style.quiet)),
        "Column Words": Font(
            size=small, bold=True, caps=_shout(style), colour=colour(style.quiet), tracking=10
        ),
        "Stamp": Font(size=small, bold=True, caps=_shout(style), colour=accent, tracking=20),
    }
    return [Style(n, font=font, based_on="", kind="character") for n, font in letters.items()]
