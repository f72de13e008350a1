"""Restricted matter of every kind, to be set among public business that it must not touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from secretariat.models.faces import OFFICERS_OWN
from secretariat.models.kinds import (
    ActionState,
    AttendanceKind,
    Audience,
    Capacity,
    DocumentKind,
    DueKind,
    EntryKind,
    EntryLayout,
    ItemKind,
    ItemOutcome,
    ItemPlacement,
    Purpose,
    Recurrence,
    ReplyKind,
    Restriction,
    Ruling,
    ServiceWay,
    SubmissionKind,
    TopicState,
)
from secretariat.models.records import (
    Action,
    ActionOwner,
    ActionUpdate,
    AgendaVersionItem,
    AttendanceEvent,
    Attendee,
    Body,
    BodyLink,
    Despatch,
    Entry,
    Item,
    ItemPaper,
    Meeting,
    MeetingBody,
    Membership,
    Organisation,
    Paper,
    Person,
    Publication,
    Record,
    Reply,
    Setting,
    Sitting,
    Submission,
    Topic,
)
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from tests.public_board import MEETING, OFF
from tests.votes_board import drawn_votes

WORDS = st.one_of(
    st.sampled_from(
        [
            "",
            "Redundancy of the deputy director",
            "ACTION: **Paula Clerk** to write by 1 March",
            "# Heading\n\n- one\n- two\n\nPC and Peter Crane",
            "Ŵyl y Môr 🐎 " * 40,
            "{date} {chair}",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20),
)
NUMBERS = st.sampled_from(["", "", "1", "2.", "(a)", "4 (a)", "10", "-", "iv", "Z9"])
HOURS = st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0))
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1))
PLACES = st.integers(-60, 200)
SPREAD = 10
"""Public rows are set this far apart, so that restricted ones may stand between any two."""


def some(kind: type[StrEnum]) -> st.SearchStrategy[Any]:
    return st.sampled_from(list(kind))


@dataclass
class Matter:
    """What is to be written: new rows, and columns of rows that are there."""

    rows: list[Record] = field(default_factory=list)
    changes: list[tuple[type[Record], str, dict[str, Any]]] = field(default_factory=list)

    def write(self, session: Session) -> None:
        """Write it all as one change, that one undo takes back."""
        session.change("Restricted matter", self._work).result()

    def _work(self, writer: Writer) -> None:
        for row in self.rows:
            writer.insert(row)
        for kind, uid, values in self.changes:
            writer.update(kind, uid, **values)


@dataclass
class Secrets:
    """Draws matter that `audience` may not see, into the register that `reader` shows."""

    reader: Reader
    audience: Audience
    draw: Callable[[st.SearchStrategy[Any]], Any]
    matter: Matter = field(default_factory=Matter)

    def __post_init__(self) -> None:
        self.hidden = [one for one in Restriction if not self.audience.may_see(one)]
        self.closed = {
            item.uid
            for item in self.items()
            if item.uid.startswith("closed") and Restriction.EXEMPT in self.hidden
        }

    def items(self) -> list[Item]:
        return self.reader.find(Item, meeting=MEETING)

    def all(self) -> Matter:
        """Return a draw of everything."""
        if self.draw(st.booleans()):
            self.spread()
        self.notes()
        self.faces()
        self.strangers()
        for make, most in (
            (self.item, 6),
            (self.entry, 6),
            (self.action, 5),
            (self.movement, 3),
            (self.submission, 4),
            (self.topic, 3),
            (self.paper, 4),
        ):
            for at in range(self.draw(st.integers(0, most))):
                make(at)
        return self.matter

    def spread(self) -> None:
        """Set the public rows of each run apart, in the same order, as if some stood between."""
        gap, runs = st.integers(1, SPREAD), dict[tuple[Any, ...], list[Any]]()
        for kind in (Item, Entry, Action, AttendanceEvent, Submission):
            for row in self.reader.find(kind):
                under = getattr(row, "parent", None) if kind is Item else getattr(row, "item", None)
                by_item = kind in (Item, Entry, Submission)
                run = (kind, under if by_item else None, row.position < 0)
                runs.setdefault(run, []).append(row)
        for (kind, _, before), rows in runs.items():
            place = -SPREAD * (len(rows) + 1) if before else -1
            for row in rows:
                place += self.draw(gap)
                self.matter.changes.append((kind, row.uid, {"position": place}))

    def notes(self) -> None:
        """Fill what officers alone may read of rows that are public."""
        for kind, columns in OFFICERS_OWN.items():
            for row in self.reader.find(kind):
                # The addresses of members are those of the e-mail draft, for all to see.
                names = [name for name in columns if name != "email"]
                values = {name: self.draw(WORDS) for name in names}
                self.matter.changes.append((kind, row.uid, values))
        for event in self.reader.find(AttendanceEvent):
            if event.kind.is_roll_call:
                where = self.draw(st.sampled_from([None, *sorted(self.closed)]))
                values = {"note": self.draw(WORDS), "item": where}
                self.matter.changes.append((AttendanceEvent, event.uid, values))
        for handed_in in self.reader.find(Submission):
            who = self.draw(st.sampled_from([None, "peter", "stranger"]))
            values = {"received_on": self.draw(DAYS), "person": who}
            self.matter.changes.append((Submission, handed_in.uid, values))
        for meeting in self.reader.find(Meeting):
            if meeting.uid == OFF:
                continue  # why a meeting is off is for all to read
            values = {"cancelled_reason": self.draw(WORDS)}
            self.matter.changes.append((Meeting, meeting.uid, values))

    def faces(self) -> None:
        """Fill what stands behind the public face of items, entries and actions."""
        for item in self.items():
            if item.uid in self.closed:
                self.matter.changes.append((Item, item.uid, self.inside()))
            elif item.restriction is Restriction.NONE and not item.uid.startswith("closed"):
                values = {"public_title": self.draw(WORDS), "restriction_ground": self.draw(WORDS)}
                self.matter.changes.append((Item, item.uid, values))
        for row in self.reader.find(AgendaVersionItem):
            once_closed = row.uid.startswith("closed") and Restriction.EXEMPT in self.hidden
            if row.item in self.closed or once_closed:
                values = self.inside(AgendaVersionItem)
                self.matter.changes.append((AgendaVersionItem, row.uid, values))
            elif not row.item.startswith("closed") and row.restriction is Restriction.NONE:
                values = {"public_title": self.draw(WORDS), "restriction_ground": self.draw(WORDS)}
                self.matter.changes.append((AgendaVersionItem, row.uid, values))
        for kind in (Entry, Action):
            for row in self.reader.find(kind):
                values = {"restriction_ground": self.draw(WORDS)}
                self.matter.changes.append((kind, row.uid, values))
        for topic in self.reader.find(Topic, body="board"):
            self.matter.changes.append((Topic, topic.uid, self.behind(topic)))

    def behind(self, topic: Topic) -> dict[str, Any]:
        """Return columns of a topic that its public face does not show."""
        names = ["recommendation", "presenter", "note"]
        if topic.restriction is Restriction.NONE:
            names += ["public_title", "restriction_ground"]
        elif Restriction.EXEMPT in self.hidden:
            names += ["title", "text", "lead", "source_words", "key_reason", "consultees"]
            names += ["documents"]
        values = {name: self.draw(WORDS) for name in names}
        return {**values, "minutes": self.draw(st.none() | st.integers(0, 300))}

    def topic(self, at: int) -> None:
        """Add an internal topic, that may stand anywhere in the plan."""
        made = Topic(
            uid=f"secret topic {at}",
            body="board",
            title=self.draw(WORDS),
            public_title=self.draw(WORDS),
            meeting=self.draw(st.sampled_from([None, MEETING, "next", "later"])),
            due=self.draw(DAYS),
            recurrence=self.draw(some(Recurrence)),
            state=self.draw(some(TopicState)),
            is_key_decision=self.draw(st.booleans()),
            notice_on=self.draw(DAYS),
            restriction=Restriction.INTERNAL,
            position=self.draw(PLACES),
        )
        self.matter.rows.append(made)

    def paper(self, at: int) -> None:
        """Add a report that is internal, or for a closed item."""
        item = self.draw(st.sampled_from(sorted({"first", "open", *self.closed})))
        made = Paper(
            uid=f"secret paper {at}",
            body="board",
            title=self.draw(WORDS),
            author_name=self.draw(WORDS),
            received_on=self.draw(DAYS),
            is_needed=self.draw(st.booleans()),
            restriction=self.kept(item) if item in self.closed else Restriction.INTERNAL,
            restriction_ground=self.draw(WORDS),
        )
        place = self.draw(PLACES)
        letter = self.draw(WORDS)
        link = ItemPaper(
            uid=f"secret link {at}", item=item, paper=made.uid, letter=letter, position=place
        )
        self.matter.rows += [made, link]

    def inside(self, kind: type[Record] = Item) -> dict[str, Any]:
        """Return columns of an item, or of a version of one, that no public face shows."""
        texts = ["title", "text", "presenter", "pages", "recommendation"]
        texts += ["minute_title", "internal_note"] if kind is Item else []
        return {
            **{name: self.draw(WORDS) for name in texts},
            "purpose": self.draw(some(Purpose)),
            "outcome": self.draw(some(ItemOutcome)),
            "minutes": self.draw(st.none() | st.integers(0, 300)),
        }

    def kept(self, under: str | None) -> Restriction:
        """Return a restriction that keeps matter under `under` from the audience."""
        free = under in self.closed
        return Restriction(self.draw(some(Restriction) if free else st.sampled_from(self.hidden)))

    def under(self) -> str | None:
        """Return an item for matter to stand under, or none."""
        known = sorted({*self.closed, *(item.uid for item in self.items())})
        return str(found) if (found := self.draw(st.sampled_from([None, *known]))) else None

    def item(self, at: int) -> None:
        """Add an item: internal among open ones, of any restriction below a closed one."""
        parent = self.under()
        # Below a closed heading stand items that are known to be there; only internal are not.
        listed = parent == "closed heading" or parent not in self.closed
        made = Item(
            uid=f"secret item {at}",
            meeting=MEETING,
            parent=parent,
            position=self.draw(PLACES),
            kind=self.draw(some(ItemKind)),
            placement=self.draw(some(ItemPlacement)),
            number=self.draw(NUMBERS),
            published_number=self.draw(NUMBERS),
            public_title=self.draw(WORDS),
            restriction=Restriction.INTERNAL if listed else self.draw(some(Restriction)),
            restriction_ground=self.draw(WORDS),
            topic=self.draw(st.sampled_from([None, "plan rota", "plan report", "plan contract"])),
            **self.inside(),
        )
        self.closed.add(made.uid)
        self.matter.rows.append(made)
        for version in self.draw(st.sampled_from([(), ("v1",), ("v2",), ("v1", "v2")])):
            self.matter.rows.append(
                AgendaVersionItem(
                    uid=f"secret {version} {at}",
                    version=version,
                    item=made.uid,
                    parent=parent or "",
                    position=self.draw(PLACES),
                    kind=self.draw(some(ItemKind)),
                    number=self.draw(NUMBERS),
                    public_title=self.draw(WORDS),
                    restriction=self.draw(some(Restriction)),
                    **self.inside(AgendaVersionItem),
                )
            )

    def entry(self, at: int) -> None:
        """Add an entry that is restricted itself, or stands under a closed item."""
        item = self.under()
        self.matter.rows.append(
            Entry(
                uid=f"secret entry {at}",
                meeting=MEETING,
                item=item,
                position=self.draw(PLACES),
                kind=self.draw(some(EntryKind)),
                text=self.draw(WORDS),
                layout=self.draw(some(EntryLayout)),
                label=self.draw(WORDS),
                restriction=self.kept(item),
                restriction_ground=self.draw(WORDS),
            )
        )
        self.matter.rows += drawn_votes(self.draw, WORDS, MEETING, at, item)

    def action(self, at: int) -> None:
        """Add an action that is restricted itself, or whose home is."""
        secret = {one.uid for one in self.matter.rows if isinstance(one, Entry)}
        public = [entry.uid for entry in self.reader.find(Entry)]
        entry, item = self.draw(st.sampled_from([None, *sorted(secret), *public])), self.under()
        kept = Restriction(self.draw(some(Restriction))) if entry in secret else self.kept(item)
        state = self.draw(some(ActionState))
        made = Action(
            uid=f"secret action {at}",
            body="board",
            meeting=MEETING,
            item=item,
            entry=entry,
            text=self.draw(WORDS),
            due_kind=self.draw(some(DueKind)),
            due=self.draw(DAYS),
            state=state,
            closed_on=self.draw(DAYS),
            closed_at=self.draw(st.sampled_from([None, "next"])),
            restriction=kept,
            restriction_ground=self.draw(WORDS),
            position=self.draw(PLACES),
        )
        owner = st.sampled_from(
            [{"person": "peter"}, {"person": "stranger"}, {"organisation": "rival"}, {"name": "PC"}]
        )
        self.matter.rows.append(made)
        for place, who in enumerate(self.draw(st.lists(owner, max_size=3))):
            uid = f"secret owner {at} {place}"
            self.matter.rows.append(ActionOwner(uid=uid, action=made.uid, position=place, **who))
        update = ActionUpdate(
            uid=f"secret update {at}",
            action=made.uid,
            on=self.draw(DAYS) or date(2018, 1, 1),
            text=self.draw(WORDS),
            by=self.draw(WORDS),
        )
        self.matter.rows.append(update)

    def movement(self, at: int) -> None:
        """Let somebody come or go during closed matter, if there is any."""
        if not self.closed:
            return
        moves = [kind for kind in AttendanceKind if not kind.is_roll_call]
        self.matter.rows.append(
            AttendanceEvent(
                uid=f"secret movement {at}",
                meeting=MEETING,
                attendee=self.draw(st.sampled_from(["at paula", "at peter", "at ann"])),
                kind=self.draw(st.sampled_from(moves)),
                item=self.draw(st.sampled_from(sorted(self.closed))),
                at=self.draw(HOURS),
                position=self.draw(PLACES),
                note=self.draw(WORDS),
            )
        )

    def submission(self, at: int) -> None:
        """Hand in something that is closed itself or by its item, or that is not in order."""
        item = self.under()
        ruling = self.draw(some(Ruling))
        in_order = ruling is Ruling.IN_ORDER
        closed = self.kept(item) if in_order and item else self.draw(some(Restriction))
        texts = ("name", "organisation", "contact", "title", "text", "mover", "seconder", "reply")
        self.matter.rows.append(
            Submission(
                uid=f"secret submission {at}",
                body=self.draw(st.sampled_from(["board", "other"])),
                meeting=MEETING,
                item=item,
                position=self.draw(PLACES),
                kind=self.draw(some(SubmissionKind)),
                ruling=ruling,
                restriction=closed,
                signatures=self.draw(st.none() | st.integers(0, 900)),
                received_on=self.draw(DAYS),
                person=self.draw(st.sampled_from([None, "peter", "stranger"])),
                **{name: self.draw(WORDS) for name in texts},
            )
        )

    def strangers(self) -> None:
        """Add people, bodies and meetings that the business has nothing to do with."""
        words = [self.draw(WORDS) for _ in range(4)]
        self.matter.rows += strangers(words)


def strangers(words: Iterable[str]) -> list[Record]:
    """Return rows of which no document tells, some alike to those of which one does."""
    one, two, three, four = words
    there = Attendee(
        uid="secret attendee", meeting="secret meeting", name=three, capacity=Capacity.CHAIR
    )
    return [
        Organisation(uid="rival", name="Fen Council", short_name=one, kind=two, note=three),
        Person(
            uid="stranger",
            given_name="Paul",
            family_name="Clerk",
            initials="PC",
            job_title=one,
            email="paul@example.org",
            note=two,
        ),
        Body(uid="secret body", name="Safer Fens Board", short_name="SFB", marking=one),
        BodyLink(uid="secret link", body="board", related="secret body"),
        Membership(
            uid="secret member", body="secret body", person="stranger", representing=one, note=two
        ),
        Setting(uid="secret setting", key="officer", value=one),
        Publication(
            uid="secret publication",
            meeting=MEETING,
            kind="agenda",
            format="pdf",
            audience="officers",
            file_name=one,
            note=two,
        ),
        *answers(one, two, three, four),
        Meeting(uid="secret meeting", title=one, marking=two, note=three),
        MeetingBody(uid="secret meets", meeting="secret meeting", body="other"),
        Sitting(
            uid="secret sitting",
            meeting="secret meeting",
            date=date(2018, 9, 9),
            starts=time(9),
            place=four,
        ),
        Item(uid="secret elsewhere", meeting="secret meeting", title=one, text=two, minutes=9),
        there,
        replace(there, uid="secret second", name=four, position=1),
    ]


def answers(one: str, two: str, three: str, four: str) -> list[Record]:
    """Return what members replied to the public meeting, and how they were served."""
    return [
        Reply(
            uid="secret reply",
            meeting=MEETING,
            person="mary",
            kind=ReplyKind.SUBSTITUTE,
            substitute="stranger",
            substitute_name=one,
            told_on=date(2018, 7, 1),
            told_how=two,
            note=three,
        ),
        Despatch(
            uid="secret despatch",
            meeting=MEETING,
            document=DocumentKind.AGENDA,
            person="peter",
            name=one,
            way=ServiceWay.POST,
            address=two,
            sent_on=date(2018, 7, 2),
            note=four,
        ),
    ]
