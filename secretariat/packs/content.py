"""What a page draws, operator by operator.

Only operators of the standard with operands of their kind are carried over; comments, unknown
words and marked points are not. What belongs to a layer that is switched off is not drawn, while
what it sets stays set, so that nothing after it moves. Lists of properties are written where
they are used, with what accessibility needs of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from secretariat.packs.layers import Layers
from secretariat.packs.objects import (
    elements,
    held,
    is_dictionary,
    is_number,
    items,
    name_of,
    own,
    plain_key,
)
from secretariat.packs.shapes import (
    ARTIFACT_KEYS,
    INLINE_KEYS,
    OPERATORS,
    PATHS,
    PROPERTY_KEYS,
    SHOWN,
)

_GROUPS = {
    "Do": "/XObject", "Tf": "/Font", "gs": "/ExtGState", "CS": "/ColorSpace", "cs": "/ColorSpace",
    "sh": "/Shading", "SCN": "/Pattern", "scn": "/Pattern",
}  # fmt: skip
_MOST_MARKED = 2_000_000


@dataclass(slots=True)
class Cleaned:
    """Content that may be kept: its bytes, the marks of structure that are in it, what it draws
    with (by the group of the resources, and its name there), and whether anything was hidden or was
    not understood."""

    data: bytes
    marks: set[int] = field(default_factory=set)
    hidden: int = 0
    unknown: int = 0
    used: set[tuple[str, str]] = field(default_factory=set)


def cleaned(source: Any, resources: Any, layers: Layers) -> Cleaned:
    """Return the content of a page, a form, a tile or a letter as it may be kept."""
    from pikepdf import PdfError, parse_content_stream, unparse_content_stream

    try:
        read = parse_content_stream(source)
    except (PdfError, ValueError, TypeError, RuntimeError):
        return Cleaned(b"", unknown=1)
    sieve = _Sieve(resources, layers)
    kept = sieve.sift(read)
    found = Cleaned(b"", sieve.marks, sieve.hidden, sieve.unknown, sieve.used)
    if kept:
        found.data = unparse_content_stream(kept) + b"\n"
    return found


class _Sieve:
    """Goes through instructions once, with what is open at each."""

    def __init__(self, resources: Any, layers: Layers) -> None:
        self.marks: set[int] = set()
        self.hidden = 0
        self.unknown = 0
        self.used: set[tuple[str, str]] = set()
        self._properties = held(resources, "/Properties")
        self._layers = layers
        # What each open marked content does: (is it written, does it hide).
        self._open: list[tuple[bool, bool]] = []
        self._hiding = 0
        self._saved = 0
        self._in_text = False
        self._unseen = self._unseen_objects(resources)

    def sift(self, read: Iterable[Any]) -> list[Any]:
        """Return the instructions that are kept, with what is open at the end closed."""
        from pikepdf import ContentStreamInlineImage

        kept: list[Any] = []
        for one in read:
            if isinstance(one, ContentStreamInlineImage):
                if self._keeps_picture(one):
                    kept.append(one)
                continue
            kept += self._instruction(_operator(one), list(one.operands), one)
        kept += [_of([], "ET")] * self._in_text
        kept += [_of([], "EMC") for written, _ in self._open if written]
        kept += [_of([], "Q")] * self._saved
        return kept

    def _instruction(self, name: str, operands: list[Any], given: Any) -> list[Any]:
        if name in ("BMC", "BDC"):
            return self._begin(operands, name == "BDC")
        if name == "EMC":
            return self._end()
        if name not in OPERATORS:
            self.unknown += name not in ("MP", "DP", "BX", "EX")
            return []
        fitting = _fitting(OPERATORS[name], operands)
        if fitting is None:
            self.unknown += 1
            return []
        if name == "q":
            self._saved += 1
        elif name == "Q":
            if not self._saved:
                return []
            self._saved -= 1
        elif name in ("BT", "ET"):
            return self._text(name == "BT")
        if name == "Do" and name_of(fitting[0]) in self._unseen:
            return []
        if self._hiding:
            fitting = self._unseen_form(name, fitting)
            for one in fitting:
                self._note(str(one.operator), list(one.operands))
            return fitting
        self._note(name, fitting)
        return [given if len(fitting) == len(operands) else _of(fitting, name)]

    def _text(self, begins: bool) -> list[Any]:
        """Return what begins or ends text, so that each that is begun is ended, and once."""
        was, self._in_text = self._in_text, begins
        ends = [_of([], "ET")] if was else []
        return [*ends, _of([], "BT")] if begins else ends

    def _note(self, name: str, operands: list[Any]) -> None:
        """Keep in mind what an operator draws with."""
        group = _GROUPS.get(name)
        if group is None or not operands:
            return
        used = operands[0] if name == "Tf" else operands[-1]
        if name_of(used):
            self.used.add((group, name_of(used)))

    def _unseen_form(self, name: str, operands: list[Any]) -> list[Any]:
        """Return what an instruction that is not to be seen leaves behind it."""
        if name in PATHS:
            return [_of([], "n")]
        if name in SHOWN:
            return []
        if name == "'":
            return [_of([], "T*")]
        if name == '"':
            return [_of(operands[:1], "Tw"), _of(operands[1:2], "Tc"), _of([], "T*")]
        return [_of(operands, name)]

    def _begin(self, operands: list[Any], has_list: bool) -> list[Any]:
        from pikepdf import Name

        tag = operands[-2 if has_list else -1] if len(operands) > has_list else None
        properties = operands[-1] if has_list and len(operands) > 1 else None
        if isinstance(properties, Name):
            properties = held(self._properties, properties)
        name = name_of(tag)
        hides = name == "/OC" and self._layers.hides(properties)
        if hides:
            self.hidden += 1
        written = bool(name) and name != "/OC" and not self._hiding
        if len(self._open) > _MOST_MARKED:
            return []
        self._open.append((written, hides))
        self._hiding += hides
        if not written:
            return []
        allowed = PROPERTY_KEYS if name != "/Artifact" else ARTIFACT_KEYS
        listed = _properties(properties, allowed)
        if not listed:
            return [_of([tag], "BMC")]
        mark = listed.get("/MCID")
        if isinstance(mark, int):
            self.marks.add(mark)
        from pikepdf import Dictionary

        return [_of([tag, Dictionary(listed)], "BDC")]

    def _end(self) -> list[Any]:
        if not self._open:
            return []
        written, hides = self._open.pop()
        self._hiding -= hides
        return [_of([], "EMC")] if written else []

    def _keeps_picture(self, picture: Any) -> bool:
        if self._hiding:
            return False
        about = picture.iimage.obj
        if set(about.keys()) <= INLINE_KEYS:
            for space in (about.get("/CS"), about.get("/ColorSpace")):
                for one in [space, *elements(space)]:
                    self.used.add(("/ColorSpace", name_of(one)))
            return True
        self.unknown += 1
        return False

    def _unseen_objects(self, resources: Any) -> set[str]:
        """Return the names of pictures and forms that belong to layers that are not seen."""
        return {
            plain_key(name)
            for name, value in items(held(resources, "/XObject"))
            if (layer := held(value, "/OC")) is not None and self._layers.hides(layer)
        }


def _operator(instruction: Any) -> str:
    try:
        return str(instruction.operator)
    except UnicodeDecodeError:
        return ""


def _of(operands: list[Any], name: str) -> Any:
    from pikepdf import ContentStreamInstruction, Operator

    return ContentStreamInstruction(operands, Operator(name))


def _fitting(kinds: str, operands: list[Any]) -> list[Any] | None:
    """Return the operands that an operator takes, the last ones; None where they do not fit."""
    if kinds == "*":
        last = operands[-1:] if operands and name_of(operands[-1]) else []
        rest = operands[: len(operands) - len(last)]
        return operands if all(is_number(one) for one in rest) else None
    if not kinds:
        return []
    taken = operands[-len(kinds) :]
    if len(taken) < len(kinds):
        return None
    return taken if all(_fits(k, one) for k, one in zip(kinds, taken, strict=True)) else None


def _fits(kind: str, value: Any) -> bool:
    from pikepdf import Array, Name, String

    if kind == "n":
        return is_number(value)
    if kind == "N":
        return isinstance(value, Name)
    if kind == "s":
        return isinstance(value, String | str | bytes)
    return isinstance(value, Array) and all(
        is_number(one) or isinstance(one, String | str | bytes) for one in value
    )


def _properties(value: Any, allowed: tuple[str, ...]) -> dict[str, Any]:
    from pikepdf import Array, Name, String

    if not is_dictionary(value):
        return {}
    kept: dict[str, Any] = {}
    for key in allowed:
        one = value.get(key)
        if isinstance(one, Name | String) or is_number(one):
            kept[key] = own(one)
        elif isinstance(one, Array) and all(is_number(e) or isinstance(e, Name) for e in one):
            kept[key] = Array([own(e) for e in one])
    return kept
