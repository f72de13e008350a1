"""Making the forward plan of a body, or its notice of key decisions, with its pages beside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from secretariat.documents.catalogue import PLANS
from secretariat.models.kinds import Audience, DocumentKind
from secretariat.services import bodies, plan_notice
from secretariat.services.body_documents import Wanted, usual_day
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.export_panel import ExportPanel
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    button,
    caption,
    card,
    column,
    flat_button,
    row,
    section,
)


class PlanExport(ExportPanel):
    """Chooses a document, says what to look at first, and saves it."""

    save_keys = "Return"

    def __init__(self, context: Context, back: Callable[[], None]) -> None:
        super().__init__(context)
        self._back = keyed(flat_button("Back to the plan", "arrow-left", back), "Esc")
        self.choice = Choice([(kind, line.title) for kind, line in PLANS.items()], "Document")
        self.body = Choice(name="Of the body")
        for box in (self.choice, self.body):
            box.chosen.connect(lambda _: self._choose())
        self.given = button("Record that notice is given", "send", self.give_notice)
        self.given.setToolTip("Today becomes the day on which notice was first given")
        self._lay_out()

    def begin(self, body: str) -> None:
        """Offer the documents of a body and take the focus."""
        self.chip.hide()
        every = bodies.all_bodies(self.context.session)
        self.body.set_options([(one.uid, one.name) for one in every])
        if body:
            self.body.show_value(body)
        self.refresh()
        self.choice.setFocus()

    @property
    def kind(self) -> DocumentKind | None:
        """The document that is chosen; None before there is a body."""
        return DocumentKind(self.choice.value()) if self.body.value() else None

    def wanted(self, kind: DocumentKind, audience: Audience) -> Wanted:
        """Return the document of the chosen body, from this month on."""
        day = usual_day(kind, self.context.session.today())
        return Wanted(kind, self.body.value(), audience, day)

    def refresh(self) -> None:
        """Show the document, and for a notice the button that records it."""
        self.given.setVisible(self.kind is DocumentKind.KEY_DECISIONS)
        super().refresh()

    def _choose(self) -> None:
        self.chip.hide()
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.save.isEnabled():
            self.export()
        else:
            super().keyPressEvent(event)

    def give_notice(self) -> None:
        """Record that the notice of key decisions of the body is given today."""
        context = self.context

        def told(count: int) -> None:
            topics = "1 topic" if count == 1 else f"{count} topics"
            context.messages.say(f"Notice of {topics} is given today.", "Undo", context.undo)
            self.refresh()

        ask(context, plan_notice.give_notice, self.body.value(), then=told)

    def _lay_out(self) -> None:
        gap = self.context.theme.length(12)
        choices = row(FormRow("For", self.audience), FormRow("As", self.form), spacing=gap)
        choices.setStretch(0, 1)
        choices.setStretch(1, 1)
        foot = row(self.given, 1, self.save, spacing=gap)
        inside = QWidget()
        parts = (
            row(self._back, 1),
            card(
                section("Make a document of the plan"),
                FormRow("Document", self.choice),
                FormRow("Of", self.body),
                choices,
                self.found,
                caption("File"),
                self.name,
                foot,
            ),
            self.chip,
            1,
        )
        column(*parts, parent=inside, spacing=gap).setContentsMargins(0, 0, gap, gap)
        self.lay_beside(inside)
