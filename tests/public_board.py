"""A small board whose public business never changes, to set restricted matter beside.

Everything has a fixed uid, so that tests may say what stands where: items whose uid begins with
“closed” are restricted and keep their public title, ground and place; all else is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

from secretariat.models.agenda_versions import frozen
from secretariat.models.kinds import (
    ActionState,
    AttendanceKind,
    BodyKind,
    Capacity,
    DueKind,
    EntryKind,
    EntryLayout,
    ItemKind,
    ItemOutcome,
    ItemPlacement,
    MemberRole,
    Purpose,
    Recurrence,
    Restriction,
    Ruling,
    Stage,
    SubmissionKind,
    TextPlace,
    TopicSource,
)
from secretariat.models.records import (
    Action,
    ActionOwner,
    ActionUpdate,
    AgendaVersion,
    AttendanceEvent,
    Attendee,
    Body,
    BodyOption,
    Declaration,
    Entry,
    Item,
    Meeting,
    MeetingBody,
    MeetingEvent,
    Membership,
    Organisation,
    OwnStyle,
    Person,
    Record,
    Seat,
    Sequence,
    SequenceNumber,
    Sitting,
    StandingText,
    StyleFile,
    StyleSetting,
    Submission,
    Topic,
)
from secretariat.models.room_kinds import Conduct, MeetingEventKind, Restart, Sequenced
from secretariat.models.style_records import StylePlace
from secretariat.services.session import Session
from tests.papers_board import public_papers
from tests.votes_board import public_votes

MEETING, OFF = "meeting", "off"
MARGIN = {
    "agenda.letter": "yes",
    "agenda.time": "both",
    "agenda.purpose": "yes",
    "agenda.recommendation": "yes",
    "agenda.papers": "yes",
    "minutes.presenter": "yes",
    "minutes.agenda_number": "yes",
    "minutes.votes": "table",
    "minutes.vote_interests": "yes",
    "minutes.exclusion": "table",
    "meeting.moved": "yes",
}
LINES = {
    "agenda.time": "clock",
    "agenda.presenter": "title",
    "agenda.membership": "yes",
    "agenda.submissions": "names",
    "minutes.present": "list",
    "minutes.papers": "yes",
    "minutes.text": "yes",
    "minutes.decisions": "apart",
    "second_language": "cy",
    "minutes.actions": "both",
    "minutes.case": "capitals",
    "minutes.owner": "name",
    "minutes.votes": "lines",
    "minutes.amendments": "against",
    "minutes.proposer": "line",
    "minutes.declarations": "list",
    "minutes.paragraphs": "item",
    "minutes.apologies": "item",
    "minutes.away_from": "yes",
    "minutes.progress": "lines",
    "plan.layout": "list",
    "plan.undated": "yes",
    "names.form": "initials",
    "names.title": "spelt",
    "dates.form": "ordinal",
}
LAYOUTS = {"margin": MARGIN, "lines": LINES}


def fill(session: Session, layout: str) -> None:
    """Write the public matter into an empty register."""
    rows = [*_office(), *_body(LAYOUTS[layout]), *_meetings(), *_items(), *_room(), *_minutes()]
    rows += [*_handed_in(), *_numbers(), *_happened()]
    rows += [*public_papers(), *_topics()]
    rows += public_votes(MEETING)
    if layout == "lines":  # an agenda that went out, with an item put in since
        frozen = {"first": "1.", "parent": "2.", "closed one": "3.", "open": "4."}
        rows = [
            replace(row, published_number=frozen.get(row.uid, "")) if isinstance(row, Item) else row
            for row in rows
        ]
    rows += _versions([row for row in rows if isinstance(row, Item)])

    def work(writer) -> None:  # type: ignore[no-untyped-def]
        for row in rows:
            writer.insert(row)

    session.change("Public matter", work).result()


def _office() -> Iterator[Record]:
    yield Organisation(uid="council", name="Fen Council", short_name="FC")
    yield Organisation(uid="force", name="Fenland Constabulary")
    people = ("Paula Clerk", "Peter Crane", "Mary Frost", "Oliver Orr", "Ann Bell")
    for at, name in enumerate(people):
        given, family = name.split()
        yield Person(
            uid=given.lower(),
            given_name=given,
            family_name=family,
            job_title="Director" if at % 2 else "",
            organisation="council" if at % 2 else "force",
            email=f"{given.lower()}@example.org",
        )


def _body(options: dict[str, str]) -> Iterator[Record]:
    yield Body(
        uid="board",
        name="Safer Fens Board",
        short_name="SFB",
        contact="Contact **Oliver Orr**",
        marking="OFFICIAL",
    )
    yield OwnStyle(uid="style", name="", base="calm")
    yield StyleSetting(style="style", key="look.quiet", value="#333333")
    yield StyleFile(style="style", place=StylePlace.CREST, alt="The arms of the county")
    yield Body(uid="other", name="Harbour Panel", house_style="style", kind=BodyKind.PANEL)
    for key, value in options.items():
        yield BodyOption(uid=f"option {key}", body="board", key=key, value=value)
    for place in TextPlace:
        yield StandingText(
            uid=f"text {place}", body="board", place=place, heading="Note", text=f"On {place}."
        )
    yield Seat(uid="seat", body="board", name="Constabulary", organisation="force")
    roles = (MemberRole.CHAIR, MemberRole.MEMBER, MemberRole.MEMBER, MemberRole.OFFICER)
    for at, (person, role) in enumerate(zip(("paula", "peter", "mary", "ann"), roles, strict=True)):
        yield Membership(
            uid=f"member {person}", body="board", person=person, role=role, position=at
        )


def _meetings() -> Iterator[Record]:
    days = {"past": date(2018, 4, 3), MEETING: date(2018, 7, 19), "next": date(2018, 10, 4)}
    for uid, day in {**days, "later": date(2019, 1, 8)}.items():
        stage = Stage.DRAFT_MINUTES if uid == MEETING else Stage.PLANNED
        yield Meeting(uid=uid, stage=stage, letter_date=date(2018, 7, 11), addressees="All")
        yield MeetingBody(uid=f"{uid} of", meeting=uid, body="board")
        yield Sitting(
            uid=f"{uid} sitting",
            meeting=uid,
            date=day,
            starts=time(10),
            ends=time(12),
            place="Room 2\nTown Hall",
            remote_link="https://example.org/join",
            closed=time(11, 50) if uid == MEETING else None,
        )

    # A meeting that is off, with the one that is held in its place.
    yield Meeting(
        uid=OFF,
        stage=Stage.POSTPONED,
        cancelled_reason="The hall is shut.",
        replaced_by="next",
        letter_date=date(2018, 8, 27),
    )
    yield MeetingBody(uid="off of", meeting=OFF, body="board")
    yield Sitting(
        uid="off sitting", meeting=OFF, date=date(2018, 9, 5), starts=time(10), place="Town Hall"
    )
    yield Item(uid="told", meeting=OFF, title="Told", published_number="1.")


def _items() -> Iterator[Item]:
    def item(uid: str, position: int, parent: str | None = None, /, **more: object) -> Item:
        values = {"title": uid.capitalize(), "meeting": MEETING, "minutes": 5, **more}
        return Item(uid=uid, parent=parent, position=position, **values)  # type: ignore[arg-type]

    def closed(uid: str, position: int, parent: str | None = None, /, **more: object) -> Item:
        values = {"title": "", "minutes": None, "public_title": f"About {uid[7:]}", **more}
        return item(uid, position, parent, **values)

    exempt = {"restriction": Restriction.EXEMPT, "restriction_ground": "paragraph 3"}
    yield item("looking back", 0, kind=ItemKind.HEADING)
    yield item(
        "first",
        0,
        "looking back",
        text="The *rota*.",
        presenter="Mary Frost",
        pages="3 - 8",
        purpose=Purpose.DECISION,
        recommendation="To note it.",
        minute_title="The first",
    )
    yield item("bare", 1, "looking back", number="-")
    yield item("parent", 1, title="")
    yield item("under one", 0, "parent")
    yield item("under two", 1, "parent")
    yield closed("closed one", 2, **exempt)
    yield item("open", 3, pages="9")
    yield item("sub", 0, "open")
    yield closed("closed two", 1, "open", restriction=Restriction.CONFIDENTIAL)
    yield item("sub last", 2, "open")
    yield item("by hand", 4, number="9")
    yield closed("closed heading", 5, kind=ItemKind.HEADING, **exempt)
    yield closed("closed three", 0, "closed heading")
    yield closed("closed four", 1, "closed heading")
    yield item("put off", 6, outcome=ItemOutcome.DEFERRED)
    yield item("hollow", 7, title="")
    yield item("visitors", 8, placement=ItemPlacement.AFTER_CONTACT, text="- Mind the step")


def _versions(items: list[Item]) -> Iterator[Record]:
    """Yield two versions of the agenda: the second as it is now, the first before the changes.

    What is closed now was open, or closed in other words, when the first one went out.
    """
    yield AgendaVersion(uid="v1", meeting=MEETING, version=1, made_on=date(2018, 7, 11))
    yield AgendaVersion(
        uid="v2", meeting=MEETING, version=2, made_on=date(2018, 7, 13), reason="A late report"
    )
    before: dict[str, dict[str, object]] = {
        "first": {"title": "First of all", "pages": "", "recommendation": "To reject it."},
        "under two": {"text": "- as before", "presenter": "Ann Bell"},
        "closed one": {"restriction": Restriction.NONE, "restriction_ground": ""},
        "closed two": {"public_title": "About two others"},
        "by hand": {"position": 9},
        "put off": {"outcome": ItemOutcome.NONE},
        "visitors": {"restriction": Restriction.EXEMPT, "public_title": "Visitors"},
    }
    for item in items:
        number = item.published_number
        yield replace(frozen(item, "v2", number), uid=f"{item.uid} v2")
        if item.uid != "sub last":
            then = replace(item, **before.get(item.uid, {}))  # type: ignore[arg-type]
            closed = "closed " if item.uid == "visitors" else ""
            yield replace(frozen(then, "v1", number), uid=f"{closed}{item.uid} v1")
    gone = Item(uid="dropped", meeting=MEETING, position=10, title="Dropped")
    yield replace(frozen(gone, "v1", "10."), uid="dropped v1")


def _topics() -> Iterator[Topic]:
    def topic(uid: str, position: int, **more: object) -> Topic:
        values = {"title": uid.capitalize(), "body": "board", **more}
        return Topic(uid=uid, position=position, **values)  # type: ignore[arg-type]

    yield topic("plan rota", 0, meeting="next", lead="Ann Bell", purpose=Purpose.DECISION)
    yield topic(
        "plan report",
        1,
        due=date(2018, 11, 1),
        first_due=date(2018, 9, 1),
        source=TopicSource.LAW,
        source_words="section 7",
        recurrence=Recurrence.HALF_YEARLY,
        text="The *year* past.",
    )
    yield topic("plan parked", 2)
    yield topic(
        "plan contract",
        3,
        meeting="later",
        is_key_decision=True,
        decision_from=date(2019, 1, 8),
        decision_to=date(2019, 1, 31),
        key_reason="It costs a million.",
        documents="- Report of the director",
        consultees="All councils",
        how_to_ask="Write to Oliver Orr",
        is_private=True,
        private_reason="Prices of three bidders",
    )
    exempt = {"restriction": Restriction.EXEMPT, "restriction_ground": "paragraph 3"}
    yield topic(
        "closed topic",
        4,
        title="",
        public_title="A sale of land",
        due=date(2018, 12, 1),
        is_key_decision=True,
        decision_maker="Paula Clerk, Director",
        **exempt,
    )


def _room() -> Iterator[Record]:
    def attendee(uid: str, name: str, position: int, **more: object) -> Attendee:
        values = {"meeting": MEETING, "position": position, **more}
        return Attendee(uid=uid, name=name, **values)  # type: ignore[arg-type]

    def event(uid: str, who: str, kind: AttendanceKind, **more: object) -> AttendanceEvent:
        return AttendanceEvent(uid=uid, meeting=MEETING, attendee=who, kind=kind, **more)  # type: ignore[arg-type]

    # Two who share their initials, of whom one alone has something to do in public.
    yield attendee("at paula", "Paula Clerk", 0, person="paula", capacity=Capacity.CHAIR)
    yield attendee("at peter", "Peter Crane", 1, person="peter", organisation="Fen Council")
    yield attendee("at mary", "Mary Frost", 2, person="mary", job_title="Director")
    yield attendee("at ann", "Ann Bell", 3, person="ann", capacity=Capacity.OFFICER)
    yield attendee("at guests", "six members of the public", 4, capacity=Capacity.PUBLIC)
    yield event("mark paula", "at paula", AttendanceKind.PRESENT, position=0)
    yield event("mark peter", "at peter", AttendanceKind.LATE, position=1, at=time(10, 20))
    yield event("mark mary", "at mary", AttendanceKind.APOLOGIES, position=2)
    yield event("mark ann", "at ann", AttendanceKind.REMOTE, position=3)
    yield event("comes", "at mary", AttendanceKind.ARRIVES, position=4, item="open", at=time(11))
    yield event("goes", "at peter", AttendanceKind.LEAVES, position=5, note="Peter Crane left.")


def _minutes() -> Iterator[Record]:
    def entry(uid: str, item: str | None, position: int, **more: object) -> Entry:
        values = {"meeting": MEETING, "text": f"Said: {uid}.", **more}
        return Entry(uid=uid, item=item, position=position, **values)  # type: ignore[arg-type]

    def action(uid: str, position: int, **more: object) -> Action:
        values = {"body": "board", "meeting": MEETING, "text": f"To {uid}", **more}
        return Action(uid=uid, position=position, **values)  # type: ignore[arg-type]

    action_kind = {"kind": EntryKind.ACTION, "text": ""}
    yield entry("opening", None, -1)
    yield entry("closing", None, 0)
    yield entry("told", "first", 0, label="(i)")
    yield entry("resolved", "first", 1, kind=EntryKind.DECISION)
    yield entry("write", "first", 2, **action_kind)
    yield entry("heading", "under two", 0, kind=EntryKind.HEADING)
    yield entry("call", "under two", 1, **action_kind, layout=EntryLayout.LINE)
    yield entry("visit", "under two", 2, kind=EntryKind.ACTION, layout=EntryLayout.LINE)
    yield entry("silent", "open", 0, kind=EntryKind.ACTION)
    yield action("write a letter", 0, entry="write", item="first", due_kind=DueKind.NEXT_MEETING)
    yield action("call the depot", 1, entry="call", item="under two")
    yield action("visit the yard", 2, entry="visit", item="under two", state=ActionState.DONE)
    yield action("count the chairs", 3, item="open", due_kind=DueKind.DATE, due=date(2018, 9, 1))
    yield action("buy biscuits", 4)
    yield action("tidy up", 5, meeting=None)
    owners = {
        "write a letter": ({"person": "paula"}, {"organisation": "force"}),
        "call the depot": ({"person": "oliver"},),
        "visit the yard": ({"organisation": "council"}, {"person": "mary"}),
        "count the chairs": ({"name": "everyone"},),
        "tidy up": ({"person": "ann"},),
    }
    for uid, some in owners.items():
        for at, who in enumerate(some):
            yield ActionOwner(uid=f"{uid} {at}", action=uid, position=at, **who)
    yield ActionUpdate(uid="update", action="write a letter", on=date(2018, 8, 1), text="Begun.")


def _numbers() -> Iterator[Record]:
    """Yield minutes that run on, of which one has its number already, and decisions that do."""
    yield Sequence(uid="runs", body="board", name="Minutes", pattern="{n}/{yy}", first=7)
    yield Sequence(
        uid="decides",
        body="board",
        name="Decisions",
        numbers=Sequenced.DECISIONS,
        pattern="{body} {nnn}",
        restart=Restart.FINANCIAL_YEAR,
    )
    yield SequenceNumber(
        uid="twelfth", sequence="runs", meeting=MEETING, item="open", value=12, printed="12/18"
    )


def _happened() -> Iterator[Record]:
    """Yield what is told of the room in entries that have no words of their own."""

    def told(uid: str, item: str, position: int) -> Entry:
        return Entry(
            uid=uid, meeting=MEETING, item=item, position=position, kind=EntryKind.MOVEMENT
        )

    def befell(uid: str, kind: MeetingEventKind, **more: object) -> MeetingEvent:
        return MeetingEvent(uid=uid, meeting=MEETING, kind=kind, **more)  # type: ignore[arg-type]

    yield told("is back", "open", 7)
    yield AttendanceEvent(uid="back", meeting=MEETING, attendee="at peter", item="open",
                          entry="is back", kind=AttendanceKind.RETURNS, position=6)  # fmt: skip
    yield told("go out", "open", 8)
    yield befell("out", MeetingEventKind.PUBLIC_EXCLUDED, item="open", entry="go out",
                 at=time(11, 30), ground="item 9 (paragraph 3)", position=7)  # fmt: skip
    yield Entry(uid="declares", meeting=MEETING, item="open", position=10,
                kind=EntryKind.DECLARATION)  # fmt: skip
    yield Declaration(uid="declared", meeting=MEETING, attendee="at peter", entry="declares",
                      item="first", kind="england.dpi", nature="his yard",
                      dispensation="granted in May", conduct=Conduct.STAYED)  # fmt: skip
    yield told("pause", "open", 9)
    yield befell("paused", MeetingEventKind.ADJOURNED, item="open", entry="pause",
                 note="The alarm had sounded.", position=8)  # fmt: skip


def _handed_in() -> Iterator[Submission]:
    def handed_in(uid: str, item: str, position: int, **more: object) -> Submission:
        values = {"body": "board", "meeting": MEETING, "ruling": Ruling.IN_ORDER, **more}
        return Submission(uid=uid, item=item, position=position, **values)  # type: ignore[arg-type]

    asked = {"organisation": "Friends of the Fen", "addressed_to": "the Chair", "title": "Lamps"}
    moved = {"mover": "Councillor Crane", "seconder": "Councillor Frost", "text": "That it *rain*."}
    yield handed_in(
        "asks", "first", 0, name="Ivy Holt", text="Why are they\n\n- dark\n- late?", **asked
    )
    yield handed_in("petitions", "first", 1, name="Jo Pell", signatures=1203, title="A crossing",
                    kind=SubmissionKind.PETITION, text="We ask for a crossing.")  # fmt: skip
    yield handed_in("moves", "open", 0, name="Peter Crane", kind=SubmissionKind.MOTION, **moved)
    yield handed_in("speaks", "open", 1, name="Al Marsh", kind=SubmissionKind.DEPUTATION)
