"""What a body prints in two languages, the second after the first.

What she writes is typed in one field: a title with a stroke between, “Minutes / Cofnodion”, a
text with a line that holds a stroke alone. What the program writes comes from the wording of both
languages. All of the second bears its language, so that it is read aloud as what it is. What has
no words in the second language stands there once, in the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from secretariat.documents.model import (
    Block,
    Cell,
    Heading,
    LineBreak,
    ListBlock,
    ListItem,
    Notes,
    Paragraph,
    Run,
    Runs,
    Table,
    Text,
    plain,
    runs,
)
from secretariat.documents.prose import flat
from secretariat.documents.wording import UntranslatedError, Wording
from secretariat.models.options import Choices

if TYPE_CHECKING:
    from secretariat.documents.common import Frame

_STROKE = " / "
_ALONE = re.compile(r"(?m)^[ \t]*/[ \t]*$")
B = TypeVar("B", bound=Block)


def titled(
    choices: Choices,
    title: str,
    dress: Callable[[str], str] = str,
    between: Run | None = None,
) -> Runs:
    """Return a title as its body prints it: in two languages where it has both.

    `dress` adds to the first what stands with it: a presenter, the number on the agenda. `between`
    is what parts the two, if not what the body has.
    """
    first, second = split(title)
    if choices["second_language"] == "none" or not first or not second:
        return runs(dress(title))
    return together(choices, runs(dress(first)), runs(second), between)


def split(title: str) -> tuple[str, str]:
    """Return the two parts of a title; the second is empty in one without a stroke."""
    first, _, second = (part.strip() for part in title.partition(_STROKE))
    return first, second


def passages(text: str) -> tuple[str, str]:
    """Return the two parts of a text, which a line with nothing but a stroke keeps apart."""
    first, *rest = _ALONE.split(text, maxsplit=1)
    return first.strip("\n"), rest[0].strip("\n") if rest else ""


def together(choices: Choices, first: Runs, second: Runs, between: Run | None = None) -> Runs:
    """Return the same words in both languages as the body has them: below each other, or in one
    line; with `between` parted by that, whatever the body has."""
    if between is None:
        between = Text(_STROKE) if choices["second_language.manner"] == "line" else LineBreak()
    return (*first, between, *_spoken(second, choices["second_language"]))


def both(frame: Frame, make: Callable[[Frame], Sequence[Block]]) -> list[Block]:
    """Return what `make` writes, each block in both languages where the body has two.

    What has no words in the second language, or the same ones, stands there once.
    """
    pair = tongues(frame)
    try:
        found = (make(pair[0]), make(pair[1])) if pair else None
    except UntranslatedError:
        found = None
    if found is None:
        return list(make(frame))
    first, second = found
    if len(first) == len(second):
        return [
            block
            for one, other in zip(first, second, strict=True)
            for block in _paired(frame.choices, one, other)
        ]
    return [*first, *spoken_in(second, frame.choices["second_language"])]


def after(frame: Frame, make: Callable[[Frame], Sequence[Block]]) -> list[Block]:
    """Return what `make` writes in the first language, then the whole of it in the second."""
    pair = tongues(frame)
    try:
        second = make(pair[1]) if pair else ()
    except UntranslatedError:
        second = ()
    if pair is None or not second:
        return list(make(frame))
    return one_then_other(frame.choices, make(pair[0]), second)


def one_then_other(
    choices: Choices, first: Sequence[Block], second: Sequence[Block]
) -> list[Block]:
    """Return a passage in both languages as the body has them: the second after the whole of the
    first, or side by side, paragraph for paragraph where they have as many."""
    told = spoken_in(second, choices["second_language"])
    if choices["second_language.manner"] != "beside" or not first or not told:
        return [*first, *told]
    left, right = flat(first), flat(told)
    pairs = zip(left, right, strict=True) if len(left) == len(right) else ()
    rows = [(Cell((one,)), Cell((other,))) for one, other in pairs] or [(Cell(left), Cell(right))]
    return [Table(tuple(rows), (0.5, 0.5), header_rows=0, ruled=False, top=True, layout=True)]


def worded(
    frame: Frame,
    write: Callable[[Frame], str],
    *,
    bold: bool = False,
    italic: bool = False,
    between: Run | None = None,
) -> Runs:
    """Return the words that `write` gives, in both languages where the body has two; with
    `between` these are parted by that, whatever the body has."""
    pair = tongues(frame)
    try:
        found = (write(pair[0]), write(pair[1])) if pair else None
    except UntranslatedError:
        found = None
    if found is None or found[0] == found[1]:
        words = titled(frame.choices, found[0] if found else write(frame), between=between)
        return tuple(
            replace(one, bold=bold, italic=italic) if isinstance(one, Text) else one
            for one in words
        )
    first, second = (runs(words, bold=bold, italic=italic) for words in found)
    return together(frame.choices, first, second, between)


def in_line(frame: Frame, write: Callable[[Frame], str], *, bold: bool = False) -> Runs:
    """Return the words that `write` gives in one line, parted by a stroke where there are two
    languages: what stands before names, in a head or a foot, or as a title."""
    return worded(frame, write, bold=bold, between=Text(_STROKE, bold=bold))


def stacked(frame: Frame, key: str) -> Runs:
    """Return a phrase with its second language below it: the heading of a narrow column."""
    return worded(frame, lambda one: one.say(key), between=LineBreak())


def label_before(frame: Frame, write: Callable[[Frame], str], space: str = " ") -> Runs:
    """Return the label that `write` gives before names in the same line: Members / Aelodau:"""
    label = in_line(frame, write, bold=True)
    return dressed(frame.say.raw("group.label"), "group", label, space) if label else ()


def dressed(pattern: str, slot: str, label: Runs, space: str = "") -> Runs:
    """Return a label with what a phrase puts before and after it, in bold."""
    before, _, after = pattern.partition(f"{{{slot}}}")
    if len(label) == 1 and isinstance(label[0], Text):
        return (replace(label[0], text=f"{before}{label[0].text}{after}{space}"),)
    return (*runs(before, bold=True), *label, *runs(after + space, bold=True))


def phrase(frame: Frame, key: str, *, bold: bool = False, italic: bool = False) -> Runs:
    """Return a phrase without slots, in both languages where the body has two."""
    return worded(frame, lambda one: one.say(key), bold=bold, italic=italic)


def tongues(frame: Frame) -> tuple[Frame, Frame] | None:
    """Return a meeting as each of the two languages tells it, None where there is but one.

    The second knows no phrase that its language lacks: see `Wording`.
    """
    say = frame.say
    if frame.choices["second_language"] == "none" or say.second is None:
        return None
    parts = {key: split(phrase) for key, phrase in say.own.items()}
    own = {key: first if second else say.own[key] for key, (first, second) in parts.items()}
    own_second = dict(say.second.own)
    own_second |= {key: second for key, (first, second) in parts.items() if second}
    second = replace(say.second, own=own_second, dates=say.dates)
    return _told(frame, replace(say, own=own, second=None), 0), _told(frame, second, 1)


def _told(frame: Frame, say: Wording, at: int) -> Frame:
    view = frame.view
    choices = Choices({**view.choices.chosen, "second_language": "none"})
    told = replace(
        view,
        choices=choices,
        meeting=replace(
            view.meeting,
            title=_part(view.meeting.title, at),
            marking=_part(view.meeting.marking, at),
            cancelled_reason=_part(view.meeting.cancelled_reason, at),
        ),
        bodies=tuple(
            replace(
                body,
                name=_part(body.name, at),
                short_name=_part(body.short_name, at),
                chair_title=_part(body.chair_title, at),
                vice_chair_title=_part(body.vice_chair_title, at),
                marking=_part(body.marking, at),
            )
            for body in view.bodies
        ),
        texts=tuple(
            replace(one, heading=_part(one.heading, at), text=passages(one.text)[at])
            for one in view.texts
        ),
        sittings=tuple(replace(one, place=_part(one.place, at)) for one in view.sittings),
    )
    return replace(frame, view=told, phrases=replace(frame.phrases, say=say, choices=choices))


def _part(text: str, at: int) -> str:
    """Return each line of a name or place in one of the two languages, whole where it has one."""
    lines = [(line, split(line)) for line in text.split("\n")]
    return "\n".join(parts[at] if all(parts) else line for line, parts in lines)


def _paired(choices: Choices, one: Block, other: Block) -> list[Block]:
    if isinstance(one, Paragraph) and isinstance(other, Paragraph):
        if plain(one.runs) == plain(other.runs):
            return [one]
        return [replace(one, runs=together(choices, one.runs, other.runs))]
    if isinstance(one, Heading) and isinstance(other, Heading):
        if plain(one.runs) == plain(other.runs):
            return [one]
        return [replace(one, runs=together(choices, one.runs, other.runs))]
    return [one] if one == other else [one, *spoken_in((other,), choices["second_language"])]


def spoken_in(blocks: Sequence[B], language: str) -> list[B]:
    """Return blocks whose words bear a language."""
    return [_block(block, language) for block in blocks]


def _block(block: B, language: str) -> B:
    if isinstance(block, Paragraph | Heading):
        return replace(
            block,
            runs=_spoken(block.runs, language),
            margin=_spoken(block.margin, language),
        )
    if isinstance(block, ListBlock):
        items = tuple(
            ListItem(item.label, tuple(_block(one, language) for one in item.blocks))
            for item in block.items
        )
        return replace(block, items=items)
    if isinstance(block, Notes):
        notes = (
            replace(note, blocks=tuple(_block(one, language) for one in note.blocks))
            for note in block.notes
        )
        return replace(block, notes=tuple(notes))
    return block


def _spoken(content: Runs, language: str) -> Runs:
    return tuple(
        replace(run, lang=run.lang or language) if isinstance(run, Text) else run for run in content
    )
