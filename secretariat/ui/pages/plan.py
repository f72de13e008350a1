"""The forward plan: what the bodies mean to take, over the year and as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QSizePolicy, QStackedWidget, QWidget

from secretariat.models.records import Body, Item, Meeting, MeetingBody, Rule, Sitting, Topic
from secretariat.models.recurrence import months_on
from secretariat.services import bodies, plan, topics
from secretariat.services.meetings import Meet, all_meetings
from secretariat.services.plan import Line
from secretariat.services.plan_grid import (
    Place,
    beside,
    place_in,
    quarter_of,
    span_words,
    told,
    year_of,
)
from secretariat.store.history import Changed
from secretariat.ui.page import Command, Context, Route
from secretariat.ui.pages.base import Screen
from secretariat.ui.pages.kit import Bar, Header, boxed, keyed
from secretariat.ui.pages.master_detail import MasterDetail
from secretariat.ui.pages.plan_export import PlanExport
from secretariat.ui.pages.plan_panel import TopicPanel
from secretariat.ui.pages.plan_rows import STATES, Narrowed, plan_rows
from secretariat.ui.tables.plan_grid import PlanGrid
from secretariat.ui.tables.plan_paint import PlanLegend
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.widgets import (
    Choice,
    EmptyState,
    TabStrip,
    body,
    button,
    card,
    column,
    flat_button,
    primary_button,
    row,
    strong,
)

TABS = ("year", "list", "office")


class PlanPage(Screen):
    """The year or the list at the left, the chosen topic at the right."""

    page_title = "Forward plan"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._lines: list[Line] = []
        self._meets: list[Meet] = []
        self._start = quarter_of(context.session.today())
        new = keyed(primary_button("Add topic", "", self.start_new), "Ctrl+Shift+N")
        make = keyed(button("Documents", "file-down", self.toggle_export), "Ctrl+E")
        self._header = Header(theme, "Forward plan", make, new)
        self.tabs = TabStrip(("Year", "List", "Whole office"), "How the plan is shown")
        self.tabs.currentChanged.connect(lambda _: self._turn())
        self.body = Choice(name="Show the plan of a body")
        self.state = Choice(STATES, "Which topics are shown")
        self.statutory = QCheckBox("Required by law only")
        self.body.chosen.connect(lambda _: self._turn())
        self.state.chosen.connect(lambda _: self._turn())
        self.statutory.toggled.connect(lambda _: self._turn())
        self._shown_year = strong("")
        self.words = QLineEdit()
        self.words.setMaxLength(400)
        self.words.setAccessibleName("Title of a new topic")
        self.words.setPlaceholderText("Add a topic: type its title and press Enter")
        self.words.returnPressed.connect(self._add)
        self.new_body = Choice(name="Body of the new topic")
        self.grid = PlanGrid(theme)
        self.list = RowList(theme, "Topics", lines=2)
        self.panel = TopicPanel(context, self._to_view)
        self.export = PlanExport(context, self._end_export)
        self.export.hide()
        self._empty = EmptyState("calendar-range", "", "", "Add the first topic")
        self._empty.begun.connect(self._begin)
        self._lay_out()
        self._connect()
        self.home = self.grid

    # ------------------------------------------------------------------ showing

    def open(self, route: Route) -> None:
        """Show the plan; `uid` is a body, `tab` year, list, office, documents or new, `focus` a
        topic, one of the states, or “law”."""
        self.refresh()
        if route.uid or route.focus:
            self.body.show_value(route.uid)
        if route.tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(route.tab))
        if route.focus in dict(STATES):
            self.tabs.setCurrentIndex(TABS.index("list"))
            self.state.show_value(route.focus)
        if route.focus == "law":
            self.tabs.setCurrentIndex(TABS.index("list"))
            self.statutory.setChecked(True)
        self._show()
        if route.tab == "new":
            self.start_new()
        elif route.tab == "documents":
            self.begin_export()
        elif route.focus:
            self._choose_topic(route.focus)

    def refresh(self) -> None:
        """Read the register again; filters, cursor and what is typed stay."""
        session = self.context.session
        today = session.today()
        with self.reader.snapshot():
            self._meets = all_meetings(self.reader)
            self._lines = plan.lines(self.reader, today)
        every = bodies.all_bodies(session)
        self.body.set_options([("", "All bodies"), *((b.uid, b.name) for b in every)])
        self.new_body.set_options([(b.uid, b.name) for b in every])
        self._show()

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes what is shown here."""
        return changed.touches(Topic, Item, Meeting, MeetingBody, Sitting, Body, Rule)

    def _show(self) -> None:
        office = self._tab == "office"
        wanted = Narrowed(self.body.value() or "", self.state.value(), self.statutory.isChecked())
        listed = [line for line in self._lines if wanted.lets(line)]
        year_only = Narrowed(wanted.body, "all", wanted.statutory)
        if office:
            year_only = Narrowed("", "all", wanted.statutory)
        in_year = [line for line in self._lines if year_only.lets(line)]
        today = self.context.session.today()
        year = year_of(
            in_year, self._meets, self._start, today, body=year_only.body, only_bodies=office
        )
        self._shown_year.setText(span_words(self._start))
        self.list.show_rows(plan_rows(listed, by_body=not wanted.body))
        self.grid.show_year(year)
        self._header.say("Forward plan", told(self._lines) if self._lines else "")
        self.state.setVisible(self._tab == "list")
        self.body.setVisible(not office)
        for part in self._year_parts:
            part.setVisible(self._tab != "list")
        self._views.setCurrentIndex(1 if self._tab == "list" else 0)
        if self._tab == "list" and not self.list.key:
            self.list.choose_first()
        bare = not (listed if self._tab == "list" else year.rows)
        self._say_empty(bool(bodies.all_bodies(self.context.session)))
        making = self.export.isVisibleTo(self)
        self._empty.setVisible(bare and not making)
        self._split.setVisible(not bare and not making)
        self._bar.setVisible(bool(self._lines) and not making)
        self._add_line.setVisible(self.new_body.count() > 0 and not making)
        if making:
            self.export.refresh()
        self.new_body.setVisible(not self.body.value() and self.new_body.count() > 1)
        self._choose()

    def _say_empty(self, any_body: bool) -> None:
        if not any_body:
            words = (
                "No bodies yet",
                "The forward plan says what a body will take when. It begins with a body.",
                "Add the first body",
            )
        elif not self._lines:
            words = (
                "Nothing is planned yet",
                "Business that comes later or comes again stands here: an annual report each "
                "July, finance each quarter, a review that is promised. In one step it goes onto "
                "an agenda, and whatever is put off is not forgotten.",
                "Add the first topic",
            )
        else:
            words = ("No topic is shown", "Try another body, or all topics.", "Show all topics")
        self._empty.say(*words[:2])
        if self._empty.button is not None:
            self._empty.button.setText(words[2])

    def _choose(self) -> None:
        line = self._chosen()
        if line is not None:
            if self.panel.uid != line.topic.uid:
                self.context.autosave.flush_all()
            self.panel.show_line(line, self._meets)
        self._right.setCurrentWidget(self._side if line else self._nothing)
        self._split.show_right(self._tab != "office")

    def _chosen(self) -> Line | None:
        key = self.list.key if self._tab == "list" else self.grid.key
        return next((line for line in self._lines if line.topic.uid == key), None)

    @property
    def _tab(self) -> str:
        return TABS[self.tabs.currentIndex()]

    # ------------------------------------------------------------------ commands

    def commands(self) -> Sequence[Command]:
        """Return what can be done here; the single letters work while the plan has the focus."""
        has = lambda: self._chosen() is not None  # noqa: E731 - asked just before it is shown
        panel = self.panel
        sooner, later = (lambda: self._shift_chosen(-1)), (lambda: self._shift_chosen(1))
        return (
            Command("plan.new", "Add topic", self.start_new, ("Ctrl+Shift+N",), "plus"),
            Command("plan.sooner", "Plan it sooner", sooner, ("Alt+Left",), "arrow-left", has),
            Command("plan.later", "Plan it later", later, ("Alt+Right",), "arrow-right", has),
            Command("plan.agenda", "Put it on the agenda", panel.to_agenda, ("G",), "", has),
            Command("plan.done", "Done, or open again", panel.toggle_done, ("D",), "check", has),
            Command("plan.park", "Park it in the backlog", panel.park, ("P",), "", has),
            Command("plan.drop", "Drop the topic", panel.drop, ("X",), "x", has),
            Command("plan.edit", "Change the topic", self._edit, ("E",), "pencil", has),
            Command("plan.item", "Open the item that took it", panel.open_item, (), "", has),
            Command("plan.remove", "Remove the topic", panel.remove, ("Delete",), "", has),
            Command("plan.before", "Three months back", self._turner(-1), ("Ctrl+Left",)),
            Command("plan.after", "Three months on", self._turner(1), ("Ctrl+Right",)),
            Command("plan.export", "Make a forward plan or notice", self.toggle_export,
                    ("Ctrl+E",), "file-down"),
            *self.export.page_commands("plan"),
            *(
                Command(f"plan.{name}", f"Plan: {name}", self._shower(at), (f"Ctrl+{at + 1}",))
                for at, name in enumerate(TABS)
            ),
        )  # fmt: skip

    def start_new(self) -> None:
        """Go to the line in which a new topic is typed."""
        if not self.new_body.count():
            self.context.go("bodies", tab="new")
            return
        self._add_line.show()
        self.words.setFocus()

    def toggle_export(self) -> None:
        """Open or close what makes the documents of the plan."""
        if self.export.isVisibleTo(self):
            self._end_export()
        else:
            self.begin_export()

    def begin_export(self) -> None:
        """Open what makes the documents of the plan, for the body that is shown."""
        if not self.new_body.count():
            self.context.go("bodies", tab="new")
            return
        self.export.show()
        self._show()
        line = self._chosen()
        self.export.begin(self.body.value() or (line.body.uid if line else ""))

    def _end_export(self) -> None:
        self.export.hide()
        self._show()
        self._to_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.export.isVisibleTo(self):
            self._end_export()
        elif event.key() == Qt.Key.Key_Escape and not self._split.narrow:
            self._to_view()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ doing

    def _add(self) -> None:
        home = self.body.value() or self.new_body.value()
        if self.words.text().strip() and home:
            self.ask(topics.add_topic, home, self.words.text(), then=self._added)

    def _added(self, made: Topic) -> None:
        self.words.clear()
        self.refresh()
        self._choose_topic(made.uid)

    def _shift(self, uid: str, by: int) -> None:
        line = next((one for one in self._lines if one.topic.uid == uid), None)
        if line is not None:
            self._move(line, beside(line, self._meets, self.context.session.today(), by))

    def _shift_chosen(self, by: int) -> None:
        line = self._chosen()
        if line is not None:
            self._shift(line.topic.uid, by)

    def _dropped(self, uid: str, at: int) -> None:
        line = next((one for one in self._lines if one.topic.uid == uid), None)
        if line is not None:
            found = self.grid.table.year.columns[at]
            today = self.context.session.today()
            self._move(line, place_in(found, self._meets, line.body.uid, today))

    def _move(self, line: Line, place: Place | None) -> None:
        if place is None:
            self.context.messages.warn("Business is planned for days to come, three years ahead.")
            return
        values = {"meeting": place.meeting} if place.meeting else {"month": place.day}
        uid = line.topic.uid

        def moved(_: object) -> None:
            if not self._start <= place.day < months_on(self._start, 12):
                self._start = quarter_of(place.day)
            self.refresh()
            self._choose_topic(uid)
            self.context.messages.say(f"Planned for {place.words}.", "Undo", self.context.undo)

        self.ask(topics.move_topic, uid, then=moved, **values)

    def _opened(self, uid: str, is_topic: bool) -> None:
        if is_topic:
            self._edit()
        else:
            self.body.show_value(uid)
            self.tabs.setCurrentIndex(0)
            self._turn()

    def _edit(self) -> None:
        if self._chosen() is not None:
            self._split.to_detail()
            self.panel.begin()

    def _begin(self) -> None:
        if self._lines:
            self.body.show_value("")
            self.state.show_value("open")
            self.statutory.setChecked(False)
            self._show()
        else:
            self.start_new()

    def _choose_topic(self, uid: str) -> None:
        if not self.list.choose(uid) and any(one.topic.uid == uid for one in self._lines):
            self.state.show_value("all")
            self._show()
            self.list.choose(uid)
        self.grid.choose(uid)
        self._choose()

    def _turn(self) -> None:
        self.context.autosave.flush_all()
        uid = self.panel.uid
        self._show()
        if uid:
            view = self.list if self._tab == "list" else self.grid
            view.choose(uid)
            self._choose()

    def _turner(self, by: int) -> Callable[[], None]:
        def turn() -> None:
            start = months_on(self._start, 3 * by)
            if 1900 <= start.year < 2199:
                self._start = start
            self._show()

        return turn

    def _shower(self, at: int) -> Callable[[], None]:
        def show() -> None:
            self.tabs.setCurrentIndex(at)
            self._to_view()

        return show

    def _to_view(self) -> None:
        self._split.to_list()
        (self.list if self._tab == "list" else self.grid).setFocus()

    # ------------------------------------------------------------------ layout

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _: self._choose())
        self.list.opened.connect(lambda _: self._edit())
        self.grid.chosen.connect(lambda _: self._choose())
        self.grid.opened.connect(self._opened)
        self.grid.shifted.connect(self._shift)
        self.grid.dropped.connect(self._dropped)

    def _lay_out(self) -> None:
        theme = self.context.theme
        side = theme.length(24)
        before = keyed(
            flat_button("", "chevron-left", self._turner(-1)), "Ctrl+Left", "Three months back"
        )
        after = keyed(
            flat_button("", "chevron-right", self._turner(1)), "Ctrl+Right", "Three months on"
        )
        for box in (self.body, self.state):
            box.setMaximumWidth(theme.length(250))
            box.setMinimumContentsLength(14)
        turn = boxed(row(before, self._shown_year, after, spacing=2))
        turn.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        filters = row(self.statutory, self.state, self.body, turn, spacing=theme.length(10))
        self._bar = Bar(theme, self.tabs, boxed(filters), need=900)
        self.new_body.setMaximumWidth(theme.length(320))
        self.new_body.setMinimumContentsLength(26)
        line = row(self.words, self.new_body, spacing=theme.length(10))
        line.setStretch(0, 1)
        self._add_line = boxed(line)
        legend = PlanLegend(theme)
        self._year_parts = (turn, legend)
        self._views = QStackedWidget()
        self._views.addWidget(self.grid)
        self._views.addWidget(self.list)
        shown = column(card(self._views, padding=1), legend, spacing=theme.length(8))
        shown.setStretch(0, 1)
        self._side = card(self.panel, padding=1)
        self._nothing = _nothing()
        self._right = QStackedWidget()
        self._right.addWidget(self._side)
        self._right.addWidget(self._nothing)
        self._split = MasterDetail(
            theme, boxed(shown), self._right, self.list, width=655, need=980, grows=True
        )
        inner = column(
            self._add_line, self.export, self._split, self._empty, spacing=theme.length(12)
        )
        for at in (1, 2, 3):
            inner.setStretch(at, 1)
        inner.setContentsMargins(side, 0, side, side)
        self.stack.addWidget(self._header)
        self.stack.addWidget(self._bar)
        self.stack.addLayout(inner, 1)


def _nothing() -> QFrame:
    return card(body("Choose a topic to see and change what is kept of it."), 1)
