"""What a job on a stranger's file may use."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a job may take, and how much it may hold; over any of these it is ended.

    Seconds are those of the clock on the wall; a child that computes is ended after as many of its
    own. `silence` is how long it may go on without telling of a further step, such as a page: long
    papers take their time, and one that hangs is ended soon. Memory, the file that is read and what
    is made are in bytes.
    """

    seconds: float = 1_200.0
    silence: float = 120.0
    memory: int = 2_000 * MEGABYTE
    pages: int = 3_000
    file_size: int = 300 * MEGABYTE
    made_size: int = 600 * MEGABYTE


USUAL = Limits()
