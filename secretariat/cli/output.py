"""Where results go: whole files or none, the standard output, plain columns, JSON."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from secretariat.errors import KnownError
from secretariat.store.files import write_durably

STANDARD = Path("-")


def write_file(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole or not at all; `-` is the standard output.

    Raises KnownError when it cannot be written; then what lay there is as it was.
    """
    if path == STANDARD:
        if sys.stdout is None:
            raise KnownError("There is no output to write to.")
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)  # a pipe or a device has nothing to be renamed over
            return
        write_durably(path, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        _forget(path.with_name(path.name + ".tmp"))
        raise KnownError(f"{path} could not be written ({_why(error)}).") from error


def _forget(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return  # the folder itself cannot be written


def _why(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()


def tell(sentence: str) -> None:
    """Print what was done."""
    print(_printable(sentence))


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    print(text if _utf8() else json.dumps(value, indent=1))


def print_columns(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns that line up, two spaces apart."""
    if not rows:
        return
    widths = [max(_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        cells = [cell + " " * (wide - _width(cell)) for cell, wide in zip(row, widths, strict=True)]
        print(_printable("  ".join(cells).rstrip()))


def _width(text: str) -> int:
    return sum(1 for char in text if not unicodedata.combining(char))


def _utf8() -> bool:
    return _encoding().replace("-", "").casefold() == "utf8"


def _printable(text: str) -> str:
    """Return `text` with what the terminal cannot show replaced, rather than fail on it."""
    return text.encode(_encoding(), "replace").decode(_encoding())


def _encoding() -> str:
    """Return how the output is written; there may be none at all."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"
