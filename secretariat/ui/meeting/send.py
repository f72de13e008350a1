"""The send step: choose a document, look at it, save it, and say that it is out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QSplitter, QWidget
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format, Stage
from secretariat.models.records import Meeting
from secretariat.services import publish
from secretariat.services.publish import Finding, Gravity
from secretariat.ui.meeting.export_file import FileWriter
from secretariat.ui.meeting.file_chip import FileChip
from secretariat.ui.meeting.live_preview import LivePreview
from secretariat.ui.meeting.printing import Printing
from secretariat.ui.meeting.send_parts import Findings, Recipients
from secretariat.ui.meeting.step import Step
from secretariat.ui.page import Command, Context
from secretariat.ui.widgets import (
    Choice,
    Elided,
    FormRow,
    button,
    card,
    column,
    link_button,
    primary_button,
    quiet,
    row,
    section,
)

_DOCUMENTS = (
    (DocumentKind.AGENDA, "Agenda"),
    (DocumentKind.MINUTES, "Minutes"),
    (DocumentKind.ATTENDANCE, "Attendance list"),
    (DocumentKind.ACTIONS, "Action list"),
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


class SendStep(Step):
    """Makes documents of a meeting and gives them out."""

    name = "send"

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(context, meeting, parent)
        self.folder = _documents()
        self.found: list[Finding] = []
        self.made: list[tuple[DocumentKind, Format, Audience, str, bytes]] = []
        self._chosen = False
        self._pending: tuple[DocumentKind, Format, Audience, str, bytes] | None = None
        self.writer = FileWriter(self)
        self.writer.written.connect(self._written)
        self.writer.failed.connect(self._failed)
        self.kind = Choice(_DOCUMENTS, "Document")
        self.audience = Choice(_AUDIENCES, "For whom")
        self.form = Choice(_FORMATS, "As")
        for choice in (self.kind, self.audience, self.form):
            choice.chosen.connect(lambda _: self._choose())
        self.preview = LivePreview(context, DocumentKind.AGENDA, meeting)
        self.findings = Findings(context, self._show_item)
        self.recipients = Recipients()
        self.chip = FileChip()
        self._lay_out()

    def _lay_out(self) -> None:
        choices = row(
            FormRow("Document", self.kind),
            FormRow("For", self.audience),
            FormRow("As", self.form),
            spacing=12,
        )
        self._where = Elided(str(self.folder), "quiet")
        change = link_button("Change folder…", self.choose_folder)
        self.export_button = primary_button("Export", "download", self.export)
        self.print_button = button("Print…", "printer", self.print)
        self._name = Elided("", "strong")
        buttons = row(self.export_button, self.print_button, 1)
        holder = QWidget()
        column(
            section("Give out a document"),
            choices,
            self._name,
            row(self._where, change),
            buttons,
            parent=holder,
            spacing=10,
        )
        self.out_button = button("Mark agenda as out", "send", self.mark_out)
        self._out_words = quiet("", wrap=True)
        self._out = card(self._out_words, self.out_button)
        self.chip.hide()
        inner = QWidget()
        stack = column(
            card(holder),
            self.findings,
            self.chip,
            self._out,
            self.recipients,
            1,
            parent=inner,
            spacing=14,
        )
        stack.setContentsMargins(24, 18, 20, 24)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.setAccessibleName("Send")
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(scroll)
        beside.addWidget(self.preview)
        beside.setSizes([560, 620])
        beside.setHandleWidth(1)
        column(beside, parent=self)

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        session = self.context.session
        stage = session.reader.get(Meeting, self.meeting).stage
        if not self._chosen:
            self.kind.show_value(_first_choice(stage))
            self._chosen = True
        kind, audience, form = self.chosen()
        self.found = publish.findings(session, kind, self.meeting, audience)
        self.findings.show_findings(self.found)
        self._name.setText(self._file_name())
        self.recipients.setVisible(form is Format.EMAIL)
        if form is Format.EMAIL:
            found = publish.recipients(session, self.meeting, audience)
            self.recipients.show_recipients(found)
        stopped = self.stopped
        self.export_button.setEnabled(not stopped)
        self.print_button.setEnabled(not stopped)
        self.export_button.setText("Save e-mail draft" if form is Format.EMAIL else "Export")
        self._show_out(stage, kind)
        self.preview.kind, self.preview.audience = kind, audience
        self.preview.ask()

    def chosen(self) -> tuple[DocumentKind, Audience, Format]:
        """Return what is chosen: document, audience, format."""
        return (
            DocumentKind(self.kind.value()),
            Audience(self.audience.value()),
            Format(self.form.value()),
        )

    @property
    def stopped(self) -> bool:
        """Say whether something found stops the document."""
        return any(finding.gravity is Gravity.STOP for finding in self.found)

    def _show_out(self, stage: Stage, kind: DocumentKind) -> None:
        words = {
            (Stage.PLANNED, DocumentKind.AGENDA): "Mark agenda as out",
            (Stage.AGENDA, DocumentKind.AGENDA): "Mark agenda as out",
            (Stage.HELD, DocumentKind.MINUTES): "Mark draft minutes as out",
            (Stage.DRAFT_MINUTES, DocumentKind.MINUTES): "Mark draft minutes as out",
            (Stage.MINUTES_OUT, DocumentKind.MINUTES): "Mark minutes as approved",
        }.get((stage, kind), "")
        self._out.setVisible(bool(words))
        self.out_button.setText(words)
        self.out_button.setEnabled(not self.stopped)
        agenda = kind is DocumentKind.AGENDA
        self._out_words.setText(
            "Once it has gone to members and the public: its numbers then stay as they are, and "
            "this cannot be undone."
            if agenda
            else "Once it has gone to members. This cannot be undone."
        )

    def _file_name(self) -> str:
        kind, audience, form = self.chosen()
        return publish.file_name(self.context.session, kind, self.meeting, form, audience)

    def _choose(self) -> None:
        self.chip.hide()
        self.refresh()

    def _show_item(self, uid: str) -> None:
        self.context.go("meeting", self.meeting, "agenda", uid)

    def choose(self, kind: DocumentKind) -> None:
        """Show another document."""
        self.kind.show_value(kind)
        self._chosen = True
        self._choose()

    def focus_row(self, uid: str) -> None:
        if uid in {kind.value for kind in DocumentKind}:
            self.choose(DocumentKind(uid))
        self.export_button.setFocus()

    # ------------------------------------------------------------------ making

    def choose_folder(self) -> None:
        """Choose where files go."""
        dialog = QFileDialog(self, "Choose the folder for documents", str(self.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_folder)
        dialog.open()

    def set_folder(self, folder: str) -> None:
        """Save files in another folder from now on."""
        self.folder = Path(folder)
        self._where.setText(folder)

    def export(self) -> None:
        """Make the file in a child process and save it whole in the folder."""
        kind, audience, form = self.chosen()
        name = self._file_name()

        def made(data: bytes) -> None:
            if isValid(self):
                self._pending = (kind, form, audience, name, data)
                self.writer.write(self.folder, name, data)

        self._make(form, made, f"Making {name}")

    def _make(self, form: Format, then: Any, label: str) -> None:
        kind, audience, _ = self.chosen()
        session = self.context.session
        values: dict[str, Any] = {}
        try:
            publish.stop_if_unfit(session, kind, self.meeting, audience)
            document = publish.composition(session, kind, self.meeting, audience)
            style = publish.house_style(session, self.meeting)
            if form is Format.EMAIL:
                everybody = publish.recipients(session, self.meeting, audience)
                values["to"] = tuple(one.address for one in everybody if one.address)
                values["attachment"] = publish.file_name(
                    session, kind, self.meeting, Format.PDF, audience
                )
        except KnownError as error:
            self.context.messages.warn(str(error))
            return
        self.context.jobs.make(
            document, style, form, then, self.context.messages.warn, label=label, **values
        )

    def _written(self, path: Path) -> None:
        if self._pending is not None:
            self.made.append(self._pending)
            self._pending = None
        self.chip.show_path(path)
        self.chip.show()
        self.context.messages.say(f"Saved “{path.name}”.", "Open", self.chip.open)

    def _failed(self, sentence: str) -> None:
        self._pending = None
        self.context.messages.warn(sentence)

    def print(self) -> None:
        """Print the document as it is shown."""
        self._make(Format.PDF, self._print, "Making pages to print")

    def _print(self, data: bytes) -> None:
        if isValid(self):
            Printing(data, self._file_name(), self.context, self).ask()

    # ------------------------------------------------------------------ out

    def mark_out(self) -> None:
        """Record that the document went out, with the files that were made of it."""
        kind, _, _ = self.chosen()
        session = self.context.session
        stage = session.reader.get(Meeting, self.meeting).stage
        if kind is DocumentKind.AGENDA:
            self.ask(publish.publish_agenda, self.meeting, then=self._record)
        else:
            self.ask(
                publish.publish_minutes,
                self.meeting,
                approved=stage is Stage.MINUTES_OUT,
                then=self._record,
            )

    def _record(self, _: Any) -> None:
        kind, _, _ = self.chosen()
        files, self.made = [one for one in self.made if one[0] is kind], []
        for made_kind, form, audience, name, data in files:
            self.ask(
                publish.record_publication, made_kind, self.meeting, form, audience, name, data
            )
        self.context.messages.say("Recorded. The desk shows what comes next.")

    def commands(self) -> Sequence[Command]:
        fit = lambda: not self.stopped  # noqa: E731
        return (
            Command("send.export", "Export", self.export, ("Ctrl+E",), "download", fit),
            Command("send.print", "Print", self.print, ("Ctrl+P",), "printer", fit),
            Command("send.folder", "Choose the folder for documents", self.choose_folder),
            *(
                Command(
                    f"send.{kind.value}",
                    f"Show the {words.lower()}",
                    lambda kind=kind: self.choose(kind),  # type: ignore[misc]
                    (f"Ctrl+{at}",),
                )
                for at, (kind, words) in enumerate(_DOCUMENTS, start=1)
            ),
        )


def _first_choice(stage: Stage) -> DocumentKind:
    early = (Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED, Stage.CANCELLED, Stage.POSTPONED)
    return DocumentKind.AGENDA if stage in early else DocumentKind.MINUTES


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place or str(Path.home()))
