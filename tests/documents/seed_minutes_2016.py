"""The minutes of 10 November 2016 of a crime and disorder reduction partnership."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from secretariat.models.kinds import (
    AttendanceKind,
    Audience,
    Capacity,
    EntryKind,
    EntryLayout,
    ItemOutcome,
    Stage,
)
from secretariat.models.options import Choices
from secretariat.models.records import (
    AttendanceEvent,
    Attendee,
    Entry,
    Item,
    Meeting,
    Sitting,
)
from secretariat.models.views import ActionView, MeetingView
from tests.documents.seed_parts import PARTNERSHIP, ItemTree, MinuteBook

PRESENT = (
    ("Morris Moorhouse", "", "", Capacity.CHAIR),
    ("PJ Aldous", "", "", Capacity.MEMBER),
    ("Philippa Alder", "Community Safety Officer", "SCDC", Capacity.MEMBER),
    ("Paula Clerkenwell", "", "Cambridgeshire Fire Authority", Capacity.MEMBER),
    ("Matthew Farrow", "", "CVS", Capacity.MEMBER),
    (
        "Martin Hale",
        "Health and Environmental Services Director",
        "SCDC",
        Capacity.MEMBER,
    ),
    ("Eleanor Mathers", "", "Cambridgeshire County Council", Capacity.MEMBER),
    ("Barnaby Shelley", "", "SCDC", Capacity.MEMBER),
    ("Max Statham", "", "", Capacity.MEMBER),
    ("Jonah Sutton", "", "Cambridgeshire Constabulary", Capacity.MEMBER),
    ("Amelia Warbeck", "", "Cambridgeshire County Council", Capacity.MEMBER),
)
AWAY = ("Kitty Calver", "Derek Jennings", "Laura Robson")


def partnership_minutes() -> MeetingView:
    """Return the meeting of 10 November 2016 as its minutes record it."""
    meeting = Meeting(uid="cdrp-2016-11-10", stage=Stage.CLOSED)
    sitting = Sitting(
        uid="cdrp-2016-11-10-sitting",
        meeting=meeting.uid,
        date=date(2016, 11, 10),
        starts=time(10),
        closed=time(12, 30),
    )
    items, entries, actions = _partnership_business(meeting, sitting)
    attendees = _attendees(meeting.uid)
    return MeetingView(
        audience=Audience.PUBLIC,
        meeting=meeting,
        bodies=(PARTNERSHIP,),
        sittings=(sitting,),
        choices=Choices(
            {
                "minutes.case": "capitals",
                "minutes.presenter": "yes",
                "minutes.apologies": "no",
                "minutes.signature": "no",
            }
        ),
        items=items,
        attendees=attendees,
        events=_roll_call(meeting.uid, sitting.uid, attendees),
        entries=entries,
        actions=actions,
        made=datetime(2016, 11, 24, 9, 0),
    )


def _attendees(meeting: str) -> tuple[Attendee, ...]:
    people = [*PRESENT, *((name, "", "", Capacity.MEMBER) for name in AWAY)]
    return tuple(
        Attendee(
            uid=f"{meeting}-attendee-{at:02}",
            meeting=meeting,
            name=name,
            job_title=post,
            organisation=organisation,
            capacity=capacity,
            position=at,
        )
        for at, (name, post, organisation, capacity) in enumerate(people)
    )


def _roll_call(
    meeting: str, sitting: str, attendees: Iterable[Attendee]
) -> tuple[AttendanceEvent, ...]:
    return tuple(
        AttendanceEvent(
            uid=f"{one.uid}-roll",
            meeting=meeting,
            attendee=one.uid,
            sitting=sitting,
            kind=AttendanceKind.APOLOGIES if one.name in AWAY else AttendanceKind.PRESENT,
            position=at,
        )
        for at, one in enumerate(attendees)
    )


def _partnership_business(
    meeting: Meeting, sitting: Sitting
) -> tuple[tuple[Item, ...], tuple[Entry, ...], tuple[ActionView, ...]]:
    tree = ItemTree(meeting.uid)
    book = MinuteBook(meeting, sitting)
    _opening_items(tree, book)
    _activity_items(tree, book)
    _crime_items(tree, book)
    _assessment_items(tree, book)
    _closing_items(tree, book)
    return tuple(tree.items), tuple(book.entries), tuple(book.actions)


def _opening_items(tree: ItemTree, book: MinuteBook) -> None:
    one = tree.add("Introductions and Apologies")
    book.say(
        one,
        "Apologies were received from Kitty Calver, Derek Jennings and Laura Robson.",
        "The Chairman welcomed everybody, and those present introduced themselves. He said that "
        "the members met to reduce crime in the District by working together.",
    )
    two = tree.add("Declarations of Interest")
    book.say(two, "None.")
    three = tree.add("Minutes of Previous Meeting")
    book.say(
        three,
        "The minutes of the meeting held on 23 February 2016 were agreed as a correct record, "
        "once the full name of Eleanor Mathers had been put into the attendance list.",
        "Martin Hale had spoken with Nina Phillips about a programme against the exploitation of "
        "young people.",
        "Philippa Alder had met the Chief Executive of the Clinical Commissioning Group, who "
        "hoped to come to the Board in February 2017.",
    )


def _activity_items(tree: ItemTree, book: MinuteBook) -> None:
    four = tree.add("Update from CDRP T&CG", presenter="Martin Hale")
    book.say(
        four,
        "Martin Hale reported on the work of the T&CG, which met each month:\n\n"
        "- South Cambridgeshire remained a good place to live, with little crime.\n"
        "- What residents believed about crime did not always agree with the figures.\n"
        "- The monthly meetings were well attended and tied in with the three locality groups.",
    )
    five = tree.add("Progress Report on 2016/17 Activity", presenter="Philippa Alder")
    book.say(
        five,
        "Philippa Alder presented the half-yearly report on the Action Plan. Its priorities went "
        "forward well, and the finances were on target.",
    )
    book.heading(five, "Increase resilience to Scams and Rogue Traders")
    book.say(five, "Eleanor Mathers gave a verbal update.")
    book.heading(five, "Safe and Well")
    book.say(
        five,
        "Paula Clerkenwell described the scheme, in which fire and rescue officers visit homes. "
        "Most often they help to prevent falls, for example with handrails outside.",
        "Matthew Farrow saw a good source of data in the visits and asked what would be done with "
        "it. There was no plan yet, but it was hoped that there would be one.",
    )
    book.action(
        five,
        "Paula Clerkenwell and Matthew Farrow to discuss outside of the meeting",
        ("Paula Clerkenwell", "Matthew Farrow"),
        EntryLayout.LINE,
    )


def _crime_items(tree: ItemTree, book: MinuteBook) -> None:
    six = tree.add("District Crime Update", presenter="Chief Inspector Jonah Sutton")
    book.say(six, "Jonah Sutton gave an update on crime and the work of the Police:")
    for heading, *texts in (
        (
            "Crime levels and reporting",
            "Crime was recorded more exactly than before, which took time from other work.",
            "Theft from motor vehicles was high for the District. More hate crime was reported.",
        ),
        (
            "Digital democracy",
            "Neighbourhood Panels were shown live on the internet, where far more people saw "
            "them than came.",
        ),
        ("Crime prevention", "The Bad Wolf Test was being promoted, and daily e-mails were liked."),
        ("Awards", "Work on rural crime had been honoured, and so had an evening on trafficking."),
        (
            "Evidence based policing in place",
            "Micro beats data:\n\n"
            "- There are 2656 streets in South Cambs\n"
            "- 3% of these account for 30% of the crime\n"
            "- 50% of streets are crime free!",
            "An officer now had a plan for each street in the 3%.",
        ),
        ("Police cadets", "There were 15 cadets, who helped with test purchases."),
        ("Identifying crime hotspots", "The rural crime team was at work again."),
        (
            "Police responding to non-crime related issues",
            "Asked about it, Jonah Sutton said that three quarters of the work was not about "
            "crime, and that the Police were the easiest to reach.",
        ),
    ):
        book.heading(six, heading)
        book.say(six, *texts)
    seven = tree.add("Discussion and Questions")
    book.heading(seven, "Use of ICT")
    book.say(seven, "It was hoped that more meetings would be shown on the internet.")
    book.heading(seven, "Identifying crime hotspots")
    book.say(seven, "Jonah Sutton had studied where crime gathers.")
    book.heading(seven, "Police responding to non-crime related issues")
    book.say(seven, "Other agencies could answer some of these calls.")
    tree.add(
        "Office of the Police & Crime Commissioner (Verbal Update)",
        presenter="Clement Kitson",
        outcome=ItemOutcome.DEFERRED,
    )
    nine = tree.add("Police & Crime Panel (Verbal Update)", presenter="Cllr Barnaby Shelley")
    book.say(
        nine,
        "Barnaby Shelley reported that the constabulary was inspected twice a year.",
        "Martin Hale said that the Council would have a Peer Review that month.",
    )


def _assessment_items(tree: ItemTree, book: MinuteBook) -> None:
    ten = tree.add("Strategic Assessment (Verbal Assessment)", presenter="Martin Hale")
    book.say(
        ten,
        "Martin Hale reported on the assessment that would come to the CDRP in February 2017. It "
        "should look at\n\n"
        "- What are the current issues faced in South Cambs?\n"
        "- What are the intel gaps on which we need more understanding?\n"
        "- Vulnerability, threat, harm and risk\n"
        "- Hate crime reporting\n"
        "- The micro beat data\n"
        "- Overlaying other agency data onto the micro beat data\n"
        "- And also levels of violent crime, particularly\n"
        "  - is it a real rise or an improved reporting success?\n"
        "  - is domestic violence driving an increase in violent crime?",
        "Anti-social behaviour would be left out and reported upon in March 2017.",
    )
    book.heading(ten, "Public concerns")
    book.say(ten, "Residents cared most about parking and speeding.")
    owners = ("Philippa Alder", "Max Statham")
    for owner, text in zip(
        owners,
        (
            "Philippa Alder agreed to feedback the additional comments to Laura Robson.",
            "Max Statham to provide data to Laura Robson and a report to the CDRP",
        ),
        strict=True,
    ):
        book.action(ten, text, (owner,), EntryLayout.LINE)


def _closing_items(tree: ItemTree, book: MinuteBook) -> None:
    eleven = tree.add(
        "Update and Actions from Cambridgeshire Countywide Community Safety Strategic Board",
        presenter="Philippa Alder",
    )
    book.say(eleven, "Philippa Alder presented the report, which asked for the Board's views.")
    book.heading(
        eleven,
        "Joint Strategic Needs Assessment for Cambridgeshire & Peterborough – Threat, Risk, "
        "Harm and Vulnerability",
    )
    book.say(
        eleven,
        "The Board agreed:\n\n"
        "- To support the proposal of carrying out an assessment.\n"
        "- That a timetable had to respect the work of all concerned.",
    )
    book.action(
        eleven,
        "Philippa Alder would find out from Laura Robson how best to contribute.",
        ("Philippa Alder",),
    )
    book.heading(eleven, "Violence Against Women and Girls (VAWG) Needs Assessment")
    book.action(
        eleven,
        "Amelia Warbeck agreed to ask for more about the VAWG Needs Assessment.",
        ("Amelia Warbeck",),
    )
    book.heading(eleven, "Mental Health & Policing")
    book.say(eleven, "The group agreed that much had to be done.")
    book.action(
        eleven,
        "Philippa Alder and Matthew Farrow would pass on what the voluntary sector knew.",
        ("Philippa Alder", "Matthew Farrow"),
    )
    book.heading(
        eleven,
        "CDRP Representation on the Cambridgeshire Countywide Community Safety Strategic Board",
    )
    book.say(eleven, "The T&CG would choose who goes, by what is on each agenda.")
    twelve = tree.add("Response to Draft Police & Crime Plan", presenter="Philippa Alder")
    book.say(
        twelve,
        "Philippa Alder presented the paper on which the Board was asked to comment.",
        "It was agreed that the reply should say:\n\n"
        "- That as a CDRP we support the approach\n"
        "- Front line officers and feeling safe matter to our residents.\n"
        "- Partnerships, not policing alone, are the key to local issues.",
    )
    book.action(
        twelve,
        "Philippa Alder agreed to prepare a response for the T&CG to agree in December.",
        ("Philippa Alder",),
    )
    thirteen = tree.add("Set the Date of the Next Meeting of the CDRP Board")
    book.say(
        thirteen,
        "The Board agreed to hold its next meeting on Thursday 23 February at 10am.",
        kind=EntryKind.DECISION,
    )
