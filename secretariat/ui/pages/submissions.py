"""Submissions: what the public and members hand in, over all bodies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from secretariat.models.records import (
    Body,
    DeadlineMark,
    HolidayRow,
    Item,
    Meeting,
    MeetingBody,
    Rule,
    Sitting,
    Submission,
)
from secretariat.models.submissions import SubmissionState
from secretariat.services import bodies
from secretariat.services.submission_views import SubmissionView, submission_views
from secretariat.store.history import Changed
from secretariat.ui.page import Command, Context, Route
from secretariat.ui.pages.base import Screen
from secretariat.ui.pages.kit import Bar, Header, boxed, keyed
from secretariat.ui.pages.master_detail import MasterDetail
from secretariat.ui.pages.submission_new import SubmissionForm
from secretariat.ui.pages.submission_panel import SubmissionPanel
from secretariat.ui.pages.submission_rows import KINDS, TABS, Narrowed, submission_rows
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

_STATES = tuple(state for state, _ in TABS)
_ALL = _STATES.index(None)


class SubmissionsPage(Screen):
    """The list at the left, the chosen submission at the right; the keys work on the chosen one."""

    page_title = "Submissions"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._views: list[SubmissionView] = []
        self._every: list[Body] = []
        paste = keyed(button("Paste", "clipboard-paste", self.paste_new), "Ctrl+Shift+V")
        paste.setAccessibleName("Paste a question or petition")
        new = keyed(primary_button("New submission", "", self.start_new), "Ctrl+Shift+N")
        self._header = Header(theme, "Submissions", paste, new)
        self.tabs = TabStrip([name for _, name in TABS], "Which submissions are shown")
        self.tabs.currentChanged.connect(lambda _: self._turn())
        self.body = Choice(name="Show submissions of a body")
        self.kind = Choice([("", "All kinds"), *KINDS], "Show submissions of a kind")
        for box in (self.body, self.kind):
            box.chosen.connect(lambda _: self._turn())
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find by words")
        self.filter.setAccessibleName("Find submissions by words")
        self.filter.setToolTip("Find submissions by words (Ctrl+L)")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _: self._turn())
        self.list = RowList(theme, "Submissions", lines=3)
        self.list.chosen.connect(lambda _: self._choose())
        self.list.opened.connect(lambda _: self._edit())
        self.panel = SubmissionPanel(context, self._to_list)
        self.form = SubmissionForm(context)
        self.form.added.connect(self._added)
        self.form.closed.connect(self._form_closed)
        self.form.hide()
        self._empty = EmptyState("inbox", "", "", "New submission")
        self._empty.begun.connect(self._begin)
        self._lay_out()
        self.tabs.setCurrentIndex(_ALL)
        self.home = self.list

    # ------------------------------------------------------------------ showing

    def open(self, route: Route) -> None:
        """Show the list; `focus` is a state or the uid of a submission. With the tab “new” it is
        the item under which the new one is to stand, and the route's uid its meeting."""
        state = next((one for one in SubmissionState if one.value == route.focus), None)
        if state is not None:
            self._unfilter(_STATES.index(state))
        self.refresh()
        if route.tab == "new":
            self.start_new(route.uid, route.focus)
        elif route.focus and state is None and not self.list.choose(route.focus):
            self._unfilter(_ALL)
            self.list.choose(route.focus)

    def refresh(self) -> None:
        """Read the submissions again; filters, cursor and what is typed stay."""
        self._views = submission_views(self.reader, today=self.context.session.today())
        self._every = bodies.all_bodies(self.context.session)
        named = [(one.uid, one.name) for one in self._every]
        self.body.set_options([("", "All bodies"), *named])
        self.panel.offer_bodies(named)
        self._show()

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes what is shown here."""
        return changed.touches(
            Submission, Body, Meeting, MeetingBody, Sitting, Item, Rule, DeadlineMark, HolidayRow
        )

    def _show(self) -> None:
        state = _STATES[self.tabs.currentIndex()]
        only = Narrowed(state, self.body.value() or "", self.kind.value() or "", self.filter.text())
        rows = submission_rows(self._views, only)
        self.list.show_rows(rows)
        counts = {one: sum(1 for v in self._views if v.state is one) for one in SubmissionState}
        for at, one in enumerate(_STATES[:2]):
            self.tabs.set_count(at, str(counts[one]) if one and counts[one] else "")
        late = sum(1 for v in self._views if v.is_late and v.state is SubmissionState.TO_RULE)
        told = f"{counts[SubmissionState.TO_RULE]} to rule on"
        told += f", {late} of them late." if late else "."
        self._header.say("Submissions", told if self._views else "")
        if rows and not self.list.key:
            self.list.choose_first()
        self._say_empty()
        self._empty.setVisible(not rows and self.form.isHidden())
        self._split.setVisible(bool(rows))
        self._bar.setVisible(bool(self._views))
        self._choose()

    def _say_empty(self) -> None:
        if not self._views:
            words = (
                "Nothing has been handed in yet",
                "Public questions, petitions, deputations, statements and motions on notice stand "
                "here from the day they come until they are answered. Each is told whether it came "
                "in time; what is ruled in order prints on the agenda.",
            )
        elif _STATES[self.tabs.currentIndex()] is SubmissionState.TO_RULE and not self._filtered:
            words = ("Everything is ruled on", "What comes in next will stand here.")
        else:
            words = ("No submission is shown", "Try fewer words, another body, or all of them.")
        self._empty.say(*words)
        if self._empty.button is not None:
            self._empty.button.setText("Show all" if self._views else "New submission")

    @property
    def _filtered(self) -> bool:
        return bool(self.body.value() or self.kind.value() or self.filter.text())

    def _turn(self) -> None:
        self.context.autosave.flush_all()
        self._show()

    def _choose(self) -> None:
        view = next((v for v in self._views if v.submission.uid == self.list.key), None)
        if view is not None:
            self.panel.show_submission(view)
            self.panel.body.show_value(view.submission.body)
        self._right.setCurrentWidget(self._side if view else self._nothing)

    def _lay_out(self) -> None:
        theme = self.context.theme
        side = theme.length(24)
        self.filter.setFixedWidth(theme.length(150))
        for box in (self.body, self.kind):
            box.setMaximumWidth(theme.length(150))
        filters = row(self.body, self.kind, self.filter, 1, spacing=theme.length(10))
        self._bar = Bar(theme, self.tabs, boxed(filters), need=1010)
        self._side = card(self.panel, padding=1)
        self._nothing = QWidget()
        self._right = QStackedWidget()
        self._right.addWidget(self._side)
        self._right.addWidget(self._nothing)
        listed = card(self.list, padding=1)
        self._split = MasterDetail(theme, listed, self._right, self.list, width=460, need=860)
        body = column(self.form, self._split, self._empty, spacing=theme.length(12))
        body.setStretch(1, 1)
        body.setStretch(2, 1)
        body.addStretch()  # the panel alone stands at the top and is no taller than it needs
        body.setContentsMargins(side, 0, side, side)
        self.stack.addWidget(self._header)
        self.stack.addWidget(self._bar)
        self.stack.addLayout(body, 1)

    # ------------------------------------------------------------------ what can be done

    def start_new(self, meeting: str = "", item: str = "") -> None:
        """Ask for a new one, in place; for a meeting and an item where they are given."""
        if not self._every:
            self.context.go("bodies", tab="new")
            return
        lead = self.reader.one(MeetingBody, meeting=meeting) if meeting else None
        body = lead.body if lead else self.body.value() or ""
        self._empty.hide()
        self.form.begin(self._every, body, meeting, item)

    def paste_new(self) -> None:
        """Begin a new one with the words on the clipboard."""
        self.start_new()
        if self._every:
            self.form.paste()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here; the single letters work while the list has the focus."""
        has = lambda: bool(self.list.key)  # noqa: E731 - asked just before it is shown
        panel = self.panel
        up, down = (lambda: panel.shift(-1)), (lambda: panel.shift(1))
        answer = self._in_panel(panel.reply.field)

        def of_one(
            name: str, text: str, run: Callable[[], None], key: str, icon: str = ""
        ) -> Command:
            return Command(f"submissions.{name}", text, run, (key,), icon, has)

        return (
            Command("submissions.new", "New submission", self.start_new, ("Ctrl+Shift+N",), "plus"),
            Command(
                "submissions.paste", "Paste a question or petition", self.paste_new,
                ("Ctrl+Shift+V",), "clipboard-paste",
            ),
            Command("submissions.find", "Find submissions", self._to_find, ("Ctrl+L",), "search"),
            of_one("in-order", "In order, or take it back", panel.rule_in_order, "I", "check"),
            of_one("rule-out", "Rule out", panel.rule_out, "X", "x"),
            of_one("withdraw", "Withdrawn", panel.withdraw, "W", "undo-2"),
            of_one("reply", "Write the reply", answer, "R", "pencil"),
            of_one("edit", "Change the words", self._edit, "E", "pencil"),
            of_one("item", "Add an item for it to the agenda", panel.make_item, "A", "plus"),
            of_one("go", "Go to the meeting", panel.go_to_meeting, "G"),
            of_one("up", "Move it up", up, "Alt+Up", "arrow-up"),
            of_one("down", "Move it down", down, "Alt+Down", "arrow-down"),
            of_one("remove", "Remove the submission", panel.remove, "Delete", "trash-2"),
            *(
                Command(
                    f"submissions.show-{at}", f"Submissions: {name.lower()}", self._shower(at),
                    (f"Ctrl+{at + 1}",),
                )
                for at, (_, name) in enumerate(TABS)
            ),
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._to_list()
        else:
            super().keyPressEvent(event)

    def _in_panel(self, part: QWidget) -> Callable[[], None]:
        def go() -> None:
            self._split.to_detail()
            part.setFocus()

        return go

    def _shower(self, at: int) -> Callable[[], None]:
        def show() -> None:
            self.tabs.setCurrentIndex(at)
            self.list.setFocus()

        return show

    def _begin(self) -> None:
        if self._views:
            self._unfilter(_ALL)
        else:
            self.start_new()

    def _unfilter(self, at: int) -> None:
        self.filter.clear()
        self.body.show_value("")
        self.kind.show_value("")
        self.tabs.setCurrentIndex(at)
        self._show()

    def _to_list(self) -> None:
        self._split.to_list()

    def _to_find(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def _edit(self) -> None:
        if self.list.key:
            self._split.to_detail()
            self.panel.begin()

    def _added(self, uid: str) -> None:
        self.refresh()
        if not self.list.choose(uid):
            self._unfilter(_ALL)
            self.list.choose(uid)
        self.context.messages.say("The submission was added.", "Undo", self.context.undo)

    def _form_closed(self) -> None:
        self._show()
        self._to_list()
