"""What to look at when an agenda changes after it has gone out."""

from __future__ import annotations

from secretariat.models.dates import plain_date
from secretariat.models.kinds import Audience, ItemArrival, ItemKind, ItemOutcome
from secretariat.models.numbering import agenda_numbers, in_tree_order
from secretariat.models.records import Item, Meeting
from secretariat.services.agenda_versions import changes_of, standing
from secretariat.services.deadlines import chain, goes_out
from secretariat.services.findings import Finding, Gravity
from secretariat.services.meetings import meet_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader

_EXPLAINED = (ItemArrival.LATE, ItemArrival.URGENT)
_URGENCY_ACT = "1972, s.100B"
"""How the source of a rule names the Act under which an urgent item may be taken."""


def nothing_to_tell(reader: Reader, meeting: str, audience: Audience) -> list[Finding]:
    """Return why `audience` gets no supplement and no sheet of changes, if it gets none."""
    row, items = reader.get(Meeting, meeting), reader.find(Item, meeting=meeting)
    changes = changes_of(reader, row, items, audience)
    if changes is None:
        text = "The agenda has not gone out yet, so there is nothing to add to it."
    elif changes.differences:
        return []
    elif changes.version > 1:
        text = f"Version {changes.version} of the agenda changed nothing that these readers see."
    else:
        out = f" on {plain_date(changes.on)}" if changes.on else ""
        text = f"Nothing has changed since the agenda went out{out}."
    return [Finding(Gravity.STOP, text)]


def new_business(session: Session, meeting: str) -> list[Finding]:
    """Return the items that came after the notice without saying why they may be taken.

    In England an item of which no notice was given may be taken only for special circumstances,
    which the minutes specify: Local Government Act 1972, s.100B(4)(b). Other bodies are told to
    say why it is late.
    """
    reader = session.reader
    items = list(in_tree_order(reader.find(Item, meeting=meeting)))
    meet = meet_of(reader, meeting)
    lead = meet.bodies[0]
    numbers = agenda_numbers(items, lead.agenda_numbering)
    found: list[Finding] = []
    stands = standing(reader, meet.meeting, items)
    fresh = {one.item.uid for one in stands.pending if one.then is None} if stands else set()
    deadline = goes_out(chain(reader, meeting)) if fresh else None
    too_late = deadline is not None and session.today() > deadline.day
    source = deadline.source if deadline else ""
    for item in items:
        if item.kind is ItemKind.HEADING or item.outcome is ItemOutcome.WITHDRAWN:
            continue
        number = numbers[item.uid].full
        name = f"Item {number}" if number else f"“{item.title}”"
        if too_late and item.uid in fresh and item.arrival not in _EXPLAINED:
            found.append(Finding(Gravity.WARN, f"{name} {_late(source)}", item.uid))
        elif item.arrival is ItemArrival.URGENT and not item.urgency.strip():
            text = f"{name} is urgent, and the special circumstances are not written."
            found.append(Finding(Gravity.WARN, text, item.uid))
    return found


def _late(source: str) -> str:
    if _URGENCY_ACT in source:
        return (
            "is new after the notice: mark it urgent with the special circumstances,"
            " s.100B(4)(b), or take it next time."
        )
    return "is new after the notice: mark it late or urgent and say why, or take it next time."
