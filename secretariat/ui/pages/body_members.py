"""The members and seats of a body: add by typing a name, change in the panel below the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from secretariat.models.kinds import MemberRole
from secretariat.models.names import full_name
from secretariat.models.records import Body, Person
from secretariat.models.views import Member
from secretariat.services import bodies, people
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.fields import PickEdit
from secretariat.ui.pages.kit import keyed, scrolled
from secretariat.ui.pages.member_panel import MemberPanel, SeatPanel
from secretariat.ui.pages.member_rows import SEAT, member_rows
from secretariat.ui.pages.people_rows import role_words
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.widgets import (
    Choice,
    EmptyState,
    FormRow,
    button,
    card,
    column,
    flat_button,
    row,
)


class BodyMembers(QWidget):
    """Who belongs to a body, the chair first, and which seats nobody holds."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._body: Body | None = None
        self._people: dict[str, str] = {}
        theme = context.theme
        self.name = PickEdit("Name of the new member", "A name, known or new")
        self.name.returnPressed.connect(self._entered)
        self._role = Choice(name="Role of the new member")
        self._seat = Choice(name="Seat of the new member")
        self._past = QCheckBox("Show past members")
        self._past.toggled.connect(lambda _: self.refresh())
        self.list = RowList(theme, "Members and seats")
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self._edit())
        self._panel = MemberPanel(context, self._removed, self._show_seat)
        self._seat_panel = SeatPanel(context, self._fill, self._removed)
        self._nothing = QWidget()
        self._below = QStackedWidget()
        for part in (self._nothing, self._panel, self._seat_panel):
            self._below.addWidget(part)
        self._empty = EmptyState("user-plus", "Nobody belongs to this body yet", "")
        self._lay_out()

    def show_body(self, body: Body) -> None:
        """Show a body; the cursor stays when it is the same."""
        new = self._body is None or self._body.uid != body.uid
        self._body = body
        if new:
            self.name.show_words("")
            self._role.set_options(
                [(role, role_words(role, body).capitalize()) for role in MemberRole]
            )
            self._role.show_value(MemberRole.MEMBER)
        self.refresh()
        if new:
            self._choose(self.list.key)

    def refresh(self) -> None:
        """Read members and seats again."""
        if self._body is None:
            return
        reader, today, body = (
            self._context.session.reader,
            self._context.session.today(),
            self._body,
        )
        members = bodies.members_of(reader, body.uid)
        empty = bodies.vacancies(reader, body.uid, today)
        self._offer_people(body)
        self._seat.set_options(
            [
                ("", "No seat"),
                *((seat.uid, seat.name) for seat in bodies.seats_of(reader, body.uid)),
            ]
        )
        rows = member_rows(body, members, empty, today, past=self._past.isChecked())
        self.list.show_rows(rows)
        over = any(m.membership.ends and m.membership.ends < today for m in members)
        self._past.setVisible(over)
        self._empty.setVisible(not rows)
        self._list_card.setVisible(bool(rows))
        text = (
            "Type the first name above. Seats that belong to an organisation or an office come "
            "with “Add seat”; a whole list can be pasted from a spreadsheet."
        )
        self._empty.say("Nobody belongs to this body yet", text)
        self._show_panel(members)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with members."""
        has = lambda: bool(self.list.key)  # noqa: E731 - asked just before it is shown
        name, paste = self.name.setFocus, self._paste
        return (
            Command("bodies.add-member", "Add a member", name, ("Alt+A",), "user-plus"),
            Command("bodies.add-seat", "Add a seat", self._add_seat, ("Alt+S",), "plus"),
            Command(
                "bodies.paste", "Paste members from a spreadsheet", paste, ("Ctrl+Shift+V",),
                "clipboard-paste",
            ),
            Command(
                "bodies.edit-member", "Change the member or seat", self._edit, ("E",), "pencil", has
            ),
            Command(
                "bodies.remove-member", "Remove the member or seat", self._remove, ("Delete",),
                "trash-2", has,
            ),
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and not self.list.hasFocus():
            self.list.setFocus()
        elif enter and (self._role.hasFocus() or self._seat.hasFocus()):
            self._add()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme = self._context.theme
        add = keyed(button("Add member", "user-plus", self._add), "Return")
        seat = keyed(flat_button("Add seat", "plus", self._add_seat), "Alt+S")
        paste = keyed(
            flat_button("Paste from a spreadsheet", "clipboard-paste", self._paste), "Ctrl+Shift+V"
        )
        named = FormRow("Add a member", self.name)
        line = row(
            named,
            FormRow("Role", self._role),
            FormRow("Seat", self._seat),
            add,
            spacing=theme.length(12),
        )
        line.setStretch(0, 3)
        line.setStretch(1, 1)
        line.setStretch(2, 2)
        line.setAlignment(add, Qt.AlignmentFlag.AlignBottom)
        self.name.setToolTip("Name of the new member (Alt+A)")
        self._list_card = card(self.list, padding=1)
        foot = row(self._past, 1, seat, paste)
        self.list.setMinimumHeight(theme.length(150))
        inside = QWidget()
        stack = column(
            line, self._list_card, self._empty, foot, self._below, parent=inside,
            spacing=theme.length(12),
        )  # fmt: skip
        stack.setStretch(1, 1)
        stack.setStretch(2, 1)
        stack.setContentsMargins(0, 0, 0, 0)
        column(scrolled(inside), parent=self)

    def _offer_people(self, body: Body) -> None:
        session = self._context.session
        homes = {home.uid: home.name for home in people.all_organisations(session)}
        free = bodies.people_not_on(session.reader, body.uid, session.today())
        self._people = {_offered(person, homes): person.uid for person in free}
        self.name.offer(self._people)

    def _choose(self, key: str) -> None:
        self._context.autosave.flush_all()
        if self._body is not None:
            self._show_panel(bodies.members_of(self._context.session.reader, self._body.uid))

    def _show_panel(self, members: Sequence[Member]) -> None:
        key, body = self.list.key, self._body
        member = next((m for m in members if m.membership.uid == key), None)
        if body and key.startswith(SEAT):
            seats = bodies.seats_of(self._context.session.reader, body.uid)
            seat = next((s for s in seats if s.uid == key.removeprefix(SEAT)), None)
            if seat:
                self._seat_panel.show_seat(seat)
                self._below.setCurrentWidget(self._seat_panel)
                self._below.show()
                return
        self._below.setVisible(member is not None)
        if body and member:
            self._panel.show_member(body, member, members)
            self._below.setCurrentWidget(self._panel)

    def _show_seat(self, uid: str) -> None:
        """Show the seat that the chosen member holds."""
        seats = bodies.seats_of(self._context.session.reader, self._body.uid if self._body else "")
        seat = next((s for s in seats if s.uid == uid), None)
        if seat is not None:
            self._seat_panel.show_seat(seat, held=True)
            self._below.setCurrentWidget(self._seat_panel)
            self._seat_panel.begin()

    def _entered(self) -> None:
        """Take the name that is being picked from the list; Enter once more adds it.

        Qt tells of Enter before the list closes and the name it marks stands in the field.
        """
        if not self.name.picking:
            self._add()

    def _add(self) -> None:
        if self._body is None or not self.name.text().strip():
            self.name.setFocus()
            return
        typed = " ".join(self.name.text().split())
        values = {"role": self._role.value(), "seat": self._seat.value() or None}
        known = self._people.get(typed) or _only(self._people, typed)
        service = bodies.add_member if known else bodies.admit
        ask(self._context, service, self._body.uid, known or typed, then=self._added, **values)

    def _added(self, made: object) -> None:
        self.name.show_words("")
        self._seat.show_value("")
        self._role.show_value(MemberRole.MEMBER)
        self.refresh()
        self.list.choose(getattr(made, "uid", ""))
        self.name.setFocus()

    def _add_seat(self) -> None:
        if self._body is None:
            return

        def then(seat: object) -> None:
            self.refresh()
            if self.list.choose(SEAT + getattr(seat, "uid", "")):
                self._edit()

        ask(self._context, bodies.add_seat, self._body.uid, "New seat", then=then)

    def _fill(self, seat: str) -> None:
        self._seat.show_value(seat)
        self.name.setFocus()

    def _paste(self) -> None:
        if self._body is not None:
            self._context.go("people", self._body.uid, "paste")

    def _edit(self) -> None:
        panel = self._below.currentWidget()
        if isinstance(panel, MemberPanel | SeatPanel):
            panel.begin()

    def _remove(self) -> None:
        panel = self._below.currentWidget()
        if self.list.key and isinstance(panel, MemberPanel | SeatPanel):
            panel.remove()

    def _removed(self, what: str) -> None:
        self._context.messages.say(what, "Undo", self._context.undo)
        self.list.setFocus()


def _offered(person: Person, homes: dict[str, str]) -> str:
    home = homes.get(person.organisation or "")
    more = ", ".join(filter(None, (person.job_title, home)))
    return f"{full_name(person)} ({more})" if more else full_name(person)


def _only(offered: dict[str, str], typed: str) -> str:
    """Return the one person whose name alone was typed; empty when there is none or several."""
    folded = typed.casefold()
    found = {uid for words, uid in offered.items() if words.casefold().split(" (")[0] == folded}
    return next(iter(found)) if len(found) == 1 else ""
