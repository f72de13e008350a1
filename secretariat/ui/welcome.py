"""The first start: explore, begin, or open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from secretariat.ui.icons import icon
from secretariat.ui.shell import Mark
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import Button, body, card, column, quiet, row, strong, title


class ChoiceCard(Button):
    """A large button that says what it does and what will come of it."""

    def __init__(self, theme: Theme, icon_name: str, heading: str, text: str) -> None:
        super().__init__()
        self._theme, self._icon_name = theme, icon_name
        self.setProperty("kind", "choice")
        self.setAccessibleName(heading)
        self.setAccessibleDescription(text)
        self._picture = QLabel()
        words = column(strong(heading), quiet(text, wrap=True), spacing=2)
        self._inner = layout = row(self._picture, words, parent=self, margin=18, spacing=16)
        layout.setStretch(1, 1)
        layout.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(theme.length(84))
        self._tint()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.length(440), self._inner.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        found = icon(self._icon_name, self._theme.colour("accent"))
        edge = self._theme.length(24)
        self._picture.setPixmap(found.pixmap(QSize(edge, edge)))


class Welcome(QWidget):
    """Three ways to begin; what cannot be done is told in a sentence below."""

    explore = Signal()
    begin = Signal()
    open_one = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle("Secretariat")
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._cards = (
            ChoiceCard(
                theme, "eye", "Explore the sample board",
                "Three boards, forty people and two years of meetings to try everything on.",
            ),
            ChoiceCard(
                theme, "plus", "Start a new register",
                "An empty register on this computer, for your own boards and committees.",
            ),
            ChoiceCard(
                theme, "folder-open", "Open a register",
                "One that is already on this computer.",
            ),
        )  # fmt: skip
        signals = (self.explore, self.begin, self.open_one)
        for made, signal in zip(self._cards, signals, strict=True):
            made.clicked.connect(signal.emit)
        self._words = body("")
        self._note = card(self._words, tone="warn")
        self._note.hide()
        self._doing = quiet("")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Work under way")
        self._bar.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 44, 48, 36)
        layout.setSpacing(14)
        head = row(Mark(theme), title("Secretariat"), 1, spacing=12)
        layout.addLayout(head)
        layout.addWidget(
            quiet("The business of your boards and committees, kept on this computer.", wrap=True)
        )
        layout.addSpacing(10)
        layout.addWidget(self._note)
        for made in self._cards:
            layout.addWidget(made)
        layout.addWidget(self._bar)
        layout.addWidget(self._doing)
        layout.addStretch(1)
        self.resize(theme.length(600), theme.length(560))

    def say(self, sentence: str) -> None:
        """Say what could not be done, above the choices, before anything else is read."""
        self._bar.hide()
        self._doing.setText("")
        self._words.setText(sentence)
        self._note.setVisible(bool(sentence))
        for made in self._cards:
            made.setEnabled(True)

    def busy(self, words: str) -> None:
        """Say what is being done, until the window opens."""
        self._note.hide()
        self._doing.setText(words)
        self._bar.show()
        for made in self._cards:
            made.setEnabled(False)
