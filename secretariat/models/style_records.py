"""What the register holds about how documents look: house styles, and layouts of reports.

A house style is shipped (`resources/styles`, named by its file) or the office's own, which is a
name, the shipped style it is based on, and what it has otherwise. Whatever a style says about
choices and wording holds for every body that prints in it, unless the body says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from secretariat.models.record import Record


class StylePlace(StrEnum):
    """What a file of a house style is for."""

    CREST = "crest"
    FONT = "font"
    FONT_BOLD = "font bold"
    FONT_ITALIC = "font italic"
    FONT_BOLD_ITALIC = "font bold italic"
    HEADING_FONT = "heading font"
    HEADING_FONT_BOLD = "heading font bold"
    WORD_TEMPLATE = "word template"


class ReportPartKind(StrEnum):
    """What an author writes into a part of a report, and whether it is read back."""

    TEXT = "text"
    NUMBERED = "numbered"
    TITLE = "title"
    PURPOSE = "purpose"
    RECOMMENDATION = "recommendation"
    AUTHOR = "author"
    CONTACT = "contact"
    BIBLIOGRAPHY = "bibliography"
    APPENDICES = "appendices"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStyle(Record):
    """A house style of the office. `base` names the shipped style under it."""

    TABLE: ClassVar[str] = "house_style"
    name: str
    base: str = "calm"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSetting(Record):
    """One thing that a house style has otherwise; keys are those of `models.styles`."""

    TABLE: ClassVar[str] = "style_setting"
    style: str
    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleFile(Record):
    """A crest, a font or a Word template of a house style, kept under its SHA-256.

    `alt` says in words what a crest shows.
    """

    TABLE: ClassVar[str] = "style_file"
    style: str
    place: StylePlace
    name: str = ""
    alt: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLayout(Record):
    """The form in which reports are asked for, of a body or (None) of the office.

    `base` names the shipped layout of `resources/reports` from which it was made.
    """

    TABLE: ClassVar[str] = "report_layout"
    body: str | None = None
    name: str
    base: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPart(Record):
    """One part of such a form, with its heading and a hint for the author."""

    TABLE: ClassVar[str] = "report_part"
    layout: str
    kind: ReportPartKind = ReportPartKind.TEXT
    heading: str = ""
    hint: str = ""
    position: int = 0
