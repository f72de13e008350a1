"""What may be shown to the room while an item is being taken: public matter and nothing else.

It is read from the view that the public gets, and never from what the officer sees: what is not in
that view cannot be shown by mistake.
"""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.models.kinds import Audience, Restriction
from secretariat.models.numbering import agenda_numbers
from secretariat.models.plaintext import unmarked
from secretariat.models.presence import Timeline, in_taken_order
from secretariat.models.records import Entry, Item, MeetingEvent, Motion, Vote
from secretariat.models.room_kinds import Majority, Result
from secretariat.models.views import MeetingView
from secretariat.models.voting import Count, count_of, result_of
from secretariat.services.agenda import items_of
from secretariat.services.session import Session
from secretariat.services.views import meeting_view
from secretariat.store.rows import Reader

CLOSED = "This item is not open to the public."
EXCLUDED = "The public is excluded from this part of the meeting."


@dataclass(frozen=True, slots=True)
class Slide:
    """What the room sees. Empty words are not shown; `note` says why there is no more.

    `result` is the outcome in a word, `count` the votes as they were counted.
    """

    meeting: str
    number: str = ""
    title: str = ""
    motion: str = ""
    result: str = ""
    count: str = ""
    note: str = ""


def slide_of(session: Session, meeting: str, item: str | None) -> Slide:
    """Return what the room may see while an item is taken; None is business between items.

    An item that the public may not know of is shown as business between items is: not at all.
    A restricted one shows its number and its public title alone. Where the public was excluded
    nothing that is said is shown.
    """
    view = meeting_view(session, meeting, Audience.PUBLIC)
    return slide_from(view, item, public_in=public_is_in(session.reader, meeting, item))


def public_is_in(reader: Reader, meeting: str, item: str | None) -> bool:
    """Say whether the public is in from the beginning of an item to its end.

    This is asked of the register itself: that the public was let in again may be recorded under an
    item whose matter they never see.
    """
    items = in_taken_order(items_of(reader, meeting))
    entries = reader.find(Entry, meeting=meeting)
    events = reader.find(MeetingEvent, meeting=meeting)
    line = Timeline((), (), items, entries, events)
    return item is None or (line.opening(item).public_in and line.at(item).public_in)


def slide_from(view: MeetingView, item: str | None, *, public_in: bool) -> Slide:
    """Return the slide of an item from a view for the public."""
    name = view.meeting.title.strip() or view.lead.name
    seen = {one.uid: one for one in view.items}
    shown = seen.get(item or "")
    if shown is None:
        return Slide(name)
    number = agenda_numbers(view.items, view.lead.agenda_numbering).get(shown.uid)
    slide = Slide(name, number.full.rstrip(".") if number else "", unmarked(shown.title).strip())
    if shown.restriction is not Restriction.NONE:
        return _with(slide, note=CLOSED)
    if not public_in:
        return _with(slide, note=EXCLUDED)
    return _with(slide, **_put(view, shown))


def _with(slide: Slide, **words: str) -> Slide:
    return Slide(slide.meeting, slide.number, slide.title, **words)


def _put(view: MeetingView, item: Item) -> dict[str, str]:
    """Return what was moved or voted on last under an item, and how it was decided.

    The words of a motion are those of its entry.
    """
    place = {entry.uid: at for at, entry in enumerate(view.entries)}
    said = {entry.uid: entry.text for entry in view.entries}

    def where(one: Motion | Vote) -> int:
        return place.get(one.entry or "", -1)

    motions = sorted((one for one in view.happened.motions if one.item == item.uid), key=where)
    votes = sorted(
        (one for one in view.happened.votes if one.item == item.uid),
        key=lambda one: (where(one), one.round),
    )
    motion = motions[-1] if motions else None
    if votes and (motion is None or where(votes[-1]) > where(motion)):
        if votes[-1].is_election:
            return _election(view, votes[-1])
        motion = next((one for one in motions if one.uid == votes[-1].motion), motion)
    vote = _vote_on(motion, votes)
    words = unmarked(said.get(motion.entry or "", "")).strip() if motion else ""
    if vote is not None and not words:
        words = unmarked(vote.question).strip()
    result = _result(view, motion, vote)
    count = _count(view, vote) if vote is not None and result is not Result.NONE else ""
    changed = motion is not None and any(
        one.amends == motion.uid and one.result is Result.CARRIED for one in motions
    )
    told = f"{result} as amended" if changed and result is not Result.NONE else result.value
    return {"motion": words, "result": told[:1].upper() + told[1:], "count": count}


def _election(view: MeetingView, vote: Vote) -> dict[str, str]:
    """Return the last round of an election: who was elected, and the votes as they were counted."""
    options = sorted(
        (one for one in view.happened.options if one.vote == vote.uid),
        key=lambda one: one.position,
    )
    names = [unmarked(one.label).strip() for one in options if one.is_elected]
    counts = [
        f"{unmarked(one.label).strip()} {one.count}" for one in options if one.count is not None
    ]
    lot = ", by lot" if vote.by_lot else ""
    result = f"{' and '.join(names)} elected{lot}" if names else ""
    about = unmarked(vote.question).strip() if names else ""
    return {
        "motion": about[:1].upper() + about[1:],
        "result": result,
        "count": " · ".join(counts) if names else "",
    }


def _vote_on(motion: Motion | None, votes: list[Vote]) -> Vote | None:
    if motion is None:
        return votes[-1] if votes and not votes[-1].is_election else None
    mine = [vote for vote in votes if vote.motion == motion.uid]
    return mine[-1] if mine else None


def _result(view: MeetingView, motion: Motion | None, vote: Vote | None) -> Result:
    if motion is not None and motion.result is not Result.NONE:
        return motion.result
    if vote is None:
        return Result.NONE
    if vote.result is not Result.NONE or vote.majority is Majority.ALL_MEMBERS:
        return vote.result
    return result_of(_counted(view, vote), vote.majority, casting=vote.casting_choice)


def _counted(view: MeetingView, vote: Vote) -> Count:
    return count_of(vote, [one for one in view.happened.ballots if one.vote == vote.uid])


def _count(view: MeetingView, vote: Vote) -> str:
    """Return the votes as they were counted; a vote that nobody counted has none."""
    count = _counted(view, vote)
    if not count.is_counted:
        return ""
    parts = [f"For {count.votes_for or 0}", f"Against {count.against or 0}"]
    if count.abstentions:
        parts.append(f"Abstentions {count.abstentions}")
    return " · ".join(parts)
