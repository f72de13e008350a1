"""The versions of a paper, each to be looked at, put back or removed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretariat.models.dates import plain_date
from secretariat.models.languages import language_name
from secretariat.models.pack_kinds import Edition, FileState
from secretariat.models.paper_files import in_pack, newest
from secretariat.models.records import PaperFile
from secretariat.services import paper_versions
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.widgets import clear_layout, hairline, link_button, quiet, row


class VersionList(QWidget):
    """Shows the versions once there are several. `shown` tells the uid of one that is wanted
    beside."""

    shown = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._files: tuple[PaperFile, ...] = ()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(2)
        self.hide()

    @property
    def count(self) -> int:
        """How many versions are listed."""
        return len(self._files)

    def show_files(self, files: Sequence[PaperFile]) -> None:
        """Show these versions of one paper."""
        listed = tuple(files) if len(files) > 1 else ()
        if listed == self._files:
            return
        self._files = listed
        clear_layout(self._stack)
        if listed:
            self._stack.addWidget(hairline())
        self.setVisible(bool(listed))
        for file in listed:
            self._stack.addWidget(self._version(file))

    def _version(self, file: PaperFile) -> QWidget:
        packed = in_pack(self._files, file.edition, file.language)
        last = newest(self._files, file.edition, file.language)
        words = quiet(_words(file, is_in=file == packed))
        words.setTextFormat(Qt.TextFormat.PlainText)
        holder = QWidget()
        parts: list[QWidget | int] = [words, 1]
        if file.state is FileState.READY:
            see = link_button("Show", partial(self.shown.emit, file.uid))
            see.setAccessibleName(f"Show version {file.version}")
            parts.append(see)
        if file != last:
            back = link_button("Put back", partial(self._put_back, file))
            back.setAccessibleName(f"Put back version {file.version}")
            parts.append(back)
        drop = link_button("Remove", partial(self._remove, file))
        drop.setAccessibleName(f"Remove version {file.version}")
        row(*parts, drop, parent=holder, spacing=12)
        return holder

    def _put_back(self, file: PaperFile) -> None:
        context = self._context

        def done(_: object) -> None:
            words = f"Version {file.version} is the latest again."
            context.messages.say(words, "Undo", context.undo)

        ask(context, paper_versions.put_back, file.uid, then=done)

    def _remove(self, file: PaperFile) -> None:
        context = self._context

        def done(_: object) -> None:
            context.messages.say(f"Removed version {file.version}.", "Undo", context.undo)

        ask(context, paper_versions.remove_version, file.uid, then=done)


def _words(file: PaperFile, *, is_in: bool) -> str:
    name = f"Version {file.version}"
    if file.edition is Edition.REDACTED:
        name += ", redacted"
    if file.language:
        name += f", {language_name(file.language)}"
    parts = [name, file.original_name]
    if file.received_on:
        parts.append(plain_date(file.received_on))
    if is_in and file.edition is Edition.FULL:
        parts.append("in the pack")
    elif file.state is not FileState.READY:
        parts.append(file.state.value)
    return " · ".join(parts)
