"""What the forward plan asks of a day: business that has slipped, and duties without a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from secretariat.models.dates import ENGLISH
from secretariat.models.plaintext import shortened
from secretariat.services.desk_line import DeskLine, tag_day
from secretariat.services.horizon import Tone, count_of, in_words
from secretariat.services.plan import Line, Status, lines
from secretariat.services.plan_notice import notices
from secretariat.store.rows import Reader

DUTY_AHEAD = 75
"""Days ahead in which business that the law requires ought to have its meeting."""
NOTICE_AHEAD = 7
"""Days before the last day for a notice from which it is worth a line."""
_LONGEST = 60


def forward_plan(reader: Reader, today: date) -> list[DeskLine]:
    """Return what the forward plan asks for: one line for all that passed untaken, one for each
    duty without a meeting, one for each notice that is due."""
    found = [line for line in lines(reader, today) if line.status.is_open]
    return [*_slipped(found), *_duties(found, today), *_notices(reader, found, today)]


def _slipped(found: Iterable[Line]) -> list[DeskLine]:
    """Return one line for all topics whose meeting or month passed without them."""
    late = [line for line in found if line.status is Status.SLIPPED and line.is_overdue]
    if not late:
        return []
    late.sort(key=lambda line: (-line.slips, line.day or date.max))
    worst = late[0]
    times = f", {count_of(worst.slips, 'meeting')} ago" if worst.slips > 1 else ""
    many = len(late)
    title = "A topic of the forward plan has" if many == 1 else f"{_words(many)} topics have"
    return [
        DeskLine(
            Tone.WARN,
            "Slipped",
            f"{title} slipped",
            f"{shortened(worst.topic.title, _LONGEST)} ({_who(worst)}{times}): plan it again.",
            "Open plan",
            "plan",
            tab="list",
            focus="slipped",
            due=worst.day or date.max,
        )
    ]


def _words(number: int) -> str:
    return in_words(number).capitalize()


def _who(line: Line) -> str:
    return line.body.short_name or line.body.name


def _duties(found: Iterable[Line], today: date) -> list[DeskLine]:
    """Return the topics that the law requires soon and for which no meeting is chosen."""
    last = today + timedelta(days=DUTY_AHEAD)
    return [
        DeskLine(
            Tone.WARN,
            ENGLISH.months[line.day.month - 1],
            f"Choose a meeting: {shortened(line.topic.title, _LONGEST)}",
            f"Required by law of {_who(line)}; it stands in no meeting yet.",
            "Open plan",
            "plan",
            line.body.uid,
            "list",
            line.topic.uid,
            due=line.day,
        )
        for line in found
        if line.is_statutory
        and line.meet is None
        and line.day is not None
        and line.day <= last
        and not line.is_overdue
    ]


def _notices(reader: Reader, found: Iterable[Line], today: date) -> list[DeskLine]:
    """Return the notices of key decisions and private business that are due within days."""
    made = []
    for line in found:
        if not (line.topic.is_key_decision or line.topic.is_private) or line.topic.notice_on:
            continue
        due = [one for one in notices(reader, line) if 0 <= (one.day - today).days <= NOTICE_AHEAD]
        made += [
            DeskLine(
                Tone.WARN,
                tag_day(one.day, today),
                f"Give notice: {shortened(line.topic.title, _LONGEST)}",
                one.words(today),
                "Open plan",
                "plan",
                line.body.uid,
                "list",
                line.topic.uid,
                due=one.day,
            )
            for one in due
        ]
    return made
