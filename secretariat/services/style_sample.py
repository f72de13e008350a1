"""A made-up meeting for looking at house styles where the register has none; it is never stored."""

from __future__ import annotations

import json
from datetime import date, time
from functools import cache
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import (
    ActionState,
    AttendanceKind,
    Audience,
    BodyKind,
    Capacity,
    EntryKind,
    Purpose,
    Stage,
)
from secretariat.models.options import Choices
from secretariat.models.records import (
    Action,
    ActionOwner,
    AttendanceEvent,
    Attendee,
    Body,
    Entry,
    Item,
    Meeting,
    Membership,
    Person,
    Sitting,
)
from secretariat.models.room_kinds import DecisionKind
from secretariat.models.views import ActionView, MeetingView, Member
from secretariat.paths import resources

_MEETING = "sample"
_AS: dict[str, Any] = {
    "capacity": Capacity,
    "kind": EntryKind,
    "decision": DecisionKind,
    "purpose": Purpose,
}


@cache
def sample_view() -> MeetingView:
    """Return the meeting of `resources/styles/sample/meeting.json`, as the public may see it.

    Raises KnownError when the file cannot be read.
    """
    path = resources() / "styles" / "sample" / "meeting.json"
    try:
        return _view(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnownError("The meeting that shows house styles could not be read.") from error


def _view(told: dict[str, Any]) -> MeetingView:
    body = Body(uid=f"{_MEETING}-body", **{**told["body"], "kind": BodyKind(told["body"]["kind"])})
    attendees, events, members = _people(told["attendees"], body)
    entries, actions = _minutes(told["entries"], body)
    return MeetingView(
        audience=Audience.PUBLIC,
        meeting=Meeting(uid=_MEETING, stage=Stage.PUBLISHED),
        bodies=(body,),
        sittings=(_sitting(told["sitting"]),),
        choices=Choices({}),
        items=tuple(_items(told["items"])),
        attendees=attendees,
        events=events,
        members=members,
        entries=entries,
        actions=actions,
    )


def _sitting(told: dict[str, str]) -> Sitting:
    return Sitting(
        uid=f"{_MEETING}-sitting",
        meeting=_MEETING,
        date=date.fromisoformat(told["date"]),
        starts=time.fromisoformat(told["starts"]),
        ends=time.fromisoformat(told["ends"]),
        closed=time.fromisoformat(told["closed"]),
        place=told["place"],
    )


def _items(told: list[dict[str, Any]]) -> list[Item]:
    return [
        Item(
            uid=one["key"],
            meeting=_MEETING,
            position=at,
            **_typed({key: value for key, value in one.items() if key != "key"}),
        )
        for at, one in enumerate(told)
    ]


def _people(
    told: list[dict[str, Any]], body: Body
) -> tuple[tuple[Attendee, ...], tuple[AttendanceEvent, ...], tuple[Member, ...]]:
    attendees, events, members = [], [], []
    for at, one in enumerate(told):
        uid, away = f"{_MEETING}-{at}", one.pop("is_away", False)
        made = Attendee(uid=uid, meeting=_MEETING, position=at, **_typed(one))
        kind = AttendanceKind.APOLOGIES if away else AttendanceKind.PRESENT
        attendees.append(made)
        events.append(AttendanceEvent(uid=f"{uid}-was", meeting=_MEETING, attendee=uid, kind=kind))
        if made.capacity is not Capacity.OFFICER:
            title, given, family = made.name.split(" ", 2)
            person = Person(uid=f"{uid}-who", honorific=title, given_name=given, family_name=family)
            members.append(
                Member(Membership(uid=f"{uid}-seat", body=body.uid, person=person.uid), person)
            )
    return tuple(attendees), tuple(events), tuple(members)


def _minutes(
    told: list[dict[str, Any]], body: Body
) -> tuple[tuple[Entry, ...], tuple[ActionView, ...]]:
    entries, actions = [], []
    for at, one in enumerate(told):
        uid, owner, initials = (
            f"{_MEETING}-said-{at}",
            one.pop("owner", ""),
            one.pop("initials", ""),
        )
        made = Entry(uid=uid, meeting=_MEETING, position=at, **_typed(one))
        entries.append(made)
        if owner:
            action = Action(
                uid=f"{uid}-do", body=body.uid, meeting=_MEETING, item=made.item, entry=uid,
                state=ActionState.OPEN,
            )  # fmt: skip
            who = ActionOwner(uid=f"{uid}-by", action=action.uid, name=owner)
            actions.append(
                ActionView(
                    action, body, (who,), entry=made, owner_names=(owner,),
                    owner_initials=(initials,),
                )
            )  # fmt: skip
    return tuple(entries), tuple(actions)


def _typed(told: dict[str, Any]) -> dict[str, Any]:
    return {key: _AS[key](value) if key in _AS else value for key, value in told.items()}
