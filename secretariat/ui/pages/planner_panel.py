"""The year planner of the Meetings page: the year, what its marks mean, and the day in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from secretariat.services.clashes import Clash
from secretariat.services.meetings import Meet
from secretariat.services.year_plan import MarkKind, PlanDay, year_plan
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import boxed, keyed
from secretariat.ui.tables.year import months_on
from secretariat.ui.tables.year_painter import draw_deadline, draw_triangle
from secretariat.ui.tables.year_view import YearView
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import (
    Elided,
    button,
    column,
    hairline,
    row,
    section,
    set_tone,
    small,
    tool_button,
)

_WIDE = 900
"""Width, at the default font size, from which the marks are explained above the planner."""


class PlannerPanel(QFrame):
    """Shows a year of meetings. `opened` tells a meeting, `asked` a day for a new one."""

    opened = Signal(str)
    asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._context = context
        theme = context.theme
        self._day = context.session.today()
        self._meets: Sequence[Meet] = ()
        self._bodies: tuple[str, ...] = ()
        self._clashing: dict[str, list[Clash]] = {}
        self.view = YearView(theme)
        self.view.opened.connect(self.opened)
        self.view.asked.connect(self.asked)
        self.view.turned.connect(self._turn_to)
        self.view.day_chosen.connect(self._tell)
        self._name = section("")
        self._warning = small()
        set_tone(self._warning, "warn")
        self.deadlines = QCheckBox("Deadlines")
        self.deadlines.setToolTip("Show by when agendas go out and reports come in (Alt+D)")
        self.deadlines.toggled.connect(lambda _: self._show())
        self._words = Elided("", "small")
        self._words.setAccessibleName("The day under the cursor")
        self._legend = row(spacing=theme.length(12))
        self._explained = {kind: _LegendMark(theme, kind, words) for kind, words in _MEANT.items()}
        for made in self._explained.values():
            self._legend.addWidget(made)
        self._legend_box = boxed(self._legend)
        back = tool_button("Year before", "chevron-left", lambda: self.turn(-1), "PgUp")
        on = tool_button("Year after", "chevron-right", lambda: self.turn(1), "PgDown")
        today = keyed(button("Today", "", self.to_today), "Ctrl+T", "Go to today")
        head = row(
            self._name, self._warning, 1, self._legend_box, self.deadlines, back, on, today,
            spacing=theme.length(10),
        )  # fmt: skip
        side = theme.length(10)
        head.setContentsMargins(side, theme.length(6), side, theme.length(6))
        foot = row(self._words)
        foot.setContentsMargins(side, theme.length(4), side, theme.length(5))
        layout = column(head, self.view, hairline(), foot, parent=self, margin=1, spacing=0)
        layout.setStretch(1, 1)

    def show_meets(
        self, meets: Sequence[Meet], bodies: Sequence[str], clashing: dict[str, list[Clash]]
    ) -> None:
        """Show the meetings of these bodies, or of all; the cursor stays on its day."""
        self._meets, self._bodies, self._clashing = meets, tuple(bodies), clashing
        self._show()

    @property
    def year(self) -> int:
        """The year that is shown."""
        return self._day.year

    def choose(self, on: date) -> None:
        """Show the year of a day with the cursor on it."""
        self._turn_to(on)

    def turn(self, years: int) -> None:
        """Show another year, with the cursor on the same day of it."""
        self._turn_to(months_on(self._day, 12 * years))

    def to_today(self) -> None:
        """Put the cursor on today."""
        self._turn_to(self._context.session.today())
        self.view.setFocus()

    def _turn_to(self, on: date) -> None:
        self._day = on
        self._show()

    def _show(self) -> None:
        session = self._context.session
        for kind in (MarkKind.AGENDA, MarkKind.REPORTS):
            self._explained[kind].setVisible(self.deadlines.isChecked())
        plan = year_plan(
            session.reader,
            self._meets,
            self._day.year,
            session.today(),
            bodies=self._bodies,
            clashing=self._clashing,
            with_deadlines=self.deadlines.isChecked(),
        )
        self._name.setText(str(plan.year))
        many = "1 meeting" if plan.meetings == 1 else f"{plan.meetings or 'No'} meetings"
        self._name.setToolTip(f"{many} in {plan.year}")
        self._warning.setText(plan.warning)
        self._warning.setVisible(bool(plan.warning))
        self.view.show_plan(plan, self._day)

    def _tell(self, day: PlanDay | None) -> None:
        """Say the day under the cursor in full: labels may be cut, these words are whole."""
        if day is not None:
            self._day = day.on
            self._words.setText(day.sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() >= self._context.theme.length(_WIDE)
        self._legend_box.setVisible(room)


_MEANT: dict[MarkKind | str, str] = {
    MarkKind.MEETING: "to come",
    MarkKind.PAST: "past",
    MarkKind.OFF: "not held",
    MarkKind.CLASH: "clash",
    MarkKind.AGENDA: "agenda out",
    MarkKind.REPORTS: "reports in",
    "day off": "day off",
}


class _LegendMark(QWidget):
    """A mark as the planner paints it, and what it means."""

    def __init__(self, theme: Theme, kind: MarkKind | str, words: str) -> None:
        super().__init__()
        self._theme, self._kind = theme, kind
        self._label = small(words)
        edge = theme.length(12)
        made = row(self._label, parent=self)
        made.setContentsMargins(edge + 5, 0, 0, 0)
        self._edge = edge

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, (self.height() - self._edge) / 2, self._edge, self._edge)
        _SHAPES.get(self._kind, _day_off)(painter, box, self._theme)
        painter.end()


def _filled(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(box, 3, 3)


def _outlined(style: Qt.PenStyle) -> Callable[[QPainter, QRectF, Theme], None]:
    def draw(painter: QPainter, box: QRectF, theme: Theme) -> None:
        painter.setPen(QPen(theme.colour("field"), 1, style))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box, 3, 3)
        if style is Qt.PenStyle.DashLine:
            half = QPointF(box.width() / 2 - 2, 0)
            painter.drawLine(box.center() - half, box.center() + half)

    return draw


def _clash(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.setPen(QPen(theme.colour("warn"), 1))
    painter.setBrush(theme.colour("warn-soft"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("warn"))
    draw_triangle(painter, box)


def _day_off(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.fillRect(box, theme.colour("sunk"))
    painter.fillRect(box, QBrush(theme.colour("line2"), Qt.BrushStyle.BDiagPattern))


_SHAPES: dict[MarkKind | str, Callable[[QPainter, QRectF, Theme], None]] = {
    MarkKind.MEETING: _filled,
    MarkKind.PAST: _outlined(Qt.PenStyle.SolidLine),
    MarkKind.OFF: _outlined(Qt.PenStyle.DashLine),
    MarkKind.CLASH: _clash,
    MarkKind.AGENDA: lambda painter, box, theme: draw_deadline(
        painter, box.adjusted(-3, -3, 3, 3), MarkKind.AGENDA, theme
    ),
    MarkKind.REPORTS: lambda painter, box, theme: draw_deadline(
        painter, box.adjusted(-3, -3, 3, 3), MarkKind.REPORTS, theme
    ),
}
