"""From the register to paper: composing, checking, making and giving out documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.addresses import mailable
from secretariat.models.agenda import effective_restrictions, missing_public_titles, public_items
from secretariat.models.kinds import (
    Audience,
    DocumentKind,
    Format,
    MemberRole,
    Restriction,
    Stage,
    TextPlace,
)
from secretariat.models.names import full_name
from secretariat.models.records import AgendaVersion, Item, Meeting, Person, Publication
from secretariat.models.views import ActionListView, MeetingView
from secretariat.services import finished, mail_gate, owned_actions
from secretariat.services.agenda import items_of
from secretariat.services.agenda_versions import changes_of, freeze, standing, versions_of
from secretariat.services.bodies import printed_texts
from secretariat.services.call_in import call_in_findings, call_in_of
from secretariat.services.findings import Finding as Finding
from secretariat.services.findings import Gravity as Gravity
from secretariat.services.finished import WHOM, Making, check_format
from secretariat.services.giving import GivenFile, give_out
from secretariat.services.language_findings import language_findings
from secretariat.services.letters import letter_findings
from secretariat.services.meetings import Meet, meet_of
from secretariat.services.minutes_findings import minutes_findings
from secretariat.services.missing import missing_reports
from secretariat.services.restriction_findings import kept_from, restriction_findings
from secretariat.services.room_findings import room_findings
from secretariat.services.schemes import ground_faults
from secretariat.services.sequences import give_numbers
from secretariat.services.served import SERVED, unserved_words
from secretariat.services.session import Session
from secretariat.services.submission_views import unprinted
from secretariat.services.version_findings import new_business, nothing_to_tell
from secretariat.services.views import action_list_view, meeting_view, outline
from secretariat.services.voted import vote_findings
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition
    from secretariat.documents.model import Document
    from secretariat.documents.style import HouseStyle


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is to have the documents; `email` is empty when none is known. `why_not` says
    why a draft leaves them out."""

    name: str
    email: str
    role: MemberRole
    why_not: str = ""

    @property
    def address(self) -> str:
        """Return the address as a mail program takes it; empty where nothing goes to them."""
        return f"{self.name} <{self.email}>" if self.email and not self.why_not else ""


def house_style(session: Session, meeting: str, *, large: bool = False) -> HouseStyle:
    """Return the house style of the leading body of a meeting, or its large print edition."""
    return finished.style_of(session, meet_of(session.reader, meeting).bodies[0], large=large)


def composition(
    session: Session,
    kind: DocumentKind,
    meeting: str,
    audience: Audience = Audience.PUBLIC,
    *,
    large: bool = False,
    owner: str = "",
) -> Composition:
    """Return what a document of a meeting, or its `large` print edition, is composed from: nothing
    but what `audience` may see. Actions by person are those of one `owner`, or each owner's."""
    view: MeetingView | ActionListView
    if kind is DocumentKind.ACTIONS:
        view = action_list_view(session, audience, meeting=meeting)
    elif kind is DocumentKind.OWNED_ACTIONS:
        view = owned_actions.owned_view(session, audience, meeting=meeting, owner=owner)
    else:
        view = meeting_view(session, meeting, audience)
        if kind is DocumentKind.DECISIONS:
            view = replace(view, call_in=call_in_of(session.reader, meeting))
    return finished.composition_of(kind, view, large=large)


def compose(
    session: Session, kind: DocumentKind, meeting: str, audience: Audience = Audience.PUBLIC
) -> Document:
    """Return a document of a meeting, made of nothing but what `audience` may see."""
    return composition(session, kind, meeting, audience).compose()


def file_name(
    session: Session,
    kind: DocumentKind,
    meeting: str,
    form: Format,
    audience: Audience = Audience.PUBLIC,
    *,
    large: bool = False,
    owner: str = "",
) -> str:
    """Return what a file is called: “2018-07-19 CCSSB agenda.pdf”; safe on every system.

    One that is not for the public says so: “2018-07-19 CCSSB agenda – members.pdf”; so does one
    in large print.
    """
    view = outline(session, meeting, audience)
    about = owned_actions.about(session.reader, owner)
    return finished.file_name(kind, view, form, large=large, about=about)


