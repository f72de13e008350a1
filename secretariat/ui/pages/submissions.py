"""Submissions: what the public and members hand in, over all bodies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

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
from secretariat.ui.pages.kit import keyed
from secretariat.ui.pages.list_page import ListPage, ListWords
from secretariat.ui.pages.submission_new import SubmissionForm
from secretariat.ui.pages.submission_panel import SubmissionPanel
from secretariat.ui.pages.submission_rows import KINDS, TABS, Narrowed, submission_rows
from secretariat.ui.widgets import (
    Choice,
    button,
    primary_button,
)

_STATES = tuple(state for state, _ in TABS)
_ALL = _STATES.index(None)
_WORDS = ListWords(
    "Submissions",
    "inbox",
    tuple(name for _, name in TABS),
    _ALL,
    box_width=150,
    find_width=150,
    bar_width=1010,
    list_width=460,
)


class SubmissionsPage(ListPage):
    """The list at the left, the chosen submission at the right; the keys work on the chosen one."""

    page_title = "Submissions"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, _WORDS, parent)
        self._views: list[SubmissionView] = []
        self._every: list[Body] = []
        self.body = Choice(name="Show submissions of a body")
        self.kind = Choice([("", "All kinds"), *KINDS], "Show submissions of a kind")
        self.panel = SubmissionPanel(context, self.to_list)
        self.form = SubmissionForm(context)
        self.form.added.connect(self._added)
        self.form.closed.connect(self._form_closed)
        self.form.hide()
        paste = keyed(button("Paste", "clipboard-paste", self.paste_new), "Ctrl+Shift+V")
        paste.setAccessibleName("Paste a question or petition")
        new = keyed(primary_button("New submission", "", self.start_new), "Ctrl+Shift+N")
        self.frame(
            self.panel,
            boxes=(self.body, self.kind),
            buttons=(paste, new),
            above=(self.form,),
        )
        self.tabs.setCurrentIndex(_ALL)

    # ------------------------------------------------------------------ showing

    def open(self, route: Route) -> None:
        """Show the list; `focus` is a state or the uid of a submission. With the tab “new” it is
        the item under which the new one is to stand, and the route's uid its meeting."""
        state = next((one for one in SubmissionState if one.value == route.focus), None)
        if state is not None:
            self.unfilter(_STATES.index(state))
        self.refresh()
        if route.tab == "new":
            self.start_new(route.uid, route.focus)
        elif route.focus and state is None:
            self.choose(route.focus)

    def refresh(self) -> None:
        """Read the submissions again; filters, cursor and what is typed stay."""
        self._views = submission_views(self.reader, today=self.context.session.today())
        self._every = bodies.all_bodies(self.context.session)
        named = [(one.uid, one.name) for one in self._every]
        self.body.set_options([("", "All bodies"), *named])
        self.panel.offer_bodies(named)
        self.show_list()

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes what is shown here."""
        return changed.touches(
            Submission, Body, Meeting, MeetingBody, Sitting, Item, Rule, DeadlineMark, HolidayRow
        )

    def show_list(self) -> None:
        """Show what the tab, the boxes and the words leave of what was handed in."""
        state = _STATES[self.tabs.currentIndex()]
        only = Narrowed(state, self.body.value() or "", self.kind.value() or "", self.filter.text())
        rows = submission_rows(self._views, only)
        counts = {one: sum(1 for v in self._views if v.state is one) for one in _STATES[:2]}
        late = sum(1 for v in self._views if v.is_late and v.state is SubmissionState.TO_RULE)
        told = f"{counts[SubmissionState.TO_RULE]} to rule on"
        told += f", {late} of them late." if late else "."
        told = told if self._views else ""
        self.tell(rows, told, dict(enumerate(counts.values())))
        if not self._views:
            words = (
                "Nothing has been handed in yet",
                "Public questions, petitions, deputations, statements and motions on notice stand "
                "here from the day they come until they are answered. Each is told whether it came "
                "in time; what is ruled in order prints on the agenda.",
            )
        elif state is SubmissionState.TO_RULE and not self.filtered:
            words = ("Everything is ruled on", "What comes in next will stand here.")
        else:
            words = ("No submission is shown", "Try fewer words, another body, or all of them.")
        self.say_empty(
            any_at_all=bool(self._views), new="New submission", words=words, shown=not rows
        )

    def show_chosen(self, key: str) -> bool:
        """Show a submission in the panel."""
        view = next((v for v in self._views if v.submission.uid == key), None)
        if view is not None:
            self.panel.show_submission(view)
            self.panel.body.show_value(view.submission.body)
        return view is not None

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

    def edit_chosen(self) -> None:
        """Go to the words of the chosen submission."""
        if self.list.key:
            self.to_panel()
            self.panel.begin()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here; the single letters work while the list has the focus."""
        panel = self.panel
        up, down = (lambda: panel.shift(-1)), (lambda: panel.shift(1))
        answer = self.in_panel(panel.reply.field)

        def of_one(
            name: str, text: str, run: Callable[[], None], key: str, icon: str = ""
        ) -> Command:
            return Command(f"submissions.{name}", text, run, (key,), icon, self.has_chosen)

        return (
            *self.list_commands("submissions", "New submission"),
            Command(
                "submissions.paste", "Paste a question or petition", self.paste_new,
                ("Ctrl+Shift+V",), "clipboard-paste",
            ),
            of_one("in-order", "In order, or take it back", panel.rule_in_order, "I", "check"),
            of_one("rule-out", "Rule out", panel.rule_out, "X", "x"),
            of_one("withdraw", "Withdrawn", panel.withdraw, "W", "undo-2"),
            of_one("reply", "Write the reply", answer, "R", "pencil"),
            of_one("edit", "Change the words", self.edit_chosen, "E", "pencil"),
            of_one("item", "Add an item for it to the agenda", panel.make_item, "A", "plus"),
            of_one("go", "Go to the meeting", panel.go_to_meeting, "G"),
            of_one("up", "Move it up", up, "Alt+Up", "arrow-up"),
            of_one("down", "Move it down", down, "Alt+Down", "arrow-down"),
            of_one("remove", "Remove the submission", panel.remove, "Delete", "trash-2"),
        )  # fmt: skip

    def _added(self, uid: str) -> None:
        self.refresh()
        self.choose(uid)
        self.context.messages.say("The submission was added.", "Undo", self.context.undo)

    def _form_closed(self) -> None:
        self.show_list()
        self.to_list()
