"""The release check of a file of any kind that this program makes: which look it is given.

A file is what its name says, because that is what will open it; one that is something else inside
cannot be read as what it says it is, and does not pass.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from secretariat.models.release import ReleaseCheck, ReleaseFault, ReleaseFinding, in_order
from secretariat.packs.jobs import Report
from secretariat.packs.limits import MEGABYTE, Limits
from secretariat.packs.release import ReleaseOrder, bytes_of, check_release
from secretariat.packs.release_docx import docx_findings
from secretariat.packs.release_html import html_findings
from secretariat.packs.release_mail import mail_findings_in
from secretariat.packs.release_pictures import says_more
from secretariat.packs.release_text import text_findings_in
from secretariat.packs.release_words import Canaries

PDF, WORD, PAGE, MAIL, TEXT, PICTURE = "pdf", "docx", "html", "eml", "txt", "png"
_ENDINGS = {
    ".pdf": PDF, ".docx": WORD, ".html": PAGE, ".htm": PAGE, ".eml": MAIL, ".txt": TEXT,
    ".ics": TEXT, ".csv": TEXT, ".md": TEXT, ".png": PICTURE, ".jpg": PICTURE, ".jpeg": PICTURE,
}  # fmt: skip
_HEAD, _WITHIN = b"%PDF-", 1024
_UNKNOWN = "nothing here can look into a file of this kind."


def kind_of(name: str, head: bytes) -> str:
    """Return of which kind a file is, by the end of its name; without one by how it begins.

    Empty for a kind that nothing here can look into, and for a zip that is no document.
    """
    found = _ENDINGS.get(PurePath(name).suffix.casefold(), "")
    return PDF if not found and _HEAD in head[:_WITHIN] else found


def carry_out(order: ReleaseOrder, limits: Limits, report: Report) -> ReleaseCheck:
    """Do the job `release`."""
    data = bytes_of(order.source, limits)
    kind = kind_of(order.name, data)
    if kind == PDF:
        return check_release(order, limits, report)
    report(0, 1, "Opening")
    canaries = Canaries(order.canaries)
    findings = _Looks(order, limits, report, canaries).at(data, order.name)
    if canaries.in_text(order.name):
        findings.append(ReleaseFinding(ReleaseFault.FILE_NAME))
    return ReleaseCheck(hashlib.sha256(data).hexdigest(), findings=in_order(findings))


class _Looks:
    """The look at each kind, for a file and for what is attached to it."""

    def __init__(
        self, order: ReleaseOrder, limits: Limits, report: Report, canaries: Canaries
    ) -> None:
        self._order, self._limits, self._report = order, limits, report
        self._canaries = canaries

    def at(self, data: bytes, name: str) -> list[ReleaseFinding]:
        """Return what is found in the bytes of a file that has a name."""
        canaries, kind = self._canaries, kind_of(name, data)
        if len(data) > self._limits.file_size:
            most = self._limits.file_size // MEGABYTE
            words = f"it is larger than {most:,} MB."
            return [ReleaseFinding(ReleaseFault.UNREADABLE, words=words)]
        if kind == PDF:
            # Whether its name may leave is told with the message that carries it.
            order = ReleaseOrder(data, "", self._order.canaries, self._order.hosts)
            return list(check_release(order, self._limits, self._report).findings)
        if kind == WORD:
            return docx_findings(data, canaries, self._order.hosts)
        if kind == PAGE:
            return html_findings(data, canaries, self._order.hosts)
        if kind == MAIL:
            return mail_findings_in(data, canaries, self.at, self._order.hosts)
        if kind == TEXT:
            return text_findings_in(data, canaries)
        if kind == PICTURE:
            return _in_picture(data, canaries)
        return [ReleaseFinding(ReleaseFault.UNREADABLE, words=_UNKNOWN)]


def _in_picture(data: bytes, canaries: Canaries) -> list[ReleaseFinding]:
    found = [ReleaseFinding(ReleaseFault.PICTURE)] if says_more(data) else []
    if canaries.in_bytes(data):
        found.append(ReleaseFinding(ReleaseFault.RESTRICTED, words="the bytes of the file"))
    return found
