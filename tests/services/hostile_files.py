"""Files of office programs, pictures and texts that mean no good, each made here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
_MAIN = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
WORDS = "PlainWords"
"""Stand in what is still to be read afterwards."""


def word(
    extra: str = "", head: str = "", relations: str = "", more: dict[str, bytes | str] | None = None
) -> bytes:
    """Return a Word file with a paragraph, and whatever else is wanted in it."""
    body = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>{extra}"
    names = f'xmlns:w="{_W}" xmlns:r="{_OFFICE}"'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS.format(_MAIN))
        text = f"{head}<w:document {names}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", text)
        if relations:
            package.writestr("word/_rels/document.xml.rels", _RELATIONS.format(relations))
        for name, data in (more or {}).items():
            package.writestr(name, data)
    return held.getvalue()


def outside(kind: str, target: str, number: int) -> str:
    return (
        f'<Relationship Id="x{number}" Type="{_OFFICE}/{kind}" Target="{target}"'
        ' TargetMode="External"/>'
    )


def zip_bomb() -> bytes:
    """A text that unpacks to a thousand times of what it is."""
    return word(extra="<w:p/>" + " " * 200_000_000)


def external_entity() -> bytes:
    head = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head)


def billion_laughs() -> bytes:
    each = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE w [<!ENTITY e0 "ha">{each}]>'
    return word("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", head)


def macros() -> bytes:
    return word(more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"AutoOpen" * 50})


def links_elsewhere() -> bytes:
    """A template, a picture and a frame of another computer, and one of this."""
    targets = (
        ("attachedTemplate", "//server/share/normal.dotm"),
        ("image", "http://127.0.0.1:9/count.png"),
        ("frame", "file:///etc/passwd"),
        ("oleObject", "\\\\server\\share\\figures.xlsx"),
    )
    return word(relations="".join(outside(*one, at) for at, one in enumerate(targets)))


def zip_in_a_zip() -> bytes:
    data = b"x" * 1_000_000
    for _ in range(20):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("x.zip", data)
        data = held.getvalue()
    return word(more={"word/embeddings/oleObject1.bin": data, "word/media/x.zip": data})


def parts_that_climb() -> bytes:
    return word(more={"../../../escaped.txt": b"x", "/tmp/escaped.txt": b"x", "C:\\escaped": b"x"})


def deep_text() -> bytes:
    return word("<w:p>" * 3_000 + "</w:p>" * 3_000)


def thirty_thousand_parts() -> bytes:
    return word(more={f"word/{number}.xml": b"" for number in range(30_000)})


def chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def picture_bomb() -> bytes:
    """A PNG of a few bytes that says it is sixty thousand dots wide and high."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def text_bomb_of_a_picture() -> bytes:
    """A small PNG whose words unpack to a gigabyte."""
    held = io.BytesIO()
    Image.new("L", (9, 9)).save(held, "PNG")
    plain = held.getvalue()
    words = b"Comment\0\0" + zlib.compress(b"x" * 300_000_000, 1)
    return plain[:33] + chunk(b"zTXt", words) + plain[33:]


def pages_without_end() -> bytes:
    """A TIFF whose second page is its first again."""
    held = io.BytesIO()
    Image.new("L", (9, 9)).save(held, "TIFF")
    data = bytearray(held.getvalue())
    (at,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, at)
    struct.pack_into("<I", data, at + 2 + 12 * count, at)
    return bytes(data)


def picture(mode: str, form: str) -> Callable[[], bytes]:
    def make() -> bytes:
        held = io.BytesIO()
        Image.new(mode, (64, 48)).save(held, form)
        return held.getvalue()

    return make


def web_page() -> bytes:
    return (
        f"<html><body onload='x()'><script>document.write('no')</script><p>{WORDS}</p>"
        "<img src='file:///etc/passwd'><iframe src='http://127.0.0.1:9/'></iframe>"
        + "<div>" * 5_000
        + "</body></html>"
    ).encode()


def binary_text() -> bytes:
    return bytes(range(256)) * 400


def letter() -> bytes:
    """A message in a message in a message, with headers that have no end."""
    data = f"Subject: x\r\nContent-Type: text/plain\r\n\r\n{WORDS}\r\n".encode()
    for _ in range(120):
        data = b"Subject: x\r\nContent-Type: message/rfc822\r\n\r\n" + data
    return b"X-Long: " + b"y" * 200_000 + b"\r\n" + data


READY, ASKS, EITHER = "ready", "asks", "either"
"""What becomes of a file: pages, a sentence that asks for a PDF, or as LibreOffice will have it."""

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.docx": (zip_bomb, ASKS),
    "entity.docx": (external_entity, ASKS),
    "laughs.docx": (billion_laughs, ASKS),
    "deep.docx": (deep_text, ASKS),
    "parts.docx": (thirty_thousand_parts, ASKS),
    "macros.docx": (macros, READY),
    "macros.docm": (macros, EITHER),
    "links.docx": (links_elsewhere, READY),
    "nested.docx": (zip_in_a_zip, READY),
    "climbing.docx": (parts_that_climb, EITHER),
    "bomb.png": (picture_bomb, ASKS),
    "words.png": (text_bomb_of_a_picture, ASKS),
    "endless.tiff": (pages_without_end, READY),
    "cmyk.jpg": (picture("CMYK", "JPEG"), READY),
    "deep.png": (picture("I;16", "PNG"), READY),
    "floating.tiff": (picture("F", "TIFF"), READY),
    "lab.tiff": (picture("LAB", "TIFF"), READY),
    "bits.png": (picture("1", "PNG"), READY),
    "seen through.webp": (picture("RGBA", "WEBP"), READY),
    "page.html": (web_page, READY),
    "binary.txt": (binary_text, ASKS),
    "letter.eml": (letter, READY),
}
