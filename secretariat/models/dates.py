"""Dates and times as people say them and as people type them.

Said: Thursday 19 July 2018, 10.00 am, 12 noon. Typed: 19/7, 19 July, next thu, in 2 weeks, 10.30,
2pm, noon. Days stand before months. A day without a year is the nearest one between two months
back and ten months ahead. “thu” is the first Thursday after today, “next thu” the one of next
week, “last thu” the one before today. A weekday that does not fit its date is an error, not a
hint. A bare hour from 1 to 7 is in the afternoon, since no meeting begins at two in the morning;
“02:00” with its nought is taken at its word.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta


@dataclass(frozen=True, slots=True)
class Calendar:
    """The names of days and months in one language, Monday and January first, and how they are
    put together: `spoken` and `plain` hold {weekday}, {day}, {month} and {year}, or {ordinal}, one
    of the 31 `ordinals`, and {dd} and {mm}, two figures each."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    spoken: str = "{weekday} {day} {month} {year}"
    plain: str = "{day} {month} {year}"
    am: str = "am"
    pm: str = "pm"
    noon: str = "12 noon"
    midnight: str = "12 midnight"
    to: str = " – "
    ordinals: tuple[str, ...] = ()


ENGLISH = Calendar(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)

_BACK = timedelta(days=61)
_WEEKDAYS = tuple(name.casefold() for name in ENGLISH.weekdays)
_MONTHS = tuple(name.casefold() for name in ENGLISH.months)
_EARLIEST, _LATEST = 1900, 2199
_COUNTS = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {"a": 1, "an": 1} | {word: at for at, word in enumerate(_COUNTS.split(" "), start=1)}


def spoken_date(day: date, calendar: Calendar = ENGLISH) -> str:
    """Return the date as it is said: Thursday 19 July 2018."""
    return _put(day, calendar.spoken, calendar)


def plain_date(day: date, calendar: Calendar = ENGLISH) -> str:
    """Return the date without its weekday: 19 July 2018."""
    return _put(day, calendar.plain, calendar)


def _put(day: date, pattern: str, calendar: Calendar) -> str:
    slots = {
        "{weekday}": calendar.weekdays[day.weekday()],
        "{day}": str(day.day),
        "{ordinal}": calendar.ordinals[day.day - 1] if calendar.ordinals else str(day.day),
        "{dd}": f"{day.day:02}",
        "{mm}": f"{day.month:02}",
        "{month}": calendar.months[day.month - 1],
        "{year}": str(day.year),
    }
    for slot, word in slots.items():
        pattern = pattern.replace(slot, word)
    return pattern


def clock(at: time, style: str = "12", calendar: Calendar = ENGLISH) -> str:
    """Return a time as it is printed: 10.00 am, 12 noon; in the style “12 close” 10.00am, in
    “12 colon” 10:00 am, in “12 short” 10am and 10.30am, in “24” 10:00."""
    if style == "24":
        return f"{at.hour:02}:{at.minute:02}"
    if at.minute == 0 and at.hour in (0, 12):
        return calendar.noon if at.hour else calendar.midnight
    half = calendar.pm if at.hour >= 12 else calendar.am
    hour = at.hour % 12 or 12
    if style == "12 short" and at.minute == 0:
        return f"{hour}{half}"
    if style in ("12 close", "12 short"):
        return f"{hour}.{at.minute:02}{half}"
    return f"{hour}{':' if style == '12 colon' else '.'}{at.minute:02} {half}"


def time_range(
    starts: time, ends: time | None, style: str = "12", calendar: Calendar = ENGLISH
) -> str:
    """Return two times with a dash, 10.00 am – 12 noon, or the first alone without the second."""
    first = clock(starts, style, calendar)
    return first if ends is None else f"{first}{calendar.to}{clock(ends, style, calendar)}"


@dataclass(frozen=True, slots=True)
class _Miss:
    """Why what was typed is no date or time, in one sentence."""

    reason: str


def parse_date(text: str, today: date) -> date | None:
    """Return the date that was typed, or None when there is none such; `why_no_date` says why."""
    found = _read_date(text, today)
    return found if isinstance(found, date) else None


def why_no_date(text: str, today: date) -> str:
    """Return one sentence that says why `text` is no date; empty when it is one."""
    found = _read_date(text, today)
    return found.reason if isinstance(found, _Miss) else ""


