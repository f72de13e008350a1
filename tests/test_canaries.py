"""A canary in every column that is not public, looked for in every byte of what is made."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from datetime import date, time
from itertools import product
from string import ascii_lowercase
from typing import Any, get_type_hints

import pytest

from secretariat.documents.style import load_style
from secretariat.models.interchange import SHAPES
from secretariat.models.kinds import (
    AttendanceKind,
    Audience,
    DeadlineKind,
    DocumentKind,
    EntryKind,
    Format,
    ItemKind,
    ReplyKind,
    Restriction,
    Ruling,
    SubmissionKind,
)
from secretariat.models.records import (
    RECORDS,
    Action,
    ActionOwner,
    ActionUpdate,
    AgendaTemplate,
    AgendaVersion,
    AgendaVersionItem,
    Approval,
    AttendanceEvent,
    Attendee,
    Ballot,
    Body,
    BodyLink,
    Correction,
    DeadlineMark,
    Declaration,
    Despatch,
    Entry,
    HolidayRow,
    Item,
    ItemPaper,
    KnownWord,
    Meeting,
    MeetingBody,
    MeetingEvent,
    Membership,
    Motion,
    Organisation,
    Paper,
    Person,
    Record,
    Reply,
    ReportLayout,
    ReportPart,
    Rule,
    Seat,
    Sequence,
    SequenceNumber,
    Setting,
    Sitting,
    Snippet,
    Submission,
    TemplateItem,
    Topic,
    Vote,
    VoteOption,
)
from secretariat.models.room_kinds import BallotChoice, MeetingEventKind
from secretariat.models.time_records import WORKING
from secretariat.paths import resources
from secretariat.render.orders import Order, pack
from secretariat.services import publish
from secretariat.services.calendar import calendar_file, chosen
from secretariat.services.session import Session
from secretariat.store.rows import Writer
from tests import board_files, public_board
from tests.approvals_board import hidden_approvals
from tests.columns import PUBLIC, RESTRICTED
from tests.papers_board import hidden_papers, pack_rows
from tests.public_board import LAYOUTS, MEETING, OFF
from tests.reading_bytes import MARK, canaries_in, canaries_of
from tests.votes_board import hidden_votes

FACE = (
    *("public_title", "restriction_ground", "number", "published_number"),
    *("item", "parent"),
    *("decision_maker", "how_to_ask", "private_reason"),  # SI 2012/2089, regs 5(3) and 9(1)
)

_OFFICERS_NOTES: Mapping[type[Record], list[str]] = {
    Item: ["internal_note"],
    Topic: ["note"],
    Paper: ["author_name", "cleared_by", "late_reason", "note", "marking"],
}


def text_columns(kind: type[Record]) -> list[str]:
    """Return the columns of a record that hold words rather than a choice or a reference."""
    shape = SHAPES.get(kind)
    linked = {"uid", *(shape.owners if shape else ()), *(shape.refs if shape else ())}
    hints = get_type_hints(kind)
    return [name for name in kind.__dataclass_fields__ if hints[name] is str and name not in linked]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.TABLE)
def test_every_text_column_is_public_or_not(kind: type[Record]) -> None:
    public = PUBLIC.get(kind.TABLE, "").split()
    restricted = RESTRICTED.get(kind.TABLE, "").split()
    assert sorted([*public, *restricted]) == sorted(text_columns(kind))


class Nest:
    """Canaries, and where each was put."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        self._words = ("".join(word) for word in product(ascii_lowercase, repeat=4))

    def lay(self, place: str) -> str:
        word = MARK + next(self._words)
        self.places[word] = place
        return word

    def row(self, record: type[Record], /, **fixed: Any) -> Any:
        """Return a record with a canary as its uid and in every text column but those given."""
        name = record.TABLE
        texts = {c: self.lay(f"{name}.{c}") for c in text_columns(record) if c not in fixed}
        return record(**{"uid": self.lay(f"{name}.uid"), **texts, **fixed})

    def told(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """Return where the canaries that were found had been put."""
        return {self.places.get(word, word): where for word, where in found.items()}


def _secrets(nest: Nest, audience: Audience) -> Iterator[Record]:
    """Yield rows of every kind that `audience` may not see, nothing but canaries."""
    hidden = [one for one in Restriction if not audience.may_see(one)]
    closed = ["closed one", "closed four"] if audience is Audience.PUBLIC else []
    stranger, home = nest.row(Person), nest.row(Organisation)
    yield from (stranger, home)
    within = [*closed]
    for parent in (None, "looking back", "parent", "open", "hollow", "closed heading", *closed):
        item = nest.row(
            Item,
            meeting=MEETING,
            parent=parent,
            position=1,
            kind=ItemKind.HEADING if parent == "open" else ItemKind.ITEM,
            restriction=Restriction.NONE if parent in closed else Restriction.INTERNAL,
            minutes=7,
        )
        within.append(item.uid)
        yield item
        for version in ("v1", "v2"):
            yield nest.row(
                AgendaVersionItem,
                version=version,
                item=item.uid,
                parent=parent or "",
                restriction=item.restriction,
            )
    for under in (None, "first", "open", *within):
        for restriction in [Restriction.NONE] if under in within else hidden:
            yield from _minuted(nest, under, restriction, stranger, home)
            yield from _handed_in(nest, under, restriction, stranger)
    yield nest.row(Entry, meeting=MEETING, item="first", kind=EntryKind.QUESTION)
    for item in within:
        for kind in (AttendanceKind.LEAVES, AttendanceKind.RETURNS):
            yield nest.row(
                AttendanceEvent,
                meeting=MEETING,
                attendee="at paula",
                item=item,
                kind=kind,
                position=9,
            )
    yield from hidden_papers(nest, stranger.uid, within)
    yield from _elsewhere(nest, stranger, home)


def _minuted(
    nest: Nest, item: str | None, restriction: Restriction, person: Person, home: Organisation
) -> Iterator[Record]:
    """Yield minutes of every kind with an action each, and an action of its own."""
    entries = [
        nest.row(Entry, meeting=MEETING, item=item, kind=kind, restriction=restriction, position=at)
        for at, kind in enumerate(EntryKind, start=-1)
    ]
    yield from entries
    yield from hidden_approvals(nest.row, MEETING, item, entries)
    yield from hidden_votes(nest.row, MEETING, item, entries, person.uid)
    of_action = next(entry for entry in entries if entry.kind is EntryKind.ACTION)
    for entry in (of_action, None):
        action = nest.row(
            Action,
            body="board",
            meeting=MEETING,
            item=item,
            entry=entry.uid if entry else None,
            restriction=restriction if entry is None else Restriction.NONE,
        )
        yield action
        yield nest.row(ActionUpdate, action=action.uid, on=date(2018, 8, 2))
        for owner in ({"person": person.uid}, {"organisation": home.uid}, {}):
            yield nest.row(ActionOwner, action=action.uid, **owner)


def _handed_in(
    nest: Nest, item: str | None, restriction: Restriction, person: Person
) -> Iterator[Submission]:
    """Yield what was handed in and is closed itself or by its item; or open, and not in order."""
    for at, kind in enumerate(SubmissionKind):
        for closed, ruling in (
            (restriction, Ruling.IN_ORDER),
            *((Restriction.NONE, ruling) for ruling in Ruling if ruling is not Ruling.IN_ORDER),
        ):
            yield nest.row(
                Submission,
                body="board",
                meeting=MEETING,
                item=item,
                person=person.uid,
                kind=kind,
                ruling=ruling,
                restriction=closed,
                signatures=77,
                position=at - 2,
            )


def _elsewhere(nest: Nest, person: Person, home: Organisation) -> Iterator[Record]:
    """Yield a body and a meeting with which the business has nothing to do."""
    body, meeting = nest.row(Body), nest.row(Meeting)
    yield from (body, meeting)
    yield nest.row(BodyLink, body="board", related=body.uid)
    yield nest.row(Seat, body=body.uid, organisation=home.uid)
    yield nest.row(Membership, body=body.uid, person=person.uid)
    yield nest.row(MeetingBody, meeting=meeting.uid, body=body.uid)
    yield nest.row(Sitting, meeting=meeting.uid, date=date(2018, 8, 1), starts=time(9))
    yield nest.row(Item, meeting=meeting.uid)
    yield nest.row(Entry, meeting=meeting.uid)
    yield nest.row(Attendee, meeting=meeting.uid, person=person.uid)
    yield nest.row(Setting)
    yield from pack_rows(nest.row, MEETING, person.uid)
    days = {"days": WORKING, "land": WORKING}
    for place in (None, "board"):
        yield nest.row(Rule, body=place, kind=DeadlineKind.AGENDA, count=5, **days)
    yield nest.row(Rule, body=body.uid, kind=DeadlineKind.AGENDA, count=5)
    yield nest.row(HolidayRow, day=date(2018, 7, 12))
    yield nest.row(DeadlineMark, meeting=MEETING, kind=DeadlineKind.AGENDA)
    yield nest.row(Topic, body="board", meeting="next", restriction=Restriction.INTERNAL)
    yield from _before(nest, body.uid, meeting.uid, person.uid)


def _before(nest: Nest, body: str, meeting: str, person: str) -> Iterator[Record]:
    """Yield a life before a meeting with which the business has nothing to do."""
    template, topic = nest.row(AgendaTemplate, body=body), nest.row(Topic, body=body)
    paper = nest.row(Paper, body=body, author=person)
    item = nest.row(Item, meeting=meeting, topic=topic.uid)
    version = nest.row(AgendaVersion, meeting=meeting)
    yield from (template, topic, paper, item, version)
    yield nest.row(TemplateItem, template=template.uid)
    yield nest.row(ItemPaper, item=item.uid, paper=paper.uid)
    yield nest.row(Reply, meeting=meeting, person=person, kind=ReplyKind.UNSURE)
    yield nest.row(Despatch, meeting=meeting, document=DocumentKind.AGENDA, person=person)
    yield nest.row(Submission, body=body, meeting=meeting, item=item.uid)
    yield nest.row(AgendaVersionItem, version=version.uid)
    yield from _room(nest, body, meeting, item.uid)


def _room(nest: Nest, body: str, meeting: str, item: str) -> Iterator[Record]:
    """Yield what happened in a room with which the business has nothing to do."""
    attendee, vote = nest.row(Attendee, meeting=meeting), nest.row(Vote, meeting=meeting, item=item)
    approval, sequence = nest.row(Approval, meeting=meeting), nest.row(Sequence, body=body)
    yield from (attendee, vote, approval, sequence)
    yield nest.row(MeetingEvent, meeting=meeting, kind=MeetingEventKind.PUBLIC_EXCLUDED, item=item)
    yield nest.row(Declaration, meeting=meeting, attendee=attendee.uid, item=item)
    yield nest.row(Motion, meeting=meeting, item=item, mover=attendee.uid)
    yield nest.row(VoteOption, vote=vote.uid)
    yield nest.row(Ballot, vote=vote.uid, attendee=attendee.uid, choice=BallotChoice.FOR)
    yield nest.row(Correction, approval=approval.uid)
    yield nest.row(SequenceNumber, sequence=sequence.uid, meeting=meeting, value=7)
    yield nest.row(Snippet, body=body)
    yield nest.row(KnownWord)
    layout = nest.row(ReportLayout, body=body)
    yield layout
    yield nest.row(ReportPart, layout=layout.uid)


def _columns(nest: Nest, writer: Writer, audience: Audience) -> None:
    """Put a canary into every restricted column of every row that is public."""
    for kind in RECORDS:
        for row in writer.find(kind):
            if MARK in row.uid:
                continue
            names = RESTRICTED.get(kind.TABLE, "").split()
            if row.uid.startswith("closed"):
                inside = [*PUBLIC[kind.TABLE].split(), *names]
                names = [name for name in inside if name not in FACE]
                if audience is not Audience.PUBLIC:
                    names = _OFFICERS_NOTES.get(kind, [])
            if row.uid == OFF:
                names.remove("cancelled_reason")
            if isinstance(row, Person) and row.uid != "oliver":
                names.remove("email")
            if isinstance(row, AttendanceEvent) and not row.kind.is_roll_call:
                names = []
            values = {name: nest.lay(f"{kind.TABLE}.{name} of {row.uid}") for name in names}
            writer.update(kind, row.uid, **values)


@pytest.fixture(scope="module", params=list(product(LAYOUTS, (Audience.PUBLIC, Audience.MEMBERS))))
def nested(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Session, Nest, Audience]]:
    layout, audience = request.param
    session = Session.open(tmp_path_factory.mktemp("nest") / "register", create=True)
    public_board.fill(session, layout)
    nest = Nest()

    def work(writer: Writer) -> None:
        for row in _secrets(nest, audience):
            writer.insert(row)
        _columns(nest, writer, audience)

    session.change("Canaries", work).result()
    yield session, nest, audience
    session.close()


