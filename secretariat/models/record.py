"""What every record has, whichever module it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has. `TABLE` names its table."""

    TABLE: ClassVar[str] = ""
    uid: str = ""
    rev: int = 1
