"""The colour profile that PDF/A asks for: sRGB as a small ICC profile, made from its numbers."""

from __future__ import annotations

from functools import cache
from struct import pack

# IEC 61966-2.1, adapted to the D50 white of profile space.
WHITE = (0.9642, 1.0, 0.8249)
PRIMARIES = {
    "rXYZ": (0.4360747, 0.2225045, 0.0139322),
    "gXYZ": (0.3850649, 0.7168786, 0.0971045),
    "bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
ADAPTATION = (
    1.0478112, 0.0228866, -0.0501270,
    0.0295424, 0.9904844, -0.0170491,
    -0.0092345, 0.0150436, 0.7521316,
)  # fmt: skip
# The curve ((x + 0.055) / 1.055) ** 2.4, straight below 0.04045 (parametric curve type 3).
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@cache
def srgb_profile() -> bytes:
    """Return the profile; always the same bytes."""
    curve = b"para" + bytes(4) + pack(">HH", 3, 0) + _fixed(*CURVE)
    tags = {
        "desc": _words("sRGB"),
        "cprt": _words("Public domain"),
        "wtpt": _xyz(*WHITE),
        "chad": b"sf32" + bytes(4) + _fixed(*ADAPTATION),
        **{name: _xyz(*value) for name, value in PRIMARIES.items()},
        "rTRC": curve,
        "gTRC": curve,
        "bTRC": curve,
    }
    table, body = pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += name.encode("ascii") + pack(">II", places[data], len(data))
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    head = pack(">I4sI", size, bytes(4), 0x04200000)
    head += b"mntrRGB XYZ " + pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp"
    head += bytes(4 + 4 + 4 + 4 + 8 + 4) + _fixed(*WHITE)
    return head + bytes(128 - len(head))


def _fixed(*values: float) -> bytes:
    return b"".join(pack(">i", round(value * 65536)) for value in values)


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*values)


def _words(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + pack(">II2s2sII", 1, 12, b"en", b"GB", len(data), 28) + data
