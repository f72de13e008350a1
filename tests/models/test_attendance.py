"""How people are listed, in which group and in which order."""

from __future__ import annotations

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.attendance import GroupKey, in_print_order, movements, roll
from secretariat.models.kinds import AttendanceKind, Capacity
from secretariat.models.records import AttendanceEvent, Attendee

PRESENT, APOLOGIES = AttendanceKind.PRESENT, AttendanceKind.APOLOGIES


def person(uid: str, capacity: Capacity = Capacity.MEMBER, **more: object) -> Attendee:
    at = int(uid) if uid.isdigit() else 0
    return Attendee(uid=uid, meeting="m", name=uid, capacity=capacity, position=at, **more)  # type: ignore[arg-type]


def event(attendee: str, kind: AttendanceKind = PRESENT, **more: object) -> AttendanceEvent:
    return AttendanceEvent(uid="e", meeting="m", attendee=attendee, kind=kind, **more)  # type: ignore[arg-type]


def test_last_mark_counts_and_movements_do_not() -> None:
    people = [person("1"), person("2")]
    called = roll(
        people,
        [
            event("1", APOLOGIES),
            event("1", AttendanceKind.LATE, at=time(10, 20)),
            event("1", AttendanceKind.LEAVES, position=1),
        ],
    )
    (group,) = called.groups
    assert group.key is GroupKey.MEMBERS
    assert (group.people[0].kind, group.people[0].at) == (AttendanceKind.LATE, time(10, 20))
    assert [one.attendee.uid for one in called.unmarked] == ["2"]


def test_groups_stand_in_print_order_with_the_chair_first() -> None:
    people = [
        person("1", Capacity.PUBLIC),
        person("2", Capacity.OFFICER),
        person("3", Capacity.MEMBER),
        person("4", Capacity.VICE_CHAIR),
        person("5", Capacity.CHAIR),
        person("6", Capacity.OBSERVER),
        person("7", Capacity.SUBSTITUTE),
        person("8", Capacity.CO_OPTED),
        person("9", Capacity.VISITOR),
    ]
    called = roll(people, [event(one.uid) for one in people])
    assert [group.key for group in called.groups] == list(GroupKey)
    assert called.present[-1].key is GroupKey.OBSERVERS
    assert called.in_attendance[0].key is GroupKey.OFFICERS
    assert [one.uid for one in in_print_order(people)] == [*"543876291"]


def test_printed_group_is_respected_and_keeps_its_people_together() -> None:
    people = [
        person("1", printed_group="County Council"),
        person("2"),
        person("3", Capacity.OFFICER, printed_group="County Council"),
        person("4", printed_group="District Council"),
    ]
    called = roll(people, [event(one.uid) for one in people])
    assert [(group.title, len(group.people)) for group in called.groups] == [
        ("", 1),
        ("County Council", 2),
        ("District Council", 1),
    ]


def test_substitute_stands_for_somebody_who_is_among_the_apologies() -> None:
    people = [person("1"), person("2", Capacity.SUBSTITUTE, substitute_for="1")]
    called = roll(people, [event("1", AttendanceKind.SUBSTITUTED), event("2")])
    (group,) = called.groups
    assert group.people[0].substitute_for == people[0]
    assert [one.attendee.uid for one in called.apologies] == ["1"]


def test_present_at_one_sitting_is_present_at_the_meeting() -> None:
    called = roll(
        [person("1")], [event("1", sitting="first"), event("1", APOLOGIES, sitting="second")]
    )
    assert called.groups
    assert not called.apologies


def test_public_is_counted_by_what_is_written() -> None:
    people = [
        Attendee(uid="1", meeting="m", name="Six members of the public", capacity=Capacity.PUBLIC),
        Attendee(uid="2", meeting="m", name="12 students", capacity=Capacity.PUBLIC),
        Attendee(uid="3", meeting="m", name="Ann Other", capacity=Capacity.PUBLIC),
    ]
    assert roll(people, []).public_count == 19


def test_movements_come_in_order() -> None:
    events = [
        event("1", AttendanceKind.LEAVES, position=2),
        event("1", AttendanceKind.ARRIVES, position=1),
        event("1"),
    ]
    assert [one.kind for one in movements(events)] == [
        AttendanceKind.ARRIVES,
        AttendanceKind.LEAVES,
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(Capacity),
            st.sampled_from(["", "Own group"]),
            st.none() | st.sampled_from(AttendanceKind),
        ),
        max_size=12,
    )
)
def test_everybody_is_in_exactly_one_place(
    who: list[tuple[Capacity, str, AttendanceKind | None]],
) -> None:
    people = [
        person(str(at), capacity, printed_group=group)
        for at, (capacity, group, _) in enumerate(who)
    ]
    called = roll(people, [event(str(at), kind) for at, (*_, kind) in enumerate(who) if kind])
    listed = [one.attendee.uid for group in called.groups for one in group.people]
    listed += [one.attendee.uid for one in (*called.apologies, *called.absent, *called.unmarked)]
    assert sorted(listed) == sorted(one.uid for one in people)
