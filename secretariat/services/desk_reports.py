"""What the desk tells of reports: which are due, and whose are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from secretariat.models.deadlines import rule_words
from secretariat.services.deadlines import Deadline, State
from secretariat.services.desk_line import SOON, DeskLine, ago, named, tag_day
from secretariat.services.horizon import BEFORE, Tone
from secretariat.services.meetings import Meet
from secretariat.services.missing import missing
from secretariat.services.owed import PaperView


def reports(
    meet: Meet, due: Deadline | None, asked: Mapping[str, Sequence[PaperView]], today: date
) -> list[DeskLine]:
    """Return that reports are due: in the week before, and until the last one is in."""
    views = asked.get(meet.meeting.uid, ())
    if views:
        return _missing(meet, due, views, today)
    if meet.date is None or meet.date < today or meet.meeting.stage not in BEFORE:
        return []
    if due is None or (due.day - today).days > SOON or due.state(today) is State.PASSED:
        return []
    late = due.day < today
    words = rule_words(due.reckoning.rule)
    detail = f"Due in {words}." if not late else f"They were due {ago((today - due.day).days)}."
    return [
        DeskLine(
            Tone.BAD if late else Tone.WARN,
            "Overdue" if late else tag_day(due.day, today),
            f"{due.name}: {named(meet)}",
            detail,
            "Open deadlines",
            "meeting",
            meet.meeting.uid,
            "details",
            due.kind.value,
            due=due.day,
        )
    ]


def _missing(
    meet: Meet, due: Deadline | None, views: Sequence[PaperView], today: date
) -> list[DeskLine]:
    """Return which of the reports that were asked for a coming meeting still waits for."""
    told = missing(views, today)
    if told is None or told.due is None or (told.due - today).days > SOON:
        return []
    out = meet.meeting.stage not in BEFORE
    name = "Reports to follow" if out else due.name if due and not told.late else "Missing reports"
    tone = Tone.BAD if told.late else Tone.WARN
    tag = f"{told.late} late" if told.late else tag_day(told.due, today)
    return [
        DeskLine(tone, tag, f"{name}: {named(meet)}", told.sentence, "Show reports", "reports",
             meet.meeting.uid, "missing", due=told.due)
    ]  # fmt: skip
