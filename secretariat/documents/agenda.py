"""The agenda: from the invitation letter to the guidance for visitors."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from secretariat.documents.common import (
    Frame,
    frame_of,
    furniture,
    handed_in_slots,
    masthead,
    moved_line,
    place_line,
    restricted_line,
    sitting_lines,
    standing,
    standing_blocks,
    title_of,
)
from secretariat.documents.contents import with_contents
from secretariat.documents.exclusion import exclusion_notes, exclusion_table
from secretariat.documents.letter import letter_blocks, member_line
from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    AgendaSection,
    Block,
    Document,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Role,
    Runs,
    Text,
    Words,
    runs,
)
from secretariat.documents.papers import paper_notes
from secretariat.documents.prose import BULLETS, flat, prose
from secretariat.documents.submissions import submission_notes
from secretariat.documents.two_languages import (
    dressed,
    in_line,
    label_before,
    phrase,
    stacked,
    titled,
    worded,
)
from secretariat.documents.wording import Wording, filled
from secretariat.models.agenda import Programme, running_clock
from secretariat.models.dates import plain_date
from secretariat.models.kinds import (
    ItemArrival,
    ItemKind,
    ItemOutcome,
    ItemPlacement,
    MemberRole,
    Purpose,
    Restriction,
    Stage,
    TextPlace,
)
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item
from secretariat.models.views import MeetingView

_LOWEST = 3
"""The level of the headings within an agenda, the lowest that its list of contents names."""


def compose_agenda(view: MeetingView, wording: Wording) -> Document:
    """Return the agenda of a meeting for the audience of `view`; it holds nothing they may not see.

    The order is: heading or invitation letter, items, dates of future meetings,
    notes, contact block, the items placed after it, and on new pages the guidance.
    """
    frame = frame_of(view, wording)
    blocks = [*masthead(frame), *_version(frame)]
    letter = frame.choices.yes("agenda.letter")
    blocks.extend([*moved_line(frame), *letter_blocks(frame)] if letter else sitting_lines(frame))
    blocks.extend(_stage_notice(frame))
    head = len(blocks)
    if frame.choices.yes("agenda.membership"):
        blocks.extend(_membership(frame))
    blocks.extend(standing_blocks(frame, TextPlace.BEFORE_AGENDA))
    blocks.extend(_list(frame, ItemPlacement.LIST, phrase(frame, "agenda")))
    blocks.extend(_future_dates(frame))
    blocks.extend(standing_blocks(frame, TextPlace.AFTER_AGENDA))
    if frame.choices.yes("agenda.contact"):
        blocks.extend(flat(prose(view.lead.contact, 3, Role.CONTACT)))
    blocks.extend(_list(frame, ItemPlacement.AFTER_CONTACT, ""))
    if not letter:
        blocks.extend(standing_blocks(frame, TextPlace.ACCESS, role=Role.SMALL))
    if standing(frame, TextPlace.GUIDANCE):
        blocks.append(PageBreak())
        blocks.extend(standing_blocks(frame, TextPlace.GUIDANCE))
    blocks = with_contents(
        blocks, head, frame.choices["agenda.contents"], phrase(frame, "contents"), _LOWEST
    )
    return Document(
        title=title_of(frame, "agenda.title"),
        blocks=tuple(blocks),
        kind="agenda",
        language=view.lead.language,
        author=view.lead.name,
        subject=one_line(view.meeting.title),
        made=view.made,
        furniture=furniture(frame, "agenda"),
        audience=view.audience.value,
    )


def _version(frame: Frame) -> list[Block]:
    """Return the line that tells a later version from the first, or nothing for the first."""
    changes = frame.view.changes
    if changes is None or changes.version < 2:
        return []
    key = "revised" if changes.is_out and changes.on else "undated" if changes.is_out else "draft"

    def write(one: Frame) -> str:
        on = one.phrases.plain_date(changes.on) if changes.on else ""
        return one.say(f"agenda.version.{key}", version=changes.version, date=on)

    return [Paragraph(worded(frame, write, bold=True), Role.SUBTITLE)]


def _stage_notice(frame: Frame) -> list[Block]:
    meeting = frame.view.meeting
    if meeting.stage not in (Stage.CANCELLED, Stage.POSTPONED):
        return []
    notice = [Paragraph(phrase(frame, f"stage.{meeting.stage}", bold=True))]
    if one_line(meeting.cancelled_reason):
        notice.append(Paragraph(worded(frame, _why_off)))
    return list(notice)


def _why_off(frame: Frame) -> str:
    return frame.say("stage.reason", reason=one_line(frame.view.meeting.cancelled_reason))


def _membership(frame: Frame) -> list[Block]:
    """Return the members by role, the chair first, or nothing when none are known."""
    labels: tuple[tuple[MemberRole, Callable[[Frame], str]], ...] = (
        (MemberRole.CHAIR, lambda one: one.view.lead.chair_title),
        (MemberRole.VICE_CHAIR, lambda one: one.view.lead.vice_chair_title),
        (MemberRole.MEMBER, lambda one: one.say("group.members")),
        (MemberRole.CO_OPTED, lambda one: one.say("group.co-opted")),
        (MemberRole.SUBSTITUTE, lambda one: one.say("group.substitutes")),
        (MemberRole.OBSERVER, lambda one: one.say("group.observers")),
    )
    blocks: list[Block] = []
    for role, label in labels:
        names = [
            member_line(frame, one) for one in frame.view.members if one.membership.role is role
        ]
        if names:
            blocks.append(Paragraph((*label_before(frame, label), Text(", ".join(names)))))
    heading = Heading(2, phrase(frame, "agenda.membership"), section=True)
    return [heading, *blocks] if blocks else []


def _list(frame: Frame, placement: ItemPlacement, heading: Words) -> list[Block]:
    """Return the agenda list of the items in one place, or nothing when there are none."""
    items = frame.placed(placement)
    if not items:
        return []
    programme = _programme(frame)
    levels = frame.levels()
    sections: list[tuple[str, list[AgendaLine]]] = [("", [])]
    for item in items:
        if item.kind is ItemKind.HEADING:
            sections.append((frame.title(item), []))
        elif frame.prints(item):
            sections[-1][1].append(agenda_line(frame, item, levels[item.uid], programme))
    return [
        AgendaList(
            sections=tuple(
                AgendaSection(titled(frame.choices, title), tuple(lines))
                for title, lines in sections
                if title or lines
            ),
            heading=heading,
            pages_heading=stacked(frame, "agenda.pages"),
            time_heading=stacked(frame, "agenda.time"),
        ),
        *exclusion_table(frame, items),
    ]


def _programme(frame: Frame) -> Programme | None:
    """Return the running clock, None when no item has planned minutes or no sitting a time."""
    if not frame.view.sittings or not any(item.minutes for item in frame.items):
        return None
    first = frame.view.sittings[0]
    return running_clock(frame.items, first.starts, first.ends, frame.view.audience)


def agenda_line(
    frame: Frame, item: Item, level: int = 0, programme: Programme | None = None
) -> AgendaLine:
    """Return the line of an item: its number, title and notes, its time only in a programme."""
    presenter = one_line(item.presenter)
    named = presenter and frame.choices["agenda.presenter"] == "title"

    def with_presenter(title: str) -> str:
        return frame.say("agenda.presenter.title", title=title, presenter=presenter)

    return AgendaLine(
        number=frame.numbers.get(item.uid, NO_NUMBER).printed,
        title=titled(frame.choices, frame.title(item), with_presenter if named else str),
        level=level,
        notes=_notes(frame, item),
        time=_time(frame, item, programme),
        pages=_pages(frame, item),
        key=item.uid,
    )


def _pages(frame: Frame, item: Item) -> str:
    """Return where the papers of an item are: those of the pack, else what was typed."""
    if frame.view.pack_pages:
        return frame.view.pack_pages.get(item.uid, "")
    return one_line(item.pages) if frame.choices.yes("agenda.pages") else ""


def _notes(frame: Frame, item: Item) -> tuple[Paragraph | ListBlock, ...]:
    """Return what stands below the title of an item, in the order in which it is read."""
    notes: list[Paragraph | ListBlock] = []
    presenter = one_line(item.presenter)
    if presenter and frame.choices["agenda.presenter"] == "below":
        words = frame.say("agenda.presenter.below", presenter=presenter)
        notes.append(Paragraph(runs(words), Role.PRESENTER))
    if item.purpose is not Purpose.NONE and frame.choices.yes("agenda.purpose"):
        purpose = phrase(frame, f"agenda.purpose.{item.purpose}", italic=True)
        notes.append(Paragraph(purpose, Role.EXPLANATION))
    notes.extend(_arrival(frame, item))
    held = frame.view.went_out.get(item.uid, frame.held[item.uid])
    if held.restriction is not Restriction.NONE:
        notes.append(restricted_line(frame, held.restriction, held.ground))
    if item.outcome in (ItemOutcome.WITHDRAWN, ItemOutcome.DEFERRED):
        notes.append(Paragraph(phrase(frame, f"agenda.{item.outcome}"), Role.EXPLANATION))
    words = filled(item.text, handed_in_slots(frame))
    notes.extend(flat(prose(words, role=Role.EXPLANATION)))
    notes.extend(exclusion_notes(frame, item))
    if item.recommendation.strip() and frame.choices.yes("agenda.recommendation"):
        notes.extend(_recommendation(frame, item))
    notes.extend(paper_notes(frame, item, "agenda.papers"))
    notes.extend(submission_notes(frame, item))
    return tuple(notes)


def _arrival(frame: Frame, item: Item) -> list[Paragraph]:
    words = arrival_words(frame, item)
    if not words:
        return []
    told = worded(frame, lambda one: arrival_words(one, item), italic=True)
    return [Paragraph(told, Role.EXPLANATION)]


def arrival_words(frame: Frame, item: Item) -> str:
    """Return how an item came when not in time, with the circumstances that make it urgent."""
    if item.arrival is ItemArrival.ON_TIME:
        return ""
    reason = one_line(item.urgency) if item.arrival is ItemArrival.URGENT else ""
    key = f"agenda.arrival.{item.arrival}"
    return frame.say(f"{key}.reason", reason=reason) if reason else frame.say(key)


def _recommendation(frame: Frame, item: Item) -> Sequence[Paragraph | ListBlock]:
    pattern = filled(frame.say.raw("agenda.recommendation.line"), {"text": ""})
    words = in_line(frame, lambda one: one.say("agenda.recommendation"), bold=True)
    label = dressed(pattern, "label", words)
    first, *rest = flat(prose(item.recommendation, role=Role.EXPLANATION)) or (Paragraph(()),)
    if isinstance(first, Paragraph):
        return [Paragraph((*label, *first.runs), Role.EXPLANATION), *rest]
    return [Paragraph(label, Role.EXPLANATION, keep_with_next=True), first, *rest]


def _time(frame: Frame, item: Item, programme: Programme | None) -> str:
    """Return the time column of an item as the body prints it."""
    style = frame.choices["agenda.time"]
    if style == "none" or programme is None:
        return ""
    minutes = ""
    if item.minutes:
        key = "agenda.minute" if item.minutes == 1 else "agenda.minutes"
        minutes = frame.say(key, minutes=item.minutes)
    starts = programme.slots[item.uid].starts
    at = frame.phrases.clock(starts) if starts else ""
    if style == "minutes" or not at:
        return minutes if style != "clock" else ""
    if style == "clock" or not minutes:
        return at
    return frame.say("agenda.clock_and_minutes", clock=at, minutes=minutes)


def _future_dates(frame: Frame) -> list[Block]:
    """Return when the body meets next: one line for one meeting, a list of several.

    Each day is told once: where the title of an item names the next meeting, it is left out here.
    With `both` the next one stands on a line of its own above the list.
    """
    future, wanted = frame.view.future, frame.choices["agenda.future_dates"]
    if not future or wanted == "no":
        return []
    following = plain_date(future[0][1].date)
    is_said = any(following in one_line(item.title) for item in frame.view.items)
    listed = range(1 if is_said else 0, len(future))
    lone: list[Block] = [Paragraph(worded(frame, _next_meeting))]
    if len(future) == 1 or wanted == "next":
        return [] if is_said else lone
    return [*(lone if wanted == "both" else []), *_dates_list(frame, listed)]


def _dates_list(frame: Frame, listed: range) -> list[Block]:
    """Return the later meetings of these places in a list; a place that all share stands below."""
    places = {place_line(frame.view.future[at][1]) for at in listed}
    everywhere = places.pop() if len(places) == 1 else ""

    def line(at: int) -> Runs:
        return worded(frame, lambda one: _when(one, at, with_place=not everywhere))

    blocks: list[Block] = [
        Heading(2, phrase(frame, "agenda.future_dates")),
        ListBlock(tuple(ListItem(BULLETS[0], (Paragraph(line(at)),)) for at in listed)),
    ]
    if everywhere:
        words = worded(frame, lambda one: one.say("agenda.future_place", place=everywhere))
        blocks.append(Paragraph(words))
    return blocks


def _next_meeting(frame: Frame) -> str:
    return frame.say("agenda.next_meeting", when=_when(frame, 0, with_place=True))


def _when(frame: Frame, at: int, *, with_place: bool) -> str:
    meeting, sitting = frame.view.future[at]
    when = frame.say(
        "sitting.when", date=frame.phrases.spoken(sitting.date), time=frame.phrases.times(sitting)
    )
    parts = [one_line(meeting.title), when, place_line(sitting) if with_place else ""]
    return ", ".join(part for part in parts if part)
