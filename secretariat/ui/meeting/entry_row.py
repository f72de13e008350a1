"""One entry of the minutes on screen: its kind in the margin, its words, an action's owners."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from secretariat.models.dates import plain_date
from secretariat.models.entries import STRUCTURED
from secretariat.models.kinds import DueKind, EntryKind, EntryLayout, Restriction
from secretariat.models.records import Action, Entry
from secretariat.models.views import ActionView
from secretariat.ui.meeting.entry_edit import EntryEdit
from secretariat.ui.meeting.entry_foot import EntryFoot
from secretariat.ui.meeting.feet import FEET
from secretariat.ui.meeting.minutes_picture import MinutesPicture
from secretariat.ui.page import Context

KIND_WORDS = {
    EntryKind.NARRATIVE: "",
    EntryKind.HEADING: "Sub-heading",
    EntryKind.DECISION: "Decision",
    EntryKind.ACTION: "Action",
    EntryKind.MOTION: "Motion",
    EntryKind.VOTE: "Vote",
    EntryKind.DECLARATION: "Interest",
    EntryKind.MOVEMENT: "In and out",
    EntryKind.APPROVAL: "Approval",
    EntryKind.QUESTION: "Question, not printed",
}
_SAID = KIND_WORDS | {
    EntryKind.NARRATIVE: "Paragraph",
    EntryKind.QUESTION: "Question for yourself, never printed",
}
_GROUND = {
    EntryKind.DECISION: "accent-soft",
    EntryKind.MOTION: "accent-soft",
    EntryKind.VOTE: "accent-soft",
    EntryKind.ACTION: "warn-soft",
    EntryKind.DECLARATION: "sunk",
    EntryKind.APPROVAL: "accent-soft",
    EntryKind.MOVEMENT: "sunk",
}

BARE = """
QTextEdit, QTextEdit:focus, QLineEdit, QLineEdit:focus {
    border: 0; background: transparent; padding: 0; min-height: 0; border-radius: 0;
}
"""
"""The fields of an entry look like the page they are on; the row shows where the focus is."""


def due_words(action: Action | None) -> str:
    """Return when an action is due as a due field shows it."""
    if action is None or action.due_kind is DueKind.NONE:
        return ""
    if action.due_kind is DueKind.DATE:
        return plain_date(action.due) if action.due else ""
    return action.due_kind.value


class OwnersField(QLineEdit):
    """Owners by their initials, and by their full names while they are edited."""

    def __init__(self) -> None:
        super().__init__()
        self.short = self.full = ""

    def show_owners(self, short: str, full: str) -> None:
        """Show the register's owners, unless others are being typed."""
        untouched = self.text() in (self.short, self.full)
        self.short, self.full = short, full
        if untouched or not self.hasFocus():
            self.setText(full if self.hasFocus() else short)

    @property
    def changed(self) -> bool:
        """Say whether other owners stand here than the register's."""
        return self.text().strip() not in (self.short, self.full)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.text() == self.short:
            self.setText(self.full)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.text() == self.full:
            self.setText(self.short)
            self.home(False)


