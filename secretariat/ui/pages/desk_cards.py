"""The cards of the desk: things to do, next meetings, and what the marks mean."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from secretariat.models.dates import ENGLISH, spoken_date
from secretariat.services import horizon
from secretariat.services.desk import DeskLine
from secretariat.services.horizon import Tone
from secretariat.services.meetings import Meet
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import boxed
from secretariat.ui.pages.meeting_rows import place_and_time
from secretariat.ui.pages.timeline import draw_mark
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import (
    Button,
    StageBar,
    button,
    card,
    clear_layout,
    column,
    hairline,
    row,
    section,
    small,
    strong,
    tag,
)

MOST = 8
"""How many things to do are shown before “Show all”."""


class Legend(QWidget):
    """Tells the shapes of the timeline: a disc is a meeting, a diamond a day of something due."""

    _PARTS = (("meeting", "meeting"), ("due", "deadline"))

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("A disc is a meeting, a diamond a day on which something is due")
        metrics = QFontMetrics(theme.font("small"))
        width = sum(metrics.horizontalAdvance(words) + 30 for _, words in self._PARTS)
        self.setFixedSize(QSize(width, metrics.height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("small"))
        metrics, at, middle = painter.fontMetrics(), 8.0, self.height() / 2
        for kind, words in self._PARTS:
            draw_mark(painter, kind, QPointF(at, middle), 5, self._theme.colour("ink3"))
            painter.setPen(self._theme.colour("ink2"))
            painter.drawText(QPointF(at + 10, middle + metrics.ascent() / 2 - 1), words)
            at += metrics.horizontalAdvance(words) + 30
        painter.end()


class TodoCard(QFrame):
    """The things to do, each with its button."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._context = context
        self._things: list[DeskLine] = []
        self._all = False
        self._buttons: dict[str, QPushButton] = {}
        theme = context.theme
        side = theme.length(20)
        head = row(section("To do"), 1, small("from deadlines, minutes and actions"))
        head.setContentsMargins(side, theme.length(14), side, theme.length(12))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        stack = column(head, self._rows, parent=self, spacing=0)
        stack.setContentsMargins(0, 0, 0, 0)

    def show_things(self, things: list[DeskLine]) -> None:
        """Show what there is to do; the focus stays on the same thing."""
        if things == self._things and self._rows.count():
            return
        self._things = things
        self._build()

    def do_first(self) -> None:
        """Go where the first thing is done."""
        if self._things:
            self._go(self._things[0])

    def _build(self) -> None:
        held = next((key for key, made in self._buttons.items() if made.hasFocus()), "")
        clear_layout(self._rows)
        self._buttons = {}
        shown = self._things if self._all else self._things[:MOST]
        tags = [tag(thing.when, thing.tone.value) for thing in shown]
        boxes = [boxed(row(made, 1)) for made in tags]
        for thing, box in zip(shown, boxes, strict=True):
            self._rows.addWidget(hairline())
            self._rows.addWidget(self._row(thing, box))
        widest = max((made.sizeHint().width() for made in tags), default=0)
        for box in boxes:
            box.setFixedWidth(widest)
        if not self._things:
            self._rows.addWidget(hairline())
            self._rows.addWidget(self._nothing())
        if len(self._things) > len(shown):
            more = button(f"Show all {len(self._things)}", "", self._show_all)
            self._rows.addWidget(hairline())
            foot = row(1, more, 1, margin=self._context.theme.length(10))
            self._rows.addLayout(foot)
        if held in self._buttons:
            self._buttons[held].setFocus()

    def _show_all(self) -> None:
        self._all = True
        self._build()
        later = self._things[MOST]
        self._buttons[later.title].setFocus()

    def _row(self, thing: DeskLine, box: QWidget) -> QWidget:
        theme = self._context.theme
        made = QWidget()
        line = row(parent=made, spacing=theme.length(16))
        side = theme.length(20)
        line.setContentsMargins(side, theme.length(12), side, theme.length(12))
        words = column(strong(thing.title, wrap=True), small(thing.detail, wrap=True), spacing=2)
        run = button(thing.button, "", lambda: self._go(thing))
        run.setAccessibleName(f"{thing.button}. {thing.when}: {thing.title}. {thing.detail}")
        run.setToolTip(thing.title)
        self._buttons[thing.title] = run
        line.addWidget(box)
        line.addLayout(words, 1)
        line.addWidget(run)
        return made

    def _nothing(self) -> QLabel:
        words = small("Nothing needs you today. What falls due will stand here.", wrap=True)
        words.setContentsMargins(*[self._context.theme.length(20)] * 4)
        return words

    def _go(self, thing: DeskLine) -> None:
        self._context.go(thing.screen, thing.uid, thing.tab, thing.focus)


