"""Loading the forward plan of a body for an audience: the only way into a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time

from secretariat.models.faces import face
from secretariat.models.kinds import Audience
from secretariat.models.plan import public_topics
from secretariat.models.records import Body, Topic
from secretariat.models.recurrence import month_of, months_on
from secretariat.models.views import ForwardPlanView, PlanLine
from secretariat.services.bodies import choices_of, members_of
from secretariat.services.meetings import Meet, all_meetings
from secretariat.services.plan import OUTSIDE, Line, Status, lines, to_come
from secretariat.services.session import Session
from secretariat.services.views import member_face
from secretariat.store.rows import Reader


def forward_plan_view(
    session: Session, body: str, audience: Audience, start: date
) -> ForwardPlanView:
    """Return what a body plans from the month of `start` on, as far as `audience` may see it.

    How many months it covers is a choice of the body. Everything is reckoned as at `start`, so
    that the same business gives the same bytes whenever the document is made.
    """
    reader = session.reader
    with reader.snapshot():
        home = reader.get(Body, body)
        choices = choices_of(reader, body)
        first = month_of(start)
        last = months_on(first, _months(choices["plan.months"]) - 1)
        planned = _planned(lines(reader, start, body=body, audience=audience), first, last)
        undated = choices.yes("plan.undated")
        found = _faced(reader, [p for p in planned if undated or _is_placed(p)], audience, start)
        return ForwardPlanView(
            audience=audience,
            body=face(home, audience),
            start=first,
            end=last,
            choices=choices,
            lines=found,
            members=tuple(member_face(m, audience) for m in members_of(reader, body, start)),
            made=datetime.combine(start, time()),
        )


def notice_view(view: ForwardPlanView) -> ForwardPlanView:
    """Return the key decisions and the private business of a plan, each once.

    It is dated by the day on which the newest notice was given, where one was.
    """
    chosen: dict[str, PlanLine] = {}
    for line in view.lines:
        if line.topic.is_key_decision or line.topic.is_private:
            chosen.setdefault(line.topic.uid, line)
    given = [line.topic.notice_on for line in chosen.values() if line.topic.notice_on]
    made = datetime.combine(max(given), time()) if given else view.made
    return replace(view, lines=tuple(chosen.values()), made=made)


def _months(chosen: str) -> int:
    """Return how many months are covered; what another program has written is taken for a year."""
    count = int(chosen) if chosen.isascii() and chosen.isdigit() else 12
    return count if 1 <= count <= 60 else 12


def _planned(found: Iterable[Line], first: date, last: date) -> list[Line]:
    """Return what is planned in the months from `first` to `last`, or waits for a day; what
    returns within them stands there each time."""
    end = months_on(last, 1)
    planned: list[Line] = []
    for line in found:
        if not line.status.is_open:
            continue
        if line.day is None or line.is_overdue or line.day < first:
            planned.append(replace(line, day=None, meet=None))
        elif line.day < end:
            planned.append(line)
        planned += [
            replace(line, day=mark.day, meet=None, status=Status.PLANNED)
            for mark in line.marks
            if mark.kind.value == "returns" and first <= mark.day < end and line.day != mark.day
        ]
    return sorted(planned, key=lambda line: (line.day or date.max, line.topic.position))


def _is_placed(line: Line) -> bool:
    """Say whether a topic has a day, or had one that has passed."""
    return line.day is not None or line.status is Status.SLIPPED


def _faced(
    reader: Reader, planned: list[Line], audience: Audience, start: date
) -> tuple[PlanLine, ...]:
    """Return the lines with what `audience` may see of each topic, its meeting and sitting."""
    topics = {line.topic.uid: line.topic for line in planned}
    seen = {topic.uid: topic for topic in public_topics(topics.values(), audience)}
    meets = all_meetings(reader)
    open_meets = [m for m in meets if m.date and m.meeting.stage not in OUTSIDE]
    return tuple(
        sorted(
            (
                _plan_line(line, seen, line.meet or _only_one(line, open_meets), audience, start)
                for line in planned
                if line.topic.uid in seen
            ),
            key=lambda line: (line.day or date.max, line.topic.position),
        )
    )


def _only_one(line: Line, meets: Iterable[Meet]) -> Meet | None:
    """Return the meeting at which a topic planned by its month is taken: where the body has no
    other in that month."""
    if line.day is None:
        return None
    found = [
        meet
        for meet in meets
        if meet.date
        and any(body.uid == line.body.uid for body in meet.bodies)
        and (month_of(meet.date) == line.day or meet.date == line.day)
    ]
    exact = [meet for meet in found if meet.date == line.day and line.day.day > 1]
    return (exact or found)[0] if len(exact or found) == 1 else None


def _plan_line(
    line: Line, seen: Mapping[str, Topic], meet: Meet | None, audience: Audience, start: date
) -> PlanLine:
    topic = seen[line.topic.uid]
    open_meet = meet if meet and to_come(meet, start) else None
    first = open_meet.first if open_meet else None
    return PlanLine(
        replace(topic, meeting=open_meet.meeting.uid if open_meet else None, due=None),
        open_meet.date if open_meet else line.day,
        face(open_meet.meeting, audience) if open_meet else None,
        face(first, audience) if first else None,
    )
