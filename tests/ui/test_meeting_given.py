"""What went out, on the Send step: checked first, kept as it is, opened and copied as a copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from secretariat.models.kinds import Audience, DocumentKind, Format, Stage
from secretariat.models.pack_kinds import CheckState
from secretariat.models.records import Meeting, Publication
from secretariat.models.release import ReleaseCheck, ReleaseFault, ReleaseFinding
from secretariat.services import agenda, publish
from secretariat.services.giving import kept_path
from secretariat.ui.meeting import given_card
from secretariat.ui.meeting.send import SendStep
from tests.ui.test_meeting_support import WAIT, World, world

__all__ = ["world"]


@pytest.fixture
def step(world: World, tmp_path: Path) -> Iterator[SendStep]:
    agenda.add_item(world.session, world.meeting, "Allotments").result(WAIT)
    made = SendStep(world.context, world.meeting)
    made.set_folder(str(tmp_path / "out"))
    world.show(made)
    yield made
    world.bot.waitUntil(lambda: world.session.pending == 0, timeout=20000)


def rows(world: World) -> list[Publication]:
    return world.session.reader.find(Publication, meeting=world.meeting)


def test_an_agenda_goes_out_checked_and_its_very_file_stays(
    world: World, step: SendStep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert step.given.isHidden()
    step.choose(DocumentKind.AGENDA)
    step.export()
    world.bot.waitUntil(lambda: step.chip.path is not None, timeout=30000)
    world.bot.waitUntil(
        lambda: step.chip.check.text().startswith("Release check passed"), timeout=30000
    )
    assert step.chip.path is not None
    data = step.chip.path.read_bytes()
    step.mark_out()
    world.bot.waitUntil(lambda: len(step.given.buttons) == 2, timeout=30000)
    (row,) = rows(world)
    assert world.session.reader.get(Meeting, world.meeting).stage is Stage.PUBLISHED
    assert row.check_state in (CheckState.PASSED, CheckState.WARNED)
    assert row.composed_sha256

    # The meeting goes on, and the file in the folder is lost: what went out stays.
    agenda.add_item(world.session, world.meeting, "Another matter").result(WAIT)
    step.chip.path.unlink()
    path = kept_path(world.session, rows(world)[0])
    assert path is not None
    assert path.read_bytes() == data
    shown: list[Path] = []
    monkeypatch.setattr(given_card, "show", shown.append)
    world.run(step, "send.given-open")
    world.bot.waitUntil(lambda: bool(shown), timeout=20000)
    assert shown[0].read_bytes() == data
    assert shown[0].name == row.file_name
    assert world.session.register.folder not in shown[0].parents
    step.given.saver.write(tmp_path / "copy.pdf", path.read_bytes)
    world.bot.waitUntil(lambda: (tmp_path / "copy.pdf").is_file(), timeout=20000)


def test_a_failed_check_stops_the_document_and_leaves_everything_as_it_is(
    world: World, step: SendStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    leak = ReleaseFinding(ReleaseFault.RESTRICTED, 1, words="its text")

    def failing(*_: object, **__: object) -> ReleaseCheck:
        return ReleaseCheck("0" * 64, 1, (leak,))

    monkeypatch.setattr("secretariat.services.release_checks.check_document", failing)
    stage = world.session.reader.get(Meeting, world.meeting).stage
    step.choose(DocumentKind.AGENDA)
    step.mark_out()
    world.bot.waitUntil(
        lambda: any("was not marked as out" in one for one in world.said.warnings), timeout=30000
    )
    assert rows(world) == []
    assert world.session.reader.get(Meeting, world.meeting).stage is stage


def test_all_that_went_out_is_listed_the_newest_first(world: World, step: SendStep) -> None:
    for number in range(5):
        publish.record_publication(
            world.session, DocumentKind.NOTICE, world.meeting, Format.TEXT, Audience.PUBLIC,
            "../../notice.txt", b"notice %d" % number,
        ).result(WAIT)  # fmt: skip
    step.refresh()
    assert len(step.given.buttons) == 6
    assert step.given.more.text() == "Show all 5"
    step.given.more.click()
    assert len(step.given.buttons) == 10
    names = [one.accessibleName() for one in step.given.buttons]
    assert len(set(names)) == 10
    assert given_card._name(rows(world)[0]) == "notice.txt"
