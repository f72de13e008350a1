"""What stays of a paper when it is cleaned, and where it is told that something may be wrong."""

from __future__ import annotations

import io
from typing import Any

import page as validator
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

from secretariat.documents.model import (
    Cell,
    Heading,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
)
from secretariat.models.paper_findings import Gravity, PaperFault
from secretariat.packs.child import Cancel, CancelledError, FailedError, run
from secretariat.packs.content import cleaned
from secretariat.packs.destinations import is_inside, is_public
from secretariat.packs.intake import Intake, IntakeOrder
from secretariat.packs.layers import layers_of
from secretariat.packs.limits import MEGABYTE, Limits
from secretariat.packs.rebuild import Wishes
from secretariat.packs.stream_data import bare_jpeg, bare_jpeg2000
from secretariat.packs.streams import loose_ends
from tests.packs.crafted import SECRET, annotate, form, plain, saved
from tests.render.pdf_check import made


def taken(data: bytes, wishes: Wishes | None = None) -> Intake:
    order = IntakeOrder(data, wishes or Wishes("Budget <&> rent", "en-GB"))
    return run("intake", order, Intake)


def faults(taken_in: Intake) -> set[PaperFault]:
    return {one.kind for one in taken_in.findings}


def reopened(taken_in: Intake) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(taken_in.data))


def goto(page: Any) -> Dictionary:
    return Dictionary(S=Name.GoTo, D=Array([page, Name.XYZ, 0, 700, None]))


@pytest.mark.parametrize(
    ("address", "inside", "public"),
    [
        ("https://www.gov.uk/page?a=1#b", False, True),
        ("mailto:clerk@example.org", False, True),
        ("HTTP://Example.ORG:8080/x", False, True),
        ("https://democracy.example.gov.uk/intranet-policy", False, True),
        ("http://intranet/news", True, False),
        ("https://intranet.example.gov.uk/", True, False),
        ("https://example.sharepoint.com/:w:/r/x", True, False),
        ("https://teams.microsoft.com/l/meetup", True, False),
        ("http://192.168.0.4/x", True, False),
        ("http://localhost:9000/", True, False),
        ("http://files.example.local./", True, False),
        ("https://name:word@example.org/", True, False),
        ("http://[fe80::1]/", True, False),
        ("https://docs.own.example.org/x", True, False),
        ("javascript:alert(1)", False, False),
        ("ftp://example.org/", False, False),
        ("https://example.org/\n", False, False),
        ("https://example.org/" + "x" * 3000, False, False),
        ("mailto:", False, False),
    ],
)
def test_links_lead_to_the_public_web_or_a_mailbox(
    address: str, inside: bool, public: bool
) -> None:
    hosts = ("Own.example.org",)
    assert is_inside(address, hosts) is inside
    assert is_public(address, hosts) is public


def test_links_and_bookmarks_within_the_paper_are_kept() -> None:
    pdf, pages = plain(pages=3)
    pdf.Root.Names = Dictionary(
        Dests=Dictionary(
            Kids=Array([
                pdf.make_indirect(
                    Dictionary(Names=Array([String("part"), Array([pages[2], Name.FitH, 300])]))
                )
            ])
        )
    )  # fmt: skip
    annotate(pdf, pages[0], Subtype=Name.Link, A=goto(pages[1]), Contents=String("To page 2"))
    annotate(pdf, pages[0], Subtype=Name.Link, Dest=String("part"))
    web = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    annotate(pdf, pages[0], Subtype=Name.Link, A=web)
    with pdf.open_outline() as outline:
        part = pikepdf.OutlineItem("Part one", 0)
        part.children.append(pikepdf.OutlineItem("Below", 2))
        outline.root.append(part)
    with reopened(taken(saved(pdf))) as new:
        first, second, third = (page.obj for page in new.pages)
        links = list(first.Annots)
        assert [one.A.S for one in links] == [Name.GoTo, Name.GoTo, Name.URI]
        assert links[0].A.D[0].objgen == second.objgen
        assert links[0].Contents == "To page 2"
        assert links[1].A.D[0].objgen == third.objgen
        assert list(links[1].A.D)[1:] == [Name.FitH, 300]
        with new.open_outline() as outline:
            assert [one.title for one in outline.root] == ["Part one"]
            assert [one.title for one in outline.root[0].children] == ["Below"]


