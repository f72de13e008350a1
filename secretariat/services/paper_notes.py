"""Drafts that ask an author to mend a paper. Nothing is sent: she reads and sends them.

A draft goes over open mail. A restricted paper is called there as `services.chase` calls it, and
what was found in it is told without the words that were found: they may be the very matter that
is restricted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.kinds import Restriction
from secretariat.models.pack_kinds import FileState
from secretariat.models.paper_findings import Gathered, author_sentence
from secretariat.models.plaintext import safe_file_name
from secretariat.models.records import Person, Setting
from secretariat.models.views import ChasePlace, PaperNoteView
from secretariat.services import chase
from secretariat.services.meeting_papers import PaperLine

if TYPE_CHECKING:
    from secretariat.documents.model import Document
    from secretariat.services.session import Session

_WITHHELD = "…"


@dataclass(frozen=True, slots=True)
class PaperNote:
    """A draft to the author of a paper: to whom, what it says, and what its file is called."""

    author: str
    email: str
    view: PaperNoteView
    file_name: str

    @property
    def to(self) -> tuple[str, ...]:
        """The address as a mail program takes it; nothing where none is known."""
        return (f"{self.author} <{self.email}>",) if self.email else ()


def points(found: Iterable[Gathered], *, is_open: bool) -> tuple[str, ...]:
    """Return what an author is asked to mend, the gravest first; without words of the paper where
    it is not open to the public."""
    told = []
    for one in found:
        finding = one.finding
        if finding.words and not is_open:
            finding = replace(finding, words=_WITHHELD)
        told.append(author_sentence(finding, one.pages))
    return tuple(words for words in told if words)


def has_points(line: PaperLine) -> bool:
    """Say whether there is anything to ask the author of a paper for."""
    needs_pdf = line.file is not None and line.file.state is FileState.NEEDS_PDF
    return needs_pdf or bool(points(line.found, is_open=True))


def note(session: Session, line: PaperLine) -> PaperNote:
    """Return the draft about a paper. KnownError where nothing is to be mended by its author."""
    view, file = line.view, line.file
    if view is None or file is None or not has_points(line):
        raise KnownError("There is nothing in this paper that its author should mend.")
    reader, today = session.reader, session.today()
    is_open = line.held.restriction is Restriction.NONE and view.restriction is Restriction.NONE
    asked = points(line.found, is_open=is_open)
    if file.state is FileState.NEEDS_PDF:
        asked = (chase.wording()("note.pdf"), *asked)
    office = {row.key: row.value for row in reader.find(Setting)}
    author: Person | None = view.author
    name = view.author_name
    places = [place for place in view.places if place.item.uid == line.item.uid]
    place = places[0] if places else None
    made = PaperNoteView(
        greeting=chase.greeting_of(author) or name or chase.wording()("note.nobody"),
        title=chase.title_for_author(reader, view, today),
        place=ChasePlace(place.meet.name, place.meet.date, place.number) if place else None,
        points=asked,
        is_refused=file.state is not FileState.READY,
        officer=office.get("officer.name", ""),
        office=office.get("office.name", ""),
        language=view.body.language,
        made=datetime.combine(today, time()),
    )
    stem = f"{today.isoformat()} note to {name or 'the author'} on item {line.number or '-'}"
    return PaperNote(name, author.email if author else "", made, safe_file_name(stem, "eml"))


def compose(draft: PaperNote) -> Document:
    """Return the message of a draft."""
    from secretariat.documents.paper_note import compose_paper_note

    return compose_paper_note(draft.view, chase.wording(draft.view.language))
