"""Pictures become pages of a tagged PDF: upright, of a sensible size, and with nothing but dots.

Whatever a picture says of where, when and by whom it was taken is left behind: only its colours are
written, anew.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretariat.errors import KnownError
from secretariat.packs.jobs import Report
from secretariat.packs.limits import Limits

if TYPE_CHECKING:
    from PIL.Image import Image

_A4 = (595.276, 841.89)
_MARGIN = 36.0
_LARGEST_DOT = 0.75
"""Points that a dot takes at the most: small pictures are not blown up beyond 96 dots an inch."""
_DOTS = 200 / 72
"""Dots a point that are kept; what is finer is made coarser once it is over by a quarter."""
_MOST_DOTS = 120_000_000
_MOST_PAGES = 500
_QUALITY = 88
_SHEET = (1.36, 1.47)
"""Long to short side of a picture that is taken for a scanned sheet of A4 and fills the page."""
_SHEET_DOTS = 1_000
_PHOTOGRAPHS = ("JPEG", "MPO", "WEBP")
_FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP", "DIB")
_SEVERAL = ("TIFF",)

_BROKEN = "This picture is broken and cannot be read."
_HUGE = "This picture is too large: at most 120 million dots are taken in."
_MANY = "This picture has too many pages: at most 500 are taken in."


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """A picture by its path, and the words that stand for it; its language may be empty."""

    source: Path
    title: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class PicturePages:
    """The PDF that was made of a picture."""

    data: bytes


def carry_out(order: PictureOrder, limits: Limits, report: Report) -> PicturePages:
    """Do the job `picture`; KnownError for what is no picture that can be read."""
    return PicturePages(picture_pages(order, report))


def picture_pages(order: PictureOrder, report: Report = lambda done, of, what: None) -> bytes:
    """Return a picture as a tagged PDF, a page for each of its own; of one that moves the first.

    To be called in the child process only, by way of the job `picture`.
    """
    import pikepdf

    made = pikepdf.new()
    root = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    document = made.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root)
    )
    figures: list[Any] = []
    parents: list[Any] = []
    for number, (count, picture, lossy) in enumerate(_frames(order.source), 1):
        report(number - 1, count, "Converting")
        alternative = order.title if count == 1 else f"{order.title} ({number} of {count})"
        figure = _page(made, picture, lossy, alternative, number - 1)
        figure.P = document
        figures.append(figure)
        parents.extend([number - 1, made.make_indirect(pikepdf.Array([figure]))])
    document.K = pikepdf.Array(figures)
    root.K = document
    root.ParentTree = made.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(parents)))
    root.ParentTreeNextKey = len(figures)
    made.Root.StructTreeRoot = root
    made.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    made.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    if order.language:
        made.Root.Lang = pikepdf.String(order.language)
    made.docinfo["/Title"] = pikepdf.String(order.title)
    held = io.BytesIO()
    made.save(held, deterministic_id=True)
    return held.getvalue()


def _frames(source: Path) -> Iterator[tuple[int, Image, bool]]:
    """Give each page: how many there are, its dots upright, and whether it is a photograph."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    Pillow.MAX_IMAGE_PIXELS = None  # the sizes are checked here, before anything is unpacked
    try:
        with Pillow.open(source, formats=_FORMATS) as opened:
            photograph = opened.format in _PHOTOGRAPHS
            count = getattr(opened, "n_frames", 1) if opened.format in _SEVERAL else 1
            if count > _MOST_PAGES:
                raise KnownError(_MANY)
            for at in range(count):
                if at:
                    opened.seek(at)
                if opened.width * opened.height > _MOST_DOTS:
                    raise KnownError(_HUGE)
                yield count, _plain(ImageOps.exif_transpose(opened)), photograph
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, LookupError) as error:
        raise KnownError(_BROKEN) from error


