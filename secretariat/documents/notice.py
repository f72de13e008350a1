"""The public notice of a meeting: one page in large letters, fit for a noticeboard.

Time and place are what the law wants of it: Local Government Act 1972, s.100A(6)(a); for the
council itself Sch 12 para 4(2)(a), for parishes para 10(2)(a).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain

from secretariat.documents.business import called
from secretariat.documents.common import (
    Frame,
    body_names,
    frame_of,
    furniture,
    marking_of,
    place_line,
    remote_line,
    restricted_line,
    slots,
    standing,
    standing_blocks,
    standing_parts,
    title_of,
)
from secretariat.documents.letter import when
from secretariat.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Role,
    Run,
    Runs,
    Table,
    Text,
    plain,
)
from secretariat.documents.prose import BULLETS, flat, prose
from secretariat.documents.two_languages import both, phrase, spoken_in, titled, worded
from secretariat.documents.wording import Wording, filled
from secretariat.models.kinds import ItemKind, MeetingKind, Restriction, TextPlace
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item, Sitting
from secretariat.models.views import MeetingView

SCALE = 1.25
"""How much larger than the house style the letters of a noticeboard are."""

_WIDTHS = (0.24, 0.76)
Row = tuple[Cell, ...]


def compose_notice(view: MeetingView, wording: Wording) -> Document:
    """Return the notice that stands on the noticeboard: when, where, whether the public may come,
    what is likely to be private and why, where the papers are, and whom to ask."""
    frame = frame_of(view, wording)
    blocks: list[Block] = []
    if marking := marking_of(view):
        blocks.append(Paragraph((Text(marking),), Role.MARKING))
    kind = view.meeting.kind
    key = "notice" if kind is MeetingKind.ORDINARY else f"notice.{kind}"
    blocks.append(Heading(1, phrase(frame, key)))
    title = one_line(view.meeting.title)
    name = body_names(frame)
    names = titled(frame.choices, name)
    if title:
        names = (*names, LineBreak(), *titled(frame.choices, title))
    blocks.append(Paragraph(names, Role.SUBTITLE))
    blocks.append(fact_table(_rows(frame), frame.say("notice.summary")))
    if written := view.meeting.letter_date:
        dated = worded(
            frame, lambda one: one.say("notice.dated", date=one.phrases.plain_date(written))
        )
        blocks.append(Paragraph(dated, Role.CLOSING, keep_with_next=True))
    blocks.extend(standing_blocks(frame, TextPlace.SIGNATORY, role=Role.SIGNATURE))
    return Document(
        title=title_of(frame, "notice.title"),
        blocks=tuple(blocks),
        kind="notice of meeting",
        language=view.lead.language,
        author=view.lead.name,
        subject=title,
        made=view.made,
        furniture=furniture(frame, "notice"),
        audience=view.audience.value,
        scale=SCALE,
    )


def fact_table(rows: Sequence[Row], summary: str) -> Table:
    """Return facts as a table: what each is about heads its row."""
    return Table(tuple(rows), _WIDTHS, header_rows=0, summary=summary)


def fact(frame: Frame, key: str, *blocks: Paragraph | ListBlock) -> Row:
    """Return a row of a table of facts, under the phrase `key`."""
    return (Cell((Paragraph(phrase(frame, key)),), header=True), Cell(blocks))


def where_and_when(frame: Frame) -> list[Row]:
    """Return the rows that say when and where a meeting is, and how to join from afar."""
    sittings = frame.view.sittings
    rows: list[Row] = []
    if sittings:
        lines = [worded(frame, partial(_when, sitting), bold=True) for sitting in sittings]
        rows.append(fact(frame, "notice.when", Paragraph(_lines(lines))))
    places = {place_line(one): at for at, one in enumerate(sittings) if one.place.strip()}
    if places:
        told = (Paragraph(worded(frame, partial(_place, at))) for at in places.values())
        rows.append(fact(frame, "notice.where", *told))
    links = {one.remote_link.strip(): one for one in sittings if one.remote_link.strip()}
    if links:
        online = [flat(both(frame, partial(_joining, one))) for one in links.values()]
        rows.append(fact(frame, "notice.online", *chain.from_iterable(online)))
    return rows


def _place(at: int, frame: Frame) -> str:
    return place_line(frame.view.sittings[at])


def _when(sitting: Sitting, frame: Frame) -> str:
    return when(frame, sitting)


def _lines(words: Iterable[Runs]) -> Runs:
    made: list[Run] = []
    for at, line in enumerate(words):
        made += [LineBreak(), *line] if at else line
    return tuple(made)


def _joining(sitting: Sitting, frame: Frame) -> list[Block]:
    return [Paragraph(remote_line(frame, sitting))]


def _rows(frame: Frame) -> list[Row]:
    lead = frame.view.lead
    rows = where_and_when(frame)
    is_open = frame.choices.yes("notice.public")
    key = "notice.open" if is_open else "notice.closed"
    rows.append(fact(frame, "notice.public", *flat(both(frame, lambda one: _prose(one, key)))))
    private = _private(frame)
    if private and is_open:
        rows.append(
            fact(frame, "notice.private", Paragraph(phrase(frame, "notice.likely")), private)
        )
    contact = flat(prose(lead.contact))
    where = "notice.papers" if contact else "notice.papers.office"
    papers = worded(frame, lambda one: one.say(where, body=body_names(one)))
    rows.append(fact(frame, "notice.reports", Paragraph(papers)))
    if access := _standing(frame, TextPlace.ACCESS):
        rows.append(fact(frame, "notice.access", *access))
    if contact:
        rows.append(fact(frame, "notice.contact", *contact))
    return rows


def _prose(frame: Frame, key: str) -> Sequence[Block]:
    return flat(prose(filled(frame.say(key), slots(frame))))


def _standing(frame: Frame, place: TextPlace) -> list[Paragraph | ListBlock]:
    found: list[Paragraph | ListBlock] = []
    for text in standing(frame, place):
        first, second = standing_parts(frame, text.text)
        found.extend(flat(prose(first)))
        told = flat(prose(second))
        found.extend(spoken_in(told, frame.choices["second_language"]))
    return found


def _private(frame: Frame) -> ListBlock | None:
    """Return the items from which the public is likely to be kept, each with its ground."""
    lines = [_private_line(frame, item) for item in frame.items if _is_private(frame, item)]
    return ListBlock(tuple(lines)) if lines else None


def _is_private(frame: Frame, item: Item) -> bool:
    restriction = frame.held[item.uid].restriction
    closed = restriction in (Restriction.EXEMPT, Restriction.CONFIDENTIAL)
    return closed and item.kind is ItemKind.ITEM and frame.prints(item)


def _private_line(frame: Frame, item: Item) -> ListItem:
    held = frame.held[item.uid]
    ground = plain(restricted_line(frame, held.restriction, held.ground).runs)
    words: Runs = (Text(called(frame, item), bold=True), LineBreak(), Text(ground))
    return ListItem(BULLETS[0], (Paragraph(words),))
