"""Commands as processes of their own: pipes, terminals, and what they load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from secretariat import cli

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("processes") / "register"
    assert cli.main(["--register", str(folder), "demo"]) == 0
    return folder


def process(*words: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command as it runs for a user."""
    code = "import sys; from secretariat.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        capture_output=True,
        check=False,
        **more,  # type: ignore[call-overload]
    )


def test_a_reader_that_goes_away_is_no_failure(sample: Path) -> None:
    code = "import sys; from secretariat.cli import main; sys.exit(main(sys.argv[1:]))"
    words = ["--register", str(sample), "export", "register", "-"]
    with subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        said = running.stderr.read()
        assert running.wait(30) == 0
    assert said == b""


def test_binary_goes_to_the_output_unchanged(sample: Path) -> None:
    words = ("make", "agenda", "CSSP/2026-12-02", "--as", "pdf", "-o", "-")
    done = process("--register", str(sample), *words)
    assert done.returncode == 0
    assert done.stdout.startswith(b"%PDF-")
    assert done.stdout.rstrip().endswith(b"%%EOF")


def test_a_terminal_without_our_letters_gets_others(sample: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = process("--register", str(sample), "list", "people", env=environment)
    assert done.returncode == 0
    done = process("--register", str(sample), "list", "people", "--json", env=environment)
    assert "Żak" in json.loads(done.stdout)[-1]["name"] or json.loads(done.stdout)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_an_output_that_is_full_or_closed(sample: Path) -> None:
    words = f"-m secretariat --register '{sample}'"
    for command, code in (
        (f"{sys.executable} {words} list people >/dev/full", 1),
        (f"{sys.executable} {words} export register /dev/full", 1),
        (f"{sys.executable} {words} list people >&-", 0),
        (f"{sys.executable} {words} export register - >&-", 1),
    ):
        done = subprocess.run(
            ["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done
        assert len(done.stderr.splitlines()) == code, done
        assert "went wrong inside" not in done.stderr


def test_commands_begin_without_what_they_do_not_need() -> None:
    heavy = "['PySide6', 'docx', 'jsonschema', 'pikepdf', 'reportlab', 'sqlite_utils', 'sqlite3']"
    code = (
        "import sys; from secretariat.cli import main; main(['--help']);"
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stdout
    assert done.stderr == ""
