"""The way of files into the pack: converted, checked and rebuilt, one at a time, in the background.

A file waits in the register, so that what was not done today is gone on with at the next start.
Whatever a file does to the child process that reads it, it becomes one sentence here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.pack_kinds import FileState
from secretariat.models.paper_files import PDF
from secretariat.models.paper_findings import Gravity, PaperFault
from secretariat.models.paper_findings import PaperFinding as FoundInPaper
from secretariat.models.records import PaperFile, PaperFinding
from secretariat.services import paper_conversion, paper_words
from secretariat.services.paper_conversion import Pages
from secretariat.services.paper_files import is_here, path_of
from secretariat.services.paper_wishes import wishes_of
from secretariat.store import papers as store

if TYPE_CHECKING:
    from secretariat.packs.child import Cancel
    from secretariat.packs.intake import Intake
    from secretariat.packs.pictures import ChangedPage
    from secretariat.services.session import Session
    from secretariat.store.rows import Reader, Writer

_WRITTEN = 60.0
_MOST_FINDINGS = 400
_MOST_WORDS = 2_000
_BATCH = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the files are: the file at work, which one of how many it is, and its own steps.

    `file` is its uid, `name` that of the file; `of` is 0 before the steps of a file are known.
    """

    file: str
    name: str
    number: int
    count: int
    done: int = 0
    of: int = 0
    is_converting: bool = False

    @property
    def words(self) -> str:
        """Return what a row says: Checking 3 of 8, by pages; Converting 3 of 8, by files."""
        if self.is_converting:
            many = self.of > 1
            return (
                f"Converting {min(self.done + 1, self.of)} of {self.of}" if many else "Converting"
            )
        return f"Checking {min(self.done + 1, self.of)} of {self.of}" if self.of > 1 else "Checking"

    @property
    def sentence(self) -> str:
        """Return what the foot of the window says."""
        many = f" {self.number} of {self.count}" if self.count > 1 else ""
        return f"Checking paper{many}: {self.name}"


Told = Callable[[Progress | None], None]


def waiting(reader: Reader, besides: Iterable[str] = ()) -> list[PaperFile]:
    """Return the files that are still to be converted and checked, the earliest first."""
    skipped = set(besides)
    found = reader.find(PaperFile, state=FileState.WAITING, order="uid")
    return [file for file in found if file.uid not in skipped]


class PaperIntake:
    """Works through the files that wait, in a thread of its own, one at a time.

    `told` hears on that thread how far it is, and None at the end. A file that is called off waits
    until the next start, or until it is asked for again.
    """

    def __init__(self, session: Session, told: Told = lambda _: None) -> None:
        self._session = session
        self._told = told
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._again = self._closed = self._looked = False
        self._skipped: set[str] = set()
        self._cancel: Cancel | None = None
        self._made: dict[str, Pages] = {}
        self._words: paper_words.Backlog | None = None

    def begin(self) -> None:
        """Go to work on what waits, unless that is under way."""
        with self._lock:
            self._again = True
            if self._closed or self._thread is not None:
                return
            self._thread = threading.Thread(target=self._run, name="papers", daemon=True)
            self._thread.start()

    def cancel(self) -> None:
        """Call off everything that waits now."""
        self._skipped |= {file.uid for file in waiting(self._session.reader)}
        if self._cancel is not None:
            self._cancel.ask()

    def want(self, file: str) -> None:
        """Go to work on a file although it was called off."""
        self._skipped.discard(file)
        self.begin()

    def close(self) -> None:
        """Stop at once; what waits goes on waiting."""
        with self._lock:
            self._closed = True
            thread = self._thread
        if self._cancel is not None:
            self._cancel.ask()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        from secretariat.packs.child import Cancel

        done = 0
        if not self._looked:
            self._looked = True
            make_again(self._session)
        while True:
            with self._lock:
                self._again = False
            files = [] if self._closed else waiting(self._session.reader, self._skipped)
            if not files:
                if self._read_words():
                    continue
                with self._lock:
                    if self._closed or not self._again:
                        self._thread = None
                        break
                continue
            self._cancel = Cancel()
            done += 1
            self._together(files, done)
            self._one(files[0], done, done + len(files) - 1)
        self._made.clear()
        if done:
            self._told(None)

    def _read_words(self) -> bool:
        """Read one PDF that was rebuilt before its words could be found; False where none is."""
        from secretariat.packs.child import Cancel

        if self._closed:
            return False
        self._words = self._words or paper_words.Backlog(self._session)
        self._cancel = Cancel()
        return self._words.read_one(self._cancel)

    def _together(self, files: list[PaperFile], number: int) -> None:
        """Convert, before the first of them, all waiting files that an office program opens: it
        takes longer to start than to convert most of them."""
        first = files[0]
        here = [
            file for file in files
            if paper_conversion.is_office(file) and is_here(self._session, file.sha256)
        ][:_BATCH]  # fmt: skip
        if first not in here or first.uid in self._made:
            return
        from secretariat.packs.child import CancelledError

        of, last = len(here), number + len(files) - 1

        def told(done: int) -> None:
            self._told(Progress(first.uid, first.original_name, number, last, done, of, True))

        told(0)
        try:
            self._made |= paper_conversion.office_pages(
                self._session, here, done=told, cancel=self._cancel
            )
        except CancelledError:
            return

    def _one(self, file: PaperFile, number: int, count: int) -> None:
        """Do one file; whatever goes wrong, it is not tried again in this session."""
        assert self._cancel is not None

        def report(steps: int, of: int, _what: str) -> None:
            self._told(Progress(file.uid, file.original_name, number, count, steps, of))

        self._told(Progress(file.uid, file.original_name, number, count))
        try:
            made = self._made.pop(file.uid, None)
            took = take_in(self._session, file, report=report, cancel=self._cancel, pages=made)
        except KnownError:
            took = False  # the register could not take the answer: it waits for the next start
        if not took:
            self._skipped.add(file.uid)


