"""Files of office programs become PDFs: with LibreOffice, where that is on this computer.

It is a program of its own that opens a stranger's file, so it is started with a profile of its own
that forbids macros, links and the network, in an empty folder, as the head of its own group of
processes; all of it is ended when it takes too long, or is no longer wanted. What it makes is a
stranger's PDF like any other, and goes through the intake before anything sees it.

Tracked changes are printed as changes, so that nothing is accepted or thrown away by a machine; the
look before (`packs.word_look`) tells of them. Comments, notes, hidden slides and hidden sheets are
left out.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from secretariat.packs.child import Cancel, CancelledError, FailedError
from secretariat.packs.limits import MEGABYTE, Limits

OFFICE = Limits(seconds=180.0, memory=6_000 * MEGABYTE, made_size=300 * MEGABYTE)
"""What LibreOffice may use for a file; each further one of a batch adds `MORE_SECONDS`."""
MORE_SECONDS = 20.0
BATCH = 20
"""The most files that are given to it in one call."""

_STEP = 0.1
_GRACE = 5.0
_PLACES = (
    "/usr/bin/soffice",
    "/usr/local/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_WINDOWS = ("LibreOffice\\program\\soffice.com", "LibreOffice 5\\program\\soffice.com")
_DEAD = "127.0.0.1"
"""Where a profile sends whatever would call elsewhere: port 9 of this computer takes nothing."""

_COMMON = "/org.openoffice.Office.Common/"
_SETTINGS: tuple[tuple[str, str, object], ...] = (
    (f"{_COMMON}Filter/PDF/Export", "UseTaggedPDF", True),
    (f"{_COMMON}Filter/PDF/Export", "PDFUACompliance", True),
    (f"{_COMMON}Filter/PDF/Export", "ExportBookmarks", True),
    (f"{_COMMON}Filter/PDF/Export", "ExportNotes", False),
    (f"{_COMMON}Filter/PDF/Export", "ExportNotesPages", False),
    (f"{_COMMON}Filter/PDF/Export", "ExportHiddenSlides", False),
    (f"{_COMMON}Filter/PDF/Export", "ExportFormFields", False),
    (f"{_COMMON}Filter/PDF/Export", "ReduceImageResolution", True),
    (f"{_COMMON}Filter/PDF/Export", "MaxImageResolution", 200),
    (f"{_COMMON}Filter/PDF/Export", "ExportLinksRelativeFsys", False),
    (f"{_COMMON}Security/Scripting", "MacroSecurityLevel", 3),
    (f"{_COMMON}Security/Scripting", "DisableMacrosExecution", True),
    (f"{_COMMON}Security/Scripting", "BlockUntrustedRefererLinks", True),
    (f"{_COMMON}Misc", "FirstRun", False),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", 0),
    ("/org.openoffice.Office.Writer/Content/Update", "Field", False),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", 1),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", 2),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", _DEAD),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", 9),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", _DEAD),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", 9),
    ("/org.openoffice.Inet/Settings", "ooInetFTPProxyName", _DEAD),
    ("/org.openoffice.Inet/Settings", "ooInetFTPProxyPort", 9),
)
_ENTRY = (
    '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
    "</item>"
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n'
)


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """A file to be converted: where its bytes are, and the ending by which its kind is known."""

    source: Path
    ending: str


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of a file: a PDF, or the sentence why there is none."""

    data: bytes = b""
    failure: str = ""


def libre_office() -> str:
    """Return the command of LibreOffice on this computer; nothing where it is not there."""
    for name in ("soffice", "libreoffice"):
        if sys.platform != "win32" and (found := shutil.which(name)):
            return found
    places = [Path(place).expanduser() for place in _PLACES]
    if sys.platform == "win32":
        roots = [os.environ.get(key, "") for key in ("ProgramFiles", "ProgramFiles(x86)")]
        roots.append(os.path.join(os.environ.get("LOCALAPPDATA", ""), "Programs"))
        places = [Path(root) / place for root in roots if root for place in _WINDOWS]
    return next((str(place) for place in places if place.is_file()), "")


def to_pdf(
    files: Sequence[OfficeFile],
    program: str,
    limits: Limits = OFFICE,
    *,
    cancel: Cancel | None = None,
    done: Callable[[int], None] = lambda _: None,
) -> tuple[Converted, ...]:
    """Convert files with LibreOffice in one call, in their order; `done` hears how many are.

    A file at which that call stops is tried once more alone, and so are those after it, so that
    one file spoils no other. Raises CancelledError when `cancel` was asked for.
    """
    made: list[Converted] = []
    for start in range(0, len(files), BATCH):
        part = files[start : start + BATCH]
        first = _call(part, program, limits, cancel, _from(start, done))
        made += first if len(part) == 1 else _again(part, first, program, limits, cancel)
    return tuple(made)


def _from(start: int, done: Callable[[int], None]) -> Callable[[int], None]:
    return lambda count: done(start + count)


