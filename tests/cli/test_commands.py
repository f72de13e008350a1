"""The whole product without a window."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from secretariat import cli

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "files" / "interchange"
AGENDA = FILES / "agenda-2017-02-23.json"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands") / "register"
    assert cli.main(["--register", str(folder), "demo"]) == 0
    return folder


class Commands:
    """Runs commands on one register and keeps what they print."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capfd = folder, capfd
        self.out = self.err = ""

    def __call__(self, *words: str | Path) -> int:
        self._capfd.readouterr()
        code = cli.main(["--register", str(self.folder), *map(str, words)])
        self.out, self.err = self._capfd.readouterr()
        return code

    def refused(self, *words: str | Path) -> str:
        """Return the one sentence with which a command fails."""
        assert self(*words) == 1
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].endswith(".")
        assert "Traceback" not in self.err
        return lines[0]


@pytest.fixture
def run(sample: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Commands:
    shutil.copytree(sample, tmp_path / "register")
    return Commands(tmp_path / "register", capfd)


@pytest.fixture
def empty(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path / "new", capfd)


def test_demo_fills_an_empty_register_once(empty: Commands) -> None:
    assert empty("demo") == 0
    assert "37 meetings" in empty.out
    assert "empty one" in empty.refused("demo")


@pytest.mark.parametrize("what", ["bodies", "people", "meetings", "actions"])
def test_list_for_people_and_for_programs(run: Commands, what: str) -> None:
    assert run("list", what) == 0
    lines = run.out.splitlines()
    assert run("list", what, "--json") == 0
    rows = json.loads(run.out)
    assert len(rows) == len(lines) > 0
    assert all(row["uid"] for row in rows)
    assert run("list", what, "--body", "svdg", "--json") == 0
    assert 0 < len(json.loads(run.out)) < len(rows)


def test_list_of_nothing_says_so(empty: Commands) -> None:
    assert empty("import", FILES / "membership-2017.json") == 0
    assert empty("list", "meetings") == 0
    assert empty.out == "There are no meetings yet.\n"


def test_import_twice_changes_nothing(empty: Commands) -> None:
    assert empty("import", AGENDA) == 0
    assert "is new" in empty.out
    assert empty("import", AGENDA, "--json") == 0
    assert json.loads(empty.out)["changes"] == 0
    assert empty("import", AGENDA) == 0
    assert empty.out.startswith("0 changes")


def test_import_of_a_file_that_is_refused_makes_no_register(
    empty: Commands, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    assert "broken.json" in empty.refused("import", broken)
    assert not empty.folder.exists()
    assert "no file" in empty.refused("import", tmp_path / "absent.json")


@pytest.mark.parametrize(
    "words", [("register",), ("body", "CSSP"), ("meeting", "MCSSB/2026-09-10")]
)
def test_export_and_import_give_the_same(
    run: Commands, tmp_path: Path, words: tuple[str, ...]
) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert run("export", *words, first) == 0
    other = Commands(tmp_path / "other", run._capfd)
    assert other("import", first) == 0
    assert other("export", *words, second) == 0
    if words[0] == "register":
        assert first.read_bytes() == second.read_bytes()
    assert told(first) == told(second)


def told(path: Path) -> Any:
    """Return what a file says. A part of a register is silent of what it points at outside, and
    where it was brought in, there is nothing outside: saying nothing is the same as naming none.
    """

    def said(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: said(one) for key, one in value.items() if one is not None}
        return [said(one) for one in value] if isinstance(value, list) else value

    return said(json.loads(path.read_bytes()))


def test_export_to_the_output(run: Commands) -> None:
    assert run("export", "body", "Community Safety Scrutiny Panel", "-") == 0
    assert json.loads(run.out)["scope"] == "body"


def test_a_meeting_is_found_by_what_people_call_it(run: Commands) -> None:
    assert run("list", "meetings", "--body", "CSSP", "--json") == 0
    uid = json.loads(run.out)[0]["uid"]
    made = []
    for word in (uid, uid[:9], uid.upper(), "CSSP/2025-02-05", "cssp/2025-02-05"):
        assert run("make", "agenda", word, "--as", "txt", "-o", "-") == 0
        made.append(run.out)
    assert len(set(made)) == 1
    assert "no meeting on 2025-02-06" in run.refused(
        "make", "agenda", "CSSP/2025-02-06", "--as", "txt"
    )
    assert "CSSP, MCSSB, MVF, SVDG" in run.refused(
        "make", "agenda", "XYZ/2025-02-05", "--as", "txt"
    )
    assert "not a date" in run.refused("make", "agenda", "CSSP/5 Feb", "--as", "txt")


def test_large_print_is_a_file_of_its_own_name(run: Commands, tmp_path: Path) -> None:
    for document, word in (("agenda", "CSSP/2025-02-05"), ("membership-list", "CSSP")):
        command = ("make", document, word, "--as", "pdf", "-o", str(tmp_path))
        assert run(*command) == 0
        assert run(*command, "--large") == 0
    names = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert len(names) == 4
    assert sum("large print" in name for name in names) == 2
    assert "There is no meeting" in run.refused("make", "agenda", "0000000", "--as", "txt")


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("pdf", b"%PDF-"),
        ("docx", b"PK"),
        ("html", b"<!doctype html>"),
        ("txt", b"COMMUNITY SAFETY"),
        ("eml", b"X-Unsent: 1"),
    ],
)
def test_make_every_format(run: Commands, tmp_path: Path, form: str, begins: bytes) -> None:
    path = tmp_path / f"out.{form}"
    assert run("make", "agenda", "CSSP/2026-12-02", "-o", path) == 0
    assert begins.lower() in path.read_bytes()[:2000].lower()
    again = tmp_path / "again"
    assert run("make", "agenda", "CSSP/2026-12-02", "--as", form, "-o", again) == 0
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("kind", ["agenda", "minutes", "actions", "attendance"])
def test_make_every_document(run: Commands, tmp_path: Path, kind: str) -> None:
    assert run("make", kind, "MCSSB/2026-09-10", "--as", "txt", "-o", tmp_path) == 0
    assert [path.suffix for path in tmp_path.glob("2026-09-10 MCSSB*")] == [".txt"]


