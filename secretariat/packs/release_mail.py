"""The release check of an e-mail: its headers, its texts, and each of its attachments in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from email import policy
from email.errors import HeaderParseError, MessageError
from email.message import Message
from email.parser import BytesParser

from secretariat.models.release import ReleaseFault, ReleaseFinding
from secretariat.packs.destinations import is_inside
from secretariat.packs.release_found import Found, plain_name
from secretariat.packs.release_html import html_findings
from secretariat.packs.release_text import text_findings_in
from secretariat.packs.release_words import Canaries

Attached = Callable[[bytes, str], list[ReleaseFinding]]
"""Returns what is found in an attachment, by its bytes and its name."""

_HEADERS = frozenset((
    "from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "mime-version",
    "x-unsent", "in-reply-to", "references", "content-type", "content-transfer-encoding",
    "content-disposition", "content-language", "content-description", "importance",
))  # fmt: skip
"""Headers that a message needs; all others are of the machines it went through."""
_OWN_HOST = "secretariat.invalid"
_MOST_PARTS = 200
_DEEPEST = 5


def mail_findings_in(
    data: bytes, canaries: Canaries, attached: Attached, hosts: tuple[str, ...] = ()
) -> list[ReleaseFinding]:
    """Return what is found in a message that is to leave, its attachments counted from 1."""
    found = Found()
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        if not message.keys():
            raise ValueError("no message")
        inside = list(_Reading(found, canaries, attached, hosts).read(message))
    except (MessageError, HeaderParseError, ValueError, LookupError, TypeError, IndexError,
            AttributeError, KeyError):  # fmt: skip
        found.add(ReleaseFault.UNREADABLE, "it is no message that can be read.")
        inside = []
    if canaries.in_bytes(data):
        found.add(ReleaseFault.RESTRICTED, "the bytes of the message")
    return [*found.findings(), *inside]


class _Reading:
    def __init__(
        self, found: Found, canaries: Canaries, attached: Attached, hosts: tuple[str, ...]
    ) -> None:
        self._hosts = hosts
        self._found, self._canaries, self._attached = found, canaries, attached
        self._number = self._parts = 0

    def read(self, message: Message, depth: int = 0) -> Iterator[ReleaseFinding]:
        """Yield what is found in the parts of a message."""
        self._parts += 1
        if depth > _DEEPEST or self._parts > _MOST_PARTS:
            self._found.add(ReleaseFault.UNREADABLE, "it has too many parts.")
            return
        self._head(message, is_top=depth == 0)
        if message.is_multipart():
            for words in (message.preamble, message.epilogue):
                if words and str(words).strip():
                    self._found.add(ReleaseFault.EARLIER)
            if message.get_content_maintype() == "message":
                self._number += 1
                self._found.add(ReleaseFault.ATTACHMENT)
            for one in message.get_payload():
                if isinstance(one, Message):
                    yield from self.read(one, depth + 1)
            return
        yield from self._leaf(message)

    def _head(self, message: Message, *, is_top: bool) -> None:
        for name, value in message.items():
            said = str(value)
            if self._canaries.in_text(said) or self._canaries.in_text(name):
                self._found.add(ReleaseFault.RESTRICTED, "its headers")
            if name.casefold() not in _HEADERS:
                self._found.add(ReleaseFault.METADATA, plain_name(name, "a header"))
            elif name.casefold() == "message-id":
                host = said.strip("<> \t").rpartition("@")[2].casefold()
                if host != _OWN_HOST and (not host or is_inside(f"http://{host}/")):
                    self._found.add(ReleaseFault.METADATA, "Message-ID of a machine")
        if is_top and not str(message.get("Subject", "")).strip():
            self._found.add(ReleaseFault.NO_TITLE)

    def _leaf(self, message: Message) -> Iterator[ReleaseFinding]:
        held = message.get_payload(decode=True)
        data = held if isinstance(held, bytes) else b""
        kind, name = message.get_content_type(), message.get_filename() or ""
        is_text = message.get_content_disposition() != "attachment" and not name
        if is_text and kind in ("text/plain", "text/html"):
            data = _as_utf8(data, message.get_content_charset())
            if kind == "text/html":
                yield from html_findings(data, self._canaries, self._hosts, in_message=True)
            else:
                yield from text_findings_in(data, self._canaries)
            return
        self._number += 1
        number = self._number
        if name and self._canaries.in_text(name):
            yield ReleaseFinding(ReleaseFault.FILE_NAME, part=number)
        for one in self._attached(data, name):
            yield replace(one, part=number)


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    try:
        return data.decode(charset or "utf-8").encode("utf-8", "replace")
    except (UnicodeDecodeError, LookupError):
        return data
