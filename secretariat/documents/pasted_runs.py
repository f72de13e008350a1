"""Words from the clipboard, as they are typed here: marks that mean something are spared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from secretariat.documents.model import plain
from secretariat.documents.prose import inline

_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u2007\u202f]+")
_IN_PRE = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_NOTHING = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufdd0-\ufdd2\ufeff\ufffc]"
)
_STROKE = re.compile(r"\\(?=[!-/:-@\[-`{-~\n])")
_STAR = re.compile(r"(?<=\S)\*|\*(?=\S)")
_UNDER = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LINK = re.compile(r"\[(?=\^|[^\[\]]*\]\()")
_ADDRESS = re.compile(r"<(?=(?:https?:|mailto:|[\w.+-]+@))", re.IGNORECASE)
_HASH = re.compile(r"(?m)^(#{1,6})(?=\s|$)")
_MARKS = re.compile(r"[\\*_\[<#]")


class Piece(NamedTuple):
    """Some letters of one look."""

    text: str
    bold: bool
    italic: bool


def cleaned(data: str, *, pre: bool = False) -> str:
    """Return letters without those that are not seen; space of any kind is one space."""
    text = _NOTHING.sub("", data)
    return _IN_PRE.sub(" ", text) if pre else _SPACES.sub(" ", text)


def spared(words: str) -> str:
    """Return words so marked that they print exactly as they are, with as few marks as will do."""
    if not _MARKS.search(words):
        return words
    text = _STROKE.sub(r"\\\\", words)
    text = _STAR.sub(r"\\*", text)
    text = _UNDER.sub(r"\\_", text)
    text = _LINK.sub(r"\\[", text)
    text = _ADDRESS.sub(r"\\<", text)
    return _HASH.sub(r"\\\1", text)


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a paragraph without space at its ends or twice, like looks together."""
    found: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if not found or found[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if text.startswith("\n") and found:
            found[-1] = found[-1]._replace(text=found[-1].text.rstrip(" "))
        if not text:
            continue
        look = text.isspace() or (found and found[-1][1:] == piece[1:])
        if look and found:
            found[-1] = found[-1]._replace(text=found[-1].text + text)
        else:
            found.append(piece._replace(text=text))
    while found and not found[-1].text.strip():
        found.pop()
    while found and not found[0].text.strip():
        found.pop(0)
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip())
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip())
    return found


def words_of(pieces: Sequence[Piece]) -> str:
    """Return the words of joined pieces alone."""
    return "".join(piece.text for piece in pieces)


def marked_text(pieces: Sequence[Piece]) -> str:
    """Return joined pieces as marked text; where marks would not be read so, without emphasis."""
    words = words_of(pieces)
    if any(piece.bold or piece.italic for piece in pieces):
        for italic in (True, False):
            text = "".join(_emphasised(piece, italic=italic) for piece in pieces)
            if _reads(text, words):
                return text
    return spared(words)


def _emphasised(piece: Piece, *, italic: bool) -> str:
    mark = ("**" if piece.bold else "") + ("*" if piece.italic and italic else "")
    if not mark:
        return spared(piece.text)
    lines: list[str] = []
    for line in piece.text.split("\n"):
        core = line.strip(" ")
        head, tail = line[: len(line) - len(line.lstrip(" "))], line[len(line.rstrip(" ")) :]
        lines.append(f"{head}{mark}{spared(core)}{mark}{tail}" if core else line)
    return "\n".join(lines)


def _reads(text: str, words: str) -> bool:
    """Say whether the prose of documents reads a marked text as these words."""
    return " ".join(plain(inline(text)).split()) == " ".join(words.split())
