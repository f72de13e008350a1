"""Summons, notice of meeting and the notice that a meeting is off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from secretariat.documents.cancellation import compose_cancellation
from secretariat.documents.notice import compose_notice
from secretariat.documents.summons import compose_summons
from secretariat.errors import KnownError
from secretariat.models.kinds import BodyKind, MeetingKind, Restriction, Stage, TextPlace
from secretariat.models.options import Choices
from secretariat.models.records import Sitting, StandingText
from secretariat.models.views import MeetingView
from secretariat.render.text import render_text
from tests.documents import seeds
from tests.documents.outline import outline
from tests.documents.small import BODY, MEETING, SAY, SECRET, SITTING, item, restricted, view

COUNCIL = replace(BODY, kind=BodyKind.COUNCIL, contact="Ask **Ann Smith**.")
SIGNED = StandingText(
    uid="t", body="b", place=TextPlace.SIGNATORY, text="Ann Smith, Proper Officer"
)


def summons(of: MeetingView) -> str:
    return outline(compose_summons(of, SAY))


def notice(of: MeetingView) -> str:
    return outline(compose_notice(of, SAY))


def test_a_council_summons_and_specifies_the_business() -> None:
    dated = replace(MEETING, letter_date=date(2018, 7, 11), kind=MeetingKind.EXTRAORDINARY)
    made = summons(
        view((item("Budget"), item("Rates", 1)), bodies=(COUNCIL,), meeting=dated, texts=(SIGNED,))
    )
    in_order = [
        "Extraordinary meeting",
        "Summons to attend a meeting",
        "date-line: 11 July 2018",
        "You are summoned to attend the meeting of **Harbour Board**",
        "**Thursday 19 July 2018** at **10.00 am**, to transact the business",
        "signature: Ann Smith, Proper Officer",
        "agenda list: Business to be transacted",
        "1.     Budget",
        "2.     Rates",
        "contact: Ask **Ann Smith**.",
    ]
    places = [made.index(words) for words in in_order]
    assert places == sorted(places)
    assert "Dear Sir" not in made


@pytest.mark.parametrize(
    ("kind", "manner", "words"),
    [
        (BodyKind.BOARD, "kind", "You are invited"),
        (BodyKind.PARISH, "kind", "You are summoned"),
        (BodyKind.COMMITTEE, "kind", "You are invited"),
        (BodyKind.COMMITTEE, "summoned", "You are summoned"),
        (BodyKind.COUNCIL, "invited", "You are invited"),
    ],
)
def test_who_is_summoned_follows_the_kind_unless_the_body_chose(
    kind: BodyKind, manner: str, words: str
) -> None:
    chosen = {"summons.manner": manner}
    assert words in summons(view((), chosen, bodies=(replace(BODY, kind=kind),)))


def test_the_members_of_a_board_are_named_and_its_own_invitation_is_used() -> None:
    made = summons(seeds.partnership_agenda())
    assert "address: To: Chairman – Morris Moorhouse ⏎ " in made
    own = StandingText(uid="i", body="b", place=TextPlace.INVITATION, text="Do come to {room}.")
    assert "Do come to Town Hall." in summons(view(texts=(own,)))


def test_a_summons_to_several_sittings_lists_them() -> None:
    second = replace(SITTING, uid="s2", date=date(2018, 7, 20))
    made = summons(view(sittings=(SITTING, second), bodies=(COUNCIL,)))
    assert "on the following dates to transact the business" in made
    assert "• **Friday 20 July 2018, 10.00 am, Town Hall**" in made


def test_a_notice_says_what_the_law_wants_on_the_board() -> None:
    sitting = replace(SITTING, remote_link="https://x.org/1", place="Room 2\nTown Hall")
    made = notice(
        view(
            sittings=(sitting,),
            bodies=(COUNCIL,),
            meeting=replace(MEETING, letter_date=date(2018, 7, 11)),
            texts=(SIGNED, replace(SIGNED, uid="a", place=TextPlace.ACCESS, text="Lift at {room}")),
        )
    )
    for words in (
        "# Notice of meeting",
        "subtitle: Harbour Board",
        "When* | **Thursday 19 July 2018, 10.00 am**",
        "Where* | Room 2, Town Hall",
        "Online* | Join online: [https://x.org/1](https://x.org/1)",
        "The public* | The meeting is open to the public.",
        "Agenda and reports* | ",
        "Access* | Lift at Room 2",
        "Contact* | Ask **Ann Smith**.",
        "closing: Dated 11 July 2018",
        "signature: Ann Smith, Proper Officer",
    ):
        assert words in made
    assert "In private" not in made


def test_a_notice_says_which_part_is_likely_to_be_private_and_why() -> None:
    made = notice(replace(restricted(), choices=Choices({})))
    assert "In private* | The public is likely to be asked to leave" in made
    assert "**2. Staffing** ⏎ Not for publication: paragraph 1 of Part 1" in made
    assert "**3. Restricted item** ⏎ Not for publication: this item is confidential." in made
    assert SECRET not in made
    closed = notice(replace(restricted(), choices=Choices({"notice.public": "no"})))
    assert "The meeting is not open to the public." in closed
    assert "In private" not in closed


def test_a_part_of_an_item_is_private_under_its_whole_number() -> None:
    parts = (
        item("Money", 0),
        item("Grants", parent="Money", public_title="Grants", restriction=Restriction.EXEMPT),
    )
    assert "**1 (a) Grants**" in notice(view(parts))


def off(stage: Stage, **more: object) -> str:
    meeting = replace(MEETING, stage=stage, cancelled_reason="Snow")
    items = (item("Budget", published_number="1."), item("Never told", 1))
    return outline(compose_cancellation(view(items, meeting=meeting, **more), SAY))


def test_a_cancelled_meeting_says_why_and_that_there_is_none_instead() -> None:
    made = off(Stage.CANCELLED)
    assert "# Meeting cancelled" in made
    assert "The meeting of **Harbour Board** that was to be held at **Town Hall**" in made
    assert "on **Thursday 19 July 2018, 10.00 am** has been cancelled." in made
    assert "Reason* | Snow" in made
    assert "Instead* | No meeting has been arranged in its place." in made
    assert "1.     Budget" in made
    assert "Never told" not in made


def test_a_postponed_meeting_names_the_one_that_takes_its_place() -> None:
    instead = Sitting(
        uid="n", meeting="n", date=date(2018, 9, 6), starts=time(14), place="Pier\nQuay"
    )
    made = off(Stage.POSTPONED, replacement=(instead,))
    assert "# Meeting postponed" in made
    assert "Instead* | **Thursday 6 September 2018, 2.00 pm** ⏎ Pier, Quay" in made
    assert "will be taken on the new date" in made
    assert "The new date will be announced." in off(Stage.POSTPONED)


def test_there_is_no_such_notice_of_a_meeting_that_stands() -> None:
    with pytest.raises(KnownError, match="neither cancelled nor postponed"):
        compose_cancellation(view(), SAY)


def test_bare_meetings_compose() -> None:
    bare = view(sittings=())
    assert "Harbour Board" in summons(bare)
    assert "Harbour Board" in notice(bare)
    assert "The meeting of **Harbour Board** has been cancelled." in off(
        Stage.CANCELLED, sittings=()
    )


def test_facts_are_plain_sentences_in_plain_text() -> None:
    made = render_text(compose_notice(view(bodies=(COUNCIL,)), SAY)).decode("utf-8")
    assert "When: Thursday 19 July 2018, 10.00 am\n" in made
    assert "Where: Town Hall\n" in made
    assert "Contact: Ask Ann Smith." in made
