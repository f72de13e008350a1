"""The forward plan of a body: what it means to take at which meeting, or in which month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from secretariat.documents.common import Phrases
from secretariat.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    ListBlock,
    ListItem,
    PageFurniture,
    Paragraph,
    Role,
    Runs,
    Table,
    Text,
    runs,
)
from secretariat.documents.prose import BULLETS, flat, prose
from secretariat.documents.wording import Wording
from secretariat.models.dates import Calendar
from secretariat.models.kinds import MeetingKind, Purpose, Restriction, TopicSource
from secretariat.models.plaintext import one_line
from secretariat.models.records import Topic
from secretariat.models.recurrence import month_words
from secretariat.models.views import ForwardPlanView, PlanLine

_WIDTHS = (0.46, 0.2, 0.14, 0.2)


@dataclass(frozen=True, slots=True)
class PlanFrame:
    """A forward plan ready to be composed, in its body's own wording."""

    view: ForwardPlanView
    phrases: Phrases

    @property
    def say(self) -> Wording:
        return self.phrases.say

    @property
    def calendar(self) -> Calendar:
        return self.say.calendar

    @property
    def period(self) -> str:
        """The months that the plan covers, as they are said."""
        first, last = (month_words(day, self.calendar) for day in (self.view.start, self.view.end))
        return first if first == last else self.say("plan.period", first=first, last=last)

    def title(self, topic: Topic) -> str:
        """Return the title as this audience reads it; a nameless restricted topic says so."""
        return one_line(topic.title) or self.say("restricted.title")

    def restricted(self, topic: Topic) -> Paragraph | None:
        """Return the fixed line that says why matter is not for publication, where it is not."""
        if topic.restriction is Restriction.NONE:
            return None
        ground = one_line(topic.restriction_ground)
        if ground and topic.restriction is not Restriction.INTERNAL:
            words = self.say("restricted.line", ground=ground)
        else:
            words = self.say(f"restricted.{topic.restriction}")
        return Paragraph(runs(words), Role.RESTRICTED)

    def when(self, line: PlanLine) -> str:
        """Return when business is planned: the day of the meeting, the month, or not fixed."""
        if line.day is None:
            return self.say("plan.undated")
        if line.meeting is None:
            return month_words(line.day, self.calendar)
        spoken = self.phrases.spoken(line.day)
        name = one_line(line.meeting.title)
        if not name and line.meeting.kind is not MeetingKind.ORDINARY:
            name = self.say(f"kind.{line.meeting.kind}")
        return self.say("plan.meeting.named", date=spoken, name=name) if name else spoken


def plan_frame(view: ForwardPlanView, wording: Wording) -> PlanFrame:
    """Return the frame of a plan, worded in its body's own way."""
    return PlanFrame(view, Phrases(wording.of_body(view.choices), view.choices))


def opening(frame: PlanFrame, title: str) -> list[Block]:
    """Return what such a document opens with: marking, body, what it is and for which months."""
    body = frame.view.body
    blocks: list[Block] = []
    if marking := one_line(body.marking):
        blocks.append(Paragraph((Text(marking),), Role.MARKING))
    blocks.append(Heading(1, runs(one_line(body.name))))
    blocks.append(Paragraph(runs(title), Role.SUBTITLE))
    blocks.append(Paragraph(runs(frame.period), Role.SUBTITLE))
    return blocks


def plan_furniture(frame: PlanFrame, title: str) -> PageFurniture:
    """Return what stands at the head and foot of each page."""
    body, made = frame.view.body, frame.phrases.spoken(frame.view.made.date())
    return PageFurniture(
        head=frame.say("head", body=one_line(body.name)),
        foot=frame.say("foot", title=title, date=made),
        page_pattern=frame.say.raw("page"),
        marking=one_line(body.marking),
    )