def make_again(session: Session) -> int:
    """Let files be rebuilt whose PDF is gone while what came is there; return how many they are."""
    lost = [
        file
        for file in session.reader.find(PaperFile, state=FileState.READY)
        if not is_here(session, file.pdf_sha256) and is_here(session, file.sha256)
    ]
    if lost:

        def work(writer: Writer) -> None:
            for file in lost:
                if (row := writer.maybe(PaperFile, file.uid)) and row.state is FileState.READY:
                    writer.update(PaperFile, file.uid, state=FileState.WAITING)

        session.change("Check paper", work, beside=True).result(_WRITTEN)
    return len(lost)


def take_all(session: Session, files: Iterable[str]) -> list[PaperFile]:
    """Convert and check these files now, one after another, for commands; return how they stand."""
    rows = session.reader.by_uid(PaperFile, files)
    for file in rows.values():
        if file.state is FileState.WAITING:
            take_in(session, file)
    return list(session.reader.by_uid(PaperFile, rows).values())


def take_in(
    session: Session,
    file: PaperFile,
    *,
    report: Callable[[int, int, str], None] | None = None,
    cancel: Cancel | None = None,
    pages: Pages | None = None,
) -> bool:
    """Convert, check and rebuild one file, and write down what came of it.

    `pages` are those that were made of it already, by an office program with those of others.
    False where it was called off, or its bytes are not in this register: then it goes on waiting.
    Raises KnownError when the answer cannot be written.
    """
    from secretariat.packs.child import CancelledError

    path = path_of(session, file.sha256)
    if not path.is_file():
        return False
    try:
        if file.media_type == PDF:
            keep(session, file, _taken(session, file, path, report, cancel))
            return True
        if pages is None:
            pages = paper_conversion.pages_of(session, file, report=report, cancel=cancel)
        if pages.data:
            made = _taken(session, file, pages.data, report, cancel)
            found = _gravest_first((*pages.findings, *made.findings))
            keep(session, file, replace(made, findings=found))
            return True
    except CancelledError:
        return False
    rows = _rows(file, pages.findings)
    _write(session, file, rows, state=FileState.NEEDS_PDF, failure=pages.failure)
    return True


def _gravest_first(findings: Iterable[FoundInPaper]) -> tuple[FoundInPaper, ...]:
    order = list(Gravity)
    return tuple(sorted(findings, key=lambda one: order.index(one.kind.gravity)))


def _taken(
    session: Session,
    file: PaperFile,
    source: Path | bytes,
    report: Callable[[int, int, str], None] | None,
    cancel: Cancel | None,
) -> Intake:
    from secretariat.packs import child
    from secretariat.packs.intake import Intake, IntakeOrder, failed

    order = IntakeOrder(source, wishes_of(session.reader, file))
    try:
        return child.run("intake", order, Intake, report=report, cancel=cancel)
    except child.CancelledError:
        raise
    except child.FailedError as error:
        return failed(str(error))


def changed_pages(session: Session, file: PaperFile) -> tuple[ChangedPage, ...]:
    """Return pictures of the pages of a PDF that look different since it was cleaned.

    They are drawn anew each time and kept nowhere; for a thread of its own. Raises KnownError where
    there is no PDF that could be compared.
    """
    path = path_of(session, file.sha256)
    if file.media_type != PDF or not path.is_file():
        raise KnownError("Only a PDF that is in this register can be compared with what it became.")
    return _taken(session, file, path, None, None).changed


def keep(session: Session, file: PaperFile, intake: Intake) -> None:
    """Keep the rebuilt PDF and write down what was found in a file.

    It is no step of undo: nobody did it. A file that was removed or replaced meanwhile is left
    alone. Raises KnownError when it cannot be written.
    """
    sha = ""
    if intake.data:
        sha = store.keep(session.register.folder / store.FOLDER, intake.data)
        paper_words.keep(session, sha, intake.text)
    _write(
        session, file, _rows(file, intake.findings),
        state=FileState.READY if sha else FileState.REFUSED,
        failure="" if sha else intake.failure or PaperFault.BROKEN.value,
        pdf_sha256=sha,
        pages=len(intake.pages) if sha else None,
        is_tagged=intake.is_tagged and bool(sha),
    )  # fmt: skip


def _rows(file: PaperFile, findings: tuple[FoundInPaper, ...]) -> list[PaperFinding]:
    return [
        PaperFinding(
            file=file.uid, kind=found.kind.value, page=found.page or None, count=found.count,
            words=found.words[:_MOST_WORDS], position=at,
        )
        for at, found in enumerate(findings[:_MOST_FINDINGS])
    ]  # fmt: skip


def _write(
    session: Session, file: PaperFile, findings: Iterable[PaperFinding] = (), **values: object
) -> None:
    def work(writer: Writer) -> None:
        row = writer.maybe(PaperFile, file.uid)
        if row is None or row.state is not FileState.WAITING or row.sha256 != file.sha256:
            return
        for old in writer.find(PaperFinding, file=file.uid):
            writer.delete(PaperFinding, old.uid)
        writer.update(PaperFile, file.uid, **values)
        for found in findings:
            writer.insert(found)

    session.change("Check paper", work, beside=True).result(_WRITTEN)
