"""The validators' verdict on every document in every house style, and the table of it.

`python -m tests.battery.verdicts` prints the table; `test_verdicts.py` holds the program to it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import page
from pikepdf import Pdf

from secretariat.documents.catalogue import CATALOGUE, PLANS
from secretariat.documents.large_print import in_large_print
from secretariat.documents.model import Document
from secretariat.documents.style import HouseStyle
from secretariat.models.kinds import DocumentKind, Format
from secretariat.render.dispatch import render
from secretariat.services import body_documents, house_styles, publish
from secretariat.services.body_documents import EVERY, Wanted
from secretariat.services.session import Session
from tests import public_board
from tests.public_board import MEETING, OFF
from tests.render.pdf_check import FONTS
from tests.render.pdf_tree import structure_of
from tests.render.words import Manner, model_words, words

START, END = date(2018, 1, 1), date(2018, 12, 31)


@dataclass(frozen=True)
class Verdict:
    """What was found of one document in one style: nothing, where everything is as it must be."""

    kind: str
    style: str
    pages: int
    faults: tuple[str, ...]


def documents(session: Session) -> Iterator[tuple[DocumentKind, Document]]:
    """Yield every document of the sample board, each for the first audience that may have it."""
    for kind, line in CATALOGUE.items():
        meeting = OFF if kind is DocumentKind.CANCELLATION else MEETING
        yield kind, publish.compose(session, kind, meeting, line.audiences[0])
    for kind, plan in EVERY.items():
        day = START if kind in PLANS else END
        wanted = Wanted(kind, "board", plan.audiences[0], day)
        yield kind, body_documents.composition(session, wanted).compose()


def styles(session: Session) -> Iterator[HouseStyle]:
    """Yield every shipped style, and its large print."""
    for key in house_styles.shipped():
        style = house_styles.look_of(session, key)
        yield style
        yield style.large_print()


def verdict(kind: DocumentKind, document: Document, style: HouseStyle) -> Verdict:
    """Return what two validators, qpdf and the tree read back say of one document."""
    pdf = render(document, style, FONTS, Format.PDF)
    faults = []
    for profile in ("ua1", "pdfa-2a"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        if not report.is_compliant:
            faults.append(f"{profile}: {report.failures}")
    with Pdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
        faults += [f"qpdf: {found}" for found in opened.check_pdf_syntax()]
    meant = in_large_print(document) if style.large else document
    said = words(" ".join(text for _, text in structure_of(pdf)))
    if said != model_words(meant, Manner(owner_lines=not style.action_margin_mm)):
        faults.append("the words read back are not those of the document")
    if render(document, style, FONTS, Format.PDF) != pdf:
        faults.append("the same document gave other bytes")
    name = f"{style.name}, large" if style.large else style.name
    return Verdict(kind.value, name, pages, tuple(faults))


def verdicts() -> Iterator[Verdict]:
    """Yield the verdict on every document in every style."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session.open(Path(folder) / "register", create=True)
        try:
            public_board.fill(session, "margin")
            found = list(documents(session))
            for style in styles(session):
                for kind, document in found:
                    yield verdict(kind, document, style)
        finally:
            session.close()


def main() -> int:
    """Print the table; the status says whether everything passed."""
    found = list(verdicts())
    kinds = list(dict.fromkeys(one.kind for one in found))
    names = list(dict.fromkeys(one.style for one in found))
    table = {(one.kind, one.style): one for one in found}
    print("pages, where PDF/UA-1, PDF/A-2a, qpdf, the tree and the bytes are right")
    for name in names:
        cells = (table[kind, name] for kind in kinds)
        print(f"{name:18}", *(f"{'!!' if one.faults else one.pages:>3}" for one in cells))
    print(f"{'':18}", *(f"{index:>3}" for index in range(1, len(kinds) + 1)))
    print("; ".join(f"{index} {kind}" for index, kind in enumerate(kinds, 1)))
    for one in found:
        for fault in one.faults:
            print(f"{one.kind} in {one.style}: {fault}")
    return int(any(one.faults for one in found))


if __name__ == "__main__":
    sys.exit(main())
