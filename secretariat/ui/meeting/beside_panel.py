"""What stands below the room beside the minutes: what the item is about, last time, open actions.

It is read once when the item changes or something else than typing changed, never while words are
typed. The search for last time goes back a few meetings at a time, so that nothing waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from secretariat.models.records import Item
from secretariat.services.beside import beside
from secretariat.services.last_time import Business, Earlier
from secretariat.store.history import Changed
from secretariat.ui.meeting.about_card import DECIDE_KEYS, AboutCard
from secretariat.ui.meeting.last_card import KEYS as LAST_KEYS
from secretariat.ui.meeting.last_card import LastCard
from secretariat.ui.meeting.open_card import KEYS as OPEN_KEYS
from secretariat.ui.meeting.open_card import OpenCard
from secretariat.ui.page import Command, Context
from secretariat.ui.widgets import column

_SLICE = 25
"""Milliseconds between two looks further back, in which keys are heard."""


class BesidePanel(QWidget):
    """Shows one item. `wanted` asks that it be seen: something in it is to have the focus."""

    wanted = Signal(QWidget)

    def __init__(
        self,
        context: Context,
        meeting: str,
        decide: Callable[[], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__()
        self._context, self._meeting, self._decide = context, meeting, decide
        self._item: Item | None = None
        self._business: Business | None = None
        self._earlier: Earlier | None = None
        self.about = AboutCard(decide, self._read)
        self.last = LastCard(context, leave)
        self.open = OpenCard(context, leave)
        column(self.about, self.last, self.open, parent=self, spacing=12)
        self._further = QTimer(self)
        self._further.setSingleShot(True)
        self._further.setInterval(_SLICE)
        self._further.timeout.connect(self._look_back)
        context.bus.changed.connect(self._on_changed)

    @property
    def earlier(self) -> Earlier:
        """The meetings before this one, as far as they were read."""
        if self._earlier is None:
            self._earlier = Earlier(self._context.session, self._meeting)
        return self._earlier

    def _on_changed(self, changed: Changed) -> None:
        if changed.meetings != {self._meeting}:
            self._earlier = None

    def show_item(self, item: Item | None) -> None:
        """Show what an item is about; None is business between items."""
        self._item = item
        self._further.stop()
        found = beside(self._context.session, item, self.earlier) if item else None
        papers = found.papers if found else ()
        self.about.show_item(item, papers)
        self.last.show_last(found.last if found else None)
        acts = found.actions if found else ()
        self.open.show_actions(self._meeting, acts, found.others if found else 0)
        self._business = found.business if found else None
        if found is not None and not found.is_sure:
            self._further.start()

    def _look_back(self) -> None:
        """Look for last time a few meetings further back, and no further once another is shown."""
        if self._business is None:
            return
        last, sure = self.earlier.last_time(self._business)
        self.last.show_last(last)
        if not sure:
            self._further.start()

    # ------------------------------------------------------------------ doing

    def _read(self, paper: str) -> None:
        self._context.go("meeting", self._meeting, "papers", paper)

    def _to_last(self) -> None:
        if self.last.text.hasFocus():
            self.last.open()
            return
        self.wanted.emit(self.last)
        self.last.begin()

    def _to_open(self) -> None:
        self.wanted.emit(self.open)
        self.open.begin()

    def commands(self) -> Sequence[Command]:
        """Return what can be done with what stands beside the words."""
        return (
            Command(
                "minutes.decide", "Take the recommendation as the decision", self._decide,
                (DECIDE_KEYS,), "check", self._has_recommendation,
            ),
            Command(
                "minutes.last-time", "Last time's minute; once more opens it", self._to_last,
                (LAST_KEYS,), "rotate-ccw", lambda: self.last.known,
            ),
            Command(
                "minutes.open-actions", "Open actions of the item", self._to_open,
                (OPEN_KEYS,), "square-check-big", lambda: not self.open.isHidden(),
            ),
        )  # fmt: skip

    def _has_recommendation(self) -> bool:
        return self._item is not None and bool(self._item.recommendation.strip())
