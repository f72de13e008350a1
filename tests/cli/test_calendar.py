"""Calendar files by command."""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest

from secretariat.cli import main


@pytest.fixture
def register(register_folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["--register", str(register_folder), "demo"]) == 0
    capsys.readouterr()
    return str(register_folder)


def test_all_a_body_a_year_and_a_meeting(register: str, tmp_path: Path) -> None:
    file = tmp_path / "out.ics"

    def count(*words: str) -> int:
        assert main(["--register", register, "export", "calendar", *words, str(file)]) == 0
        return len(icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT"))

    every = count()
    assert every > count("--body", "MCSSB") > count("--body", "MCSSB", "--year", "2026") > 1
    assert count("--meeting", "MCSSB/2026-12-10") == 1


def test_what_cannot_be_is_a_sentence(
    register: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out.ics"
    export = ["--register", register, "export", "calendar", str(file)]
    assert main([*export, "--year", "2090"]) == 1
    assert "There is no meeting with a date" in capsys.readouterr().err
    assert main([*export, "--year", "2026", "--meeting", "MCSSB/2026-12-10"]) == 2
    assert not file.exists()
