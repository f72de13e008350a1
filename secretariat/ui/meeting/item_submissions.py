"""What was handed in under an item: the leaf below the agenda, and the card beside the minutes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from secretariat.models.kinds import Ruling
from secretariat.models.records import Item, Submission
from secretariat.services import submissions
from secretariat.services.submission_views import SubmissionView, submission_views
from secretariat.ui.meeting.item_section import ItemSection
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import keyed
from secretariat.ui.pages.submission_rows import called, state_tag, whom
from secretariat.ui.widgets import (
    Elided,
    button,
    clear_layout,
    column,
    link_button,
    quiet,
    row,
    strong,
    tag,
    tool_button,
)

MINUTE_KEYS = "Ctrl+Shift+U"


def submissions_under(context: Context, item: Item) -> list[SubmissionView]:
    """Return what was handed in under an item, in its order."""
    found = submission_views(context.session.reader, meeting=item.meeting)
    return [view for view in found if view.submission.item == item.uid]


def add_command(run: Callable[[], None], enabled: Callable[[], bool]) -> Command:
    """Return the command of the agenda that adds what was handed in under an item."""
    text = "Add question or petition…"
    return Command("agenda.add-submission", text, run, (), "inbox", enabled)


class SubmissionsSection(ItemSection):
    """The leaf of the agenda's panel that lists what was handed in under the item."""

    name = "Questions"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._views: list[SubmissionView] = []
        self._shown: tuple[str, list[SubmissionView]] = ("", [])
        self._held = ""
        self._lines = QVBoxLayout()
        self._lines.setSpacing(context.theme.length(6))
        self._nothing = quiet(
            "No question, petition, deputation or motion stands under this item.", wrap=True
        )
        self.add = button("Add question or petition…", "plus", self.add_submission)
        self.add.setToolTip("Record what was handed in, under this item")
        column(row(self.add, 1), self._lines, self._nothing, 1, parent=self, spacing=10)

    def show_item(self, item: Item, restricted: bool) -> None:
        """Show what stands under an item; the focus stays on the same one."""
        self.item = item
        self._views = submissions_under(self.context, item)
        self._nothing.setVisible(not self._views)
        if (item.uid, self._views) == self._shown:
            return
        self._shown = (item.uid, self._views)
        focused: QWidget | None = self.focusWidget()
        held = focused.objectName() if focused is not None and focused.hasFocus() else ""
        clear_layout(self._lines)
        number = 0
        for at, view in enumerate(self._views):
            number += view.submission.ruling is Ruling.IN_ORDER
            self._lines.addWidget(self._line(at, number, view))
        if held:
            self._focus_again(held)

    def _focus_again(self, name: str) -> None:
        """Give the focus to the button that had it, or at an end to the other one of its line."""
        what, _, uid = name.partition(" ")
        turned = f"{'down' if what == 'up' else 'up'} {uid}"
        for each in (name, turned):
            found: QWidget | None = self.findChild(QWidget, each)
            if found is not None and found.isEnabled():
                found.setFocus()
                return

    def _line(self, at: int, number: int, view: SubmissionView) -> QWidget:
        """Return the line of one; only what is in order has the number that the agenda prints."""
        made, one = QWidget(), view.submission
        words, tone = state_tag(view)
        in_order = one.ruling is Ruling.IN_ORDER
        name = f"{number}. {called(one)}" if in_order else called(one)
        open_it = link_button("Open", lambda: self._open(one))
        open_it.setAccessibleName(f"Open {name}")
        up = tool_button(f"Move up: {name}", "arrow-up", run=lambda: self._shift(one, -1))
        down = tool_button(f"Move down: {name}", "arrow-down", run=lambda: self._shift(one, 1))
        up.setEnabled(at > 0)
        down.setEnabled(at < len(self._views) - 1)
        for button_, what in ((up, "up"), (down, "down"), (open_it, "open")):
            button_.setObjectName(f"{what} {one.uid}")
        text = column(Elided(name), _origin(view), spacing=1)
        late = [tag("Late", "warn")] if view.is_late else []
        line = row(text, *late, tag(words, tone), up, down, open_it, parent=made, spacing=8)
        line.setStretch(0, 1)
        made.setToolTip(view.due_words)
        return made

    def _open(self, one: Submission) -> None:
        self.context.go("submissions", focus=one.uid)

    def _shift(self, one: Submission, by: int) -> None:
        ask(self.context, submissions.shift, one.uid, by)

    def add_submission(self) -> None:
        """Go to where one is recorded, for this meeting and item."""
        if self.item is not None:
            self.context.go("submissions", self.item.meeting, "new", self.item.uid)

    def begin(self) -> None:
        """Put the focus on the button that adds one."""
        self.add.setFocus()

    def mark(self) -> str:
        return str(len(self._views) or "")


def _origin(view: SubmissionView) -> Elided:
    kind = view.submission.kind.value.capitalize()
    return Elided(f"{kind} · {whom(view.submission)}", "small")


class MinuteSubmissions(QFrame):
    """The card beside the minutes: what is in order under the item, and a button that writes it
    into the minutes."""

    def __init__(self, context: Context, run: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("Questions and petitions of this item")
        self._context = context
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._write = keyed(button("Put into the minutes", "pencil", run), MINUTE_KEYS)
        head = strong("Questions and petitions")
        column(head, self._lines, row(self._write, 1), parent=self, margin=14, spacing=8)
        self.hide()

    def show_item(self, item: Item | None) -> None:
        """Show what is in order under an item; the card is away where nothing is."""
        views = submissions_under(self._context, item) if item else []
        views = [view for view in views if view.submission.ruling is Ruling.IN_ORDER]
        self.setVisible(bool(views))
        clear_layout(self._lines)
        for number, view in enumerate(views, start=1):
            one = view.submission
            name = Elided(f"{number}. {called(one)}")
            opened = link_button("Reply…" if not one.reply.strip() else "Open", self._opener(one))
            opened.setAccessibleName(f"Open {called(one)}")
            text = column(name, Elided(whom(one), "small"), spacing=1)
            line = row(text, opened, spacing=8)
            line.setStretch(0, 1)
            self._lines.addLayout(line)

    def _opener(self, one: Submission) -> Callable[[], None]:
        return lambda: self._context.go("submissions", focus=one.uid)
