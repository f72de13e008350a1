"""The minutes: who was there, what was said and decided, and who is to do what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from secretariat.documents.away import apologies_below, apologies_item
from secretariat.documents.common import (
    Frame,
    frame_of,
    furniture,
    handed_in_slots,
    is_draft,
    masthead,
    numeric_date,
    restricted_line,
    standing_blocks,
    title_of,
)
from secretariat.documents.contents import with_contents
from secretariat.documents.minute_actions import ActionWriter
from secretariat.documents.minute_columns import with_lead
from secretariat.documents.minute_headings import ItemHeadings
from secretariat.documents.minute_numbers import ParagraphNumbers, numbers_of_minutes
from secretariat.documents.minutes_head import (
    closing_blocks,
    heading_blocks,
    reference_blocks,
    reference_of,
)
from secretariat.documents.model import (
    Block,
    Document,
    Heading,
    PageFurniture,
    Paragraph,
    Role,
    SignatureLine,
    runs,
)
from secretariat.documents.papers import paper_notes
from secretariat.documents.present import attendance_blocks
from secretariat.documents.progress import progress_blocks
from secretariat.documents.prose import flat, prose
from secretariat.documents.room import WRITERS, room_blocks
from secretariat.documents.room_movements import movement_sentence, opening_blocks
from secretariat.documents.room_votes import decided, proposer_blocks
from secretariat.documents.two_languages import phrase, titled, worded
from secretariat.documents.typed_notes import calls, names_alone
from secretariat.documents.wording import Wording, filled
from secretariat.models.agenda import visible_entries, visible_events
from secretariat.models.attendance import movements
from secretariat.models.kinds import (
    EntryKind,
    ItemArrival,
    ItemKind,
    ItemOutcome,
    ItemPlacement,
    Restriction,
    TextPlace,
)
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.plaintext import one_line
from secretariat.models.presence import in_taken_order, opens_in_chair
from secretariat.models.records import AttendanceEvent, Entry, Item
from secretariat.models.typed_minutes import is_second_order
from secretariat.models.views import MeetingView

_TOP = 2


def compose_minutes(view: MeetingView, wording: Wording, *, draft: bool | None = None) -> Document:
    """Return the minutes of a meeting for the audience of `view`; a draft says so on every page.

    Matter of an item or entry that the audience may not see is left out; a restricted item keeps
    its heading and says why. Without `draft` they are one until they are approved.
    """
    frame = frame_of(view, wording, added=True)
    if draft is None:
        draft = is_draft(view.meeting)
    blocks = [*reference_blocks(frame), *masthead(frame), *heading_blocks(frame, draft)]
    head = len(blocks)
    writer = MinutesWriter(frame)
    blocks.extend(writer.attendance_at_head())
    blocks.extend(writer.business())
    blocks.extend(closing_blocks(frame))
    if frame.choices.yes("minutes.signature"):
        blocks.append(SignatureLine(worded(frame, _signs)))
        blocks.append(SignatureLine(phrase(frame, "minutes.signature.date")))
    blocks.extend(standing_blocks(frame, TextPlace.MINUTES_NOTE, role=Role.SMALL))
    blocks = with_contents(
        blocks,
        head,
        frame.choices["minutes.contents"],
        phrase(frame, "contents"),
        writer.headings.lowest,
    )
    return Document(
        title=title_of(frame, "minutes.title.draft" if draft else "minutes.title"),
        blocks=tuple(blocks),
        kind="minutes",
        language=view.lead.language,
        author=view.lead.name,
        subject=one_line(view.meeting.title),
        made=view.made,
        furniture=_furniture(frame, draft),
        audience=view.audience.value,
    )


def _furniture(frame: Frame, draft: bool) -> PageFurniture:
    """Return what stands on each page: the usual, in the words that the body has for minutes."""

    def foot(one: Frame, usual: str) -> str:
        words = one.say(
            "foot.minutes.draft" if draft else "foot.minutes",
            foot=usual,
            reference=reference_of(one),
            body=one.view.lead.short_name or one.view.lead.name,
            date=numeric_date(one),
        )
        return one_line(words)

    usual = furniture(frame, "minutes", "minutes.stamp" if draft else "", foot)
    return replace(usual, repeats_columns=frame.choices["minutes.columns"] == "pages")


def _signs(frame: Frame) -> str:
    return frame.say("minutes.signature", chair=frame.view.lead.chair_title)


class MinutesWriter:
    """The business of one meeting, item by item."""

    def __init__(self, frame: Frame) -> None:
        entries = visible_entries(frame.view.entries, frame.items, frame.view.audience)
        self.frame = frame
        self.entries = entries_by_item(_with_their_notes(frame, entries))
        self.actions = ActionWriter(frame, entries)
        self.moves = _moves(frame)
        given = frame.view.happened.numbers
        self.numbers = numbers_of_minutes(frame)
        self.paragraphs = ParagraphNumbers(frame, self.numbers)
        self.apologies = apologies_item(frame)
        self.decisions = {number.entry: number.printed for number in given if number.entry}
        self._waiting = frame.choices["minutes.attendance_place"] == "first item" and any(
            item.kind is not ItemKind.HEADING and frame.prints(item) for item in frame.items
        )
        self.headings = ItemHeadings(frame, self.numbers, has_margin=self.actions.uses_margin)

    def attendance_at_head(self) -> list[Block]:
        """Return who was there, unless that stands under the first item."""
        return [] if self._waiting else self._attendance(_TOP)

    def _attendance(self, level: int) -> list[Block]:
        actions = self.actions
        initials = actions.legend.initials if actions.quotes_initials else {}
        blocks = attendance_blocks(self.frame, initials, level)
        notes = standing_blocks(self.frame, TextPlace.AFTER_ATTENDANCE, level, Role.SMALL)
        return [*blocks, *notes]

    def business(self) -> list[Block]:
        """Return everything between the attendance and the closing sentence.

        Entries without an item stand before the first one when their position is negative, and
        after the last one otherwise.
        """
        loose = self.entries.get(None, [])
        blocks = opening_blocks(self.frame)
        blocks += self._entries([entry for entry in loose if entry.position < 0], _TOP)
        below_section = 0
        levels = self.frame.levels()
        in_order = self._in_order()
        for item in in_order:
            if item.kind is ItemKind.HEADING:
                below_section = 1
                blocks.extend(self.headings.band(item, _TOP))
                blocks.extend(self._matter(item, _TOP))
            elif self.frame.prints(item):
                level = min(_TOP + below_section + levels[item.uid], 6)
                blocks.extend(self.headings.of(item, level))
                if self._waiting:
                    self._waiting = False
                    blocks.extend(self._attendance(min(level + 1, 6)))
                blocks.extend(self._matter(item, level))
            else:
                blocks.extend(self._matter(item, _TOP + below_section))
        blocks.extend(self._moved(None))
        blocks.extend(self._entries([entry for entry in loose if entry.position >= 0], _TOP))
        blocks.extend(self.headings.closing(_TOP))
        blocks.extend(self.actions.unplaced())
        return blocks

    def extract(self, wanted: Collection[str]) -> list[Block]:
        """Return what is minuted of some items alone, numbered as in the whole of the minutes."""
        blocks: list[Block] = []
        for item in self._in_order():
            told = self._matter(item, _TOP)  # of every item, so that its paragraphs are counted
            if item.uid not in wanted:
                continue
            if item.kind is not ItemKind.HEADING and self.frame.prints(item):
                blocks.extend(self.headings.of(item, _TOP))
            blocks.extend(told)
        return blocks

    def _in_order(self) -> list[Item]:
        """Return the items as they print: in the order in which they were taken, and those
        after the contact block last."""
        later = {item.uid for item in self.frame.placed(ItemPlacement.AFTER_CONTACT)}
        return sorted(in_taken_order(self.frame.items), key=lambda item: item.uid in later)

    def _presenter(self, item: Item) -> list[Block]:
        """Return who presented an item, where the body says so below its heading."""
        presenter = one_line(item.presenter)
        if not presenter or self.frame.choices["minutes.presenter"] != "below":
            return []
        words = self.frame.say("agenda.presenter.below", presenter=presenter)
        return [Paragraph(runs(words), Role.PRESENTER)]

    def _urgency(self, item: Item) -> list[Block]:
        """Return the special circumstances of an urgent item, which the minutes have to specify:
        Local Government Act 1972, s.100B(4)(b)."""
        reason = one_line(item.urgency)
        gone = item.outcome in (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN)
        if item.arrival is not ItemArrival.URGENT or not reason or gone:
            return []
        chair = one_line(self.frame.view.lead.chair_title)
        return [Paragraph(runs(self.frame.say("minutes.urgent", chair=chair, reason=reason)))]

    def _together(self, item: Item) -> list[Block]:
        """Return the sentence that says with which item this one was taken."""
        other = next((one for one in self.frame.items if one.uid == item.taken_with), None)
        if other is None:
            return []
        number = self.frame.numbers.get(other.uid, NO_NUMBER).compact
        key = "minutes.taken_with" if number else "minutes.taken_with.title"
        words = self.frame.say(key, number=number, title=self.frame.title(other))
        return [Paragraph(runs(words), Role.MOVEMENT)]

    def _matter(self, item: Item, level: int) -> list[Block]:
        """Return what is minuted under an item, with who leads it where the body says so."""
        return with_lead(self.frame, item, self._told(item, level))

    def _told(self, item: Item, level: int) -> list[Block]:
        """Return what is minuted under an item, or the sentence that says why nothing is."""
        blocks = self._presenter(item)
        held = self.frame.held[item.uid]
        if held.restriction is not Restriction.NONE and item.kind is not ItemKind.HEADING:
            blocks.append(restricted_line(self.frame, held.restriction, held.ground))
        if not self.frame.view.audience.may_see(held.restriction):
            return blocks
        entries = self.entries.get(item.uid, [])
        if self.frame.choices.yes("minutes.text"):
            words = filled(item.text, handed_in_slots(self.frame))
            blocks.extend(flat(prose(words, role=Role.EXPLANATION)))
        blocks.extend(paper_notes(self.frame, item, "minutes.papers"))
        opening = apologies_below(self.frame) if item.uid == self.apologies else []
        opening += [*self._urgency(item), *self._together(item), *self._moved(item.uid)]
        if item.uid == self.frame.view.told_under:
            opening.extend(progress_blocks(self.frame))
        blocks.extend(self.paragraphs.numbered(item.uid, opening))
        blocks.extend(self._parts(entries, level))
        blocks.extend(self.actions.of_item(item.uid))
        if not entries and item.outcome in (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN):
            blocks.append(Paragraph(runs(self.frame.say(f"minutes.{item.outcome}"))))
        return blocks

    def _parts(self, entries: list[Entry], level: int) -> list[Block]:
        """Return the blocks of an item's entries, its decisions first where the body parts them
        from what was said."""
        if self.frame.choices["minutes.decisions"] != "apart":
            return self._entries(entries, level)
        decisions = [entry for entry in entries if entry.kind is EntryKind.DECISION]
        others = [entry for entry in entries if entry.kind is not EntryKind.DECISION]
        blocks: list[Block] = []
        below = min(level + 1, 6)
        for key, part in (("decision", decisions), ("minutes", others)):
            if told := self._entries(part, below):
                words = phrase(self.frame, f"minutes.part.{key}")
                blocks += [Heading(below, words), *told]
        return blocks

    def _entries(self, entries: list[Entry], level: int) -> list[Block]:
        """Return the blocks of consecutive entries; sub-headings stand one below `level`, and
        those of the second order below them."""
        blocks: list[Block] = []
        below = min(level + 1, 6)
        headed = False
        at = 0
        while at < len(entries):
            entry = entries[at]
            if entry.kind is EntryKind.ACTION:
                run = self.actions.run_of(entries[at:])
                blocks.extend(self._numbered(entry, self.actions.written(run)))
                at += len(run)
                continue
            if entry.restriction is not Restriction.NONE:
                ground = entry.restriction_ground
                blocks.append(restricted_line(self.frame, entry.restriction, ground))
            told = entry.kind in WRITERS
            number = self.decisions.get(entry.uid, "")
            second = headed and entry.kind is EntryKind.HEADING and is_second_order(entry.text)
            headed = headed or entry.kind is EntryKind.HEADING
            depth = min(below + second, 6)
            plain = entry_blocks(self.frame, replace(entry, label=entry.label or number), depth)
            made = room_blocks(self.frame, entry, below) if told else plain
            blocks.extend(self._numbered(entry, self.actions.beside(entry, made)))
            at += 1
        return blocks

    def _numbered(self, entry: Entry, blocks: list[Block]) -> list[Block]:
        """Return the blocks of an entry with the numbers of their paragraphs. One that not all may
        read has none, so that a number is the same for whoever reads it."""
        if entry.item is None or entry.restriction is not Restriction.NONE:
            return blocks
        return self.paragraphs.numbered(entry.item, blocks)

    def _moved(self, item: str | None) -> list[Block]:
        """Return the sentences about who came and went during an item, which open it."""
        return [
            Paragraph(runs(words), Role.MOVEMENT)
            for event in self.moves.get(item, [])
            if (words := movement_sentence(self.frame, event))
        ]


def entry_blocks(frame: Frame, entry: Entry, level: int) -> list[Block]:
    """Return the blocks of a narrative, a sub-heading or a decision."""
    if entry.kind is EntryKind.HEADING:
        words = one_line(entry.text.lstrip("# "))
        heading = Heading(level, titled(frame.choices, words), number=one_line(entry.label))
        return [heading] if words else []
    decision = entry.kind is EntryKind.DECISION
    blocks = list(prose(entry.text, level, Role.DECISION if decision else Role.BODY))
    if decision:
        blocks = [*decided(frame, entry, blocks), *proposer_blocks(frame, entry)]
    label = one_line(entry.label)
    if not label or not blocks:
        return blocks
    first = blocks[0]
    if isinstance(first, Paragraph):
        return [Paragraph(first.runs, first.role, label=label), *blocks[1:]]
    role = Role.DECISION if decision else Role.BODY
    return [Paragraph(runs(label), role, keep_with_next=True), *blocks]


def entries_by_item(entries: Iterable[Entry]) -> Mapping[str | None, list[Entry]]:
    """Return the entries that stand under each item, in their order; under None the loose ones."""
    held: dict[str | None, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.position):
        held.setdefault(entry.item, []).append(entry)
    return held


def _with_their_notes(frame: Frame, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries with those that are nothing but notes added to the one above that calls
    them, under the same item and for the same readers; an entry with an action stays."""
    busy = {view.action.entry for view in frame.view.actions}
    held: list[Entry] = []
    for entry in sorted(entries, key=lambda entry: entry.position):
        names = names_alone(entry.text) if entry.kind is EntryKind.NARRATIVE else []
        above = reversed(range(len(held))) if names and entry.uid not in busy else ()
        at = next((i for i in above if _may_take(held[i], entry, names)), -1)
        if at >= 0:
            held[at] = replace(held[at], text=f"{held[at].text}\n\n{entry.text}")
        else:
            held.append(entry)
    return held


def _may_take(above: Entry, entry: Entry, names: Sequence[str]) -> bool:
    """Say whether an entry calls all those notes, and is read by whoever may read them."""
    alike = (above.item, above.restriction, above.restriction_ground) == (
        entry.item,
        entry.restriction,
        entry.restriction_ground,
    )
    return alike and all(calls(above.text, name) for name in names)


def _moves(frame: Frame) -> Mapping[str | None, list[AttendanceEvent]]:
    shown = {item.uid for item in frame.items}
    held: dict[str | None, list[AttendanceEvent]] = {}
    for event in movements(visible_events(frame.view.events, frame.items, frame.view.audience)):
        if event.entry is None and not opens_in_chair(event):
            held.setdefault(event.item if event.item in shown else None, []).append(event)
    return held
