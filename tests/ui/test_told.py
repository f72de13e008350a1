"""Words that are told below an entry are as high as they need to be, wherever they stand."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from secretariat.ui.meeting.foot_fields import Told
from secretariat.ui.pages.kit import boxed, scrolled
from secretariat.ui.widgets import column, quiet

WORDS = "Not voting: " + ", ".join(f"Councillor {n} (left the room)" for n in range(20))


@pytest.mark.parametrize("points", [9, 18])
def test_told_words_are_never_squeezed_in_what_scrolls(qtbot: QtBot, points: int) -> None:
    told = Told("small", "Who may not vote")
    area = scrolled(boxed(column(told, quiet("below"), 1)))
    qtbot.addWidget(area)
    area.resize(420, 60)
    area.show()
    # By chance it has just the height that it needs, before anything is told.
    told.resize(told.width(), told.heightForWidth(400))
    told.tell(WORDS)
    for width in (420, 200, 700):
        area.resize(width, 60)
        font = told.font()
        font.setPointSize(points)
        told.setFont(font)
        qtbot.waitUntil(lambda: told.height() >= told.heightForWidth(told.width()))
        assert told.minimumHeight() == told.height()
    told.tell("")
    assert told.isHidden()
