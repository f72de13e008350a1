"""What to look at before a document goes out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Gravity(StrEnum):
    """Whether a finding stops a publication or only warns."""

    STOP = "stop"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at before a document goes out, the item it is about, and what mends it."""

    gravity: Gravity
    text: str
    item: str = ""
    cure: str = ""
