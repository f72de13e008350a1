"""What every document of a meeting shares: its heading, furniture, phrases and visible items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time

from secretariat.documents.catalogue import APART, CATALOGUE, Occasion
from secretariat.documents.model import (
    Block,
    Heading,
    Link,
    PageFurniture,
    Paragraph,
    Role,
    Runs,
    Text,
    plain,
    runs,
)
from secretariat.documents.prose import escape, prose
from secretariat.documents.two_languages import (
    both,
    in_line,
    one_then_other,
    passages,
    titled,
    tongues,
    worded,
)
from secretariat.documents.wording import UntranslatedError, Wording, filled
from secretariat.models.agenda import (
    Held,
    effective_restrictions,
    public_items,
    without_added,
)
from secretariat.models.dates import clock, plain_date, spoken_date, time_range
from secretariat.models.kinds import (
    Audience,
    DeadlineKind,
    DocumentKind,
    Format,
    ItemKind,
    ItemPlacement,
    MeetingKind,
    Restriction,
    Stage,
    TextPlace,
)
from secretariat.models.names import full_name, house_name, house_names
from secretariat.models.numbering import Number, agenda_numbers, children_by_parent, prints_line
from secretariat.models.options import Choices
from secretariat.models.plaintext import joined, one_line, safe_file_name
from secretariat.models.records import Attendee, Item, Meeting, Person, Sitting, StandingText
from secretariat.models.views import ActionListView, BodyView, ForwardPlanView, MeetingView

LARGE_PRINT = "large print"
_VOWELS = frozenset("aeiouwyâêîôûŵŷ")
_HANDED_IN = {
    "questions": DeadlineKind.QUESTIONS,
    "petitions": DeadlineKind.PETITIONS,
    "motions": DeadlineKind.MOTIONS,
    "deputations": DeadlineKind.DEPUTATIONS,
}


@dataclass(frozen=True, slots=True)
class Phrases:
    """A body's wording and its way of writing times."""

    say: Wording
    choices: Choices

    def spoken(self, day: date) -> str:
        return spoken_date(day, self.say.calendar)

    def plain_date(self, day: date) -> str:
        return plain_date(day, self.say.calendar)

    def clock(self, at: time) -> str:
        return clock(at, self.choices["clock"], self.say.calendar)

    def times(self, sitting: Sitting) -> str:
        return time_range(sitting.starts, sitting.ends, self.choices["clock"], self.say.calendar)

    def name(self, person: Person) -> str:
        """Return the name of a person as the house writes it."""
        return house_name(person, self.say.manner(self.choices))

    def names(self, people: Iterable[Person]) -> Mapping[str, str]:
        """Return the names of people by uid as the house writes them, told apart."""
        return house_names(people, self.say.manner(self.choices))

    def listed(self, words: Iterable[str]) -> str:
        kept = [word for word in words if word]
        opens = kept[-1][:1].casefold() if kept else ""
        vowel = opens in _VOWELS and "and" not in self.say.own
        return joined(kept, self.say("and.vowel" if vowel else "and"))


