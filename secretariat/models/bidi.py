"""Right-to-left words: which way each character runs, and the joined forms of Arabic letters.

The rules are those of Unicode Standard Annex 9 without explicit embeddings and without the
rule for paired brackets (N0); the controls for embeddings never reach the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
MIRRORS = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
NEUTRAL = {"B", "S", "WS", "ON"}
TATWEEL = "\N{ARABIC TATWEEL}"
LAM = "\N{ARABIC LETTER LAM}"


def levels(text: str) -> list[int]:
    """Return the embedding level of each character: even runs to the right, odd to the left."""
    kinds = [unicodedata.bidirectional(character) or "L" for character in text]
    strong = next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L")
    base = 0 if strong == "L" else 1
    _weak(kinds, "L" if base == 0 else "R")
    _neutral(kinds, "L" if base == 0 else "R")
    step = {"L": base % 2, "R": 1 - base % 2, "EN": 2 - base % 2, "AN": 2 - base % 2}
    return [base + step[kind] for kind in kinds]


def _weak(kinds: list[str], before: str) -> None:
    """Rules W1 to W7."""
    strong = last = before
    for index, kind in enumerate(kinds):
        kind = last if kind == "NSM" else kind
        if kind == "EN" and strong == "AL":
            kind = "AN"
        if kind in {"L", "R", "AL"}:
            strong = kind
        kinds[index] = last = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for index in range(1, len(kinds) - 1):
        left, kind, right = kinds[index - 1 : index + 2]
        if left == right and (
            (kind in {"ES", "CS"} and left == "EN") or (kind == "CS" and left == "AN")
        ):
            kinds[index] = left
    _terminators(kinds)
    strong = before
    for index, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"
        elif kind in {"ES", "CS", "ET", "BN"}:
            kinds[index] = "ON"


def _terminators(kinds: list[str]) -> None:
    """Rule W5: what stands beside a number, as a percent sign, belongs to it."""
    for order in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        step = 1 if order.step > 0 else -1
        for index in order:
            if kinds[index] == "ET" and kinds[index - step] == "EN":
                kinds[index] = "EN"


def _neutral(kinds: list[str], base: str) -> None:
    """Rules N1 and N2: neutrals follow what surrounds them, else the paragraph."""
    start = 0
    before = base
    while start < len(kinds):
        if kinds[start] not in NEUTRAL:
            before = "L" if kinds[start] == "L" else "R"
            start += 1
            continue
        end = start
        while end < len(kinds) and kinds[end] in NEUTRAL:
            end += 1
        after = base if end == len(kinds) else ("L" if kinds[end] == "L" else "R")
        kinds[start:end] = [before if before == after else base] * (end - start)
        start = end


def visual_order(line: Sequence[int]) -> list[int]:
    """Return the indices of a line's pieces from left to right, given their levels (rule L2)."""
    order = list(range(len(line)))
    for level in range(max(line, default=0), 0, -1):
        start = 0
        while start < len(order):
            if line[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end
    return order


def turned(text: str) -> str:
    """Return the text as it is painted from left to right; marks stay behind their letters."""
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(MIRRORS.get(character, character))
    return "".join(reversed(clusters))


def shaped(text: str) -> str:
    """Return the text with Arabic letters in the forms that join them to their neighbours."""
    forms = _forms()
    out: list[str] = []
    joins = False  # whether the last letter reaches for the next
    index = 0
    while index < len(text):
        letter = text[index]
        if unicodedata.combining(letter):
            out.append(letter)
            index += 1
            continue
        after = index + 1
        pair = letter + text[after : after + 1]
        key = pair if letter == LAM and (pair, "isolated") in forms else letter
        after = index + len(key)
        while after < len(text) and unicodedata.combining(text[after]):
            after += 1
        follower = text[after : after + 1]
        reaches = letter == TATWEEL or (key, "initial") in forms
        met = follower == TATWEEL or (follower, "final") in forms
        back, on = joins and (key, "final") in forms, reaches and met
        form = ("medial" if on else "final") if back else ("initial" if on else "isolated")
        out.append(forms.get((key, form), key))
        joins = reaches
        index += len(key)
    return "".join(out)


def unshaped(text: str) -> str:
    """Return the letters that joined forms stand for."""
    return "".join(
        unicodedata.normalize("NFKC", c) if "\ufb50" <= c <= "\ufefc" else c for c in text
    )


def painted_order(text: str) -> str:
    """Return a line as it is painted from left to right, Arabic letters in their joined forms."""
    if not RIGHT_TO_LEFT.search(text):
        return text
    text = shaped(text)
    runs = [
        (level, "".join(letter for _, letter in pairs))
        for level, pairs in groupby(zip(levels(text), text, strict=True), key=lambda pair: pair[0])
    ]
    order = visual_order([level for level, _ in runs])
    return "".join(turned(runs[at][1]) if runs[at][0] % 2 else runs[at][1] for at in order)


@cache
def _forms() -> dict[tuple[str, str], str]:
    """Return (letters, form) -> the character that shows it, from the Unicode database."""
    found: dict[tuple[str, str], str] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if form.startswith("<"):
            key = "".join(chr(int(letter, 16)) for letter in letters)
            found.setdefault((key, form.strip("<>")), chr(code))
    return found
