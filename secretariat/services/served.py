"""Who has been served with the agenda of a meeting, in which way, and who has not.

How each member is served is their own choice (`Person.summons_by`); where they have made none it
is what the law gives their kind of body, which is data: `resources/rules/service.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from secretariat.errors import KnownError
from secretariat.models.dates import spoken_date
from secretariat.models.kinds import (
    Audience,
    DeadlineKind,
    DocumentKind,
    Format,
    MemberRole,
    ServiceWay,
    Stage,
)
from secretariat.models.names import full_name
from secretariat.models.plaintext import joined, one_line
from secretariat.models.records import Body, Despatch, Person
from secretariat.models.views import Member
from secretariat.services import deadlines
from secretariat.services.bodies import members_of
from secretariat.services.meetings import meet_of
from secretariat.services.quorum import fitting, rule_data
from secretariat.services.rules import jurisdiction_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_NO_SUMMONS = (MemberRole.OBSERVER, MemberRole.OFFICER)
SUMMONED_BY = (DeadlineKind.SUMMONS, DeadlineKind.AGENDA)
"""The deadlines by which members are to be served."""
SERVED = (DocumentKind.AGENDA, DocumentKind.SUMMONS, DocumentKind.PACK)
"""The documents with which a member is served: any will do, as the summons and the pack hold the
agenda."""
_OUTSIDE = (Stage.CANCELLED, Stage.POSTPONED)
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Served:
    """A member, how the agenda goes to them and where, and the despatch once it has gone.

    `doubt` is one sentence on why that way is not in order; empty: it is.
    """

    person: Person
    role: MemberRole
    way: ServiceWay
    address: str
    doubt: str = ""
    despatch: Despatch | None = None

    @property
    def name(self) -> str:
        return full_name(self.person)

    @property
    def is_summoned(self) -> bool:
        """Say whether the law asks for service on them: on members, not on observers."""
        return self.role not in _NO_SUMMONS


def way_of(person: Person, *, needs_consent: bool) -> ServiceWay:
    """Return how somebody is served: as they chose, else by e-mail where that needs no consent
    or it was given, else by post."""
    if person.summons_by is not ServiceWay.NONE:
        return person.summons_by
    free = not needs_consent or person.summons_consent is not None
    return ServiceWay.ELECTRONIC if free else ServiceWay.POST


def served(reader: Reader, meeting: str, today: date) -> list[Served]:
    """Return the members of the bodies that meet, each once, chair first, with what has gone."""
    meet = meet_of(reader, meeting)
    rows = reader.find(Despatch, meeting=meeting, document=SERVED, order="-sent_on")
    gone = {row.person: row for row in rows}
    found: dict[str, Served] = {}
    for body in meet.bodies:
        consent, source = consent_of(reader, body, meet.date or today)
        for member in members_of(reader, body.uid, meet.date or date.min):
            if member.person.uid not in found and _is_called(member):
                one = _one(member, consent, source, today, gone.get(member.person.uid))
                found[member.person.uid] = one
    return list(found.values())


def consent_of(reader: Reader, body: Body, on: date) -> tuple[bool, str]:
    """Return whether serving by e-mail needs a member's consent on this body, and who says so."""
    where = jurisdiction_of(reader, body)
    row = fitting(rule_data("service.json")["service"], body, where, on)
    return (bool(row["needs_consent"]), str(row["source"])) if row else (False, "")


def _is_called(member: Member) -> bool:
    return member.membership.role is not MemberRole.SUBSTITUTE


def _one(
    member: Member, needs_consent: bool, source: str, today: date, gone: Despatch | None
) -> Served:
    person = member.person
    way = way_of(person, needs_consent=needs_consent)
    address = person.email if way is ServiceWay.ELECTRONIC else _on_one_line(person.address)
    given = person.summons_consent
    doubt = ""
    if not address and way is not ServiceWay.BY_HAND:
        what = "e-mail address" if way is ServiceWay.ELECTRONIC else "postal address"
        doubt = f"No {what} is known."
    elif way is ServiceWay.ELECTRONIC and needs_consent and (given is None or given > today):
        doubt = f"No consent to service by e-mail is recorded ({source})."
    return Served(person, member.membership.role, way, address, doubt, gone)


def _on_one_line(address: str) -> str:
    return ", ".join(one_line(line).strip(" ,") for line in address.splitlines() if line.strip())


def mark_served(
    session: Session,
    meeting: str,
    persons: Sequence[str],
    *,
    on: date | None = None,
    document: DocumentKind = DocumentKind.AGENDA,
) -> Receipt[int]:
    """Record that these people were served today, or on another day, each in their own way.

    One change for all. Whoever is served already is passed over; returns how many were not.
    KnownError for a day that is still to come.
    """
    today = session.today()
    day = on or today
    if day > today:
        raise KnownError("That day is still to come: mark them as served once it has gone out.")
    wanted = set(persons)

    def work(writer: Writer) -> int:
        rest = [
            one
            for one in served(writer, meeting, today)
            if one.person.uid in wanted and one.despatch is None
        ]
        for one in rest:
            writer.insert(
                Despatch(
                    meeting=meeting,
                    document=document,
                    person=one.person.uid,
                    name=one.name,
                    way=one.way,
                    address=one.address,
                    sent_on=day,
                )
            )
        return len(rest)

    return session.change("Mark as served", work)


def take_back(session: Session, meeting: str, persons: Sequence[str]) -> Receipt[None]:
    """Take back that these people were served."""
    wanted = tuple(persons)

    def work(writer: Writer) -> None:
        for row in writer.find(Despatch, meeting=meeting, document=SERVED, person=wanted):
            writer.delete(Despatch, row.uid)

    return session.change("Not served after all", work)


def by_email(people: Iterable[Served]) -> list[Served]:
    """Return those whom an e-mail serves, and who are not served yet."""
    return [
        one
        for one in people
        if one.despatch is None and one.way is ServiceWay.ELECTRONIC and one.address
    ]


def serves(kind: DocumentKind, form: Format, audience: Audience) -> bool:
    """Say whether a file is one with which members are served: agenda or summons, by e-mail."""
    return kind in SERVED and form is Format.EMAIL and audience is not Audience.OFFICERS


def not_served(people: Iterable[Served]) -> list[Served]:
    """Return the members whom the law wants served, and who are not."""
    return [one for one in people if one.is_summoned and one.despatch is None]


def unserved_words(reader: Reader, meeting: str, today: date) -> str:
    """Return a warning once the day for the summons or agenda is past and somebody is not served.

    Empty before that day, after the meeting, and where nobody is to be served.
    """
    meet = meet_of(reader, meeting)
    if meet.date is None or meet.date < today or meet.meeting.stage in _OUTSIDE:
        return ""
    chain = deadlines.chain(reader, meeting)
    due = [one for one in chain if one.kind in SUMMONED_BY and one.day < today]
    rest = not_served(served(reader, meeting, today)) if due else []
    if not rest:
        return ""
    names, more = [one.name for one in rest[:_MOST_NAMED]], len(rest) - _MOST_NAMED
    who = joined([*names, f"{more} more"] if more > 0 else names, " and ")
    many = "is" if len(rest) == 1 else "are"
    day = spoken_date(due[0].day)
    return f"{who} {many} not marked as served; it was due by {day} (Attendance, Served)."
