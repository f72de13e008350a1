"""What stands beside an item while it is minuted: its papers, last time's minute, open actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.models.kinds import ActionState, Restriction
from secretariat.models.plaintext import one_line
from secretariat.models.records import Action, Item, ItemPaper
from secretariat.models.views import ActionView
from secretariat.services import actions
from secretariat.services.last_time import Business, Earlier, LastTime, business_of, keys_of
from secretariat.services.meetings import meet_of
from secretariat.services.owed import view_of
from secretariat.services.paper_files import papers_in
from secretariat.services.paper_links import papers_of
from secretariat.services.session import Session
from secretariat.services.usual_items import is_arising
from secretariat.store.rows import Reader

_OPEN = (ActionState.OPEN, ActionState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of an item: its title, which one it is, who wrote it; `missing` says how it stands
    while it has not come, `has_pages` whether they can be seen."""

    paper: str
    title: str
    letter: str
    author: str
    restriction: Restriction
    missing: str = ""
    has_pages: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What an item is about, and what tells the same business.

    `last` is where that was last taken, `is_sure` whether all earlier meetings were looked through.
    `actions` are those of the business that are open, or were closed at this meeting; `others`
    counts the further open ones of the body.
    """

    item: Item
    business: Business
    papers: tuple[PaperLine, ...] = ()
    last: LastTime | None = None
    is_sure: bool = True
    actions: tuple[ActionView, ...] = ()
    others: int = 0


def beside(session: Session, item: Item, earlier: Earlier) -> Beside:
    """Return what stands beside an item; `earlier` are the meetings before its own."""
    reader, today = session.reader, session.today()
    with reader.snapshot():
        business = business_of(reader, item)
        acts, others = _actions(reader, item, business)
        last, sure = earlier.last_time(business)
        return Beside(item, business, _papers(reader, item, today), last, sure, acts, others)


def _papers(reader: Reader, item: Item, today: date) -> tuple[PaperLine, ...]:
    uids = papers_of(reader, [item]).get(item.uid, [])
    letters = {link.paper: link.letter for link in reader.find(ItemPaper, paper=uids)}
    ready = papers_in(reader, uids)
    lines: list[PaperLine] = []
    for uid in uids:
        view = view_of(reader, uid)
        if not view.paper.is_needed:
            continue
        missing = view.words(today) if view.is_missing(today) else ""
        lines.append(
            PaperLine(
                uid,
                one_line(view.paper.title),
                one_line(letters.get(uid, "")),
                view.author_name,
                view.restriction,
                missing,
                uid in ready,
            )
        )
    return tuple(lines)


def _actions(reader: Reader, item: Item, business: Business) -> tuple[tuple[ActionView, ...], int]:
    """Return the actions of the same business that came from earlier meetings, and how many more
    are open; under matters arising all of them are the business."""
    bodies = meet_of(reader, item.meeting).bodies
    if not bodies:
        return (), 0
    body, here = bodies[0].uid, item.meeting
    rows = [one for one in reader.find(Action, body=body, state=_OPEN) if one.meeting != here]
    closed = reader.find(Action, body=body, closed_at=here)
    rows += [one for one in closed if one.meeting != here and not one.state.is_open]
    homes = reader.by_uid(Item, (row.item for row in rows))
    mine = [
        row
        for row in rows
        if is_arising(item.title)
        or ((home := homes.get(row.item or "")) is not None and business.holds(home, keys_of(home)))
    ]
    still = sum(row.state.is_open for row in rows) - sum(row.state.is_open for row in mine)
    return tuple(actions.views_of(reader, mine)), still
