"""Stamps stand in the corners that the reader sees, whole, on pages of every shape."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Matrix, Name, Object, Page, Pdf, parse_content_stream

from secretariat.models.page_plan import PageChoices
from secretariat.packs.streams import loose_ends
from tests.packs.build import PINK, Shelf
from tests.packs.material import A3, A4, shaped, untagged
from tests.render.pdf_tree import artifacts_of

A5 = (419.5, 595.3)
MARKING = (
    "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A of the Local "
    "Government Act 1972 (information relating to the financial or business affairs of any "
    "particular person)"
)
CROP = (100.0, 200.0, 500.0, 700.0)
SHAPES = {
    "upright": (A4, {}),
    "quarter turn": (A4, {"rotate": 90}),
    "half turn": (A4, {"rotate": 180}),
    "three quarters": (A4, {"rotate": 270}),
    "turned back": (A4, {"rotate": -90}),
    "cropped": (A4, {"crop": CROP}),
    "cropped and turned": (A4, {"crop": CROP, "rotate": 90}),
    "cropped beyond the paper": (A4, {"crop": (-50.0, -50.0, 700.0, 900.0)}),
    "cropped to nothing": (A4, {"crop": (900.0, 900.0, 950.0, 950.0)}),
    "A3": (A3, {}),
    "A3 landscape": (A3[::-1], {}),
    "A5": (A5, {}),
    "large units": ((297.0, 421.0), {"unit": 2.0}),
    "large units, turned and cropped": (
        (297.0, 421.0),
        {"unit": 2.0, "rotate": 270, "crop": (20.0, 30.0, 280.0, 400.0)},
    ),
    "a label": ((100.0, 60.0), {}),
    "a strip": ((900.0, 40.0), {}),
}
Box = tuple[float, float, float, float]


def seen(page: Page) -> tuple[Matrix, float, float]:
    """Return what leads from a page's own space to what is seen of it, and how large that is."""
    box = page.mediabox
    crop = page.cropbox
    x0, y0 = max(float(box[0]), float(crop[0])), max(float(box[1]), float(crop[1]))
    x1, y1 = min(float(box[2]), float(crop[2])), min(float(box[3]), float(crop[3]))
    if x1 <= x0:
        x0, y0, x1, y1 = (float(value) for value in box)
    unit = float(page.obj.get(Name.UserUnit, 1))
    turns = int(page.obj.get(Name.Rotate, 0)) // 90 % 4
    width, height = x1 - x0, y1 - y0
    matrix = Matrix().translated(-x0, -y0)
    for _ in range(turns):
        # A quarter turn clockwise: what was the left edge comes to the top.
        matrix = matrix @ Matrix(0, -1, 1, 0, 0, width)
        width, height = height, width
    return matrix @ Matrix(unit, 0, 0, unit, 0, 0), width * unit, height * unit


def stamped_words(page: Page) -> list[tuple[Box, float]]:
    """Return the box of each run of stamped words as it is seen, and its size; no rims."""
    found: list[tuple[Box, float]] = []
    to_seen, _, _ = seen(page)
    stack: list[Matrix] = []
    now, text, size, font, is_filled = Matrix(), Matrix(), 0.0, "", True
    for operands, operator in parse_content_stream(page):  # type: ignore[misc]
        match str(operator):
            case "q":
                stack.append(now)
            case "Q":
                now = stack.pop()
            case "cm":
                now = Matrix(*map(float, operands)) @ now
            case "Tm":
                text = Matrix(*map(float, operands))
            case "Tr":
                is_filled = int(operands[0]) == 0
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "Tj" if font.startswith("/Pack"):
                width = advance(page.resources.Font[font], bytes(operands[0])) * size / 1000
                whole = text @ now @ to_seen
                left, base = whole.transform((0, 0))
                right, top = whole.transform((width, size))
                if is_filled:
                    found.append(((left, base, right, top), top - base))
                text = Matrix(1, 0, 0, 1, width, 0) @ text
    return found


def advance(font: Object, codes: bytes) -> float:
    widths = font.DescendantFonts[0].W
    table = {int(widths[at]): float(widths[at + 1][0]) for at in range(0, len(widths), 2)}
    return sum(table[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2))


def pack(folder: Path, pdf: bytes, **settings: object) -> bytes:
    shelf = Shelf().put("front", untagged("Front", 1), is_contents=True)
    shelf.put("paper", pdf, stamp="Agenda Item 12b", **settings)
    return shelf.make(folder).data


