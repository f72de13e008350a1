"""A meeting's screens over a real register, driven as a person would; shared by their tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from secretariat.models.kinds import MemberRole
from secretariat.services import bodies, meetings, people
from secretariat.services.session import Session
from secretariat.ui.autosave import Autosave
from secretariat.ui.bridge import Bridge
from secretariat.ui.jobs import Jobs
from secretariat.ui.page import Bus, Context
from secretariat.ui.theme import Theme

WAIT = 10.0


class Said:
    """A message bar that only remembers."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.warnings: list[str] = []

    def say(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        self.texts.append(text)

    def warn(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        self.warnings.append(text)

    def tell(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        self.texts.append(text)


@dataclass
class World:
    """A register with one body and a meeting, and what a screen is given."""

    session: Session
    context: Context
    said: Said
    bot: QtBot
    body: str
    meeting: str
    shown: list[QWidget] = field(default_factory=list)

    def show(self, widget: QWidget, width: int = 1180, height: int = 760) -> None:
        """Show a screen that hears of every change, as the window lets it."""
        self.bot.addWidget(widget)
        self.shown.append(widget)
        widget.resize(width, height)
        refresh = getattr(widget, "refresh", None)
        if refresh is not None:
            self.context.bus.changed.connect(lambda _: refresh())
            refresh()
        widget.show()
        widget.activateWindow()
        assert QTest.qWaitForWindowActive(widget, 5000)

    def settle(self, done: Callable[[], Any] = lambda: True) -> None:
        """Wait until everything typed is committed and told, and `done` holds."""
        self.context.autosave.flush_all()
        autosave = self.context.autosave

        def ready() -> bool:
            return autosave.state.pending == 0 and not autosave.dirty and bool(done())

        self.bot.waitUntil(ready, timeout=8000)
        self.bot.wait(1)

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        QTest.keyClicks(target, words)

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key where the focus is."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        QTest.keyClick(target, key, modifier)

    def run(self, screen: Any, name: str) -> None:
        """Run a command of a screen by its name."""
        command = next(c for c in screen.commands() if c.name == name)
        self.context.autosave.flush_all()
        command.run()


@pytest.fixture
def world(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[World]:
    clock = [datetime(2016, 11, 10, 10, 0, tzinfo=UTC)]
    session = Session.open(tmp_path / "register", create=True, who="officer")
    session.clock = lambda: clock[0]
    body = bodies.add_body(session, "Stakeholder Board", short_name="SB").result(WAIT)
    for given, family, role, job in (
        ("Maurice", "Moore", MemberRole.CHAIR, "Chief Fire Officer"),
        ("Paul", "Clarke", MemberRole.MEMBER, "Group Commander"),
        ("Mark", "Freeman", MemberRole.MEMBER, "Chief Executive"),
        ("Elaine", "Matthews", MemberRole.MEMBER, "Community Officer"),
    ):
        person = people.add_person(session, family, given_name=given, job_title=job).result(WAIT)
        bodies.add_member(session, body.uid, person.uid, role=role).result(WAIT)
    meeting = meetings.add_meeting(
        session, [body.uid], date(2016, 11, 10), time(10), time(12), place="Monkfield Room"
    ).result(WAIT)
    bus, said = Bus(), Said()
    autosave = Autosave(session.clock)
    bridge = Bridge(session, bus, autosave, said)
    jobs = Jobs()
    context = Context(
        session,
        bus,
        autosave,
        jobs,
        said,
        theme,
        bridge.submit,
        lambda: bridge.submit(session.undo()),
    )
    made = World(session, context, said, qtbot, body.uid, meeting.uid)
    yield made
    autosave.flush_all()
    if made.shown:
        bus.changed.disconnect()
    for widget in made.shown:
        widget.close()
        widget.deleteLater()
    jobs.close()
    bridge.close()
    session.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
