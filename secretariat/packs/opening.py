"""Opening a PDF that a stranger made.

qpdf reads it and mends what can be mended; what it cannot open is offered to pdfium, which forgives
other faults, and taken from there page by page. A PDF that opens without a password is read
whatever its maker asked programs not to allow, because an authority must be able to publish it; the
wish is told. One that needs a password is refused.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.paper_findings import PaperFault, PaperFinding, officer_sentence
from secretariat.packs.jobs import Report
from secretariat.packs.limits import MEGABYTE, Limits

if TYPE_CHECKING:
    from pikepdf import Pdf

_HEADER, _WITHIN = b"%PDF-", 1024
_PERMISSIONS = (
    ("extract", "copying"),
    ("modify_other", "changing"),
    ("print_highres", "printing"),
    ("modify_annotation", "commenting"),
    ("modify_assembly", "putting together"),
)


class RefusedError(KnownError):
    """A paper that cannot be taken in, with the finding that says why."""

    def __init__(self, finding: PaperFinding) -> None:
        super().__init__(officer_sentence(finding))
        self.finding = finding


@dataclass(slots=True)
class Opened:
    """A PDF that is open, its bytes as they can be drawn, and what was found on the way.

    `is_taken_over` says that the bytes are pdfium's, with no more of the file than its pages."""

    pdf: Pdf
    data: bytes
    findings: list[PaperFinding] = field(default_factory=list)
    is_taken_over: bool = False


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """The wish to know whether a PDF opens."""

    data: bytes


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """How many pages a PDF has, and what was found when it was opened."""

    pages: int
    findings: tuple[PaperFinding, ...]


def carry_out(order: OpenOrder, limits: Limits, report: Report) -> OpenAnswer:
    """Say whether a PDF opens; RefusedError when it does not."""
    report(0, 1, "Opening")
    opened = open_pdf(order.data, limits)
    with opened.pdf as pdf:
        return OpenAnswer(len(pdf.pages), tuple(opened.findings))


def open_pdf(data: bytes, limits: Limits) -> Opened:
    """Open a PDF under care; RefusedError, with its finding, when it cannot be read."""
    from pikepdf import PasswordError, PdfError

    if len(data) > limits.file_size:
        words = f"{len(data) / MEGABYTE:,.0f} MB, and at most {limits.file_size / MEGABYTE:,.0f} MB"
        raise RefusedError(PaperFinding(PaperFault.TOO_LARGE, words=f"{words} can be taken in"))
    if _HEADER not in data[:_WITHIN]:
        raise RefusedError(PaperFinding(PaperFault.NOT_PDF))
    _limit_qpdf(limits)
    why = PaperFault.BROKEN
    try:
        opened = _opened(data)
        if _count(opened.pdf, limits):
            return opened
        opened.pdf.close()
        why = PaperFault.NO_PAGES
    except PasswordError:
        why = PaperFault.PASSWORD
    except (PdfError, ValueError, TypeError, RuntimeError, KeyError, IndexError):
        why = PaperFault.BROKEN
    return _by_other_way(data, limits, why)


def _opened(data: bytes) -> Opened:
    """Open a PDF with qpdf and read all its objects, so that what is wrong is known at once."""
    import pikepdf

    pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    findings = []
    if len(pdf.pages) and pdf.is_encrypted:
        allow = pdf.allow
        barred = [words for name, words in _PERMISSIONS if not getattr(allow, name)]
        if barred:
            findings.append(PaperFinding(PaperFault.PROTECTED, words=", ".join(barred)))
    if pdf.get_warnings():
        findings.append(PaperFinding(PaperFault.REPAIRED))
    return Opened(pdf, data, findings)


def _count(pdf: Pdf, limits: Limits) -> int:
    count = len(pdf.pages)
    if count > limits.pages:
        words = f"{count:,}, and at most {limits.pages:,} can be taken in"
        raise RefusedError(PaperFinding(PaperFault.TOO_MANY_PAGES, words=words))
    return count


def _by_other_way(data: bytes, limits: Limits, why: PaperFault) -> Opened:
    """Take the pages of a file that qpdf does not open from pdfium, which may."""
    from pikepdf import PdfError
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(data) as source:
            count = len(source)
            if count > limits.pages:
                words = f"{count:,}, and at most {limits.pages:,} can be taken in"
                raise RefusedError(PaperFinding(PaperFault.TOO_MANY_PAGES, words=words))
            with PdfDocument.new() as target:
                target.import_pages(source)
                made = io.BytesIO()
                target.save(made)
        opened = _opened(made.getvalue())
        if not len(opened.pdf.pages) or not opened.pdf.pages[0].obj.get("/Type"):
            raise RefusedError(PaperFinding(why))
    except (PdfiumError, PdfError, ValueError) as error:
        raise RefusedError(PaperFinding(why)) from error
    opened.findings[:] = [PaperFinding(PaperFault.REPAIRED)]
    opened.is_taken_over = True
    return opened


def _limit_qpdf(limits: Limits) -> None:
    """Hold qpdf to amounts that no paper needs: a bomb ends as a fault of its stream."""
    from pikepdf.settings import set_qpdf_limits

    most = limits.memory // 4
    set_qpdf_limits(
        doc_max_warnings=2_000,
        parser_max_nesting=100,
        parser_max_container_size=2_000_000,
        max_stream_filters=4,
        dct_max_memory=most,
        dct_max_progressive_scans=100,
        flate_max_memory=most,
        png_max_memory=most,
        run_length_max_memory=most,
        tiff_max_memory=most,
    )


def page_count(data: bytes) -> int:
    """Return how many pages a PDF of our own has."""
    from pikepdf import Pdf

    with Pdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)
