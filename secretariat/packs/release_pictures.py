"""Whether a picture says more of itself than is seen: who made it, where and with what."""

from __future__ import annotations

_JPEG = (b"Exif\0\0", b"http://ns.adobe.com/", b"Photoshop 3.0\0")
_PNG = (b"tEXt", b"iTXt", b"zTXt", b"eXIf")
_ANY = (b"<x:xmpmeta", b"<metadata", b"<?xpacket")
_COMMENT, _SCAN = 0xFE, 0xDA


def says_more(data: bytes) -> bool:
    """Say whether a JPEG, PNG, GIF or drawing holds words beside its points."""
    if data.startswith(b"\x89PNG"):
        return _in_png(data)
    if data.startswith(b"\xff\xd8"):
        return any(mark in data for mark in _JPEG) or _has_comment(data)
    return any(mark in data for mark in (*_JPEG[:1], *_ANY))


def _in_png(data: bytes) -> bool:
    at = 8
    while at + 8 <= len(data):
        if data[at + 4 : at + 8] in _PNG:
            return True
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return False


def _has_comment(data: bytes) -> bool:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _SCAN:
        if data[at + 1] == _COMMENT:
            return True
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return False
