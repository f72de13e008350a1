"""Pasting into the minutes: from Word, from here, without its look, and while typing goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from secretariat.models.kinds import Restriction
from secretariat.models.records import Action, ActionOwner, Entry
from secretariat.services import minutes
from secretariat.ui.meeting import entry_paste
from secretariat.ui.meeting.entry_edit import EntryEdit
from secretariat.ui.meeting.minutes import MinutesStep
from tests.ui.test_meeting_minutes import enter, step, taken
from tests.ui.test_meeting_support import World, world

__all__ = ["step", "world"]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN-GB>
<h2>Safe and well</h2>
<p class=MsoNormal>The <b>Board</b> noted&nbsp;the report.<o:p></o:p></p>
<p class=MsoNormal>Members asked about:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span>
<![endif]>visits;<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>handrails.<o:p></o:p></p>
<p class=MsoNormal><b>RESOLVED</b> that the report be noted.</p>
<p class=MsoNormal>ACTION: PC and MF: write to the Trust by 3 March</p>
<p class=MsoNormal><img width=200 height=80 src="file:///C:/Temp/clip_image001.png"></p>
</body></html>"""
MADE = [
    ("heading", "Safe and well"),
    ("narrative", "The **Board** noted the report."),
    ("narrative", "Members asked about:\n- visits;\n  - handrails."),
    ("decision", "RESOLVED that the report be noted."),
    ("action", "write to the Trust by 3 March"),
]


def editor() -> EntryEdit:
    found = QApplication.focusWidget()
    assert isinstance(found, EntryEdit)
    return found


def paste(html: str = "", text: str = "") -> None:
    """Paste what another program has put on the clipboard."""
    held = QMimeData()
    if html:
        held.setHtml(html)
    held.setText(text)
    editor().insertFromMimeData(held)


def test_a_page_of_word_becomes_entries_in_one_step(world: World, step: MinutesStep) -> None:
    paste(WORD)
    world.settle(lambda: taken(world, step) == MADE)
    action = world.session.reader.find(Action, meeting=world.meeting)[0]
    assert world.session.reader.count(ActionOwner, action=action.uid) == 2
    assert action.due is not None
    shown = step.entries.rows
    world.bot.waitUntil(lambda: [row.edit.words() for row in shown[:5]] == [t for _, t in MADE])
    world.bot.waitUntil(lambda: shown[4].edit.hasFocus())
    assert shown[4].owners.text() == "PC, MF"
    world.settle(lambda: step.entries.pasting._tabs is None)
    step.entries.begin(at_end=False)
    met: list[EntryEdit] = []
    for _ in range(30):
        found = QApplication.focusWidget()
        if isinstance(found, EntryEdit) and found not in met:
            met.append(found)
        world.press(Qt.Key.Key_Tab)
    assert met[:5] == [row.edit for row in shown[:5]]
    assert "1 picture was left out" in world.said.texts[-1]
    world.context.undo()
    world.settle(lambda: taken(world, step) == [])
    world.bot.waitUntil(lambda: [row.uid for row in step.entries.rows] == [""])


def test_pasting_within_words_keeps_them_round_what_is_pasted(
    world: World, step: MinutesStep
) -> None:
    world.type("Before after.")
    world.run(step, "minutes.restrict")
    world.settle(lambda: len(taken(world, step)) == 1)
    cursor = editor().textCursor()
    cursor.setPosition(7)
    editor().setTextCursor(cursor)
    paste("<p>went on.</p><p>A <i>second</i> one.</p>")
    wanted = ["Before went on.", "A *second* one.", "after."]
    world.settle(lambda: [text for _, text in taken(world, step)] == wanted)
    entries = minutes.entries_under(world.session.reader, world.meeting, step.now)
    assert {entry.restriction for entry in entries} == {Restriction.EXEMPT}
    world.context.undo()
    world.settle(lambda: taken(world, step) == [("narrative", "Before after.")])
    world.bot.waitUntil(lambda: step.entries.rows[0].edit.words() == "Before after.")


