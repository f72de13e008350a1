"""Every byte of a public file, in each form in which somebody could read it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from io import BytesIO
from zipfile import ZipFile

from pikepdf import Array, Dictionary, Object, Pdf, PdfError, Stream, String

from secretariat.models.kinds import Format
from tests.render.pdf_tree import artifacts_of, placed_words, tree_of

MARK = "zqvxj"
"""What every canary begins with, and nothing else."""

_CANARY = re.compile(rb"zqvxj[a-z]{4}", re.IGNORECASE)
_TAG = re.compile(rb"<[^>]*>")


def canaries_in(data: bytes) -> set[str]:
    """Return the canaries in some bytes, whether as UTF-8 or UTF-16, in any case."""
    found = _CANARY.findall(data) + _CANARY.findall(data.replace(b"\0", b""))
    return {word.decode("ascii").lower() for word in found}


def canaries_of(data: bytes, form: Format) -> dict[str, set[str]]:
    """Return the canaries in a file, each with the places in which it stands."""
    found: dict[str, set[str]] = {}
    for place, layer in layers(data, form):
        for word in canaries_in(layer):
            found.setdefault(word, set()).add(place)
    return found


def layers(data: bytes, form: Format) -> Iterator[tuple[str, bytes]]:
    """Yield the file as it is and each of its parts as a reader of it would unpack it."""
    yield "raw", data
    if form is Format.PDF:
        yield from _pdf(data)
    elif form is Format.DOCX:
        yield from _zip(data)
    elif form is Format.HTML:
        yield "words", _words(data)
    elif form is Format.EMAIL:
        yield from _mail(data)


def _words(markup: bytes) -> bytes:
    """Return markup without its tags, so that a word in several pieces is one again."""
    return html.unescape(_TAG.sub(b"", markup).decode("utf-8", "replace")).encode()


def _pdf(data: bytes) -> Iterator[tuple[str, bytes]]:
    assert data.count(b"%%EOF") == 1, "an earlier revision of the file is in it"
    with Pdf.open(BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, Stream):
                yield "stream", _unpacked(thing)
            yield "object", thing.unparse(resolved=True)
            yield from (("string", one.encode()) for one in _strings(thing))
    yield "page", "\n".join(artifacts_of(data)).encode("utf-8", "replace")
    yield "page", "".join(word for *_, word in placed_words(data)).encode("utf-8", "replace")
    for node in tree_of(data).walk():
        yield "tree", f"{node.text} {node.settings}".encode("utf-8", "replace")


def _unpacked(stream: Stream) -> bytes:
    try:
        return stream.read_bytes()
    except PdfError:
        return stream.read_raw_bytes()


def _strings(thing: Object, depth: int = 0) -> Iterator[str]:
    if isinstance(thing, String):
        yield str(thing)
    elif isinstance(thing, Array) and depth < 20:
        for one in thing:  # type: ignore[attr-defined]
            if isinstance(one, Object) and not one.is_indirect:
                yield from _strings(one, depth + 1)
    elif isinstance(thing, Dictionary) and depth < 20:
        for key, one in thing.items():
            yield str(key)
            if isinstance(one, Object) and not one.is_indirect:
                yield from _strings(one, depth + 1)


def _zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    with ZipFile(BytesIO(data)) as package:
        yield "comment", package.comment
        for entry in package.infolist():
            content = package.read(entry)
            yield f"{entry.filename} entry", entry.filename.encode() + entry.comment + entry.extra
            yield entry.filename, content
            yield f"{entry.filename} words", _words(content)


def _mail(data: bytes) -> Iterator[tuple[str, bytes]]:
    message = message_from_bytes(data, policy=policy.default)
    kinds = {"application/pdf": Format.PDF, "text/html": Format.HTML}
    for part in message.walk():
        for key, value in part.items():
            yield f"header {key}", str(value).encode()
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        yield f"{kind} name", (part.get_filename() or "").encode()
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        for place, layer in layers(content, kinds.get(kind, Format.TEXT)):
            yield f"{kind} {place}", layer
