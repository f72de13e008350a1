"""The starter, `dev.py`: what it decides, and that it is quick when nothing is missing."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def dev() -> ModuleType:
    """Return `dev.py` as a module of its own, so that a test may bend it."""
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def started(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], bool]]:
    """Collect what the starter would run, with whether it is offscreen; prepare nothing."""
    calls: list[tuple[list[str], bool]] = []

    def python(arguments: Sequence[str], *, offscreen: bool, cwd: Path | None = None) -> int:
        calls.append((list(arguments), offscreen))
        return 7

    monkeypatch.setattr(dev, "prepare", lambda *, x11: None)
    monkeypatch.setattr(dev, "python", python)
    return calls


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    names = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names <= set(sys.stdlib_module_names)


def test_an_old_python_can_read_it() -> None:
    # Python 3.8 must get as far as the sentence that asks for a newer one.
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_gets_one_sentence(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    version = (3, 9, 2)
    monkeypatch.setattr(dev, "sys", SimpleNamespace(version_info=version, stderr=sys.stderr))
    assert dev.main(["test"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "3.11" in said
    assert "3.9" in said


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["tset"], 2), (["--help"], 0)])
def test_usage_names_every_command(
    dev: ModuleType, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == code
    said = "".join(capsys.readouterr())
    assert all(f"  {name} " in said for name in dev.COMMANDS)


def test_tests_get_their_arguments_and_the_exit_code_comes_back(
    dev: ModuleType, started: list[tuple[list[str], bool]]
) -> None:
    assert dev.main(["test", "-k", "minutes", "tests/store", "--lf"]) == 7
    assert started == [(["-m", "pytest", "-k", "minutes", "tests/store", "--lf"], True)]


def test_run_opens_the_window_where_there_is_a_display(
    dev: ModuleType, started: list[tuple[list[str], bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "has_display", lambda: True)
    assert dev.main(["run"]) == 7
    assert started == [(["-m", "secretariat"], False)]


def test_run_says_so_and_takes_the_tour_where_there_is_none(
    dev: ModuleType,
    started: list[tuple[list[str], bool]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev, "has_display", lambda: False)
    assert dev.main(["run"]) == 7
    out = str(ROOT / "out" / "tour")
    assert started == [(["-m", "secretariat", "tour", "--out", out], True)]
    assert "no display" in capsys.readouterr().out


def test_run_headless_takes_the_tour_anywhere(
    dev: ModuleType, started: list[tuple[list[str], bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "has_display", lambda: True)
    dev.main(["run", "--headless", "--out", "here"])
    assert started == [(["-m", "secretariat", "tour", "--out", "here"], True)]


def test_run_hands_other_arguments_to_the_program(
    dev: ModuleType, started: list[tuple[list[str], bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "has_display", lambda: False)
    dev.main(["run", "--register", "x", "list", "bodies"])
    assert started == [(["-m", "secretariat", "--register", "x", "list", "bodies"], True)]


@pytest.mark.parametrize(
    ("platform", "variables", "display"),
    [
        (True, {}, False),
        (True, {"DISPLAY": ":0"}, True),
        (True, {"WAYLAND_DISPLAY": "wayland-0"}, True),
        (False, {}, True),
    ],
)
def test_a_display_is_known_by_its_variables(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    platform: bool,
    variables: dict[str, str],
    display: bool,
) -> None:
    monkeypatch.setattr(dev, "LINUX", platform)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert dev.has_display() is display


def test_a_missing_library_is_found_by_asking_the_loader(dev: ModuleType) -> None:
    assert dev.missing_libraries({"libnowhere.so.9": "libnowhere9"}) == {
        "libnowhere.so.9": "libnowhere9"
    }


def test_without_rights_the_exact_command_is_said(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "_elevation", lambda: None)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "missing_libraries", lambda wanted: {"libEGL.so.1": "libegl1"})
    assert dev.main(["test"]) == 1
    assert "sudo apt-get install -y libegl1" in capsys.readouterr().err


def test_elsewhere_the_libraries_are_named(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    monkeypatch.setattr(dev, "missing_libraries", lambda wanted: {"libEGL.so.1": "libegl1"})
    assert dev.main(["test"]) == 1
    assert "libEGL.so.1" in capsys.readouterr().err


def test_a_signal_becomes_a_shell_exit_code(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "_python_of", lambda venv: Path(sys.executable))
    assert dev.python(["-c", "raise SystemExit(3)"], offscreen=True) == 3
    if sys.platform != "win32":
        code = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
        assert dev.python(["-c", code], offscreen=True) == 128 + 15


def test_another_lock_or_place_makes_another_fingerprint(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = dev.fingerprint()
    assert before == dev.fingerprint()
    changed = tmp_path / "changed.lock"
    changed.write_bytes(dev.LOCK.read_bytes() + b"\n")
    monkeypatch.setattr(dev, "LOCK", changed)
    assert dev.fingerprint()["lock"] != before["lock"]


def test_the_stamp_reads_back_and_an_unfinished_one_is_empty(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    assert dev.read_stamp() == {}
    dev.write_stamp(dev.fingerprint())
    assert dev.read_stamp() == dev.fingerprint()


def test_the_locks_agree_carry_hashes_and_name_no_registry(dev: ModuleType) -> None:
    run_time = dev.RUN_LOCK.read_text(encoding="utf-8")
    development = dev.LOCK.read_text(encoding="utf-8")
    for text in (run_time, development):
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text
        pins = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
        assert len(pins) >= 15
        assert all(line.endswith("\\") for line in pins)
    assert dev.locked_names(run_time) <= dev.locked_names(development)
    pinned = {line for line in development.splitlines() if "==" in line}
    assert {line for line in run_time.splitlines() if "==" in line} <= pinned


def test_preparing_changes_nothing_when_nothing_is_missing(tmp_path: Path) -> None:
    if Path(sys.prefix) != ROOT / ".venv":
        pytest.skip("these tests do not run in the environment that dev.py makes")
    code = "import dev; dev._run = None; dev.subprocess = None; dev.prepare(x11=False)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == done.stderr == ""
