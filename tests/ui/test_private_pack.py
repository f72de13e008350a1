"""A pack for one person, or behind a pass phrase, made in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import PasswordError, Pdf
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from secretariat.models.kinds import Audience
from secretariat.models.pack_kinds import CheckState
from secretariat.models.records import Paper, Person, Publication, Withheld
from secretariat.services.giving import kept_path
from secretariat.ui.meeting.pack_person import PackPersonCard
from secretariat.ui.meeting.papers import PapersStep
from secretariat.ui.pack_maker import PackMaker
from tests.ui.test_meeting_packs import maker, step_of
from tests.ui.test_meeting_support import WAIT, World, world

__all__ = ["maker", "world"]


def opened(world: World, folder: Path) -> tuple[PapersStep, PackPersonCard]:
    step = step_of(world)
    card = step.packs.private
    card.folder = folder
    world.run(step, "papers.person")
    world.bot.waitUntil(card.whom.hasFocus)
    return step, card


def saved(world: World, card: PackPersonCard) -> str:
    world.bot.waitUntil(lambda: not card.result.isHidden(), timeout=90000)
    return card._name.text()


def withhold(world: World, name: str) -> str:
    person = world.session.reader.one(Person, family_name=name)
    paper = world.session.reader.one(Paper, title="Housing pathways")
    assert person is not None
    assert paper is not None
    row = Withheld(paper=paper.uid, person=person.uid)
    world.session.change("Withhold", lambda w: w.insert(row)).result(WAIT)
    return person.uid


def test_the_person_from_whom_something_is_kept_is_offered_and_gets_their_own(
    world: World, maker: PackMaker, tmp_path: Path
) -> None:
    uid = withhold(world, "Clarke")
    _, card = opened(world, tmp_path / "out")
    assert card.whom.value() == uid
    assert card.words.text() == "1 item or paper is kept from Paul Clarke: this pack is without."
    card.make.click()
    world.bot.waitUntil(lambda: not card.progress.isHidden())
    assert not card.make.isEnabled()
    assert saved(world, card) == "Saved “2016-11-10 SB pack Paul Clarke – members.pdf”"
    assert "Release check passed" in card.said.text()
    assert card.secret.isHidden()
    state = maker.private.state
    assert state is not None
    assert state.made is not None
    assert state.made.brief.person is not None
    assert state.made.brief.audience is Audience.MEMBERS
    assert state.path.read_bytes().startswith(b"%PDF-")
    folder = state.source.parent
    card.give.click()
    world.bot.waitUntil(lambda: "Given out as version 1" in card.said.text(), timeout=20000)
    assert not card.give.isVisibleTo(card)
    given = world.session.reader.one(Publication, meeting=world.meeting)
    assert given is not None
    assert (given.person, given.is_kept, given.check_state) == (uid, True, CheckState.PASSED)
    assert kept_path(world.session, given)
    card.leave()
    assert not folder.exists()
    assert state.path.exists()


def test_a_pass_phrase_is_shown_copied_and_forgotten(
    world: World, maker: PackMaker, tmp_path: Path
) -> None:
    step, card = opened(world, tmp_path / "out")
    assert card.protect.isChecked(), "nothing is kept from anybody"
    assert card.whom.value() is Audience.MEMBERS
    card.make.click()
    assert saved(world, card) == "Saved “2016-11-10 SB papers.pdf”"
    phrase = card.phrase.text()
    assert len(phrase.split("-")) > 3
    (made,) = (tmp_path / "out").iterdir()
    with pytest.raises(PasswordError):
        Pdf.open(made)
    with Pdf.open(made, password=phrase) as pdf:
        title = str(pdf.docinfo["/Title"])
    assert title.encode() not in made.read_bytes()
    world.run(step, "papers.phrase")
    assert QGuiApplication.clipboard().text() == phrase
    assert phrase not in repr(maker.private.state)
    assert not [words for words in world.said.texts if phrase in words]
    for file in world.session.register.folder.rglob("*"):
        assert not file.is_file() or phrase.encode() not in file.read_bytes()
    card.done.click()
    assert card.secret.isHidden()
    assert not card.phrase.text()
    assert maker.private.state is None
    card.whom.setFocus()
    world.bot.waitUntil(card.whom.hasFocus)
    world.press(Qt.Key.Key_Escape)
    world.bot.waitUntil(step.packs.person.hasFocus)
    assert card.isHidden()


def test_it_is_called_off_and_goes_with_the_window(
    world: World, maker: PackMaker, tmp_path: Path
) -> None:
    _, card = opened(world, tmp_path / "out")
    card.make.click()
    world.bot.waitUntil(lambda: not card.progress.isHidden())
    card.stop.click()
    assert saved(world, card) == "It was called off."
    assert not card.open_button.isVisibleTo(card)
    card.make.click()
    maker.close()
    assert maker.private.state is None
    assert not (tmp_path / "out").exists()
