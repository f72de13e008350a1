"""Watches the clock while a meeting goes on, and says plainly when it did what no clock should."""

from __future__ import annotations

from datetime import datetime

from secretariat.models.dates import clock, plain_date
from secretariat.models.timekeeping import Amiss, Jump, Look, Timing, jumped

_KEPT = "Everything typed is kept."
_SENTENCES = {
    Jump.BACK: (
        "The clock of this computer was set back, from {then} to {now}. No times are noted"
        " until it has passed the last one; those noted before stay."
    ),
    Jump.AHEAD: (
        "The clock of this computer went from {then} to {now} at once: it slept, or its clock was"
        " set. {kept} Look whether the times of the items are right."
    ),
    Jump.STOOD: (
        "The program stood still from {then} to {now}. {kept} Look whether the times of the items"
        " are right."
    ),
    Jump.SUMMER: "Summer time began: it is {now}. The minutes used are counted right.",
    Jump.WINTER: (
        "Summer time ended: it is {now} again. The minutes used are counted right; times noted"
        " in this hour can mean either."
    ),
}


class ClockWatch:
    """Looks at the clock again and again; `look` returns a sentence when it jumped."""

    def __init__(self) -> None:
        self._before: Look | None = None

    def rest(self) -> None:
        """Forget the last look: nobody looks for a while."""
        self._before = None

    def look(self, wall: datetime, steady: float, style: str) -> str:
        """Look at the clock: `wall` in the zone of the meeting, `steady` in seconds."""
        before, now = self._before, Look(wall, steady)
        self._before = now
        found = jumped(before, now) if before is not None else Jump.NONE
        if before is None or found is Jump.NONE:
            return ""
        then, here = clock(before.wall.time(), style), clock(wall.time(), style)
        return _SENTENCES[found].format(then=then, now=here, kept=_KEPT)


def amiss_words(timing: Timing, now: datetime, style: str) -> tuple[str, str]:
    """Return what is wrong with the clock of a meeting, in a word and in a sentence."""
    amiss, held, last = timing.amiss(now), timing.sitting, timing.last_noted()
    if amiss is Amiss.BEFORE and last is not None:
        said = clock(now.time(), style)
        return "Clock runs back", (
            f"The clock says {said}, but {clock(last, style)} is noted already: no times are noted"
            " until it is right. They can be typed."
        )
    if amiss is Amiss.LEFT_OPEN and held is not None:
        return "Still open", (
            f"The meeting of {plain_date(held.date)} was not closed. No times are noted any more:"
            " close it, and set its times under Details."
        )
    return "", ""
