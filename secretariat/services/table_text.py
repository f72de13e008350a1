"""Tables as they come from a spreadsheet: cells, and what their columns mean.

Takes tab-separated text (the clipboard), and text separated by commas or semicolons (a CSV file).
The first row is a heading when it names a column in one of the many spellings offices use.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from secretariat.errors import KnownError

MOST_ROWS = 5_000
MOST_LETTERS = 5_000_000
_LONGEST_CELL = 100_000


class Column(StrEnum):
    """What a column can mean, in the words of the preview."""

    UNUSED = "not used"
    NAME = "name"
    HONORIFIC = "title (Cllr, Dr)"
    GIVEN = "first name"
    FAMILY = "surname"
    POST_NOMINALS = "letters after the name"
    INITIALS = "initials"
    JOB = "job title"
    ORGANISATION = "organisation"
    EMAIL = "e-mail"
    PHONE = "telephone"
    NEEDS = "needs"
    NOTE = "note"
    ROLE = "role on the body"
    SEAT = "seat"
    REPRESENTING = "representing"
    VOTING = "voting"
    STARTS = "from"
    ENDS = "to"


MEMBERSHIP_COLUMNS = frozenset(
    {Column.ROLE, Column.SEAT, Column.REPRESENTING, Column.VOTING, Column.STARTS, Column.ENDS}
)

_SPELLINGS: dict[Column, str] = {
    Column.NAME: "name|full name|fullname|member|member name|person|contact|contact name|councillor"
    "|display name|attendee|membership|enw",
    Column.HONORIFIC: "title|titles|honorific|salutation|prefix|style|mr/mrs|form of address"
    "|style of address|courtesy title|title/salutation|title / salutation|salutation/title|teitl",
    Column.GIVEN: "first name|firstname|first|forename|forenames|given name|given names|given"
    "|christian name|known as|enw cyntaf",
    Column.FAMILY: "last name|lastname|last|surname|family name|family|second name|cyfenw",
    Column.POST_NOMINALS: "post nominals|postnominals|suffix|letters|letters after name"
    "|qualifications|honours",
    Column.INITIALS: "initials|initial|inits",
    Column.JOB: "job title|job|jobtitle|post|post title|position|occupation|designation"
    "|current position|job role|swydd",
    Column.ORGANISATION: "organisation|organization|org|company|agency|employer|authority|council"
    "|partner|partner agency|partner organisation|organisation name|business|service|sefydliad",
    Column.EMAIL: "email|e mail|email address|e mail address|mail|work email|primary email|ebost",
    Column.PHONE: "phone|telephone|tel|tel no|telephone number|phone number|phone no|mobile"
    "|mobile number|mobile phone|work phone|business phone|contact number|ffon",
    Column.NEEDS: "needs|access needs|requirements|access requirements|dietary|dietary requirements"
    "|adjustments|special requirements",
    Column.NOTE: "note|notes|comment|comments|remarks",
    Column.ROLE: "role|board role|role on board|role on the body|committee role|membership type"
    "|member type|capacity|rol",
    Column.SEAT: "seat|place|ward|division|constituency|seat name|ward/division",
    Column.REPRESENTING: "representing|represents|on behalf of|nominated by|nominating body",
    Column.VOTING: "voting|vote|voting rights|voting member|voting status|entitled to vote",
    Column.STARTS: "from|start|starts|start date|date from|appointed|appointed on|date appointed"
    "|appointment date|term start|since|joined|member since",
    Column.ENDS: "to|until|end|ends|end date|date to|term end|term ends|expires|expiry|left"
    "|resigned",
}
_MEANINGS = {name: column for column, names in _SPELLINGS.items() for name in names.split("|")}

_STYLES = (
    "mr mrs ms miss mx dr cllr councillor ald alderman sir dame lord lady baroness baron prof"
    " professor rev revd reverend canon hon major capt captain col colonel cpt supt cynghorydd rt"
    " acc dcc insp inspector sgt sergeant fr"
)
_HONORIFICS = frozenset(_STYLES.split(" "))
_PHONE = re.compile(r"[+\d][\d\s()\-]{5,}")
_ROLES = re.compile(
    r"(?i)(deputy |vice[- ]?)?chair(man|person|woman)?|member|co-?opt\w*|observer|officer"
    r"|substitute"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it began on in what was pasted, counted from 1, and its cells."""

    line: int
    cells: tuple[str, ...]

    def __getitem__(self, index: int) -> str:
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """What was pasted: a meaning for each column, the words above it, and the rows."""

    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def with_column(self, index: int, column: Column) -> Table:
        """Return the table with another meaning for one column; no meaning stands twice."""
        columns = [Column.UNUSED if c is column else c for c in self.columns]
        columns[index] = column
        return replace(self, columns=tuple(columns))

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings of the columns that nothing is read from."""
        pairs = zip(self.columns, self.headings, strict=True)
        return tuple(words for column, words in pairs if column is Column.UNUSED and words)


def is_honorific(word: str) -> bool:
    """Say whether a word stands before a name: Cllr, Dr., Mrs."""
    return word.strip(". ").casefold() in _HONORIFICS


def is_style(cell: str) -> bool:
    """Say whether a cell is a style of address and nothing else: Cllr, The Rt Hon, Cllr (Mrs)."""
    words = [word for word in re.split(r"[\s.,()&/]+", cell) if word]
    with_article = (
        words[1:] if words[:1] and words[0].casefold() in ("the", "his", "her") else words
    )
    return bool(with_article) and all(
        is_honorific(word) or word.casefold() in ("and", "honour", "honourable")
        for word in with_article
    )


def read_table(text: str) -> Table:
    """Return the table that was pasted, with its columns recognised.

    Empty rows are dropped. Raises KnownError when there is nothing to read, or more than a
    register of people can sensibly take at once.
    """
    if len(text) > MOST_LETTERS:
        raise KnownError("That is too much to paste at once: at most five million letters.")
    rows = [row for row in _rows(_clean(text)) if any(row.cells)]
    if not rows:
        raise KnownError("There is nothing to paste: copy some rows from a spreadsheet first.")
    if len(rows) > MOST_ROWS:
        raise KnownError(f"That is {len(rows):,} rows; at most {MOST_ROWS:,} are read at once.")
    width = max(len(row.cells) for row in rows)
    named = _recognised(rows[0].cells)
    headings = tuple(rows[0][at] for at in range(width)) if named else ("",) * width
    body = tuple(rows[1:] if named else rows)
    columns = _by_heading(headings, body) if named else _by_content(width, body)
    return Table(columns, headings, body)


def _clean(text: str) -> str:
    """Return text without a byte-order mark, letters no file can hold, and odd spaces."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    text = re.sub(r"[\u00a0\u2007\u202f]", " ", text)
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
    return unicodedata.normalize("NFC", "".join(kept))