class NextMeetings(QWidget):
    """The next meetings as cards with their stage."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: list[Meet] = []
        self._tags: list[tuple[str, Tone]] = []
        self._cards: dict[str, MeetingCard] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(context.theme.length(12))
        head = section("Next meetings")
        head.setContentsMargins(2, context.theme.length(14), 0, 0)
        column(head, self._rows, parent=self, spacing=context.theme.length(12))

    def set_wide(self, wide: bool) -> None:
        """Keep to a column beside the things to do, or take the whole width."""
        self.setMinimumWidth(self._context.theme.length(300) if wide else 0)

    def show_meetings(
        self, meets: list[Meet], today: date, late: frozenset[str] = frozenset()
    ) -> None:
        """Show these meetings, those whose agenda is `late` so; the focus stays on the same one."""
        tags = [horizon.stage_tag(m, today, late=m.meeting.uid in late) for m in meets]
        if (meets, tags) == (self._shown, self._tags) and self._rows.count():
            return
        held = next((uid for uid, made in self._cards.items() if made.hasFocus()), "")
        self._shown, self._tags, self._cards = meets, tags, {}
        clear_layout(self._rows)
        for meet, said in zip(meets, tags, strict=True):
            made = MeetingCard(self._context, meet, today, said)
            self._cards[meet.meeting.uid] = made
            self._rows.addWidget(made)
        if not meets:
            start = button("New meeting", "", lambda: self._context.go("meetings", tab="new"))
            words = small("No meeting is planned.", wrap=True)
            self._rows.addWidget(card(words, start, padding=self._context.theme.length(16)))
        if held in self._cards:
            self._cards[held].setFocus()


class MeetingCard(Button):
    """A meeting: its day, name, time, place and stage. It opens when it is pressed."""

    def __init__(self, context: Context, meet: Meet, today: date, said: tuple[str, Tone]) -> None:
        super().__init__()
        self.setProperty("kind", "choice")
        theme = context.theme
        words, tone = said
        on = meet.date or today
        where = place_and_time(meet)
        self.setAccessibleName(f"{meet.name}, {spoken_date(on)}, {where}. {words}.")
        self.setToolTip(f"Open {meet.name}")
        self.clicked.connect(lambda: context.go("meeting", meet.meeting.uid))
        name = strong(meet.name, wrap=True)
        state = tag(words, tone.value if tone is not Tone.QUIET else "quiet")
        text = column(name, small(where, wrap=True), row(state, 1), spacing=theme.length(4))
        bar = StageBar(len(horizon.STEPS), horizon.step_of(meet), words)
        line = QGridLayout(self)
        pad = theme.length(16)
        line.setContentsMargins(pad, theme.length(14), pad, theme.length(14))
        line.setHorizontalSpacing(theme.length(16))
        line.setVerticalSpacing(theme.length(12))
        line.addLayout(_day(theme, on), 0, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(text, 0, 1)
        line.addWidget(bar, 1, 0, 1, 2)
        line.setColumnStretch(1, 1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        return self._layout_size(self.width())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._layout_size(self.width()).height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._layout_size(width).height()

    def _layout_size(self, width: int) -> QSize:
        layout = self.layout()
        if layout is None:
            return QSize(120, 80)
        tall = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return QSize(layout.totalSizeHint().width(), max(tall, layout.totalMinimumSize().height()))


def _day(theme: Theme, on: date) -> QVBoxLayout:
    """Return a day as a block: Thu, March, 5."""
    weekday = small(ENGLISH.weekdays[on.weekday()][:3])
    month = small(ENGLISH.months[on.month - 1])
    number = QLabel(str(on.day))
    number.setProperty("kind", "title")
    parts = (weekday, month, number)
    for part in parts:
        part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    block = column(*parts, 1, spacing=0)
    widest = QFontMetrics(theme.font("small")).horizontalAdvance("September")
    weekday.setMinimumWidth(widest + 4)
    return block