@pytest.mark.parametrize("shape", SHAPES)
def test_words_are_whole_upright_and_in_their_corner(shape: str, tmp_path: Path) -> None:
    size, settings = SHAPES[shape]
    made = pack(tmp_path, shaped(untagged("Shape", 1, size), **settings))  # type: ignore[arg-type]
    with Pdf.open(BytesIO(made)) as pdf:
        page = pdf.pages[1]
        _, width, height = seen(page)
        words = stamped_words(page)
        item, number = words
        for (left, base, right, top), high in (item, number):
            assert 0 < left < right < width
            assert 0 < base < top < height + 0.01
            assert high > 0
        (left, base, right, _), high = item
        assert left > width * 0.3 or width < 200
        assert base > height / 2
        assert right > width - 29
        (left, base, right, _), _ = number
        assert abs((left + right) / 2 - width / 2) < 1
        assert base < height * 0.06
        if min(width, height) > 300:
            assert item[1] == pytest.approx(11, abs=0.01)
            assert number[1] == pytest.approx(9, abs=0.01)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_stamp_leads_back_where_it_is_seen(shape: str, tmp_path: Path) -> None:
    size, settings = SHAPES[shape]
    made = pack(tmp_path, shaped(untagged("Shape", 1, size), **settings))  # type: ignore[arg-type]
    with Pdf.open(BytesIO(made)) as pdf:
        page = pdf.pages[1]
        area = [float(value) for value in page.obj.Annots[0].Rect]
        to_seen, _, _ = seen(page)
        corners = [to_seen.transform((area[0], area[1])), to_seen.transform((area[2], area[3]))]
        (left, base, right, top), _ = stamped_words(page)[0]
        assert min(x for x, _ in corners) <= left < right <= max(x for x, _ in corners)
        assert min(y for _, y in corners) <= base < top <= max(y for _, y in corners) + 0.1


@pytest.mark.parametrize("shape", SHAPES)
def test_links_lead_to_the_corner_that_is_seen_and_keep_the_size(
    shape: str, tmp_path: Path
) -> None:
    size, settings = SHAPES[shape]
    paper = shaped(untagged("Shape", 1, size), **settings)  # type: ignore[arg-type]
    shelf = Shelf().put("front", paper, is_contents=True).put("a", paper, stamp="Item 1")
    with Pdf.open(BytesIO(shelf.make(tmp_path).data)) as pdf, pdf.open_outline() as outline:
        _, kind, left, top, zoom = pdf.pages[1].obj.Annots[0].Dest
        to_seen, _, height = seen(pdf.pages[0])
        x, y = to_seen.transform((float(left), float(top)))
        assert (x, y) == (pytest.approx(0, abs=0.01), pytest.approx(height, abs=0.01))
        assert str(kind) == "/XYZ"
        assert zoom == 0
        marked = outline.root[1].destination
        assert [float(value) for value in list(marked)[2:]] == [float(left), float(top), 0]


def test_words_grow_with_pages_that_are_made_smaller_to_be_read(tmp_path: Path) -> None:
    with Pdf.open(BytesIO(pack(tmp_path, untagged("A0", 1, (2384, 3370))))) as pdf:
        item, number = stamped_words(pdf.pages[1])
    assert item[1] == pytest.approx(11 * 2384 / 842, rel=0.001)
    assert number[1] == pytest.approx(9 * 2384 / 842, rel=0.001)


def test_a_number_may_stand_on_the_right(tmp_path: Path) -> None:
    shelf = Shelf().put("a", untagged("A", 1))
    made = shelf.make(tmp_path, number_right=True)
    with Pdf.open(BytesIO(made.data)) as pdf:
        (_, _, right, _), _ = stamped_words(pdf.pages[0])[-1]
    assert right == pytest.approx(A4[0] - 28, abs=0.1)


def test_a_marking_takes_the_lines_it_needs_beside_the_item(tmp_path: Path) -> None:
    for size in (A4, A5, A3[::-1]):
        shelf = Shelf().put(
            "paper",
            untagged("Shut", 1, size),
            cover=untagged("Placeholder", 1),
            is_restricted=True,
            stamp="Agenda Item 12b",
            marking=MARKING,
            edge=PINK,
            watermark="Councillor Siân Ŵyn-Ŷates",
        )
        made = shelf.make(tmp_path)
        with Pdf.open(BytesIO(made.data)) as pdf:
            cover, page = pdf.pages
            assert len(stamped_words(cover)) == 2
            across, *others = stamped_words(page)
            item, *lines, number = others
            assert len(lines) >= (1 if size[0] > 900 else 2)
            for (left, base, right, top), _ in lines:
                assert left >= 0
                assert right <= item[0][0]
                assert base > size[1] * 0.8
                assert top < size[1]
            assert number[0][1] < 30
            assert 0 < across[0][0] < across[0][2] < size[0]
            assert str(page.obj.Group.CS) == "/DeviceRGB"
        said = artifacts_of(made.data)[1]
        assert MARKING in said
        assert "Councillor Siân Ŵyn-Ŷates" in said


