"""What the window remembers between starts: its place, its scheme, the register last open."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, field, fields
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


@dataclass(slots=True)
class SpellingState:
    """Where words are not spelled: nowhere (`off`), or not in these registers; and the words
    that are let pass in a meeting. No part of a register: it is how somebody likes to work."""

    off: bool = False
    registers_off: list[str] = field(default_factory=list)
    ignored: dict[str, list[str]] = field(default_factory=dict)


def load_spelling(path: Path) -> SpellingState:
    """Return what was remembered of the spelling; nothing where it cannot be read."""
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        ignored = {str(key): [str(w) for w in words] for key, words in data["ignored"].items()}
        return SpellingState(bool(data["off"]), [str(r) for r in data["registers_off"]], ignored)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return SpellingState()


def save_spelling(path: Path, state: SpellingState) -> None:
    """Remember where words are spelled, and of the last meetings what is let pass."""
    state.ignored = dict([*state.ignored.items()][-_MOST:])
    _save(path, asdict(state))


@dataclass(slots=True)
class TrayState:
    """The folder in which files for papers arrive on this computer, empty for none, and what was
    dealt with there. No part of a register: another computer has other folders."""

    folder: str = ""
    done: list[str] = field(default_factory=list)


def load_tray(path: Path) -> TrayState:
    """Return what was remembered of the in-tray; nothing where it cannot be read."""
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return TrayState(str(data["folder"]), [str(key) for key in data["done"]])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return TrayState()


def save_tray(path: Path, state: TrayState) -> None:
    """Remember the in-tray, and of the last files that they were dealt with."""
    state.done = state.done[-_MOST_DONE:]
    _save(path, asdict(state))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where she was in the minutes of a meeting: item, entry, and the letters before the cursor."""

    item: str = ""
    entry: str = ""
    at: int = 0


_MOST_DONE = 2_000
"""How many files of the in-tray are remembered, the last ones."""
_MOST = 60
"""How many meetings are remembered, the last ones."""


def load_spot(path: Path, register: Path, meeting: str) -> Spot | None:
    """Return where she was in a meeting of a register; None where it is not known."""
    found = _spots(path).get(meeting_key(register, meeting))
    try:
        return Spot(str(found["item"]), str(found["entry"]), int(found["at"])) if found else None
    except (KeyError, TypeError, ValueError):
        return None


def save_spot(path: Path, register: Path, meeting: str, spot: Spot) -> None:
    """Remember where she is in a meeting."""
    spots, key = _spots(path), meeting_key(register, meeting)
    spots.pop(key, None)
    spots[key] = asdict(spot)
    _save(path, dict([*spots.items()][-_MOST:]))


def load_saved(path: Path, register: Path, meeting: str) -> list[dict[str, str]]:
    """Return what was saved of a meeting's documents and not marked as out, as it was kept."""
    found = _spots(path).get(meeting_key(register, meeting))
    rows = found if isinstance(found, list) else []
    return [{str(k): str(v) for k, v in row.items()} for row in rows if isinstance(row, dict)]


def save_saved(path: Path, register: Path, meeting: str, rows: list[dict[str, str]]) -> None:
    """Remember what was saved of a meeting's documents and not marked as out."""
    kept, key = _spots(path), meeting_key(register, meeting)
    kept.pop(key, None)
    if rows:
        kept[key] = rows
    _save(path, dict([*kept.items()][-_MOST:]))


def meeting_key(register: Path, meeting: str) -> str:
    """Return what stands for a meeting of a register in what the window remembers."""
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