def parse_time(text: str) -> time | None:
    """Return the time of day that was typed, or None; `why_no_time` says why."""
    found = _read_time(text)
    return found if isinstance(found, time) else None


def why_no_time(text: str) -> str:
    """Return one sentence that says why `text` is no time; empty when it is one."""
    found = _read_time(text)
    return found.reason if isinstance(found, _Miss) else ""


def _read_date(text: str, today: date) -> date | _Miss:
    words = " ".join(text.casefold().replace(",", " ").split()).rstrip(".")
    if not words:
        return _Miss("No date was given.")
    if len(words) > 60:
        return _Miss("That is too long for a date.")
    try:
        for rule, read in _DATE_RULES:
            match = rule.fullmatch(words)
            found = read(match, today) if match else None
            if found is not None:
                return found
    except (OverflowError, ValueError):
        return _Miss(f"“{text.strip()}” is too far away.")
    return _Miss(f"“{text.strip()}” is not a date; try 19/7, 19 July or next thu.")


_Read = Callable[[re.Match[str], date], date | _Miss | None]


def _numeric(match: re.Match[str], today: date) -> date | _Miss:
    day, month, year = int(match["d"]), int(match["m"]), match["y"]
    return _dated(day, month, _year(year) if year else None, today)


def _named(match: re.Match[str], today: date) -> date | _Miss | None:
    month = _starts(match["month"], _MONTHS)
    weekday = _starts(match["weekday"], _WEEKDAYS) if match["weekday"] else None
    if month is None or (match["weekday"] and weekday is None):
        return None
    year = _year(match["y"]) if match["y"] else None
    found = _dated(int(match["d"]), month + 1, year, today)
    if isinstance(found, date) and weekday not in (None, found.weekday()):
        return _Miss(f"{plain_date(found)} is a {ENGLISH.weekdays[found.weekday()]}.")
    return found


def _iso(match: re.Match[str], today: date) -> date | _Miss:
    return _dated(int(match["d"]), int(match["m"]), int(match["y"]), today)


def _weekday(match: re.Match[str], today: date) -> date | None:
    weekday = _starts(match["weekday"], _WEEKDAYS)
    if weekday is None:
        return None
    ahead = (weekday - today.weekday()) % 7
    which = match["which"] or ""
    if which == "next":
        return today - timedelta(days=today.weekday()) + timedelta(days=7 + weekday)
    if which == "last":
        return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    if which == "this":
        return today + timedelta(days=ahead)
    coming = today + timedelta(days=ahead or 7)
    return coming + timedelta(days=7) if match["week"] else coming


def _day_word(match: re.Match[str], today: date) -> date:
    steps = {"yesterday": -1, "today": 0, "now": 0, "tomorrow": 1, "tomorow": 1}
    return today + timedelta(days=steps[match[0]])


def _from_now(match: re.Match[str], today: date) -> date | None:
    count = int(match["n"]) if match["n"].isdigit() else _NUMBERS.get(match["n"])
    if count is None:
        return None
    if match["past"]:
        count = -count
    unit = match["unit"]
    if unit.startswith(("month", "year")):
        return _months_on(today, count * (12 if unit.startswith("year") else 1))
    return today + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])


def _next_span(match: re.Match[str], today: date) -> date:
    sign = -1 if match["which"] == "last" else 1
    if match["unit"] == "week":
        return today + timedelta(days=7 * sign)
    return _months_on(today, sign * (12 if match["unit"] == "year" else 1))


