"""What differs between a pack that an audience was given and the one that it is to have now.

Only what an audience was given and what it may have now are compared, so that what it may not see
is no difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Place = tuple[str, str]
"""An item and a paper; without the paper, the page that stands for all private ones of the item."""


class News(StrEnum):
    """What became of a paper since the last pack."""

    ADDED = "added"
    REPLACED = "replaced"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Given:
    """The pages of a paper in a pack that was given out: their numbers, the SHA-256 of the PDF
    whose pages they are, and its title as the audience may still read it. A page that stands for
    others has neither hash nor title."""

    labels: tuple[str, ...]
    sha256: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class GivenBefore:
    """What an audience was given: its last pack with the supplements since. `on` is the day of the
    pack."""

    papers: Mapping[Place, Given]
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PaperChange:
    """One line of the sheet that says what changed: `then` and `now` are page numbers.

    `item` is empty where its audience knows of none; `title` where the paper has no name for it.
    """

    news: News
    item: str
    title: str = ""
    then: str = ""
    now: str = ""


def news_of(given: Given | None, sha256: str, *, is_covered: bool) -> News | None:
    """Return what became of a paper that stands in a pack, None where it is as it was given.

    `sha256` is that of the PDF shown, empty where a page stands in its place: because it is
    private (`is_covered`), or because there is none, which is no news by itself.
    """
    if is_covered:
        if given is None:
            return News.ADDED
        return News.CLOSED if given.sha256 else None
    if not sha256:
        return News.WITHDRAWN if given is not None and given.sha256 else None
    if given is None or not given.sha256:
        return News.ADDED
    return None if given.sha256 == sha256 else News.REPLACED


@dataclass(frozen=True, slots=True)
class Supplement:
    """How a supplement is numbered: itself, and its pages from `first` on, after a `prefix`."""

    number: int
    first: int = 1
    prefix: str = ""
