"""Which words of a text are to be spelled, and which of them are wrong.

What needs no dictionary is decided here: addresses, numbers, abbreviations, initials and marks are
no words to be spelled. Whether a word is right is asked of whoever holds a dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

LONGEST_PARAGRAPH = 8_000
"""Characters of a paragraph that are looked at: what lies beyond costs more than it is worth."""
LONGEST_WORD = 60
"""Letters of a word that is looked at: longer ones are no words, and slow to suggest for."""
_ABBREVIATION = 6
"""Letters that an abbreviation in capitals has at most; RESOLVED and MINUTES are words."""

_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    r"(?P<skip>"
    r"(?:https?://|www\.)\S+"  # addresses on the web
    r"|[\w.+-]+@[\w.-]+"  # and in the post
    rf"|{_LETTER}+(?:\.{_LETTER}{{1,4}})+\b\.?"  # i.e., p.m., gov.uk, minutes.docx
    r"|\{[^{}\n]{1,60}\}"  # a slot that is still to be filled
    r"|(?<!\S)[/@\\][^\s/]+"  # a name or a piece of wording that is being looked for
    r"|[\w-]*\d[\w-]*"  # 2016-17, 21st, 10am, A40
    rf")|(?P<word>{_LETTER}+(?:['’\-‑\u00ad]{_LETTER}+)*)"
)
_PLAIN = str.maketrans({"’": "'", "‑": "-", "\u00ad": None})
_PARTS = re.compile(r"[^\-‑]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """A word that is wrong, and where it begins in its text."""

    start: int
    word: str

    @property
    def end(self) -> int:
        return self.start + len(self.word)


Judge = Callable[[str], bool | None]
"""Says whether a plain word is right; None where that is not known yet."""


def plain(word: str) -> str:
    """Return a word as dictionaries write it: straight apostrophe, no soft hyphens."""
    return word.translate(_PLAIN)


def words(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each word begins that is to be spelled, and the word as it stands there."""
    for found in _TOKEN.finditer(text[:LONGEST_PARAGRAPH]):
        word = found["word"]
        if word is not None and _is_spelled(word):
            yield found.start(), word


def _is_spelled(word: str) -> bool:
    """Say whether a word is more than an initial, an abbreviation or a run of letters."""
    if not 1 < len(word) <= LONGEST_WORD:
        return False
    if word.islower():
        return True
    bare = re.sub(r"['’]?s$", "", word) if word[-1] == "s" else word
    if bare.isupper():
        return len(bare) > _ABBREVIATION
    # DfE, NHSi, MWh: capitals within a word are somebody's way of writing a name.
    return not any(part[1:] != part[1:].lower() for part in re.split(r"['’\-‑]", bare))


def faults(text: str, judge: Judge) -> list[Fault]:
    """Return the words of a text that are wrong; one that is not known yet is not wrong.

    Of a word with hyphens that is not right as a whole only the wrong parts are returned.
    """
    found: list[Fault] = []
    for start, word in words(text):
        if judge(plain(word)) is not False:
            continue
        if "-" not in word and "‑" not in word:
            found.append(Fault(start, word))
            continue
        wrong = [
            Fault(start + part.start(), part[0])
            for part in _PARTS.finditer(word)
            if _is_spelled(part[0]) and judge(plain(part[0])) is False
        ]
        found += wrong
    return found


def edited(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts share at their beginning and, beyond it, at their end.

    It costs some comparisons of slices, however long the texts are.
    """
    most = min(len(old), len(new))
    before = _most(most, lambda n: old[:n] == new[:n])
    after = _most(most - before, lambda n: old[len(old) - n :] == new[len(new) - n :])
    return before, after


def _most(limit: int, holds: Callable[[int], bool]) -> int:
    """Return the largest number up to a limit for which something holds that held for all less."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def faults_after(old: str, found: list[Fault], new: str, judge: Judge) -> list[Fault]:
    """Return the wrong words of a text from those that it had before it was edited.

    Only the words that the edit touched are looked at: what stands between the spaces around it.
    A text with slots, whose names have spaces in them, or a very long one is looked at whole.
    """
    if "{" in new or "{" in old or max(len(old), len(new)) > LONGEST_PARAGRAPH:
        return faults(new, judge)
    before, after = edited(old, new)
    begin = max(new.rfind(" ", 0, before), new.rfind("\n", 0, before)) + 1
    tail = len(new) - after
    ends = [at for at in (new.find(" ", tail), new.find("\n", tail)) if at >= 0]
    end = min(ends, default=len(new))
    shift = len(new) - len(old)
    kept = [one for one in found if one.end <= begin]
    middle = [Fault(one.start + begin, one.word) for one in faults(new[begin:end], judge)]
    later = [Fault(one.start + shift, one.word) for one in found if one.start + shift >= end]
    return [*kept, *middle, *later]


def known_forms(names: Iterable[str]) -> set[str]:
    """Return every form in which the words of some names count as right.

    “Jane Smith-O’Hara” gives Jane, Smith, O'Hara, Smith-O'Hara and each in capitals. A word
    without a capital may begin a sentence; one with capitals is not right without them.
    """
    known: set[str] = set()
    for name in set(names):
        for found in re.finditer(rf"{_LETTER}+(?:['’\-‑]{_LETTER}+)*", name):
            whole = plain(found[0])
            for word in {whole, *whole.split("-")}:
                known.update((word, word.upper()))
                if word.islower():
                    known.add(word.capitalize())
    return known


def is_known(word: str, known: set[str]) -> bool:
    """Say whether a plain word, or what it is the possessive of, is among known forms."""
    if word in known:
        return True
    if word.endswith(("'s", "'S")):
        return word[:-2] in known
    return word.endswith(("s'", "S'")) and word[:-1] in known


def close_names(word: str, known: Iterable[str], most: int = 2) -> list[str]:
    """Return the known words that a wrong one may have been meant to be, the closest first.

    They begin with the same letter, large or small.
    """
    if word.isupper():
        return []
    from difflib import get_close_matches

    near = [
        one
        for one in known
        if one[:1] == word[:1] and abs(len(one) - len(word)) <= 2 and not one.isupper()
    ]
    return get_close_matches(word, near, n=most, cutoff=0.75)
