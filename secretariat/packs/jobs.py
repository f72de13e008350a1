"""The jobs that a child process of this room can be asked for, and how one is ordered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secretariat.packs.limits import USUAL, Limits

Report = Callable[[int, int, str], None]
"""Tells how far a job is: steps done, steps in all, and what is being done."""

JOBS = {
    "assemble": "secretariat.packs.assemble:carry_out",
    "intake": "secretariat.packs.intake:carry_out",
    "open": "secretariat.packs.opening:carry_out",
    "word-look": "secretariat.packs.word_look:carry_out",
    "picture": "secretariat.packs.picture_pages:carry_out",
    "protect": "secretariat.packs.protect:carry_out",
    "release": "secretariat.packs.release_kinds:carry_out",
    "words": "secretariat.packs.page_words:carry_out",
}
"""The functions, by the names of their jobs. Each is called with order, limits and `Report`."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job by its name, with a dataclass that says what is wanted."""

    name: str
    order: object
    limits: Limits = USUAL
