"""Who is on a body: the membership list for everybody, the contact list for officers."""

from __future__ import annotations

from secretariat.documents.lister import cell
from secretariat.documents.model import (
    Block,
    Cell,
    Document,
    Link,
    Paragraph,
    Table,
    runs,
)
from secretariat.documents.of_body import BodyFrame, body_frame, document_of
from secretariat.documents.wording import Wording
from secretariat.models.kinds import MemberRole
from secretariat.models.names import full_name
from secretariat.models.plaintext import one_line
from secretariat.models.records import Seat
from secretariat.models.views import BodyView, Member

_WIDTHS = (0.33, 0.16, 0.27, 0.24)


def compose_membership(view: BodyView, wording: Wording) -> Document:
    """Return the members on the day of the view, chair first, with their terms; then the seats
    that nobody holds."""
    frame = body_frame(view, wording)
    rows = [_member(frame, one) for one in view.members]
    rows += [_vacancy(frame, seat) for seat in view.vacant]
    keys = ("attendance.name", "attendance.role", "member_list.from", "member_list.term")
    summary = frame.say("member_list.summary")
    blocks: list[Block] = [Paragraph(runs(frame.say("member_list.none")))]
    if rows:
        blocks = [Table((frame.heads(*keys), *rows), _WIDTHS, summary=summary)]
        blocks.extend(_counted(frame))
    return document_of(frame, "membership list", frame.say("member_list"), frame.as_at, blocks)


def compose_contacts(view: BodyView, wording: Wording) -> Document:
    """Return how to reach each member; what the audience may not know is not in the view.

    There is a column for addresses where any is known.
    """
    frame = body_frame(view, wording)
    by_post = any(one.person.address.strip() for one in view.members)
    rows = [_contact(frame, one, by_post=by_post) for one in view.members]
    keys = ["attendance.name", "contacts.email", "contacts.phone"]
    if by_post:
        keys.append("contacts.address")
    widths = (0.32, 0.3, 0.15, 0.23) if by_post else (0.44, 0.36, 0.2)
    blocks: list[Block] = [Paragraph(runs(frame.say("member_list.none")))]
    if rows:
        summary = frame.say("contacts.summary")
        blocks = [Table((frame.heads(*keys), *rows), widths, summary=summary)]
    return document_of(frame, "contact list", frame.say("contacts"), frame.as_at, blocks)


def role_words(frame: BodyFrame, member: Member) -> str:
    """Return what somebody is on the body, in its own titles; nothing for an ordinary member."""
    body, row = frame.view.body, member.membership
    titles = {MemberRole.CHAIR: body.chair_title, MemberRole.VICE_CHAIR: body.vice_chair_title}
    if row.role in titles:
        return one_line(titles[row.role])
    return frame.say(f"member_list.role.{row.role}")


def home_of(member: Member) -> str:
    """Return for whom somebody sits: as the membership says, by the seat, or the organisation."""
    own = one_line(member.membership.representing)
    seat = one_line(member.seat.name) if member.seat else ""
    home = one_line(member.organisation.name) if member.organisation else ""
    return own or seat or home


def _member(frame: BodyFrame, member: Member) -> tuple[Cell, ...]:
    name, job = full_name(member.person), one_line(member.person.job_title)
    row = member.membership
    role = role_words(frame, member)
    if not row.voting and row.role not in (MemberRole.OFFICER, MemberRole.OBSERVER):
        role = frame.say("member_list.non_voting", role=role)
    words = frame.say("name.details", name=name, details=job) if job else name
    return (cell(words), cell(role), cell(home_of(member)), cell(_term(frame, member)))


def _term(frame: BodyFrame, member: Member) -> str:
    """Return from when and until when somebody is on the body, as far as it is known."""
    first, last = member.membership.starts, member.membership.ends
    start = frame.phrases.plain_date(first) if first else ""
    end = frame.phrases.plain_date(last) if last else ""
    if start and end:
        return frame.say("member_list.term.both", first=start, last=end)
    if start:
        return frame.say("member_list.term.first", first=start)
    return frame.say("member_list.term.last", last=end) if end else ""


def _vacancy(frame: BodyFrame, seat: Seat) -> tuple[Cell, ...]:
    role = frame.say(f"member_list.role.{seat.role}")
    titles = {
        MemberRole.CHAIR: frame.view.body.chair_title,
        MemberRole.VICE_CHAIR: frame.view.body.vice_chair_title,
    }
    role = one_line(titles.get(seat.role, role))
    return (cell(frame.say("member_list.vacant")), cell(role), cell(one_line(seat.name)), cell(""))


def _counted(frame: BodyFrame) -> list[Block]:
    """Return how many seats are vacant, where any is."""
    vacant = len(frame.view.vacant)
    if not vacant:
        return []
    key = "member_list.vacancies.one" if vacant == 1 else "member_list.vacancies"
    return [Paragraph(runs(frame.say(key, count=vacant)))]


def _contact(frame: BodyFrame, member: Member, *, by_post: bool) -> tuple[Cell, ...]:
    person = member.person
    name, home = full_name(person), home_of(member)
    role = role_words(frame, member)
    note = ", ".join(filter(None, (role, one_line(person.job_title), home)))
    after = frame.say("name.details", name="", details=note).strip() if note else ""
    who = (*runs(name, bold=True), *runs(f" {after}" if after else ""))
    email = one_line(person.email)
    is_plain = "@" in email and not any(char in email for char in ' <>"')
    mail = (Link(email, f"mailto:{email}"),) if is_plain else runs(email)
    cells = (
        Cell((Paragraph(who),)),
        Cell((Paragraph(mail),) if email else ()),
        cell(one_line(person.phone)),
    )
    lines = (line.strip(" ,") for line in person.address.splitlines())
    return (*cells, cell(", ".join(filter(None, lines)))) if by_post else cells
