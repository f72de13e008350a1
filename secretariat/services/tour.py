"""The main job from end to end on the sample board, as an officer would do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from secretariat.models.kinds import (
    AttendanceKind,
    Audience,
    DocumentKind,
    EntryKind,
    Format,
    ItemKind,
    MeetingKind,
    Restriction,
)
from secretariat.models.records import Body, Item
from secretariat.services import actions, agenda, attendance, meetings, minutes, publish, sample
from secretariat.services.giving import composed_of
from secretariat.services.session import Session

Say = Callable[[str], None]
Write = Callable[[Path, bytes], None]

SEEN_AT = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)
"""The evening of the meeting that the tour serves: its clock stands there."""

_BODY = "CSSP"
_DAY = date(2026, 11, 20)
_LETTER = date(2026, 11, 12)
_DOCUMENTS = (DocumentKind.AGENDA, DocumentKind.MINUTES)
_LISTS = (DocumentKind.ACTIONS, DocumentKind.ATTENDANCE)


@dataclass(frozen=True, slots=True)
class Made:
    """The files that the tour made, in the order in which it made them."""

    files: tuple[Path, ...]


def take(session: Session, out: Path, say: Say, write: Write) -> Made:
    """Fill the register with the sample board, serve one meeting and write its documents.

    `say` hears a sentence for each step; `write` puts a file in its place. Waits for each
    commit. Raises KnownError when a file cannot be written.
    """
    sample.fill(session).result()
    bodies = session.reader.count(Body)
    many = len(meetings.all_meetings(session.reader))
    say(f"Filled a register with the sample board: {bodies} bodies, {many} meetings.")
    meeting = _call(session, say)
    files = [_publish(session, meeting, DocumentKind.AGENDA, out, write, say)]
    _attend(session, meeting, say)
    _minute(session, meeting, say)
    files.append(_publish(session, meeting, DocumentKind.MINUTES, out, write, say))
    for kind in (*_DOCUMENTS, *_LISTS):
        for form in Format if kind in _DOCUMENTS else (Format.PDF,):
            path = out / publish.file_name(session, kind, meeting, form)
            if path not in files:
                write(path, publish.make(session, kind, meeting, form, Audience.PUBLIC))
                files.append(path)
    say(f"Wrote {len(files)} documents for the public.")
    return Made(tuple(files))


_AGENDA: tuple[dict[str, Any], ...] = (
    {"title": "Apologies for absence"},
    {"title": "Declarations of interest"},
    {"title": "AFTER THE FLOOD", "kind": ItemKind.HEADING},
    {"title": "The embankment at Wenbridge", "pages": "1–14"},
    {"title": "What happened on 18 January", "presenter": "Gareth Prosser", "under": True},
    {"title": "Who clears the drains", "presenter": "Harpreet Sandhu", "under": True},
    {
        "title": "The claim of the Millgate Centre against its insurer",
        "public_title": "An insurance claim",
        "restriction": Restriction.EXEMPT,
        "restriction_ground": "Information about legal proceedings (paragraph 5)",
    },
)


def _call(session: Session, say: Say) -> str:
    """Add an extraordinary meeting with its agenda."""
    body = next(b for b in session.reader.find(Body) if b.short_name == _BODY)
    meeting = meetings.add_meeting(
        session, [body.uid], _DAY, time(18), time(19, 30), kind=MeetingKind.EXTRAORDINARY
    ).result()
    meetings.change_meeting(session, meeting.uid, letter_date=_LETTER).result()
    last: str | None = None
    for line in _AGENDA:
        values = dict(line)
        under = last if values.pop("under", False) else None
        item = agenda.add_item(session, meeting.uid, parent=under, **values).result()
        last = under or item.uid
    say(f"Called an extraordinary meeting of the {body.name} with {len(_AGENDA)} lines of agenda.")
    return meeting.uid


def _publish(
    session: Session, meeting: str, kind: DocumentKind, out: Path, write: Write, say: Say
) -> Path:
    """Make the PDF, write it, and record that it went out."""
    data = publish.make(session, kind, meeting, Format.PDF, Audience.PUBLIC)
    composed = composed_of(publish.compose(session, kind, meeting))
    name = publish.file_name(session, kind, meeting, Format.PDF)
    write(out / name, data)
    if kind is DocumentKind.AGENDA:
        publish.publish_agenda(session, meeting).result()
    else:
        publish.publish_minutes(session, meeting).result()
    publish.record_publication(
        session, kind, meeting, Format.PDF, Audience.PUBLIC, name, data, composed
    ).result()
    whom = len([one for one in publish.recipients(session, meeting) if one.address])
    say(f"Published the {kind.value} as “{name}”, for {whom} members with an address.")
    return out / name


def _attend(session: Session, meeting: str, say: Say) -> None:
    meetings.open_meeting(session, meeting, time(18)).result()
    listed = attendance.fill_from_membership(session, meeting).result()
    by_name = {a.name: a.uid for a in attendance.attendees_of(session.reader, meeting)}
    attendance.mark(session, by_name["Ms Yasmin Palmer"], AttendanceKind.APOLOGIES).result()
    attendance.mark(session, by_name["Cllr Siôn Pugh"], AttendanceKind.REMOTE).result()
    attendance.mark_unmarked_present(session, meeting).result()
    say(f"Called the roll of {listed}: one sent apologies, one joined from afar.")


_WORDS = (
    ("Apologies for absence", EntryKind.NARRATIVE, "Apologies were received from Ms Palmer."),
    ("Declarations of interest", EntryKind.NARRATIVE, "There were none."),
    (
        "What happened on 18 January",
        EntryKind.NARRATIVE,
        "Gareth Prosser showed where the water came over the wall:\n\n"
        "- at the lowest stretch, beside the Millgate Centre, for nine hours;\n"
        "- at the lock, where a gate had been left half open.",
    ),
    (
        "What happened on 18 January",
        EntryKind.DECISION,
        "RESOLVED: That the Panel thanks the cadets and the young people who filled sandbags.",
    ),
    (
        "Who clears the drains",
        EntryKind.ACTION,
        "Harpreet Sandhu to make one list of the drains, with the name of whoever clears each.",
    ),
)


def _minute(session: Session, meeting: str, say: Say) -> None:
    items = {i.title: i.uid for i in session.reader.find(Item, meeting=meeting)}
    for title, kind, words in _WORDS:
        owner = "Harpreet Sandhu" if kind is EntryKind.ACTION else ""
        owners = actions.recognise_owners(session.reader, owner, meeting)
        minutes.add_entry(session, meeting, items[title], words, kind=kind, owners=owners).result()
    agenda.defer_item(
        session, items["The claim of the Millgate Centre against its insurer"]
    ).result()
    meetings.close_meeting(session, meeting, time(19, 10)).result()
    say(f"Took {len(_WORDS)} minutes with one action, deferred an item, closed at 7.10 pm.")
