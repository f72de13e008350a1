"""The packs in the window: made beside it, shown, out of date, called off and saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from secretariat.models.kinds import Audience, Restriction
from secretariat.models.records import Paper, Publication
from secretariat.services import agenda, paper_files, paper_intake
from secretariat.services.pack_numbers import ranges_of
from secretariat.services.session import Session
from secretariat.store.rows import Writer
from secretariat.ui.meeting.papers import PapersStep
from secretariat.ui.meeting.papers_table import PaperRow
from secretariat.ui.pack_maker import PackMaker
from tests.services.test_paper_intake import pdf
from tests.ui.test_meeting_support import WAIT, World, world

__all__ = ["world"]


def attach(session: Session, meeting: str, folder: Path, title: str, pages: int) -> Paper:
    """Add an item with a report of so many pages, checked and rebuilt; return the report."""
    item = agenda.add_item(session, meeting, title).result(WAIT)
    source = folder / f"{title}.pdf"
    source.write_bytes(pdf(pages))
    (kept,) = paper_files.keep_files(session, [source]).files
    (made,) = paper_files.attach(session, item.uid, [kept]).result(WAIT)
    assert made.file is not None
    (row,) = paper_intake.take_all(session, [made.file.uid])
    return session.reader.get(Paper, row.paper)


@pytest.fixture
def maker(world: World, tmp_path: Path) -> Iterator[PackMaker]:
    attach(world.session, world.meeting, tmp_path, "Housing pathways", 3)
    closed = attach(world.session, world.meeting, tmp_path, "Legal advice", 2)
    attach(world.session, world.meeting, tmp_path, "Budget", 2)
    world.session.change(
        "Restrict",
        lambda w: w.update(
            Paper, closed.uid, restriction=Restriction.EXEMPT, restriction_ground="3"
        ),
    ).result(WAIT)
    made = PackMaker(world.context)
    world.context.packs_of = lambda: made
    yield made
    made.close()


def step_of(world: World) -> PapersStep:
    step = PapersStep(world.context, world.meeting)
    world.show(step)
    return step


def told(step: PapersStep) -> list[str]:
    return [card.state.text() for card in step.packs.cards.cards.values()]


def is_made(step: PapersStep) -> bool:
    """Say whether every pack is made, and that of the public checked."""
    public, *others = told(step)
    return public.startswith("Checked ") and all(one.startswith("Made ") for one in others)


def packed(step: PapersStep) -> list[str]:
    return [row.packed for row in step.table.rows.rows if isinstance(row, PaperRow)]


def make_all(world: World, maker: PackMaker, step: PapersStep) -> None:
    world.run(step, "papers.make")
    assert not step.packs.progress.isHidden()
    assert not step.packs.make.isEnabled()
    world.bot.waitUntil(
        lambda: maker.progress is None and maker.checker.progress is None and is_made(step),
        timeout=90000,
    )


def test_three_packs_are_made_shown_and_out_of_date_when_something_changes(
    world: World, maker: PackMaker, tmp_path: Path, qtbot: QtBot
) -> None:
    step = step_of(world)
    assert told(step) == ["Not made"] * 3
    assert packed(step) == ["Yes"] * 3
    make_all(world, maker, step)
    assert step.packs.progress.isHidden()
    cards = step.packs.cards.cards
    assert "1 restricted paper left out" in cards[Audience.PUBLIC].words.text()
    assert "left out" not in cards[Audience.MEMBERS].words.text()

    public = packed(step)
    assert "–" in public[0]
    assert "–" not in public[1]
    cards[Audience.MEMBERS].click()
    members = packed(step)
    assert (public[0], public[2]) == (members[0], members[2])
    assert members[1].startswith(f"{public[1]}, ")
    state = maker.state(world.meeting, Audience.MEMBERS)
    assert state.made is not None
    pages = state.made.assembled.pages
    qtbot.waitUntil(lambda: step.page.page_count == pages, timeout=20000)

    # A paper shows its own pages again, the one that was chosen before too.
    rect = step.table.visualRect(step.table.rows.index(0))
    qtbot.mouseClick(step.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    qtbot.waitUntil(lambda: step.page.page_count == 3, timeout=20000)

    agenda.add_item(world.session, world.meeting, "Another matter").result(WAIT)
    qtbot.waitUntil(lambda: told(step) == ["Out of date"] * 3, timeout=20000)
    world.session.undo().result(WAIT)
    qtbot.waitUntil(lambda: is_made(step), timeout=20000)

    target = tmp_path / "saved.pdf"
    step.packs.saver.write(target, state.path.read_bytes)
    qtbot.waitUntil(lambda: any("saved.pdf" in one for one in world.said.texts), timeout=20000)
    assert target.read_bytes() == state.path.read_bytes()
    folder = state.path.parent
    assert world.session.register.folder not in folder.parents
    maker.close()
    assert not folder.exists()


def test_packs_are_called_off_and_made_again(world: World, maker: PackMaker) -> None:
    step = step_of(world)
    world.run(step, "papers.make")
    step.packs.progress.stop.click()
    world.bot.waitUntil(lambda: maker.progress is None, timeout=20000)
    assert told(step)[2] == "Not made"
    assert step.packs.make.isEnabled()
    assert step.packs.progress.isHidden()
    make_all(world, maker, step)


def test_one_pack_that_fails_is_told_and_the_others_go_on(
    world: World, maker: PackMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = step_of(world)
    make_all(world, maker, step)
    state = maker.state(world.meeting, Audience.PUBLIC)
    before = state.path
    # A helper that ends at once, as one does that the system kills.
    monkeypatch.setattr("secretariat.ui.pack_maker.worker_command", lambda: ["true"])
    world.run(step, "papers.make")
    world.bot.waitUntil(
        lambda: maker.progress is None and told(step) == ["Out of date"] * 3, timeout=60000
    )
    words = step.packs.cards.cards[Audience.OFFICERS].words.text()
    assert words == "The document could not be made: its process stopped. Please try again."
    assert maker.state(world.meeting, Audience.PUBLIC).path == before
    assert before.exists()
    monkeypatch.undo()
    make_all(world, maker, step)


def test_supplements_are_made_once_packs_have_gone_out(
    world: World, maker: PackMaker, tmp_path: Path
) -> None:
    step = step_of(world)
    assert step.packs.supplements.isHidden()
    make_all(world, maker, step)
    made = maker.state(world.meeting, Audience.PUBLIC).made
    assert made is not None

    def give(writer: Writer) -> None:
        row = writer.insert(
            Publication(
                meeting=world.meeting, kind=made.brief.kind, format="pdf",
                made_at=world.session.clock(),
            )
        )  # fmt: skip
        for one in ranges_of(made):
            writer.insert(replace(one, publication=row.uid))

    world.session.change("Give out", give).result(WAIT)
    world.bot.waitUntil(lambda: not step.packs.supplements.isHidden())
    assert [one for one in told(step) if one == "Out of date"] == []
    world.run(step, "papers.supplements")
    assert (step.packs.which.value(), step.packs.make.text()) == (True, "Make supplements")
    world.run(step, "papers.make")
    world.bot.waitUntil(
        lambda: maker.progress is None and told(step) == ["Nothing new"] * 3, timeout=90000
    )
    words = [card.words.text() for card in step.packs.cards.cards.values()]
    assert words[0].startswith("Nothing is new")
    assert "yet" in words[1]

    attach(world.session, world.meeting, tmp_path, "Trees", 2)
    world.run(step, "papers.make")
    world.bot.waitUntil(
        lambda: maker.progress is None and told(step)[1:] == ["Nothing new"] * 2
        and told(step)[0] not in ("Nothing new", "Not made"),
        timeout=90000,
    )  # fmt: skip
    found = maker.state(world.meeting, Audience.PUBLIC)
    assert found.made is not None
    assert found.made.brief.supplement is not None
    assert step.packs.cards.cards[Audience.PUBLIC].words.text().startswith("Supplement 1: 4 pages")
    world.run(step, "papers.supplements")
    assert step.packs.make.text() == "Make packs"
    assert maker.state(world.meeting, Audience.PUBLIC).made is made


def test_a_pack_has_its_bookmarks_beside_and_the_list_all_the_room(
    world: World, maker: PackMaker
) -> None:
    step = step_of(world)
    make_all(world, maker, step)
    step.packs.wanted.emit()
    world.settle(lambda: step.page.page_count > 0)
    assert step._about.isHidden()
    world.run(step, "papers.pages.bookmarks")
    tree = step.page._bookmarks
    assert tree is not None
    world.settle(lambda: tree.isVisible() and len(tree._items) > 3)
    assert tree.hasFocus()
    last = tree._items[-1]
    tree.setCurrentItem(last)
    world.settle(lambda: step.page._strip.page == int(last.text(1)))
    world.run(step, "papers.rename")
    world.settle(lambda: step.card.title.hasFocus())
    assert not step._about.isHidden()
