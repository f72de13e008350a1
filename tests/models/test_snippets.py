"""Standard words: which are meant, what is filled, and what is still open."""

from __future__ import annotations

from secretariat.models.snippets import (
    Offer,
    matching,
    short_name,
    slot_after,
    slot_before,
    slots_in,
    usable_short,
    with_slots,
)

CLOSED = Offer("closed", "Meeting closed", "{chair} closed the meeting at {time now}.")
NEXT = Offer("next-meeting", "Date of the next meeting", "The next meeting is on {date}.")
NOTED = Offer("noted", "Report noted", "RESOLVED that the report be noted.")
ALL = (CLOSED, NEXT, NOTED)


def test_what_was_typed_means_the_nearest_first() -> None:
    assert matching(ALL, "") == ALL
    assert matching(ALL, "clo") == (CLOSED,)
    assert matching(ALL, "NOTED")[0] is NOTED
    assert matching(ALL, "meeting") == (CLOSED, NEXT)
    assert matching(ALL, "next meet") == (NEXT,)
    assert matching(ALL, "resolved") == (NOTED,)  # by its words, from three letters on
    assert matching(ALL, "on") == ()
    assert matching(ALL, "home/user") == ()


def test_slots_are_filled_once_and_the_unknown_stay() -> None:
    words = {"chair": "Cllr {date} Webb", "time now": ""}.get
    text = with_slots(CLOSED.text, lambda slot: words(slot) or "")
    assert text == "Cllr {date} Webb closed the meeting at {time now}."
    assert [slot.name for slot in slots_in(text)] == ["date", "time now"]
    assert slots_in("{} {1} { x } {a\nb} set{") == ()
    assert with_slots("{Chair}", lambda slot: slot) == "chair"


def test_tab_goes_from_slot_to_slot() -> None:
    text = "{a} and {b}"
    first, second = slots_in(text)
    assert slot_after(text, 0) == first
    assert slot_after(text, first.end) == second
    assert slot_after(text, second.end) is None
    assert slot_before(text, second.start) == first
    assert slot_before(text, first.start) is None


def test_what_is_typed_for_a_snippet_can_be_typed() -> None:
    assert usable_short(" Next / Meeting ") == "next-meeting"
    assert usable_short("//") == ""
    assert short_name("{chair} of a thing, Welcomed all") == "thing"
    assert short_name("{chair}") == "words"
