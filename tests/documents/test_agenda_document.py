"""The agenda beyond the seeds: joint meetings, several sittings, letters, every column."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

import pytest

from secretariat.documents.agenda import compose_agenda
from secretariat.documents.model import Paragraph, Role
from secretariat.models.kinds import (
    ItemArrival,
    ItemKind,
    ItemOutcome,
    Purpose,
    Stage,
    TextPlace,
)
from secretariat.models.options import Choices
from secretariat.models.records import (
    Body,
    Meeting,
    Sitting,
    StandingText,
)
from tests.documents import seeds
from tests.documents.small import BODY, MEETING, SAY, SITTING, agenda, item, lines_of, minutes, view


def test_joint_meeting_of_several_bodies_and_sittings() -> None:
    made = agenda(
        view(
            bodies=(BODY, Body(uid="b2", name="Pier Trust")),
            sittings=(
                SITTING,
                Sitting(
                    uid="s2", meeting="m", date=date(2018, 7, 20), starts=time(14), ends=time(16)
                ),
            ),
        )
    )
    assert "# Harbour Board and Pier Trust" in made
    assert "title    Agenda: Harbour Board and Pier Trust, Thursday 19 July 2018 and Friday" in made
    assert "subtitle: Friday 20 July 2018, 2.00 pm – 4.00 pm" in made


def test_letter_of_several_sittings_lists_them() -> None:
    made = agenda(
        view(
            chosen={"agenda.letter": "yes"},
            sittings=(SITTING, replace(SITTING, uid="s2", date=date(2018, 7, 20))),
        )
    )
    assert "will be held on the following dates:" in made
    assert "• **Friday 20 July 2018, 10.00 am, Town Hall**" in made


@pytest.mark.parametrize(
    ("sitting", "words"),
    [
        (SITTING, "which will be held at **Town Hall** on **Thursday 19 July 2018**"),
        (replace(SITTING, place="", remote_link="https://x.org/1"), "will be held online on"),
        (replace(SITTING, place=""), "will be held at a place to be announced on"),
        (replace(SITTING, place="Room *2*\nHall"), "in **Room *2*** at Hall on"),
    ],
)
def test_letter_says_where(sitting: Sitting, words: str) -> None:
    assert words in agenda(view(chosen={"agenda.letter": "yes"}, sittings=(sitting,)))


def test_own_invitation_has_its_slots_filled() -> None:
    text = StandingText(
        uid="t",
        body="b",
        place=TextPlace.INVITATION,
        text="Come to the {meeting} in {room} on {date}. {unknown}",
    )
    made = agenda(view(chosen={"agenda.letter": "yes"}, texts=(text,)))
    assert "Come to the Harbour Board in Town Hall on Thursday 19 July 2018. {unknown}" in made


def test_remote_link_is_a_link() -> None:
    made = agenda(view(sittings=(replace(SITTING, remote_link="https://x.org/1"),)))
    assert "subtitle: Join online: [https://x.org/1](https://x.org/1)" in made


def test_marking_is_read_and_stands_on_each_page() -> None:
    document = compose_agenda(view(meeting=replace(MEETING, marking="OFFICIAL")), SAY)
    assert document.blocks[0] == Paragraph(document.blocks[0].runs, Role.MARKING)  # type: ignore[union-attr]
    assert document.furniture.marking == "OFFICIAL"


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("none", ["", ""]),
        ("minutes", ["1 min", "20 mins"]),
        ("clock", ["10.00 am", "10.01 am"]),
        ("both", ["10.00 am (1 min)", "10.01 am (20 mins)"]),
    ],
)
def test_times_of_items(style: str, expected: list[str]) -> None:
    items = (item("one", 0, minutes=1), item("two", 1, minutes=20))
    document = compose_agenda(view(items, {"agenda.time": style}), SAY)
    assert [line.time for line in lines_of(document)] == expected


def test_notes_below_an_item_come_in_order() -> None:
    one = item(
        "one",
        presenter="Ann Smith",
        purpose=Purpose.DECISION,
        text="First.\n\n### Why\n\n- because",
        recommendation="That it be noted.",
        outcome=ItemOutcome.WITHDRAWN,
    )
    chosen = {"agenda.purpose": "yes", "agenda.recommendation": "yes"}
    made = agenda(view((one,), chosen))
    order = ["Ann Smith", "_For decision_", "withdrawn", "First.", "**Why**", "because", "noted."]
    places = [made.index(words) for words in order]
    assert places == sorted(places)
    assert "**Recommendation: **That it be noted." in made


def test_item_without_title_shows_its_number_to_whom_writes_it() -> None:
    (line,) = lines_of(compose_agenda(view((item("one", title=""),)), SAY))
    assert (line.number, line.title) == ("1.", ())


def test_cancelled_meeting_says_so_with_its_reason() -> None:
    meeting = replace(MEETING, stage=Stage.CANCELLED, cancelled_reason="Snow")
    made = agenda(view(meeting=meeting))
    assert "**This meeting has been cancelled.**\nReason: Snow" in made


def test_one_future_meeting_is_the_next_one_and_no_list() -> None:
    future = ((Meeting(uid="n"), replace(SITTING, uid="n", date=date(2018, 10, 11))),)
    made = agenda(view(future=future))
    assert "Next meeting: Thursday 11 October 2018, 10.00 am, Town Hall" in made
    assert "future meetings" not in made


@pytest.mark.parametrize(
    ("chosen", "title", "told"),
    [
        ("yes", "Close", ["11 October 2018", "17 January 2019"]),
        ("both", "Close", ["11 October 2018", "11 October 2018", "17 January 2019"]),
        ("next", "Close", ["11 October 2018"]),
        ("no", "Close", []),
        ("yes", "Date of next meeting: 11 October 2018", ["11 October 2018", "17 January 2019"]),
        ("next", "Date of next meeting: 11 October 2018", ["11 October 2018"]),
    ],
)
def test_each_later_day_is_told_once_unless_both_are_chosen(
    chosen: str, title: str, told: list[str]
) -> None:
    future = tuple(
        (Meeting(uid=str(day)), replace(SITTING, uid=str(day), date=day))
        for day in (date(2018, 10, 11), date(2019, 1, 17))
    )
    made = agenda(view((item("a", title=title),), {"agenda.future_dates": chosen}, future=future))
    assert re.findall(r"(?:11 October 2018|17 January 2019)", made) == told


def test_membership_on_the_front_names_the_chair_first() -> None:
    made = agenda(
        replace(
            seeds.partnership_agenda(),
            choices=Choices({"agenda.membership": "yes", "agenda.letter": "no"}),
        )
    )
    assert (
        "§ Membership\n**Chairman: **Morris Moorhouse\n**Members: **Philippa Alder, Greta" in made
    )


def test_an_item_says_how_it_came_and_the_minutes_why_it_could_not_wait() -> None:
    late = item("late", 0, arrival=ItemArrival.LATE)
    urgent = item("urgent", 1, arrival=ItemArrival.URGENT, urgency="The lease ends on Friday")
    follows = item("follows", 2, arrival=ItemArrival.TO_FOLLOW, urgency="Not said")
    shown = view(items=(late, urgent, follows))
    made = agenda(shown)
    reason = "Urgent item, taken for special circumstances: The lease ends on Friday"
    assert [made.count(words) for words in ("Late item", reason, "Report to follow")] == [1, 1, 1]
    said = minutes(shown)
    assert said.count("by reason of special circumstances: The lease ends on Friday") == 1
    assert "Not said" not in made + said
    withdrawn = replace(urgent, outcome=ItemOutcome.WITHDRAWN)
    assert "special circumstances" not in minutes(view(items=(withdrawn,)))


def test_parts_are_called_as_the_scheme_says() -> None:
    items = (
        item("Open", 0, kind=ItemKind.HEADING),
        item("one", 1),
        item("Closed", 2, kind=ItemKind.HEADING),
        item("two", 3),
    )
    body = replace(BODY, agenda_numbering="PART ONE; anew; 1.")
    made = agenda(view(bodies=(body,), items=items))
    assert "PART ONE – Open" in made
    assert "PART TWO – Closed" in made
    assert minutes(view(bodies=(body,), items=items)).count("PART TWO – Closed") == 1
