"""Words about time that turn into a mark when it runs out: an icon, a word and a colour."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy

from secretariat.models.timekeeping import Pace, Used, length_words
from secretariat.ui.icons import picture
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import restyle

ICONS = {"warn": "clock", "bad": "triangle-alert"}


class TimeMark(QLabel):
    """A label on one line. Quiet words stand bare; with a tone, warn or bad, on a soft ground
    after an icon. It is painted again only when it says something else."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._edge = theme.length(13)
        self.setProperty("kind", "small")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, words: str, tone: str = "", why: str = "") -> None:
        """Show words; `why` is the whole sentence, for the tooltip and for a screen reader."""
        if tone != (self.property("tone") or ""):
            self.setProperty("kind", "tag" if tone else "small")
            self.setProperty("tone", tone)
            restyle(self)
            # A label takes the margins of its style only when it is told that the style is another.
            QApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))
            self.setIndent(self._edge + self._theme.length(5) if tone else -1)
        self.setText(words)
        self.setToolTip(why)
        self.setAccessibleName(f"{words}. {why}" if why else words)
        self.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._edge = self._theme.length(13)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tone = self.property("tone") or ""
        if tone not in ICONS:
            return
        box = self.contentsRect()
        place = QRect(box.left(), 0, self._edge, self._edge)
        place.moveTop(box.center().y() - self._edge // 2)
        edge, ratio = QSize(self._edge, self._edge), self.devicePixelRatioF()
        painter = QPainter(self)
        painter.drawPixmap(place, picture(ICONS[tone], self._theme.colour(tone), edge, ratio))
        painter.end()


def item_words(used: Used | None, planned: int) -> tuple[str, str]:
    """Return what the head of an item says of its time, and in which tone."""
    if used is None:
        return (f"{planned} min planned" if planned else "", "")
    count = f"{used.minutes} of {planned} min" if planned else f"{used.minutes} min"
    if not used.running:
        return f"took {count}", ""
    if used.pace is Pace.OVER:
        return f"{count} · {used.over} over", "bad"
    if used.pace is Pace.NEAR:
        left = planned - used.minutes
        return f"{count} · {f'{left} left' if left else 'time is up'}", "warn"
    return count, ""


def list_words(used: Used | None, planned: int) -> tuple[str, str]:
    """Return what the list of items says of the time of one, and in which ink."""
    if used is None:
        return (str(planned) if planned else "", "ink3")
    if not planned:
        return f"{used.minutes} min", "ink3"
    return f"{used.minutes} / {planned}", "warn" if used.over else "ink3"


def end_words(left: int | None, pace: Pace) -> tuple[str, str]:
    """Return what the header says of the booked end as it comes near, and in which tone."""
    if left is None or pace is Pace.FINE:
        return "", ""
    if left < 0:
        return f"{length_words(-left)} over time", "bad"
    return f"{length_words(left)} left" if left else "Booked end reached", "warn"


def agenda_words(behind: int | None) -> str:
    """Return how the meeting stands to its agenda."""
    if behind is None:
        return ""
    if abs(behind) < _ON_TIME:
        return "on time"
    return f"{length_words(abs(behind))} {'behind' if behind > 0 else 'ahead'}"


_ON_TIME = 2
"""Minutes ahead or behind from which on it is worth a word."""


def spent_aloud(used: Used | None, planned: int) -> str:
    """Return the time of an item as a screen reader says it."""
    if used is None:
        return f"{planned} minutes planned" if planned else ""
    of = f" of {planned}" if planned else ""
    over = f", {used.over} over" if used.over else ""
    return f"{used.minutes}{of} minutes used{over}"
