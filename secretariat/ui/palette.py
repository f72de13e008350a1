"""The palette (Ctrl+K): every command by its words, and everything in the register by its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from secretariat.models.plaintext import one_line
from secretariat.ui.page import Command, Route
from secretariat.ui.theme import Theme

if TYPE_CHECKING:
    from secretariat.store.search import Hit
    from secretariat.ui.finder import Found

Index = QModelIndex | QPersistentModelIndex
ENTRY = int(Qt.ItemDataRole.UserRole) + 1

_KINDS = {
    "body": "Body",
    "person": "Person",
    "organisation": "Organisation",
    "meeting": "Meeting",
    "item": "Agenda item",
    "entry": "Minute",
    "action": "Action",
    "submission": "Submission",
    "paper": "Paper",
}
_COMMAND = "Command"
_COMMANDS = 6
"""How many commands stand above what was found."""
_SHORTEST = 2
_TABS = {
    "item": "agenda",
    "entry": "minutes",
    "action": "actions",
    "meeting": "",
    "paper": "papers",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette: what it says, what kind it is, its keys, and what it does."""

    text: str
    detail: str
    kind: str
    keys: str
    run: Callable[[], None]

    @property
    def spoken(self) -> str:
        return ", ".join(filter(None, (self.text, self.detail, self.kind, self.keys)))


class EntriesModel(QAbstractListModel):
    """The lines that match what is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.spoken
        return None


class EntryDelegate(QStyledItemDelegate):
    """Paints a line: words, what they belong to, kind and keys at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY)
        return QSize(100, self._theme.length(52 if entry.detail else 38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        theme, area = self._theme, QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent-soft"))
            painter.drawRoundedRect(area.adjusted(6, 1, -6, -1), 6, 6)
        inner = area.adjusted(18, 6, -18, -6)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink3"))
        side = entry.keys or ("" if entry.kind == _COMMAND else entry.kind)
        width = painter.fontMetrics().horizontalAdvance(side) + 16
        middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle, side)
        left = inner.adjusted(0, 0, -width, 0)
        painter.setFont(theme.font("body", "medium"))
        painter.setPen(theme.colour("ink"))
        line = painter.fontMetrics().height()
        top = QRect(left.x(), left.y(), left.width(), line if entry.detail else left.height())
        self._words(painter, top, entry.text)
        if entry.detail:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("ink2"))
            below = QRect(left.x(), left.y() + line + 1, left.width(), left.height() - line)
            self._words(painter, below, entry.detail)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, area: QRect, words: str) -> None:
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


class Veil(QWidget):
    """Dims the window behind the palette; a click on it puts the palette away."""

    def __init__(self, theme: Theme, parent: QWidget, clicked: Callable[[], None]) -> None:
        super().__init__(parent)
        self._theme, self._clicked = theme, clicked
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = self._theme.colour("ink" if not self._theme.dark else "sunk")
        shade.setAlpha(64 if not self._theme.dark else 150)
        painter = QPainter(self)
        painter.fillRect(event.rect(), shade)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._clicked()


