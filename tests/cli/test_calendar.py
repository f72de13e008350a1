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


def test_a_calendar_comes_in_whole_or_not_at_all(
    register: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.ics", tmp_path / "bad.ics"
    words = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:{}\nEND:VEVENT\nEND:VCALENDAR\n"
    good.write_text(words.format("20290709T140000"), "utf-8")
    bad.write_text(words.format("soon"), "utf-8")
    bring = ["--register", register, "import"]
    assert main([*bring, str(good)]) == 2
    assert main([*bring, str(good), str(bad), "--body", "MCSSB"]) == 1
    told = capsys.readouterr().err
    assert "bad.ics: Line 3: “soon” is no day with a time. Nothing was brought in." in told
    assert main([*bring, str(good), "--body", "MCSSB"]) == 0
    assert capsys.readouterr().out.startswith("1 meeting of Marlshire")
    assert main([*bring, str(good), "--body", "MCSSB", "--json"]) == 0
    assert '"there": 1' in capsys.readouterr().out
    assert main([*bring, str(tmp_path / "none.ics"), "--body", "MCSSB"]) == 1
