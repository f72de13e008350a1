"""The leaf of an item about its report: who writes it, by when, and how it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretariat.errors import KnownError
from secretariat.models.papers import PaperState, came_on
from secretariat.models.records import Item
from secretariat.services import papers, report_forms
from secretariat.services.owed import PaperView, meeting_words, view_of
from secretariat.services.paper_links import links_of
from secretariat.ui.editors.fields import LineField
from secretariat.ui.explained import said_day
from secretariat.ui.meeting.item_section import ItemSection
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.fields import PickEdit
from secretariat.ui.pages.kit import keyed
from secretariat.ui.pages.report_files import FileDrop, FormMaker
from secretariat.ui.pages.report_intake import IntakeCard
from secretariat.ui.pages.report_rows import place_words, tag_of
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    IconButton,
    button,
    column,
    flat_button,
    hairline,
    link_button,
    quiet,
    row,
    set_tone,
    small,
    strong,
    tag,
)

ORIGIN = "item.reports"
_MARKS = {
    PaperState.LATE: "late",
    PaperState.RECEIVED: "in",
    PaperState.RECEIVED_LATE: "in",
    PaperState.CLEARED: "cleared",
}


class ReportSection(ItemSection):
    """Asks for the report of an item, and shows each that it waits for."""

    name = "Report"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.cards: list[ReportCard] = []
        self._views: list[PaperView] = []
        self._hint = quiet("", wrap=True)
        self.ask_button = button("Ask for a report", "file-text", self.ask_for)
        self.ask_button.setToolTip("Ask for a report of this item (Ctrl+Shift+A)")
        self.another = link_button("Ask for another report", self.ask_for)
        self.maker = FormMaker(context, self)
        self.intake = IntakeCard(context)
        self.intake.hide()
        self.intake.left.connect(self._put_away)
        self.intake.taken.connect(self._put_away)
        FileDrop(self, self._dropped)
        self._stack = QVBoxLayout()
        self._stack.setSpacing(10)
        self._none = QWidget()
        self._foot = QWidget()
        form, take = form_buttons(self.make_form, self.take_in)
        column(self._hint, row(self.ask_button, form, take, 1), parent=self._none, spacing=10)
        row(self.another, 1, parent=self._foot)
        column(self.intake, self._none, self._stack, self._foot, 1, parent=self, spacing=10)

    def show_item(self, item: Item, restricted: bool) -> None:
        """Show the reports of an item; a card that is typed in stays."""
        other = self.item is None or item.uid != self.item.uid
        self.item = item
        reader = self.context.session.reader
        links = links_of(reader, [item]).get(item.uid, [])
        if self.intake.isVisibleTo(self) and not self.intake.is_for(item.uid):
            self.intake.hide()
            self._make_room()
        self._views = [view_of(reader, link.paper) for link in links]
        if other or [c.uid for c in self.cards] != [v.paper.uid for v in self._views]:
            self._build()
        for card, view, link in zip(self.cards, self._views, links, strict=True):
            card.show_report(view, item, link.letter, alone=len(links) < 2)
        self._make_room()
        author = papers.author_for(reader, item) if not self._views else None
        named = bool(author and (author.person or author.name))
        self._hint.setText(
            "No report is asked for. Its day comes from the rules of the meeting."
            + ("" if named else " Name the author on the first leaf, and it is asked of them.")
        )

    def ask_for(self) -> None:
        """Ask for a report of the item."""
        if self.item is not None:
            context = self.context

            def done(_: object) -> None:
                context.messages.say("Asked for the report.", "Undo", context.undo)

            ask(context, papers.ask_for, self.item.uid, then=done)

    def make_form(self, paper: str | None = None) -> None:
        """Make the form of the item's report, and save it."""
        if self.item is None:
            return
        self.context.autosave.flush_all()
        try:
            form = report_forms.form_of(self.context.session, self.item.uid, paper)
        except KnownError as error:
            self.context.messages.warn(str(error))
            return
        self.maker.make([form])

    def take_in(self, paper: str | None = None) -> None:
        """Wait for the file of a report that came back: of the first, where none is named."""
        if self.item is None:
            return
        if paper is None and self.cards:
            paper = self.cards[0].uid
        view = next((view for view in self._views if view.paper.uid == paper), None)
        title = view.paper.title if view and len(self._views) > 1 else self.item.title
        self.intake.begin(self.item.uid, title, paper)
        self._make_room()

    def _dropped(self, path: Path) -> None:
        if not self.intake.isVisible():
            self.take_in()
        self.intake.read_path(path)

    def _put_away(self) -> None:
        self.intake.hide()
        self._make_room()
        self.begin()

    def _make_room(self) -> None:
        """Show what came back alone and in a higher panel, until it is taken over."""
        alone = not self.intake.isHidden()
        for part in (self._none, self._foot, *self.cards):
            part.setVisible(not alone)
        if not alone:
            self._none.setVisible(not self._views)
            self._foot.setVisible(bool(self._views))
        self.room_wanted(alone)

    def begin(self) -> None:
        (self.cards[0].received if self.cards else self.ask_button).setFocus()

    def mark(self) -> str:
        """Return the state of the reports in a word: late before all, in when all are."""
        today = self.context.session.today()
        states = [view.state(today) for view in self._views]
        if PaperState.LATE in states:
            return "late"
        if any(state.is_missing for state in states):
            return "asked"
        return _MARKS.get(states[0], "") if states else ""

    def _build(self) -> None:
        while (taken := self._stack.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.cards = [
            ReportCard(
                self.context,
                partial(self.make_form, view.paper.uid),
                partial(self.take_in, view.paper.uid),
            )
            for view in self._views
        ]
        for at, card in enumerate(self.cards):
            if at:
                self._stack.addWidget(hairline())
            self._stack.addWidget(card)


class ReportCard(QWidget):
    """One report of the item in a few lines."""

    def __init__(
        self, context: Context, form: Callable[[], None], take: Callable[[], None]
    ) -> None:
        super().__init__()
        self._context = context
        self._view: PaperView | None = None
        self._item = ""
        self.form, self.take = form_buttons(form, take)
        names = papers.people_offered(context.session.reader)
        self.author = PickEdit("Author of the report", "A name or initials")
        self.author.offer(names)
        self.author.picked.connect(self._save_author)
        self._tag = tag("")
        self._due = small("", wrap=True)
        self._title = strong("", wrap=True)
        self._elsewhere = small("", wrap=True)
        self.letter = LineField(context.autosave, self._save_letter, "Letter of the report")
        self.letter.setPlaceholderText("Appendix A")
        self._letter = FormRow("Told from the others as", self.letter)
        self.received = button("Received", "check", self._toggle_received)
        self.cleared = button("Cleared", "", self._toggle_cleared)
        self.also = Choice(name="Another meeting that takes this report")
        self.also_button = button("Put on its agenda", "", self.send_also)
        self._also = QWidget()
        also = row(self.also, self.also_button, parent=self._also)
        also.setStretch(0, 1)
        more = flat_button("", "external-link", self._open)
        more.setToolTip("Open the report in the list of all reports")
        more.setAccessibleName("Open the report in the list of all reports")
        told = row(self._tag, self._due)
        told.setStretch(1, 1)
        buttons = row(self.received, self.cleared, self.form, self.take, more, 1)
        fields = row(FormRow("Author", self.author), FormRow("Also to", self._also), spacing=16)
        fields.setStretch(0, 2)
        fields.setStretch(1, 3)
        column(
            self._title,
            told,
            self._elsewhere,
            buttons,
            fields,
            self._letter,
            parent=self,
            spacing=8,
        )

    @property
    def uid(self) -> str:
        """The report that is shown; empty when none is."""
        return self._view.paper.uid if self._view else ""

    def show_report(self, view: PaperView, item: Item, letter: str, *, alone: bool) -> None:
        """Show a report of an item; what is being typed stays. One that is `alone` needs no
        letter."""
        session, paper = self._context.session, view.paper
        today = session.today()
        self._view, self._item = view, item.uid
        self.letter.show_value(letter)
        self._letter.setVisible(not alone or bool(letter))
        words, tone = tag_of(view, today)
        self._tag.setText(words)
        set_tone(self._tag, tone)
        self._due.setText(_due_words(view, today))
        self._title.setText(paper.title)
        self._title.setVisible(paper.title != item.title)
        if not self.author.hasFocus():
            self.author.show_words(view.author_name)
        self.received.setText("Not in after all" if came_on(paper) else "Received")
        self.received.set_icon("undo-2" if came_on(paper) else "check")
        self.cleared.setText("Not cleared" if paper.cleared_on else "Cleared")
        others = [place for place in view.places if place.item.uid != item.uid]
        listed = "; ".join(place_words(p.meeting_words, p.number) for p in others)
        self._elsewhere.setText(f"Also: {listed}" if listed else "")
        self._elsewhere.setVisible(bool(listed))
        if self.isVisible():
            self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._offer()

    def _offer(self) -> None:
        """Offer the meetings that could take the report too; they are read only when seen."""
        session = self._context.session
        offered = papers.meetings_for(session.reader, self.uid, session.today())
        self.also.set_options(
            [("", "Choose a meeting…"), *((m.meeting.uid, meeting_words(m)) for m in offered)]
        )
        if self.also.value() not in {m.meeting.uid for m in offered}:
            self.also.show_value("")

    def send_also(self) -> None:
        """Put an item for the same report on the agenda of the meeting that is chosen."""
        context, meeting, words = self._context, self.also.value(), self.also.currentText()
        if self._view is None or not meeting:
            return

        def done(_: object) -> None:
            context.messages.say(f"The report goes also to {words}.", "Undo", context.undo)

        ask(context, papers.send_also, self.uid, meeting, then=done)

    def _toggle_received(self) -> None:
        if self._view is not None:
            came = came_on(self._view.paper)
            ask(self._context, papers.mark_missing if came else papers.mark_received, self.uid)

    def _toggle_cleared(self) -> None:
        if self._view is None:
            return
        if self._view.paper.cleared_on:
            ask(self._context, papers.change_paper, self.uid, cleared_on=None)
        else:
            ask(self._context, papers.mark_cleared, self.uid)

    def _save_letter(self, words: str) -> object:
        if self._view is None or not self._item:
            return None
        session = self._context.session
        return papers.set_letter(session, self._item, self.uid, words, origin=ORIGIN)

    def _save_author(self, words: str) -> None:
        if self._view is not None:
            self.author.show_words(papers.called(self._context.session.reader, words))
            ask(self._context, papers.set_author, self.uid, words)

    def _open(self) -> None:
        self._context.go("reports", focus=self.uid)


def form_buttons(
    form: Callable[[], None], take: Callable[[], None]
) -> tuple[IconButton, IconButton]:
    """Return the buttons that make the form of a report, and that take in what came back."""
    make = keyed(button("Form", "file-down"), "Ctrl+Shift+E", "Make the form of the report")
    make.clicked.connect(lambda: form())
    came = keyed(button("Take in…", "upload"), "Ctrl+Shift+J", "Take in the report that came back")
    came.clicked.connect(lambda: take())
    return make, came


def _due_words(view: PaperView, today: date) -> str:
    if view.due is None:
        return "No rule gives a day by which it is due."
    return f"Due by {said_day(view.due.day, today)}. {view.due.words}"