def test_letters_that_no_font_has_become_a_mark(tmp_path: Path) -> None:
    shelf = Shelf().put("a", untagged("A", 1), stamp="Item \U00013080 ŵ\x07 ✂")
    said = artifacts_of(shelf.make(tmp_path).data)[0]
    assert "Item \N{REPLACEMENT CHARACTER} ŵ ✂" in said


def test_arabic_and_hebrew_run_to_the_left_and_are_found_as_written(tmp_path: Path) -> None:
    name = "Item 4: العربية שלום"
    made = Shelf().put("a", untagged("A", 1), stamp=name).make(tmp_path).data
    assert name in artifacts_of(made)[0]
    with Pdf.open(BytesIO(made)) as pdf:
        fonts = pdf.pages[0].resources.Font
        maps = b"".join(font.ToUnicode.read_bytes() for font in fonts.values())
        # Joined forms are painted, and mean the letters that they are forms of.
        assert b"<0627>" in maps
        assert b"<FE" not in maps
        assert pdf.check_pdf_syntax() == []


def test_loose_ends_of_a_page_do_not_move_its_stamps(tmp_path: Path) -> None:
    def painted(before: bytes, after: bytes) -> bytes:
        with Pdf.open(BytesIO(untagged("Loose", 1))) as pdf:
            page = pdf.pages[0]
            data = page.obj.Contents.read_bytes()
            page.obj.Contents = pdf.make_stream(before + data + after)
            out = BytesIO()
            pdf.save(out)
        return out.getvalue()

    def places(pdf_bytes: bytes) -> list[tuple[Box, float]]:
        with Pdf.open(BytesIO(pack(tmp_path, pdf_bytes))) as pdf:
            assert pdf.check_pdf_syntax() == []
            operators = [str(one.operator) for one in parse_content_stream(pdf.pages[1])]
            assert operators.count("q") == operators.count("Q")
            assert operators.count("BT") == operators.count("ET")
            return stamped_words(pdf.pages[1])

    right = places(painted(b"", b""))
    assert places(painted(b"q 0.1 0 0 0.1 50 50 cm q\n", b"")) == right
    assert places(painted(b"", b"\nQ Q")) == right
    assert places(painted(b"/Span<</MCID 3>>BDC q[1]0 d(q)Tj ", b"\nBT")) == right


def test_what_cannot_be_parsed_is_closed_as_it_is_read() -> None:
    with Pdf.new() as pdf:
        data = b"q Q Q [ what ] TJ q q BT"
        page = Dictionary(Type=Name.Page, Contents=pdf.make_stream(data))
        with pytest.raises(TypeError):
            parse_content_stream(pdf.make_indirect(page))
        assert loose_ends(data, page) == (b"q ", b"ET Q Q ")


def test_pages_that_share_their_resources_go_on_sharing_them(tmp_path: Path) -> None:
    with Pdf.open(BytesIO(untagged("Shared", 6))) as pdf:
        shared = pdf.make_indirect(Dictionary(pdf.pages[0].obj.Resources))
        for page in pdf.pages:
            page.obj.Resources = shared
        out = BytesIO()
        pdf.save(out)
    with Pdf.open(BytesIO(pack(tmp_path, out.getvalue()))) as pdf:
        own = {page.obj.Resources.objgen for page in list(pdf.pages)[1:]}
        # The first page has the bold letters too.
        assert len(own) == 2


def test_a_blank_is_as_large_as_the_page_before_it(tmp_path: Path) -> None:
    shelf = Shelf().put("a", shaped(untagged("A", 1, A3), rotate=90))
    shelf.put("b", untagged("B", 1), stamp="Item 2")
    made = shelf.make(tmp_path, PageChoices(duplex=True))
    with Pdf.open(BytesIO(made.data)) as pdf:
        assert list(pdf.pages[1].mediabox) == Array([0, 0, *map(round_3, A3[::-1])])
    assert "This page is intentionally left blank Page 2" in artifacts_of(made.data)[1]


def round_3(value: float) -> float:
    return round(value, 3)
