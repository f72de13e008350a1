"""What needs doing today.

Everything here is derived from the register: nothing is stored, and nothing is invented. When
reports must be in and the agenda out, the rules of the body say; where it has none, an agenda is
told of ten days before its meeting. Then a meeting that was held and not minuted, draft minutes
that were not sent, actions past their date, and what was handed in and waits for a ruling or for
a reply in writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from secretariat.models.agenda import effective_restrictions
from secretariat.models.deadlines import rule_words
from secretariat.models.kinds import DeadlineKind, ItemKind, Restriction, Stage
from secretariat.models.plaintext import shortened, unmarked
from secretariat.models.quorum import Outlook
from secretariat.models.records import Entry, Item, Reply, Submission
from secretariat.models.submissions import SubmissionState
from secretariat.models.views import ActionView
from secretariat.services import actions, deadlines
from secretariat.services.clashes import Diary
from secretariat.services.deadlines import Deadline, State
from secretariat.services.desk_dates import clashing, without_new_date
from secretariat.services.desk_line import SOON
from secretariat.services.desk_line import DeskLine as DeskLine
from secretariat.services.desk_line import ago as _ago
from secretariat.services.desk_line import named as _named
from secretariat.services.desk_line import since as _since
from secretariat.services.desk_line import tag_day as _tag
from secretariat.services.desk_plan import forward_plan
from secretariat.services.desk_reports import reports
from secretariat.services.horizon import (
    BEFORE,
    OUTSIDE,
    STEPS,
    Tone,
    count_of,
    in_words,
    short_day,
)
from secretariat.services.meetings import Meet, all_meetings
from secretariat.services.owed import owed_to
from secretariat.services.replies import quorum_forecast
from secretariat.services.restriction_findings import reviews
from secretariat.services.submission_views import (
    SubmissionView,
    replies_due,
    submission_views,
    to_rule_on,
)
from secretariat.store.rows import Reader

AGENDA_DUE = 10
"""Days before a meeting from which an agenda that is not out is worth a line, without a rule."""
BEHIND, AHEAD = 60, 150
"""Days around today in which a meeting may have a deadline that shows on the desk."""
Waiting = Mapping[str, Sequence[Deadline]]
QUORUM_AHEAD = 14
"""Days ahead in which a meeting without a quorum by the replies so far is worth a line."""
LOOK_AHEAD = 35
"""Days ahead that the sentence at the top counts meetings for, and an empty agenda is told of."""


def desk_lines(reader: Reader, today: date, waiting: Waiting | None = None) -> list[DeskLine]:
    """Return what needs doing on a day, what is late first, then by date.

    `waiting` are the deadlines that are not met, where they are reckoned already.
    """
    every = all_meetings(reader)
    meets = [m for m in every if m.date and m.meeting.stage not in OUTSIDE]
    if waiting is None:
        waiting = unmet(reader, meets, today)
    found: list[DeskLine] = []
    items = _items_of(reader, meets, today)
    minuted = _minuted(reader, meets, today)
    asked = owed_to(reader, (m.meeting.uid for m in meets if m.date and m.date >= today))
    for meet in meets:
        dates = {one.kind: one for one in waiting.get(meet.meeting.uid, ())}
        found += _before(meet, items.get(meet.meeting.uid, []), today, dates)
        found += reports(meet, dates.get(DeadlineKind.REPORTS), asked, today)
        found += _after(meet, minuted, today)
    found += clashing(Diary(reader, meets), meets, today)
    found += without_new_date(every, today)
    found += _quorum(reader, meets, today)
    found += _unapproved(meets, today)
    found += _overdue(actions.views(reader), today)
    found += _handed_in(reader, today)
    found += forward_plan(reader, today)
    found += reviews(reader, today)
    order = list(Tone)
    return sorted(found, key=lambda t: (t.tone is not Tone.BAD, t.due, order.index(t.tone)))


def unmet(reader: Reader, meets: Sequence[Meet], today: date) -> Waiting:
    """Return the deadlines that are not met yet, of the meetings near enough to matter."""
    return deadlines.waiting(
        reader, meets, today - timedelta(days=BEHIND), today + timedelta(days=AHEAD)
    )


def summary(reader: Reader, today: date, things: Sequence[DeskLine] | None = None) -> str:
    """Return the sentence under the date: how many meetings are near and how much is late.

    `things` is what `desk_lines` has found, where that is known already.
    """
    found = desk_lines(reader, today) if things is None else things
    near = sum(
        1
        for meet in all_meetings(reader)
        if meet.date
        and today <= meet.date <= today + timedelta(days=LOOK_AHEAD)
        and meet.meeting.stage not in OUTSIDE
    )
    late = sum(1 for thing in found if thing.is_late)
    meetings = f"{in_words(near).capitalize()} {'meeting' if near == 1 else 'meetings'}"
    words = {0: "Nothing is late.", 1: "One thing is late."}
    rest = words.get(late, f"{in_words(late).capitalize()} things are late.")
    return f"{meetings} in the next five weeks. {rest}"


def _items_of(reader: Reader, meets: Sequence[Meet], today: date) -> dict[str, list[Item]]:
    soon = [m.meeting.uid for m in meets if m.meeting.stage in BEFORE and _days(m, today) >= 0]
    found: dict[str, list[Item]] = {}
    for item in reader.find(Item, meeting=soon) if soon else ():
        found.setdefault(item.meeting, []).append(item)
    return found


def _minuted(reader: Reader, meets: Sequence[Meet], today: date) -> dict[str, int]:
    held = [m for m in meets if m.meeting.stage in STEPS[:5] and _days(m, today) <= 0]
    return {m.meeting.uid: reader.count(Entry, meeting=m.meeting.uid) for m in held}


def _days(meet: Meet, today: date) -> int:
    return ((meet.date or date.max) - today).days


def _last_day(meet: Meet) -> date:
    return max(sitting.date for sitting in meet.sittings)


def _before(
    meet: Meet, items: Sequence[Item], today: date, dates: Mapping[DeadlineKind, Deadline]
) -> list[DeskLine]:
    """Return what stands between a coming meeting and its agenda."""
    on = meet.date
    if on is None or on < today or meet.meeting.stage not in BEFORE:
        return []
    days, uid, name = (on - today).days, meet.meeting.uid, _named(meet)
    found: list[DeskLine] = []
    closed = _without_public_title(items)
    if closed and days <= LOOK_AHEAD:
        detail = (
            f"{count_of(closed, 'restricted item')} without one; the public agenda waits for it."
        )
        tone = Tone.WARN
        found.append(
            DeskLine(tone, _tag(on, today), f"Give a public title: {name}", detail, "Open agenda",
                 "meeting", uid, "agenda", due=on)
        )  # fmt: skip
    return found + _agenda(meet, items, today, dates)


def _agenda(
    meet: Meet, items: Sequence[Item], today: date, dates: Mapping[DeadlineKind, Deadline]
) -> list[DeskLine]:
    """Return that the agenda is to be started, or sent out by its deadline."""
    on = meet.date or today
    days, uid, name = (on - today).days, meet.meeting.uid, _named(meet)
    out = deadlines.goes_out(sorted(dates.values(), key=lambda one: one.day))
    ruled = out is not None and out.state(today) is not State.PASSED
    left = (out.day - today).days if ruled and out else days
    soon = left <= (SOON if ruled else AGENDA_DUE)
    if not soon and (items or days > LOOK_AHEAD):
        return []
    tone, tag = Tone.WARN if soon else Tone.QUIET, _tag(on, today)
    if days <= 1 or left < 0:
        tone = Tone.BAD
    if ruled and out:
        tag = "Overdue" if left < 0 else _tag(out.day, today)
    call = dates.get(DeadlineKind.CALL)
    calling = call is not None and 0 <= (call.day - today).days <= SOON
    if not items and calling and call and not soon:
        text = (call.name, "The agenda has no items yet.", "Start agenda")
        tag = _tag(call.day, today)
    elif not items:
        text = ("Start the agenda", "The agenda has no items yet.", "Start agenda")
    else:
        text = ("Send out the agenda", _agenda_state(items), "Open agenda")
    detail = text[1]
    if ruled and out and left < 0:
        words = rule_words(out.reckoning.rule)
        detail = f"It was due {_ago(-left)}, {words}. Late publication needs a reason."
    due = out.day if ruled and out else on
    return [
        DeskLine(
            tone, tag, f"{text[0]}: {name}", detail, text[2], "meeting", uid, "agenda", due=due
        )
    ]


def _agenda_state(items: Sequence[Item]) -> str:
    lines = [i for i in items if i.kind is ItemKind.ITEM and i.title]
    bare = [i for i in lines if not i.presenter]
    count = count_of(len(lines), "item")
    if lines and len(bare) == len(lines):
        return f"{count} in draft; no presenter is named yet."
    if bare:
        return f"{count} in draft; {len(bare)} of {len(lines)} name no presenter."
    return f"{count} in draft."


def _quorum(reader: Reader, meets: Sequence[Meet], today: date) -> list[DeskLine]:
    """Return the near meetings that by the replies so far will be, or may be, without a quorum.

    Where nobody has replied, or the quorum is only a usual one and no rule, nothing is told.
    """
    early = (*BEFORE, Stage.PUBLISHED)
    near = [m for m in meets if m.meeting.stage in early and 0 <= _days(m, today) <= QUORUM_AHEAD]
    replied = reader.grouped(Reply, "meeting", (m.meeting.uid for m in near))
    found = []
    for meet in near:
        if meet.meeting.uid not in replied:
            continue
        forecast = quorum_forecast(reader, meet.meeting.uid)
        worst = forecast.deciding
        if not forecast.binding or worst is None or worst.outlook not in _SHORT:
            continue
        on, fails = meet.date or today, worst.outlook is Outlook.FAILS
        words = "No quorum by the replies" if fails else "Quorum not yet sure"
        found.append(
            DeskLine(Tone.BAD if fails else Tone.WARN, _tag(on, today), f"{words}: {_named(meet)}",
                 worst.sentence, "Open replies", "meeting", meet.meeting.uid, "attendance",
                 "replies", due=on)
        )  # fmt: skip
    return found


_SHORT = (Outlook.FAILS, Outlook.OPEN)


def _without_public_title(items: Sequence[Item]) -> int:
    held = effective_restrictions(items)
    shown = (Restriction.EXEMPT, Restriction.CONFIDENTIAL)
    top = [i for i in items if i.parent is None or held[i.parent].restriction not in shown]
    return sum(1 for i in top if held[i.uid].restriction in shown and not i.public_title)


def _after(meet: Meet, minuted: dict[str, int], today: date) -> list[DeskLine]:
    """Return what a meeting that was held still needs."""
    stage, uid, name = meet.meeting.stage, meet.meeting.uid, _named(meet)
    if stage not in STEPS[:5] or not meet.sittings:
        return []
    last, entries = _last_day(meet), minuted.get(uid, 0)
    ago = (today - last).days
    if stage is Stage.HELD and ago <= 0:
        detail = f"The meeting has begun; {count_of(entries, 'paragraph')} so far."
        return [
            DeskLine(Tone.ACCENT, "Now", f"Take the minutes: {name}", detail, "Open minutes",
                 "meeting", uid, "minutes", due=last)
        ]  # fmt: skip
    if stage is Stage.DRAFT_MINUTES:
        tone = Tone.WARN if ago > AGENDA_DUE else Tone.ACCENT
        detail = f"Met {_ago(ago)}; the minutes are in draft, {count_of(entries, 'paragraph')}."
        return [
            DeskLine(tone, _since(ago), f"Send the draft minutes: {name}", detail, "Open minutes",
                 "meeting", uid, "minutes", due=last)
        ]  # fmt: skip
    if ago <= 0:
        return []
    written = f"{count_of(entries, 'paragraph')} so far." if entries else "Nothing is minuted yet."
    tone = Tone.BAD if ago > AGENDA_DUE else Tone.WARN
    return [
        DeskLine(tone, _since(ago), f"Write the minutes: {name}", f"Met {_ago(ago)}. {written}",
             "Open minutes", "meeting", uid, "minutes", due=last)
    ]  # fmt: skip


def _unapproved(meets: Sequence[Meet], today: date) -> list[DeskLine]:
    """Return draft minutes that went out and that a later meeting could have approved."""
    found = []
    for meet in meets:
        if meet.meeting.stage is not Stage.MINUTES_OUT or not meet.bodies or meet.date is None:
            continue
        lead = meet.bodies[0].uid
        since = [
            other.date
            for other in meets
            if other.bodies and other.bodies[0].uid == lead and other.date
            if meet.date < other.date < today
        ]
        if since:
            found.append(
                DeskLine(
                    Tone.QUIET,
                    _since((today - since[0]).days),
                    f"Record the approval: {_named(meet)}",
                    f"The draft went out, and the board met again on {short_day(since[0])}.",
                    "Open meeting",
                    "meeting",
                    meet.meeting.uid,
                    "details",
                    due=since[0],
                )
            )
    return found


def _overdue(views: Iterable[ActionView], today: date) -> list[DeskLine]:
    """Return one line for all actions whose date has passed."""
    late = [(v, v.action.due) for v in views if actions.overdue(v, today) and v.action.due]
    if not late:
        return []
    late.sort(key=lambda pair: pair[1])
    longest, first = late[0]
    spans = sorted((today - due).days for _, due in late)
    owners = {name for view, _ in late for name in view.owner_names}
    span = f"{spans[0]} to {spans[-1]} days" if spans[0] != spans[-1] else count_of(spans[0], "day")
    who = f", {in_words(len(owners))} owner{'s'[: len(owners) - 1]}" if owners else ""
    words = shortened(unmarked(longest.words), 80)
    names = ", ".join(longest.owner_names[:2])
    return [
        DeskLine(
            Tone.WARN,
            count_of(len(late), "action"),
            f"Overdue by {span}{who}",
            f"Longest: {words}" + (f" ({names})" if names else ""),
            "Show actions",
            "actions",
            focus="overdue",
            due=first,
        )
    ]


def _handed_in(reader: Reader, today: date) -> list[DeskLine]:
    """Return one line for what waits for a ruling, and one for the replies promised in writing."""
    if not reader.count(Submission):
        return []
    views = submission_views(reader)
    found = []
    if waiting := to_rule_on(views):
        on = waiting[0].meet.date if waiting[0].meet else None
        near = on is not None and (on - today).days <= SOON
        verb = "awaits" if len(waiting) == 1 else "await"
        title = f"{count_of(len(waiting), 'submission')} {verb} a ruling"
        tag = _tag(on, today) if on and on >= today else "To rule on"
        found.append(
            DeskLine(Tone.WARN if near else Tone.QUIET, tag, title, _first_of(waiting),
                 "Show submissions", "submissions", focus=SubmissionState.TO_RULE.value,
                 due=on or date.max)
        )  # fmt: skip
    if owed := replies_due(views, today):
        on = (owed[0].meet.date if owed[0].meet else None) or today
        replies = "a reply" if len(owed) == 1 else f"{in_words(len(owed))} replies"
        found.append(
            DeskLine(Tone.WARN, _since((today - on).days), f"Send {replies} in writing",
                 _first_of(owed), "Open submission", "submissions",
                 focus=owed[0].submission.uid, due=on)
        )  # fmt: skip
    return found


def _first_of(views: Sequence[SubmissionView]) -> str:
    """Return what the first of some submissions is, from whom, and for which meeting."""
    first = views[0]
    one, lead = first.submission, "First: " if len(views) > 1 else ""
    what = shortened(one.title or unmarked(one.text), 60) or one.kind.value
    where = f"; {_named(first.meet)}" if first.meet else f"; {first.body.name}"
    return f"{lead}{what} ({one.name}){where}."
