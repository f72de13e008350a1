"""A Word template as somebody gives it: opened with care, refused in one sentence, made clean.

What is kept are the parts that make a letterhead: the page, its head and foot, pictures, styles,
lists, fonts and colours. Who wrote it, comments, tracked changes, forms and everything else stay
behind, so that nothing of it comes into a document.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from secretariat.errors import KnownError
from secretariat.render.docx.clean import clean_part, clean_settings, forget_marks

_LARGEST = 20_000_000
_LARGEST_OPEN = 150_000_000
_MOST_PARTS = 2_000
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_XML_KINDS = ("styles", "numbering", "settings", "fontTable", "theme", "header", "footer")
_KEPT = frozenset((*_XML_KINDS, "image", "hyperlink", "font"))
_MACROS = frozenset(("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars"))
_FETCHED = frozenset(("image", "oleObject", "subDocument", "frame", "video", "audio", "aFChunk"))
_HARMLESS = re.compile(r"(https?://|mailto:)[^\s\\]+", re.IGNORECASE)
_PICTURES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf",
    "wmf": "image/x-wmf", "svg": "image/svg+xml",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}  # fmt: skip

NOT_WORD = "That is not a Word document; save it as .docx or .dotx and add it again."
BROKEN = "The Word template is damaged and could not be read; save it again in Word."
ENCRYPTED = "The Word template is protected by a password; save it without one and add it again."
OLD = "That is a file of old Word (.doc or .dot); save it as .docx or .dotx and add it again."
MACROS = "The Word template holds macros, which are never kept; save it as .docx or .dotx."
STRICT = "That is a “Strict Open XML” file; save it as “Word Document (.docx)” and add it again."
LARGE = "The Word template is larger than 20 MB; make its pictures smaller."
FETCHES = (
    "The Word template fetches a picture or words from elsewhere; "
    "put them into the template itself."
)
FOREIGN = (
    "The Word template holds a chart, a diagram or a file of another program; "
    "put a picture in its place."
)


@dataclass(slots=True)
class Part:
    """A part of the package: its name, its kind of content, its XML or bytes, and what it uses."""

    name: str
    content: str
    data: bytes = b""
    root: etree._Element | None = None
    relations: dict[str, tuple[str, str, bool]] = field(default_factory=dict)


def read_given(data: bytes) -> dict[str, Part]:
    """Return the clean parts of a Word template by their name, `word/document.xml` first.

    Raises KnownError, in one sentence, for what is no Word document, is damaged, encrypted or too
    large, has macros, or needs something from elsewhere.
    """
    files = _unpacked(data)
    kinds = _kinds(files)
    main = _main(files)
    if "macroEnabled" in kinds(main):
        raise KnownError(MACROS)
    parts: dict[str, Part] = {}
    waiting = [(main, "document")]
    while waiting:
        name, kind = waiting.pop()
        if name in parts:
            continue
        if name not in files:
            raise KnownError(BROKEN)
        part = Part(name, _MAIN if kind == "document" else kinds(name))
        parts[name] = part
        if kind not in (*_XML_KINDS, "document"):
            part.data = files[name]
            continue
        part.root = _xml(files[name])
        forget_marks(part.root)
        part.relations = dict(_relations(files, name))
        if kind == "settings":
            clean_settings(part.root)
            part.relations = {}
        elif kind in ("document", "header", "footer"):
            clean_part(part.root, _dropped(part.relations))
        _check(part)
        waiting += [(target, kind) for kind, target, out in part.relations.values() if not out]
    return parts


def packed(parts: Mapping[str, Part], more: Mapping[str, tuple[str, str, str]] = {}) -> bytes:
    """Return the package of parts, and of `more`: name to kind of relation, content and XML.

    Its files are dated alike and stand in the order of their names, the document first, so that
    the same parts are the same bytes whenever and out of whatever file they are packed.
    """
    main = next(iter(parts))
    ordered = sorted(parts.values(), key=lambda part: (part.name != main, part.name))
    types = etree.Element(f"{_CONTENT}Types", nsmap=_bare(_CONTENT))
    for ending, content in (("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                            ("xml", "application/xml"), *sorted(_PICTURES.items())):  # fmt: skip
        etree.SubElement(types, f"{_CONTENT}Default", Extension=ending, ContentType=content)
    named = {part.name: part.content for part in ordered if part.root is not None}
    named |= {name: content for name, (_, content, _) in more.items()}
    for name, content in named.items():
        etree.SubElement(types, f"{_CONTENT}Override", PartName=f"/{name}", ContentType=content)
    office = f"{_R[1:-1]}/officeDocument"
    held = BytesIO()
    with ZipFile(held, "w") as package:
        package.writestr(ZipInfo("[Content_Types].xml"), _written(types))
        roots = {"rId1": (office, main, False)}
        roots |= {
            f"rId{n}": (kind, name, False) for n, (name, (kind, *_)) in enumerate(more.items(), 2)
        }
        package.writestr(ZipInfo("_rels/.rels"), _written(_listed(roots, "")))
        for name, (_, _, text) in more.items():
            package.writestr(ZipInfo(name), text)
        for part in ordered:
            words = part.data if part.root is None else _written(part.root)
            package.writestr(ZipInfo(part.name), words)
            if part.relations:
                folder, leaf = posixpath.split(part.name)
                full = {uid: (f"{_R[1:-1]}/{kind}", target, out)
                        for uid, (kind, target, out) in sorted(part.relations.items())}  # fmt: skip
                words = _written(_listed(full, folder))
                package.writestr(ZipInfo(f"{folder}/_rels/{leaf}.rels"), words)
    return held.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise KnownError(ENCRYPTED if "EncryptedPackage".encode("utf-16-le") in data else OLD)
    if len(data) > _LARGEST:
        raise KnownError(LARGE)
    if data[:2] != b"PK":
        raise KnownError(NOT_WORD)
    try:
        with ZipFile(BytesIO(data)) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > _LARGEST_OPEN:
                raise KnownError(LARGE)
            if any(entry.flag_bits & 1 for entry in entries):
                raise KnownError(ENCRYPTED)
            names = [entry.filename.lower() for entry in entries]
            if len(names) > _MOST_PARTS or len(set(names)) < len(names):
                raise KnownError(BROKEN)
            if any(name.endswith("vbaproject.bin") for name in names):
                raise KnownError(MACROS)
            return {entry.filename: package.read(entry) for entry in entries}
    except (BadZipFile, OSError, EOFError, ValueError, RuntimeError) as error:
        raise KnownError(BROKEN) from error
    except Exception as error:
        raise error if isinstance(error, KnownError) else KnownError(BROKEN) from error


def _xml(data: bytes) -> etree._Element:
    """Return the root of a part; a part that declares a document type is no part of Word's."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise KnownError(BROKEN) from error
    if b"<!DOCTYPE" in data or root.getroottree().docinfo.internalDTD is not None:
        raise KnownError(BROKEN)
    for each in [*root.iter(etree.Comment, etree.ProcessingInstruction)]:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    return root


