"""Whether a finished file may leave: the release check, in a child process with limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.release import ReleaseCheck
from secretariat.services.restricted_words import canaries as canaries

if TYPE_CHECKING:
    from secretariat.packs.child import Cancel

_PDF = b"%PDF-"
_WITHIN = 1024


def check_file(
    source: bytes | Path,
    name: str,
    canaries: Iterable[str] = (),
    *,
    report: Callable[[int, int, str], None] | None = None,
    cancel: Cancel | None = None,
) -> ReleaseCheck:
    """Return what is found in a finished PDF that is to leave under `name`.

    `canaries` are words of restricted matter to look for; they reach the child process and nothing
    else. Raises KnownError when the check is called off or goes beyond a limit: such a file has not
    passed.
    """
    from secretariat.packs import child
    from secretariat.packs.release import ReleaseOrder

    order = ReleaseOrder(source, name, tuple(dict.fromkeys(canaries)))
    return child.run("release", order, ReleaseCheck, report=report, cancel=cancel)


def verify(path: Path) -> ReleaseCheck:
    """Return what is found in a PDF anywhere on this computer.

    Raises KnownError, in one sentence, for what cannot be read and for what is no PDF.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_WITHIN)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise KnownError(f"“{path.name}” could not be read ({why}).") from error
    if _PDF not in head:
        raise KnownError(f"“{path.name}” is no PDF; only those can be verified.")
    return check_file(path.resolve(), path.name)
