"""The notice of key decisions, with business that is to be taken in private.

What it states is what the Local Authorities (Executive Arrangements) (Meetings and Access to
Information) (England) Regulations 2012 (SI 2012/2089) ask for: of a key decision reg. 9(1), of a
private meeting reg. 5(2) and (3). Of restricted matter it gives particulars and nothing that is
exempt or confidential: reg. 9(3).
"""

from __future__ import annotations

from collections.abc import Iterator

from secretariat.documents.common import Phrases
from secretariat.documents.forward_plan import PlanFrame, opening, plan_frame, plan_furniture
from secretariat.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Role,
    Table,
    runs,
)
from secretariat.documents.prose import BULLETS, flat, prose
from secretariat.documents.wording import Wording
from secretariat.models.kinds import MemberRole
from secretariat.models.plaintext import one_line
from secretariat.models.views import ForwardPlanView, Member, PlanLine

_WIDTHS = (0.28, 0.72)
_NOT_MEMBERS = (MemberRole.OFFICER, MemberRole.OBSERVER, MemberRole.SUBSTITUTE)
Words = tuple[Paragraph | ListBlock, ...]


def compose_key_decisions(view: ForwardPlanView, wording: Wording) -> Document:
    """Return the notice of what `view` holds of key decisions and private business."""
    frame = plan_frame(view, wording)
    say = frame.say
    blocks = opening(frame, say("key"))
    decisions = [line for line in view.lines if line.topic.is_key_decision]
    private = [line for line in view.lines if line.topic.is_private]
    blocks.append(Paragraph(runs(say("key.intro") if decisions else say("key.none"))))
    for line in decisions:
        blocks.append(Heading(2, runs(frame.title(line.topic)), section=True))
        blocks.append(_decision(frame, line))
    if decisions:
        blocks.extend(_documents(frame))
    if private:
        blocks.extend(_private(frame, private))
    return Document(
        title=say("key.title", body=one_line(view.body.name), period=frame.period),
        blocks=tuple(blocks),
        kind="key decisions",
        language=view.body.language,
        author=one_line(view.body.name),
        made=view.made,
        furniture=plan_furniture(frame, say("key")),
        audience=view.audience.value,
    )


def _decision(frame: PlanFrame, line: PlanLine) -> Table:
    """Return what is stated of one decision, a row each: reg. 9(1)(b) to (e)."""
    say, topic = frame.say, line.topic
    restricted = frame.restricted(topic)
    matter = (*flat(prose(topic.text)), *([restricted] if restricted else []))
    rows = (
        (say("key.row.matter"), matter or _plain(frame.title(topic))),
        (say("key.row.maker"), _maker(frame, line)),
        (say("key.row.when"), _plain(_when(frame, line))),
        (say("key.row.why"), flat(prose(topic.key_reason))),
        (say("key.row.consultees"), flat(prose(topic.consultees))),
        (
            say("key.row.documents"),
            flat(prose(topic.documents)) or _plain(say("key.documents.none")),
        ),
        (say("key.row.ask"), flat(prose(topic.how_to_ask))),
        (say("key.row.private"), _why_private(frame, line) if topic.is_private else ()),
        (say("key.row.notice"), _plain(_noticed(frame, line))),
    )
    cells = tuple((Cell(_plain(head), header=True), Cell(words)) for head, words in rows if words)
    summary = say("key.summary", title=frame.title(topic))
    return Table(cells, _WIDTHS, header_rows=0, summary=summary)


def _maker(frame: PlanFrame, line: PlanLine) -> Words:
    """Return who decides: one who is named with a title, or the body with a list of its members."""
    own = flat(prose(line.topic.decision_maker))
    if own:
        return own
    members = [m for m in frame.view.members if m.membership.role not in _NOT_MEMBERS]
    name = Paragraph(runs(one_line(frame.view.body.name)), keep_with_next=bool(members))
    if not members:
        return (name,)
    items = tuple(
        ListItem(BULLETS[0], (Paragraph(runs(_member(frame, member))),)) for member in members
    )
    return (name, ListBlock(items))


def _member(frame: PlanFrame, member: Member) -> str:
    body = frame.view.body
    titles = {MemberRole.CHAIR: body.chair_title, MemberRole.VICE_CHAIR: body.vice_chair_title}
    title = titles.get(member.membership.role, "") or one_line(member.membership.representing)
    name = frame.phrases.name(member.person)
    return frame.say("name.note", name=name, note=title) if title else name


def _when(frame: PlanFrame, line: PlanLine) -> str:
    """Return the date on which, or the period within which, it is decided: reg. 9(1)(d)."""
    phrases, topic = frame.phrases, line.topic
    first, last = topic.decision_from, topic.decision_to
    if first and last and first != last:
        return frame.say(
            "key.between", first=phrases.plain_date(first), last=phrases.plain_date(last)
        )
    if first or last:
        day = first or last
        return phrases.spoken(day) if day else ""
    return frame.when(line)


def _why_private(frame: PlanFrame, line: PlanLine) -> Words:
    return flat(prose(line.topic.private_reason)) or _plain(frame.say("plan.private"))


def _noticed(frame: PlanFrame, line: PlanLine) -> str:
    on = line.topic.notice_on
    return frame.phrases.plain_date(on) if on else ""


def _documents(frame: PlanFrame) -> Iterator[Block]:
    """Yield where the documents are to be had, that others may come, and how to ask for them."""
    say, contact = frame.say, frame.view.body.contact
    yield Heading(2, runs(say("key.heading.documents")), section=True)
    yield Paragraph(runs(say("key.copies")), keep_with_next=True)
    yield from _address(frame.phrases, contact)
    yield Paragraph(runs(say("key.others")))
    yield Paragraph(runs(say("key.ask")))


def _private(frame: PlanFrame, private: list[PlanLine]) -> Iterator[Block]:
    """Yield the notice that business is to be taken in private, and why: reg. 5(2) and (3)."""
    say = frame.say
    yield Heading(2, runs(say("key.heading.private")), section=True)
    yield Paragraph(runs(say("key.private.intro")))
    for line in private:
        yield Heading(3, runs(frame.title(line.topic)))
        yield Paragraph(runs(_when(frame, line)), Role.SUBTITLE)
        yield from _why_private(frame, line)
        if not line.topic.is_key_decision and (closed := frame.restricted(line.topic)):
            yield closed
    yield Paragraph(runs(say("key.private.write")), keep_with_next=True)
    yield from _address(frame.phrases, frame.view.body.contact)


def _address(phrases: Phrases, contact: str) -> Words:
    return flat(prose(contact, role=Role.CONTACT)) or _plain(phrases.say("key.no_address"))


def _plain(words: str) -> Words:
    return (Paragraph(runs(words)),) if words else ()
