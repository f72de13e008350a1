"""What a choice of a body is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its key, the words that name it on screen, its values and the default."""

    key: str
    label: str
    values: tuple[tuple[str, str], ...]
    default: str
    group: str


YES_NO = (("yes", "Yes"), ("no", "No"))

WHEN_LONG = (
    ("never", "Never"),
    ("12", "With twelve headings or more"),
    ("20", "With twenty headings or more"),
    ("always", "Always"),
)
"""When a document has a list of contents. A figure is the least number of its lines."""