def test_structure_stays_and_is_whole() -> None:
    from tests.packs.hostile import CASES

    taken_in = taken(CASES["structure_that_says_more"][0](), Wishes("A paper"))
    assert taken_in.is_tagged
    assert taken_in.language == "cy"
    with reopened(taken_in) as pdf:
        root = pdf.Root.StructTreeRoot
        top = root.K[0]
        heading, empty = top.K
        assert (Name.Heading, "PlainWords title", "h1") == (heading.S, heading.T, heading.ID)
        assert heading.A.Placement == Name.Block
        assert set(empty.keys()) == {"/Type", "/S", "/P"}
        assert root.RoleMap.Heading == Name.H1
        assert root.ParentTree.Nums[1][0].objgen == heading.objgen
        assert pdf.Root.Lang == "cy"
        assert pdf.docinfo["/Title"] == "A paper"


def test_where_a_picture_lay_on_a_disk_is_no_description() -> None:
    pdf, (page,) = plain()
    page.Contents = pdf.make_stream(
        b"/Figure <</MCID 0>> BDC 0 0 9 9 re f EMC /Figure <</MCID 1>> BDC 20 0 9 9 re f EMC"
    )
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    described = ("C:\\Users\\alee\\Pictures\\plan.png", "A plan of the hall")
    root.K = Array([
        pdf.make_indirect(Dictionary(S=Name.Figure, P=root, Pg=page, K=mark, Alt=String(words)))
        for mark, words in enumerate(described)
    ])  # fmt: skip
    pdf.Root.StructTreeRoot = root
    taken_in = taken(saved(pdf))
    with reopened(taken_in) as new:
        first, second = new.Root.StructTreeRoot.K
        assert "/Alt" not in first
        assert second.Alt == "A plan of the hall"
    (told,) = [one for one in taken_in.findings if one.kind is PaperFault.NO_ALTERNATIVE]
    assert told.count == 1


def test_changes_that_can_be_seen_are_told() -> None:
    taken_in = taken(saved(plain("Commented [AL1]: is this right?")[0]))
    assert PaperFault.TRACKED_CHANGES in faults(taken_in)