Nested = tuple[Session, Nest, Audience]


def test_canaries_are_in_every_restricted_column(nested: Nested) -> None:
    _, nest, _ = nested
    laid = {place.partition(" ")[0] for place in nest.places.values()}
    wanted = {f"{table}.{name}" for table, names in RESTRICTED.items() for name in names.split()}
    assert wanted - laid == set()


def test_no_canary_is_in_any_public_file(nested: Nested) -> None:
    session, nest, audience = nested
    for (kind, form), (name, data) in board_files.files(session, audience).items():
        found = canaries_of(data, form)
        assert (kind, form, nest.told(found)) == (kind, form, {})
        assert canaries_in(name.encode()) == set()


def test_no_canary_is_in_a_calendar(nested: Nested) -> None:
    session, nest, _ = nested
    made = calendar_file(chosen(session.reader, body="board"))
    unfolded = made.replace(b"\r\n ", b"")
    assert b"Safer Fens Board" in unfolded
    assert nest.told(dict.fromkeys(canaries_in(unfolded), "calendar")) == {}


def test_no_canary_is_handed_to_the_child(nested: Nested) -> None:
    session, nest, audience = nested
    style = load_style(resources() / "styles", "calm")
    for kind, handed in board_files.handed(session, audience).items():
        order = pack(Order(1, handed, style, resources() / "fonts", Format.PDF))
        document = pickle.dumps(handed.compose())
        for data in (pickle.dumps(handed), order, document):
            assert nest.told(dict.fromkeys(canaries_in(data), kind)) == {}


