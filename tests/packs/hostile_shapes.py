"""PDFs that lead round in circles, lie about their size, or unpack to far more than they are."""

from __future__ import annotations

import zlib

from pikepdf import Array, Dictionary, Name, String

from secretariat.models.paper_findings import PaperFault
from tests.packs.crafted import SECRET, SEEN, annotate, by_hand, form, plain, saved, script
from tests.packs.hostile import case, refused

_TEXT = f"BT /F1 18 Tf 72 700 Td ({SEEN}) Tj ET".encode()
_HELVETICA = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
_MUCH = 600_000_000
"""Bytes beyond what any stream of a paper may unpack to."""


def packed(size: int, fill: bytes = b" ") -> bytes:
    """Return so many bytes of one kind as zlib packs them."""
    packer, piece = zlib.compressobj(1), fill * 1_000_000
    held = [packer.compress(piece) for _ in range(size // len(piece))]
    return b"".join((*held, packer.flush()))


def stream(keys: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (keys, len(data), data)


def one_page(page: bytes = b"", tree: bytes = b"/Count 1", content: bytes = b"") -> list[bytes]:
    """Return the objects of a PDF of one page; the fourth is what is drawn on it."""
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]" + tree + b">>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources" + _HELVETICA
        + (page or b"/MediaBox[0 0 595 842]") + b">>",
        content or stream(b"", _TEXT),
    ]  # fmt: skip


@case(PaperFault.ACTIVE)
def actions_when_it_opens() -> bytes:
    pdf, (page,) = plain()
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=String(f"{SECRET}.exe"))
    elsewhere = Dictionary(S=Name.GoToE, F=String(SECRET), Next=script())
    page.AA = Dictionary(O=elsewhere, C=Dictionary(S=Name.ImportData, F=String(SECRET)))
    names = pdf.make_indirect(Dictionary(Names=Array([String(SECRET), script()])))
    names.Kids = Array([names])
    pdf.Root.Names = Dictionary(JavaScript=names, Dests=names, Renditions=names)
    pdf.Root.URI = Dictionary(Base=String(f"http://{SECRET}/"))
    return saved(pdf)


@case()
def structure_that_goes_round() -> bytes:
    pdf, (page,) = plain()
    page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC " + _TEXT + b" EMC")
    page.StructParents = 0
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    one = pdf.make_indirect(Dictionary(S=Name.P, Pg=page))
    other = pdf.make_indirect(Dictionary(S=Name.Loop, P=one, K=Array([one, root])))
    one.P, one.K = other, Array([0, other, one, root])
    root.K = Array([one, root])
    root.RoleMap = Dictionary(Loop=Name.Round, Round=Name.Loop, P=Name.P)
    tree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([one])])))
    tree.Kids = Array([tree])
    root.ParentTree = root.IDTree = root.ClassMap = tree
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    return saved(pdf)


@case()
def drawing_that_goes_round() -> bytes:
    """A tile, a letter, a mask and an appearance that are each made of themselves."""
    pdf, (page,) = plain()
    tile = pdf.make_stream(b"/Pattern cs /P0 scn 0 0 9 9 re f")
    tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 9, 9]), 9, 9
    tile.Resources = Dictionary(Pattern=Dictionary(P0=tile))
    letter = pdf.make_stream(b"10 0 d0 BT /T3 9 Tf (a) Tj ET")
    own = pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9, 9]), FirstChar=97, LastChar=97,
        FontMatrix=Array([1, 0, 0, 1, 0, 0]), CharProcs=Dictionary(a=letter), Widths=Array([10]),
        Encoding=Dictionary(Differences=Array([97, Name.a])),
    ))  # fmt: skip
    own.Resources = Dictionary(Font=Dictionary(T3=own))
    masked = form(pdf, "/G0 gs 0 0 9 9 re f")
    state = pdf.make_indirect(Dictionary(SMask=Dictionary(S=Name.Luminosity, G=masked)))
    masked.Resources = Dictionary(ExtGState=Dictionary(G0=state))
    masked.Group = Dictionary(S=Name.Transparency, CS=masked)
    page.Resources.Pattern, page.Resources.Font.T3 = Dictionary(P0=tile), own
    page.Resources.ExtGState = Dictionary(G0=state)
    page.Contents = pdf.make_stream(
        _TEXT + b" /Pattern cs /P0 scn 0 0 99 99 re f BT /T3 9 Tf (aa) Tj ET /G0 gs 9 9 9 9 re f"
    )
    field = annotate(pdf, page, Subtype=Name.Widget, FT=Name.Tx, T=String("x"))
    field.Parent, field.Kids, field.AP = field, Array([field]), Dictionary(N=masked)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return saved(pdf)


