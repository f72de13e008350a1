"""Small PDFs with something in them that must not come through, each made here."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from secretariat.models.paper_findings import PaperFault
from tests.packs.crafted import SECRET, SEEN, annotate, by_hand, font, form, plain, saved, script

Maker = Callable[[], bytes]
CASES: dict[str, tuple[Maker, frozenset[PaperFault]]] = {}
"""What each file is called, what makes it, and what must be found in it at least."""
REFUSED: dict[str, tuple[Maker, frozenset[PaperFault]]] = {}
"""Files that cannot be taken in, with the finding that may say so."""


def case(*faults: PaperFault) -> Callable[[Maker], Maker]:
    def keep(maker: Maker) -> Maker:
        CASES[maker.__name__] = (maker, frozenset(faults))
        return maker

    return keep


def refused(*faults: PaperFault) -> Callable[[Maker], Maker]:
    def keep(maker: Maker) -> Maker:
        REFUSED[maker.__name__] = (maker, frozenset(faults))
        return maker

    return keep


@case(PaperFault.ACTIVE)
def javascript() -> bytes:
    pdf, (page,) = plain()
    names = Dictionary(JavaScript=Dictionary(Names=Array([String(SECRET), script()])))
    pdf.Root.Names = names
    pdf.Root.OpenAction = script()
    pdf.Root.AA = Dictionary(WC=script())
    page.AA = Dictionary(O=script())
    return saved(pdf)


@case(PaperFault.ACTIVE, PaperFault.LINK_REMOVED)
def actions_of_every_kind() -> bytes:
    pdf, (page,) = plain()
    elsewhere = Dictionary(Type=Name.Filespec, F=String(f"//server/{SECRET}.exe"))
    actions = [
        Dictionary(S=Name.Launch, F=elsewhere, Win=Dictionary(F=String(f"{SECRET}.exe"))),
        Dictionary(S=Name.GoToR, F=elsewhere, D=Array([0, Name.Fit])),
        Dictionary(S=Name.GoToE, F=elsewhere, D=Array([0, Name.Fit])),
        Dictionary(S=Name.SubmitForm, F=elsewhere),
        Dictionary(S=Name.ImportData, F=elsewhere),
        Dictionary(S=Name.Hide, T=String(SECRET)),
        Dictionary(S=Name.Named, N=Name.Print),
        Dictionary(S=Name.Rendition, JS=String(SECRET)),
        Dictionary(S=Name.SetOCGState, State=Array([])),
        script(),
    ]
    for action in actions:
        annotate(pdf, page, Subtype=Name.Link, A=pdf.make_indirect(action))
    chain = Dictionary(S=Name.URI, URI=String("https://example.org/"), Next=script())
    annotate(pdf, page, Subtype=Name.Link, A=chain)
    return saved(pdf)


@case(PaperFault.INTRANET_LINK, PaperFault.LINK_REMOVED)
def links_inside() -> bytes:
    pdf, (page,) = plain()
    inside = (
        f"http://intranet/{SECRET}",
        f"https://council.sharepoint.com/{SECRET}",
        f"http://10.1.2.3/{SECRET}",
        f"https://user:{SECRET}@example.org/",
        f"http://files.council.local/{SECRET}",
        f"file:///C:/{SECRET}",
        f"\\\\server\\{SECRET}",
        f"javascript:alert('{SECRET}')",
        f"data:text/html,{SECRET}",
        f"http://[::1]/{SECRET}",
    )
    for address in inside:
        action = Dictionary(S=Name.URI, URI=String(address))
        annotate(pdf, page, Subtype=Name.Link, A=action)
    return saved(pdf)


@case(PaperFault.ACTIVE)
def names_in_hexadecimal() -> bytes:
    with pikepdf.open(io.BytesIO(javascript())) as pdf:
        qdf = saved(pdf, qdf=True)
    return qdf.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS ", b"/#4a#53 ")


@case(PaperFault.ATTACHMENT, PaperFault.ACTIVE)
def attachments() -> bytes:
    pdf, (page,) = plain()
    pdf.attachments["pay.xlsx"] = SECRET.encode() * 20
    pdf.Root.Collection = Dictionary(Type=Name.Collection, D=String(SECRET))
    page.AF = Array([pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String(SECRET)))])
    embedded = pdf.make_stream(SECRET.encode())
    embedded.Type = Name.EmbeddedFile
    spec = Dictionary(Type=Name.Filespec, F=String(SECRET), EF=Dictionary(F=embedded))
    annotate(
        pdf, page, Subtype=Name.FileAttachment, FS=pdf.make_indirect(spec),
        AP=Dictionary(N=form(pdf, f"BT /F1 9 Tf ({SECRET}) Tj ET")),
    )  # fmt: skip
    return saved(pdf)


@case(PaperFault.ACTIVE)
def films_sounds_and_models() -> bytes:
    pdf, (page,) = plain()
    for kind in ("RichMedia", "Movie", "Sound", "Screen", "3D"):
        data = pdf.make_stream(SECRET.encode())
        annotate(pdf, page, Subtype=Name("/" + kind), Contents=String(SECRET), Media=data)
    return saved(pdf)


@case(PaperFault.ACTIVE, PaperFault.FORM_FIELDS)
def live_form_with_pages() -> bytes:
    pdf, (page,) = plain()
    shown = form(pdf, f"BT /F1 12 Tf 2 10 Td ({SEEN} field) Tj ET")
    field = annotate(
        pdf, page, Subtype=Name.Widget, FT=Name.Tx, T=String(SECRET), V=String(SEEN),
        TU=String(SECRET), AP=Dictionary(N=shown), AA=Dictionary(K=script()),
    )  # fmt: skip
    xfa = pdf.make_stream(f"<xdp>{SECRET}</xdp>".encode())
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=xfa, DA=String("/F1 0 Tf"))
    return saved(pdf)


@refused(PaperFault.LIVE_FORM)
def live_form() -> bytes:
    pdf, _ = plain("Please wait")
    xfa = pdf.make_stream(b"<xdp/>")
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=xfa)
    pdf.Root.NeedsRendering = True
    return saved(pdf)


@case(PaperFault.PERSONAL, PaperFault.ACTIVE)
def metadata_everywhere() -> bytes:
    pdf, (page,) = plain()
    pdf.docinfo["/Author"] = SECRET
    pdf.docinfo["/Manager"] = SECRET
    xmp = f"<dc:creator><rdf:li>{SECRET}</rdf:li></dc:creator><xmpMM:History/>".encode()
    for holder in (pdf.Root, page, page.Contents, page.Resources.Font.F1):
        stream = pdf.make_stream(xmp)
        stream.Type, stream.Subtype = Name.Metadata, Name.XML
        holder.Metadata = stream
    page.PieceInfo = Dictionary(App=Dictionary(Private=String(SECRET)))
    page.Thumb = pdf.make_stream(SECRET.encode())
    page.Contents.Secret = String(SECRET)
    page.Resources.Font.F1.Note = String(SECRET)
    pdf.Root.Note = String(SECRET)
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(SECRET))]))
    pdf.trailer.Note = String(SECRET)
    return saved(pdf)


@case()
def words_between_the_lines_of_content() -> bytes:
    pdf, (page,) = plain()
    page.Contents = pdf.make_stream(
        f"% {SECRET}\nq ({SECRET}) 0 g /Span <</Note ({SECRET}) /MCID 0>> BDC\n"
        f"BT /F1 12 Tf 72 700 Td ({SEEN}) Tj ET EMC /Mark <</A ({SECRET})>> DP\n"
        f"({SECRET}) unknown /P /Props BDC EMC ({SECRET}) Q".encode()
    )
    page.Resources.Properties = Dictionary(Props=Dictionary(Secret=String(SECRET)))
    return saved(pdf)


@case(PaperFault.HIDDEN_LAYER, PaperFault.LAYERS)
def layers() -> bytes:
    pdf, (page,) = plain()
    on, off = (
        pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
        for name in ("Drawing", SECRET)
    )
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([on, off]), D=Dictionary(OFF=Array([off]), Order=Array([on, off]))
    )
    either = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([off]), P=Name.AllOn))
    page.Resources.Properties = Dictionary(L0=on, L1=off, L2=either)
    hidden = form(pdf, f"BT /F1 12 Tf ({SECRET}) Tj ET")
    hidden.OC = off
    page.Resources.XObject = Dictionary(X0=hidden)
    page.Contents = pdf.make_stream(
        f"/OC /L0 BDC BT /F1 12 Tf 72 700 Td ({SEEN}) Tj ET EMC\n"
        f"/OC /L1 BDC BT /F1 12 Tf 72 600 Td ({SECRET}) Tj ET 0 0 50 50 re f EMC\n"
        f"/OC /L2 BDC BT /F1 12 Tf 72 500 Td ({SECRET}) Tj ET EMC /X0 Do".encode()
    )
    annotate(
        pdf, page, Subtype=Name.Stamp, OC=off,
        AP=Dictionary(N=form(pdf, f"BT /F1 9 Tf ({SECRET}) Tj ET")),
    )  # fmt: skip
    return saved(pdf)


@case(PaperFault.STAMPS, PaperFault.COMMENTS)
def stamps_and_comments() -> bytes:
    pdf, (page,) = plain()
    shown = form(pdf, f"1 0 0 rg 0 0 200 50 re f 0 g BT /F1 12 Tf 9 20 Td ({SEEN} stamp) Tj ET")
    annotate(
        pdf, page, Subtype=Name.Stamp, Contents=String(SECRET), T=String(SECRET),
        AP=Dictionary(N=shown),
    )  # fmt: skip
    annotate(pdf, page, Subtype=Name.Text, Contents=String(SECRET), T=String(SECRET))
    annotate(pdf, page, Subtype=Name.Popup, Contents=String(SECRET), Open=True)
    hidden = annotate(pdf, page, Subtype=Name.Stamp, AP=Dictionary(N=form(pdf, f"({SECRET}) Tj")))
    hidden.F = 2
    return saved(pdf)


@case(PaperFault.SIGNED)
def signature() -> bytes:
    pdf, (page,) = plain()
    value = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=String("Ann Lee"),
        Contents=String(SECRET * 5), ByteRange=Array([0, 1, 2, 3]),
    )  # fmt: skip
    shown = form(pdf, f"BT /F1 12 Tf 5 20 Td ({SEEN} signed) Tj ET")
    field = annotate(
        pdf, page, Subtype=Name.Widget, FT=Name.Sig, T=String(SECRET),
        V=pdf.make_indirect(value), AP=Dictionary(N=shown),
    )  # fmt: skip
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    pdf.Root.Perms = Dictionary(DocMDP=value)
    return saved(pdf)


@case(PaperFault.FORM_FIELDS)
def fields_without_appearance() -> bytes:
    pdf, (page,) = plain()
    field = annotate(
        pdf, page, Subtype=Name.Widget, FT=Name.Tx, T=String(SECRET), V=String(f"{SEEN}typed"),
        DA=String("/Helv 12 Tf 0 g"),
    )  # fmt: skip
    resources = Dictionary(Font=Dictionary(Helv=font(pdf)))
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), NeedAppearances=True, DR=resources, DA=String("/Helv 0 Tf")
    )
    return saved(pdf)


@case(PaperFault.ROTATED, PaperFault.CROPPED, PaperFault.STAMPS)
def turned_and_cropped() -> bytes:
    pdf, (page,) = plain()
    page.Rotate, page.CropBox = -90, Array([400, 800, 50, 40])
    page.Contents = pdf.make_stream(f"BT /F1 18 Tf 72 700 Td ({SEEN}) Tj ET".encode())
    shown = form(pdf, "0 0 1 rg 0 0 100 20 re f", (0, 0, 100, 20))
    shown.Matrix = Array([0, 1, -1, 0, 0, 0])
    rect = Array([100, 300, 140, 500])
    annotate(pdf, page, Subtype=Name.Stamp, Rect=rect, AP=Dictionary(N=shown))
    return saved(pdf)


@case(PaperFault.EARLIER)
def earlier_state() -> bytes:
    def words(text: str) -> bytes:
        data = f"BT /F1 18 Tf 72 700 Td ({text}) Tj ET".encode()
        return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)

    first = by_hand([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources"
        b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        words(SECRET),
    ])  # fmt: skip
    start = first[first.rindex(b"startxref") :].split()[1]
    later = b"4 0 obj\n" + words(SEEN) + b"\nendobj\n"
    return (
        first
        + later
        + (
            b"xref\n4 1\n%010d 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev %s>>\n"
            b"startxref\n%d\n%%%%EOF\n" % (len(first), start, len(first) + len(later))
        )
    )


@case()
def picture_with_a_camera_in_it() -> bytes:
    from PIL import Image

    made = io.BytesIO()
    picture = Image.new("RGB", (64, 64), "red")
    exif = Image.Exif()
    exif[0x013B] = SECRET
    picture.save(made, "JPEG", exif=exif, comment=SECRET.encode())
    data = made.getvalue() + SECRET.encode()
    pdf, (page,) = plain()
    image = pdf.make_stream(b"")
    image.write(data, filter=Name.DCTDecode)
    for key, value in (("Width", 64), ("Height", 64), ("BitsPerComponent", 8)):
        image[f"/{key}"] = value
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceRGB
    image.Alternates = Array([Dictionary(Image=form(pdf, SECRET))])
    flat = pdf.make_stream(b"")
    flat.write(zlib.compress(b"\1\2\3\4") + SECRET.encode(), filter=Name.FlateDecode)
    for key, value in (("Width", 2), ("Height", 2), ("BitsPerComponent", 8)):
        flat[f"/{key}"] = value
    flat.Subtype, flat.ColorSpace = Name.Image, Name.DeviceGray
    page.Resources.XObject = Dictionary(I0=image, I1=flat)
    words = f"BT /F1 18 Tf 72 700 Td ({SEEN}) Tj ET q 90 0 0 90 72 300 cm /I0 Do Q "
    page.Contents = pdf.make_stream((words + "q 9 0 0 9 300 300 cm /I1 Do Q").encode())
    return saved(pdf, recompress_flate=False)


@case()
def left_over_from_other_pages() -> bytes:
    pdf, (page,) = plain()
    other = form(pdf, f"BT /F1 9 Tf ({SECRET}) Tj ET")
    tile = pdf.make_stream(f"BT /F1 9 Tf ({SECRET}) Tj ET".encode())
    tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 9, 9]), 9, 9
    page.Resources.XObject = Dictionary(Other=other)
    page.Resources.Pattern = Dictionary(P0=tile)
    shown = form(pdf, f"BT /F1 9 Tf 9 9 Td ({SEEN}) Tj ET")
    shown.Resources.XObject = Dictionary(Other=other)
    annotate(pdf, page, Subtype=Name.Stamp, AP=Dictionary(N=shown, R=other, D=other))
    return saved(pdf)


@case(PaperFault.PROTECTED)
def locked_by_its_owner() -> bytes:
    pdf, _ = plain()
    allow = pikepdf.Permissions(extract=False, print_highres=False)
    made = io.BytesIO()
    pdf.save(made, encryption=pikepdf.Encryption(owner="owner", user="", allow=allow))
    return made.getvalue()


@case()
def drawn_by_itself() -> bytes:
    pdf, (page,) = plain()
    one, other = form(pdf, "/Y Do"), form(pdf, f"/X Do BT /F1 9 Tf ({SEEN}) Tj ET")
    one.Resources.XObject, other.Resources.XObject = Dictionary(Y=other), Dictionary(X=one)
    page.Resources.XObject = Dictionary(X=one)
    words = f"BT /F1 18 Tf 72 700 Td ({SEEN}) Tj ET /X Do"
    page.Contents = pdf.make_stream(words.encode())
    loop = pdf.make_indirect(Array([]))
    loop.append(Name.Indexed)
    loop.append(loop)
    page.Resources.ColorSpace = Dictionary(C0=loop)
    return saved(pdf)


@case()
def nested_too_deep() -> bytes:
    pdf, (page,) = plain()
    inner: Any = Dictionary(Secret=String(SECRET))
    for _ in range(80):
        inner = Dictionary(A=inner)
    page.Resources.ExtGState = Dictionary(G=Dictionary(SMask=inner))
    form_ = form(pdf, f"BT /F1 9 Tf 72 90 Td ({SEEN}) Tj ET", (0, 0, 500, 500))
    for _ in range(150):
        outer = form(pdf, "/X Do", (0, 0, 500, 500))
        outer.Resources = Dictionary(XObject=Dictionary(X=form_))
        form_ = outer
    page.Resources.XObject = Dictionary(X=form_)
    return saved(pdf)


@case()
def bookmarks_that_go_round() -> bytes:
    pdf, pages = plain(pages=2)
    one, other = (
        pdf.make_indirect(Dictionary(Title=String(title), Dest=Array([page, Name.Fit])))
        for title, page in zip((f"{SEEN} first", f"{SEEN} second"), pages, strict=True)
    )
    one.Next, other.Next, other.First = other, one, one
    bad = Dictionary(Title=String(SECRET), A=script())
    other.Next = pdf.make_indirect(bad)
    pdf.Root.Outlines = Dictionary(First=one, Last=other, Count=2)
    return saved(pdf)


@case()
def structure_that_says_more() -> bytes:
    pdf, (page,) = plain()
    page.Contents = pdf.make_stream(
        f"/H1 <</MCID 0>> BDC BT /F1 18 Tf 72 700 Td ({SEEN}) Tj ET EMC".encode()
    )
    page.StructParents = 0
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top = pdf.make_indirect(Dictionary(S=Name.Document, P=root))
    heading = pdf.make_indirect(
        Dictionary(S=Name.Heading, P=top, Pg=page, K=0, T=String(f"{SEEN} title"), ID=String("h1"))
    )
    heading.A = Array([
        Dictionary(O=Name.UserProperties, P=Array([Dictionary(N=String("x"), V=String(SECRET))])),
        Dictionary(O=Name.Layout, Placement=Name.Block, Note=String(SECRET)),
    ])  # fmt: skip
    gone = Dictionary(S=Name.P, P=top, Pg=page, K=7, ActualText=String(SECRET))
    empty = Dictionary(S=Name.P, P=top, Alt=String(SECRET))
    top.K = Array([heading, pdf.make_indirect(gone), pdf.make_indirect(empty)])
    root.K, root.RoleMap = top, Dictionary(Heading=Name.H1)
    root.ParentTree = Dictionary(Nums=Array([0, Array([heading])]))
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    pdf.Root.Lang = String("cy")
    return saved(pdf)


@case(PaperFault.HIDDEN_TEXT)
def words_that_nobody_sees() -> bytes:
    pdf, (page,) = plain()
    page.Contents = pdf.make_stream(
        b"BT /F1 18 Tf 72 700 Td (PlainWords) Tj ET "
        b"1 g BT /F1 12 Tf 72 600 Td (whiteonwhite) Tj ET 0 g "
        b"BT /F1 12 Tf 72 500 Td (underablackbar) Tj ET 70 495 120 18 re f "
        b"BT 3 Tr /F1 12 Tf 72 400 Td (drawnwithoutink) Tj ET "
        b"BT 0 Tr /F1 12 Tf 700 400 Td (offthesheet) Tj ET"
    )
    return saved(pdf)


@case(PaperFault.UNDONE_REDACTION)
def redaction_that_was_not_applied() -> bytes:
    pdf, (page,) = plain()
    annotate(pdf, page, Subtype=Name.Redact, Contents=String(SECRET), RO=form(pdf, SECRET))
    return saved(pdf)


@refused(PaperFault.PASSWORD)
def password() -> bytes:
    pdf, _ = plain()
    made = io.BytesIO()
    pdf.save(made, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return made.getvalue()


@refused(PaperFault.NOT_PDF)
def another_kind_of_file() -> bytes:
    return b"PK\3\4" + b"word/document.xml" * 50


@refused(PaperFault.BROKEN, PaperFault.NO_PAGES)
def nothing_but_a_head() -> bytes:
    return b"%PDF-1.7\n"


@refused(PaperFault.TOO_MANY_PAGES)
def twenty_thousand_pages() -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 20000/Kids[" + b" ".join(
            b"%d 0 R" % number for number in range(3, 20003)
        ) + b"]>>",
    ]  # fmt: skip
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 20000
    return by_hand(objects)


@refused(PaperFault.BROKEN, PaperFault.NO_PAGES)
def tree_of_pages_that_goes_round() -> bytes:
    return by_hand([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 9/Kids[3 0 R]>>",
        b"<</Type/Pages/Count 9/Kids[2 0 R]/Parent 2 0 R>>",
    ])  # fmt: skip


@refused(PaperFault.BROKEN, PaperFault.NO_PAGES)
def table_that_goes_round() -> bytes:
    data = by_hand([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"])
    at = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    return data.replace(b"trailer\n<<", b"trailer\n<</Prev %d " % at)


@refused(PaperFault.BROKEN, PaperFault.TOO_HARD, PaperFault.NO_PAGES)
def bomb_of_objects() -> bytes:
    packed = zlib.compress(b"0" * 200_000_000, 9)
    keys = b"/Type/ObjStm/N 9000000/First 8000000/Filter/FlateDecode/Length %d" % len(packed)
    stream = b"<<%s>>stream\n%s\nendstream" % (keys, packed)
    return by_hand([b"<</Type/Catalog/Pages 9 0 R>>", stream])
