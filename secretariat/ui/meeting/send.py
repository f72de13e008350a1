"""The send step: choose a document, look at it, save it, and say that it is out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QSplitter, QWidget
from shiboken6 import isValid

from secretariat.documents.catalogue import CATALOGUE
from secretariat.models.kinds import Audience, DocumentKind, Format, Stage
from secretariat.models.records import Meeting
from secretariat.services import publish, served
from secretariat.services.agenda_versions import next_version
from secretariat.services.finished import Making
from secretariat.services.giving import GivenFile
from secretariat.services.offered import Offered, offered
from secretariat.services.owned_actions import owners_of
from secretariat.services.publish import Finding, Gravity
from secretariat.ui.file_maker import AUDIENCES, FORMATS, documents_folder
from secretariat.ui.meeting.export_file import FileWriter
from secretariat.ui.meeting.file_chip import FileChip
from secretariat.ui.meeting.given_card import GivenCard
from secretariat.ui.meeting.live_preview import LivePreview
from secretariat.ui.meeting.lookout import Lookout
from secretariat.ui.meeting.mail_card import MailCard
from secretariat.ui.meeting.mail_check import check_first
from secretariat.ui.meeting.out_maker import Going, OutMaker
from secretariat.ui.meeting.saved_files import SavedFiles
from secretariat.ui.meeting.send_list import key_at, kinds_of, rows_of, state_words
from secretariat.ui.meeting.send_out import KEY, Out, OutCard, out_of
from secretariat.ui.meeting.send_parts import Findings, Recipients
from secretariat.ui.meeting.step import Step
from secretariat.ui.owner_choice import OwnerChoice
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.kit import keyed, scrolled
from secretariat.ui.preview.printing import Printing
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.widgets import (
    Choice,
    Elided,
    FormRow,
    button,
    caption,
    card,
    column,
    link_button,
    primary_button,
    quiet,
    row,
    section,
    strong,
)

LARGE_KEYS = "Alt+L"
_LIST, _PANEL, _PAPER = 264, 350, 460
_NEED = 900
"""How wide list, panel and paper are, and below which width the paper makes room, in pixels at
the default font size."""

Made = tuple[DocumentKind, Format, Audience, str, bytes]


class SendStep(Step):
    """Makes documents of a meeting and gives them out."""

    name = "send"

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(context, meeting, parent)
        self.folder = documents_folder()
        self.kind: DocumentKind | None = None
        self.offers: dict[DocumentKind, Offered] = {}
        self.found: list[Finding] = []
        self.lookout = Lookout(context, meeting, self)
        self.lookout.looked.connect(lambda: self._keeping_focus(self._show_found))
        self.saved = SavedFiles(context.session.register.folder, meeting)
        self._audiences: dict[DocumentKind, Audience] = {}
        self._pending: Made | None = None
        self.writer = FileWriter(self)
        self.writer.written.connect(self._written)
        self.writer.failed.connect(self._failed)
        self.list = RowList(context.theme, "Documents", lines=2)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _: self._go_on())
        self.audience = Choice((), "For whom")
        self.audience.chosen.connect(self._choose_audience)
        self.form = Choice(FORMATS.items(), "As")
        for choice in (self.audience, self.form):
            choice.setMinimumContentsLength(6)
        self.form.chosen.connect(lambda _: self._choose())
        self.owner = OwnerChoice()
        self.owner.chosen.connect(lambda _: self._choose())
        self.large = keyed(QCheckBox("Large print, 18 point"), LARGE_KEYS)
        self.large.toggled.connect(lambda _: self._choose())
        self.preview = LivePreview(context, DocumentKind.AGENDA, meeting, prints=False)
        self.findings = Findings(context, self._show_item)
        self.recipients = Recipients()
        self.given = GivenCard(context, meeting)
        self.mail = MailCard(context, meeting, lambda: self.folder)
        self.chip = FileChip()
        self.chip.hide()
        self.marking = OutMaker(context, meeting, self.saved, self)
        self.marking.told.connect(lambda line, good: self.chip.show_check(line, good=good))
        self.out = OutCard(self.mark_out)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.context.theme
        self._panel = scrolled(self._make_panel())
        self._panel.setAccessibleName("Send")
        self._inner.installEventFilter(self)
        self.list.setMinimumWidth(theme.length(_LIST - 40))
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setChildrenCollapsible(False)
        for part in (self.list, self._panel, self.preview):
            beside.addWidget(part)
        beside.setSizes([theme.length(width) for width in (_LIST, _PANEL, _PAPER)])
        beside.setStretchFactor(2, 1)
        beside.setHandleWidth(1)
        column(beside, parent=self)

    def _make_panel(self) -> QWidget:
        self._title = section("")
        self._state = quiet("", wrap=True)
        self._name = strong("", wrap=True)
        self._where = Elided(str(self.folder), "quiet")
        change = link_button("Change…", self.choose_folder)
        change.setAccessibleName("Change the folder for documents")
        self.export_button = keyed(primary_button("Export", "download", self.export), "Ctrl+E")
        self.print_button = keyed(button("Print…", "printer", self.print), "Ctrl+P")
        choices = row(FormRow("For", self.audience), FormRow("As", self.form), spacing=12)
        choices.setStretch(0, 1)
        choices.setStretch(1, 1)
        self._of = FormRow("Of", self.owner)
        place = row(self._where, change)
        place.setStretch(0, 1)
        holder = card(
            choices,
            self._of,
            self.large,
            caption("File"),
            self._name,
            place,
            row(self.export_button, self.print_button, 1),
        )
        inner = self._inner = QWidget()
        stack = column(
            column(self._title, self._state, spacing=2),
            holder,
            self.chip,
            self.findings,
            self.out,
            self.recipients,
            self.given,
            self.mail,
            1,
            parent=inner,
            spacing=12,
        )
        stack.setContentsMargins(20, 18, 20, 20)
        return inner

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.setVisible(event.size().width() >= self.context.theme.length(_NEED))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the panel as wide as what stands in it, whatever is shown there."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            bar = self._panel.verticalScrollBar().sizeHint().width()
            self._panel.setMinimumWidth(self._inner.minimumSizeHint().width() + bar)
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        self._keeping_focus(self._show_all)

    def _keeping_focus(self, show: Callable[[], None]) -> None:
        focus = QApplication.focusWidget()
        show()
        lost = focus is not None and QApplication.focusWidget() is not focus
        if lost and focus and isValid(focus) and self.isAncestorOf(focus):
            self.list.setFocus()  # where the focus was can no longer be used

    def _show_all(self) -> None:
        session = self.context.session
        stage = session.reader.get(Meeting, self.meeting).stage
        self.offers = {one.kind: one for one in offered(session, self.meeting)}
        if self.kind is None:
            self.kind = _first_choice(stage)
        self.given.refresh()
        self.mail.refresh()
        self.list.show_rows(rows_of(list(self.offers.values()), self.saved.kinds))
        self.list.choose(self.kind.value)
        self._show_document(self.kind)

    def _show_document(self, kind: DocumentKind) -> None:
        session, one = self.context.session, self.offers[kind]
        audience = self._audiences.get(kind, one.audiences[0])
        self.audience.set_options((each, AUDIENCES[each]) for each in one.audiences)
        self.audience.show_value(audience)
        self.audience.setEnabled(len(one.audiences) > 1)
        made_as = CATALOGUE[kind].formats
        self.form.set_options((each, FORMATS[each]) for each in made_as)
        form = self.chosen()[2]
        self.large.setEnabled(form is not Format.TEXT)
        self._of.setVisible(kind is DocumentKind.OWNED_ACTIONS)
        if kind is DocumentKind.OWNED_ACTIONS:
            self.owner.offer_owners(owners_of(session.reader, meeting=self.meeting))
        owner = self._owner
        if one.why_not:
            self.lookout.rest()
        else:
            self.lookout.look((kind, audience, owner))
        self._title.setText(one.title)
        self._state.setText(state_words(one, is_saved=kind in self.saved.kinds))
        self._state.setVisible(bool(self._state.text()))
        self._name.setText(self._file_name())
        mail = form is Format.EMAIL
        self.recipients.setVisible(mail)
        if mail:
            found = publish.recipients(session, self.meeting, audience, owner)
            self.recipients.show_recipients(found)
        keyed(self.export_button, "Ctrl+E", "Save e-mail draft" if mail else "Export")
        self.export_button.setText("Save e-mail draft" if mail else "Export")
        self._show_found()
        if one.why_not:
            self.preview.show_nothing(one.why_not)
            return
        self.preview.show_document(kind, audience, large=self.is_large, owner=owner)

    def _show_found(self) -> None:
        """Show what was found of the document that is shown, the last list until the new one is
        there; of one that nobody has looked at yet nothing is known to stop it."""
        session = self.context.session
        kind, audience, _ = self.chosen()
        one = self.offers[kind]
        stop = [Finding(Gravity.STOP, one.why_not)] if one.why_not else None
        known = stop or self.lookout.found((kind, audience, self._owner))
        self.found = known or []
        self.findings.show_findings(known, looking=self.lookout.is_looking)
        self.export_button.setEnabled(not self.stopped)
        self.print_button.setEnabled(not self.stopped)
        stage = session.reader.get(Meeting, self.meeting).stage
        version = next_version(session.reader, self.meeting)
        out = Out() if one.why_not else out_of(one, stage, version)
        self.out.show_out(out, stopped=self.stopped)

    def chosen(self) -> tuple[DocumentKind, Audience, Format]:
        """Return what is chosen: document, audience, format."""
        return (
            self.kind or DocumentKind.AGENDA,
            Audience(self.audience.value()),
            Format(self.form.value()),
        )

    @property
    def _owner(self) -> str:
        """Whose actions are shown; everybody's without one."""
        return self.owner.key if self.kind is DocumentKind.OWNED_ACTIONS else ""

    @property
    def is_large(self) -> bool:
        """Say whether the large print edition is made; plain text has no size."""
        return self.large.isChecked() and self.large.isEnabled()

    @property
    def stopped(self) -> bool:
        """Say whether something found stops the document."""
        return any(finding.gravity is Gravity.STOP for finding in self.found)

    def _file_name(self) -> str:
        kind, audience, form = self.chosen()
        return publish.file_name(
            self.context.session, kind, self.meeting, form, audience, large=self.is_large,
            owner=self._owner,
        )  # fmt: skip

    def _chosen(self, key: str) -> None:
        if key and key != self.kind:
            self.choose(DocumentKind(key))

    def _choose_audience(self, audience: Audience) -> None:
        if self.kind is not None:
            self._audiences[self.kind] = audience
        self._choose()

    def _choose(self) -> None:
        self.chip.hide()
        self.refresh()

    def _show_item(self, uid: str) -> None:
        self.context.go("meeting", self.meeting, "agenda", uid)

    def choose(self, kind: DocumentKind) -> None:
        """Show another document."""
        self.kind = kind
        self._choose()

    def focus_row(self, uid: str) -> None:
        if uid in CATALOGUE:
            self.choose(DocumentKind(uid))
        self._go_on()

    def _go_on(self) -> None:
        """Put the focus on the button that makes the document; into the list when it cannot be."""
        (self.list if self.stopped else self.export_button).setFocus()

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

        def save(data: bytes) -> None:
            self._pending = (kind, form, audience, name, data)
            self.writer.write(self.folder, name, data)

        going = Going(kind, audience, self._owner)

        def made(data: bytes) -> None:
            if isValid(self) and form is Format.EMAIL:
                then = partial(save, data)
                check_first(self.context, self, self.meeting, going, name, data, then)
            elif isValid(self):
                save(data)

        self._make(form, made, f"Making {name}", large=self.is_large)

    def _make(self, form: Format, then: Any, label: str, *, large: bool = False) -> None:
        """Read what the document holds beside this thread, then have it made in a child."""
        kind, audience, _ = self.chosen()
        session, meeting, context = self.context.session, self.meeting, self.context
        if reason := self.offers[kind].why_not:
            context.messages.warn(reason)
            return

        owner = self._owner

        def load() -> Making:
            return publish.making(session, kind, meeting, form, audience, large=large, owner=owner)

        def make(making: Making) -> None:
            def made(data: bytes) -> None:
                self.marking.remember(making, data)
                then(data)

            context.jobs.make_file(making, made, context.messages.warn, label=label)

        context.jobs.read(self, "", load, make, context.messages.warn)

    def _written(self, path: Path) -> None:
        if self._pending is not None:
            kind, form, audience, name, data = self._pending
            self.saved.add(kind, form, audience, name, path, data)
            self._pending = None
            given = GivenFile(kind, form, audience, name, data)
            self.marking.check(Going(kind, audience, self._owner), given)
        self.chip.show_path(path)
        self.chip.show()
        self.refresh()
        if self.export_button.hasFocus():
            self.list.setFocus()  # the next document is chosen there
        last = self.saved.files[-1] if self.saved.files else None
        if last is not None and served.serves(last.kind, last.form, last.audience):
            said, kind = f"Saved “{path.name}”. Once it is sent:", last.kind
            self.context.messages.say(
                said, "Mark as served", partial(self.mark_served, kind, last.audience)
            )
            return
        self.context.messages.say(f"Saved “{path.name}”.", "Open", self.chip.open)

    def mark_served(self, kind: DocumentKind, audience: Audience = Audience.MEMBERS) -> None:
        """Record that the members who are served by e-mail have been, today; not those whom a
        draft for this audience left out."""
        session = self.context.session
        found = served.served(session.reader, self.meeting, session.today())
        to = publish.recipients(session, self.meeting, audience)
        reached = {one.email for one in to if one.address}
        people = [one.person.uid for one in served.by_email(found) if one.address in reached]
        self.ask(
            served.mark_served, self.meeting, people, document=kind,
            then=lambda _: self.context.go("meeting", self.meeting, "attendance", "served"),
        )  # fmt: skip

    def _failed(self, sentence: str) -> None:
        self._pending = None
        self.context.messages.warn(sentence)

    def print(self) -> None:
        """Print the document as it is shown."""
        self._make(Format.PDF, self._print, "Making pages to print", large=self.is_large)

    def _print(self, data: bytes) -> None:
        if isValid(self):
            Printing(
                data, self._file_name(), self.context, self, self.preview.bar.number.page
            ).ask()

    # ------------------------------------------------------------------ out

    def mark_out(self) -> None:
        """Record that the document went out, with the files that were made of it."""
        kind, _, _ = self.chosen()
        audience = self._audiences.get(kind, CATALOGUE[kind].audiences[0])
        self.marking.mark_out(Going(kind, audience, self._owner))

    def _choose_at(self, at: int) -> None:
        """Show the document in a place of the list as it stands now."""
        self.choose(DocumentKind(kinds_of(self.list.rows.rows)[at]))

    def commands(self) -> Sequence[Command]:
        shown = [self.offers[DocumentKind(kind)] for kind in kinds_of(self.list.rows.rows)]
        return (
            # These run for what cannot be made, too: they then say why.
            Command("send.export", "Export", self.export, ("Ctrl+E",), "download"),
            Command("send.print", "Print", self.print, ("Ctrl+P",), "printer"),
            Command("send.large", "Large print, or as usual", self.large.toggle, (LARGE_KEYS,)),
            *self.preview.commands("send"),
            *self.given.commands(),
            *self.mail.commands(),
            Command("send.folder", "Choose the folder for documents", self.choose_folder),
            Command(
                "send.out", "Mark the document as out", self.mark_out, (KEY,), "send",
                lambda: self.out.isVisible() and not self.stopped,
            ),
            *(
                Command(
                    f"send.{one.kind.value.replace(' ', '-')}",
                    f"Show the {one.title[:1].lower()}{one.title[1:]}",
                    lambda at=at: self._choose_at(at),  # type: ignore[misc]
                    tuple(filter(None, (key_at(at),))),
                )
                for at, one in enumerate(shown)
            ),
        )  # fmt: skip


def _first_choice(stage: Stage) -> DocumentKind:
    if stage.is_off:
        return DocumentKind.CANCELLATION
    early = (Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED)
    return DocumentKind.AGENDA if stage in early else DocumentKind.MINUTES
