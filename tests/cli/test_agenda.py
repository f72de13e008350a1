"""A new agenda by command: shown, made, and refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from secretariat.cli import main


def test_an_agenda_is_shown_and_then_made(
    register_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = ["--register", str(register_folder)]
    assert main([*base, "demo"]) == 0
    agenda = [*base, "agenda", "MCSSB/2027-03-11"]
    capsys.readouterr()
    assert main([*agenda, "--from", "open"]) == 0
    shown = capsys.readouterr().out
    assert "Road safety: a request from the parish councils" in shown
    assert "Nothing was written" in shown
    assert main([*agenda, "--from", "open", "--write"]) == 0
    assert "put on the agenda" in capsys.readouterr().out
    assert main([*agenda, "--from", "usual"]) == 1
    assert "This meeting has no source “usual”; it has: template" in capsys.readouterr().err
