"""Initials in the margin: quoted only where the list of those present explains them."""

from __future__ import annotations

from dataclasses import replace

from secretariat.documents.initials import told_apart
from secretariat.documents.minutes import compose_minutes
from secretariat.models.kinds import AttendanceKind, EntryKind
from secretariat.models.records import ActionOwner, AttendanceEvent, Attendee
from secretariat.models.views import ActionView
from tests.documents.outline import outline
from tests.documents.small import SAY, action, entry, item, view


def made_with(attendees: dict[str, AttendanceKind], *owners: ActionView) -> str:
    """Return the outline of minutes with these people and one action for each of `owners`."""
    people = tuple(
        Attendee(uid=f"at-{name}", meeting="m", name=name, person=name, position=at)
        for at, name in enumerate(attendees)
    )
    events = tuple(
        AttendanceEvent(uid=f"ev-{name}", meeting="m", attendee=f"at-{name}", kind=kind)
        for name, kind in attendees.items()
    )
    entries = tuple(
        entry(f"e{at}", "one", f"Task {at}.", kind=EntryKind.ACTION, position=at)
        for at in range(len(owners))
    )
    actions = tuple(
        replace(one, action=replace(one.action, uid=f"a{at}", entry=f"e{at}"))
        for at, one in enumerate(owners)
    )
    meeting = view(
        (item("one"),), attendees=people, events=events, entries=entries, actions=actions
    )
    return outline(compose_minutes(meeting, SAY, draft=False))


def test_initials_that_are_always_printed_are_told_apart() -> None:
    names = ("Mary Wills", "Mark Wharton", "Mona Whale", "Ann Webb", "Max Watt")
    people = [Attendee(uid=name, meeting="m", name=name) for name in names]
    people[4] = replace(people[4], initials="MW")
    assert list(told_apart(people).values()) == ["MW", "MWi", "MWh", "MWha", "AW"]
    one = [Attendee(uid="a", meeting="m", name="Li"), Attendee(uid="b", meeting="m", name="Li")]
    assert told_apart(one) == {"a": "L", "b": "Li"}


def owned_by(name: str, initials: str) -> ActionView:
    """Return an action of a person of the directory."""
    one = action("a", (name,), (initials,))
    return replace(one, owners=(ActionOwner(uid="o", action="a", person=name),))


PRESENT, APOLOGIES = AttendanceKind.PRESENT, AttendanceKind.APOLOGIES


def test_owner_goes_by_initials_that_the_list_explains() -> None:
    made = made_with({"Ann Smith": PRESENT}, owned_by("Ann Smith", "AS"))
    assert "Ann Smith (AS)" in made
    assert "Task 0.  ⇒ AS" in made


def test_shared_initials_are_those_of_the_one_who_is_to_do_something() -> None:
    made = made_with({"Ann Smith": PRESENT, "Al Sims": PRESENT}, owned_by("Al Sims", "AS"))
    assert "Al Sims (AS)" in made
    assert "Ann Smith (AS)" not in made


def test_two_owners_who_share_initials_are_named_in_full() -> None:
    made = made_with(
        {"Ann Smith": PRESENT, "Al Sims": PRESENT},
        owned_by("Al Sims", "AS"),
        owned_by("Ann Smith", "AS"),
    )
    assert "(AS)" not in made
    assert "Task 0.  ⇒ Al Sims" in made
    assert "Task 1.  ⇒ Ann Smith" in made


def test_owner_who_was_not_there_is_named_in_full() -> None:
    made = made_with({"Ann Smith": PRESENT, "Al Sims": APOLOGIES}, owned_by("Al Sims", "AS"))
    assert "Task 0.  ⇒ Al Sims" in made


def test_organisations_and_words_are_called_for_short() -> None:
    both = action("a", ("South Quay District Council", "everyone"), ("SQDC", ""))
    made = made_with({"Ann Smith": PRESENT}, both)
    assert "Task 0.  ⇒ SQDC, everyone" in made


def test_everybody_goes_by_initials_while_nobody_is_listed() -> None:
    assert "Task 0.  ⇒ AS" in made_with({}, owned_by("Ann Smith", "AS"))
