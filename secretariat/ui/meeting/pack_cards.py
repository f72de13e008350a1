"""The packs of a meeting above its papers: how each stands, and how far their making is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QWidget

from secretariat.models.kinds import Audience
from secretariat.models.pack_kinds import CheckState
from secretariat.ui.pack_maker import PackMaker, PackProgress, PackState
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import Button, button, column, quiet, row, small, strong, tag
from secretariat.ui.widgets.basics import set_tone

NAMES = {Audience.PUBLIC: "Public", Audience.MEMBERS: "Members", Audience.OFFICERS: "Officers"}


def state_of(audience: Audience, state: PackState) -> tuple[str, str]:
    """Return a pack's state in a word or two, and its tone."""
    if state.made is None:
        if state.is_empty:
            return "Nothing new", "quiet"
        return ("Failed", "bad") if state.failure else ("Not made", "quiet")
    if state.is_stale or state.failure:
        return "Out of date", "warn"
    if state.check_failure:
        return "Not checked", "warn"
    if state.check is not None:
        if state.check.state is CheckState.FAILED:
            return "Failed", "bad"
        return f"Checked {_clock(state.checked_at)}", "good"
    # That of the public is checked as soon as it is made.
    if audience is Audience.PUBLIC:
        return "Not checked", "quiet"
    return f"Made {_clock(state.at)}", "good"


def _clock(moment: datetime) -> str:
    at = moment.astimezone()
    return f"{at.hour}:{at.minute:02}"


def words_of(audience: Audience, state: PackState) -> str:
    """Return what a pack is, in a line; for officers' eyes, since it counts what is left out."""
    if state.failure:
        return state.failure
    if state.made is None:
        return _FOR[audience]
    from secretariat.services.packs import pack_words

    words = pack_words(state.made)
    if new := state.made.brief.supplement:
        return f"Supplement {new.number}: {words}"
    papers = state.made.brief.contents.papers
    hidden = len({one.paper.uid for one in papers if one.edition_for(audience) is None})
    if hidden:
        words += f", {hidden} restricted paper{'' if hidden == 1 else 's'} left out"
    return words


_FOR = {
    Audience.PUBLIC: "Without what is restricted",
    Audience.MEMBERS: "With what is exempt or confidential",
    Audience.OFFICERS: "With everything, internal papers too",
}


class PackCard(Button):
    """One pack: pressing it shows its pages. The one whose numbers stand in the list is checked."""

    def __init__(self, theme: Theme, audience: Audience) -> None:
        super().__init__()
        self._theme = theme
        self.audience = audience
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.state = tag("Not made")
        self.words = small("", wrap=True)
        # Room for two lines, so that nothing below moves when a pack is made.
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = row(strong(NAMES[audience]), 1, self.state, spacing=8)
        stack = column(head, self.words, parent=self, spacing=6)
        stack.setContentsMargins(14, 10, 14, 10)
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_state(self, state: PackState) -> None:
        """Show how the pack stands."""
        word, tone = state_of(self.audience, state)
        words = words_of(self.audience, state)
        self.state.setText(word)
        set_tone(self.state, tone)
        self.words.setText(words)
        self.setAccessibleName(f"{NAMES[self.audience]} pack: {word}. {words}")
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        height = layout.sizeHint().height() if layout else 0
        return QSize(self._theme.length(110), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self.isChecked() or self.hasFocus()
        name = "accent" if lively else "line2" if self.underMouse() else "line"
        width = 2.0 if lively else 1.0
        painter.setPen(QPen(self._theme.colour(name), width))
        painter.setBrush(self._theme.colour("accent-soft" if self.hasFocus() else "surface"))
        edge = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 8, 8)
        painter.end()


class PackCards(QWidget):
    """The three cards. `chosen` tells that a person wants to see a pack."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.audience = Audience.PUBLIC
        self.cards = {one: PackCard(theme, one) for one in Audience}
        for card in self.cards.values():
            card.clicked.connect(lambda _=False, one=card.audience: self._press(one))
        cards = row(*self.cards.values(), parent=self, spacing=12)
        for place in range(len(self.cards)):
            cards.setStretch(place, 1)
        self.choose(self.audience)

    def choose(self, audience: Audience) -> None:
        """Mark the pack whose numbers stand in the list."""
        self.audience = audience
        for one, card in self.cards.items():
            card.setChecked(one is audience)

    def show_packs(self, maker: PackMaker, meeting: str) -> None:
        """Show how the packs of a meeting stand."""
        for one, card in self.cards.items():
            card.show_state(maker.state(meeting, one))

    def _press(self, audience: Audience) -> None:
        self.choose(audience)
        self.chosen.emit(audience)


class PackProgressRow(QFrame):
    """Which pack is being made and how far it is, with a way to call it off."""

    def __init__(self, cancel: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._words, self.count = strong(""), quiet("")
        for label in (self._words, self.count):
            label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(8)
        self._bar.setAccessibleName("How far the pack is")
        self.stop = button("Cancel", "", cancel)
        self.stop.setAccessibleName("Cancel making packs")
        line = row(self._words, self._bar, self.count, self.stop, parent=self, spacing=12)
        line.setContentsMargins(16, 8, 12, 8)
        line.setStretch(1, 1)
        self.hide()

    def show_progress(self, progress: PackProgress | None, meeting: str) -> None:
        """Show how far the packs of a meeting are; nothing when none is being made."""
        mine = progress is not None and progress.meeting == meeting
        self.setVisible(mine)
        if progress is None or not mine:
            return
        self._words.setText(f"Making: {NAMES[progress.audience]}")
        self._bar.setRange(0, progress.of)
        self._bar.setValue(progress.done)
        self.count.setText(f"{progress.done} of {progress.of}" if progress.of else "")
