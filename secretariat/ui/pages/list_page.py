"""A page that is a list over all bodies: tabs, boxes and words narrow it, and what is chosen
stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import Screen
from secretariat.ui.pages.kit import Bar, Header, boxed
from secretariat.ui.pages.master_detail import MasterDetail
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import Choice, EmptyState, TabStrip, card, column, row


@dataclass(frozen=True, slots=True)
class ListWords:
    """What such a page calls its things, and how wide its parts are, in points of the theme.

    `all_tab` is the tab that shows everything; `lines` how many lines a row has; `list_width` and
    `pair_width` what the list takes, and from where on the chosen thing stands beside it;
    `bar_width` from where on the boxes stand beside the tabs.
    """

    many: str
    icon: str
    tabs: Sequence[str]
    all_tab: int
    lines: int = 3
    box_width: int = 200
    find_width: int = 200
    bar_width: int = 760
    list_width: int = 560
    pair_width: int = 860


class ListPage(Screen):
    """The list at the left, what is chosen at the right; the keys work on what is chosen.

    A page of this kind makes its boxes and its panel, calls `frame`, and says in `show` what
    stands in the list.
    """

    def __init__(self, context: Context, words: ListWords, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._words = words
        many = words.many.casefold()
        self.tabs = TabStrip(list(words.tabs), f"Which {many} are shown")
        self.tabs.currentChanged.connect(lambda _: self._turn())
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find by words")
        self.filter.setAccessibleName(f"Find {many} by words")
        self.filter.setToolTip(f"Find {many} by words (Ctrl+L)")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _: self._turn())
        self.list = RowList(context.theme, words.many, lines=words.lines)
        self.list.chosen.connect(lambda _: self._choose())
        self.list.opened.connect(lambda _: self.edit_chosen())
        self.home = self.list
        self._empty = EmptyState(words.icon, "", "", "New")
        self._empty.begun.connect(self._begin)
        self._boxes: Sequence[Choice] = ()

    def frame(
        self,
        panel: QWidget,
        *,
        boxes: Sequence[Choice],
        buttons: Sequence[QWidget],
        above: Sequence[QWidget] = (),
        instead: Sequence[QWidget] = (),
    ) -> None:
        """Put the parts together: `above` stand over the list while they are shown, `instead` in
        its place."""
        theme, words = self.context.theme, self._words
        side = theme.length(24)
        self._boxes = boxes
        for box in boxes:
            box.setMaximumWidth(theme.length(words.box_width))
            box.chosen.connect(lambda _: self._turn())
        self.filter.setFixedWidth(theme.length(words.find_width))
        self._header = Header(theme, words.many, *buttons)
        filters = row(*boxes, self.filter, 1, spacing=theme.length(10))
        self._bar = Bar(theme, self.tabs, boxed(filters), need=words.bar_width)
        self._side, self._nothing = card(panel, padding=1), QWidget()
        self._right = QStackedWidget()
        self._right.addWidget(self._side)
        self._right.addWidget(self._nothing)
        listed = card(self.list, padding=1)
        wide, need = words.list_width, words.pair_width
        self._split = MasterDetail(theme, listed, self._right, self.list, width=wide, need=need)
        body = column(*above, self._split, *instead, self._empty, spacing=theme.length(12))
        for at in range(len(above), len(above) + len(instead) + 2):
            body.setStretch(at, 1)
        body.addStretch()  # what is alone above stands at the top and is no taller than it needs
        body.setContentsMargins(side, 0, side, side)
        self.stack.addWidget(self._header)
        self.stack.addWidget(self._bar)
        self.stack.addLayout(body, 1)
        self._above = tuple(above)

    # ------------------------------------------------------------------ what a page says

    def show_list(self) -> None:
        """Show what the tab, the boxes and the words leave of what was read."""

    def show_chosen(self, key: str) -> bool:
        """Show the thing with this key in the panel; False where there is none."""
        return False

    def start_new(self) -> None:
        """Ask for a new one, in place."""

    def edit_chosen(self) -> None:
        """Go to the first field of what is chosen."""

    # ------------------------------------------------------------------ what it does with it

    def tell(
        self,
        rows: Sequence[ListRow],
        sentence: str,
        counts: Mapping[int, int],
        *,
        instead: bool = False,
    ) -> None:
        """Show rows, the sentence at the head and how many there are behind a tab; none is "".

        `instead` says that something else stands in the place of the list.
        """
        self._header.say(self._words.many, sentence)
        for at, count in counts.items():
            self.tabs.set_count(at, str(count) if count else "")
        if not instead:
            self.list.show_rows(rows)
            if rows and not self.list.key:
                self.list.choose_first()
        self._split.setVisible(bool(rows) and not instead)
        self._choose()

    def say_empty(self, *, any_at_all: bool, new: str, words: tuple[str, str], shown: bool) -> None:
        """Say why nothing is listed, with the button that leads on: `new` where there is nothing
        at all, and otherwise all of them. Nothing to narrow is shown where there is nothing."""
        self._has_any = any_at_all
        self._empty.say(*words)
        if self._empty.button is not None:
            all_of_them = f"Show all {self._words.many.casefold()}"
            self._empty.button.setText(all_of_them if any_at_all else new)
        self._empty.setVisible(shown and all(part.isHidden() for part in self._above))
        self._bar.setVisible(any_at_all)

    _has_any = False

    @property
    def filtered(self) -> bool:
        """Say whether a box or words leave something out."""
        return any(box.value() for box in self._boxes) or bool(self.filter.text())

    def unfilter(self, tab: int) -> None:
        """Show everything of a tab."""
        self.filter.clear()
        for box in self._boxes:
            box.show_value("")
        self.tabs.setCurrentIndex(tab)
        self.show_list()

    def choose(self, key: str, tab: int | None = None) -> None:
        """Choose a thing; where it is not shown, everything of a tab is shown first."""
        if not self.list.choose(key):
            self.unfilter(self._words.all_tab if tab is None else tab)
            self.list.choose(key)

    def to_list(self) -> None:
        """Go back to the list, or to the page where there is none."""
        if self._split.isHidden():
            self.setFocus()
        else:
            self._split.to_list()

    def to_panel(self) -> None:
        """Turn to what is chosen, where there is no room for both."""
        self._split.to_detail()

    def in_panel(self, part: QWidget) -> Callable[[], None]:
        """Return what goes to a part of the panel."""

        def go() -> None:
            self._split.to_detail()
            part.setFocus()

        return go

    def has_chosen(self) -> bool:
        """Say whether there is one for the keys to work on."""
        return bool(self.list.key) and not self._split.isHidden()

    def list_commands(self, prefix: str, new: str) -> Sequence[Command]:
        """Return the commands that all such pages have: a new one, find, and the tabs by number."""
        words = self._words
        return (
            Command(f"{prefix}.new", new, self.start_new, ("Ctrl+Shift+N",), "plus"),
            Command(
                f"{prefix}.find", f"Find {words.many.casefold()}", self._to_find, ("Ctrl+L",),
                "search",
            ),
            *(
                Command(
                    f"{prefix}.show-{name.casefold()}", f"{words.many}: {name.casefold()}",
                    self._shower(at), (f"Ctrl+{at + 1}",),
                )
                for at, name in enumerate(words.tabs)
            ),
        )  # fmt: skip

    def tab_home(self, tab: int) -> QWidget:
        """Return where the focus goes with a tab."""
        return self.list

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.to_list()
        else:
            super().keyPressEvent(event)

    def _turn(self) -> None:
        self.context.autosave.flush_all()
        self.show_list()

    def _choose(self) -> None:
        there = bool(self.list.key) and self.show_chosen(self.list.key)
        self._right.setCurrentWidget(self._side if there else self._nothing)

    def _shower(self, at: int) -> Callable[[], None]:
        def show() -> None:
            self.tabs.setCurrentIndex(at)
            self.tab_home(at).setFocus()

        return show

    def _begin(self) -> None:
        if self._has_any:
            self.unfilter(self._words.all_tab)
        else:
            self.start_new()

    def _to_find(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()
