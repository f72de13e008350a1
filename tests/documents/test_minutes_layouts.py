"""Ways in which some bodies print minutes: what must hold in them whatever else is chosen."""

from __future__ import annotations

from secretariat.models.kinds import Audience, EntryKind, Restriction
from secretariat.models.records import Attendee, Ballot, Declaration, MeetingEvent, Vote
from secretariat.models.room_kinds import (
    BallotChoice,
    Conduct,
    MeetingEventKind,
    Result,
    VoteMethod,
)
from secretariat.models.views import Happened
from tests.documents.small import entry, item, minutes, view

ASH, BEECH, CEDAR = (
    Attendee(uid=uid, meeting="m", name=name, position=at)
    for at, (uid, name) in enumerate(
        (("a", "Councillor Ash"), ("b", "Councillor Beech"), ("c", "Councillor Cedar"))
    )
)


def _below(words: str, heading: str) -> list[str]:
    """Return the lines of the minutes from a heading to the signature."""
    lines = words.partition(f"## {heading}\n")[2].partition("signature line:")[0]
    return lines.strip().splitlines()


def test_the_number_of_a_paragraph_is_the_same_for_whoever_reads_it() -> None:
    open_ = (entry("e1", "one", "First."), entry("e3", "one", "Third.", position=2))
    closed = entry("e2", "one", "Second.", position=1, restriction=Restriction.EXEMPT)
    chosen = {"minutes.paragraphs": "item"}
    told = _below(minutes(view((item("one"),), chosen, entries=open_)), "1. one")
    assert told == ["1.1 ‖ First.", "1.2 ‖ Third."]
    held = view((item("one"),), chosen, entries=(*open_, closed), audience=Audience.OFFICERS)
    for line in told:
        assert line in _below(minutes(held), "1. one")


def test_private_business_is_named_until_the_public_comes_in_again() -> None:
    private = {"restriction": Restriction.EXEMPT, "public_title": "Leases"}
    items = (
        item("exclusion"),
        item("leases", 1, **{**private, "title": "Leases"}),
        item("staff only", 2, restriction=Restriction.INTERNAL),
        item("parks", 3),
        item("wages", 4, restriction=Restriction.CONFIDENTIAL),
        item("back", 5),
        item("later", 6, restriction=Restriction.EXEMPT),
    )
    events = tuple(
        MeetingEvent(uid=uid, meeting="m", item=at, entry=uid, kind=kind, ground="paragraph 3")
        for uid, at, kind in (
            ("out", "exclusion", MeetingEventKind.PUBLIC_EXCLUDED),
            ("in", "back", MeetingEventKind.PUBLIC_READMITTED),
        )
    )
    entries = (
        entry("out", "exclusion", "", kind=EntryKind.MOVEMENT),
        entry("in", "back", "", kind=EntryKind.MOVEMENT),
    )
    made = minutes(
        view(
            items,
            {"minutes.exclusion": "table"},
            entries=entries,
            happened=Happened(events=events),
            audience=Audience.OFFICERS,
        )
    )
    rows = [line for line in _below(made, "1. exclusion") if " | " in line]
    assert rows == ["  Minute no.* | Report title*", "  2 | Leases", "  4 | wages"]


def _declared(uid: str, who: str, nature: str, **more: object) -> Declaration:
    values = {"meeting": "m", "item": "two", "entry": uid, "kind": "local.interest", **more}
    return Declaration(uid=uid, attendee=who, nature=nature, **values)  # type: ignore[arg-type]


def test_interests_are_listed_and_what_a_member_did_is_told_in_a_sentence() -> None:
    rows = (
        _declared("d1", "a", "a trustee"),
        _declared("d2", "b", "a governor"),
        _declared("d3", "b", "a tenant"),
        _declared("d4", "c", "", is_sensitive=True, conduct=Conduct.LEFT),
    )
    entries = tuple(entry(one.uid, "one", "", kind=EntryKind.DECLARATION) for one in rows)
    made = minutes(
        view(
            (item("one"), item("two", 1)),
            {"minutes.declarations": "list"},
            entries=entries,
            attendees=(ASH, BEECH, CEDAR),
            happened=Happened(declarations=rows),
        )
    )
    assert _below(made, "1. one")[:6] == [
        "(a) ‖ Members declared interests in minute 2 of this meeting as follows:",
        "table: Members, and the interests that each declared (0 header rows)",
        "  Councillor Ash* | a trustee",
        "  Councillor Beech* |   – a governor /   – a tenant",
        "(b) ‖ Councillor Cedar declared an interest in minute 2 of this meeting. Its nature is not"
        " disclosed. Councillor Cedar left the room and took no part.",
        "## 2. two",
    ]


def test_who_has_an_interest_is_not_among_those_who_did_not_vote() -> None:
    choices = (("a", BallotChoice.FOR), ("b", BallotChoice.NOT_VOTING), ("c", None))
    ballots = tuple(
        Ballot(uid=who, vote="v", attendee=who, choice=choice) for who, choice in choices if choice
    )
    vote = Vote(
        uid="v", meeting="m", item="two", entry="ev", method=VoteMethod.NAMED, result=Result.CARRIED
    )
    happened = Happened(
        votes=(vote,),
        ballots=ballots,
        declarations=(_declared("d", "b", ""), _declared("e", "c", "")),
    )
    chosen = {"minutes.votes": "table", "minutes.vote_interests": "yes"}
    made = minutes(
        view(
            (item("two"),),
            chosen,
            entries=(entry("ev", "two", "", kind=EntryKind.VOTE),),
            attendees=(ASH, BEECH, CEDAR),
            happened=happened,
        )
    )
    rows = [line for line in _below(made, "1. two") if " | " in line]
    assert rows[1:] == [
        "  For* | Councillor Ash | 1",
        "  Against* | None | 0",
        "  Abstentions* | None | 0",
        "  Conflict of interest* | Councillor Beech and Councillor Cedar | 2",
    ]
