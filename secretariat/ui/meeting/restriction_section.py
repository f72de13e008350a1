"""The leaf of an item about who may see it, and why others may not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from secretariat.models.kinds import Restriction
from secretariat.models.records import Item
from secretariat.services import agenda
from secretariat.services.restriction_reasons import Matter
from secretariat.ui.editors.fields import LineField
from secretariat.ui.meeting.item_section import ORIGIN, ItemSection
from secretariat.ui.meeting.restriction_form import RestrictionForm
from secretariat.ui.meeting.step import put
from secretariat.ui.page import Context
from secretariat.ui.widgets import FormRow, column


class RestrictionSection(ItemSection):
    """Says how an item is restricted, by which paragraphs, and what the public reads of it."""

    name = "Restriction"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.form = RestrictionForm(context, ORIGIN)
        self.public_title = LineField(context.autosave, self._save, "Title that the public sees")
        self.title_row = FormRow("Title that the public sees", self.public_title)
        column(self.title_row, self.form, 1, parent=self, spacing=10)

    def show_item(self, item: Item, restricted: bool) -> None:
        """Show an item; `restricted` says that it is, by itself or by what it stands below."""
        other = self.item is None or item.uid != self.item.uid
        self.item = item
        if other:
            put(self.public_title, item.public_title)
        else:
            self.public_title.show_value(item.public_title)
        self.title_row.setVisible(restricted)
        missing = restricted and not item.public_title.strip()
        self.title_row.say_wrong(
            "Without it, nothing can be given to the public." if missing else ""
        )
        self.form.show_matter(Matter(item=item.uid))

    def mark(self) -> str:
        closed = self.item is not None and self.item.restriction is not Restriction.NONE
        return "closed" if closed else ""

    def begin(self) -> None:
        self.form.begin()

    def flush(self) -> None:
        self.public_title.flush()
        self.form.flush()

    def _save(self, words: str) -> object:
        if self.item is None:
            return None
        session = self.context.session
        return agenda.change_item(session, self.item.uid, origin=ORIGIN, public_title=words)
