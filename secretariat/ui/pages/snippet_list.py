"""Standard words of a body or of the office: a list, and the one under the cursor below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from secretariat.models.kinds import EntryKind
from secretariat.models.plaintext import shortened
from secretariat.models.records import Body, Snippet
from secretariat.models.snippets import KINDS
from secretariat.services import snippets
from secretariat.services.slots import NAMES
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.fields import Form
from secretariat.ui.pages.kit import fitted, keyed, scrolled
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    button,
    column,
    flat_button,
    quiet,
    row,
    section,
)

_KIND_WORDS = {
    EntryKind.NARRATIVE: "Paragraph",
    EntryKind.DECISION: "Decision",
    EntryKind.ACTION: "Action",
    EntryKind.HEADING: "Sub-heading",
}
_MOST = 8
_SLOT_HINT = "Other names in braces, such as {amount}, stay to be filled in with Tab."
_OF_BODY = (
    "Words that this body uses again and again. In its minutes type / and their first letters. "
    "They stand before those of the office (Settings) and those that come with the program."
)
_OF_OFFICE = (
    "Words for the minutes of every body: type / and their first letters. A body may have its own "
    "(Bodies, Snippets), which stand before these; behind them stand those that come with the "
    "program."
)


class SnippetCard(QFrame):
    """The fields of one snippet; each saves itself."""

    def __init__(self, context: Context, origin: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._context = context
        theme = context.theme
        self.form = Form(context, snippets.change_snippet, origin)
        self.short = self.form.line("Typed after /", "short", example="noted")
        self.name = self.form.line("Name", "name", example="Report noted")
        kinds = [(kind, _KIND_WORDS[kind]) for kind in KINDS]
        kind = self.form.choice("Makes a", "kind", kinds)
        self.words = self.form.area("Words", "text", lines=2)
        offered = [("", "Choose what is filled in"), *_slot_choices()]
        self.slots = Choice(offered, "Put in a slot")
        self.slots.setMinimumContentsLength(40)
        self.slots.chosen.connect(self._put_slot)
        remove = flat_button("Remove", "trash-2", self.remove)
        remove.setAccessibleName("Remove this snippet")
        line = row(self.short, self.name, kind, spacing=theme.length(12))
        for at, stretch in enumerate((2, 4, 2)):
            line.setStretch(at, stretch)
        foot = row(
            FormRow("Put in a slot", self.slots, _SLOT_HINT), 1, remove, spacing=theme.length(12)
        )
        foot.setAlignment(remove, Qt.AlignmentFlag.AlignBottom)
        column(line, self.words, foot, parent=self, margin=theme.length(14))

    def show_snippet(self, one: Snippet) -> None:
        """Show a snippet; what is being typed in it stays."""
        self.form.show(one, anew=self.form.aim(one.uid))

    def begin(self) -> None:
        """Go to the words, where there are none yet."""
        field = self.words.field
        field.setFocus()

    def remove(self) -> None:
        """Remove the snippet that is shown; minutes that hold its words keep them."""
        context = self._context
        self.form.flush()
        ask(
            context,
            snippets.remove_snippet,
            self.form.uid,
            then=lambda _: context.messages.say("The snippet was removed.", "Undo", context.undo),
        )

    def _put_slot(self, name: object) -> None:
        """Put a slot into the words where the cursor is, and go on there."""
        field = self.words.field
        if name and isinstance(field, QPlainTextEdit):
            cursor: QTextCursor = field.textCursor()
            field.setFocus()
            cursor.insertText(f"{{{name}}}")
            self.slots.show_value("")


class SnippetList(QWidget):
    """The snippets of a body or of the office, and the ways to add one."""

    def __init__(self, context: Context, *, office: bool = False) -> None:
        super().__init__()
        self._context = context
        self._body: str | None = None
        self._known: dict[str, Snippet] = {}
        theme = context.theme
        whose = "of the office" if office else "of this body"
        self.card = SnippetCard(context, "settings.snippets" if office else "bodies.snippets")
        self.list = RowList(theme, f"Snippets {whose}")
        self.list.chosen.connect(lambda _: self._show_one())
        self.list.opened.connect(lambda _: self.card.begin())
        new = keyed(button("New snippet", "plus", self.add), "Alt+W")
        listed = [(offer.short, offer.name) for offer in snippets.shipped()]
        self.standard = Choice([("", "Choose one"), *listed], "Standard words to begin with")
        self.standard.chosen.connect(self._take)
        self.standard.setMinimumContentsLength(30)
        standard = FormRow("Or begin with a standard one", self.standard)
        line = row(new, standard, 1, spacing=theme.length(12))
        line.setAlignment(new, Qt.AlignmentFlag.AlignBottom)
        column(
            quiet(_OF_OFFICE if office else _OF_BODY, wrap=True),
            line,
            self.list,
            self.card,
            parent=self,
            spacing=theme.length(12),
        )

    def show_home(self, body: str | None) -> None:
        """Show the snippets of a body, or (None) of the office."""
        if body != self._body:
            self._context.autosave.flush_all()
        self._body = body
        found = snippets.snippets_of(self._context.session.reader, body)
        self._known = {one.uid: one for one in found}
        self.list.setVisible(bool(found))
        fitted(self.list, [_row(one) for one in found], _MOST)
        if found and self.list.key not in self._known:
            self.list.choose_first()
        self._show_one()

    def commands(self) -> Sequence[Command]:
        """Return what can be done with snippets."""
        where = "settings" if self.list.accessibleName().endswith("office") else "bodies"
        return (Command(f"{where}.add-snippet", "Add a snippet", self.add, ("Alt+W",), "plus"),)

    def add(self) -> None:
        """Add an empty snippet and go to its words."""
        ask(self._context, snippets.add_snippet, self._body, name="New snippet", then=self._added)

    def _take(self, short: object) -> None:
        if short:
            self.standard.show_value("")
            ask(self._context, snippets.copy_shipped, self._body, str(short), then=self._added)

    def _added(self, made: Snippet) -> None:
        self.show_home(made.body)
        self.list.choose(made.uid)
        self.card.begin()

    def _show_one(self) -> None:
        one = self._known.get(self.list.key)
        self.card.setVisible(one is not None)
        if one is not None:
            self.card.show_snippet(one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and self.list.key:
            self.card.remove()
            return
        super().keyPressEvent(event)


class BodySnippets(QWidget):
    """The snippets of the body that is shown, in a part of its page."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.snippets = SnippetList(context)
        inside = QWidget()
        gap = context.theme.length(16)
        column(self.snippets, 1, parent=inside).setContentsMargins(0, 0, gap, gap)
        column(scrolled(inside), parent=self)

    def show_body(self, body: Body) -> None:
        """Show the snippets of a body; what is being typed stays."""
        self.snippets.show_home(body.uid)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with snippets."""
        return self.snippets.commands()


class OfficeSnippets(QFrame):
    """The snippets of the office, in a card of the settings."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        theme = context.theme
        self.snippets = SnippetList(context, office=True)
        column(
            section("Standard words"),
            self.snippets,
            parent=self,
            margin=theme.length(16),
            spacing=theme.length(10),
        )

    def refresh(self) -> None:
        """Show the snippets that there are; the cursor and what is being typed stay."""
        self.snippets.show_home(None)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with snippets."""
        return self.snippets.commands()


def _slot_choices() -> list[tuple[str, str]]:
    return [(name, f"{{{name}}}  –  {what}") for name, what in NAMES.items()]


def _row(one: Snippet) -> ListRow:
    tag = "" if one.kind is EntryKind.NARRATIVE else _KIND_WORDS.get(one.kind, one.kind.value)
    words = shortened(one.text, 110) if one.text.strip() else "No words yet"
    return ListRow(one.uid, f"/{one.short}  {one.name}", words, tag=tag, quiet=not one.text.strip())
