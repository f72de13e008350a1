"""What was given out of a meeting: each very file, what its check said, and who got it."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QWidget

from secretariat.errors import KnownError
from secretariat.models.dates import spoken_date
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.names import plain_name
from secretariat.models.records import Person, Publication
from secretariat.services import sent
from secretariat.services.giving import kept_path
from secretariat.services.publish import publications_of
from secretariat.services.session import Session
from secretariat.ui.chosen_file import ChosenFile
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import (
    IconButton,
    clear_layout,
    column,
    flat_button,
    link_button,
    row,
    section,
    small,
    strong,
)

OPEN_KEY = "Ctrl+Shift+O"
_FEW = 3
_FORMATS = {
    Format.PDF: "PDF",
    Format.DOCX: "Word",
    Format.HTML: "web page",
    Format.TEXT: "text",
    Format.EMAIL: "e-mail draft",
}
_WHOM = {
    Audience.PUBLIC: "for the public",
    Audience.MEMBERS: "for members",
    Audience.OFFICERS: "for officers",
}


@dataclass(frozen=True, slots=True)
class Given:
    """One file that was given out, in words; `path` is where its kept bytes lie, if they do."""

    row: Publication
    title: str
    words: str
    path: Path | None


def given_of(session: Session, meeting: str) -> list[Given]:
    """Return what was given out of a meeting, the newest first."""
    rows = publications_of(session, meeting)
    reader = session.reader
    people = reader.by_uid(Person, [row.person for row in rows])
    despatches = sent.sent_of(reader, [row.uid for row in rows])
    return [
        _given(session, row, people.get(row.person or ""), len(despatches.get(row.uid, ())))
        for row in rows
    ]


def _given(session: Session, row: Publication, person: Person | None, got: int) -> Given:
    kind = DocumentKind(row.kind)
    name = kind.value[:1].upper() + kind.value[1:]
    title = f"{name}, {_FORMATS[Format(row.format)]}, version {row.version}"
    parts = []
    if row.made_at is not None:
        at = row.made_at.astimezone()
        parts.append(f"{spoken_date(at.date())}, {at.hour}:{at.minute:02}")
    parts.append(f"for {plain_name(person)}" if person else _WHOM[Audience(row.audience)])
    parts += [f"by {row.made_by}"] if row.made_by else []
    parts += [f"seen by {row.checked_by}"] if row.checked_by else []
    parts += [row.check_words] if row.check_words else []
    parts += [f"sent to {got}"] if got else []
    parts += [row.sha256[:8]] if row.sha256 else []
    return Given(row, title, " · ".join(parts), kept_path(session, row))


class GivenCard(QFrame):
    """Lists what was given out; each kept file can be opened and copied, and is never made again.

    What is opened is a copy: whatever the other program does to it, the kept file stays.
    """

    def __init__(self, context: Context, meeting: str) -> None:
        super().__init__()
        self._context, self._meeting = context, meeting
        self._shown: list[Given] | None = None
        self._all = False
        self.buttons: list[IconButton] = []
        self.setProperty("kind", "card")
        self.saver = ChosenFile(context, self)
        self._lines = column(spacing=10)
        self.more = flat_button("", "", self._show_all)
        column(
            section("Given out"),
            small("The very files that went out. They are kept as they are.", wrap=True),
            self._lines, row(self.more, 1), parent=self, margin=16, spacing=8,
        )  # fmt: skip
        self.hide()
        self._holder = holder = _Holder()
        self.destroyed.connect(partial(_forget, holder))

    def refresh(self) -> None:
        """Show what was given out by now."""
        found = given_of(self._context.session, self._meeting)
        self.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        self._fill()

    def _fill(self) -> None:
        clear_layout(self._lines)
        self.buttons = []
        found = self._shown or []
        listed = found if self._all else found[:_FEW]
        for at, one in enumerate(listed):
            self._lines.addWidget(self._line(one, is_first=not at))
        self.more.setVisible(len(listed) < len(found))
        self.more.setText(f"Show all {len(found)}")

    def _show_all(self) -> None:
        self._all = True
        self._fill()
        if self.buttons:
            self.buttons[0].setFocus()

    def _line(self, one: Given, *, is_first: bool) -> QWidget:
        made = QWidget()
        stack = column(strong(one.title, wrap=True), small(one.words, wrap=True), parent=made)
        stack.setSpacing(2)
        if one.path is None:
            lost = "Its file was not kept." if not one.row.is_kept else "Its file is not here."
            stack.addWidget(small(lost))
            return made
        opens = link_button("Open", partial(self.open, one))
        copies = link_button("Save a copy…", partial(self.save, one))
        if is_first:
            keyed(opens, OPEN_KEY)
        opens.setAccessibleName(f"Open {one.title}")
        copies.setAccessibleName(f"Save a copy of {one.title}")
        self.buttons += [opens, copies]
        stack.addLayout(row(opens, copies, 1, spacing=14))
        return made

    def open(self, one: Given) -> None:
        """Open a copy of a kept file in the program that the system uses for it."""
        source = one.path
        if source is None:
            return
        folder = self._holder.folder()

        def copy() -> Path:
            target = folder / one.row.uid / _name(one.row)
            try:
                target.parent.mkdir(exist_ok=True)
                shutil.copyfile(source, target)
            except OSError as error:
                why = error.strerror or "the disk cannot be written to"
                raise KnownError(f"“{target.name}” could not be opened ({why}).") from error
            return target

        messages = self._context.messages
        self._context.jobs.read(self, "open", copy, show, messages.warn)

    def save(self, one: Given) -> None:
        """Write a copy of a kept file to a place that is chosen."""
        if one.path is not None:
            self.saver.ask("Save a copy", _FORMATS[Format(one.row.format)],
                           _name(one.row), one.path.read_bytes)  # fmt: skip

    def _newest(self) -> Given | None:
        return next((one for one in self._shown or () if one.path), None)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with what was given out."""

        def newest(run: Callable[[Given], None]) -> None:
            if (one := self._newest()) is not None:
                run(one)

        def there() -> bool:
            return self._newest() is not None

        return (
            Command(
                "send.given-open", "Open what was given out last", partial(newest, self.open),
                (OPEN_KEY,), "external-link", there,
            ),
            Command(
                "send.given-save", "Save a copy of what was given out last",
                partial(newest, self.save), (), "save", there,
            ),
        )  # fmt: skip


def _name(row: Publication) -> str:
    """Return what a copy is called: never a way to another folder, whatever an import said."""
    return Path(row.file_name.replace("\\", "/")).name or "document.pdf"


def show(path: Path) -> None:
    """Open a file in the program that the system uses for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class _Holder:
    """A folder for copies that are opened, made when it is first needed and readable by this user
    alone."""

    def __init__(self) -> None:
        self.made: Path | None = None

    def folder(self) -> Path:
        if self.made is None:
            self.made = Path(tempfile.mkdtemp(prefix="secretariat-packs-"))
        return self.made


def _forget(holder: _Holder, _: object = None) -> None:
    if holder.made is not None:
        with contextlib.suppress(OSError):
            shutil.rmtree(holder.made, ignore_errors=True)
