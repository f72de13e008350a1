"""How an order travels to a child process and its answer back.

A child that reads a hostile file may have been taken over by it, so nothing that it says is ever
carried out: an answer is JSON and blocks of bytes, and of classes it can name only dataclasses and
enumerations of this room and of the models. Sequences come back as tuples, numbers and words as
they were.
"""

from __future__ import annotations

import json
import struct
from base64 import b64decode, b64encode
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from secretariat.errors import BugError

_HEAD = struct.Struct(">cQQ")
_ROOMS = ("secretariat.packs.", "secretariat.models.")
_SMALL = 64
"""Bytes up to which a value stands in the JSON itself."""

ORDER, ANSWER, FAILURE, PROGRESS = b"O", b"A", b"F", b"P"
"""What a frame is: an order, its answer, the sentence why there is none, a word on the way."""


def pack(kind: bytes, value: object) -> bytes:
    """Return one frame; BugError for a value that cannot travel."""
    blocks: list[bytes] = []
    text = json.dumps(_plain(value, blocks), ensure_ascii=True, separators=(",", ":")).encode()
    sizes = b"".join(len(block).to_bytes(8, "big") for block in blocks)
    body = len(blocks).to_bytes(4, "big") + sizes + b"".join(blocks)
    return _HEAD.pack(kind, len(text), len(body)) + text + body


def read(source: BinaryIO, most: int) -> tuple[bytes, Any] | None:
    """Return the kind and the value of the next frame; None at the end.

    Raises ValueError for what is no frame, and for one of more than `most` bytes.
    """
    head = source.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, text_size, body_size = _HEAD.unpack(head)
    if text_size + body_size > most:
        raise ValueError("a frame is too large")
    text, body = source.read(text_size), source.read(body_size)
    if len(text) < text_size or len(body) < body_size:
        return None
    count = int.from_bytes(body[:4], "big")
    if 4 + 8 * count > len(body):
        raise ValueError("a frame is broken")
    blocks, at = [], 4 + 8 * count
    for index in range(count):
        size = int.from_bytes(body[4 + 8 * index : 12 + 8 * index], "big")
        blocks.append(body[at : at + size])
        at += size
    try:
        return kind, _value(json.loads(text), blocks)
    except (KeyError, IndexError, TypeError, AttributeError, RecursionError, ImportError) as error:
        raise ValueError("a frame is broken") from error


def _plain(value: object, blocks: list[bytes]) -> Any:
    if isinstance(value, Enum):
        return {"e": _name(type(value)), "v": value.value}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, bytes | bytearray):
        if len(value) <= _SMALL:
            return {"s": b64encode(value).decode()}
        blocks.append(bytes(value))
        return {"b": len(blocks) - 1}
    if isinstance(value, Path):
        return {"p": str(value)}
    if isinstance(value, list | tuple):
        return [_plain(one, blocks) for one in value]
    if isinstance(value, dict):
        return {"d": [[_plain(k, blocks), _plain(v, blocks)] for k, v in value.items()]}
    if is_dataclass(value) and not isinstance(value, type):
        held = {f.name: _plain(getattr(value, f.name), blocks) for f in fields(value)}
        return {"c": _name(type(value)), "f": held}
    raise BugError(f"A value of {type(value).__name__} cannot go to a child process.")


def _value(told: Any, blocks: list[bytes]) -> Any:
    if isinstance(told, list):
        return tuple(_value(one, blocks) for one in told)
    if not isinstance(told, dict):
        return told
    if "s" in told:
        return b64decode(told["s"])
    if "b" in told:
        return blocks[told["b"]]
    if "p" in told:
        return Path(told["p"])
    if "d" in told:
        return {_value(key, blocks): _value(held, blocks) for key, held in told["d"]}
    if "e" in told:
        return _class(told["e"])(told["v"])
    return _class(told["c"])(**{name: _value(held, blocks) for name, held in told["f"].items()})


def _name(kind: type) -> str:
    name = f"{kind.__module__}:{kind.__name__}"
    if _class(name) is not kind:
        raise BugError(f"{name} cannot go to a child process.")
    return name


def _class(name: str) -> Any:
    """Return a dataclass or enumeration of this room or the models; ValueError for others."""
    module, _, kind = name.partition(":")
    if not module.startswith(_ROOMS):
        raise ValueError(f"{name} may not be named here")
    found = getattr(import_module(module), kind)
    if not isinstance(found, type) or not (is_dataclass(found) or issubclass(found, Enum)):
        raise ValueError(f"{name} may not be named here")
    if found.__module__ != module:
        raise ValueError(f"{name} may not be named here")
    return found
