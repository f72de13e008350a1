"""Verified copies by the clock, and backup, restore and check as use cases."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.records import Body, Entry, Item, Meeting
from secretariat.services import safety
from secretariat.services.safety import (
    Safety,
    backup,
    check,
    copies,
    pin_copy,
    restore,
    restore_and_reopen,
)
from secretariat.services.session import Session
from secretariat.store.backup import Copy

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def go(self, minutes: float) -> datetime:
        self.now += minutes * MINUTE
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(register_folder: Path, clock: Clock) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Ada")
    opened.clock = clock
    yield opened
    opened.close()


def add(session: Session, name: str = "Board") -> Body:
    return session.change("Add", lambda w: w.insert(Body(name=name))).result(10)


def test_a_copy_every_ten_minutes_while_anything_changes(session: Session, clock: Clock) -> None:
    keeper = Safety(session, ballast_size=0)
    assert not keeper.due(clock.go(60))  # nothing was ever done
    add(session)
    assert keeper.due(clock())
    assert keeper.make_copy().made_at == clock()
    assert not keeper.due(clock.go(30))
    add(session)
    assert keeper.due(clock())
    keeper.make_copy()
    add(session)
    assert not keeper.due(clock.go(9))
    assert keeper.due(clock.go(1))


def test_a_day_old_copy_is_due_at_open(session: Session, clock: Clock) -> None:
    add(session)
    Safety(session, ballast_size=0).make_copy()
    clock.go(60)
    assert not Safety(session, ballast_size=0).due(clock())
    clock.go(24 * 60)
    keeper = Safety(session, ballast_size=0)
    assert keeper.due(clock())
    keeper.make_copy()
    assert not keeper.due(clock.go(20))


def test_what_was_not_copied_before_a_crash_is_due_later(session: Session, clock: Clock) -> None:
    add(session)
    Safety(session, ballast_size=0).make_copy()
    add(session, "After the copy")
    keeper = Safety(session, ballast_size=0)
    assert not keeper.due(clock.go(1))
    assert keeper.due(clock.go(10))


def test_a_clock_that_is_set_back_stops_no_copies(session: Session, clock: Clock) -> None:
    keeper = Safety(session, ballast_size=0)
    add(session)
    clock.go(10)
    keeper.make_copy()
    add(session)
    assert keeper.due(clock.go(-100_000))
    keeper.make_copy()
    assert [copy.number for copy in copies(session)] == [1, 2]


def test_the_status_line(session: Session, clock: Clock) -> None:
    keeper = Safety(session, ballast_size=0)
    assert keeper.status_line(clock()) == "No verified copy yet"
    assert keeper.last_verified is None
    add(session)
    keeper.make_copy()
    assert keeper.last_verified == START
    told = {0: "just now", 8: "8 min ago", 59: "59 min ago", 60: "1 h ago", 1439: "23 h ago",
            1440: "1 day ago", 5000: "3 days ago", -30: "just now"}  # fmt: skip
    for minutes, words in told.items():
        assert keeper.status_line(START + minutes * MINUTE) == f"Last verified copy {words}"
    assert Safety(session).status_line(START + 8 * MINUTE) == "Last verified copy 8 min ago"


def test_a_copy_in_the_background(session: Session) -> None:
    keeper = Safety(session, ballast_size=100_000)
    add(session)
    done = threading.Event()
    outcome: list[Copy | KnownError] = []

    def on_done(copy: Copy | KnownError) -> None:
        outcome.append(copy)
        done.set()

    assert keeper.make_copy_in_background(on_done)
    assert done.wait(20)
    keeper.close()
    assert isinstance(outcome[0], Copy)
    assert (session.register.folder / "ballast").stat().st_size == 100_000
    assert copies(session) == outcome


def test_only_one_copy_at_a_time(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = Safety(session, ballast_size=0)
    add(session)
    go = threading.Event()
    really = safety.store.make

    def slowly(*given: object, **named: object) -> Copy:
        go.wait(20)
        return really(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(safety.store, "make", slowly)
    assert keeper.make_copy_in_background()
    assert not keeper.make_copy_in_background()
    assert not keeper.due(START + timedelta(days=30))
    add(session, "While it is being made")
    go.set()
    assert keeper.close() is not None  # what came meanwhile is copied too
    assert len(copies(session)) == 2


def test_a_copy_that_fails_is_told_and_tried_again_later(session: Session, clock: Clock) -> None:
    keeper = Safety(session, ballast_size=0)
    add(session)
    clock.go(10)
    place = session.register.folder / "backups"
    place.rmdir()
    place.write_text("in the way")
    outcome: list[Copy | KnownError] = []
    done = threading.Event()
    keeper.make_copy_in_background(lambda told: (outcome.append(told), done.set()))
    assert done.wait(20)
    assert isinstance(outcome[0], KnownError)
    while keeper.running:
        pass
    assert not keeper.due(clock.go(1))
    assert keeper.due(clock.go(10))
    with pytest.raises(KnownError):
        keeper.close()


def test_at_close_a_copy_when_anything_changed(session: Session) -> None:
    assert Safety(session, ballast_size=0).close() is None
    add(session)
    keeper = Safety(session, ballast_size=0)
    assert keeper.close() is not None
    assert Safety(session, ballast_size=0).close() is None
    session.undo().result(10)
    assert Safety(session, ballast_size=0).close() is not None


def test_room_that_was_given_up_is_laid_again(session: Session) -> None:
    keeper = Safety(session, ballast_size=1000)
    session.register.low_space = True
    assert keeper.keep_room()
    assert not session.low_space
    assert not Safety(session, ballast_size=0).keep_room()


def test_a_pinned_copy_says_why(session: Session) -> None:
    add(session)
    copy = pin_copy(session, "before import")
    assert copy.pinned
    assert "before-import" in copy.path.name
    assert copies(session) == [copy]


def test_backup_of_an_open_and_of_a_closed_register(session: Session, tmp_path: Path) -> None:
    add(session, "Harbour Board")
    folder = session.register.folder
    one = backup(session, tmp_path / "one.secretariat-backup")
    with pytest.raises(KnownError, match="open in another"):
        backup(folder, tmp_path / "two.secretariat-backup")
    session.close()
    two = backup(folder, tmp_path / "two.secretariat-backup")
    for number, source in enumerate((one, two)):
        restore(tmp_path / str(number), source, who="Ada", now=START)
        again = Session.open(tmp_path / str(number))
        assert [body.name for body in again.reader.find(Body)] == ["Harbour Board"]
        again.close()
    with pytest.raises(KnownError, match="no register"):
        backup(tmp_path / "nowhere", tmp_path / "three")


def test_restore_in_the_middle_of_a_session(session: Session, tmp_path: Path) -> None:
    add(session, "Before")
    target = backup(session, tmp_path / "x.secretariat-backup")
    add(session, "After")
    damaged = tmp_path / "damaged"
    damaged.write_bytes(target.read_bytes()[:-300])
    with pytest.raises(KnownError, match="damaged"):
        restore_and_reopen(session, damaged)
    assert session.reader.count(Body) == 2  # it was refused while the session stayed open
    again = restore_and_reopen(session, target)
    try:
        assert [body.name for body in again.reader.find(Body)] == ["Before"]
        assert again.who == "Ada"
        assert again.undo_state().blocked
        folder = again.register.folder
        assert sorted(path.name for path in folder.glob("gen-*")) == ["gen-1", "gen-2"]
        (pinned,) = copies(again)
        assert pinned.pinned
        assert check(again) == []
        Safety(again, ballast_size=0).make_copy()
        assert [path.name for path in folder.glob("gen-*")] == ["gen-2"]
    finally:
        again.close()


def test_check_finds_what_is_planted(session: Session, tmp_path: Path) -> None:
    body = add(session)

    def meeting(w: object) -> None:
        made = w.insert(Meeting())  # type: ignore[attr-defined]
        w.insert(Item(meeting=made.uid, title="One"))  # type: ignore[attr-defined]
        w.insert(Entry(meeting=made.uid, text="Two"))  # type: ignore[attr-defined]

    session.change("Add", meeting).result(10)
    keeper = Safety(session, ballast_size=0)
    copy = keeper.make_copy()
    assert check(session) == []
    session.change(
        "Forge",
        lambda w: w.connection.execute("UPDATE history SET after = replace(after, 'Board', 'X')"),
    ).result(10)
    session.change(
        "Lose", lambda w: w.connection.execute("DELETE FROM history WHERE op = 'delete'")
    ).result(10)
    (session.register.folder / "papers" / "ab").mkdir(parents=True)
    (session.register.folder / "papers" / "ab" / ("ab" + "0" * 62)).write_bytes(b"x")
    copy.path.write_bytes(copy.path.read_bytes()[:-1])
    assert sorted(f.code for f in check(session)) == ["backup", "history", "paper"]
    assert all(f.message.endswith(".") and f.serious for f in check(session))
    assert body.uid in next(f.message for f in check(session) if f.code == "history")
    folder = session.register.folder
    with pytest.raises(KnownError, match="open in another"):
        check(folder)
    session.close()
    assert len(check(folder)) == 3
    (folder / "CURRENT").write_text("gen-9")
    assert [f.code for f in check(folder)] == ["current"]
    with pytest.raises(KnownError, match="no register"):
        check(tmp_path / "nowhere")
    with pytest.raises(KnownError, match="no register"):
        check(tmp_path)
