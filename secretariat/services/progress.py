"""What a meeting was told of earlier actions, and the item under which its minutes tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from secretariat.models.kinds import ItemKind
from secretariat.models.records import Action, ActionUpdate, Item
from secretariat.models.views import ActionView
from secretariat.services.actions import views_of
from secretariat.services.bodies import choices_of
from secretariat.services.meetings import Meet
from secretariat.services.usual_items import is_arising
from secretariat.store.rows import Reader


def progress_item(reader: Reader, meet: Meet, items: Iterable[Item]) -> str:
    """Return the item for earlier actions, the first that takes what arises; empty where there is
    none or the body has no lines for them."""
    if not meet.bodies or choices_of(reader, meet.bodies[0].uid)["minutes.progress"] == "no":
        return ""
    lines = (item for item in items if item.kind is ItemKind.ITEM)
    return next((item.uid for item in lines if is_arising(item.title)), "")


def told_of(reader: Reader, meet: Meet) -> list[ActionView]:
    """Return the actions of earlier meetings that a meeting heard about: those with a note of its
    day and those that it closed, in the order in which they arose. Other notes are left out."""
    here, days = meet.meeting.uid, {sitting.date for sitting in meet.sittings}
    rows = reader.find(Action, body=meet.bodies[0].uid)
    rows = [row for row in rows if row.meeting not in (None, here)]
    notes = reader.grouped(ActionUpdate, "action", [row.uid for row in rows], order="on")
    of_the_day = {row.uid: [n for n in notes.get(row.uid, ()) if n.on in days] for row in rows}
    heard = [row for row in rows if row.closed_at == here or of_the_day[row.uid]]
    found = (replace(v, updates=tuple(of_the_day[v.action.uid])) for v in views_of(reader, heard))
    return sorted(found, key=_arose)


def _arose(view: ActionView) -> tuple[date, int]:
    day = view.sitting.date if view.sitting else date.min
    return day, view.action.position
