"""The book of styles and lists that one document uses; variants are made when first asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from secretariat.documents.model import Align
from secretariat.documents.style import HouseStyle
from secretariat.render.docx.lent import Lending
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
    """Styles by name, and the numbering definitions of bullets.

    What a Word template lends stands for ours of that purpose; ours that it lacks are added, in
    the template's letters. `lists` is how many lists the template has already.
    """

    def __init__(
        self, style: HouseStyle, width: int, lending: Lending | None = None, lists: int = 0
    ) -> None:
        self.house = style
        self.width = width
        self._lending = lending
        self._lists = lists
        self._uids: dict[str, str] = {}
        self._taken = {uid.casefold() for uid in lending.uids} if lending else set()
        self._own_names = {name.casefold() for name in lending.taken_names} if lending else set()
        self._names: dict[str, str] = {}
        self._variants: dict[tuple[str, Shape, Font], str] = {}
        self._bullets: dict[tuple[str, int, int, int], int] = {}
        self._counts: dict[tuple[str, int, int, int], int] = {}
        self._styles = {made.name: made for made in base_styles(style, width)}
        if lending is not None:
            self._borrow(lending)
        self._names = {self.uid(name): name for name in self._styles}

    def _borrow(self, lending: Lending) -> None:
        """Put the template's styles in the place of ours; headings keep their level, and numbers
        that the template would give are switched off, for ours are words."""
        for name, ours in list(self._styles.items()):
            letters = ours.kind == "character"
            found = lending.letters(name) if letters else lending.paragraph(name)
            if found is None:
                font, shape = replace(ours.font, family=""), ours.shape
                if ours.based_on == "Normal":  # the template's may stand apart
                    shape = replace(shape, before=shape.before or 0, after=shape.after or 0)
                free = self._free_name(name)
                self._styles[name] = replace(ours, name=free, font=font, shape=shape)
                continue
            lent = replace(
                ours, name=found.name, based_on="", font=PLAIN, lent=found.uid,
                shape=Shape(found.before, found.after, left=found.left),
            )  # fmt: skip
            outline = ours.shape.outline if found.outline is None else None
            numbered = found.numbered and name != "List Bullet"
            if not letters and (numbered or outline is not None):
                under = f"{name} of Template"
                self._styles[under] = lent
                shape = Shape(outline=outline, unnumbered=numbered)
                following = "Body Text" if ours.shape.outline is not None else ""
                by_hand = self._free_name(f"{found.name[:1].upper()}{found.name[1:]} by Hand")
                lent = Style(by_hand, shape, PLAIN, under, following)
                self._uids[name] = self._free(lent.name)
            self._styles[name] = lent

    def add(self, style: Style) -> None:
        """Add a style that no document asks for."""
        self._styles[style.name] = style
        self._names[self.uid(style.name)] = style.name

    def uid(self, name: str) -> str:
        """Return the identifier of the style `name`; KeyError when there is none."""
        made = self._styles[name]
        if made.lent:
            return made.lent
        if name not in self._uids:
            self._uids[name] = self._free(name)
        return self._uids[name]

    def table_uid(self, name: str) -> str:
        """Return the identifier of the style `name` of tables."""
        found = self._lending.table(name) if self._lending else None
        if found is not None:
            return found.uid
        if name not in self._uids:
            self._uids[name] = self._free(name)
        return self._uids[name]

    def _free(self, name: str) -> str:
        """Return an identifier that no style of the template has."""
        uid, count = style_id(name), 2
        while uid.casefold() in self._taken:
            uid = f"{style_id(name)}{count}"
            count += 1
        self._taken.add(uid.casefold())
        return uid

    def _free_name(self, name: str) -> str:
        """Return `name`, or one like it where a style of the template has it for another use."""
        free, count = name, 2
        while free.casefold() in self._own_names:
            free = f"{name} {count}"
            count += 1
        return free

    def edged(self, name: str) -> str:
        """Return the style that stands on `name` with one tab stop, at the right edge."""
        found = self._lending.paragraph(name) if self._lending else None
        if found is None:
            return name
        stops = (TabStop(self.width - found.left, Align.RIGHT),)
        cleared = tuple(at for at in found.tabs if at != stops[0].at)
        return self.variant(name, "of Document", Shape(tabs=stops, cleared=cleared))

    def listed(self, name: str, left: int, hanging: int) -> str:
        """Return the style of a line in a list of contents: on `name`, its number hanging, with a
        tab stop at the right edge for the page."""
        found = self._lending.paragraph(name) if self._lending else None
        edge = TabStop(self.width, Align.RIGHT, leader=self.house.leaders)
        tabs = (*([TabStop(left)] if hanging else []), edge)
        cleared = tuple(at for at in found.tabs if at not in {t.at for t in tabs}) if found else ()
        shape = Shape(left=left, hanging=hanging, tabs=tabs, cleared=cleared)
        return self.variant(name, "of Document", shape)

    def lent_bullets(self, depth: int) -> str:
        """Return the style by which the template makes bullets at that depth, "" for none."""
        name = "List Bullet" if not depth else f"List Bullet {depth + 1}"
        found = self._lending.paragraph(name) if self._lending else None
        if found is None or not found.numbered:
            return ""
        if name not in self._styles:
            shape = Shape(found.before, found.after, left=found.left)
            self._styles[name] = Style(name, shape, based_on="", lent=found.uid)
            self._names[found.uid] = name
        return name

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
            own = self._styles[name].name
            own = own[:1].upper() + own[1:]  # Word's "heading 1" is shown as Heading 1
            made = f"{own} {suffix}"
            count = 2
            while made in self._styles or made.casefold() in self._own_names:
                made = f"{own} {suffix} {count}"
                count += 1
            following = made if not name.startswith("heading") else "Body Text"
            self._styles[made] = Style(made, shape, font, name, following)
            self._names[self.uid(made)] = made
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
        known = self._lists + len(self._bullets) + len(self._counts)
        return self._bullets.setdefault(key, known + 1), level

    def counted(self, count: str, left: int, hanging: int) -> int:
        """Return the number of the list that counts 3.1, 3.2 after `count`, which is "3."."""
        known = self._lists + len(self._bullets) + len(self._counts)
        return self._counts.setdefault((f"{count}%1", 0, left, hanging), known + 1)

    def style_elements(self, tongue: str) -> list[Element]:
        """Return the defaults and all styles that were asked for or that a writer may want."""
        house = self.house
        added = [*(style.element(self.uid(name), self.uid)
                   for name, style in self._styles.items() if not style.lent)]  # fmt: skip
        if self._lending is not None:
            return [*added, *self._tables()]
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
        return [defaults, *added, *self._tables()]

    def _tables(self) -> list[Element]:
        """Return the table styles that no template lends."""
        lending = self._lending
        return [
            _table(
                self._free_name(name), self.table_uid(name), base and self.table_uid(base), *more
            )
            for name, base, *more in _tables(self.house)
            if lending is None or lending.table(name) is None
        ]

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


def _tables(house: HouseStyle) -> list[tuple[Any, ...]]:
    """Return the table styles: ruled, plain, and that of the Action column.

    Each is its name, the one it stands on, its lines, its margins and what its first row has.
    """
    base, ink = "Normal Table", colour(house.ink)
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
        ("Normal Table", "", [], (0, 108, 0, 108)),
        ("Ruled Table", base, [el("w:tblBorders", None, *lines)], (50, 100, 50, 100), head),
        ("Plain Table", base, [], (20, 0, 20, 140)),
        ("Agenda Table", base, [], (0, 0, 0, 0), strong),
        ("Action Column", base, [], (0, 0, 0, 0)),
    ]


def _first_row(*properties: Element) -> Element:
    return el("w:tblStylePr", {"w:type": "firstRow"}, el("w:tcPr", None, *properties))


def _table(
    name: str,
    uid: str,
    base: str,
    borders: list[Element],
    margins: tuple[int, ...],
    *conditional: Element,
) -> Element:
    marks: dict[str, str | int] = {"w:type": "table"}
    marks |= {"w:customStyle": 1} if base else {"w:default": 1}
    cell = [
        el(f"w:{side}", {"w:w": width, "w:type": "dxa"})
        for side, width in zip(("top", "left", "bottom", "right"), margins, strict=True)
    ]
    return el(
        "w:style",
        marks | {"w:styleId": uid},
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
