"""What the public and members hand in: questions, petitions, deputations, statements, motions.

Everything that comes is recorded, late or not: a rule about time warns and never refuses. What is
printed is what was ruled in order (`models.submissions`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from secretariat.errors import KnownError
from secretariat.models.kinds import ItemKind, Restriction, Ruling, Stage, SubmissionKind
from secretariat.models.limits import MAX_TITLE, check_name
from secretariat.models.names import full_name, plain_name
from secretariat.models.records import Body, Entry, Item, Meeting, MeetingBody, Person, Submission
from secretariat.paths import resources
from secretariat.services.agenda import items_of
from secretariat.services.bodies import choices_of
from secretariat.services.fields import place as put_at
from secretariat.services.fields import renumber, required
from secretariat.services.minutes import entries_under
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

if TYPE_CHECKING:
    from secretariat.documents.submissions import MinutePart
    from secretariat.documents.wording import Wording

MOST_SIGNATURES = 100_000_000


def wording_of(reader: Reader, body: str) -> Wording:
    """Return the phrases of a body's language, with its own over them."""
    from secretariat.documents.wording import load_wording

    language = reader.get(Body, body).language
    return load_wording(resources() / "wording", language).of_body(choices_of(reader, body))


def receive(
    session: Session, body: str, kind: SubmissionKind, name: str, **values: Any
) -> Receipt[Submission]:
    """Record what was handed in to a body; today and now unless `values` say when.

    With a meeting and no item it is placed under the item whose title speaks of its kind, where
    there is one. A name that one person of the directory bears is tied to that person.
    """
    name = required(name, "the name of whom it is from")
    _check(values)
    now = session.clock().astimezone()
    values.setdefault("received_on", now.date())
    if values["received_on"] == now.date():
        values.setdefault("received_at", now.time().replace(second=0, microsecond=0))

    def work(writer: Writer) -> Submission:
        row = Submission(body=body, kind=kind, name=name, **values)
        made = writer.insert(row)
        if row.person is None:
            writer.update(Submission, made.uid, person=_person_called(writer, name))
        _place(writer, made, row.meeting, row.item)
        return writer.get(Submission, made.uid)

    return session.change(f"Add {kind.value}", work)


def change_submission(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Submission]:
    """Set fields of a submission; KnownError when its name is taken away or a count is below 0.

    Another body takes it off the meeting on which it stood.
    """
    if "name" in values:
        values["name"] = required(values["name"], "the name of whom it is from")
    _check(values)

    def work(writer: Writer) -> Submission:
        row = writer.get(Submission, uid)
        if "name" in values:
            values["person"] = _person_called(writer, values["name"])
        if values.get("body", row.body) != row.body:
            values.update(meeting=None, item=None)
        return writer.update(Submission, uid, **values)

    key = f"submission:{uid}:{'-'.join(sorted(values))}"
    return session.change("Change submission", work, origin=origin, merge_key=key)


def _check(values: dict[str, Any]) -> None:
    signatures = values.get("signatures")
    if signatures is not None and not 0 <= signatures <= MOST_SIGNATURES:
        raise KnownError("The number of signatures lies between 0 and 100 million.")
    check_name(values.get("title", ""), "title", MAX_TITLE)


def _person_called(reader: Reader, name: str) -> str | None:
    """Return the one person of the directory who bears a name, None for none or several."""
    wanted = name.casefold()
    found = [
        person.uid
        for person in reader.find(Person)
        if wanted in (full_name(person).casefold(), plain_name(person).casefold())
    ]
    return found[0] if len(found) == 1 else None


# ---------------------------------------------------------------------- placing


def default_item(reader: Reader, meeting: str, body: str, kind: SubmissionKind) -> Item | None:
    """Return the item whose title speaks of a kind of submission, the best words first; or None.

    The words are those of the wording, so that a body may have its own.
    """
    say = wording_of(reader, body)
    items = [item for item in items_of(reader, meeting) if item.kind is ItemKind.ITEM]
    titles = [(item, f"{item.title} {item.public_title}".casefold()) for item in items]
    for words in (say(f"submission.item.{kind}"), *say(f"submission.items.{kind}").split("|")):
        found = next((item for item, title in titles if words.casefold() in title), None)
        if found is not None:
            return found
    return None


