"""A thing to do on the desk, and the words in which days and meetings are told there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.models.dates import ENGLISH
from secretariat.services.horizon import Tone
from secretariat.services.meetings import Meet

SOON = 7
"""Days before a deadline from which it is worth a line."""


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One thing to do: when (a tag), what, why, and the place where it is done.

    `screen`, `uid`, `tab` and `focus` are those of a route in the window.
    """

    tone: Tone
    when: str
    title: str
    detail: str
    button: str
    screen: str
    uid: str = ""
    tab: str = ""
    focus: str = ""
    due: date = date.max

    @property
    def is_late(self) -> bool:
        """Say whether its day has passed, or is so near that it is late already."""
        return self.tone is Tone.BAD or self.focus == "overdue"


def named(meet: Meet) -> str:
    """Return a meeting with its day: Strategic Board, 10 December."""
    on = meet.date or date.max
    return f"{meet.name}, {on.day}\N{NO-BREAK SPACE}{ENGLISH.months[on.month - 1]}"


def tag_day(on: date, today: date) -> str:
    """Return a coming day as a tag: Today, Tomorrow, Mon 30, Tue 12 Jan."""
    days = (on - today).days
    if days in (0, 1):
        return ("Today", "Tomorrow")[days]
    months = "" if days < 25 else f" {ENGLISH.months[on.month - 1][:3]}"
    return f"{ENGLISH.weekdays[on.weekday()][:3]} {on.day}{months}"


def since(days: int) -> str:
    """Return how long ago a day was, as a tag: Yesterday, 6 days ago."""
    if days <= 1:
        return "Yesterday" if days == 1 else "Today"
    return f"{days} days ago" if days < 60 else f"{days // 30} months ago"


def ago(days: int) -> str:
    """Return the same within a sentence: yesterday, 6 days ago."""
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    return f"{days} days ago" if days < 60 else f"{days // 30} months ago"
