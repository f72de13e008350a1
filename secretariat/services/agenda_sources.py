"""Where a new agenda comes from: a template, the last agenda, open matters, the forward plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from secretariat.errors import KnownError
from secretariat.models.dates import plain_date
from secretariat.models.kinds import ItemOutcome, MeetingKind
from secretariat.models.records import AgendaTemplate, Body, Item
from secretariat.services import templates
from secretariat.services.agenda import COPIED, agendas_before, begin, items_of
from secretariat.services.agenda_draft import (
    Draft,
    Line,
    Node,
    Why,
    all_nodes,
    draft_of,
    merge,
    nodes_of,
)
from secretariat.services.agenda_versions import keep_numbers
from secretariat.services.carrying import (
    OFF,
    Dates,
    add_arising,
    add_carried,
    add_planned,
    carried_items,
    open_actions,
    planned_topics,
    wording_of,
)
from secretariat.services.fields import renumber
from secretariat.services.meetings import Meet, meet_of
from secretariat.services.reasons_carried import carry_by_topic, carry_reason
from secretariat.services.session import Session
from secretariat.services.usual_items import is_arising, is_minutes, usual_agendas
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


class From(StrEnum):
    """Where a new agenda comes from."""

    TEMPLATE = "template"
    USUAL = "usual"
    LAST = "last"
    OPEN = "open"
    PLAN = "plan"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Source:
    """A source that is offered for a meeting: what it is called, and what it would bring.

    `uid` is the template, for a source that is one.
    """

    kind: From
    name: str
    detail: str = ""
    uid: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind.value}:{self.uid}"


@dataclass(frozen=True, slots=True)
class _Scene:
    """A meeting that is to have an agenda, with its leading body and the meeting before it."""

    reader: Reader
    meet: Meet
    body: Body
    last: Meet | None
    earlier: tuple[Meet, ...]

    @classmethod
    def of(cls, reader: Reader, meeting: str) -> _Scene:
        """Look at a meeting; KnownError when it has no body or no day."""
        meet = meet_of(reader, meeting)
        if not meet.bodies or meet.date is None:
            raise KnownError("The meeting needs a body and a date before its agenda is drafted.")
        body = meet.bodies[0]
        earlier = tuple(agendas_before(reader, body.uid, meet.date))
        held = [one for one in earlier if one.meeting.stage not in OFF]
        same = [one for one in held if one.meeting.kind is meet.meeting.kind]
        ordinary = [one for one in held if one.meeting.kind is MeetingKind.ORDINARY]
        last = next(iter([*same, *ordinary, *held]), None)
        return cls(reader, meet, body, last, earlier)

    @property
    def day(self) -> date:
        assert self.meet.date is not None
        return self.meet.date

    def dates(self) -> Dates:
        return Dates.of(self.reader, self.body, self.meet, self.last)

    def templates(self) -> list[AgendaTemplate]:
        """Return the body's templates; for an annual meeting one of that name comes first."""
        found = templates.templates_of(self.reader, self.body.uid)
        annual = self.meet.meeting.kind is MeetingKind.ANNUAL
        return sorted(found, key=lambda one: annual and "annual" not in one.name.casefold())


def sources(reader: Reader, meeting: str) -> list[Source]:
    """Return what a new agenda of a meeting can come from, what serves best first.

    Templates are offered each; where the body has none, the usual items of its kind of body. The
    last meeting, its open matters and the forward plan are offered where there is something.
    """
    scene = _Scene.of(reader, meeting)
    found = [_from_template(scene, one) for one in scene.templates()]
    if not found:
        annual = scene.meet.meeting.kind is MeetingKind.ANNUAL
        usual = sorted(usual_agendas(scene.body.kind), key=lambda one: one.annual is not annual)
        kind = scene.body.kind.value
        words = f"For a {kind}, while it has no template"
        found = [
            Source(From.USUAL, f"Usual items, {one.name.lower()}", words, one.key) for one in usual
        ]
    if scene.last is not None:
        found += [_from_last(scene), _from_open(scene)]
    topics = len(planned_topics(reader, scene.body.uid, scene.meet))
    if topics:
        words = f"Standing items, {_many(topics, 'topic')} planned or due"
        found.append(Source(From.PLAN, "Forward plan", words))
    return [*found, Source(From.EMPTY, "Empty", "Begin with a first item of your own")]


