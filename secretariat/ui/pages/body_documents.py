"""The documents of a body: chosen from a list, made for an audience as at a day, and saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from secretariat.documents.catalogue import OF_BODY
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.records import Body
from secretariat.services import body_documents
from secretariat.services.publish import Finding, Gravity
from secretariat.ui.editors.fields import DateField
from secretariat.ui.meeting.export_file import FileWriter
from secretariat.ui.meeting.file_chip import FileChip
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.kit import fitted, keyed, scrolled
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import (
    Choice,
    Elided,
    FormRow,
    caption,
    card,
    column,
    primary_button,
    quiet,
    row,
    section,
)

_TELLS = {
    DocumentKind.MEMBERSHIP: "Who is on it, as what, for whom and until when; vacant seats",
    DocumentKind.CONTACTS: "E-mail, telephone and address of each member; for officers alone",
    DocumentKind.LABELS: "The address of each member; the sheet is chosen under Layout",
    DocumentKind.ATTENDANCE_SUMMARY: "How often each member came, and to which meetings",
    DocumentKind.INDEX: "What the minutes are about, by the alphabet, with day and number",
}
_AUDIENCES = {
    Audience.PUBLIC: "The public",
    Audience.MEMBERS: "Members",
    Audience.OFFICERS: "Officers",
}
_FORMATS = {
    Format.PDF: "PDF",
    Format.DOCX: "Word",
    Format.HTML: "Web page",
    Format.TEXT: "Plain text",
    Format.EMAIL: "E-mail draft",
}


class BodyDocuments(QWidget):
    """The list above; below it for whom, as what, of which days, and the button that saves."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._body: Body | None = None
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self.folder = Path(QStandardPaths.writableLocation(place) or Path.home())
        theme, today = context.theme, context.session.today
        self.save = keyed(primary_button("Save", "download", self.export), "Ctrl+E", "Save")
        self.list = RowList(theme, "Documents of the body", lines=2)
        self.list.chosen.connect(lambda _: self._choose())
        self.list.opened.connect(lambda _: self.save.setFocus())
        self.audience = Choice((), "For whom")
        self.form = Choice((), "As")
        self._wanted = Audience.PUBLIC
        self.audience.chosen.connect(self._choose_audience)
        self.form.chosen.connect(lambda _: self._show())
        self._start: date | None = None
        self._end: date | None = None
        self.start = DateField(context.autosave, self._set_start, today, "From", optional=False)
        self.end = DateField(context.autosave, self._set_end, today, "As at", optional=False)
        self.chip = FileChip()
        self.chip.hide()
        self._writer = FileWriter(self)
        self._writer.written.connect(self._written)
        self._writer.failed.connect(context.messages.warn)
        self.first = Choice([(1, "1")], "First label that is free")
        self.first.chosen.connect(lambda _: self._show())
        self._lay_out()

    def _lay_out(self) -> None:
        gap = self._context.theme.length(12)
        self._title = section("")
        self._name = Elided("", "body")
        self._found = quiet("", wrap=True)
        self._from = FormRow("From", self.start)
        self._first = FormRow("First free label", self.first)
        choices = row(
            FormRow("For", self.audience),
            FormRow("As", self.form),
            self._from,
            FormRow("As at", self.end),
            self._first,
            spacing=gap,
        )
        for at in range(5):
            choices.setStretch(at, 1)
        foot = row(self._name, self.save, spacing=gap)
        foot.setStretch(0, 1)
        inside = QWidget()
        parts = (
            card(self.list, padding=1),
            card(self._title, choices, self._found, caption("File"), foot),
            self.chip,
            1,
        )
        column(*parts, parent=inside, spacing=gap).setContentsMargins(0, 0, gap, gap)
        column(scrolled(inside), parent=self)

    # ------------------------------------------------------------------ showing

    def show_body(self, body: Body) -> None:
        """Show the documents of a body; what was chosen stays, the days begin with today."""
        today = self._context.session.today()
        if self._body is None or self._body.uid != body.uid:
            self._context.autosave.flush_all()
            self._start, self._end = body_documents.year_before(today), today
            self.start.put_value(self._start)
            self.end.put_value(self._end)
            self.chip.hide()
        self._body = body
        rows = [ListRow(kind, line.title, _TELLS[kind]) for kind, line in OF_BODY.items()]
        fitted(self.list, rows, len(rows))
        if not self.list.key:
            self.list.choose_first()
        self._show()

    def choose(self, kind: DocumentKind) -> None:
        """Show another document of the body."""
        self.list.choose(kind)
        self._choose()
        self.save.setFocus()

    def _choose(self) -> None:
        self.chip.hide()
        self._show()

    def _choose_audience(self, audience: Audience) -> None:
        self._wanted = audience
        self._show()

    @property
    def chosen(self) -> tuple[DocumentKind, Audience, Format]:
        """The document, the audience and the format that are chosen."""
        kind = DocumentKind(self.list.key)
        return kind, Audience(self.audience.value()), Format(self.form.value())

    def _show(self) -> None:
        if self._body is None or self.list.key not in OF_BODY:
            return
        line = OF_BODY[DocumentKind(self.list.key)]
        self.audience.set_options((one, _AUDIENCES[one]) for one in line.audiences)
        wanted = self._wanted
        self.audience.show_value(wanted if wanted in line.audiences else line.audiences[0])
        self.audience.setEnabled(len(line.audiences) > 1)
        self.form.set_options((one, _FORMATS[one]) for one in line.formats)
        kind, audience, form = self.chosen
        session, end = self._context.session, self._day
        over_time = kind in body_documents.OF_MEETINGS
        self._from.setVisible(over_time)
        self._first.setVisible(kind is DocumentKind.LABELS)
        count = body_documents.labels_of(session, self._body.uid)
        self.first.set_options((at, str(at)) for at in range(1, count + 1))
        self._title.setText(line.title)
        name = body_documents.file_name(session, kind, self._body.uid, form, audience, end)
        self._name.setText(f"{name}, in {self.folder}")
        found = body_documents.findings(
            session, kind, self._body.uid, audience, end, self._start, self.first.value()
        )
        self._show_found(found)

    def _show_found(self, found: Sequence[Finding]) -> None:
        self._found.setText(" ".join(f"{one.text} {one.cure}".strip() for one in found))
        self._found.setVisible(bool(found))
        self.save.setEnabled(not any(one.gravity is Gravity.STOP for one in found))

    @property
    def _day(self) -> date:
        return self._end or self._context.session.today()

    def _set_start(self, day: date | None) -> None:
        self._start = day
        self._show()

    def _set_end(self, day: date | None) -> None:
        self._end = day
        self._show()

    # ------------------------------------------------------------------ making

    def export(self) -> None:
        """Make the file in a child process and save it whole in the folder."""
        context = self._context
        context.autosave.flush_all()
        if self._body is None or self.list.key not in OF_BODY:
            return
        kind, audience, form = self.chosen
        session, body, end, values = context.session, self._body.uid, self._day, dict[str, Any]()
        try:
            body_documents.stop_if_unfit(
                session, kind, body, audience, end, self._start, self.first.value()
            )
            made = body_documents.composition(
                session, kind, body, audience, end, self._start, self.first.value()
            )
            name = body_documents.file_name(session, kind, body, form, audience, end)
            if form is Format.EMAIL:
                values["to"] = body_documents.recipients(session, body, audience, end)
                values["attachment"] = body_documents.file_name(
                    session, kind, body, Format.PDF, audience, end
                )
        except KnownError as error:
            context.messages.warn(str(error))
            return

        def done(data: bytes) -> None:
            if isValid(self):
                self._writer.write(self.folder, name, data)

        style = body_documents.house_style(session, body)
        context.jobs.make(
            made, style, form, done, context.messages.warn, label=f"Making {name}", **values
        )

    def _written(self, path: Path) -> None:
        self.chip.show_path(path)
        self.chip.show()
        if QApplication.focusWidget() is self.save:
            self.list.setFocus()  # the next document is chosen there
        self._context.messages.say(f"Saved “{path.name}”.", "Open", self.chip.open)

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
        )
