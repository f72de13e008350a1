"""Meetings: a list of what comes and what was, a calendar by month, and a year planner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from secretariat.models.dates import ENGLISH
from secretariat.models.records import (
    Body,
    BodyLink,
    DeadlineMark,
    HolidayRow,
    Meeting,
    MeetingBody,
    Membership,
    Reply,
    Sitting,
)
from secretariat.services import bodies, meetings
from secretariat.services.clashes import Clash, Diary
from secretariat.services.horizon import OUTSIDE
from secretariat.services.meetings import Meet
from secretariat.services.year_plan import days_off
from secretariat.store.history import Changed
from secretariat.ui.calendar_file import CalendarFile
from secretariat.ui.page import Command, Context, Route
from secretariat.ui.pages.base import Screen
from secretariat.ui.pages.calendar_panel import CalendarPanel
from secretariat.ui.pages.kit import Bar, Header, boxed, keyed
from secretariat.ui.pages.meeting_form import MeetingForm
from secretariat.ui.pages.meeting_rows import lead_of, meeting_rows, month_events
from secretariat.ui.pages.planner_panel import PlannerPanel
from secretariat.ui.tables.month import month_on
from secretariat.ui.tables.month_view import MonthView
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.widgets import (
    Choice,
    EmptyState,
    TabStrip,
    button,
    card,
    primary_button,
    row,
    section,
    tool_button,
)

_LIST, _MONTH, _YEAR = 0, 1, 2
_TABS = {"list": _LIST, "calendar": _MONTH, "year": _YEAR}


class MeetingsPage(Screen):
    """Every meeting, coming ones first; filtered by body and by words; or as a calendar."""

    page_title = "Meetings"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        today = context.session.today()
        self._year, self._month = today.year, today.month
        self._meets: list[Meet] = []
        self._clashing: dict[str, list[Clash]] = {}
        self.calendar_file = CalendarFile(context, self)
        new = keyed(primary_button("New meeting", "", self.start_new), "Ctrl+N")
        self._header = Header(theme, "Meetings", new)
        self.form = MeetingForm(context)
        self.form.hide()
        self.form.added.connect(self._added)
        self.form.added_series.connect(self._added_series)
        self.form.closed.connect(self._close_form)
        self.calendar = CalendarPanel(context)
        self.calendar.hide()
        self.calendar.opened.connect(lambda: self._show())
        self.calendar.closed.connect(self._close_form)
        self.calendar.brought.connect(self._added_series)
        self._find = QLineEdit()
        self._find.setPlaceholderText("Find by name, day or place")
        self._find.setAccessibleName("Find meetings by name, day or place")
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(lambda _: self._show())
        self._body = Choice(name="Show meetings of")
        self._body.chosen.connect(lambda _: self._show())
        self.views = TabStrip(("List", "Month", "Year"), "How meetings are shown")
        self.views.currentChanged.connect(self._turn_view)
        self.list = RowList(theme, "Meetings")
        self.list.painter_of_rows.keep_for_lead(lead_of(date(2020, 9, 30)))
        self.list.opened.connect(lambda uid: context.go("meeting", uid))
        self.month = MonthView(theme)
        self.month.opened.connect(lambda uid: context.go("meeting", uid))
        self.month.asked.connect(lambda on: self.start_new(on))
        self.month.turned.connect(self._turn_month)
        self.planner = PlannerPanel(context)
        self.planner.opened.connect(lambda uid: context.go("meeting", uid))
        self.planner.asked.connect(lambda on: self.start_new(on))
        self._empty = EmptyState("calendar-days", "", "", "New meeting")
        self._empty.begun.connect(self._begin)
        self._lay_out()
        self.home = self.list

    def open(self, route: Route) -> None:
        """Show the list, the calendar, or the panel for a new meeting (of a body)."""
        if route.tab == "new":
            self.refresh()
            self.start_new(body=route.uid)
        elif route.tab in _TABS:
            self._view(_TABS[route.tab])
        if route.focus:
            self.list.choose(route.focus)

    def refresh(self) -> None:
        """Read the meetings again; filters, cursor and scroll stay."""
        every = bodies.all_bodies(self.context.session)
        self._body.set_options([("", "All bodies"), *((b.uid, b.name) for b in every)])
        self._body.setVisible(len(every) > 1)
        self._meets = meetings.all_meetings(self.reader)
        self._clashing = Diary(self.reader, self._meets).coming(
            self.context.session.today(), date.max
        )
        if self.form.isVisibleTo(self):
            self.form.refresh()
        self._show(bare=not every)

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes what is shown here."""
        return changed.touches(
            Meeting,
            MeetingBody,
            Sitting,
            Body,
            BodyLink,
            Membership,
            Reply,
            HolidayRow,
            DeadlineMark,
        )

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        has = lambda: bool(self.list.key)  # noqa: E731 - asked just before it is shown
        return (
            Command("meetings.new", "New meeting", self.start_new, ("Ctrl+N",), "calendar-plus"),
            Command("meetings.find", "Find a meeting", self._to_find, ("Ctrl+L",), "search"),
            Command("meetings.list", "Meetings as a list", lambda: self._view(_LIST), ("Ctrl+1",)),
            Command(
                "meetings.calendar", "Meetings as a calendar", lambda: self._view(_MONTH),
                ("Ctrl+2",), "calendar-days",
            ),
            Command(
                "meetings.year", "Meetings as a year planner", lambda: self._view(_YEAR),
                ("Ctrl+3",), "calendar-days",
            ),
            Command(
                "meetings.deadlines", "Deadlines in the year planner", self._toggle_deadlines,
                ("Alt+D",), "clock", lambda: self._pages.currentIndex() == _YEAR,
            ),
            Command(
                "meetings.export-calendar", "Export to calendar…", self.export_calendar, (),
                "download", lambda: bool(self._meets),
            ),
            Command(
                "meetings.bring-calendar", "Bring in a calendar…", self.bring_calendar, (),
                "upload",
            ),
            Command("meetings.today", "Go to today", self._to_today, ("Ctrl+T",)),
            Command("meetings.open", "Open the meeting", self._open_chosen, ("Return",), "", has),
            Command(
                "meetings.remove", "Remove the meeting", self._remove, ("Delete",), "trash-2", has
            ),
        )  # fmt: skip

    def start_new(self, on: date | None = None, *, body: str = "") -> None:
        """Open the panel for a new meeting."""
        if not bodies.all_bodies(self.context.session):
            self.context.go("bodies", tab="new")
            return
        self.calendar.hide()
        self.form.show()
        self._show()
        self.form.begin(body or self._body.value() or "", on)

    def export_calendar(self) -> None:
        """Write the meetings that are shown as a calendar file; the month shows those of all
        months, the planner those of its year."""
        self.calendar_file.ask(self.shown())

    def bring_calendar(self) -> None:
        """Ask for a calendar file and show what would come of it."""
        if not bodies.all_bodies(self.context.session):
            self.context.messages.warn("Please add the body first whose meetings the file holds.")
            return
        self.form.hide()
        self.calendar.choose_file()

    def shown(self) -> list[Meet]:
        """Return the meetings that the filters let through, in the order of their dates."""
        body = self._body.value()
        meets = [m for m in self._meets if not body or any(b.uid == body for b in m.bodies)]
        if self._pages.currentIndex() == _MONTH:
            return meets
        if self._pages.currentIndex() == _YEAR:
            year = self.planner.year
            return [m for m in meets if any(one.date.year == year for one in m.sittings)]
        listed = meeting_rows(meets, self.context.session.today(), self._find.text())
        keys = {one.key for one in listed}
        return [meet for meet in meets if meet.meeting.uid in keys]

    def _lay_out(self) -> None:
        theme = self.context.theme
        side = theme.length(24)
        self._find.setFixedWidth(theme.length(250))
        self._body.setMaximumWidth(theme.length(300))
        self._find.setToolTip("Find by name, day or place (Ctrl+L)")
        export = tool_button("Export to calendar…", "download", self.export_calendar)
        bring = tool_button("Bring in a calendar…", "upload", self.bring_calendar)
        filters = row(self._body, self._find, bring, export, spacing=theme.length(12))
        self._bar = Bar(theme, self.views, boxed(filters), need=640)
        listed = card(self.list, padding=1)
        self._pages = QStackedWidget()
        self._pages.setMinimumHeight(theme.length(90))
        self._pages.addWidget(listed)
        self._pages.addWidget(self._calendar())
        self._pages.addWidget(self.planner)
        inner = QVBoxLayout()
        inner.setContentsMargins(side, 0, side, side)
        inner.setSpacing(theme.length(12))
        inner.addWidget(self.form)
        inner.addWidget(self.calendar)
        inner.addWidget(self._pages, 1)
        inner.addWidget(self._empty, 1)
        inner.addStretch()  # alone on the page, the form stays as high as it is
        self.stack.addWidget(self._header)
        self.stack.addWidget(self._bar)
        self.stack.addLayout(inner, 1)

    def _calendar(self) -> QWidget:
        theme = self.context.theme
        self._month_name = section("")
        back = tool_button("Month before", "chevron-left", lambda: self._turn_month(-1), "PgUp")
        on = tool_button("Month after", "chevron-right", lambda: self._turn_month(1), "PgDown")
        today = keyed(button("Today", "", self._to_today), "Ctrl+T", "Go to today")
        head = row(self._month_name, 1, back, on, today)
        head.setContentsMargins(*[theme.length(10)] * 4)
        made = card(boxed(head), self.month, padding=1)
        layout = made.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setSpacing(0)
        layout.setStretch(1, 1)
        return made

    def _show(self, *, bare: bool | None = None) -> None:
        """Show the meetings that the filters let through."""
        today = self.context.session.today()
        body = self._body.value()
        shown = [m for m in self._meets if not body or any(b.uid == body for b in m.bodies)]
        rows = meeting_rows(shown, today, self._find.text(), self._clashing)
        self.list.show_rows(rows)
        if self._pages.currentIndex() == _MONTH:
            self._show_month(shown)
        self._find.setVisible(self._pages.currentIndex() == _LIST)
        if self._pages.currentIndex() == _YEAR:
            self.planner.show_meets(self._meets, [body] if body else [], self._clashing)
        coming = [m for m in self._meets if m.date and m.date >= today]
        live = sum(1 for meet in coming if meet.meeting.stage not in OUTSIDE)
        self._header.say(
            "Meetings", f"{live} to come, {len(self._meets)} in all." if self._meets else ""
        )
        bare = not bodies.all_bodies(self.context.session) if bare is None else bare
        nothing = not rows and self._pages.currentIndex() == _LIST
        self._say_empty(bare=bare, found=bool(self._meets))
        alone = self.calendar.isVisibleTo(self)  # it is long: the room is its own
        self._empty.setVisible(nothing and not self.form.isVisibleTo(self) and not alone)
        self._pages.setVisible(not nothing and not alone)
        self._bar.setVisible(bool(self._meets))

    def _show_month(self, shown: Sequence[Meet]) -> None:
        """Show the month with its meetings and with the days off of the bodies that are shown."""
        one = self._body.value()
        known = [b for b in bodies.all_bodies(self.context.session) if b.uid == one or not one]
        years = (self._year - 1, self._year, self._year + 1)
        off, _ = days_off(self.reader, known, years)
        events = month_events(shown, self._clashing)
        self.month.show_month(self._year, self._month, self.context.session.today(), events, off)
        self._month_name.setText(f"{ENGLISH.months[self._month - 1]} {self._year}")

    def _say_empty(self, *, bare: bool, found: bool) -> None:
        if found:
            words = ("No meeting has these words", "Try fewer words, or show all bodies.")
            text = "Show all meetings"
        elif bare:
            words = (
                "No meetings yet",
                "A meeting belongs to a body: a board, a committee, a panel. Add the first body, "
                "then its meetings.",
            )
            text = "Add the first body"
        else:
            words = (
                "No meetings yet",
                "Here stand all meetings, those to come first. A meeting has its agenda, its "
                "attendance, its minutes and its actions in one place.",
            )
            text = "New meeting"
        self._empty.say(*words)
        if self._empty.button is not None and self._empty.button.text() != text:
            self._empty.button.setText(text)

    def _begin(self) -> None:
        if self._meets:
            self._find.clear()
            self._body.show_value("")
            self._show()
        else:
            self.start_new()

    def _added(self, uid: str) -> None:
        self.form.hide()
        self.context.messages.say("The meeting was added.", "Undo", self.context.undo)
        self.context.go("meeting", uid, "agenda")

    def _added_series(self, many: int) -> None:
        words = "1 meeting was added." if many == 1 else f"{many} meetings were added."
        self._close_form()
        self.context.messages.say(words, "Undo", self.context.undo)

    def _close_form(self) -> None:
        self.form.hide()
        self.calendar.hide()
        self._show()
        self._focus_shown()

    def _view(self, which: int) -> None:
        self.views.setCurrentIndex(which)
        self._focus_shown()

    def _focus_shown(self) -> None:
        self._shown_view().setFocus()

    def _shown_view(self) -> QWidget:
        shown: tuple[QWidget, ...] = (self.list, self.month, self.planner.view)
        return shown[self._pages.currentIndex()]

    def _toggle_deadlines(self) -> None:
        self.planner.deadlines.toggle()

    def _turn_view(self, which: int) -> None:
        self._pages.setCurrentIndex(which)
        self.home = self._shown_view()
        self._show()

    def _turn_month(self, by: int) -> None:
        self._year, self._month = month_on(self._year, self._month, by)
        self._show()

    def _to_today(self) -> None:
        if self._pages.currentIndex() == _YEAR:
            self.planner.to_today()
            return
        today = self.context.session.today()
        self._year, self._month = today.year, today.month
        self._view(_MONTH)
        self._show()
        self.month.choose(today)

    def _to_find(self) -> None:
        self.views.setCurrentIndex(_LIST)
        self._find.setFocus()
        self._find.selectAll()

    def _open_chosen(self) -> None:
        if self.list.key:
            self.context.go("meeting", self.list.key)

    def _remove(self) -> None:
        if self.list.key and self.list.hasFocus():
            undo = self.context.undo
            self.ask(
                meetings.remove_meeting,
                self.list.key,
                then=lambda _: self.context.messages.say("The meeting was removed.", "Undo", undo),
            )
