"""list: what there is in the register, for people and for programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from secretariat.cli.opened import find_body, session_of
from secretariat.cli.output import print_columns, print_json, tell
from secretariat.models.membership import in_force
from secretariat.models.names import full_name, sort_key
from secretariat.models.plaintext import shortened, unmarked
from secretariat.models.records import Body, Membership, Organisation, Person
from secretariat.services import actions as actions_service
from secretariat.services.meetings import all_meetings
from secretariat.services.owed import owed
from secretariat.services.session import Session
from secretariat.services.submission_views import submission_views

Made = dict[str, Any]

_COLUMNS = {
    "bodies": ("short_name", "name", "kind", "members"),
    "people": ("name", "job_title", "organisation", "email"),
    "meetings": ("date", "starts", "body", "name", "stage"),
    "actions": ("state", "due", "body", "owners", "text"),
    "submissions": ("received", "kind", "body", "meeting", "name", "state", "title"),
    "reports": ("due", "state", "author", "meeting", "item", "title"),
}
_LONGEST = 72


def show(folder: Path, what: str, *, body: str | None, as_json: bool, late: bool = False) -> None:
    """Print a list; with `body`, only what belongs to it; with `late`, only reports that are."""
    with session_of(folder) as session:
        chosen = find_body(session.reader, body).uid if body else None
        rows = _LISTS[what](session, chosen)
    if late:
        rows = [row for row in rows if row["missing"] and row["days_late"]]
    if as_json:
        print_json(rows)
    elif rows:
        print_columns([[_cell(row[name]) for name in _COLUMNS[what]] for row in rows])
    else:
        tell("No report is late." if late else f"There are no {what} yet.")


def _cell(value: Any) -> str:
    words = ", ".join(value) if isinstance(value, list) else str("" if value is None else value)
    return shortened(unmarked(words), _LONGEST)


def _bodies(session: Session, body: str | None) -> list[Made]:
    today, reader = session.today(), session.reader
    rows = [b for b in reader.find(Body) if body in (None, b.uid)]
    return [
        {
            "uid": row.uid,
            "name": row.name,
            "short_name": row.short_name,
            "kind": row.kind.value,
            "members": sum(
                in_force(m.starts, m.ends, today) for m in reader.find(Membership, body=row.uid)
            ),
        }
        for row in sorted(rows, key=lambda b: b.name.casefold())
    ]


def _people(session: Session, body: str | None) -> list[Made]:
    reader = session.reader
    homes = {home.uid: home.name for home in reader.find(Organisation)}
    rows = reader.find(Person)
    if body:
        there = {m.person for m in reader.find(Membership, body=body)}
        rows = [person for person in rows if person.uid in there]
    return [
        {
            "uid": person.uid,
            "name": full_name(person),
            "job_title": person.job_title,
            "organisation": homes.get(person.organisation or "", ""),
            "email": person.email,
            "phone": person.phone,
        }
        for person in sorted(rows, key=sort_key)
    ]


def _meetings(session: Session, body: str | None) -> list[Made]:
    return [
        {
            "uid": meet.meeting.uid,
            "date": meet.date.isoformat() if meet.date else None,
            "starts": meet.first.starts.isoformat("minutes") if meet.first else None,
            "place": meet.first.place if meet.first else "",
            "body": ", ".join(b.short_name or b.name for b in meet.bodies),
            "name": meet.name,
            "kind": meet.meeting.kind.value,
            "stage": meet.meeting.stage.value,
        }
        for meet in all_meetings(session.reader, body=body)
    ]


def _actions(session: Session, body: str | None) -> list[Made]:
    return [
        {
            "uid": view.action.uid,
            "state": view.action.state.value,
            "due": view.action.due.isoformat() if view.action.due else view.action.due_kind.value,
            "body": view.body.short_name or view.body.name,
            "meeting": view.sitting.date.isoformat() if view.sitting else None,
            "owners": list(view.owner_names),
            "text": view.words,
            "restriction": view.action.restriction.value,
        }
        for view in actions_service.views(session.reader, body=body)
    ]


def _submissions(session: Session, body: str | None) -> list[Made]:
    """Return what was handed in; contacts and notes stay on the screen."""
    rows = submission_views(session.reader, body=body, today=session.today())
    return [
        {
            "uid": view.submission.uid,
            "received": _day(view.submission.received_on),
            "kind": view.submission.kind.value,
            "body": view.body.short_name or view.body.name,
            "meeting": _day(view.meet.date if view.meet else None),
            "item": view.item.title if view.item else "",
            "name": view.submission.name,
            "organisation": view.submission.organisation,
            "state": view.state.value,
            "late": view.is_late,
            "title": view.submission.title or view.submission.text,
            "restriction": view.submission.restriction.value,
        }
        for view in rows
    ]


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _reports(session: Session, body: str | None) -> list[Made]:
    today = session.today()
    return [
        {
            "uid": view.paper.uid,
            "due": view.due_day.isoformat() if view.due_day else None,
            "state": view.words(today).replace("\N{NO-BREAK SPACE}", " "),
            "missing": view.is_missing(today),
            "days_late": view.days_late(today),
            "working_days_late": view.working_days_late(today),
            "author": view.author_name,
            "meeting": "; ".join(place.meeting_words for place in view.places),
            "item": "; ".join(place.number for place in view.places),
            "title": view.paper.title,
            "why": view.due.words if view.due else "",
            "restriction": view.restriction.value,
        }
        for view in owed(session.reader, body=body)
    ]


_LISTS = {
    "bodies": _bodies,
    "people": _people,
    "meetings": _meetings,
    "actions": _actions,
    "submissions": _submissions,
    "reports": _reports,
}
