"""What of a PDF is carried over: each kind of dictionary with the keys that are read from it.

What is not named here is left behind, whatever it is; a rule never rests on something looking
harmless. The kinds are those of ISO 32000-2; the table says where in it each is described.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Atom:
    """A value without parts, of some of the kinds `n`umber, `N`ame, `s`tring, `b`oolean, and
    `a`rrays of such, one within another up to `depth`."""

    kinds: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Each:
    """An array, each of whose elements is of one kind."""

    shape: Shape
    most: int = 100_000


@dataclass(frozen=True, slots=True)
class Keys:
    """A dictionary with known keys; one that is kept `apart` becomes an object of its own."""

    keys: dict[str, Shape]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Data:
    """A stream with known keys, whose data is decoded, and encoded afresh."""

    keys: dict[str, Shape]


@dataclass(frozen=True, slots=True)
class First:
    """The first of some shapes that fits."""

    shapes: tuple[Shape, ...]


Shape: TypeAlias = "Atom | Each | Keys | Data | First | str"
"""A shape, or the name of one in `SHAPES` or of one with a function of its own."""

NUMBER, NAME, STRING, TRUTH = Atom("n"), Atom("N"), Atom("s"), Atom("b")
NUMBERS = Atom("a", 1)
ATOMS = Atom("nNsb")
ATOMS_DEEP = Atom("nNsba", 3)

# Tables 87 and 93; the keys of a stream itself are written by the library.
IMAGE_KEYS: dict[str, Shape] = {
    "/Type": NAME, "/Subtype": NAME, "/Width": NUMBER, "/Height": NUMBER, "/ColorSpace": "colour",
    "/BitsPerComponent": NUMBER, "/Intent": NAME, "/ImageMask": TRUTH,
    "/Mask": First((NUMBERS, "image")), "/Decode": NUMBERS, "/Interpolate": TRUTH,
    "/SMask": "image", "/SMaskInData": NUMBER, "/Matte": NUMBERS,
}  # fmt: skip

# Table 93; what a form draws is cleaned as a page is.
FORM_KEYS: dict[str, Shape] = {
    "/Type": NAME, "/Subtype": NAME, "/FormType": NUMBER, "/BBox": NUMBERS, "/Matrix": NUMBERS,
    "/Group": "group",
}  # fmt: skip

# Table 74.
TILE_KEYS: dict[str, Shape] = {
    "/Type": NAME, "/PatternType": NUMBER, "/PaintType": NUMBER, "/TilingType": NUMBER,
    "/BBox": NUMBERS, "/XStep": NUMBER, "/YStep": NUMBER, "/Matrix": NUMBERS,
}  # fmt: skip

# Table 11 and those for each filter; `JBIG2Globals` has a function of its own.
PARMS_KEYS: dict[str, Shape] = {
    "/Predictor": NUMBER, "/Colors": NUMBER, "/BitsPerComponent": NUMBER, "/Columns": NUMBER,
    "/EarlyChange": NUMBER, "/K": NUMBER, "/EndOfLine": TRUTH, "/EncodedByteAlign": TRUTH,
    "/Rows": NUMBER, "/EndOfBlock": TRUTH, "/BlackIs1": TRUTH, "/DamagedRowsBeforeError": NUMBER,
    "/ColorTransform": NUMBER, "/JBIG2Globals": Data({}),
}  # fmt: skip

_FONT_FILE = Data({"/Length1": NUMBER, "/Length2": NUMBER, "/Length3": NUMBER, "/Subtype": NAME})
_SYSTEM_INFO = Keys({"/Registry": STRING, "/Ordering": STRING, "/Supplement": NUMBER})
_FUNCTION: dict[str, Shape] = {
    "/FunctionType": NUMBER, "/Domain": NUMBERS, "/Range": NUMBERS, "/Size": NUMBERS,
    "/BitsPerSample": NUMBER, "/Order": NUMBER, "/Encode": NUMBERS, "/Decode": NUMBERS,
    "/C0": NUMBERS, "/C1": NUMBERS, "/N": NUMBER, "/Functions": Each("function"),
    "/Bounds": NUMBERS,
}  # fmt: skip
_SHADING: dict[str, Shape] = {
    "/ShadingType": NUMBER, "/ColorSpace": "colour", "/Background": NUMBERS, "/BBox": NUMBERS,
    "/AntiAlias": TRUTH, "/Function": First((Each("function"), "function")), "/Coords": NUMBERS,
    "/Domain": NUMBERS, "/Extend": Atom("a", 1), "/Matrix": NUMBERS, "/BitsPerCoordinate": NUMBER,
    "/BitsPerComponent": NUMBER, "/BitsPerFlag": NUMBER, "/Decode": NUMBERS,
    "/VerticesPerRow": NUMBER,
}  # fmt: skip
_CMAP = Data({"/Type": NAME, "/CMapName": NAME, "/CIDSystemInfo": _SYSTEM_INFO, "/WMode": NUMBER,
              "/UseCMap": First((NAME, "cmap"))})  # fmt: skip

# Resources, 7.8.3. Lists of properties are written into the content, where they are used.
RESOURCES: dict[str, Shape] = {
    "/Font": "font", "/XObject": "xobject", "/ExtGState": "state", "/ColorSpace": "colour",
    "/Pattern": "pattern", "/Shading": "shading",
}  # fmt: skip

SHAPES: dict[str, Shape] = {
    # Fonts, 9.6 and 9.7; of type 3 with a function of its own.
    "plain font": Keys(
        {
            "/Type": NAME, "/Subtype": NAME, "/BaseFont": NAME, "/Name": NAME,
            "/FirstChar": NUMBER, "/LastChar": NUMBER, "/Widths": NUMBERS,
            "/FontDescriptor": "descriptor", "/Encoding": First((NAME, "encoding", "cmap")),
            "/ToUnicode": First((NAME, "cmap")), "/DescendantFonts": Each("cid font", 1),
        },
        apart=True,
    ),
    "type 3 font": Keys(
        {
            "/Type": NAME, "/Subtype": NAME, "/Name": NAME, "/FontBBox": NUMBERS,
            "/FontMatrix": NUMBERS, "/Encoding": First((NAME, "encoding")), "/FirstChar": NUMBER,
            "/LastChar": NUMBER, "/Widths": NUMBERS, "/FontDescriptor": "descriptor",
            "/ToUnicode": First((NAME, "cmap")),
        },
        apart=True,
    ),
    "cid font": Keys(
        {
            "/Type": NAME, "/Subtype": NAME, "/BaseFont": NAME, "/CIDSystemInfo": _SYSTEM_INFO,
            "/FontDescriptor": "descriptor", "/DW": NUMBER, "/W": Atom("na", 3), "/DW2": NUMBERS,
            "/W2": Atom("na", 3), "/CIDToGIDMap": First((NAME, Data({}))),
        },
        apart=True,
    ),
    "descriptor": Keys(
        {
            "/Type": NAME, "/FontName": NAME, "/FontFamily": STRING, "/FontStretch": NAME,
            "/FontWeight": NUMBER, "/Flags": NUMBER, "/FontBBox": NUMBERS, "/ItalicAngle": NUMBER,
            "/Ascent": NUMBER, "/Descent": NUMBER, "/Leading": NUMBER, "/CapHeight": NUMBER,
            "/XHeight": NUMBER, "/StemV": NUMBER, "/StemH": NUMBER, "/AvgWidth": NUMBER,
            "/MaxWidth": NUMBER, "/MissingWidth": NUMBER, "/FontFile": _FONT_FILE,
            "/FontFile2": _FONT_FILE, "/FontFile3": _FONT_FILE, "/CharSet": STRING,
            "/CIDSet": Data({}),
        },
        apart=True,
    ),
    "encoding": Keys(
        {"/Type": NAME, "/BaseEncoding": NAME, "/Differences": Atom("a", 1)}, apart=True
    ),
    "cmap": _CMAP,
    # Graphics, 8.4.5, 8.7 and 11.6; what sets a press is left behind.
    "state": Keys(
        {
            "/Type": NAME, "/LW": NUMBER, "/LC": NUMBER, "/LJ": NUMBER, "/ML": NUMBER,
            "/D": Atom("a", 2), "/RI": NAME, "/OP": TRUTH, "/op": TRUTH, "/OPM": NUMBER,
            "/Font": "font and size", "/FL": NUMBER, "/SM": NUMBER, "/SA": TRUTH,
            "/BM": First((NAME, Atom("a", 1))), "/SMask": First((NAME, "soft mask")),
            "/CA": NUMBER, "/ca": NUMBER, "/AIS": TRUTH, "/TK": TRUTH,
        },
        apart=True,
    ),
    "soft mask": Keys(
        {
            "/Type": NAME, "/S": NAME, "/G": "form", "/BC": NUMBERS,
            "/TR": First((NAME, "function")),
        }
    ),
    "group": Keys({"/Type": NAME, "/S": NAME, "/CS": "colour", "/I": TRUTH, "/K": TRUTH}),
    "function": First((Data(_FUNCTION), Keys(_FUNCTION, apart=True))),
    "shading": First((Data(_SHADING), Keys(_SHADING, apart=True))),
    "shaded": Keys(
        {
            "/Type": NAME, "/PatternType": NUMBER, "/Shading": "shading", "/Matrix": NUMBERS,
            "/ExtGState": "state",
        },
        apart=True,
    ),
    "calibrated": Keys(
        {"/WhitePoint": NUMBERS, "/BlackPoint": NUMBERS, "/Gamma": First((NUMBER, NUMBERS)),
         "/Matrix": NUMBERS, "/Range": NUMBERS}
    ),
    "profile": Data({"/N": NUMBER, "/Alternate": "colour", "/Range": NUMBERS}),
    "parms": Keys(PARMS_KEYS),
}  # fmt: skip

# Attributes of the structure, 14.8.5: of the standard owners and with their standard keys.
ATTRIBUTE_OWNERS = frozenset({
    "/Layout", "/List", "/PrintField", "/Table", "/Artifact",
})  # fmt: skip
ATTRIBUTE_KEYS = frozenset({
    "/O", "/Placement", "/WritingMode", "/BackgroundColor", "/BorderColor", "/BorderStyle",
    "/BorderThickness", "/Color", "/Padding", "/SpaceBefore", "/SpaceAfter", "/StartIndent",
    "/EndIndent", "/TextIndent", "/TextAlign", "/BBox", "/Width", "/Height", "/BlockAlign",
    "/InlineAlign", "/TBorderStyle", "/TPadding", "/BaselineShift", "/LineHeight",
    "/TextDecorationColor", "/TextDecorationThickness", "/TextDecorationType", "/RubyAlign",
    "/RubyPosition", "/GlyphOrientationVertical", "/ColumnCount", "/ColumnGap", "/ColumnWidths",
    "/ListNumbering", "/RowSpan", "/ColSpan", "/Headers", "/Scope", "/Summary", "/Short",
    "/Role", "/Checked", "/checked", "/Desc", "/Type", "/Subtype",
})  # fmt: skip

FILTERS = frozenset({
    "/ASCIIHexDecode", "/ASCII85Decode", "/LZWDecode", "/FlateDecode", "/RunLengthDecode",
    "/CCITTFaxDecode", "/JBIG2Decode", "/DCTDecode", "/JPXDecode",
})  # fmt: skip
FILTER_NAMES = {
    "/AHx": "/ASCIIHexDecode", "/A85": "/ASCII85Decode", "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode", "/RL": "/RunLengthDecode", "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}  # fmt: skip
PICTURE_FILTERS = frozenset({"/CCITTFaxDecode", "/JBIG2Decode", "/DCTDecode", "/JPXDecode"})

# Operators of content, Annex A, with what each takes: `n`umber, `N`ame, `s`tring, `a`rray, and
# `*` for any number of numbers with a name after them. Marked content is dealt with apart.
OPERATORS = {
    "b": "", "B": "", "b*": "", "B*": "", "BT": "", "c": "nnnnnn", "cm": "nnnnnn", "CS": "N",
    "cs": "N", "d": "an", "d0": "nn", "d1": "nnnnnn", "Do": "N", "ET": "", "f": "", "F": "",
    "f*": "", "G": "n", "g": "n", "gs": "N", "h": "", "i": "n", "j": "n", "J": "n", "K": "nnnn",
    "k": "nnnn", "l": "nn", "m": "nn", "M": "n", "n": "", "q": "", "Q": "", "re": "nnnn",
    "RG": "nnn", "rg": "nnn", "ri": "N", "s": "", "S": "", "SC": "*", "sc": "*", "SCN": "*",
    "scn": "*", "sh": "N", "T*": "", "Tc": "n", "Td": "nn", "TD": "nn", "Tf": "Nn", "Tj": "s",
    "TJ": "a", "TL": "n", "Tm": "nnnnnn", "Tr": "n", "Ts": "n", "Tw": "n", "Tz": "n", "v": "nnnn",
    "w": "n", "W": "", "W*": "", "y": "nnnn", "'": "s", '"': "nns",
}  # fmt: skip
PATHS = frozenset({"b", "B", "b*", "B*", "f", "F", "f*", "s", "S"})
SHOWN = frozenset({"Do", "sh", "Tj", "TJ"})
INLINE_KEYS = frozenset({
    "/W", "/Width", "/H", "/Height", "/BPC", "/BitsPerComponent", "/CS", "/ColorSpace", "/D",
    "/Decode", "/DP", "/DecodeParms", "/F", "/Filter", "/IM", "/ImageMask", "/I", "/Interpolate",
    "/Intent", "/L", "/Length", "/Type", "/Subtype",
})  # fmt: skip
PROPERTY_KEYS = ("/MCID", "/Lang", "/ActualText", "/Alt", "/E")
ARTIFACT_KEYS = ("/Type", "/Subtype", "/BBox", "/Attached")
