"""The release check in the window: run, called off, told with its pages, and the pack given out."""

from __future__ import annotations

from pathlib import Path

import pytest

from secretariat.models.kinds import Audience, DocumentKind, Stage
from secretariat.models.pack_kinds import CheckState
from secretariat.models.records import Meeting, Publication
from secretariat.models.release import ReleaseCheck, ReleaseFault, ReleaseFinding
from secretariat.services import bodies
from secretariat.services.giving import kept_path
from secretariat.ui.meeting.release_card import ReleaseCard
from secretariat.ui.pack_maker import PackMaker
from secretariat.ui.widgets import IconButton
from tests.ui.test_meeting_packs import make_all, maker, step_of, told
from tests.ui.test_meeting_support import WAIT, World, world

__all__ = ["maker", "world"]


def publications(world: World) -> list[Publication]:
    return world.session.reader.find(Publication, kind=DocumentKind.PACK)


def stage(world: World) -> Stage:
    return world.session.reader.get(Meeting, world.meeting).stage


def lines(card: ReleaseCard) -> list[IconButton]:
    return [one for one in card.findings.findChildren(IconButton) if one.isVisible()]


def test_a_pack_is_checked_and_given_out_as_it_is(world: World, maker: PackMaker) -> None:
    step = step_of(world)
    card = step.packs.release
    assert card.isHidden()
    make_all(world, maker, step)
    assert card.title.text().startswith("Release check passed")
    state = maker.state(world.meeting, Audience.PUBLIC)
    data = state.path.read_bytes()

    world.run(step, "papers.give")
    assert card.second.isHidden()
    world.bot.waitUntil(card.now.hasFocus, timeout=5000)
    card.now.click()
    world.bot.waitUntil(lambda: "given out as version 1" in card.words.text(), timeout=20000)
    (row,) = publications(world)
    path = kept_path(world.session, row)
    assert path is not None
    assert path.read_bytes() == data
    assert row.check_state in (CheckState.PASSED, CheckState.WARNED)
    world.bot.waitUntil(lambda: stage(world) is Stage.PUBLISHED, timeout=20000)
    assert not card.give.isVisible()
    focus = step.packs.cards.cards[Audience.PUBLIC]
    world.bot.waitUntil(focus.hasFocus, timeout=5000)
    # The agenda went out with it, and the packs are no older for that.
    world.bot.waitUntil(lambda: told(step)[0].startswith("Checked "), timeout=20000)
    assert told(step)[1].startswith("Made ")

    # That of members is checked when somebody asks for it.
    step.packs.cards.cards[Audience.MEMBERS].click()
    assert card.title.text() == "Release check"
    world.run(step, "papers.check")
    assert card.stop.isVisible()
    card.stop.click()
    world.bot.waitUntil(lambda: maker.checker.progress is None, timeout=20000)
    assert told(step)[1].startswith("Made ")
    world.run(step, "papers.check")
    world.bot.waitUntil(lambda: told(step)[1].startswith("Checked "), timeout=60000)
    assert card.give.isVisible()


def test_a_failed_check_names_the_page_and_stops_only_the_pack(
    world: World, maker: PackMaker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    leak = ReleaseFinding(ReleaseFault.RESTRICTED, 3, words="its text")

    def failing(session: object, made: object, path: Path, *_: object, **__: object) -> object:
        return ReleaseCheck("0" * 64, 9, (leak,))

    monkeypatch.setattr("secretariat.services.release_checks.check_pack", failing)
    step = step_of(world)
    world.run(step, "papers.make")
    world.bot.waitUntil(lambda: maker.progress is None and told(step)[0] == "Failed", timeout=90000)
    card = step.packs.release
    assert card.title.text() == "Release check failed: 1 that stops it"
    assert not card.give.isVisible()
    (show,) = lines(card)
    show.click()
    world.bot.waitUntil(lambda: step.page.bar.number.page == 3, timeout=20000)
    assert publications(world) == []
    assert step.packs.make.isEnabled()


def test_a_second_person_is_named_where_the_body_asks_for_one(
    world: World, maker: PackMaker
) -> None:
    bodies.set_choice(world.session, world.body, "release.second_person", "yes").result(WAIT)
    step = step_of(world)
    make_all(world, maker, step)
    card = step.packs.release
    world.run(step, "papers.give")
    world.bot.waitUntil(card.second.hasFocus, timeout=5000)
    card.now.click()
    world.bot.waitUntil(
        lambda: any("A second person looks" in one for one in world.said.warnings), timeout=20000
    )
    assert publications(world) == []
    card.second.setText("Bo Deputy")
    world.bot.keyClick(card.second, "\r")
    world.bot.waitUntil(lambda: len(publications(world)) == 1, timeout=20000)
    assert publications(world)[0].checked_by == "Bo Deputy"
    world.bot.waitUntil(lambda: "given out as version 1" in card.words.text(), timeout=20000)
