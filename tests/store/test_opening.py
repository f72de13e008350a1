"""What is refused at the door, and in which words."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.records import RECORDS, Body
from secretariat.store import backup, checkup, generations, opening, places
from secretariat.store.connection import problems
from secretariat.store.lock import FolderLock, held
from secretariat.store.register import Register
from tests.store.maker import START, add, contents, do, undo

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def made(register_folder: Path) -> Path:
    """Return the folder of a closed register with one body in it."""
    register = Register.create(register_folder)
    do(register, lambda w: add(w, Body, name="Board"))
    register.close()
    return register_folder


def refused(folder: Path) -> str:
    with pytest.raises(KnownError) as told:
        Register.open(folder)
    sentence = str(told.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def pragma(database: Path, sql: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(sql)


def test_a_closed_register_has_no_log_of_writes(made: Path) -> None:
    assert sorted(path.name for path in (made / "gen-1").iterdir()) == ["register.db"]


def test_a_second_opening_is_refused_in_the_same_process(made: Path) -> None:
    register = Register.open(made)
    assert "open in another window" in refused(made)
    do(register, lambda w: add(w, Body))  # the refusal has not cost the first one its locks
    register.close()
    Register.open(made).close()


HOLD = (
    "import sys, time; from pathlib import Path;"
    "from secretariat.store.register import Register;"
    "r = Register.open(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
)


def test_another_process_is_refused_and_a_killed_holder_lets_go(made: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(made)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert "open in another window" in refused(made)
    finally:
        holder.kill()
        holder.wait()
        if holder.stdout:
            holder.stdout.close()
    Register.open(made).close()


@pytest.mark.skipif(sys.platform == "win32", reason="a child there inherits nothing")
def test_a_child_process_does_not_keep_the_lock(made: Path) -> None:
    register = Register.open(made)
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
    try:
        register.close()
        Register.open(made).close()
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()


def test_a_missing_folder_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing").startswith("There is no register in")
    assert refused(tmp_path).startswith("There is no register in")
    assert list(tmp_path.iterdir()) == []


def test_a_newer_register_is_refused(made: Path) -> None:
    pragma(made / "gen-1" / "register.db", "PRAGMA user_version = 900")
    assert "newer version" in refused(made)


@pytest.mark.parametrize("value", [0, 1234])
def test_a_foreign_database_is_refused(made: Path, value: int) -> None:
    pragma(made / "gen-1" / "register.db", f"PRAGMA application_id = {value}")
    assert "not a register of this program" in refused(made)


@pytest.mark.parametrize("data", [b"", b"hello", os.urandom(5000), b"SQLite format 3\0"])
def test_what_is_no_database_is_refused(made: Path, data: bytes) -> None:
    (made / "gen-1" / "register.db").write_bytes(data)
    assert "not a register" in refused(made)


@pytest.mark.parametrize(
    "name",
    [b"", b"gen-0", b"../gen-1", b"gen-1/../gen-1", b"/etc", b"gen-1x", b"\xff\xfe", b"gen-\xb2",
     b"gen-1" * 400, b"gen-01", b"."],
)  # fmt: skip
def test_a_damaged_current_is_refused(made: Path, name: bytes) -> None:
    (made / "CURRENT").write_bytes(name)
    assert "CURRENT" in refused(made)


def test_current_may_have_been_written_by_hand(made: Path) -> None:
    (made / "CURRENT").write_bytes(b" gen-1\r\n")
    Register.open(made).close()


def test_a_lost_generation_and_a_lost_current_are_told(made: Path) -> None:
    (made / "CURRENT").write_text("gen-7")
    assert "gen-7" in refused(made)
    (made / "CURRENT").unlink()
    assert "write gen-1 into a file" in refused(made)
    with pytest.raises(KnownError, match="already"):
        Register.create(made)


def test_creation_that_was_cut_short_can_be_done_again(register_folder: Path) -> None:
    Register.create(register_folder).close()
    shutil.copytree(register_folder, register_folder.with_name("cut"))
    cut = register_folder.with_name("cut")
    pragma(cut / "gen-1" / "register.db", "PRAGMA journal_mode = DELETE")
    (cut / "CURRENT").unlink()
    register = Register.create(cut)
    assert register.database.parent.name == "gen-2"
    register.close()


def test_creating_twice_is_refused(made: Path) -> None:
    with pytest.raises(KnownError, match="already"):
        Register.create(made)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is Linux's")
def test_a_folder_that_cannot_be_written_is_told() -> None:
    with pytest.raises(KnownError, match="cannot be written"):
        Register.create(Path("/proc/register"))


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(KnownError):
        Register.create(tmp_path / "file")
    assert refused(tmp_path / "file").startswith("There is no register")


def test_damage_is_told_with_the_newest_good_copy(made: Path) -> None:
    copy = backup.make(made, made / "gen-1" / "register.db", START)
    database = made / "gen-1" / "register.db"
    data = bytearray(database.read_bytes())
    data[5000:9000] = os.urandom(4000)
    database.write_bytes(data)
    assert copy.path.name in refused(made)


def test_an_unclean_stop_is_looked_through_wholly(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def noted(connection: sqlite3.Connection, *, full: bool = True) -> list[str]:
        seen.append(full)
        return problems(connection, full=full)

    register = Register.open(made)
    do(register, lambda w: add(w, Body, name="In the log only"))
    copied = made.with_name("copied")
    shutil.copytree(made, copied)  # as a kill would leave it, its log of writes not empty
    register.close()
    monkeypatch.setattr(opening, "problems", noted)
    again = Register.open(copied)
    assert seen == [True]
    assert len(contents(again.reader())["body"]) == 2
    again.close()
    Register.open(copied).close()
    assert seen == [True, False]
    monkeypatch.setattr(opening, "QUICK", 0)
    Register.open(copied).close()
    assert len(seen) == 2


def test_opening_sweeps_what_was_left_behind(made: Path) -> None:
    """Temporary files and abandoned generations go; the one before, and live ones, stay."""
    left = ["CURRENT.tmp", "ballast.tmp", "backups/copy.db.tmp", "papers/ab/x.tmp"]
    (made / "papers" / "ab").mkdir()
    for name in left:
        (made / name).write_bytes(b"x")
    for number in (2, 3, 5, 6, 7):
        shutil.copytree(made / "gen-1", made / f"gen-{number}")
    (made / "CURRENT").write_text("gen-5")
    pragma(made / "gen-6" / "register.db", "PRAGMA journal_mode = DELETE")  # never in use
    (made / "gen-2" / "KEEP").touch()
    (made / "gen-8").mkdir()
    Register.open(made).close()
    assert not [name for name in left if (made / name).exists()]
    assert sorted(p.name for p in made.glob("gen-*")) == ["gen-2", "gen-3", "gen-5", "gen-7"]
    assert generations.newer_in_use(made) == [7]


@pytest.mark.parametrize(
    "folder",
    ["OneDrive/register", "OneDrive - Borough Council/x", "Dropbox/a", "Dropbox (Council)/b",
     "Google Drive/My Drive/r", "GoogleDrive-me@example.org/r", "iCloudDrive/r",
     "Library/Mobile Documents/com~apple~CloudDocs/r", "Library/CloudStorage/Any-x/r",
     "SharePoint/r", "Nextcloud/r", "Box Sync/r"],
)  # fmt: skip
def test_synced_folders_are_refused(tmp_path: Path, folder: str) -> None:
    for act in (Register.create, Register.open):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        with pytest.raises(places.SyncedFolderError, match="stays on this computer"):
            act(tmp_path / folder)
    assert list((tmp_path / folder).iterdir()) == []


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox", ".nextcloudsync.log"])
def test_marks_of_sync_clients_are_seen(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).mkdir()
    assert places.synced_by(tmp_path / "some" / "folder")


def test_a_link_into_a_synced_folder_is_seen(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "OneDrive")
    assert places.synced_by(tmp_path / "link" / "register") == "OneDrive"


def test_the_variable_of_onedrive_is_heeded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Files of Council"))
    assert places.synced_by(tmp_path / "Files of Council" / "r") == "OneDrive"
    assert places.synced_by(tmp_path / "Other") == ""


def test_ordinary_folders_are_not_taken_for_synced_ones(tmp_path: Path) -> None:
    for name in ("Boxes", "Dropboxes of 2018", "One Drive Road", "Documents", "box"):
        assert places.synced_by(tmp_path / name) == ""
    assert not places.is_remote(tmp_path)


def test_remote_disks_are_seen() -> None:
    mounts = [
        "/dev/sda1 / ext4 rw 0 0",
        "//server/share /mnt/the\\040share cifs rw 0 0",
        "server:/x /srv nfs4 rw 0 0",
        "tmpfs /srv/local tmpfs rw 0 0",
    ]
    kinds = {
        "/home/me": "ext4", "/mnt/the share/r": "cifs", "/srv/r": "nfs4", "/srv/local/r": "tmpfs"
    }  # fmt: skip
    for folder, kind in kinds.items():
        assert places.file_system(Path(folder), mounts) == kind
    assert places.is_remote(Path("//server/share/register"))


@pytest.mark.parametrize("name", ["a b", "what?x#y%20", "Żółć ‘é’", "it's;--", "-x"])
def test_folders_may_have_any_name(tmp_path: Path, name: str) -> None:
    register = Register.create(tmp_path / name)
    do(register, lambda w: add(w, Body))
    assert register.reader().count(Body) == 1
    backup.make(register.folder, register.database, START)
    register.close()
    Register.open(tmp_path / name).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        Register.create(tmp_path / ("x" * 300))
    assert refused(tmp_path / ("x" * 300)).startswith("There is no register")


def test_a_lock_is_let_go_of_once(tmp_path: Path) -> None:
    lock = FolderLock.take(tmp_path)
    lock.release()
    lock.release()
    with held(tmp_path), pytest.raises(KnownError):
        FolderLock.take(tmp_path)


def test_opening_imports_nothing_heavy(made: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from secretariat.services.session import Session;"
        "from secretariat.services.safety import Safety; s = Session.open(Path(sys.argv[1]));"
        "Safety(s); s.close(); print('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(made)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"


def test_a_folder_that_may_not_be_written_is_told(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "cannot be written" in refused(made)


def test_any_damage_is_a_sentence_and_never_a_crash(made: Path) -> None:
    """Bytes are spoilt at random: the register can be used and checked, or says why not."""
    database = made / "gen-1" / "register.db"
    whole, chance = database.read_bytes(), random.Random(5)
    opened = 0
    for number in range(40):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 1, 5, 200])):
            data[chance.randrange(100, len(data))] = chance.randrange(256)
        database.write_bytes(data)
        try:
            register = Register.open(made)
        except KnownError:
            continue
        opened += 1
        try:
            for kind in RECORDS:
                register.reader().find(kind)
            do(register, lambda w, n=number: add(w, Body, name=f"Board {n}"))
            undo(register)
        except KnownError:
            pass
        finally:
            checkup.check(made)
            register.close()
    assert 0 < opened < 40
