"""Who sent apologies and who was absent, at the head of the minutes or under an item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from secretariat.documents.common import Frame
from secretariat.documents.model import Block, Heading, Paragraph, runs
from secretariat.documents.script_words import matter_of
from secretariat.models.attendance import Listed, Roll, roll
from secretariat.models.kinds import ItemKind
from secretariat.models.plaintext import one_line
from secretariat.models.records import Attendee


def apologies_item(frame: Frame) -> str:
    """Return the item under which apologies are told, empty where they stand at the head or
    there is no such item."""
    if frame.choices["minutes.apologies"] != "item":
        return ""
    for item in frame.items:
        if (
            item.kind is ItemKind.ITEM
            and frame.prints(item)
            and matter_of(frame, item) == "apologies"
        ):
            return item.uid
    return ""


def away_blocks(frame: Frame, called: Roll) -> list[Block]:
    """Return apologies, when the body prints them at the head, and who was absent without."""
    if frame.choices["minutes.apologies"] == "no":
        return []
    told = (("apologies", called.apologies), ("absent", called.absent))
    blocks: list[Block] = []
    for key, people in told[1:] if apologies_item(frame) else told:
        if names := _names(frame, people, called):
            blocks.append(Heading(2, runs(frame.say(f"minutes.{key}")), section=True))
            blocks.append(Paragraph(runs(_joined(frame, names))))
    return blocks


def apologies_below(frame: Frame) -> list[Block]:
    """Return the apologies as the item for them tells them; nothing when nobody sent any."""
    called = roll(frame.view.attendees, frame.view.events)
    names = _names(frame, called.apologies, called)
    if not names:
        return []
    if frame.choices["minutes.away"] == "lines":
        return [Paragraph(runs(_joined(frame, names)))]
    return [Paragraph(runs(frame.say("minutes.apologies.received", names=_joined(frame, names))))]


def _joined(frame: Frame, names: list[str]) -> str:
    """Return names in a row, or one below another."""
    lines = frame.choices["minutes.away"] == "lines"
    return "\n".join(names) if lines else frame.phrases.listed(names)


def _names(frame: Frame, people: Iterable[Listed], called: Roll) -> list[str]:
    substitutes = {
        person.substitute_for.uid: person.attendee
        for group in called.groups
        for person in group.people
        if person.substitute_for
    }
    return [_name(frame, person.attendee, substitutes) for person in people]


def _name(frame: Frame, person: Attendee, substitutes: Mapping[str, Attendee]) -> str:
    """Return a name with what must be said of it: from where, and who came instead."""
    notes: list[str] = []
    if frame.choices.yes("minutes.away_from"):
        notes.append(one_line(person.organisation or person.seat))
    if instead := substitutes.get(person.uid):
        post = one_line(instead.job_title)
        key = "attendance.substituted.post" if post else "attendance.substituted"
        notes.append(frame.say(key, name=one_line(instead.name), post=post))
    note = "; ".join(note for note in notes if note)
    name = one_line(person.name)
    return frame.say("name.note", name=name, note=note) if note else name
