"""What a pack says of itself: title, language, page labels, and the standards that it follows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from secretariat.models.page_plan import PlannedPage
from secretariat.models.xmp import PRODUCER, XmpWords, packet
from secretariat.packs.parts import Claim, PackOrder


def describe(pdf: Pdf, order: PackOrder, claims: Sequence[Claim]) -> None:
    """Write title, language, author, date and claims into the file, and into nothing else."""
    root = pdf.Root
    root.Lang = String(order.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageLayout = Name.OneColumn
    metadata = pdf.make_stream(_packet(order, claims))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = metadata
    made = "D:" + "".join(char for char in order.made if char.isdigit()) + "Z"
    info = {
        "/Title": _tidy(order.title) or PRODUCER,
        "/Author": _tidy(order.author),
        "/Subject": _tidy(order.subject),
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": made,
        "/ModDate": made,
    }
    words = {key: String(value) for key, value in info.items() if value}
    pdf.trailer.Info = pdf.make_indirect(Dictionary(words))


def label_pages(pdf: Pdf, pages: Sequence[PlannedPage]) -> None:
    """Give each page its printed number as the label that viewers show (ISO 32000-1, 12.4.2)."""
    numbers = Array()
    for _, run in groupby(enumerate(pages), key=_decimal):
        at, page = next(run)
        numbers.append(at)
        if page.label.isascii() and page.label.isdigit():
            numbers.append(Dictionary(S=Name.D, St=int(page.label)))
        else:
            numbers.append(Dictionary(P=String(page.label)))
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=numbers))


def _decimal(numbered: tuple[int, PlannedPage]) -> tuple[int, str]:
    """Return what pages have in common of which one label can count the others on."""
    at, page = numbered
    if page.label.isascii() and page.label.isdigit():
        return int(page.label) - at, ""
    return at, page.label


def output_intent(source: Pdf) -> Object | None:
    """Return the profile of the colours that a file for archives is printed in, None without."""
    intents = source.Root.get("/OutputIntents")
    if not isinstance(intents, Array):
        return None
    for intent in intents:
        if isinstance(intent, Dictionary) and intent.get("/S") == Name.GTS_PDFA1:
            return intent
    return None


def _packet(order: PackOrder, claims: Sequence[Claim]) -> bytes:
    return packet(
        XmpWords(
            title=_tidy(order.title) or PRODUCER,
            author=_tidy(order.author),
            subject=_tidy(order.subject),
            language=order.language,
            made=f"{order.made}Z",
            is_ua=Claim.UA in claims,
            is_archive=Claim.ARCHIVE in claims,
        )
    )


def _tidy(words: str) -> str:
    """Return words that may stand in XML, on one line."""
    return " ".join("".join(char if char.isprintable() else " " for char in words).split())