def compose_forward_plan(view: ForwardPlanView, wording: Wording) -> Document:
    """Return the plan by meeting and month, for the audience of `view`."""
    frame = plan_frame(view, wording)
    say = frame.say
    blocks = opening(frame, say("plan"))
    if not view.lines:
        blocks.append(Paragraph(runs(say("plan.none"))))
    for heading, lines in _groups(frame):
        blocks.append(Heading(2, runs(heading), section=True))
        if frame.view.choices["plan.layout"] == "list":
            blocks.append(_list(frame, lines))
        else:
            blocks.append(_table(frame, lines, heading))
    blocks.extend(flat(prose(view.body.contact, 3, Role.CONTACT)))
    return Document(
        title=say("plan.title", body=one_line(view.body.name), period=frame.period),
        blocks=tuple(blocks),
        kind="forward plan",
        language=view.body.language,
        author=one_line(view.body.name),
        made=view.made,
        furniture=plan_furniture(frame, say("plan")),
        audience=view.audience.value,
    )


def _groups(frame: PlanFrame) -> Iterator[tuple[str, list[PlanLine]]]:
    """Yield what is planned for each meeting and month, those without a day last."""

    def where(line: PlanLine) -> tuple[date, str]:
        return (line.day or date.max, line.meeting.uid if line.meeting else "")

    for _, lines in groupby(sorted(frame.view.lines, key=where), where):
        held = list(lines)
        yield frame.when(held[0]), held


def _table(frame: PlanFrame, lines: Sequence[PlanLine], heading: str) -> Table:
    heads = ("topic", "lead", "purpose", "source")
    header = tuple(
        Cell((Paragraph(runs(frame.say(f"plan.column.{head}"))),), header=True) for head in heads
    )
    rows = [
        (
            Cell(tuple(_about(frame, line.topic))),
            _cell(one_line(line.topic.lead)),
            _cell(_purpose(frame, line.topic)),
            _cell(_source(frame, line.topic)),
        )
        for line in lines
    ]
    return Table((header, *rows), _WIDTHS, summary=frame.say("plan.summary", when=heading))


def _about(frame: PlanFrame, topic: Topic) -> Iterator[Paragraph | ListBlock]:
    """Yield the title of a topic and what must be known of it."""
    yield Paragraph((Text(frame.title(topic), bold=True),))
    yield from flat(prose(topic.text, role=Role.SMALL))
    yield from _notes(frame, topic)


def _notes(frame: PlanFrame, topic: Topic) -> Iterator[Paragraph]:
    if topic.is_key_decision:
        yield Paragraph(runs(frame.say("plan.key")), Role.SMALL)
    if topic.is_private:
        reason = one_line(topic.private_reason)
        words = (
            frame.say("plan.private.why", reason=reason) if reason else frame.say("plan.private")
        )
        yield Paragraph(runs(words), Role.SMALL)
    if line := frame.restricted(topic):
        yield line


def _list(frame: PlanFrame, lines: Sequence[PlanLine]) -> ListBlock:
    return ListBlock(
        tuple(ListItem(BULLETS[0], tuple(_entry(frame, line.topic))) for line in lines)
    )


def _entry(frame: PlanFrame, topic: Topic) -> Iterator[Paragraph | ListBlock]:
    parts = (one_line(topic.lead), _purpose(frame, topic), _source(frame, topic))
    details = "; ".join(part for part in parts if part)
    words: Runs = (Text(frame.title(topic), bold=True),)
    yield Paragraph((*words, Text(f" – {details}")) if details else words)
    yield from flat(prose(topic.text, role=Role.SMALL))
    yield from _notes(frame, topic)


def _purpose(frame: PlanFrame, topic: Topic) -> str:
    return "" if topic.purpose is Purpose.NONE else frame.say(f"agenda.purpose.{topic.purpose}")


def _source(frame: PlanFrame, topic: Topic) -> str:
    words = one_line(topic.source_words)
    if topic.source is TopicSource.NONE:
        return words
    source = frame.say(f"plan.source.{topic.source}")
    return frame.say("plan.source.words", source=source, words=words) if words else source


def _cell(words: str) -> Cell:
    return Cell((Paragraph(runs(words)),) if words else ())
