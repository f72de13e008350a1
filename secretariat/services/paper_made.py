"""Papers made from our own documents: the minutes and the actions of the last meeting.

They are the editions for the public, so that nothing restricted comes into a pack by this way. What
was given out and kept is taken as it went out; anything else is made anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from secretariat.models.dates import plain_date
from secretariat.models.kinds import Audience, DocumentKind, Format, Stage
from secretariat.models.records import Item, Paper, PaperFile, Publication
from secretariat.services import paper_files, publish
from secretariat.services.agenda import last_meeting_before
from secretariat.services.meetings import meet_of
from secretariat.services.paper_files import Attached
from secretariat.services.usual_items import is_arising, is_minutes

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition
    from secretariat.documents.style import HouseStyle
    from secretariat.services.session import Session
    from secretariat.store.rows import Reader, Writer
    from secretariat.store.writer import Receipt

_MINUTED = (Stage.DRAFT_MINUTES, Stage.MINUTES_OUT, Stage.CLOSED)


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """A document of ours that can be a paper: which, of which meeting, and what it is called."""

    kind: DocumentKind
    meeting: str
    title: str


def offered(reader: Reader, item: Item) -> tuple[OwnDocument, ...]:
    """Return the documents of the last meeting that an item seems to take, as its title says."""
    takes_minutes, takes_actions = is_minutes(item.title), is_arising(item.title)
    if not takes_minutes and not takes_actions:
        return ()
    last = last_meeting_before(reader, item.meeting)
    if last is None or last.stage not in _MINUTED:
        return ()
    day = meet_of(reader, last.uid).date
    of_day = f" of {plain_date(day)}" if day else ""
    found = []
    if takes_minutes:
        found.append(OwnDocument(DocumentKind.MINUTES, last.uid, f"Minutes{of_day}"))
    if takes_actions:
        found.append(OwnDocument(DocumentKind.ACTIONS, last.uid, f"Actions{of_day}"))
    return tuple(found)


def kept(session: Session, own: OwnDocument) -> bytes:
    """Return the file that was given out and kept; nothing where none was."""
    row = _given_out(session.reader, own)
    if row is None or not row.is_kept or not paper_files.is_here(session, row.sha256):
        return b""
    return paper_files.path_of(session, row.sha256).read_bytes()


def matter(session: Session, own: OwnDocument) -> tuple[Composition, HouseStyle]:
    """Return what the document is composed from, for the public, and in which style."""
    made = publish.composition(session, own.kind, own.meeting, Audience.PUBLIC)
    return made, publish.house_style(session, own.meeting)


def attach(session: Session, item: str, own: OwnDocument, data: bytes) -> Receipt[Attached]:
    """Make a finished document a paper of an item, as one change; its title is the document's."""
    name = publish.file_name(session, own.kind, own.meeting, Format.PDF, Audience.PUBLIC)
    file = paper_files.keep_bytes(session, name, data)
    today = session.today()

    def work(writer: Writer) -> Attached:
        (made,) = paper_files.attach_inside(writer, item, [file], today)
        if made.file is None:
            return made
        row = _given_out(writer, own)
        paper = made.paper
        if not made.was_awaited:
            paper = writer.update(Paper, paper.uid, title=own.title)
        kept_file = made.file
        if row is not None:
            kept_file = writer.update(PaperFile, made.file.uid, publication=row.uid)
        return replace(made, paper=paper, file=kept_file)

    return session.change(f"Add {own.title[:1].lower()}{own.title[1:]}", work)


def _given_out(reader: Reader, own: OwnDocument) -> Publication | None:
    """Return the last file of a document that was given out to the public."""
    rows = reader.find(
        Publication, order="-version", meeting=own.meeting, kind=own.kind.value,
        format=Format.PDF.value, audience=Audience.PUBLIC.value,
    )  # fmt: skip
    return rows[0] if rows else None
