"""Letters that no font has: which words of a document print as a mark, and where they stand.

Only the PDF is made with the program's own fonts; other formats are shown with those of the
reader's machine, which may have the letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.models.font_files import read_font, settable
from secretariat.models.records import Item
from secretariat.paths import resources
from secretariat.services.findings import Finding, Gravity

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition
    from secretariat.documents.model import Document
    from secretariat.documents.style import HouseStyle

MARK = "\N{REPLACEMENT CHARACTER}"
"""What is printed for a letter that no font has."""
_SHIPPED = ("NotoSans", "NotoSansArabic", "DejaVuSans")
_TOLD = 4
_LONGEST = 30
# Letters of which every shipped font has all: nothing else is looked at.
_OTHER = re.compile("[^\\s!-~\xa0-\u017f\u2010-\u2026\u20ac]")
# What is never printed as a letter of its own: controls, and white space of every kind.
_SILENT = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_MEANINGLESS = frozenset({"Co", "Cs", "Cn"})


def letter_findings(
    made: Composition, style: HouseStyle, items: Iterable[Item] = ()
) -> list[Finding]:
    """Return the words of a document that the fonts of its style cannot show, and their places.

    It warns and stops nothing: the words are kept in the file, and read aloud as they are. The
    document is composed only where something in its view cannot be shown.
    """
    fonts = tuple(path for _, path in style.faces)
    found_fonts = _missing_fonts(style)
    if not any(unshown(words, fonts) for words in _strings(made.view)):
        return found_fonts
    items = tuple(items)
    uids = {item.uid for item in items}
    titles = {item.title.strip().casefold(): item.uid for item in items if item.title.strip()}
    found: dict[str, tuple[str, str]] = {}
    for key, title, words in _passages(made.compose()):
        uid = key if key in uids else titles.get(title.casefold(), "")
        for word in unshown(words, fonts):
            found.setdefault(word, (title, uid))
    told = [_finding(word, *place) for word, place in list(found.items())[:_TOLD]]
    if rest := len(found) - len(told):
        more = "1 more word has" if rest == 1 else f"{rest} more words have"
        told.append(Finding(Gravity.WARN, f"{more} letters that no font has."))
    return [*found_fonts, *told]


def _missing_fonts(style: HouseStyle) -> list[Finding]:
    """Return the fonts that a style asks for and that neither it nor the program has."""
    own = {place for place, _ in style.faces}
    asked = {}
    if "font" not in own:
        asked[style.font] = True
    if "heading font" not in own and not ("font" in own and style.heading_font == style.font):
        asked[style.heading_font] = True
    return [
        Finding(
            Gravity.WARN,
            f"The house style asks for the font “{name}”, which is not here: the PDF is printed in"
            " Noto Sans.",
            cure="Add the font to the house style, or choose another.",
        )
        for name in asked
        if not (resources() / "fonts" / f"{name}-Regular.ttf").is_file()
    ]


def unshown(words: str, fonts: tuple[Path, ...] = ()) -> list[str]:
    """Return the words that hold a letter which neither the program's fonts nor `fonts` have."""
    if not _OTHER.search(words):
        return []
    known = shown_letters(fonts)
    return [
        word
        for word in unicodedata.normalize("NFC", words).split()
        if any(_is_missing(letter, known) for letter in word)
    ]


@lru_cache(maxsize=16)
def shown_letters(fonts: tuple[Path, ...] = ()) -> frozenset[int]:
    """Return the code points that the program's own fonts, or these, can show."""
    shipped = (resources() / "fonts" / f"{name}-Regular.ttf" for name in _SHIPPED)
    letters: set[int] = set()
    for path in (*shipped, *fonts):
        letters |= read_font(path.read_bytes()).letters
    return frozenset(filter(settable, letters))


def _is_missing(letter: str, known: frozenset[int]) -> bool:
    kind = unicodedata.category(letter)
    if kind in _SILENT:
        return False
    return ord(letter) not in known or kind in _MEANINGLESS or letter == MARK


def _finding(word: str, title: str, uid: str) -> Finding:
    short = word if len(word) <= _LONGEST else word[:_LONGEST] + "…"
    where = f", under “{title}”," if title else ""
    words = f"“{short}”{where} has letters that no font has: the PDF shows {MARK} for each."
    return Finding(Gravity.WARN, words, uid, "Write it in other letters.")


def _strings(value: object) -> Iterator[str]:
    """Yield every string in a view, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _strings(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))


def _passages(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield the key and title under which each passage of a document stands, and its words."""
    from secretariat.documents.model import AgendaLine, AgendaList, Heading, Link, Text, plain

    key = title = ""
    waiting: list[object] = [*reversed(document.blocks), document.furniture]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Heading):
            key, title = "", plain(value.runs).strip()
        elif isinstance(value, AgendaLine):
            key, title = value.key, plain(value.title).strip()
        if isinstance(value, str):
            yield key, title, value
        elif isinstance(value, Text | Link):
            yield key, title, value.text
        elif isinstance(value, tuple):
            # The runs of one passage are one text: a word may change its weight in the middle.
            if value and all(isinstance(one, Text | Link) for one in value):
                yield key, title, "".join(one.text for one in value)
            else:
                waiting += reversed(value)
        elif is_dataclass(value):
            if isinstance(value, AgendaList):
                key = title = ""
            waiting += [getattr(value, each.name) for each in fields(value)][::-1]
