"""Looks of paragraphs and letters as data, and their elements in the order of the schema."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secretariat.documents.model import Align
from secretariat.render.docx.xml import Element, el, some, tongue, val

_JC = {Align.LEFT: "left", Align.RIGHT: "right", Align.CENTRE: "center"}


@dataclass(frozen=True, slots=True)
class Font:
    """How letters look; an empty field is inherited. Sizes in points, `tracking` in twips."""

    family: str = ""
    size: float = 0.0
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    colour: str = ""
    tracking: int = 0
    underline: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop at `at` twips from the margin."""

    at: int
    align: Align = Align.LEFT
    leader: bool = False


@dataclass(frozen=True, slots=True)
class Border:
    """A line at one side: `width` in eighths of a point, `space` in points."""

    side: str
    colour: str
    width: int = 4
    space: int = 1
    kind: str = "single"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands; lengths in twips, None is inherited."""

    before: int | None = None
    after: int | None = None
    line: int = 0
    exact: bool = False
    left: int | None = None
    right: int | None = None
    hanging: int | None = None
    align: Align | None = None
    justify: bool = False
    contextual: bool = False  # no space between paragraphs of this style
    keep_next: bool = False
    keep_lines: bool = False
    tabs: tuple[TabStop, ...] = ()
    border: Border | None = None
    outline: int | None = None
    cleared: tuple[int, ...] = ()  # tab stops that are not inherited
    unnumbered: bool = False  # whatever list the style stands in


AS_BEFORE = Shape()
PLAIN = Font()


def font_properties(font: Font) -> list[Element]:
    """Return the run properties of a font in the order of the schema."""
    fonts = dict.fromkeys(("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"), font.family)
    half_points = round(font.size * 2)
    return [
        *([el("w:rFonts", {**fonts})] if font.family else []),
        *_switch(font.bold, "w:b", "w:bCs"),
        *_switch(font.italic, "w:i", "w:iCs"),
        *_switch(font.caps, "w:caps"),
        *([val("w:color", font.colour)] if font.colour else []),
        *([val("w:spacing", font.tracking)] if font.tracking else []),
        *([val("w:sz", half_points), val("w:szCs", half_points)] if half_points else []),
        *([val("w:u", "single")] if font.underline else []),
        *([val("w:vertAlign", "superscript")] if font.raised else []),
    ]


def shape_properties(shape: Shape) -> list[Element]:
    """Return the paragraph properties of a shape in the order of the schema."""
    spacing: dict[str, str | int] = {}
    if shape.before is not None:
        spacing["w:before"] = shape.before
    if shape.after is not None:
        spacing["w:after"] = shape.after
    if shape.line:
        spacing |= {"w:line": shape.line, "w:lineRule": "exact" if shape.exact else "atLeast"}
    indent: dict[str, str | int] = {}
    for name, length in (("left", shape.left), ("right", shape.right), ("hanging", shape.hanging)):
        if length is not None:
            indent[f"w:{name}"] = length
    align = "both" if shape.justify else _JC[shape.align] if shape.align else ""
    return some(
        (
            el("w:keepNext") if shape.keep_next else None,
            el("w:keepLines") if shape.keep_lines else None,
            el("w:numPr", None, val("w:numId", 0)) if shape.unnumbered else None,
            _border(shape.border) if shape.border else None,
            _tabs(shape) if shape.tabs or shape.cleared else None,
            el("w:spacing", spacing) if spacing else None,
            el("w:ind", indent) if indent else None,
            el("w:contextualSpacing") if shape.contextual else None,
            val("w:jc", align) if align else None,
            val("w:outlineLvl", shape.outline) if shape.outline is not None else None,
        )
    )


def language(tag: str) -> list[Element]:
    """Return the property that says in which language words are spelled and read out."""
    return [val("w:lang", tongue(tag))] if tongue(tag) else []


def colour(name: str, otherwise: str = "000000") -> str:
    """Return #rrggbb as Word writes it."""
    return name[1:].upper() if re.fullmatch(r"#[0-9A-Fa-f]{6}", name) else otherwise


def family(name: str) -> str:
    """Return the family as Word lists it: NotoSans is Noto Sans, others are called as they are."""
    plain = re.sub(r"[^A-Za-z0-9 -]", "", name).strip()
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain) if plain.startswith("Noto") else plain
    return spaced or "Arial"


def _switch(on: bool | None, *tags: str) -> list[Element]:
    if on is None:
        return []
    return [el(tag) if on else val(tag, "0") for tag in tags]


def _border(border: Border) -> Element:
    return el(
        "w:pBdr",
        None,
        el(
            f"w:{border.side}",
            {
                "w:val": border.kind,
                "w:sz": border.width,
                "w:space": border.space,
                "w:color": border.colour,
            },
        ),
    )


def _tabs(shape: Shape) -> Element:
    cleared = (el("w:tab", {"w:val": "clear", "w:pos": at}) for at in shape.cleared)
    return el("w:tabs", None, *cleared, *map(_tab, shape.tabs))


def _tab(stop: TabStop) -> Element:
    marks: dict[str, str | int] = {"w:val": _JC[stop.align]}
    if stop.leader:
        marks["w:leader"] = "dot"
    return el("w:tab", marks | {"w:pos": stop.at})
