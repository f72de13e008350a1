"""Reading the dictionaries of the parts of a pack quickly."""

from __future__ import annotations

from typing import Any


def entry(thing: Any, key: str) -> Any:
    """Return what a dictionary or a stream has under a key, None for nothing.

    To ask first is eight times as fast as `get` where there is nothing, which a pack meets some
    ten thousand times: there, `get` comes about by an exception.
    """
    return thing.get(key) if key in thing else None
