"""The members of a body in one table, as some boards open their minutes: who was away is marked.

The last column holds the interests that a member has declared once for all, in no item.
"""

from __future__ import annotations

from secretariat.documents.lister import Lister, capacity_label, cell
from secretariat.documents.model import Block, Cell, Table
from secretariat.documents.room_declarations import in_the_table
from secretariat.models.attendance import Listed, Roll, groups_of
from secretariat.models.kinds import AttendanceKind
from secretariat.models.plaintext import one_line

_MARK, _NAME, _TITLE, _BODY, _INTERESTS = 0.12, 0.24, 0.24, 0.18, 0.22
_AWAY = {
    AttendanceKind.APOLOGIES: "membership.apologies",
    AttendanceKind.SUBSTITUTED: "membership.apologies",
    AttendanceKind.ABSENT: "membership.absent",
}


def membership_blocks(lister: Lister, called: Roll) -> list[Block]:
    """Return the table of the members, or nothing when the roll has none."""
    frame = lister.frame
    everybody = [person for group in called.present for person in group.people]
    everybody += [*called.apologies, *called.absent]
    everybody.sort(key=lambda person: person.attendee.position)
    groups = [group for group in groups_of(everybody) if not group.key.in_attendance]
    people = [person for group in groups for person in group.people]
    if not people:
        return []
    interests = _standing_interests(lister)
    columns = ["mark", "name", "title", "representing"] + (["interests"] if interests else [])
    header = tuple(cell(frame.say(f"membership.{key}"), header=True) for key in columns)
    rows = [_row(lister, person, interests)[: len(columns)] for person in people]
    widths = (_MARK, _NAME, _TITLE, _BODY, _INTERESTS)[: len(columns)]
    shares = tuple(width / sum(widths) for width in widths)
    summary = frame.say("membership.summary")
    return [
        *lister.heading("minutes.present"),
        Table((header, *rows), shares, header_rows=1, summary=summary),
    ]


def _row(lister: Lister, person: Listed, interests: dict[str, str]) -> tuple[Cell, ...]:
    frame, one = lister.frame, person.attendee
    mark = frame.say(_AWAY[person.kind]) if person.kind in _AWAY else ""
    title = dict.fromkeys(filter(None, (capacity_label(frame, one), one_line(one.job_title))))
    return (
        cell(mark),
        cell(lister.name(person), header=True),
        cell(", ".join(title)),
        cell(one_line(one.organisation or one.seat)),
        cell(interests.get(one.uid, "")),
    )


def _standing_interests(lister: Lister) -> dict[str, str]:
    """Return what each attendee has declared without regard to an item, by uid."""
    held: dict[str, list[str]] = {}
    for one in lister.frame.view.happened.declarations:
        if in_the_table(lister.frame, one):
            held.setdefault(one.attendee, []).append(one_line(one.nature).rstrip("."))
    return {uid: "; ".join(natures) for uid, natures in held.items()}
