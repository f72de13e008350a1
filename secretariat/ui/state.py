"""What the window remembers between starts: its place, its scheme, the register last open."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class WindowState:
    """Never part of a register. `geometry` is Qt's own, as hexadecimal digits."""

    geometry: str = ""
    register: str = ""
    mode: str = "system"


def load_state(path: Path) -> WindowState:
    """Return what was remembered; nothing where it cannot be read."""
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        known = {f.name for f in fields(WindowState)}
        return WindowState(**{k: str(v) for k, v in data.items() if k in known})
    except (OSError, ValueError, TypeError, AttributeError):
        return WindowState()


def save_state(path: Path, state: WindowState) -> None:
    """Remember; a folder that cannot be written costs the memory and nothing else."""
    _save(path, asdict(state))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where she was in the minutes of a meeting: item, entry, and the letters before the cursor."""

    item: str = ""
    entry: str = ""
    at: int = 0


_MOST = 60
"""How many meetings are remembered, the last ones."""


def load_spot(path: Path, register: Path, meeting: str) -> Spot | None:
    """Return where she was in a meeting of a register; None where it is not known."""
    found = _spots(path).get(_key(register, meeting))
    try:
        return Spot(str(found["item"]), str(found["entry"]), int(found["at"])) if found else None
    except (KeyError, TypeError, ValueError):
        return None


def save_spot(path: Path, register: Path, meeting: str, spot: Spot) -> None:
    """Remember where she is in a meeting."""
    spots, key = _spots(path), _key(register, meeting)
    spots.pop(key, None)
    spots[key] = asdict(spot)
    _save(path, dict([*spots.items()][-_MOST:]))


def _key(register: Path, meeting: str) -> str:
    return f"{register.resolve()}#{meeting}"


def _spots(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _save(path: Path, data: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_text(json.dumps(data, indent=1), "utf-8")
        temporary.replace(path)
