"""The panels below the list of members: one for a membership, one for a vacant seat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from secretariat.models.kinds import MemberRole
from secretariat.models.names import full_name
from secretariat.models.records import Body, Seat
from secretariat.models.views import Member
from secretariat.services import bodies, people
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.fields import Form
from secretariat.ui.pages.kit import keyed
from secretariat.ui.pages.people_rows import role_words
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    button,
    column,
    flat_button,
    row,
    strong,
    tool_button,
)


class _Panel(QFrame):
    """A card with a heading, fields in rows of twelve parts, and buttons."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(name)
        self._context = context
        self._heading = strong("")

    def _lay_out(self, fields: Sequence[tuple[QWidget, int]], *buttons: QWidget) -> None:
        theme = self._context.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length(12))
        grid.setVerticalSpacing(theme.length(8))
        at = 0
        for field, span in fields:
            grid.addWidget(field, at // 12, at % 12, 1, span, Qt.AlignmentFlag.AlignTop)
            at += span
        for place in range(12):
            grid.setColumnStretch(place, 1)
        head = row(self._heading, 1, *buttons)
        column(head, grid, parent=self, margin=theme.length(14), spacing=theme.length(8))


class MemberPanel(_Panel):
    """A membership: role, seat, whom it represents, and its days."""

    def __init__(
        self,
        context: Context,
        removed: Callable[[str], None],
        show_seat: Callable[[str], None],
    ) -> None:
        super().__init__(context, "Membership")
        self._removed = removed
        self._member: Member | None = None
        self.form = Form(context, bodies.change_member, "bodies.member")
        roles = [(role, role.value.capitalize()) for role in MemberRole]
        self._role = self.form.choice("Role", "role", roles)
        self._seat = self.form.choice("Seat", "seat", [("", "No seat")])
        self._for = self.form.choice("Substitute for", "substitute_for", [("", "Nobody")])
        self._voting = self.form.flag("Votes", "voting")
        self._end = keyed(
            flat_button("End today", "", self._end_today), "", "End the membership today"
        )
        opened = tool_button("Open the person", "user", self._open)
        self._to_seat = tool_button(
            "Change the seat", "pencil", lambda: show_seat(self._seat_uid())
        )
        remove = tool_button("Remove the membership", "trash-2", self.remove, "Delete")
        self._lay_out(
            (
                (self._role, 3),
                (self._seat, 3),
                (self.form.line("Representing", "representing"), 3),
                (self.form.line("Note", "note"), 3),
                (self.form.day("From", "starts"), 4),
                (self.form.day("Until", "ends"), 4),
                (self._for, 4),
            ),
            self._voting,
            self._end,
            self._to_seat,
            opened,
            remove,
        )

    def begin(self) -> None:
        """Go to the first field."""
        self._role.field.setFocus()

    def show_member(self, body: Body, member: Member, members: Sequence[Member]) -> None:
        """Show a membership; what is being typed stays."""
        self._member = member
        row_ = member.membership
        anew = self.form.aim(row_.uid)
        self._heading.setText(full_name(member.person))
        seats = bodies.seats_of(self._context.session.reader, body.uid)
        self._options(self._seat, [("", "No seat"), *((s.uid, s.name) for s in seats)])
        others = [
            (m.membership.uid, full_name(m.person))
            for m in members
            if m.membership.uid != row_.uid and not m.membership.substitute_for
        ]
        self._options(self._for, [("", "Nobody"), *others])
        roles = [(role, role_words(role, body).capitalize()) for role in MemberRole]
        self._options(self._role, roles)
        shown = replace(row_, seat=row_.seat or "", substitute_for=row_.substitute_for or "")
        self.form.show(shown, anew=anew)
        self._to_seat.setVisible(bool(row_.seat))
        today = self._context.session.today()
        self._end.setVisible(row_.ends is None or row_.ends > today)

    def remove(self) -> None:
        """Take the membership back as if it had never been."""
        if self._member is not None:
            name = full_name(self._member.person)
            told = f"{name} was removed; to end a membership, give it a last day."
            self.form.flush()
            ask(
                self._context,
                bodies.remove_member,
                self.form.uid,
                then=lambda _: self._removed(told),
            )

    def _options(self, field: FormRow, options: Sequence[tuple[object, str]]) -> None:
        box = field.field
        assert isinstance(box, Choice)
        box.set_options(options)

    def _end_today(self) -> None:
        self.form.flush()
        ask(
            self._context,
            bodies.end_membership,
            self.form.uid,
            self._context.session.today(),
            then=lambda _: self._removed("The membership ends today."),
        )

    def _seat_uid(self) -> str:
        return (self._member.membership.seat or "") if self._member else ""

    def _open(self) -> None:
        if self._member is not None:
            self._context.go("people", self._member.person.uid)


class SeatPanel(_Panel):
    """A seat that nobody holds: its name, whose it is, and its role."""

    def __init__(
        self, context: Context, fill: Callable[[str], None], removed: Callable[[str], None]
    ) -> None:
        super().__init__(context, "Seat")
        self._removed = removed
        self.form = Form(context, bodies.change_seat, "bodies.seat")
        self._name = self.form.line(
            "Name of the seat", "name", example="Fenland, Chair of the Panel"
        )
        self._home = self.form.choice("Belongs to", "organisation", [("", "No organisation")])
        roles = [(role, role.value.capitalize()) for role in MemberRole]
        self._fill = button("Fill this seat", "user-plus", lambda: fill(self.form.uid))
        self._lay_out(
            (
                (self._name, 5),
                (self._home, 4),
                (self.form.line("Group for the quorum", "quorum_group", example="none"), 3),
                (self.form.choice("Role that comes with it", "role", roles), 4),
                (self.form.day("From", "starts"), 4),
                (self.form.day("Until", "ends"), 4),
            ),
            self.form.flag("Votes", "voting"),
            self._fill,
            tool_button("Remove the seat", "trash-2", self.remove, "Delete"),
        )

    def begin(self) -> None:
        """Go to the name of the seat."""
        self._name.field.setFocus()
        select = getattr(self._name.field, "selectAll", None)
        if select is not None:
            select()

    def show_seat(self, seat: Seat, *, held: bool = False) -> None:
        """Show a seat; what is being typed stays."""
        anew = self.form.aim(seat.uid)
        self._heading.setText("Seat" if held else "Vacant seat")
        self._fill.setVisible(not held)
        homes = people.all_organisations(self._context.session)
        box = self._home.field
        assert isinstance(box, Choice)
        box.set_options([("", "No organisation"), *((o.uid, o.name) for o in homes)])
        self.form.show(replace(seat, organisation=seat.organisation or ""), anew=anew)

    def remove(self) -> None:
        """Remove the seat."""
        self.form.flush()
        ask(
            self._context,
            bodies.remove_seat,
            self.form.uid,
            then=lambda _: self._removed("The seat was removed."),
        )
