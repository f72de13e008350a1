"""The room over a meeting: who is in, who presides, and that spans and moments agree."""

from __future__ import annotations

from datetime import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.kinds import AttendanceKind, Capacity
from secretariat.models.presence import Timeline, in_taken_order
from secretariat.models.records import AttendanceEvent, Attendee, Entry, Item, MeetingEvent
from secretariat.models.room_kinds import MeetingEventKind

K = AttendanceKind


def person(uid: str, capacity: Capacity = Capacity.MEMBER, **more: Any) -> Attendee:
    return Attendee(uid=uid, meeting="m", name=uid.title(), capacity=capacity, **more)


def event(who: str, kind: AttendanceKind, position: int = 0, **more: Any) -> AttendanceEvent:
    return AttendanceEvent(meeting="m", attendee=who, kind=kind, position=position, **more)


def items(*uids: str, **more: Any) -> list[Item]:
    return [Item(uid=uid, meeting="m", position=at, title=uid) for at, uid in enumerate(uids)]


PEOPLE = [
    person("ann", Capacity.CHAIR),
    person("bob", Capacity.VICE_CHAIR, position=1),
    person("cy", position=2),
    person("di", Capacity.SUBSTITUTE, position=3, substitute_for="cy"),
    person("eve", Capacity.PUBLIC, position=4),
]
ROLL = [event(who, K.PRESENT) for who in ("ann", "bob", "cy", "di")]


def test_the_vice_chair_presides_while_the_chair_is_out() -> None:
    line = Timeline(
        PEOPLE,
        [
            *ROLL,
            event("ann", K.WITHDRAWS, 1, item="two"),
            event("ann", K.RETURNS, 2, item="three"),
            event("bob", K.TAKES_CHAIR, 3, item="four"),
            event("bob", K.LEAVES_CHAIR, 4, item="five"),
        ],
        items("one", "two", "three", "four", "five"),
    )
    assert [line.at(uid).chair for uid in ("one", "two", "three", "four", "five")] == [
        *("ann", "bob", "bob", "bob", "ann")
    ]
    assert line.opening("two").chair == "ann"
    assert "ann" not in line.at("two").present
    assert "ann" in line.anybody_during("two")


def test_a_substitute_takes_over_and_who_comes_late_is_not_there_before() -> None:
    events = [
        *(event(who, K.PRESENT) for who in ("ann", "cy")),
        event("bob", K.LATE, at=time(10, 20)),
        event("di", K.PRESENT),
        event("bob", K.ARRIVES, 1, item="two"),
        event("di", K.TAKES_OVER, 1, item="three"),
    ]
    line = Timeline(PEOPLE, events, items("one", "two", "three"))
    assert line.at("one").present == {"ann", "cy", "eve"}
    assert line.at("two").present == {"ann", "bob", "cy", "eve"}
    assert line.at("three").present == {"ann", "bob", "di", "eve"}


def test_an_event_stands_at_its_entry_and_one_without_an_item_at_its_clock() -> None:
    agenda = [
        Item(uid="one", meeting="m", started=time(10)),
        Item(uid="two", meeting="m", position=1, started=time(10, 30)),
    ]
    entries = [
        Entry(uid="before", meeting="m", item="one", position=0),
        Entry(uid="goes", meeting="m", item="one", position=1),
        Entry(uid="vote", meeting="m", item="one", position=2),
    ]
    events = [
        *ROLL,
        event("cy", K.LEAVES, 1, item="one", entry="goes"),
        event("cy", K.RETURNS, 2, at=time(10, 40)),
    ]
    line = Timeline(PEOPLE, events, agenda, entries)
    assert "cy" in line.at(entry="before").present
    assert "cy" not in line.at(entry="goes").present
    assert "cy" not in line.at(entry="vote").present
    assert "cy" not in line.at("one").present
    assert "cy" in line.at("two").present


def test_the_public_goes_and_comes_and_the_meeting_is_adjourned() -> None:
    befell = [
        MeetingEvent(meeting="m", kind=MeetingEventKind.PUBLIC_EXCLUDED, item="two"),
        MeetingEvent(meeting="m", kind=MeetingEventKind.ADJOURNED, item="two", position=1),
        MeetingEvent(meeting="m", kind=MeetingEventKind.RESUMED, item="three"),
        MeetingEvent(meeting="m", kind=MeetingEventKind.PUBLIC_READMITTED, item="three"),
    ]
    line = Timeline(PEOPLE, ROLL, items("one", "two", "three"), (), befell)
    rooms = [line.at(uid) for uid in ("one", "two", "three")]
    assert [room.public_in for room in rooms] == [True, False, True]
    assert [room.sitting for room in rooms] == [True, False, True]


def test_items_follow_the_order_in_which_they_were_taken() -> None:
    agenda = [
        Item(uid="1", meeting="m"),
        Item(uid="2", meeting="m", taken=5),
        Item(uid="2a", meeting="m"),
        Item(uid="3", meeting="m", taken=3),
    ]
    assert [item.uid for item in in_taken_order(agenda)] == ["1", "3", "2", "2a"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ann", "bob", "cy", "di", "nobody"]),
            st.sampled_from([kind for kind in K if not kind.is_roll_call]),
            st.sampled_from([None, "one", "two", "gone"]),
        ),
        max_size=12,
    )
)
def test_spans_do_not_overlap_and_agree_with_the_end(steps: list[tuple[str, K, str]]) -> None:
    events = [event(who, kind, at, item=item) for at, (who, kind, item) in enumerate(steps)]
    line = Timeline(PEOPLE, [*ROLL, *events], items("one", "two"))
    end = line.at().present
    for one in PEOPLE:
        spans = line.spans(one.uid)
        bounds = [moment for span in spans for moment in (span.since, span.until) if moment]
        assert bounds == sorted(bounds)
        assert (bool(spans) and spans[-1].until is None) == (one.uid in end)
    room = line.at("two")
    assert room.chair is None or room.chair in room.present or room.chair in line.attendees
