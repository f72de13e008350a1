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
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_text(json.dumps(asdict(state), indent=1), "utf-8")
        temporary.replace(path)
