"""Asking authors for what they owe: one e-mail draft each, saved in a folder. Nothing is sent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QWidget
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.plaintext import joined
from secretariat.services import chase
from secretariat.services.chase import Chase
from secretariat.ui.file_maker import documents_folder
from secretariat.ui.meeting.export_file import FileWriter
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import (
    Elided,
    body,
    column,
    flat_button,
    link_button,
    primary_button,
    row,
    section,
    small,
)

_NAMED = 6


class Chaser(QObject):
    """Makes one draft after another and writes each whole into the folder.

    `went_on` tells how many are saved; `ended` tells the files and the sentences of what failed.
    """

    went_on = Signal(int)
    ended = Signal(list, list)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: list[Chase] = []
        self._made: list[Path] = []
        self._failed: list[str] = []
        self._count = self._run = 0
        self._folder = Path()
        self._writer = FileWriter(self)
        self._writer.written.connect(self._written)
        self._writer.failed.connect(self._fail)

    def start(self, drafts: Sequence[Chase], folder: Path) -> None:
        """Make these drafts; what was under way before is given up."""
        self._waiting, self._made, self._failed = list(drafts), [], []
        self._count, self._folder = len(drafts), folder
        self._run += 1
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self.ended.emit(self._made, self._failed)
            return
        draft, run = self._waiting.pop(0), self._run
        at = self._count - len(self._waiting)

        def made(data: bytes) -> None:
            if isValid(self) and run == self._run:
                self._writer.write(self._folder, draft.file_name, data)

        def failed(sentence: str) -> None:
            if isValid(self) and run == self._run:
                self._fail(f"{draft.author}: {sentence}")

        try:
            making = chase.making(draft)
        except KnownError as error:
            self._fail(str(error))
            return
        label = f"Draft {at} of {self._count}: {draft.author}"
        self._context.jobs.make_file(making, made, failed, label=label)

    def _written(self, path: Path) -> None:
        self._made.append(path)
        self.went_on.emit(len(self._made))
        self._next()

    def _fail(self, sentence: str) -> None:
        self._failed.append(sentence)
        self._next()


class ChaseCard(QFrame):
    """Says who would get a draft, and where the drafts go; saves them when told to."""

    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName("E-mail drafts to authors")
        self._context = context
        self._drafts: list[Chase] = []
        self.folder = documents_folder()
        self._chaser = Chaser(context, self)
        self._chaser.went_on.connect(self._tell)
        self._chaser.ended.connect(self._ended)
        self._title = section("")
        self._who = body("")
        self._without = small("", wrap=True)
        self.with_forms = QCheckBox("Attach the form of each report that is open to the public")
        self._where = Elided(str(self.folder), "quiet")
        change = link_button("Change folder…", self.choose_folder)
        self.save_button = keyed(primary_button("Save drafts", "mail", self.save), "Return")
        cancel = keyed(flat_button("Cancel", "", self.left.emit), "Esc")
        column(
            self._title,
            self._who,
            self._without,
            self.with_forms,
            row(self._where, change),
            row(small("Nothing is sent: each opens in your mail program."), 1, cancel,
                self.save_button),
            parent=self,
            margin=context.theme.length(16),
            spacing=context.theme.length(8),
        )  # fmt: skip

    def show_drafts(self, drafts: Sequence[Chase], nameless: int) -> None:
        """Show who would get a draft, and how many reports nobody is named for."""
        self._drafts = list(drafts)
        count = len(drafts)
        owed = sum(len(draft.view.lines) for draft in drafts)
        reports = "1 report" if owed == 1 else f"{owed} reports"
        many = "1 author" if count == 1 else f"{count} authors"
        self._title.setText(f"Ask {many} for {reports}")
        names = [_counted(draft) for draft in drafts]
        rest = len(names) - _NAMED
        shown = [*names[:_NAMED], *([f"{rest} more"] if rest > 0 else [])]
        self._who.setText(joined(shown))
        lacking = [draft.author for draft in drafts if not draft.email]
        told = [f"No e-mail address is known of {joined(lacking)}."] if lacking else []
        if nameless:
            told.append(
                f"{'1 missing report has' if nameless == 1 else f'{nameless} missing reports have'}"
                " no author, so nobody is asked for it."
            )
        self._without.setText(" ".join(told))
        self._without.setVisible(bool(told))
        self.save_button.setText("Save the draft" if count == 1 else f"Save {count} drafts")
        self.save_button.setEnabled(True)

    def choose_folder(self) -> None:
        """Choose where the drafts go."""
        dialog = QFileDialog(self, "Choose the folder for the drafts", str(self.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_folder)
        dialog.open()

    def set_folder(self, folder: str) -> None:
        """Save drafts in another folder from now on."""
        self.folder = Path(folder)
        self._where.setText(folder)

    def save(self) -> None:
        """Make the drafts in a child process and save each in the folder."""
        self.save_button.setEnabled(False)
        drafts = self._drafts
        if self.with_forms.isChecked():
            try:
                drafts = [chase.with_forms(self._context.session, one) for one in drafts]
            except KnownError as error:
                self._context.messages.warn(str(error))
                self.save_button.setEnabled(True)
                return
        self._chaser.start(drafts, self.folder)

    def _tell(self, saved: int) -> None:
        if len(self._drafts) > 1:
            self.save_button.setText(f"Saved {saved} of {len(self._drafts)}")

    def _ended(self, made: list[Path], failed: list[str]) -> None:
        messages = self._context.messages
        if failed:
            kept = f" {len(made)} of {len(self._drafts)} drafts were saved." if made else ""
            messages.warn(f"{failed[0]}{kept}")
        elif len(made) == 1:
            messages.say(f"Saved “{made[0].name}”.", "Open", lambda: _open(made[0]))
        else:
            words = f"Saved {len(made)} drafts."
            messages.say(words, "Show folder", lambda: _open(self.folder))
        self.left.emit()


def _counted(draft: Chase) -> str:
    count = len(draft.view.lines)
    return f"{draft.author} ({count})" if count > 1 else draft.author


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
