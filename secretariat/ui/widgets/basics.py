"""Labels, buttons, cards and lines: the small vocabulary that every screen speaks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from secretariat.ui.icons import icon, size_before_words
from secretariat.ui.theme import active

SPACE = 8
"""The rhythm in pixels at the default font size."""


def _label(text: str, kind: str, *, wrap: bool = False) -> QLabel:
    made = QLabel(text)
    made.setProperty("kind", kind)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


def title(text: str = "") -> QLabel:
    """Return the title of a screen."""
    return _label(text, "title")


def section(text: str = "") -> QLabel:
    """Return the title of a part of a screen."""
    return _label(text, "section")


def strong(text: str = "", *, wrap: bool = False) -> QLabel:
    """Return words that carry the line."""
    return _label(text, "strong", wrap=wrap)


def body(text: str = "", *, wrap: bool = True) -> QLabel:
    """Return running text."""
    return _label(text, "body", wrap=wrap)


def quiet(text: str = "", *, wrap: bool = False) -> QLabel:
    """Return words that explain."""
    return _label(text, "quiet", wrap=wrap)


def small(text: str = "", *, wrap: bool = False) -> QLabel:
    """Return the smallest words."""
    return _label(text, "small", wrap=wrap)


def caption(text: str) -> QLabel:
    """Return the label above a field."""
    return _label(text, "caption")


def error(text: str = "") -> QLabel:
    """Return the sentence below a field that says what is wrong; hidden while empty."""
    made = _label(text, "error", wrap=True)
    made.setVisible(bool(text))
    return made


def tag(text: str, tone: str = "quiet") -> QLabel:
    """Return a tag: quiet, accent, good, warn or bad; the word always says it too."""
    made = _label(text, "tag")
    made.setProperty("tone", tone)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Change the tone of a tag or card."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def key_hint(keys: str) -> QLabel:
    """Return a key as it is written on keyboards of this system."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    made = _label(native or keys, "key")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class Button(QPushButton):
    """A push button that Enter presses too, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


class IconButton(Button):
    """A button whose icon keeps the colour of its words, in light and dark."""

    def __init__(self, text: str, icon_name: str = "", kind: str = "") -> None:
        super().__init__(text)
        self._icon_name = icon_name
        if kind:
            self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._tint()

    def set_icon(self, name: str) -> None:
        """Show another icon of the set."""
        self._icon_name = name
        self._tint()

    def _tint(self) -> None:
        if self._icon_name:
            palette = QApplication.palette()
            primary = self.property("kind") == "primary"
            role = palette.highlightedText() if primary else palette.buttonText()
            ink = active().colour("ink2") if self.property("kind") == "flat" else role.color()
            words = bool(self.text())
            edge = round(self.fontMetrics().height() * 0.95)
            self.setIcon(icon(self._icon_name, ink, before_words=words, edge=edge))
            self.setIconSize(size_before_words(edge) if words else QSize(edge, edge))


def button(text: str, icon_name: str = "", run: Callable[[], None] | None = None) -> IconButton:
    """Return an ordinary button."""
    return _connected(IconButton(text, icon_name), run)


def primary_button(
    text: str, icon_name: str = "", run: Callable[[], None] | None = None
) -> IconButton:
    """Return the one button of a screen that does the next thing."""
    return _connected(IconButton(text, icon_name, "primary"), run)


def flat_button(
    text: str, icon_name: str = "", run: Callable[[], None] | None = None
) -> IconButton:
    """Return a button that stays in the background until it is wanted."""
    return _connected(IconButton(text, icon_name, "flat"), run)


def link_button(text: str, run: Callable[[], None] | None = None) -> IconButton:
    """Return a button that reads as a link."""
    return _connected(IconButton(text, "", "link"), run)


def _connected(made: IconButton, run: Callable[[], None] | None) -> IconButton:
    if run is not None:
        made.clicked.connect(lambda: run())
    return made


class ToolButton(QToolButton):
    """A small button of an icon alone; `name` is what it is called aloud and in its tooltip."""

    def __init__(self, name: str, icon_name: str, keys: str = "") -> None:
        super().__init__()
        self.show_as(name, icon_name, keys)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_as(self, name: str, icon_name: str, keys: str = "") -> None:
        """Say and show what the button does from now on."""
        self._icon_name = icon_name
        self.setAccessibleName(name)
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{name} ({native})" if native else name)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._tint()

    def _tint(self) -> None:
        self.setIcon(icon(self._icon_name, QApplication.palette().buttonText().color()))


def tool_button(
    name: str, icon_name: str, run: Callable[[], None] | None = None, keys: str = ""
) -> ToolButton:
    """Return a small button of an icon alone."""
    made = ToolButton(name, icon_name, keys)
    if run is not None:
        made.clicked.connect(lambda: run())
    return made


def hairline(*, vertical: bool = False) -> QFrame:
    """Return a line one pixel thin."""
    made = QFrame()
    made.setProperty("kind", "hairline")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def card(*widgets: QWidget | QLayout | int, padding: int = 2 * SPACE, tone: str = "") -> QFrame:
    """Return a card with widgets one below the other; its `layout()` takes more."""
    made = QFrame()
    made.setProperty("kind", "card")
    if tone:
        made.setProperty("tone", tone)
    column(*widgets, parent=made, margin=padding)
    return made


def column(
    *widgets: QWidget | QLayout | int,
    parent: QWidget | None = None,
    margin: int = 0,
    spacing: int = SPACE,
) -> QVBoxLayout:
    """Return a column; a number is a stretch."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    _fill(made, widgets, margin, spacing)
    return made