def _from_template(scene: _Scene, template: AgendaTemplate) -> Source:
    many = len(templates.items_of(scene.reader, template.uid))
    return Source(From.TEMPLATE, template.name, f"Template, {_many(many, 'line')}", template.uid)


def _from_last(scene: _Scene) -> Source:
    assert scene.last is not None
    many = len(items_of(scene.reader, scene.last.meeting.uid))
    words = f"All of {_day(scene.last)}, {_many(many, 'line')}"
    return Source(From.LAST, "Last agenda", words)


def _from_open(scene: _Scene) -> Source:
    assert scene.last is not None
    carried = len(carried_items(scene.reader, scene.earlier, scene.last, scene.meet))
    arising = len(open_actions(scene.reader, scene.last))
    parts = [
        f"{carried} carried forward" if carried else "",
        f"{_many(arising, 'action')} from {_day(scene.last)}" if arising else "",
    ]
    words = ", ".join(filter(None, ["Standing items", *parts]))
    return Source(From.OPEN, "Last meeting with open matters", words)


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _day(meet: Meet) -> str:
    return plain_date(meet.date) if meet.date else "the last meeting"


def draft(reader: Reader, meeting: str, kind: From, uid: str = "") -> Draft:
    """Return the agenda that a source would make, with why each line is there; nothing is written.

    What is on the agenda already stays and is part of the draft: a source brings what is missing.
    `uid` names the template. KnownError when the source is not there.
    """
    with reader.snapshot():
        scene = _Scene.of(reader, meeting)
        wanted = _wanted(scene, kind, uid)
        there = nodes_of(items_of(reader, meeting), Why.THERE)
    if not there:
        return draft_of(wanted)
    merge(there, wanted)
    return draft_of(there)


def _wanted(scene: _Scene, kind: From, uid: str) -> list[Node]:
    if kind is From.EMPTY:
        return []
    if kind is From.LAST:
        return _copied(scene)
    if kind is From.TEMPLATE:
        return _template(scene, uid)
    if kind is From.USUAL:
        return _usual(scene, uid)
    top = _standing(scene)
    if kind is From.PLAN:
        carried = carried_items(scene.reader, scene.earlier, scene.last, scene.meet)
        topics = planned_topics(scene.reader, scene.body.uid, scene.meet)
        add_planned(top, topics, scene.meet, carried)
        return top
    if scene.last is None:
        raise KnownError("There is no earlier meeting with an agenda.")
    add_carried(top, carried_items(scene.reader, scene.earlier, scene.last, scene.meet))
    arising = wording_of(scene.reader, scene.body)("agenda.matters_arising")
    add_arising(scene.reader, top, scene.last, arising)
    return top


def _template(scene: _Scene, uid: str) -> list[Node]:
    found = scene.templates()
    chosen = next((one for one in found if not uid or one.uid == uid), None)
    if chosen is None:
        raise KnownError("The body has no such template.")
    rows = templates.items_of(scene.reader, chosen.uid)
    return _dated(scene, templates.as_items(rows), Why.STANDING)


def _usual(scene: _Scene, key: str) -> list[Node]:
    found = usual_agendas(scene.body.kind)
    chosen = next((one for one in found if one.key == key), found[0])
    rows = [replace(row, uid=f"usual-{at}") for at, row in enumerate(chosen.items())]
    top = _dated(scene, templates.as_items(rows), Why.STANDING)
    if scene.last is None:  # the register may be younger than the body: they can be ticked
        for node in all_nodes(top):
            if is_minutes(node.item.title) or is_arising(node.item.title):
                node.note, node.offered = "There is no earlier meeting", False
    return top


