"""The crest: what is kept of a picture, and how each format shows it and what it shows."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image, ImageCms

from secretariat.documents.style import Crest, HouseStyle
from secretariat.errors import KnownError
from secretariat.models.kinds import Format
from secretariat.models.style_records import StylePlace
from secretariat.render.dispatch import render
from secretariat.services import house_styles
from secretariat.services.crests import crest_picture
from secretariat.services.session import Session
from tests.render.pdf_check import FONTS, checked
from tests.render.pdf_tree import artifacts_of, structure_of, tree_of
from tests.render.samples import SAMPLES
from tests.render.test_docx import check_schema

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
ALT = "Arms of <Fenland> & “Wash”"


def picture(
    mode: str = "RGB", kind: str = "PNG", size: tuple[int, int] = (90, 60), **more
) -> bytes:  # type: ignore[no-untyped-def]
    held = BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(held, kind, **more)
    return held.getvalue()


def sixteen_bits() -> bytes:
    grey = Image.linear_gradient("L").resize((90, 60)).tobytes()
    held = BytesIO()
    pairs = bytes(each for value in grey for each in (value, value))
    Image.frombytes("I;16", (90, 60), pairs).save(held, "PNG")
    return held.getvalue()


def read(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("place", ["left", "centre", "right"])
@pytest.mark.parametrize("alt", [ALT, "  "])
def test_every_format_shows_the_crest_first_and_says_what_it_shows(place: str, alt: str) -> None:
    crest = Crest(crest_picture(picture()), alt)
    style = HouseStyle(crest=crest, crest_place=place)
    document = SAMPLES["agenda"]()
    pdf, word, web = (
        render(document, style, FONTS, form) for form in (Format.PDF, Format.DOCX, Format.HTML)
    )
    checked(pdf)
    figures = [node for node in tree_of(pdf).walk() if node.role == "Figure"]
    assert [node.settings["Alt"] for node in figures] == ([alt] if alt.strip() else [])
    assert (tree_of(pdf).kids[0].role == "Figure") == bool(alt.strip())
    check_schema(word)
    opened = docx.Document(BytesIO(word))
    first = opened.paragraphs[0]._p
    (shown,) = first.iter(qn("wp:docPr"))
    assert shown.get("descr") == alt.strip()
    assert (b"decorative" in first.xml.encode()) == (not alt.strip())
    text = web.decode()
    assert text.index("<img ") < text.index("<main")
    said = (
        ALT.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if alt.strip() else ""
    )
    assert f'<img alt="{said}" src="data:image/png;base64,' in text
    for data, form in ((pdf, Format.PDF), (word, Format.DOCX), (web, Format.HTML)):
        assert render(document, style, FONTS, form) == data


def test_words_and_their_order_are_those_of_the_document_without_a_crest() -> None:
    style = HouseStyle(crest=Crest(crest_picture(picture()), ""))
    document = SAMPLES["minutes"]()
    with_it, without = (
        render(document, each, FONTS, Format.PDF) for each in (style, replace(style, crest=None))
    )
    assert structure_of(with_it) == structure_of(without)
    assert (
        " ".join(artifacts_of(with_it)).split()[:4] == " ".join(artifacts_of(without)).split()[:4]
    )
    bare = replace(style, crest=None)
    assert render(document, replace(style, crest_place="none"), FONTS, Format.PDF) == without
    for form in (Format.DOCX, Format.HTML):
        hidden = render(document, replace(style, crest_place="none"), FONTS, form)
        assert (b"<img" in hidden) is False
        assert len(hidden) == pytest.approx(len(render(document, bare, FONTS, form)), abs=40)


@pytest.mark.parametrize("damage", [b"", b"\x89PNG\r\n\x1a\nnothing", b"GIF89a", picture()[:200]])
def test_a_picture_that_was_damaged_later_is_left_out(damage: bytes) -> None:
    style = HouseStyle(crest=Crest(damage, ALT))
    checked(render(SAMPLES["agenda"](), style, FONTS, Format.PDF))
    render(SAMPLES["agenda"](), style, FONTS, Format.DOCX)
    render(SAMPLES["agenda"](), style, FONTS, Format.HTML)


def test_a_draft_message_has_no_picture_that_mail_programs_would_hide() -> None:
    style = HouseStyle(crest=Crest(crest_picture(picture()), ALT))
    assert b"<img" not in render(SAMPLES["agenda"](), style, FONTS, Format.EMAIL)


def test_a_tall_or_wide_crest_leaves_room_for_words() -> None:
    for size in ((20, 1500), (1500, 20)):
        crest = Crest(crest_picture(picture(size=size)), ALT)
        style = HouseStyle(crest=crest, crest_width_mm=120)
        pdf = checked(render(SAMPLES["agenda"](), style, FONTS, Format.PDF))
        (figure,) = (node for node in tree_of(pdf).walk() if node.role == "Figure")
        left, bottom, right, top = map(float, figure.settings["BBox"].split())
        assert top - bottom < 160
        assert right - left < 460
        opened = docx.Document(BytesIO(render(SAMPLES["agenda"](), style, FONTS, Format.DOCX)))
        assert opened.inline_shapes[0].height.mm < 51


@pytest.mark.parametrize(
    "data",
    [
        picture("1"), picture("L"), picture("LA"), picture("P"), picture("RGBA"), sixteen_bits(),
        picture("L", "JPEG"), picture("CMYK", "JPEG"), picture("RGB", "JPEG", progressive=True),
        picture("RGB", "PNG", icc_profile=SRGB),
        picture("RGB", "PNG", icc_profile=b"no profile at all"),
    ],
)  # fmt: skip
def test_every_kind_of_picture_becomes_plain_srgb(data: bytes) -> None:
    made = read(crest_picture(data))
    assert (made.mode, made.size) == ("RGB", (90, 60))
    assert set(made.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    # The gradient is still one: dark above, light below.
    top, bottom = made.getpixel((45, 2)), made.getpixel((45, 57))
    assert max(top) < 60 < 190 < min(bottom)  # type: ignore[arg-type, type-var]


def test_what_one_sees_through_is_white_and_what_lies_on_its_side_stands_up() -> None:
    clear = BytesIO()
    Image.new("RGBA", (30, 20), (255, 0, 0, 0)).save(clear, "PNG")
    assert read(crest_picture(clear.getvalue())).getpixel((5, 5)) == (255, 255, 255)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "Taken by somebody"
    turned = crest_picture(picture("RGB", "JPEG", exif=exif))
    assert read(turned).size == (60, 90)
    assert b"somebody" not in turned


def test_a_great_picture_becomes_a_small_one() -> None:
    noise = Image.effect_noise((2600, 1950), 90).convert("RGB")
    held = BytesIO()
    noise.save(held, "PNG")
    assert held.tell() > 4_000_000
    made = crest_picture(held.getvalue())
    assert read(made).size == (1600, 1200)
    assert made.startswith(b"\xff\xd8\xff")
    assert len(made) < 3_000_000
    crest = Crest(made, ALT)
    checked(render(SAMPLES["agenda"](), HouseStyle(crest=crest), FONTS, Format.PDF))


def bomb() -> bytes:
    """Return a PNG of a few bytes that says it is 60,000 pixels wide and high."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
        )

    head = struct.pack(">LLBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "something else"),
        (b"GIF89a....", "something else"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "something else"),
        (b"%PDF-1.7", "something else"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "could not be read"),
        (picture("RGB", "JPEG")[:300], "could not be read"),
        (picture()[:-40], "could not be read"),
        (bomb(), "too many pixels"),
        (b"\xff\xd8\xff" + bytes(60_000_001), "too large"),
    ],
)
def test_what_is_no_crest_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        crest_picture(data)


def test_a_style_keeps_describes_and_loses_its_crest(register_folder: Path) -> None:
    session = Session.open(register_folder, create=True)
    style = house_styles.add_style(session, "Fenland").result().uid
    house_styles.keep_crest(session, style, "arms.png", picture(), " The  arms ").result()
    crest = house_styles.look_of(session, style).crest
    assert crest is not None
    assert crest.alt == "The arms"
    house_styles.keep_crest(session, style, "new.jpg", picture("CMYK", "JPEG"), "New").result()
    house_styles.describe_crest(session, style, "Newer").result()
    crest = house_styles.look_of(session, style).crest
    assert crest is not None
    assert (crest.alt, read(crest.data).mode) == ("Newer", "RGB")
    with pytest.raises(KnownError):
        house_styles.keep_crest(session, style, "bad.png", b"nothing")
    with pytest.raises(KnownError):
        house_styles.keep_crest(session, "no such style", "arms.png", picture()).result()
    assert house_styles.look_of(session, style).crest == crest
    house_styles.remove_file(session, style, StylePlace.CREST).result()
    assert house_styles.look_of(session, style).crest is None
    session.close()
