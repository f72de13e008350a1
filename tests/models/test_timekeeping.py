"""How a meeting keeps time, and what is said of a clock that cannot be right."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.kinds import ItemOutcome
from secretariat.models.records import Item, Sitting
from secretariat.models.timekeeping import (
    Amiss,
    Jump,
    Look,
    Pace,
    Pause,
    Timing,
    follows,
    jumped,
    length_words,
    pace,
    sitting_now,
    timing,
)

LONDON = ZoneInfo("Europe/London")
DAY = date(2026, 6, 11)


def sitting(**values: Any) -> Sitting:
    held = {"starts": time(10), "ends": time(12), "opened": time(10), **values}
    return Sitting(uid="s", meeting="m", date=held.pop("date", DAY), **held)


def item(uid: str, minutes: int | None = 10, **values: Any) -> Item:
    return Item(uid=uid, meeting="m", title=uid, minutes=minutes, **values)


def at(hour: int, minute: int = 0, day: date = DAY, fold: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON).replace(fold=fold)


def test_used_stands_against_planned() -> None:
    items = [
        item("a", started=time(10), ended=time(10, 12)),
        item("b", 20, started=time(10, 12)),
        item("b1", 5, parent="b"),
        item("c"),
    ]
    held = timing(sitting(), items)
    done, going = held.used("a", at(10, 20)), held.used("b", at(10, 32))
    assert done is not None
    assert (done.minutes, done.over, done.running) == (12, 2, False)
    assert going is not None
    assert (going.minutes, going.planned, going.running) == (20, 25, True)
    assert going.pace is Pace.NEAR
    assert held.used("c", at(10, 32)) is None
    assert held.used("b1", at(10, 32)) is None  # a sub-item is taken with the item above it
    assert [pace(n, 10) for n in (7, 8, 10, 11)] == [Pace.FINE, Pace.NEAR, Pace.NEAR, Pace.OVER]
    assert pace(90, 0) is Pace.FINE


def test_the_meeting_stands_against_its_agenda() -> None:
    items = [
        item("a", started=time(10), ended=time(10, 12)),
        item("gone", 30, outcome=ItemOutcome.DEFERRED),
        item("b", 20, started=time(10, 12)),
        item("c", 60),
    ]
    held = timing(sitting(), items)
    assert held.behind(at(10, 20)) == 2
    assert held.behind(at(10, 40)) == 10  # eight beyond its own twenty
    assert held.left(at(10, 40)) == 80
    assert held.meeting_pace(at(11, 36)) is Pace.NEAR
    assert held.meeting_pace(at(12, 1)) is Pace.OVER
    late = timing(sitting(opened=time(10, 5)), items[3:])
    assert late.left(at(10, 5)) == 115
    quiet = timing(sitting(), [item("a"), item("b")])  # nothing is minuted yet
    assert [quiet.behind(at(10, n)) for n in (4, 15)] == [0, 5]
    few = timing(sitting(), [item("a", 10, started=time(10)), *(item(n, None) for n in "bcd")])
    assert few.behind(at(10, 40)) is None  # a sum of one in four would say nothing


def test_a_meeting_may_go_on_past_midnight() -> None:
    items = [item("a", started=time(23, 50), ended=time(0, 10)), item("b", started=time(0, 10))]
    held = timing(sitting(starts=time(18, 30), ends=time(1), opened=time(18, 30)), items)
    now = at(0, 15, DAY + timedelta(1))
    assert held.elapsed(now) == 345
    assert held.booked == 390
    used = [held.used(uid, now) for uid in ("a", "b")]
    assert [one.minutes for one in used if one] == [20, 5]


def test_an_adjournment_is_not_time_used() -> None:
    one = item("a", started=time(10), ended=time(11, 30))
    away = [Pause(time(10, 20), time(11)), Pause(time(9), time(9, 30))]
    used = timing(sitting(), [one], away).used("a", at(12))
    assert used is not None
    assert used.minutes == 50
    still = timing(sitting(), [item("a", started=time(10))], [Pause(time(10, 20))])
    going = still.used("a", at(11))
    assert going is not None
    assert going.minutes == 20


def test_a_clock_that_was_set_back_gives_no_numbers() -> None:
    held = timing(sitting(), [item("a", started=time(10, 30))])
    for now in (at(9, 50), at(10, 10)):
        assert held.amiss(now) is Amiss.BEFORE
        assert held.elapsed(now) is held.left(now) is held.behind(now) is None
        assert held.used("a", now) is None
        assert held.runs_back("a", now)
    assert held.last_noted() == time(10, 30)
    assert held.amiss(at(10, 30)) is Amiss.NOTHING
    assert timing(sitting(), [item("a", started=time(11), ended=time(10))]).runs_back("a", at(12))


def test_a_meeting_left_open_keeps_no_time() -> None:
    held = timing(sitting(), [item("a", started=time(10, 30))])
    assert held.amiss(at(10, 40, DAY + timedelta(1))) is Amiss.LEFT_OPEN
    assert held.used("a", at(10, 40, DAY + timedelta(5))) is None
    earlier = at(10, 40, DAY - timedelta(5))  # tried out before the day
    assert held.elapsed(earlier) == 40


def test_summer_time_ends_and_begins_during_a_meeting() -> None:
    autumn = sitting(date=date(2026, 10, 24), starts=time(22), ends=time(3), opened=time(22))
    night = date(2026, 10, 25)
    held = timing(autumn, [item("a", started=time(1, 50))])
    assert held.elapsed(at(1, 10, night, fold=1)) == 250
    used = held.used("a", at(1, 10, night, fold=1))
    assert used is not None
    assert used.minutes == 20
    spring = sitting(date=date(2026, 3, 28), starts=time(22), ends=time(3), opened=time(22))
    night = date(2026, 3, 29)
    held = timing(spring, [item("a", started=time(0, 50))])
    used = held.used("a", at(2, 5, night))
    assert used is not None
    assert used.minutes == 15
    assert held.amiss(at(2, 5, night)) is Amiss.NOTHING


def test_which_sitting_goes_on() -> None:
    first = sitting()
    second = sitting(date=DAY + timedelta(1), opened=None)
    assert sitting_now([first, second], DAY) is first
    assert sitting_now([first, second], DAY + timedelta(1)) is second
    assert sitting_now([first], DAY + timedelta(9)) is first
    assert sitting_now([], DAY) is None
    morning, noon = sitting(closed=time(11)), sitting(opened=None, starts=time(13))
    assert sitting_now([morning, noon], DAY) is noon
    assert sitting_now([sitting(closed=time(11))], DAY) is not None


def test_jumps_are_told_from_seconds() -> None:
    def look(wall: datetime, steady: float) -> Look:
        return Look(wall, steady)

    ten = look(at(10), 0)
    second = timedelta(seconds=1)
    assert jumped(ten, look(at(10) + second, 1)) is Jump.NONE
    assert jumped(ten, look(at(10) + 30 * second, 1)) is Jump.NONE  # a correction
    assert jumped(ten, look(at(9), 1)) is Jump.BACK
    assert jumped(ten, look(at(11), 1)) is Jump.AHEAD
    assert jumped(ten, look(at(11), 3600)) is Jump.STOOD
    before = datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC)
    walls = [moment.astimezone(LONDON) for moment in (before, before + second)]
    assert jumped(look(walls[0], 0), look(walls[1], 1)) is Jump.WINTER
    before = datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)
    walls = [moment.astimezone(LONDON) for moment in (before, before + second)]
    assert jumped(look(walls[0], 0), look(walls[1], 1)) is Jump.SUMMER


TIMES = st.times().map(lambda found: found.replace(second=0, microsecond=0))


@given(
    TIMES,
    st.lists(st.tuples(TIMES | st.none(), TIMES | st.none()), max_size=4),
    st.datetimes(datetime(2026, 6, 9), datetime(2026, 6, 14)),
    st.lists(st.tuples(TIMES, TIMES | st.none()), max_size=3),
)
def test_no_number_is_ever_negative(
    opened: time,
    noted: list[tuple[time | None, time | None]],
    now: datetime,
    away: list[tuple[time, time | None]],
) -> None:
    items = [item(str(n), 10, started=a, ended=b) for n, (a, b) in enumerate(noted)]
    held: Timing = timing(sitting(opened=opened), items, [Pause(*one) for one in away])
    moment = now.replace(tzinfo=LONDON)
    assert (held.elapsed(moment) or 0) >= 0
    for one in items:
        used = held.used(one.uid, moment)
        assert used is None or 0 <= used.minutes <= 1440
    assert follows(opened, opened)


def test_lengths_are_said() -> None:
    assert [length_words(n) for n in (0, 52, 60, 68)] == ["0 min", "52 min", "1 h", "1 h 8 min"]
