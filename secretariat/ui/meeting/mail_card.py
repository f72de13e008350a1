"""What was given out, by e-mail: which files, to whom, and who got them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QWidget

from secretariat.models.kinds import Audience
from secretariat.models.names import plain_name
from secretariat.models.pack_kinds import CheckState
from secretariat.models.records import Despatch, Person, Publication
from secretariat.services import sent
from secretariat.services.findings import Finding, Gravity
from secretariat.services.mail_drafts import that_can_go
from secretariat.services.mail_gate import (
    MailFile,
    MailTo,
    in_megabytes,
    mail_file,
    mail_findings,
    mail_size,
    may_have,
    recipients,
)
from secretariat.ui.icons import icon
from secretariat.ui.meeting.file_chip import FileChip
from secretariat.ui.meeting.mail_maker import MailMade, MailMaker
from secretariat.ui.meeting.mail_people import Group, MailPeople
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import boxed, keyed, reveal
from secretariat.ui.widgets import (
    body,
    button,
    clear_layout,
    column,
    link_button,
    primary_button,
    quiet,
    row,
    section,
    small,
    strong,
)

DRAFT_KEY, SENT_KEY, PHRASE_KEY = "Ctrl+Shift+E", "Ctrl+Shift+D", "Ctrl+Shift+C"
_GROUPS = {
    Audience.PUBLIC: Group.ALL,
    Audience.MEMBERS: Group.MEMBERS,
    Audience.OFFICERS: Group.OFFICERS,
}
_NOTHING = (
    "Nothing that went out is kept here as a PDF yet. Give out a pack under Papers and pack, or"
    " mark a document as out above."
)
_ELSEWHERE = (
    "The files open with this pass phrase. Pass it on by another way than e-mail; it is kept"
    " nowhere and not shown again."
)


class MailCard(QFrame):
    """Makes drafts that carry the kept files, and records who got which."""

    def __init__(self, context: Context, meeting: str, folder: Callable[[], Path]) -> None:
        super().__init__()
        self._context, self._meeting, self._folder = context, meeting, folder
        self._rows: dict[str, Publication] = {}
        self._files: dict[str, MailFile] = {}
        self._last: MailMade | None = None
        self.boxes: dict[str, QCheckBox] = {}
        self.setProperty("kind", "card")
        self.maker = MailMaker(context, meeting, self)
        self.maker.made.connect(self._made)
        self.maker.ended.connect(self._show_findings)
        self._is_making = False
        self.maker.ended.connect(partial(self._making, False))
        self.people = MailPeople(context.theme)
        self.people.moved.connect(self._show_findings)
        self._lay_out()

    def _lay_out(self) -> None:
        self._list = column(spacing=8)
        self._empty = quiet(_NOTHING, wrap=True)
        self.protect = QCheckBox("Protect with a pass phrase")
        self._found = column(spacing=4)
        self.total = quiet("", wrap=True)
        self.leave = link_button("Leave out who may not have it", self._leave_out)
        self.make = keyed(
            primary_button("Save e-mail draft", "mail", self.draft), DRAFT_KEY,
            "Save an e-mail draft with these files",
        )  # fmt: skip
        self._filled = boxed(
            column(
                boxed(self._list), self.people, self.protect, boxed(self._found), self.leave,
                self.total, row(self.make, 1), spacing=10,
            )
        )  # fmt: skip
        self.chip = FileChip()
        self.phrase = strong("", wrap=True)
        self.phrase.setAccessibleName("Pass phrase")
        self.phrase.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = keyed(button("Copy", "copy", self.copy_phrase), PHRASE_KEY, "Copy pass phrase")
        self.secret = boxed(
            column(self.phrase, small(_ELSEWHERE, wrap=True), row(self.copy, 1), spacing=6)
        )
        self.sent = keyed(button("Mark as sent", "check", self.mark_sent), SENT_KEY)
        self._once = small("", wrap=True)
        self._after = boxed(
            column(self.chip, self.secret, self._once, row(self.sent, 1), spacing=8)
        )
        column(
            section("Send by e-mail"), self._empty, self._filled, self._after,
            parent=self, margin=16, spacing=10,
        )  # fmt: skip
        for part in (self._after, self.secret, self.leave):
            part.hide()

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Read again what can go, to whom, and who has it."""
        session = self._context.session
        reader = session.reader
        with reader.snapshot():
            rows = that_can_go(session, self._meeting)
            self._files = {row.uid: mail_file(session, row) for row in rows}
            people = recipients(reader, self._meeting)
            got = sent.sent_of(reader, [row.uid for row in rows])
            names = reader.by_uid(Person, {row.person for row in rows})
        ticked = {uid for uid, box in self.boxes.items() if box.isChecked()}
        focus = next((uid for uid, box in self.boxes.items() if box.hasFocus()), "")
        self._rows = {row.uid: row for row in rows}
        self._empty.setVisible(not rows)
        self._filled.setVisible(bool(rows))
        clear_layout(self._list)
        self.boxes = {}
        for one in rows:
            self._list.addWidget(self._line(one, names, got.get(one.uid, ()), one.uid in ticked))
        if focus in self.boxes:
            self.boxes[focus].setFocus()
        self.people.show_people(people)
        self._show_findings()

    def _line(
        self, one: Publication, names: dict[str, Person], got: Sequence[Despatch], ticked: bool
    ) -> QWidget:
        whom = {"public": "for the public", "members": "for members"}.get(
            one.audience, "for officers"
        )
        if one.person in names:
            whom = f"for {plain_name(names[one.person])}"
        box = QCheckBox(f"{one.kind[:1].upper()}{one.kind[1:]} {whom}")
        box.setChecked(ticked)
        box.setToolTip(one.file_name)
        box.toggled.connect(lambda _, uid=one.uid: self._file_chosen(uid))
        self.boxes[one.uid] = box
        size = in_megabytes(self._files[one.uid].size)
        words = f"Version {one.version} · {size} · {one.sha256[:8]}"
        state = one.check_state
        words += " · not checked yet" if state is CheckState.NONE else ""
        words += " · release check failed" if state is CheckState.FAILED else ""
        parts: list[Any] = [box, small(words, wrap=True)]
        if got:
            said = small(f"Sent {sent.sent_words(got)}", wrap=True)
            said.setToolTip("\n".join(row.name for row in got))
            who = link_button("Who?", partial(self._say_who, got))
            who.setAccessibleName(f"Who got {box.text()}")
            line = row(said, who, spacing=6)
            line.setStretch(0, 1)
            parts.append(line)
        return boxed(column(*parts, spacing=2))

    def _say_who(self, got: Sequence[Despatch]) -> None:
        self._context.messages.say("Sent to " + ", ".join(row.name for row in got) + ".")

    def chosen(self) -> list[Publication]:
        """Return the publications that are to go."""
        return [self._rows[uid] for uid, box in self.boxes.items() if box.isChecked()]

    def _file_chosen(self, uid: str) -> None:
        """Suggest who has it: everybody who may have all that is chosen."""
        rows = self.chosen()
        row_ = self._rows[uid]
        if rows:
            strict = max((Audience(one.audience) for one in rows), key=list(Audience).index)
            self.people.choose(_GROUPS[strict])
        if row_.person and self.boxes[uid].isChecked():
            self.people.choose_person(row_.person)
        self._show_findings()

    def findings(self) -> list[Finding]:
        """Return what keeps the draft from being made, and what is to be known of it.

        What was never checked is, before the draft is made.
        """
        return mail_findings(
            self._context.session, self._meeting, self._chosen_files(), self.people.chosen()
        )

    def _chosen_files(self) -> list[MailFile]:
        files = [self._files[one.uid] for one in self.chosen()]
        return [
            replace(one, state=CheckState.PASSED) if one.state is CheckState.NONE else one
            for one in files
        ]

    def _show_findings(self) -> None:
        rows, files = self.chosen(), self._chosen_files()
        public = [one.audience == Audience.PUBLIC and not one.person for one in rows]
        self.people.setVisible(bool(rows))
        self.people.suggest_way(is_public=all(public))
        self.protect.setVisible(bool(rows) and not all(public))
        found = self.findings() if rows else []
        clear_layout(self._found)
        for one in found:
            self._found.addWidget(self._finding(one))
        self.leave.setVisible(bool(self._who_may_not()))
        reached = sum(bool(one.address) for one in self.people.chosen())
        who = "1 person" if reached == 1 else f"{reached} people"
        size = in_megabytes(mail_size(files))
        self.total.setText(f"To {who}; the message has {size}." if rows else "Tick what is to go.")
        stopped = not rows or any(one.gravity is Gravity.STOP for one in found)
        self.make.setEnabled(not stopped and not self._is_making)

    def _finding(self, one: Finding) -> QWidget:
        theme = self._context.theme
        edge = theme.length(16)
        sign = QLabel()
        colour = theme.colour("bad" if one.gravity is Gravity.STOP else "warn")
        sign.setPixmap(icon("triangle-alert", colour).pixmap(QSize(edge, edge)))
        line = row(sign, body(f"{one.text} {one.cure}".strip()), spacing=8)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        return boxed(line)

    def _who_may_not(self) -> list[MailTo]:
        files = self._chosen_files()
        return [
            one
            for one in self.people.chosen()
            if one.address and not all(may_have(file, one) for file in files)
        ]

    def _leave_out(self) -> None:
        self.people.leave_out(self._who_may_not())
        self.make.setFocus()

    # ------------------------------------------------------------------ doing

    def draft(self) -> None:
        """Make the draft and save it in the folder for documents."""
        if not self.make.isEnabled():
            return
        self.forget()
        self._making(True)
        self.maker.make(
            self._folder(), self.chosen(), self.people.chosen(),
            is_blind=self.people.is_blind,
            is_protected=self.protect.isChecked() and not self.protect.isHidden(),
        )  # fmt: skip

    def _making(self, is_making: bool) -> None:
        self._is_making = is_making
        if is_making:
            self.make.setEnabled(False)
        else:
            self._show_findings()

    def _made(self, made: MailMade) -> None:
        self._last = made
        self.chip.show_path(made.path)
        self.phrase.setText(made.phrase.words if made.phrase else "")
        self.secret.setVisible(made.phrase is not None)
        words = "Once you have sent it from your mail program, it is recorded who got which file."
        if made.draft.too_large:
            names = ", ".join(made.draft.too_large)
            words = f"Too large, so not in it, which the message says: {names}. {words}"
        self._once.setText(words)
        self.sent.setEnabled(bool(made.draft.publications))
        self._after.show()
        self.sent.setFocus()
        QTimer.singleShot(0, self, lambda: reveal(self._after))

    def mark_sent(self) -> None:
        """Record that the last draft was sent to its people."""
        made, context = self._last, self._context
        if made is None or not made.draft.publications:
            return
        note = "Opens with a pass phrase" if made.phrase else ""

        def done(count: int) -> None:
            who = "1 person" if count == 1 else f"{count} people"
            words = f"Recorded as sent to {who}." if count else "All of them have it already."
            context.messages.say(words, "Undo" if count else "", context.undo if count else None)

        draft = made.draft
        self.forget()
        ask(
            context, sent.mark_sent, self._meeting, draft.publications, draft.to,
            then=done, note=note,
        )  # fmt: skip

    def copy_phrase(self) -> None:
        """Put the pass phrase into the clipboard."""
        if self.phrase.text():
            QGuiApplication.clipboard().setText(self.phrase.text())
            self._context.messages.say("Copied the pass phrase.")

    def forget(self) -> None:
        """Know nothing of the last draft any more, its pass phrase least of all."""
        self._last = None
        self.phrase.clear()
        self._after.hide()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return (
            Command(
                "send.draft", "Save an e-mail draft with what was given out", self.draft,
                (DRAFT_KEY,), "mail", self.make.isEnabled,
            ),
            Command(
                "send.sent", "Mark the draft as sent", self.mark_sent, (SENT_KEY,), "check",
                lambda: self._last is not None,
            ),
            Command(
                "send.phrase", "Copy the pass phrase", self.copy_phrase, (PHRASE_KEY,), "copy",
                lambda: bool(self.phrase.text()),
            ),
        )  # fmt: skip
