"""What the release check of a finished file may find, how much it matters, and its result.

A finding never repeats the words that must not leave: it says where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from secretariat.models.pack_kinds import CheckState
from secretariat.models.paper_findings import pages_in_words


class Weight(StrEnum):
    """How much a finding matters, the gravest first."""

    LEAK = "leak"
    """The file must not leave as it is."""
    LOOK = "look"
    """Somebody ought to look at it before it leaves."""
    ACCESS = "access"
    """Not everybody can read it."""


class ReleaseFault(StrEnum):
    """What can be found in a finished file."""

    UNREADABLE = "unreadable"
    DAMAGED = "damaged"
    RESTRICTED = "restricted words"
    FILE_NAME = "file name"
    INTERFERENCE = "depends on restricted matter"
    HIDDEN_TEXT = "hidden text"
    REDACTION = "undone redaction"
    ACTIVE = "active content"
    ATTACHMENT = "attachment"
    FORM = "form"
    COMMENT = "comment"
    LAYER = "layer"
    EARLIER = "earlier state"
    LOOSE = "unused object"
    METADATA = "metadata"
    UNKNOWN = "unknown part"
    BAD_LINK = "link that nobody else can open"
    CROPPED = "cropped"
    COVERED = "covered picture"
    TRACKED = "tracked changes inside"
    PICTURE = "picture metadata"
    CHANGES = "tracked changes"
    DEAD_LINK = "dead link"
    DEAD_BOOKMARK = "dead bookmark"
    UNTAGGED = "untagged"
    NO_TITLE = "no title"
    NO_LANGUAGE = "no language"
    HEADINGS = "headings"
    NO_ALTERNATIVE = "no alternative"
    UNNAMED_LINK = "unnamed link"
    SCANNED = "scanned"
    FONT = "font missing"

    @property
    def weight(self) -> Weight:
        """Return how much it matters."""
        return _SAID[self][0]


@dataclass(frozen=True, slots=True)
class ReleaseFinding:
    """Something found: on a page counted from 1, or 0 for the whole file; how often; what.

    `part` is the attachment of a message in which it stands, counted from 1; 0 for none.
    """

    kind: ReleaseFault
    page: int = 0
    count: int = 1
    words: str = ""
    part: int = 0

    @property
    def text(self) -> str:
        """Return what was found, with its attachment and its page."""
        places = [f"attachment {self.part}"] if self.part else []
        places += [pages_in_words([self.page])] if self.page else []
        where = ", ".join(places).capitalize() + ": " if places else ""
        said = _SAID[self.kind][1].format(words=self.words or "unnamed", n=self.count)
        return f"{where}{said[:1].lower() + said[1:] if where else said}"

    @property
    def cure(self) -> str:
        """Return what to do about it."""
        return _SAID[self.kind][2]


@dataclass(frozen=True, slots=True)
class ReleaseCheck:
    """The result for one file: of these bytes, with so many pages and these findings.

    `claims` are the standards that the file says it follows; whether it does is not checked here.
    """

    sha256: str
    pages: int = 0
    findings: tuple[ReleaseFinding, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def state(self) -> CheckState:
        """Return whether it may leave: never with a leak."""
        weights = {one.kind.weight for one in self.findings}
        if Weight.LEAK in weights:
            return CheckState.FAILED
        return CheckState.WARNED if weights else CheckState.PASSED

    @property
    def line(self) -> str:
        """Return the result in one line."""
        leaks = sum(one.kind.weight is Weight.LEAK for one in self.findings)
        rest = len(self.findings) - leaks
        parts = [f"{leaks} that {'stops' if leaks == 1 else 'stop'} it"] if leaks else []
        parts += [f"{rest} to look at"] if rest else []
        said = "failed" if leaks else "passed"
        return f"Release check {said}" + (f": {', '.join(parts)}" if parts else "")

    def also(self, found: Iterable[ReleaseFinding]) -> ReleaseCheck:
        """Return it with what was found elsewhere about the same file."""
        return replace(self, findings=in_order((*self.findings, *found)))

    def as_data(self) -> dict[str, Any]:
        """Return it as `resources/schemas/release-check-1.schema.json` describes."""
        return {
            "format": "secretariat-release-check",
            "version": 1,
            "sha256": self.sha256,
            "pages": self.pages,
            "state": self.state.value,
            "line": self.line,
            "claims": list(self.claims),
            "findings": [
                {
                    "kind": one.kind.value,
                    "weight": one.kind.weight.value,
                    "page": one.page or None,
                    "count": one.count,
                    "text": one.text,
                    "cure": one.cure,
                }
                for one in self.findings
            ],
        }


def in_order(findings: Iterable[ReleaseFinding]) -> tuple[ReleaseFinding, ...]:
    """Return findings once each, the gravest first, then by page."""
    weights, kinds = list(Weight), list(ReleaseFault)
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda one: (
                weights.index(one.kind.weight),
                kinds.index(one.kind),
                one.part,
                one.page,
            ),
        )
    )


_SAID: dict[ReleaseFault, tuple[Weight, str, str]] = {
    ReleaseFault.UNREADABLE: (
        Weight.LEAK,
        "The file cannot be looked into: {words}",
        "Make it again, and check it before it is protected.",
    ),
    ReleaseFault.DAMAGED: (
        Weight.LEAK,
        "The file is damaged.",
        "Make it again.",
    ),
    ReleaseFault.RESTRICTED: (
        Weight.LEAK,
        "Restricted words stand in {words}.",
        "Look at what is restricted on the agenda, and make the file again. Words that everybody"
        " may know belong in the public title.",
    ),
    ReleaseFault.FILE_NAME: (
        Weight.LEAK,
        "The name of the file says something restricted.",
        "Give the file another name.",
    ),
    ReleaseFault.INTERFERENCE: (
        Weight.LEAK,
        "It would be another file if what is restricted were different: {words}.",
        "Do not give it out. Look at what is restricted on the agenda, and make the file again.",
    ),
    ReleaseFault.HIDDEN_TEXT: (
        Weight.LEAK,
        "Text that nobody sees can be copied.",
        "Ask the author for a copy without it.",
    ),
    ReleaseFault.REDACTION: (
        Weight.LEAK,
        "A redaction was marked and never carried out.",
        "Carry it out in the program that marked it.",
    ),
    ReleaseFault.ACTIVE: (
        Weight.LEAK,
        "Something can run or call elsewhere: {words}.",
        "Take it out; a paper that is added again is rebuilt.",
    ),
    ReleaseFault.ATTACHMENT: (
        Weight.LEAK,
        "There are files inside the file ({n}).",
        "Take them out; a paper that is added again is rebuilt.",
    ),
    ReleaseFault.FORM: (
        Weight.LEAK,
        "There are form fields or signatures ({n}).",
        "Take them out; in a paper that is added again they are drawn into the page.",
    ),
    ReleaseFault.COMMENT: (
        Weight.LEAK,
        "There are comments or marks that are no part of the page ({n}).",
        "Take them out; a paper that is added again is rebuilt.",
    ),
    ReleaseFault.LAYER: (
        Weight.LEAK,
        "There are layers that can be switched on and off ({n}).",
        "Take it out; a paper that is added again is rebuilt.",
    ),
    ReleaseFault.EARLIER: (
        Weight.LEAK,
        "An earlier state, or something after its end, is still in the file.",
        "Make the file again.",
    ),
    ReleaseFault.LOOSE: (
        Weight.LEAK,
        "The file holds objects that no page uses ({n}).",
        "Make the file again.",
    ),
    ReleaseFault.METADATA: (
        Weight.LEAK,
        "The file says more of itself than title, author and language: {words}.",
        "Make the file again.",
    ),
    ReleaseFault.UNKNOWN: (
        Weight.LEAK,
        "The file has parts that no published file needs: {words}.",
        "Make the file again.",
    ),
    ReleaseFault.BAD_LINK: (
        Weight.LEAK,
        "A link leads to a place that only some can open.",
        "Take the link out, or give a public one.",
    ),
    ReleaseFault.TRACKED: (
        Weight.LEAK,
        "Tracked changes are still in the file, with what was deleted ({n}).",
        "Accept or reject them in Word, and save it again.",
    ),
    ReleaseFault.PICTURE: (
        Weight.LOOK,
        "Pictures say more of themselves than is seen, as their place, time or program ({n}).",
        "Save them without it, and put them in again.",
    ),
    ReleaseFault.CROPPED: (
        Weight.LOOK,
        "Part of the sheet is cropped and still in the file.",
        "Ask the author for a copy that is cut to what is shown.",
    ),
    ReleaseFault.COVERED: (
        Weight.LOOK,
        "Part of a picture is covered and still in the file.",
        "Look whether what is below may be seen.",
    ),
    ReleaseFault.CHANGES: (
        Weight.LOOK,
        "Tracked changes can be seen.",
        "Ask the author for a clean copy.",
    ),
    ReleaseFault.DEAD_LINK: (Weight.LOOK, "A link leads nowhere.", "Take the link out."),
    ReleaseFault.DEAD_BOOKMARK: (
        Weight.LOOK,
        "Bookmarks lead nowhere ({n}).",
        "Make the file again.",
    ),
    ReleaseFault.UNTAGGED: (
        Weight.ACCESS,
        "It is not tagged: screen readers cannot tell headings and tables.",
        "Save the papers with tags for accessibility.",
    ),
    ReleaseFault.NO_TITLE: (
        Weight.ACCESS,
        "It has no title that programs show.",
        "Give it a title.",
    ),
    ReleaseFault.NO_LANGUAGE: (
        Weight.ACCESS,
        "It does not say in which language it is.",
        "Give the body its language.",
    ),
    ReleaseFault.HEADINGS: (
        Weight.ACCESS,
        "Headings skip a level ({n}).",
        "Use heading 2 below heading 1, and so on.",
    ),
    ReleaseFault.NO_ALTERNATIVE: (
        Weight.ACCESS,
        "Pictures have no words for those who cannot see them ({n}).",
        "Describe them in the paper.",
    ),
    ReleaseFault.UNNAMED_LINK: (
        Weight.ACCESS,
        "Links do not say where they lead ({n}).",
        "Save the papers with tags for accessibility.",
    ),
    ReleaseFault.SCANNED: (
        Weight.ACCESS,
        "The page is a scan without text.",
        "Ask for the original, or for a scan with text recognised.",
    ),
    ReleaseFault.FONT: (
        Weight.ACCESS,
        "Fonts are not in the file: {words}.",
        "Save the paper with its fonts.",
    ),
}
