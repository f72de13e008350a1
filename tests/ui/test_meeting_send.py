"""The send step: which documents stand in it, for whom, and how they are marked as out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from secretariat.models.kinds import Audience, DocumentKind, Format, Restriction, Stage
from secretariat.models.records import Meeting, Publication
from secretariat.services import actions, agenda, meetings, publish
from secretariat.services.meetings import meet_of
from secretariat.services.offered import offered
from secretariat.ui.meeting.saved_files import SavedFiles
from secretariat.ui.meeting.send import SendStep
from secretariat.ui.meeting.send_list import OTHERS
from secretariat.ui.owner_choice import EVERYBODY
from tests.ui.test_meeting_support import WAIT, World, world

__all__ = ["world"]


@pytest.fixture
def step(world: World, tmp_path: Path) -> SendStep:
    agenda.add_item(world.session, world.meeting, "Budget").result(5)
    made = SendStep(world.context, world.meeting)
    made.set_folder(str(tmp_path / "out"))
    world.show(made)
    return made


def sections(step: SendStep) -> dict[str, list[str]]:
    """Return the titles of the list by the heading over them."""
    found: dict[str, list[str]] = {}
    for row in step.list.rows.rows:
        if row.is_group:
            found[row.title] = []
        else:
            next(reversed(found.values())).append(row.title)
    return found


def given(world: World) -> list[tuple[str, str, str]]:
    rows = world.session.reader.find(Publication, meeting=world.meeting)
    return [(row.kind, row.format, row.audience) for row in rows]


def test_the_documents_that_the_stage_calls_for_stand_first(world: World, step: SendStep) -> None:
    found = sections(step)
    assert list(found) == ["Before the meeting", "At the meeting", OTHERS]
    assert found["Before the meeting"] == ["Agenda", "Invitation", "Notice of meeting"]
    assert found["At the meeting"] == ["Chair’s script", "Attendance list", "Name plates"]
    assert {"Cancellation notice", "Minutes", "Action list"} <= set(found[OTHERS])
    meetings.cancel(world.session, world.meeting, "Snow").result(5)
    world.settle(lambda: next(iter(sections(step).values())) == ["Cancellation notice"])
    other = SendStep(world.context, world.meeting)
    world.show(other)
    assert other.chosen()[0] is DocumentKind.CANCELLATION


def test_arrow_keys_walk_the_documents_and_enter_goes_on(world: World, step: SendStep) -> None:
    step.list.setFocus()
    world.bot.waitUntil(step.list.hasFocus)
    world.press(Qt.Key.Key_Down)
    assert step.chosen()[0] is DocumentKind.SUMMONS
    assert step._name.text() == "2016-11-10 SB invitation.pdf"
    world.press(Qt.Key.Key_Return)
    world.bot.waitUntil(step.export_button.hasFocus)


def test_each_document_keeps_its_own_audience(world: World, step: SendStep) -> None:
    step.choose(DocumentKind.SCRIPT)
    assert step.chosen()[1] is Audience.OFFICERS
    assert step._name.text() == "2016-11-10 SB script – officers.pdf"
    step.choose(DocumentKind.AGENDA)
    assert step.chosen()[1] is Audience.PUBLIC, "what is for officers does not follow her"
    step.audience.show_value(Audience.MEMBERS)
    step._choose_audience(Audience.MEMBERS)
    assert step._name.text() == "2016-11-10 SB agenda – members.pdf"
    step.choose(DocumentKind.NOTICE)
    assert step.chosen()[1] is Audience.PUBLIC
    assert not step.audience.isEnabled()
    step.choose(DocumentKind.AGENDA)
    assert step.chosen()[1] is Audience.MEMBERS


def test_a_document_that_there_is_not_says_why(world: World, step: SendStep) -> None:
    step.choose(DocumentKind.CANCELLATION)
    assert step.stopped
    assert not step.export_button.isEnabled()
    assert step.out.isHidden()
    assert "neither cancelled nor postponed" in step.preview._note.text()
    step.export()
    assert world.said.warnings == ["The meeting is neither cancelled nor postponed."]
    step.choose(DocumentKind.NOTICE)
    assert not step.stopped
    assert step.export_button.isEnabled()


def test_the_last_list_stays_until_the_new_one_is_there(world: World, step: SendStep) -> None:
    def told() -> list[str]:
        return [one.text for one in step.found]

    world.settle(lambda: not step.lookout.is_looking)
    before = told()
    assert before
    assert not step.stopped
    agenda.add_item(world.session, world.meeting, "Lease", restriction=Restriction.EXEMPT).result(5)
    step.refresh()
    assert step.lookout.is_looking
    assert told() == before
    assert step.export_button.isEnabled()
    world.settle(lambda: step.stopped)
    assert not step.export_button.isEnabled()
    assert "no public title" in told()[0]
    step.choose(DocumentKind.SCRIPT)
    assert not told(), "what was found is of another document"
    step.choose(DocumentKind.AGENDA)
    assert step.stopped, "what was found of it last is known at once"
    world.settle(lambda: not step.lookout.is_looking)
    assert step.findings.looking.isHidden()


def test_a_notice_is_marked_as_out_with_the_file_that_was_saved(
    world: World, step: SendStep
) -> None:
    step.choose(DocumentKind.NOTICE)
    step.form.show_value(Format.TEXT)
    step.refresh()
    step.export()
    world.bot.waitUntil(lambda: step.chip.path is not None, timeout=20000)
    assert step._state.text() == "Saved, not marked as out"
    again = SendStep(world.context, world.meeting)  # as after a restart
    world.show(again)
    again.choose(DocumentKind.NOTICE)
    assert again._state.text() == "Saved, not marked as out"
    again.close()
    world.run(step, "send.out")
    world.settle(lambda: given(world) == [("notice of meeting", "txt", "public")])
    world.settle(lambda: step._state.text() == "Given out on 10 November 2016")
    assert world.session.reader.get(Meeting, world.meeting).stage is Stage.AGENDA


def test_a_saved_file_that_is_another_by_now_is_not_recorded(
    world: World, step: SendStep, tmp_path: Path
) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(b"as it was")
    folder = world.session.register.folder
    kept = (DocumentKind.NOTICE, Format.TEXT, Audience.PUBLIC, path.name, path, b"as it was")
    SavedFiles(folder, world.meeting).add(*kept)
    found = SavedFiles(folder, world.meeting)
    assert found.kinds == {DocumentKind.NOTICE}
    assert [one.data() for one in found.files] == [b"as it was"]
    path.write_bytes(b"changed since")
    assert [one.data() for one in found.take(DocumentKind.NOTICE)] == [None]
    assert SavedFiles(folder, world.meeting).files == []


def test_without_a_saved_file_the_same_pdf_is_recorded(world: World, step: SendStep) -> None:
    step.choose(DocumentKind.SUMMONS)
    step.mark_out()
    world.bot.waitUntil(lambda: bool(given(world)), timeout=20000)
    row = world.session.reader.find(Publication, meeting=world.meeting)[0]
    assert (row.kind, row.format, row.version) == ("summons", "pdf", 1)
    assert row.file_name == "2016-11-10 SB invitation.pdf"


def test_the_list_tells_versions_and_days(world: World) -> None:
    for day in (3, 4):
        world.session.clock = lambda day=day: datetime(2016, 11, day, 12, tzinfo=UTC)  # type: ignore[misc]
        publish.record_publication(
            world.session, DocumentKind.NOTICE, world.meeting, Format.PDF, Audience.PUBLIC, "n", b""
        ).result(5)
    found = {one.kind: one for one in offered(world.session, world.meeting)}
    notice = found[DocumentKind.NOTICE]
    assert (notice.out, notice.version) == (True, 2)
    assert notice.out_on is not None
    assert notice.out_on.isoformat() == "2016-11-04"
    assert not found[DocumentKind.AGENDA].out
    step = SendStep(world.context, world.meeting)
    world.show(step)
    row = next(row for row in step.list.rows.rows if row.key == DocumentKind.NOTICE.value)
    assert (row.detail, row.tag) == ("4 November 2016, version 2", "Out")
    assert row.spoken == "Notice of meeting, Given out on 4 November 2016, version 2 (Ctrl+3)"


def test_large_print_is_one_click_and_says_so_in_its_name(world: World, step: SendStep) -> None:
    step.choose(DocumentKind.NOTICE)
    world.run(step, "send.large")
    assert step.is_large
    assert step.preview.large
    assert "large print" in step._name.text()
    step.form.show_value(Format.TEXT)
    step.refresh()
    assert not step.is_large, "plain text has no size"
    step.form.show_value(Format.HTML)
    step.refresh()
    step.export()
    world.bot.waitUntil(lambda: step.chip.path is not None, timeout=20000)
    assert step.chip.path is not None
    assert "large print" in step.chip.path.name


@pytest.mark.parametrize("width", [1065, 1225])
def test_nothing_of_the_panel_is_cut_off(world: World, step: SendStep, width: int) -> None:
    step.resize(width, 560)
    for kind in step.offers:
        step.choose(kind)
        for form in Format:
            step.form.show_value(form)
            step.refresh()
            world.bot.waitUntil(lambda: whole(step))
            assert step.preview.isVisible()
            assert step.preview.geometry().right() <= step.width()


def whole(step: SendStep) -> bool:
    """Say whether the panel is as wide as what stands in it."""
    needed = step._panel.widget().minimumSizeHint().width()
    return needed <= step._panel.viewport().width()


def test_actions_by_person_are_made_for_one_of_those_who_own_any(
    world: World, step: SendStep
) -> None:
    meet = meet_of(world.session.reader, world.meeting)
    for name in ("Jo Crane", "Al Frost"):
        owners = (actions.Owner(name),)
        actions.add_action(
            world.session, meet.bodies[0].uid, "Write", owners=owners, meeting=world.meeting
        ).result(WAIT)
    assert step._of.isHidden()
    step.choose(DocumentKind.OWNED_ACTIONS)
    assert not step._of.isHidden()
    assert [step.owner.itemText(at) for at in range(step.owner.count())] == [
        EVERYBODY, "Al Frost", "Jo Crane",
    ]  # fmt: skip
    step.owner.show_value("Jo Crane")
    step.refresh()
    assert step._name.text() == "2016-11-10 SB actions by person (Jo Crane).pdf"
    assert step.preview.owner == "Jo Crane"
    step.choose(DocumentKind.AGENDA)
    assert step._of.isHidden()
    assert step.preview.owner == ""
