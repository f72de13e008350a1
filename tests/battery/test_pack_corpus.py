"""One pack of every real PDF that can be taken in, stamped and numbered so that it can be seen."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pikepdf import Pdf

from secretariat.models.page_plan import Leaf, PageChoices
from secretariat.packs import child
from secretariat.packs.intake import Intake, IntakeOrder
from tests.packs.build import BOTH, Shelf
from tests.packs.material import page_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "pdf"


def dark(page: PdfPage, box: tuple[float, float, float, float]) -> float:
    """Return the share of dark points in a part of the page as it is seen, in shares of it."""
    picture = page.render(scale=1600 / max(page.get_size()), grayscale=True).to_pil()
    width, height = picture.size
    left, top, right, bottom = box
    part = picture.crop(
        (int(left * width), int(top * height), int(right * width), int(bottom * height))
    )
    counts = part.histogram()
    return sum(counts[:110]) / max(1, sum(counts))


@pytest.mark.battery
@pytest.mark.filterwarnings("ignore:pikepdf is missing")
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the files from elsewhere are not here")
def test_all_papers_of_the_corpus_make_one_pack(tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    shelf = Shelf().put("front", page_of("Agenda", "x"), is_contents=True, claims=BOTH)
    for path in sorted(CORPUS.glob("*.pdf")):
        taken = child.run("intake", IntakeOrder(path.read_bytes()), Intake)
        if not taken.failure:
            shelf.put(path.name, taken.data, stamp=f"Agenda Item {len(shelf.parts)}")
    assert len(shelf.parts) > 80
    made = shelf.make(tmp_path, PageChoices(duplex=True))
    assert made.told.faults == ()
    again = shelf.make(tmp_path, PageChoices(duplex=True))
    assert again.data == made.data
    with Pdf.open(BytesIO(made.data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == len(made.plan.pages)
    unseen = []
    with PdfDocument(made.data) as drawn:
        for at, planned in enumerate(made.plan.pages):
            page = drawn[at]
            words = page.get_textpage().get_text_range()
            assert f"Page {planned.label}" in words
            if planned.kind is Leaf.PAPER and planned.index == 0 and at:
                assert "Agenda Item" in words
                if not dark(page, (0.4, 0, 1, 0.2)) or not dark(page, (0.3, 0.85, 0.7, 1)):
                    unseen.append(planned.part)
    assert unseen == []
