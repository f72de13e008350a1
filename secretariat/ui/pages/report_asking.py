"""Asking for reports: of which meeting, and of which of its items."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from secretariat.models.kinds import ItemKind
from secretariat.models.plaintext import shortened
from secretariat.models.records import ItemPaper
from secretariat.services import papers
from secretariat.services.agenda import items_of
from secretariat.services.horizon import BEFORE
from secretariat.services.meetings import all_meetings
from secretariat.services.owed import meeting_words
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import Choice, FormRow, column, flat_button, primary_button, row, small

_LONGEST = 60


class AskCard(QFrame):
    """Chooses a coming meeting and one item of it, or all that take a report; asks on Return."""

    left = Signal()
    asked = Signal(list)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName("Ask for reports")
        self._context = context
        self.meeting = Choice(name="Meeting")
        self.item = Choice(name="Item")
        self.meeting.chosen.connect(lambda _: self._offer_items())
        self._hint = small("", wrap=True)
        self.ask_button = keyed(primary_button("Ask", "", self.ask), "Return")
        cancel = keyed(flat_button("Cancel", "", self.left.emit), "Esc")
        spacing = context.theme.length(12)
        fields = row(FormRow("Meeting", self.meeting), FormRow("Item", self.item), spacing=spacing)
        fields.setStretch(0, 1)
        fields.setStretch(1, 2)
        foot = row(self._hint, cancel, self.ask_button)
        foot.setStretch(0, 1)
        column(fields, foot, parent=self, margin=context.theme.length(14))

    def begin(self, meeting: str = "") -> bool:
        """Offer the coming meetings; False when none has an agenda that could take reports."""
        session = self._context.session
        today = session.today()
        coming = [
            meet
            for meet in all_meetings(session.reader)
            if meet.date and meet.date >= today and meet.meeting.stage in BEFORE
            if items_of(session.reader, meet.meeting.uid)
        ]
        self.meeting.set_options([(m.meeting.uid, meeting_words(m)) for m in coming])
        if meeting:
            self.meeting.show_value(meeting)
        self._offer_items()
        self.meeting.setFocus()
        return bool(coming)

    def ask(self) -> None:
        """Ask for the report of the item, or for all."""
        meeting, item = self.meeting.value(), self.item.value()
        if not meeting:
            return
        only = [item] if item else None
        ask(self._context, papers.ask_for_all, meeting, only, then=self._done)

    def _done(self, made: list[Any]) -> None:
        context, count = self._context, len(made)
        words = "Asked for 1 report." if count == 1 else f"Asked for {count} reports."
        context.messages.say(words, "Undo", context.undo)
        self.asked.emit([paper.uid for paper in made])

    def _offer_items(self) -> None:
        reader, meeting = self._context.session.reader, self.meeting.value()
        if not meeting:
            self.item.set_options([])
            return
        items = [i for i in items_of(reader, meeting) if i.kind is ItemKind.ITEM and i.title]
        have = reader.grouped(ItemPaper, "item", (item.uid for item in items))
        usual = papers.without_report(reader, meeting)
        options = [("", f"All that take a report ({len(usual)})")] if usual else []
        for item in items:
            has = " (has one)" if item.uid in have else ""
            options.append((item.uid, shortened(item.title, _LONGEST) + has))
        self.item.set_options(options)
        self._hint.setText(
            "Apologies, minutes and other standing business take no report unless it is chosen."
            if usual
            else "Every item that takes a report has been asked for; another can be chosen."
        )
