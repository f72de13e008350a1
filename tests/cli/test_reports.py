"""Reports by command: who owes which, and a draft for each author, whatever the day is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from secretariat.cli import main

Run = Callable[..., str]


@pytest.fixture
def run(register_folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    assert main(["--register", str(register_folder), "demo"]) == 0
    capsys.readouterr()

    def command(*words: str, code: int = 0) -> str:
        assert main(["--register", str(register_folder), *words]) == code
        told = capsys.readouterr()
        return told.out or told.err

    return command


def test_the_list_says_by_when_and_why(run: Run) -> None:
    rows = {row["title"]: row for row in json.loads(run("list", "reports", "--json"))}
    budget = rows["Budget for 2027/28"]
    assert (budget["due"], budget["item"]) == ("2026-11-30", "8 (b)")
    assert budget["why"].startswith("8 working days before the meeting. Terms of reference 4.3")
    assert budget["meeting"] == "MCSSB, 10 Dec 2026"
    both = rows["Single front door: ready for January?"]
    assert both["meeting"] == "CSSP, 2 Dec 2026; MCSSB, 10 Dec 2026"
    assert (both["missing"], both["state"]) == (False, "Cleared")
    assert "The refuge scheme" in run("list", "reports", "--body", "MCSSB")
    assert "The refuge scheme" not in run("list", "reports", "--body", "SVDG")


def test_late_ones_are_those_missing_past_their_day(run: Run) -> None:
    late = json.loads(run("list", "reports", "--late", "--json"))
    every = json.loads(run("list", "reports", "--json"))
    assert late == [row for row in every if row["missing"] and row["days_late"] > 0]
    assert main(["list", "people", "--late"]) == 2


def test_each_author_who_owes_one_gets_a_draft(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    assert "is not a folder" in run("chase", "-o", str(folder), code=1)
    folder.mkdir()
    told = run("chase", "-o", str(folder))
    missing = [row for row in json.loads(run("list", "reports", "--json")) if row["missing"]]
    authors = {row["author"] for row in missing}
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(made) == len(authors) == told.count(".eml")
    contract = next(data for name, data in made.items() if "Colin Ridgeway" in name)
    assert b"A contract: the first year" in contract  # its public title
    assert b"Commissioner" not in contract


def test_forms_are_made_for_one_item_and_for_all_that_is_missing(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    told = run("make", "report-form", "MCSSB/2026-12-10", "8b", "-o", str(folder))
    (one,) = folder.iterdir()
    assert one.name in told
    assert one.name.startswith("2026-12-10 MCSSB 8 (b) Budget")
    assert one.read_bytes().startswith(b"PK")
    path = tmp_path / "all.zip"
    run("make", "report-form", "MCSSB/2026-12-10", "-o", str(path))
    with ZipFile(path) as package:
        assert len(package.namelist()) == 4
        assert package.read(one.name) == one.read_bytes()
    assert "no item" in run("make", "report-form", "MCSSB/2026-12-10", "99", "-o", "x", code=1)
    assert "neither" in run("make", "report-form", "MCSSB/2026-12-10", "-o", "x.pdf", code=1)
    assert main(["make", "agenda", "MCSSB/2026-12-10", "8b", "-o", "x.pdf"]) == 2
