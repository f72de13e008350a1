"""Puts the reports of a folder together and says how long it took: started by test_pack.py."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter, process_time

from pikepdf import Pdf

from secretariat.models.page_plan import PageChoices, PlanPart, plan_pages
from secretariat.packs.assemble import assemble
from secretariat.packs.parts import PackOrder, PackPart

FONTS = Path(__file__).parents[2] / "resources" / "fonts"


def order_of(folder: Path, tagged: bool, is_sound: bool = False) -> PackOrder:
    """Return a pack of all that a folder holds, with everything that a pack can have."""
    parts, planned = [], []
    for at, path in enumerate(sorted(folder.glob("*.pdf"))):
        item = f"Agenda Item {at}"
        with Pdf.open(path) as pdf:
            planned.append(PlanPart(path.stem, len(pdf.pages)))
        parts.append(
            PackPart(
                key=path.stem,
                title=f"Report {at}",
                source=path,
                language="en-GB",
                bookmark=("Reports", item, f"Report {at}"),
                target=path.stem,
                stamp=item,
                running=item,
                is_contents=not at,
                is_sound=is_sound,
            )
        )
    return PackOrder(
        parts=tuple(parts),
        pages=plan_pages(planned, PageChoices(duplex=True)).pages,
        title="A pack",
        made="2026-03-04T09:00:00",
        fonts=(FONTS / "NotoSans-Regular.ttf",),
        bold=(FONTS / "NotoSans-Bold.ttf",),
        tagged=tagged,
    )


def main() -> None:
    """Print the seconds and the pages."""
    folder, target, tags, known = sys.argv[1:5]
    order = order_of(Path(folder), tags == "tags", known == "sound")
    began, computed = perf_counter(), process_time()
    told = assemble(order, Path(target))
    print(perf_counter() - began, process_time() - computed, told.pages)


if __name__ == "__main__":
    main()
