"""The flight recorder: every saved minute entry once more, as a line of plain text.

It does not depend on SQLite: should the register ever be lost, its words can be read in
Notepad. One JSON object a line, the newest at the end of `flight.jsonl`; older files are
`flight-1.jsonl` (younger) to `flight-3.jsonl`. Words that the register could not take, or has
not answered for, stand there with `saved` false until a later line of the same entry says true.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from secretariat.store import ballast
from secretariat.store.history import Image

RECORDED = ("entry", "action")
MAX_SIZE = 8 << 20
_OLDER = 3
_RECENT = 1 << 20
"""Bytes at the end that are looked through for words that were not saved: they are tried again
every few seconds, so that no more than some minutes can lie between them and the end."""
_LAST = 1 << 17
_NOT_SAVED = b'"saved": false'


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Words that no later line says were saved, with the columns of their row that are known."""

    table: str
    uid: str
    values: Mapping[str, Any]

    @property
    def text(self) -> str:
        return str(self.values.get("text") or "")


class FlightRecorder:
    """Appends to the recorder's file, from any thread."""

    def __init__(self, folder: Path, max_size: int = MAX_SIZE) -> None:
        self.path = folder / "flight.jsonl"
        self._max_size = max_size
        self._lock = threading.Lock()

    def note(self, images: Iterable[Image], who: str, at: datetime, *, saved: bool) -> None:
        """Write a line for each entry and action among `images`; never fails.

        `saved` is False when the register could not keep the words: then this is the only
        place that has them.
        """
        self._append([_line(image, who, at, saved) for image in images if image.table in RECORDED])

    def keep(self, table: str, uid: str, values: Mapping[str, Any], who: str, at: datetime) -> bool:
        """Write a line for words that the register does not hold, and say whether it is there."""
        return self._append([_told(table, "typed", uid, values, who, at, saved=False)])

    def settle(self, words: Unsaved, who: str, at: datetime) -> None:
        """Write that words which were not saved have been put back, or need not be."""
        self._append([_told(words.table, "settled", words.uid, {}, who, at, saved=True)])

    def unsaved(self, table: str) -> list[Unsaved]:
        """Return the words of a table, oldest first, that no later line says were saved."""
        data, found = self._recent(), dict[str, Unsaved]()
        if _NOT_SAVED not in data:
            return []
        for line in _lines(data):
            uid = line.get("uid")
            if line.get("what") != table or not isinstance(uid, str):
                continue
            found.pop(uid, None)
            if line.get("saved") is False and line.get("done") != "delete":
                found[uid] = Unsaved(table, uid, line)
        return list(found.values())

    def last_saved(self) -> datetime | None:
        """Return when words were last written down as saved; None where that is not known."""
        last: datetime | None = None
        for line in _lines(self._recent()[-_LAST:]):
            if line.get("saved") is True:
                with suppress(ValueError):
                    last = datetime.fromisoformat(str(line.get("at")))
        return last

    def _recent(self) -> bytes:
        try:
            with self.path.open("rb") as file:
                file.seek(max(0, self.path.stat().st_size - _RECENT))
                return file.read()
        except OSError:
            return b""

    def _append(self, lines: list[str]) -> bool:
        """Write lines at the end; on a full disk in the room that is kept for them."""
        if not lines:
            return True
        data = "".join(lines).encode()
        with self._lock:
            try:
                if self._written(data):
                    return True
                return ballast.give(self.path.parent, len(data)) and self._written(data)
            except OSError:
                return False  # the register itself has the words, or tells that it has not

    def _written(self, data: bytes) -> bool:
        """Append bytes, whole or not at all; False where they did not fit."""
        try:
            with self.path.open("ab", buffering=0) as file:
                begun = file.tell()
                whole = file.write(data) == len(data)
                if not whole:
                    file.truncate(begun)
                full = file.tell() >= self._max_size
        except OSError:
            return False
        if full:
            self._rotate()
        return whole

    def _rotate(self) -> None:
        names = [
            self.path,
            *(self.path.with_name(f"flight-{n}.jsonl") for n in range(1, _OLDER + 1)),
        ]
        for younger, older in reversed(list(pairwise(names))):
            if younger.exists():
                younger.replace(older)


def _lines(data: bytes) -> Iterable[dict[str, Any]]:
    """Return what lines say; one that was cut short says nothing."""
    for raw in data.split(b"\n"):
        try:
            line = json.loads(raw)
        except ValueError:
            continue
        if isinstance(line, dict):
            yield line


def _line(image: Image, who: str, at: datetime, saved: bool) -> str:
    values = image.after or image.before or {}
    return _told(image.table, image.operation, image.uid, values, who, at, saved=saved)


def _told(
    table: str,
    done: str,
    uid: str,
    values: Mapping[str, Any],
    who: str,
    at: datetime,
    *,
    saved: bool,
) -> str:
    told = {
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "who": who,
        "saved": saved,
        "what": table,
        "done": done,
        "uid": uid,
        **values,
    }
    return json.dumps(told, ensure_ascii=False) + "\n"
