"""Makes the draft that carries what was given out, beside the window, and saves it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from secretariat.models.records import Publication
from secretariat.services.mail_drafts import MailDraft, mail_draft, protected_copies
from secretariat.services.mail_gate import MailTo
from secretariat.services.protecting import PassPhrase, new_pass_phrase
from secretariat.ui.meeting.export_file import FileWriter
from secretariat.ui.page import Context
from secretariat.ui.private_pack import PREFIX


@dataclass(frozen=True, slots=True)
class MailMade:
    """A draft that was saved: what it is, where it lies, and the pass phrase of its files."""

    draft: MailDraft
    path: Path
    phrase: PassPhrase | None = None


class MailMaker(QObject):
    """Makes one draft after another. `made` follows, or a warning in the message bar, and `ended`
    either way."""

    made = Signal(object)
    ended = Signal()

    def __init__(self, context: Context, meeting: str, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._meeting = context, meeting
        self._folder: Path | None = None
        self._draft: MailDraft | None = None
        self._phrase: PassPhrase | None = None
        self._writer = FileWriter(self)
        self._writer.written.connect(self._written)
        self._writer.failed.connect(self._failed)

    def make(
        self,
        target: Path,
        publications: Sequence[Publication],
        to: Sequence[MailTo],
        *,
        is_blind: bool,
        is_protected: bool,
    ) -> None:
        """Make a draft into a folder; files that were never checked are, and copies protected."""
        context, session, meeting = self._context, self._context.session, self._meeting
        folder = self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        phrase = self._phrase = new_pass_phrase() if is_protected else None

        def load() -> MailDraft:
            # What may not go is told before any copy of it is made.
            plain = mail_draft(session, meeting, publications, to, is_blind=is_blind)
            if phrase is None:
                return plain
            copies = protected_copies(session, publications, folder, phrase)
            return mail_draft(
                session, meeting, publications, to, is_blind=is_blind, protected=copies
            )

        def make(draft: MailDraft) -> None:
            self._draft = draft

            def rendered(data: bytes) -> None:
                if isValid(self):
                    self._writer.write(target, draft.making.name, data)

            context.jobs.make_file(draft.making, rendered, self._failed)

        context.jobs.read(self, "mail", load, make, self._failed)

    def _written(self, path: Path) -> None:
        draft, phrase = self._draft, self._phrase
        self._end()
        if draft is not None:
            self.made.emit(MailMade(draft, path, phrase))

    def _failed(self, sentence: str) -> None:
        if isValid(self):
            self._end()
            self._context.messages.warn(sentence)

    def _end(self) -> None:
        self._draft = self._phrase = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        self.ended.emit()
