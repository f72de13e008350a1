"""What a pack says of itself: title, language, page labels, and the standards that it follows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from secretariat.models.page_plan import PlannedPage
from secretariat.packs.parts import Claim, PackOrder

PRODUCER = "Secretariat"

_HEAD = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
"""
_TAIL = """</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""
# PDF/A wants every schema beyond its own to be described (ISO 19005-2, 6.6.2.3).
_SCHEMA = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


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
    title = escape(_tidy(order.title) or PRODUCER)
    alternative = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
    lines = [f"<dc:title>{alternative.format(title)}</dc:title>"]
    if author := escape(_tidy(order.author)):
        lines.append(f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>")
    if subject := escape(_tidy(order.subject)):
        lines.append(f"<dc:description>{alternative.format(subject)}</dc:description>")
    language = escape(order.language)
    lines.append(f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>")
    lines.append(f"<pdf:Producer>{PRODUCER}</pdf:Producer>")
    lines.append(f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>")
    made = escape(order.made)
    lines.append(f"<xmp:CreateDate>{made}Z</xmp:CreateDate>")
    lines.append(f"<xmp:ModifyDate>{made}Z</xmp:ModifyDate>")
    if Claim.UA in claims:
        lines.append("<pdfuaid:part>1</pdfuaid:part>")
    if Claim.ARCHIVE in claims:
        lines.append("<pdfaid:part>2</pdfaid:part>")
        lines.append("<pdfaid:conformance>A</pdfaid:conformance>")
    described = _SCHEMA if set(claims) == set(Claim) else ""
    return (_HEAD + "\n".join(lines) + "\n</rdf:Description>\n" + described + _TAIL).encode("utf-8")


def _tidy(words: str) -> str:
    """Return words that may stand in XML, on one line."""
    return " ".join("".join(char if char.isprintable() else " " for char in words).split())
