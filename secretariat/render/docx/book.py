"""The book of styles and lists that one document uses; variants are made when first asked for."""

from __future__ import annotations

from secretariat.documents.model import Align
from secretariat.documents.style import HouseStyle
from secretariat.render.docx.looks import (
    AS_BEFORE,
    PLAIN,
    Font,
    Shape,
    TabStop,
    colour,
    family,
    font_properties,
    language,
)
from secretariat.render.docx.styles import Style, base_styles, style_id
from secretariat.render.docx.xml import Element, el, val

_LEVELS = 9  # Word has nine levels of lists


class Stylebook:
    """Styles by name, and the numbering definitions of bullets."""

    def __init__(self, style: HouseStyle, width: int) -> None:
        self.house = style
        self.width = width
        self._styles = {made.name: made for made in base_styles(style, width)}
        self._names = {made.uid: made.name for made in self._styles.values()}
        self._variants: dict[tuple[str, Shape, Font], str] = {}
        self._bullets: dict[tuple[str, int, int, int], int] = {}
        self._counts: dict[tuple[str, int, int, int], int] = {}

    def uid(self, name: str) -> str:
        """Return the identifier of the style `name`; KeyError when there is none."""
        return self._styles[name].uid

    def name(self, uid: str) -> str:
        """Return the name of the style with the identifier `uid`."""
        return self._names[uid]

    def base(self, name: str) -> Style:
        """Return the style called `name`; KeyError when there is none."""
        return self._styles[name]

    def shape(self, name: str) -> Shape:
        """Return how far a paragraph in the style stands from others, inherited lengths too."""
        made = self._styles[name]
        before, after = made.shape.before, made.shape.after
        while (before is None or after is None) and made.based_on:
            made = self._styles[made.based_on]
            before = made.shape.before if before is None else before
            after = made.shape.after if after is None else after
            if made.name == "Normal":
                break
        return Shape(before, after)

    def variant(self, name: str, suffix: str, shape: Shape, font: Font = PLAIN) -> str:
        """Return the name of a style that stands on `name` and differs from it in `shape`."""
        if shape == AS_BEFORE and font == PLAIN:
            return name
        key = (name, shape, font)
        if key not in self._variants:
            own = name[:1].upper() + name[1:]  # Word's "heading 1" is shown as Heading 1
            made = f"{own} {suffix}"
            count = 2
            while made in self._styles:
                made = f"{own} {suffix} {count}"
                count += 1
            following = made if not name.startswith("heading") else "Body Text"
            self._styles[made] = Style(made, shape, font, name, following)
            self._names[style_id(made)] = made
            self._variants[key] = made
        return self._variants[key]

    def aligned(self, name: str, align: Align) -> str:
        """Return the name of the style that stands on `name` with its words aligned."""
        if align is Align.LEFT:
            return name
        return self.variant(name, align.value.capitalize(), Shape(align=align))

    def bullet(self, label: str, level: int, left: int, hanging: int) -> tuple[int, int]:
        """Return the number of the list with such bullets at such a place, and its level."""
        level = min(level, _LEVELS - 1)
        key = (label, level, left, hanging)
        known = len(self._bullets) + len(self._counts)
        return self._bullets.setdefault(key, known + 1), level

    def counted(self, count: str, left: int, hanging: int) -> int:
        """Return the number of the list that counts 3.1, 3.2 after `count`, which is "3."."""
        known = len(self._bullets) + len(self._counts)
        return self._counts.setdefault((f"{count}%1", 0, left, hanging), known + 1)

    def style_elements(self, tongue: str) -> list[Element]:
        """Return the defaults and all styles that were asked for or that a writer may want."""
        house = self.house
        font = Font(family(house.font), house.body_pt, colour=colour(house.ink))
        defaults = el(
            "w:docDefaults",
            None,
            el(
                "w:rPrDefault",
                None,
                el("w:rPr", None, *font_properties(font), *language(tongue)),
            ),
            el("w:pPrDefault", None, el("w:pPr", None, el("w:widowControl"))),
        )
        return [defaults, *(style.element() for style in self._styles.values()), *_tables(house)]

    def list_elements(self) -> list[Element]:
        """Return the definitions of the lists, and then their numbers."""
        definitions, numbers = [], []
        for (label, level, left, hanging), number in [
            *self._bullets.items(),
            *self._counts.items(),
        ]:
            form = "decimal" if (label, level, left, hanging) in self._counts else "bullet"
            levels = [
                el(
                    "w:lvl",
                    {"w:ilvl": each},
                    val("w:start", 1),
                    val("w:numFmt", form),
                    val("w:lvlText", label),
                    val("w:lvlJc", "left"),
                    el("w:pPr", None, el("w:ind", {"w:left": left, "w:hanging": hanging})),
                )
                for each in range(level + 1)
            ]
            definitions.append(
                el(
                    "w:abstractNum",
                    {"w:abstractNumId": number},
                    val("w:multiLevelType", "hybridMultilevel"),
                    *levels,
                )
            )
            numbers.append(el("w:num", {"w:numId": number}, val("w:abstractNumId", number)))
        return [*definitions, *numbers]