def place(
    session: Session, uid: str, meeting: str | None, item: str | None = None
) -> Receipt[Submission]:
    """Place a submission on a meeting and under an item of it, after those that are there.

    Without an item it goes under the one whose title speaks of its kind, where there is one;
    without a meeting it is taken off. KnownError when the item is none of that meeting, or the
    meeting none of the submission's body.
    """

    def work(writer: Writer) -> Submission:
        _place(writer, writer.get(Submission, uid), meeting, item)
        return writer.get(Submission, uid)

    return session.change("Place submission", work)


def _place(writer: Writer, row: Submission, meeting: str | None, item: str | None) -> None:
    if item and writer.get(Item, item).meeting != meeting:
        raise KnownError("That item stands on the agenda of another meeting.")
    if meeting and not writer.count(MeetingBody, meeting=meeting, body=row.body):
        raise KnownError("That is no meeting of the body to which this was handed in.")
    if meeting and item is None:
        found = default_item(writer, meeting, row.body, row.kind)
        item = found.uid if found else None
    writer.update(Submission, row.uid, meeting=meeting, item=item)
    siblings = _siblings(writer, row.body, meeting, item)
    put_at(writer, Submission, row.uid, siblings, len(siblings))


def _siblings(reader: Reader, body: str, meeting: str | None, item: str | None) -> list[Submission]:
    """Return those among which a submission has its order: of its item, or without one."""
    if item:
        return reader.find(Submission, item=item)
    return reader.find(Submission, body=body, meeting=meeting, item=None)


def make_item(session: Session, uid: str) -> Receipt[Item]:
    """Add an item for a submission's kind to the agenda of its meeting, and place it there.

    It goes after the opening business: apologies, declarations, the last minutes. KnownError when
    the submission is on no meeting.
    """

    def work(writer: Writer) -> Item:
        row = writer.get(Submission, uid)
        if row.meeting is None:
            raise KnownError("Please choose the meeting first; the item goes on its agenda.")
        say = wording_of(writer, row.body)
        if writer.get(Meeting, row.meeting).stage is Stage.PLANNED:
            writer.update(Meeting, row.meeting, stage=Stage.AGENDA)
        siblings = writer.find(Item, meeting=row.meeting, parent=None)
        title = say(f"submission.item.{row.kind}")
        item = writer.insert(Item(meeting=row.meeting, title=title))
        opening = say("submission.items.before").split("|")
        put_at(writer, Item, item.uid, siblings, _after_opening(siblings, opening))
        _place(writer, row, row.meeting, item.uid)
        return writer.get(Item, item.uid)

    return session.change("Add item", work)


def _after_opening(items: list[Item], opening: list[str]) -> int:
    """Return the place after the items with which a meeting begins; the end where none does."""
    at = 0
    while at < len(items) and any(word in items[at].title.casefold() for word in opening):
        at += 1
    return at or len(items)


def shift(session: Session, uid: str, by: int) -> Receipt[None]:
    """Move a submission up (-1) or down (1) among those of its item; at an end nothing changes."""

    def work(writer: Writer) -> None:
        row = writer.get(Submission, uid)
        siblings = _siblings(writer, row.body, row.meeting, row.item)
        at = [one.uid for one in siblings].index(uid) + by
        if 0 <= at < len(siblings):
            put_at(writer, Submission, uid, siblings, at)

    return session.change("Move submission", work)


# ---------------------------------------------------------------------- what becomes of it


def rule(
    session: Session, uid: str, ruling: Ruling, *, reason: str | None = None, by: str | None = None
) -> Receipt[Submission]:
    """Record whether a submission is in order, why not and who ruled so; or take a ruling back.

    None leaves the reason, or who ruled, as it is.
    """
    labels = {
        Ruling.IN_ORDER: "Rule in order",
        Ruling.RULED_OUT: "Rule out",
        Ruling.WITHDRAWN: "Withdraw submission",
        Ruling.PENDING: "Take the ruling back",
    }
    values: dict[str, Any] = {"ruling": ruling}
    if reason is not None:
        values["ruling_reason"] = reason.strip()
    if by is not None:
        values["ruled_by"] = by.strip()
    return session.change(labels[ruling], lambda w: w.update(Submission, uid, **values))


