"""Puts packs together for tests: parts by a few words each, planned and assembled."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from pikepdf import Pdf

from secretariat.models.page_plan import PageChoices, PagePlan, PlanPart, plan_pages
from secretariat.packs.assemble import assemble
from secretariat.packs.parts import Assembled, Claim, PackOrder, PackPart
from tests.render.pdf_check import FONTS

BOTH = tuple(Claim)
PLAIN = (FONTS / "NotoSans-Regular.ttf", FONTS / "DejaVuSans-Regular.ttf")
BOLD = (FONTS / "NotoSans-Bold.ttf",)
ONE_SIDED = PageChoices()
PINK = (0.93, 0.35, 0.55)


@dataclass
class Made:
    """A pack that was made, with what was told of it."""

    data: bytes
    told: Assembled
    plan: PagePlan
    order: PackOrder


@dataclass
class Shelf:
    """Parts in their order, with what the plan must know of them."""

    parts: list[PackPart] = field(default_factory=list)
    planned: list[PlanPart] = field(default_factory=list)

    def put(self, key: str, source: bytes | None, **settings: object) -> Shelf:
        """Add a part; `stamp` is also its running stamp unless that is given."""
        plan = {name: settings.pop(name) for name in ("is_restricted",) if name in settings}
        settings.setdefault("title", key)
        settings.setdefault("bookmark", (settings["title"],))
        settings.setdefault("running", settings.get("stamp", ""))
        settings.setdefault("language", "en-GB")
        part = PackPart(key=key, source=source, **settings)  # type: ignore[arg-type]
        pages = pages_of(source) if source is not None else 0
        self.parts.append(part)
        self.planned.append(
            PlanPart(key, pages, bool(part.stamp), is_shown=source is not None, **plan)  # type: ignore[arg-type]
        )
        return self

    def order(self, choices: PageChoices = ONE_SIDED, **settings: object) -> PackOrder:
        plan = plan_pages(self.planned, choices)
        settings.setdefault("title", "Planning Committee, 12 March 2026")
        return PackOrder(
            tuple(self.parts),
            plan.pages,
            made="2026-03-04T09:00:00",
            fonts=PLAIN,
            bold=BOLD,
            author="Council of Borsetshire",
            **settings,  # type: ignore[arg-type]
        )

    def make(self, folder: Path, choices: PageChoices = ONE_SIDED, **settings: object) -> Made:
        order = self.order(choices, **settings)
        target = folder / "pack.pdf"
        told = assemble(order, target)
        plan = plan_pages(self.planned, choices)
        return Made(target.read_bytes() if target.exists() else b"", told, plan, order)

    def changed(self, key: str, **settings: object) -> None:
        """Change what is said of one part."""
        at = [part.key for part in self.parts].index(key)
        self.parts[at] = replace(self.parts[at], **settings)  # type: ignore[arg-type]


def pages_of(pdf: bytes) -> int:
    with Pdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)
