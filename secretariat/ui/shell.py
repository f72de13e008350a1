"""The frame around the screens: the sidebar and the status bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from secretariat.ui.icons import icon, size_before_words
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import Button, link_button, restyle, row, set_tone

_ROOMY = 1000
"""Width of a window, at the default font size, from which places show their names."""
_A_PLACE, _HEAD_AND_FOOT = 40, 110
"""Height that a place takes, and what stands above and below the places, status bar included."""
_LONGEST = 70
"""Letters that the saved mark may take; its tooltip and the message bar tell the whole."""


if TYPE_CHECKING:
    from secretariat.ui.autosave import SaveState


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the sidebar."""

    screen: str
    name: str
    icon: str
    keys: str = ""


class NavButton(Button):
    """A place in the sidebar, with a count at its right where there is one."""

    def __init__(self, place: Place, theme: Theme) -> None:
        super().__init__(place.name)
        self.place = place
        self._theme = theme
        self._is_compact = False
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setAccessibleName(place.name)
        native = QKeySequence(place.keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{place.name} ({native})" if native else place.name)
        # A function key is short enough to stand beside the name.
        self._count = native if place.keys.startswith("F") else ""
        self._tint()
        theme.changed.connect(self._tint)

    def set_count(self, count: int, meaning: str) -> None:
        """Show a number; `meaning` says what it counts (“open actions”)."""
        self._count = str(count) if count else ""
        said = f"{self.place.name}, {count} {meaning}" if count else self.place.name
        self.setAccessibleName(said)
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone; the name is still read aloud and stands in the tooltip."""
        self._is_compact = compact
        self.setText("" if compact else self.place.name)
        self._tint()

    def set_tight(self, tight: bool) -> None:
        """Stand closer to the places above and below."""
        if bool(self.property("tight")) is not tight:
            self.setProperty("tight", tight)
            restyle(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count and not self._is_compact:
            painter = QPainter(self)
            painter.setFont(self._theme.font("small"))
            painter.setPen(self._theme.colour("ink2"))
            area = QRectF(self.rect()).adjusted(0, 0, -self._theme.length(14), 0)
            painter.drawText(
                area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._count
            )
            painter.end()

    def _tint(self) -> None:
        edge = self._theme.length(18)
        ink = self._theme.colour("ink2")
        words = not self._is_compact
        self.setIcon(icon(self.place.icon, ink, before_words=words, edge=edge))
        self.setIconSize(size_before_words(edge) if words else QSize(edge, edge))


class Mark(QWidget):
    """The program's mark: a square of the accent with its corner turned."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        edge = theme.length(22)
        self.setFixedSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.end()


class Sidebar(QWidget):
    """The places one can go to; `chosen` names the screen."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, above: Sequence[Place], below: Sequence[Place]) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Places")
        self._theme = theme
        self._is_compact = False
        self.setFixedWidth(theme.size("sidebar_width"))
        self.buttons: dict[str, NavButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 18, 12, 16)
        layout.setSpacing(2)
        self._name = QLabel("Secretariat")
        self._name.setProperty("kind", "section")
        self._head = row(Mark(theme), self._name, 1, spacing=10)
        self._head.setContentsMargins(12, 0, 0, 18)
        layout.addLayout(self._head)
        for place in above:
            layout.addWidget(self._button(place, theme))
        layout.addStretch(1)
        for place in below:
            layout.addWidget(self._button(place, theme))

    def fit(self, width: int, height: int = 0) -> None:
        """Show icons alone where the window is narrow for the size of its words.

        Where it is low for as many places as there are, they stand closer together.
        """
        shown = sum(1 for made in self.buttons.values() if not made.isHidden())
        tight = 0 < height < self._theme.length(_HEAD_AND_FOOT + _A_PLACE * shown)
        for made in self.buttons.values():
            made.set_tight(tight)
        self._head.setContentsMargins(12, 0, 0, 6 if tight else 18)
        compact = width < self._theme.length(_ROOMY)
        if compact is self._is_compact:
            return
        self._is_compact = compact
        self._name.setVisible(not compact)
        whole = self._theme.size("sidebar_width")
        self.setFixedWidth(self._theme.length(42) + 24 if compact else whole)
        for made in self.buttons.values():
            made.set_compact(compact)

    def keep(self, screens: Sequence[str]) -> None:
        """Show these places and no others."""
        for name, made in self.buttons.items():
            made.setVisible(name in screens)

    def show_place(self, screen: str) -> None:
        """Mark the place that is shown; a meeting belongs to Meetings."""
        shown = "meetings" if screen == "meeting" else screen
        for name, made in self.buttons.items():
            made.setChecked(name == shown)

    def _button(self, place: Place, theme: Theme) -> NavButton:
        made = NavButton(place, theme)
        made.clicked.connect(lambda: self._choose(place.screen))
        self.buttons[place.screen] = made
        return made

    def _choose(self, screen: str) -> None:
        self.chosen.emit(screen)


class SaveMark(QWidget):
    """A dot and words that say how things stand with the disk, and never lie."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tone = "good"
        self._dot = QLabel()
        self._dot.setFixedSize(8, 8)
        self.words = QLabel("Everything is saved")
        self.words.setAccessibleName("Everything is saved")
        row(self._dot, self.words, parent=self, spacing=6)
        theme.changed.connect(self._paint_dot)
        self._paint_dot()

    def show_state(self, state: SaveState) -> None:
        """Say “Saving…”, “Saved 10:42:07” or that something is not saved."""
        if state.failure:
            self._say(f"Not saved: {state.failure}", "bad")
        elif state.pending:
            self._say("Saving…", "warn")
        elif state.saved_at is not None:
            self._say(f"Saved {state.saved_at.astimezone():%H:%M:%S}", "good")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_dot()

    def _say(self, words: str, tone: str) -> None:
        self.words.setText(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…")
        self.words.setAccessibleName(words)
        self.words.setToolTip(words if len(words) > _LONGEST else "")
        set_tone(self.words, tone if tone == "bad" else "")
        self._tone = tone
        self._paint_dot()

    def _paint_dot(self) -> None:
        colour = self._theme.colour(self._tone).name()
        self._dot.setStyleSheet(f"background: {colour}; border-radius: 4px;")


class StatusBar(QWidget):
    """The foot of the window: saved mark, last copy, work under way, where the register lies."""

    def __init__(self, theme: Theme, register: str, cancel: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.size("status_height"))
        self.saved = SaveMark(theme)
        self.copies = QLabel("")
        self.work = QLabel("")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(90)
        self._bar.setAccessibleName("Work under way")
        self._cancel = link_button("Cancel", cancel)
        self._cancel.setAccessibleName("Cancel the work under way")
        self.register = QLabel(register)
        layout = row(
            self.saved, self.copies, 1, self._bar, self.work, self._cancel,
            QLabel("Offline by design"), self.register,
            parent=self, spacing=18,
        )  # fmt: skip
        layout.setContentsMargins(16, 0, 16, 0)
        self.show_work("")

    def show_work(self, label: str) -> None:
        """Show what is being made, with a way to cancel it; nothing when it is done."""
        self.work.setText(label)
        for widget in (self.work, self._bar, self._cancel):
            widget.setVisible(bool(label))
