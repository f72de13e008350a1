"""Pages over a real register, driven as a person would; shared by their tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from secretariat.services.session import Session
from secretariat.ui.autosave import Autosave
from secretariat.ui.bridge import Bridge
from secretariat.ui.jobs import Jobs
from secretariat.ui.page import Bus, Context, Page, Route
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.theme import Theme

WAIT = 10.0
NOW = datetime(2026, 2, 26, 9, 30, tzinfo=UTC)
P = TypeVar("P", bound=Page)


class Said:
    """A message bar that only remembers."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.warnings: list[str] = []

    def say(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        self.texts.append(text)

    def warn(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        self.warnings.append(text)


@dataclass
class Desk:
    """A register, what a page is given, and the places it asked for."""

    session: Session
    context: Context
    said: Said
    bot: QtBot
    went: list[Route] = field(default_factory=list)
    shown: list[QWidget] = field(default_factory=list)

    def show(
        self,
        kind: Callable[[Context], P],
        route: Route | None = None,
        size: tuple[int, int] = (1180, 760),
    ) -> P:
        """Show a page that hears of every change, as the window lets it."""
        page = kind(self.context)
        self.bot.addWidget(page)
        self.shown.append(page)
        page.resize(*size)
        self.context.bus.changed.connect(lambda c: page.refresh() if page.concerns(c) else None)
        page.open(route or Route("test"))
        page.refresh()
        page.show()
        page.activateWindow()
        assert QTest.qWaitForWindowActive(page, 5000)
        return page

    def settle(self, done: Callable[[], Any] = lambda: True) -> None:
        """Wait until everything typed is committed and told, and `done` holds."""
        autosave = self.context.autosave

        def ready() -> bool:
            return autosave.state.pending == 0 and not autosave.dirty and bool(done())

        self.bot.waitUntil(ready, timeout=8000)
        self.bot.wait(5)

    def type(self, words: str, where: QWidget | None = None) -> None:
        """Type words where the focus is, or into a field."""
        if where is not None:
            where.setFocus()
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

    def retype(self, words: str, where: Any) -> None:
        """Type words over what a field holds."""
        where.setFocus()
        where.selectAll()
        QTest.keyClicks(where, words)

    def run(self, page: Page, name: str) -> None:
        """Run a command of a page by its name, as the palette does."""
        command = next(c for c in page.commands() if c.name == name)
        assert command.enabled(), name
        self.context.autosave.flush_all()
        command.run()


def titles(found: RowList) -> list[str]:
    """Return the titles of the rows, group headings in brackets."""
    return [row.title if row.key else f"[{row.title}]" for row in found.rows.rows]


def unnamed(page: QWidget) -> list[str]:
    """Return what the keyboard can reach on a page and has no name, role or sentence."""
    page.window().show()
    wrong = []
    for widget in page.findChildren(QWidget):
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(page)
        if not reachable or not widget.isEnabled() or widget.focusProxy() is not None:
            continue
        seen = QAccessible.queryAccessibleInterface(widget)
        name = seen.text(QAccessible.Text.Name)
        if not name.strip() or seen.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            wrong.append(f"{type(widget).__name__} {widget.objectName()!r} {name!r}")
        if isinstance(widget, QAbstractItemView):
            model = widget.model()
            for at in range(model.rowCount()):
                told = model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
                if not told:
                    wrong.append(f"row {at} of {widget.accessibleName()}")
    return wrong


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Return an empty register on Thursday 26 February 2026."""
    session = Session.open(tmp_path / "register", create=True, who="officer")
    session.clock = lambda: NOW
    bus, said = Bus(), Said()
    autosave = Autosave(session.clock)
    bridge = Bridge(session, bus, autosave, said)
    jobs = Jobs()
    qapp.setStyle("Fusion")
    theme = Theme(qapp, "light")
    context = Context(
        session, bus, autosave, jobs, said, theme,
        bridge.submit, lambda: bridge.submit(session.undo()),
    )  # fmt: skip
    made = Desk(session, context, said, qtbot)
    bus.route_requested.connect(made.went.append)
    yield made
    autosave.flush_all()
    bus.changed.disconnect()
    for widget in made.shown:
        widget.close()
        widget.deleteLater()
    jobs.close()
    bridge.close()
    session.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
