"""The attendance step: replies before the day, who is served, and the roll on the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QSizePolicy, QStackedWidget, QWidget

from secretariat.models.kinds import AttendanceKind, Capacity, Stage
from secretariat.models.names import full_name
from secretariat.models.records import Person
from secretariat.models.typed_minutes import typed_person
from secretariat.services import attendance, people, presiding
from secretariat.services.wall_clock import now_at
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.chair_strip import CHAIR_KEY, ELECT, ChairStrip
from secretariat.ui.meeting.replies import RepliesPanel
from secretariat.ui.meeting.roll_picture import MARKS, RollPicture, roll_picture
from secretariat.ui.meeting.roll_view import RollView
from secretariat.ui.meeting.served import ServedPanel
from secretariat.ui.meeting.step import Step
from secretariat.ui.page import Command, Context
from secretariat.ui.widgets import (
    EmptyState,
    TabStrip,
    button,
    column,
    key_hint,
    primary_button,
    quiet,
    row,
    section,
    small,
)

ORIGIN = "meeting.attendance"
FOR = "for-"
"""What stands before the uid in a route that asks who came in somebody's place."""


REPLIES, SERVED, ROLL = range(3)
_TABS = {"replies": REPLIES, "served": SERVED, "roll": ROLL}
_BEFORE = (Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED)


