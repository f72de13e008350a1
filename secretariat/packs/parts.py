"""What a pack is made of, and what is told of one that was made: plain data, without PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from secretariat.models.page_plan import PlannedPage

Colour = tuple[float, float, float]
Source = Path | bytes


class Claim(StrEnum):
    """A standard that a file says it follows."""

    UA = "PDF/UA-1"
    ARCHIVE = "PDF/A-2a"


@dataclass(frozen=True, slots=True)
class PackPart:
    """One part of a pack: a clean PDF, and what is put on its pages.

    `cover` is the placeholder, one page; `source` is None where only that is in this pack.
    `bookmark` is the way to it in the bookmarks, its own title last; its own bookmarks come
    below. `target` is the key by which links of other parts lead here (`PACK_LINK`). `stamp`
    stands at the top right of its first page, `running` on the others. `claims` are the standards
    that every one of its pages was found to meet. `has_bookmarks` takes its own into the pack.

    `is_sound` says that it was rebuilt, or is our own: each page is known to close all that it
    opens, and nothing else, and the structure tree to be one. Of others both are looked at.

    `marking`, `edge` and `watermark` are put on restricted pages only. `is_contents` marks the
    part to which “back” leads: the agenda.
    """

    key: str
    title: str
    source: Source | None
    cover: Source | None = None
    language: str = ""
    bookmark: tuple[str, ...] = ()
    target: str = ""
    stamp: str = ""
    running: str = ""
    marking: str = ""
    edge: Colour | None = None
    watermark: str = ""
    claims: tuple[Claim, ...] = ()
    is_contents: bool = False
    is_sound: bool = False
    has_bookmarks: bool = True


@dataclass(frozen=True, slots=True)
class PackWords:
    """The words that the pack itself puts on its pages.

    `number` holds `{page}`. Empty words are left out.
    """

    number: str = "Page {page}"
    blank: str = "This page is intentionally left blank"
    back: str = "Back to the agenda"


@dataclass(frozen=True, slots=True)
class PackOrder:
    """Everything from which a pack is put together; the same order gives the same bytes.

    `pages` come from `plan_pages` for these parts. `fonts` are TrueType files, asked in turn for
    each letter; `bold` is used for stamps and markings. `made` is the date in the file, in UTC as
    2026-03-31T09:00:00. `will_be_protected` says that it is encrypted afterwards; then it does not
    claim to be for archives.
    """

    parts: tuple[PackPart, ...]
    pages: tuple[PlannedPage, ...]
    title: str
    made: str
    fonts: tuple[Path, ...]
    bold: tuple[Path, ...] = ()
    language: str = "en-GB"
    author: str = ""
    subject: str = ""
    words: PackWords = field(default_factory=PackWords)
    number_right: bool = False
    tagged: bool = True
    will_be_protected: bool = False
    blank_size: tuple[float, float] = (595.276, 841.89)


class TagState(StrEnum):
    """How the pages of a part are tagged. A tree that cannot be read counts as none."""

    TAGGED = "tagged"
    UNTAGGED = "untagged"
    BROKEN = "broken"


class TagNote(StrEnum):
    """What was mended, or could not be, when a tree was joined to that of the pack."""

    CIRCLE_CUT = "roles that led in a circle were cut"
    STANDARD_REMAPPED = "standard roles were given another meaning"
    HEADINGS_MIXED = "headings with and without levels"
    NO_LANGUAGE = "no language"


@dataclass(frozen=True, slots=True)
class PartReport:
    """How accessible a part is: the state of its tags, what was noticed of them, its claims."""

    key: str
    title: str
    pages: int
    tags: TagState
    notes: tuple[TagNote, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class PartFault:
    """A part that cannot be taken into the pack, and why in one sentence."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Assembled:
    """What was made: pages, bytes, digest, and how accessible it is.

    With `faults` nothing was made: put pages that say so in the place of those parts. `claims` are
    the standards that the file says it follows. `dead_links` are targets that no part has.
    """

    pages: int
    size: int
    sha256: str
    parts: tuple[PartReport, ...]
    claims: tuple[Claim, ...] = ()
    dead_links: tuple[str, ...] = ()
    faults: tuple[PartFault, ...] = ()

    @property
    def spoilers(self) -> tuple[str, ...]:
        """The keys of the parts that do not meet every standard."""
        return tuple(part.key for part in self.parts if set(part.claims) != set(Claim))
