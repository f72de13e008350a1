"""A paper that comes in as PDF: opened, looked at, cleaned, compared, read.

This is the whole way of a stranger's file into the register, in one job of the child process. What
comes out was written by this program; what it was made from stays as it came, elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from secretariat.models.paper_findings import (
    Gravity,
    PaperFault,
    PaperFinding,
    officer_sentence,
)
from secretariat.packs.compare import compare
from secretariat.packs.hidden_text import read_text, text_findings
from secretariat.packs.jobs import Report
from secretariat.packs.limits import USUAL, Limits
from secretariat.packs.look import look, said_title
from secretariat.packs.objects import boxes_of, quarter_turns, unit_of
from secretariat.packs.opening import RefusedError, open_pdf
from secretariat.packs.pictures import ChangedPage
from secretariat.packs.rebuild import Wishes, rebuild, said_language


@dataclass(frozen=True, slots=True)
class IntakeOrder:
    """A PDF, as bytes or by its path, and what is wanted of it."""

    source: bytes | Path
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page as it is seen: its breadth and height in points, turned upright, and by how many
    degrees it is turned for that."""

    width: float
    height: float
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of a PDF.

    `data` is the cleaned file, and empty when there is a `failure`, the sentence why it cannot be
    taken in. `title` and `language` are what the file said of itself; `text` holds the words of
    each page, for searching.
    """

    data: bytes = b""
    pages: tuple[SeenPage, ...] = ()
    findings: tuple[PaperFinding, ...] = ()
    changed: tuple[ChangedPage, ...] = ()
    text: tuple[str, ...] = ()
    is_tagged: bool = False
    title: str = ""
    language: str = ""
    failure: str = ""


def take_in(
    source: bytes | Path,
    wishes: Wishes | None = None,
    limits: Limits = USUAL,
    report: Report = lambda done, of, what: None,
) -> Intake:
    """Return what becomes of a PDF; what cannot be taken in has a failure and its finding.

    To be called in the child process only, by way of the job `intake`.
    """
    try:
        return _taken(source, wishes or Wishes(), limits, report)
    except RefusedError as error:
        return Intake(findings=(error.finding,), failure=str(error))


def carry_out(order: IntakeOrder, limits: Limits, report: Report) -> Intake:
    """Do the job `intake`."""
    return take_in(order.source, order.wishes, limits, report)


def _taken(source: bytes | Path, wishes: Wishes, limits: Limits, report: Report) -> Intake:
    report(0, 1, "Opening")
    given = _bytes_of(source, limits)
    opened = open_pdf(given, limits)
    with opened.pdf as pdf:
        title, said = said_title(pdf), said_language(pdf.Root)
        findings = [*opened.findings, *look(opened)]
        new = rebuild(opened, wishes, wishes.language or said, limits, report)
        pages = tuple(_seen(page.obj) for page in pdf.pages)
    findings += new.findings
    lacking = (
        (PaperFault.UNTAGGED, new.is_tagged),
        (PaperFault.NO_TITLE, title),
        (PaperFault.NO_LANGUAGE, said),
    )
    findings += [PaperFinding(fault) for fault, there in lacking if not there]
    compared = compare(opened.data, new.data, report)
    findings += [PaperFinding(PaperFault.PAGE_CHANGED, page) for page in compared.changed]
    findings += [PaperFinding(PaperFault.NOT_COMPARED, page) for page in compared.unknown]
    texts = read_text(new.data, report)
    findings += text_findings(texts)
    # The gravest first: whoever keeps only some of them keeps those.
    gravities = list(Gravity)
    findings.sort(key=lambda one: gravities.index(one.kind.gravity))
    return Intake(
        data=new.data,
        pages=pages,
        findings=tuple(findings),
        changed=compared.pictures,
        text=tuple(one.text for one in texts),
        is_tagged=new.is_tagged,
        title=title,
        language=said,
    )


def _bytes_of(source: bytes | Path, limits: Limits) -> bytes:
    """Return the bytes of a file, and of one that is too large no more than shows it."""
    if isinstance(source, bytes):
        return source
    with source.open("rb") as stream:
        return stream.read(limits.file_size + 1)


def _seen(page: Any) -> SeenPage:
    _, shown = boxes_of(page)
    unit, turned = unit_of(page), quarter_turns(page)
    sides = ((shown[2] - shown[0]) * unit, (shown[3] - shown[1]) * unit)
    width, height = reversed(sides) if turned in (90, 270) else sides
    return SeenPage(round(width, 3), round(height, 3), turned)


def failed(sentence: str) -> Intake:
    """Return what became of a PDF whose job was given up, as after its time."""
    finding = PaperFinding(PaperFault.TOO_HARD, words=sentence)
    return Intake(findings=(finding,), failure=officer_sentence(finding))
