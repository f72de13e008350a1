"""What a restriction lacks before a document goes out, and when to ask again whether it must be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from secretariat.models.agenda import WEIGHT, effective_restrictions
from secretariat.models.kinds import Restriction
from secretariat.models.names import full_name
from secretariat.models.records import (
    Item,
    ItemPaper,
    Paper,
    Person,
    RestrictionReason,
    Withheld,
)
from secretariat.services.desk_line import SOON, DeskLine, tag_day
from secretariat.services.exclusion import unannounced
from secretariat.services.findings import Finding, Gravity
from secretariat.services.horizon import Tone
from secretariat.services.restriction_reasons import CLOSED, Matter, Restricted, restricted
from secretariat.store.rows import Reader


def restriction_findings(
    reader: Reader, meeting: str, items: Sequence[Item], today: date
) -> list[Finding]:
    """Return what to look at in the restrictions of an agenda and of its papers.

    Of the public interest only where somebody chose the reason; grounds that were typed go on as
    they are.
    """
    held = effective_restrictions(items)
    links = reader.grouped(ItemPaper, "item", [item.uid for item in items], order="position")
    found: list[Finding] = []
    for item in items:
        matters = [Matter(item=item.uid)] if item.restriction in CLOSED else []
        papers = reader.by_uid(Paper, {link.paper for link in links.get(item.uid, ())})
        matters += [Matter(paper=uid) for uid, one in papers.items() if one.restriction in CLOSED]
        for matter in matters:
            found += _of_matter(reader, matter, item, today)
        if item.restriction is not Restriction.NONE:
            above = held[item.uid].restriction
            if WEIGHT[item.restriction] < WEIGHT[above]:
                words = f"“{_name(item)}” is {item.restriction} below business that is {above}."
                cure = "The stricter of the two holds."
                found.append(Finding(Gravity.WARN, words, item.uid, cure))
    if (first := unannounced(reader, meeting)) is not None:
        words = f"No line of the agenda excludes the public before “{_name(first)}”."
        cure = "Add it with Ctrl+Shift+X on the agenda."
        found.append(Finding(Gravity.WARN, words, first.uid, cure))
    return found


def kept_from(reader: Reader, items: Sequence[Item]) -> list[Finding]:
    """Return from whom something of an agenda is kept, so that no pack of it goes to them."""
    found = []
    for item in items:
        rows = list(reader.find(Withheld, item=item.uid))
        for link in reader.find(ItemPaper, item=item.uid):
            rows += reader.find(Withheld, paper=link.paper)
        people = reader.by_uid(Person, {row.person for row in rows})
        for uid in dict.fromkeys(row.person for row in rows):
            words = f"“{_name(item)}” is kept from {full_name(people[uid])}."
            found.append(Finding(Gravity.WARN, words, item.uid, "Leave them out, or open it."))
    return found


def reviews(reader: Reader, today: date) -> list[DeskLine]:
    """Return the restrictions of which it is to be asked again whether the matter may be open."""
    found: list[DeskLine] = []
    last = today + timedelta(days=SOON)
    for reason in reader.find(RestrictionReason):
        on = reason.review_on
        if on is None or on > last:
            continue
        item, row = _stands(reader, reason)
        if item is None or row is None or row.restriction is Restriction.NONE:
            continue
        if reason.item and _went_on(reader, item):
            continue  # it is asked where the business stands now
        tab = "agenda" if reason.item else "papers"
        tone = Tone.WARN if on <= today else Tone.QUIET
        found.append(
            DeskLine(
                tone, tag_day(on, today) if on >= today else "Review",
                f"Ask again whether it may be open: {_name(row)}",
                f"It is {row.restriction}.", "Open restriction", "meeting", item.meeting, tab,
                reason.paper or item.uid, due=on,
            )
        )  # fmt: skip
    return found


def _stands(reader: Reader, reason: RestrictionReason) -> tuple[Item | None, Item | Paper | None]:
    """Return the item under which a reason is found, and what it restricts."""
    if reason.item:
        item = reader.maybe(Item, reason.item)
        return item, item
    uids = [link.item for link in reader.find(ItemPaper, paper=reason.paper)]
    items = sorted(reader.by_uid(Item, uids).values(), key=lambda one: _went_on(reader, one))
    return next(iter(items), None), reader.maybe(Paper, reason.paper)


def _went_on(reader: Reader, item: Item) -> bool:
    return bool(reader.count(Item, continues=item.uid))


def _of_matter(reader: Reader, matter: Matter, item: Item, today: date) -> list[Finding]:
    now = restricted(reader, matter, today)
    name, found = _name(now.row), []
    if now.is_strange and now.scheme is not None:
        words = f"“{name}”: {now.scheme.name} does not hold for this body on the day."
        found.append(Finding(Gravity.WARN, words, item.uid, "Choose the list that does."))
    elif now.reason.uid and now.scheme is not None:
        found += _of_reason(now, name, item.uid)
    if now.reason.review_on is not None and now.reason.review_on < today:
        words = f"“{name}”: it was to be asked again whether it may be open."
        found.append(Finding(Gravity.WARN, words, item.uid))
    return found


def _of_reason(now: Restricted, name: str, uid: str) -> list[Finding]:
    assert now.scheme is not None
    if "{paragraphs}" in now.scheme.one and not now.paragraphs and not now.reason.wording:
        words = f"“{name}” is exempt, and no paragraph is named."
        return [Finding(Gravity.WARN, words, uid, "Tick it on the leaf Restriction.")]
    if now.is_at_odds:
        words = f"The words of the restriction of “{name}” name other paragraphs than were chosen."
        return [Finding(Gravity.WARN, words, uid)]
    if not now.is_weighed:
        words = f"The public interest is not weighed for “{name}”."
        return [Finding(Gravity.WARN, words, uid, f"{now.scheme.public_interest} asks for it.")]
    return []


def _name(row: Item | Paper) -> str:
    return row.title.strip() or "An item"
