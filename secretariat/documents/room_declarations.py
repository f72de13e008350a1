"""The sentences of the minutes about declared interests, one each or grouped by item.

Of a sensitive interest only that there is one is ever told: Localism Act 2011, s.32.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from secretariat.documents.common import Frame, Phrases
from secretariat.documents.model import Block, Paragraph, Role, Text, runs
from secretariat.models.kinds import EntryKind
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.plaintext import one_line
from secretariat.models.records import Attendee, Declaration, Entry
from secretariat.models.room_kinds import Conduct


@dataclass(frozen=True, slots=True)
class Concerned:
    """The item that an interest is in, as the audience reads it; `here` when told under it."""

    number: str = ""
    title: str = ""
    here: bool = False


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
        key += ".item" if concerned.number else ".title"
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
    if frame.choices["minutes.declarations"] == "grouped":
        return _grouped(frame, entry, people)
    told = (
        declaration_words(frame.phrases, one, people, _concerned(frame, one, entry))
        for one in _those_in(frame, [entry])
    )
    return [Paragraph(runs(words)) for words in told if words]


def _those_in(frame: Frame, entries: Iterable[Entry]) -> list[Declaration]:
    uids = [entry.uid for entry in entries]
    rows = frame.view.happened.declarations
    return [one for uid in uids for one in rows if one.entry == uid]


def _concerned(frame: Frame, one: Declaration, entry: Entry | None) -> Concerned | None:
    item = next((item for item in frame.items if item.uid == one.item), None)
    if item is None:
        return None
    number = frame.numbers.get(item.uid, NO_NUMBER).full.rstrip(".")
    here = entry is not None and entry.item == item.uid
    return Concerned(number, frame.title(item), here)


def _grouped(frame: Frame, entry: Entry, people: Mapping[str, Attendee]) -> list[Block]:
    """Return a line for each item concerned and below it a sentence for each member."""
    mates = [
        one
        for one in frame.view.entries
        if one.kind is EntryKind.DECLARATION and one.item == entry.item and not one.text.strip()
    ]
    if not mates or mates[0].uid != entry.uid:
        return []
    rows = _those_in(frame, mates)
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
