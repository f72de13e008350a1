"""The child process that works on PDFs: one job, with limits, and the end.

It is given one order on its standard input and says how far it is and what came of it on its
standard output. It ends when its input does, as that happens when the program goes away.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO

from secretariat.errors import KnownError
from secretariat.packs import wire
from secretariat.packs.fences import ORPHANED, put_up
from secretariat.packs.jobs import JOBS, Job, Report

_LARGEST_ORDER = 4_000_000_000
BROKE = "It could not be worked on; nothing is lost."
FULL = "It needs more memory than a file may take."


def main() -> int:
    """Carry out the one order on the standard streams."""
    source, target = sys.stdin.buffer, _own_output()
    frame = wire.read(source, _LARGEST_ORDER)
    if frame is None or not isinstance(frame[1], Job):
        return 1
    job = frame[1]
    put_up(job.limits)
    threading.Thread(target=_end_with_parent, args=(source,), daemon=True).start()
    lock = threading.Lock()

    def send(kind: bytes, value: object) -> None:
        with lock:
            target.write(wire.pack(kind, value))
            target.flush()

    kind, value = carry_out(job, lambda done, of, what: send(wire.PROGRESS, (done, of, what)))
    send(kind, value)
    # What libraries would still tidy up is the system's to take back, and may itself go wrong.
    os._exit(0)


def carry_out(job: Job, report: Report) -> tuple[bytes, object]:
    """Return the answer to a job, or the sentence why there is none."""
    try:
        work = work_of(job.name)
        return wire.ANSWER, work(job.order, job.limits, report)
    except KnownError as error:
        return wire.FAILURE, str(error)
    except MemoryError:
        return wire.FAILURE, FULL
    except Exception:  # noqa: BLE001 - whatever a stranger's file brings about is one sentence
        import traceback

        traceback.print_exc()
        return wire.FAILURE, BROKE


def work_of(name: str) -> Callable[..., object]:
    """Return the function that does a job; KeyError for a name that is none."""
    module, _, function = JOBS[name].partition(":")
    found = getattr(import_module(module), function)
    assert callable(found)
    return found  # type: ignore[no-any-return]


def _own_output() -> BinaryIO:
    """Keep standard output for frames: what a library prints goes to standard error."""
    kept = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = sys.stderr
    return kept


def _end_with_parent(source: BinaryIO) -> None:
    source.read(1)
    os._exit(ORPHANED)


if __name__ == "__main__":
    sys.exit(main())
