"""What is found in a finished file that is no PDF, gathered by its kind."""

from __future__ import annotations

import re
from collections import Counter

from secretariat.models.release import ReleaseFault, ReleaseFinding

_MOST_NAMES = 8
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .:/_\[\]-]{0,59}")


class Found:
    """Counts what is found, with the names of what it was: of parts and fields, never words."""

    def __init__(self) -> None:
        self._counts: Counter[ReleaseFault] = Counter()
        self._names: dict[ReleaseFault, list[str]] = {}

    def add(self, kind: ReleaseFault, name: str = "", count: int = 1) -> None:
        """Count something; a name that is none, or was told before, is not told."""
        self._counts[kind] += count
        names = self._names.setdefault(kind, [])
        if name and name not in names and len(names) < _MOST_NAMES:
            names.append(name)

    def findings(self) -> list[ReleaseFinding]:
        """Return a finding for each kind."""
        return [
            ReleaseFinding(kind, 0, count, ", ".join(self._names[kind]))
            for kind, count in self._counts.items()
            if count
        ]


def plain_name(name: str, otherwise: str) -> str:
    """Return the name of a part or field as it may be told; `otherwise` for one that says more."""
    return name if _NAME.fullmatch(name) else otherwise
