"""Making a document of a body: for whom, as what, what to look at first, and how it will print."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.services import body_documents
from secretariat.services.body_documents import EVERY, Wanted
from secretariat.services.findings import Finding, Gravity
from secretariat.ui.file_maker import AUDIENCES, FORMATS, FileMaker
from secretariat.ui.meeting.file_chip import FileChip
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.kit import keyed, scrolled
from secretariat.ui.preview.live import WorkerPreview
from secretariat.ui.preview.printing import printing
from secretariat.ui.widgets import (
    Choice,
    Elided,
    clear_layout,
    column,
    primary_button,
    quiet,
    row,
    tag,
)

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition
    from secretariat.documents.style import HouseStyle

_MOST = 3
_LEFT, _PAPER = 410, 450
_NEED = 680
"""How wide choices and paper are, and below which width the paper makes room, in pixels at the
default font size."""


class BodyPreview(WorkerPreview):
    """Shows a document of a body as it will print, and prints what it shows."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wanted: Wanted | None = None
        self.offer_print(printing(self._file_name, context, self))

    def show_wanted(self, wanted: Wanted) -> None:
        """Show a document, made anew."""
        self._wanted = wanted
        self.ask()

    def matter(self) -> tuple[Composition, HouseStyle]:
        """Return what the document is composed from, for its audience alone."""
        if self._wanted is None:
            raise KnownError("Choose a document in the list.")
        session = self.context.session
        style = body_documents.house_style(session, self._wanted.body)
        return body_documents.composition(session, self._wanted), style

    def _file_name(self) -> str:
        if self._wanted is None:
            return ""
        return body_documents.file_name(self.context.session, self._wanted, Format.PDF)


class ExportPanel(QWidget):
    """What chooses a document of a body and saves it, with its pages beside it.

    Where there is no room for both, the pages are left out. A page says which document is wanted
    (`kind`, `wanted`) and puts its own choices before those that are here.
    """

    save_keys = "Ctrl+E"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.audience = Choice(AUDIENCES.items(), "For whom")
        self.form = Choice(FORMATS.items(), "As")
        self._wish = Audience.PUBLIC
        self.audience.chosen.connect(self._wish_for)
        self.form.chosen.connect(lambda _: self.refresh())
        self.name = Elided("", "body")
        self.save = keyed(primary_button("Save", "download", self.export), self.save_keys, "Save")
        self.found = column(spacing=context.theme.length(4))
        self.chip = FileChip()
        self.chip.hide()
        self.preview = BodyPreview(context)
        self._maker = FileMaker(context, self)
        self._maker.written.connect(self._written)

    @property
    @abstractmethod
    def kind(self) -> DocumentKind | None:
        """The document that is chosen; None where there is nothing to make."""

    @abstractmethod
    def wanted(self, kind: DocumentKind, audience: Audience) -> Wanted:
        """Return the chosen document for an audience, of its body and days."""

    @property
    def folder(self) -> Path:
        """Where files go."""
        return self._maker.folder

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._maker.folder = folder

    @property
    def chosen(self) -> tuple[DocumentKind | None, Audience, Format]:
        """The document, the audience and the format that are chosen."""
        return self.kind, Audience(self.audience.value()), Format(self.form.value())

    def lay_beside(self, choices: QWidget) -> None:
        """Put the choices at the left and the pages at the right."""
        theme = self.context.theme
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setChildrenCollapsible(False)
        beside.addWidget(scrolled(choices))
        beside.addWidget(self.preview)
        beside.setSizes([theme.length(_LEFT), theme.length(_PAPER)])
        beside.setStretchFactor(1, 1)
        beside.setHandleWidth(1)
        column(beside, parent=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.setVisible(event.size().width() >= self.context.theme.length(_NEED))

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Show for whom and as what there is the document, what it will be called, what to look
        at before it goes out, and its pages."""
        kind = self.kind
        if kind is None:
            return
        line = EVERY[kind]
        self.audience.set_options((one, AUDIENCES[one]) for one in line.audiences)
        wish = self._wish if self._wish in line.audiences else line.audiences[0]
        self.audience.show_value(wish)
        self.audience.setEnabled(len(line.audiences) > 1)
        self.form.set_options((one, FORMATS[one]) for one in line.formats)
        session, wanted = self.context.session, self.wanted(kind, wish)
        name = body_documents.file_name(session, wanted, Format(self.form.value()))
        self.name.setText(f"{name}, in {self.folder}")
        found = body_documents.findings(session, wanted)
        self._show_found(found)
        stops = [one for one in found if one.gravity is Gravity.STOP]
        self.save.setEnabled(not stops)
        if stops:
            self.preview.show_nothing(stops[0].text)
        else:
            self.preview.show_wanted(wanted)

    @property
    def told(self) -> list[str]:
        """The sentences that stand before the document goes out."""
        return self._told

    def _show_found(self, found: Sequence[Finding]) -> None:
        clear_layout(self.found)
        self._told = [f"{one.text} {one.cure}".strip() for one in found]
        for one, words in list(zip(found, self._told, strict=True))[:_MOST]:
            stop = one.gravity is Gravity.STOP
            mark = tag("Stops it" if stop else "Look", "bad" if stop else "warn")
            line = row(mark, quiet(words, wrap=True))
            line.setStretch(1, 1)
            line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
            self.found.addLayout(line)
        if len(found) > _MOST:
            self.found.addWidget(quiet(f"And {len(found) - _MOST} more."))

    def _wish_for(self, audience: Audience) -> None:
        self._wish = audience
        self.refresh()

    # ------------------------------------------------------------------ making

    def export(self) -> None:
        """Make the file in a child process and save it whole in the folder."""
        self.context.autosave.flush_all()
        kind, audience, form = self.chosen
        if kind is not None:
            wanted = self.wanted(kind, audience)
            self._maker.save(lambda: body_documents.making(self.context.session, wanted, form))

    def _written(self, path: Path) -> None:
        self.chip.show_path(path)
        self.chip.show()
        if QApplication.focusWidget() is self.save:
            self.after_save()
        self.context.messages.say(f"Saved “{path.name}”.", "Open", self.chip.open)

    def after_save(self) -> None:
        """Say where the focus goes after the button has saved a file: it stays, unless told."""

    def page_commands(self, name: str) -> Sequence[Command]:
        """Return what can be done with the pages; `name` is the screen's."""
        return self.preview.commands(name)