def _again(
    files: Sequence[OfficeFile],
    first: list[Converted],
    program: str,
    limits: Limits,
    cancel: Cancel | None,
) -> list[Converted]:
    alone = []
    for file, one in zip(files, first, strict=True):
        alone += [one] if one.data else _call([file], program, limits, cancel, lambda _: None)
    return alone


def _call(
    files: Sequence[OfficeFile],
    program: str,
    limits: Limits,
    cancel: Cancel | None,
    done: Callable[[int], None],
) -> list[Converted]:
    # On Windows a program that was just ended may hold its folder for a moment longer.
    with tempfile.TemporaryDirectory(prefix="secretariat-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        given, made, temporary = folder / "in", folder / "out", folder / "tmp"
        for each in (given, made, temporary, folder / "profile" / "user"):
            each.mkdir(parents=True)
        _write_profile(folder / "profile" / "user")
        names = []
        for number, file in enumerate(files, 1):
            # Names are ours: no word of a stranger reaches a command line or the PDF's title.
            names.append(f"{number:03}.{file.ending}")
            shutil.copyfile(file.source, given / names[-1])
        command = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--invisible", "--nologo", "--nodefault", "--norestore",
            "--nolockcheck", "--nofirststartwizard", "--convert-to", "pdf", "--outdir", str(made),
            *(str(given / name) for name in names),
        ]  # fmt: skip
        most = limits.seconds + MORE_SECONDS * (len(files) - 1)
        sentence = _run(command, temporary, limits, most, cancel, lambda: done(_count(made)))
        return [_read(made / f"{name[:3]}.pdf", limits, sentence) for name in names]


def _count(folder: Path) -> int:
    return sum(1 for one in folder.iterdir() if one.suffix == ".pdf")


def _read(path: Path, limits: Limits, sentence: str) -> Converted:
    try:
        size = path.stat().st_size
        if size > limits.made_size:
            return Converted(failure="The PDF that LibreOffice made of it is too large.")
        data = path.read_bytes() if size else b""
    except OSError:
        data = b""
    # A file that it was ended over may be half written: what has no end is none.
    if data.startswith(b"%PDF-") and b"%%EOF" in data[-64:]:
        return Converted(data)
    return Converted(failure=sentence or "LibreOffice could not open it.")


def _write_profile(folder: Path) -> None:
    items = []
    for path, name, value in _SETTINGS:
        words = str(value).lower() if isinstance(value, bool) else str(value)
        items.append(_ENTRY.format(path=path, name=name, value=escape(words)))
    text = _PROFILE.format(items="".join(items))
    (folder / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def _run(
    command: Sequence[str],
    temporary: Path,
    limits: Limits,
    most: float,
    cancel: Cancel | None,
    told: Callable[[], None],
) -> str:
    """Run it to its end, or end it; return the sentence why it was ended, if it was."""
    try:
        process = _start(command, temporary)
    except OSError as error:
        raise FailedError(f"LibreOffice could not be started ({error.strerror}).") from error
    _fence(process.pid, limits, most)
    end = time.monotonic() + most
    try:
        while process.poll() is None:
            if cancel is not None and cancel.is_asked():
                raise CancelledError("This was called off; nothing was changed.")
            if time.monotonic() > end:
                return f"LibreOffice took longer than {limits.seconds:,.0f} seconds over it."
            told()
            try:
                process.wait(_STEP)
            except subprocess.TimeoutExpired:
                continue
        return ""
    finally:
        _end(process)


def _start(command: Sequence[str], temporary: Path) -> subprocess.Popen[bytes]:
    places = {"TMPDIR": str(temporary), "TMP": str(temporary), "TEMP": str(temporary)}
    proxy = {f"{kind}_proxy": f"http://{_DEAD}:9" for kind in ("http", "https", "ftp")}
    # With these it neither reads nor writes settings of the desktop, which lie in the user's home.
    quiet = {
        "SAL_USE_VCLPLUGIN": "svp",
        "SAL_DISABLE_OPENCL": "1",
        "GSETTINGS_BACKEND": "memory",
        "XDG_RUNTIME_DIR": str(temporary),
    }
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=temporary,
        env={**os.environ, **places, **proxy, **quiet},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=True,
    )


def _fence(pid: int, limits: Limits, most: float) -> None:
    """Hold it, and all that it starts, to its limits where the system lets another do so."""
    if sys.platform == "linux":
        import resource

        limit = {
            resource.RLIMIT_AS: limits.memory,
            resource.RLIMIT_CPU: int(most) * 2 + 10,
            resource.RLIMIT_FSIZE: limits.made_size,
            resource.RLIMIT_CORE: 0,
        }
        for kind, value in limit.items():
            try:
                resource.prlimit(pid, kind, (value, value))
            except (OSError, ValueError):
                continue


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it with all that it has started, also where it has ended and left something behind."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/T", "/F", "/PID", str(process.pid)],
                capture_output=True,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        return
