"""What completes the word before the cursor: names after `@`, standard words after `/`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QStandardItem, QStandardItemModel, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QTextEdit

from secretariat.models.kinds import EntryKind
from secretariat.models.plaintext import shortened
from secretariat.models.snippets import Home, Offer, matching
from secretariat.services.entitled import OfferedName

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NAME = re.compile(r"(?:^|[\s(])(?P<typed>@(?P<words>[\w'’.-]*(?: [\w'’.-]+)?))$")
_SNIPPET = re.compile(r"(?:^|[\s(])(?P<typed>/(?P<words>(?:[^\W\d_][\w'’-]*(?: [\w'’-]*){0,2})?))$")
_NARROW, _WIDE = 240, 520
_SAMPLE = 72
"""Letters of a snippet's words that are shown behind its name."""

_LIST_OF_WORDS = """
QListView { border: 1px solid palette(mid); background: palette(base); padding: 4px; }
QListView::item { min-height: 26px; padding: 0 8px; border-radius: 4px; }
QListView::item:selected { background: palette(highlight); color: palette(highlighted-text); }
"""


@dataclass(slots=True)
class Known:
    """What can be completed: shared by the editors of a screen."""

    names: Sequence[OfferedName] = ()
    offers: Sequence[Offer] = ()


class Completion(QObject):
    """Offers a list at the cursor of an editor. Enter and Tab take, Escape leaves what is typed.

    A name is put in at once; of standard words `snippet_chosen` tells, with what was typed for
    them marked in the editor.
    """

    snippet_chosen = Signal(object)  # Offer

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit)
        self.known = Known()
        self._edit = edit
        self._completer: QCompleter | None = None
        self._rows = QStandardItemModel(self)
        self._offered: Sequence[OfferedName | Offer] = ()
        self._left_alone = -1

    @property
    def shown(self) -> bool:
        """Say whether the list is open, so that Enter, Tab and Escape are its own."""
        return self._completer is not None and self.popup().isVisible()

    def popup(self) -> QAbstractItemView:
        """Return the list; it is made when it is first wanted."""
        if self._completer is None:
            made = self._completer = QCompleter(self._rows, self)
            made.setWidget(self._edit)
            made.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            # The list's own signal has two shapes; that with the index is meant.
            made.activated[QModelIndex].connect(self._take)  # type: ignore[index]
            self.popup().setStyleSheet(_LIST_OF_WORDS)
        return cast(QAbstractItemView, self._completer.popup())

    def takes(self, event: QKeyEvent) -> bool:
        """Say whether a key belongs to the open list."""
        if not self.shown:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._left_alone = self._begins()
        return event.key() in (*ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)

    def look(self) -> None:
        """Offer what completes the word before the cursor, or close the list."""
        found = self._typed()
        if found is None:
            self._left_alone = -1
        if found is None or self._begins() == self._left_alone:
            self._hide()
            return
        self._offered = self._meant(found)
        if not self._offered:
            self._hide()
            return
        self._show(found)

    def _hide(self) -> None:
        if self._completer is not None:
            self.popup().hide()

    def _typed(self) -> re.Match[str] | None:
        cursor = self._edit.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        return _NAME.search(before) or _SNIPPET.search(before)

    def _begins(self) -> int:
        """Return where in the text the word begins that is being completed, -1 without one."""
        found = self._typed()
        return self._edit.textCursor().block().position() + found.start("typed") if found else -1

    def _meant(self, found: re.Match[str]) -> Sequence[OfferedName | Offer]:
        words = found["words"].casefold()
        if found["typed"].startswith("@"):
            return [one for one in self.known.names if words in one.name.casefold()]
        return matching(self.known.offers, words)

    def _show(self, found: re.Match[str]) -> None:
        popup = self.popup()
        names = found["typed"].startswith("@")
        self._rows.clear()
        self._rows.appendColumn([_row(one) for one in self._offered])
        title = "Names of those at the meeting" if names else "Standard words"
        popup.setAccessibleName(title)
        if self._completer is not None:
            self._completer.setCompletionPrefix(found["words"])
            place = self._edit.cursorRect()
            wide = popup.sizeHintForColumn(0) + 40
            place.setWidth(max(_NARROW, min(wide, _WIDE)))
            self._completer.complete(place)
            # Only now: the list forgets its place as it opens.
            popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _take(self, index: QModelIndex) -> None:
        found, at = self._typed(), index.row()
        if found is None or not 0 <= at < len(self._offered):
            return
        cursor = self._edit.textCursor()
        size = len(found["typed"])
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, size)
        chosen = self._offered[at]
        if isinstance(chosen, OfferedName):
            cursor.insertText(chosen.name)
            self._edit.setTextCursor(cursor)
            return
        self._edit.setTextCursor(cursor)
        self.snippet_chosen.emit(chosen)


def _row(one: OfferedName | Offer) -> QStandardItem:
    if isinstance(one, OfferedName):
        name = QStandardItem(one.words)
        if one.why:
            name.setForeground(QGuiApplication.palette().placeholderText())
        return name
    item = QStandardItem(f"{one.name}  –  {shortened(one.text, _SAMPLE)}")
    kind = "" if one.kind is EntryKind.NARRATIVE else f"{one.kind.value}, "
    said = f"{one.name}, {kind}{one.home.value}: {one.text}"
    item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
    item.setData(f"/{one.short}", Qt.ItemDataRole.ToolTipRole)
    if one.home is not Home.SHIPPED:
        font = item.font()
        font.setBold(True)
        item.setFont(font)
    return item
