"""Loading whole views of the register for an audience: the only way into a document.

What an audience may not see is left behind here, before anything is composed or rendered.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from secretariat.models.agenda import public_items, visible_actions, visible_entries
from secretariat.models.kinds import Audience, Stage
from secretariat.models.options import Choices
from secretariat.models.records import (
    AttendanceEvent,
    Attendee,
    Body,
    Entry,
    Item,
    Meeting,
    Person,
    Sitting,
)
from secretariat.models.views import ActionListView, ActionView, MeetingView, Member
from secretariat.services import actions as actions_service
from secretariat.services.agenda import items_of
from secretariat.services.bodies import choices_of, members_of, texts_of
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.services.minutes import entries_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader

_FUTURE_MEETINGS = 4


def meeting_view(session: Session, meeting: str, audience: Audience) -> MeetingView:
    """Return everything about one meeting that `audience` may see, as of one moment.

    `made` is the day of the letter, or of the meeting, so that the same business gives the
    same bytes whenever a document of it is made.
    """
    reader = session.reader
    with reader.snapshot():
        meet = meet_of(reader, meeting)
        lead = meet.bodies[0]
        on = meet.date or date.min
        items = items_of(reader, meeting)
        all_entries = entries_of(reader, meeting)
        entries = visible_entries(all_entries, items, audience)
        attendees = tuple(reader.find(Attendee, meeting=meeting))
        rows = actions_service.views(reader, meeting=meeting)
        seen = {
            a.uid for a in visible_actions([v.action for v in rows], all_entries, items, audience)
        }
        return MeetingView(
            audience=audience,
            meeting=_for_audience(meet.meeting, audience),
            bodies=meet.bodies,
            sittings=meet.sittings,
            choices=choices_of(reader, lead.uid),
            texts=tuple(texts_of(reader, lead.uid)),
            members=tuple(_members(reader, meet, on)),
            items=public_items(items, audience),
            attendees=attendees,
            events=tuple(reader.find(AttendanceEvent, meeting=meeting)),
            entries=entries,
            actions=_in_minute_order(tuple(v for v in rows if v.action.uid in seen), entries),
            future=_future(reader, lead, meet),
            people=reader.by_uid(Person, _named(rows, attendees)),
            made=_made(meet),
        )


def _for_audience(meeting: Meeting, audience: Audience) -> Meeting:
    return meeting if audience is Audience.OFFICERS else replace(meeting, note="")


def _named(actions: list[ActionView], attendees: tuple[Attendee, ...]) -> set[str | None]:
    """Return the uids of those who own an action or were there."""
    owners = {owner.person for view in actions for owner in view.owners}
    return owners | {attendee.person for attendee in attendees}


def _members(reader: Reader, meet: Meet, on: date) -> list[Member]:
    """Return the members of all the bodies that meet, each person once."""
    found: dict[str, Member] = {}
    for body in meet.bodies:
        for member in members_of(reader, body.uid, on):
            found.setdefault(member.person.uid, member)
    return list(found.values())


def _in_minute_order(
    actions: tuple[ActionView, ...], entries: tuple[Entry, ...]
) -> tuple[ActionView, ...]:
    """Return the actions in the order in which the minutes name them, then the others."""
    place = {entry.uid: index for index, entry in enumerate(entries)}
    last = len(place)
    return tuple(sorted(actions, key=lambda v: place.get(v.action.entry or "", last)))


def _future(reader: Reader, lead: Body, meet: Meet) -> tuple[tuple[Meeting, Sitting], ...]:
    later = [
        (other.meeting, other.sittings[0])
        for other in all_meetings(reader, body=lead.uid)
        if other.date
        and meet.date
        and other.date > meet.date
        and other.meeting.stage not in (Stage.CANCELLED, Stage.POSTPONED)
    ]
    return tuple(later[:_FUTURE_MEETINGS])


def _made(meet: Meet) -> datetime:
    day = meet.meeting.letter_date or meet.date or date(2000, 1, 1)
    return datetime.combine(day, time())


def action_list_view(
    session: Session,
    audience: Audience,
    *,
    meeting: str | None = None,
    body: str | None = None,
) -> ActionListView:
    """Return the actions of a meeting, of a body or of the whole register for an audience."""
    reader = session.reader
    with reader.snapshot():
        if meeting:
            return _of_meeting(session, audience, meeting)
        rows = actions_service.views(reader, body=body)
        home = reader.maybe(Body, body)
        seen = tuple(v for v in rows if _open_to(reader, v, audience))
        newest = max((v.sitting.date for v in seen if v.sitting), default=date(2000, 1, 1))
        return ActionListView(
            audience=audience,
            title=home.name if home else "All bodies",
            actions=seen,
            body=home,
            choices=choices_of(reader, home.uid) if home else Choices({}),
            made=datetime.combine(newest, time()),
        )


def _of_meeting(session: Session, audience: Audience, meeting: str) -> ActionListView:
    view = meeting_view(session, meeting, audience)
    return ActionListView(
        audience=audience,
        title=view.meeting.title or view.lead.name,
        actions=view.actions,
        body=view.lead,
        choices=view.choices,
        made=view.made,
    )


def _open_to(reader: Reader, view: ActionView, audience: Audience) -> bool:
    """Say whether neither the action nor its home in the minutes is kept from `audience`."""
    if audience is Audience.OFFICERS:
        return True
    meeting = view.action.meeting
    items: list[Item] = items_of(reader, meeting) if meeting else []
    entries = [view.entry] if view.entry else []
    return bool(visible_actions([view.action], entries, items, audience))
