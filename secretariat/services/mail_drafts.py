"""Drafts by e-mail that carry what was given out: the kept files themselves, and a few words.

Nothing is sent: she reads the draft in her mail program and sends it. Its words name the meeting,
its day and the files, and nothing of what stands in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.documents.wording import Wording, load_wording
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, Format
from secretariat.models.pack_kinds import CheckState
from secretariat.models.plaintext import safe_file_name
from secretariat.models.records import Publication, Setting
from secretariat.models.views import MailView
from secretariat.paths import resources
from secretariat.services import finished
from secretariat.services.findings import Gravity
from secretariat.services.finished import Making
from secretariat.services.mail_gate import MailFile, MailTo, mail_file, mail_findings, that_fit
from secretariat.services.meetings import meet_of
from secretariat.services.office import mail_limit
from secretariat.services.paper_files import is_here, path_of
from secretariat.services.protecting import PassPhrase, protect_copy
from secretariat.services.release_checks import inside_hosts
from secretariat.services.releases import check_file
from secretariat.services.restricted_words import canaries
from secretariat.services.session import Session
from secretariat.services.views import meeting_view

if TYPE_CHECKING:
    from secretariat.documents.model import Document


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A draft that may be made: what it says, what it carries and what was too large for it."""

    making: Making
    to: tuple[MailTo, ...]
    publications: tuple[str, ...]
    too_large: tuple[str, ...] = ()


def mail_draft(
    session: Session,
    meeting: str,
    publications: Sequence[Publication],
    to: Sequence[MailTo],
    *,
    is_blind: bool = True,
    protected: Mapping[str, Path] | None = None,
) -> MailDraft:
    """Return the draft that carries these publications to these people.

    `is_blind` says that they do not learn of each other (Bcc). `protected` are copies of the
    publications that open with a pass phrase alone, by uid; they go in their place under a
    name that says nothing. What goes beyond the office's limit stays out, and the draft says so.
    A file that was never looked at goes through the release check first; this takes its time.
    Raises KnownError with the first reason why a file may not go to one of them.
    """
    files = [_looked_at(session, one) for one in publications]
    for finding in mail_findings(session, meeting, files, to):
        if finding.gravity is Gravity.STOP:
            raise KnownError(f"The draft was not made. {finding.text} {finding.cure}".strip())
    copies = protected or {}
    names = [
        neutral_name(session, meeting, at if len(files) > 1 else 0)
        if one.uid in copies
        else one.file_name
        for at, one in enumerate(publications, 1)
    ]
    fits = that_fit(files, mail_limit(session.reader))
    paths = [copies.get(one.uid) or path_of(session, one.sha256) for one in publications]
    attached = [(name, path) for name, path, here in zip(names, paths, fits, strict=True) if here]
    left = tuple(name for name, here in zip(names, fits, strict=True) if not here)
    reached = tuple(one for one in to if one.address)
    view = _view(session, meeting, [name for name, _ in attached], left, reached, files)
    view = replace(view, is_protected=bool(copies))
    addresses = tuple(one.address for one in reached)
    making = Making(
        _covered(session, meeting, compose(view)),
        finished.style_of(session, meet_of(session.reader, meeting).bodies[0]),
        Format.EMAIL,
        safe_file_name(f"{_stem(session, meeting)} message", "eml"),
        to=() if is_blind else addresses,
        bcc=addresses if is_blind else (),
        files=tuple(attached),
    )
    went = tuple(one.uid for one, here in zip(publications, fits, strict=True) if here)
    return MailDraft(making, reached, went, left)


def that_can_go(session: Session, meeting: str) -> list[Publication]:
    """Return the finished PDFs of a meeting that were given out and are kept here, the newest
    first; of each document, audience and person the latest version alone."""
    found: dict[tuple[str, str, str | None], Publication] = {}
    rows = session.reader.find(
        Publication, meeting=meeting, format=Format.PDF, is_kept=True, order="-made_at"
    )
    for row in rows:
        found.setdefault((row.kind, row.audience, row.person), row)
    return [row for row in found.values() if is_here(session, row.sha256)]


def _looked_at(session: Session, publication: Publication) -> MailFile:
    """Return a publication as a file that is to go, after the release check where it had none."""
    file = mail_file(session, publication)
    if file.state is not CheckState.NONE or not file.is_here:
        return file
    path, audience = path_of(session, publication.sha256), Audience(publication.audience)
    words = canaries(session.reader, publication.meeting, audience)
    hosts = inside_hosts(session, publication.meeting)
    check = check_file(path, publication.file_name, words, hosts=hosts)
    return replace(file, state=check.state)


def protected_copies(
    session: Session, publications: Sequence[Publication], folder: Path, phrase: PassPhrase
) -> dict[str, Path]:
    """Return by uid copies in `folder` that open with one pass phrase alone; what is for the public
    stays as it is."""
    made = {}
    for at, row in enumerate(publications):
        if row.audience != Audience.PUBLIC or row.person:
            made[row.uid] = folder / f"{at}.pdf"
            protect_copy(path_of(session, row.sha256), made[row.uid], phrase)
    return made


def neutral_name(session: Session, meeting: str, number: int = 0) -> str:
    """Return a name for a protected file that says nothing of what is in it nor whose it is."""
    words = f"{_stem(session, meeting)} papers" + (f" {number}" if number else "")
    return safe_file_name(words, "pdf")


def compose(view: MailView) -> Document:
    """Return the message."""
    from secretariat.documents.mail_note import compose_mail_note

    return compose_mail_note(view, _wording(view.language))


def _covered(session: Session, meeting: str, document: Document) -> Document:
    """Return the message below what the body says in every e-mail that carries documents."""
    from secretariat.documents.cover import cover_of

    view = meeting_view(session, meeting, Audience.PUBLIC)
    return replace(document, cover=cover_of(view, finished.wording_for(view)))


def _wording(language: str) -> Wording:
    return load_wording(resources() / "wording", language)


def _stem(session: Session, meeting: str) -> str:
    meet = meet_of(session.reader, meeting)
    lead = meet.bodies[0]
    day = meet.date.isoformat() if meet.date else ""
    return f"{day} {lead.short_name or lead.name}".strip()


def _view(
    session: Session,
    meeting: str,
    attached: Sequence[str],
    left: tuple[str, ...],
    to: Sequence[MailTo],
    files: Sequence[MailFile],
) -> MailView:
    meet = meet_of(session.reader, meeting)
    office = {row.key: row.value for row in session.reader.find(Setting)}
    return MailView(
        meeting=meet.name,
        on=meet.date,
        files=tuple(attached),
        too_large=left,
        greeting=to[0].name if len(to) == 1 else "",
        is_open=all(not one.person and one.audience is Audience.PUBLIC for one in files),
        officer=office.get("officer.name", ""),
        office=office.get("office.name", ""),
        language=meet.bodies[0].language,
        made=datetime.combine(session.today(), time()),
    )
