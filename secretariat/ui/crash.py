"""What happens when the program itself is at fault: a line in a log and one plain sentence."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from secretariat.errors import KnownError

SENTENCE = "Something went wrong in the program. What you typed is kept."
_LARGEST = 1_000_000


def install_handler(folder: Path, tell: Callable[[str], None]) -> None:
    """Write unexpected errors to a log in `folder`, and tell the person that nothing is lost.

    `tell` is called on the thread at fault and must pass the sentence on. What the disk or
    another program did has a sentence of its own, and is no fault to be logged.
    """

    def fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, KnownError):
            tell(str(error))
            return
        write_log(folder, error)
        tell(SENTENCE)

    def fault_in_thread(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            fault(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    sys.excepthook = fault
    threading.excepthook = fault_in_thread


def write_log(folder: Path, error: BaseException) -> None:
    """Append an error to the log; a log that cannot be written is no further trouble."""
    import traceback

    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "faults.log"
        if path.exists() and path.stat().st_size > _LARGEST:
            path.replace(path.with_suffix(".old.log"))
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat()}\n")
            file.writelines(traceback.format_exception(error))
            file.write("\n")
