"""A question above a list about files that came: answered in place, and never in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import (
    Choice,
    Elided,
    button,
    clear_layout,
    flat_button,
    primary_button,
)


class DropAsk(QFrame):
    """Asks what files are for. Escape and Cancel leave it; then nothing is taken in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName("What the files are for")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(14, 8, 8, 8)
        self._line.setSpacing(8)
        self.choice: Choice | None = None
        self.hide()

    def ask(self, words: str, answers: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Ask for one of a few answers; the first is the usual one."""
        self._begin(words)
        for at, (text, run) in enumerate(answers):
            made = (primary_button if not at else button)(text, "", self._then(run))
            self._line.addWidget(made)
            if not at:
                made.setFocus()
        self._end()

    def ask_choice(
        self, words: str, options: Sequence[tuple[str, str]], then: Callable[[str], None]
    ) -> None:
        """Ask for one of many, and then for a yes."""
        self._begin(words)
        choice = self.choice = Choice(options, "Which item")
        choice.setMinimumWidth(220)
        self._line.addWidget(choice)
        self._line.addWidget(primary_button("Add", "", self._then(lambda: then(choice.value()))))
        self._end()
        choice.setFocus()

    def leave(self) -> None:
        """Put the question away."""
        self.hide()
        clear_layout(self._line)
        self.choice = None

    def _begin(self, words: str) -> None:
        clear_layout(self._line)
        self.choice = None
        self._line.addWidget(Elided(words, "body"), 1)
        self.show()

    def _end(self) -> None:
        self._line.addWidget(keyed(flat_button("Cancel", "", self.leave), "Esc"))

    def _then(self, run: Callable[[], None]) -> Callable[[], None]:
        def answered() -> None:
            run()
            self.leave()

        return answered
