"""The data of streams: decoded and bounded, pictures without what their cameras wrote.

A picture stays as it was compressed, because compressing it again would harm it; what stands in its
file beside the picture (place, time, names, earlier versions, small copies) is left out, and so
is whatever follows its end.
"""

from __future__ import annotations

import zlib
from typing import Any

from secretariat.models.paper_findings import PaperFault, PaperFinding
from secretariat.packs.objects import name_of
from secretariat.packs.opening import RefusedError
from secretariat.packs.shapes import FILTER_NAMES, FILTERS, PICTURE_FILTERS

_CHUNK = 1 << 20
_MOST_FILTERS = 4


class UnreadableError(ValueError):
    """Data that cannot be decoded, or whose filters nobody knows."""


def filters_of(stream: Any) -> list[str]:
    """Return the filters of a stream by their full names; UnreadableError for unknown ones."""
    from pikepdf import Array, Name

    given = stream.get("/Filter")
    listed = list(given) if isinstance(given, Array) else [given] if given is not None else []
    if len(listed) > _MOST_FILTERS or any(not isinstance(one, Name) for one in listed):
        raise UnreadableError("filters")
    named = [FILTER_NAMES.get(one, one) for one in map(name_of, listed) if one != "/Crypt"]
    if any(name not in FILTERS for name in named):
        raise UnreadableError("filters")
    return named


def decoded(stream: Any) -> bytes:
    """Return the data of a stream decoded; UnreadableError when that fails."""
    from pikepdf import PdfError

    names = filters_of(stream)
    if any(name in PICTURE_FILTERS for name in names):
        raise UnreadableError("a picture")
    try:
        return bytes(stream.read_bytes())
    except (PdfError, RuntimeError, ValueError) as error:
        raise UnreadableError(str(error)) from error


def picture(stream: Any, most: int) -> tuple[bytes, str, int | None]:
    """Return the data of a picture, its one filter (or none), and which parameters are its.

    `most` is how many bytes it may have when it is decoded; RefusedError beyond that.
    """
    names = filters_of(stream)
    if not names:
        return bytes(stream.read_raw_bytes()), "", None
    last = names[-1]
    if last not in PICTURE_FILTERS:
        if names == ["/FlateDecode"]:
            whole = _whole_flate(bytes(stream.read_raw_bytes()), most)
            if whole is not None:
                return whole, last, 0
        return decoded(stream), "", None
    data = bytes(stream.read_raw_bytes())
    for index, name in enumerate(names[:-1]):
        data = _peeled(data, name, stream, index, most)
    if last == "/DCTDecode":
        data = bare_jpeg(data)
    elif last == "/JPXDecode":
        data = bare_jpeg2000(data)
    return data, last, len(names) - 1


def _whole_flate(data: bytes, most: int) -> bytes | None:
    """Return Flate data up to its end; None when it is broken."""
    reader, at, size = zlib.decompressobj(), 0, 0
    try:
        while not reader.eof:
            part = reader.unconsumed_tail or data[at : at + _CHUNK]
            if not part:
                return None
            if not reader.unconsumed_tail:
                at += len(part)
            size += len(reader.decompress(part, _CHUNK))
            if size > most:
                _too_much()
    except zlib.error:
        return None
    return data[: at - len(reader.unused_data)]


def _peeled(data: bytes, name: str, stream: Any, index: int, most: int) -> bytes:
    """Undo a filter that stands before that of the picture."""
    import base64
    import binascii

    if name == "/FlateDecode":
        if stream.get("/DecodeParms") is not None and b"/Predictor" in stream.DecodeParms.unparse():
            raise UnreadableError("a predictor before a picture")
        try:
            plain = zlib.decompressobj().decompress(data, most + 1)
        except zlib.error as error:
            raise UnreadableError(str(error)) from error
        if len(plain) > most:
            _too_much()
        return plain
    try:
        if name == "/ASCIIHexDecode":
            digits = b"".join(data.partition(b">")[0].split())
            return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
        if name == "/ASCII85Decode":
            text = b"".join(data.partition(b"~")[0].split()).removeprefix(b"<~")
            return base64.a85decode(text)
    except ValueError as error:
        raise UnreadableError(str(error)) from error
    raise UnreadableError(f"{name} before a picture")


def _too_much() -> None:
    words = "a picture in it takes more memory than a file may."
    raise RefusedError(PaperFinding(PaperFault.TOO_HARD, words=words))


def bare_jpeg(data: bytes) -> bytes:
    """Return a JPEG with what its picture needs: no EXIF, XMP, profile, thumbnail or comment.

    What is no JPEG comes back as it was: it is no picture for any reader.
    """
    if data[:2] != b"\xff\xd8":
        return data
    kept, at = bytearray(data[:2]), 2
    while at + 2 <= len(data):
        if data[at] != 0xFF:
            return bytes(kept) + data[at:]
        mark = data[at + 1]
        if mark == 0xFF:
            at += 1
            continue
        if mark == 0xD9:
            return bytes(kept) + b"\xff\xd9"
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + 2 + size]
        if mark == 0xE0 and segment[4:9] == b"JFIF\0":
            kept += segment[:2] + b"\0\x10" + segment[4:16] + b"\0\0"
        elif (mark == 0xEE and segment[4:9] == b"Adobe") or (
            not 0xE0 <= mark <= 0xEF and mark != 0xFE
        ):
            kept += segment
        at += 2 + size
        if mark == 0xDA:
            end = _scan_end(data, at)
            kept += data[at:end]
            at = end
    return bytes(kept)


def _scan_end(data: bytes, at: int) -> int:
    """Return where the entropy-coded data of a scan ends: at a marker that is no restart."""
    while (at := data.find(b"\xff", at)) >= 0:
        after = data[at + 1 : at + 2]
        if after and after[0] != 0 and not 0xD0 <= after[0] <= 0xD7:
            return at
        at += 2
    return len(data)


_NEEDED = (b"jP  ", b"ftyp", b"jp2h", b"jp2c")


def bare_jpeg2000(data: bytes) -> bytes:
    """Return a JPEG 2000 file with the boxes that its picture needs (ISO/IEC 15444-1, Annex I)."""
    if data[4:8] != b"jP  ":
        return data
    kept, at = bytearray(), 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        elif size == 0:
            size = len(data) - at
        if size < 8:
            break
        if kind in _NEEDED:
            kept += data[at : at + size]
        at += size
    return bytes(kept)
