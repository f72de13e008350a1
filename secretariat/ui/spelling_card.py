"""Spelling in the settings: on or off, what it works with, and the words that were added."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from secretariat.services import spelling
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import fitted
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import Choice, FormRow, button, column, quiet, row, section, small

_WHERE = (
    ("on", "Marked as you type"),
    ("here", "Not marked in this register"),
    ("off", "Not marked in any register"),
)
_MOST = 6
_NOT_THERE = "Words are not spelled in this window."


class SpellingCard(QFrame):
    """The switch, one line on what it works with, and the words; Delete removes one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._context = context
        self.where = Choice(_WHERE, "Misspelt words")
        self.state = small("", wrap=True)
        self.list = RowList(context.theme, "Words added to the dictionary")
        self.word = QLineEdit()
        self.word.setPlaceholderText("quoracy")
        self.word.setMaxLength(60)
        self.word.returnPressed.connect(self.add)
        add = button("Add word", "plus", self.add)
        line = row(FormRow("A word that is right", self.word), add, 1, spacing=12)
        line.setAlignment(add, Qt.AlignmentFlag.AlignBottom)
        column(
            section("Spelling"),
            quiet(
                "Names of people, organisations, bodies and places in this register are known, and"
                " the words below.",
                wrap=True,
            ),
            FormRow("Misspelt words", self.where),
            self.state,
            self.list,
            line,
            parent=self,
            margin=16,
            spacing=10,
        )
        if context.speller is not None:
            self.where.chosen.connect(context.speller.choose)
            context.speller.changed.connect(self._tell)

    def refresh(self) -> None:
        """Show the switch and the words that there are."""
        speller = self._context.speller
        self.where.setEnabled(speller is not None)
        if speller is not None:
            self.where.show_value(speller.where)
            speller.begin()
        self._tell()
        found = spelling.added_words(self._context.session.reader)
        self.list.setVisible(bool(found))
        fitted(self.list, [ListRow(one.uid, one.word, "") for one in found], _MOST)

    def _tell(self) -> None:
        """Say what spelling works with, or why it does not."""
        speller = self._context.speller
        if speller is None or speller.missing:
            why = speller.missing if speller is not None else _NOT_THERE
            self.state.setText(f"{why} Everything else works without.")
            return
        self.state.setText(
            "British English, with -ise or -ize. Minutes of a body whose language is another"
            " are not marked: there is no dictionary for it."
        )

    def add(self) -> None:
        """Take the word that is typed as right."""
        ask(self._context, spelling.add_word, self.word.text(), then=lambda _: self._added())

    def _added(self) -> None:
        self.word.clear()
        self.word.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and self.list.key:
            self._remove(self.list.key)
            return
        super().keyPressEvent(event)

    def _remove(self, uid: str) -> None:
        context = self._context

        def then(_: object) -> None:
            context.messages.say("The word was removed.", "Undo", context.undo)

        ask(context, spelling.remove_word, uid, then=then)
