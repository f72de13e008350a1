"""The house style as the typesetter reads it: a look for each role, heading and piece."""

from __future__ import annotations

from dataclasses import dataclass, replace

from secretariat.documents.model import Align, Heading, Role
from secretariat.documents.style import HouseStyle
from secretariat.render.pdf.text import Ink

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Look:
    """How a block looks: lengths in points. `bar` is the colour of a rule at its left edge;
    `above` the colour of a hairline over the first of several such blocks."""

    ink: Ink
    leading: float
    before: float = 0.0
    after: float = 0.0
    align: Align = Align.LEFT
    justify: bool = False
    balanced: bool = False
    bar: str = ""
    above: str = ""


class Looks:
    """Every look of one house style; the one place where sizes and spaces are decided."""

    def __init__(self, style: HouseStyle, bold: bool = False) -> None:
        self.style = style
        self.em = style.body_pt
        self.gap = style.body_pt * 0.62
        self.body = Ink(
            style.font, style.body_pt, style.ink, bold=bold, link_colour=style.accent,
            mark_size=0.0 if style.large else style.body_pt * 0.68,
        )  # fmt: skip
        self.quiet = replace(self.body, colour=style.quiet)
        self.small = replace(self.body, size=style.small_pt)
        self.bold = replace(self.body, bold=True)
        self.owner = replace(self.body, size=max(style.body_pt * 0.88, style.least_pt), bold=True)
        self.column = Ink(
            style.heading_font, style.small_pt, style.quiet, bold=True,
            tracking=style.small_pt * 0.06, capitals=not style.large,
        )  # fmt: skip
        self.furniture = replace(self.quiet, size=style.small_pt)
        self.stamp = replace(
            self.column, colour=style.accent, tracking=style.small_pt * 0.12, link_colour=""
        )

    def varied(self, size: float = 0.0, bold: bool = False) -> Looks:
        """Return the looks of the same style in another body size or weight."""
        return Looks(replace(self.style, body_pt=size or self.em), bold or self.body.bold)

    def of(self, ink: Ink, **more: object) -> Look:
        """Return a look with the leading that suits the size."""
        return Look(ink, ink.size * self.style.leading, **more)  # type: ignore[arg-type]

    def paragraph(self, role: Role) -> Look:
        """Return the look of a paragraph."""
        gap, style = self.gap, self.style
        italic = replace(self.quiet, italic=not style.large)
        match role:
            case Role.MARKING:
                return self.of(self.column, after=gap, align=Align.RIGHT)
            case Role.DATE_LINE:
                return self.of(replace(self.body, bold=True), after=gap * 0.3)
            case Role.ADDRESS:
                return self.of(self.body, before=gap, after=gap * 1.5)
            case Role.SUBTITLE:
                return self.of(replace(self.quiet, size=self.em * 1.2), after=gap, balanced=True)
            case Role.PRESENTER:
                return self.of(italic, after=gap * 0.2)
            case Role.EXPLANATION:
                return self.of(self.quiet, before=gap * 0.3, after=gap * 0.5)
            case Role.DECISION:
                return self.of(self.body, before=gap, after=gap, bar=style.accent)
            case Role.ACTION:
                return self.of(self.bold, before=gap, after=gap)
            case Role.MOVEMENT:
                return self.of(italic, before=gap, after=gap)
            case Role.SIGNATURE:
                return self.of(self.body, before=gap * 1.5, after=gap)
            case Role.CONTACT:
                return self.of(
                    replace(self.quiet, size=self.em * 0.92), before=gap, after=gap * 0.5,
                    above=style.rule,
                )  # fmt: skip
            case Role.CLOSING:
                return self.of(self.body, before=gap * 2, after=gap)
            case Role.SMALL:
                return self.of(replace(self.small, colour=style.quiet), before=gap / 2, after=gap)
            case Role.SPOKEN:
                return self.of(self.body, before=gap * 0.5, after=gap * 0.7)
            case Role.REFERENCE:
                return self.of(self.furniture, after=gap, align=Align.RIGHT)
            case Role.COLUMNS:
                return self.of(self.column, before=gap * 3, after=gap * 0.6, above=style.rule)
            case Role.RESTRICTED:
                return self.of(self.small, before=gap * 0.3, after=gap * 0.4)
            case _:
                return self.of(self.body, after=gap, before=gap * 0.4, justify=style.justify)

    def heading(self, heading: Heading) -> Look:
        """Return the look of a heading: the title, section headings, then four quieter sizes."""
        style, gap = self.style, self.gap
        base = Ink(style.heading_font, style.heading_pt, style.ink, bold=True)
        if heading.section:
            ink = replace(
                base, size=style.section_pt * 0.95, colour=style.accent, capitals=not style.large,
                tracking=style.section_pt * 0.05,
            )  # fmt: skip
            return self.of(ink, before=gap * 3, after=gap)
        if heading.level == 1:
            ink = replace(base, size=style.title_pt, tracking=-style.title_pt * 0.008)
            return Look(ink, style.title_pt * 1.24, gap * 2, gap * 1.2, balanced=True)
        base = replace(base, capitals=style.heading_case == "capitals" and not heading.number)
        if heading.level == 2:
            return self.of(base, before=gap * 2.8, after=gap * 0.8, balanced=True)
        if heading.level == 3:
            return self.of(replace(base, size=self.em), before=gap * 1.8, after=gap * 0.3)
        if heading.level == 4:
            quiet = replace(base, size=self.em, colour=style.quiet)
            return self.of(quiet, before=gap * 1.6, after=gap * 0.3)
        ink = replace(base, size=self.em, bold=style.large, italic=not style.large)
        return self.of(ink, before=gap * 1.4, after=gap * 0.3)
