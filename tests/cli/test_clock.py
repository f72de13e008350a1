"""The clock by command."""

from __future__ import annotations

import json

import pytest

from secretariat.cli import main

EASTER = ["clock", "--rule", "england-agenda", "--date", "2019-04-23"]


def test_the_latest_day_with_its_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*EASTER, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["latest"] == "2019-04-11"
    assert told["counted"] == [f"2019-04-{d}" for d in (18, 17, 16, 15, 12)]
    assert {"day": "2019-04-19", "why": "Good Friday"} in told["skipped"]
    assert "100B" in told["source"]


def test_the_same_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(EASTER) == 0
    words = capsys.readouterr().out
    assert "Thursday 11 April 2019" in words
    assert "Mon 22 Apr (Easter Monday)" in words


def test_the_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clock", "--json"]) == 0
    rules = {row["rule"] for row in json.loads(capsys.readouterr().out)}
    assert {"england-agenda", "wales-note", "parish-strict", "partnership-reports"} <= rules


def test_what_cannot_be_reckoned_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clock", "--rule", "no-such-rule", "--date", "2026-01-06"]) == 1
    assert capsys.readouterr().err == "There is no rule called “no-such-rule”.\n"
    assert main(["clock", "--rule", "england-agenda", "--date", "31 February 2026"]) == 2
    assert main(["clock", "--rule", "england-agenda"]) == 2