def findings(
    session: Session,
    kind: DocumentKind,
    meeting: str,
    audience: Audience = Audience.PUBLIC,
    *,
    owner: str = "",
) -> list[Finding]:
    """Return what stops a document from going out to `audience`, then what to look at first."""
    from secretariat.documents.catalogue import CATALOGUE

    meet = meet_of(session.reader, meeting)
    line = CATALOGUE[kind]
    if reason := line.why_not(meet.meeting):
        return [Finding(Gravity.STOP, reason)]
    if audience not in line.audiences:
        return [Finding(Gravity.STOP, f"This document is not for {WHOM[audience]}.")]
    items = items_of(session.reader, meeting)
    found = [
        Finding(
            Gravity.STOP,
            f"“{item.title or 'An item'}” is restricted and has no public title.",
            item.uid,
            "Write one, and nothing else of it will be seen.",
        )
        for item in missing_public_titles(items, audience)
    ]
    if kind in _WITH_BUSINESS:
        found += _agenda_findings(meet, items, audience)
        found += [Finding(Gravity.WARN, words) for words in unprinted(session.reader, meeting)]
    if kind in _WITH_BUSINESS or kind in (DocumentKind.NOTICE, DocumentKind.MINUTES):
        found += _ground_findings(session, meet, items)
    if kind in (DocumentKind.AGENDA, DocumentKind.SUMMONS, DocumentKind.NOTICE):
        found += restriction_findings(session.reader, meeting, items, session.today())
        found += kept_from(session.reader, items) if audience is Audience.MEMBERS else []
    if kind in SERVED and (words := unserved_words(session.reader, meeting, session.today())):
        found.append(Finding(Gravity.WARN, words))
    if kind is DocumentKind.DECISIONS:
        found += call_in_findings(session, meeting)
    if kind is DocumentKind.OWNED_ACTIONS:
        found += owned_actions.findings(session, audience, meeting=meeting, owner=owner)
    if kind is DocumentKind.NOTICE:
        found += _placeless(meet)
    if kind in (DocumentKind.SUMMONS, DocumentKind.NOTICE):
        found += _notice_findings(session, meet)
    if kind in (DocumentKind.NOTICE, DocumentKind.SCRIPT):
        found += _private_findings(items, kind)
    if kind in (DocumentKind.SUPPLEMENT, DocumentKind.CHANGES):
        found += nothing_to_tell(session.reader, meeting, audience)
    if kind in (DocumentKind.AGENDA, DocumentKind.SUPPLEMENT):
        found += new_business(session, meeting)
    if kind is DocumentKind.AGENDA:
        found += missing_reports(session.reader, meeting, session.today())
    if kind is DocumentKind.MINUTES:
        found += minutes_findings(session, meeting, items)
        found += room_findings(session.reader, meeting, items)
        found += vote_findings(session.reader, meeting)
    found += language_findings(session.reader, meet, items, kind, audience)
    made = composition(session, kind, meeting, audience)
    return found + letter_findings(made, house_style(session, meeting), items)


_WITH_BUSINESS = (DocumentKind.AGENDA, DocumentKind.SUMMONS, DocumentKind.SCRIPT)


def _agenda_findings(meet: Meet, items: list[Item], audience: Audience) -> list[Finding]:
    found = []
    if not items:
        found.append(Finding(Gravity.WARN, "The agenda has no items yet."))
    # An item that only lends its number prints it bare to those who see nothing below it.
    seen = public_items(items, audience)
    passed = {item.parent for item in seen}
    passed |= {item.uid for item in missing_public_titles(items, audience)}
    for item in seen:
        if not item.title.strip() and item.uid not in passed:
            found.append(Finding(Gravity.WARN, "An item has no title.", item.uid))
    return [*found, *_placeless(meet)]


def _placeless(meet: Meet) -> list[Finding]:
    if any(not s.place and not s.remote_link for s in meet.sittings):
        return [Finding(Gravity.WARN, "The meeting has no place.")]
    return []


