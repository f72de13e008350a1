"""Versions of a paper: the next one, an earlier one put back, a redacted edition, a language.

No file is ever written over: what was in the pack before stays in the register.
"""

from __future__ import annotations

from dataclasses import replace as copied

from secretariat.errors import KnownError
from secretariat.models.languages import same_language
from secretariat.models.pack_kinds import Edition, FileState
from secretariat.models.paper_files import main_language, newest, next_version, read_file_name
from secretariat.models.plaintext import one_line
from secretariat.models.records import Body, Paper, PaperFile, PaperFinding
from secretariat.services.paper_files import Kept, add_version
from secretariat.services.papers import add_paper
from secretariat.services.session import Session
from secretariat.store.rows import Writer
from secretariat.store.writer import Receipt


def replace(
    session: Session,
    paper: str,
    file: Kept,
    *,
    edition: Edition = Edition.FULL,
    language: str | None = None,
) -> Receipt[PaperFile]:
    """Attach a file to a paper as its next version; the one before stays, and can be put back.

    Of a redacted edition or another language it is the next version of that; without a language, of
    that in which the paper counts. Raises KnownError when the latest version is these very bytes.
    """
    today = session.today()

    def work(writer: Writer) -> PaperFile:
        title = writer.get(Paper, paper).title
        held = writer.find(PaperFile, paper=paper)
        tag = main_language(held, edition) if language is None else language
        last = newest(held, edition, tag)
        if last is not None and last.sha256 == file.sha256:
            raise KnownError(f"“{file.name}” is the latest version of “{title}” already.")
        return add_version(writer, paper, file, today, edition, tag)

    return session.change("New version of paper", work)


def put_back(session: Session, file: str) -> Receipt[PaperFile]:
    """Make an earlier version of a paper the latest again, with what was found in it.

    It becomes a version of its own, so that every step of the paper's life stays to be seen.
    """

    def work(writer: Writer) -> PaperFile:
        old = writer.get(PaperFile, file)
        held = writer.find(PaperFile, paper=old.paper)
        if newest(held, old.edition, old.language) == old:
            raise KnownError("That is the latest version already.")
        version = next_version(held, old.edition, old.language)
        made = writer.insert(copied(old, uid="", version=version))
        for found in writer.find(PaperFinding, order="position", file=file):
            writer.insert(copied(found, uid="", file=made.uid))
        return made

    return session.change("Put back version of paper", work)


def remove_version(session: Session, file: str) -> Receipt[None]:
    """Remove one version of a paper; the version before it is then in the pack again.

    When it was the last one the paper is missing.
    """

    def work(writer: Writer) -> None:
        row = writer.get(PaperFile, file)
        writer.delete(PaperFile, file)
        if not writer.count(PaperFile, paper=row.paper):
            writer.update(Paper, row.paper, received_on=None, cleared_on=None, cleared_by="")

    return session.change("Remove version of paper", work)


def set_apart(session: Session, item: str, file: str) -> Receipt[Paper]:
    """Make a file that was taken for an awaited report a paper of its own of the same item.

    The report waits again, unless another file of it is there.
    """
    today = session.today()

    def work(writer: Writer) -> Paper:
        row = writer.get(PaperFile, file)
        said = read_file_name(row.original_name)
        paper = add_paper(writer, item, today, {"title": said.title, "asked_on": None})
        writer.update(Paper, paper.uid, received_on=row.received_on)
        writer.update(PaperFile, file, paper=paper.uid, version=1)
        if not writer.count(PaperFile, paper=row.paper):
            writer.update(Paper, row.paper, received_on=None)
        return writer.get(Paper, paper.uid)

    return session.change("Make it a paper of its own", work)


def mark_seen(session: Session, file: str, seen: bool = True) -> Receipt[PaperFile]:
    """Record that the officer looked at what was found in a file, or take that back."""
    label = "Findings seen" if seen else "Findings not seen"
    return session.change(label, lambda w: w.update(PaperFile, file, is_seen=seen))


def set_language(session: Session, file: str, language: str) -> Receipt[PaperFile]:
    """Say in which language a file is, "" for that of the body, as its next version in that.

    Both are editions of one paper then, and each has versions of its own. The paper counts in the
    body's language where it is there in it. What the pack tells screen readers follows.
    """

    def work(writer: Writer) -> PaperFile:
        row = writer.get(PaperFile, file)
        body = writer.maybe(Body, writer.get(Paper, row.paper).body)
        tag = "" if body and same_language(body.language, language) else language
        if tag == row.language:
            return row
        held = writer.find(PaperFile, paper=row.paper)
        version = next_version(held, row.edition, tag)
        return writer.update(PaperFile, file, language=tag, version=version)

    return session.change("Language of paper", work)


def set_note(session: Session, file: str, note: str, *, origin: str = "") -> Receipt[PaperFile]:
    """Write a note on a file, for officers alone."""
    return session.change(
        "Note on paper",
        lambda w: w.update(PaperFile, file, note=note.strip()),
        origin=origin,
        merge_key=f"paper_file:{file}:note",
    )


def set_sender(session: Session, file: str, sender: str, *, origin: str = "") -> Receipt[PaperFile]:
    """Say who sent a file."""
    return session.change(
        "Sender of paper",
        lambda w: w.update(PaperFile, file, sender=one_line(sender)),
        origin=origin,
        merge_key=f"paper_file:{file}:sender",
    )


def check_again(session: Session, file: str) -> Receipt[PaperFile]:
    """Let a file be converted and checked once more, as after a fault or with a newer program.

    It is no step of undo: what would come back are findings that the new check has made again.
    """

    def work(writer: Writer) -> PaperFile:
        for found in writer.find(PaperFinding, file=file):
            writer.delete(PaperFinding, found.uid)
        return writer.update(
            PaperFile, file, state=FileState.WAITING, failure="", pdf_sha256="", pages=None,
            is_tagged=False, is_seen=False,
        )  # fmt: skip

    return session.change("Check paper again", work, beside=True)
