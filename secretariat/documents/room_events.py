"""The sentences of the minutes about what befell the whole meeting.

Which words exclude the public is a matter of the law that the body is under: Local Government
Act 1972, s.100A(4), the Public Bodies (Admission to Meetings) Act 1960, s.1(2), SI 2012/2089,
reg. 4(2)(b), and their like. Each is a phrase of the wording, named by the profile of the rules.
"""

from __future__ import annotations

from secretariat.documents.common import Frame, Phrases
from secretariat.documents.model import Block, Paragraph, Role, runs
from secretariat.models.exclusion import is_secret
from secretariat.models.plaintext import one_line
from secretariat.models.records import Entry, MeetingEvent
from secretariat.models.room_kinds import MeetingEventKind


def event_words(phrases: Phrases, event: MeetingEvent, profile: str, *, secret: bool) -> list[str]:
    """Return the sentences about an event of the meeting, the resolution first if there is one.

    `secret` says that the public is excluded from confidential business alone, for which no
    resolution is needed: Local Government Act 1972, s.100A(2).
    """
    told: list[str] = []
    key = f"minutes.{event.kind}"
    if event.kind is MeetingEventKind.PUBLIC_EXCLUDED:
        law = "confidential" if secret else _law(phrases, profile)
        words, ground = phrases.say(f"{key}.{law}"), one_line(event.ground).rstrip(".")
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
            told = told[1:]
        if told:
            blocks.append(Paragraph(runs(" ".join(told)), Role.MOVEMENT))
    return blocks
