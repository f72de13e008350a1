"""A pack that opens with a pass phrase alone (AES-256, ISO 32000-2, 7.6).

Everything in the file is encrypted, its metadata too: otherwise the title stood in clear words.
What the name of the file says is the caller's matter. The pass phrase goes by another way than the
file. No two files are alike, and none may claim to be for archives (ISO 19005-2, 6.1.3): where the
file that is protected does, its protected copy does not.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from functools import cache
from math import ceil, log2
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.errors import BugError, KnownError
from secretariat.packs.jobs import Report
from secretariat.packs.limits import Limits
from secretariat.paths import resources

if TYPE_CHECKING:
    from pikepdf import Pdf

LEAST_BITS = 60
"""What a pass phrase is worth at least: so many bits have to be guessed."""
_ARCHIVE = re.compile(rb"<pdfaid:(part|conformance)>[^<]*</pdfaid:\1>\n?")


@dataclass(frozen=True, slots=True)
class ProtectOrder:
    """The wish to have a finished pack protected, in a file of the caller's."""

    source: Path
    target: Path
    pass_phrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Protected:
    """What was made of it: its size in bytes."""

    size: int


def new_pass_phrase() -> str:
    """Return words by chance, joined by hyphens: easily read out, worth `LEAST_BITS` at least."""
    words = _words()
    count = ceil(LEAST_BITS / log2(len(words)))
    return "-".join(secrets.choice(words) for _ in range(count))


@cache
def _words() -> tuple[str, ...]:
    file = resources() / "passphrases" / "words.txt"
    return tuple(file.read_text(encoding="utf-8").split())


def carry_out(order: ProtectOrder, limits: Limits, report: Report) -> Protected:
    """Protect a pack in a child process; see `protect`."""
    protect(order.source, order.target, order.pass_phrase)
    return Protected(order.target.stat().st_size)


def protect(source: Path, target: Path, pass_phrase: str) -> None:
    """Write a copy of a pack that opens with the pass phrase alone.

    What one may do with it then is not limited: programs need not heed such wishes, and those that
    read aloud would suffer from them. Raises KnownError for a file that cannot be read.
    """
    from pikepdf import Encryption, ObjectStreamMode, PdfError
    from pikepdf import Pdf as Opened

    if not pass_phrase:
        raise BugError("A pack is protected with a pass phrase.")
    try:
        pdf = Opened.open(source)
    except (OSError, PdfError) as error:
        raise KnownError(f"“{source.name}” could not be read, so it was not protected.") from error
    with pdf:
        _claim_less(pdf)
        encryption = Encryption(
            # Whoever knows the owner's password could take the protection off: nobody does.
            owner=secrets.token_urlsafe(32),
            user=pass_phrase,
            R=6,
            aes=True,
            metadata=True,
        )
        pdf.save(target, encryption=encryption, object_stream_mode=ObjectStreamMode.generate)


def _claim_less(pdf: Pdf) -> None:
    """Take out that a file is for archives."""
    if "/Metadata" in pdf.Root:
        said = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(_ARCHIVE.sub(b"", said))
    if "/OutputIntents" in pdf.Root:
        del pdf.Root.OutputIntents
