"""attach: files of papers to an item of a meeting, each kept as it came."""

from __future__ import annotations

from pathlib import Path

from secretariat.cli.opened import find_meeting, session_of
from secretariat.cli.output import tell
from secretariat.cli.report_forms import find_item
from secretariat.errors import KnownError
from secretariat.models.pack_kinds import FileState, PaperRole
from secretariat.models.paper_files import likeness, size_words
from secretariat.models.paper_findings import Gravity, gathered
from secretariat.models.records import Paper, PaperFile
from secretariat.services.paper_files import Attached
from secretariat.services.session import Session

_WAIT = 60.0


def attach_files(
    folder: Path,
    word: str,
    item: str,
    files: tuple[Path, ...],
    *,
    ground: str | None,
    role: str | None,
    replaces: str | None,
) -> None:
    """Attach files to an item; with `replaces`, one as the next version of a paper of that item.

    What could be kept is attached, whatever became of the others; those are told at the end as one
    KnownError.
    """
    from secretariat.services import paper_files, paper_versions

    with session_of(folder) as session:
        meet = find_meeting(session.reader, word)
        target = find_item(session.reader, meet, item)
        paper = _paper_of(session, target.uid, replaces) if replaces is not None else None
        if paper is not None and len(files) != 1:
            raise KnownError("Only one file can replace a paper; please name one.")
        arrived = paper_files.keep_files(session, files)
        made: list[PaperFile] = []
        if paper is not None and arrived.files:
            made.append(paper_versions.replace(session, paper.uid, arrived.files[0]).result(_WAIT))
            tell(f"{made[0].original_name}: version {made[0].version} of “{paper.title}”.")
        elif arrived.files:
            values = paper_files.restriction_values(ground)
            done = paper_files.attach(
                session, target.uid, arrived.files,
                role=PaperRole(role) if role else None, **values,
            ).result(_WAIT)  # fmt: skip
            for one in done:
                tell(_told(one))
            made = [one.file for one in done if one.file is not None]
        _check(session, made)
        if arrived.refused:
            raise KnownError(" ".join(arrived.refused))


def _told(one: Attached) -> str:
    if one.file is None:
        return f"{one.name} is there already, as “{one.paper.title}”."
    size = size_words(one.file.size)
    return f"{one.name} was attached as “{one.paper.title}” ({size}, {one.paper.uid})."


def _check(session: Session, files: list[PaperFile]) -> None:
    """Check and rebuild files now, and tell how each stands and what ought to be looked at."""
    from secretariat.services import meeting_papers, paper_intake

    checked = paper_intake.take_all(session, (file.uid for file in files))
    found = meeting_papers.findings_of(session.reader, (file.uid for file in checked))
    for file in checked:
        if file.state is FileState.READY:
            pages = "1 page" if file.pages == 1 else f"{file.pages} pages"
            tell(f"{file.original_name} is ready: {pages}.")
        else:
            tell(f"{file.original_name}: {file.failure or 'it is still to be checked.'}")
        for one in gathered(found.get(file.uid, ())):
            if one.finding.kind.gravity not in (Gravity.NOTE, Gravity.REFUSED):
                tell(f"  {one.officer}")


def _paper_of(session: Session, item: str, word: str) -> Paper:
    """Return the paper of an item that a word names: its uid, or how its letter or title begins."""
    from secretariat.models.records import Item
    from secretariat.services.paper_links import links_of

    reader = session.reader
    links = links_of(reader, [reader.get(Item, item)]).get(item, [])
    papers = reader.by_uid(Paper, (link.paper for link in links))
    folded = word.casefold()
    found = [
        papers[link.paper]
        for link in links
        if link.paper.startswith(folded)
        or link.letter.casefold() == folded
        or papers[link.paper].title.casefold().startswith(folded)
    ]
    if not found:
        found = [paper for paper in papers.values() if likeness(paper.title, word) == 1]
    if len(found) != 1:
        said = "has no paper" if not found else "has several papers"
        raise KnownError(f"The item {said} that “{word}” names.")
    return found[0]
