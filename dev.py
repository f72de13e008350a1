"""Start, test and check Secretariat from a bare checkout: `python3 dev.py run` or `... test`.

Standard library only. Whatever is missing is made first: the virtual environment in `.venv`,
the locked dependencies with their hashes, and on Debian and Ubuntu the system libraries that
Qt needs. When nothing is missing this costs a few hundredths of a second.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "made-from.txt"
LOCK = ROOT / "requirements-dev.lock"
RUN_LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
MOST_AT_ONCE = 4
"""How many files of tests run at once: each may have a window and a converter of its own."""

# Shared library -> the Debian and Ubuntu package that holds it.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class Stop(Exception):  # noqa: N818 (it is not an error of the program)
    """End the command with one plain sentence."""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code: 0 done, 1 a sentence, else the tool's own."""
    if sys.version_info < OLDEST_PYTHON:
        print(too_old(sys.version_info[:2]), file=sys.stderr)
        return 1
    arguments = list(sys.argv[1:] if argv is None else argv)
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name in ("-h", "--help", "help"):
        print(usage())
        return 0
    if name not in COMMANDS:
        said = f"There is no command {name!r}." if name else "Which command?"
        print(f"dev.py: {said}\n{usage()}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[name](rest)
    except Stop as stop:
        print(f"dev.py: {stop}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"dev.py: the environment could not be prepared or used: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def usage() -> str:
    """Return the list of commands, each with the first line of its docstring."""
    lines = [
        f"  {name:8} {(does.__doc__ or '').splitlines()[0]}" for name, does in COMMANDS.items()
    ]
    return "\n".join(["Usage: python3 dev.py COMMAND [ARGUMENTS]", *lines])


def too_old(found: Sequence[int]) -> str:
    """Return the sentence for a Python that cannot run the program."""
    need = ".".join(map(str, OLDEST_PYTHON))
    have = ".".join(map(str, found))
    return f"Secretariat needs Python {need} or later, and this is {have}: try a newer python3."


# ---------------------------------------------------------------------------------- commands


def run(rest: Sequence[str]) -> int:
    """Open the program; without a display (or with --headless) do the main job without a window.

    Other arguments are the program's own. `--headless` may be followed by those of `tour`,
    such as `--out DIR`.
    """
    asked = list(rest[:1]) == ["--headless"]
    if asked or (not rest and not has_display()):
        prepare(x11=False)
        reason = "" if asked else "There is no display here. "
        print(f"{reason}Doing the main job without a window, on the sample board.", flush=True)
        tour = list(rest[1:])
        if "--out" not in tour:
            tour += ["--out", str(ROOT / "out" / "tour")]
        return python(["-m", "secretariat", "tour", *tour], offscreen=True)
    prepare(x11=bool(os.environ.get("DISPLAY")))
    return python(["-m", "secretariat", *rest], offscreen=not has_display())


def test(rest: Sequence[str]) -> int:
    """Run the ordinary tests, or those that the arguments of pytest name."""
    prepare(x11=False)
    together = [] if rest else ["-n", str(min(MOST_AT_ONCE, os.cpu_count() or 1))]
    together += [] if rest else ["--dist", "loadfile"]
    return python(["-m", "pytest", *together, *rest], offscreen=True, cwd=ROOT)


def battery(rest: Sequence[str]) -> int:
    """Run the long tests, with many more examples for each property."""
    prepare(x11=False)
    arguments = ["-m", "pytest", "-m", "battery", "--hypothesis-profile", "battery", *rest]
    return python(arguments, offscreen=True, cwd=ROOT)


def bench(rest: Sequence[str]) -> int:
    """Run the benchmarks and print their table."""
    prepare(x11=False)
    arguments = ["-m", "pytest", "tests/benchmarks", "-m", "bench", "-p", "no:randomly", "-s"]
    return python([*arguments, *rest], offscreen=True, cwd=ROOT)


def check(rest: Sequence[str]) -> int:
    """Run every check, also when an earlier one fails; 1 if any of them found something."""
    if rest:
        raise Stop(f"`check` takes no arguments, and {shlex.join(rest)} was given.")
    prepare(x11=False)
    places = ["dev.py", "secretariat", "tests"]
    checks = {
        "formatting": ["ruff", "format", "--check", "--quiet", "--diff", *places],
        "lint": ["ruff", "check", *places],
        "types": ["mypy"],
        "layers": ["lint-imports"],
    }
    failed = []
    for name, arguments in checks.items():
        print(f"== {name}: {shlex.join(arguments)}", flush=True)
        tool = _bin(VENV) / arguments[0]
        if subprocess.run([str(tool), *arguments[1:]], cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nTo be mended: {', '.join(failed)}.")
        return 1
    print("\nFormatting, lint, types and layers are in order.", flush=True)
    return 0


def lock(rest: Sequence[str]) -> int:
    """Write both lock files, for every platform, with hashes and without registry addresses."""
    ensure_system(x11=False)
    with tempfile.TemporaryDirectory(prefix="secretariat-lock-") as folder:
        _make_venv(Path(folder))
        tool = _python_of(Path(folder))
        _run([str(tool), "-m", "pip", "install", "-qq", "uv"], "The lock tool did not install")
        common = [str(tool), "-m", "uv", "pip", "compile", "--quiet", "--generate-hashes"]
        common += ["--universal", "--no-emit-index-url", "--no-header", "--python-version", "3.11"]
        common += [*rest, PROJECT.name]
        _run([*common, "-o", RUN_LOCK.name], "The run-time lock was not made")
        dev = ["--extra", "dev", "-c", RUN_LOCK.name, "-o", LOCK.name]
        _run([*common, *dev], "The development lock was not made")
    print(f"Wrote {RUN_LOCK.name} and {LOCK.name}; the next command installs from them.")
    return 0


# ------------------------------------------------------------------------------- preparation


def prepare(*, x11: bool) -> None:
    """Make whatever is missing before a command; quick and silent when nothing is.

    Raises:
        Stop: something is missing that this account may not install.
    """
    ensure_system(x11=x11)
    wanted = fingerprint()
    if read_stamp() == wanted:
        return
    with _alone():
        have = read_stamp()
        if have == wanted:
            return
        moved = any(have.get(key) != wanted[key] for key in ("python", "place"))
        if moved or not _python_of(VENV).exists():
            shutil.rmtree(VENV, ignore_errors=True)
            _make_venv(VENV)
            have = {}
        STAMP.unlink(missing_ok=True)
        pip = [str(_python_of(VENV)), "-m", "pip", "--disable-pip-version-check"]
        if have.get("lock") != wanted["lock"]:
            _say("Installing the locked dependencies; the first time takes a minute or two.")
            command = [*pip, "install", "-qq", "--require-hashes", "-r", str(LOCK)]
            _run(command, "The dependencies did not install")
            _remove_strays(pip)
        command = [*pip, "install", "-qq", "--no-deps", "--no-build-isolation", "-e", str(ROOT)]
        _run(command, "The project did not install into its environment")
        write_stamp(wanted)


def fingerprint() -> dict[str, str]:
    """Return what the environment is made from: the Python, the lock, the project, the place."""
    return {
        "python": f"{sys.version_info[0]}.{sys.version_info[1]} {os.path.realpath(_base_python())}",
        "lock": _digest(LOCK),
        "project": _digest(PROJECT),
        "place": str(ROOT),
    }


def read_stamp() -> dict[str, str]:
    """Return what `.venv` was made from; empty when it is absent or was not finished."""
    try:
        lines = STAMP.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {key: value for key, _, value in (line.partition(" ") for line in lines)}


def write_stamp(made_from: dict[str, str]) -> None:
    """Record what `.venv` was made from; written last, so that it stands for a whole one."""
    lines = (f"{key} {value}\n" for key, value in made_from.items())
    STAMP.write_text("".join(lines), encoding="utf-8")


def _base_python() -> str:
    """Return the Python outside any virtual environment, `.venv` itself included."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _make_venv(folder: Path) -> None:
    """Make a virtual environment with pip in it."""
    _say(f"Making the environment {folder.name} with Python {sys.version.split()[0]}.")
    _run([_base_python(), "-m", "venv", str(folder)], f"The environment {folder} was not made")


def _bin(venv: Path) -> Path:
    return venv / ("Scripts" if WINDOWS else "bin")


def _python_of(venv: Path) -> Path:
    return _bin(venv) / ("python.exe" if WINDOWS else "python")


def _remove_strays(pip: Sequence[str]) -> None:
    """Take out of the environment what the lock does not name, so that nothing works by luck."""
    listed = subprocess.run(
        [*pip, "list", "--format=freeze"], capture_output=True, text=True, check=False
    )
    have = {_normal(line.partition("==")[0]) for line in listed.stdout.split()}
    keep = locked_names(LOCK.read_text(encoding="utf-8")) | {"pip", "setuptools", "secretariat"}
    strays = sorted(have - keep)
    if strays:
        _run([*pip, "uninstall", "-qq", "--yes", *strays], "Old packages were not removed")


def locked_names(text: str) -> set[str]:
    """Return the normalised names of the packages that a lock file pins."""
    return {_normal(name) for name in re.findall(r"^([A-Za-z0-9][\w.-]*)==", text, re.MULTILINE)}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@contextmanager
def _alone() -> Iterator[None]:
    """Hold a lock file beside `.venv`, so that two commands started together do not both build."""
    with (ROOT / ".venv.lock").open("w") as held:
        if sys.platform == "win32":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    time.sleep(0.2)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
        yield


# --------------------------------------------------------------------------- system libraries


def has_display() -> bool:
    """Say whether a window can be shown: always yes but on Linux without X11 and Wayland."""
    if not LINUX:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries(libraries: dict[str, str]) -> dict[str, str]:
    """Return those shared libraries, with their packages, that the loader does not find."""
    missing = {}
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[library] = package
    return missing


def ensure_system(*, x11: bool) -> None:
    """Install what Qt and venv need from the system, where apt can and may; else say what to do."""
    if not LINUX:
        return
    wanted = {**QT_LIBRARIES, **(X11_LIBRARIES if x11 else {})}
    missing = missing_libraries(wanted)
    packages = list(missing.values())
    # Debian and Ubuntu leave out a part of Python's own venv module.
    if not _python_of(VENV).exists() and importlib.util.find_spec("ensurepip") is None:
        packages.append("python{}.{}-venv".format(*sys.version_info[:2]))
    if not packages:
        return
    if not shutil.which("apt-get"):
        names = ", ".join(missing) or "Python's venv module with ensurepip"
        raise Stop(f"These are needed first, from your system's packages: {names}.")
    install_with_apt(packages)
    if still := missing_libraries(wanted):
        raise Stop(f"Qt still misses these shared libraries: {', '.join(still)}.")


def install_with_apt(packages: Sequence[str]) -> None:
    """Install Debian packages as root or through sudo without a password.

    Raises:
        Stop: this account may not install, or apt failed; the sentence holds the exact command.
    """
    shown = shlex.join(["sudo", "apt-get", "install", "-y", *packages])
    advice = f"Please install some system packages with this command, then try again:\n  {shown}"
    prefix = _elevation()
    if prefix is None:
        raise Stop(advice)
    _say(f"Installing system packages with apt: {', '.join(packages)}.")
    environment = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    apt = [*environment, "apt-get", "-q", "-o", "DPkg::Lock::Timeout=600"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    with tempfile.TemporaryFile() as log:
        for command in (install, [*apt, "update"], install):
            done = subprocess.run(command, stdout=log, stderr=log, check=False)
            if done.returncode == 0 and command is install:
                return
        log.seek(0)
        said = log.read().decode(errors="replace").strip().splitlines()[-5:]
    raise Stop("\n".join(["apt-get did not succeed:", *said, advice]))


def _elevation() -> list[str] | None:
    """Return what to put before a command that needs root, or None where nothing helps."""
    if WINDOWS or not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if not sudo:
        return None
    asked = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return [sudo, "-n"] if asked.returncode == 0 else None


# ---------------------------------------------------------------------------------- processes


def python(arguments: Sequence[str], *, offscreen: bool, cwd: Path | None = None) -> int:
    """Run the environment's Python and return its exit code; -n for a signal becomes 128 + n."""
    environment = dict(os.environ)
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [str(_python_of(VENV)), *arguments]
    code = subprocess.run(command, cwd=cwd, env=environment, check=False).returncode
    return code if code >= 0 else 128 - code


def _run(command: Sequence[str], failure: str) -> None:
    """Run one preparing step in the project's folder; its own output stays visible."""
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        raise Stop(f"{failure} (exit code {code}): see the lines above.")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "battery": battery,
    "lock": lock,
}

if __name__ == "__main__":
    sys.exit(main())