def test_officers_read_what_is_kept_from_others(nested: Nested) -> None:
    """Otherwise the canaries might be where no document looks."""
    session, nest, _ = nested
    made = publish.make(session, DocumentKind.MINUTES, MEETING, Format.TEXT, Audience.OFFICERS)
    told = set(nest.told(canaries_of(made, Format.TEXT)))
    assert {"item.title", "entry.text", "action.text", "attendance_event.note"} <= told


@pytest.mark.parametrize("form", list(Format))
def test_a_canary_in_public_words_is_found(nested: Nested, form: Format) -> None:
    """Otherwise the search might not see what a file holds."""
    session, _, audience = nested
    word, name = f"{MARK}song", f"{MARK}name"
    session.change("Sing", lambda w: w.update(Item, "first", title=word)).result()
    session.change("Name", lambda w: w.update(Body, "board", name=f"Board of {name}")).result()
    try:
        for kind in (DocumentKind.AGENDA, DocumentKind.ACTIONS):
            made = publish.make(session, kind, MEETING, form, audience)
            found = canaries_of(made, form)
            assert set(found) == {word, name}
            assert found[word] >= _WHERE[form], found
            assert found[name] >= _WHERE[form] | _PROPERTIES.get(form, set()), found
    finally:
        session.undo().result()
        session.undo().result()


_WHERE = {
    Format.PDF: {"page", "tree"},
    Format.DOCX: {"word/document.xml", "word/document.xml words"},
    Format.HTML: {"raw", "words"},
    Format.TEXT: {"raw"},
    Format.EMAIL: {"text/plain raw", "text/html words", "application/pdf page"},
}
_PROPERTIES = {
    Format.PDF: {"string", "stream"},
    Format.DOCX: {"docProps/core.xml"},
}