@pytest.mark.parametrize("budget", [0, 1000])
def test_a_few_words_go_where_the_cursor_is(
    world: World, step: MinutesStep, monkeypatch: pytest.MonkeyPatch, budget: int
) -> None:
    """Whether all of it is read at once, or only after something was typed behind it."""
    monkeypatch.setattr(entry_paste, "_BUDGET", budget)
    world.type("See .")
    world.press(Qt.Key.Key_Left)
    paste('<p><a href="file:///C:/secret.docx">the <b>plan</b></a></p><script>x()</script>')
    world.type(" again")
    monkeypatch.setattr(entry_paste, "_BUDGET", 1000)
    world.settle(lambda: taken(world, step) == [("narrative", "See the **plan** again.")])
    world.press(Qt.Key.Key_End)
    enter(world)
    paste("<b>RESOLVED</b> to go on")
    world.settle(lambda: taken(world, step)[-1] == ("decision", "RESOLVED to go on"))


def test_what_is_copied_here_comes_back_as_it_is(world: World, step: MinutesStep) -> None:
    words = "A **word**:\n- 2 * 3\n\n- [x](y)"
    editor().take_plain(words)
    held = editor()
    held.selectAll()
    copied = held.createMimeDataFromSelection()
    assert (copied.text(), copied.hasHtml()) == (words, False)
    held.clear()
    held.insertFromMimeData(copied)
    world.settle(lambda: taken(world, step) == [("narrative", words)])


def test_plain_text_is_parted_where_a_line_is_empty(world: World, step: MinutesStep) -> None:
    paste(text="One\nline.\r\n\r\nNOTED the rest.\n\n\nThree.\n")
    world.settle(lambda: len(taken(world, step)) == 3)
    assert taken(world, step) == [
        ("narrative", "One\nline."),
        ("decision", "NOTED the rest."),
        ("narrative", "Three."),
    ]
    QGuiApplication.clipboard().setText("<b>a</b>\n\nb")
    world.bot.waitUntil(lambda: editor().words() == "Three.")
    world.press(Qt.Key.Key_End)
    enter(world)
    world.bot.waitUntil(lambda: step.entries.rows[3].edit.hasFocus())
    world.run(step, "minutes.paste-plain")
    world.settle(lambda: taken(world, step)[3:] == [("narrative", "<b>a</b>\n\nb")])


def test_files_and_pictures_are_no_words(world: World, step: MinutesStep) -> None:
    held = QMimeData()
    held.setData("text/uri-list", b"file:///etc/passwd\r\n")
    assert not editor().canInsertFromMimeData(held)
    editor().insertFromMimeData(held)
    paste('<img width=9 height=9 src="a.png">')
    assert world.said.texts == ["1 picture was left out."]
    assert step.entries.rows[0].empty


@pytest.mark.parametrize("elsewhere", [False, True])
def test_typing_goes_on_while_a_long_text_is_pasted(
    world: World, step: MinutesStep, elsewhere: bool
) -> None:
    world.type("First.")
    enter(world)
    paste("".join(f"<p>Paragraph {n} of many that were pasted.</p>" for n in range(400)))
    if elsewhere:
        step.next_item()
    typed = editor()
    world.type("typed meanwhile")
    world.settle(lambda: world.session.reader.count(Entry, meeting=world.meeting) == 402)
    if elsewhere:
        step.last_item()
    found = [text for _, text in taken(world, step)]
    assert found[:2] == ["First.", "Paragraph 0 of many that were pasted."]
    assert len(found) == (401 if elsewhere else 402)
    if not elsewhere:
        assert "typed meanwhile" in found[-1] or "typed meanwhile" in found
        rows = step.entries.rows
        world.bot.waitUntil(
            lambda: [r.edit.words() for r in rows if r.uid] == found, timeout=30_000
        )
        assert typed.words().endswith("typed meanwhile")
