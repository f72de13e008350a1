"""Giving a finished file out: it is kept as it is, and is never made again.

The file, what it was composed from and what the release check said lie among the papers under
their hashes before the row that names them commits. A program that is killed in between leaves
files that nothing names, never a row without its file.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.pack_kinds import CheckState
from secretariat.models.plaintext import one_line
from secretariat.models.records import PackRange, Publication
from secretariat.models.release import ReleaseCheck
from secretariat.services.bodies import choices_of
from secretariat.services.meetings import meet_of
from secretariat.services.pack_numbers import ranges_of
from secretariat.services.session import Session
from secretariat.store import papers as store
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

if TYPE_CHECKING:
    from secretariat.documents.model import Document
    from secretariat.services.packs import MadePack

MOST = 2_000_000_000
"""The most bytes of a file that is given out."""
_PREFIX = re.compile(r"(.*?)\d+[A-Z]*(?:\.\d+)?$")
"""What stands before a number of a page: S1- of S1-5."""
_MAY_LEAVE = (CheckState.PASSED, CheckState.WARNED)


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A finished file that is about to be given out, and for whom.

    `composed` is what it was composed from (`documents.composed`), `check` what the release check
    said of these bytes, `checked_by` the second person. `person` is the one for whom it was made,
    None for the whole audience. `pages` and `ranges` are those of a pack: see `pack_given`.
    """

    kind: DocumentKind
    form: Format
    audience: Audience
    name: str
    data: bytes | Path
    composed: bytes = b""
    check: ReleaseCheck | None = None
    checked_by: str = ""
    person: str | None = None
    pages: int | None = None
    ranges: tuple[PackRange, ...] = ()
    note: str = ""


def give_out(session: Session, meeting: str, given: GivenFile) -> Receipt[Publication]:
    """Keep a file and record that it was given out; versions count from 1. There is no way back.

    A pack needs a release check of these very bytes that it passed, and where its body asks for one
    (`release.second_person`), the name of a second person. Any other file leaves without a check,
    and never with one that failed. Raises KnownError, in a sentence; then nothing was recorded.
    """
    stop_if_not_ready(session, meeting, given)
    now, who = session.clock(), session.who

    def work(writer: Writer) -> Publication:
        kept = keep_first(session, given)
        assert isinstance(kept.data, Path)
        if given.check is not None and given.check.sha256 != kept.data.name:
            raise KnownError("This is not the file that was checked. Please check it again.")
        before = writer.count(
            Publication,
            meeting=meeting, kind=given.kind, format=given.form, audience=given.audience,
        )  # fmt: skip
        row = writer.insert(
            Publication(
                meeting=meeting,
                kind=given.kind,
                format=given.form,
                audience=given.audience,
                version=before + 1,
                file_name=given.name,
                sha256=kept.data.name,
                made_at=now,
                made_by=who,
                person=given.person,
                pages=given.pages or (given.check.pages if given.check else None),
                is_kept=True,
                composed_sha256=_kept(session, given.composed),
                check_state=given.check.state if given.check else CheckState.NONE,
                check_words=given.check.line if given.check else "",
                check_sha256=_kept(session, _said(given.check)),
                checked_by=one_line(given.checked_by),
                note=given.note,
            )
        )
        for place, one in enumerate(given.ranges):
            writer.insert(replace(one, publication=row.uid, position=place))
        return row

    return session.change(f"Give out {given.kind.value}", work, barrier=True)


def keep_first(session: Session, given: GivenFile) -> GivenFile:
    """Put a file among the papers and return it with `data` as its path there, whose name is its
    hash. `give_out` does it; a large file is kept before, beside the window and the writer.

    Raises KnownError where it cannot be kept.
    """
    folder = session.register.folder / store.FOLDER
    if isinstance(given.data, bytes):
        sha = store.keep(folder, given.data)
    elif given.data == store.place(folder, given.data.name):
        return given
    else:
        sha, _ = store.keep_file(folder, given.data, MOST)
    return replace(given, data=store.place(folder, sha))


def stop_if_not_ready(session: Session, meeting: str, given: GivenFile) -> None:
    """Raise KnownError with what keeps a file from being given out."""
    if given.check is not None and given.check.state not in _MAY_LEAVE:
        raise KnownError("The release check failed, so this cannot be given out. See what it says.")
    if given.kind not in (DocumentKind.PACK, DocumentKind.SUPPLEMENT_PACK):
        return
    if given.check is None:
        raise KnownError("A pack is checked before it is given out.")
    if needs_second_person(session.reader, meeting):
        second = one_line(given.checked_by)
        if not second:
            raise KnownError("A second person looks at a pack before it goes out: say who it was.")
        if second.casefold() == session.who.casefold():
            raise KnownError("The second person is somebody else than you.")


def needs_second_person(reader: Reader, meeting: str) -> bool:
    """Say whether the leading body of a meeting asks for a second person."""
    body = meet_of(reader, meeting).bodies[0]
    return choices_of(reader, body.uid).yes("release.second_person")


def kept_path(session: Session, publication: Publication) -> Path | None:
    """Return where the very file lies that was given out; None where it was not kept, or is not
    in this register, as after an import, which carries no files."""
    if not publication.is_kept or not publication.sha256:
        return None
    path = store.place(session.register.folder / store.FOLDER, publication.sha256)
    return path if path.is_file() else None


def last_pack(reader: Reader, meeting: str, audience: Audience) -> Publication | None:
    """Return the pack that an audience was given last; not one that was made for one person."""
    found = reader.find(
        Publication, meeting=meeting, kind=DocumentKind.PACK, audience=audience, person=None
    )
    return max(found, key=lambda one: one.version, default=None)


def composed_of(document: Document) -> bytes:
    """Return a document as it is kept beside the file that was made of it."""
    from secretariat.documents.composed import to_json

    return to_json([document])


def pack_given(made: MadePack, data: bytes | Path, check: ReleaseCheck | None = None) -> GivenFile:
    """Return a pack that was made, ready to be given out, with what it was composed from and the
    numbers of its pages."""
    brief = made.brief
    return GivenFile(
        brief.kind,
        Format.PDF,
        brief.audience,
        brief.name,
        data,
        composed=_composed_pack(made),
        check=check,
        person=brief.person.uid if brief.person else None,
        pages=made.assembled.pages,
        ranges=tuple(ranges_of(made)),
    )


def _composed_pack(made: MadePack) -> bytes:
    from secretariat.documents.composed import ComposedPart, to_json
    from secretariat.models.pack_kinds import Edition

    brief = made.brief
    person = brief.person.uid if brief.person else None
    titles = {part.key: part.title for part in made.assembled.parts}
    papers = {paper.key: paper for paper in brief.contents.papers}
    parts = []
    for key, labels in made.plan.labels.items():
        sha, edition = "", None
        if paper := papers.get(key):
            edition = paper.edition_for(brief.audience, person)
            file = {Edition.FULL: paper.full, Edition.REDACTED: paper.redacted, None: None}[edition]
            sha = file.pdf_sha256 if file else ""
        parts.append(ComposedPart(key, titles.get(key, ""), sha, edition or "", labels))
    return to_json(made.documents, parts)


def _kept(session: Session, data: bytes) -> str:
    """Keep what belongs to a file and return its hash; empty for nothing."""
    return store.keep(session.register.folder / store.FOLDER, data) if data else ""


def _said(check: ReleaseCheck | None) -> bytes:
    if check is None:
        return b""
    words = json.dumps(check.as_data(), ensure_ascii=False, sort_keys=True, indent=1)
    return words.encode()
