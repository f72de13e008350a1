"""What may go into a draft by e-mail, and to whom: nothing that one of its recipients may not see.

A file goes when everybody who is to have it may see its matter, nothing in it is withheld from one
of them, and its release check let it pass. A recipient without a usable address is left out by
name, and never keeps the others from their post.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from secretariat.models.addresses import mailable
from secretariat.models.kinds import Audience, DocumentKind, MemberRole
from secretariat.models.names import full_name
from secretariat.models.pack_kinds import CheckState
from secretariat.models.plaintext import joined
from secretariat.models.records import (
    ItemPaper,
    PackRange,
    Person,
    Publication,
    Withheld,
)
from secretariat.services.agenda import items_of
from secretariat.services.bodies import members_of
from secretariat.services.findings import Finding, Gravity
from secretariat.services.meetings import meet_of
from secretariat.services.office import mail_limit
from secretariat.services.paper_files import is_here, path_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader

_MOST_NAMED = 4
_LINE, _CODED = 57, 78
"""Bytes of a file in one line of a message, and bytes of that line: 76 letters (RFC 2045, 6.8)
and its end."""
_OVERHEAD = 6_000
"""Bytes for the words of a message and the heads of its parts."""
_PASSED = (CheckState.PASSED, CheckState.WARNED)
_NOT_MEMBERS = (None, MemberRole.OBSERVER)


@dataclass(frozen=True, slots=True)
class MailTo:
    """Somebody who is to have a message: `person` and `role` are those of the register, without
    which they may have what the public may."""

    name: str
    email: str
    person: str = ""
    role: MemberRole | None = None

    @property
    def address(self) -> str:
        """Return the address as a mail program takes it; empty where it is none."""
        found = mailable(self.email)
        return f"{self.name} <{found}>" if found and self.name else found

    @property
    def called(self) -> str:
        """Return the name, or the address of one who has none."""
        return self.name or self.email

    def may_see(self, audience: Audience) -> bool:
        """Say whether they are of an audience of the bodies that meet."""
        if audience is Audience.PUBLIC:
            return True
        if audience is Audience.OFFICERS:
            return self.role is MemberRole.OFFICER
        return self.role not in _NOT_MEMBERS


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that is to go: for whom it was made (`person`: for one alone), what its release check
    said, how many bytes it has, from whom something in it is kept, and whether it is here. A copy
    for one person `is_outdated` once something more is kept from them than when it was made."""

    name: str
    audience: Audience
    size: int
    state: CheckState
    person: str = ""
    kept_from: frozenset[str] = frozenset()
    is_here: bool = True
    is_outdated: bool = False


def mail_file(session: Session, publication: Publication) -> MailFile:
    """Return a publication as a file that is to go."""
    here = publication.is_kept and is_here(session, publication.sha256)
    return MailFile(
        name=publication.file_name,
        audience=Audience(publication.audience),
        size=path_of(session, publication.sha256).stat().st_size if here else 0,
        state=publication.check_state,
        person=publication.person or "",
        kept_from=frozenset(row.person for row in _withheld(session.reader, publication)),
        is_here=here,
        is_outdated=_is_outdated(session.reader, publication),
    )


def recipients(reader: Reader, meeting: str) -> list[MailTo]:
    """Return the people of the bodies that meet, on the day, each once, chair first; a joint
    meeting's observer who is a member elsewhere counts as that member."""
    meet = meet_of(reader, meeting)
    found: dict[str, MailTo] = {}
    for body in meet.bodies:
        for member in members_of(reader, body.uid, meet.date or date.min):
            person, role = member.person, member.membership.role
            one = MailTo(full_name(person), person.email, person.uid, role)
            before = found.get(person.uid)
            if before is None or before.role is MemberRole.OBSERVER:
                found[person.uid] = one
    return list(found.values())


def mail_findings(
    session: Session, meeting: str, files: Sequence[MailFile], to: Sequence[MailTo]
) -> list[Finding]:
    """Return what keeps a draft from being made, one sentence each with its cure; then who is
    left out for want of an address, and whether the message is larger than the office's limit.

    Who is left out receives nothing, so they may be anybody.
    """
    reached = [one for one in to if one.address]
    found = [
        Finding(Gravity.STOP, words, cure=cure)
        for file in files
        for words, cure in _against(session.reader, file, reached)
    ]
    if not files:
        found.append(Finding(Gravity.STOP, "No file is chosen.", cure="Choose one."))
    if not reached:
        words = "Nobody with an e-mail address is chosen."
        found.append(Finding(Gravity.STOP, words, cure="Choose somebody, or add an address."))
    found += _left_out(to)
    size, limit = mail_size(files), mail_limit(session.reader)
    if size > limit * 1_000_000:
        words = f"The message would have {in_megabytes(size)}, and {limit} MB go through."
        cure = "What is too large stays out and the message says so; the limit is under Settings."
        found.append(Finding(Gravity.WARN, words, cure=cure))
    return found