def row(
    *widgets: QWidget | QLayout | int,
    parent: QWidget | None = None,
    margin: int = 0,
    spacing: int = SPACE,
) -> QHBoxLayout:
    """Return a row; a number is a stretch."""
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    _fill(made, widgets, margin, spacing)
    return made


def _fill(
    made: QBoxLayout, widgets: tuple[QWidget | QLayout | int, ...], margin: int, spacing: int
) -> None:
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(spacing)
    for widget in widgets:
        if isinstance(widget, int):
            made.addStretch(widget)
        elif isinstance(widget, QLayout):
            made.addLayout(widget)
        else:
            made.addWidget(widget)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


class Elided(QLabel):
    """A label on one line that ends in “…” where it is too long; its tooltip tells the whole.

    `whole` is what the tooltip tells where the words that were given are cut already.
    """

    whole = ""

    def __init__(self, text: str = "", kind: str = "body") -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(40)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.whole or (self.text() if shown != self.text() else ""))
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.rect(),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
        painter.end()


class EmptyState(QWidget):
    """What an empty screen says: what belongs here, and the one button that begins it."""

    begun = Signal()

    def __init__(self, icon_name: str, heading: str, text: str, action: str = "") -> None:
        super().__init__()
        self._icon_name = icon_name
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.heading = section(heading)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text = quiet(text, wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner = column(self._picture, self.heading, self.text, spacing=SPACE)
        inner.setAlignment(self.text, Qt.AlignmentFlag.AlignHCenter)
        self.button: IconButton | None = None
        if action:
            self.button = primary_button(action, "", self.begun.emit)
            inner.addSpacing(SPACE)
            inner.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._inner = inner
        column(1, inner, 1, parent=self, margin=3 * SPACE)
        self.say(heading, text)
        self._tint()

    def offer(self, other: QWidget) -> None:
        """Offer another way to begin, below the first."""
        self._inner.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)

    def say(self, heading: str, text: str) -> None:
        """Say something else; all of its words are to be seen, whatever the size of the font."""
        self.heading.setText(heading)
        self.text.setText(text)
        self.text.ensurePolished()
        width = self.text.fontMetrics().averageCharWidth() * 60
        self.text.setFixedWidth(width)
        self.text.setMinimumHeight(max(0, self.text.heightForWidth(width)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        colour = QApplication.palette().placeholderText().color()
        self._picture.setPixmap(icon(self._icon_name, colour).pixmap(QSize(40, 40)))
