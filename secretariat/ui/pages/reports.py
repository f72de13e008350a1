"""Reports: who owes which one and by when, over all bodies, and how late they were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from secretariat.errors import KnownError
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
from secretariat.services import bodies, chase, papers, report_forms
from secretariat.services.owed import PaperView, authors_of, meeting_words, owed, owed_again
from secretariat.store.history import Changed
from secretariat.ui.page import Command, Context, Route
from secretariat.ui.pages.chasing import ChaseCard
from secretariat.ui.pages.kit import keyed
from secretariat.ui.pages.list_page import ListPage, ListWords
from secretariat.ui.pages.report_asking import AskCard
from secretariat.ui.pages.report_files import FileDrop, FormMaker
from secretariat.ui.pages.report_intake import IntakeCard
from secretariat.ui.pages.report_lateness import LatenessView
from secretariat.ui.pages.report_panel import ReportPanel
from secretariat.ui.pages.report_rows import STATES, Narrowed, report_rows
from secretariat.ui.widgets import (
    Choice,
    button,
    primary_button,
)

TABS = (*STATES, "lateness")
_WORDS = ListWords(
    "Reports",
    "file-text",
    ("Missing", "Late", "Received", "All", "Lateness"),
    TABS.index("all"),
    lines=2,
    find_width=180,
    bar_width=900,
    pair_width=880,
)
_READ = (
    Paper, ItemPaper, Item, Meeting, MeetingBody, Sitting, Body, BodyOption, Person, Rule,
    HolidayRow, DeadlineMark,
)  # fmt: skip


class ReportsPage(ListPage):
    """The list at the left, the chosen report at the right; the keys work on the chosen one."""

    page_title = "Reports"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, _WORDS, parent)
        self._views: list[PaperView] = []
        self._touched: frozenset[str] | None = None
        self._came_for = ""
        self.author = Choice(name="Show reports of an author")
        self.place = Choice(name="Show reports of a body or a meeting")
        self.panel = ReportPanel(
            context, self.to_list, self.chase_author, self.make_form, self.take_in
        )
        self.asking, self.chasing = AskCard(context), ChaseCard(context)
        self.asking.asked.connect(self._asked)
        self.intake, self.maker = IntakeCard(context), FormMaker(context, self)
        self.intake.taken.connect(self._put_away)
        for above in (self.asking, self.chasing, self.intake):
            above.left.connect(self._put_away)
            above.hide()
        FileDrop(self.panel, self._dropped)
        self.lateness = LatenessView(context)
        self.lateness.author_opened.connect(lambda key: self._show_all_of(self.author, key))
        self.lateness.body_opened.connect(lambda key: self._show_all_of(self.place, key))
        self._forms = keyed(
            button("Make forms", "file-down", self.forms_shown), "Ctrl+Shift+E",
            "Make the forms of all missing reports that are shown",
        )  # fmt: skip
        self._chase = keyed(button("Chase by e-mail", "mail", self.chase_shown), "Ctrl+E")
        new = keyed(primary_button("Ask for reports", "", self.start_new), "Ctrl+Shift+N")
        self.frame(
            self.panel,
            boxes=(self.author, self.place),
            buttons=(self._forms, self._chase, new),
            above=(self.asking, self.chasing, self.intake),
            instead=(self.lateness,),
        )

    # ------------------------------------------------------------------ showing

    def open(self, route: Route) -> None:
        """Show the list; `uid` is a body or meeting, `focus` a state or the uid of a report.

        `tab` is “new” to ask for reports of that meeting, or the name of a tab.
        """
        self._touched, self._came_for = None, route.uid
        self.refresh()
        named = route.focus if route.focus in TABS else route.tab
        if route.uid or named in TABS:
            self._show_all_of(self.place, route.uid, TABS.index(named) if named in TABS else 0)
        if route.tab == "new":
            self.start_new(route.uid)
        elif route.focus and route.focus not in TABS:
            self.choose(route.focus)

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
        self.show_list()

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

    def show_list(self) -> None:
        """Show what the tab, the boxes and the words leave of the reports, or their lateness."""
        today = self.context.session.today()
        tab = TABS[self.tabs.currentIndex()]
        missing = [view for view in self._views if view.is_missing(today)]
        late = [view for view in missing if view.state(today) is PaperState.LATE]
        told = f"{len(missing)} missing, {len(late)} of them late." if self._views else ""
        self._chase.setEnabled(bool(missing))
        self._forms.setEnabled(bool(missing))
        lateness = tab == "lateness"
        rows = report_rows(self._views, today, self._narrowed("all" if lateness else tab))
        self.tell(rows, told, {0: len(missing), 1: len(late)}, instead=lateness)
        if lateness:
            shown = [view for view in self._views if self._narrowed("all").lets(view, today)]
            self.lateness.show_views(shown, today)
        self.lateness.setVisible(bool(rows) and lateness)
        self._say_empty(shown=not rows)

    def show_chosen(self, key: str) -> bool:
        """Show a report in the panel."""
        view = next((v for v in self._views if v.paper.uid == key), None)
        if view is not None:
            self.panel.show_report(view)
        return view is not None

    def edit_chosen(self) -> None:
        """Go to the title of the chosen report."""
        if self.list.key:
            self.to_panel()
            self.panel.begin()

    def tab_home(self, tab: int) -> QWidget:
        return self.lateness.authors if TABS[tab] == "lateness" else self.list

    def _narrowed(self, state: str) -> Narrowed:
        return Narrowed(
            state, self.author.value() or "", self.place.value() or "", self.filter.text()
        )

    def _say_empty(self, *, shown: bool) -> None:
        if not self._views:
            words = (
                "No report is asked for yet",
                "Here stands who owes which report and by when, over all bodies. The day comes "
                "from the rules of the meeting; what is late says so, and its author can be "
                "asked by e-mail.",
            )
        elif self.tabs.currentIndex() < 2 and not self.filtered:
            words = ("Nothing is missing", "Reports that are asked for stand here till they come.")
        else:
            words = ("No report is shown", "Try fewer words, another author, or all reports.")
        self.say_empty(
            any_at_all=bool(self._views), new="Ask for reports", words=words, shown=shown
        )

    def _show_all_of(self, box: Choice, key: str, tab: int = _WORDS.all_tab) -> None:
        """Show what one of the boxes leaves; nothing is left out where it does not know the key."""
        self.unfilter(tab)
        box.show_value(key)
        if box.value() != key:
            box.show_value("")
        self.show_list()

    # ------------------------------------------------------------------ commands

    def commands(self) -> Sequence[Command]:
        """Return what can be done here; the single letters work while the list has the focus."""
        panel = self.panel
        has = self.has_chosen
        owes = lambda: self._chase.isEnabled()  # noqa: E731 - asked just before it is shown
        author, promised = self.in_panel(panel.author), self.in_panel(panel.promised.field)
        note, also = self.in_panel(panel.note.field), self.in_panel(panel.also)
        return (
            *self.list_commands("reports", "Ask for reports"),
            Command(
                "reports.chase", "Chase all that are shown by e-mail", self.chase_shown,
                ("Ctrl+E",), "mail", owes,
            ),
            Command(
                "reports.forms", "Make the forms of all that are shown", self.forms_shown,
                ("Ctrl+Shift+E",), "file-down", owes,
            ),
            Command(
                "reports.form", "Make the form of the report", self.make_form, ("F",), "file-down",
                has,
            ),
            Command(
                "reports.take", "Take in the report that came back", self.take_in, ("T",),
                "upload", has,
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
            Command("reports.edit", "Change the title", self.edit_chosen, ("E",), "pencil", has),
            Command("reports.author", "Change the author", author, ("O",), "user", has),
            Command("reports.promised", "Promised for…", promised, ("P",), "", has),
            Command("reports.note", "Write a note", note, ("N",), "", has),
            Command("reports.also", "Send also to another meeting", also, ("A",), "", has),
            Command("reports.mail", "Write to the author", self.chase_author, ("M",), "mail", has),
            Command("reports.go", "Go to the item", panel.go_to_item, ("G",), "", has),
            Command("reports.remove", "Remove the report", panel.remove, ("Delete",), "", has),
        )  # fmt: skip

    def start_new(self, meeting: str = "") -> None:
        """Ask for reports, in place."""
        if not bodies.all_bodies(self.context.session):
            self.context.go("bodies", tab="new")
            return
        self.chasing.hide()
        self.intake.hide()
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
        self._offer_drafts(self._missing_shown())

    def _missing_shown(self) -> list[PaperView]:
        today = self.context.session.today()
        tab = TABS[self.tabs.currentIndex()]
        only = self._narrowed(tab if tab in ("missing", "late") else "missing")
        return [view for view in self._views if only.lets(view, today)]

    def make_form(self) -> None:
        """Make the form of the chosen report."""
        if self.panel.view is not None:
            self._make_forms([self.panel.view])

    def forms_shown(self) -> None:
        """Make the forms of all missing reports that are shown."""
        self._make_forms(self._missing_shown())

    def _make_forms(self, views: Sequence[PaperView]) -> None:
        self.context.autosave.flush_all()
        messages, session = self.context.messages, self.context.session
        try:
            forms = report_forms.forms_of_papers(session, views)
        except KnownError as error:
            messages.warn(str(error))
            return
        if forms:
            self.maker.make(forms, f"{session.today().isoformat()} report forms")
        else:
            messages.warn("There is no item for it any more, so there is no form to make.")

    def take_in(self) -> None:
        """Wait for the file of the chosen report."""
        view = self.panel.view
        if view is None or not view.places:
            self.context.messages.warn("There is no item for it any more.")
            return
        self.asking.hide()
        self.chasing.hide()
        place = (view.live or view.places)[0]
        self.intake.begin(place.item.uid, view.paper.title, view.paper.uid)

    def _dropped(self, path: Path) -> None:
        self.take_in()
        if not self.intake.isHidden():
            self.intake.read_path(path)

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
        self.intake.hide()
        self.chasing.show_drafts(drafts, len(chase.nameless(views, today)))
        self.chasing.show()
        self.chasing.save_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held: QWidget | None = self.focusWidget()
        above = any(not p.isHidden() for p in (self.asking, self.chasing, self.intake))
        in_asking = held is not None and self.asking.isAncestorOf(held)
        if event.key() == Qt.Key.Key_Escape and above:
            self._put_away()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and in_asking:
            self.asking.ask()
        else:
            super().keyPressEvent(event)

    def _asked(self, uids: list[str]) -> None:
        self._put_away()
        self.refresh()
        if uids:
            self.choose(uids[0], TABS.index("missing"))

    def _put_away(self) -> None:
        self.asking.hide()
        self.chasing.hide()
        self.intake.hide()
        self.show_list()
        self.to_list()
