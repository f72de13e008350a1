"""Making the forward plan of a body, or its notice of key decisions, beside the plan itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFrame
from shiboken6 import isValid

from secretariat.documents.catalogue import PLANS
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.services import bodies, plan_documents, plan_notice
from secretariat.services.publish import Finding, Gravity
from secretariat.ui.meeting.export_file import FileWriter
from secretariat.ui.meeting.file_chip import FileChip
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import boxed, keyed
from secretariat.ui.widgets import (
    Choice,
    Elided,
    FormRow,
    button,
    clear_layout,
    column,
    primary_button,
    quiet,
    row,
    tag,
)

_AUDIENCES = (
    (Audience.PUBLIC, "The public"),
    (Audience.MEMBERS, "Members"),
    (Audience.OFFICERS, "Officers"),
)
_FORMATS = (
    (Format.PDF, "PDF"),
    (Format.DOCX, "Word"),
    (Format.HTML, "Web page"),
    (Format.TEXT, "Plain text"),
    (Format.EMAIL, "E-mail draft"),
)
_MOST = 3


class PlanExport(QFrame):
    """Chooses a document, says what to look at first, and saves it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._context = context
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self.folder = Path(QStandardPaths.writableLocation(place) or Path.home())
        self.kind = Choice([(kind, line.title) for kind, line in PLANS.items()], "Document")
        self.body = Choice(name="Of the body")
        self.audience = Choice(_AUDIENCES, "For")
        self.form = Choice(_FORMATS, "As")
        for box in (self.kind, self.body, self.audience, self.form):
            box.chosen.connect(lambda _: self.refresh())
        self._name = Elided("", "quiet")
        self.save = keyed(primary_button("Save", "download", self.export), "Return", "Save")
        self.given = button("Record that notice is given", "send", self.give_notice)
        self.given.setToolTip("Today becomes the day on which notice was first given")
        self._found = column(spacing=context.theme.length(4))
        self.chip = FileChip()
        self.chip.hide()
        self._writer = FileWriter(self)
        self._writer.written.connect(self._written)
        self._writer.failed.connect(context.messages.warn)
        self._lay_out()

    def begin(self, body: str) -> None:
        """Offer the documents of a body and take the focus."""
        self.chip.hide()
        every = bodies.all_bodies(self._context.session)
        self.body.set_options([(one.uid, one.name) for one in every])
        if body:
            self.body.show_value(body)
        self.refresh()
        self.kind.setFocus()

    def refresh(self) -> None:
        """Show what the file will be called, and what to look at before it goes out."""
        body = self.body.value()
        if not body:
            return
        kind, audience, form = self._chosen()
        session, start = self._context.session, self._start()
        found = plan_documents.findings(session, kind, body, audience, start)
        name = plan_documents.file_name(session, kind, body, form, audience, start)
        self._name.setText(f"{name}, in {self.folder}")
        self._show_found(found)
        self.save.setEnabled(not any(one.gravity is Gravity.STOP for one in found))
        self.given.setVisible(kind is DocumentKind.KEY_DECISIONS)

    def export(self) -> None:
        """Make the file in a child process and save it whole in the folder."""
        context, body = self._context, self.body.value()
        kind, audience, form = self._chosen()
        session, start, values = context.session, self._start(), dict[str, Any]()
        context.autosave.flush_all()
        try:
            plan_documents.stop_if_unfit(session, kind, body, audience, start)
            made = plan_documents.composition(session, kind, body, audience, start)
            name = plan_documents.file_name(session, kind, body, form, audience, start)
            if form is Format.EMAIL:
                values["to"] = plan_documents.recipients(session, body, audience, start)
                values["attachment"] = plan_documents.file_name(
                    session, kind, body, Format.PDF, audience, start
                )
        except KnownError as error:
            context.messages.warn(str(error))
            return

        def done(data: bytes) -> None:
            if isValid(self):
                self._writer.write(self.folder, name, data)

        style = plan_documents.house_style(session, body)
        context.jobs.make(
            made, style, form, done, context.messages.warn, label=f"Making {name}", **values
        )

    def give_notice(self) -> None:
        """Record that the notice of key decisions of the body is given today."""
        context = self._context

        def told(count: int) -> None:
            topics = "1 topic" if count == 1 else f"{count} topics"
            context.messages.say(f"Notice of {topics} is given today.", "Undo", context.undo)
            self.refresh()

        ask(context, plan_notice.give_notice, self.body.value(), then=told)

    def _start(self) -> Any:
        return self._context.session.today().replace(day=1)

    def _chosen(self) -> tuple[DocumentKind, Audience, Format]:
        return (
            DocumentKind(self.kind.value()),
            Audience(self.audience.value()),
            Format(self.form.value()),
        )

    def _show_found(self, found: list[Finding]) -> None:
        clear_layout(self._found)
        for one in found[:_MOST]:
            stop = one.gravity is Gravity.STOP
            mark = tag("Stops it" if stop else "Look", "bad" if stop else "warn")
            words = f"{one.text} {one.cure}".strip()
            line = row(mark, quiet(words, wrap=True))
            line.setStretch(1, 1)
            self._found.addLayout(line)
        if len(found) > _MOST:
            self._found.addWidget(quiet(f"And {len(found) - _MOST} more."))

    def _written(self, path: Path) -> None:
        self.chip.show_path(path)
        self.chip.show()
        self._context.messages.say(f"Saved “{path.name}”.", "Open", self.chip.open)

    def _lay_out(self) -> None:
        theme = self._context.theme
        gap = theme.length(12)
        choices = row(
            FormRow("Document", self.kind),
            FormRow("Of", self.body),
            FormRow("For", self.audience),
            FormRow("As", self.form),
            spacing=gap,
        )
        for at, share in enumerate((3, 4, 2, 2)):
            choices.setStretch(at, share)
        foot = row(self._name, self.given, self.save, spacing=gap)
        foot.setStretch(0, 1)
        column(
            boxed(choices),
            self._found,
            foot,
            self.chip,
            parent=self,
            margin=theme.length(14),
            spacing=theme.length(10),
        )
