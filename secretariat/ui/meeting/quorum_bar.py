"""The quorum by the replies so far: a bar and a sentence for each body and group of seats."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from secretariat.models.quorum import Outlook, Tally
from secretariat.services.replies import Forecast
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import body, clear_layout, column, link_button, row, small

_TONES = {Outlook.STANDS: "good", Outlook.OPEN: "warn", Outlook.FAILS: "bad"}
_MOST = 4


class QuorumBar(QWidget):
    """The voting places as one bar: those who come filled, those not known hatched, the others
    empty. An upright line stands where the quorum begins; the sentence beside says the same."""

    def __init__(self, theme: Theme, one: Tally) -> None:
        super().__init__()
        self._theme, self._one = theme, one
        self.setFixedSize(theme.length(132), theme.length(18))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(one.sentence)
        self.setToolTip(one.sentence)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        one, theme = self._one, self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall, wide = theme.length(8), float(self.width())
        top = (self.height() - tall) / 2
        each = wide / max(one.places, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunk"))
        painter.drawRoundedRect(QRectF(0, top, wide, tall), 3, 3)
        tone = _TONES.get(one.outlook, "ink3")
        painter.setBrush(theme.colour(tone))
        if one.coming:
            painter.drawRoundedRect(QRectF(0, top, each * one.coming, tall), 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("ink3"), 1, Qt.PenStyle.DotLine))
        if one.open:
            begin = each * one.coming + 1
            painter.drawRoundedRect(QRectF(begin, top + 0.5, each * one.open - 2, tall - 1), 3, 3)
        if one.needed:
            at = min(each * one.needed, wide - 1)
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawLine(int(at), 1, int(at), self.height() - 1)
        painter.end()


class QuorumLines(QWidget):
    """The whole forecast, a line for each tally; below where the rule stands.

    Where a body has no quorum at all a button leads to where it is set.
    """

    def __init__(self, theme: Theme, set_rule: Callable[[], None]) -> None:
        super().__init__()
        self._theme = theme
        self._set_rule = set_rule
        self._shown: Forecast | None = None
        self._stack = column(parent=self, spacing=4)

    def show_forecast(self, forecast: Forecast) -> None:
        """Show another moment."""
        if forecast == self._shown:
            return
        self._shown = forecast
        clear_layout(self._stack)
        for one in forecast.tallies[:_MOST]:
            words = body(one.sentence)
            line = row(QuorumBar(self._theme, one), words, spacing=12)
            line.setStretch(1, 1)
            self._stack.addLayout(line)
        unset = any(rule.rule is None and not rule.groups for rule in forecast.rules)
        told = small(rule_words(forecast), wrap=True)
        if unset:
            button = link_button("Set the quorum…", self._set_rule)
            told.hide()
            self._stack.addLayout(row(button, 1))
        elif told.text():
            self._stack.addWidget(told)


def rule_words(forecast: Forecast) -> str:
    """Return where the rules stand, and whether members from afar count."""
    parts = []
    for rule in forecast.rules:
        if rule.rule is not None and rule.source:
            parts.append(f"{rule.rule.words[:1].upper()}{rule.rule.words[1:]}. {rule.source}.")
        if not rule.remote:
            parts.append("Members who join remotely do not count.")
    return " ".join(dict.fromkeys(parts))
