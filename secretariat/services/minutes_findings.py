"""What to look at in minutes before they go out.

Minutes record what happened, so nothing here stops them: each finding warns, and leads to the
item it is about.
"""

from __future__ import annotations

from secretariat.models.attendance import Roll, roll
from secretariat.models.dates import plain_date
from secretariat.models.entries import is_minuted
from secretariat.models.kinds import (
    EntryKind,
    ItemArrival,
    ItemKind,
    ItemOutcome,
    Purpose,
    Stage,
)
from secretariat.models.plaintext import joined
from secretariat.models.presence import in_taken_order
from secretariat.models.records import (
    Action,
    ActionOwner,
    Approval,
    AttendanceEvent,
    Entry,
    Item,
    SequenceNumber,
)
from secretariat.models.room_kinds import Sequenced
from secretariat.models.snippets import slots_in
from secretariat.services.approvals import unsuitable, waiting
from secretariat.services.attendance import attendees_of
from secretariat.services.findings import Finding, Gravity
from secretariat.services.meetings import meet_of
from secretariat.services.minutes import entries_of
from secretariat.services.phrases import phrases_of
from secretariat.services.progress import progress_item, told_of
from secretariat.services.sequences import sequence_for
from secretariat.services.session import Session
from secretariat.store.rows import Reader

_GONE = (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN)
_DECIDES = (EntryKind.DECISION, EntryKind.MOTION, EntryKind.VOTE, EntryKind.APPROVAL)


def minutes_findings(session: Session, meeting: str, items: list[Item]) -> list[Finding]:
    """Return what the minutes of a meeting lack or say twice; none of it stops them."""
    reader = session.reader
    entries = entries_of(reader, meeting)
    return [
        *_basic(reader, meeting, items),
        *_of_items(items, entries),
        *_of_slots(items, entries),
        *_of_the_clock(reader, meeting, items),
        *_of_actions(reader, meeting),
        *_of_earlier(reader, meeting),
    ]


def _basic(reader: Reader, meeting: str, items: list[Item]) -> list[Finding]:
    found: list[Finding] = []
    attendees = attendees_of(reader, meeting)
    called = roll(attendees, reader.find(AttendanceEvent, meeting=meeting))
    unmarked = called.unmarked
    if not attendees:
        found.append(Finding(Gravity.WARN, "Nobody is listed as present."))
    elif unmarked:
        many = len(unmarked)
        who = "1 person is" if many == 1 else f"{many} people are"
        found.append(Finding(Gravity.WARN, f"{who} not marked in the roll."))
    minuted = {entry.item for entry in entries_of(reader, meeting) if is_minuted(entry)}
    meet = meet_of(reader, meeting)
    minuted.add(_told_from_the_roll(reader, meeting, items, called))
    if (under := progress_item(reader, meet, items)) and told_of(reader, meet):
        minuted.add(under)
    parents = {item.parent for item in items}
    for item in items:
        bare = item.uid not in minuted and item.uid not in parents and not item.outcome
        if bare and item.kind is ItemKind.ITEM:
            found.append(Finding(Gravity.WARN, f"“{item.title}” has no minutes.", item.uid))
    if meet.sittings[-1].closed is None:
        found.append(Finding(Gravity.WARN, "The closing time is not recorded."))
    return found


def _told_from_the_roll(
    reader: Reader, meeting: str, items: list[Item], called: Roll
) -> str | None:
    """Return the item under which the minutes tell apologies from the roll, if there is one."""
    # Loaded here, since only documents and what looks at them need the phrases.
    from secretariat.documents.script_words import matter_named

    phrases, _ = phrases_of(reader, meet_of(reader, meeting).bodies)
    said = bool(called.apologies) or phrases.choices.yes("minutes.no_apologies")
    if not said or phrases.choices["minutes.apologies"] != "item":
        return None
    titles = ((item.uid, item.title) for item in items if item.kind is ItemKind.ITEM)
    return next((u for u, title in titles if matter_named(phrases.say, title) == "apologies"), None)


def _warn(words: str, item: str = "", cure: str = "") -> Finding:
    return Finding(Gravity.WARN, words, item, cure)