def _months_on(day: date, months: int) -> date:
    """Return the same day `months` later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not _EARLIEST <= year <= _LATEST:
        raise OverflowError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _dated(day: int, month: int, year: int | None, today: date) -> date | _Miss:
    if not 1 <= month <= 12:
        return _Miss(f"There is no month {month}; the day comes first, then the month.")
    if year is None:
        return _nearest(day, month, today)
    if not _EARLIEST <= year <= _LATEST:
        return _Miss(f"The year {year} is too far away.")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        name = ENGLISH.months[month - 1]
        return _Miss(f"There is no {day} {name} {year}: that month has {days} days.")
    return date(year, month, day)


def _nearest(day: int, month: int, today: date) -> date | _Miss:
    """Return that day of the month between two months back and ten months ahead of today."""
    for year in range(today.year - 1, today.year + 9):
        found = _dated(day, month, year, today)
        if isinstance(found, date) and found >= today - _BACK:
            return found
    return _dated(day, month, today.year, today)


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _starts(word: str, names: tuple[str, ...]) -> int | None:
    """Return which of `names` a word of three letters or more begins; Tues, Thur and Sept do."""
    word = word.rstrip(".")
    if len(word) < 3:
        return None
    return next((at for at, name in enumerate(names) if name.startswith(word)), None)


_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_WORD = r"[^\W\d_]{3,9}\.?"
_LEADING_DAY = rf"(?:(?!the\b)(?P<weekday>{_WORD})\s+)?"
_UNIT = r"(?P<unit>days?|weeks?|fortnights?|months?|years?)"
_DATE_RULES: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (re.compile(r"yesterday|today|now|tomorr?ow"), _day_word),
    (re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"), _iso),
    (
        re.compile(r"(?P<d>\d{1,2})\s*[-/.]\s*(?P<m>\d{1,2})(?:\s*[-/.]\s*(?P<y>\d{4}|\d\d))?"),
        _numeric,
    ),
    (
        re.compile(
            rf"{_LEADING_DAY}(?:the\s+)?{_DAY}(?:\s+of)?[\s-]*(?P<month>{_WORD})[\s-]*(?P<y>\d{{4}}|\d\d)?"
        ),
        _named,
    ),
    (re.compile(rf"{_LEADING_DAY}(?P<month>{_WORD})\s*{_DAY}(?:\s+(?P<y>\d{{4}}))?"), _named),
    (
        re.compile(
            rf"(?:in\s+)?(?P<n>\d{{1,3}}|[a-z]+)\s+{_UNIT}(?:\s+(?:time|today))?(?P<past>\s+ago)?"
        ),
        _from_now,
    ),
    (re.compile(r"(?P<which>next|last)\s+(?P<unit>week|month|year)"), _next_span),
    (
        re.compile(
            rf"(?:on\s+)?(?:(?P<which>next|this|last)\s+)?(?P<weekday>{_WORD})(?P<week>\s+week)?"
        ),
        _weekday,
    ),
)

_TIME = re.compile(
    r"(?:at\s+)?(?P<h>\d{1,2})(?:\s*[.:h]\s*(?P<m>\d{2}))?(?::\d{2})?"
    r"\s*(?P<half>am|pm|a|p|noon|midday|midnight)?"
)
_RUN_TOGETHER = re.compile(r"(?P<h>\d{1,2})(?P<m>\d{2})\s*(?P<half>am|pm|a|p)?")
_TIME_WORDS = {
    "noon": time(12),
    "midday": time(12),
    "mid-day": time(12),
    "midnight": time(0),
}


def _read_time(text: str) -> time | _Miss:
    words = " ".join(text.casefold().split())
    if not words:
        return _Miss("No time was given.")
    if words in _TIME_WORDS:
        return _TIME_WORDS[words]
    words = re.sub(r"\b([ap])\.?\s?m\b\.?", r"\1m", words).replace(" o'clock", "").rstrip(".")
    match = _TIME.fullmatch(words) or _RUN_TOGETHER.fullmatch(words)
    if not match or len(words) > 30:
        return _Miss(f"“{text.strip()}” is not a time; try 10.30, 2pm or 14:00.")
    hour, minute, half = int(match["h"]), int(match["m"] or 0), (match["half"] or "")[:2]
    if minute > 59:
        return _Miss(f"There is no minute {minute}: an hour has 60.")
    if half in ("no", "mi"):
        return _at_twelve(text, hour, minute, match["half"])
    if half:
        return _in_half(text, hour, minute, half)
    if hour > 23:
        return _Miss(f"There is no hour {hour}: a day has 24.")
    literal = match["h"].startswith("0")
    return time(hour + 12 if 1 <= hour <= 7 and not literal else hour, minute)


def _at_twelve(text: str, hour: int, minute: int, word: str) -> time | _Miss:
    if (hour, minute) != (12, 0):
        return _Miss(f"“{text.strip()}” is not a time: {word} is at 12.")
    return _TIME_WORDS[word]


def _in_half(text: str, hour: int, minute: int, half: str) -> time | _Miss:
    if not 1 <= hour <= 12:
        return _Miss(f"“{text.strip()}” is not a time: am and pm go with the hours 1 to 12.")
    return time(hour % 12 + (12 if half.startswith("p") else 0), minute)
