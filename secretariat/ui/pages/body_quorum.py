"""The quorum of a body: its own rule or the usual one, for the whole and for groups of seats."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from secretariat.errors import KnownError
from secretariat.models.quorum import read_quorum
from secretariat.models.records import Body
from secretariat.services import quorum
from secretariat.services.quorum import GROUP, QUORUM, BodyQuorum
from secretariat.ui.autosave import Autosave
from secretariat.ui.editors.fields import LineField, TypedField
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.widgets import Choice, FormRow, card, column, section, small

_MOST_GROUPS = 9
_EXAMPLE = "5, 1/4, 1/3 min 3"


class QuorumField(TypedField):
    """A quorum as people type it; what is none is told below and stays in the field."""

    def __init__(self, autosave: Autosave, save: Callable[[str | None], Any], name: str) -> None:
        super().__init__(autosave, save, name)
        self.setPlaceholderText(_EXAMPLE)

    def say(self, value: Any) -> str:
        return str(value)

    def read(self, text: str) -> str | None:
        return None if _why_not(text) else text

    def why_not(self, text: str) -> str:
        return _why_not(text)


def _why_not(text: str) -> str:
    try:
        read_quorum(text)
    except KnownError as error:
        return str(error)
    return ""


class QuorumCard(QWidget):
    """The fields of the quorum, each of which saves itself."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._uid = ""
        theme = context.theme
        self.rule = QuorumField(context.autosave, self._writer(QUORUM), "Quorum")
        self.source = LineField(
            context.autosave, lambda text: self._save_source(text), "Where it stands"
        )
        self.source.setPlaceholderText("Terms of reference 6.1")
        self.remote = Choice(name="Members who join remotely")
        self.remote.chosen.connect(self._set_remote)
        self.told = small("", wrap=True)
        self._names: list[str] = []
        self._groups: list[tuple[FormRow, QuorumField]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length(16))
        grid.setVerticalSpacing(theme.length(12))
        parts = (
            (_field("Quorum", self.rule), 2),
            (FormRow("Where it stands", self.source), 2),
            (FormRow("Members who join remotely", self.remote), 2),
        )
        at = 0
        for part, span in parts:
            grid.addWidget(part, 0, at, 1, span, Qt.AlignmentFlag.AlignTop)
            at += span
        for place in range(6):
            grid.setColumnStretch(place, 1)
        for at in range(_MOST_GROUPS):
            field = QuorumField(
                context.autosave, partial(self._save_group, at), "Quorum of a group"
            )
            line = _field("", field)
            line.hide()
            self._groups.append((line, field))
            grid.addWidget(line, 1 + at // 3, at % 3 * 2, 1, 2, Qt.AlignmentFlag.AlignTop)
        made = card(section("Quorum"), padding=theme.length(16))
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        stack.addLayout(grid)
        stack.addWidget(self.told)
        column(made, parent=self)

    def show_body(self, body: Body) -> None:
        """Show the quorum of a body; what is being typed stays."""
        reader, today = self._context.session.reader, self._context.session.today()
        anew, self._uid = body.uid != self._uid, body.uid
        found = quorum.quorum_of(reader, body, today)
        own = quorum.own_options(reader, body.uid)
        self._show(self.rule, own.get(QUORUM), anew)
        if anew:
            self.source.setText(own.get(quorum.SOURCE, ""))
            self.source.setCursorPosition(0)
        self.source.show_value(own.get(quorum.SOURCE, ""))
        usual = "count" if quorum.usual_remote(reader, body, today) else "do not count"
        self.remote.set_options(
            [("", f"As usual: {usual}"), ("yes", "Count"), ("no", "Do not count")]
        )
        self.remote.show_value(own.get(quorum.REMOTE, ""))
        self._show_groups(quorum.groups_of(reader, body.uid), own, anew)
        self.told.setText(_told(found))
        self.told.setVisible(bool(self.told.text()))

    def _show_groups(self, names: list[str], own: dict[str, str], anew: bool) -> None:
        kept = (key.removeprefix(GROUP) for key in own if key.startswith(GROUP))
        wanted = list(dict.fromkeys([*names, *kept]))[:_MOST_GROUPS]
        if wanted != self._names:
            self._context.autosave.flush_all()
            self._names, anew = wanted, True
        for at, (line, field) in enumerate(self._groups):
            line.setVisible(at < len(wanted))
            if at < len(wanted):
                line.name.setText(f"Of these: {wanted[at]}")
                field.setAccessibleName(f"Quorum of {wanted[at]}")
                self._show(field, own.get(GROUP + wanted[at]), anew)

    def _save_group(self, at: int, text: str | None) -> Any:
        return self._writer(GROUP + self._names[at])(text) if at < len(self._names) else None

    def _show(self, field: QuorumField, value: str | None, anew: bool) -> None:
        if anew:
            field.put_value(value)
        field.show_value(value)

    def _writer(self, key: str) -> Callable[[str | None], Any]:
        def save(text: str | None) -> Any:
            session = self._context.session
            return quorum.set_quorum(session, self._uid, text or "", key=key) if self._uid else None

        return save

    def _save_source(self, text: str) -> Any:
        session = self._context.session
        return quorum.set_source(session, self._uid, text) if self._uid else None

    def _set_remote(self, value: str) -> None:
        if self._uid:
            ask(self._context, quorum.set_remote, self._uid, value)


def _field(name: str, field: QuorumField) -> FormRow:
    made = FormRow(name, field)
    field.wrong = made.say_wrong
    return made


def _told(found: BodyQuorum) -> str:
    """Return what holds where the body says nothing itself."""
    parts = []
    if found.rule is not None and not found.own:
        lead = "Suggested" if found.suggested else "By law"
        unchecked = "" if found.checked else " Not yet checked against its text."
        parts.append(f"{lead}: {found.rule.words} ({found.source}).{unchecked}")
    elif found.rule is None:
        parts.append("The law gives this kind of body no quorum: its own rules say.")
    if found.remote_source:
        count = "count" if found.remote else "do not count"
        parts.append(f"Members who join remotely {count} ({found.remote_source}).")
    return " ".join(parts)
