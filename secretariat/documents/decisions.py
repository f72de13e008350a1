"""The decision notice: what a meeting decided, each decision under its minute, with the vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from secretariat.documents.common import (
    Frame,
    frame_of,
    is_draft,
    masthead,
    restricted_line,
    when_and_where,
)
from secretariat.documents.minute_numbers import numbers_of_minutes
from secretariat.documents.minutes import entries_by_item, entry_blocks
from secretariat.documents.model import Block, Document, Heading, Paragraph, Role, runs
from secretariat.documents.of_meeting import document_of
from secretariat.documents.room_votes import motion_blocks, vote_blocks
from secretariat.documents.two_languages import both, phrase, titled
from secretariat.documents.wording import Wording
from secretariat.models.agenda import visible_entries
from secretariat.models.kinds import EntryKind, ItemKind, Restriction
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.plaintext import one_line
from secretariat.models.presence import in_taken_order
from secretariat.models.records import Entry, Item
from secretariat.models.room_kinds import Result
from secretariat.models.views import MeetingView

_LEVEL = 2


def compose_decisions(view: MeetingView, wording: Wording) -> Document:
    """Return every decision of a meeting that the audience may know, in the order of business.

    A decision stands under the number and title of its minute, with its own number where the
    body counts its decisions, and with the motions that were carried and the votes. Where the
    body lets decisions be called in, the notice says for how long.
    """
    frame = frame_of(view, wording, added=True)
    decided = list(_decided(frame))
    blocks: list[Block] = [*masthead(frame), Paragraph(phrase(frame, "decisions"), Role.SUBTITLE)]
    blocks.extend(when_and_where(frame))
    if not decided:
        blocks.append(Paragraph(phrase(frame, "decisions.none")))
    else:
        blocks.extend(both(frame, _opening))
        blocks.extend(decided)
    return document_of(
        frame, blocks, kind="decisions", title="decisions.title", heading="decisions"
    )


def _opening(frame: Frame) -> list[Block]:
    """Return what is said before the decisions: of the draft, and when they take effect."""
    draft = frame.say("decisions.draft") if is_draft(frame.view.meeting) else ""
    blocks: list[Block] = [Paragraph(runs(draft), Role.SMALL)] if draft else []
    found = frame.view.call_in
    if found is None or not _any_called_in(frame):
        return blocks
    phrases = frame.phrases
    until = frame.say("decisions.until.day", date=phrases.plain_date(found.until))
    if found.hour is not None:
        day, hour = phrases.plain_date(found.until), phrases.clock(found.hour)
        until = frame.say("decisions.until.hour", hour=hour, date=day)
    told = frame.say(
        "decisions.call_in",
        published=phrases.plain_date(found.published),
        until=until,
        effect=phrases.plain_date(found.effect),
    )
    return [*blocks, Paragraph(runs(told))]


def _any_called_in(frame: Frame) -> bool:
    """Say whether any decision that is told here may be called in."""
    return any(
        not entry.call_in
        for entry in visible_entries(frame.view.entries, frame.items, frame.view.audience)
        if entry.kind in (EntryKind.DECISION, EntryKind.MOTION, EntryKind.VOTE)
    )


def _decided(frame: Frame) -> list[Block]:
    view = frame.view
    entries = entries_by_item(visible_entries(view.entries, frame.items, view.audience))
    given = {number.entry: number.printed for number in view.happened.numbers if number.entry}
    numbers = numbers_of_minutes(frame)
    blocks: list[Block] = []
    for item in in_taken_order(frame.items):
        told = _told(frame, entries.get(item.uid, ()), given)
        if not told:
            continue
        number = numbers.get(item.uid, NO_NUMBER).printed
        blocks.append(_heading(frame, item, number))
        held = frame.held[item.uid]
        if held.restriction is not Restriction.NONE and item.kind is not ItemKind.HEADING:
            blocks.append(restricted_line(frame, held.restriction, held.ground))
        blocks.extend(told)
    loose = _told(frame, entries.get(None, ()), given)
    if loose:
        blocks.append(Heading(_LEVEL, phrase(frame, "decisions.other")))
        blocks.extend(loose)
    return blocks


def _heading(frame: Frame, item: Item, number: str) -> Heading:
    title = one_line(item.minute_title) or frame.title(item) or frame.say("decisions.untitled")
    return Heading(_LEVEL, titled(frame.choices, title), number=number)


def _told(frame: Frame, entries: Sequence[Entry], given: Mapping[str, str]) -> list[Block]:
    """Return the decisions among some entries with the votes on them; nothing when none is one."""
    carried = {
        motion.entry for motion in frame.view.happened.motions if motion.result is Result.CARRIED
    }
    voted = {vote.entry for vote in frame.view.happened.votes if vote.result is not Result.NONE}
    blocks: list[Block] = []
    for entry in entries:
        if entry.kind is EntryKind.DECISION:
            number = entry.label or given.get(entry.uid, "")
            made = entry_blocks(frame, replace(entry, label=number), _LEVEL)
        elif entry.kind is EntryKind.MOTION and entry.uid in carried:
            made = motion_blocks(frame, entry, _LEVEL)
        elif entry.kind is EntryKind.VOTE and entry.uid in voted:
            made = vote_blocks(frame, entry, _LEVEL)
        else:
            continue
        if made and entry.call_in and frame.view.call_in is not None:
            told = frame.say(f"decisions.call_in.{entry.call_in}")
            made = [*made, Paragraph(runs(told), Role.SMALL)]
        if made and entry.restriction is not Restriction.NONE:
            blocks.append(restricted_line(frame, entry.restriction, entry.restriction_ground))
        blocks.extend(made)
    return blocks
