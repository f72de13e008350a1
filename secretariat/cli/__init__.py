"""The whole product without a window: one command a job, one sentence when something is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

Grab = Callable[[Path, Path], None]
"""Draws the window on the register in a folder into a PNG; handed in by who knows the window."""

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None, *, grab: Grab | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed in one sentence, 2 misused.

    Nothing is raised. What the program itself did wrong is written to a log whose place the
    sentence names. A reader that goes away, as `head` does, is no failure.
    """
    import click

    from secretariat.cli.group import group
    from secretariat.errors import KnownError

    try:
        group.main(
            args=None if argv is None else list(argv),
            prog_name="secretariat",
            standalone_mode=False,
            obj={"grab": grab},
        )
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.UsageError as error:
        error.show()
        return MISUSED
    except click.exceptions.Exit as stopped:
        return stopped.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        return _say(error.format_message())
    except KnownError as error:
        return _say(str(error))
    except BrokenPipeError:
        _close_output()
    except OSError as error:
        _close_output()
        what = error.filename or "The output"
        return _say(f"{what} could not be written or read ({error.strerror or 'it failed'}).")
    except Exception as error:  # noqa: BLE001 (the last net: it is written to the log)
        from secretariat.cli.trouble import log

        return _say(log(error))
    return DONE


def _say(sentence: str) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return FAILED


def _close_output() -> None:
    """Let nobody find at exit that the reader is gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (kept until exit)
    finally:
        os.close(nowhere)
