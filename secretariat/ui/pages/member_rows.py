"""Members, seats and vacancies as the list of a body shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from secretariat.models.dates import plain_date
from secretariat.models.membership import in_force
from secretariat.models.names import full_name
from secretariat.models.records import Body, Seat
from secretariat.models.views import Member
from secretariat.ui.pages.people_rows import role_words
from secretariat.ui.tables.rows import ListRow

SEAT = "seat:"
"""Before the uid of a seat that nobody holds, to tell it from a membership."""


def member_rows(
    body: Body,
    members: Sequence[Member],
    empty: Sequence[Seat],
    today: date,
    *,
    past: bool,
) -> list[ListRow]:
    """Return those in office or to come, then the vacant seats, then, if wanted, those before."""
    names = {member.membership.uid: full_name(member.person) for member in members}
    over = [m for m in members if m.membership.ends and m.membership.ends < today]
    rows = [_row(body, m, names, today) for m in members if m not in over]
    rows += [_vacant(seat) for seat in empty]
    if past and over:
        rows.append(ListRow("", "Past members", note=str(len(over))))
        rows += [_row(body, member, names, today) for member in over]
    return rows


def _row(body: Body, member: Member, names: dict[str, str], today: date) -> ListRow:
    row = member.membership
    now = in_force(row.starts, row.ends, today)
    role = role_words(row.role, body)
    name = full_name(member.person)
    stands_for = names.get(row.substitute_for or "", "")
    home = row.representing or (member.organisation.name if member.organisation else "")
    parts = [
        f"seat: {member.seat.name}" if member.seat and member.seat.name != home else "",
        home,
        f"for {stands_for}" if stands_for else "",
        "" if row.voting else "does not vote",
    ]
    detail = " · ".join(part for part in parts if part)
    when = _span(row.starts, row.ends, today)
    tone = "accent" if role in (body.chair_title, body.vice_chair_title) else "quiet"
    sentence = f"{name}, {role}. {detail + '. ' if detail else ''}{when + '. ' if when else ''}"
    return ListRow(
        row.uid,
        name,
        detail,
        note=when,
        tag=role.capitalize() if role.islower() else role,
        tone=tone,
        quiet=not now,
        sentence=sentence.strip(),
    )


def _vacant(seat: Seat) -> ListRow:
    votes = "" if seat.voting else "does not vote"
    return ListRow(
        SEAT + seat.uid,
        seat.name,
        votes or "Nobody holds this seat",
        tag="Vacant",
        tone="warn",
        sentence=f"Vacant seat: {seat.name}. {votes}".strip(),
    )


def _span(starts: date | None, ends: date | None, today: date) -> str:
    if ends:
        return f"until {plain_date(ends)}"
    if starts and starts > today:
        return f"from {plain_date(starts)}"
    return f"since {plain_date(starts)}" if starts else ""
