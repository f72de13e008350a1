"""A person: how they are called and reached, where they belong, what they came to and owe."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from secretariat.models.dates import plain_date
from secretariat.models.kinds import AttendanceKind, ServiceWay
from secretariat.models.membership import in_force
from secretariat.models.names import full_name
from secretariat.models.records import Organisation, Person
from secretariat.services import actions, attendance, directory, people
from secretariat.ui.page import Context
from secretariat.ui.pages.action_rows import action_row
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.fields import Form, PickEdit
from secretariat.ui.pages.kit import fitted, scrolled
from secretariat.ui.pages.meeting_rows import lead_of
from secretariat.ui.pages.people_rows import role_words
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import FormRow, card, column, flat_button, row, section, small

_MARKS = {
    AttendanceKind.PRESENT: ("Present", "good"),
    AttendanceKind.REMOTE: ("Remote", "good"),
    AttendanceKind.LATE: ("Late", "warn"),
    AttendanceKind.APOLOGIES: ("Apologies", "quiet"),
    AttendanceKind.ABSENT: ("Absent", "bad"),
    AttendanceKind.SUBSTITUTED: ("Substitute sent", "quiet"),
}


_WAYS = (
    (ServiceWay.NONE, "As usual for the body"),
    (ServiceWay.ELECTRONIC, "E-mail"),
    (ServiceWay.POST, "Post"),
    (ServiceWay.BY_HAND, "By hand"),
)


class PersonDetail(QWidget):
    """The fields of a person, each saved as it is typed, and their record."""

    def __init__(self, context: Context, removed: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._removed = removed
        self.form = Form(context, people.change_person, "people.person")
        theme = context.theme
        self._heading = section("")
        self._heading.setWordWrap(True)
        self.home = PickEdit("Organisation", "Type a name, known or new, then Enter")
        self.home.picked.connect(self._set_home)
        self.memberships = RowList(theme, "Memberships")
        self.memberships.opened.connect(lambda uid: context.go("bodies", uid, "members"))
        self.owed = RowList(theme, "Open actions", lines=2)
        self.owed.opened.connect(lambda uid: context.go("actions", focus=uid))
        self.meetings = RowList(theme, "Attendance, meeting by meeting")
        self.meetings.painter_of_rows.keep_for_lead("Wed 30 Sep")
        self.meetings.opened.connect(lambda uid: context.go("meeting", uid, "attendance"))
        self._record = small("", wrap=True)
        remove = flat_button("Remove this person", "trash-2", self.remove)
        inside = QWidget()
        gap = theme.length(16)
        self._lists = [
            _titled("Memberships", self.memberships, theme.length(16)),
            _titled("Open actions", self.owed, theme.length(16)),
            _titled("Attendance", self.meetings, theme.length(16), self._record),
        ]
        fields, foot = self._fields(), row(1, remove)
        stack = column(self._heading, fields, *self._lists, foot, 1, parent=inside, spacing=gap)
        stack.setContentsMargins(0, 0, gap, gap)
        column(scrolled(inside), parent=self)

    def show_person(self, person: Person) -> None:
        """Show a person; what is being typed stays."""
        anew = self.form.aim(person.uid)
        self.form.show(person, anew=anew)
        self._heading.setText(full_name(person))
        session = self._context.session
        homes = people.all_organisations(session)
        self.home.offer(home.name for home in homes)
        own = next((home.name for home in homes if home.uid == person.organisation), "")
        if anew or not self.home.hasFocus():
            self.home.show_words(own)
        self._show_memberships(person)
        self._show_actions(person)
        self._show_attendance(person)

    def begin(self) -> None:
        """Go to the first field."""
        self._first.field.setFocus()

    def remove(self) -> None:
        """Remove the person; minutes and actions keep the name."""
        context = self._context
        told = f"{self._heading.text()} was removed."

        def done(_: object) -> None:
            context.messages.say(told, "Undo", context.undo)
            self._removed()

        self.form.flush()
        ask(context, people.remove_person, self.form.uid, then=done)

    def _fields(self) -> QWidget:
        form, theme = self.form, self._context.theme
        self._first = form.line("Title", "honorific", example="Cllr, Dr")
        fields: tuple[tuple[QWidget, int], ...] = (
            (self._first, 1),
            (form.line("First name", "given_name"), 2),
            (form.line("Surname", "family_name"), 3),
            (form.line("Letters after the name", "post_nominals", example="MBE"), 2),
            (form.line("Usual initials", "initials", example="from the name"), 2),
            (form.line("Telephone", "phone"), 2),
            (form.line("Job title", "job_title"), 3),
            (FormRow("Organisation", self.home), 3),
            (form.line("E-mail", "email"), 3),
            (form.line("Needs", "needs", example="large print, Welsh, paper"), 3),
            (form.area("Address", "address", lines=4), 3),
            (self._summons(), 3),
            (form.area("Note for officers, never printed", "note", lines=1), 6),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length(12))
        grid.setVerticalSpacing(theme.length(10))
        at = 0
        for field, span in fields:
            grid.addWidget(field, at // 6, at % 6, 1, span, Qt.AlignmentFlag.AlignTop)
            at += span
        for place in range(6):
            grid.setColumnStretch(place, 1)
        made = card(padding=theme.length(16))
        made.layout().addLayout(grid)  # type: ignore[union-attr]
        return made

    def _summons(self) -> QWidget:
        """Return how agendas and summonses are served, and the day of the consent to e-mail."""
        way = self.form.choice("Summons by", "summons_by", _WAYS)
        day = self.form.day("Consent to e-mail given", "summons_consent")
        day.field.setToolTip(
            "In England a summons goes by e-mail only with the member’s consent:"
            " Local Government Act 1972, Sch. 12 para. 4(1B)"
        )
        made = QWidget()
        column(way, day, parent=made, spacing=self._context.theme.length(10))
        return made

    def _set_home(self, name: str) -> None:
        if self.form.uid:
            ask(self._context, people.place_in, self.form.uid, name)

    def _show_memberships(self, person: Person) -> None:
        reader, today = self._context.session.reader, self._context.session.today()
        rows = []
        for held, body in people.memberships_of(reader, person.uid):
            since = f"from {plain_date(held.starts)}" if held.starts else ""
            until = f"until {plain_date(held.ends)}" if held.ends else ""
            when = " ".join(part for part in (since, until) if part)
            now = in_force(held.starts, held.ends, today)
            role = role_words(held.role, body)
            tag = role[:1].upper() + role[1:]
            rows.append(ListRow(body.uid, body.name, when, tag=tag, quiet=not now))
        fitted(self.memberships, rows)
        self._lists[0].setVisible(bool(rows))

    def _show_actions(self, person: Person) -> None:
        reader, today = self._context.session.reader, self._context.session.today()
        own = [
            action_row(view, today)
            for view in actions.views(reader)
            if view.action.state.is_open and any(o.person == person.uid for o in view.owners)
        ]
        fitted(self.owed, own)
        self._lists[1].setVisible(bool(own))

    def _show_attendance(self, person: Person) -> None:
        reader = self._context.session.reader
        counts = attendance.attendance_record(reader, person.uid)
        words = [f"{_MARKS[kind][0].lower()} {n}" for kind, n in counts.items() if kind in _MARKS]
        self._record.setText(", ".join(words).capitalize() + "." if words else "")
        rows = []
        for meet, seen, kind in directory.attended(reader, person.uid)[:40]:
            tag, tone = (
                _MARKS.get(kind, ("Not marked", "quiet")) if kind else ("Not marked", "quiet")
            )
            lead = lead_of(meet.date) if meet.date else ""
            capacity = seen.role_title or seen.capacity.value
            row_ = ListRow(meet.meeting.uid, meet.name, capacity, lead=lead, tag=tag, tone=tone)
            rows.append(row_)
        fitted(self.meetings, rows, 5)
        self._lists[2].setVisible(bool(rows))


class OrganisationDetail(QWidget):
    """An organisation: its names and the people who belong to it."""

    def __init__(self, context: Context, removed: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._removed = removed
        self.form = Form(context, people.change_organisation, "people.organisation")
        theme = context.theme
        self._heading = section("")
        self._heading.setWordWrap(True)
        self._first = self.form.line("Name", "name")
        line = row(
            self.form.line("Short name", "short_name", example="printed where space is short"),
            self.form.line("Kind", "kind", example="council, police, health"),
            spacing=theme.length(12),
        )
        note = self.form.area("Note", "note", lines=1)
        fields = card(self._first, padding=theme.length(16))
        fields.layout().addLayout(line)  # type: ignore[union-attr]
        fields.layout().addWidget(note)  # type: ignore[union-attr]
        self.people = RowList(theme, "People of this organisation")
        self.people.opened.connect(lambda uid: context.go("people", uid))
        self._list = _titled("People", self.people, theme.length(16))
        remove = flat_button("Remove this organisation", "trash-2", self.remove)
        inside = QWidget()
        gap = theme.length(16)
        parts = (self._heading, fields, self._list, row(1, remove), 1)
        stack = column(*parts, parent=inside, spacing=gap)
        stack.setContentsMargins(0, 0, gap, gap)
        column(scrolled(inside), parent=self)

    def show_organisation(self, home: Organisation) -> None:
        """Show an organisation; what is being typed stays."""
        anew = self.form.aim(home.uid)
        self.form.show(home, anew=anew)
        self._heading.setText(home.name)
        rows = [
            ListRow(person.uid, full_name(person), person.job_title)
            for person in people.all_people(self._context.session)
            if person.organisation == home.uid
        ]
        fitted(self.people, rows, 12)
        self._list.setVisible(bool(rows))

    def begin(self) -> None:
        """Go to the name."""
        self._first.field.setFocus()

    def remove(self) -> None:
        """Remove the organisation; its people stay."""
        context = self._context
        told = f"{self._heading.text()} was removed; its people stay."

        def done(_: object) -> None:
            context.messages.say(told, "Undo", context.undo)
            self._removed()

        self.form.flush()
        ask(context, people.remove_organisation, self.form.uid, then=done)


def _titled(heading: str, inside: QWidget, padding: int, *more: QWidget) -> QWidget:
    made = card(section(heading), *more, padding=padding)
    made.layout().addWidget(inside)  # type: ignore[union-attr]
    return made
