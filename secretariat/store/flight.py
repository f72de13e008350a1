"""The flight recorder: every saved minute entry once more, as a line of plain text.

It does not depend on SQLite: should the register ever be lost, its words can be read in
Notepad. One JSON object a line, the newest at the end of `flight.jsonl`; older files are
`flight-1.jsonl` (younger) to `flight-3.jsonl`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from secretariat.store.history import Image

RECORDED = ("entry", "action")
MAX_SIZE = 8 << 20
_OLDER = 3


class FlightRecorder:
    """Appends to the recorder's file; used by the writer thread only."""

    def __init__(self, folder: Path, max_size: int = MAX_SIZE) -> None:
        self.path = folder / "flight.jsonl"
        self._max_size = max_size

    def note(self, images: Iterable[Image], who: str, at: datetime, *, saved: bool) -> None:
        """Write a line for each entry and action among `images`; never fails.

        `saved` is False when the register could not keep the words: then this is the only
        place that has them.
        """
        lines = [_line(image, who, at, saved) for image in images if image.table in RECORDED]
        if not lines:
            return
        try:
            with self.path.open("a", encoding="utf-8", newline="\n") as file:
                file.write("".join(lines))
                full = file.tell() >= self._max_size
            if full:
                self._rotate()
        except OSError:
            return  # the register itself has the words, or tells that it has not

    def _rotate(self) -> None:
        names = [
            self.path,
            *(self.path.with_name(f"flight-{n}.jsonl") for n in range(1, _OLDER + 1)),
        ]
        for younger, older in reversed(list(pairwise(names))):
            if younger.exists():
                younger.replace(older)


def _line(image: Image, who: str, at: datetime, saved: bool) -> str:
    told = {
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "who": who,
        "saved": saved,
        "what": image.table,
        "done": image.operation,
        "uid": image.uid,
        **(image.after or image.before or {}),
    }
    return json.dumps(told, ensure_ascii=False) + "\n"
