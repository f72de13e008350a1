"""The deadlines of a meeting by command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from secretariat.cli import main

Run = Callable[..., str]


@pytest.fixture
def run(register_folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    assert main(["--register", str(register_folder), "demo"]) == 0
    capsys.readouterr()

    def command(*words: str) -> str:
        assert main(["--register", str(register_folder), "deadlines", *words]) == 0
        return capsys.readouterr().out

    return command


def test_the_chain_as_data(run: Run) -> None:
    told = json.loads(run("MCSSB/2026-12-10", "--json"))
    days = {one["kind"]: one for one in told["deadlines"]}
    assert told["date"] == "2026-12-10"
    assert days["agenda"]["day"] == "2026-12-02"
    assert days["agenda"]["counted"] == [f"2026-12-{d:02}" for d in (9, 8, 7, 4, 3)]
    assert {"day": "2026-12-05", "why": "Saturday"} in days["agenda"]["skipped"]
    assert days["agenda"]["source"] == "Terms of reference 4.3, agreed 28 March 2017"
    assert days["agenda"]["checked"]
    assert days["briefing"]["suggested"]
    assert [one["day"] for one in told["deadlines"]] == sorted(
        one["day"] for one in told["deadlines"]
    )


def test_the_chain_in_words(run: Run) -> None:
    words = run("MCSSB/2026-12-10")
    assert "Papers out by Wednesday 2 December 2026: " in words
    assert "5 working days: Thu 3, Fri 4, Mon 7, Tue 8, Wed 9." in words
    assert "Not counted: day of issue, day of the meeting, Sat 5, Sun 6." in words


def test_closure_days_of_the_office_are_named(run: Run) -> None:
    assert "Tue 29 (Offices closed)" in run("SVDG/2027-01-19")


def test_what_moving_would_break(run: Run) -> None:
    told = json.loads(run("MCSSB/2026-12-10", "--moved-to", "2080-12-14", "--json"))
    assert told["moved_to"] == "2080-12-14"
    assert told["breaks"][0] == "Saturday 14 December 2080 is a Saturday."
    assert "2080 are not yet proclaimed" in told["breaks"][-1]
    assert "Moved to Thursday 17 December 2026" in run("MCSSB/2026-12-10", "--moved-to", "17/12/26")


def test_what_is_misused_is_told(
    register_folder: Path, capsys: pytest.CaptureFixture[str], run: Run
) -> None:
    base = ["--register", str(register_folder), "deadlines"]
    assert main([*base, "no-such-meeting"]) == 1
    assert "There is no meeting" in capsys.readouterr().err
    assert main([*base, "MCSSB/2026-12-10", "--moved-to", "31 February 2027"]) == 2
