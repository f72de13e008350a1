"""Reports to put into packs: tagged ones of our own, untagged ones, and pages of odd shapes."""

from __future__ import annotations

import random
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from secretariat.documents.model import Cell, Document, Heading, Paragraph, Table, runs
from secretariat.render.pdf import render_pdf
from tests.render.pdf_check import CALM, FONTS

A4, A3 = (595.28, 841.89), (841.89, 1190.55)
SENTENCE = (
    "The Committee is asked to note the position at the end of the quarter, to agree the "
    "transfers between headings that the table sets out, and to ask for a further report. "
)


def tagged(title: str, pages: int, language: str = "en-GB") -> bytes:
    """Return a report of our own with headings, words and tables of data."""
    blocks: list[object] = [Heading(1, runs(title))]
    for number in range(1, pages + 1):
        blocks.append(Heading(2, runs(f"Section {number}")))
        blocks.extend(Paragraph(runs(SENTENCE * 4)) for _ in range(3))
        head = tuple(
            Cell((Paragraph(runs(word)),), header=True) for word in ("Head", "Plan", "Now")
        )
        rows = [
            tuple(
                Cell((Paragraph(runs(words)),), header=not at)
                for at, words in enumerate((f"Line {row}", f"£{row * 31}", f"£{row * 29}"))
            )
            for row in range(1, 16)
        ]
        blocks.append(Table((head, *rows), (2.0, 1.0, 1.0), summary="Spending by heading"))
    document = Document(title, tuple(blocks), "minutes", language)  # type: ignore[arg-type]
    return render_pdf(document, CALM, FONTS)


def page_of(title: str, *lines: str, language: str = "en-GB") -> bytes:
    """Return one tagged page of our own: a heading and a few paragraphs."""
    blocks = (Heading(1, runs(title)), *(Paragraph(runs(line)) for line in lines))
    return render_pdf(Document(title, blocks, "minutes", language), CALM, FONTS)


def untagged(
    title: str, pages: int, size: tuple[float, float] = A4, pictures: bool = False
) -> bytes:
    """Return a report as a scanner or an old program makes it: words and pictures, no tags."""
    if "Plain" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Plain", str(FONTS / "NotoSans-Regular.ttf")))
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, initialFontName="Plain", invariant=1, pageCompression=1)
    chance = random.Random(title)
    for number in range(1, pages + 1):
        canvas.setFont("Plain", 14)
        canvas.drawString(50, size[1] - 60, f"{title}, page {number}")
        canvas.setFont("Plain", 10)
        for line in range(int((size[1] - 160) / 14)):
            canvas.drawString(50, size[1] - 90 - 14 * line, f"{line}. {SENTENCE[:80]}"[:90])
        if pictures:
            canvas.drawImage(ImageReader(photograph(chance)), 300, 100, 220, 165)
        canvas.setFont("Plain", 9)
        canvas.drawCentredString(size[0] / 2, 34, str(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def photograph(chance: random.Random) -> BytesIO:
    """Return a JPEG of noise that grows no smaller."""
    small = Image.frombytes("RGB", (80, 60), chance.randbytes(80 * 60 * 3))
    out = BytesIO()
    small.resize((400, 300), Image.Resampling.BILINEAR).save(out, "JPEG", quality=80)
    out.seek(0)
    return out


def shaped(
    pdf: bytes,
    rotate: int = 0,
    crop: tuple[float, float, float, float] | None = None,
    unit: float = 1.0,
) -> bytes:
    """Return the PDF with every page rotated, cropped, or in larger units."""
    with Pdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            page.obj.Rotate = rotate
            if crop:
                page.obj.CropBox = Array(crop)
            if unit != 1:
                page.obj.UserUnit = unit
        out = BytesIO()
        opened.save(out, deterministic_id=True)
    return out.getvalue()


def with_tree(title: str, elements: dict[str, object], role_map: dict[str, str]) -> bytes:
    """Return a page of words with a small tree of its own: role to properties of the element."""
    with Pdf.open(BytesIO(untagged(title, 1))) as pdf:
        page = pdf.pages[0].obj
        data = page.Contents.read_bytes()
        marks = b"".join(b"/X <</MCID %d>> BDC EMC\n" % at for at in range(len(elements)))
        page.Contents = pdf.make_stream(marks + b"/Artifact BMC\n" + data + b"\nEMC")
        page.StructParents = 7
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
        kids = Array()
        for at, (role, more) in enumerate(elements.items()):
            settings = {f"/{key}": value for key, value in dict(more).items()}  # type: ignore[call-overload]
            own = Dictionary(
                {"/Type": Name.StructElem, "/S": Name("/" + role), "/P": document, **settings}
            )
            own.K, own.Pg = at, page
            kids.append(pdf.make_indirect(own))
        document.K, root.K = kids, document
        root.ParentTree = Dictionary(Nums=Array([7, Array(kids)]))
        if role_map:
            root.RoleMap = Dictionary({f"/{k}": Name("/" + v) for k, v in role_map.items()})
        named = {str(kid.ID): kid for kid in kids if Name.ID in kid}
        if named:
            flat = [each for name in sorted(named) for each in (name, named[name])]
            root.IDTree = Dictionary(Names=Array(flat))
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
