"""The package around a Word document: its parts, its properties, and its fixed bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from secretariat.documents.model import Document
from secretariat.documents.style import HouseStyle
from secretariat.render.docx.given import Part
from secretariat.render.docx.looks import family
from secretariat.render.docx.theme import theme
from secretariat.render.docx.xml import clean, tongue

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_VND = "application/vnd.openxmlformats"
_WORD = f"{_VND}-officedocument.wordprocessingml"
_APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Secretariat</Application></Properties>'
)
_PARTS = ("styles", "numbering", "settings", "fontTable")
# Families that most machines have and that take the place of a missing one.
_STAND_INS = {False: ("Segoe UI", "swiss"), True: ("Cambria", "roman")}


def blank(document: Document, style: HouseStyle) -> bytes:
    """Return a package without words and styles, but with its settings and properties."""
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(document),
        "docProps/app.xml": _APP,
        "word/document.xml": (
            f"{_HEAD}<w:document {_W} {_R}><w:body><w:sectPr/></w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": _relations(
            *((f"{_OFFICE}/{name}", f"{name}.xml") for name in (*_PARTS, "theme"))
        ),
        "word/styles.xml": f"{_HEAD}<w:styles {_W}/>",
        "word/numbering.xml": f"{_HEAD}<w:numbering {_W}/>",
        "word/settings.xml": _settings(document.language),
        "word/fontTable.xml": _fonts(style),
        "word/theme.xml": f"{_HEAD}{theme(style)}",
    }
    held = BytesIO()
    with ZipFile(held, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return held.getvalue()


def properties(document: Document) -> dict[str, tuple[str, str, str]]:
    """Return the properties of a document: name of the part to its relation, content and XML."""
    return {
        "docProps/core.xml": (
            f"{_PACKAGE}/relationships/metadata/core-properties",
            f"{_VND}-package.core-properties+xml",
            _core(document),
        ),
        "docProps/app.xml": (
            f"{_OFFICE}/extended-properties",
            f"{_VND}-officedocument.extended-properties+xml",
            _APP,
        ),
    }


def with_usual_parts(parts: dict[str, Part]) -> dict[str, Part]:
    """Return the parts of a template, with styles, lists and settings where it has none."""
    main = next(iter(parts.values()))
    usual = {"styles": f"<w:styles {_W}/>", "numbering": f"<w:numbering {_W}/>",
             "settings": _settings("").removeprefix(_HEAD)}  # fmt: skip
    there = {kind for kind, _, _ in main.relations.values()}
    for kind, text in usual.items():
        if kind not in there:
            taken = {each.casefold() for each in parts}
            name = f"word/{kind}.xml"
            name = f"word/{kind}Own.xml" if name.casefold() in taken else name
            main.relations[f"rIdOwn{kind}"] = (kind, name, False)
            parts[name] = Part(name, f"{_WORD}.{kind}+xml", root=etree.fromstring(text))
    return parts


def fixed(data: bytes, made: datetime) -> bytes:
    """Return the same package with its files in a fixed order and dated `made`."""
    at = _utc(made)
    stamp = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second // 2 * 2)
    held = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(held, "w", ZIP_DEFLATED) as new:
        first = ("[Content_Types].xml", "_rels/.rels")
        for name in sorted(old.namelist(), key=lambda n: (n not in first, n)):
            entry = ZipInfo(name, stamp)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name), compresslevel=6)
    return held.getvalue()


def _utc(made: datetime) -> datetime:
    return made if made.tzinfo is None else made.astimezone(UTC)


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        **{f"/word/{name}.xml": f"{_WORD}.{name}+xml" for name in _PARTS},
        "/word/theme.xml": f"{_VND}-officedocument.theme+xml",
        "/docProps/core.xml": f"{_VND}-package.core-properties+xml",
        "/docProps/app.xml": f"{_VND}-officedocument.extended-properties+xml",
    }
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{n}" ContentType="{k}"/>' for n, k in overrides.items())
        + "</Types>"
    )


def _relations(*relations: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(relations, 1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'
    )


def _core(document: Document) -> str:
    at = f"{_utc(document.made):%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0")
    words = {
        "dc:title": document.title,
        "dc:subject": document.subject,
        "dc:creator": document.author,
        "cp:keywords": ", ".join(document.keywords),
        "dc:language": tongue(document.language),
    }
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + "".join(f"<{k}>{escape(clean(v))}</{k}>" for k, v in words.items() if v)
        + f'<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _settings(language: str) -> str:
    """Return settings that keep Word out of its compatibility mode and its hands off numbers."""
    modern = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    theme = f'<w:themeFontLang w:val="{tongue(language)}"/>' if tongue(language) else ""
    return (
        f'{_HEAD}<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{modern}</w:compat>{theme}"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _fonts(style: HouseStyle) -> str:
    fonts = ""
    for name in dict.fromkeys((family(style.font), family(style.heading_font))):
        other, kind = _STAND_INS["serif" in name.lower() and "sans" not in name.lower()]
        fonts += (
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="00"/>'
            f'<w:family w:val="{kind}"/><w:pitch w:val="variable"/></w:font>'
        )
    return f"{_HEAD}<w:fonts {_W}>{fonts}</w:fonts>"