def para(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def test_what_was_accessible_stays_so() -> None:
    rows = tuple(tuple(Cell((para(word),)) for word in pair) for pair in ("ab", "cd"))
    data = made(
        Heading(1, (Text("Report"),)),
        Paragraph((Text("All is well: "), Link("see", "https://example.org/"))),
        ListBlock((ListItem("1.", (para("First"),)),), ordered=True),
        Table(rows, (0.5, 0.5)),
    )
    taken_in = taken(data, Wishes("A document", "en-GB"))
    assert taken_in.is_tagged
    assert taken_in.changed == ()
    report = validator.validate_pdf_bytes(taken_in.data, profile="ua1")
    # The claim to be accessible is the pack's to make, and not a paper's.
    assert {one.rule_id for one in report.failures} == {
        "PDFUA1-ID-PART-001",
        "PDFUA1-ID-SCHEMA-001",
    }


def test_a_tagged_field_is_read_where_it_stood() -> None:
    pdf, (page,) = plain()
    page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC BT /F1 9 Tf 72 700 Td (Name) Tj ET EMC")
    shown = form(pdf, "BT /F1 12 Tf 2 10 Td (Ann Lee) Tj ET")
    field = annotate(
        pdf, page, Subtype=Name.Widget, FT=Name.Tx, V=String("Ann Lee"), AP=Dictionary(N=shown)
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top = pdf.make_indirect(Dictionary(S=Name.Document, P=root))
    words = pdf.make_indirect(Dictionary(S=Name.P, P=top, Pg=page, K=0))
    entry = pdf.make_indirect(
        Dictionary(S=Name.Form, P=top, K=Dictionary(Type=Name.OBJR, Obj=field, Pg=page))
    )
    top.K, root.K = Array([words, entry]), top
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    taken_in = taken(saved(pdf))
    with reopened(taken_in) as new:
        kids = list(new.Root.StructTreeRoot.K[0].K)
        assert [one.S for one in kids] == [Name.P, Name.Span]
        assert [list(one.K) for one in kids] == [[0], [1]]
        numbers = new.Root.StructTreeRoot.ParentTree.Nums[1]
        assert [one.objgen for one in numbers] == [one.objgen for one in kids]
    assert "Ann Lee" in taken_in.text[0]
    assert taken_in.changed == ()


def test_a_signature_cannot_be_drawn_where_marks_are_refused() -> None:
    pdf, (page,) = plain()
    annotate(pdf, page, Subtype=Name.Stamp, AP=Dictionary(N=form(pdf, "0 0 9 9 re f")))
    taken_in = taken(saved(pdf), Wishes(refuse_marks=True))
    assert taken_in.failure == "This PDF has marks on top of its pages: Stamp."
    assert taken_in.data == b""


def test_a_mark_that_only_prints_is_told_as_missing() -> None:
    pdf, (page,) = plain()
    shown = form(pdf, "0 0 99 9 re f")
    annotate(pdf, page, Subtype=Name.Stamp, AP=Dictionary(N=shown)).F = 4 | 32
    annotate(pdf, page, Subtype=Name.Stamp, AP=Dictionary(N=shown)).F = 4 | 2
    taken_in = taken(saved(pdf))
    told = [one.words for one in taken_in.findings if one.kind is PaperFault.NOT_DRAWN]
    assert told == ["Stamp that only prints"]
    gravities = [one.kind.gravity for one in taken_in.findings]
    assert gravities == sorted(gravities, key=list(Gravity).index)


def test_a_page_that_looks_different_is_shown() -> None:
    pdf, pages = plain(pages=2)
    annotate(pdf, pages[1], Subtype=Name.Text, Contents=String("Is this right?"), Name=Name.Note,
             AP=Dictionary(N=form(pdf, "1 0 0 rg 0 0 200 50 re f")))  # fmt: skip
    taken_in = taken(saved(pdf))
    (changed,) = taken_in.changed
    assert changed.page == 2
    before, after = (Image.open(io.BytesIO(one)) for one in (changed.before, changed.after))
    assert before.size == after.size == (595, 842)
    assert before.getpixel((100, 310)) == (255, 0, 0)
    assert after.getpixel((100, 310)) == (255, 255, 255)


def scan(words: list[tuple[str, int]], *, blacked: int | None = None) -> bytes:
    """Return a scanned page with recognised text at heights; one of them may be blacked out."""
    picture = Image.new("RGB", (595, 842), "white")
    pen = ImageDraw.Draw(picture)
    for _, height in words:
        for left in range(72, 200, 6):
            pen.rectangle((left, 842 - height - 9, left + 3, 842 - height), "black")
    if blacked is not None:
        pen.rectangle((40, 842 - blacked - 30, 400, 842 - blacked + 20), "black")
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=90)
    pdf, (page,) = plain()
    image = pdf.make_stream(b"")
    image.write(data.getvalue(), filter=Name.DCTDecode)
    image.Subtype, image.ColorSpace, image.BitsPerComponent = Name.Image, Name.DeviceRGB, 8
    image.Width, image.Height = 595, 842
    page.Resources.XObject = Dictionary(I0=image)
    text = "".join(f"BT 3 Tr /F1 12 Tf 72 {y} Td ({word}) Tj ET " for word, y in words)
    page.Contents = pdf.make_stream(f"q 595 0 0 842 0 0 cm /I0 Do Q {text}".encode())
    return saved(pdf)


def test_recognised_text_of_a_scan_is_no_hidden_text() -> None:
    taken_in = taken(scan([("Recommendations", 600), ("Background", 500)]))
    assert PaperFault.TEXT_LAYER in faults(taken_in)
    assert not faults(taken_in) & {PaperFault.HIDDEN_TEXT, PaperFault.SCANNED}


def test_recognised_text_below_a_black_bar_is_hidden_text() -> None:
    taken_in = taken(scan([("Recommendations", 600), ("Background", 500)], blacked=500))
    told = [one.words for one in taken_in.findings if one.kind is PaperFault.HIDDEN_TEXT]
    assert told == ["“Background”."]


@pytest.mark.parametrize("colour", ["0 g", "1 g"])
def test_a_bar_over_part_of_a_scan_is_told(colour: str) -> None:
    with pikepdf.open(io.BytesIO(scan([("Recommendations", 600), ("Background", 500)]))) as pdf:
        page = pdf.pages[0]
        bars = {500: f"{colour} 60 490 200 30 re f", 300: f"{colour} 60 290 200 30 re f"}
        found = {}
        for height, bar in bars.items():
            page.contents_add(pdf.make_stream(bar.encode()))
            found[height] = PaperFault.COVERED_PICTURE in faults(taken(saved(pdf)))
            page.Contents = page.Contents[0]
    assert found == {500: True, 300: False}, "only what covers something is told"


def test_a_scan_without_text_is_told() -> None:
    assert PaperFault.SCANNED in faults(taken(scan([])))


def test_a_paper_is_taken_in_by_its_path_within_its_limits(tmp_path: Any) -> None:
    pdf, _ = plain(pages=5)
    path = tmp_path / "Paper (final) £.pdf"
    path.write_bytes(saved(pdf))
    told: list[str] = []
    taken_in = run(
        "intake", IntakeOrder(path), Intake, report=lambda done, of, what: told.append(what)
    )
    assert len(taken_in.pages) == 5
    assert (taken_in.pages[0].width, taken_in.pages[0].height) == (595, 842)
    assert list(dict.fromkeys(told)) == ["Opening", "Cleaning", "Comparing", "Reading"]
    few = run("intake", IntakeOrder(path), Intake, Limits(pages=4))
    assert few.failure == "This PDF has too many pages: 5, and at most 4 can be taken in."
    small = run("intake", IntakeOrder(path), Intake, Limits(file_size=100))
    assert small.failure.startswith("This PDF is too large")
    with pytest.raises(FailedError):
        run("intake", IntakeOrder(path), Intake, Limits(memory=40 * MEGABYTE))
    cancel = Cancel()
    with pytest.raises(CancelledError):
        run("intake", IntakeOrder(path), Intake, report=lambda *_: cancel.ask(), cancel=cancel)


def test_pictures_lose_what_stands_beside_them() -> None:
    camera = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = SECRET
    picture = Image.effect_noise((80, 60), 60).convert("RGB")
    picture.save(camera, "JPEG", exif=exif, comment=b"x" * 99, progressive=True, dpi=(72, 72))
    bare = bare_jpeg(camera.getvalue() + b"after its end")
    assert SECRET.encode() not in bare
    assert b"xxx" not in bare
    assert bare.endswith(b"\xff\xd9")
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(camera).tobytes()
    assert bare_jpeg(bare) == bare
    assert bare_jpeg(b"no picture") == b"no picture"
    box = b"\0\0\0\x10xml secret  "[:16]
    wrapped = b"\0\0\0\x0cjP  \r\n\x87\n" + box + b"\0\0\0\x0bjp2cabc"
    assert bare_jpeg2000(wrapped) == b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x0bjp2cabc"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("BT /F1 9 Tf (a) Tj", "BT ET"),
        ("ET q BT (a) Tj BT (b) Tj ET Q ET", "q BT ET BT ET Q"),
        ("/P BMC q BT (a) Tj EMC EMC Q Q", "BMC q BT EMC Q ET"),
        ("q /P BMC BT", "q BMC BT ET EMC Q"),
    ],
)
def test_a_page_that_was_cleaned_closes_all_that_it_opens_and_no_more(
    given: str, kept: str
) -> None:
    pdf, (page,) = plain()
    page.Contents = pdf.make_stream(given.encode())
    found = cleaned(page, page.Resources, layers_of(pdf.Root)).data
    page.Contents = pdf.make_stream(found)
    operators = [str(one.operator) for one in pikepdf.parse_content_stream(page)]
    assert [one for one in operators if one not in ("Tf", "Tj")] == kept.split()
    assert loose_ends(found, page) == (b"", b"")
