"""What a record shows to those who are not officers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secretariat.models.agenda import visible_events
from secretariat.models.faces import OFFICERS_OWN, close_ranks, face
from secretariat.models.kinds import AttendanceKind, Audience, Restriction, Stage
from secretariat.models.records import (
    AttendanceEvent,
    Entry,
    Item,
    Meeting,
    Organisation,
    Person,
)

ORDINARY = (Audience.PUBLIC, Audience.MEMBERS)


@pytest.mark.parametrize("audience", ORDINARY)
def test_officers_columns_and_counts_of_changes_stay_behind(audience: Audience) -> None:
    person = Person(uid="p", family_name="Lee", rev=9, phone="1", needs="Welsh", note="n")
    assert face(person, audience) == Person(uid="p", family_name="Lee")
    assert face(person, Audience.OFFICERS) is person
    home = Organisation(uid="o", name="Fen Council", note="late payers")
    assert face(home, audience).note == ""


def test_every_column_of_officers_is_one() -> None:
    for kind, columns in OFFICERS_OWN.items():
        assert set(columns) <= set(kind.__dataclass_fields__)


def test_words_for_another_state_stay_behind() -> None:
    item = Item(uid="i", meeting="m", title="Rota", public_title="Staff", restriction_ground="1")
    seen = face(item, Audience.PUBLIC)
    assert (seen.title, seen.public_title, seen.restriction_ground) == ("Rota", "", "")
    closed = replace(item, restriction=Restriction.EXEMPT)
    assert face(closed, Audience.MEMBERS).restriction_ground == "1"
    meeting = Meeting(uid="m", cancelled_reason="no quorum")
    assert face(meeting, Audience.PUBLIC).cancelled_reason == ""
    off = replace(meeting, stage=Stage.CANCELLED)
    assert face(off, Audience.PUBLIC).cancelled_reason == "no quorum"


def test_ranks_close_and_what_stands_before_the_first_item_stays_there() -> None:
    entries = [Entry(uid=str(at), meeting="m", position=at) for at in (-9, -2, 0, 7)]
    closed = close_ranks(entries, 2)
    assert [(one.uid, one.position) for one in closed] == [
        *[("-9", -2), ("-2", -1), ("0", 0), ("7", 1)]
    ]
    assert close_ranks(closed, 2) == closed


def test_movements_during_restricted_matter_are_restricted() -> None:
    items = [
        Item(uid="open", meeting="m"),
        Item(uid="closed", meeting="m", restriction=Restriction.EXEMPT),
        Item(uid="below", meeting="m", parent="closed"),
        Item(uid="internal", meeting="m", restriction=Restriction.INTERNAL),
    ]
    events = [
        AttendanceEvent(
            uid=str(place), meeting="m", attendee="a", kind=AttendanceKind.LEAVES, item=place
        )
        for place in (None, "open", "closed", "below", "internal")
    ]
    mark = AttendanceEvent(
        uid="mark",
        meeting="m",
        attendee="a",
        kind=AttendanceKind.PRESENT,
        item="closed",
        note="came for this alone",
    )
    seen = visible_events([*events, mark], items, Audience.PUBLIC)
    assert [one.uid for one in seen] == ["None", "open", "mark"]
    assert (seen[-1].item, seen[-1].note) == (None, "")
    members = visible_events(events, items, Audience.MEMBERS)
    assert [one.uid for one in members] == ["None", "open", "closed", "below"]
    assert visible_events([mark], items, Audience.OFFICERS) == (mark,)
