"""UUIDv7: names for rows that sort by the time they were made."""

from __future__ import annotations

import secrets
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def new_uid() -> str:
    """Return a fresh UUIDv7 (RFC 9562) as text, later than every one this process made before."""
    global _last
    with _lock:
        stamp = time.time_ns() // 1_000_000 << 12 | time.time_ns() % 1_000_000 * 4096 // 1_000_000
        _last = stamp = max(stamp, _last + 1)
    high = (stamp >> 12) << 16 | 0x7000 | (stamp & 0xFFF)
    low = secrets.randbits(62) | 0x8000_0000_0000_0000
    return str(uuid.UUID(int=high << 64 | low))
