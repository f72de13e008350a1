"""Nothing typed waits longer than a quarter of a second to be saved, and “Saved” never lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from secretariat.errors import KnownError, NotNowError

if TYPE_CHECKING:
    from secretariat.store.writer import Receipt

BROKEN = "Something went wrong in the program; what you typed is kept on screen."
DELAY = 250
"""Milliseconds for which an editor may be dirty."""
AGAIN = 5000
"""Milliseconds after which what the disk refused is tried again."""

Save = Callable[[], "Receipt[Any] | None"]


@dataclass(frozen=True, slots=True)
class SaveState:
    """What the status bar may say: how many writes are under way, when the last was committed,
    and the sentence of the last failure while it stands."""

    pending: int = 0
    saved_at: datetime | None = None
    failure: str = ""


class Draft(QObject):
    """One editor's unsaved words. `touch` whenever they change; `flush` to save at once."""

    def __init__(self, autosave: Autosave, editor: QWidget, save: Save) -> None:
        super().__init__(editor)
        self._autosave = autosave
        self._save = save
        self._editor = editor
        self._version = 0
        self._saved = 0
        self._asked = 0
        self._failure = ""
        self._receipt: Receipt[Any] | None = None
        self._timer, self._again = QTimer(self), QTimer(self)
        for timer, wait in ((self._timer, DELAY), (self._again, AGAIN)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.flush)
        editor.installEventFilter(self)

    @property
    def dirty(self) -> bool:
        """Say whether there are words that are not committed."""
        return self._version != self._saved

    @property
    def trouble(self) -> str:
        """Why the words are not saved; empty while nothing went wrong."""
        receipt = self._receipt
        if receipt is not None and receipt.done and receipt.error is not None:
            return str(receipt.error) if isinstance(receipt.error, KnownError) else BROKEN
        return self._failure if self.dirty else ""

    @Slot()
    def touch(self) -> None:
        """Say that the words changed; they are saved within DELAY."""
        self._version += 1
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def flush(self) -> None:
        """Ask for what is dirty to be written now; the window does not wait for it."""
        self._timer.stop()
        self._again.stop()
        if self._version == self._asked:
            return
        version = self._asked = self._version
        self._failure, self._receipt = "", None
        try:
            receipt = self._save()
        except KnownError as error:
            self.failed(error)
            return
        if receipt is None:
            self._saved = version
            self._autosave.look_again()
            return
        self._receipt = receipt
        self._autosave.follow(receipt, self, version)

    def committed(self, version: int) -> None:
        """Take note that the words of a version are on disk."""
        self._saved = max(self._saved, version)

    def failed(self, error: KnownError) -> None:
        """Stay dirty, so that the words are tried again, and say why.

        What the disk refused is tried again by itself; what is wrong with the words waits for
        other words, or for the next command.
        """
        self._asked = self._saved
        self._failure, self._receipt = str(error), None
        refused = isinstance(error, NotNowError)
        if refused:
            self._again.start()
        self._autosave.say_failed(self._failure, refused=refused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        return False


class Autosave(QObject):
    """Keeps the drafts of every editor and knows how things stand with the disk.

    `recovered` says that the disk had refused words and has taken them all since.
    """

    state_changed = Signal(object)
    failed = Signal(str)
    recovered = Signal()
    _settled = Signal(object, object, int)

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._drafts: list[Draft] = []
        self._state = SaveState()
        self._is_refused = False
        self._settled.connect(self._settle)

    @property
    def state(self) -> SaveState:
        return self._state

    def watch(self, editor: QWidget, save: Save) -> Draft:
        """Return the draft of an editor; line and text editors touch it as a person types.

        `save` writes what the editor holds now and returns the receipt, or None when there is
        nothing to write. It is called on the window thread and must not wait.
        """
        draft = Draft(self, editor, save)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(draft.touch)
        elif isinstance(editor, QPlainTextEdit | QTextEdit):
            editor.textChanged.connect(lambda: draft.touch() if editor.hasFocus() else None)
        self._drafts.append(draft)
        draft.destroyed.connect(lambda: self._forget(draft))
        return draft

    def flush_all(self) -> None:
        """Ask for everything dirty to be written: before a command, a change of place, a close."""
        for draft in tuple(self._drafts):
            draft.flush()

    @property
    def dirty(self) -> bool:
        """Say whether any editor holds words that are not committed."""
        return any(draft.dirty for draft in self._drafts)

    def follow(self, receipt: Receipt[Any], draft: Draft | None = None, version: int = 0) -> None:
        """Show a write as under way until its receipt says how it went."""
        self._show(pending=self._state.pending + 1)
        receipt.when_done(lambda done: self._settled.emit(done, draft, version))

    def say_failed(self, sentence: str, *, refused: bool = False) -> None:
        """Show that something is not saved, and why; `refused` by the disk, not for its words."""
        self._is_refused |= refused
        self.look_again()
        self.failed.emit(sentence)

    def trouble(self) -> str:
        """Return why something that was typed is not saved; empty when nothing is amiss."""
        return next(filter(None, (draft.trouble for draft in self._drafts)), "")

    def look_again(self) -> None:
        """Show how things stand, once a draft has been saved or has failed."""
        self._show(failure=self.trouble())

    @Slot(object, object, int)
    def _settle(self, receipt: Receipt[Any], draft: Draft | None, version: int) -> None:
        left = self._state.pending - 1
        if receipt.error is None:
            if draft is not None:
                draft.committed(version)
            self._show(pending=left, saved_at=self._now(), failure=self.trouble())
            if self._is_refused and not self._state.failure and not left:
                self._is_refused = False
                self.recovered.emit()
            return
        self._show(pending=left)
        if draft is not None and isinstance(receipt.error, KnownError):
            draft.failed(receipt.error)
        elif draft is not None:
            draft.failed(KnownError(BROKEN))
            raise receipt.error

    def _forget(self, draft: Draft) -> None:
        if draft in self._drafts:
            self._drafts.remove(draft)

    def _show(self, **values: Any) -> None:
        state = {
            "pending": self._state.pending,
            "saved_at": self._state.saved_at,
            "failure": self._state.failure,
            **values,
        }
        self._state = SaveState(**state)
        self.state_changed.emit(self._state)
