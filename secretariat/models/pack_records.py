"""What the register holds about the files of papers, why matter is restricted, and packs.

A paper is what was asked for; what came is its files. Bytes lie under their SHA-256 among the
papers of the register, before the row that names them commits; no row holds any.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from secretariat.models.pack_kinds import Edition, FileState
from secretariat.models.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile(Record):
    """One version of a paper: the file as it came, and the PDF that was rebuilt from it.

    `version` counts from 1 within the paper, its edition and its language; the highest that is
    ready is in the pack. `language` is empty for that of the body. `size` is in bytes, `sha256`
    is that of the file as it came, `pdf_sha256` that of the rebuilt PDF, empty until there is
    one; `pages` are those of the PDF. `failure` says in a sentence why there is none.
    `is_seen` says that the officer looked at what the check found. `publication` is the document
    of ours that it was made from. `sender` is who sent it.
    """

    TABLE: ClassVar[str] = "paper_file"
    paper: str
    version: int = 1
    edition: Edition = Edition.FULL
    language: str = ""
    original_name: str = ""
    media_type: str = ""
    size: int = 0
    sha256: str = ""
    received_on: date | None = None
    sender: str = ""
    state: FileState = FileState.WAITING
    failure: str = ""
    pdf_sha256: str = ""
    pages: int | None = None
    is_tagged: bool = False
    is_seen: bool = False
    publication: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFinding(Record):
    """What the check found in a file. `kind` is one of `models.paper_findings`; `page` counts
    from 1, None for the whole file; `count` is how often; `words` are those that were found."""

    TABLE: ClassVar[str] = "paper_finding"
    file: str
    kind: str
    page: int | None = None
    count: int = 1
    words: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionReason(Record):
    """Why an item or a paper is restricted; one each, and it stands on one of the two.

    `scheme` names a list of `resources/rules/restrictions.json`, `paragraphs` those of it that
    apply (“3, 5”). `anticipated` is the reason before the meeting, `actual` that on the document,
    `justification` what the officer wrote, `public_interest` the finding on the public interest
    and `is_outweighed` that the interest in disclosure is outweighed: Local Government Act 1972,
    Sch 12A para 10. `wording` replaces the sentence of the body's template. `review_on` is when
    it is to be asked again whether the matter may be open.
    """

    TABLE: ClassVar[str] = "restriction_reason"
    item: str | None = None
    paper: str | None = None
    scheme: str = ""
    paragraphs: str = ""
    anticipated: str = ""
    actual: str = ""
    justification: str = ""
    public_interest: str = ""
    is_outweighed: bool = False
    wording: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld(Record):
    """That an item or a paper is kept from one person, such as a member with an interest."""

    TABLE: ClassVar[str] = "withheld"
    item: str | None = None
    paper: str | None = None
    person: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRange(Record):
    """Which pages of a pack that was given out belong to a paper, as members quote them.

    `item` and `paper` are uids, also when they are there no more; without an item, `paper` names a
    part that is none: the front, the sheet of changes. `first` and `last` are the numbers printed
    on the pages (“53.1”, “24A”), `pages` how many there are: none for the number of a blank, and
    none at all of a paper that a supplement withdrew. `is_common` says that every pack has these
    numbers. `sha256` is that of the PDF whose pages they are and `title` what it was called there;
    both are empty of a page that stands for others.
    """

    TABLE: ClassVar[str] = "pack_range"
    publication: str
    item: str = ""
    paper: str = ""
    first: str = ""
    last: str = ""
    pages: int = 0
    is_common: bool = False
    sha256: str = ""
    title: str = ""
    position: int = 0
