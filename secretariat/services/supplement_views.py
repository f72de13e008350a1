"""What the supplementary agenda of a pack tells: the agenda's own changes, and papers that came."""

from __future__ import annotations

from dataclasses import replace

from secretariat.models.agenda_versions import Change, Changes, Difference
from secretariat.models.kinds import ItemKind
from secretariat.models.views import MeetingView


def agenda_news(view: MeetingView) -> tuple[Difference, ...]:
    """Return the differences of the agenda itself that have not gone out."""
    changes = view.changes
    return changes.differences if changes is not None and not changes.is_out else ()


def supplement_view(view: MeetingView, number: int) -> MeetingView:
    """Return a view whose supplement has this number, and tells of each item with pages in it.

    `view.pack_pages` are the pages of that supplement. What an earlier one told already is left
    out. Nothing is added that the view does not hold.
    """
    changes = view.changes or Changes(1, False)
    is_new = not changes.is_out or changes.supplement >= number
    found = {one.item.uid: one for one in changes.differences} if is_new else {}
    here = [item for item in view.items if item.uid in found or item.uid in view.pack_pages]
    told = [
        found.get(item.uid, Difference((Change.PAPER,), item, item))
        for item in here
        if item.kind is ItemKind.ITEM
    ]
    gone = [one for uid, one in found.items() if uid not in {item.uid for item in here}]
    fresh = replace(
        changes,
        version=number + 1,
        on=changes.on if changes.supplement == number else None,
        since=changes.since or (changes.on if changes.version == 1 else None),
        reason=changes.reason if is_new else "",
        differences=(*told, *gone),
    )
    return replace(view, changes=fresh)
