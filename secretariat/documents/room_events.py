"""The sentences of the minutes about what befell the whole meeting.

Which words exclude the public is a matter of the law that the body is under: Local Government
Act 1972, s.100A(4), the Public Bodies (Admission to Meetings) Act 1960, s.1(2), SI 2012/2089,
reg. 4(2)(b), and their like. Each is a phrase of the wording, named by the profile of the rules.
"""

from __future__ import annotations

from secretariat.documents.common import Frame, Phrases
from secretariat.documents.minute_numbers import numbers_of_minutes
from secretariat.documents.model import Block, Cell, Paragraph, Role, Table, runs
from secretariat.documents.script_words import excluded
from secretariat.models.exclusion import is_secret
from secretariat.models.kinds import ItemKind, Restriction
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.plaintext import one_line
from secretariat.models.presence import in_taken_order
from secretariat.models.records import Entry, MeetingEvent
from secretariat.models.room_kinds import MeetingEventKind

_PRIVATE = (Restriction.EXEMPT, Restriction.CONFIDENTIAL)
_WIDTHS = (0.2, 0.8)


def event_words(phrases: Phrases, event: MeetingEvent, profile: str, *, secret: bool) -> list[str]:
    """Return the sentences about an event of the meeting, the resolution first if there is one.

    `secret` says that the public is excluded from confidential business alone, for which no
    resolution is needed: Local Government Act 1972, s.100A(2).
    """
    told: list[str] = []
    key = f"minutes.{event.kind}"
    if event.kind is MeetingEventKind.PUBLIC_EXCLUDED:
        law = "confidential" if secret else _law(phrases, profile)
        words, ground = (
            phrases.say(f"{key}.{law}", **excluded(phrases)),
            one_line(event.ground).rstrip("."),
        )
        end = "ground" if ground else "bare"
        told.append(phrases.say(f"{key}.{end}", words=words, ground=ground))
        if event.at is not None:
            told.append(phrases.say(key, time=phrases.clock(event.at)))
    elif event.at is not None:
        told.append(phrases.say(key, time=phrases.clock(event.at)))
    else:
        told.append(phrases.say(f"{key}.untimed"))
    return [*told, one_line(event.note)] if event.note.strip() else told


def _law(phrases: Phrases, profile: str) -> str:
    """Return the key of the words that the law of a profile wants, “own” when it has none."""
    for name in (profile, profile.partition("-")[0]):
        key = f"minutes.public excluded.{name}"
        if name and (key in phrases.say.phrases or key in phrases.say.own):
            return name
    return "own"


def event_blocks(frame: Frame, entry: Entry) -> list[Block]:
    """Return the sentences about what befell the meeting in an entry."""
    blocks: list[Block] = []
    for event in frame.view.happened.events:
        if event.entry != entry.uid:
            continue
        secret = is_secret(frame.items, frame.held, event.item)
        told = event_words(frame.phrases, event, frame.view.profile, secret=secret)
        if event.kind is MeetingEventKind.PUBLIC_EXCLUDED:
            blocks.append(Paragraph(runs(told[0]), Role.DECISION))
            blocks.extend(_private_business(frame, event))
            told = told[1:]
        if told:
            blocks.append(Paragraph(runs(" ".join(told)), Role.MOVEMENT))
    return blocks


def _private_business(frame: Frame, event: MeetingEvent) -> list[Block]:
    """Return the table of what the public is excluded from: minute numbers and titles of the
    business that is not for publication, up to where the public came in again."""
    if frame.choices["minutes.exclusion"] != "table":
        return []
    numbers, taken = numbers_of_minutes(frame), in_taken_order(frame.items)
    place = {item.uid: at for at, item in enumerate(taken)}
    first = place.get(event.item or "", -1)
    back = [
        at
        for one in frame.view.happened.events
        if one.kind is MeetingEventKind.PUBLIC_READMITTED
        and (at := place.get(one.item or "", -1)) > first
    ]
    rows = [
        (_cell(numbers.get(item.uid, NO_NUMBER).full), _cell(frame.title(item)))
        for item in taken[first + 1 : min(back, default=len(taken))]
        if item.kind is ItemKind.ITEM
        and frame.prints(item)
        and frame.held[item.uid].restriction in _PRIVATE
    ]
    if not rows:
        return []
    heads = (frame.say("minutes.exclusion.number"), frame.say("minutes.exclusion.title"))
    summary = frame.say("minutes.exclusion.summary")
    head = tuple(_cell(words, header=True) for words in heads)
    return [Table((head, *rows), _WIDTHS, header_rows=1, summary=summary)]


def _cell(words: str, *, header: bool = False) -> Cell:
    return Cell((Paragraph(runs(words)),) if words else (), header=header)
