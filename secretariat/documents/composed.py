"""What a file was composed from, as JSON that can be read back years later.

The classes of a document are named by their own short names, from a closed list, so that moving
one to another module loses nothing. The same matter always gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, dataclass, fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from secretariat.documents import model
from secretariat.documents.model import Document
from secretariat.errors import BugError

FORMAT = "secretariat-composed"
_CLASSES: Mapping[str, Any] = {
    name: kind
    for name, kind in vars(model).items()
    if isinstance(kind, type)
    and kind.__module__ == model.__name__
    and (is_dataclass(kind) or issubclass(kind, Enum))
}
_KIND, _MOMENT, _VALUE = "is", "at", "value"


@dataclass(frozen=True, slots=True)
class ComposedPart:
    """A part of a pack: its key, what it is called, the hash of its file (empty where a page of
    our own stands for it), which edition that is, and the numbers of its pages."""

    key: str
    title: str
    sha256: str = ""
    edition: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """What a file was made of: documents of our own, and for a pack its parts in their order."""

    documents: tuple[Document, ...]
    parts: tuple[ComposedPart, ...] = ()


def to_json(documents: Iterable[Document], parts: Iterable[ComposedPart] = ()) -> bytes:
    """Return what a file is made of as stable JSON: values that are the usual ones are left out."""
    told: dict[str, Any] = {
        "format": FORMAT,
        "version": 1,
        "documents": [_plain(one) for one in documents],
    }
    if listed := [asdict(one) for one in parts]:
        told["parts"] = listed
    words = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return words.encode("utf-8", "surrogatepass")


def from_json(data: bytes) -> Composed:
    """Return what `to_json` was given; ValueError for anything else."""
    try:
        told = json.loads(data.decode("utf-8", "surrogatepass"))
        if told["format"] != FORMAT or told["version"] != 1:
            raise ValueError("this says of no document what it was composed from")
        documents = tuple(_value(one) for one in told["documents"])
        parts = tuple(
            ComposedPart(**{**one, "labels": tuple(one["labels"])}) for one in told.get("parts", ())
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("this says of no document what it was composed from") from error
    return Composed(documents, parts)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return {_KIND: _named(type(value)), _VALUE: value.value}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return {_MOMENT: value.isoformat()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        held = {f.name: getattr(value, f.name) for f in fields(value)}
        usual = {f.name: f.default for f in fields(value) if f.default is not MISSING}
        told = {
            name: _plain(one)
            for name, one in held.items()
            if name not in usual or (one, type(one)) != (usual[name], type(usual[name]))
        }
        return {_KIND: _named(type(value)), **told}
    raise BugError(f"A value of {type(value).__name__} stands in no document.")


def _named(kind: type) -> str:
    name: str = kind.__name__
    if _CLASSES.get(name) is not kind:
        raise BugError(f"{name} stands in no document.")
    return name


def _value(told: Any) -> Any:
    if isinstance(told, list):
        return tuple(_value(one) for one in told)
    if not isinstance(told, dict):
        return told
    if _MOMENT in told and _KIND not in told:
        return datetime.fromisoformat(told[_MOMENT])
    kind = _CLASSES[told[_KIND]]
    if issubclass(kind, Enum):
        return kind(told[_VALUE])
    return kind(**{name: _value(one) for name, one in told.items() if name != _KIND})
