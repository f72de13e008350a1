"""Notices of key decisions and of private business: whether they can still be given in time.

A key decision must have been notified 28 clear days before it is made, and a private meeting of an
executive likewise: SI 2012/2089, regs 9(2) and 5(2). Which days count and how many is a rule of the
body; where its profile has none, the shipped rule of England holds for what is marked as such.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.errors import KnownError
from secretariat.models.clock import Reckoning, reckon
from secretariat.models.dates import spoken_date
from secretariat.models.deadlines import rule_words
from secretariat.models.kinds import Audience, DeadlineKind
from secretariat.models.plan import without_public_title
from secretariat.models.records import Body, Topic
from secretariat.services.clock import rule_named
from secretariat.services.plan import Line, lines
from secretariat.services.rules import Calendar, binding, layers_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_SHIPPED = {
    DeadlineKind.KEY_DECISIONS: "england-key-decision",
    DeadlineKind.PRIVATE_NOTICE: "england-private-first",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """By which day notice of a topic must be given, and when it was given."""

    kind: DeadlineKind
    reckoning: Reckoning
    given_on: date | None

    @property
    def day(self) -> date:
        return self.reckoning.day

    @property
    def in_time(self) -> bool:
        """Say whether notice was given in time."""
        return self.given_on is not None and self.given_on <= self.day

    def too_late(self, today: date) -> bool:
        """Say whether notice in time is no longer possible."""
        return not self.in_time and (self.given_on is not None or today > self.day)

    def words(self, today: date) -> str:
        """Return how it stands, in one sentence."""
        what = (
            "Notice of the key decision"
            if self.kind is DeadlineKind.KEY_DECISIONS
            else "Notice that it is to be taken in private"
        )
        by, given = spoken_date(self.day), self.given_on
        if given and self.in_time:
            return f"{what} was given on {spoken_date(given)}, in time."
        if not self.too_late(today):
            return f"{what} is due by {by}, {rule_words(self.reckoning.rule)}."
        came = f"{what} was given on {spoken_date(given)}" if given else f"{what} was not given"
        return f"{came}; it was due by {by}. {_WAY_OUT[self.kind]}"


_WAY_OUT = {
    DeadlineKind.KEY_DECISIONS: "Move the decision to a later day, or use the general exception "
    "(reg. 10) or special urgency (reg. 11).",
    DeadlineKind.PRIVATE_NOTICE: "Move it to a later day, or obtain the agreement that it is "
    "urgent (reg. 5(6)).",
}


def decision_day(line: Line) -> date | None:
    """Return the first day on which a topic may be decided."""
    return line.topic.decision_from or line.topic.decision_to or line.day


def notices(reader: Reader, line: Line) -> list[Notice]:
    """Return the notices that a topic needs; none while it has no day, or is over."""
    day, topic = decision_day(line), line.topic
    if day is None or not line.status.is_open:
        return []
    wanted = (
        (DeadlineKind.KEY_DECISIONS, topic.is_key_decision),
        (DeadlineKind.PRIVATE_NOTICE, topic.is_private),
    )
    found = (_reckoned(reader, line.body, kind, day) for kind, needed in wanted if needed)
    return [
        Notice(kind, reckoning, topic.notice_on)
        for kind, reckoning in found
        if reckoning is not None
    ]


def _reckoned(
    reader: Reader, body: Body, kind: DeadlineKind, day: date
) -> tuple[DeadlineKind, Reckoning | None]:
    try:
        rules = [one.rule for one in binding(layers_of(reader, body), day) if one.kind is kind]
        rule = rules[0] if rules else rule_named(_SHIPPED[kind])
        return kind, reckon(rule, day, Calendar(reader).holidays(rule.jurisdiction))
    except KnownError:
        return kind, None  # a rule that says nothing or can never be met came with an import


def give_notice(session: Session, body: str) -> Receipt[int]:
    """Record that the notice of key decisions is given today; return of how many topics.

    What was notified before keeps its day. KnownError when nothing waits for a notice.
    """
    today = session.today()

    def work(writer: Writer) -> int:
        waiting = [
            line.topic
            for line in lines(writer, today, body=body)
            if line.status.is_open
            and decision_day(line)
            and not line.topic.notice_on
            and (line.topic.is_key_decision or line.topic.is_private)
        ]
        if not waiting:
            raise KnownError("Nothing on this plan waits for a notice.")
        for topic in waiting:
            writer.update(Topic, topic.uid, notice_on=today)
        return len(waiting)

    return session.change("Notice given", work)


def stops(reader: Reader, body: str, audience: Audience, *, notice: bool) -> list[str]:
    """Return why a plan, or a notice, cannot go out to `audience`: restricted without a title."""
    topics = [
        topic
        for topic in reader.find(Topic, body=body, state="planned")
        if not notice or topic.is_key_decision or topic.is_private
    ]
    return [
        f"“{topic.title or 'A topic'}” is restricted and has no public title."
        for topic in without_public_title(topics, audience)
    ]


def warnings(reader: Reader, body: str, today: date) -> list[str]:
    """Return what to look at before a notice goes out: what is late, and what it does not say."""
    found: list[str] = []
    for line in lines(reader, today, body=body):
        topic = line.topic
        if not line.status.is_open or not (topic.is_key_decision or topic.is_private):
            continue
        name = f"“{topic.title}”"
        if decision_day(line) is None:
            found.append(f"{name} has no date or month of decision.")
        if topic.is_private and not topic.private_reason.strip():
            found.append(f"{name} does not say why it is to be taken in private.")
        late = [one for one in notices(reader, line) if one.too_late(today)]
        found += [f"{name}: {one.words(today)}" for one in late]
    if not reader.get(Body, body).contact.strip():
        found.append("The body has no contact, so the notice has no address for documents.")
    return found
