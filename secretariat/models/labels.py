"""Sheets of labels: how many, how large, and where the first of them begins."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of A4 by the name that its maker gives the size. Lengths are millimetres; `across`
    and `down` are measured from the edge of one label to the same edge of the next."""

    name: str
    columns: int
    rows: int
    left: float
    top: float
    width: float
    height: float
    across: float
    down: float

    @property
    def count(self) -> int:
        """How many labels are on a sheet."""
        return self.columns * self.rows
