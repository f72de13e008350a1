"""The documents of a body: chosen from a list, made for an audience as at a day, and saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from secretariat.documents.catalogue import OF_BODY
from secretariat.models.kinds import Audience, DocumentKind
from secretariat.models.records import Body
from secretariat.services import body_documents
from secretariat.services.body_documents import Wanted
from secretariat.services.owned_actions import owners_of
from secretariat.ui.editors.fields import DateField
from secretariat.ui.owner_choice import OwnerChoice
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.export_panel import ExportPanel
from secretariat.ui.pages.kit import fitted
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import Choice, FormRow, caption, card, column, quiet, row, section

_TELLS = {
    DocumentKind.MEMBERSHIP: "Who is on it, as what, for whom and until when; vacant seats",
    DocumentKind.CONTACTS: "E-mail, telephone and address of each member; for officers alone",
    DocumentKind.LABELS: "The address of each member; the sheet is chosen under Layout",
    DocumentKind.ATTENDANCE_SUMMARY: "How often each member came, and to which meetings",
    DocumentKind.OWNED_ACTIONS: "What each owner still has to do, and since which meeting",
    DocumentKind.INDEX: "What the minutes are about, by the alphabet, with day and number",
}


class BodyDocuments(ExportPanel):
    """The list above; below it for whom, as what, of which days, and the button that saves."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._body: Body | None = None
        self.list = RowList(context.theme, "Documents of the body")
        self.list.chosen.connect(lambda _: self._choose())
        self.list.opened.connect(lambda _: self.save.setFocus())
        today = context.session.today
        self._start: date | None = None
        self._end: date | None = None
        self.start = DateField(context.autosave, self._set_start, today, "From", optional=False)
        self.end = DateField(context.autosave, self._set_end, today, "As at", optional=False)
        self.first = Choice([(1, "1")], "First label that is free")
        self.first.chosen.connect(lambda _: self.refresh())
        self.owner = OwnerChoice()
        self.owner.chosen.connect(lambda _: self.refresh())
        self._lay_out()

    def _lay_out(self) -> None:
        gap = self.context.theme.length(12)
        self._title, self._tells = section(""), quiet("", wrap=True)
        self.from_row = FormRow("From", self.start)
        self.first_row = FormRow("First free label", self.first)
        choices = row(FormRow("For", self.audience), FormRow("As", self.form), spacing=gap)
        self.owner_row = FormRow("Of", self.owner)
        days = row(self.from_row, FormRow("As at", self.end), self.first_row, spacing=gap)
        for line in (choices, days):
            for at in range(line.count()):
                line.setStretch(at, 1)
        head = row(column(self._title, self._tells, spacing=2), self.save, spacing=gap)
        head.setStretch(0, 1)
        head.setAlignment(self.save, Qt.AlignmentFlag.AlignTop)
        file = column(caption("File"), self.name)
        inside = QWidget()
        parts = (
            card(self.list, padding=1),
            card(head, choices, self.owner_row, days, self.found, file),
            self.chip,
            1,
        )
        column(*parts, parent=inside, spacing=gap).setContentsMargins(0, 0, gap, gap)
        self.lay_beside(inside)

    # ------------------------------------------------------------------ showing

    def show_body(self, body: Body) -> None:
        """Show the documents of a body; what was chosen stays, the days begin with today."""
        today = self.context.session.today()
        if self._body is None or self._body.uid != body.uid:
            self.context.autosave.flush_all()
            self._start, self._end = body_documents.year_before(today), today
            self.start.put_value(self._start)
            self.end.put_value(self._end)
            self.chip.hide()
        self._body = body
        rows = [ListRow(kind, line.title) for kind, line in OF_BODY.items()]
        fitted(self.list, rows, len(rows))
        if not self.list.key:
            self.list.choose_first()
        self.refresh()

    def choose(self, kind: DocumentKind) -> None:
        """Show another document of the body."""
        self.list.choose(kind)
        self._choose()
        self.save.setFocus()

    def _choose(self) -> None:
        self.chip.hide()
        self.refresh()

    @property
    def kind(self) -> DocumentKind | None:
        """The document that is chosen in the list."""
        known = self._body is not None and self.list.key in OF_BODY
        return DocumentKind(self.list.key) if known else None

    def wanted(self, kind: DocumentKind, audience: Audience) -> Wanted:
        """Return the document of the body that is shown, of the days that are typed."""
        body = self._body.uid if self._body else ""
        day = self._end or self.context.session.today()
        owner = self.owner.key if kind is DocumentKind.OWNED_ACTIONS else ""
        return Wanted(kind, body, audience, day, self._start, self.first.value(), owner)

    def refresh(self) -> None:
        """Show what is asked of the chosen document, and then the document."""
        if self._body is None or self.kind is None:
            return
        self.from_row.setVisible(self.kind in body_documents.OF_MEETINGS)
        self.first_row.setVisible(self.kind is DocumentKind.LABELS)
        self.owner_row.setVisible(self.kind is DocumentKind.OWNED_ACTIONS)
        if self.kind is DocumentKind.OWNED_ACTIONS:
            self.owner.offer_owners(owners_of(self.context.session.reader, body=self._body.uid))
        count = body_documents.labels_of(self.context.session, self._body.uid)
        self.first.set_options((at, str(at)) for at in range(1, count + 1))
        self._title.setText(OF_BODY[self.kind].title)
        self._tells.setText(_TELLS[self.kind])
        super().refresh()

    def _set_start(self, day: date | None) -> None:
        self._start = day
        self.refresh()

    def _set_end(self, day: date | None) -> None:
        self._end = day
        self.refresh()

    def after_save(self) -> None:
        """Go back to the list: the next document is chosen there."""
        self.list.setFocus()

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the documents of a body."""
        return (
            Command("bodies.documents.save", "Save the document", self.export, ("Ctrl+E",)),
            *(
                Command(
                    f"bodies.documents.{kind.value.replace(' ', '-')}",
                    f"{line.title} of this body",
                    lambda kind=kind: self.choose(kind),  # type: ignore[misc]
                )
                for kind, line in OF_BODY.items()
            ),
            *self.page_commands("bodies.documents"),
        )
