"""The minutes beyond the seeds: actions, decisions, movements, attendance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from secretariat.documents.minutes import compose_minutes
from secretariat.documents.model import Heading
from secretariat.models.kinds import (
    AttendanceKind,
    Capacity,
    DueKind,
    EntryKind,
    EntryLayout,
    ItemKind,
    ItemOutcome,
    MeetingKind,
)
from secretariat.models.records import (
    Action,
    AttendanceEvent,
    Attendee,
)
from tests.documents.small import MEETING, SAY, SITTING, action, entry, item, minutes, view


def test_actions_in_every_layout() -> None:
    entries = (
        entry("e1", "one", "ACTION: Send it", kind=EntryKind.ACTION, layout=EntryLayout.LINE),
        entry("e2", "one", "Words", position=1),
        entry("e3", "one", "- first\n- second", kind=EntryKind.ACTION, position=2),
        entry("e4", "one", "JB to go", kind=EntryKind.ACTION, position=3),
    )
    actions = (
        action("a1", ("Ann Smith",), ("AS",), entry="e1", due_kind=DueKind.NEXT_MEETING),
        action("a3", ("Ann Smith", "everyone"), ("AS", ""), entry="e3"),
        action(
            "a4", ("Jo Bell",), ("JB",), entry="e4", due_kind=DueKind.DATE, due=date(2019, 3, 1)
        ),
    )
    made = minutes(view((item("one"),), entries=entries, actions=actions))
    assert "action: **ACTION: Send it (Ann Smith, by the next meeting)**" in made
    assert "• first  ⇒ AS, everyone" in made
    assert "\nJB to go  ⇒ JB ⏎ by 1 March 2019" in made
    assert "## 1. one  ⇒ **Action**" in made
    both = view((item("one"),), {"minutes.actions": "both"}, entries=entries[3:], actions=actions)
    assert "action: **ACTION: JB to go**  ⇒ JB ⏎ by 1 March 2019" in minutes(both)


def test_lines_alone_have_no_action_column() -> None:
    entries = (entry("e1", "one", "Send it", kind=EntryKind.ACTION),)
    made = minutes(
        view(
            (item("one"),),
            {"minutes.actions": "line"},
            entries=entries,
            actions=(action("a1", ("Ann Smith",), ("AS",), entry="e1"),),
        )
    )
    assert "⇒" not in made
    assert "action: **ACTION: Send it (Ann Smith)**" in made


def test_actions_without_an_entry_stand_at_their_item_or_at_the_end() -> None:
    actions = (
        action("a1", ("Ann Smith",), ("AS",), item="one", text="At the item."),
        action("a2", ("Ann Smith",), ("AS",), text="Of the meeting."),
        replace(
            action("a3", ("Ann Smith",), ("AS",)),
            action=Action(uid="a3", body="b", meeting="other", text="Elsewhere."),
        ),
    )
    made = minutes(view((item("one"), item("two", 1)), actions=actions))
    assert made.index("At the item.") < made.index("## 2. two") < made.index("## Actions")
    assert "Elsewhere" not in made


def test_decision_has_its_label_and_role() -> None:
    entries = (entry("e", "one", "That it be so.\n\nAnd so.", kind=EntryKind.DECISION, label="D1"),)
    made = minutes(view((item("one"),), entries=entries))
    assert "decision: D1 ‖ That it be so.\ndecision: And so." in made


def test_business_between_items_and_movements() -> None:
    ann = Attendee(uid="p", meeting="m", name="Ann Smith")
    entries = (
        entry("e0", None, "Before all.", position=-1),
        entry("e1", None, "After all."),
        entry("e2", "one", "During."),
    )
    events = (
        AttendanceEvent(uid="v0", meeting="m", attendee="p", kind=AttendanceKind.PRESENT),
        AttendanceEvent(
            uid="v1", meeting="m", attendee="p", kind=AttendanceKind.LEAVES, item="one", at=time(11)
        ),
        AttendanceEvent(
            uid="v2",
            meeting="m",
            attendee="p",
            kind=AttendanceKind.RETURNS,
            item="two",
            note="Back.",
        ),
    )
    sitting = replace(SITTING, closed=time(12))
    made = minutes(
        view(
            (item("one"), item("two", 1)),
            entries=entries,
            events=events,
            attendees=(ann,),
            sittings=(sitting,),
        )
    )
    order = [
        *("§ Present", "Ann Smith", "Before all.", "## 1. one"),
        *("movement: Ann Smith left the meeting at 11.00 am.", "During.", "## 2. two"),
        *("movement: Back.", "After all.", "closing: The meeting ended at 12 noon.", "signature"),
    ]
    places = [made.index(words) for words in order]
    assert places == sorted(places)


def test_outcome_is_said_only_when_nothing_was_minuted() -> None:
    one = item("one", outcome=ItemOutcome.WITHDRAWN)
    assert "This item was withdrawn." in minutes(view((one,)))
    said = view((one,), entries=(entry("e", "one", "Said otherwise."),))
    assert "withdrawn" not in minutes(said)


def test_present_in_every_way_of_coming_and_staying_away() -> None:
    people = tuple(
        Attendee(uid=str(at), meeting="m", position=at, **values)  # type: ignore[arg-type]
        for at, values in enumerate(
            (
                {"name": "Cllr Ann Smith", "capacity": Capacity.CHAIR, "role_title": "Chair"},
                {"name": "Jo Bell", "organisation": "Pier Trust"},
                {"name": "Di Cole", "capacity": Capacity.SUBSTITUTE, "substitute_for": "3"},
                {"name": "Ed Dunn"},
                {"name": "Flo Eve", "capacity": Capacity.OFFICER, "job_title": "Clerk"},
                {"name": "Six members of the public", "capacity": Capacity.PUBLIC},
                {"name": "Gus Fry"},
            )
        )
    )
    kinds = {
        "0": AttendanceKind.REMOTE,
        "1": AttendanceKind.LATE,
        "2": AttendanceKind.PRESENT,
        "3": AttendanceKind.SUBSTITUTED,
        "4": AttendanceKind.PRESENT,
        "6": AttendanceKind.ABSENT,
    }
    events = tuple(
        AttendanceEvent(
            uid=f"v{who}",
            meeting="m",
            attendee=who,
            kind=kind,
            at=time(10, 20) if who == "1" else None,
        )
        for who, kind in kinds.items()
    )
    made = minutes(view(attendees=people, events=events))
    assert "Chair:* | Cllr Ann Smith (remotely) |\n" in made
    assert "Members:* | Jo Bell (from 10.20 am) | Pier Trust" in made
    assert "Substitutes:* | Di Cole (for Ed Dunn) |" in made
    assert "§ In attendance" in made
    assert "Officers:* | Flo Eve | Clerk" in made
    assert "Members of the public:* | Six members of the public |" in made
    assert "§ Apologies\nEd Dunn (substitute: Di Cole)" in made
    assert "§ Absent\nGus Fry" in made
    listed = minutes(view(chosen={"minutes.present": "list"}, attendees=people, events=events))
    assert "**Members: **Jo Bell (from 10.20 am) (Pier Trust)" in listed


def test_draft_says_so_and_minutes_of_an_annual_meeting_are_called_so() -> None:
    annual = view(meeting=replace(MEETING, kind=MeetingKind.ANNUAL))
    made = minutes(annual, draft=True)
    assert "stamp    DRAFT" in made
    assert "subtitle: Draft minutes of the annual meeting held on Thursday 19 July 2018" in made
    assert "DRAFT" not in minutes(annual)


def test_sections_stand_above_their_items_without_skipping_a_level() -> None:
    items = (
        item("one", 0),
        item("PART TWO", 1, kind=ItemKind.HEADING),
        item("two", 2),
        item("deeper", 0, parent="two"),
    )
    document = compose_minutes(
        view(items, entries=(entry("e", "deeper", "### Lower\n\nWords"),)), SAY, draft=False
    )
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    assert levels == [1, 2, 2, 3, 4, 5]