class EntryRow(QWidget):
    """Shows and edits one entry. `uid` is empty until its first words are kept.

    `base` and `due_base` are what the register is known to hold: what differs from them is still
    to be kept, and is never overwritten by a refresh. `spare` is the uid under which its first
    words could not be written yet; `owes_kind` says that its kind could not be.
    """

    typed = Signal()
    owners_typed = Signal()
    due_typed = Signal()
    focused = Signal()
    left = Signal()
    entry_made = Signal(str)
    foot_changed = Signal()

    def __init__(self, context: Context, kind: EntryKind = EntryKind.NARRATIVE) -> None:
        super().__init__()
        self.context = context
        self.theme = context.theme
        self.foot: EntryFoot | None = None
        self.uid = self.spare = ""
        self.owes_kind = False
        self.kind = kind
        self.restriction = Restriction.NONE
        self.layout_kind = EntryLayout.HOUSE
        self.scale = 1.0
        self._shown: Entry | None = None
        self.base = self.due_base = ""
        self.record: dict[str, Any] = {}
        self.pending = 0
        self.owned = self.asks_owner = False
        self.gutter = QLabel()
        self.gutter.setProperty("kind", "small")
        self.gutter.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.gutter.setContentsMargins(0, 4, 0, 0)
        self.gutter.setMinimumWidth(84)
        self.gutter.setWordWrap(True)
        self.edit = EntryEdit()
        self.owners = OwnersField()
        self.due = QLineEdit()
        self._side(self.owners, "Who?", bold=True)
        self._side(self.due, "By when?")
        self._lay_out()
        self.edit.textChanged.connect(self._on_typed)
        self.edit.focused.connect(self.focused)
        self.edit.focused.connect(self.update)
        self.edit.focus_lost.connect(self.left)
        self.edit.focus_lost.connect(self.update)
        self.owners.textEdited.connect(lambda _: self.owners_typed.emit())
        self.due.editingFinished.connect(self.due_typed)
        self.set_kind(kind)

    def _side(self, field: QLineEdit, hint: str, *, bold: bool = False) -> None:
        field.setPlaceholderText(hint)
        field.setFrame(False)
        if bold:
            font = QFont(field.font())
            font.setWeight(QFont.Weight.DemiBold)
            field.setFont(font)

    def _lay_out(self) -> None:
        self.side = QWidget()
        self.side.setFixedWidth(self.fontMetrics().averageCharWidth() * 19)
        beside = QVBoxLayout(self.side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.owners)
        beside.addWidget(self.due)
        beside.addStretch(1)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        row = QHBoxLayout()
        self._whole.addLayout(row)
        row.setContentsMargins(8, 6, 12, 2)
        row.setSpacing(12)
        row.addWidget(self.gutter, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.edit, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.side, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # ------------------------------------------------------------------ what it shows

    def shows(self, entry: Entry, picture: MinutesPicture) -> bool:
        """Say whether this very entry is shown already, so that nothing has to be done."""
        owned = self.owned or entry.uid in picture.actions
        plain = entry.kind not in STRUCTURED and entry.kind is not EntryKind.ACTION
        same = (
            plain
            and not owned
            and self.foot is None
            and self._shown == entry
            and self.base == entry.text
        )
        self._shown = None if self.pending else entry
        return same and not self.pending and self.kind is entry.kind

    def show_entry(self, entry: Entry, picture: MinutesPicture) -> None:
        """Show the register's words wherever nothing newer has been typed."""
        self.uid = entry.uid
        self.restriction = entry.restriction
        self.layout_kind = entry.layout
        if not self.pending and not self.owes_kind:
            self.set_kind(entry.kind)
            if self.edit.words() == self.base != entry.text:
                self.put(entry.text)
            self.base = entry.text
            self.show_action(picture.actions.get(entry.uid))
        if self.foot is not None and self.kind is entry.kind:
            self.foot.show_entry(entry, picture)
            self.edit.setPlaceholderText(self.foot.sentence())
        self._describe()

    def show_action(self, view: ActionView | None) -> None:
        """Show owners and due date, unless they are being typed."""
        short = ", ".join(view.owner_initials if view else ())
        full = "; ".join(view.owner_names if view else ())
        due = due_words(view.action if view else None)
        self.owners.show_owners(short, full)
        if not self.due.hasFocus() or self.due.text() == self.due_base:
            self.due.setText(due)
            self.due_base = due
        self.owners.setToolTip(", ".join(view.owner_names) if view else "")
        self.owned = view is not None
        self.side.setVisible(self.owned or self.kind is EntryKind.ACTION)
        if self.owned and self.asks_owner:
            self.asks_owner = False
            self.owners.setFocus()

    def put(self, text: str) -> None:
        """Show other words without their counting as typed."""
        self.edit.blockSignals(True)
        self.edit.put(text)
        self.edit.blockSignals(False)

    def set_kind(self, kind: EntryKind) -> None:
        """Look like an entry of a kind."""
        changed = kind is not self.kind or (kind in FEET) is not (self.foot is not None)
        if changed and EntryKind.ACTION in (kind, self.kind):
            self.owned = False
        self.kind = kind
        self.side.setVisible(self.owned or kind is EntryKind.ACTION)
        if changed:
            self._change_foot()
        font = QFont(self.font())
        font.setPixelSize(round(self.theme.px("editor") * self.scale))
        font.setWeight(QFont.Weight.DemiBold if kind is EntryKind.HEADING else QFont.Weight.Normal)
        font.setItalic(kind is EntryKind.QUESTION)
        self.edit.setFont(font)
        decision = kind is EntryKind.DECISION
        if self.edit.highlighter.decision is not decision:
            self.edit.highlighter.decision = decision
            self.edit.highlighter.rehighlight()
        self._describe()
        self.update()

    def _change_foot(self) -> None:
        """Put below the words what belongs to this kind of entry."""
        old, self.foot = self.foot, None
        if old is not None:
            self._whole.removeWidget(old)
            old.hide()
            old.deleteLater()
        if self.kind in FEET:
            self.foot = FEET[self.kind](self.context)
            self.foot.made.connect(self.entry_made)
            self.foot.asked_again.connect(self.foot_changed)
            left = self.gutter.minimumWidth() + 20
            self.foot.setContentsMargins(left, 0, 12, 8)
            self._whole.addWidget(self.foot)

    def enlarge(self, scale: float) -> None:
        """Show the words larger than usual, or as usual again."""
        if scale != self.scale:
            self.scale = scale
            self.set_kind(self.kind)

    def _describe(self) -> None:
        words = [KIND_WORDS[self.kind]]
        if self.kind is EntryKind.ACTION and self.layout_kind is EntryLayout.LINE:
            words.append("in a line")
        if self.restriction is not Restriction.NONE:
            words.append(self.restriction.value.capitalize())
        self.gutter.setText("\n".join(filter(None, words)))
        said = _SAID[self.kind]
        if self.restriction is not Restriction.NONE:
            said += f", {self.restriction.value}"
        self.edit.setAccessibleName(said)
        self.owners.setAccessibleName("Owners of this action")
        self.due.setAccessibleName("Due date of this action")

    @property
    def dirty(self) -> bool:
        return self.edit.words() != self.base

    @property
    def empty(self) -> bool:
        """Say whether the row holds nothing: neither words nor a record that speaks for itself."""
        return not self.edit.words().strip() and not (self.uid and self.kind in STRUCTURED)

    def _on_typed(self) -> None:
        if self.dirty:
            self.typed.emit()

    # ------------------------------------------------------------------ paint

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = _GROUND.get(self.kind)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.kind is EntryKind.QUESTION:
            # An outline and no ground: seen to be no part of the minutes, also without colour.
            pen = QPen(self.theme.colour("field"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setPen(Qt.PenStyle.NoPen)
        if ground is not None:
            painter.setBrush(self.theme.colour(ground))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if any(field.hasFocus() for field in (self.edit, self.owners, self.due)):
            painter.setBrush(self.theme.colour("accent"))
            bar = QRectF(self.edit.x() - 8, 7, 2.5, self.height() - 14)
            painter.drawRoundedRect(bar, 1, 1)
        painter.end()
