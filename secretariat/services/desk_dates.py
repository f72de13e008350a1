"""What the desk tells of dates: meetings that clash, and postponed ones that have no new date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from secretariat.models.kinds import Stage
from secretariat.services.clashes import Diary
from secretariat.services.desk_line import DeskLine, named, tag_day
from secretariat.services.horizon import Tone, short_day
from secretariat.services.meetings import Meet

CLASHES_AHEAD = 90
"""Days ahead in which meetings that clash are told of: there is time yet to move one."""
NEAR = 35
"""Days before a clash from which it is more than worth knowing."""
ASK_FOR = 180
"""Days after its date for which a postponed meeting is asked for a new one."""


def clashing(diary: Diary, meets: Sequence[Meet], today: date) -> list[DeskLine]:
    """Return one line for each two coming meetings that clash."""
    names = {meet.meeting.uid: meet for meet in meets}
    found, told = [], set()
    for uid, clashes in diary.coming(today, today + timedelta(days=CLASHES_AHEAD)).items():
        for clash in clashes:
            pair = frozenset((uid, clash.other.meeting.uid))
            if pair in told:
                continue
            told.add(pair)
            meet, on = names[uid], clash.day
            tone = Tone.WARN if (on - today).days <= NEAR else Tone.QUIET
            found.append(
                DeskLine(tone, tag_day(on, today), f"Clash: {named(meet)}", f"{clash.words}.",
                     "Open meeting", "meeting", uid, "details", due=on)
            )  # fmt: skip
    return found


def without_new_date(every: Iterable[Meet], today: date) -> list[DeskLine]:
    """Return a line for each postponed meeting that is not put on a new date yet."""
    return [
        DeskLine(
            Tone.QUIET,
            "Postponed",
            f"Put a new date: {named(meet)}",
            meet.meeting.cancelled_reason.strip() or f"It was to be on {short_day(meet.date)}.",
            "Open meeting",
            "meeting",
            meet.meeting.uid,
            "details",
            due=max(meet.date, today),
        )
        for meet in every
        if meet.meeting.stage is Stage.POSTPONED and meet.meeting.replaced_by is None
        if meet.date and (today - meet.date).days <= ASK_FOR
    ]
