"""How a new meeting repeats: words for how often, a last day, and the days with what moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from secretariat.errors import KnownError
from secretariat.models.dates import parse_date, spoken_date, why_no_date
from secretariat.models.series import parse_series
from secretariat.services import series
from secretariat.ui.page import Context
from secretariat.ui.widgets import FormRow, column, row

_MOST_SHOWN = 6
_DAY = Qt.ItemDataRole.UserRole


class SeriesPanel(QWidget):
    """`typed` is told when the words or the last day changed, `ticked_changed` when a day was
    left out or taken in again."""

    typed = Signal()
    ticked_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.repeat, self.last = QLineEdit(), QLineEdit()
        self.repeat.setPlaceholderText("third Thursday, quarterly")
        self.last.setPlaceholderText("31/3/2028")
        self.repeat_row = FormRow("Repeat", self.repeat)
        self.last_row = FormRow("Last day", self.last)
        self._wrong: dict[FormRow, str] = {}
        self.days = QListWidget()
        self.days.setAccessibleName("Days of the series; Space leaves one out")
        self.days.setProperty("kind", "plain")
        self.days.itemChanged.connect(lambda _: self.ticked_changed.emit())
        fields = row(self.repeat_row, self.last_row, spacing=context.theme.length(16))
        fields.setStretch(0, 2)
        fields.setStretch(1, 1)
        box = column(fields, self.days, parent=self, spacing=context.theme.length(8))
        box.setContentsMargins(0, 0, 0, 0)
        for editor in (self.repeat, self.last):
            editor.textEdited.connect(lambda _: self.typed.emit())
        self.days.hide()
        self.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def wanted(self) -> bool:
        """Say whether the meeting is to repeat."""
        return bool(self.repeat.text().strip())

    @property
    def starts(self) -> time | None:
        """Return the time that the words name, or None: “third Thursday, quarterly, 10.00”."""
        found = parse_series(self.repeat.text())
        return found.starts if found else None

    def clear(self) -> None:
        """Forget what was typed, and hide until the meeting is to repeat."""
        self.hide()
        self.repeat.clear()
        self.last.clear()
        self._wrong = {}
        self.say_wrong()
        self._show([])

    def ticked(self) -> list[date]:
        """Return the days that are not left out."""
        items = [self.days.item(at) for at in range(self.days.count())]
        return [one.data(_DAY) for one in items if one.checkState() is Qt.CheckState.Checked]

    def say_wrong(self) -> bool:
        """Say beside its field what keeps the days from being reckoned; say whether anything."""
        for field in (self.repeat_row, self.last_row):
            field.say_wrong(self._wrong.get(field, ""))
            if field in self._wrong:
                field.field.setFocus()
        return bool(self._wrong)

    def reckon(
        self, bodies: Sequence[str], first: date, starts: time, ends: time | None, place: str
    ) -> str:
        """Show the days from `first` on; return what keeps them from being reckoned, or nothing."""
        self._wrong = {}
        self.say_wrong()
        today = self._context.session.today()
        last = parse_date(self.last.text(), today)
        if last is None:
            self._show([])
            blank = "Please give the last day of the series."
            self._wrong[self.last_row] = (
                why_no_date(self.last.text(), today) if self.last.text().strip() else blank
            )
            return self._wrong[self.last_row]
        try:
            found = series.suggest(
                self._context.session.reader,
                bodies,
                self.repeat.text(),
                first,
                last,
                starts,
                ends,
                place=place,
            )
        except KnownError as error:
            self._show([])
            self._wrong[self.repeat_row] = str(error)
            return str(error)
        self._show(found)
        return ""

    def show_none(self) -> None:
        """Show no days: something they rest on is missing."""
        self._show([])

    def _show(self, found: Sequence[series.Suggested]) -> None:
        """Show days, all of them ticked; the same days as before keep their ticks."""
        before = [self.days.item(at).text() for at in range(self.days.count())]
        words = [
            " · ".join(filter(None, (spoken_date(one.day), one.moved, one.clash))) for one in found
        ]
        self.days.setVisible(bool(found))
        if words == before:
            return
        blocked = self.days.blockSignals(True)
        self.days.clear()
        for one, text in zip(found, words, strict=True):
            item = QListWidgetItem(text)
            item.setData(_DAY, one.day)
            item.setCheckState(Qt.CheckState.Checked)
            self.days.addItem(item)
        self.days.blockSignals(blocked)
        if found:
            high = self.days.sizeHintForRow(0) * min(len(found), _MOST_SHOWN)
            self.days.setFixedHeight(high + 2 * self.days.frameWidth())
