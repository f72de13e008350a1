"""Marking documents as out: their files are checked first, and every file is kept as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from secretariat.models.kinds import Audience, DocumentKind, Format, Stage
from secretariat.models.pack_kinds import CheckState
from secretariat.models.records import Meeting
from secretariat.services import giving, publish
from secretariat.services.agenda_versions import next_version
from secretariat.services.giving import GivenFile
from secretariat.ui.meeting.saved_files import SavedFiles
from secretariat.ui.meeting.send_out import VERSIONED
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask

if TYPE_CHECKING:
    from secretariat.services.finished import Making


@dataclass(frozen=True, slots=True)
class Going:
    """A document that is to go out: which, for whom, of whose actions."""

    kind: DocumentKind
    audience: Audience
    owner: str = ""


class OutMaker(QObject):
    """Marks documents of a meeting as out.

    The files that were saved of a document are those that went out; without any it is its PDF.
    Each is checked beside the window. One that fails stops this document, before anything is
    marked, and nothing else. `told` says how it went in a line, and whether that is well.
    """

    told = Signal(str, bool)

    def __init__(self, context: Context, meeting: str, saved: SavedFiles, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._meeting, self._saved = context, meeting, saved
        self._composed: dict[str, Making] = {}

    def remember(self, making: Making, data: bytes) -> None:
        """Know of what a file was made that may go out later."""
        self._composed[sha256(data).hexdigest()] = making

    def mark_out(self, going: Going) -> None:
        """Check the document, mark it as out, and keep its files."""
        if self._is_version(going.kind) and going.kind is DocumentKind.AGENDA:
            self._saved.take(going.kind)  # files that were saved say that it is a draft
        if any(one.kind is going.kind for one in self._saved.files):
            self._check_saved(going)
        else:
            self._with_pdf(going, lambda given: self._mark(going, [given], is_saved=False))

    # ------------------------------------------------------------------ checking

    def check(self, going: Going, given: GivenFile) -> None:
        """Check a file that was saved, and tell in a line what came of it."""
        self._beside(lambda: self._checked(going, given), lambda found: self._tell([found]))

    def _tell(self, files: list[GivenFile]) -> None:
        for one in files:
            if one.check is not None:
                self.told.emit(one.check.line, one.check.state is not CheckState.FAILED)

    def _check_saved(self, going: Going) -> None:
        saved = [one for one in self._saved.files if one.kind is going.kind]

        def work() -> list[GivenFile]:
            found = []
            for one in saved:
                if (data := one.data()) is not None:
                    given = GivenFile(one.kind, one.form, one.audience, one.name, data)
                    found.append(self._checked(replace(going, audience=one.audience), given))
            return found

        def then(found: list[GivenFile]) -> None:
            if found:
                self._mark(going, found, is_saved=True)
                return
            self._saved.take(going.kind)
            self._with_pdf(going, lambda given: self._mark(going, [given], is_saved=False))

        self._beside(work, then)

    def _with_pdf(self, going: Going, then: Callable[[GivenFile], None]) -> None:
        """Make the PDF of a document and check it."""
        context, session, meeting = self._context, self._context.session, self._meeting

        def load() -> Making:
            return publish.making(
                session, going.kind, meeting, Format.PDF, going.audience, owner=going.owner
            )

        def make(making: Making) -> None:
            def made(data: bytes) -> None:
                self.remember(making, data)
                given = GivenFile(going.kind, Format.PDF, going.audience, making.name, data)
                if isValid(self):
                    self._beside(lambda: self._checked(going, given), then)

            label = f"Recording {making.name}"
            context.jobs.make_file(making, made, context.messages.warn, label=label)

        self._beside(load, make)

    def _checked(self, going: Going, given: GivenFile) -> GivenFile:
        """Return a file with its check and what it was composed from; in the reading thread."""
        from secretariat.documents.composition import Composition
        from secretariat.services.release_checks import check_document

        assert isinstance(given.data, bytes)
        making = self._composed.get(sha256(given.data).hexdigest())
        composed, large = b"", False
        if making is not None:
            matter = making.matter
            large = isinstance(matter, Composition) and matter.large
            document = matter.compose() if isinstance(matter, Composition) else matter
            composed = giving.composed_of(document)
        check = check_document(
            self._context.session, given.kind, self._meeting, given.audience, given.name,
            given.data, large=large, owner=going.owner,
        )  # fmt: skip
        return replace(given, composed=composed, check=check)

    def _beside(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._context.jobs.read(self, "", work, then, self._context.messages.warn)

    # ------------------------------------------------------------------ marking

    def _mark(self, going: Going, files: list[GivenFile], *, is_saved: bool) -> None:
        """Mark a document as out, unless the check of one of its files failed."""
        self._tell(files)
        for one in files:
            if one.check is not None and one.check.state is CheckState.FAILED:
                first = one.check.findings[0]
                self._context.messages.warn(
                    f"“{one.name}” was not marked as out. {first.text} {first.cure}"
                )
                return
        if is_saved:
            self._saved.take(going.kind)

        def record(_: object = None) -> None:
            if is_saved:
                self._give(files)
            else:  # what it says of itself may be another thing once it is out
                self._with_pdf(going, lambda given: self._give([given]))

        if (service := self._service(going.kind)) is None:
            self._give(files)
        else:
            name, values = service
            ask(self._context, name, self._meeting, then=record, **values)

    def _service(self, kind: DocumentKind) -> tuple[Callable[..., Any], dict[str, Any]] | None:
        """Return what marks a document beside keeping its files."""
        stage = self._context.session.reader.get(Meeting, self._meeting).stage
        if self._is_version(kind):
            return publish.publish_supplement, {}
        if kind is DocumentKind.AGENDA and stage in (Stage.PLANNED, Stage.AGENDA):
            return publish.publish_agenda, {}
        if kind is DocumentKind.MINUTES and stage is not Stage.CLOSED:
            return publish.publish_minutes, {"approved": stage is Stage.MINUTES_OUT}
        return None

    def _is_version(self, kind: DocumentKind) -> bool:
        reader = self._context.session.reader
        return kind in VERSIONED and bool(next_version(reader, self._meeting))

    def _give(self, files: list[GivenFile]) -> None:
        messages = self._context.messages
        for one in files:
            ask(
                self._context, giving.give_out, self._meeting, one,
                then=lambda _: messages.say("Recorded. The desk shows what comes next."),
            )  # fmt: skip
