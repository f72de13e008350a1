"""The paper that is chosen: what it is to its item, what was found in it, and its versions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from secretariat.models.dates import plain_date
from secretariat.models.languages import LANGUAGES, language_name, same_language
from secretariat.models.pack_kinds import FileState, PaperRole
from secretariat.models.paper_files import PDF, kind_words, size_words
from secretariat.models.paper_findings import Gathered, Gravity, PaperFault
from secretariat.services import paper_notes, paper_places, paper_versions, papers
from secretariat.services.meeting_papers import MeetingPapers, PaperLine
from secretariat.ui.editors.fields import LineField
from secretariat.ui.meeting.note_maker import NoteMaker
from secretariat.ui.meeting.paper_bare import BareItem
from secretariat.ui.meeting.paper_restriction import PaperRestriction
from secretariat.ui.meeting.step import put
from secretariat.ui.meeting.version_list import VersionList
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import (
    Choice,
    Elided,
    button,
    clear_layout,
    column,
    flat_button,
    row,
    set_tone,
)

ORIGIN = "meeting.papers"
SEEN_KEY, VERSION_KEY, NOTE_KEY = "Ctrl+Return", "Ctrl+Shift+V", "Ctrl+Shift+M"
_TONES = {Gravity.REFUSED: "bad", Gravity.DANGER: "warn"}
_ROLES = [(role, role.value.capitalize()) for role in PaperRole]
_MOST = 12
"""How many lines of findings are shown at once."""


class PaperCard(QWidget):
    """Shows one paper. `version_asked` tells that a file is wanted as its next version, `shown`
    the uid of a version whose pages are wanted beside, `compared` a file whose pages are wanted as
    they came and as they are."""

    version_asked = Signal()
    files_asked = Signal()
    shown = Signal(str)
    compared = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.line: PaperLine | None = None
        self._told: tuple[object, ...] = ()
        autosave = context.autosave
        self.title = LineField(autosave, self._save_title, "Title of the paper")
        self.role = Choice(_ROLES, "What the paper is to its item")
        self.role.chosen.connect(self._save_role)
        self.role.setMaximumWidth(context.theme.length(160))
        self.letter = LineField(autosave, self._save_letter, "Letter of the paper")
        self.letter.setPlaceholderText("Appendix A")
        self.letter.setMaximumWidth(context.theme.length(120))
        self.letter.setMinimumWidth(context.theme.length(90))
        self.language = Choice(name="Language of the file")
        self.language.chosen.connect(self._save_language)
        self.language.setMaximumWidth(context.theme.length(150))
        self._facts = Elided(kind="small")
        self._findings = QVBoxLayout()
        self._findings.setSpacing(4)
        self.versions = VersionList(context)
        self.versions.shown.connect(self.shown)
        self.bare = BareItem(context)
        self.bare.files_asked.connect(self.files_asked)
        self.seen = keyed(button("Seen", "check", self.toggle_seen), SEEN_KEY)
        self.version = keyed(button("New version…", "upload", self.version_asked.emit),
                             VERSION_KEY)  # fmt: skip
        self.notes = NoteMaker(context, self)
        self.note = keyed(button("Note to the author", "mail", self.make_note), NOTE_KEY)
        self.pack = flat_button("", "", self.toggle_pack)
        self.compare = button("Compare pages", "eye", self._compare)
        self.again = flat_button("Check again", "rotate-ccw", self.check_again)
        self.also = Choice(name="Another item that takes this paper")
        self.also.chosen.connect(self._use_also)
        self.also.setMinimumContentsLength(9)
        self.also.setMaximumWidth(context.theme.length(170))
        self.restriction = PaperRestriction(context)
        self._lay_out()

    def _lay_out(self) -> None:
        head = row(self.title, self.role, self.letter, spacing=8)
        head.setStretch(0, 1)
        acts = row(self.seen, self.compare, self.version, self.note, 1, spacing=8)
        places = row(
            self.also, self.language, self.restriction.head, self.pack, self.again, 1, spacing=8
        )
        self._paper = QWidget()
        column(
            head, self._facts, self._findings, acts, places, self.versions, self.restriction, 1,
            parent=self._paper, spacing=8,
        )  # fmt: skip
        column(self._paper, self.bare, parent=self, margin=12)

    # ------------------------------------------------------------------ showing

    def show_line(self, line: PaperLine | None, papers_there: MeetingPapers) -> None:
        """Show the paper of a line, or what can be done for an item that has none."""
        before = self.line
        other = before is None or line is None or before.key != line.key
        if other:
            self.flush()  # what is typed belongs to the paper that was shown until now
        self.line = line
        self._paper.setVisible(line is not None and line.paper is not None)
        self.bare.setVisible(line is not None and line.paper is None)
        if line is None:
            return
        if line.paper is None:
            self.bare.show_line(line)
            return
        link = line.link
        show = put if other else LineField.show_value
        show(self.title, line.paper.title)
        show(self.letter, link.letter if link else "")
        self.role.show_value(link.role if link else PaperRole.REPORT)
        self.letter.setVisible(
            link is not None and (link.role is PaperRole.APPENDIX or bool(link.letter))
        )
        self._facts.setText(_facts(line))
        self._facts.setVisible(bool(self._facts.text()))
        self.restriction.show_paper(line.paper)
        self._show_language(line, papers_there)
        self._show_found(line)
        self.versions.show_files(line.files)
        self._show_acts(line, papers_there)

    def _show_language(self, line: PaperLine, there: MeetingPapers) -> None:
        own, second = there.language, there.second
        others = [tag for tag in LANGUAGES if not same_language(tag, own) and tag != second]
        tags = [*([second] if second else []), *others]
        if line.file and line.file.language and line.file.language not in tags:
            tags.append(line.file.language)
        named = [(tag, f"In {language_name(tag)}") for tag in tags]
        self.language.set_options([("", f"In {language_name(own)}"), *named])
        self.language.show_value(line.file.language if line.file else "")

    def _show_found(self, line: PaperLine) -> None:
        told = (line.found, line.files, line.file and line.file.is_seen)
        if told == self._told:
            return
        self._told = told
        clear_layout(self._findings)
        seen = bool(line.file and line.file.is_seen)
        grave = [one for one in line.found if one.finding.kind.gravity is not Gravity.NOTE]
        for one in grave[:_MOST]:
            self._findings.addWidget(_found(one, is_seen=seen))
        smaller = [one.officer for one in line.found if one.finding.kind.gravity is Gravity.NOTE]
        if smaller:
            self._findings.addWidget(_told(" ".join(smaller), ""))
        if line.file and line.file.failure and not grave:
            self._findings.addWidget(_told(line.file.failure, "bad"))

    def _show_acts(self, line: PaperLine, there: MeetingPapers) -> None:
        file = line.file
        grave = any(one.finding.kind.gravity is not Gravity.NOTE for one in line.found)
        self.seen.setVisible(file is not None and grave)
        self.seen.setText("Not seen yet" if file and file.is_seen else "Seen")
        keyed(self.seen, SEEN_KEY)
        self.version.setText("New version…" if file else "Add its file…")
        keyed(self.version, VERSION_KEY)
        kinds = {one.finding.kind for one in line.found}
        self.compare.setVisible(
            file is not None and file.media_type == PDF and PaperFault.PAGE_CHANGED in kinds
        )
        self.note.setVisible(paper_notes.has_points(line))
        # Four acts stand in one line in a small window only where one of them is short.
        self.note.setText("Note…" if self.compare.isVisibleTo(self) else "Note to the author")
        keyed(self.note, NOTE_KEY, "Note to the author")
        stopped = file is not None and file.state in (FileState.REFUSED, FileState.NEEDS_PDF)
        self.again.setVisible(stopped)
        in_it = line.link is None or line.link.is_in_pack
        self.pack.setText("Only list it" if in_it else "Put it in the pack")
        self.pack.setVisible(file is not None and not stopped)
        self.language.setVisible(file is not None and not stopped)
        taken = {one.item.uid for one in there.lines
                 if one.paper and line.paper and one.paper.uid == line.paper.uid}  # fmt: skip
        others = {one.item.uid: one for one in there.lines if one.item.uid not in taken}
        offered = [(uid, f"{one.number} {one.item.title}".strip()) for uid, one in others.items()]
        self.also.set_options([("", "Also for item…"), *offered])
        self.also.show_value("")
        self.also.setVisible(bool(offered))

    # ------------------------------------------------------------------ doing

    def begin(self) -> None:
        """Take the focus to what is done first here."""
        if self.line is not None and self.line.paper is not None:
            self.title.setFocus()
            self.title.selectAll()
        elif self.line is not None:
            self.bare.add.setFocus()

    def flush(self) -> None:
        """Save what is typed."""
        self.title.flush()
        self.letter.flush()
        self.restriction.flush()
        self.restriction.flush()

    def toggle_seen(self) -> None:
        """Say that the officer looked at what was found, or take that back."""
        file = self.line.file if self.line else None
        if file is not None:
            ask(self._context, paper_versions.mark_seen, file.uid, not file.is_seen)

    def toggle_pack(self) -> None:
        """Take the paper out of the pack, so that it is only listed, or put it in again."""
        line = self.line
        if line and line.paper and line.link:
            ask(
                self._context, paper_places.set_in_pack, line.item.uid, line.paper.uid,
                not line.link.is_in_pack,
            )  # fmt: skip

    def _compare(self) -> None:
        if self.line is not None and self.line.file is not None:
            self.compared.emit(self.line.file)

    def make_note(self) -> None:
        """Make the draft that asks the author to mend the paper."""
        if self.line is not None and self.line.paper is not None:
            self.notes.make(self.line)

    def check_again(self) -> None:
        """Have the file converted and checked once more."""
        file = self.line.file if self.line else None
        if file is None:
            return
        if (queue := self._context.papers) is not None:
            queue.want(file.uid)
        ask(self._context, paper_versions.check_again, file.uid)

    def _save_title(self, words: str) -> object:
        if self.line is None or self.line.paper is None or not words.strip():
            return None
        session = self._context.session
        return papers.change_paper(session, self.line.paper.uid, origin=ORIGIN, title=words.strip())

    def _save_letter(self, words: str) -> object:
        if self.line is None or self.line.paper is None:
            return None
        session, line = self._context.session, self.line
        assert line.paper is not None
        return papers.set_letter(session, line.item.uid, line.paper.uid, words, origin=ORIGIN)

    def _save_role(self, role: PaperRole) -> None:
        line = self.line
        if line and line.paper:
            self.flush()
            ask(self._context, paper_places.set_role, line.item.uid, line.paper.uid, role)

    def _save_language(self, tag: str) -> None:
        file, context = self.line.file if self.line else None, self._context
        if file is None:
            return
        said = self.language.currentText().replace("In ", "in ", 1)

        def done(_: object) -> None:
            context.messages.say(f"The file is {said}.", "Undo", context.undo)

        ask(context, paper_versions.set_language, file.uid, tag, then=done)

    def _use_also(self, item: str) -> None:
        line, context = self.line, self._context
        if line and line.paper and item:
            words = self.also.currentText()

            def done(_: object) -> None:
                context.messages.say(f"The paper is also for {words}.", "Undo", context.undo)

            ask(context, paper_places.use_also, line.paper.uid, item, then=done)


def _facts(line: PaperLine) -> str:
    file = line.file
    if file is None:
        return ""
    parts = [file.original_name, f"{kind_words(file.media_type)}, {size_words(file.size)}"]
    if file.received_on:
        sender = f" from {file.sender}" if file.sender else ""
        parts.append(f"received {plain_date(file.received_on)}{sender}")
    author = line.view.author_name if line.view else ""
    if author and author != file.sender:
        parts.append(f"by {author}")
    return " · ".join(parts)


def _found(one: Gathered, *, is_seen: bool) -> QLabel:
    return _told(one.officer, "" if is_seen else _TONES.get(one.finding.kind.gravity, ""))


def _told(words: str, tone: str) -> QLabel:
    """Return a sentence with words of others in it, which are never taken for markup."""
    made = _Sentence(words)
    set_tone(made, tone)
    return made


class _Sentence(QLabel):
    """Words of others as they are, and as high as they are at their width."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setProperty("kind", "small")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))


def choose_files(parent: QWidget, many: bool, then: object) -> None:
    """Ask for files of papers; `then` is called with their paths."""
    assert callable(then)
    place = QStandardPaths.StandardLocation.DownloadLocation
    folder = QStandardPaths.writableLocation(place) or str(Path.home())
    heading = "Add files to the item" if many else "Choose the new version"
    dialog = QFileDialog(parent, heading, folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    mode = QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile
    dialog.setFileMode(mode)
    dialog.setNameFilters(
        [
            "Papers (*.pdf *.docx *.doc *.xlsx *.xls *.pptx *.ppt *.odt *.ods *.odp *.rtf *.txt"
            " *.png *.jpg *.jpeg *.tif *.tiff)",
            "All files (*)",
        ]
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda paths: then([Path(path) for path in paths]))
    dialog.open()
