"""The papers step: what is in, what is missing, what was found in each, and the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from secretariat.models.plaintext import shortened
from secretariat.models.records import PaperFile
from secretariat.services import paper_places
from secretariat.services.meeting_papers import (
    MeetingPapers,
    PaperLine,
    Standing,
    meeting_papers,
)
from secretariat.services.paper_files import Attached
from secretariat.store.history import Changed
from secretariat.ui.meeting.pack_bench import PackBench
from secretariat.ui.meeting.paper_card import (
    NOTE_KEY,
    SEEN_KEY,
    VERSION_KEY,
    PaperCard,
    choose_files,
)
from secretariat.ui.meeting.paper_changes import PaperChanges
from secretariat.ui.meeting.paper_desk import PaperDesk
from secretariat.ui.meeting.paper_page import PaperPage
from secretariat.ui.meeting.paper_restriction import RESTRICT_KEY
from secretariat.ui.meeting.papers_table import PaperHead, PaperTable, local_paths, rows_of
from secretariat.ui.meeting.step import Step
from secretariat.ui.meeting.tray_card import TrayCard
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.kit import boxed, keyed, scrolled
from secretariat.ui.widgets import Elided, EmptyState, button, column, quiet, row

ADD_KEY, PASTE_KEY, TRAY_KEY = "Ctrl+O", "Ctrl+V", "Ctrl+T"
_LEAST, _MOST = 130, 238
"""Heights of the card below the list: from its title and what it is to all that can be done."""
_TABLES = ("paper", "item_paper", "paper_file", "paper_finding", "item", "meeting", "person")


class PapersStep(Step):
    """Takes in the papers of a meeting and shows how each stands."""

    name = "papers"

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(context, meeting, parent)
        self.papers: MeetingPapers | None = None
        self._choose_next: tuple[str, str] | None = None
        self._is_divided = False
        self._shown_key = ""
        self.desk = PaperDesk(context, self)
        self.desk.taker.busy.connect(self._say_busy)
        self.desk.attached.connect(self._attached)
        self.ask_where = self.desk.question
        if (queue := context.papers) is not None:
            queue.moved.connect(self._show_rows)
        self._pack_in_sight = False
        self.packs = PackBench(context, meeting, self.flush, self)
        self.packs.moved.connect(self._packs_moved)
        self.packs.wanted.connect(self._show_pack)
        self.table = PaperTable(context.theme)
        self.table.chosen.connect(self._paper_chosen)
        self.table.clicked.connect(self._paper_chosen)
        self.table.opened.connect(lambda _: self.open_page())
        self.table.files_dropped.connect(self.drop)
        self.table.paper_dropped.connect(self._moved_by_hand)
        self.card = PaperCard(context)
        self.card.version_asked.connect(self.choose_version)
        self.card.files_asked.connect(self.choose)
        self.card.shown.connect(self._show_version)
        self.card.compared.connect(self._compare)
        self.page = PaperPage(context)
        self.changes = PaperChanges(context)
        self.changes.left.connect(self._leave_changes)
        self.tray = TrayCard(context, meeting)
        self.tray.added.connect(self._add_from_tray)
        self.setAcceptDrops(True)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.context.theme
        self.sentence = Elided(kind="quiet")
        self._busy = quiet("Taking files in…")
        self._busy.hide()
        self.add = keyed(button("Add files…", "upload", self.choose), ADD_KEY)
        self.chase = button("Chase", "mail", self.go_to_missing)
        self.chase.setAccessibleName("Chase what is missing")
        self.chase.setToolTip("See who owes which report, and write to them")
        make, save, person = self.packs.make, self.packs.save, self.packs.person
        line = row(self.sentence, self._busy, self.chase, self.add, person, save, make, spacing=10)
        line.setStretch(0, 1)
        tools = boxed(line)
        card = QFrame()
        card.setProperty("kind", "card")
        column(
            PaperHead(theme, self.table), self.table, parent=card, margin=1, spacing=0
        ).setStretch(1, 1)
        about = self._about = QFrame()
        about.setProperty("kind", "card")
        column(scrolled(self.card), parent=about, margin=1)
        below = self._below = QSplitter(Qt.Orientation.Vertical)
        for part in (card, about):
            below.addWidget(part)
        self.table.setMinimumHeight(theme.length(130))
        below.installEventFilter(self)
        below.splitterMoved.connect(self._divided)
        below.setStretchFactor(0, 1)
        below.setHandleWidth(9)
        below.setChildrenCollapsible(False)
        below.setStyleSheet("QSplitter::handle { background: transparent; }")
        left = QWidget()
        stack = column(
            tools, self.packs.supplements, self.packs.cards, self.packs.progress,
            self.packs.private, self.ask_where, self.tray, below, self.packs.release,
            parent=left, spacing=10,
        )  # fmt: skip
        stack.setStretchFactor(below, 1)
        stack.setContentsMargins(24, 14, 16, 16)
        left.setMinimumWidth(theme.length(400))
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(left)
        self._beside = QStackedWidget()
        for shown in (self.page, self.changes):
            self._beside.addWidget(shown)
        beside.addWidget(self._beside)
        beside.setSizes([730, 420])
        beside.setStretchFactor(0, 1)
        beside.setHandleWidth(1)
        self._empty = self._nothing_yet()
        self._stack = QStackedWidget()
        self._stack.addWidget(beside)
        self._stack.addWidget(self._empty)
        column(self._stack, parent=self)

    def _nothing_yet(self) -> EmptyState:
        empty = EmptyState(
            "file-text",
            "Papers go with the items of an agenda",
            "Once the agenda has items, drop reports on them: PDF, Word, Excel, PowerPoint or"
            " pictures. Each is checked, cleaned and made ready for the pack.",
            "Write the agenda",
        )
        empty.begun.connect(lambda: self.context.go("meeting", self.meeting, "agenda"))
        return empty

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        self.papers = meeting_papers(self.context.session, self.meeting)
        self._stack.setCurrentIndex(0 if self.papers.lines else 1)
        self.sentence.setText(self.papers.sentence or "Drop files on the items they belong to")
        missing = any(one.standing() is Standing.MISSING for one in self.papers.lines)
        self.chase.setVisible(missing)
        self.tray.show_items(self._items())
        self.packs.refresh()
        if self._choose_next:
            item, paper = self._choose_next
            if self.table.choose(f"{item}/{paper}"):
                self._choose_next = None
        if not self.table.key:
            self._choose_first()
        self._show_chosen()

    def _choose_first(self) -> None:
        """Choose the first paper; without one, the first item."""
        lines = self.papers.lines if self.papers else ()
        best = max(lines, key=lambda one: (one.is_in, one.is_wanted), default=None)
        first = best.key if best else ""
        self.table.choose(first)

    def _show_rows(self) -> None:
        queue = self.context.papers
        progress = queue.progress if queue else None
        if self.papers is not None:
            working, words = (progress.file, progress.words) if progress else ("", "")
            self.table.show_rows(rows_of(self.papers, working, words, self.packs.numbers()))

    def concerns(self, changed: Changed) -> bool:
        return super().concerns(changed) or any(table in changed.rows for table in _TABLES)

    def flush(self) -> None:
        self.card.flush()

    def _line(self) -> PaperLine | None:
        return self.papers.line(self.table.key) if self.papers else None

    def _show_chosen(self) -> None:
        line = self._line()
        key = line.key if line else ""
        if key != self._shown_key:
            self._shown_key = key
            self._beside.setCurrentWidget(self.page)
        if self.papers is not None:
            self.card.show_line(line, self.papers)
        self._about.setVisible(not self._pack_in_sight)
        if self._pack_in_sight:
            self._beside.setCurrentWidget(self.page)
            self.packs.show_pages(self.page)
        elif line is None:
            self.page.show_nothing("Choose a paper to see its pages.")
        elif line.paper is None:
            self.page.show_nothing("This item has no paper yet.")
        else:
            self.page.show_file(line.file, line.paper.title)

    def _show_pack(self) -> None:
        self._pack_in_sight = True
        self._show_chosen()

    def _paper_chosen(self, _: object = None) -> None:
        self._pack_in_sight = False
        self._show_chosen()

    def _packs_moved(self) -> None:
        self._show_rows()
        if self._pack_in_sight:
            self.packs.show_pages(self.page)

    def _compare(self, file: PaperFile) -> None:
        self._beside.setCurrentWidget(self.changes)
        self.changes.show_file(file)

    def _leave_changes(self) -> None:
        self._beside.setCurrentWidget(self.page)
        self.table.setFocus()

    def _show_version(self, uid: str) -> None:
        line = self._line()
        file = next((one for one in line.files if one.uid == uid), None) if line else None
        if line and line.paper and file:
            self.page.show_file(file, f"{line.paper.title}, version {file.version}")

    def _say_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)

    def focus_row(self, uid: str) -> None:
        """Show a paper or an item by its uid, or a page of a file of a paper: its uid#12."""
        lines = self.papers.lines if self.papers else ()
        file, mark, page = uid.partition("#")
        if mark:
            self._show_found(file, int(page) if page.isdecimal() else 1)
            return
        for line in lines:
            if uid and uid in (line.item.uid, line.paper.uid if line.paper else ""):
                self.table.choose(line.key)
                break
        self.table.setFocus()

    def _show_found(self, uid: str, page: int) -> None:
        for line in self.papers.lines if self.papers else ():
            file = next((one for one in line.files if one.uid == uid), None)
            if line.paper is not None and file is not None:
                self.table.choose(line.key)
                self._paper_chosen()
                version = "" if file == line.file else f", version {file.version}"
                self.page.show_file(file, line.paper.title + version, page)
                break
        self.table.setFocus()

    def go_to_missing(self) -> None:
        """Go to the reports of the meeting that are missing, and to who owes them."""
        self.context.go("reports", self.meeting, "missing")

    # ------------------------------------------------------------------ files that come

    def choose(self) -> None:
        """Choose files for the item of the chosen row."""
        line = self._line()
        if line is not None:
            choose_files(self, True, lambda paths: self.desk.take_for(line.item.uid, paths))

    def choose_version(self) -> None:
        """Choose the next version of the chosen paper."""
        line = self._line()
        if line is not None and line.paper is not None:
            uid = line.paper.uid
            choose_files(self, False, lambda paths: self.desk.new_version(uid, paths))

    def paste(self) -> None:
        """Take in the files or the picture of the clipboard, for the item of the chosen row."""
        self.take_data(QGuiApplication.clipboard().mimeData())

    def take_data(self, data: QMimeData) -> None:
        """Take in what was copied, for the item of the chosen row."""
        line = self._line()
        if line is not None:
            self.desk.take_data(data, line, self._items())

    def drop(self, paths: Sequence[Path], key: str) -> None:
        """Take in files that were dropped on the row of a key, or below all rows."""
        line = self.papers.line(key) if self.papers else None
        self.desk.drop(paths, line, self._items(), second=self.papers.second if self.papers else "")

    def _items(self) -> list[tuple[str, str]]:
        lines = self.papers.lines if self.papers else ()
        items = {one.item.uid: f"{one.number} {one.item.title}".strip() for one in lines}
        return list(items.items())

    def _add_from_tray(self, paths: list[Path], item: str) -> None:
        def done(made: list[Attached]) -> None:
            self.tray.forget([one.name for one in made])

        self.desk.take_for(item, paths, done)

    def _attached(self, item: str, paper: str) -> None:
        self._choose_next = (item, paper)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tray.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tray.fit(event.size().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._below and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._divide)
        return super().eventFilter(watched, event)

    def _divided(self) -> None:
        self._is_divided = True

    def _divide(self) -> None:
        """Give the list all but what the card needs at least, until the person divides it."""
        whole = sum(self._below.sizes())
        if whole and not self._is_divided:
            theme = self.context.theme
            card = min(max(whole * 43 // 100, theme.length(_LEAST)), theme.length(_MOST))
            self._below.setSizes([whole - card, card])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_paths(event.mimeData()) and self.papers and self.papers.lines:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.drop(local_paths(event.mimeData()), "")

    # ------------------------------------------------------------------ order

    def _moved_by_hand(self, key: str, at: str, below: bool) -> None:
        there = self.papers
        line, target = (there.line(key), there.line(at)) if there else (None, None)
        if line is None or target is None or line.paper is None or key == at:
            return
        place = self._place(target) + (1 if below and target.paper is not None else 0)
        same = target.item.uid == line.item.uid
        if same and self._place(line) < place:
            place -= 1
        self._move(line, target.item.uid, place)

    def _place(self, line: PaperLine) -> int:
        """Return where a paper stands among those of its item."""
        lines = self.papers.lines if self.papers else ()
        of_item = [one for one in lines if one.item.uid == line.item.uid and one.paper]
        return of_item.index(line) if line in of_item else 0

    def shift(self, by: int) -> None:
        """Move the chosen paper up or down, past its neighbour or to the item next to it."""
        line = self._line()
        if line is None or line.paper is None or self.papers is None:
            return
        lines = self.papers.lines
        of_item = [one for one in lines if one.item.uid == line.item.uid and one.paper]
        place = of_item.index(line) + by
        if 0 <= place < len(of_item):
            self._move(line, line.item.uid, place)
            return
        items = list(dict.fromkeys(one.item.uid for one in lines))
        to = items.index(line.item.uid) + by
        if 0 <= to < len(items):
            there = [one for one in lines if one.item.uid == items[to] and one.paper]
            self._move(line, items[to], len(there) if by < 0 else 0)

    def _move(self, line: PaperLine, to: str, at: int) -> None:
        assert line.paper is not None
        self._choose_next = (to, line.paper.uid)
        self.flush()
        self.ask(paper_places.move, line.item.uid, line.paper.uid, to, at)

    # ------------------------------------------------------------------ one paper

    def open_page(self) -> None:
        """Go to the pages of the chosen paper."""
        if self.page.page_count:
            self.page.go_to(1)

    def rename(self) -> None:
        """Go to the title of the chosen paper."""
        self._paper_chosen()
        self.card.begin()

    def _restrict(self) -> None:
        if self._pack_in_sight:
            self._paper_chosen()
        self.card.restriction.toggle()

    def remove(self) -> None:
        """Take the chosen paper from its item."""
        line, context = self._line(), self.context
        if line is None or line.paper is None:
            return
        title = shortened(line.paper.title, 60)

        def done(_: object) -> None:
            context.messages.say(f"Removed “{title}”.", "Undo", context.undo)

        self.flush()
        self.ask(paper_places.remove, line.item.uid, line.paper.uid, then=done)

    def _has_paper(self) -> bool:
        line = self._line()
        return line is not None and line.paper is not None

    def _has_file(self) -> bool:
        line = self._line()
        return line is not None and line.file is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self.remove()
        elif event.key() == Qt.Key.Key_Escape and not self.ask_where.isHidden():
            self.ask_where.leave()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def commands(self) -> Sequence[Command]:
        has, filed = self._has_paper, self._has_file
        return (
            *self.page.commands("papers"),
            *self.packs.commands(),
            Command("papers.add", "Add files to the item", self.choose, (ADD_KEY,), "upload"),
            Command("papers.paste", "Paste files", self.paste, (PASTE_KEY,), "clipboard-paste"),
            Command(
                "papers.tray", "Go to the in-tray", self.tray.begin, (TRAY_KEY,), "inbox",
                lambda: bool(self.tray.rows),
            ),
            Command(
                "papers.version", "New version of the paper", self.choose_version, (VERSION_KEY,),
                "upload", has,
            ),
            Command("papers.open", "Go to its pages", self.open_page, ("Return",), "eye", filed),
            Command("papers.rename", "Rename the paper", self.rename, ("F2",), "pencil", has),
            Command(
                "papers.seen", "Findings seen, or not", self.card.toggle_seen, (SEEN_KEY,), "check",
                filed,
            ),
            Command(
                "papers.up", "Move paper up", lambda: self.shift(-1), ("Alt+Up",), "arrow-up", has
            ),
            Command(
                "papers.down", "Move paper down", lambda: self.shift(1), ("Alt+Down",),
                "arrow-down", has,
            ),
            Command(
                "papers.pack", "In the pack, or only listed", self.card.toggle_pack, (), "", filed
            ),
            Command("papers.missing", "Reports that are missing", self.go_to_missing, (), "mail"),
            Command(
                "papers.note", "Note to the author", self.card.make_note, (NOTE_KEY,), "mail", filed
            ),
            Command(
                "papers.restrict", "Restriction and marking of the paper",
                self._restrict, (RESTRICT_KEY,), "lock", has,
            ),
            Command("papers.again", "Check the file again", self.card.check_again, (), "", filed),
            Command("papers.remove", "Remove paper", self.remove, ("Del",), "trash-2", has),
        )  # fmt: skip
