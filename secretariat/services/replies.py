"""Replies before the day: who comes, who sends apologies or a substitute, and will it be quorate.

A reply says what somebody told us, never what happened. Apologies and substitutes are taken over
into the roll (`roll_replies`), where only what is not marked yet is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import MemberRole, ReplyKind
from secretariat.models.names import full_name
from secretariat.models.quorum import Place, Tally, Voter, tally, worst
from secretariat.models.records import Body, Organisation, Person, Reply
from secretariat.models.views import Member
from secretariat.services.bodies import members_of, vacancies
from secretariat.services.fields import change_fields, required
from secretariat.services.meetings import Meet, meet_of
from secretariat.services.names_typed import read_name
from secretariat.services.quorum import BodyQuorum, quorum_of
from secretariat.services.roll_replies import follow_replies
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_IN_PLACE = MemberRole.SUBSTITUTE
_WITHOUT_VOTE = (MemberRole.OBSERVER, MemberRole.OFFICER, MemberRole.SUBSTITUTE)


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who is to be at a meeting, and what they replied; None: nothing so far.

    `member` and `body` are None for one who was invited and is no member. `organisation` is the
    one they come from or stand for.
    """

    person: Person
    member: Member | None = None
    body: Body | None = None
    reply: Reply | None = None
    substitute: str = ""
    organisation: str = ""

    @property
    def name(self) -> str:
        return full_name(self.person)

    @property
    def role(self) -> str:
        """What they are on the body in its own words; empty for a member and for a guest."""
        if self.member is None or self.body is None:
            return ""
        titles = {
            MemberRole.CHAIR: self.body.chair_title,
            MemberRole.VICE_CHAIR: self.body.vice_chair_title,
            MemberRole.MEMBER: "",
        }
        role = self.member.membership.role
        return titles.get(role, role.value.capitalize())

    @property
    def votes(self) -> bool:
        return self.member is not None and has_vote(self.member)

    @property
    def kind(self) -> ReplyKind | None:
        return self.reply.kind if self.reply else None


def has_vote(member: Member) -> bool:
    """Say whether a member counts for the quorum: a voting member, in a voting seat if in one."""
    row = member.membership
    seat_votes = member.seat is None or member.seat.voting
    return row.voting and seat_votes and row.role not in _WITHOUT_VOTE


def replies_of(reader: Reader, meeting: str) -> dict[str, Reply]:
    """Return the replies for a meeting by person."""
    return {reply.person: reply for reply in reader.find(Reply, meeting=meeting)}


def expected(reader: Reader, meeting: str) -> list[Expected]:
    """Return the members of the bodies that meet on its day, each once, the chair first, and
    after them others who were invited and replied. Substitute members stand with the others."""
    return _expected(reader, meet_of(reader, meeting), replies_of(reader, meeting))


def _expected(reader: Reader, meet: Meet, replies: Mapping[str, Reply]) -> list[Expected]:
    found: dict[str, Expected] = {}
    sent = reader.by_uid(Person, (reply.substitute for reply in replies.values()))
    for body in meet.bodies:
        for member in members_of(reader, body.uid, meet.date or date.min):
            person, row = member.person, member.membership
            if person.uid in found or (row.role is _IN_PLACE and person.uid not in replies):
                continue
            home = member.organisation.name if member.organisation else ""
            reply = replies.get(person.uid)
            found[person.uid] = Expected(
                person, member, body, reply, _sent(reply, sent), row.representing or home
            )
    others = reader.by_uid(Person, replies.keys() - found.keys())
    homes = reader.by_uid(Organisation, (person.organisation for person in others.values()))
    for person in sorted(others.values(), key=full_name):
        reply, at_home = replies[person.uid], homes.get(person.organisation or "")
        found[person.uid] = Expected(
            person, None, None, reply, _sent(reply, sent), at_home.name if at_home else ""
        )
    return list(found.values())


def _sent(reply: Reply | None, people: Mapping[str, Person]) -> str:
    """Return the name of the substitute; empty when none is named."""
    if reply is None or reply.kind is not ReplyKind.SUBSTITUTE:
        return ""
    person = people.get(reply.substitute or "")
    return full_name(person) if person else reply.substitute_name


def standing_substitute(reader: Reader, meeting: str, one: Expected) -> str:
    """Return the name of who is appointed to stand in for a member on the day of a meeting.

    Empty when nobody is, or several are.
    """
    if one.member is None or one.body is None:
        return ""
    on = meet_of(reader, meeting).date or date.min
    found = [
        full_name(other.person)
        for other in members_of(reader, one.body.uid, on)
        if other.membership.substitute_for == one.member.membership.uid
    ]
    return found[0] if len(found) == 1 else ""


