"""People: the directory of everybody and every organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from secretariat.models.plaintext import shortened
from secretariat.models.records import (
    Action,
    ActionOwner,
    AttendanceEvent,
    Attendee,
    Body,
    Meeting,
    Membership,
    Organisation,
    Person,
    Sitting,
)
from secretariat.services import directory, people
from secretariat.services.names_typed import read_name
from secretariat.store.history import Changed
from secretariat.ui.page import Command, Context, Route
from secretariat.ui.pages.base import Screen
from secretariat.ui.pages.kit import Header, boxed, keyed
from secretariat.ui.pages.master_detail import MasterDetail
from secretariat.ui.pages.paste_panel import PastePanel
from secretariat.ui.pages.people_rows import organisation_rows, people_rows
from secretariat.ui.pages.person_detail import OrganisationDetail, PersonDetail
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.widgets import (
    EmptyState,
    TabStrip,
    button,
    card,
    column,
    flat_button,
    primary_button,
    row,
)

_PEOPLE, _HOMES = 0, 1
_LIST_WIDTH = 330


class PeoplePage(Screen):
    """The directory at the left, the chosen person or organisation at the right."""

    page_title = "People"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        paste = keyed(
            button("Paste from a spreadsheet", "clipboard-paste", self.start_paste), "Ctrl+Shift+V"
        )
        new = keyed(primary_button("Add person", "", self.start_new), "Ctrl+Shift+N")
        self._new_button = new
        self._header = Header(theme, "People", paste, new)
        self.tabs = TabStrip(("People", "Organisations"), "What the directory shows")
        self.tabs.currentChanged.connect(self._turn)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find by name, post or place")
        self.filter.setAccessibleName("Find by name, post or place")
        self.filter.setToolTip("Find by name, post or place (Ctrl+L)")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _: self._show_list())
        self.list = RowList(theme, "People")
        self.list.setUniformItemSizes(True)
        self.list.chosen.connect(lambda _: self._show_detail())
        self.list.opened.connect(lambda _: self._edit())
        self.name = QLineEdit()
        self.name.setMaxLength(400)
        self.name.returnPressed.connect(self._add)
        self._new = self._new_panel()
        self._new.hide()
        self.person = PersonDetail(context, self.refresh)
        self.organisation = OrganisationDetail(context, self.refresh)
        self.paste = PastePanel(context)
        self.paste.closed.connect(self._end_paste)
        self.paste.pasted.connect(self._end_paste)
        self._empty = EmptyState("users", "", "", "Add person")
        self._empty.begun.connect(self.start_new)
        self._nobody = EmptyState("users", "", "")
        self._entries: list[directory.Entry] = []
        self._homes: list[tuple[Organisation, int]] = []
        self._lay_out()
        self.home = self.list

    def open(self, route: Route) -> None:
        """Show a person or an organisation; `tab` “new” or “paste” begins those."""
        if route.tab == "paste":
            self.start_paste(route.uid)
            return
        self._front.setCurrentIndex(0)
        self.refresh()
        if route.tab == "new":
            self.start_new()
        elif route.tab == "organisations" or any(h.uid == route.uid for h, _ in self._homes):
            self.tabs.setCurrentIndex(_HOMES)
        elif route.uid:
            self.tabs.setCurrentIndex(_PEOPLE)
        if route.uid and not self.list.choose(route.uid):
            self.filter.clear()
            self.list.choose(route.uid)
        if route.uid:
            self._split.to_detail()

    def refresh(self) -> None:
        """Read the directory again; cursor, filter and what is typed stay."""
        self._entries = directory.directory(self.reader, self.context.session.today())
        self._homes = directory.organisations(self.reader)
        count, homes = len(self._entries), len(self._homes)
        words = (
            f"{count} {'person' if count == 1 else 'people'} of "
            f"{homes} {'organisation' if homes == 1 else 'organisations'}."
        )
        self._header.say("People", words if count or homes else "")
        self._show_list()
        self._show_detail()

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes what is shown here."""
        return changed.touches(
            Person, Organisation, Membership, Body, Action, ActionOwner, Attendee, AttendanceEvent,
            Meeting, Sitting,
        )  # fmt: skip

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        has = lambda: bool(self.list.key)  # noqa: E731 - asked just before it is shown
        kind = "organisation" if self._is_homes else "person"
        new, paste = self.start_new, self.start_paste
        return (
            Command("people.new", f"Add {kind}", new, ("Ctrl+Shift+N",), "user-plus"),
            Command(
                "people.paste", "Paste people from a spreadsheet", paste, ("Ctrl+Shift+V",),
                "clipboard-paste",
            ),
            Command("people.find", "Find somebody", self._to_find, ("Ctrl+L",), "search"),
            Command("people.people", "People", lambda: self._go(_PEOPLE), ("Ctrl+1",)),
            Command("people.organisations", "Organisations", lambda: self._go(_HOMES), ("Ctrl+2",)),
            Command("people.edit", f"Change the {kind}", self._edit, ("E",), "pencil", has),
            Command("people.remove", f"Remove the {kind}", self._remove, ("Delete",), "", has),
        )  # fmt: skip

    def start_new(self) -> None:
        """Ask for a name, in place."""
        self._front.setCurrentIndex(0)
        what = "organisation" if self._is_homes else "person"
        example = "Fenland District Council" if self._is_homes else "Cllr Ann Webb, as you say it"
        self.name.setAccessibleName(f"Name of the new {what}")
        self.name.setPlaceholderText(example)
        self._new.show()
        self._split.show()
        self._empty.hide()
        self.name.setFocus()

    def start_paste(self, body: str = "") -> None:
        """Show what the clipboard holds."""
        self._front.setCurrentIndex(1)
        self._show_list()
        self.paste.begin(body)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.name.hasFocus():
            self._end_new()
        elif event.key() == Qt.Key.Key_Escape and not self.list.hasFocus():
            self._split.to_list()
        else:
            super().keyPressEvent(event)

    @property
    def _is_homes(self) -> bool:
        return self.tabs.currentIndex() == _HOMES

    def _lay_out(self) -> None:
        theme = self.context.theme
        side = theme.length(24)
        self._listed = card(self.list, padding=1)
        left = column(
            self.tabs, self.filter, self._new, self._listed, boxed(column()),
            spacing=theme.length(10),
        )  # fmt: skip
        left.setStretch(3, 1000)
        left.setStretch(4, 1)
        self._detail = QStackedWidget()
        self._detail.addWidget(self.person)
        self._detail.addWidget(self.organisation)
        self._detail.addWidget(self._nobody)
        split = MasterDetail(theme, boxed(left), self._detail, self.list, width=_LIST_WIDTH)
        self._split = split
        self._front = QStackedWidget()
        self._front.addWidget(self._split)
        self._front.addWidget(self.paste)
        body = column(self._front, self._empty)
        body.setContentsMargins(side, 0, side, side)
        self.stack.addWidget(self._header)
        self.stack.addLayout(body, 1)

    def _new_panel(self) -> QFrame:
        add = keyed(button("Add", "", self._add), "Return")
        cancel = keyed(flat_button("Cancel", "", self._end_new), "Esc")
        foot = boxed(row(1, cancel, add))
        return card(self.name, foot, padding=self.context.theme.length(12))

    def _show_list(self) -> None:
        text = self.filter.text()
        homes, entries = self._homes, self._entries
        rows = organisation_rows(homes, text) if self._is_homes else people_rows(entries, text)
        self.list.show_rows(rows)
        self.list.setAccessibleName("Organisations" if self._is_homes else "People")
        if rows and not self.list.key:
            self.list.choose_first()
        nothing = not self._entries and not self._homes
        self.filter.setVisible(bool(rows or text))
        self._listed.setVisible(bool(rows))
        self._nobody.say(*self._why_nobody(text))
        pasting = self._front.currentIndex() == 1
        self._empty.say(
            "Nobody in the directory yet",
            "Members, officers and guests stand here once, with their organisation and how to "
            "reach them. Add one, or paste a whole list from a spreadsheet.",
        )
        self._empty.setVisible(nothing and self._new.isHidden() and not pasting)
        self._front.setVisible(self._empty.isHidden())

    def _why_nobody(self, text: str) -> tuple[str, str]:
        """Return what stands at the right while nobody is listed."""
        if text:
            return ("Nothing found", f"No name, post or place here holds “{shortened(text, 40)}”.")
        if self._is_homes:
            return (
                "No organisations yet",
                "Councils, forces and services stand here. One comes by itself when it is typed "
                "as the organisation of a person.",
            )
        return (
            "Type the name as you say it",
            "From “Cllr Ann Webb MBE” title, first name, surname and letters each find their own "
            "field. E-mail, address and organisation come after.",
        )

    def _show_detail(self) -> None:
        key = self.list.key
        person = next((e.person for e in self._entries if e.person.uid == key), None)
        home = next((home for home, _ in self._homes if home.uid == key), None)
        if person is not None:
            self.person.show_person(person)
        if home is not None:
            self.organisation.show_organisation(home)
        self._detail.setCurrentIndex(0 if person else 1 if home else 2)

    def _turn(self, at: int) -> None:
        self.context.autosave.flush_all()
        self._new.hide()
        self._new_button.setText("Add organisation" if at == _HOMES else "Add person")
        self.list.show_rows([])
        self._show_list()
        self._show_detail()

    def _go(self, at: int) -> None:
        self._front.setCurrentIndex(0)
        self.tabs.setCurrentIndex(at)
        self.list.setFocus()

    def _to_find(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def _edit(self) -> None:
        if self.list.key:
            self._split.to_detail()
            (self.organisation if self._is_homes else self.person).begin()

    def _remove(self) -> None:
        if self.list.key:
            (self.organisation if self._is_homes else self.person).remove()

    def _add(self) -> None:
        if self._is_homes:
            self.ask(people.add_organisation, self.name.text(), then=self._added)
            return
        parts = asdict(read_name(self.name.text()))
        family = parts.pop("family_name")
        self.ask(people.add_person, family, then=self._added, **parts)

    def _added(self, made: Person | Organisation) -> None:
        self._end_new()
        self.filter.clear()
        self.refresh()
        self.list.choose(made.uid)
        self._edit()

    def _end_new(self) -> None:
        self.name.clear()
        self._new.hide()
        self._show_list()
        self.list.setFocus()

    def _end_paste(self) -> None:
        self._front.setCurrentIndex(0)
        self.refresh()
        self.list.setFocus()
