"""The form of a report: what goes out to its author, and what is read when it comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from secretariat.models.kinds import Restriction
from secretariat.models.style_records import ReportPartKind


class Taken(StrEnum):
    """What a report that came back can say of its item."""

    TITLE = "title"
    RECOMMENDATION = "recommendation"
    AUTHOR = "author"


READ_BACK = {
    ReportPartKind.TITLE: Taken.TITLE,
    ReportPartKind.RECOMMENDATION: Taken.RECOMMENDATION,
    ReportPartKind.AUTHOR: Taken.AUTHOR,
}
"""The parts that are read back, and what each says."""

KIND_NAMES = {
    ReportPartKind.TEXT: "Text",
    ReportPartKind.NUMBERED: "Numbered paragraphs",
    ReportPartKind.TITLE: "Title of the report",
    ReportPartKind.PURPOSE: "Purpose",
    ReportPartKind.RECOMMENDATION: "Recommendation",
    ReportPartKind.AUTHOR: "Author",
    ReportPartKind.CONTACT: "Contact",
    ReportPartKind.BIBLIOGRAPHY: "Table of sources",
    ReportPartKind.APPENDICES: "List of appendices",
    ReportPartKind.YES_NO: "Yes or no, with the reason",
}
"""What the kinds of parts are called where a form is put together."""


@dataclass(frozen=True, slots=True)
class FormPart:
    """One part of a form, as its layout has it."""

    kind: ReportPartKind
    heading: str
    hint: str


@dataclass(frozen=True, slots=True)
class FormView:
    """All that stands in the form of one item's report. `item` is the uid by which the form is
    known again when it comes back; `filled` is what the register knows already of the parts."""

    item: str
    body: str
    meeting: str
    on: date | None
    number: str
    title: str
    parts: tuple[FormPart, ...]
    filled: Mapping[Taken, str] = field(default_factory=dict)
    lead_officer: str = ""
    due: date | None = None
    restriction: Restriction = Restriction.NONE
    ground: str = ""
    marking: str = ""
    language: str = "en-GB"
    made: datetime = datetime(2000, 1, 1)


def reference_of(item: str) -> str:
    """Return the reference that is printed in the form of an item: 9F3C 81D2 0B4E.

    It is the end of the item's uid, which is left to chance (RFC 9562, 5.7).
    """
    bare = item.replace("-", "").upper()[-12:]
    return " ".join(bare[at : at + 4] for at in range(0, len(bare), 4))


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read in a file that came back.

    `item` is the uid of the item for which the form was made, `reference` the one that is printed
    in it; both are empty in a file that was not made from a form. `values` are the words of each
    field, and a field that still holds its hint is none. `by_heading` are those that were found
    below a heading, because the field itself is gone. `notes` are sentences about the file.
    """

    item: str = ""
    reference: str = ""
    values: Mapping[Taken, str] = field(default_factory=dict)
    by_heading: frozenset[Taken] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What an item has and what its report says. `ticked` says whether that is taken over unless
    somebody decides otherwise: what was found below a heading alone is not."""

    what: Taken
    old: str
    new: str
    ticked: bool
    by_heading: bool = False


def headings_key(words: str) -> str:
    """Return a heading as it is compared: without number, case, spaces and colon."""
    bare = words.strip().lstrip("0123456789.() \t").strip().rstrip(":").strip()
    return " ".join(bare.split()).casefold()