class AttendanceStep(Step):
    """Records who is expected at a meeting, and then who is there, as at that day."""

    name = "attendance"

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(context, meeting, parent)
        self.picture: RollPicture | None = None
        self._typed: dict[tuple[str, str], str] = {}
        self._substitute_for = ""
        self._select_next = ""
        self.roll = RollView(context.theme, self._write)
        self._draft = context.autosave.watch(self.roll, self._save)
        self.roll.typed.connect(self._on_typed)
        self.roll.marked.connect(self.mark)
        self.roll.substitute_asked.connect(self.ask_substitute)
        self.roll.chair_asked.connect(self.preside)
        self.chair = ChairStrip(lambda: context.go("meeting", meeting, "minutes", ELECT))
        self.roll.remove_asked.connect(self.remove)
        self.replies = RepliesPanel(context, meeting)
        self.served = ServedPanel(context, meeting)
        self.tabs = TabStrip(("Replies", "Served", "Roll call"), "Before the day and on it")
        self.tabs.currentChanged.connect(self._turn)
        self._chosen = False
        self._lay_out()

    def _lay_out(self) -> None:
        self.count = section()
        self._left = quiet()
        self.rest = primary_button("Mark the rest present", "check", self.mark_rest)
        self._fill = button("List the members", "users", self.fill)
        self._fill.setToolTip("Add everybody who belongs to the bodies that meet, as they are now")
        head = QWidget()
        row(self._left, 1, self.count, self._fill, self.rest, parent=head, spacing=10)
        keys = row(spacing=6)
        for _, letter, words, _ in MARKS:
            keys.addWidget(key_hint(letter))
            keys.addWidget(small(words.lower()))
            keys.addSpacing(6)
        for letter, words in ((CHAIR_KEY, "in the chair"), ("Space", "clear")):
            keys.addWidget(key_hint(letter))
            keys.addWidget(small(words))
            keys.addSpacing(6)
        keys.addStretch(1)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = column(self.roll, parent=card, margin=1, spacing=0)
        inside.addWidget(self._adder())
        self._empty = EmptyState(
            "users",
            "Nobody is listed yet",
            "The roll begins with the members of the bodies that meet, as they are on the day. "
            "Officers, visitors and substitutes are added in one line each.",
            "List the members",
        )
        self._empty.begun.connect(self.fill)
        self._stack = QStackedWidget()
        filled = QWidget()
        column(keys, self.chair, card, parent=filled, spacing=10)
        self._stack.addWidget(filled)
        self._stack.addWidget(self._empty)
        self._heads, self._pages = QStackedWidget(), QStackedWidget()
        for part in (self.replies.head, self.served.head, head):
            self._heads.addWidget(part)
        for page in (self.replies, self.served, self._stack):
            self._pages.addWidget(page)
        self._heads.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = row(self.tabs, self._heads, spacing=16)
        line.setStretch(1, 1)
        column(line, self._pages, parent=self, spacing=12).setContentsMargins(24, 10, 24, 16)

    def _adder(self) -> QWidget:
        """Return the one line in which people are added."""
        self.adder = QLineEdit()
        self.adder.setPlaceholderText("Add somebody: name, capacity or job, organisation")
        self.adder.setAccessibleName("Add somebody who is at the meeting")
        self.adder.setProperty("kind", "inline")
        self.adder.returnPressed.connect(self._add)
        self._known_names = QStringListModel(self)
        completer = QCompleter(self._known_names, self.adder)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.adder.setCompleter(completer)
        self._for = small()
        holder = QWidget()
        row(self._for, self.adder, parent=holder, spacing=8).setContentsMargins(12, 8, 12, 8)
        self._for.hide()
        return holder

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        self.picture = roll_picture(self.context.session, self.meeting)
        self.replies.refresh()
        self.served.refresh()
        self.tabs.set_count(REPLIES, self.replies.count())
        self.tabs.set_count(SERVED, self.served.count())
        if not self._chosen:
            self._chosen = True
            self.show_tab(self._first_tab())
        self._show_roll(self.picture)

    def _first_tab(self) -> int:
        """Return what is wanted first: before the day the replies, from then on the roll."""
        meet = self.picture.meet if self.picture else None
        early = meet and meet.meeting.stage in _BEFORE and meet.date
        return REPLIES if early and early > self.context.session.today() else ROLL

    def show_tab(self, at: int) -> None:
        """Bring replies, served or the roll to the front."""
        self.tabs.setCurrentIndex(at)
        self._turn(at)

    def _turn(self, at: int) -> None:
        self._heads.setCurrentIndex(at)
        self._pages.setCurrentIndex(at)

    def _show_roll(self, picture: RollPicture) -> None:
        self.roll.show_picture(picture)
        self.chair.show_presiding(picture.presiding, picture.away())
        self._stack.setCurrentIndex(0 if picture.lines else 1)
        self.count.setText(f"{picture.count()} present" if picture.lines else "")
        unmarked = picture.unmarked
        self._left.setText(f"{unmarked} not marked yet" if unmarked else "")
        self.rest.setVisible(bool(unmarked))
        self._fill.setVisible(bool(picture.lines))
        if self._select_next and self.roll.roll.index_of(self._select_next).isValid():
            self.roll.select(self._select_next)
            self._select_next = ""
        names = [_line_of(person) for person in self._absent()]
        if names != self._known_names.stringList():
            self._known_names.setStringList(names)

    def _absent(self) -> list[Person]:
        """Return the people of the directory who are not on the roll."""
        there = {line.attendee.person for line in self.picture.lines} if self.picture else set()
        return [p for p in people.all_people(self.context.session) if p.uid not in there]

    def focus_row(self, uid: str) -> None:
        if uid in _TABS:
            self.show_tab(_TABS[uid])
        elif uid:
            self.show_tab(ROLL)
        at = self.tabs.currentIndex()
        if at != ROLL:
            (self.replies if at == REPLIES else self.served).begin()
            return
        away = uid.removeprefix(FOR)
        if away and self.roll.roll.index_of(away).isValid():
            self.roll.select(away)
            if uid != away:
                self.ask_substitute(away)
                return
        self.roll.setFocus()

    # ------------------------------------------------------------------ marks

    def mark(self, uid: str, kind: object) -> None:
        """Mark somebody; whoever comes late while the meeting runs gets the time of the clock."""
        at: time | None = None
        meet = self.picture.meet if self.picture else None
        if kind is AttendanceKind.LATE and meet and meet.meeting.stage is Stage.HELD:
            at = now_at(self.context.session, meet.meeting)
        self.ask(attendance.mark, uid, kind, at=at)

    def preside(self, uid: str) -> None:
        """Put somebody in the chair from the start, or take that back."""
        self.ask(presiding.preside, uid)

    def mark_rest(self) -> None:
        """Mark everybody present who is not marked yet."""

        def done(count: int) -> None:
            who = "1 person" if count == 1 else f"{count} people"
            self.context.messages.say(f"Marked {who} present.", "Undo", self.context.undo)

        self.ask(attendance.mark_unmarked_present, self.meeting, then=done)

    def fill(self) -> None:
        """List the members of the bodies that meet."""

        def done(count: int) -> None:
            self.roll.setFocus()
            if not count:
                self.context.messages.say("Every member is listed already.")

        self.ask(attendance.fill_from_membership, self.meeting, then=done)

    def ask_substitute(self, uid: str) -> None:
        """Ask in the line below who came in somebody's place."""
        lines = self.picture.lines if self.picture else ()
        line = next((x for x in lines if x.attendee.uid == uid), None)
        if line is None:
            return
        self._substitute_for = uid
        self._for.setText(f"In place of {line.attendee.name}:")
        self._for.show()
        self.adder.setPlaceholderText("Name of the substitute; Enter alone if nobody came")
        self.adder.setFocus()

    # ------------------------------------------------------------------ people

    def _add(self) -> None:
        words = self.adder.text().strip()
        away = self._substitute_for
        if not words:
            if away:
                self.ask(attendance.mark, away, AttendanceKind.SUBSTITUTED)
                self._end_adding()
            return
        if away:
            typed = typed_person(words)
            known = self._known(words)
            values: dict[str, Any] = {"person": known} if known else {}
            if typed and typed.organisation and not values:
                values = {"organisation": typed.organisation}
            name = self._name_of(words) or (typed.name if typed else words)
            self.ask(attendance.substitute, away, name, **values)
        else:
            self._add_person(words)
        self._end_adding()

    def _add_person(self, words: str) -> None:
        known, typed = self._known(words), typed_person(words)
        if typed is None:
            return
        if known:
            capacity = typed.capacity or Capacity.OFFICER
            self.ask(attendance.add_person_as, self.meeting, known, capacity, then=self._added)
            return
        self.ask(
            attendance.add_attendee,
            self.meeting,
            typed.name,
            capacity=typed.capacity or Capacity.VISITOR,
            job_title=typed.job_title,
            organisation=typed.organisation,
            voting=False,
            then=self._added,
        )

    def _added(self, attendee: Any) -> None:
        self._select_next = attendee.uid
        QTimer.singleShot(0, self, self.refresh)

    def _end_adding(self) -> None:
        was_substitute = bool(self._substitute_for)
        self._substitute_for = ""
        self._for.hide()
        QTimer.singleShot(0, self.adder, self.adder.clear)
        self.adder.setPlaceholderText("Add somebody: name, capacity or job, organisation")
        if was_substitute:
            self.roll.setFocus()
            self.roll.go(1)

    def _known(self, words: str) -> str:
        """Return the one person of the directory whom the words name, else nothing."""
        name = words.split(",")[0].strip().casefold()
        found = [
            p.uid
            for p in people.all_people(self.context.session)
            if name in (full_name(p).casefold(), f"{p.given_name} {p.family_name}".casefold())
        ]
        return found[0] if len(found) == 1 else ""

    def _name_of(self, words: str) -> str:
        known = self._known(words)
        for person in people.all_people(self.context.session):
            if person.uid == known:
                return full_name(person)
        return ""

    def remove(self, uid: str) -> None:
        """Take somebody off the list."""

        def gone(_: Any) -> None:
            self.context.messages.say("Removed from attendance.", "Undo", self.context.undo)

        self.ask(attendance.remove_attendee, uid, then=gone)

    def shift(self, by: int) -> None:
        """Move the current person up or down among those of the group."""
        uid = self.roll.current_uid()
        if not uid or self.picture is None:
            return
        order = [a.uid for a in attendance.attendees_of(self.context.session.reader, self.meeting)]
        line = self.roll.current_line()
        peers = [x.attendee.uid for x in self.picture.lines if line and x.group == line.group]
        at = peers.index(uid) + by
        if 0 <= at < len(peers):
            self.ask(attendance.move_attendee, uid, order.index(peers[at]))

    # ------------------------------------------------------------------ what is typed

    def _on_typed(self, uid: str, field: str, words: str) -> None:
        self._typed[uid, field] = " ".join(words.split())
        self._draft.touch()

    def _save(self) -> Receipt[Any] | None:
        typed, self._typed = self._typed, {}
        last: Receipt[Any] | None = None
        for (uid, field), value in typed.items():
            if value or field != "name":
                values: dict[str, Any] = {field: value}
                last = attendance.change_attendee(
                    self.context.session, uid, origin=ORIGIN, **values
                )
        return last

    def _write(self, uid: str, field: str, value: str) -> None:
        self._typed.pop((uid, field), None)
        values: dict[str, Any] = {field: value}
        self.ask(attendance.change_attendee, uid, origin=ORIGIN, **values)

    def flush(self) -> None:
        self._draft.flush()
        self.replies.flush()

    def commands(self) -> Sequence[Command]:
        roll = self.roll

        def call(kind: AttendanceKind) -> None:
            self.show_tab(ROLL)
            roll.give(roll.current_uid(), kind)

        marks = tuple(
            Command(
                f"attendance.{kind.value}",
                f"Mark {words.lower()}",
                lambda kind=kind: call(kind),  # type: ignore[misc]
                (letter,),
                "",
                lambda: bool(roll.current_uid()),
            )
            for kind, letter, words, _ in MARKS
        )

        def go(at: int) -> Callable[[], None]:
            name = next(name for name, place in _TABS.items() if place == at)
            return lambda: self.focus_row(name)

        def add() -> None:
            self.show_tab(ROLL)
            self.adder.setFocus()

        def preside() -> None:
            self.show_tab(ROLL)
            self.preside(roll.current_uid())

        has = lambda: bool(roll.current_uid())  # noqa: E731
        return (
            *marks,
            Command("attendance.chair", "In the chair from the start", preside, ("C",), "", has),
            Command("attendance.rest", "Mark the rest present", self.mark_rest, ("Ctrl+Shift+P",)),
            Command("attendance.fill", "List the members", self.fill, (), "users"),
            Command(
                "attendance.add",
                "Add somebody",
                add,
                ("Ctrl+Shift+A",),
                "user-plus",
            ),
            Command("attendance.up", "Move up", lambda: self.shift(-1), ("Alt+Up",), "arrow-up"),
            Command(
                "attendance.down", "Move down", lambda: self.shift(1), ("Alt+Down",), "arrow-down"
            ),
            Command("attendance.roll", "Go to the roll", go(ROLL), ("F4", "Ctrl+3"), "users"),
            Command("attendance.replies", "Go to the replies", go(REPLIES), ("Ctrl+1",), "users"),
            Command("attendance.served", "Go to who is served", go(SERVED), ("Ctrl+2",), "mail"),
            *self.replies.commands(go(REPLIES)),
            *self.served.commands(go(SERVED)),
        )


def _line_of(person: Person) -> str:
    """Return a person as the adding line completes them."""
    return ", ".join(filter(None, (full_name(person), person.job_title)))
