"""A paper's own pages beside the list: always the rebuilt PDF, never the file as it came."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRunnable, QThreadPool, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from secretariat.models.pack_kinds import FileState
from secretariat.models.records import PaperFile
from secretariat.services.paper_files import path_of
from secretariat.ui.page import Context
from secretariat.ui.preview.document import DocumentPreview
from secretariat.ui.preview.printing import printing

_HEADING = "The paper"
_WHY = {
    FileState.WAITING: "Its pages are shown once the file is checked and rebuilt as a PDF.",
    FileState.REFUSED: "There are no pages to show: the file was refused.",
    FileState.NEEDS_PDF: "There are no pages to show: please ask for a PDF of it.",
}


class PaperPage(DocumentPreview):
    """Shows the pages of a paper; they are read from the disk beside the window."""

    _read = Signal(str, bytes)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(_HEADING, parent)
        self._context = context
        self._sha = ""
        self._name = "paper.pdf"
        self._wanted = 0
        self._read.connect(self._arrived)
        self.offer_print(printing(lambda: self._name, context, self))

    def show_file(self, file: PaperFile | None, title: str, page: int = 0) -> None:
        """Show the PDF of a file, from a `page` of it, or say why there is none; the same one stays
        as it is. The focus stays too."""
        self.bar.set_heading(_HEADING)
        if file is None or file.state is not FileState.READY:
            self._sha = ""
            why = _WHY[file.state] if file else "No file has come for it yet."
            self.show_note(why, alone=True)
            return
        if file.pdf_sha256 == self._sha:
            self._wanted = page or self._wanted
            if self._strip is not None and self._strip.edition is not None and page:
                self._strip.go_to(page)
            return
        self._sha = file.pdf_sha256
        self._wanted = page or 1
        self._name = f"{title}.pdf"
        self._read_beside(path_of(self._context.session, self._sha))

    def _read_beside(self, path: Path) -> None:
        sha = self._sha

        def read() -> None:
            try:
                data = path.read_bytes()
            except OSError:
                data = b""
            if isValid(self):
                self._read.emit(sha, data)

        QThreadPool.globalInstance().start(QRunnable.create(read))

    def show_pack(self, name: str, path: Path, heading: str, page: int = 0) -> None:
        """Show a pack that was made, from a `page` of it; `name` is what its file is called."""
        self.bar.set_heading(heading)
        if str(path) != self._sha:
            self._sha, self._name, self._wanted = str(path), name, page
            self._read_beside(path)
        elif page and self._strip is not None and self._strip.edition is not None:
            self._strip.go_to(page)

    def show_nothing(self, why: str, heading: str = "") -> None:
        """Say why there is nothing to see."""
        self.bar.set_heading(heading or _HEADING)
        self._sha = ""
        self.show_note(why, alone=True)

    def _follow(self) -> None:
        super()._follow()
        if self._wanted and self._strip is not None:
            self._strip.go_to(self._wanted)
            self._wanted = 0

    def _arrived(self, sha: str, data: bytes) -> None:
        if sha != self._sha:
            return
        if data:
            self.show_pdf(data)
        else:
            self._sha = ""
            self.show_note("The file is not in this register; attach it again.", alone=True)