class Palette(QFrame):
    """A field and a list over the window; Escape or a click beside it puts it away.

    `commands` gives what can be done now; `ask` has words looked for in the register, whose
    answer comes to `show_found`; `go` shows what was found. Searching begins at two letters.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        commands: Callable[[], Sequence[Command]],
        ask: Callable[[str], None],
        go: Callable[[Route], None],
    ) -> None:
        super().__init__(parent)
        self._veil = Veil(theme, parent, self.dismiss)
        self.setObjectName("palette")
        self.setAccessibleName("Search or do anything")
        self._commands, self._ask, self._go = commands, ask, go
        self._asked = ""
        self._run_first = False
        self._theme = theme
        self._was_focused: QWidget | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search, or type what you want to do")
        self.field.setAccessibleName("Search or do anything")
        self.model = EntriesModel()
        self.list = QListView()
        self.list.setProperty("kind", "plain")
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(theme, self.list))
        self.list.setAccessibleName("What was found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(90)
        self._timer.timeout.connect(self._search)
        self.field.textEdited.connect(lambda: self._timer.start())
        self.field.installEventFilter(self)
        self.hide()

    def open_with(self, text: str = "") -> None:
        """Show it over the window, ready to type."""
        self._was_focused = self.window().focusWidget()
        self.field.setText(text)
        self._veil.show()
        self._veil.raise_()
        self.show()
        self.raise_()
        self.place()
        self.field.setFocus()
        self._search()
        self.place()

    def dismiss(self) -> None:
        """Put it away and go back to where one was."""
        if self.isVisible():
            self._put_away()
            if self._was_focused is not None:
                self._was_focused.setFocus()

    def place(self) -> None:
        """Take the middle of the window, near its top."""
        over = self.window().rect()
        width = min(self._theme.length(640), over.width() - 40)
        height = min(self._theme.length(460), over.height() - 80)
        rows = [self.list.sizeHintForRow(at) for at in range(min(self.model.rowCount(), 20))]
        wanted = self.field.sizeHint().height() + sum(rows) + 36
        height = min(height, wanted)
        self.setGeometry((over.width() - width) // 2, 56, width, height)
        self._veil.setGeometry(over)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._put_away()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Escape)  # before any message below it
            return event.isAccepted()
        return False

    def _put_away(self) -> None:
        self._veil.hide()
        self.hide()

    def _key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            self._select(self.list.currentIndex().row() + steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._timer.stop()
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    def _enter(self) -> None:
        """Run what is chosen; words that are still being looked for run once they are found."""
        if self.field.text().strip() != self._asked:
            self._search()
        if self.list.currentIndex().isValid():
            self._run(self.list.currentIndex().row())
        else:
            self._run_first = True

    def _search(self) -> None:
        text = self._asked = self.field.text().strip()
        self._run_first = False
        matching = [self._command(c) for c in self._commands() if _matches(c.text, text)]
        searching = len(text) >= _SHORTEST
        self.model.show(matching[:_COMMANDS] if searching else matching)
        self._select(0)
        if searching:
            self._ask(text)  # the size follows with the answer
        else:
            self.place()

    def show_found(self, text: str, found: Sequence[Found]) -> None:
        """Show below the commands what the register holds for the words, if they still stand."""
        if text != self._asked or not self.isVisible():
            return
        chosen = max(self.list.currentIndex().row(), 0)
        commands = [entry for entry in self.model.entries if entry.kind == _COMMAND]
        entries = commands + [self._hit(one) for one in found]
        self.model.show(entries or [Entry(f"Nothing holds the words “{text}”", "", "", "", _idle)])
        self._select(chosen)
        self.place()
        if self._run_first and entries:
            self._run(0)

    def _command(self, command: Command) -> Entry:
        keys = command.keys[0] if command.keys else ""
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        return Entry(command.text, "", _COMMAND, native or keys, command.run)

    def _hit(self, found: Found) -> Entry:
        hit = found.hit
        title, snippet = one_line(hit.title), one_line(hit.snippet)
        below = [part for part in (found.where, snippet) if part and part != title]
        focus = f"{hit.file}#{hit.page}" if hit.page else hit.uid
        route = route_to(hit.table, focus, hit.meeting or "")
        return Entry(
            title or snippet,
            " · ".join(below if title else below[:1]),
            _kind(hit),
            "",
            lambda: self._go(route),
        )

    def _select(self, at: int) -> None:
        rows = self.model.rowCount()
        if rows:
            self.list.setCurrentIndex(self.model.index(max(0, min(at, rows - 1))))

    def _run(self, at: int) -> None:
        if 0 <= at < len(self.model.entries):
            run = self.model.entries[at].run
            self.dismiss()
            run()


def route_to(table: str, uid: str, meeting: str) -> Route:
    """Return the place where a found record is shown."""
    if meeting and table in _TABS:
        return Route("meeting", meeting, _TABS[table], uid)
    if table == "paper":
        return Route("reports", focus=uid)
    if table == "submission":
        return Route("submissions", focus=uid)
    screens = {"body": "bodies", "person": "people", "organisation": "people"}
    if table == "meeting":
        return Route("meeting", uid)
    return Route(screens.get(table, "actions"), uid, focus=uid)


def _kind(hit: Hit) -> str:
    """Return what was found: Agenda item; Paper, page 12 and 2 more; and whether restricted."""
    kind = _KINDS.get(hit.table, "")
    if hit.page:
        kind += f", page {hit.page}" + (f" and {hit.pages - 1} more" if hit.pages > 1 else "")
    return f"Restricted · {kind}" if hit.is_held else kind


def _idle() -> None:
    """Do nothing: there is nothing to go to."""


def _matches(text: str, typed: str) -> bool:
    words = text.casefold()
    return all(part in words for part in typed.casefold().split())
