"""Files attached by command: to an item, as a next version, and what could not be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from secretariat.cli import main
from secretariat.models.kinds import Restriction
from secretariat.models.records import Paper, PaperFile
from secretariat.services.session import Session

Run = Callable[..., str]
MEETING = "MCSSB/2026-12-10"


@pytest.fixture
def run(register_folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    assert main(["--register", str(register_folder), "demo"]) == 0
    capsys.readouterr()

    def command(*words: str, code: int = 0) -> str:
        assert main(["--register", str(register_folder), *words]) == code
        told = capsys.readouterr()
        return told.out + told.err

    return command


def test_files_are_attached_replaced_and_restricted(
    run: Run, register_folder: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "Appendix A Costs.pdf", tmp_path / "Costs v2.pdf"
    first.write_bytes(b"%PDF-1.7 one")
    second.write_bytes(b"%PDF-1.7 two")
    gone = str(tmp_path / "gone.pdf")
    told = run("attach", MEETING, "8b", str(first), gone, "--restricted", "paragraph 3", code=1)
    assert "was attached as “Costs”" in told
    assert "“gone.pdf” could not be read" in told
    assert "is there already" in run("attach", MEETING, "8b", str(first))
    told = run("attach", MEETING, "8b", str(second), "--replaces", "Appendix A")
    assert "version 2 of “Costs”" in told
    assert "no paper" in run("attach", MEETING, "8b", str(second), "--replaces", "x", code=1)
    session = Session.open(register_folder)
    (paper,) = session.reader.find(Paper, title="Costs")
    assert (paper.restriction, paper.restriction_ground) == (Restriction.EXEMPT, "paragraph 3")
    assert session.reader.count(PaperFile, paper=paper.uid) == 2
    session.close()