def mail_size(files: Iterable[MailFile]) -> int:
    """Return how many bytes a message with these files has: over a third more than they have."""
    return _OVERHEAD + sum(_coded(file.size) for file in files)


def that_fit(files: Sequence[MailFile], limit: int) -> list[bool]:
    """Say of each file whether it still goes into a message of at most `limit` megabytes; small
    ones that follow a large one do."""
    room, told = limit * 1_000_000 - _OVERHEAD, []
    for file in files:
        fits = _coded(file.size) <= room
        room -= _coded(file.size) if fits else 0
        told.append(fits)
    return told


def in_megabytes(size: int) -> str:
    """Return a size as people say it: 850 KB, 21.2 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".0 ", " ")


def _coded(size: int) -> int:
    return -(-size // _LINE) * _CODED


def _against(reader: Reader, file: MailFile, to: Sequence[MailTo]) -> Iterable[tuple[str, str]]:
    """Yield why a file may not go, each time with what mends it."""
    name = f"“{file.name}”"
    if not file.is_here:
        yield f"{name} is not kept on this computer.", "Give the document out again."
    if file.state is CheckState.FAILED:
        yield f"The release check of {name} failed.", "Mend what it found and make the file again."
    elif file.state not in _PASSED:
        yield f"{name} has not been through the release check.", "Give it out, which checks it."
    if file.is_outdated:
        words = f"Since {name} was made, more is kept from the one for whom it is."
        yield words, "Make their pack again, and give that out."
    if file.person:
        others = _named(one for one in to if not may_have(file, one))
        if others:
            owner = reader.maybe(Person, file.person)
            whose = full_name(owner) if owner else "somebody else"
            yield f"{name} is the copy of {whose} alone, not of {others}.", f"Leave {others} out."
        return
    strangers = _named(one for one in to if not one.may_see(file.audience))
    if strangers:
        whom = "officers alone" if file.audience is Audience.OFFICERS else "members and officers"
        cure = f"Leave {strangers} out, or take the file for the public."
        yield f"{name} is for {whom}, and not for {strangers}.", cure
    barred = _named(one for one in to if one.person in file.kept_from)
    if barred:
        cure = f"Leave {barred} out, and make a pack of their own for them."
        yield f"{name} holds what is kept from {barred}.", cure


def may_have(file: MailFile, one: MailTo) -> bool:
    """Say whether somebody may have a file, whatever its release check said."""
    if file.person:
        return one.person == file.person
    return one.may_see(file.audience) and one.person not in file.kept_from


def _left_out(to: Sequence[MailTo]) -> Iterable[Finding]:
    for one in to:
        if one.address:
            continue
        why = f"“{shown}” is no e-mail address" if (shown := _shown(one.email)) else ""
        words = f"{one.called} is left out: {why or 'no e-mail address is known'}."
        if why and not one.name:
            words = f"{why} and is left out."
        yield Finding(Gravity.WARN, words, cure="Mend it under People." if one.person else "")


def _shown(email: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in email)


def _named(people: Iterable[MailTo]) -> str:
    """Return the names of people, at most a few of them."""
    names = [one.called for one in people]
    more = len(names) - _MOST_NAMED
    shown = [*names[:_MOST_NAMED], f"{more} more"] if more > 0 else names
    return joined(shown)


def kept_from(reader: Reader, meeting: str) -> frozenset[str]:
    """Return the people from whom an item of a meeting is withheld."""
    items = [item.uid for item in items_of(reader, meeting)]
    found = reader.grouped(Withheld, "item", items).values()
    return frozenset(row.person for rows in found for row in rows)


def _is_outdated(reader: Reader, publication: Publication) -> bool:
    """Say whether something was withheld from the one person of a publication after it was given
    out: the uids of rows tell in which order they were written."""
    return any(
        row.person == publication.person and row.uid > publication.uid
        for row in _withheld(reader, publication)
    )


def _withheld(reader: Reader, publication: Publication) -> list[Withheld]:
    """Return what is withheld from anybody of the matter of a publication.

    A pack holds the papers that its ranges name; of another document one cannot tell, so that
    it holds every item of the meeting. What is for the public is kept from nobody.
    """
    if publication.audience == Audience.PUBLIC:
        return []
    is_pack = publication.kind in (DocumentKind.PACK, DocumentKind.SUPPLEMENT_PACK)
    items = [item.uid for item in items_of(reader, publication.meeting)]
    papers: set[str] = set()
    if is_pack:
        ranges = reader.find(PackRange, publication=publication.uid)
        links = reader.grouped(ItemPaper, "item", items)
        papers = {row.paper for row in ranges} | {
            link.paper for some in links.values() for link in some if not ranges
        }
        items = [row.item for row in ranges] or items
    rows = [row for some in reader.grouped(Withheld, "item", items).values() for row in some]
    rows += [row for some in reader.grouped(Withheld, "paper", papers).values() for row in some]
    return rows
