"""A disk that is really full: a small one is mounted where that is allowed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.records import Body, Entry, Meeting
from secretariat.services.safety import Safety, backup, check
from secretariat.services.session import Session
from secretariat.store import files

pytestmark = [
    pytest.mark.battery,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts are made as on Linux"),
]


def _mount(place: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of eight megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    if not _mount(place, "size=8m"):
        pytest.skip("a disk cannot be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_writing_until_the_disk_is_full(small: Path) -> None:
    """With the ballast gone saving goes on for a while; nothing told as saved is lost."""
    session = Session.open(small / "register", create=True)
    try:
        keeper = Safety(session, ballast_size=2 << 20)
        assert keeper.keep_room()
        meeting = session.change("Add", lambda w: w.insert(Meeting())).result()
        kept: list[str] = []
        lost_room_at = None
        error: KnownError | None = None
        while error is None:
            entry = Entry(meeting=meeting.uid, text="x" * 20_000)
            try:
                kept.append(session.change("Type", lambda w, e=entry: w.insert(e)).result().uid)
            except KnownError as told:
                error = told
            if session.low_space and lost_room_at is None:
                lost_room_at = len(kept)
        assert "your words stay on the screen" in str(error)
        assert lost_room_at is not None
        assert len(kept) > lost_room_at + 10  # the room of the ballast was used
        assert {e.uid for e in session.reader.find(Entry)} == set(kept)
        with pytest.raises(KnownError):
            keeper.make_copy()
        with pytest.raises(KnownError):
            backup(session, small / "full.secretariat-backup")
        assert not keeper.keep_room()
        assert [f for f in check(session) if f.serious] == []
    finally:
        session.close()
    again = Session.open(small / "register")
    try:
        assert {e.uid for e in again.reader.find(Entry)} == set(kept)
        for old in (small / "register").glob("flight*.jsonl"):
            old.unlink()
        again.change("Go on", lambda w: w.insert(Body(name="Room again"))).result()
        assert again.healthy
        assert check(again) == []
        assert not list((small / "register").rglob("*.tmp"))
    finally:
        again.close()


def test_no_room_to_begin_with(tmp_path: Path) -> None:
    place = tmp_path / "tiny"
    place.mkdir()
    if not _mount(place, "size=200k"):
        pytest.skip("a disk cannot be mounted here")
    try:
        with pytest.raises(KnownError):
            Session.open(place / "register", create=True)
        assert files.free_space(place) >= 0
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_read_only_disk(tmp_path: Path) -> None:
    place = tmp_path / "read-only"
    place.mkdir()
    if not _mount(place, "size=8m"):
        pytest.skip("a disk cannot be mounted here")
    try:
        Session.open(place / "register", create=True).close()
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        with pytest.raises(KnownError, match="cannot be written"):
            Session.open(place / "register")
        with pytest.raises(KnownError, match="cannot be written"):
            Session.open(place / "other", create=True)
    finally:
        subprocess.run(["umount", str(place)], check=True)
