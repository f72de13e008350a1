"""Bringing in a calendar: what the file holds, what would come of it, and one button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRunnable, QStandardPaths, Qt, QThreadPool, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QSizePolicy

from secretariat.errors import KnownError
from secretariat.models.dates import spoken_date
from secretariat.models.plaintext import shortened
from secretariat.models.records import Body
from secretariat.services import bodies
from secretariat.services.bring_calendar import Arrival, bring_in, look_at
from secretariat.services.clashes import span_words
from secretariat.services.horizon import count_of
from secretariat.services.ics import LARGEST, Reading, read_calendar
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import keyed
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    column,
    flat_button,
    primary_button,
    row,
    section,
    set_tone,
    small,
)

_LEAST_SHOWN = 2


class CalendarPanel(QFrame):
    """`opened` when it has something to show, `closed` when it is no longer wanted, `brought` how
    many meetings came in.

    Enter on an event leaves it out, or takes it in again.
    """

    opened = Signal()
    closed = Signal()
    brought = Signal(int)
    _read = Signal(object, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("Bring in a calendar")
        self._context = context
        self._data = b""
        self._reading = Reading()
        self._arrivals: list[Arrival] = []
        self._without: set[int] = set()
        theme = context.theme
        self._heading = section("Bring in a calendar")
        self.body = Choice(name="Meetings of")
        self.body.chosen.connect(lambda _: self._look())
        self.list = RowList(theme, "Events of the calendar; Enter leaves one out", lines=2)
        self.list.opened.connect(self._toggle)
        self._told = small("", wrap=True)
        self._go = keyed(primary_button("Add", "", self.bring_in), "Ctrl+Return")
        cancel = keyed(flat_button("Cancel", "", self.closed.emit), "Esc")
        foot = row(self._told, cancel, self._go)
        foot.setStretch(0, 1)
        column(
            self._heading,
            FormRow("Meetings of", self.body),
            self.list,
            foot,
            parent=self,
            margin=theme.length(18),
            spacing=theme.length(10),
        )
        self._read.connect(self._take)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def choose_file(self) -> None:
        """Ask which file, and read it."""
        place = QStandardPaths.StandardLocation.DownloadLocation
        folder = QStandardPaths.writableLocation(place) or str(Path.home())
        dialog = QFileDialog(self.parentWidget(), "Bring in a calendar", folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("Calendar (*.ics)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.read_file(Path(path)))
        dialog.open()

    def read_file(self, path: Path) -> None:
        """Read a file away from the window, and then show what it holds."""

        def run() -> None:
            try:
                with path.open("rb") as file:
                    self._read.emit(file.read(LARGEST + 1), path.name)
            except OSError as error:
                why = (error.strerror or "unknown reason").lower()
                self._read.emit(None, f"“{path.name}” could not be read: {why}.")

        QThreadPool.globalInstance().start(QRunnable.create(run))

    def bring_in(self) -> None:
        """Add the meetings that are not left out, all at once."""
        chosen = [one for one in self._arrivals if self._comes(one)]
        if not chosen:
            return
        self._go.setEnabled(False)
        ask(
            self._context,
            bring_in,
            self.body.value(),
            chosen,
            then=lambda made: self.brought.emit(len(made)),
            otherwise=lambda: self._go.setEnabled(True),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.bring_in()
        else:
            super().keyPressEvent(event)

    def _take(self, data: bytes | None, name: str) -> None:
        """Show what a file holds; one that is broken is told in a sentence and nothing opens."""
        if data is None:
            self._context.messages.warn(name)
            return
        every = bodies.all_bodies(self._context.session)
        self.body.set_options([(one.uid, one.name) for one in every])
        try:
            read_calendar(data)
        except KnownError as error:
            self._context.messages.warn(f"“{name}”: {error} Nothing was brought in.")
            return
        self._data, self._without = data, set()
        self._heading.setText(f"Bring in {name}")
        self.show()
        self.opened.emit()
        self._look()
        (self.body if len(every) > 1 else self.list).setFocus()

    def _look(self) -> None:
        """Say what would come of the calendar for the chosen body, in that body's own time."""
        uid = self.body.value()
        if not uid:
            return
        reader = self._context.session.reader
        self._reading = read_calendar(self._data, reader.get(Body, uid).zone)
        self._arrivals = look_at(reader, uid, self._reading)
        self._show()

    def _comes(self, one: Arrival) -> bool:
        return not one.there and one.event.line not in self._without

    def _toggle(self, key: str) -> None:
        self._without ^= {int(key)}
        self._show()

    def _show(self) -> None:
        self.list.show_rows([self._row(one) for one in self._arrivals])
        heights = [self.list.sizeHintForRow(at) for at in range(len(self._arrivals))]
        self.list.setMinimumHeight(sum(heights[:_LEAST_SHOWN]) + 4)
        self.list.setMaximumHeight(sum(heights) + 4)
        self.list.setVisible(bool(self._arrivals))
        many = sum(1 for one in self._arrivals if self._comes(one))
        self._go.setText(f"Add {count_of(many, 'meeting')}" if many else "Add")
        self._go.setEnabled(bool(many))
        left = self._reading.left_out
        words = ["" if self._arrivals else "This calendar holds no meeting."]
        if left:
            words.append(f"{len(left)} left out. {left[0]}")
            self._told.setToolTip("\n".join(left))
        self._told.setText(" ".join(filter(None, words)))
        set_tone(self._told, "warn" if left else "")

    def _row(self, one: Arrival) -> ListRow:
        event = one.event
        tag, tone = ("Add", "good") if self._comes(one) else ("Left out", "quiet")
        if one.there:
            tag, tone = "There already", "quiet"
        hours = span_words(event.starts, event.ends)
        called = one.title or event.summary
        detail = " · ".join(filter(None, (one.clash, hours, shortened(called, 80), event.place)))
        return ListRow(
            str(event.line),
            spoken_date(event.day),
            detail,
            tag=tag,
            tone=tone,
            quiet=not self._comes(one),
            mark="Clash" if one.clash else "",
        )
