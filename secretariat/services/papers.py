"""Reports: asked for, promised, received and cleared; the same one for several bodies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.agenda import effective_restrictions
from secretariat.models.kinds import ItemKind, ItemOutcome, Restriction, Stage
from secretariat.models.limits import MAX_TITLE, check_name
from secretariat.models.names import full_name
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item, ItemPaper, Meeting, Paper, Person
from secretariat.paths import resources
from secretariat.services.actions import recognise_owners
from secretariat.services.agenda import items_of
from secretariat.services.fields import change_fields
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.services.names_typed import read_name
from secretariat.services.owed import PaperView, view_of
from secretariat.services.paper_links import links_of, papers_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_OPEN = (Stage.PLANNED, Stage.AGENDA)
_PUT_OFF = (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN)
_CARRIED = (
    "title",
    "text",
    "purpose",
    "presenter",
    "lead_officer",
    "author",
    "recommendation",
)


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes a report: a person of the register, or a name as it was typed."""

    person: str | None = None
    name: str = ""


def recognise_author(reader: Reader, words: str, meeting: str | None = None) -> Author:
    """Return the person whom a name or initials mean; else the words as they are.

    “Councillor Jane Smith” is found where the register has her as Cllr Jane Smith.
    """
    words = one_line(words)
    if not words:
        return Author()
    typed = read_name(words)
    plain = one_line(f"{typed.given_name} {typed.family_name}")
    for text in dict.fromkeys((words, plain)):
        owners = recognise_owners(reader, text, meeting)
        if len(owners) == 1 and owners[0].person:
            return Author(owners[0].person)
    return Author(name=words)


def called(reader: Reader, words: str) -> str:
    """Return how the author whom the words mean will be called: in full, or as typed."""
    author = recognise_author(reader, words)
    person = reader.maybe(Person, author.person)
    return full_name(person) if person else author.name


def author_for(reader: Reader, item: Item) -> Author:
    """Return who writes the report of an item: its author, else its lead officer, else its
    presenter where that is a person of the register."""
    for words in (item.author, item.lead_officer):
        if words.strip():
            return recognise_author(reader, words, item.meeting)
    shown = recognise_author(reader, item.presenter, item.meeting)
    return shown if shown.person else Author()


def people_offered(reader: Reader) -> list[str]:
    """Return the names of all people, to be offered where an author is typed."""
    return sorted((full_name(person) for person in reader.find(Person)), key=str.casefold)


def takes_report(item: Item, items: Sequence[Item]) -> bool:
    """Say whether a report is usually written for an item.

    Not for a heading, an item with sub-items, one that was put off, and the standing business
    that `resources/reports.json` names: apologies, minutes, any other business.
    """
    title = one_line(item.title).casefold()
    return (
        item.kind is ItemKind.ITEM
        and bool(title)
        and item.outcome not in _PUT_OFF
        and not any(other.parent == item.uid for other in items)
        and not any(title.startswith(words) for words in _standing())
    )


@cache
def _standing() -> tuple[str, ...]:
    data = json.loads((resources() / "reports.json").read_text("utf-8"))
    return tuple(words.casefold() for words in data["standing"])


def without_report(reader: Reader, meeting: str) -> list[Item]:
    """Return the items of a meeting that usually take a report and have none yet."""
    items = items_of(reader, meeting)
    have = papers_of(reader, items)
    return [item for item in items if item.uid not in have and takes_report(item, items)]


def ask_for(session: Session, item: str, **values: Any) -> Receipt[Paper]:
    """Ask for a report of an item, today unless `asked_on` says another day.

    Its author is the item's author, lead officer or presenter where that is known; title and
    restriction are the item's. KnownError for a heading.
    """
    today = session.today()
    return session.change("Ask for a report", lambda w: add_paper(w, item, today, values))


def ask_for_all(
    session: Session, meeting: str, items: Sequence[str] | None = None
) -> Receipt[list[Paper]]:
    """Ask for the reports of several items of a meeting, as one change.

    Without `items` they are those that usually take a report and have none yet; KnownError when
    there is none such.
    """
    today = session.today()

    def work(writer: Writer) -> list[Paper]:
        wanted = items
        if wanted is None:
            wanted = [item.uid for item in without_report(writer, meeting)]
        if not wanted:
            raise KnownError("Every item that takes a report has been asked for already.")
        return [add_paper(writer, item, today, {}) for item in wanted]

    return session.change("Ask for the reports of a meeting", work)


def add_paper(writer: Writer, uid: str, today: date, values: dict[str, Any]) -> Paper:
    """Add the report of an item inside a change; KnownError for a heading."""
    item = writer.get(Item, uid)
    if item.kind is ItemKind.HEADING:
        raise KnownError("A heading takes no report: choose an item below it.")
    lead = meet_of(writer, item.meeting).bodies[0]
    author = author_for(writer, item)
    held = effective_restrictions(items_of(writer, item.meeting))[item.uid]
    made = {
        "title": one_line(item.title) or "Report without a title",
        "author": author.person,
        "author_name": author.name,
        "asked_on": today,
        "restriction": held.restriction,
        "restriction_ground": held.ground,
        **values,
    }
    paper = writer.insert(Paper(body=lead.uid, **made))
    last = writer.count(ItemPaper, item=uid)
    writer.insert(ItemPaper(item=uid, paper=paper.uid, position=last))
    return paper


