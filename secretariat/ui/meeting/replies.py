"""The replies of a meeting: who comes, who does not, and whether there will be a quorum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QStackedWidget, QWidget

from secretariat.models.dates import parse_date, why_no_date
from secretariat.models.kinds import ReplyKind
from secretariat.models.names import full_name, plain_name
from secretariat.models.records import Person
from secretariat.services import people, replies
from secretariat.services.replies import Expected, Forecast
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.draft_file import DraftFile
from secretariat.ui.meeting.quorum_bar import QuorumLines
from secretariat.ui.meeting.reply_model import ANSWERS
from secretariat.ui.meeting.reply_view import ReplyView
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.widgets import EmptyState, button, column, key_hint, quiet, row, small

ORIGIN = "meeting.replies"
_ADD = "Somebody else who was invited and comes: name, then Enter"
_WHO = "Name of the substitute; Enter alone if nobody is named yet"


class RepliesPanel(QWidget):
    """Shows who is expected and records what each replied. `head` is for the line of the tabs."""

    def __init__(self, context: Context, meeting: str) -> None:
        super().__init__()
        self.context, self.meeting = context, meeting
        self.people: list[Expected] = []
        self.forecast = Forecast()
        self._typed: dict[tuple[str, str], str] = {}
        self._substitute_for = ""
        self._select_next = ""
        self.view = ReplyView(context.theme, self._write)
        self._draft = context.autosave.watch(self.view, self._save)
        self.view.typed.connect(self._on_typed)
        self.view.answered.connect(self.answer)
        self.view.substitute_asked.connect(self.ask_substitute)
        self.draft_file = DraftFile(context, self)
        self.lines = QuorumLines(context.theme, self._to_rule)
        self._lay_out()

    def _lay_out(self) -> None:
        self._silent = quiet()
        self.write_button = button("Write to them", "mail", self.write_to_silent)
        self.write_button.setToolTip("Make an e-mail to those who have not answered (Ctrl+M)")
        self.head = QWidget()
        row(1, self._silent, self.write_button, parent=self.head, spacing=10)
        keys = row(spacing=6)
        for _, letter, words, _ in ANSWERS:
            keys.addWidget(key_hint(letter))
            keys.addWidget(small(words.lower()))
            keys.addSpacing(6)
        keys.addWidget(key_hint("Backspace"))
        keys.addWidget(small("clear"))
        keys.addStretch(1)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = column(self.view, parent=card, margin=1, spacing=0)
        inside.addWidget(self._adder())
        self._empty = EmptyState(
            "users",
            "Nobody is expected yet",
            "Here the members of the body that meets answer whether they come. They stand under "
            "Bodies, with their seats and their quorum.",
            "Add members",
        )
        self._empty.begun.connect(self._to_members)
        self._stack = QStackedWidget()
        filled = QWidget()
        column(self.lines, keys, card, parent=filled, spacing=10).setStretch(2, 1)
        self._stack.addWidget(filled)
        self._stack.addWidget(self._empty)
        column(self._stack, parent=self)

    def _adder(self) -> QWidget:
        self.adder = _Line(self._cancel)
        self.adder.setPlaceholderText(_ADD)
        self.adder.setAccessibleName("Somebody else who was invited and comes")
        self.adder.setProperty("kind", "inline")
        self.adder.returnPressed.connect(self._entered)
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
        """Read the register again; the cursor and what is typed stay."""
        reader = self.context.session.reader
        with reader.snapshot():
            self.people = replies.expected(reader, self.meeting)
            self.forecast = replies.quorum_forecast(reader, self.meeting)
        first = not self.view.current_uid()
        self.view.show_people(self.people)
        rest = replies.silent(self.people)
        if first and rest:
            self.view.select(rest[0].person.uid)
        self.lines.show_forecast(self.forecast)
        self._stack.setCurrentIndex(0 if self.people else 1)
        many = len(rest)
        words = "1 has not answered" if many == 1 else f"{many} have not answered"
        members = any(one.member for one in self.people)
        self._silent.setText(words if rest else "All have answered" if members else "")
        self.write_button.setVisible(bool(rest))
        if self._select_next and self.view.select(self._select_next):
            self._select_next = ""
        names = [full_name(p) for p in people.all_people(self.context.session)]
        if names != self._known_names.stringList():
            self._known_names.setStringList(names)

    def count(self) -> str:
        """Return how many have answered, for the tab: “9 of 12”."""
        members = [one for one in self.people if one.member]
        answered = sum(one.reply is not None for one in members)
        return f"{answered} of {len(members)}" if members else ""

    def begin(self) -> None:
        """Go to the list; at first the cursor stands on one who has not answered."""
        self.view.setFocus()

    # ------------------------------------------------------------------ answers

    def answer(self, persons: Sequence[str], kind: ReplyKind | None) -> None:
        """Record what people replied."""
        self.flush()
        ask(self.context, replies.set_reply, self.meeting, persons, kind)

    def ask_substitute(self, person: str) -> None:
        """Ask in the line below who comes in somebody's place."""
        one = next((x for x in self.people if x.person.uid == person), None)
        if one is None:
            return
        self._substitute_for = person
        self._for.setText(f"In place of {one.name}:")
        self._for.show()
        self.adder.setPlaceholderText(_WHO)
        self.adder.setAccessibleName(f"Substitute for {one.name}")
        usual = replies.standing_substitute(self.context.session.reader, self.meeting, one)
        self.adder.setText(one.substitute or usual)
        self.adder.selectAll()
        self.adder.setFocus()

    def _entered(self) -> None:
        words, away = " ".join(self.adder.text().split()), self._substitute_for
        known = self._known(words)
        if away:
            ask(
                self.context, replies.set_reply, self.meeting, [away], ReplyKind.SUBSTITUTE,
                substitute=known or None, substitute_name=words,
            )  # fmt: skip
            self._leave_adder(1)
        elif known:
            self._select_next = known
            ask(self.context, replies.set_reply, self.meeting, [known], ReplyKind.COMING)
            self._leave_adder(0)
        elif words:

            def then(made: Any) -> None:
                self._select_next = made.person
                QTimer.singleShot(0, self, self.refresh)

            ask(self.context, replies.reply_of_new, self.meeting, words, then=then)
            self._leave_adder(0)

    def _cancel(self) -> None:
        self._leave_adder(0)

    def _leave_adder(self, step: int) -> None:
        self._substitute_for = ""
        self._for.hide()
        # Once more after the completer has put in what was chosen.
        self.adder.clear()
        QTimer.singleShot(0, self.adder, self.adder.clear)
        self.adder.setPlaceholderText(_ADD)
        self.adder.setAccessibleName("Somebody else who was invited and comes")
        self.view.setFocus()
        if step:
            self.view.go(step)

    def _known(self, words: str) -> str:
        """Return the one person of the directory whom the words name, else nothing."""
        name = words.casefold()
        everybody = people.all_people(self.context.session)
        found = [p.uid for p in everybody if name in _names(p)] if name else []
        return found[0] if len(found) == 1 else ""

    # ------------------------------------------------------------------ what is typed

    def _on_typed(self, uid: str, field: str, words: str) -> None:
        self._typed[uid, field] = " ".join(words.split())
        self._draft.touch()

    def _save(self) -> Receipt[Any] | None:
        typed, self._typed = self._typed, {}
        last: Receipt[Any] | None = None
        for (uid, field), value in typed.items():
            values: dict[str, Any] = {field: value}
            last = replies.change_reply(self.context.session, uid, origin=ORIGIN, **values)
        return last

    def _write(self, uid: str, field: str, words: str) -> None:
        self._typed.pop((uid, field), None)
        value: Any = words
        if field == "told_on":
            today = self.context.session.today()
            value = parse_date(words, today) if words else None
            if words and value is None:
                self.context.messages.warn(f"{why_no_date(words, today)} The day stays as it was.")
                return
        values: dict[str, Any] = {field: value}
        ask(self.context, replies.change_reply, uid, origin=ORIGIN, **values)

    def flush(self) -> None:
        """Write what is typed and not kept yet."""
        self._draft.flush()

    # ------------------------------------------------------------------ elsewhere

    def write_to_silent(self) -> None:
        """Make an e-mail draft that asks those who have not answered."""
        self.draft_file.make(self.meeting)

    def _to_rule(self) -> None:
        self._to_bodies("rules")

    def _to_members(self) -> None:
        self._to_bodies("members")

    def _to_bodies(self, tab: str) -> None:
        from secretariat.services.meetings import meet_of

        meet = meet_of(self.context.session.reader, self.meeting)
        if meet.bodies:
            self.context.go("bodies", meet.bodies[0].uid, tab)

    def commands(self, show: Callable[[], None]) -> Sequence[Command]:
        """Return what can be done here; `show` brings the replies to the front first."""
        view = self.view

        def give(kind: ReplyKind | None) -> None:
            show()
            view.give(kind)

        answers = tuple(
            Command(
                f"replies.{kind.name.lower()}",
                f"Reply: {words.lower()}",
                lambda kind=kind: give(kind),  # type: ignore[misc]
                (letter,),
                "",
                lambda: bool(view.current_uid()),
            )
            for kind, letter, words, _ in ANSWERS
        )

        def add() -> None:
            show()
            self.adder.setFocus()

        return (
            *answers,
            Command(
                "replies.clear",
                "Reply: take back",
                lambda: give(None),
                ("Backspace",),
                "",
                lambda: bool(view.current_uid()),
            ),
            Command("replies.add", "Reply of somebody else who was invited", add),
            Command(
                "replies.write",
                "Write to those who have not answered",
                self.write_to_silent,
                ("Ctrl+M",),
                "mail",
                lambda: bool(replies.silent(self.people)),
            ),
        )


class _Line(QLineEdit):
    """A line that Escape leaves."""

    def __init__(self, left: Callable[[], None]) -> None:
        super().__init__()
        self._left = left

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._left()
            return
        super().keyPressEvent(event)


def _names(person: Person) -> tuple[str, str]:
    return full_name(person).casefold(), plain_name(person).casefold()
