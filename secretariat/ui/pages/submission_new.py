"""Something handed in, typed or pasted in one panel: what it is, from whom, and its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLineEdit, QPlainTextEdit

from secretariat.models.kinds import SubmissionKind
from secretariat.models.records import Body, Submission
from secretariat.services import submissions
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import boxed, keyed
from secretariat.ui.pages.submission_rows import KINDS, meeting_options
from secretariat.ui.widgets import Choice, FormRow, column, flat_button, primary_button, row


class _Words(QPlainTextEdit):
    """A few lines for what was handed in; Tab moves on."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setPlaceholderText("Type or paste the words as they were handed in")
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 20)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


class SubmissionForm(QFrame):
    """`added` tells the uid of what was added; `closed` that the panel is no longer wanted."""

    added = Signal(str)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("New submission")
        self._context = context
        self._item = ("", "")
        self.kind = Choice(KINDS)
        self.body = Choice()
        self.body.chosen.connect(lambda _: self._offer_meetings())
        self.meeting = Choice()
        self.name, self.organisation, self.title = QLineEdit(), QLineEdit(), QLineEdit()
        for line in (self.name, self.organisation, self.title):
            line.setMaxLength(500)
        self.name.setPlaceholderText("Mrs Helga Birch")
        self.title.setPlaceholderText("What it is about, in a few words")
        self.words = _Words()
        self._name_row = FormRow("From", self.name)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        length = self._context.theme.length
        grid.setHorizontalSpacing(length(12))
        grid.setVerticalSpacing(length(10))
        top = Qt.AlignmentFlag.AlignTop
        rows = (
            FormRow("Kind", self.kind),
            self._name_row,
            FormRow("Organisation", self.organisation),
        )
        for at, field in enumerate((*rows, FormRow("Body", self.body))):
            grid.addWidget(field, 0, at, top)
            grid.setColumnStretch(at, 1)
        grid.addWidget(FormRow("Title", self.title), 1, 0, 1, 3, top)
        grid.addWidget(FormRow("For the meeting", self.meeting), 1, 3, top)
        grid.addWidget(FormRow("Words", self.words), 2, 0, 1, 4, top)
        add = keyed(primary_button("Add", "", self.add), "Ctrl+Return", "Add the submission")
        cancel = keyed(flat_button("Cancel", "", self.close_form), "Esc")
        side = length(14)
        column(grid, boxed(row(1, cancel, add)), parent=self, margin=side, spacing=length(8))

    def begin(self, bodies: Sequence[Body], body: str, meeting: str = "", item: str = "") -> None:
        """Begin another one: for a body, and where given for a meeting and an item of it."""
        self.body.set_options([(one.uid, one.name) for one in bodies])
        if body:
            self.body.show_value(body)
        self._item = (meeting, item)
        self._offer_meetings()
        if meeting:
            self.meeting.show_value(meeting)
        self.show()
        self.kind.setFocus()

    def _offer_meetings(self) -> None:
        """Offer the meetings of the body; the next one is chosen."""
        session, given = self._context.session, self._item[0]
        offered = meeting_options(session.reader, self.body.value() or "", session.today(), given)
        self.meeting.set_options(offered)
        self.meeting.setCurrentIndex(min(1, len(offered) - 1))

    def paste(self) -> None:
        """Take the words from the clipboard."""
        self.words.setPlainText(QApplication.clipboard().text().strip())
        self.name.setFocus()

    def add(self) -> None:
        """Add what was typed; without a name the panel says so and stays."""
        name = self.name.text().strip()
        self._name_row.say_wrong("" if name else "Please give the name of whom it is from.")
        if not name:
            self.name.setFocus()
            return
        meeting = self.meeting.value() or ""
        under = self._item[1] if meeting == self._item[0] else ""
        ask(
            self._context,
            submissions.receive,
            self.body.value(),
            SubmissionKind(self.kind.value()),
            name,
            organisation=self.organisation.text().strip(),
            title=self.title.text().strip(),
            text=self.words.toPlainText().strip(),
            meeting=meeting or None,
            item=under or None,
            then=self._added,
        )

    def _added(self, made: Submission) -> None:
        self.close_form()
        self.added.emit(made.uid)

    def close_form(self) -> None:
        """Put the panel away, and what was typed in it."""
        for line in (self.name, self.organisation, self.title):
            line.clear()
        self.words.clear()
        self._name_row.say_wrong("")
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        lines: tuple[object, ...] = (self.name, self.organisation, self.title)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif enter and (control or self.focusWidget() in lines):
            self.add()
        else:
            super().keyPressEvent(event)
