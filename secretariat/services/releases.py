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

_WITHIN = 1024
_ZIP = b"PK\x03\x04"


def check_file(
    source: bytes | Path,
    name: str,
    canaries: Iterable[str] = (),
    *,
    hosts: Iterable[str] = (),
    report: Callable[[int, int, str], None] | None = None,
    cancel: Cancel | None = None,
) -> ReleaseCheck:
    """Return what is found in a finished file that is to leave under `name`: a PDF, a Word file, a
    web page, an e-mail with all that is attached to it, or a text.

    `canaries` are words of restricted matter to look for; they reach the child process and nothing
    else. `hosts` are sites that only work inside. Raises KnownError when the check is called off or
    goes beyond a limit: such a file has not passed.
    """
    from secretariat.packs import child
    from secretariat.packs.release import ReleaseOrder

    order = ReleaseOrder(source, name, tuple(dict.fromkeys(canaries)), tuple(hosts))
    return child.run("release", order, ReleaseCheck, report=report, cancel=cancel)


def verify(path: Path) -> ReleaseCheck:
    """Return what is found in a file anywhere on this computer.

    Raises KnownError, in one sentence, for what cannot be read and for a kind that nothing here can
    look into.
    """
    from secretariat.packs.release_kinds import kind_of

    try:
        with path.open("rb") as file:
            head = file.read(_WITHIN)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise KnownError(f"“{path.name}” could not be read ({why}).") from error
    if not kind_of(path.name, head):
        if head.startswith(_ZIP):
            raise KnownError(f"“{path.name}” is a zip; verify the files in it, one by one.")
        raise KnownError(
            f"“{path.name}” is none that can be verified: PDFs, Word files (.docx), web pages,"
            " e-mails (.eml) and texts can."
        )
    return check_file(path.resolve(), path.name)
