"""Some bits of a file turned over, many times, and each time taken in: run as a child process.

    python -m tests.packs.flips FILE TIMES

One line of JSON says what came of them. It runs within the fences of a paper's own child, so that a
crash or a hang ends it, which the test sees.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from secretariat.packs.fences import put_up
from secretariat.packs.intake import take_in
from secretariat.packs.limits import MEGABYTE, Limits
from secretariat.packs.rebuild import Wishes
from tests.packs.scanner import forbidden_names

_LIMITS = Limits(seconds=60, memory=1_500 * MEGABYTE, file_size=20 * MEGABYTE)


def flipped(data: bytes, seed: int) -> bytes:
    """Return a file with 1 to 60 of its bits turned over."""
    chance = random.Random(seed)
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 20, 60))):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def main(path: Path, times: int) -> None:
    """Take a file in so many times, each time damaged in another way."""
    put_up(replace(_LIMITS, seconds=900))
    data, came = path.read_bytes(), Counter[str]()
    for seed in range(times):
        taken = take_in(flipped(data, seed), Wishes("A paper", "en-GB"), _LIMITS)
        came["refused" if taken.failure else "taken in"] += 1
        if taken.data and forbidden_names(taken.data):
            came["not clean"] += 1
    print(json.dumps(came))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
