"""The sentences of the minutes about declared interests, one each or grouped by item.

Of a sensitive interest only that there is one is ever told: Localism Act 2011, s.32.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from secretariat.documents.common import Frame, Phrases
from secretariat.documents.minute_numbers import numbers_of_minutes
from secretariat.documents.model import (
    Block,
    Cell,
    ListBlock,
    ListItem,
    Paragraph,
    Role,
    Table,
    Text,
    runs,
)
from secretariat.documents.prose import BULLETS
from secretariat.models.counters import counted
from secretariat.models.kinds import EntryKind
from secretariat.models.numbering import NO_NUMBER, Number
from secretariat.models.plaintext import one_line
from secretariat.models.records import Attendee, Declaration, Entry
from secretariat.models.room_kinds import Conduct

_LIST_WIDTHS = (0.34, 0.66)


@dataclass(frozen=True, slots=True)
class Concerned:
    """The item that an interest is in, as the audience reads it; `here` when told under it,
    `minute` when the number is that of the minutes."""

    number: str = ""
    title: str = ""
    here: bool = False
    minute: bool = False


def declaration_words(
    phrases: Phrases,
    one: Declaration,
    people: Mapping[str, Attendee],
    concerned: Concerned | None,
) -> str:
    """Return the sentences about one declaration; empty for somebody who is not among `people`."""
    person = people.get(one.attendee)
    if person is None:
        return ""
    say, name = phrases.say, one_line(person.name)
    slots = {"name": name, "interest": _interest(phrases, one.kind)}
    key = "minutes.declared"
    if concerned is not None and concerned.here:
        key += ".here"
    elif concerned is not None and concerned.title:
        key += (".minute" if concerned.minute else ".item") if concerned.number else ".title"
        slots |= {"number": concerned.number, "title": concerned.title}
    return _ended(phrases, one, name, say(key, **slots))


def _ended(phrases: Phrases, one: Declaration, name: str, words: str) -> str:
    """Return the words with the nature, the dispensation and what the member then did."""
    say, nature = phrases.say, one_line(one.nature).rstrip(".")
    if one.is_sensitive:
        where = one.kind.partition(".")[0]
        key = f"minutes.declared.withheld.{where}"
        known = key in say.phrases or key in say.own
        told = [say(key if known else "minutes.declared.withheld", words=words)]
    elif nature:
        told = [say("minutes.declared.nature", words=words, nature=nature)]
    else:
        told = [say("minutes.declared.bare", words=words)]
    if leave := one_line(one.dispensation).rstrip("."):
        told.append(say("minutes.dispensation", name=name, dispensation=leave))
    if one.conduct is not Conduct.NOT_SAID:
        told.append(say(f"minutes.conduct.{one.conduct}", name=name))
    return " ".join(told)


def _interest(phrases: Phrases, kind: str) -> str:
    key = f"interest.{kind}"
    known = key in phrases.say.phrases or key in phrases.say.own
    return phrases.say(key if known else "interest.other")


def declaration_blocks(frame: Frame, entry: Entry, level: int) -> list[Block]:
    """Return what is told of the declarations in an entry; where the body groups them, the first
    entry of an item tells those of all."""
    people = {one.uid: one for one in frame.view.attendees}
    how = frame.choices["minutes.declarations"]
    if how != "sentences":
        return (_listed if how == "list" else _grouped)(frame, entry, people)
    told = (
        declaration_words(frame.phrases, one, people, _concerned(frame, one, entry))
        for one in _those_in(frame, [entry])
    )
    return [Paragraph(runs(words)) for words in told if words]


def _those_in(frame: Frame, entries: Iterable[Entry]) -> list[Declaration]:
    uids = [entry.uid for entry in entries]
    rows = frame.view.happened.declarations
    return [
        one for uid in uids for one in rows if one.entry == uid and not in_the_table(frame, one)
    ]


def in_the_table(frame: Frame, one: Declaration) -> bool:
    """Say whether an interest stands in the table of the members, where the body has one: a
    member has declared it once for all, in no item."""
    table = frame.choices["minutes.present"] == "membership"
    return table and one.item is None and bool(one_line(one.nature))


def _concerned(frame: Frame, one: Declaration, entry: Entry | None) -> Concerned | None:
    item = next((item for item in frame.items if item.uid == one.item), None)
    if item is None:
        return None
    number = frame.numbers.get(item.uid, NO_NUMBER).full.rstrip(".")
    here = entry is not None and entry.item == item.uid
    return Concerned(number, frame.title(item), here)


def _told_together(frame: Frame, entry: Entry) -> list[Declaration]:
    """Return the declarations of all entries of an item, for the first of them alone."""
    mates = [
        one
        for one in frame.view.entries
        if one.kind is EntryKind.DECLARATION and one.item == entry.item and not one.text.strip()
    ]
    return _those_in(frame, mates) if mates and mates[0].uid == entry.uid else []


def _grouped(frame: Frame, entry: Entry, people: Mapping[str, Attendee]) -> list[Block]:
    """Return a line for each item concerned and below it a sentence for each member."""
    rows = _told_together(frame, entry)
    order = {item.uid: at for at, item in enumerate(frame.items)}
    blocks: list[Block] = []
    places = [order.get(one.item or "", len(order)) for one in rows]
    for place in sorted(set(places)):
        group = [one for one, at in zip(rows, places, strict=True) if at == place]
        blocks.extend(_group(frame, group, people))
    return blocks


def _group(
    frame: Frame, rows: Sequence[Declaration], people: Mapping[str, Attendee]
) -> list[Block]:
    concerned, say = _concerned(frame, rows[0], None), frame.say
    if concerned is None or not concerned.title:
        head = say("minutes.declared.group.other")
    elif concerned.number:
        head = say("minutes.declared.group", number=concerned.number, title=concerned.title)
    else:
        head = concerned.title
    told = [declaration_words(frame.phrases, one, people, None) for one in rows]
    lines: list[Block] = [Paragraph(runs(words)) for words in told if words]
    return [Paragraph((Text(head, bold=True),), Role.BODY, keep_with_next=True), *lines]


# ------------------------------------------------------------------ in lists


def _listed(frame: Frame, entry: Entry, people: Mapping[str, Attendee]) -> list[Block]:
    """Return the members and their interests in lists, one for each minute and kind of interest,
    lettered when there are several. What a member then did, or may do, is told in a sentence."""
    numbers = numbers_of_minutes(frame)
    groups: dict[tuple[str, ...], list[Declaration]] = {}
    for one in _told_together(frame, entry):
        alone = one.is_sensitive or one.dispensation.strip() or one.conduct is not Conduct.NOT_SAID
        key = (one.item or "", one.kind, one.uid if alone else "")
        groups.setdefault(key, []).append(one)
    blocks: list[Block] = []
    for at, rows in enumerate(groups.values(), start=1):
        label = f"({counted(at, 'a')})" if len(groups) > 1 else ""
        concerned = _minute(frame, numbers, rows[0])
        if len({one.attendee for one in rows}) > 1:
            blocks.extend(_list(frame, rows, people, concerned, label))
            continue
        for one in rows:
            if words := declaration_words(frame.phrases, one, people, concerned):
                blocks.append(Paragraph(runs(words), label=label))
                label = ""
    return blocks


def _minute(frame: Frame, numbers: Mapping[str, Number], one: Declaration) -> Concerned | None:
    """Return the minute that an interest is in."""
    concerned = _concerned(frame, one, None)
    number = numbers.get(one.item or "", NO_NUMBER).full.rstrip(".")
    return replace(concerned, number=number, minute=True) if concerned else None


def _list(
    frame: Frame,
    rows: Sequence[Declaration],
    people: Mapping[str, Attendee],
    concerned: Concerned | None,
    label: str,
) -> list[Block]:
    """Return who declared interests of one kind in one minute: a line a member, with the
    interests one below another."""
    by_member: dict[str, list[str]] = {}
    for one in rows:
        if one.attendee in people:
            nature = one_line(one.nature) or _interest(frame.phrases, one.kind)
            by_member.setdefault(one_line(people[one.attendee].name), []).append(nature)
    if not by_member:
        return []
    say, key, slots = frame.say, "minutes.declared.list", {}
    if concerned is not None and concerned.number:
        key, slots = f"{key}.minute", {"number": concerned.number}
    elif concerned is not None and concerned.title:
        key, slots = f"{key}.title", {"title": concerned.title}
    interests = f"interests.{rows[0].kind}"
    known = interests in say.phrases or interests in say.own
    head = say(key, interests=say(interests if known else "interests.other"), **slots)
    table = Table(
        tuple((_cell(name, header=True), _natures(found)) for name, found in by_member.items()),
        _LIST_WIDTHS,
        header_rows=0,
        summary=say("minutes.declared.list.summary"),
        ruled=False,
    )
    return [Paragraph(runs(head), label=label, keep_with_next=True), table]


def _natures(found: Sequence[str]) -> Cell:
    """Return a member's interests, each after a dash when there are several."""
    if len(found) == 1:
        return _cell(found[0])
    items = (ListItem(BULLETS[1], (Paragraph(runs(nature)),)) for nature in found)
    return Cell((ListBlock(tuple(items)),))


def _cell(words: str, *, header: bool = False) -> Cell:
    return Cell((Paragraph(runs(words)),), header=header)
