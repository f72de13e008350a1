"""Files of papers: kept under their hash, and attached to the items of a meeting.

Bytes are kept first, away from the window; then one change writes what came of all of them. What
cannot be kept never stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import ItemKind, Restriction
from secretariat.models.pack_kinds import Edition, FileState, PaperRole
from secretariat.models.paper_files import (
    FileName,
    in_pack,
    likeness,
    media_type_of,
    next_letter,
    next_version,
    read_file_name,
)
from secretariat.models.papers import came_on
from secretariat.models.plaintext import one_line, shortened
from secretariat.models.records import Item, ItemPaper, Paper, PaperFile
from secretariat.services.paper_links import links_of
from secretariat.services.papers import add_paper
from secretariat.services.session import Session
from secretariat.store import papers as store
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

MOST = 200_000_000
"""The most bytes of a file that is taken in."""
_ALIKE = 0.5
_HEAD = 4096
_LONGEST_NAME = 240


@dataclass(frozen=True, slots=True)
class Kept:
    """A file whose bytes are among the papers of the register: its name, kind and hash."""

    name: str
    sha256: str
    size: int
    media_type: str
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was kept of the files that came, and a sentence for each that was not."""

    files: tuple[Kept, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of a file: a paper of its item, with the file as a version of it.

    `file` is None where these very bytes are a paper of the item already. `was_awaited` says that
    it is taken for the report that the item waited for.
    """

    name: str
    paper: Paper
    file: PaperFile | None
    was_awaited: bool = False


def keep_files(
    session: Session, sources: Iterable[Path], stopped: Callable[[], bool] = lambda: False
) -> Arrived:
    """Keep files of elsewhere among the papers, one after another; in no haste, in any thread.

    Between two of them `stopped` may end it. Nothing is attached to anything yet.
    """
    folder = session.register.folder / store.FOLDER
    kept: list[Kept] = []
    refused: list[str] = []
    for source in sources:
        if stopped():
            break
        try:
            sha, size = store.keep_file(folder, source, MOST)
            with store.place(folder, sha).open("rb") as file:
                kind = media_type_of(source.name, file.read(_HEAD))
            kept.append(Kept(_named(source.name), sha, size, kind))
        except KnownError as error:
            refused.append(str(error))
        except OSError as error:
            refused.append(f"“{source.name}” could not be kept ({error.strerror}).")
    return Arrived(tuple(kept), tuple(refused))


def keep_bytes(session: Session, name: str, data: bytes) -> Kept:
    """Keep bytes that are at hand, such as a picture that was pasted, under a name."""
    if not data:
        raise KnownError(f"“{name}” is empty.")
    if len(data) > MOST:
        raise KnownError(f"“{name}” is too large: at most {MOST // 1_000_000} MB are taken in.")
    sha = store.keep(session.register.folder / store.FOLDER, data)
    return Kept(_named(name), sha, len(data), media_type_of(name, data[:_HEAD]))


def _named(name: str) -> str:
    """Return a file name as it is kept: one line, and its ending even where it is cut."""
    words = one_line(name.encode("utf-8", "replace").decode())
    if len(words) <= _LONGEST_NAME:
        return words
    stem, dot, ending = words.rpartition(".")
    ending = f"{dot}{ending}" if dot and stem and len(ending) <= 8 else ""
    return shortened(words, _LONGEST_NAME - len(ending)) + ending


def path_of(session: Session, sha256: str) -> Path:
    """Return where the bytes of a hash lie, whether they are there or not."""
    return store.place(session.register.folder / store.FOLDER, sha256)


def is_here(session: Session, sha256: str) -> bool:
    """Say whether the bytes of a hash are in this register.

    They may not be where an interchange file named them: that carries no files.
    """
    return bool(sha256) and path_of(session, sha256).is_file()


def attach(
    session: Session,
    item: str,
    files: Sequence[Kept],
    *,
    role: PaperRole | None = None,
    apart: bool = False,
    **values: Any,
) -> Receipt[list[Attached]]:
    """Attach files to an item of a meeting as its papers, as one change.

    A file is taken for the report that the item waits for, if that is one and has no file yet, or
    the one whose title is most like the file's name; a redacted one goes to the paper of its name.
    Any other becomes a paper of its own: the first a report, each further one an appendix with the
    next letter, or what its name says. `role` says it for all; with `apart` every file is a paper
    of its own. `values` are further fields of new papers (restriction, ground, marking). A new
    paper is as restricted as its item. The same bytes are not attached to an item twice.

    Raises KnownError for a heading.
    """
    if not files:
        raise KnownError("There is no file to attach.")
    today = session.today()

    lost = [
        row.uid
        for row in session.reader.find(PaperFile, sha256=[file.sha256 for file in files])
        if row.state is FileState.READY and not is_here(session, row.pdf_sha256)
    ]

    def work(writer: Writer) -> list[Attached]:
        for uid in lost:  # named by an import that carried no files; now it can be made again
            writer.update(PaperFile, uid, state=FileState.WAITING)
        return attach_inside(writer, item, files, today, role=role, apart=apart, **values)

    label = "Add paper" if len(files) == 1 else f"Add {len(files)} papers"
    return session.change(label, work)


def attach_inside(
    writer: Writer,
    item: str,
    files: Sequence[Kept],
    today: date,
    *,
    role: PaperRole | None = None,
    apart: bool = False,
    **values: Any,
) -> list[Attached]:
    """Attach files to an item inside a change; see `attach`."""
    desk = _ItemDesk(writer, item, today, values)
    named = [(file, read_file_name(file.name)) for file in files]
    done = {
        id(file): desk.take(file, said, role, apart) for file, said in _in_order(named, desk.title)
    }
    return [done[id(file)] for file in files]


def _in_order(named: list[tuple[Kept, FileName]], title: str) -> list[tuple[Kept, FileName]]:
    """Return files as they are taken: the report, which is the one most like the item's title;
    appendices with a letter; others, which take the letters that are left; background papers."""
    plain = [one for one in named if one[1].role is None and not one[1].is_redacted]
    report = max(plain, key=lambda one: likeness(one[1].title, title), default=None)

    def place(one: tuple[Kept, FileName]) -> tuple[int, str]:
        said = one[1]
        if said.is_redacted:
            return 4, ""
        if said.role is PaperRole.BACKGROUND:
            return 3, ""
        return (0 if one is report else 1 if said.letter else 2), said.letter

    return sorted(named, key=place)


class _ItemDesk:
    """Takes files for one item, inside a change."""

    def __init__(self, writer: Writer, item: str, today: date, values: dict[str, Any]) -> None:
        self._writer = writer
        self._item = writer.get(Item, item)
        if self._item.kind is ItemKind.HEADING:
            raise KnownError("A heading takes no paper: choose an item below it.")
        self.title = self._item.title
        self._today = today
        self._values = values
        self._links = list(links_of(writer, [self._item]).get(item, ()))
        uids = [link.paper for link in self._links]
        self._papers = dict(writer.by_uid(Paper, uids))
        self._files = {uid: list(rows) for uid, rows in writer.grouped(PaperFile, "paper", uids)
                       .items()}  # fmt: skip

    def take(self, file: Kept, said: FileName, role: PaperRole | None, apart: bool) -> Attached:
        """Make a file a paper of the item, or a version of one."""
        same = self._same(file)
        if same is not None:
            return Attached(file.name, same, None)
        if said.is_redacted and not apart and (paper := self._called(said.title)):
            made = add_version(self._writer, paper.uid, file, self._today, Edition.REDACTED)
            self._files.setdefault(paper.uid, []).append(made)
            return Attached(file.name, paper, made)
        plain = role in (None, PaperRole.REPORT) and said.role in (None, PaperRole.REPORT)
        awaited = self._awaited(said) if plain and not apart else None
        paper = awaited or self._new(said, role)
        made = add_version(self._writer, paper.uid, file, self._today)
        self._files.setdefault(paper.uid, []).append(made)
        return Attached(file.name, self._writer.get(Paper, paper.uid), made, awaited is not None)

    def _same(self, file: Kept) -> Paper | None:
        for uid, rows in self._files.items():
            if any(row.sha256 == file.sha256 for row in rows):
                return self._papers[uid]
        return None

    def _called(self, title: str) -> Paper | None:
        with_files = [paper for uid, paper in self._papers.items() if self._files.get(uid)]
        alike = sorted(with_files, key=lambda paper: -likeness(paper.title, title))
        if alike and (len(alike) == 1 or likeness(alike[0].title, title) >= _ALIKE):
            return alike[0]
        return None

    def _awaited(self, said: FileName) -> Paper | None:
        """Return the report that is waited for and that a file may be."""
        waiting = [
            self._papers[link.paper]
            for link in self._links
            if link.role is PaperRole.REPORT
            and not self._files.get(link.paper)
            and came_on(self._papers[link.paper]) is None
            and self._papers[link.paper].is_needed
        ]
        if len(waiting) <= 1:
            return waiting[0] if waiting else None
        best = max(waiting, key=lambda paper: likeness(paper.title, said.title))
        return best if likeness(best.title, said.title) >= _ALIKE else None

    def _new(self, said: FileName, role: PaperRole | None) -> Paper:
        first = not any(link.role is PaperRole.REPORT for link in self._links)
        chosen = role or said.role or (PaperRole.REPORT if first else PaperRole.APPENDIX)
        values = {"title": said.title, "asked_on": None, **self._values}
        paper = add_paper(self._writer, self._item.uid, self._today, values)
        (link,) = self._writer.find(ItemPaper, item=self._item.uid, paper=paper.uid)
        letter = ""
        if chosen is PaperRole.APPENDIX:
            taken = [one.letter for one in self._links]
            free = said.letter and said.letter not in taken
            letter = said.letter if free else next_letter(taken)
        link = self._writer.update(
            ItemPaper, link.uid, role=chosen, letter=letter,
            is_in_pack=chosen is not PaperRole.BACKGROUND,
        )  # fmt: skip
        self._links.append(link)
        self._papers[paper.uid] = paper
        return paper


def add_version(
    writer: Writer,
    paper: str,
    file: Kept,
    today: date,
    edition: Edition = Edition.FULL,
    language: str = "",
) -> PaperFile:
    """Add a file to a paper inside a change; the paper is received, today unless it was before."""
    row = writer.get(Paper, paper)
    held = writer.find(PaperFile, paper=paper)
    made = writer.insert(
        PaperFile(
            paper=paper,
            version=next_version(held, edition, language),
            edition=edition,
            language=language,
            original_name=file.name,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            received_on=today,
            sender=file.sender,
        )
    )
    if came_on(row) is None:
        writer.update(Paper, paper, received_on=today)
    return made


def files_of(reader: Reader, papers: Iterable[str]) -> dict[str, list[PaperFile]]:
    """Return by paper all files that came for it, the latest version first."""
    found = reader.grouped(PaperFile, "paper", papers)
    return {
        uid: sorted(rows, key=lambda one: (one.edition.value, one.language, -one.version))
        for uid, rows in found.items()
    }


def papers_in(reader: Reader, papers: Iterable[str]) -> set[str]:
    """Return those of some papers of which a file is ready for the pack."""
    found = reader.grouped(PaperFile, "paper", papers)
    return {uid for uid, rows in found.items() if in_pack(rows) is not None}


def restriction_values(ground: str | None) -> dict[str, Any]:
    """Return the fields of a paper that is exempt on a ground; none where there is no ground."""
    if ground is None:
        return {}
    return {"restriction": Restriction.EXEMPT, "restriction_ground": one_line(ground)}


def is_waiting(file: PaperFile) -> bool:
    """Say whether a file is still to be converted and checked."""
    return file.state is FileState.WAITING
