"""One submission: all that is known of it, where it is placed, how it was ruled and answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from secretariat.models.kinds import Restriction, Ruling, SubmissionKind
from secretariat.models.names import full_name
from secretariat.models.submissions import SubmissionState
from secretariat.services import submissions
from secretariat.services.agenda import items_of
from secretariat.services.bodies import members_of
from secretariat.services.submission_views import SubmissionView
from secretariat.ui.editors.fields import TimeField, TypedField
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.fields import Form, offer_names
from secretariat.ui.pages.kit import boxed, keyed, scrolled
from secretariat.ui.pages.submission_rows import KINDS, meeting_options, state_tag
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    button,
    column,
    flat_button,
    hairline,
    link_button,
    row,
    section,
    set_tone,
    small,
    tag,
)

_RESTRICTIONS = (
    (Restriction.NONE, "Open to all"),
    (Restriction.EXEMPT, "Exempt"),
    (Restriction.CONFIDENTIAL, "Confidential"),
    (Restriction.INTERNAL, "Internal: never printed for others"),
)


_WIDTHS = {1: (12,), 2: (6, 6), 3: (4, 5, 3)}
"""How many twelfths of the width the fields of a line take."""


class CountField(TypedField):
    """A count as people type it: 1284 or 1,284."""

    def say(self, value: Any) -> str:
        return f"{value:,}"

    def read(self, text: str) -> int | None:
        digits = text.replace(",", "").replace(" ", "")
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None

    def why_not(self, text: str) -> str:
        return f"“{text}” is no number; try 1,284."


class SubmissionPanel(QWidget):
    """The fields of the chosen submission; each is written as it is typed."""

    def __init__(self, context: Context, removed: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._removed = removed
        self._view: SubmissionView | None = None
        self.form = Form(context, submissions.change_submission, "submissions.panel")
        self._state = tag("")
        self._due = small("", wrap=True)
        self.at = TimeField(context.autosave, lambda at: self._write(received_at=at), "At")
        self.signatures = CountField(
            context.autosave, lambda count: self._write(signatures=count), "Signatures"
        )
        self.body, self.meeting, self.item = Choice(), Choice(), Choice()
        self.body.chosen.connect(self._move_to)
        self.meeting.chosen.connect(lambda uid: self._place(uid or None, None))
        self.item.chosen.connect(self._to_item)
        self._make = link_button("Add an item for it to the agenda", self.make_item)
        self._go = link_button("Go to the meeting", self.go_to_meeting)
        keyed(self._go, "G")
        self._rule_in = keyed(button("In order", "check", self.rule_in_order), "I")
        self._rule_out = keyed(flat_button("Rule out", "x", self.rule_out), "X")
        self._take_back = keyed(flat_button("Withdrawn", "undo-2", self.withdraw), "W")
        self._remove = keyed(flat_button("", "trash-2", self.remove), "Delete", "Remove")
        self._fields()
        self._lay_out()

    @property
    def uid(self) -> str:
        """The submission that is shown; empty when none is."""
        return self._view.submission.uid if self._view else ""

    def _fields(self) -> None:
        form = self.form
        self.kind = form.choice("Kind", "kind", KINDS)
        self.name = form.line("From", "name")
        self.organisation = form.line("Organisation", "organisation")
        contact = "For officers alone; printed nowhere"
        self.contact = form.line("Contact", "contact", example=contact)
        self.received = form.day("Received on", "received_on")
        self._at_row = FormRow("At", self.at)
        self.at.wrong = self._at_row.say_wrong
        self.addressed = form.line("Addressed to", "addressed_to", example="the Chair")
        self.title = form.line("Title", "title")
        self.text = form.area("Words, as they were handed in", "text", lines=4)
        self.mover = form.line("To be moved by", "mover")
        self.seconder = form.line("Seconded by", "seconder")
        self._signatures_row = FormRow("Signatures", self.signatures)
        self.signatures.wrong = self._signatures_row.say_wrong
        self.ruled_by = form.line(
            "Ruled by", "ruled_by", example="The Chair, the Monitoring Officer"
        )
        self.reason = form.line("Reason", "ruling_reason", example="Why it was ruled so")
        self.reply = form.area("Reply", "reply", lines=2)
        self.replied_by = form.line("Given by", "replied_by", example="The Chair")
        self.in_writing = form.flag("The reply is given in writing", "is_written_reply")
        self.further = form.area("Supplementary question", "supplementary", lines=1)
        self.further_reply = form.area("Reply to it", "supplementary_reply", lines=1)
        self.restriction = form.choice("Restriction", "restriction", _RESTRICTIONS)
        ground = "Paragraph 3 of Part 1 of Schedule 12A"
        self.ground = form.line("Ground", "restriction_ground", example=ground)
        self.note = form.area("Note for officers, never printed", "note", lines=1)

    # ------------------------------------------------------------------ showing

    def show_submission(self, view: SubmissionView) -> None:
        """Show a submission; what is being typed stays."""
        row = view.submission
        anew = self.form.aim(row.uid)
        self._view = view
        self.form.show(row, anew=anew)
        for field, value in ((self.at, row.received_at), (self.signatures, row.signatures)):
            field.put_value(value) if anew else field.show_value(value)
        self._show_state(view)
        self._show_place(view)
        if anew:
            self._offer_names(row.body)
        motion, petition = row.kind is SubmissionKind.MOTION, row.kind is SubmissionKind.PETITION
        for part in (self.mover, self.seconder):
            part.setVisible(motion)
        self._signatures_row.setVisible(petition)
        question = row.kind in (SubmissionKind.QUESTION, SubmissionKind.MEMBER_QUESTION)
        self.further.setVisible(question or bool(row.supplementary))
        self.further_reply.setVisible(bool(row.supplementary or row.supplementary_reply))
        self.ground.setVisible(row.restriction is not Restriction.NONE)

    def _show_state(self, view: SubmissionView) -> None:
        words, tone = state_tag(view)
        self._state.setText(words)
        set_tone(self._state, tone)
        self._due.setText(view.due_words)
        self._due.setVisible(bool(view.due_words))
        set_tone(self._due, "warn" if view.is_late else "")
        waits = view.state is SubmissionState.TO_RULE
        self._rule_in.setText("In order" if waits else "Take back")
        self._rule_in.set_icon("check" if waits else "rotate-ccw")
        keyed(self._rule_in, "I", "In order" if waits else "Take the ruling back")
        self._rule_out.setVisible(waits)
        self._take_back.setVisible(waits or view.state is SubmissionState.IN_ORDER)

    def _show_place(self, view: SubmissionView) -> None:
        row, session = view.submission, self._context.session
        self.meeting.set_options(
            meeting_options(session.reader, row.body, session.today(), row.meeting or "")
        )
        self.meeting.show_value(row.meeting or "")
        items = items_of(session.reader, row.meeting) if row.meeting else ()
        named = [(one.uid, one.title or one.public_title) for one in items]
        listed = [("", "Not on the agenda yet"), *((uid, name) for uid, name in named if name)]
        self.item.set_options(listed)
        self.item.show_value(row.item or "")
        self.item.setEnabled(row.meeting is not None)
        self._make.setVisible(row.meeting is not None and row.item is None)
        self._go.setVisible(row.meeting is not None)

    def _offer_names(self, body: str) -> None:
        """Offer the members of the body where a name is typed."""
        session = self._context.session
        members = members_of(session.reader, body, session.today())
        names = [full_name(one.person) for one in members]
        for field in (self.name, self.mover, self.seconder):
            offer_names(field.field, names)

    def offer_bodies(self, options: list[tuple[str, str]]) -> None:
        """Offer these bodies to move it to."""
        self.body.set_options(options)
        if self._view is not None:
            self.body.show_value(self._view.submission.body)

    # ------------------------------------------------------------------ what can be done

    def begin(self) -> None:
        """Go to the words."""
        self.text.field.setFocus()

    def rule_in_order(self) -> None:
        """Rule it in order; what was ruled on already waits for a ruling again."""
        if self._view is not None:
            waits = self._view.state is SubmissionState.TO_RULE
            self._rule(Ruling.IN_ORDER if waits else Ruling.PENDING)

    def rule_out(self) -> None:
        """Rule it out, and go to the reason."""
        self._rule(Ruling.RULED_OUT, lambda: self.reason.field.setFocus())

    def withdraw(self) -> None:
        """Record that it was taken back."""
        self._rule(Ruling.WITHDRAWN)

    def _rule(self, ruling: Ruling, after: Callable[[], None] | None = None) -> None:
        if self._view is None:
            return
        context = self._context
        words = {
            Ruling.IN_ORDER: "Ruled in order: the agenda prints it.",
            Ruling.RULED_OUT: "Ruled out: nothing prints it.",
            Ruling.WITHDRAWN: "Withdrawn: it stays in the register.",
            Ruling.PENDING: "It waits for a ruling again.",
        }

        def told(_: object) -> None:
            context.messages.say(words[ruling], "Undo", context.undo)
            if after is not None:
                after()

        ask(context, submissions.rule, self.uid, ruling, then=told)

    def make_item(self) -> None:
        """Add an item for its kind to the agenda, and place it there."""
        if self._view is not None:
            ask(self._context, submissions.make_item, self.uid)

    def go_to_meeting(self) -> None:
        """Show the agenda on which it stands."""
        if self._view is not None and self._view.meet is not None:
            row = self._view.submission
            self._context.go("meeting", row.meeting or "", "agenda", row.item or "")

    def shift(self, by: int) -> None:
        """Move it up or down among those of its item."""
        if self._view is not None:
            ask(self._context, submissions.shift, self.uid, by)

    def remove(self) -> None:
        """Remove it from the register."""
        if self._view is None:
            return
        context = self._context

        def done(_: object) -> None:
            context.messages.say("The submission was removed.", "Undo", context.undo)
            self._removed()

        ask(context, submissions.remove_submission, self.uid, then=done)

    def _write(self, **values: Any) -> Any:
        return self.form.write(**values)

    def _move_to(self, body: str) -> None:
        self._ask(submissions.change_submission, body=body)

    def _place(self, meeting: str | None, item: str | None) -> None:
        self._ask(submissions.place, meeting=meeting, item=item)

    def _to_item(self, item: str) -> None:
        if self._view is None:
            return
        if item:
            self._place(self._view.submission.meeting, item)
        else:
            self._ask(submissions.change_submission, item=None)

    def _ask(self, service: Callable[..., Any], **values: Any) -> None:
        view = self._view
        if view is not None:
            self.form.flush()
            ask(
                self._context,
                service,
                self.uid,
                otherwise=lambda: self._show_place(view),
                **values,
            )

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        length = self._context.theme.length
        head = row(self._state, 1, self._rule_in, self._rule_out, self._take_back, self._remove)
        who = self._grid(
            (self.kind, self.received, self._at_row),
            (self.name, self.organisation),
            (self.contact, self.addressed),
            (self.title,),
            (self.text,),
            (self.mover, self.seconder),
            (self._signatures_row,),
        )
        placed = self._grid(
            (FormRow("Body", self.body), FormRow("Meeting", self.meeting)),
            (FormRow("Item", self.item),),
        )
        links = boxed(row(self._make, 1, self._go))
        ruled = self._grid((self.ruled_by, self.reason))
        answered = self._grid(
            (self.reply,),
            (self.replied_by, self.in_writing),
            (self.further,),
            (self.further_reply,),
        )
        kept = self._grid((self.restriction, self.ground), (self.note,))
        inside = QWidget()
        parts: list[Any] = [head, self._due, who]
        for name, *boxes in (
            ("On the agenda", placed, links),
            ("Ruling", ruled),
            ("Reply", answered),
            ("Access and notes", kept),
        ):
            parts += [hairline(), section(name), *boxes]
        stack = column(*parts, 1, parent=inside, spacing=length(12))
        side = length(16)
        stack.setContentsMargins(side, length(12), side, side)
        column(scrolled(inside), parent=self)

    def _grid(self, *lines: tuple[QWidget, ...]) -> QGridLayout:
        """Return fields in lines of one, two or three; a day in the middle of three has room."""
        length = self._context.theme.length
        grid = QGridLayout()
        grid.setHorizontalSpacing(length(12))
        grid.setVerticalSpacing(length(10))
        for at in range(12):
            grid.setColumnStretch(at, 1)
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        for at, line in enumerate(lines):
            left = 0
            for field, width in zip(line, _WIDTHS[len(line)], strict=True):
                flag = bottom if field is self.in_writing else top
                grid.addWidget(field, at, left, 1, width, flag)
                left += width
        return grid
