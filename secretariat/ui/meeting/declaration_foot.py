"""Below an entry of the minutes in which somebody declares an interest."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from secretariat.documents.room_declarations import Concerned, declaration_words
from secretariat.models.records import Declaration, Entry
from secretariat.models.room_kinds import Conduct
from secretariat.services import interests
from secretariat.ui.editors.fields import LineField
from secretariat.ui.meeting.entry_foot import EntryFoot
from secretariat.ui.meeting.minutes_picture import MinutesPicture
from secretariat.ui.page import Context
from secretariat.ui.widgets import Choice, column, row

_CONDUCT = tuple(
    (one, one.value.capitalize() if one.value else "What they did: not said") for one in Conduct
)


class DeclarationFoot(EntryFoot):
    """Who, what kind, in which item and why; then what the member did."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.recorded: Declaration | None = None
        self._sentence = ""
        self.who = Choice((), "Who declares")
        self.kind = Choice((), "Kind of interest")
        self.item = Choice((), "Item concerned")
        self.conduct = Choice(_CONDUCT, "What they did")
        self.sensitive = QCheckBox("Sensitive")
        self.sensitive.setToolTip("Its nature is never printed: Localism Act 2011, s.32")
        self.nature = LineField(context.autosave, self._keep("nature"), "Nature of the interest")
        self.nature.setPlaceholderText("Nature of the interest")
        self.leave = LineField(context.autosave, self._keep("dispensation"), "Dispensation")
        self.leave.setPlaceholderText("Dispensation, if any")
        self.leave.setMinimumWidth(context.theme.length(60))
        for choice, name in (
            (self.who, "attendee"),
            (self.kind, "kind"),
            (self.item, "item"),
            (self.conduct, "conduct"),
        ):
            choice.chosen.connect(lambda value, name=name: self._ask(**{name: value}))
        for choice in (self.who, self.kind, self.item, self.conduct):
            choice.setMinimumWidth(context.theme.length(72))
        self.sensitive.clicked.connect(lambda on: self._ask(is_sensitive=bool(on)))
        self.setProperty("framed", True)
        lines = (
            row(self.who, self.kind, spacing=8),
            row(self.item, self.sensitive, spacing=8),
            row(self.conduct, self.leave, spacing=8),
        )
        for line in lines:
            line.setStretch(0, 1)
        lines[0].setStretch(1, 1)
        lines[2].setStretch(1, 1)
        column(lines[0], lines[1], self.nature, lines[2], parent=self, spacing=6)

    def show_entry(self, entry: Entry, picture: MinutesPicture) -> None:
        super().show_entry(entry, picture)
        found = [one for one in picture.room.declarations if one.entry == entry.uid]
        self.recorded = found[0] if found else None
        self.setVisible(bool(found))
        if self.recorded is None:
            self._sentence = ""
            return
        one, people = self.recorded, picture.room.attendees
        self.who.set_options((who.uid, who.name) for who in people.values())
        self.who.show_value(one.attendee)
        self.kind.set_options((kind.key, kind.label) for kind in picture.room.interests)
        if one.kind and self.kind.place_of(one.kind) < 0:
            self.kind.offer(one.kind, "Other")
        self.kind.show_value(one.kind)
        items = [(t.uid, f"{t.number} {t.title}".strip()) for t in picture.topics if t.item]
        self.item.set_options([(None, "No item"), *items])
        self.item.show_value(one.item)
        self.conduct.show_value(one.conduct)
        self.sensitive.setChecked(one.is_sensitive)
        self.nature.show_value(one.nature)
        self.leave.show_value(one.dispensation)
        topic = picture.topic(one.item) if one.item else None
        here = entry.item is not None and entry.item == one.item
        concerned = Concerned(topic.number, topic.title, here) if topic else None
        self._sentence = declaration_words(picture.phrases, one, picture.called, concerned)

    def sentence(self) -> str:
        return self._sentence

    def flush(self) -> None:
        self.nature.flush()
        self.leave.flush()

    def begin(self) -> None:
        self.who.setFocus()

    def _keep(self, name: str) -> Any:
        def save(words: str) -> Any:
            return self._change(**{name: words.strip()})

        return save

    def _change(self, **values: Any) -> Any:
        one = self.recorded
        return (
            interests.change_declaration(self.context.session, one.uid, **values) if one else None
        )

    def _ask(self, **values: Any) -> None:
        receipt = self._change(**values)
        if receipt is not None:
            self.context.submit(receipt)