def set_reply(
    session: Session,
    meeting: str,
    persons: Sequence[str],
    kind: ReplyKind | None,
    *,
    substitute: str | None = None,
    substitute_name: str = "",
    told_on: date | None = None,
    told_how: str = "",
) -> Receipt[None]:
    """Record what people replied, as one change; a `kind` of None takes their replies away.

    Told today unless another day is given. A note stays as it is. The roll follows, as far as
    nobody is marked in it already.
    """
    people, on = tuple(dict.fromkeys(persons)), told_on or session.today()
    if not people:
        raise KnownError("Choose who replied first.")
    if substitute in people:
        raise KnownError("Nobody can be their own substitute.")
    is_substitute = kind is ReplyKind.SUBSTITUTE
    named = substitute if is_substitute else None
    name = " ".join(substitute_name.split()) if is_substitute and not named else ""

    def work(writer: Writer) -> None:
        before = replies_of(writer, meeting)
        for person in people:
            row = before.get(person)
            if kind is None:
                if row:
                    writer.delete(Reply, row.uid)
                continue
            values: dict[str, Any] = {
                "kind": kind, "substitute": named, "substitute_name": name, "told_on": on,
            }  # fmt: skip
            if row is None:
                writer.insert(Reply(meeting=meeting, person=person, told_how=told_how, **values))
            else:
                values["told_how"] = told_how or row.told_how
                writer.update(Reply, row.uid, **values)
        follow_replies(writer, meeting, {person: before.get(person) for person in people})

    words = f"Reply: {kind.value}" if kind else "Take back reply"
    many = f" ({len(people)} people)" if len(people) > 1 else ""
    return session.change(words + many, work)


def reply_of_new(session: Session, meeting: str, typed: str) -> Receipt[Reply]:
    """Record that somebody who is new to the register comes, by the name as typed."""
    name = read_name(required(typed, "a name"))
    on = session.today()

    def work(writer: Writer) -> Reply:
        person = writer.insert(
            Person(
                honorific=name.honorific,
                given_name=name.given_name,
                family_name=name.family_name,
                post_nominals=name.post_nominals,
            )
        )
        return writer.insert(
            Reply(meeting=meeting, person=person.uid, kind=ReplyKind.COMING, told_on=on)
        )

    return session.change("Reply: coming", work)


def change_reply(session: Session, uid: str, *, origin: str = "", **values: Any) -> Receipt[Reply]:
    """Set when and how a reply was told, or its note."""
    return change_fields(session, Reply, uid, "Change reply", origin=origin, **values)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Whether a meeting will be quorate by the replies: a tally for each body and group.

    `replied` says whether anybody has replied at all, `binding` whether all rules are the
    bodies' own or the law's; `rules` are where they stand.
    """

    tallies: tuple[Tally, ...] = ()
    replied: bool = False
    binding: bool = True
    rules: tuple[BodyQuorum, ...] = ()

    @property
    def deciding(self) -> Tally | None:
        """The tally on which it hangs."""
        return worst(self.tallies)


def quorum_forecast(reader: Reader, meeting: str) -> Forecast:
    """Return how many of the quorum are coming, of each body that meets and of each group of
    seats that has a quorum. Only voting members count; a named substitute fills the place."""
    meet, replies = meet_of(reader, meeting), replies_of(reader, meeting)
    on = meet.date or date.min
    tallies: list[Tally] = []
    rules = tuple(quorum_of(reader, body, on) for body in meet.bodies)
    for body, rule in zip(meet.bodies, rules, strict=True):
        voters = _voters(reader, body, on, replies, remote=rule.remote)
        several = len(meet.bodies) > 1
        tallies.append(tally(voters, rule.rule, body.name if several else ""))
        for group, needed in (rule.groups or {}).items():
            name = f"{body.name}, {group}" if several else group
            tallies.append(tally((v for v in voters if v.group == group), needed, name))
    binding = all(rule.binds for rule in rules)
    return Forecast(tuple(tallies), bool(replies), binding, rules)


def _voters(
    reader: Reader, body: Body, on: date, replies: Mapping[str, Reply], *, remote: bool
) -> list[Voter]:
    """Return the voting places of a body: one for each voting member, one for each vacant seat."""
    found: dict[str, Voter] = {}
    for member in members_of(reader, body.uid, on):
        if has_vote(member):
            group = member.seat.quorum_group if member.seat else ""
            place = _place(replies.get(member.person.uid), remote=remote)
            found.setdefault(member.person.uid, Voter(place, _one_line(group)))
    empty = [seat for seat in vacancies(reader, body.uid, on) if seat.voting]
    return [
        *found.values(),
        *(
            Voter(Place.VACANT, _one_line(seat.quorum_group))
            for seat in empty
            if seat.role not in _WITHOUT_VOTE
        ),
    ]


def _place(reply: Reply | None, *, remote: bool) -> Place:
    if reply is None or reply.kind is ReplyKind.UNSURE:
        return Place.OPEN
    if reply.kind is ReplyKind.SUBSTITUTE:
        named = reply.substitute or reply.substitute_name
        return Place.COMING if named else Place.OPEN
    if reply.kind is ReplyKind.REMOTE:
        return Place.COMING if remote else Place.AWAY
    return Place.COMING if reply.kind is ReplyKind.COMING else Place.AWAY


def _one_line(text: str) -> str:
    return " ".join(text.split())


def silent(people: Iterable[Expected]) -> list[Expected]:
    """Return the members who have not answered."""
    return [one for one in people if one.reply is None and one.member is not None]
