"""The closed lists of words for papers that came in and for packs that go out."""

from __future__ import annotations

from enum import StrEnum


class PaperRole(StrEnum):
    """What a paper is to its item. Background papers are listed and stay out of the pack:
    Local Government Act 1972, s.100D."""

    REPORT = "report"
    APPENDIX = "appendix"
    BACKGROUND = "background paper"


class Edition(StrEnum):
    """Whether all of a paper is there, or what is restricted was taken out for good."""

    FULL = "full"
    REDACTED = "redacted"


class FileState(StrEnum):
    """How far a file is on its way into the pack.

    WAITING: to be converted and checked; READY: rebuilt as a PDF; REFUSED: it cannot be used;
    NEEDS_PDF: nothing here can convert it.
    """

    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"
    NEEDS_PDF = "needs a PDF"


class CheckState(StrEnum):
    """What the release check of a finished file said."""

    NONE = ""
    PASSED = "passed"
    WARNED = "passed with warnings"
    FAILED = "failed"
