"""E-mail drafts that open for editing in Outlook and other mail programs.

The draft is written out here line by line, with the encodings of the standard library, because
its generators choose boundaries at random and fold headers differently from one Python to the
next. Text and HTML are handed in: this module knows no other format.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.quoprimime import body_encode
from hashlib import sha256

from secretariat.documents.model import Document
from secretariat.errors import KnownError
from secretariat.models.addresses import mailable, on_one_line

_LINE = 76
_NAMED = re.compile(r"(?P<name>.*)<(?P<address>[^<>]*)>\s*", re.DOTALL)
_PLAIN_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the message; `media_type` is such as application/pdf."""

    name: str
    media_type: str
    data: bytes


def render_eml(
    document: Document,
    *,
    text: bytes,
    html: bytes,
    attachments: tuple[Attachment, ...] = (),
    to: tuple[str, ...] = (),
    cc: tuple[str, ...] = (),
    bcc: tuple[str, ...] = (),
    subject: str = "",
    sender: str = "",
) -> bytes:
    """Return an unsent message with both texts and the files; the same input, the same bytes.

    `text` and `html` are UTF-8. Recipients and the sender are an address, or a name followed by
    the address in angle brackets. An empty `subject` is the title of the document. Nothing in a
    name, a subject or a file name can add a header.

    Raises KnownError that names the first address to which no mail can be sent.
    """
    body = _alternative(text, html, document.language)
    if attachments:
        body = _multipart("mixed", [body, *(_file(attachment) for attachment in attachments)])
    headers = [
        *_people("From", (sender,) if sender.strip() else ()),
        *_people("To", to),
        *_people("Cc", cc),
        *_people("Bcc", bcc),
        _words("Subject", subject or document.title),
        f"Date: {_date(document.made)}",
        "X-Unsent: 1",
        "MIME-Version: 1.0",
    ]
    mark = sha256("\r\n".join(headers).encode("utf-8") + body).hexdigest()[:32]
    headers.append(f"Message-ID: <{mark}@secretariat.invalid>")
    return "\r\n".join(headers).encode("ascii") + b"\r\n" + body


def _alternative(text: bytes, html: bytes, language: str) -> bytes:
    tongue = re.sub(r"[^A-Za-z0-9-]", "", language)
    lang = f"Content-Language: {tongue}\r\n" if tongue else ""
    parts = [_text_part("plain", text, lang), _text_part("html", html, lang)]
    return _multipart("alternative", parts)


def _text_part(kind: str, data: bytes, lang: str) -> bytes:
    words = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    # The encoder takes each character of its input for one byte of the message.
    encoded = body_encode(words.encode("utf-8").decode("latin-1"), _LINE, eol="\r\n")
    head = f"Content-Type: text/{kind}; charset=utf-8\r\n{lang}"
    return f"{head}Content-Transfer-Encoding: quoted-printable\r\n\r\n{encoded}".encode("ascii")


def _file(attachment: Attachment) -> bytes:
    kind = attachment.media_type
    if not _MEDIA_TYPE.fullmatch(kind):
        kind = "application/octet-stream"
    name = on_one_line(attachment.name).replace("/", "-").replace("\\", "-") or "attachment"
    data = b64encode(attachment.data)
    lines = [data[start : start + _LINE] for start in range(0, len(data), _LINE)]
    head = (
        f"Content-Type: {kind}\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n{_parameter('filename', name)}\r\n\r\n"
    )
    return head.encode("ascii") + b"\r\n".join(lines)


def _parameter(key: str, value: str) -> str:
    """Return a header parameter, in parts and percent signs (RFC 2231) where it must be."""
    if value.isascii() and len(value) <= 60 and not set(value) & set('"\\'):
        return f' {key}="{value}"'
    safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._"
    signs = [chr(b) if chr(b) in safe else f"%{b:02X}" for b in value.encode("utf-8")]
    pieces, piece = [], ""
    for sign in signs:
        if len(piece) + len(sign) > 56:
            pieces.append(piece)
            piece = ""
        piece += sign
    pieces.append(piece)
    if len(pieces) == 1:
        return f" {key}*=utf-8''{piece}"
    charset = ["utf-8''"] + [""] * len(pieces)
    return ";\r\n".join(f" {key}*{n}*={charset[n]}{part}" for n, part in enumerate(pieces))


def _multipart(kind: str, parts: list[bytes]) -> bytes:
    """Return parts between boundaries that come from their content and are not in it."""
    content = b"".join(parts)
    mark = sha256(kind.encode() + b"\0".join(parts)).hexdigest()
    while f"--=_{mark[:32]}".encode() in content:
        mark = sha256(mark.encode()).hexdigest()
    boundary = f"=_{mark[:32]}"
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode()
    between = f"--{boundary}\r\n".encode()
    # The line end before a boundary belongs to the boundary, not to the part.
    body = b"".join(between + part + b"\r\n" for part in parts)
    return head + body + f"--{boundary}--\r\n".encode()


def _people(header: str, people: tuple[str, ...]) -> list[str]:
    named = [_person(person) for person in people if person.strip()]
    return [f"{header}: " + ",\r\n ".join(named)] if named else []


def _person(person: str) -> str:
    """Return one mailbox as a header may hold it."""
    match = _NAMED.fullmatch(person)
    name = on_one_line(match["name"]).strip('" ') if match else ""
    address = mailable(on_one_line(match["address"] if match else person))
    if not address:
        raise KnownError(
            f"The draft was not made: “{on_one_line(person)}” is not an e-mail address. "
            "Mend it under People and try again."
        )
    if not name:
        return address
    if not name.isascii() or len(name) > 60 or "=?" in name:
        return f"{_encoded(name)}\r\n <{address}>"
    if not _PLAIN_NAME.fullmatch(name):
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{name} <{address}>"


def _words(header: str, text: str) -> str:
    """Return a header of words, as encoded words (RFC 2047) where it must be."""
    text = on_one_line(text)
    if text.isascii() and len(text) <= 70 and "=?" not in text:
        return f"{header}: {text}"
    return f"{header}: {_encoded(text, len(header) + 2)}"


def _encoded(text: str, used: int = 1) -> str:
    return Header(text, "utf-8", maxlinelen=_LINE - used).encode(linesep="\r\n")


def _date(made: datetime) -> str:
    """Return the date of a header in English, whatever the machine speaks."""
    zone = "-0000" if made.tzinfo is None else "+0000"
    at = made if made.tzinfo is None else made.astimezone(UTC)
    month = _MONTHS[3 * at.month - 3 : 3 * at.month]
    return f"{_DAYS[at.weekday()]}, {at.day:02} {month} {at.year:04} {at:%H:%M:%S} {zone}"
