"""The frame: palette, undo, keys, places, jobs, the look."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from secretariat.documents.model import Document, Heading, Paragraph, runs
from secretariat.documents.style import HouseStyle
from secretariat.models.kinds import Format
from secretariat.models.records import Body
from secretariat.paths import resources
from secretariat.services.bodies import add_body
from secretariat.services.meetings import add_meeting
from secretariat.ui.icons import icon
from secretariat.ui.jobs import Jobs
from secretariat.ui.keys import UndoFirst, is_global
from secretariat.ui.page import Route
from secretariat.ui.state import WindowState, load_state, save_state
from secretariat.ui.theme import Theme
from secretariat.ui.welcome import Welcome
from secretariat.ui.window import MainWindow

Open = Callable[[], MainWindow]


def test_the_palette_finds_and_goes(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    body = add_body(window.session, "Harbour Board", short_name="HB").result()
    meeting = add_meeting(window.session, [body.uid], date(2026, 3, 5), time(10)).result()
    window.start(Route("help"))
    box = window.palette_box
    box.open_with()
    assert box.isVisible()
    qtbot.keyClicks(box.field, "harb")
    qtbot.waitUntil(lambda: any("Harbour" in e.text for e in box.model.entries), timeout=2000)
    places = {entry.kind: entry for entry in box.model.entries}
    assert {"Body", "Meeting"} <= set(places)
    went: list[Route] = []
    window.bus.route_requested.connect(went.append)
    window.navigator.go = went.append  # type: ignore[method-assign]
    assert meeting.uid
    qtbot.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_the_palette_runs_commands_by_their_words(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.start(Route("help"))
    window.palette_box.open_with()
    qtbot.keyClicks(window.palette_box.field, "settings")
    window.palette_box._search()
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    assert window.navigator.route.screen == "settings"
    window.navigator.back()
    assert window.navigator.route.screen == "help"
    window.navigator.forward()
    assert window.navigator.route.screen == "settings"


def test_undo_says_what_it_undid_and_offers_to_redo(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.start(Route("help"))
    add_body(window.session, "Board").result()
    window.undo()
    qtbot.waitUntil(lambda: window.messages.text == "Undid: Add body", timeout=2000)
    assert window.session.reader.count(Body) == 0
    window.redo()
    qtbot.waitUntil(lambda: window.messages.text == "Redid: Add body", timeout=2000)
    assert window.session.reader.count(Body) == 1
    window.undo()
    qtbot.waitUntil(lambda: window.session.reader.count(Body) == 0, timeout=2000)
    window.undo()
    qtbot.waitUntil(lambda: window.messages.text == "There is nothing to undo.", timeout=2000)


def test_an_editor_undoes_its_own_words_first(
    open_window: Open, qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_window()
    window.start(Route("help"))
    first = UndoFirst(qapp)
    add_body(window.session, "Board").result()
    field = QLineEdit(window)
    field.show()
    window.activateWindow()
    with qtbot.waitActive(window):
        window.raise_()
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() != "abc"
    assert window.session.reader.count(Body) == 1
    while field.isUndoAvailable():
        field.undo()
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.reader.count(Body) == 0, timeout=2000)
    first.deleteLater()


def test_a_letter_alone_is_never_taken_from_a_field() -> None:
    assert is_global("Ctrl+K")
    assert is_global("Alt+Up")
    assert is_global("F6")
    assert not is_global("P")
    assert not is_global("Delete")
    assert not is_global("Shift+A")


def test_rendering_happens_in_a_child(qtbot: QtBot) -> None:
    jobs = Jobs()
    document = Document(
        title="Agenda",
        kind="agenda",
        blocks=(Heading(1, runs("Agenda")), Paragraph(runs("Words"))),
    )
    made: list[bytes] = []
    labels: list[str] = []
    jobs.progress_changed.connect(labels.append)
    jobs.preview(document, HouseStyle(), made.append)
    jobs.make(document, HouseStyle(), Format.TEXT, made.append, label="Making the agenda")
    qtbot.waitUntil(lambda: len(made) == 2, timeout=20000)
    assert sorted(data[:5] == b"%PDF-" for data in made) == [False, True]
    assert labels == ["Making the agenda", ""]
    jobs.close()


def test_a_child_that_dies_is_told_and_replaced(qtbot: QtBot) -> None:
    jobs = Jobs()
    document = Document(title="Agenda", kind="agenda", blocks=(Heading(1, runs("Agenda")),))
    failures: list[str] = []
    made: list[bytes] = []
    jobs.make(document, HouseStyle(), Format.PDF, made.append, failures.append)
    assert jobs._long._process is not None
    jobs._long._process.kill()
    qtbot.waitUntil(lambda: bool(failures), timeout=5000)
    assert failures == ["The document could not be made: its process stopped. Please try again."]
    jobs.make(document, HouseStyle(), Format.PDF, made.append, failures.append)
    qtbot.waitUntil(lambda: bool(made), timeout=20000)
    jobs.close()


def test_only_the_newest_preview_is_shown(qtbot: QtBot) -> None:
    jobs = Jobs()
    shown: list[int] = []

    def ask(number: int) -> None:
        document = Document(
            title=f"Agenda {number}", kind="agenda", blocks=(Heading(1, runs(f"A{number}")),)
        )
        jobs.preview(document, HouseStyle(), lambda _data: shown.append(number))

    for number in range(12):
        ask(number)
    qtbot.waitUntil(lambda: 11 in shown, timeout=20000)
    assert shown == [11]
    jobs.close()


def test_cancel_gives_up_what_is_running(qtbot: QtBot) -> None:
    jobs = Jobs()
    document = Document(title="Agenda", kind="agenda", blocks=(Heading(1, runs("Agenda")),))
    made: list[bytes] = []
    jobs.make(document, HouseStyle(), Format.PDF, made.append, label="Making")
    jobs.cancel()
    qtbot.wait(300)
    assert made == []
    jobs.close()


def _luminance(colour: QColor) -> float:
    parts = []
    for value in (colour.redF(), colour.greenF(), colour.blueF()):
        parts.append(value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_contrast_meets_wcag_aa(qapp: QApplication, mode: str) -> None:
    theme = Theme(qapp, mode)
    for ground in ("bg", "surface", "sunk"):
        for words in ("ink", "ink2", "ink3"):
            assert _contrast(theme.colour(words), theme.colour(ground)) >= 4.5
        assert _contrast(theme.colour("field"), theme.colour(ground)) >= 3.0
    for tone in ("good", "warn", "bad", "accent"):
        soft = theme.colour(f"{tone}-soft")
        assert _contrast(theme.colour(tone), soft) >= 4.5
    assert _contrast(theme.colour("accent-ink"), theme.colour("accent")) >= 4.5
    Theme(qapp, "light")


def test_sizes_follow_the_type_scale(qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    tokens = json.loads((resources() / "theme" / "tokens.json").read_text("utf-8"))
    ratio = theme.px("body") / tokens["type_px"]["body"]
    assert theme.px("title") == pytest.approx(tokens["type_px"]["title"] * ratio, abs=1)


def test_every_icon_that_is_shipped_can_be_drawn(qapp: QApplication) -> None:
    names = [path.stem for path in (resources() / "icons").glob("*.svg")]
    assert names
    for name in names:
        image = icon(name, QColor("#000000")).pixmap(24, 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), name


def test_window_state_survives_and_rubbish_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "window.json"
    save_state(path, WindowState("00ff", "somewhere", "dark"))
    assert load_state(path) == WindowState("00ff", "somewhere", "dark")
    path.write_text("[]", "utf-8")
    assert load_state(path) == WindowState()
    path.write_bytes(b"\xff\xfe")
    assert load_state(path) == WindowState()


def test_the_welcome_offers_three_ways(qtbot: QtBot, theme: Theme) -> None:
    welcome = Welcome(theme)
    qtbot.addWidget(welcome)
    welcome.show()
    for card, signal in zip(
        welcome._cards, (welcome.explore, welcome.begin, welcome.open_one), strict=True
    ):
        assert card.accessibleName()
        with qtbot.waitSignal(signal):
            qtbot.keyClick(card, Qt.Key.Key_Space)
    welcome.say("There is no register there.")
    assert welcome._words.text() == "There is no register there."


def test_enter_presses_a_focused_button(qtbot: QtBot, qapp: QApplication) -> None:
    from secretariat.ui.widgets import button

    pressed: list[int] = []
    made = button("Add", "plus", lambda: pressed.append(1))
    qtbot.addWidget(made)
    made.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(made, key)
    assert pressed == [1, 1, 1]


def test_a_warning_goes_by_escape_or_with_its_screen(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.start(Route("meetings"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.messages.warn("It could not be saved.")
    window.palette_box.open_with()
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Escape)
    assert window.messages.text == "It could not be saved.", "the palette was meant"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.messages.text == ""
    assert window.navigator.route.screen == "meetings"
    window.messages.warn("It could not be saved.")
    window.context.go("people")
    assert window.messages.text == ""
    window.messages.say("Saved.")
    window.context.go("meetings")
    assert window.messages.text == "Saved."
