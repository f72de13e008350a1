"""Rules of the forward plan: who may see what of it, and when business has slipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from secretariat.models.faces import face
from secretariat.models.kinds import Audience, Restriction
from secretariat.models.records import Topic
from secretariat.models.recurrence import month_of


def public_topics(topics: Iterable[Topic], audience: Audience) -> tuple[Topic, ...]:
    """Return what `audience` may see of a plan, in its order; twice is the same as once.

    A restricted topic keeps when it is planned, its public title and ground, and what the law wants
    told of a decision in any case: who makes it, and why the meeting is private (SI 2012/2089,
    regs 5 and 9(3)). Internal topics are left out. Places are counted among what is seen.
    """
    held = tuple(topics)
    if audience is Audience.OFFICERS:
        return held
    seen = [
        face(topic, audience) if audience.may_see(topic.restriction) else _reduced(topic)
        for topic in held
        if topic.restriction is not Restriction.INTERNAL
    ]
    return tuple(replace(topic, position=at) for at, topic in enumerate(seen))


def _reduced(topic: Topic) -> Topic:
    """Return the public face of a restricted topic, built from nothing but what may be seen."""
    return Topic(
        uid=topic.uid,
        body=topic.body,
        title=topic.public_title,
        public_title=topic.public_title,
        meeting=topic.meeting,
        due=topic.due,
        state=topic.state,
        is_key_decision=topic.is_key_decision,
        decision_maker=topic.decision_maker if topic.is_key_decision else "",
        decision_from=topic.decision_from,
        decision_to=topic.decision_to,
        how_to_ask=topic.how_to_ask if topic.is_key_decision else "",
        notice_on=topic.notice_on,
        is_private=topic.is_private,
        private_reason=topic.private_reason if topic.is_private else "",
        restriction=topic.restriction,
        restriction_ground=topic.restriction_ground,
    )


def without_public_title(topics: Iterable[Topic], audience: Audience) -> tuple[Topic, ...]:
    """Return the topics that `audience` would see without a title, for which a plan stops."""
    return tuple(
        topic
        for topic in topics
        if topic.restriction is not Restriction.INTERNAL
        and not audience.may_see(topic.restriction)
        and not topic.public_title.strip()
    )


def is_later(planned: date, first: date | None, *, by_month: bool) -> bool:
    """Say whether business is planned later than it was at first.

    A month is as good as any meeting in it: only days of two meetings are told apart within one.
    """
    if first is None:
        return False
    if by_month or first.day == 1:
        return month_of(planned) > month_of(first)
    return planned > first
