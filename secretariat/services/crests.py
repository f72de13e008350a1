"""Pictures of crests as they come in: read, bounded, and made into what every format can show."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.errors import KnownError

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 60_000_000
"""The most bytes of a picture that is looked at."""
_MOST_PIXELS = 80_000_000
_EDGE = 1600
"""The most pixels of an edge that is kept: 120 mm at more than 300 to the inch."""
_SMALL = 300_000
_TOO_LARGE = f"The picture is too large: at most {LARGEST // 1_000_000} MB are read."
_UNREADABLE = "This picture could not be read; a crest is a PNG or JPEG picture."


def crest_picture(data: bytes) -> bytes:
    """Return a picture as a house style keeps it: PNG or JPEG, sRGB, upright, on white, without
    anything that the file says beside its pixels, at most 1,600 pixels wide and high.

    Raises KnownError, in one sentence, when it is of another kind, broken, or far too large.
    """
    if len(data) > LARGEST:
        raise KnownError(_TOO_LARGE)
    if not data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise KnownError("A crest is a PNG or JPEG picture; this is something else.")
    # Imported here because nothing but a new crest needs it in this process.
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    raise KnownError(_too_many(opened.width, opened.height))
                opened.draft(opened.mode, (_EDGE, _EDGE))
                return _written(_bounded(opened))
    except Image.DecompressionBombError as error:
        raise KnownError(_too_many()) from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError) as error:
        raise KnownError(_UNREADABLE) from error


def read_picture(path: Path) -> bytes:
    """Return the bytes of a picture's file; KnownError when it is too large,
    of which no more is read than may be.

    Raises OSError when the file cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise KnownError(_TOO_LARGE)
    return data


def _too_many(width: int = 0, height: int = 0) -> str:
    size = f" ({width:,} by {height:,})" if width else ""
    return f"The picture has too many pixels{size}; at most {_MOST_PIXELS // 1_000_000} million."


def _bounded(opened: Image) -> Image:
    """Return the picture upright, small enough, in sRGB, and on white where one sees through."""
    from PIL import Image, ImageOps

    picture = ImageOps.exif_transpose(opened)
    if picture.mode.startswith("I") or picture.mode == "F":
        # Sixteen bits of grey: only the upper eight are kept.
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    clear = picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info
    picture = _in_srgb(picture, "RGBA" if clear else "RGB")
    picture.thumbnail((_EDGE, _EDGE), Image.Resampling.LANCZOS)
    if clear:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture).convert("RGB")
    return picture


def _in_srgb(picture: Image, mode: str) -> Image:
    """Return the picture in sRGB, by the profile that it brings along if that can be read."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            kept = "RGBA" if picture.mode == "RGBA" else "RGB"
            made = ImageCms.profileToProfile(picture, own, srgb, outputMode=kept)
            return made.convert(mode) if made is not None else picture.convert(mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return picture.convert(mode)


def _written(picture: Image) -> bytes:
    """Return the picture as PNG, or as JPEG where that is much smaller (a photograph)."""
    from PIL import Image

    # A new picture has nothing of what the file said beside its pixels.
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())
    held = BytesIO()
    bare.save(held, "PNG", optimize=True)
    if held.tell() > _SMALL:
        held = BytesIO()
        bare.save(held, "JPEG", quality=90, subsampling=0)
    return held.getvalue()
