"""Words that go into the file beside the page: languages, addresses and times as PDF has them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from secretariat.models.page_plan import PACK_LINK

# BCP 47, as far as it matters here.
_TONGUE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# Within a pack a link leads to a paper by the key that it has there; packing makes a page of it.
_IN_PACK = re.compile(re.escape(PACK_LINK) + r"[0-9A-Za-z-]+")
_ADDRESS = re.compile(r"(https?://|mailto:)\S", re.IGNORECASE)
_SPARED = frozenset(
    b"!#$%&'()*+,-./0123456789:;=?@[]_~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
ENGLISH = "en-GB"


def tongue(language: str, otherwise: str = "") -> str:
    """Return the language if it is one, else the other."""
    return language if _TONGUE.fullmatch(language) else otherwise


def address(href: str) -> str:
    """Return an http, https or mailto address in ASCII, or one within a pack; nothing for any
    other address."""
    href = href.strip()
    if _IN_PACK.fullmatch(href):
        return href
    if not _ADDRESS.match(href):
        return ""
    data = href.encode("utf-8", "ignore")
    return "".join(chr(byte) if byte in _SPARED else f"%{byte:02X}" for byte in data)


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC; one without a zone is taken to be so already."""
    return moment.astimezone(UTC) if moment.tzinfo else moment
