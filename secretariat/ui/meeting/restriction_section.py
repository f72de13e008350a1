"""The leaf of an item about who may see it, and why others may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from secretariat.models.kinds import Restriction
from secretariat.models.records import Item
from secretariat.services import agenda
from secretariat.services.exclusion import add_exclusion, unannounced
from secretariat.services.restriction_reasons import Matter
from secretariat.ui.editors.fields import LineField
from secretariat.ui.meeting.item_section import ORIGIN, ItemSection
from secretariat.ui.meeting.restriction_form import RestrictionForm
from secretariat.ui.meeting.step import put
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import FormRow, button, column, quiet, row

if TYPE_CHECKING:
    from secretariat.ui.meeting.agenda import AgendaStep

EXCLUDE = "Ctrl+Shift+X"


class RestrictionSection(ItemSection):
    """Says how an item is restricted, by which paragraphs, and what the public reads of it."""

    name = "Restriction"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.form = RestrictionForm(context, ORIGIN)
        self.public_title = LineField(context.autosave, self._save, "Title that the public sees")
        self.title_row = FormRow("Title that the public sees", self.public_title)
        self.exclude_button = keyed(
            button("Add the exclusion of the public", "plus", self.exclude), EXCLUDE
        )
        told = quiet("No line of the agenda excludes the public before it.", wrap=True)
        self.offer = QWidget()
        column(told, row(self.exclude_button, 1), parent=self.offer, spacing=6)
        column(self.offer, self.title_row, self.form, 1, parent=self, spacing=10)

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
        first = unannounced(self.context.session.reader, item.meeting) if restricted else None
        self.offer.setVisible(first is not None)
        self.form.show_matter(Matter(item=item.uid))

    def mark(self) -> str:
        closed = self.item is not None and self.item.restriction is not Restriction.NONE
        return "closed" if closed else ""

    def begin(self) -> None:
        self.form.begin()

    def flush(self) -> None:
        self.public_title.flush()
        self.form.flush()

    def exclude(self) -> None:
        """Put the line that excludes the public before the first exempt item."""
        if self.item is not None:
            exclude(self.context, self.item.meeting)

    def _save(self, words: str) -> object:
        if self.item is None:
            return None
        session = self.context.session
        return agenda.change_item(session, self.item.uid, origin=ORIGIN, public_title=words)


def exclude(context: Context, meeting: str) -> None:
    """Put the line that excludes the public on an agenda, and say so."""

    def done(made: Item) -> None:
        context.messages.say(f"Added “{made.title}”.", "Undo", context.undo)

    context.autosave.flush_all()
    ask(context, add_exclusion, meeting, then=done)


def restriction_commands(step: AgendaStep) -> tuple[Command, ...]:
    """Return the commands of the agenda step that restrict an item and exclude the public."""
    return (
        Command("agenda.restrict", "Restrict or open the item", step.restrict, (), "lock"),
        Command(
            "agenda.exclude", "Add the exclusion of the public",
            lambda: exclude(step.context, step.meeting), (EXCLUDE,), "lock",
        ),
    )  # fmt: skip