def change_paper(session: Session, uid: str, *, origin: str = "", **values: Any) -> Receipt[Paper]:
    """Set fields of a report. Raises KnownError for an empty or far too long title."""
    if "title" in values and not values["title"].strip():
        raise KnownError("A report keeps a title, so that its author knows which one is meant.")
    check_name(values.get("title", ""), "title", MAX_TITLE)
    return change_fields(session, Paper, uid, "Change report", origin=origin, **values)


def set_author(session: Session, uid: str, words: str, *, origin: str = "") -> Receipt[Paper]:
    """Say who writes a report: a person of the register where the words name one."""
    author = recognise_author(session.reader, words)
    return session.change(
        "Change author",
        lambda w: w.update(Paper, uid, author=author.person, author_name=author.name),
        origin=origin,
    )


def set_letter(
    session: Session, item: str, paper: str, letter: str, *, origin: str = ""
) -> Receipt[ItemPaper]:
    """Say by what a report is told from others of an item: Appendix A. KnownError for a report
    that the item does not wait for."""

    def work(writer: Writer) -> ItemPaper:
        links = links_of(writer, [writer.get(Item, item)]).get(item, [])
        link = next((one for one in links if one.paper == paper), None)
        if link is None:
            raise KnownError("That report is for this item no more.")
        return writer.update(ItemPaper, link.uid, letter=one_line(letter))

    return session.change(
        "Change letter of report", work, origin=origin, merge_key=f"{origin}:{item}:{paper}"
    )


def mark_received(session: Session, uid: str, on: date | None = None) -> Receipt[Paper]:
    """Record that a report came in, today unless another day is given."""
    day = on or session.today()
    return session.change("Report received", lambda w: w.update(Paper, uid, received_on=day))


def mark_missing(session: Session, uid: str) -> Receipt[Paper]:
    """Take back that a report came in or was cleared."""
    return session.change(
        "Report not received",
        lambda w: w.update(Paper, uid, received_on=None, cleared_on=None, cleared_by=""),
    )


def mark_cleared(
    session: Session, uid: str, on: date | None = None, by: str | None = None
) -> Receipt[Paper]:
    """Record that a report was cleared for the agenda, today unless another day is given.

    One that was not marked as received was received by then.
    """
    day = on or session.today()

    def work(writer: Writer) -> Paper:
        paper = writer.get(Paper, uid)
        values: dict[str, Any] = {"cleared_on": day}
        if paper.received_on is None:
            values["received_on"] = day
        if by is not None:
            values["cleared_by"] = one_line(by)
        return writer.update(Paper, uid, **values)

    return session.change("Report cleared", work)


def set_needed(session: Session, uid: str, needed: bool) -> Receipt[Paper]:
    """Say whether a report is needed at all; one that is not is neither owed nor late."""
    label = "Report needed" if needed else "Report not needed"
    return session.change(label, lambda w: w.update(Paper, uid, is_needed=needed))


def remove_paper(session: Session, uid: str) -> Receipt[None]:
    """Remove a report from the list; the items it was for stay."""
    return session.change("Remove report", lambda w: w.delete(Paper, uid))


def meetings_for(reader: Reader, paper: str, today: date) -> list[Meet]:
    """Return the coming meetings on whose draft agenda a report can still be put."""
    taken = {place.meet.meeting.uid for place in view_of(reader, paper).places}
    return [
        meet
        for meet in all_meetings(reader)
        if meet.date
        and meet.date >= today
        and meet.meeting.stage in _OPEN
        and meet.meeting.uid not in taken
    ]


def send_also(session: Session, paper: str, meeting: str) -> Receipt[Item]:
    """Put an item for the same report last on the agenda of another meeting, as one change.

    It has the title, text, recommendation and people of the first item that the report is for,
    its public title, and the strictest restriction that holds for the report anywhere. KnownError
    when that agenda is out already, or takes the report already.
    """

    def work(writer: Writer) -> Item:
        if writer.get(Meeting, meeting).stage not in _OPEN:
            raise KnownError("The agenda of that meeting is out already; choose a later one.")
        view = view_of(writer, paper)
        if any(place.meet.meeting.uid == meeting for place in view.places):
            raise KnownError("That meeting takes this report already.")
        last = writer.count(Item, meeting=meeting, parent=None)
        item = writer.insert(Item(meeting=meeting, position=last, **_carried(view)))
        if writer.get(Meeting, meeting).stage is Stage.PLANNED:
            writer.update(Meeting, meeting, stage=Stage.AGENDA)
        writer.insert(ItemPaper(item=item.uid, paper=paper))
        return item

    return session.change("Send report also to another meeting", work)


def _carried(view: PaperView) -> dict[str, Any]:
    """Return what an item for a report has elsewhere; never less restricted than where it is."""
    values: dict[str, Any] = {"title": view.paper.title}
    items = [place.item for place in view.places]
    if items:
        values = {name: getattr(items[0], name) for name in _CARRIED}
        values["public_title"] = next((i.public_title for i in items if i.public_title), "")
    restriction = view.restriction
    if restriction is not Restriction.NONE:
        held = [(view.paper.restriction, view.paper.restriction_ground)]
        held += [(place.held.restriction, place.held.ground) for place in view.places]
        ground = next((ground for one, ground in held if one is restriction and ground), "")
        values |= {"restriction": restriction, "restriction_ground": ground}
    return values
