"""Days off that are on no list of bank holidays: closures of the office, days of mourning."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from secretariat.errors import KnownError
from secretariat.models.dates import parse_date, spoken_date, why_no_date
from secretariat.models.holidays import ENGLAND_AND_WALES, NORTHERN_IRELAND, SCOTLAND
from secretariat.services import rules
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import fitted
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import Choice, FormRow, button, column, quiet, row, section

_WHOSE = (
    (rules.LOCAL, "This office"),
    (ENGLAND_AND_WALES, "England and Wales"),
    (SCOTLAND, "Scotland"),
    (NORTHERN_IRELAND, "Northern Ireland"),
)
_MOST = 6


class ClosureDays(QFrame):
    """The days in a list, and below it the way to add one; Delete removes, Undo brings back."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._context = context
        self.list = RowList(context.theme, "Days off of the office")
        self.day, self.name, self.source = QLineEdit(), QLineEdit(), QLineEdit()
        self.day.setPlaceholderText("29 December, 29/12")
        self.name.setPlaceholderText("Office closed")
        self.source.setPlaceholderText("Who said so, and where")
        for field in (self.day, self.name, self.source):
            field.setMaxLength(400)
            field.returnPressed.connect(self.add)
        self.whose = Choice(_WHOSE, "Whose day it is")
        self._day_row = FormRow("Day", self.day)
        self._name_row = FormRow("Name", self.name)
        fields = row(
            self._day_row, self._name_row, FormRow("Whose day it is", self.whose), spacing=12
        )
        more = row(FormRow("Source", self.source), button("Add day", "plus", self.add), spacing=12)
        more.setStretch(0, 1)
        last = more.itemAt(1)
        if last is not None:
            last.setAlignment(Qt.AlignmentFlag.AlignBottom)
        column(
            section("Days off"),
            quiet(
                "Bank holidays are known. Days on which the office is closed, and days of"
                " mourning, are added here: they are no working days.",
                wrap=True,
            ),
            self.list,
            fields,
            more,
            parent=self,
            margin=16,
            spacing=10,
        )

    def refresh(self) -> None:
        """Show the days that there are."""
        whose = dict(_WHOSE)
        found = rules.extra_days(self._context.session.reader)
        rows = [
            ListRow(
                one.uid,
                one.name,
                " · ".join(part for part in (spoken_date(one.day), one.source) if part),
                tag=whose.get(one.division, one.division),
            )
            for one in found
        ]
        self.list.setVisible(bool(rows))
        fitted(self.list, rows, _MOST)

    def add(self) -> None:
        """Add the day that is typed; what cannot be read is told beside its field."""
        today = self._context.session.today()
        day = parse_date(self.day.text(), today)
        self._day_row.say_wrong("" if day else why_no_date(self.day.text(), today))
        missing = "" if self.name.text().strip() else "Please give the day a name."
        self._name_row.say_wrong(missing)
        if day is None or missing:
            (self.day if day is None else self.name).setFocus()
            return
        try:
            receipt = rules.add_holiday(
                self._context.session,
                day,
                self.name.text(),
                division=str(self.whose.value()),
                source=self.source.text().strip(),
            )
        except KnownError as error:
            self._context.messages.warn(str(error))
            return
        self._context.submit(receipt, lambda _: self._added())

    def _added(self) -> None:
        self.day.clear()
        self.day.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and self.list.key:
            self._remove(self.list.key)
            return
        super().keyPressEvent(event)

    def _remove(self, uid: str) -> None:
        context = self._context
        context.submit(
            rules.remove_holiday(context.session, uid),
            lambda _: context.messages.say("The day was removed.", "Undo", context.undo),
        )