def _standing(scene: _Scene) -> list[Node]:
    """Return what returns at every meeting: by template, by the last agenda, or as is usual."""
    if scene.templates():
        return _template(scene, "")
    if scene.last is not None:
        uid = scene.last.meeting.uid
        lines = templates.standing_lines(scene.reader, scene.body.uid, uid)
        return _dated(scene, _plain(lines), Why.STANDING, f"As on {_day(scene.last)}")
    return _usual(scene, "")


def _copied(scene: _Scene) -> list[Node]:
    """Return the whole last agenda; what was withdrawn is not ticked."""
    if scene.last is None:
        raise KnownError("There is no earlier meeting with an agenda to copy.")
    lines = items_of(scene.reader, scene.last.meeting.uid)
    outcomes = {line.uid: line.outcome for line in lines}
    top = _dated(scene, _plain(lines), Why.COPIED)
    for node in all_nodes(top):
        outcome = outcomes[node.item.uid]
        if outcome is ItemOutcome.DEFERRED:
            node.why, node.note = Why.CARRIED, f"Deferred on {_day(scene.last)}"
            node.item = replace(node.item, continues=node.item.uid)
        elif outcome is ItemOutcome.WITHDRAWN:
            node.note, node.offered = f"Withdrawn on {_day(scene.last)}", False
    return top


def _plain(lines: Iterable[Item]) -> list[Item]:
    """Return items with what goes from one agenda to the next, and where they stand."""
    return [
        Item(
            uid=line.uid,
            meeting=line.meeting,
            parent=line.parent,
            **{name: getattr(line, name) for name in COPIED},
        )
        for line in lines
    ]


def _dated(scene: _Scene, items: Sequence[Item], why: Why, note: str = "") -> list[Node]:
    dates = scene.dates()
    return nodes_of([dates.moved_on(item) for item in items], why, note)


def make_agenda(session: Session, meeting: str, wanted: Draft) -> Receipt[list[Item]]:
    """Write the new lines of a draft, as one change: one Undo takes all of them back.

    Returns what was made. Raises KnownError when nothing is new, or when the agenda is no longer
    the one that the draft was made for.
    """
    if not wanted.new:
        raise KnownError("Nothing is ticked that is not on the agenda already.")
    there = {line.key for line in wanted.lines if line.is_there}

    def work(writer: Writer) -> list[Item]:
        if {item.uid for item in items_of(writer, meeting)} != there:
            raise KnownError("The agenda has changed meanwhile. Please look at it again.")
        begin(writer, meeting)
        made = _write(writer, meeting, wanted)
        keep_numbers(writer, meeting)
        return made

    return session.change("Add to agenda" if there else "Make agenda", work)


def _write(writer: Writer, meeting: str, wanted: Draft) -> list[Item]:
    uids: dict[str | None, str | None] = {None: None}
    order: dict[str | None, list[str]] = {}
    made: list[Item] = []
    for line in wanted.lines:
        parent = uids[line.item.parent]
        uid = line.key
        if not line.is_there:
            new = replace(line.item, uid="", meeting=meeting, parent=parent, rev=0)
            made.append(writer.insert(new))
            uid = made[-1].uid
            _carry(writer, line, made[-1])
        uids[line.key] = uid
        order.setdefault(parent, []).append(uid)
    for siblings in order.values():
        renumber(writer, Item, siblings)
    return [writer.get(Item, item.uid) for item in made]


def _carry(writer: Writer, line: Line, made: Item) -> None:
    """Let the reason of a restriction follow what is taken up again, or copied."""
    if line.source:
        same = line.why in (Why.CARRIED, Why.PLANNED)
        carry_reason(writer, line.source, made.uid, afresh=not same)
    carry_by_topic(writer, made)
