"""Reports: who owes which one and by when, over all bodies, and how late they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from secretariat.models.papers import PaperState
from secretariat.models.records import (
    Body,
    BodyOption,
    DeadlineMark,
    HolidayRow,
    Item,
    ItemPaper,
    Meeting,
    MeetingBody,
    Paper,
    Person,
    Rule,
    Sitting,
)
from secretariat.services import bodies, chase, papers
from secretariat.services.owed import PaperView, authors_of, meeting_words, owed, owed_again
from secretariat.store.history import Changed
from secretariat.ui.page import Command, Context, Route
from secretariat.ui.pages.base import Screen
from secretariat.ui.pages.chasing import ChaseCard
from secretariat.ui.pages.kit import Bar, Header, boxed, keyed
from secretariat.ui.pages.master_detail import MasterDetail
from secretariat.ui.pages.report_asking import AskCard
from secretariat.ui.pages.report_lateness import LatenessView
from secretariat.ui.pages.report_panel import ReportPanel
from secretariat.ui.pages.report_rows import STATES, Narrowed, report_rows
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.widgets import (
    Choice,
    EmptyState,
    TabStrip,
    button,
    card,
    column,
    primary_button,
    row,
)

TABS = (*STATES, "lateness")
_READ = (
    Paper, ItemPaper, Item, Meeting, MeetingBody, Sitting, Body, BodyOption, Person, Rule,
    HolidayRow, DeadlineMark,
)  # fmt: skip


class ReportsPage(Screen):
    """The list at the left, the chosen report at the right; the keys work on the chosen one."""

    page_title = "Reports"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._views: list[PaperView] = []
        self._touched: frozenset[str] | None = None
        self._came_for = ""
        self._chase = keyed(button("Chase by e-mail", "mail", self.chase_shown), "Ctrl+E")
        new = keyed(primary_button("Ask for reports", "", self.start_new), "Ctrl+Shift+N")
        self._header = Header(theme, "Reports", self._chase, new)
        self.tabs = TabStrip(
            ("Missing", "Late", "Received", "All", "Lateness"), "Which reports are shown"
        )
        self.tabs.currentChanged.connect(lambda _: self._turn())
        self.author = Choice(name="Show reports of an author")
        self.place = Choice(name="Show reports of a body or a meeting")
        for box in (self.author, self.place):
            box.chosen.connect(lambda _: self._turn())
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find by words")
        self.filter.setAccessibleName("Find reports by words")
        self.filter.setToolTip("Find reports by words (Ctrl+L)")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _: self._turn())
        self.list = RowList(theme, "Reports", lines=2)
        self.list.chosen.connect(lambda _: self._choose())
        self.list.opened.connect(lambda _: self._edit())
        self.panel = ReportPanel(context, self._to_list, self.chase_author)
        self.asking, self.chasing = AskCard(context), ChaseCard(context)
        self.asking.asked.connect(self._asked)
        for above in (self.asking, self.chasing):
            above.left.connect(self._put_away)
            above.hide()
        self.lateness = LatenessView(context)
        self.lateness.author_opened.connect(lambda key: self._show_all_of(self.author, key))
        self.lateness.body_opened.connect(lambda key: self._show_all_of(self.place, key))
        self._empty = EmptyState("file-text", "", "", "Ask for reports")
        self._empty.begun.connect(self._begin)
        self._lay_out()
        self.home = self.list

    # ------------------------------------------------------------------ showing

    def open(self, route: Route) -> None:
        """Show the list; `uid` is a body or meeting, `focus` a state or the uid of a report.

        `tab` is “new” to ask for reports of that meeting, or the name of a tab.
        """
        self._touched, self._came_for = None, route.uid
        self.refresh()
        named = route.focus if route.focus in TABS else route.tab
        if route.uid or named in TABS:
            self._unfilter(TABS.index(named) if named in TABS else 0, route.uid)
        if route.tab == "new":
            self.start_new(route.uid)
        elif route.focus and route.focus not in TABS and not self.list.choose(route.focus):
            self._unfilter(TABS.index("all"))
            self.list.choose(route.focus)

    def refresh(self) -> None:
        """Read the reports again; filters, cursor and what is typed stay.

        What is typed into a report changes that one alone: of years of them no other is read.
        """
        touched, self._touched = self._touched, None
        if touched is not None:
            self._views = owed_again(self.reader, self._views, touched)
        else:
            self._views = owed(self.reader)
        self._offer()
        self._show()

    def _offer(self) -> None:
        """Offer the authors, bodies and meetings that the list can be narrowed to."""
        found = dict(pair for view in self._views for pair in authors_of(view))
        authors = sorted(found.items(), key=lambda pair: pair[1].casefold())
        self.author.set_options([("", "All authors"), *authors])
        every = bodies.all_bodies(self.context.session)
        today = self.context.session.today()
        coming = {
            place.meet.meeting.uid: meeting_words(place.meet)
            for view in self._views
            for place in view.places
            if place.meet.meeting.uid == self._came_for
            or (place.meet.date and place.meet.date >= today)
        }
        shown = [("", "All bodies"), *((b.uid, b.name) for b in every), *coming.items()]
        self.place.set_options(shown)
        self.panel.offer(papers.people_offered(self.reader))

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes what is shown here, and remember which reports."""
        alone = set(changed.rows) == {Paper.TABLE}
        self._touched = changed.rows[Paper.TABLE] if alone else None
        return changed.touches(*_READ)

    def _show(self) -> None:
        today = self.context.session.today()
        tab = TABS[self.tabs.currentIndex()]
        missing = [view for view in self._views if view.is_missing(today)]
        late = [view for view in missing if view.state(today) is PaperState.LATE]
        self.tabs.set_count(0, str(len(missing)) if missing else "")
        self.tabs.set_count(1, str(len(late)) if late else "")
        told = f"{len(missing)} missing, {len(late)} of them late." if self._views else ""
        self._header.say("Reports", told)
        self._chase.setEnabled(bool(missing))
        if tab == "lateness":
            shown = [view for view in self._views if self._narrowed("all").lets(view, today)]
            self.lateness.show_views(shown, today)
            self._arrange(bool(shown))
            return
        rows = report_rows(self._views, today, self._narrowed(tab))
        self.list.show_rows(rows)
        if rows and not self.list.key:
            self.list.choose_first()
        self._arrange(bool(rows))
        self._choose()

    def _narrowed(self, state: str) -> Narrowed:
        return Narrowed(
            state, self.author.value() or "", self.place.value() or "", self.filter.text()
        )

    def _arrange(self, filled: bool) -> None:
        lateness = TABS[self.tabs.currentIndex()] == "lateness"
        self._say_empty()
        self._empty.setVisible(not filled and self.asking.isHidden())
        self._split.setVisible(filled and not lateness)
        self.lateness.setVisible(filled and lateness)
        self._bar.setVisible(bool(self._views))

    def _say_empty(self) -> None:
        if not self._views:
            words = (
                "No report is asked for yet",
                "Here stands who owes which report and by when, over all bodies. The day comes "
                "from the rules of the meeting; what is late says so, and its author can be "
                "asked by e-mail.",
            )
        elif self.tabs.currentIndex() < 2 and not self._filtered:
            words = ("Nothing is missing", "Reports that are asked for stand here till they come.")
        else:
            words = ("No report is shown", "Try fewer words, another author, or all reports.")
        self._empty.say(*words)
        if self._empty.button is not None:
            self._empty.button.setText("Show all reports" if self._views else "Ask for reports")

    @property
    def _filtered(self) -> bool:
        return bool(self.author.value() or self.place.value() or self.filter.text())

    def _turn(self) -> None:
        self.context.autosave.flush_all()
        self._show()

    def _choose(self) -> None:
        view = next((v for v in self._views if v.paper.uid == self.list.key), None)
        if view is not None:
            self.panel.show_report(view)
        self._right.setCurrentWidget(self._side if view else self._nothing)

    def _unfilter(self, at: int, place: str = "") -> None:
        self.filter.clear()
        self.author.show_value("")
        self.place.show_value(place)
        if self.place.value() != place:
            self.place.show_value("")
        self.tabs.setCurrentIndex(at)
        self._show()

    def _show_all_of(self, box: Choice, key: str) -> None:
        self._unfilter(TABS.index("all"))
        box.show_value(key)
        self._show()
        self.list.setFocus()

    # ------------------------------------------------------------------ commands

    def commands(self) -> Sequence[Command]:
        """Return what can be done here; the single letters work while the list has the focus."""
        panel = self.panel
        has = lambda: bool(self.list.key) and not self._split.isHidden()  # noqa: E731
        owes = lambda: self._chase.isEnabled()  # noqa: E731 - asked just before it is shown
        author, promised = self._in_panel(panel.author), self._in_panel(panel.promised.field)
        note, also = self._in_panel(panel.note.field), self._in_panel(panel.also)
        return (
            Command("reports.new", "Ask for reports", self.start_new, ("Ctrl+Shift+N",), "plus"),
            Command("reports.find", "Find reports", self._to_find, ("Ctrl+L",), "search"),
            Command(
                "reports.chase", "Chase all that are shown by e-mail", self.chase_shown,
                ("Ctrl+E",), "mail", owes,
            ),
            Command(
                "reports.received", "Received today, or missing again", panel.toggle_received,
                ("R", "Ctrl+Return"), "check", has,
            ),
            Command(
                "reports.cleared", "Cleared today, or not after all", panel.toggle_cleared,
                ("C",), "circle-check", has,
            ),
            Command(
                "reports.needed", "Not needed, or needed after all", panel.toggle_needed,
                ("X",), "x", has,
            ),
            Command("reports.edit", "Change the title", self._edit, ("E",), "pencil", has),
            Command("reports.author", "Change the author", author, ("O",), "user", has),
            Command("reports.promised", "Promised for…", promised, ("P",), "", has),
            Command("reports.note", "Write a note", note, ("N",), "", has),
            Command("reports.also", "Send also to another meeting", also, ("A",), "", has),
            Command("reports.mail", "Write to the author", self.chase_author, ("M",), "mail", has),
            Command("reports.go", "Go to the item", panel.go_to_item, ("G",), "", has),
            Command("reports.remove", "Remove the report", panel.remove, ("Delete",), "", has),
            *(
                Command(
                    f"reports.{name}", f"Reports: {name}", self._shower(at), (f"Ctrl+{at + 1}",)
                )
                for at, name in enumerate(TABS)
            ),
        )  # fmt: skip

    def start_new(self, meeting: str = "") -> None:
        """Ask for reports, in place."""
        if not bodies.all_bodies(self.context.session):
            self.context.go("bodies", tab="new")
            return
        self.chasing.hide()
        self.asking.show()
        self._empty.hide()
        if not self.asking.begin(meeting or self.place.value() or ""):
            self._put_away()
            self.context.messages.say(
                "No coming meeting has an agenda yet: reports are asked for its items.",
                "Show meetings", lambda: self.context.go("meetings"),
            )  # fmt: skip

    def chase_shown(self) -> None:
        """Offer a draft for each author who owes one of the reports that are shown."""
        today = self.context.session.today()
        tab = TABS[self.tabs.currentIndex()]
        only = self._narrowed(tab if tab in ("missing", "late") else "missing")
        self._offer_drafts([view for view in self._views if only.lets(view, today)])

    def chase_author(self) -> None:
        """Offer a draft to the author of the chosen report, with all that he or she owes."""
        view = self.panel.view
        keys = [key for key, _ in authors_of(view)] if view else []
        self._offer_drafts(
            [one for one in self._views if [key for key, _ in authors_of(one)] == keys and keys]
        )

    def _offer_drafts(self, views: Sequence[PaperView]) -> None:
        today = self.context.session.today()
        drafts = chase.drafts(self.reader, views, today)
        if not drafts:
            self.context.messages.warn(str(chase.nothing_owed(views, today)))
            return
        self.asking.hide()
        self.chasing.show_drafts(drafts, len(chase.nameless(views, today)))
        self.chasing.show()
        self.chasing.save_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held: QWidget | None = self.focusWidget()
        above = not self.asking.isHidden() or not self.chasing.isHidden()
        in_asking = held is not None and self.asking.isAncestorOf(held)
        if event.key() == Qt.Key.Key_Escape:
            if above:
                self._put_away()
            self._to_list()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and in_asking:
            self.asking.ask()
        else:
            super().keyPressEvent(event)

    def _asked(self, uids: list[str]) -> None:
        self._put_away()
        self.refresh()
        if uids and not self.list.choose(uids[0]):
            self._unfilter(TABS.index("missing"))
            self.list.choose(uids[0])

    def _begin(self) -> None:
        if self._views:
            self._unfilter(TABS.index("all"))
        else:
            self.start_new()

    def _put_away(self) -> None:
        self.asking.hide()
        self.chasing.hide()
        self._show()
        self._to_list()

    def _to_list(self) -> None:
        if self._split.isHidden():
            self.setFocus()
        else:
            self._split.to_list()

    def _to_find(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def _edit(self) -> None:
        if self.list.key:
            self._split.to_detail()
            self.panel.begin()

    def _in_panel(self, part: QWidget) -> Callable[[], None]:
        def go() -> None:
            self._split.to_detail()
            part.setFocus()

        return go

    def _shower(self, at: int) -> Callable[[], None]:
        def show() -> None:
            self.tabs.setCurrentIndex(at)
            (self.lateness.authors if TABS[at] == "lateness" else self.list).setFocus()

        return show

    def _lay_out(self) -> None:
        theme = self.context.theme
        side = theme.length(24)
        self.filter.setFixedWidth(theme.length(180))
        for box in (self.author, self.place):
            box.setMaximumWidth(theme.length(200))
        filters = row(self.author, self.place, self.filter, 1, spacing=theme.length(10))
        self._bar = Bar(theme, self.tabs, boxed(filters), need=900)
        self._side = card(self.panel, padding=1)
        self._nothing = QWidget()
        self._right = QStackedWidget()
        self._right.addWidget(self._side)
        self._right.addWidget(self._nothing)
        listed = card(self.list, padding=1)
        self._split = MasterDetail(theme, listed, self._right, self.list, width=560, need=880)
        body = column(
            self.asking, self.chasing, self._split, self.lateness, self._empty,
            spacing=theme.length(12),
        )  # fmt: skip
        for at in (2, 3, 4):
            body.setStretch(at, 1)
        body.addStretch()  # a panel that is alone stands at the top and is no taller than it needs
        body.setContentsMargins(side, 0, side, side)
        self.stack.addWidget(self._header)
        self.stack.addWidget(self._bar)
        self.stack.addLayout(body, 1)
