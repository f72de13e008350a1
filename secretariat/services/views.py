"""Loading whole views of the register for an audience: the only way into a document.

What an audience may not see is left behind here, before anything is composed or rendered: rows
that are restricted, and of the others the columns that are for officers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TypeVar

from secretariat.models.agenda import (
    public_items,
    readable,
    visible_actions,
    visible_entries,
    visible_events,
)
from secretariat.models.faces import close_ranks, face
from secretariat.models.kinds import Audience, DeadlineKind, Stage
from secretariat.models.numbering import in_tree_order
from secretariat.models.options import Choices
from secretariat.models.presence import in_taken_order
from secretariat.models.records import (
    AttendanceEvent,
    Attendee,
    Body,
    Entry,
    Item,
    Meeting,
    Person,
    Record,
    Reply,
    Sitting,
    StandingText,
    Submission,
)
from secretariat.models.submissions import visible_submissions
from secretariat.models.views import (
    ActionListView,
    ActionView,
    ListedPaper,
    MeetingView,
    Member,
)
from secretariat.services import actions as actions_service
from secretariat.services.agenda import items_of
from secretariat.services.agenda_versions import changes_of, marked_then
from secretariat.services.bodies import choices_of, members_of, printed_texts
from secretariat.services.deadlines import HANDED_IN, chain
from secretariat.services.happened import happened
from secretariat.services.listed_papers import listed_papers
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.services.minutes import entries_of
from secretariat.services.progress import progress_item, told_of
from secretariat.services.rules import profile_of
from secretariat.services.schemes import full_grounds
from secretariat.services.sequences import numbers_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader

_FUTURE_MEETINGS = 4
R = TypeVar("R", bound=Record)


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
        seen = _business(reader, meeting, audience)
        items = full_grounds(reader, lead, meet.date, seen.items)
        entries = full_grounds(reader, lead, meet.date, seen.entries)
        choices = choices_of(reader, lead.uid)
        attendees = reader.find(Attendee, meeting=meeting)
        texts = _faces(printed_texts(reader, lead), audience)
        rows = actions_service.views(reader, meeting=meeting)
        actions = _action_faces(rows, {meeting: seen}, audience)
        replies = _replies(reader, meeting, audience)
        people = reader.by_uid(Person, _named(actions, attendees, replies))
        return MeetingView(
            audience=audience,
            meeting=face(meet.meeting, audience),
            bodies=_faces(meet.bodies, audience),
            sittings=_faces(meet.sittings, audience),
            choices=choices,
            texts=texts,
            members=tuple(member_face(one, audience) for one in _members(reader, meet, on)),
            items=items,
            attendees=_faces(attendees, audience),
            events=_events(reader, meeting, audience, seen),
            entries=entries,
            actions=_in_minute_order(actions, seen.entries),
            submissions=visible_submissions(
                reader.find(Submission, meeting=meeting), seen.all_items, audience
            ),
            papers=_papers(reader, choices, seen, audience),
            happened=happened(
                reader,
                meeting,
                audience,
                seen.items,
                seen.entries,
                readable(seen.all_items, audience),
                numbers_of(reader, meet, seen.all_items, seen.all_entries),
            ),
            future=_future(reader, lead, meet, audience),
            people={uid: face(person, audience) for uid, person in people.items()},
            replies=replies,
            replacement=_replacement(reader, meet, audience),
            moved_from=_moved_from(reader, meeting, audience),
            handed_in_by=_handed_in_by(reader, meeting, seen.items, texts),
            told_under=(under := progress_item(reader, meet, seen.items)),
            told_of=_told_of(reader, meet, audience) if under else (),
            profile=profile_of(reader, lead).key,
            changes=changes_of(reader, meet.meeting, seen.all_items, audience),
            went_out=marked_then(reader, meet.meeting, seen.items),
            made=_made(meet),
        )


def outline(session: Session, meeting: str, audience: Audience) -> MeetingView:
    """Return a meeting without its business: what its files are called after."""
    reader = session.reader
    with reader.snapshot():
        meet = meet_of(reader, meeting)
        return MeetingView(
            audience=audience,
            meeting=face(meet.meeting, audience),
            bodies=_faces(meet.bodies, audience),
            sittings=_faces(meet.sittings, audience),
            choices=choices_of(reader, meet.bodies[0].uid),
            changes=changes_of(reader, meet.meeting, items_of(reader, meeting), audience),
            made=_made(meet),
        )


@dataclass(frozen=True, slots=True)
class _Business:
    """The agenda and the minutes of one meeting as an audience may see them, in print order.

    `all_items` and `all_entries` are as the register has them, for the rules.
    """

    all_items: tuple[Item, ...] = ()
    all_entries: tuple[Entry, ...] = ()
    items: tuple[Item, ...] = ()
    entries: tuple[Entry, ...] = ()


def _business(reader: Reader, meeting: str, audience: Audience) -> _Business:
    items, entries = tuple(items_of(reader, meeting)), tuple(entries_of(reader, meeting))
    faces = public_items(items, audience)
    seen = _printed(visible_entries(entries, items, audience), faces)
    if audience is not Audience.OFFICERS:
        before = sum(entry.item is None and entry.position < 0 for entry in seen)
        seen = close_ranks(_faces(seen, audience), before)
    return _Business(items, entries, faces, seen)


def _printed(entries: Iterable[Entry], items: Iterable[Item]) -> tuple[Entry, ...]:
    """Return the entries as the minutes print them: before the items, under each, and after."""
    taken = in_taken_order(in_tree_order(items))
    place = {item.uid: at for at, item in enumerate(taken)}

    def where(entry: Entry) -> tuple[int, int]:
        loose = -1 if entry.position < 0 else len(place)
        return (loose if entry.item is None else place.get(entry.item, len(place)), entry.position)

    return tuple(sorted(entries, key=where))


def _papers(
    reader: Reader, choices: Choices, seen: _Business, audience: Audience
) -> tuple[ListedPaper, ...]:
    """Return the reports that the body lists below their items."""
    if not (choices.yes("agenda.papers") or choices.yes("minutes.papers")):
        return ()
    return listed_papers(reader, seen.all_items, audience)


def _events(
    reader: Reader, meeting: str, audience: Audience, seen: _Business
) -> tuple[AttendanceEvent, ...]:
    """Return who came and went, as far as the audience may know."""
    events = tuple(reader.find(AttendanceEvent, meeting=meeting))
    if audience is Audience.OFFICERS:
        return events
    entries = {entry.uid for entry in seen.entries}
    told = [
        event
        for event in visible_events(events, seen.all_items, audience)
        if event.kind.is_roll_call or event.entry is None or event.entry in entries
    ]
    return close_ranks(_faces(told, audience))


def _faces(records: Iterable[R], audience: Audience) -> tuple[R, ...]:
    return tuple(face(record, audience) for record in records)


def member_face(member: Member, audience: Audience) -> Member:
    """Return what documents for `audience` are given of a member."""
    return Member(
        membership=face(member.membership, audience),
        person=face(member.person, audience),
        seat=face(member.seat, audience) if member.seat else None,
        organisation=face(member.organisation, audience) if member.organisation else None,
    )


def _action_faces(
    rows: Iterable[ActionView], homes: Mapping[str, _Business], audience: Audience
) -> tuple[ActionView, ...]:
    """Return the actions that `audience` may see, with what it may see of their `homes`."""
    if audience is Audience.OFFICERS:
        return tuple(rows)
    at_home: dict[str, list[ActionView]] = {}
    for row in rows:
        at_home.setdefault(_home_of(row), []).append(row)
    seen: set[str] = set()
    for meeting, those in at_home.items():
        home = homes.get(meeting, _Business())
        acts = [row.action for row in those]
        found = visible_actions(acts, home.all_entries, home.all_items, audience)
        seen |= {action.uid for action in found}
    shown = [row for row in rows if row.action.uid in seen]
    acts = sorted((row.action for row in shown), key=lambda action: action.position)
    faces = {action.uid: action for action in close_ranks(_faces(acts, audience))}
    items = {item.uid: item for home in homes.values() for item in home.items}
    entries = {entry.uid: entry for home in homes.values() for entry in home.entries}
    return tuple(
        replace(
            row,
            action=(action := faces[row.action.uid]),
            body=face(row.body, audience),
            owners=_faces(row.owners, audience),
            updates=_faces(row.updates, audience),
            meeting=face(row.meeting, audience) if row.meeting else None,
            sitting=face(row.sitting, audience) if row.sitting else None,
            item=items.get(action.item or ""),
            entry=entries.get(action.entry or ""),
        )
        for row in shown
    )


def _home_of(row: ActionView) -> str:
    """Return the meeting under whose business an action stands, empty for one under none."""
    under = row.entry or row.item
    return row.action.meeting or (under.meeting if under else "")


def _named(
    actions: Iterable[ActionView], attendees: Iterable[Attendee], replies: Iterable[Reply]
) -> set[str | None]:
    """Return the uids of those who own an action, were there or answered before the day."""
    owners = {owner.person for view in actions for owner in view.owners}
    answered = {uid for reply in replies for uid in (reply.person, reply.substitute)}
    return owners | answered | {attendee.person for attendee in attendees}


def _replies(reader: Reader, meeting: str, audience: Audience) -> tuple[Reply, ...]:
    """Return what was answered before the day, for officers alone."""
    if audience is not Audience.OFFICERS:
        return ()
    return tuple(reader.find(Reply, meeting=meeting))


def _replacement(reader: Reader, meet: Meet, audience: Audience) -> tuple[Sitting, ...]:
    """Return when and where the meeting is that is held in place of one that is off."""
    other = meet.meeting.replaced_by
    if other is None or not meet.meeting.stage.is_off:
        return ()
    instead = meet_of(reader, other)
    return () if instead.meeting.stage.is_off else _faces(instead.sittings, audience)


def _moved_from(reader: Reader, meeting: str, audience: Audience) -> tuple[Sitting, ...]:
    """Return when the meetings were to be that this one is held in place of."""
    off = [row.uid for row in reader.find(Meeting, replaced_by=meeting) if row.stage.is_off]
    found = [sitting for uid in off for sitting in reader.find(Sitting, meeting=uid)]
    return _faces(sorted(found, key=lambda sitting: sitting.date), audience)


def _handed_in_by(
    reader: Reader, meeting: str, items: Iterable[Item], texts: Iterable[StandingText]
) -> dict[DeadlineKind, date]:
    """Return the days by which others hand something in, where any words ask for one."""
    words = [*(item.text for item in items), *(text.text for text in texts)]
    if not any("_by}" in one for one in words):
        return {}
    return {one.kind: one.day for one in chain(reader, meeting) if one.kind in HANDED_IN}


def _told_of(reader: Reader, meet: Meet, audience: Audience) -> tuple[ActionView, ...]:
    """Return the earlier actions that a meeting heard about, as far as the audience may know."""
    rows = told_of(reader, meet)
    homes = {_home_of(row) for row in rows} - {""}
    return _action_faces(rows, {uid: _business(reader, uid, audience) for uid in homes}, audience)


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


def _future(
    reader: Reader, lead: Body, meet: Meet, audience: Audience
) -> tuple[tuple[Meeting, Sitting], ...]:
    later = [
        (face(other.meeting, audience), face(other.sittings[0], audience))
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
    open_only: bool = False,
) -> ActionListView:
    """Return the actions of a meeting, of a body or of the whole register for an audience; of the
    last two, if wanted, only those that are open."""
    reader = session.reader
    with reader.snapshot():
        if meeting:
            return _of_meeting(session, audience, meeting)
        rows = actions_service.views(reader, body=body)
        if open_only:
            rows = [row for row in rows if row.action.state.is_open]
        home = reader.maybe(Body, body)
        homes = {_home_of(row) for row in rows} - {""}
        seen = _action_faces(
            rows, {uid: _business(reader, uid, audience) for uid in homes}, audience
        )
        newest = max((v.sitting.date for v in seen if v.sitting), default=date(2000, 1, 1))
        return ActionListView(
            audience=audience,
            title=home.name if home else "All bodies",
            actions=seen,
            body=face(home, audience) if home else None,
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
