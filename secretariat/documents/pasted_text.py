"""Pasted blocks as passages of marked text, each as much as one entry of the minutes holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secretariat.documents.pasted import BlockKind, PastedBlock
from secretariat.models.typed_minutes import marked

MOST_LINES = 40
"""Lines of a list or a table that stand in one passage; a longer one goes on in the next."""
_MANY_LINES = 200

_STRONG_START = re.compile(
    r"(\*{1,3})(?=\S)(?P<words>[^*]+?)(?<=\S)\1(?P<rest>(?!\*).*)", re.DOTALL
)
_ENDED = re.compile(r"[.!?][”’\"')\]]?\Z")
_BLANK = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sub-heading, or a paragraph with the list that belongs to it, as marked text."""

    text: str
    is_heading: bool = False


def passages(blocks: Sequence[PastedBlock]) -> list[Passage]:
    """Return blocks as passages: a list goes with the paragraph that leads to it.

    A paragraph leads to a list unless it ends as a sentence does. A bullet that begins with a
    word such as RESOLVED or ACTION is a passage of its own, as it would be when typed.
    """
    found: list[Passage] = []
    lines: list[str] = []
    for held in _together(blocks):
        first = held[0]
        if first.kind is BlockKind.ITEM:
            lines = _list_lines(held)
            before = found[-1] if found else None
            leads = before is not None and not before.is_heading and not _ENDED.search(before.text)
            if leads and before is not None and len(lines) <= MOST_LINES:
                between = "\n" if lines[0].startswith(("- ", "1", "(a)", "(i)", "a)")) else "\n\n"
                found[-1] = Passage(before.text + between + "\n".join(lines))
            else:
                found.extend(_parted(lines))
        elif first.kind is BlockKind.TABLE:
            found.extend(_parted(first.text.split("\n")))
        else:
            text = _bare_start(first.text)
            found.append(Passage(text, first.kind is BlockKind.HEADING))
    return found


def plain_passages(text: str) -> list[Passage]:
    """Return plain text as passages, parted where a line is empty; marks stay as they are.

    Very many lines without an empty one are parted like those of a long list.
    """
    parts = _BLANK.split(text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    found: list[Passage] = []
    for part in parts:
        lines = part.strip().split("\n")
        found.extend(_parted(lines) if len(lines) > _MANY_LINES else [Passage(part.strip())])
    return [passage for passage in found if passage.text.strip()]


def _together(blocks: Sequence[PastedBlock]) -> Iterator[list[PastedBlock]]:
    """Return each block alone, and the lines of one list together."""
    held: list[PastedBlock] = []
    for block in blocks:
        if block.kind is BlockKind.ITEM and not _is_entry(block):
            held.append(block)
            continue
        if held:
            yield held
            held = []
        if block.kind is BlockKind.ITEM:
            block = PastedBlock(BlockKind.PARAGRAPH, block.text, block.words)
        yield [block]
    if held:
        yield held


def _is_entry(block: PastedBlock) -> bool:
    return block.label == "-" and marked(block.words) is not None


def _list_lines(items: Sequence[PastedBlock]) -> list[str]:
    """Return the lines of a list, each below the first word of what it belongs to."""
    lines: list[str] = []
    widths: list[int] = []
    for item in items:
        depth = min(item.level, len(widths) + 1 if item.label else max(len(widths), 1))
        if item.label:
            widths[depth - 1 :] = [len(item.label) + 1]
            lead = " " * sum(widths[: depth - 1]) + f"{item.label} "
        else:
            lead = " " * sum(widths[:depth])
        first, *more = item.text.split("\n")
        lines.append(lead + first)
        lines.extend(" " * sum(widths[:depth]) + line for line in more)
    return lines


def _parted(lines: Sequence[str]) -> list[Passage]:
    """Return lines as passages that are not too long, parted only where a line stands outmost."""
    found: list[Passage] = []
    held: list[str] = []
    for line in lines:
        if len(held) >= MOST_LINES and not line.startswith(" "):
            found.append(Passage("\n".join(held)))
            held = []
        held.append(line)
    return [*found, Passage("\n".join(held))] if held else found


def _bare_start(text: str) -> str:
    """Return a text without the bold of a first word that says what kind of entry it is."""
    found = _STRONG_START.fullmatch(text)
    if found and marked(found["words"] + found["rest"]) is not None:
        return found["words"] + found["rest"]
    return text
