"""Plain words: one line, joined names, marked text without its marks, safe file names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_MARKS = re.compile(
    r"""
    (?m: ^[ \t]*(?:\#{1,6}|[-*+])[ \t]+ )            # heading and bullet marks
    | \\([!-/:-@\[-`{-~])                            # a mark that a stroke spares: it stays
    | (?<!\w)(?:\*\*|__|\*|_)(?=\S)                  # opening emphasis
    | (?<=\S)(?:\*\*|__|\*|_)(?!\w)                  # closing emphasis
    """,
    re.VERBOSE,
)
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:https?://|mailto:)[^()\s]*\)")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|\Z)")
FILE_NAME_LENGTH = 120
"""The longest file name in characters, short enough for a folder deep in a council's share."""


def one_line(text: str) -> str:
    """Return the words of `text` on one line, with single spaces."""
    return " ".join(text.split())


def unmarked(text: str) -> str:
    """Return the words of a marked text for search and lists, without emphasis, bullets or links.

    Quick and rough; `documents.prose.plain_prose` reads the same text exactly.
    """
    return _MARKS.sub(lambda match: match[1] or "", _LINK.sub(r"\1", text))


def shortened(text: str, length: int) -> str:
    """Return `text` on one line of at most `length` characters, cut between words with “…”."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[: max(length - 1, 0)]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:–-") + "…"


def joined(words: Sequence[str], last: str = " and ") -> str:
    """Return “A, B and C”; `last` stands before the last of them."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + last + words[-1]


def safe_file_name(stem: str, extension: str) -> str:
    """Return a file name that every system accepts and that holds the words of `stem`.

    No separators, control or reserved characters, no reserved device name, no stop or space at
    the end; at most `FILE_NAME_LENGTH` characters and 240 bytes in UTF-8.
    """
    words = unicodedata.normalize("NFC", stem)
    words = "".join(c for c in words if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    words = one_line(_FORBIDDEN.sub(" ", words)).strip(". ")
    if not words or _RESERVED.match(words):
        words = f"_{words}" if words else "document"
    suffix = f".{extension}" if extension else ""
    words = words[: FILE_NAME_LENGTH - len(suffix)]
    while len((words + suffix).encode()) > 240:
        words = words[:-1]
    return words.rstrip(". ") + suffix
