"""What is typed is saved within a quarter of a second, and “Saved” never lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from secretariat.errors import KnownError
from secretariat.models.records import Body
from secretariat.services.bodies import add_body, change_body
from secretariat.services.session import Session
from secretariat.store.rows import Writer
from secretariat.store.writer import Receipt
from secretariat.ui.editors import DateField, LineField
from secretariat.ui.window import MainWindow

Open = Callable[[], MainWindow]


def test_typing_is_on_disk_within_a_moment(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    session = window.session
    body = add_body(session, "Board").result()
    field = LineField(window.autosave, lambda text: change_body(session, body.uid, venue=text))
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "Room 4")
    assert field.dirty
    qtbot.waitUntil(lambda: session.reader.get(Body, body.uid).venue == "Room 4", timeout=2000)
    qtbot.waitUntil(lambda: not field.dirty, timeout=2000)


def test_saved_waits_for_the_commit_and_typing_does_not(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    session = window.session
    body = add_body(session, "Board").result()

    gate = Event()

    def slow(text: str) -> Receipt[Any]:
        def work(writer: Writer) -> Body:
            gate.wait(30)
            return writer.update(Body, body.uid, note=text)

        return session.change("Note", work)

    field = LineField(window.autosave, slow)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "word")
    field.flush()  # the disk is not done, and nothing waited for it
    assert window.status.saved.words.text() == "Saving…"
    assert field.dirty
    gate.set()
    qtbot.waitUntil(lambda: window.status.saved.words.text().startswith("Saved "), timeout=3000)
    assert session.reader.get(Body, body.uid).note == "word"
    assert not field.dirty


def test_what_cannot_be_saved_stays_and_says_why(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    session = window.session
    body = add_body(session, "Board").result()
    field = LineField(window.autosave, lambda text: change_body(session, body.uid, name=text))
    field.show_value("Board")
    qtbot.addWidget(field)
    field.show()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    field.flush()
    assert window.messages.text == "Please give the body a name."
    assert window.status.saved.words.text() == "Not saved: Please give the body a name."
    # Another field that is saved does not hide that this one is not.
    other = LineField(window.autosave, lambda text: change_body(session, body.uid, venue=text))
    qtbot.addWidget(other)
    other.show()
    qtbot.keyClicks(other, "Shire Hall")
    other.flush()
    qtbot.waitUntil(lambda: not other.dirty, timeout=3000)
    assert window.status.saved.words.text() == "Not saved: Please give the body a name."
    # The window does not close over it without having said so.
    assert not window.close()
    assert "Close again" in window.messages.text
    assert field.dirty
    qtbot.keyClicks(field, "Panel")
    qtbot.waitUntil(lambda: session.reader.get(Body, body.uid).name == "Panel", timeout=2000)
    qtbot.waitUntil(lambda: window.status.saved.words.text().startswith("Saved "), timeout=2000)


def test_an_error_of_the_writer_keeps_the_words(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()

    def refused(_writer: Writer) -> None:
        raise KnownError("The disk is full; what you typed is kept.")

    field = LineField(window.autosave, lambda _t: window.session.change("Note", refused))
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "kept")
    qtbot.waitUntil(lambda: "disk is full" in window.messages.text, timeout=2000)
    assert field.dirty
    assert field.text() == "kept"
    window.autosave.failed.disconnect()


def test_closing_the_window_saves_what_is_typed(
    open_window: Open, qtbot: QtBot, register_folder: Path
) -> None:
    window = open_window()
    session = window.session
    body = add_body(session, "Board").result()
    editor = QPlainTextEdit(window)
    draft = window.autosave.watch(
        editor, lambda: change_body(session, body.uid, note=editor.toPlainText())
    )
    editor.setPlainText("last words")
    draft.touch()
    window.close()
    again = Session.open(register_folder)
    assert again.reader.get(Body, body.uid).note == "last words"
    again.close()


def test_a_refresh_never_overwrites_what_is_being_typed(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    field = LineField(window.autosave, lambda _text: None)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "mine")
    field.show_value("theirs")
    assert field.text() == "mine"
    field.flush()
    field.show_value("theirs")
    assert field.text() == "theirs"


def test_a_date_is_read_as_it_is_typed(open_window: Open, qtbot: QtBot) -> None:
    from datetime import date

    window = open_window()
    saved: list[date | None] = []
    told: list[str] = []
    field = DateField(window.autosave, lambda day: saved.append(day), lambda: date(2018, 7, 1))
    field.wrong = told.append
    other = QLineEdit()
    for widget in (field, other):
        qtbot.addWidget(widget)
        widget.show()
    qtbot.keyClicks(field, "19/7")
    field.flush()
    assert saved == [date(2018, 7, 19)]
    field.clearFocus()
    assert field.text() in ("19/7", "Thursday 19 July 2018")
    field.selectAll()
    qtbot.keyClicks(field, "31/2")
    field.flush()
    assert saved == [date(2018, 7, 19)]
    assert field.property("wrong") == "false"  # while it is being typed
    field.focusOutEvent(_focus_out())
    assert told[-1]
    assert field.property("wrong") == "true"


def _focus_out() -> Any:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent

    return QFocusEvent(QEvent.Type.FocusOut)
