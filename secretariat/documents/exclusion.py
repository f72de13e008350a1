"""The resolution by which the public is excluded, ready below its line of the agenda.

It names each item and the paragraphs: a resolution has to identify the proceedings to which it
applies and describe the exempt information in the terms of the Schedule (Local Government Act
1972, s.100A(4) and (5)). Confidential business needs none: s.100A(2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from string import ascii_letters

from secretariat.documents.business import called
from secretariat.documents.common import Frame, restricted_line
from secretariat.documents.lister import cell
from secretariat.documents.model import (
    Block,
    Cell,
    Heading,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Role,
    Table,
    Text,
    plain,
)
from secretariat.documents.prose import BULLETS
from secretariat.documents.script_words import excluded, moves_exclusion
from secretariat.documents.two_languages import phrase, worded
from secretariat.models.agenda import Held
from secretariat.models.kinds import ItemKind, ItemOutcome, Restriction
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item
from secretariat.models.restrictions import paragraphs_in, spoken

_PRIVATE = (Restriction.EXEMPT, Restriction.CONFIDENTIAL)
_GONE = (ItemOutcome.WITHDRAWN, ItemOutcome.DEFERRED)
_WIDTHS = (0.1, 0.4, 0.5)
_PART = re.compile(r"\bPart \w+")
_SCHEDULE = re.compile(r"\bSchedule \w+")
_ACT = re.compile(r"\b(?:[A-Z][a-z]+ |\([A-Z][\w ]*\) )+Act(?: \([\w ]+\))? \d{4}")


def exclusion_notes(frame: Frame, item: Item) -> list[Paragraph | ListBlock]:
    """Return the resolution below the item that excludes the public, naming what comes after it.

    Nothing where somebody wrote words of their own there, where the body prints the title alone,
    and where no later business is closed.
    """
    how = frame.choices["agenda.exclusion"]
    if not _is_written(frame, item):
        return []
    business = _business_after(frame, item)
    law = law_of(frame)
    secret = [one for one in business if law and _held(frame, one).restriction is _PRIVATE[1]]
    exempt = [one for one in business if one not in secret]
    made: list[Paragraph | ListBlock] = []
    if exempt:
        made += _resolved(frame, law or "own", exempt, how)
    if secret:
        made += _with_list(frame, lambda one: one.say("script.exclude.confidential"), secret, how)
    return made


def exclusion_table(frame: Frame, items: Sequence[Item]) -> list[Block]:
    """Return the business for which the public is excluded as a table: item, description, reason.

    `items` are those of one list of the agenda. Nothing where the body prints no table, or where
    none of them moves the exclusion of anything.
    """
    if frame.choices["agenda.exclusion"] != "table":
        return []
    moved = [one for one in items if _is_written(frame, one)]
    business = [closed for one in moved for closed in _business_after(frame, one)]
    if not business:
        return []
    keys = ("item", "description", "reason")
    heads = tuple(Cell((Paragraph(phrase(frame, f"exclusion.table.{key}")),), True) for key in keys)
    summary = frame.say("exclusion.table.summary")
    return [
        Heading(2, phrase(frame, "exclusion.table.title")),
        Table((heads, *(_row(frame, one) for one in business)), _WIDTHS, summary=summary),
    ]


def _row(frame: Frame, item: Item) -> tuple[Cell, ...]:
    held = _held(frame, item)
    ground = one_line(held.ground)
    reason = plain(restricted_line(frame, held.restriction, "").runs)
    number = frame.numbers.get(item.uid, NO_NUMBER).full.rstrip(".")
    return (
        cell(number),
        cell(_public_title(frame, item), header=True),
        cell(ground[:1].upper() + ground[1:] if ground else reason),
    )


def _is_written(frame: Frame, item: Item) -> bool:
    """Say whether the resolution stands below an item: it is the one that excludes the public, and
    nobody wrote words of their own there."""
    if frame.choices["agenda.exclusion"] == "title":
        return False
    own = item.text.strip() or item.recommendation.strip()
    return not own and moves_exclusion(frame, item)


def law_of(frame: Frame) -> str:
    """Return the name of the law that excludes the public from this body, empty when the body
    has words of its own alone: the profile of its rules, or the first word of it."""
    profile = frame.view.profile
    for name in (profile, profile.partition("-")[0]):
        key = f"exclusion.{name}"
        if name and (key in frame.say.phrases or key in frame.say.own):
            return name
    return ""


def _business_after(frame: Frame, item: Item) -> list[Item]:
    """Return the closed business from an item on, up to a further one that excludes the public.

    What stands below closed business goes with it, so that all audiences read the same.
    """
    places = [at for at, one in enumerate(frame.items) if one.uid == item.uid]
    found: list[Item] = []
    for one in frame.items[places[0] + 1 :]:
        if moves_exclusion(frame, one):
            break
        above = frame.held.get(one.parent or "", Held()).restriction
        shut = _held(frame, one).restriction in _PRIVATE
        below = above in _PRIVATE and _is_item(frame, one.parent)
        if shut and not below and one.kind is ItemKind.ITEM and one.outcome not in _GONE:
            found.append(one)
    return found


def _is_item(frame: Frame, uid: str | None) -> bool:
    return any(one.uid == uid and one.kind is ItemKind.ITEM for one in frame.items)


def _held(frame: Frame, item: Item) -> Held:
    return frame.view.went_out.get(item.uid, frame.held[item.uid])


def _resolved(
    frame: Frame, law: str, items: Sequence[Item], how: str
) -> list[Paragraph | ListBlock]:
    """Return the resolution in one sentence where the body's template names the items itself,
    else with the list of them."""
    key = f"exclusion.{law}"
    grounds = [one_line(_held(frame, one).ground) for one in items]
    numbers = [_number(frame, one) for one in items]
    paragraphs = [found for ground in grounds for found in paragraphs_in(ground)]

    def write(one: Frame) -> str:
        return one.say(
            key,
            **excluded(one.phrases),
            items=spoken(numbers),
            paras=spoken(_in_order(paragraphs)) if paragraphs else "",
            part=_first(_PART, grounds),
            schedule=_first(_SCHEDULE, grounds),
            act=_first(_ACT, grounds),
        )

    whole = "{items}" in frame.say.raw(key)
    if whole:
        return [Paragraph(worded(frame, write), Role.EXPLANATION)]
    return _with_list(frame, write, items, how)


def _with_list(
    frame: Frame, write: Callable[[Frame], str], items: Sequence[Item], how: str
) -> list[Paragraph | ListBlock]:
    """Return a sentence with the list of its business; where a table lists it after the agenda, the
    sentence itself names the items, so that it says on what is resolved wherever it is read."""
    if how != "table":
        words = Paragraph(worded(frame, write), Role.EXPLANATION, keep_with_next=True)
        return [words, _list(frame, items, how)]
    numbers = spoken([_number(frame, one) for one in items])
    key = "exclusion.table.see" if len(items) == 1 else "exclusion.table.see.more"

    def led(one: Frame) -> str:
        return f"{write(one).rstrip(' :.')}: {one.say(key, items=numbers)}"

    return [Paragraph(worded(frame, led), Role.EXPLANATION)]


def _list(frame: Frame, items: Sequence[Item], how: str) -> ListBlock:
    """Return the business line by line: title and ground, or number and paragraphs alone."""
    lines = []
    for item in items:
        held = _held(frame, item)
        named = paragraphs_in(held.ground)
        if how == "numbers" and named:
            key = "exclusion.line" if len(named) == 1 else "exclusion.lines"
            words = frame.say(key, item=_number(frame, item), paras=spoken(named))
            lines.append(ListItem(BULLETS[0], (Paragraph((Text(words),)),)))
            continue
        title = called(frame, item, _public_title(frame, item))
        ground = plain(restricted_line(frame, held.restriction, held.ground).runs)
        lines.append(ListItem(BULLETS[0], (Paragraph((Text(title), LineBreak(), Text(ground))),)))
    return ListBlock(tuple(lines))


def _public_title(frame: Frame, item: Item) -> str:
    """Return the public title, whoever reads it: the resolution is read out with the public
    there."""
    return one_line(item.public_title) or frame.say("restricted.title")


def _number(frame: Frame, item: Item) -> str:
    number = frame.numbers.get(item.uid, NO_NUMBER).full.rstrip(".")
    return number or one_line(item.public_title)


def _in_order(paragraphs: Sequence[str]) -> list[str]:
    """Return paragraphs each once, as they are counted: 2 before 12, 7 before 7A."""
    return sorted(set(paragraphs), key=lambda one: (int(one.rstrip(ascii_letters)), one))


def _first(pattern: re.Pattern[str], grounds: Sequence[str]) -> str:
    found = (pattern.search(ground) for ground in grounds)
    return next((match.group() for match in found if match), "")
