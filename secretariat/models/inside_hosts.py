"""Names of machines that only work inside an organisation, as an officer types them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secretariat.models.limits import clean_text
from secretariat.models.plaintext import one_line

MOST = 40
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}")
_SCHEME = re.compile(r"(?i)^[a-z][a-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class InsideHosts:
    """The names that a line says, and its words that are none; those do nothing."""

    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def inside_hosts(text: str) -> InsideHosts:
    """Read a line such as “hub.fairmere.gov.uk, https://docs.fairmere.example/x”.

    Each name stands for itself and for all names below it; it has a dot in it, so that no line can
    say that the whole web is inside. Of more than forty names the first count.
    """
    names: dict[str, None] = {}
    others: dict[str, None] = {}
    for word in re.split(r"[\s,;]+", one_line(clean_text(text))):
        host = _SCHEME.sub("", word).partition("/")[0].rpartition("@")[2].partition(":")[0]
        host = host.casefold().removeprefix("*.").strip(".")
        if _HOST.fullmatch(host) and len(names) < MOST:
            names[host] = None
        elif word:
            others[word] = None
    return InsideHosts(tuple(names), tuple(others))
