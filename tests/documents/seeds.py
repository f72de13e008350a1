"""Three meetings of real boards as records: their structure, titles and times, with invented names.

Plain builders without a database, for any test that needs a full and true meeting. The agenda of
23 February 2017 has an invitation letter, unnumbered sections, items 4 (a) and 5 (a) (i) and two
items after the contact block; the minutes of 10 November 2016 have an Action column, sub-headings
and a deferred item; the agenda of 19 July 2018 has minutes per item and dates of future meetings.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from secretariat.models.kinds import (
    Audience,
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
from secretariat.models.views import ActionListView, MeetingView
from tests.documents.seed_agenda_2017 import partnership_agenda
from tests.documents.seed_minutes_2016 import partnership_minutes
from tests.documents.seed_parts import PARTNERSHIP, ItemTree

__all__ = [
    "PARTNERSHIP",
    "STRATEGIC_BOARD",
    "for_audience",
    "partnership_actions",
    "partnership_agenda",
    "partnership_minutes",
    "postponed_board",
    "strategic_board_agenda",
]

MADE = datetime(2018, 7, 12, 9, 30)

STRATEGIC_BOARD = Body(
    uid="body-ccssb",
    name="Cambridgeshire and Peterborough Countywide Community Safety Strategic Board",
    short_name="CCSSB",
    contact=(
        "For any enquiries about the meeting, please write to board.office@example.org "
        "marked FAO: Alistair Barker."
    ),
)
_PLACE = "Police HQ, Huntingdon, PE29 6NP"


_BUSINESS = (
    ("Introduction & apologies", "Rosalind Bixby (Deputy Chair)", 5),
    (
        "Minutes & actions of the meeting held 19th April 2018",
        "Rosalind Bixby (Deputy Chair)",
        5,
    ),
    ("Outcomes from the Child Exploitation Task and Finish Group", "Annika Jacks", 15),
    ("Progress on Housing for people with an offending history", "Gillian Lang", 15),
    (
        "Annual update on the Countywide Community Safety Agreement",
        "Dr Dorothea Greyson",
        30,
    ),
    ("Community Resilience approach", "Eleanor Mathers", 15),
    ("Quarterly updates from delivery groups", "Delivery Group Chairs", 15),
    ("Sharing Community Safety Partnership Priorities", "CSP Chairs", 10),
    ("AOB", "All", 5),
)


def strategic_board_agenda() -> MeetingView:
    """Return the meeting of 19 July 2018 as its agenda was sent out."""
    meeting = Meeting(uid="ccssb-2018-07-19", stage=Stage.PUBLISHED)
    tree = ItemTree(meeting.uid)
    for title, presenter, minutes in _BUSINESS:
        tree.add(title, presenter=presenter, minutes=minutes)
    return MeetingView(
        audience=Audience.PUBLIC,
        meeting=meeting,
        bodies=(STRATEGIC_BOARD,),
        sittings=(
            Sitting(
                uid="ccssb-2018-07-19-sitting",
                meeting=meeting.uid,
                date=date(2018, 7, 19),
                starts=time(10),
                ends=time(12),
                place=f"Conference Room 2, {_PLACE}",
            ),
        ),
        choices=Choices(
            {
                "agenda.time": "minutes",
                "clock": "24",
                "agenda.pages": "no",
                "agenda.future_dates": "both",
            }
        ),
        texts=(
            StandingText(
                uid="ccssb-text-0",
                body=STRATEGIC_BOARD.uid,
                place=TextPlace.AFTER_AGENDA,
                text=(
                    "Please bring proof of who you are.\n\n"
                    "Visitors may park at Police HQ while there is room. Otherwise there is a "
                    "pay and display car park at the railway station, a walk of 5 to 10 minutes."
                ),
            ),
        ),
        items=tuple(tree.items),
        future=tuple(
            (
                Meeting(uid=f"ccssb-{day}"),
                Sitting(
                    uid=f"ccssb-{day}-sitting",
                    meeting=f"ccssb-{day}",
                    date=day,
                    starts=time(10),
                    ends=time(12),
                    place=_PLACE,
                ),
            )
            for day in (date(2018, 10, 11), date(2019, 1, 17))
        ),
        made=MADE,
    )


def postponed_board() -> MeetingView:
    """Return the meeting of 19 July 2018 as if it had been put off to September."""
    view = strategic_board_agenda()
    return replace(
        view,
        meeting=replace(
            view.meeting, stage=Stage.POSTPONED, cancelled_reason="The room was flooded."
        ),
        items=tuple(replace(one, published_number=f"{one.position + 1}.0") for one in view.items),
        replacement=(replace(view.sittings[0], uid="instead", date=date(2018, 9, 6)),),
    )


def partnership_actions() -> ActionListView:
    """Return the actions of the meeting of 10 November 2016 as a list."""
    view = partnership_minutes()
    return ActionListView(
        audience=Audience.PUBLIC,
        title="Actions of the CDRP Board",
        actions=view.actions,
        body=PARTNERSHIP,
        made=view.made,
    )


def for_audience(view: MeetingView, audience: Audience) -> MeetingView:
    """Return the same view for another audience."""
    return replace(view, audience=audience)
