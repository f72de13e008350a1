"""One report: who writes it, by when, how it stands, and which meetings it is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from secretariat.models.kinds import Restriction
from secretariat.models.papers import came_on
from secretariat.services import papers
from secretariat.services.owed import PaperPlace, PaperView, day_count, meeting_words
from secretariat.ui.explained import Explained, said_day
from secretariat.ui.meeting.item_section import RESTRICTIONS
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.fields import Form, PickEdit
from secretariat.ui.pages.kit import keyed, scrolled
from secretariat.ui.pages.report_rows import place_words, tag_of
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    button,
    caption,
    clear_layout,
    column,
    flat_button,
    link_button,
    row,
    set_tone,
    small,
    tag,
)

ORIGIN = "reports.panel"


class ReportPanel(QWidget):
    """The fields of the chosen report; each is written as it is typed."""

    def __init__(
        self,
        context: Context,
        removed: Callable[[], None],
        chase: Callable[[], None],
        form: Callable[[], None],
        take: Callable[[], None],
    ) -> None:
        super().__init__()
        self._context = context
        self._removed = removed
        self._view: PaperView | None = None
        self.form = Form(context, papers.change_paper, ORIGIN)
        self.author = PickEdit("Author", "A name or initials")
        self.author.picked.connect(self._save_author)
        self._tag = tag("")
        self._said = small("", wrap=True)
        self.received = keyed(button("Received", "check", self.toggle_received), "R")
        self.cleared = keyed(button("Cleared", "", self.toggle_cleared), "C")
        self.also = Choice(name="Another meeting that takes this report")
        self._send = keyed(button("Put on its agenda", "", self.send_also), "A")
        self.why = Explained()
        self._places = QVBoxLayout()
        self._places.setSpacing(0)
        self._fields()
        self.make_button = keyed(
            button("Make the form", "file-down", form), "F", "Make the form of the report"
        )
        self.take_button = keyed(
            button("Take in…", "upload", take), "T", "Take in the report that came back"
        )
        self._lay_out(chase)

    def _fields(self) -> None:
        form = self.form
        self._title = form.line("Report", "title")
        self._author = FormRow("Author", self.author)
        self._due = form.day("Due", "due")
        self.promised = form.day("Promised for", "promised_for")
        self._asked = form.day("Asked for on", "asked_on")
        self._came = form.day("Received on", "received_on")
        self._clear = form.day("Cleared on", "cleared_on")
        self._by = form.line("Cleared by", "cleared_by", example="Who agreed that it may go out")
        self._reason = form.area("Why it is late, for the register of lateness", "late_reason",
                                 lines=1)  # fmt: skip
        self._closed = form.choice("Restriction", "restriction", RESTRICTIONS)
        self._ground = form.line("Ground", "restriction_ground")
        self.note = form.area("Note for officers, never printed", "note", lines=1)

    @property
    def uid(self) -> str:
        """The report that is shown; empty when none is."""
        return self._view.paper.uid if self._view else ""

    @property
    def view(self) -> PaperView | None:
        """The report that is shown."""
        return self._view

    def show_report(self, view: PaperView) -> None:
        """Show a report; what is being typed stays."""
        today = self._context.session.today()
        anew = self.form.aim(view.paper.uid)
        self._view = view
        self.form.show(view.paper, anew=anew)
        if anew or not self.author.hasFocus():
            self.author.show_words(view.author_name)
        words, tone = tag_of(view, today)
        self._tag.setText(words)
        set_tone(self._tag, tone)
        late, working = view.days_late(today), view.working_days_late(today)
        self._said.setText(f"{day_count(late)} after its day, {working} of them working days.")
        self._said.setVisible(late > 0)
        in_ = came_on(view.paper) is not None
        self.received.setText("Not in after all" if in_ else "Received")
        self.received.set_icon("undo-2" if in_ else "check")
        self.cleared.setText("Not cleared" if view.paper.cleared_on else "Cleared")
        self._reason.setVisible(late > 0 or bool(view.paper.late_reason))
        self._ground.setVisible(view.paper.restriction is not Restriction.NONE)
        self._needed.setText("Not needed" if view.paper.is_needed else "Needed after all")
        self._show_due(view)
        self._show_places(view.places)

    def offer(self, names: Sequence[str]) -> None:
        """Offer these names as authors."""
        self.author.offer(names)

    def begin(self) -> None:
        """Go to the title."""
        self._title.field.setFocus()

    def toggle_received(self) -> None:
        """Record that the report came in today, or that it did not after all."""
        if self._view is None:
            return
        if came_on(self._view.paper):
            self._tell(papers.mark_missing, "The report is missing again.")
        else:
            self._tell(papers.mark_received, "Received today.")

    def toggle_cleared(self) -> None:
        """Record that the report was cleared today, or that it was not after all."""
        if self._view is None:
            return
        if self._view.paper.cleared_on:
            ask(self._context, papers.change_paper, self.uid, cleared_on=None)
        else:
            self._tell(papers.mark_cleared, "Cleared today.")

    def toggle_needed(self) -> None:
        """Say that no report is needed, or that one is after all."""
        if self._view is not None:
            ask(self._context, papers.set_needed, self.uid, not self._view.paper.is_needed)

    def go_to_item(self) -> None:
        """Show the item that takes the report first."""
        if self._view is not None and self._view.places:
            self._go(self._view.places[0])

    def send_also(self) -> None:
        """Put an item for the same report on the agenda of the meeting that is chosen."""
        meeting = self.also.value()
        if self._view is None or not meeting:
            return
        words = self.also.currentText()
        context = self._context

        def done(_: object) -> None:
            context.messages.say(f"The report goes also to {words}.", "Undo", context.undo)

        ask(context, papers.send_also, self.uid, meeting, then=done)

    def remove(self) -> None:
        """Remove the report from the list; its items stay."""
        if self._view is None:
            return
        context = self._context

        def done(_: object) -> None:
            context.messages.say("The report was removed.", "Undo", context.undo)
            self._removed()

        ask(context, papers.remove_paper, self.uid, then=done)

    def _tell(self, service: Callable[..., object], words: str) -> None:
        context = self._context
        title = self._view.paper.title if self._view else ""

        def done(_: object) -> None:
            context.messages.say(f"“{title}”: {words}", "Undo", context.undo)

        ask(context, service, self.uid, then=done)  # type: ignore[arg-type]

    def _save_author(self, words: str) -> None:
        if self._view is not None:
            self.author.show_words(papers.called(self._context.session.reader, words))
            ask(self._context, papers.set_author, self.uid, words)

    def _go(self, place: PaperPlace) -> None:
        self._context.go("meeting", place.meet.meeting.uid, "agenda", place.item.uid)

    def _show_due(self, view: PaperView) -> None:
        due, today = view.due, self._context.session.today()
        ruled = due is not None and due.deadline is not None and not due.by_hand
        self.why.setVisible(ruled)
        if due and due.deadline and ruled:
            self.why.show_deadline(due.deadline, today)
        words = "No rule gives a day; one can be set here."
        if due is not None:
            words = "Reckoned, as explained below." if ruled else due.words
        self._due.hint.setText(words)
        self._due.hint.setVisible(True)
        field = self._due.field
        shown = said_day(due.day, today) if due and ruled else "30/11, next mon"
        field.setProperty("placeholderText", shown)

    def _show_places(self, places: Sequence[PaperPlace]) -> None:
        clear_layout(self._places)
        for place in places:
            words = place_words(place.meeting_words, place.number)
            words += "" if place.is_live else " (put off)"
            made = link_button(words, lambda place=place: self._go(place))  # type: ignore[misc]
            made.setToolTip(f"{place.item.title} ({place.meet.name})")
            self._places.addLayout(row(made, 1))
        if not places:
            self._places.addWidget(small("For no item any more.", wrap=True))
        session = self._context.session
        offered = papers.meetings_for(session.reader, self.uid, session.today())
        self.also.set_options(
            [("", "Send also to…"), *((m.meeting.uid, meeting_words(m)) for m in offered)]
        )
        if self.also.value() not in {m.meeting.uid for m in offered}:
            self.also.show_value("")

    def _lay_out(self, chase: Callable[[], None]) -> None:
        theme = self._context.theme
        self._needed = keyed(flat_button("Not needed", "", self.toggle_needed), "X")
        remove = keyed(flat_button("Remove", "trash-2", self.remove), "Delete", "Remove the report")
        remove.setText("")
        write = keyed(flat_button("E-mail", "mail", chase), "M", "Write to the author")
        write.setText("")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length(12))
        grid.setVerticalSpacing(theme.length(8))
        rows = (
            (self._title,),
            (self._author,),
            (self._due, self.promised),
            (self._asked, self._came),
            (self._clear, self._by),
            (self._reason,),
            (self._closed, self._ground),
            (self.note,),
        )
        for at, fields in enumerate(rows):
            for left, field in enumerate(fields):
                span = 2 // len(fields)
                grid.addWidget(field, at, left, 1, span, Qt.AlignmentFlag.AlignTop)
        for left in range(2):
            grid.setColumnStretch(left, 1)
        head = row(self.received, self.cleared, 1, write, remove, spacing=theme.length(6))
        state = row(self._tag, self._said, 1, self._needed, spacing=theme.length(10))
        state.setStretch(1, 100)
        also = row(self.also, self._send)
        also.setStretch(0, 1)
        side = theme.length(16)
        inside = QWidget()
        stack = column(
            head,
            state,
            row(self.make_button, self.take_button, 1, spacing=theme.length(6)),
            column(caption("For"), self._places, spacing=theme.length(2)),
            grid,
            also,
            self.why,
            1,
            parent=inside,
            spacing=theme.length(12),
        )
        stack.setContentsMargins(side, theme.length(12), side, side)
        column(scrolled(inside), parent=self)
