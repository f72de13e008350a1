"""Those present, in attendance and absent, as minutes list them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from secretariat.documents.away import away_blocks
from secretariat.documents.common import Frame
from secretariat.documents.lister import Lister
from secretariat.documents.model import Block, Paragraph, runs
from secretariat.documents.present_members import membership_blocks
from secretariat.models.attendance import Group, Roll, roll


def attendance_blocks(frame: Frame, initials: Mapping[str, str], level: int = 2) -> list[Block]:
    """Return who was there, in the groups and the order of the house, then who was away.

    `initials` are put with the names of the attendees by whose uid they stand. The headings are
    of `level`.
    """
    called = roll(frame.view.attendees, frame.view.events)
    lister = Lister(frame, initials, level)
    if frame.choices["minutes.present"] == "membership":
        return [*membership_blocks(lister, called), *_in_attendance(lister, called)]
    away = away_blocks(lister, called)
    if frame.choices["minutes.groups"] == "roll":
        groups = sorted(called.groups, key=lambda one: one.people[0].attendee.position)
        return [*lister.part("minutes.present", groups), *away]
    there = lister.part("minutes.present", called.present)
    if frame.choices["minutes.away_place"] == "present":
        return [*there, *away, *_in_attendance(lister, called)]
    return [*there, *_in_attendance(lister, called), *away]


def named(frame: Frame, groups: Sequence[Group]) -> str:
    """Return the people of some groups of the roll in a row, named as the house names them."""
    lister = Lister(frame, {})
    return lister.row([lister.name(one, initials=False) for g in groups for one in g.people])


def _in_attendance(lister: Lister, called: Roll) -> list[Block]:
    """Return who was there without being of the body, and whether any of the public came."""
    frame = lister.frame
    blocks = lister.part("minutes.in_attendance", called.in_attendance)
    if frame.choices.yes("minutes.no_public") and not called.public_count:
        blocks.append(Paragraph(runs(frame.say("minutes.public.none"))))
    return blocks
