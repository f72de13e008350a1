"""Fonts of a house style: which are taken, how documents use them, and what is refused."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from secretariat.documents.style import HouseStyle
from secretariat.errors import KnownError
from secretariat.models.font_files import check_font
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.records import Body
from secretariat.models.style_records import StylePlace
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.services import agenda, house_styles, publish
from secretariat.services.session import Session
from tests import public_board
from tests.public_board import MEETING
from tests.render.pdf_check import FONTS, checked
from tests.render.pdf_tree import structure_of
from tests.render.samples import SAMPLES


def shipped(name: str) -> bytes:
    return (resources() / "fonts" / f"{name}.ttf").read_bytes()


SERIF = shipped("NotoSerif-Regular")


def table(data: bytes, tag: bytes) -> int:
    """Return where the record of a table stands in the directory of a font."""
    return data.index(tag, 12, 12 + 16 * struct.unpack_from(">H", data, 4)[0])


def with_rights(kind: int, data: bytes = SERIF) -> bytes:
    """Return a font that says this of its embedding (OS/2 fsType)."""
    offset = struct.unpack_from(">L", data, table(data, b"OS/2") + 8)[0]
    return data[: offset + 8] + struct.pack(">H", kind) + data[offset + 10 :]


def renamed(old: bytes, new: bytes) -> bytes:
    at = table(SERIF, old)
    return SERIF[:at] + new + SERIF[at + 4 :]


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True)
    public_board.fill(opened, "margin")
    yield opened
    opened.close()


@pytest.fixture
def style(session: Session) -> str:
    made = house_styles.add_style(session, "Fenland").result()
    house_styles.print_in(session, "board", made.uid).result()
    assert session.reader.get(Body, "board").house_style == made.uid
    return made.uid


@pytest.mark.parametrize("path", sorted((resources() / "fonts").glob("Noto*-*.ttf")))
def test_the_fonts_that_ship_would_be_taken(path: Path) -> None:
    if "Arabic" in path.name:
        with pytest.raises(KnownError, match="Latin"):
            check_font(path.read_bytes())
    else:
        assert check_font(path.read_bytes()).may_embed


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a TrueType font"),
        (b"%PDF-1.7 and so on", "not a TrueType font"),
        (b"ttcf\0\1\0\0", "several fonts"),
        (b"OTTO\0\1\0\0", "PostScript outlines"),
        (b"wOFF\0\1\0\0", "web pages"),
        (b"wOF2\0\1\0\0", "web pages"),
        (SERIF[:5000], "broken"),
        (SERIF[:-4000], "broken"),
        (b"\0\1\0\0\xff\xff" + bytes(40), "broken"),
        (renamed(b"glyf", b"CFF "), "broken"),
        (renamed(b"GPOS", b"fvar"), "variable"),
        (with_rights(0x0002), "do not allow"),
        (with_rights(0x0200), "do not allow"),
        (with_rights(0x0108), "do not allow"),
        (SERIF + bytes(20_000_001), "too large"),
    ],
)
def test_what_cannot_be_printed_in_is_refused_in_a_sentence(
    session: Session, style: str, data: bytes, words: str
) -> None:
    with pytest.raises(KnownError, match=words):
        house_styles.keep_font(session, style, StylePlace.FONT, "font.ttf", data)
    assert house_styles.look_of(session, style).faces == ()


@pytest.mark.parametrize("kind", [0, 0x4, 0x8, 0xA])
def test_rights_that_allow_embedding_are_enough(kind: int) -> None:
    assert check_font(with_rights(kind)).family == "Noto Serif"


def test_a_font_whose_outlines_are_rubbish_is_refused(session: Session, style: str) -> None:
    record = table(SERIF, b"loca")
    offset, length = struct.unpack_from(">LL", SERIF, record + 8)
    rubbish = SERIF[:offset] + b"\xff\xee" * (length // 2) + SERIF[offset + length // 2 * 2 :]
    with pytest.raises(KnownError, match="broken"):
        house_styles.keep_font(session, style, StylePlace.FONT, "font.ttf", rubbish)
    glyphs = struct.unpack_from(">L", SERIF, table(SERIF, b"glyf") + 8)[0]
    holes = SERIF[:glyphs] + b"\xff" * 90_000 + SERIF[glyphs + 90_000 :]
    with pytest.raises(KnownError, match="broken"):
        house_styles.keep_font(session, style, StylePlace.FONT, "font.ttf", holes)


def test_a_font_belongs_into_a_place_for_fonts(session: Session, style: str) -> None:
    with pytest.raises(KnownError, match="place"):
        house_styles.keep_font(session, style, StylePlace.CREST, "font.ttf", SERIF)


def test_documents_are_printed_in_the_fonts_of_their_style(session: Session, style: str) -> None:
    places = {
        StylePlace.FONT: "NotoSerif-Regular",
        StylePlace.FONT_BOLD: "NotoSerif-Bold",
        StylePlace.HEADING_FONT: "DejaVuSans-Regular",
    }
    for place, name in places.items():
        house_styles.keep_font(session, style, place, f"{name}.ttf", shipped(name)).result()
    look = house_styles.look_of(session, style)
    assert (look.font, look.heading_font) == ("Noto Serif", "DejaVu Sans")
    pdf = checked(publish.make(session, DocumentKind.AGENDA, MEETING, Format.PDF))
    for name in (b"NotoSerif-Regular", b"NotoSerif-Bold", b"DejaVuSans"):
        assert name in _names(pdf)
    assert b"NotoSans" not in _names(pdf)
    assert structure_of(pdf) == structure_of(
        render(
            publish.compose(session, DocumentKind.AGENDA, MEETING), HouseStyle(), FONTS, Format.PDF
        )
    )
    word = publish.make(session, DocumentKind.AGENDA, MEETING, Format.DOCX)
    web = publish.make(session, DocumentKind.AGENDA, MEETING, Format.HTML).decode()
    assert '"Noto Serif", Cambria' in web
    assert '"DejaVu Sans", "Segoe UI"' in web
    assert len(word) < 100_000
    assert _told(session) == []
    house_styles.remove_file(session, style, StylePlace.HEADING_FONT).result()
    look = house_styles.look_of(session, style)
    assert (look.font, look.heading_font) == ("Noto Serif", "Noto Serif")


def test_letters_of_an_own_font_are_no_finding_and_others_come_from_the_program(
    session: Session, style: str
) -> None:
    agenda.add_item(session, MEETING, "Łódź and سلام").result()
    house_styles.keep_font(
        session, style, StylePlace.FONT, "a.ttf", shipped("NotoSerif-Italic")
    ).result()
    assert _told(session) == []
    checked(publish.make(session, DocumentKind.AGENDA, MEETING, Format.PDF))


def test_a_font_that_is_not_here_is_told_and_has_a_stand_in(session: Session, style: str) -> None:
    house_styles.set_setting(session, style, "look.font", "Gill Sans").result()
    (found,) = _told(session)
    assert "“Gill Sans”" in found
    checked(publish.make(session, DocumentKind.AGENDA, MEETING, Format.PDF))
    assert (
        '"Gill Sans"' in publish.make(session, DocumentKind.AGENDA, MEETING, Format.HTML).decode()
    )


def test_a_font_that_was_damaged_on_the_disk_is_left_out(session: Session, style: str) -> None:
    house_styles.keep_font(session, style, StylePlace.FONT, "a.ttf", SERIF).result()
    path = house_styles.file_of(session, style, StylePlace.FONT)
    assert path is not None
    path.write_bytes(b"damaged")
    house_styles.font_called.cache_clear()
    assert house_styles.look_of(session, style).faces == ()
    checked(render(SAMPLES["agenda"](), house_styles.look_of(session, style), FONTS, Format.PDF))


def _names(pdf: bytes) -> bytes:
    from io import BytesIO

    from pikepdf import Pdf

    from tests.render.pdf_check import fonts_of

    with Pdf.open(BytesIO(pdf)) as opened:
        return b" ".join(str(font.BaseFont).encode() for font in fonts_of(opened))


def _told(session: Session) -> list[str]:
    found = publish.findings(session, DocumentKind.AGENDA, MEETING, Audience.PUBLIC)
    return [one.text for one in found if "font" in one.text]
