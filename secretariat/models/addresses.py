"""What an e-mail address looks like, so that one which is none stops nobody else's post."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
_BETWEEN = re.compile(r"[,;\n]+")


def mailable(address: str) -> str:
    """Return an address as a header may hold it, its domain in ASCII (RFC 5890); empty where no
    mail can be sent to it: RFC 5322, 3.4.1, without quoted names and comments, which no person's
    address has."""
    if _CONTROL.search(address):
        return ""
    user, _, domain = address.strip().rpartition("@")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    whole = f"{user}@{domain}"
    dots = user.startswith(".") or user.endswith(".") or ".." in user
    return "" if dots or not _ADDRESS.fullmatch(whole) else whole


def on_one_line(words: str) -> str:
    """Return words without what no header may hold, with single spaces."""
    return " ".join(_CONTROL.sub(" ", words).split())


def typed_addresses(words: str) -> list[str]:
    """Return what was typed between commas, semicolons or line ends, each once."""
    return list(dict.fromkeys(filter(None, map(str.strip, _BETWEEN.split(words)))))
