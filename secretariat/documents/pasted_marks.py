"""Signs of the clipboard's HTML, read: what a style says, and what marks a line of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DECLARED = re.compile(r"([a-z-]+)\s*:\s*([^;]*)")
_NUMBER = re.compile(r"\(?(?P<count>\d{1,3}|[a-z]{1,6}|[A-Z]{1,5})[.)]?")
_LEVEL = re.compile(r"\blevel(\d)")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_WORDS_OF_LABEL = re.compile(r"\d+(?:\.\d+)*\.?")
BULLET = "-"
DEEPEST = 5
"""How deep lists nest here; what is deeper stands at this depth."""

Attributes = Mapping[str, str]


def style_of(attributes: Attributes) -> dict[str, str]:
    """Return what the style of an element declares, in lower case."""
    return {name: value.strip() for name, value in _DECLARED.findall(
        attributes.get("style", "").lower().replace("\n", " ")
    )}  # fmt: skip


def weight(tag: str, style: Mapping[str, str], before: bool) -> bool:
    """Say whether an element is bold; Google Docs wraps all in a `b` that is not."""
    said = style.get("font-weight", "")
    if said:
        return said in ("bold", "bolder") or (said.isdigit() and int(said) >= 600)
    return before or tag in ("b", "strong")


def slant(tag: str, style: Mapping[str, str], before: bool) -> bool:
    """Say whether an element is italic."""
    said = style.get("font-style", "")
    return said in ("italic", "oblique") if said else before or tag in ("i", "em")


def is_hidden(attributes: Attributes, style: Mapping[str, str]) -> bool:
    """Say whether an element is not to be seen where it was copied."""
    return (
        "hidden" in attributes
        or style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
    )


def is_comment(tag: str, attributes: Attributes, style: Mapping[str, str]) -> bool:
    """Say whether an element is a comment on the text, or the mark that leads to one."""
    kinds = attributes.get("class", "").lower()
    element = style.get("mso-element", "")
    address = attributes.get("href", "").rpartition("#")[2].lower()
    return (
        "msocom" in kinds
        or kinds == "msocommentreference"
        or element.startswith("comment")
        or style.get("mso-special-character") == "comment"
        or (tag == "a" and address.startswith(("_msocom", "cmnt")))
    )


def is_margin(style: Mapping[str, str]) -> bool:
    """Say whether an element is the head or foot of Word's pages."""
    return style.get("mso-element", "") in ("header", "footer")


def word_level(style: Mapping[str, str]) -> int:
    """Return how deep in Word's lists a paragraph stands; 0 when it is in none."""
    said = style.get("mso-list", "")
    if not said or "ignore" in said or said.startswith(("skip", "none")):
        return 0
    found = _LEVEL.search(said)
    return min(int(found[1]), DEEPEST) if found else 1


def heading_level(tag: str, attributes: Attributes, style: Mapping[str, str]) -> int:
    """Return the level of a heading, 0 for what is none."""
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    outline = style.get("mso-outline-level", "")
    if tag == "p" and outline.isdigit():
        return int(outline)
    return 1 if attributes.get("class", "") == "MsoTitle" else 0


def word_label(mark: str) -> tuple[str, bool]:
    """Return the mark of one of Word's list lines as it is typed here, and whether it is one.

    A mark such as 1.1 or “Article 2” is no list here: it stays as the first words of its line.
    """
    mark = mark.strip()
    found = _NUMBER.fullmatch(mark)
    if found and mark != "o" and (len(mark) > 1 or mark.isdigit()):
        return typed_label(mark, found["count"]), True
    if _WORDS_OF_LABEL.fullmatch(mark) or len(mark) > 2:
        return mark, False
    return BULLET, True


def typed_label(mark: str, count: str) -> str:
    """Return the label of a list line in a form that the prose of documents knows."""
    if count.isdigit():
        return mark if mark != count else f"{count}."
    if count.islower() and mark in (f"({count})", f"{count})") and len(count) <= 4:
        return mark
    return f"({count})"


def html_label(kind: str, number: int) -> str:
    """Return the label of a line of an HTML list; `kind` is its type or the style of its list."""
    if kind in ("a", "lower-alpha", "lower-latin"):
        return f"({_letters(number)})"
    if kind in ("A", "upper-alpha", "upper-latin"):
        return f"({_letters(number).upper()})"
    if kind in ("i", "lower-roman"):
        return f"({_roman(number)})"
    if kind in ("I", "upper-roman"):
        return f"({_roman(number).upper()})"
    return f"{number}."


def _letters(number: int) -> str:
    first, second = divmod(max(number, 1) - 1, 26)
    return (chr(96 + min(first, 26)) if first else "") + chr(97 + second)


def _roman(number: int) -> str:
    words, rest = "", min(max(number, 1), 39)
    for value, sign in _ROMAN:
        words += sign * (rest // value)
        rest %= value
    return words
