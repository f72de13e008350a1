"""House styles by command: listed, written into a file, brought in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from secretariat.cli import main
from tests.render.ooxml import faults

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


def test_a_style_is_listed_exported_and_brought_in(run: Run, tmp_path: Path) -> None:
    rows = json.loads(run("style", "list", "--json"))
    assert {"district", "parish"} <= {row["key"] for row in rows}
    assert not any(row["own"] for row in rows)
    assert "District council.secretariat-style: District council." in run(
        "style", "export", "District council", str(tmp_path)
    )
    file = tmp_path / "District council.secretariat-style"
    assert "already" in run("style", "import", str(file), code=1)
    assert "“Wenbridge” was brought in." in run("style", "import", str(file), "--name", "Wenbridge")
    assert "Wenbridge (own)" in run("style", "list")
    again = tmp_path / "again"
    run("style", "export", "wenbridge", str(again))
    assert "here already, and the same" in run("style", "import", str(again))
    run("style", "template", "Wenbridge", str(tmp_path))
    assert not faults((tmp_path / "Wenbridge.dotx").read_bytes(), ".dotx")
    assert "no house style “Moon”" in run("style", "template", "Moon", str(tmp_path), code=1)
    again.write_bytes(b"no style")
    assert "no house style file" in run("style", "import", str(again), code=1)
    assert "There is no house style “Nowhere”" in run("style", "export", "Nowhere", "-", code=1)
