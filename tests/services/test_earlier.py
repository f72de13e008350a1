"""Earlier states of an item: listed as they were, brought back whole, and undone again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from secretariat.models.differences import Side, pieces
from secretariat.models.kinds import EntryKind
from secretariat.models.records import Action, ActionOwner, Motion
from secretariat.services import actions, agenda, bodies, earlier, meetings, minutes
from secretariat.services.session import Session

WAIT = 10.0


class Desk:
    """A session whose clock goes on two minutes with every step."""

    def __init__(self, folder: Path) -> None:
        self.now = datetime(2016, 11, 10, 10, 0, tzinfo=UTC)
        self.session = Session.open(folder, create=True, who="officer")
        self.session.clock = self.tick
        body = bodies.add_body(self.session, "Board").result(WAIT)
        self.meeting = (
            meetings.add_meeting(self.session, [body.uid], date(2016, 11, 10), time(10))
            .result(WAIT)
            .uid
        )
        self.item = agenda.add_item(self.session, self.meeting, "Report").result(WAIT).uid

    def tick(self) -> datetime:
        self.now += timedelta(minutes=2)
        return self.now

    def add(self, text: str, kind: EntryKind = EntryKind.NARRATIVE) -> str:
        owners = actions.recognise_owners(self.session.reader, "everybody", self.meeting)
        more = {"owners": owners} if kind is EntryKind.ACTION else {}
        made = minutes.add_entry(
            self.session, self.meeting, self.item, text, kind=kind, **more
        ).result(WAIT)
        return made.uid

    def texts(self) -> list[str]:
        found = minutes.entries_under(self.session.reader, self.meeting, self.item)
        return [entry.text for entry in found]

    def versions(self) -> list[earlier.Version]:
        return earlier.versions_of_item(self.session.reader, self.meeting, self.item)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "register")
    yield made
    made.session.close()


def test_each_state_of_an_item_can_be_read_and_had_back(desk: Desk) -> None:
    one = desk.add("Mr Hale reported.")
    two = desk.add("The Board asked why.")
    minutes.change_entry(desk.session, one, text="Mr Hale reported on crime.").result(WAIT)
    minutes.move_entry(desk.session, two, desk.item, 0).result(WAIT)
    minutes.remove_entry(desk.session, one).result(WAIT)
    seen = [[entry.text for entry in version.entries] for version in desk.versions()]
    assert seen == [
        ["Mr Hale reported."],
        ["Mr Hale reported.", "The Board asked why."],
        ["Mr Hale reported on crime.", "The Board asked why."],
        ["The Board asked why.", "Mr Hale reported on crime."],
        ["The Board asked why."],
    ]
    for version, texts in zip(desk.versions(), seen, strict=True):
        before = desk.texts()
        earlier.bring_back(desk.session, desk.meeting, desk.item, version.until).result(WAIT)
        assert desk.texts() == texts
        if texts != before:
            desk.session.undo().result(WAIT)
        assert desk.texts() == before


def test_what_stood_in_a_removed_entry_comes_back_with_it(desk: Desk) -> None:
    uid = desk.add("All to write.", EntryKind.ACTION)
    action = minutes.action_of(desk.session.reader, uid)
    assert action is not None
    motion = desk.session.change(
        "Move", lambda w: w.insert(Motion(meeting=desk.meeting, item=desk.item, entry=uid))
    ).result(WAIT)
    whole = desk.versions()[-1].until
    minutes.change_kind(desk.session, uid, EntryKind.NARRATIVE).result(WAIT)
    minutes.remove_entry(desk.session, uid).result(WAIT)
    reader = desk.session.reader
    assert reader.count(Action) == 0
    assert reader.count(Motion) == 0
    earlier.bring_back(desk.session, desk.meeting, desk.item, whole).result(WAIT)
    assert reader.find(Action) == [reader.get(Action, action.uid)]
    assert [owner.name for owner in reader.find(ActionOwner, action=action.uid)] == ["everybody"]
    assert reader.get(Motion, motion.uid).entry == uid
    desk.session.undo().result(WAIT)
    assert (reader.count(Action), desk.texts()) == (0, [])


def test_an_action_made_later_goes_with_the_way_back(desk: Desk) -> None:
    uid = desk.add("To write.")
    first = desk.versions()[0].until
    minutes.change_kind(desk.session, uid, EntryKind.ACTION).result(WAIT)
    earlier.bring_back(desk.session, desk.meeting, desk.item, first).result(WAIT)
    assert desk.session.reader.count(Action) == 0


def test_other_items_are_no_part_of_it(desk: Desk) -> None:
    other = agenda.add_item(desk.session, desk.meeting, "Other").result(WAIT).uid
    uid = desk.add("Here.")
    minutes.add_entry(desk.session, desk.meeting, other, "There.").result(WAIT)
    minutes.move_entry(desk.session, uid, other, 0).result(WAIT)
    assert [[e.text for e in v.entries] for v in desk.versions()] == [["Here."], []]
    theirs = earlier.versions_of_item(desk.session.reader, desk.meeting, other)
    assert [[e.text for e in v.entries] for v in theirs] == [["There."], ["Here.", "There."]]


@pytest.mark.parametrize(
    ("old", "new"),
    [("", ""), ("", "New."), ("a b c", "a c"), ("Bin the lot.", "Keep the lot,\nand more")],
)
def test_pieces_put_together_are_both_texts(old: str, new: str) -> None:
    told = pieces(old, new)
    assert "".join(p.text for p in told if p.side is not Side.LATER) == old
    assert "".join(p.text for p in told if p.side is not Side.EARLIER) == new
