"""Carrying the parts of a page over into a new PDF, by the shapes and by nothing else.

Each object of the old file becomes at most one of the new; one that leads back to itself is cut
where it would. Nothing is copied whole: what the new file holds was written key by key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from secretariat.models.paper_findings import PaperFault, PaperFinding
from secretariat.packs.content import Cleaned, cleaned
from secretariat.packs.layers import Layers
from secretariat.packs.objects import (
    elements,
    held,
    is_dictionary,
    is_number,
    is_stream,
    items,
    key_of,
    name_of,
    own,
    plain_key,
)
from secretariat.packs.opening import RefusedError
from secretariat.packs.shapes import (
    FORM_KEYS,
    IMAGE_KEYS,
    RESOURCES,
    SHAPES,
    TILE_KEYS,
    Atom,
    Data,
    Each,
    First,
    Keys,
    Shape,
)
from secretariat.packs.stream_data import UnreadableError, decoded, picture

_FORMS = "/XObject"
_IMPLIED = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")
"""Spaces of colour that are used without being named (8.6.5.6)."""
_DEEPEST = 80
_MOST_OBJECTS = 2_000_000
_TABLE = First((Atom("s"), Data({})))
_DEVICE = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK"}
_PLAIN_SPACES = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"}


class Copier:
    """Writes what it is given into `target`, from one source only.

    `marks` holds, by the object of each form of the source, its copy and the marks of structure in
    it; `lost` counts, by what it was, what could not be carried over, for the page that is being
    copied.
    """

    def __init__(self, target: Any, layers: Layers, most: int) -> None:
        self.target = target
        self.marks: dict[tuple[int, int], tuple[Any, set[int]]] = {}
        self.lost: dict[str, int] = {}
        self.hidden = 0
        self._layers = layers
        self._most = most
        self._made: dict[tuple[tuple[int, int], str], Any] = {}
        self._under_way: set[tuple[tuple[int, int], str]] = set()
        self._count = 0
        self._depth = 0
        # What forms of the oldest kind draw with: what their page has, without its forms.
        self._around: Any = None
        self._own: dict[str, Callable[[Any], Any]] = {
            "colour": self._colour,
            "font": self._font,
            "font and size": self._font_and_size,
            "form": self._form,
            "image": self._image,
            "pattern": self._pattern,
            "xobject": self._xobject,
        }

    def page_resources(self, resources: Any, used: set[tuple[str, str]]) -> Any:
        """Return the copy of what a page draws with; forms without their own draw with it too."""
        self._around = resources
        return self._resources(resources, used)

    def _resources(self, resources: Any, used: set[tuple[str, str]], *, forms: bool = True) -> Any:
        """Return the copy of what some content draws with, and of nothing else.

        A page that was taken out of a longer paper often still brings the pictures of all others.
        """
        from pikepdf import Dictionary

        made = Dictionary()
        for group, shape in RESOURCES.items():
            kept = Dictionary()
            for name, one in items(held(resources, group)) if forms or group != _FORMS else ():
                if (group, plain_key(name)) not in used and name not in _IMPLIED:
                    continue
                copy = self.copy(one, shape)
                if copy is not None:
                    kept[key_of(name)] = copy
            if len(kept.keys()):
                made[group] = kept
        return self.target.make_indirect(made)

    def copy(self, value: Any, shape: Shape) -> Any:
        """Return the copy of a value by its shape; None where it has another."""
        if value is None:
            return None
        self._count += 1
        if self._count > _MOST_OBJECTS:
            words = "it has more parts than a file may."
            raise RefusedError(PaperFinding(PaperFault.TOO_HARD, words=words))
        if self._depth > _DEEPEST:
            return None
        if isinstance(shape, Atom):
            return _atom(value, shape.kinds, shape.depth)
        name = shape if isinstance(shape, str) else str(id(shape))
        key = (_object_of(value), name)
        if key[0] == (0, 0):
            return self._copied(value, shape)
        if key in self._made:
            return self._made[key]
        if key in self._under_way:
            return None
        self._under_way.add(key)
        made = self._copied(value, shape)
        self._under_way.discard(key)
        self._made[key] = made
        return made

    def _copied(self, value: Any, shape: Shape) -> Any:
        self._depth += 1
        try:
            if isinstance(shape, str):
                special = self._own.get(shape)
                return special(value) if special else self._by_shape(value, SHAPES[shape])
            return self._by_shape(value, shape)
        finally:
            self._depth -= 1

    def _by_shape(self, value: Any, shape: Shape) -> Any:
        from pikepdf import Array

        if isinstance(shape, First):
            found = (self.copy(value, one) for one in shape.shapes)
            return next((one for one in found if one is not None), None)
        if isinstance(shape, Each):
            if not isinstance(value, Array):
                return None
            copies = [self.copy(one, shape.shape) for one in elements(value)[: shape.most]]
            return Array([one for one in copies if one is not None])
        if isinstance(shape, Keys):
            return (
                self._dictionary(value, shape.keys, shape.apart) if is_dictionary(value) else None
            )
        if isinstance(shape, Data):
            return self._data(value, shape.keys)
        return self.copy(value, shape)

    def _dictionary(self, value: Any, keys: dict[str, Shape], apart: bool) -> Any:
        from pikepdf import Dictionary

        made = Dictionary(self._keys(value, keys))
        return self.target.make_indirect(made) if apart else made

    def _keys(self, value: Any, keys: dict[str, Shape]) -> dict[str, Any]:
        kept = {}
        for key, shape in keys.items():
            copy = self.copy(value.get(key), shape)
            if copy is not None:
                kept[key] = copy
        return kept

    def _stream(self, data: bytes, keys: dict[str, Any]) -> Any:
        made = self.target.make_stream(data)
        for key, one in keys.items():
            made[key] = one
        return made

    def _data(self, value: Any, keys: dict[str, Shape]) -> Any:
        if not is_stream(value):
            return None
        try:
            return self._stream(decoded(value), self._keys(value, keys))
        except UnreadableError:
            self.lose("data that cannot be decoded")
            return None

    def lose(self, what: str, count: int = 1) -> None:
        """Count something that cannot be carried over."""
        self.lost[what] = self.lost.get(what, 0) + count

    def content(self, source: Any, resources: Any) -> Cleaned:
        """Return content as it may be kept, and count what was not understood."""
        found = cleaned(source, resources, self._layers)
        self.hidden += found.hidden
        if found.unknown:
            self.lose("drawing that is not understood", found.unknown)
        return found

    # ------------------------------------------------------------------ kinds of their own

    def _colour(self, value: Any) -> Any:
        """Return a colour space (8.6); attributes of inks that only a press reads are left out."""
        from pikepdf import Array, Name

        if isinstance(value, Name):
            return own(value)
        given = elements(value)
        family = _DEVICE.get(name_of(given[0]), name_of(given[0])) if given else ""
        parts: list[Any]
        if len(given) == 1 and family in _PLAIN_SPACES:
            return Name(family)
        if family in ("/CalGray", "/CalRGB", "/Lab", "/CalCMYK"):
            parts = [self.copy(one, "calibrated") for one in given[1:2]]
        elif family == "/ICCBased":
            parts = [self.copy(one, "profile") for one in given[1:2]]
        elif family in ("/Indexed", "/I") and len(given) == 4:
            table = self.copy(given[3], _TABLE)
            parts = [self.copy(given[1], "colour"), _atom(given[2], "n", 0), table]
            family = "/Indexed"
        elif family in ("/Separation", "/DeviceN") and len(given) >= 4:
            inks = _atom(given[1], "N", 0) or _atom(given[1], "Na", 1)
            parts = [inks, self.copy(given[2], "colour"), self.copy(given[3], "function")]
        elif family == "/Pattern" and len(given) == 2:
            parts = [self.copy(given[1], "colour")]
        else:
            return None
        if not parts or any(one is None for one in parts):
            return None
        return Array([Name(family), *parts])

    def _font(self, value: Any) -> Any:
        if name_of(held(value, "/Subtype")) != "/Type3":
            return self.copy(value, "plain font")
        from pikepdf import Dictionary

        font = self.copy(value, "type 3 font")
        if font is None:
            return None
        letters, resources = value.get("/CharProcs"), value.get("/Resources")
        drawn = Dictionary()
        used: set[tuple[str, str]] = set()
        for name, letter in items(letters):
            if is_stream(letter):
                seen = self.content(letter, resources)
                drawn[key_of(name)] = self._stream(seen.data, {})
                used |= seen.used
        font["/CharProcs"] = drawn
        font["/Resources"] = self._resources(resources, used)
        return font

    def _font_and_size(self, value: Any) -> Any:
        from pikepdf import Array

        given = elements(value)
        font = self.copy(given[0], "font") if len(given) == 2 and is_number(given[1]) else None
        return None if font is None else Array([font, given[1]])

    def _xobject(self, value: Any) -> Any:
        """Return a picture or a form; PostScript and what a layer hides are left behind."""
        if not is_stream(value):
            return None
        layer = value.get("/OC")
        if layer is not None and self._layers.hides(layer):
            self.hidden += 1
            return None
        kind = name_of(value.get("/Subtype"))
        if kind == "/Image":
            return self.copy(value, "image")
        if kind == "/Form":
            return self.copy(value, "form")
        self.lose(f"an object of kind {kind.removeprefix('/') or 'unknown'}")
        return None

    def _image(self, value: Any) -> Any:
        from pikepdf import Name

        if not is_stream(value):
            return None
        try:
            data, filtered, index = picture(value, self._most)
        except UnreadableError:
            self.lose("a picture that cannot be decoded")
            return None
        made = self._stream(b"", self._keys(value, IMAGE_KEYS))
        parms = self._parms(value, index) if index is not None else None
        if filtered:
            made.write(data, filter=Name(filtered), decode_parms=parms)
        else:
            made.write(data)
        return made

    def _parms(self, value: Any, index: int) -> Any:
        """Return the parameters of one filter of a picture."""
        given = value.get("/DecodeParms")
        if given is None:
            given = value.get("/DP")
        if not is_dictionary(given):
            listed = elements(given)
            given = listed[index] if index < len(listed) else None
        made = self.copy(given, "parms")
        return made if made is not None and len(made.keys()) else None

    def _form(self, value: Any) -> Any:
        if not is_stream(value):
            return None
        resources = value.get("/Resources")
        has_own = is_dictionary(resources)
        if not has_own:
            resources = self._around
        seen = self.content(value, resources)
        made = self._stream(seen.data, self._keys(value, FORM_KEYS))
        made["/Resources"] = self._resources(resources, seen.used, forms=has_own)
        if seen.marks:
            self.marks[value.objgen] = (made, seen.marks)
        return made

    def _pattern(self, value: Any) -> Any:
        if not is_stream(value):
            return self.copy(value, "shaded")
        resources = value.get("/Resources")
        seen = self.content(value, resources)
        made = self._stream(seen.data, self._keys(value, TILE_KEYS))
        made["/Resources"] = self._resources(resources, seen.used)
        return made


def _object_of(value: Any) -> tuple[int, int]:
    found = getattr(value, "objgen", (0, 0))
    return (int(found[0]), int(found[1]))


def _atom(value: Any, kinds: str, depth: int) -> Any:
    """Return a value without parts, or an array of such; None for anything else."""
    from pikepdf import Array, Name, String

    if isinstance(value, bool):
        return value if "b" in kinds or kinds == "a" else None
    if is_number(value):
        return value if "n" in kinds or kinds == "a" else None
    if isinstance(value, Name):
        return own(value) if "N" in kinds or kinds == "a" else None
    if isinstance(value, String | str):
        return own(value) if "s" in kinds else None
    if isinstance(value, Array) and "a" in kinds and depth > 0:
        found = [_atom(one, kinds, depth - 1) for one in elements(value)]
        return Array([one for one in found if one is not None])
    return None