def _notice_findings(session: Session, meet: Meet) -> list[Finding]:
    """Return what a summons or a notice lacks: its date, who signs it, whom to ask."""
    lead = meet.bodies[0]
    lacking: list[str] = []
    if meet.meeting.letter_date is None:
        lacking.append("It has no date: that of the letter, in the details of the meeting.")
    texts = printed_texts(session.reader, lead)
    signed = any(text.place is TextPlace.SIGNATORY for text in texts)
    if not signed:
        lacking.append("Nobody signs it: the body has no words for the signature.")
    if not lead.contact.strip():
        lacking.append("The body has no contact, so nobody is told whom to ask.")
    return [Finding(Gravity.WARN, words) for words in lacking]


def _ground_findings(session: Session, meet: Meet, items: list[Item]) -> list[Finding]:
    """Return the grounds that name a paragraph which the list of the body does not have."""
    faults = ground_faults(session.reader, meet.bodies[0], meet.date, items)
    return [
        Finding(Gravity.WARN, f"The ground of “{item.title.strip()}”: {fault}", item.uid)
        for item, fault in faults
    ]


def _private_findings(items: list[Item], kind: DocumentKind) -> list[Finding]:
    """Return what the words lack by which the public is excluded.

    They must say what is exempt in the terms of the Schedule (Local Government Act 1972,
    s.100A(5)), and name it as it may be read out while the public is there.
    """
    held, found = effective_restrictions(items), []
    for item in items:
        if item.restriction not in (Restriction.EXEMPT, Restriction.CONFIDENTIAL):
            continue
        title = item.title.strip() or "An item"
        if item.restriction is Restriction.EXEMPT and not held[item.uid].ground.strip():
            words = f"“{title}” does not say on what ground it is exempt."
            found.append(Finding(Gravity.WARN, words, item.uid))
        if kind is DocumentKind.SCRIPT and not item.public_title.strip():
            words = f"“{title}” has no public title to be read out."
            found.append(Finding(Gravity.WARN, words, item.uid))
    return found


def stop_if_unfit(session: Session, kind: DocumentKind, meeting: str, audience: Audience) -> None:
    """Raise KnownError with the first finding that stops a publication."""
    for finding in findings(session, kind, meeting, audience):
        if finding.gravity is Gravity.STOP:
            raise KnownError(f"{finding.text} {finding.cure}".strip())


def recipients(
    session: Session, meeting: str, audience: Audience = Audience.PUBLIC, owner: str = ""
) -> list[Recipient]:
    """Return the members of the meeting's bodies on its day, each person once, chair first.

    What is made for officers goes to those members who are officers, and to nobody else; the
    actions of one `owner` to that person alone. Observers are left out of what is for members, and
    so is from whom an item is kept, and whose address is none; they never stop the others.
    """
    if owner:
        person = session.reader.maybe(Person, owner)
        if person is None:
            return []
        wrong = person.email and not mailable(person.email)
        why_not = f"“{person.email}” is no e-mail address" if wrong else ""
        return [Recipient(full_name(person), person.email, MemberRole.MEMBER, why_not)]
    found = []
    barred = mail_gate.kept_from(session.reader, meeting)
    for one in mail_gate.recipients(session.reader, meeting):
        if audience is Audience.OFFICERS and not one.may_see(audience):
            continue
        why_not = ""
        if one.email and not one.address:
            why_not = f"“{one.email}” is no e-mail address"
        elif not one.may_see(audience):
            why_not = "this is for members, not for observers"
        elif audience is not Audience.PUBLIC and one.person in barred:
            why_not = "an item is kept from them"
        role = one.role or MemberRole.OBSERVER
        found.append(Recipient(one.name, one.email, role, why_not))
    return found


def addresses(
    session: Session, meeting: str, audience: Audience, owner: str = ""
) -> tuple[str, ...]:
    """Return the addresses of the recipients, as far as they are known."""
    everybody = recipients(session, meeting, audience, owner)
    return tuple(filter(None, (one.address for one in everybody)))