def _plain(picture: Image) -> Image:
    """Return a picture as black and white, grey or red, green and blue, on white."""
    from PIL import Image as Pillow

    if picture.mode in ("1", "L", "RGB") and "transparency" not in picture.info:
        return _in_usual_colours(picture)
    if picture.mode.startswith(("I", "F")):
        low, high = (float(one) for one in picture.convert("F").getextrema())  # type: ignore[arg-type]
        span = max(high - low, 1e-9)
        return picture.convert("F").point(lambda dot: (dot - low) * 255 / span).convert("L")
    if picture.mode in ("LA", "PA", "RGBA", "La", "RGBa", "P") or "transparency" in picture.info:
        above = picture.convert("RGBA")
        below = Pillow.new("RGBA", above.size, "white")
        below.alpha_composite(above)
        return below.convert("RGB")
    return _in_usual_colours(picture).convert("RGB")


def _in_usual_colours(picture: Image) -> Image:
    """Return it in the colours of screens, where it says itself which others it is in."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        usual = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(picture, given, usual, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return changed or picture


def _page(made: Any, picture: Image, lossy: bool, alternative: str, number: int) -> Any:
    import pikepdf

    sheet, box = _placed(picture.width, picture.height)
    picture = _coarser(picture, box)
    page = made.add_blank_page(page_size=sheet)
    page.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(Im0=made.make_indirect(_dots(made, picture, lossy)))
    )
    left, bottom, width, height = box
    page.Contents = made.make_stream(
        f"/Figure <</MCID 0>> BDC\nq {width:.3f} 0 0 {height:.3f} {left:.3f} {bottom:.3f} cm"
        f" /Im0 Do Q\nEMC\n".encode()
    )
    page.obj.StructParents = number
    page.obj.Tabs = pikepdf.Name.S
    return made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem,
            S=pikepdf.Name.Figure,
            Alt=pikepdf.String(alternative),
            Pg=page.obj,
            K=0,
            A=pikepdf.Dictionary(
                O=pikepdf.Name.Layout,
                Placement=pikepdf.Name.Block,
                BBox=[round(one, 3) for one in (left, bottom, left + width, bottom + height)],
            ),
        )
    )


def _placed(
    width: int, height: int
) -> tuple[tuple[float, float], tuple[float, float, float, float]]:
    """Return the size of the sheet, and where on it a picture stands: left, bottom, size."""
    sheet = (_A4[1], _A4[0]) if width > height else _A4
    ratio = max(width, height) / max(1, min(width, height))
    if _SHEET[0] <= ratio <= _SHEET[1] and min(width, height) >= _SHEET_DOTS:
        scale, margin = min(sheet[0] / width, sheet[1] / height), 0.0
    else:
        room = [side - 2 * _MARGIN for side in sheet]
        scale, margin = min(_LARGEST_DOT, room[0] / width, room[1] / height), _MARGIN
    across, up = width * scale, height * scale
    top = margin if margin else (sheet[1] - up) / 2
    return sheet, ((sheet[0] - across) / 2, sheet[1] - top - up, across, up)


def _coarser(picture: Image, box: tuple[float, float, float, float]) -> Image:
    from PIL import Image as Pillow

    wanted = (max(1, round(box[2] * _DOTS)), max(1, round(box[3] * _DOTS)))
    if picture.mode == "1" or picture.width <= wanted[0] * 1.25:
        return picture
    return picture.resize(wanted, Pillow.Resampling.LANCZOS)


def _dots(made: Any, picture: Image, lossy: bool) -> Any:
    import pikepdf

    values = {
        "Type": pikepdf.Name.XObject,
        "Subtype": pikepdf.Name.Image,
        "Width": picture.width,
        "Height": picture.height,
        "BitsPerComponent": 1 if picture.mode == "1" else 8,
        "ColorSpace": pikepdf.Name.DeviceRGB if picture.mode == "RGB" else pikepdf.Name.DeviceGray,
    }
    if lossy and picture.mode != "1":
        held = io.BytesIO()
        picture.save(held, "JPEG", quality=_QUALITY, exif=b"", icc_profile=None)
        data, filtered = held.getvalue(), pikepdf.Name.DCTDecode
    else:
        data, filtered = zlib.compress(picture.tobytes(), 6), pikepdf.Name.FlateDecode
    return pikepdf.Stream(made, data, Filter=filtered, **values)
