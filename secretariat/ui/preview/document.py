"""The real PDF in the window, kept in its place while it is made anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secretariat.ui.page import Command
from secretariat.ui.preview import keys
from secretariat.ui.preview.bar import PreviewBar
from secretariat.ui.widgets import body

if TYPE_CHECKING:
    from secretariat.ui.preview.bookmarks import Bookmarks
    from secretariat.ui.preview.edition import Bookmark
    from secretariat.ui.preview.find import FindBar
    from secretariat.ui.preview.strip import PageStrip
    from secretariat.ui.preview.thumbs import Thumbnails

_BOTH = 700
"""The width in pixels from which bookmarks and small pages have room beside the pages."""


class DocumentPreview(QWidget):
    """Shows a document as it will print; it takes the focus only when a person goes there.

    The pages that are shown stay until the new ones are drawn: nothing flickers. Page, size and
    what is sought stay too. Its keys (`preview.keys`) work while the focus is in it; `commands`
    are the same for the palette.
    """

    page_changed = Signal(int, int)

    def __init__(self, heading: str = "As it will print", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "sunk")
        self.setMinimumWidth(260)
        self.bar = PreviewBar(heading)
        self._note = body("", wrap=True)
        self._note.setMargin(24)
        self._note.hide()
        self._strip: PageStrip | None = None
        self._find: FindBar | None = None
        self._thumbs: Thumbnails | None = None
        self._bookmarks: Bookmarks | None = None
        self._print: Callable[[bytes], None] | None = None
        self._pages = QWidget()
        self._beside = QHBoxLayout(self._pages)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(6)
        self._stack = layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self._note)
        layout.addWidget(self._pages, 1)
        layout.addStretch()
        self.setAccessibleName(heading)
        self.bar.page_asked.connect(self.go_to)
        self.bar.zoom_asked.connect(self.zoom_by)
        self.bar.fit_asked.connect(self.turn_fit)
        self.bar.find_asked.connect(self.begin_find)
        self.bar.thumbs_asked.connect(self.turn_thumbs)
        self.bar.bookmarks_asked.connect(self.turn_bookmarks)
        self.bar.print_asked.connect(self.print)

    @property
    def page_count(self) -> int:
        """The number of pages that are shown."""
        return self._strip.pages if self._strip else 0

    @property
    def is_drawn(self) -> bool:
        """Say whether what is in view is the newest document, sharp."""
        return self._strip is not None and self._strip.is_drawn

    def show_pdf(self, data: bytes) -> None:
        """Show these bytes, at the place at which the reader was."""
        strip = self._the_strip()
        if not strip.show_pdf(data):
            self.show_note("The document could not be shown here; exporting it still works.")
            return
        self._note.hide()
        self._pages.show()

    def _follow(self) -> None:
        """Search the new document for what is sought, and show its pages in small."""
        if self._find is not None:
            self._find.search_again()
        if self._thumbs is not None or self._bookmarks is not None:
            QTimer.singleShot(0, self, self._follow_small)  # one thing between two keys

    def _follow_small(self) -> None:
        strip = self._the_strip()
        if self._thumbs is not None and strip.edition is not None:
            self._thumbs.show_edition(strip.edition, strip.page)
        shown = self._bookmarks
        if shown is not None and not shown.isHidden() and strip.edition is not None:
            shown.show_edition(strip.edition, strip.page)

    def show_note(self, text: str, *, alone: bool = False) -> None:
        """Say why there is nothing to see; what was shown before stays below, unless `alone`."""
        self._note.setText(text)
        self._note.show()
        self._pages.setVisible(not alone)
        if alone:
            self.bar.show_place(0, 0, 0, is_width=True)

    def offer_print(self, run: Callable[[bytes], None]) -> None:
        """Let what is shown be printed from here; `run` gets its bytes."""
        self._print = run
        self.bar.offer_print()

    # ------------------------------------------------------------------ what can be done

    def go_to(self, page: int) -> None:
        """Show a page, from 1, and take the focus there."""
        if self._strip is not None:
            self._strip.setFocus()
            self._strip.go_to(page)

    def zoom_by(self, steps: int) -> None:
        """Let the pages stand larger or smaller."""
        if self._strip is not None:
            self._strip.zoom_by(steps)

    def turn_fit(self) -> None:
        """Let the pages stand as wide as there is room; where they do, each whole."""
        from secretariat.ui.preview.strip import Fit

        if self._strip is not None:
            self._strip.set_fit(Fit.PAGE if self._strip.fit is Fit.WIDTH else Fit.WIDTH)

    def begin_find(self) -> None:
        """Ask for words to be found in the document."""
        if self._strip is None:
            return
        if self._find is None:
            from secretariat.ui.preview.find import FindBar

            self._find = FindBar(self._strip)
            self._find.closed.connect(self.end_find)
            self._stack.insertWidget(1, self._find)
        self._find.show()
        self._find.begin()

    def find_next(self, by: int = 1) -> None:
        """Go to the next place that was found, or the one before."""
        if self._find is None or self._find.isHidden():
            self.begin_find()
        else:
            self._find.step(by)

    def end_find(self) -> None:
        """Put the search away and go back to the pages."""
        if self._find is not None and self._strip is not None:
            self._find.end()
            self._find.hide()
            self._strip.setFocus()

    def turn_thumbs(self) -> None:
        """Show all pages in small beside the document, or put them away."""
        strip = self._strip
        if strip is None or strip.edition is None:
            return
        if self._thumbs is None:
            from secretariat.ui.preview.thumbs import Thumbnails
            from secretariat.ui.theme import active

            self._thumbs = Thumbnails(active())
            self._thumbs.hide()
            self._thumbs.chosen.connect(strip.go_to)
            self._beside.insertWidget(0, self._thumbs)
        self._thumbs.setVisible(self._thumbs.isHidden())
        if self.width() < _BOTH and not self._thumbs.isHidden():
            self._show_bookmarks(on=False)
        self._thumbs.show_edition(strip.edition, strip.page)
        self.bar.thumbs.setChecked(not self._thumbs.isHidden())

    def turn_bookmarks(self) -> None:
        """Show the bookmarks of the document beside it, and go there; or put them away."""
        self._show_bookmarks(on=self._bookmarks is None or self._bookmarks.isHidden())

    def _show_bookmarks(self, *, on: bool) -> None:
        strip = self._strip
        if strip is None or strip.edition is None:
            return
        if self._bookmarks is None:
            if not on:
                return
            from secretariat.ui.preview.bookmarks import Bookmarks
            from secretariat.ui.theme import active

            self._bookmarks = Bookmarks(active())
            self._bookmarks.chosen.connect(self._go_to_bookmark)
            self._bookmarks.left.connect(strip.setFocus)
            self._beside.insertWidget(0, self._bookmarks, 5)
        if on and self.width() < _BOTH and self._thumbs is not None and self.bar.thumbs.isChecked():
            self.turn_thumbs()
        if not on and self._bookmarks.hasFocus():
            strip.setFocus()
        self._bookmarks.setVisible(on)
        self.bar.bookmarks.setChecked(on)
        if on:
            self._bookmarks.show_edition(strip.edition, strip.page)
            self._bookmarks.setFocus()

    def _go_to_bookmark(self, mark: Bookmark) -> None:
        if self._strip is not None:
            self._strip.go_to(mark.page + 1, mark.down)

    def print(self) -> None:
        """Print what is shown, where that is offered."""
        if self._print is not None and self._strip is not None and self._strip.edition is not None:
            self._print(self._strip.edition.data)

    def commands(self, name: str) -> Sequence[Command]:
        """Return what can be done with the pages, for the palette; `name` is the screen's."""

        def there() -> bool:
            return self.isVisible() and self.page_count > 0

        made = [
            Command(f"{name}.pages.find", "Find in the document", self.begin_find, (), "search"),
            Command(f"{name}.pages.larger", "Pages larger", lambda: self.zoom_by(1), (), "plus"),
            Command(
                f"{name}.pages.smaller", "Pages smaller", lambda: self.zoom_by(-1), (), "minus"
            ),
            Command(
                f"{name}.pages.fit",
                "Whole page, or page as wide as there is room",
                self.turn_fit,
                (),
                "scan",
            ),
            Command(f"{name}.pages.thumbs", "Pages in small", self.turn_thumbs, (), "panel-left"),
            Command(
                f"{name}.pages.bookmarks",
                "Bookmarks of the document",
                self.turn_bookmarks,
                (),
                "list-tree",
            ),
        ]
        if self._print is not None:
            made.append(
                Command(
                    f"{name}.pages.print",
                    "Print what is shown",
                    self.print,
                    (keys.PRINT_KEYS,),
                    "printer",
                )
            )
        return [Command(one.name, one.text, one.run, one.keys, one.icon, there) for one in made]

    # ------------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the pages while the focus is in here, before the window has them."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and self._of_key(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = self._of_key(event)
        if run is None:
            super().keyPressEvent(event)
        else:
            run()

    def _of_key(self, event: QKeyEvent) -> Callable[[], None] | None:
        if not self.page_count:
            return None
        runs: dict[str, Callable[[], None]] = {
            keys.FIND_KEYS: self.begin_find,
            keys.NEXT_KEYS: self.find_next,
            keys.LAST_KEYS: lambda: self.find_next(-1),
            keys.LARGER_KEYS: lambda: self.zoom_by(1),
            keys.LARGER_TOO: lambda: self.zoom_by(1),
            keys.SMALLER_KEYS: lambda: self.zoom_by(-1),
            keys.ALL_KEYS: self.turn_fit,
            keys.THUMBS_KEYS: self.turn_thumbs,
            keys.BOOKMARK_KEYS: self.turn_bookmarks,
        }
        if self._print is not None:
            runs[keys.PRINT_KEYS] = self.print
        pressed = QKeySequence(event.keyCombination())
        for combination, run in runs.items():
            if QKeySequence(combination) == pressed:
                return run
        return None

    # ------------------------------------------------------------------ within

    def _the_strip(self) -> PageStrip:
        if self._strip is None:
            from secretariat.ui.preview.strip import PageStrip
            from secretariat.ui.theme import active

            self._strip = PageStrip(active())
            self._strip.moved.connect(self._tell)
            self._strip.came.connect(self._follow)
            self._beside.addWidget(self._strip, 6)
        return self._strip

    def _tell(self) -> None:
        from secretariat.ui.preview.strip import Fit

        strip = self._strip
        if strip is None or not strip.pages:
            return
        self.bar.show_place(strip.page, strip.pages, strip.zoom, is_width=strip.fit is Fit.WIDTH)
        if self._thumbs is not None and not self._thumbs.isHidden():
            self._thumbs.follow(strip.page)
        if self._bookmarks is not None and not self._bookmarks.isHidden():
            self._bookmarks.follow(strip.page)
        self.page_changed.emit(strip.page, strip.pages)
