"""The places on a body that pasted rows ask for, judged by the same rules as typed ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.dates import parse_date, plain_date, why_no_date
from secretariat.models.kinds import MemberRole
from secretariat.models.membership import check_membership, in_force
from secretariat.models.records import Body, Membership, Seat
from secretariat.services.table_text import Column
from secretariat.store.rows import Reader

_ROLES: tuple[tuple[str, MemberRole], ...] = (
    (r"(vice|deputy)[- ]?chair(man|person|woman)?", MemberRole.VICE_CHAIR),
    (r"chair(man|person|woman)?|cadeirydd", MemberRole.CHAIR),
    (r"(full |voting |ordinary )?member|aelod", MemberRole.MEMBER),
    (r"co-? ?opt(ed|ee)?( member)?", MemberRole.CO_OPTED),
    (r"observer", MemberRole.OBSERVER),
    (r"officer|in attendance|adviser|advisor|(lead|supporting) officer", MemberRole.OFFICER),
    (r"sub(stitute)?|deputy|alternate", MemberRole.SUBSTITUTE),
)
_YES = frozenset({"yes", "y", "true", "1", "voting", "x", "✓", "✔", "full"})
_NO = frozenset({"no", "n", "false", "0", "non-voting", "non voting", "nonvoting", "not voting"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a body as a row gives it; None and empty where the row says nothing."""

    role: MemberRole | None = None
    seat: str = ""
    representing: str = ""
    voting: bool | None = None
    starts: date | None = None
    ends: date | None = None

    def values(self) -> dict[str, Any]:
        """Return the fields of a membership that the row gives, without the seat."""
        given = {
            "role": self.role,
            "representing": self.representing or None,
            "voting": self.voting,
            "starts": self.starts,
            "ends": self.ends,
        }
        return {name: value for name, value in given.items() if value is not None}


def read_place(cells: dict[Column, str], today: date) -> Place:
    """Return the place that the cells give; KnownError with one sentence for what is unreadable."""
    return Place(
        read_role(cells.get(Column.ROLE, "")),
        cells.get(Column.SEAT, ""),
        cells.get(Column.REPRESENTING, ""),
        _voting(cells.get(Column.VOTING, "")),
        _day(cells.get(Column.STARTS, ""), today),
        _day(cells.get(Column.ENDS, ""), today),
    )


def read_role(text: str) -> MemberRole | None:
    """Return the role that was typed; KnownError when it is none that a body knows."""
    words = " ".join(text.casefold().split())
    if not words:
        return None
    for pattern, role in _ROLES:
        if re.fullmatch(pattern, words):
            return role
    raise KnownError(f"“{text[:40]}” is not a role: try chair, member, co-opted or observer.")


def _voting(text: str) -> bool | None:
    word = text.casefold().strip(". ")
    if not word:
        return None
    if word in _YES | _NO:
        return word in _YES
    raise KnownError(f"“{text[:40]}” does not say whether the person votes: use yes or no.")


def _day(text: str, today: date) -> date | None:
    if not text:
        return None
    found = parse_date(re.sub(r"[ T]\d{1,2}:\d\d(:\d\d)?$", "", text), today)
    if found is None:
        raise KnownError(why_no_date(text[:80], today))
    return found


class Members:
    """The memberships of a body as they will be, row after row."""

    def __init__(self, reader: Reader, body: str) -> None:
        self._body = reader.get(Body, body)
        self._rows = reader.find(Membership, body=body)
        self._seats = {seat.name.casefold(): seat for seat in reader.find(Seat, body=body)}
        self._names = {seat.uid: seat.name for seat in self._seats.values()}

    def judge(self, person: str, place: Place) -> tuple[str, str | None]:
        """Return what the place will change, in words (empty: nothing), and the membership it
        changes if there is one. KnownError when the rules of the body forbid it."""
        seat = self._seat(place.seat)
        held = self._held(person, place, seat)
        values = place.values() | ({"seat": seat.uid} if seat else {})
        if held is None:
            new = Membership(body=self._body.uid, person=person, **values)
            check_membership(new, self._rows, self._body)
            self._rows.append(replace(new, uid=f"new:{len(self._rows)}"))
            return f"joins as {self._titled(new.role)}{self._where(place)}", None
        after = replace(held, **values)
        if after == held:
            return "", held.uid
        check_membership(after, self._rows, self._body)
        self._rows[self._rows.index(held)] = after
        return self._difference(held, after), held.uid

    def _seat(self, name: str) -> Seat | None:
        if not name:
            return None
        if name.casefold() not in self._seats:
            new = Seat(uid=f"seat:{name.casefold()}", body=self._body.uid, name=name)
            self._seats[name.casefold()] = new
            self._names[new.uid] = name
        return self._seats[name.casefold()]

    def _held(self, person: str, place: Place, seat: Seat | None) -> Membership | None:
        """Return the membership a row speaks of: the same seat or role, or the only one there."""
        on = place.starts or date.max
        mine = [m for m in self._rows if m.person == person and not m.uid.startswith("new:")]
        now = [m for m in mine if in_force(m.starts, m.ends, on) or m.starts == place.starts]
        if seat:
            now = [m for m in now if m.seat == seat.uid]
        elif place.role:
            now = [m for m in now if m.role is place.role] or now
        return now[0] if len(now) == 1 else None

    def _titled(self, role: MemberRole) -> str:
        return self._body.chair_title if role is MemberRole.CHAIR else role.value

    def _where(self, place: Place) -> str:
        return f", seat “{place.seat[:60]}”" if place.seat else ""

    def _difference(self, before: Membership, after: Membership) -> str:
        words = []
        if after.role is not before.role:
            words.append(f"role becomes {self._titled(after.role)}")
        if after.seat != before.seat:
            words.append(f"seat “{self._names.get(after.seat or '', '')[:60]}”")
        if after.representing != before.representing:
            words.append(f"represents “{after.representing[:60]}”")
        if after.voting != before.voting:
            words.append("votes" if after.voting else "does not vote")
        for label, day, was in (
            ("from", after.starts, before.starts),
            ("until", after.ends, before.ends),
        ):
            if day != was and day:
                words.append(f"{label} {plain_date(day)}")
        return ", ".join(words)
