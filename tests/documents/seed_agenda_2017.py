"""The stakeholder event of 23 February 2017 of a crime and disorder reduction partnership."""

from __future__ import annotations

from datetime import date, datetime, time

from secretariat.models.kinds import (
    Audience,
    ItemPlacement,
    MeetingKind,
    MemberRole,
    Stage,
    TextPlace,
)
from secretariat.models.options import Choices
from secretariat.models.records import (
    Item,
    Meeting,
    Sitting,
    StandingText,
)
from secretariat.models.views import MeetingView
from tests.documents.seed_parts import PARTNERSHIP, ItemTree, member

_GUIDANCE = """\
Whoever visits the offices is asked to look after their own safety and that of others.

### Security
Visitors to parts of the building that are not public sign in at Reception, wear a badge \
throughout, and hand it back when they sign out.

### Emergency and Evacuation
A continuous alarm means fire. Leave by the nearest escape route and gather at the far side of \
the staff car park.

- **Do not** use the lifts. Those who cannot take the stairs wait at a refuge on the landing, \
press the button there and are helped.
- **Do not** come back in until an officer in charge or the fire brigade says that it is safe.

### First Aid
Please tell a member of staff if anybody feels unwell.

### Access for People with Disabilities
Every meeting room can be reached by wheelchair, and hearing loops are lent at Reception.

### Toilets
Toilets are on every floor, next to the lifts.

### Recording of Business and Use of Mobile Phones
Meetings may be recorded when the standing order against it has been suspended. Telephones are \
set to silent.

### Banners, Placards and similar items
These may not be brought into a meeting; the Chairman may have them taken away.

### Disturbance by Public
The Chairman warns whoever interrupts, may then have them removed, and may clear the public seats.

### Smoking
Smoking is not allowed in the offices, the car park or the grounds.

### Food and Drink
There are machines on the ground floor. Nothing to eat or drink is brought into the meeting room.
"""


def partnership_agenda() -> MeetingView:
    """Return the stakeholder event of 23 February 2017 as its agenda was sent out."""
    meeting = Meeting(
        uid="cdrp-2017-02-23",
        kind=MeetingKind.SPECIAL_EVENT,
        title="CDRP Board Stakeholder Event",
        stage=Stage.PUBLISHED,
        letter_date=date(2017, 2, 15),
        addressees="To: Board Members of the CDRP Board Stakeholder Event",
    )
    names = (
        "Philippa Alder",
        "Greta Barrow",
        "Miles Birkett",
        "Marcus Browning",
        "Vera Crompton",
        "Matthew Farrow",
        "Linda Hessel",
        "Martin Hale",
        "Derek Jennings",
        "Nina Phillips",
        "Laura Robson",
        "Barnaby Shelley",
        "Mary Smithson",
        "Michael Soames",
        "Jonah Sutton",
        "Mark Swann",
        "Stella Talbot",
    )
    return MeetingView(
        audience=Audience.PUBLIC,
        meeting=meeting,
        bodies=(PARTNERSHIP,),
        sittings=(
            Sitting(
                uid="cdrp-2017-02-23-sitting",
                meeting=meeting.uid,
                date=date(2017, 2, 23),
                starts=time(10),
                place=(
                    "Monkfield Room, First Floor\nSouth Cambridgeshire Hall\n"
                    "Cambourne Business Park\nCambourne\nCambridge\nCB23 6EA"
                ),
            ),
        ),
        choices=Choices({"agenda.letter": "yes", "agenda.presenter": "title"}),
        texts=_partnership_texts(),
        members=(
            member(PARTNERSHIP, "Morris Moorhouse", MemberRole.CHAIR),
            *(member(PARTNERSHIP, name) for name in names),
        ),
        items=_partnership_items(meeting.uid),
        made=datetime(2017, 2, 15, 9, 0),
    )


def _partnership_texts() -> tuple[StandingText, ...]:
    texts = (
        (
            TextPlace.SIGNATORY,
            "",
            "**PETER ALDOUS**\n\nDemocratic Services Officer, CDRP Board Stakeholder Event",
        ),
        (
            TextPlace.ACCESS,
            "",
            "Please tell us if you need this agenda in another form, such as large print, and we "
            "will do what we can.",
        ),
        (
            TextPlace.GUIDANCE,
            "Guidance notes for visitors to South Cambridgeshire Hall",
            _GUIDANCE,
        ),
    )
    return tuple(
        StandingText(
            uid=f"cdrp-text-{at}", body=PARTNERSHIP.uid, place=place, heading=heading, text=text
        )
        for at, (place, heading, text) in enumerate(texts)
    )


def _partnership_items(meeting: str) -> tuple[Item, ...]:
    tree = ItemTree(meeting)
    tree.add("Introductions and Apologies")
    tree.add("Declarations of Interest")
    tree.add("Minutes of Previous Meeting", pages="1 - 6")
    tree.heading("LOOKING BACK")
    four = tree.add()
    tree.add("Update from CDRP T&CG", four, presenter="Martin Hale")
    tree.add(
        "2016-17 Action Plan and Funding Update", four, presenter="Philippa Alder", pages="7 - 14"
    )
    tree.heading("LOOKING AHEAD")
    five = tree.add()
    assessment = tree.add("Strategic Assessment", five, presenter="Laura Robson")
    tree.add("Presentation and Discussion", assessment)
    tree.add("Agree content and publication of Strategic Assessment", assessment)
    tree.add("Agree CDRP Priorities for April 2017 to March 2018", five, presenter="All")
    tree.add("Delegate 2017-18 Funding Allocations Decision to T&CG", five)
    tree.add("Delegate County Community Safety Agreement Response to T&CG", pages="55 - 70")
    tree.add("Any Other Business")
    tree.add(
        "To Elect a New Chairman of the Partnership",
        placement=ItemPlacement.AFTER_CONTACT,
        text=(
            "Morris Moorhouse gives up the chair when this meeting ends, and members will be "
            "asked to choose who follows him.\n\n"
            "Whoever thinks of standing is asked to write to him beforehand: "
            "morris.moorhouse@example.org"
        ),
    )
    tree.add(
        "Date of Next Meeting",
        placement=ItemPlacement.AFTER_CONTACT,
        text="Please bring a diary, to agree a date in October or November 2017.",
    )
    return tuple(tree.items)