def _of_items(items: list[Item], entries: list[Entry]) -> list[Finding]:
    """Return items for decision without one, and urgent ones without their circumstances, which
    the minutes have to specify: Local Government Act 1972, s.100B(4)(b)."""
    minuted = {entry.item for entry in entries if is_minuted(entry)}
    decided = {entry.item for entry in entries if entry.kind in _DECIDES}
    found: list[Finding] = []
    for item in items:
        if item.kind is not ItemKind.ITEM or item.outcome in _GONE:
            continue
        open_ = item.uid in minuted and item.uid not in decided
        if item.purpose is Purpose.DECISION and open_:
            found.append(_warn(f"“{item.title}” is for decision, and none is minuted.", item.uid))
        if item.arrival is ItemArrival.URGENT and not item.urgency.strip():
            cure = "Write them with the item, under how it came."
            words = f"“{item.title}” is urgent, and its special circumstances are not given."
            found.append(_warn(words, item.uid, cure))
    return found


def _of_slots(items: list[Item], entries: list[Entry]) -> list[Finding]:
    """Return the items whose minutes hold standard words with a slot that nobody filled."""
    titles = {item.uid: f"the minutes of “{item.title}”" for item in items}
    open_: dict[str, list[str]] = {}
    for entry in entries:
        if entry.kind is not EntryKind.QUESTION and "{" in entry.text:
            names = open_.setdefault(entry.item or "", [])
            names.extend(f"{{{slot.name}}}" for slot in slots_in(entry.text))
    found: list[Finding] = []
    for uid, names in open_.items():
        each = list(dict.fromkeys(names))
        if each:
            where = titles.get(uid, "the minutes between items")
            verb = "is" if len(each) == 1 else "are"
            words = f"In {where} {joined(each)} {verb} still to be filled in."
            found.append(_warn(words, uid, "Go to the words; Tab leads from one to the next."))
    return found


def _of_the_clock(reader: Reader, meeting: str, items: list[Item]) -> list[Finding]:
    found: list[Finding] = []
    # A meeting that goes on past midnight has clocks that only seem to run back.
    sittings = meet_of(reader, meeting).sittings
    if len(sittings) > 1 or any(s.opened and s.closed and s.closed < s.opened for s in sittings):
        return found
    before: Item | None = None
    for item in in_taken_order(items):
        if item.started and item.ended and item.ended < item.started:
            found.append(_warn(f"“{item.title}” ends before it begins.", item.uid))
        if item.started is None:
            continue
        if before is not None and before.started and item.started < before.started:
            words = f"“{item.title}” began before “{before.title}”, and stands after it."
            found.append(_warn(words, item.uid, "Take the items in the order of the clock."))
        before = item
    return found


def _of_actions(reader: Reader, meeting: str) -> list[Finding]:
    actions = reader.find(Action, meeting=meeting)
    owned = reader.grouped(ActionOwner, "action", [action.uid for action in actions])
    bare = [action for action in actions if not owned.get(action.uid)]
    if not bare:
        return []
    many = "1 action has" if len(bare) == 1 else f"{len(bare)} actions have"
    return [_warn(f"{many} no owner.", bare[0].item or "")]


def _of_earlier(reader: Reader, meeting: str) -> list[Finding]:
    """Return that earlier minutes wait: for their approval here, or for their running numbers."""
    meet = meet_of(reader, meeting)
    if not meet.bodies:
        return []
    found: list[Finding] = []
    earlier = waiting(reader, meeting)
    out = [one for one in earlier if one.meeting.stage is Stage.MINUTES_OUT and one.date]
    if out and not reader.count(Approval, meeting=meeting) and not unsuitable(reader, meeting):
        day = plain_date(out[0].date) if out[0].date else ""
        found.append(_warn(f"The minutes of {day} are not approved in these."))
    sequence = sequence_for(reader, meet.bodies[0].uid, Sequenced.MINUTES)
    for one in earlier if sequence else ():
        if not reader.count(SequenceNumber, meeting=one.meeting.uid) and one.date:
            day = plain_date(one.date)
            words = f"The minutes of {day} are not out yet, so their numbers would follow these."
            found.append(_warn(words))
    return found
