"""Who sent apologies and who was absent, at the head of the minutes or under an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from secretariat.documents.common import Frame
from secretariat.documents.lister import Lister, usual_label
from secretariat.documents.model import Block, Paragraph, runs
from secretariat.documents.script_words import matter_of
from secretariat.models.attendance import Group, GroupKey, Listed, Roll, groups_of, roll
from secretariat.models.kinds import ItemKind
from secretariat.models.plaintext import one_line


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


def away_blocks(lister: Lister, called: Roll) -> list[Block]:
    """Return apologies, when the body prints them at the head, and who was absent without.

    Where there was nobody the body may still say so.
    """
    frame = lister.frame
    if frame.choices["minutes.apologies"] == "no":
        return []
    told = (("apologies", called.apologies), ("absent", called.absent))
    away = _with_substitutes(lister, called)
    blocks: list[Block] = []
    for key, people in told[1:] if apologies_item(frame) else told:
        if key == "apologies" and frame.choices["minutes.away"] == "groups":
            blocks.extend([*away.heading(f"minutes.{key}"), *_by_group(away, called)])
        elif people and frame.choices["minutes.away"] == "present":
            blocks.extend(away.part(f"minutes.{key}", groups_of(people)))
        elif people:
            blocks.extend(_told(away, f"minutes.{key}", _names(away, people)))
        elif frame.choices.yes(f"minutes.no_{key}"):
            blocks.extend(_told(away, f"minutes.{key}", [frame.say(f"minutes.{key}.none")]))
    return blocks


def apologies_below(frame: Frame) -> list[Block]:
    """Return the apologies as the item for them tells them; when nobody sent any, that there were
    none where the body says so."""
    called = roll(frame.view.attendees, frame.view.events)
    away = _with_substitutes(Lister(frame, {}), called)
    if frame.choices["minutes.away"] == "groups":
        return _by_group(away, called)
    names = _names(away, called.apologies)
    if not names and not frame.choices.yes("minutes.no_apologies"):
        return []
    if not names:
        return [Paragraph(runs(frame.say("minutes.apologies.nobody")))]
    if frame.choices["minutes.away"] == "lines":
        return [Paragraph(runs(_joined(away, names)))]
    return [Paragraph(runs(frame.say("minutes.apologies.received", names=_joined(away, names))))]


def apologies_named(frame: Frame) -> str:
    """Return who sent apologies, named as the item for them does; empty when nobody did."""
    called = roll(frame.view.attendees, frame.view.events)
    away = _with_substitutes(Lister(frame, {}), called)
    names = _names(away, called.apologies)
    return away.row(names) if names else ""


def _with_substitutes(lister: Lister, called: Roll) -> Lister:
    instead = {
        person.substitute_for.uid: person.attendee
        for group in called.groups
        for person in group.people
        if person.substitute_for
    }
    return replace(lister, instead=instead)


def _by_group(away: Lister, called: Roll) -> list[Block]:
    """Return a line for each group of the roll: who of it sent apologies, or that nobody did.

    Guests and the public, who are not awaited, have none.
    """
    everybody = [person for group in called.groups for person in group.people]
    everybody += [*called.apologies, *called.absent, *called.unmarked]
    everybody.sort(key=lambda person: person.attendee.position)
    gone = {person.attendee.uid for person in called.apologies}
    blocks: list[Block] = []
    for group in groups_of(everybody):
        if group.key in (GroupKey.VISITORS, GroupKey.PUBLIC):
            continue
        names = _names(away, [one for one in group.people if one.attendee.uid in gone])
        none = away.frame.say("minutes.apologies.group.none")
        label = partial(_label_of, group)
        blocks.append(away.sentence(label, away.row(names) if names else none))
    return blocks


def _label_of(group: Group, frame: Frame) -> str:
    return group.title or usual_label(frame, group.key)


def _told(away: Lister, key: str, names: Sequence[str]) -> list[Block]:
    if away.frame.choices["minutes.present"] == "sentence":
        return [away.sentence(lambda one: one.say(key), _joined(away, names))]
    return [*away.heading(key), Paragraph(runs(_joined(away, names)))]


def _joined(away: Lister, names: Sequence[str]) -> str:
    """Return names in a row, or one below another."""
    lines = away.frame.choices["minutes.away"] == "lines"
    return "\n".join(names) if lines else away.row(names)


def _names(away: Lister, people: Sequence[Listed]) -> list[str]:
    """Return each name with what must be said of it: from where, and who came instead."""
    frame = away.frame
    initials = frame.choices["minutes.initials"] != "actions"
    names: list[str] = []
    for person in people:
        one = person.attendee
        home = one_line(one.organisation or one.seat or one.job_title)
        home = home if frame.choices.yes("minutes.away_from") else ""
        names.append(away.name(person, initials=initials, before=home))
    return names
