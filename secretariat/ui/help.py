"""Help (F1): one short page a screen, from `resources/help`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from secretariat.paths import resources
from secretariat.ui.page import Command, Context, Page, Route
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import button, column, row, title

ORDER = (
    "start", "desk", "meetings", "agenda", "papers", "attendance", "minutes", "send", "actions",
    "plan", "reports", "submissions", "bodies", "styles", "people", "keyboard", "settings",
)  # fmt: skip
_ALIASES = {
    "details": "meetings",
    "meeting": "meetings",
    "safety": "settings",
    "styles": "settings",
}


def topics() -> list[tuple[str, str, Path]]:
    """Return the pages that there are: key, title and file, in their order."""
    found = []
    for key in ORDER:
        path = resources() / "help" / f"{key}.md"
        if path.is_file():
            heading = path.read_text("utf-8").lstrip().split("\n", 1)[0].lstrip("# ").strip()
            found.append((key, heading, path))
    return found


class HelpPage(Page):
    """The pages at the left, the one that is read at the right."""

    page_title = "Help"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._list = QListWidget()
        self._list.setAccessibleName("Help pages")
        self._list.setProperty("kind", "plain")
        self._list.setFixedWidth(context.theme.length(220))
        for key, heading, _ in topics():
            item = QListWidgetItem(heading)
            item.setSizeHint(QSize(0, context.theme.size("row_min_height")))
            item.setData(Qt.ItemDataRole.UserRole, key)
            self._list.addItem(item)
        self._view = QTextBrowser()
        self._view.setAccessibleName("Help")
        self._view.setProperty("kind", "reading")
        self._view.setMaximumWidth(context.theme.length(760))
        self._view.setOpenLinks(False)
        self._view.anchorClicked.connect(self._follow)
        self._list.currentItemChanged.connect(lambda *_: self._show())
        context.theme.changed.connect(self._show)
        inner = QHBoxLayout()
        inner.setSpacing(16)
        inner.addWidget(self._list)
        inner.addWidget(self._view, 4)
        inner.addStretch(1)
        self.back = button("Back", "arrow-left", context.go_back)
        self.back.setToolTip("Back to where you were (Esc)")
        head = row(title("Help"), 1, self.back)
        layout = column(head, parent=self, margin=24, spacing=16)
        layout.addLayout(inner, 1)

    def open(self, route: Route) -> None:
        """Show the page of a screen, or the first."""
        self.show_topic(route.uid or "start")

    def refresh(self) -> None:
        """Nothing here comes from the register."""

    def concerns(self, changed: object) -> bool:
        """Say that no commit changes the help."""
        return False

    def commands(self) -> Sequence[Command]:
        """Return the way back."""
        return (
            Command("help.back", "Leave the help", self.context.go_back, ("Esc",), "arrow-left"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.context.go_back()
            return
        super().keyPressEvent(event)

    def show_topic(self, key: str) -> None:
        """Show one page; an unknown one shows the first."""
        wanted = _ALIASES.get(key, key)
        for index in range(self._list.count()):
            if self._list.item(index).data(Qt.ItemDataRole.UserRole) == wanted:
                self._list.setCurrentRow(index)
                return
        self._list.setCurrentRow(0)

    def _show(self) -> None:
        item = self._list.currentItem()
        if item is None:
            return
        wanted = item.data(Qt.ItemDataRole.UserRole)
        path = next(path for key, _, path in topics() if key == wanted)
        self._view.setDocument(_set(path.read_text("utf-8"), self.context.theme, self._view))

    def _follow(self, url: QUrl) -> None:
        self.show_topic(url.path().removesuffix(".md"))


def _set(words: str, theme: Theme, parent: QTextBrowser) -> QTextDocument:
    """Return a page of help set in the type scale, with room between its lines."""
    document = QTextDocument(parent)
    document.setDocumentMargin(theme.length(28))
    document.setDefaultFont(theme.font("editor"))
    document.setMarkdown(words)
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        shape = block.blockFormat()
        shape.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        level, listed = shape.headingLevel(), block.textList() is not None
        shape.setTopMargin(theme.length(20 if level > 1 else 0))
        shape.setBottomMargin(theme.length(6 if listed or level else 12))
        if cursor.currentTable() is not None:
            shape.setTopMargin(theme.length(3))
            shape.setBottomMargin(theme.length(3))
        cursor.setBlockFormat(shape)
        if level:
            _set_heading(cursor, theme.font("title" if level == 1 else "section", "title"))
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame, theme)
    return document


def _set_heading(cursor: QTextCursor, font: QFont) -> None:
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    look = QTextCharFormat()
    look.setFont(font)
    cursor.setCharFormat(look)  # in place of Markdown's own, which is a size larger


def _set_table(table: QTextTable, theme: Theme) -> None:
    shape = table.format()
    shape.setBorder(0)
    shape.setCellSpacing(0)
    shape.setCellPadding(theme.length(4))
    table.setFormat(shape)
