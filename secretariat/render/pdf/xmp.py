"""The metadata of a document as XMP, with the claims PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from xml.sax.saxutils import escape

from secretariat.documents.model import Document
from secretariat.render.pdf.fonts import clean
from secretariat.render.pdf.words import ENGLISH, tongue, utc

PRODUCER = "Secretariat"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{author}{subject}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{keywords}<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
{extension}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""

# PDF/A wants every schema beyond its own to be described: here the one that names PDF/UA.
_EXTENSION = """<rdf:Description rdf:about=""
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


def title_of(document: Document) -> str:
    """Return the title; a document without one is called after its kind."""
    return clean(document.title).strip() or clean(document.kind).strip() or PRODUCER


def packet(document: Document) -> bytes:
    """Return the XMP packet of a document."""

    def optional(text: str, pattern: str) -> str:
        words = escape(clean(text).strip())
        return pattern.format(words) + "\n" if words else ""

    author = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>"
    subject = (
        '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
        "</dc:description>"
    )
    text = _PACKET.format(
        title=escape(title_of(document)),
        author=optional(document.author, author),
        subject=optional(document.subject, subject),
        keywords=optional(", ".join(document.keywords), "<pdf:Keywords>{}</pdf:Keywords>"),
        language=tongue(document.language, ENGLISH),
        producer=PRODUCER,
        made=utc(document.made).strftime("%Y-%m-%dT%H:%M:%S") + "Z",
        extension=_EXTENSION,
    )
    return text.encode("utf-8")
