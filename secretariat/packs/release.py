"""The release check: what a finished PDF still carries that must not leave, or keeps readers out.

It looks at the file as it stands, whoever made it, and rests on lists of what is allowed. The words
that must not leave come with the order, are looked for here, and go no further: no finding holds
any of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from secretariat.models.paper_findings import PaperFault, PaperFinding
from secretariat.models.release import ReleaseCheck, ReleaseFault, ReleaseFinding, in_order
from secretariat.packs.hidden_text import PageText, read_text, text_findings
from secretariat.packs.jobs import Report
from secretariat.packs.limits import USUAL, Limits
from secretariat.packs.look import look
from secretariat.packs.opening import Opened, RefusedError, open_pdf
from secretariat.packs.release_access import access_findings, claims_of
from secretariat.packs.release_parts import loose_objects, metadata_findings, unknown_parts
from secretariat.packs.release_paths import path_findings
from secretariat.packs.release_words import Canaries, word_findings

_FOUND = {
    PaperFault.HIDDEN_TEXT: ReleaseFault.HIDDEN_TEXT,
    PaperFault.UNDONE_REDACTION: ReleaseFault.REDACTION,
    PaperFault.COVERED_PICTURE: ReleaseFault.COVERED,
    PaperFault.TRACKED_CHANGES: ReleaseFault.CHANGES,
    PaperFault.COMMENTS: ReleaseFault.COMMENT,
    PaperFault.STAMPS: ReleaseFault.COMMENT,
    PaperFault.HIDDEN_LAYER: ReleaseFault.LAYER,
    PaperFault.LAYERS: ReleaseFault.LAYER,
    PaperFault.CROPPED: ReleaseFault.CROPPED,
    PaperFault.FORM_FIELDS: ReleaseFault.FORM,
    PaperFault.SIGNED: ReleaseFault.FORM,
    PaperFault.ATTACHMENT: ReleaseFault.ATTACHMENT,
    PaperFault.ACTIVE: ReleaseFault.ACTIVE,
    PaperFault.EARLIER: ReleaseFault.EARLIER,
    PaperFault.SCANNED: ReleaseFault.SCANNED,
    PaperFault.FONT_MISSING: ReleaseFault.FONT,
    PaperFault.REPAIRED: ReleaseFault.DAMAGED,
}
"""What the look at a paper finds, as it matters for a finished file."""
_WITH_WORDS = (PaperFault.ACTIVE, PaperFault.FONT_MISSING)
_END = b"%%EOF"


@dataclass(frozen=True, slots=True)
class ReleaseOrder:
    """A finished PDF, the `name` under which it leaves, and what is looked for in it.

    `canaries` are titles, names and file names of restricted matter; `hosts` are names of machines
    that only the office reaches.
    """

    source: bytes | Path
    name: str = ""
    canaries: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


def check_release(
    order: ReleaseOrder,
    limits: Limits = USUAL,
    report: Report = lambda done, of, what: None,
) -> ReleaseCheck:
    """Return what is found in a finished file; one that cannot be read does not pass.

    To be called in the child process only, by way of the job `release`.
    """
    report(0, 1, "Opening")
    data = bytes_of(order.source, limits)
    digest = hashlib.sha256(data).hexdigest()
    try:
        opened = open_pdf(data, limits)
    except RefusedError as error:
        found = ReleaseFinding(ReleaseFault.UNREADABLE, words=str(error))
        return ReleaseCheck(digest, findings=(found,))
    with opened.pdf as pdf:
        try:
            findings = list(_carried(opened, order.hosts))
        except RefusedError as error:  # a live form
            found = ReleaseFinding(ReleaseFault.UNREADABLE, words=str(error))
            return ReleaseCheck(digest, len(pdf.pages), (found,))
        texts = read_text(opened.data, report)
        findings += _translated(text_findings(texts))
        findings += word_findings(pdf, data, _words(texts), order.name, Canaries(order.canaries))
        findings += access_findings(pdf)
        return ReleaseCheck(digest, len(pdf.pages), in_order(findings), claims_of(pdf))


def _carried(opened: Opened, hosts: tuple[str, ...]) -> Iterator[ReleaseFinding]:
    """Yield what the file carries beside its words."""
    pdf = opened.pdf
    yield from _translated(opened.findings)
    yield from _translated(look(opened))
    yield from metadata_findings(pdf)
    yield from unknown_parts(pdf)
    yield from path_findings(pdf, hosts)
    if loose := loose_objects(pdf):
        yield ReleaseFinding(ReleaseFault.LOOSE, count=loose)
    if opened.data.rpartition(_END)[2].strip(b"\r\n\0 "):
        yield ReleaseFinding(ReleaseFault.EARLIER)


def _translated(found: list[PaperFinding]) -> Iterator[ReleaseFinding]:
    for one in found:
        if kind := _FOUND.get(one.kind):
            words = one.words if one.kind in _WITH_WORDS else ""
            yield ReleaseFinding(kind, one.page, one.count, words)


def _words(texts: list[PageText]) -> list[str]:
    return [one.text for one in texts]


def bytes_of(source: bytes | Path, limits: Limits) -> bytes:
    """Return the bytes of a file, and of one that is too large no more than shows it."""
    if isinstance(source, bytes):
        return source
    with source.open("rb") as stream:
        return stream.read(limits.file_size + 1)