@dataclass(frozen=True, slots=True)
class Frame:
    """A meeting ready to be composed: what its audience may see, with the restriction and number
    of each item. Built by `frame_of`, which drops again whatever should not have been handed in.

    Those who were there are called as the house calls them; `typed` are they as the roll has
    them. `names` are the names of members and of those who were there, by uid.
    """

    view: MeetingView
    phrases: Phrases
    items: tuple[Item, ...]
    held: Mapping[str, Held]
    numbers: Mapping[str, Number]
    children: Mapping[str | None, list[Item]]
    typed: tuple[Attendee, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def say(self) -> Wording:
        return self.phrases.say

    @property
    def choices(self) -> Choices:
        return self.view.choices

    def name(self, person: Person) -> str:
        """Return the name of a person as the house writes it."""
        return self.names.get(person.uid) or self.phrases.name(person)

    def prints(self, item: Item) -> bool:
        """Say whether an item has a line of its own."""
        return prints_line(item, bool(self.children.get(item.uid)))

    def placed(self, placement: ItemPlacement) -> tuple[Item, ...]:
        """Return the items whose topmost ancestor has this placement, in tree order."""
        top: dict[str, ItemPlacement] = {}
        for item in self.items:
            top[item.uid] = top.get(item.parent or "", item.placement)
        return tuple(item for item in self.items if top[item.uid] is placement)

    def levels(self) -> dict[str, int]:
        """Return how many printed items stand above each one: 4 (a) stands beside 4."""
        levels: dict[str, int] = {}
        by_uid = {item.uid: item for item in self.items}
        for item in self.items:
            above = by_uid.get(item.parent or "")
            if above is None or above.uid not in levels:
                levels[item.uid] = 0
                continue
            step = above.kind is not ItemKind.HEADING and self.prints(above)
            levels[item.uid] = levels[above.uid] + int(step)
        return levels

    def title(self, item: Item) -> str:
        """Return the title as this audience reads it; a nameless restricted item says so."""
        title = one_line(item.title)
        if item.kind is ItemKind.HEADING and (number := self.numbers[item.uid].printed):
            if not title:
                return number
            key = "agenda.part" if number[-1].isalnum() else "agenda.part.marked"
            return self.say(key, number=number, title=title)
        if title or self.held[item.uid].restriction is Restriction.NONE:
            return title
        return self.say("restricted.title") if self._closed(item) else ""

    def _closed(self, item: Item) -> bool:
        return not self.view.audience.may_see(self.held[item.uid].restriction)


def frame_of(view: MeetingView, wording: Wording, *, added: bool = False) -> Frame:
    """Return the frame of a meeting, worded in its leading body's own way.

    Business that was added in the meeting is no part of its agenda: it is there with `added`.
    """
    items = public_items(view.items, view.audience)
    if not added:
        items = without_added(items)
    phrases = Phrases(wording.of_body(view.choices), view.choices)
    names = _names(view, phrases)
    called = called_so(view.attendees, view.people, names)
    return Frame(
        view=replace(view, attendees=called),
        phrases=phrases,
        items=items,
        held=effective_restrictions(items),
        numbers=agenda_numbers(items, view.lead.agenda_numbering),
        children=children_by_parent(items),
        typed=view.attendees,
        names=names,
    )


def _names(view: MeetingView, phrases: Phrases) -> Mapping[str, str]:
    """Return what members and those who were there are called, by uid."""
    there = {one.person for one in view.attendees}
    people = {uid: person for uid, person in view.people.items() if uid in there}
    people |= {member.person.uid: member.person for member in view.members}
    return phrases.names(people.values())


def called_so(
    attendees: Iterable[Attendee], people: Mapping[str, Person], names: Mapping[str, str]
) -> tuple[Attendee, ...]:
    """Return attendees called by `names`; a name that was typed otherwise than the directory has
    it stays as it is."""
    made = []
    for one in attendees:
        person = people.get(one.person or "")
        known = person is not None and one.name == full_name(person)
        made.append(replace(one, name=names.get(person.uid, one.name)) if known and person else one)
    return tuple(made)


def is_draft(meeting: Meeting) -> bool:
    """Say whether the minutes of a meeting are still a draft: nobody has approved them yet."""
    return meeting.stage is not Stage.CLOSED


def body_names(frame: Frame) -> str:
    """Return the name of the body, or of all that meet together."""
    return frame.phrases.listed(one_line(body.name) for body in frame.view.bodies)


def first_date(view: MeetingView) -> date | None:
    """Return the day of the first sitting, None while there is none."""
    return min((sitting.date for sitting in view.sittings), default=None)


def spoken_dates(frame: Frame) -> str:
    """Return the days of the meeting as they are said; empty while there is none."""
    return frame.phrases.listed(frame.phrases.spoken(day) for day in _days(frame.view))


def numeric_date(frame: Frame) -> str:
    """Return the day of the first sitting in figures, as a reference has it: 21.05.2019."""
    first = first_date(frame.view)
    if first is None:
        return ""
    day, month = f"{first.day:02}", f"{first.month:02}"
    return frame.say("calendar.figures", day=day, month=month, year=first.year)


def _days(view: MeetingView) -> list[date]:
    return sorted({sitting.date for sitting in view.sittings})


def marking_of(view: MeetingView) -> str:
    """Return the protective marking, the meeting's own before the body's."""
    return one_line(view.meeting.marking or view.lead.marking)


def masthead(frame: Frame) -> list[Block]:
    """Return what every document opens with: marking, body, and what kind of meeting it is."""
    blocks: list[Block] = []
    if marking := marking_of(frame.view):
        blocks.append(Paragraph((Text(marking),), Role.MARKING))
    blocks.append(Heading(1, titled(frame.choices, body_names(frame))))
    return [*blocks, *both(frame, _kind_of_meeting)]


def _kind_of_meeting(frame: Frame) -> list[Block]:
    meeting = frame.view.meeting
    kind = one_line(meeting.title)
    if not kind and meeting.kind is not MeetingKind.ORDINARY:
        kind = frame.say(f"kind.{meeting.kind}")
    return [Paragraph(runs(kind), Role.SUBTITLE)] if kind else []


def sitting_lines(frame: Frame) -> list[Block]:
    """Return when and where the meeting is: the date and time, the place, the remote link."""
    return [*both(frame, _sitting_lines), *moved_line(frame)]


def _sitting_lines(frame: Frame) -> list[Block]:
    blocks: list[Block] = []
    for sitting in frame.view.sittings:
        when = frame.say(
            "sitting.when",
            date=frame.phrases.spoken(sitting.date),
            time=frame.phrases.times(sitting),
        )
        blocks.append(Paragraph(runs(when), Role.SUBTITLE))
        if sitting.place.strip():
            blocks.append(Paragraph(runs(place_line(sitting)), Role.SUBTITLE))
        if sitting.remote_link.strip():
            blocks.append(Paragraph(remote_line(frame, sitting), Role.SUBTITLE))
    return blocks


def when_and_where(frame: Frame) -> list[Block]:
    """Return the day and place of each sitting, as what tells of a meeting afterwards has them."""
    return both(frame, _when_and_where)


def _when_and_where(frame: Frame) -> list[Block]:
    lines: list[Block] = []
    for sitting in frame.view.sittings:
        parts = (frame.phrases.spoken(sitting.date), place_line(sitting))
        lines.append(Paragraph(runs(", ".join(filter(None, parts))), Role.SUBTITLE))
    return lines


def moved_line(frame: Frame) -> list[Block]:
    """Return the line that says from which day a meeting was moved, where the body says so."""
    if not frame.view.moved_from or not frame.choices.yes("meeting.moved"):
        return []
    return both(frame, _moved_line)


def _moved_line(frame: Frame) -> list[Block]:
    days = dict.fromkeys(frame.phrases.spoken(one.date) for one in frame.view.moved_from)
    words = frame.say("meeting.moved", date=frame.phrases.listed(days))
    return [Paragraph(runs(words), Role.SUBTITLE)]


def place_line(sitting: Sitting) -> str:
    """Return the place on one line, its own lines parted by commas."""
    return ", ".join(line.strip(" ,") for line in sitting.place.splitlines() if line.strip())


def remote_line(frame: Frame, sitting: Sitting, key: str = "sitting.remote") -> Runs:
    """Return the words that say how to join from afar, a link where the address is one.

    `key` names the phrase.
    """
    link = one_line(sitting.remote_link)
    before, _, after = frame.say.raw(key).partition("{link}")
    is_link = link.startswith(("https://", "http://")) and " " not in link
    middle: Runs = (Link(link, link),) if is_link else runs(link)
    return (*runs(before), *middle, *runs(after))


def standing(frame: Frame, place: TextPlace) -> tuple[StandingText, ...]:
    """Return the standing texts of a place that say something, in order."""
    texts = (text for text in frame.view.texts if text.place is place)
    kept = (text for text in texts if text.heading.strip() or text.text.strip())
    return tuple(sorted(kept, key=lambda text: text.position))


def standing_blocks(
    frame: Frame, place: TextPlace, level: int = 2, role: Role = Role.BODY
) -> list[Block]:
    """Return the standing texts of a place, each under its heading, with their slots filled."""
    blocks: list[Block] = []
    for text in standing(frame, place):
        heading = one_line(text.heading)
        if heading:
            blocks.append(Heading(level, titled(frame.choices, heading)))
        below = level + 1 if heading else level
        first, second = standing_parts(frame, text.text)
        told = prose(second, below, role)
        blocks.extend(one_then_other(frame.choices, prose(first, below, role), told))
    return blocks


def standing_parts(frame: Frame, text: str) -> tuple[str, str]:
    """Return a standing text with its slots filled, and its words in the second language where
    the body has one, filled from that."""
    first, second = passages(text)
    if frame.choices["second_language"] == "none" or not second:
        return filled(text, slots(frame)), ""
    pair = tongues(frame)
    try:
        held = (slots(pair[0]), slots(pair[1])) if pair else None
    except UntranslatedError:
        held = None
    one, other = held or (slots(frame), slots(frame))
    return filled(first, one), filled(second, other)


def slots(frame: Frame) -> dict[str, str]:
    """Return the words for the slots of standing texts, safe to be read as prose."""
    view = frame.view
    first = view.sittings[0] if view.sittings else None
    lines = [line.strip(" ,") for line in (first.place if first else "").splitlines()]
    room, *address = [line for line in lines if line] or [""]
    words = {
        "body": body_names(frame),
        "short_name": view.lead.short_name or view.lead.name,
        "meeting": one_line(view.meeting.title) or body_names(frame),
        "chair": view.lead.chair_title,
        "date": spoken_dates(frame),
        "time": frame.phrases.clock(first.starts) if first else "",
        "place": ", ".join([room, *address]).strip(", "),
        "room": room,
        "address": ", ".join(address),
    }
    return {slot: escape(word) for slot, word in words.items()} | handed_in_slots(frame)


def handed_in_slots(frame: Frame) -> dict[str, str]:
    """Return the words for the slots of days by which something is handed in: `{questions_by}`."""
    days = frame.view.handed_in_by
    return {
        f"{slot}_by": frame.phrases.spoken(days[kind]) if kind in days else frame.say("by.unknown")
        for slot, kind in _HANDED_IN.items()
    }


def restricted_line(frame: Frame, restriction: Restriction, ground: str) -> Paragraph:
    """Return the fixed line that says why matter is not for publication."""
    ground = one_line(ground)
    words = worded(frame, lambda one: _restricted(one, restriction, ground))
    return Paragraph(words, Role.RESTRICTED)


def _restricted(frame: Frame, restriction: Restriction, ground: str) -> str:
    if ground and restriction is not Restriction.INTERNAL:
        return frame.say("restricted.line", ground=ground)
    return frame.say(f"restricted.{restriction}")


def furniture(
    frame: Frame,
    title: str | Callable[[Frame], str],
    stamp: str = "",
    foot: Callable[[Frame, str], str] = lambda _frame, foot: foot,
) -> PageFurniture:
    """Return what stands at the head and foot of each page, in one line for each language.

    `title` and `stamp` are phrases, or the title what writes it; `foot` may say more in the foot.
    """
    write = title if callable(title) else lambda one: one.say(title)

    def at_foot(one: Frame) -> str:
        return foot(one, one.say("foot", title=write(one), date=spoken_dates(one)).strip(", "))

    return PageFurniture(
        head=in_line(frame, lambda one: one.say("head", body=body_names(one))),
        foot=in_line(frame, at_foot),
        page_pattern=plain(in_line(frame, lambda one: one.say.raw("page"))),
        stamp=plain(in_line(frame, lambda one: one.say(stamp))) if stamp else "",
        marking=marking_of(frame.view),
    )


def title_of(frame: Frame, key: str, **slots: object) -> str:
    """Return the title of a document, as its properties hold it: what it is, of whom and when."""

    def write(one: Frame) -> str:
        words = one.say(key, body=body_names(one), date=spoken_dates(one), **slots)
        return words.strip(", ")

    return plain(in_line(frame, write))


def file_name(
    view: MeetingView | ActionListView | ForwardPlanView | BodyView,
    kind: DocumentKind,
    format_: Format,
    wording: Wording | None = None,
    *,
    large: bool = False,
    about: str = "",
) -> str:
    """Return a file name that sorts by date, says what it is, and that every system accepts.

    `about` stands after what it is. One that is not for the public says for whom. The kind is
    named in the language of `wording`, in English without one.
    """
    variant = ""
    line = CATALOGUE.get(kind)
    if isinstance(view, MeetingView):
        day = first_date(view)
        who = view.lead.short_name or view.lead.name
        if line is not None:
            variant = line.variant(Occasion(view.meeting, view.lead, view.choices))
    else:
        day = view.made.date()
        who = (view.body.short_name or view.body.name) if view.body else ""
    what = line.names[variant] if line is not None else APART[kind].name
    whom = view.audience.value
    if wording is not None:
        what = wording(f"file.{kind}.{variant}" if variant else f"file.{kind}")
        whom = wording(f"file.for.{view.audience}")
    if kind is DocumentKind.SUPPLEMENT and isinstance(view, MeetingView):
        what = f"{what} {view.changes.supplement if view.changes else 1}"
    if large:
        what += f" {wording('file.large') if wording is not None else LARGE_PRINT}"
    if about:
        what = f"{what} {about}"
    if view.audience is not Audience.PUBLIC:
        what = f"{what} – {whom}"
    # The kind and the date must survive the cut of a very long name.
    parts = (day.isoformat() if day else "", who[:80].strip(), what)
    return safe_file_name(" ".join(part for part in parts if part), format_.value)
