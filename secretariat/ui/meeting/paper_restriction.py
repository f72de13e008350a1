"""Who may see a paper, and why others may not: the part of its card that opens on demand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from secretariat.models.kinds import Restriction
from secretariat.models.records import Paper
from secretariat.services import papers
from secretariat.services.restriction_reasons import Matter
from secretariat.ui.editors.fields import LineField
from secretariat.ui.meeting.item_section import RESTRICTIONS
from secretariat.ui.meeting.restriction_form import RestrictionForm
from secretariat.ui.meeting.step import put
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import FormRow, column, flat_button

ORIGIN = "meeting.papers"
RESTRICT_KEY = "Ctrl+Shift+R"
_NAMES = dict(RESTRICTIONS)


class PaperRestriction(QWidget):
    """Shows how a paper is restricted by itself, and its protective marking, which is another
    thing: a marking says how a paper is handled, and keeps it from nobody.

    `head` opens and closes it, and stands where the card has room for it.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._paper: Paper | None = None
        self.head = flat_button("Restriction", "lock", self.toggle)
        self.form = RestrictionForm(context, ORIGIN)
        self.marking = LineField(context.autosave, self._save, "Protective marking")
        self.marking.setPlaceholderText("none")
        self._marked = FormRow(
            "Protective marking", self.marking, "How it is handled; it keeps the paper from nobody."
        )
        self._more = QWidget()
        self._more.hide()
        column(self.form, self._marked, parent=self._more, spacing=10)
        column(self._more, parent=self)
        self.hide()

    def show_paper(self, paper: Paper) -> None:
        """Show a paper; what is being typed stays."""
        other = self._paper is None or paper.uid != self._paper.uid
        if other:
            self.flush()
        self._paper = paper
        open_ = paper.restriction is Restriction.NONE
        self.head.setText("Restriction" if open_ else f"Restriction: {_NAMES[paper.restriction]}")
        keyed(self.head, RESTRICT_KEY)
        if other:
            put(self.marking, paper.marking)
        else:
            self.marking.show_value(paper.marking)
        if self._more.isVisibleTo(self):
            self.form.show_matter(Matter(paper=paper.uid))

    def toggle(self) -> None:
        """Open this part of the card and go to it, or close it."""
        if self._paper is None:
            return
        opened = not self._more.isVisibleTo(self)
        self._more.setVisible(opened)
        self.setVisible(opened)
        if opened:
            self.form.show_matter(Matter(paper=self._paper.uid))
            self.form.begin()
        else:
            self.flush()

    def flush(self) -> None:
        """Save what is typed."""
        self.marking.flush()
        self.form.flush()

    def _save(self, words: str) -> object:
        if self._paper is None:
            return None
        session = self._context.session
        return papers.change_paper(session, self._paper.uid, origin=ORIGIN, marking=words.strip())
