"""A paste of 200 kB with tables and pictures: the longest that the window's loop stands still.

Beside it, in the same run, the same typing without a paste, which is the floor.
"""

from __future__ import annotations

import gc
import statistics
import time

import pytest
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from secretariat.models.records import Entry
from secretariat.ui.meeting.entry_edit import EntryEdit
from secretariat.ui.meeting.minutes import MinutesStep
from tests.ui.conftest import theme
from tests.ui.test_meeting_minutes import step
from tests.ui.test_meeting_support import World, world

__all__ = ["step", "theme", "world"]

SIZE = 200_000
_PARAGRAPH = (
    "<p class=MsoNormal style='margin-bottom:6.0pt;text-align:justify'><span lang=EN-GB style='"
    "font-family:\"Arial\",sans-serif'>The <b style='mso-bidi-font-weight:normal'>Board</b> noted "
    "the report, and asked what it would cost in the years that follow.<o:p></o:p></span></p>\n"
)
_ROW = (
    "<tr><td width=200 valign=top style='width:150pt;border:solid windowtext 1.0pt'><p class="
    "MsoNormal>Ann Webb<o:p></o:p></p></td><td><p class=MsoNormal>&pound;12,000</p></td></tr>"
)
_PART = (
    _PARAGRAPH * 12
    + f"<table>{_ROW * 8}</table><p><img width=300 height=90 src='file:///C:/clip_image001.png'></p>"
    + "<p class=MsoNormal>ACTION: PC to write to the Trust by 3 March</p>"
    + "<p class=MsoNormal><b>RESOLVED</b> that it be noted.</p>"
)


def word(size: int = SIZE) -> str:
    """Return as much of a Word document as the clipboard gives."""
    return "<html><body>" + _PART * (size // len(_PART) + 1) + "</body></html>"


class Gaps:
    """Notes how long each turn of the event loop takes, in milliseconds."""

    def __init__(self) -> None:
        self.found: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.found.append((now - self._last) * 1000)
        self._last = now

    def stop(self) -> list[float]:
        self._timer.stop()
        return sorted(self.found)


def typing(world: World, seconds: float) -> list[float]:
    """Type twelve letters a second; return the turns of the loop."""
    gaps, end = Gaps(), time.perf_counter() + seconds
    while time.perf_counter() < end:
        target = QApplication.focusWidget()
        if target is not None:
            QTest.keyClick(target, "a")
        world.bot.wait(80)
    return gaps.stop()


def as_in_the_window(world: World, step: MinutesStep) -> None:
    """Let the screen hear of the changes that concern it alone; what is there is no rubbish."""
    gc.collect()
    gc.freeze()
    world.context.bus.changed.disconnect()
    world.context.bus.changed.connect(lambda what: step.refresh() if step.concerns(what) else None)


def told(name: str, gaps: list[float]) -> None:
    p99 = gaps[int(len(gaps) * 0.99)]
    print(
        f"{name:34} median {statistics.median(gaps):6.2f} ms  p99 {p99:6.2f}  max {gaps[-1]:7.2f}"
    )


@pytest.mark.parametrize("size", [SIZE])
def test_pasting_while_typing(
    world: World, step: MinutesStep, size: int, capsys: pytest.CaptureFixture[str]
) -> None:
    as_in_the_window(world, step)
    typing(world, 1)
    floor = typing(world, 4)
    html = word(size)
    held = QMimeData()
    held.setHtml(html)
    editor = QApplication.focusWidget()
    assert isinstance(editor, EntryEdit)
    begun = time.perf_counter()
    gaps = Gaps()
    editor.insertFromMimeData(held)
    taken = (time.perf_counter() - begun) * 1000
    typed = typing(world, 8)
    whole = gaps.stop()
    pasting = step.entries.pasting
    world.bot.waitUntil(lambda: not pasting._coming and not pasting._under_way, timeout=120_000)
    rows = time.perf_counter() - begun
    many = world.session.reader.count(Entry, meeting=world.meeting)
    with capsys.disabled():
        print(f"\n{len(html):,} letters, {many} entries; the paste itself {taken:.1f} ms, all rows"
              f" after {rows:.1f} s")  # fmt: skip
        told("typing alone", floor)
        told("typing while it is pasted", typed)
        told("with the paste itself", whole)
    assert many > 100