def _tables(house: HouseStyle) -> list[Element]:
    """Return the table styles: ruled, plain, and that of the Action column."""
    ink = colour(house.ink)
    rule, quiet, shade = colour(house.rule), colour(house.quiet), colour(house.shade, "EEEEEE")
    lines = [
        el(f"w:{side}", {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": rule})
        for side in ("top", "bottom", "insideH")
    ]
    head = _first_row(
        el(
            "w:tcBorders",
            None,
            el("w:bottom", {"w:val": "single", "w:sz": 6, "w:space": 0, "w:color": quiet}),
        ),
        el("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": shade}),
    )
    strong = _first_row(
        el(
            "w:tcBorders",
            None,
            el("w:bottom", {"w:val": "single", "w:sz": 6, "w:space": 0, "w:color": ink}),
        )
    )
    return [
        _table("Normal Table", "", [], (0, 108, 0, 108)),
        _table(
            "Ruled Table",
            "NormalTable",
            [el("w:tblBorders", None, *lines)],
            (50, 100, 50, 100),
            head,
        ),
        _table("Plain Table", "NormalTable", [], (20, 0, 20, 140)),
        _table("Agenda Table", "NormalTable", [], (0, 0, 0, 0), strong),
        _table("Action Column", "NormalTable", [], (0, 0, 0, 0)),
    ]


def _first_row(*properties: Element) -> Element:
    return el("w:tblStylePr", {"w:type": "firstRow"}, el("w:tcPr", None, *properties))


def _table(
    name: str, base: str, borders: list[Element], margins: tuple[int, ...], *conditional: Element
) -> Element:
    marks: dict[str, str | int] = {"w:type": "table"}
    marks |= {"w:customStyle": 1} if base else {"w:default": 1}
    cell = [
        el(f"w:{side}", {"w:w": width, "w:type": "dxa"})
        for side, width in zip(("top", "left", "bottom", "right"), margins, strict=True)
    ]
    return el(
        "w:style",
        marks | {"w:styleId": style_id(name)},
        val("w:name", name),
        *([val("w:basedOn", base)] if base else []),
        val("w:uiPriority", 99),
        *([] if base else [el("w:semiHidden"), el("w:unhideWhenUsed")]),
        el(
            "w:tblPr",
            None,
            el("w:tblInd", {"w:w": 0, "w:type": "dxa"}),
            *borders,
            el("w:tblCellMar", None, *cell),
        ),
        *conditional,
    )


def indented(base: Style, left: int, hanging: int = 0, right: int = 0) -> Shape:
    """Return the difference that moves `base` in from the left, with words that hang."""
    inset = base.shape.left or 0
    total = left + inset
    if not (left or hanging or right):
        return Shape()
    tabs = (TabStop(total),) if hanging else ()
    return Shape(left=total, hanging=hanging or None, right=right or None, tabs=tabs)
