"""House style as data: what a renderer needs to know beyond the document itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from secretariat.errors import KnownError


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The look of one council's documents. Lengths are millimetres, sizes points, colours #rrggbb.

    `font` and `heading_font` name a family in `resources/fonts`. `heading_case` and
    `item_case` are "as-written" or "capitals" (minute headings such as INTRODUCTIONS).
    `action_margin_mm` is the width of the Action column in the right margin; 0 prints owners
    on a line of their own after the paragraph.
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
    item_case: str = "as-written"
    leaders: bool = False
    justify: bool = False

    def enlarged(self, scale: float) -> HouseStyle:
        """Return the same style with all its letters `scale` times as large."""
        if scale == 1.0:
            return self
        sizes = ("body_pt", "title_pt", "heading_pt", "section_pt", "small_pt")
        return replace(self, **{name: getattr(self, name) * scale for name in sizes})


def load_style(folder: Path, name: str) -> HouseStyle:
    """Return the house style `name` from `folder/<name>.json`.

    Raises KnownError when there is no such style or it holds something unknown.
    """
    path = folder / f"{name}.json"
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise KnownError(f"The house style “{name}” could not be read.") from error
    known = {f.name for f in fields(HouseStyle)}
    strange = sorted(set(data) - known)
    if strange:
        raise KnownError(f"The house style “{name}” holds an unknown setting: {strange[0]}.")
    return HouseStyle(**data)