def making(
    session: Session,
    kind: DocumentKind,
    meeting: str,
    form: Format,
    audience: Audience = Audience.PUBLIC,
    *,
    large: bool = False,
    owner: str = "",
) -> Making:
    """Return the file to be made, or its `large` print edition.

    Raises KnownError when something stops the publication.
    """
    from secretariat.documents.catalogue import CATALOGUE

    line = CATALOGUE[kind]
    check_format(line.names.get("", kind.value), line.formats, form)
    stop_if_unfit(session, kind, meeting, audience)
    return finished.making(
        composition(session, kind, meeting, audience, large=large, owner=owner),
        house_style(session, meeting, large=large),
        form,
        lambda each: file_name(session, kind, meeting, each, audience, large=large, owner=owner),
        partial(addresses, session, meeting, audience, owner),
    )


def make(
    session: Session,
    kind: DocumentKind,
    meeting: str,
    form: Format,
    audience: Audience = Audience.PUBLIC,
    *,
    large: bool = False,
) -> bytes:
    """Return the finished file, made in this process. Raises as `making` does."""
    return making(session, kind, meeting, form, audience, large=large).data()


def publish_agenda(session: Session, meeting: str) -> Receipt[None]:
    """Record that the agenda went out: its numbers are frozen, and this cannot be undone."""
    stop_if_unfit(session, DocumentKind.AGENDA, meeting, Audience.PUBLIC)

    on = session.today()

    def work(writer: Writer) -> None:
        if not versions_of(writer, meeting) or _has_changed(writer, meeting):
            freeze(writer, meeting, on)
        writer.update(Meeting, meeting, stage=Stage.PUBLISHED)

    return session.change("Agenda out", work, barrier=True)


def _has_changed(reader: Reader, meeting: str) -> bool:
    """Say whether an agenda is to be told otherwise than when it last went out."""
    found = changes_of(
        reader, reader.get(Meeting, meeting), items_of(reader, meeting), Audience.MEMBERS
    )
    return found is not None and not found.is_out


def publish_supplement(
    session: Session, meeting: str, reason: str | None = None, *, on: date | None = None
) -> Receipt[AgendaVersion]:
    """Record that a supplement went out: the agenda is kept as its next version, and this cannot
    be undone.

    The numbers of items that are new stay from then on. `reason` is printed for everybody; None:
    the one that is written already. `on` is the day, today unless another is given. KnownError
    when the agenda is not out, when the meeting has begun, and when there is nothing to tell.
    """
    stop_if_unfit(session, DocumentKind.AGENDA, meeting, Audience.PUBLIC)
    day = on or session.today()

    def work(writer: Writer) -> AgendaVersion:
        stands = standing(writer, writer.get(Meeting, meeting), items_of(writer, meeting))
        if stands is None:
            raise KnownError("A supplement goes out between the agenda and the meeting.")
        if not stands.pending:
            raise KnownError("Nothing has changed since the agenda went out.")
        if stands.last.made_on and day < stands.last.made_on:
            raise KnownError("A supplement cannot go out before the agenda.")
        return freeze(writer, meeting, day, stands.reason if reason is None else reason.strip())

    return session.change("Supplement out", work, barrier=True)


def publish_minutes(session: Session, meeting: str, *, approved: bool = False) -> Receipt[None]:
    """Record that the draft minutes went out, or that the minutes were approved.

    Running numbers are given now, and stay from now on.
    """
    stop_if_unfit(session, DocumentKind.MINUTES, meeting, Audience.PUBLIC)
    stage = Stage.CLOSED if approved else Stage.MINUTES_OUT

    def work(writer: Writer) -> None:
        give_numbers(writer, meeting)
        writer.update(Meeting, meeting, stage=stage)

    label = "Minutes approved" if approved else "Draft minutes out"
    return session.change(label, work, barrier=True)


def record_publication(
    session: Session,
    kind: DocumentKind,
    meeting: str,
    form: Format,
    audience: Audience,
    name: str,
    data: bytes,
    composed: bytes = b"",
) -> Receipt[Publication]:
    """Record that a file was given out, and keep it: see `giving.give_out`."""
    given = GivenFile(kind, form, audience, name, data, composed)
    return give_out(session, meeting, given)


def publications_of(session: Session, meeting: str) -> list[Publication]:
    """Return what was given out of a meeting, the newest first."""
    return session.reader.find(Publication, meeting=meeting, order="-made_at")