def _kinds(files: Mapping[str, bytes]) -> _Kinds:
    if "[Content_Types].xml" not in files:
        raise KnownError(NOT_WORD)
    root = _xml(files["[Content_Types].xml"])
    overrides = {e.get("PartName", "").lstrip("/").lower(): e.get("ContentType", "")
                 for e in root.iter(f"{_CONTENT}Override")}  # fmt: skip
    endings = {e.get("Extension", "").lower(): e.get("ContentType", "")
               for e in root.iter(f"{_CONTENT}Default")}  # fmt: skip
    return _Kinds(overrides, endings)


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The kinds of content that the package says its parts have."""

    overrides: Mapping[str, str]
    endings: Mapping[str, str]

    def __call__(self, name: str) -> str:
        ending = name.rpartition(".")[2].lower()
        return self.overrides.get(name.lower()) or self.endings.get(ending, "")


def _main(files: Mapping[str, bytes]) -> str:
    if "_rels/.rels" not in files:
        raise KnownError(NOT_WORD)
    for relation in _xml(files["_rels/.rels"]).iter(_RELATION):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if kind.endswith("/officeDocument"):
            if kind.startswith("http://purl.oclc.org/"):
                raise KnownError(STRICT)
            name = posixpath.normpath(target.lstrip("/"))
            if name in files and _xml(files[name]).tag.endswith("}document"):
                return name
    raise KnownError(NOT_WORD)


def _relations(
    files: Mapping[str, bytes], name: str
) -> Iterator[tuple[str, tuple[str, str, bool]]]:
    """Yield what a part uses: identifier, kind, target, and whether that is outside the file."""
    folder, leaf = posixpath.split(name)
    listed = f"{folder}/_rels/{leaf}.rels"
    if listed not in files:
        return
    for relation in _xml(files[listed]).iter(_RELATION):
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        outside = relation.get("TargetMode") == "External"
        if kind in _MACROS:
            raise KnownError(MACROS)
        if outside and kind in _FETCHED:
            raise KnownError(FETCHES)
        if kind not in _KEPT or (kind == "hyperlink" and not _HARMLESS.fullmatch(target)):
            continue
        if not outside:
            joined = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            target = posixpath.normpath(joined)
            ending = target.rpartition(".")[2].lower()
            if kind in ("image", "font") and ending not in _PICTURES:
                continue
        yield relation.get("Id", ""), (kind, target, outside)


def _dropped(relations: Mapping[str, tuple[str, str, bool]]) -> frozenset[str]:
    """Return the identifiers of links that are kept; other links become words."""
    return frozenset(uid for uid, (kind, *_) in relations.items() if kind == "hyperlink")


def _check(part: Part) -> None:
    """Refuse what still points to a part that is not kept, and forget what nothing points to."""
    assert part.root is not None
    used = {
        value
        for each in part.root.iter()
        for name, value in each.attrib.items()
        if isinstance(name, str) and name.startswith(_R) and value
    }
    if used - part.relations.keys():
        raise KnownError(FOREIGN)
    implied = {"styles", "numbering", "settings", "fontTable", "theme"}
    part.relations = {
        uid: relation for uid, relation in part.relations.items()
        if uid in used or relation[0] in implied
    }  # fmt: skip


def _listed(relations: Mapping[str, tuple[str, str, bool]], folder: str) -> etree._Element:
    root = etree.Element(_RELATION.replace("}Relationship", "}Relationships"),
                         nsmap=_bare(_RELATION))  # fmt: skip
    for uid, (kind, target, outside) in relations.items():
        shown = target if outside else posixpath.relpath(target, folder or ".")
        made = etree.SubElement(root, _RELATION, Id=uid, Type=kind, Target=shown)
        if outside:
            made.set("TargetMode", "External")
    return root


def _bare(tag: str) -> dict[str, str]:
    """Return the namespace of `tag` as the one that needs no prefix."""
    return cast("dict[str, str]", {None: tag[1:].partition("}")[0]})


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
