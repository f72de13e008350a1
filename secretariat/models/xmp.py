"""What a PDF says of itself as XMP (ISO 16684-1), with the standards that it follows.

One packet for the documents that are made here and for the packs that are put together: what a
published file says of itself is decided in one place.
"""

from __future__ import annotations

from dataclasses import dataclass

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

_ALTERNATIVE = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'


@dataclass(frozen=True, slots=True)
class XmpWords:
    """What a file says of itself, each on one line of printable characters; `made` is a time in UTC
    as ISO 8601 writes it, with its Z. `is_ua` claims PDF/UA-1 and `is_archive` PDF/A-2a."""

    title: str
    author: str
    subject: str
    language: str
    made: str
    keywords: str = ""
    is_ua: bool = True
    is_archive: bool = True


def packet(words: XmpWords) -> bytes:
    """Return the packet: the same words, the same bytes; what is empty is left out."""
    lines = [f"<dc:title>{_ALTERNATIVE.format(escape(words.title))}</dc:title>"]
    if author := escape(words.author):
        lines.append(f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>")
    if subject := escape(words.subject):
        lines.append(f"<dc:description>{_ALTERNATIVE.format(subject)}</dc:description>")
    language = escape(words.language)
    lines.append(f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>")
    if keywords := escape(words.keywords):
        lines.append(f"<pdf:Keywords>{keywords}</pdf:Keywords>")
    lines.append(f"<pdf:Producer>{PRODUCER}</pdf:Producer>")
    lines.append(f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>")
    made = escape(words.made)
    lines.append(f"<xmp:CreateDate>{made}</xmp:CreateDate>")
    lines.append(f"<xmp:ModifyDate>{made}</xmp:ModifyDate>")
    if words.is_ua:
        lines.append("<pdfuaid:part>1</pdfuaid:part>")
    if words.is_archive:
        lines.append("<pdfaid:part>2</pdfaid:part>")
        lines.append("<pdfaid:conformance>A</pdfaid:conformance>")
    described = _SCHEMA if words.is_ua and words.is_archive else ""
    return (_HEAD + "\n".join(lines) + "\n</rdf:Description>\n" + described + _TAIL).encode("utf-8")


def escape(words: str) -> str:
    """Return words as they stand between tags. What the library has for this would bring along all
    that opens addresses on the web."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
