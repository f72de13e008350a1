"""What tagging costs: minutes of 12 and 100 pages, tagged, untagged, and by LibreOffice.

The same typesetter sets the same pages; the untagged file has no marks, no tree, no metadata and is
not saved again. All are measured in one process, in turn, so that a busy machine slows each alike.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from time import perf_counter

import pytest

from secretariat.documents.model import Document
from secretariat.render.docx import render_docx
from secretariat.render.pdf import render_pdf
from secretariat.render.pdf.flow import Flow
from secretariat.render.pdf.fonts import FontBook
from secretariat.render.pdf.furniture import Furnisher
from secretariat.render.pdf.looks import Looks
from secretariat.render.pdf.paginate import paginate
from secretariat.render.pdf.painter import Painter
from secretariat.render.pdf.strips import Words
from secretariat.render.pdf.survey import frame_of
from secretariat.render.pdf.text import Writer
from tests.render.pdf_check import CALM, FONTS, page_count
from tests.render.test_pdf_pages import long_minutes

ROUNDS = 7
GOALS = {12: 1.6, 100: 1.35}
ITEMS = {12: 24, 100: 200}


class Plain(Painter):
    """Paints the same words and lines without a mark."""

    def _words(self, words: Iterable[tuple[Words, float]]) -> None:
        for _, group in groupby(words, key=lambda placed: placed[0].slot):
            self._run(group)


def untagged(document: Document) -> bytes:
    """Return the pages of the document as ReportLab writes them, compressed as it does."""
    fonts, looks, frame = FontBook(FONTS), Looks(CALM), frame_of(CALM)
    flow = Flow(document, looks, fonts, frame)
    flow.compose()
    pages = paginate(flow.strips, frame.height)
    furnisher = Furnisher(document, looks, Writer(fonts), frame)
    painter = Plain(frame, fonts.face(CALM.font).name)
    painter._canvas.setPageCompression(1)
    for number, page in enumerate(pages, start=1):
        strips = [(placed.strip, frame.y + placed.y, placed.repeated) for placed in page]
        ends = (furnisher.head(number), furnisher.foot(number, len(pages)))
        painter.page(strips, ends)
    return painter.finish()


def seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def libreoffice(document: Document, folder: Path) -> float:
    """Return the seconds in which LibreOffice makes a tagged PDF of the same Word file."""
    word = folder / "minutes.docx"
    word.write_bytes(render_docx(document, CALM))
    filters = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", filters, "--outdir", str(folder), str(word)]

    def convert() -> None:
        subprocess.run(command, check=True, capture_output=True, timeout=180)

    convert()
    return min(seconds(convert) for _ in range(2))


@pytest.mark.parametrize("pages", GOALS)
def test_tagging_costs_little(pages: int, tmp_path: Path) -> None:
    document = long_minutes(ITEMS[pages])
    count = page_count(render_pdf(document, CALM, FONTS))
    assert abs(count - pages) <= pages * 0.1
    untagged(document)
    times = [
        (seconds(lambda: untagged(document)), seconds(lambda: render_pdf(document, CALM, FONTS)))
        for _ in range(ROUNDS if pages < 50 else 3)
    ]
    bare, tagged = (statistics.median(column) for column in zip(*times, strict=True))
    line = f"{count} pages: untagged {bare * 1000:.0f} ms = 1.0; tagged {tagged / bare:.2f}"
    line += f" (goal {GOALS[pages]})"
    if shutil.which("soffice"):
        line += f"; LibreOffice {libreoffice(document, tmp_path) / bare:.1f}"
    print("\n" + line)
    assert tagged / bare < GOALS[pages] * 1.25
