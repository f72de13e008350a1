"""Meetings as the list and the calendar show them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from secretariat.models.dates import ENGLISH, clock, plain_date, spoken_date
from secretariat.models.kinds import Stage
from secretariat.services.clashes import Clash
from secretariat.services.horizon import stage_tag
from secretariat.services.meetings import Meet
from secretariat.ui.tables.month import Event
from secretariat.ui.tables.rows import ListRow

Clashing = Mapping[str, Sequence[Clash]]


def meeting_rows(
    meets: Sequence[Meet], today: date, text: str = "", clashing: Clashing | None = None
) -> list[ListRow]:
    """Return the meetings that hold all the words of `text`: coming ones first, then past ones.

    What comes is in the order of its dates, what is past the other way round, under its years.
    `clashing` are the clashes of meetings by uid; each such line says so.
    """
    known = clashing or {}
    shown = [meet for meet in meets if _holds(meet, text)]
    coming = [m for m in shown if m.date is None or m.sittings[-1].date >= today]
    past = [m for m in reversed(shown) if m not in coming]
    rows: list[ListRow] = []
    if coming:
        rows.append(ListRow("", "To come", note=str(len(coming))))
        rows += [meeting_row(meet, today, known.get(meet.meeting.uid, ())) for meet in coming]
    year = 0
    for meet in past:
        if meet.date and meet.date.year != year:
            year = meet.date.year
            count = sum(1 for m in past if m.date and m.date.year == year)
            rows.append(ListRow("", f"Past, {year}", note=str(count)))
        rows.append(meeting_row(meet, today))
    return rows


def meeting_row(meet: Meet, today: date, clashes: Sequence[Clash] = ()) -> ListRow:
    """Return one meeting as a line of a list."""
    tag, tone = stage_tag(meet, today)
    first = meet.first
    over = meet.meeting.stage in (Stage.CANCELLED, Stage.POSTPONED)
    day = lead_of(first.date) if first else ""
    said = spoken_date(first.date) if first else "no date"
    where = " · ".join(filter(None, (clashes[0].words if clashes else "", place_and_time(meet))))
    return ListRow(
        meet.meeting.uid,
        meet.name,
        where,
        lead=day,
        mark="Clash" if clashes else "",
        tag=tag,
        tone=tone,
        quiet=over,
        sentence=f"{meet.name}, {said}, {where}. {tag}.",
    )


def lead_of(on: date) -> str:
    """Return a day for the narrow column of a list: Thu 5 Mar."""
    return f"{ENGLISH.weekdays[on.weekday()][:3]} {on.day} {ENGLISH.months[on.month - 1][:3]}"


def place_and_time(meet: Meet) -> str:
    """Return the time and place of a meeting: 10.00 am · Council Chamber."""
    first = meet.first
    if first is None:
        return "No date yet"
    parts = [clock(first.starts), first.place or ("Online" if first.remote_link else "")]
    if meet.instead and meet.meeting.stage.is_off:
        parts.append(f"held on {plain_date(meet.instead.date)} instead")
    if len(meet.sittings) > 1:
        parts.append(f"{len(meet.sittings)} sittings")
    return " · ".join(part for part in parts if part)


def month_events(meets: Iterable[Meet], clashing: Collection[str] = ()) -> dict[date, list[Event]]:
    """Return what stands on each day of a calendar; `clashing` are the meetings that clash."""
    found: dict[date, list[Event]] = {}
    for meet in meets:
        off = meet.meeting.stage in (Stage.CANCELLED, Stage.POSTPONED)
        short = meet.meeting.title or " and ".join(b.short_name or b.name for b in meet.bodies)
        for sitting in meet.sittings:
            event = Event(
                meet.meeting.uid,
                short,
                clock(sitting.starts),
                quiet=off,
                off_word=meet.meeting.stage.value if off else "",
                clash=meet.meeting.uid in clashing,
            )
            found.setdefault(sitting.date, []).append(event)
    return found


def _holds(meet: Meet, text: str) -> bool:
    if not text.strip():
        return True
    days = " ".join(spoken_date(sitting.date) for sitting in meet.sittings)
    places = " ".join(sitting.place for sitting in meet.sittings)
    bodies = " ".join(f"{b.name} {b.short_name}" for b in meet.bodies)
    words = f"{meet.name} {bodies} {days} {places} {meet.meeting.stage}".casefold()
    return all(word in words for word in text.casefold().split())
