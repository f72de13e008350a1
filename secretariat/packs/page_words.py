"""The words of a PDF, page by page, for finding; nothing is drawn or judged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from secretariat.packs.jobs import Report
from secretariat.packs.limits import Limits

MOST = 20_000
"""Letters of a page that are read."""


@dataclass(frozen=True, slots=True)
class WordsOrder:
    """A PDF that this program rebuilt, by its path."""

    source: Path


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of each page, as they follow each other."""

    pages: tuple[str, ...]


def carry_out(order: WordsOrder, limits: Limits, report: Report) -> PageWords:
    """Do the job `words`."""
    from pypdfium2 import PdfDocument

    found = []
    with PdfDocument(order.source.read_bytes()) as pdf:
        count = min(len(pdf), limits.pages)
        for number in range(count):
            report(number, count, "Reading")
            page = pdf[number]
            text = page.get_textpage()
            found.append(text.get_text_range(0, min(text.count_chars(), MOST), errors="ignore"))
            text.close()
            page.close()
    return PageWords(tuple(found))