def _rows(text: str) -> list[Row]:
    delimiter = _delimiter(text)
    try:
        found = _parsed(text, delimiter, quoted=True)
    except csv.Error:  # a quotation mark that is a letter, as in 6" or “Bob" Smith
        try:
            found = _parsed(text, delimiter, quoted=False)
        except csv.Error as error:
            raise KnownError("A cell holds more than 100,000 letters; nothing was read.") from error
    return found


def _parsed(text: str, delimiter: str, *, quoted: bool) -> list[Row]:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True)
    rows, line = [], 1
    for cells in reader:
        rows.append(Row(line, tuple(_cell(cell) for cell in cells)))
        line = reader.line_num + 1
    if any(len(cell) > _LONGEST_CELL for row in rows for cell in row.cells):
        raise csv.Error
    return rows


def _cell(text: str) -> str:
    text = " ".join(text.split())
    return text[1:] if re.match(r"'[+=\-@\d]", text) else text  # a spreadsheet's mark for text


def _delimiter(text: str) -> str:
    first = next((line for line in text.split("\n") if line.strip()), "")
    if "\t" in text:
        return "\t"
    return ";" if first.count(";") > first.count(",") else ","


def _key(heading: str) -> str:
    words = re.sub(r"[\s_\-.]+", " ", heading.casefold()).strip(" :*?")
    return re.sub(r"\s*\(.*\)$", "", words)


def _recognised(cells: Sequence[str]) -> bool:
    """Say whether a row is a heading: most of its words are names of columns, none an address."""
    filled = [cell for cell in cells if cell]
    known = sum(1 for cell in filled if _key(cell) in _MEANINGS)
    return known * 2 >= len(filled) and known > 0 and not any("@" in cell for cell in filled)


def _by_heading(headings: Sequence[str], rows: Sequence[Row]) -> tuple[Column, ...]:
    columns: list[Column] = []
    for at, heading in enumerate(headings):
        meant = _MEANINGS.get(_key(heading), Column.UNUSED)
        meant = _second_thought(meant, [row[at] for row in rows if row[at]])
        columns.append(Column.UNUSED if meant in columns else meant)
    return tuple(columns)


def _second_thought(meant: Column, cells: Sequence[str]) -> Column:
    """Return what a heading with two meanings means here: a title is Cllr or Head of Service."""
    if not cells:
        return meant
    if meant is Column.HONORIFIC and not _mostly(cells, is_style):
        return Column.JOB
    if meant in (Column.JOB, Column.ROLE):
        roles = _mostly(cells, lambda c: bool(_ROLES.fullmatch(c)))
        return Column.ROLE if roles else Column.JOB
    return meant


def _by_content(width: int, rows: Sequence[Row]) -> tuple[Column, ...]:
    """Return meanings guessed from the cells of a table without headings: the name comes first."""
    columns: list[Column] = []
    for at in range(width):
        cells = [row[at] for row in rows if row[at]]
        meant = Column.UNUSED
        if cells and _mostly(cells, lambda c: "@" in c):
            meant = Column.EMAIL
        elif cells and _mostly(cells, lambda c: bool(_PHONE.fullmatch(c))):
            meant = Column.PHONE
        elif cells and _mostly(cells, is_style):
            meant = Column.HONORIFIC
        elif cells and _mostly(cells, lambda c: bool(_ROLES.fullmatch(c))):
            meant = Column.ROLE
        elif Column.NAME not in columns:
            meant = Column.NAME
        columns.append(Column.UNUSED if meant in columns else meant)
    return tuple(columns)


def _mostly(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(1 for cell in cells if test(cell)) * 2 > len(cells)