def withdraw(session: Session, uid: str) -> Receipt[Submission]:
    """Record that a submission was taken back by whom it is from; it stays in the register."""
    return rule(session, uid, Ruling.WITHDRAWN)


def reply(
    session: Session, uid: str, words: str, *, by: str = "", in_writing: bool = False
) -> Receipt[Submission]:
    """Record the reply: given at the meeting, or in writing."""
    return session.change(
        "Record reply",
        lambda w: w.update(
            Submission, uid, reply=words, replied_by=by.strip(), is_written_reply=in_writing
        ),
    )


def ask_further(session: Session, uid: str, question: str, answer: str = "") -> Receipt[Submission]:
    """Record the supplementary question, and the reply to it."""
    return session.change(
        "Record supplementary question",
        lambda w: w.update(Submission, uid, supplementary=question, supplementary_reply=answer),
    )


def remove_submission(session: Session, uid: str) -> Receipt[None]:
    """Remove a submission; what the minutes say of it stays."""

    def work(writer: Writer) -> None:
        row = writer.get(Submission, uid)
        writer.delete(Submission, uid)
        left = _siblings(writer, row.body, row.meeting, row.item)
        renumber(writer, Submission, [one.uid for one in left])

    return session.change("Remove submission", work)


# ---------------------------------------------------------------------- minuting


def minute(session: Session, item: str) -> Receipt[int]:
    """Write the standard words for what was handed in under an item into its minutes.

    For each submission in order: a sub-heading, what was asked, the reply, the supplementary
    question and its reply. What stands there already stays as it is, so that a later reply is
    added and nothing twice. Returns how many paragraphs came in; KnownError when there is nothing
    to write. A restricted submission makes paragraphs that are restricted likewise.
    """

    def work(writer: Writer) -> int:
        home = writer.get(Item, item)
        listed = writer.find(Submission, item=item, ruling=Ruling.IN_ORDER)
        if not listed:
            raise KnownError("Nothing that is in order was handed in under this item.")
        used: set[str] = set()
        written = sum(_minute_one(writer, home, one, used) for one in listed)
        if not written:
            raise KnownError("The minutes of this item hold all of it already.")
        return written

    return session.change("Minute questions and petitions", work)


def _minute_one(writer: Writer, item: Item, one: Submission, used: set[str]) -> int:
    """Write what is missing of one submission; `used` are the sub-headings of those before."""
    from secretariat.documents.submissions import minute_parts
    from secretariat.models.kinds import EntryKind

    chair = writer.get(Body, one.body).chair_title
    first, *parts = minute_parts(wording_of(writer, one.body), one, chair)
    entries = entries_under(writer, item.meeting, item.uid)
    heads = [entry for entry in entries if entry.kind is EntryKind.HEADING]
    head = next((e for e in heads if e.uid not in used and first.stands_in(e.text)), None)
    if head is None:
        written = [_write(writer, item, one, part, None) for part in (first, *parts)]
        used.add(written[0].uid)
        return len(written)
    used.add(head.uid)
    at = entries.index(head) + 1
    ends = next((n for n, e in enumerate(entries) if n >= at and e in heads), len(entries))
    there = entries[at:ends]
    found = {_part_of(entry.text, parts) for entry in there}
    missing = [part for part in parts if part not in found]
    for number, part in enumerate(missing):
        _write(writer, item, one, part, ends + number)
    return len(missing)


def _part_of(text: str, parts: Sequence[MinutePart]) -> MinutePart | None:
    """Return the part that a paragraph stands for: of those it begins like, the longest."""
    alike = [part for part in parts if part.stands_in(text)]
    return max(alike, key=lambda part: len(part.lead), default=None)


def _write(writer: Writer, item: Item, one: Submission, part: MinutePart, at: int | None) -> Entry:
    closed = one.restriction is not Restriction.NONE
    entry = writer.insert(
        Entry(
            meeting=item.meeting,
            item=item.uid,
            kind=part.kind,
            text=part.text,
            restriction=one.restriction,
            restriction_ground=one.restriction_ground if closed else "",
        )
    )
    siblings = entries_under(writer, item.meeting, item.uid)
    put_at(writer, Entry, entry.uid, siblings, len(siblings) - 1 if at is None else at)
    return entry