@case()
def parent_that_is_the_page_itself() -> bytes:
    pdf, (page,) = plain()
    del page.MediaBox
    data = saved(pdf, qdf=True)
    return data.replace(b"/Parent 2 0 R", b"/Parent 3 0 R", 1)


@case()
def sheet_of_a_thousand_kilometres() -> bytes:
    return by_hand(one_page(b"/MediaBox[-1e9 -1e9 4e9 4e9]/UserUnit 1e30/Rotate 1e30"))


@case(PaperFault.CROPPED)
def sheet_as_large_as_it_may_be() -> bytes:
    box = b"/MediaBox[0 0 199999 199999]/CropBox[0 0 595 842]/UserUnit 1000"
    return by_hand(one_page(box))


@case()
def hundred_thousand_pages_that_are_one() -> bytes:
    return by_hand(one_page(tree=b"/Count 100000"))


@case()
def fewer_pages_than_none() -> bytes:
    objects = one_page(tree=b"/Count -5")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>"
    objects.append(b"<</First 6 0 R/Last 6 0 R/Count -2147483648>>")
    objects.append(b"<</Title(x)/Parent 5 0 R/Count -99999999999/Next 6 0 R/Dest[-3/Fit]>>")
    return by_hand(objects)


@case()
def lengths_that_lie() -> bytes:
    content = b"<</Length 99999999999>>stream\n%s\nendstream" % _TEXT
    return by_hand(one_page(content=content))


@refused(PaperFault.TOO_MANY_PAGES, PaperFault.TOO_HARD)
def one_page_a_hundred_thousand_times() -> bytes:
    objects = one_page()
    objects[1] = b"<</Type/Pages/Count 100000/Kids[" + b"3 0 R " * 100_000 + b"]>>"
    return by_hand(objects)


@refused(PaperFault.BROKEN, PaperFault.TOO_HARD)
def bomb_of_drawing() -> bytes:
    return by_hand(one_page(content=stream(b"/Filter/FlateDecode", packed(_MUCH))))


@refused(PaperFault.BROKEN, PaperFault.TOO_HARD)
def bomb_in_a_bomb() -> bytes:
    data = zlib.compress(packed(_MUCH), 9)
    return by_hand(one_page(content=stream(b"/Filter[/FlateDecode/FlateDecode]", data)))


@refused(PaperFault.BROKEN, PaperFault.TOO_HARD, PaperFault.TOO_LARGE)
def bomb_of_a_picture() -> bytes:
    objects = one_page(content=stream(b"", _TEXT + b" q 99 0 0 99 9 9 cm /I0 Do Q"))
    objects[2] = objects[2].replace(b"/Resources<<", b"/Resources<</XObject<</I0 5 0 R>>")
    keys = (b"/Type/XObject/Subtype/Image/Width 20000/Height 30000/BitsPerComponent 8"
            b"/ColorSpace/DeviceGray/Filter/FlateDecode")  # fmt: skip
    return by_hand([*objects, stream(keys, packed(_MUCH, b"\0"))])


@refused(PaperFault.BROKEN, PaperFault.NO_PAGES, PaperFault.TOO_HARD)
def tables_of_streams_that_go_round() -> bytes:
    head = b"%PDF-1.7\n"
    keys = (b"/Type/XRef/Size 2/W[1 2 1]/Root 1 0 R/Prev %d/XRefStm %d/Index[0 2]"
            % (len(head), len(head)))  # fmt: skip
    table = b"\0\0\0\xff" + b"\2\0\1\0"
    return head + b"1 0 obj\n" + stream(keys, table) + b"\nendobj\nstartxref\n9\n%%EOF\n"
