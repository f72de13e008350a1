"""House style as data: what a renderer needs to know beyond the document itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.styles import LOOK, LOOKS, Sort, check, cramped
from secretariat.models.styles import PAPERS as PAPERS
from secretariat.models.word_roles import WORD
from secretariat.models.word_roles import WORD_ROLES as WORD_ROLES

LARGE_PT, LARGE_LEAST_PT = 18.0, 16.0
LARGE_HEAD_MM, LARGE_MARGIN_MM = 30.0, 20.0


@dataclass(frozen=True, slots=True)
class Crest:
    """A council's crest or logo, as the bytes of a PNG or JPEG picture, and what it shows in
    words."""

    data: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The look of one council's documents. Lengths are millimetres, sizes points, colours #rrggbb.

    `font` and `heading_font` name a family in `resources/fonts`, unless a file of the style's own
    stands for it: `faces` are those files by their place (`font`, `font bold` …). `page` is one of
    `models.styles.PAPERS`. `heading_case` is "as-written" or "capitals", for headings without a
    number; those of items are written as the choice `minutes.case` says.
    `action_margin_mm` is the width of the Action column in the right margin; 0 prints owners
    on a line of their own after the paragraph. `large` is set by `large_print` alone. `template` is
    the council's Word template, and `word_styles` says which of its styles stand for which role
    (`models.word_roles`); `enlargement` is how many times larger its letters are to be.
    """

    name: str = "calm"
    font: str = "NotoSans"
    heading_font: str = "NotoSans"
    body_pt: float = 10.5
    leading: float = 1.4
    title_pt: float = 19.0
    heading_pt: float = 12.0
    section_pt: float = 10.5
    small_pt: float = 8.5
    page: str = "A4"
    margin_top_mm: float = 22.0
    margin_bottom_mm: float = 22.0
    margin_left_mm: float = 24.0
    margin_right_mm: float = 24.0
    action_margin_mm: float = 26.0
    ink: str = "#1b2430"
    quiet: str = "#4d5a6a"
    accent: str = "#2457a6"
    rule: str = "#c9cfd7"
    shade: str = "#eef0f3"
    heading_case: str = "as-written"
    leaders: bool = False
    justify: bool = False
    crest: Crest | None = None
    crest_place: str = "left"
    crest_width_mm: float = 30.0
    enlargement: float = 1.0
    template: Path | None = None
    word_styles: tuple[tuple[str, str], ...] = ()
    faces: tuple[tuple[str, Path], ...] = ()
    large: bool = False

    @property
    def least_pt(self) -> float:
        """The size below which no word is printed; 0 leaves it to the settings."""
        return LARGE_LEAST_PT if self.large else 0.0

    def large_print(self) -> HouseStyle:
        """Return the same style as a large print edition: 18 point, nothing below 16, ranged left,
        without capitals or slanting letters for their own sake, owners on a line of their own.

        Sizes and manner are those that the UK Association for Accessible Formats asks for (Creating
        clear print and large print documents, 2012); it is never on paper smaller than A4. A Word
        template is left out: its letters are its own.
        """
        return replace(
            self,
            large=True,
            page="A4" if self.page == "A5" else self.page,
            template=None,
            body_pt=max(LARGE_PT, self.body_pt),
            section_pt=max(LARGE_PT, self.section_pt),
            heading_pt=max(LARGE_PT * 1.12, self.heading_pt),
            title_pt=max(LARGE_PT * 1.45, self.title_pt),
            small_pt=max(LARGE_LEAST_PT, self.small_pt),
            leading=max(1.35, self.leading),
            quiet=self.ink,
            margin_top_mm=max(self.margin_top_mm, LARGE_HEAD_MM),
            margin_bottom_mm=max(self.margin_bottom_mm, LARGE_MARGIN_MM),
            margin_left_mm=min(self.margin_left_mm, LARGE_MARGIN_MM),
            margin_right_mm=min(self.margin_right_mm, LARGE_MARGIN_MM),
            action_margin_mm=0.0,
            heading_case="as-written",
            justify=False,
        )

    def enlarged(self, scale: float) -> HouseStyle:
        """Return the same style with all its letters `scale` times as large."""
        if scale == 1.0:
            return self
        sizes = ("body_pt", "title_pt", "heading_pt", "section_pt", "small_pt")
        larger = {name: getattr(self, name) * scale for name in sizes}
        return replace(self, **larger, enlargement=self.enlargement * scale)


def style_of(
    settings: Mapping[str, str],
    name: str = "",
    crest: Crest | None = None,
    faces: tuple[tuple[str, Path], ...] = (),
    template: Path | None = None,
) -> HouseStyle:
    """Return the look that the settings of a house style say; what they leave open is as usual.

    What cannot be read, or is out of its bounds, is as usual too: a style from elsewhere never
    stops a document.
    """
    values: dict[str, object] = {}
    narrow = cramped(settings)
    for look in LOOKS:
        said = look.default if narrow and look.key.startswith("margin_") else None
        try:
            value = said or check(LOOK + look.key, settings.get(LOOK + look.key, look.default))
        except KnownError:
            value = look.default
        if look.sort in (Sort.LENGTH, Sort.SIZE, Sort.FACTOR):
            values[look.key] = float(value)
        elif look.sort is Sort.CHOICE and {one for one, _ in look.values} == {"no", "yes"}:
            values[look.key] = value == "yes"
        else:
            values[look.key] = value
    lent = tuple((role.key, said) for role in WORD_ROLES if (said := settings.get(WORD + role.key)))
    return HouseStyle(
        name=name, crest=crest, faces=faces, template=template, word_styles=lent,
        **values,  # type: ignore[arg-type]
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shipped:
    """A house style that comes with the program: what it is called, for whom it is meant, and
    what it says."""

    key: str
    name: str
    note: str
    settings: Mapping[str, str]


def load_shipped(folder: Path, key: str) -> Shipped:
    """Return the house style in `folder/<key>.json`.

    Raises KnownError when there is none, or it says something that no style can.
    """
    try:
        data: Any = json.loads((folder / f"{key}.json").read_text("utf-8"))
        made = Shipped(key, data["name"], data["note"], dict(data["settings"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnownError(f"The house style “{key}” could not be read.") from error
    for setting, value in made.settings.items():
        check(setting, value)
    return made


def load_style(folder: Path, name: str) -> HouseStyle:
    """Return the look of the house style in `folder/<name>.json`, as `load_shipped` does."""
    return style_of(load_shipped(folder, name).settings, name)
