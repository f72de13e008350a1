"""The second window, for those in the room: the item, the motion, the result and the time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QGuiApplication, QKeyEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from secretariat.errors import KnownError
from secretariat.models.dates import clock
from secretariat.models.kinds import EntryKind
from secretariat.models.records import Entry, Meeting
from secretariat.services.projected import Slide, slide_of
from secretariat.services.wall_clock import now_at
from secretariat.store.history import Changed
from secretariat.ui.meeting.entry_list import ORIGIN
from secretariat.ui.page import Context

KEYS = "F11"
_SOON = 200
"""Milliseconds in which several changes become one reading."""
_LINES = 26
"""How many lines of its smallest words the window is high."""


class Projector(QWidget):
    """Shows the public matter of one item in large type.

    It is made anew from the public's own view after every change, and shows nothing at all when
    that cannot be read. `turned` says whether it was opened or closed.
    """

    turned = Signal(bool)

    def __init__(self, context: Context, meeting: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.context = context
        self.meeting = meeting
        self.item: str | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("For the room – Secretariat")
        self.setAccessibleName("What the room sees")
        self.meeting_name = self._label("ink2", 1.0)
        self.number = self._label("accent", 2.6, QFont.Weight.DemiBold)
        self.title = self._label("ink", 2.6, QFont.Weight.DemiBold)
        self.motion = self._label("ink", 1.5)
        self.result = self._label("accent", 2.2, QFont.Weight.DemiBold)
        self.count = self._label("ink", 1.5)
        self.note = self._label("ink2", 1.5)
        self.time = self._label("ink2", 1.6)
        self.rule = QFrame()
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._read)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        context.theme.changed.connect(self._dress)
        context.bus.changed.connect(self._on_changed)
        self._covered = self._lost = ""
        screens = QGuiApplication.instance()
        assert isinstance(screens, QGuiApplication)
        screens.screenRemoved.connect(self._screen_removed)
        screens.screenAdded.connect(self._screen_added)

    def _label(self, ink: str, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("ink", ink)
        label.setProperty("part", size)
        label.setProperty("heavy", weight is not QFont.Weight.Normal)
        return label

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.meeting_name)
        self._column.addStretch(2)
        for label in (self.number, self.title, self.rule, self.motion, self.result, self.count):
            self._column.addWidget(label)
        self._column.addWidget(self.note)
        self._column.addStretch(3)
        self._column.addWidget(self.time, 0, Qt.AlignmentFlag.AlignRight)

    # ------------------------------------------------------------------ showing

    def open_beside(self, window: QWidget, wanted: str = "") -> None:
        """Open it over the whole of another screen where there is one, and else as a window.

        Where there are several, over the one that is called `wanted`.
        """
        others = [one for one in QGuiApplication.screens() if one is not window.screen()]
        others.sort(key=lambda one: one.name() != wanted)
        self._covered, self._lost = others[0].name() if others else "", ""
        if others:
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.resize(self.context.theme.length(960), self.context.theme.length(600))
            self.show()
        self._tick.start()
        self._dress()
        self._read()
        self.turned.emit(True)

    # Methods and no lambdas: Qt lets go of them with this window.
    def _screen_removed(self, screen: QScreen) -> None:
        self.screen_gone(screen.name())

    def _screen_added(self, screen: QScreen) -> None:
        self.screen_back(screen.name())

    def screen_gone(self, name: str) -> None:
        """Close when the screen that is covered was taken away: it must not cover the minutes."""
        if self.isVisible() and name and name == self._covered:
            self.close()
            self._lost = name
            self.context.messages.say(
                "The second screen is gone, and the window for the room with it."
                " It comes back with the screen, or with F11."
            )

    def screen_back(self, name: str) -> None:
        """Open again on the screen that had been taken away."""
        parent = self.parentWidget()
        if name and name == self._lost and parent is not None and parent.isVisible():
            self.open_beside(parent.window(), name)
            parent.window().activateWindow()  # whoever types goes on typing

    def show_item(self, item: str | None) -> None:
        """Follow the item that is being taken."""
        if item != self.item:
            self.item = item
            if self.isVisible():
                self._read()

    def _on_changed(self, changed: Changed) -> None:
        """Follow what was recorded; of what is merely typed only the words of a motion."""
        if not self.isVisible():
            return
        typed = changed.origin == ORIGIN and changed.kind == "do"
        if typed and set(changed.rows) == {Entry.TABLE}:
            entries = tuple(changed.rows[Entry.TABLE])
            reader = self.context.session.reader
            if not reader.count(Entry, uid=entries, kind=EntryKind.MOTION):
                return
        self._soon.start()

    def _read(self) -> None:
        try:
            self.show_slide(slide_of(self.context.session, self.meeting, self.item))
        except KnownError:
            self.show_slide(Slide(""))
        self._show_time()

    def show_slide(self, slide: Slide) -> None:
        """Show a slide; what it does not have takes no room."""
        parts = (
            (self.meeting_name, slide.meeting),
            (self.number, f"Item {slide.number}" if slide.number else ""),
            (self.title, slide.title),
            (self.motion, slide.motion),
            (self.result, slide.result),
            (self.count, slide.count),
            (self.note, slide.note),
        )
        for label, words in parts:
            label.setText(words)
            label.setVisible(bool(words))
        self.rule.setVisible(bool(slide.motion or slide.result))
        self.setAccessibleDescription(". ".join(words for _, words in parts if words))
        self._fit()

    def _show_time(self) -> None:
        meeting = self.context.session.reader.maybe(Meeting, self.meeting)
        words = clock(now_at(self.context.session, meeting)) if meeting else ""
        if words != self.time.text():
            self.time.setText(words)

    # ------------------------------------------------------------------ the look

    def _dress(self) -> None:
        colour = self.context.theme.colour
        self.setStyleSheet(f"Projector {{ background: {colour('surface').name()}; }}")
        self.rule.setStyleSheet(f"background: {colour('accent').name()};")
        self._fit()

    def _fit(self) -> None:
        """Make the words as large as the window allows, and long ones smaller until they fit."""
        unit = self.height() / _LINES
        margin = round(2 * unit)
        self._column.setContentsMargins(margin, round(1.4 * unit), margin, round(unit))
        self._column.setSpacing(round(0.6 * unit))
        self.rule.setFixedSize(round(4 * unit), max(3, round(0.18 * unit)))
        for shrunk in (1.0, 0.8, 0.64, 0.5, 0.4):
            self._set_fonts(unit * shrunk)
            wanted = self._column.totalHeightForWidth(self.width())
            if wanted <= self.height():
                break

    def _set_fonts(self, unit: float) -> None:
        for label in self.findChildren(QLabel):
            ink = self.context.theme.colour(label.property("ink")).name()
            size = max(10, round(unit * label.property("part")))
            weight = 600 if label.property("heavy") else 400
            label.setStyleSheet(f"color: {ink}; font-size: {size}px; font-weight: {weight};")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # ------------------------------------------------------------------ closing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F11, Qt.Key.Key_Escape):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tick.stop()
        self._soon.stop()
        super().closeEvent(event)
        self.turned.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._fit()