def test_make_for_an_audience(run: Commands) -> None:
    said = {}
    for audience in ("public", "members", "officers"):
        meeting = ("MCSSB/2025-03-13", "--as", "txt", "-o", "-", "--audience", audience)
        assert run("make", "minutes", *meeting) == 0
        said[audience] = run.out
    assert "24,000" not in said["public"]
    assert "24,000" in said["members"]
    assert "Treasurer" not in said["members"]
    assert "Treasurer" in said["officers"]


def test_check_says_that_all_is_well(run: Commands) -> None:
    assert run("check") == 0
    assert run.out.startswith("All is well")
    assert run("check", "--json") == 0
    assert json.loads(run.out) == []


def test_backup_and_restore(run: Commands, tmp_path: Path) -> None:
    copy, before, after = (tmp_path / name for name in ("copy", "before.json", "after.json"))
    assert run("export", "register", before) == 0
    assert run("backup", copy) == 0
    assert run("import", AGENDA) == 0
    assert run("restore", copy) == 0
    assert run("export", "register", after) == 0
    assert after.read_bytes() == before.read_bytes()


def test_a_damaged_backup_is_refused(run: Commands, tmp_path: Path) -> None:
    copy, before, after = (tmp_path / name for name in ("copy", "before.json", "after.json"))
    assert run("export", "register", before) == 0
    copy.write_bytes(b"PK\x03\x04 nothing good")
    run.refused("restore", copy)
    assert run("export", "register", after) == 0
    assert after.read_bytes() == before.read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("list",),
        ("list", "cats"),
        ("make", "agenda"),
        ("make", "agenda", "CSSP/2026-12-02"),
        ("make", "agenda", "CSSP/2026-12-02", "--as", "doc"),
        ("make", "poem", "CSSP/2026-12-02", "--as", "pdf"),
        ("make", "agenda", "CSSP/2026-12-02", "--as", "pdf", "--audience", "friends"),
        ("export", "body", "x"),
        ("import",),
        ("tour",),
        ("--unknown",),
    ],
)
def test_wrong_usage_is_2(run: Commands, words: tuple[str, ...]) -> None:
    assert run(*words) == 2
    assert "Usage:" in run.err
    assert run.out == ""


@pytest.mark.parametrize("words", [("--help",), ("make", "-h"), ("export", "--help")])
def test_help_is_no_failure(run: Commands, words: tuple[str, ...]) -> None:
    assert run(*words) == 0
    assert "Usage:" in run.out


def test_our_own_fault_is_one_sentence_and_a_log(
    run: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from secretariat.cli import listing, trouble

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by design")

    monkeypatch.setattr(listing, "show", fail)
    monkeypatch.setattr(trouble, "log_folder", lambda: tmp_path / "logs")
    sentence = run.refused("list", "people")
    log = tmp_path / "logs" / "commands.log"
    assert str(log) in sentence
    assert "by design" in log.read_text("utf-8")
    monkeypatch.setattr(trouble, "log_folder", lambda: log)
    assert "no log" in run.refused("list", "people")


def test_a_file_is_whole_or_as_it_was(
    run: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "agenda.txt"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    sentence = run.refused("make", "agenda", "CSSP/2026-12-02", "-o", path)
    assert "no space left" in sentence
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["agenda.txt"]


def test_a_folder_that_is_not_there(run: Commands, tmp_path: Path) -> None:
    path = tmp_path / "no" / "agenda.pdf"
    assert str(path) in run.refused("make", "agenda", "CSSP/2026-12-02", "-o", path)


def test_tour_does_the_main_job(empty: Commands, tmp_path: Path) -> None:
    seen: list[Path] = []

    def grab(folder: Path, picture: Path) -> None:
        seen.append(folder)
        picture.write_bytes(b"\x89PNG")

    out = tmp_path / "tour"
    assert cli.main(["tour", "--out", str(out)], grab=grab) == 0
    said = empty._capfd.readouterr().out
    names = {path.name for path in out.iterdir()}
    for form in ("pdf", "docx", "html", "txt", "eml"):
        assert f"2026-11-20 CSSP agenda.{form}" in names
        assert f"2026-11-20 CSSP draft minutes.{form}" in names
    assert "window.png" in names
    assert all(str(out / name) in said for name in names)
    assert not seen[0].exists()
    minutes = (out / "2026-11-20 CSSP draft minutes.txt").read_text("utf-8")
    assert "Gareth Prosser showed where the water came over the wall:" in minutes
    assert "The meeting ended at 7.10 pm." in minutes
    agenda = (out / "2026-11-20 CSSP agenda.txt").read_text("utf-8")
    assert "An insurance claim" in agenda
    assert "Millgate Centre against" not in agenda + minutes


def test_tour_says_when_there_is_no_picture(empty: Commands, tmp_path: Path) -> None:
    assert cli.main(["tour", "--out", str(tmp_path / "tour")], grab=lambda *_: None) == 0
    assert "no picture" in empty._capfd.readouterr().out
