"""Files that are no PDF become pages: by LibreOffice, by the program itself, or not at all."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from secretariat.models.pack_kinds import FileState
from secretariat.models.paper_findings import Gravity, PaperFault
from secretariat.models.records import PaperFile, PaperFinding
from secretariat.packs import convert
from secretariat.packs.child import Cancel, CancelledError
from secretariat.packs.convert import OfficeFile
from secretariat.packs.limits import Limits
from secretariat.packs.word_look import WordLook, look_into
from secretariat.services import meeting_papers, paper_files, paper_intake
from tests.services.test_paper_intake import Board, board, finished

__all__ = ["board"]

SECRET = "Kept-from-everybody"
needs_office = pytest.mark.skipif(not convert.libre_office(), reason="LibreOffice is not installed")


def has_calc() -> bool:
    """Say whether LibreOffice is here with its part for tables, which may be left out."""
    program = convert.libre_office()
    return bool(program) and any(Path(program).resolve().parent.parent.rglob("*sclo.*"))


def word(text: str, extra: str = "") -> bytes:
    """Return a Word file with a paragraph, and further XML of the body if wanted."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>{extra}"
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("[Content_Types].xml", kinds)
        package.writestr("_rels/.rels", relations)
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>',
        )
    return held.getvalue()


def picture(form: str, size: tuple[int, int] = (300, 200), **values: Any) -> bytes:
    held = BytesIO()
    Image.new("RGB", size, "teal").save(held, form, **values)
    return held.getvalue()


def come(board: Board, name: str, data: bytes) -> PaperFile:
    (done,) = paper_intake.take_all(board.session, [board.come(name, data).uid])
    return done


def words_of(board: Board, file: PaperFile) -> str:
    import pypdfium2

    opened = pypdfium2.PdfDocument(paper_files.path_of(board.session, file.pdf_sha256))
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)
    finally:
        opened.close()


@needs_office
def test_word_files_that_wait_are_converted_in_one_call_and_come_out_tagged(board: Board) -> None:
    files = [board.come(f"{at}.docx", word(f"Report number {at}")) for at in range(3)]
    broken = board.come("broken.docx", b"PK\x03\x04 nothing")
    told: list[paper_intake.Progress | None] = []
    intake = paper_intake.PaperIntake(board.session, told.append)
    intake.begin()
    finished(intake)
    assert any(one.words == "Converting 1 of 4" for one in told if one)
    for at, file in enumerate(files):
        row = board.file(file)
        assert (row.state, row.is_tagged, row.pages) == (FileState.READY, True, 1)
        assert f"Report number {at}" in words_of(board, row)
    kinds = {found.kind for found in board.session.reader.find(PaperFinding, file=files[0].uid)}
    assert "converted" in kinds
    row = board.file(broken)
    assert row.state is FileState.NEEDS_PDF
    assert row.failure == "LibreOffice could not open it. Please save it as a PDF and add that."


@needs_office
def test_a_file_cannot_bring_in_other_files(board: Board, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    address = (tmp_path / "secret.txt").as_uri()
    field = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin' w:dirty='true'/></w:r>"
        f'<w:r><w:instrText>INCLUDETEXT "{address}"</w:instrText></w:r>'
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>x</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )
    row = come(board, "fields.docx", word("Report", field))
    assert row.state is FileState.READY
    assert SECRET not in words_of(board, row)


@needs_office
def test_an_open_document_cannot_bring_in_other_files(board: Board, tmp_path: Path) -> None:
    other = tmp_path / "secret.html"
    other.write_text(f"<p>{SECRET}</p>", encoding="utf-8")
    text = (
        '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        '<text:p>Report</text:p><text:section text:name="s"><text:section-source'
        f' xlink:href="{other.as_uri()}"/><text:p>stale</text:p></text:section>'
        "</office:text></office:body></office:document>"
    )
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
            '><manifest:file-entry manifest:full-path="/"'
            ' manifest:media-type="application/vnd.oasis.opendocument.text"/>'
            '<manifest:file-entry manifest:full-path="content.xml"'
            ' manifest:media-type="text/xml"/></manifest:manifest>',
        )
        content = text.replace("office:document ", "office:document-content ", 1)
        content = content.replace("</office:document>", "</office:document-content>")
        package.writestr(
            "content.xml",
            content.replace(' office:mimetype="application/vnd.oasis.opendocument.text"', ""),
        )
    row = come(board, "section.odt", held.getvalue())
    assert row.state is FileState.READY
    assert SECRET not in words_of(board, row)


@needs_office
def test_what_takes_too_long_or_is_called_off_is_ended(tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(word("Report"))
    order, program = [OfficeFile(source, "docx")], convert.libre_office()
    (made,) = convert.to_pdf(order, program, Limits(seconds=0.2, memory=6_000_000_000))
    assert made.failure == "LibreOffice took longer than 0 seconds over it."
    cancel = Cancel()
    cancel.ask()
    with pytest.raises(CancelledError):
        convert.to_pdf(order, program, cancel=cancel)


def test_where_nothing_can_convert_a_sentence_asks_for_a_pdf(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "_PLACES", ())
    monkeypatch.setattr(shutil, "which", lambda _: None)
    row = come(board, "a.xlsx", b"PK\x03\x04 x")
    assert row.state is FileState.NEEDS_PDF
    assert row.failure == (
        "An Excel file needs LibreOffice, which is not on this computer;"
        " please save it as a PDF and add that."
    )
    heic = come(board, "a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40)
    assert heic.failure.startswith("Pictures of this kind (HEIC) cannot be opened here;")


def test_pictures_become_upright_tagged_pages_without_what_they_say_of_themselves(
    board: Board,
) -> None:
    import pikepdf

    said = Image.Exif()
    said[0x0112], said[0x010E] = 6, SECRET
    row = come(board, "Site plan.jpg", picture("JPEG", (3000, 1000), exif=said))
    assert (row.state, row.is_tagged) == (FileState.READY, True)
    path = paper_files.path_of(board.session, row.pdf_sha256)
    assert SECRET.encode() not in path.read_bytes()
    with pikepdf.open(path) as made:
        _, _, width, height = (float(one) for one in made.pages[0].MediaBox)
        assert width < height
        held = made.pages[0].Resources.XObject
        (dots,) = (held[name] for name in held.keys())  # noqa: SIM118 - a dictionary of pikepdf
        assert int(dots.Width) < int(dots.Height)
        (figure,) = [
            one for one in made.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]  # fmt: skip
        assert str(figure.Alt) == "Site plan"


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "BMP"])
def test_every_kind_of_picture_becomes_a_page(board: Board, form: str) -> None:
    row = come(board, f"a.{form.lower()}", picture(form))
    assert (row.state, row.pages) == (FileState.READY, 1)


def test_a_scan_of_several_pages_keeps_them_and_a_broken_picture_is_told(board: Board) -> None:
    sheets = [Image.new("1", (1240, 1754), 1) for _ in range(3)]
    held = BytesIO()
    sheets[0].save(held, "TIFF", save_all=True, append_images=sheets[1:])
    assert come(board, "Scan.tif", held.getvalue()).pages == 3
    broken = come(board, "broken.png", picture("PNG", (900, 900))[:60])
    assert broken.state is FileState.NEEDS_PDF
    assert broken.failure.startswith("This picture is broken and cannot be read.")


def test_texts_become_tagged_pages_with_all_their_words(board: Board) -> None:
    email = (
        "From: Jane Smith <jane@example.org>\nSubject: Objection\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\n'
        "I object to the scheme.\n--b\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="map.pdf"\n\nx\n--b--\n'
    )
    page = "<h2>Aims</h2><p>Safe <b>streets</b></p><script>alert(1)</script>"
    cases = {
        "notes.txt": ("First line\nsecond\n\nNext é", ["First line", "second", "Next é"]),
        "plan.md": ("# Aims\n\n- one\n- two", ["Aims", "one", "two"]),
        "costs.csv": ("Year;Cost\n2025;£1,200\n", ["Year", "£1,200"]),
        "page.html": (page, ["Aims", "Safe streets"]),
        "mail.eml": (email, ["Jane Smith", "Objection", "I object to the scheme.", "map.pdf"]),
    }
    for name, (text, wanted) in cases.items():
        row = come(board, name, text.encode())
        assert (row.state, row.is_tagged) == (FileState.READY, True), (name, row.failure)
        words = words_of(board, row)
        for each in wanted:
            assert each in words, (name, each)
        assert "alert" not in words
    old = come(board, "old.txt", "Caf\xe9 £5".encode("cp1252"))
    assert "Café £5" in words_of(board, old)
    empty = come(board, "empty.txt", b"  \n ")
    assert empty.failure.startswith("There is no text in this file.")


def zipped(parts: dict[str, str]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return held.getvalue()


def sheets(names: dict[str, str]) -> bytes:
    """Return an Excel file: of each sheet its name and its state, with its name in a cell."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="{types}.worksheet+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}"><Relationship Id="a" Target="xl/workbook.xml"'
            f' Type="{office}/officeDocument"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            + "".join(
                f'<sheet name="{name}" sheetId="{at}" r:id="s{at}" state="{state}"/>'
                for at, (name, state) in enumerate(names.items(), 1)
            )
            + "</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{package}">'
            + "".join(
                f'<Relationship Id="s{at}" Target="worksheets/sheet{at}.xml"'
                f' Type="{office}/worksheet"/>'
                for at in range(1, len(names) + 1)
            )
            + "</Relationships>"
        ),
    }
    for at, name in enumerate(names, 1):
        cell = '<c r="A{row}" t="inlineStr"><is><t>{words}</t></is></c>'
        parts[f"xl/worksheets/sheet{at}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData><row r="1">'
            + cell.format(row=1, words=f"In {name}")
            + '</row><row r="2" hidden="1">'
            + cell.format(row=2, words=SECRET)
            + "</row></sheetData></worksheet>"
        )
    return zipped(parts)


@pytest.mark.skipif(not has_calc(), reason="LibreOffice Calc is not installed")
def test_hidden_sheets_and_rows_stay_out_and_are_told_loudly(board: Board) -> None:
    states = {"Costs": "visible", "All the names": "hidden", "Pay": "veryHidden"}
    row = come(board, "Costs.xlsx", sheets(states))
    assert row.state is FileState.READY, row.failure
    words = words_of(board, row)
    assert "In Costs" in words
    assert SECRET not in words
    assert "In All the names" not in words
    assert "In Pay" not in words
    (line,) = meeting_papers.meeting_papers(board.session, board.meeting).lines
    told = {one.finding.kind: one for one in line.found}
    assert told[PaperFault.HIDDEN_SHEETS].officer == (
        "2 hidden sheets are in the file that came: All the names; Pay. They are not in the PDF;"
        " never give out the original."
    )
    assert told[PaperFault.HIDDEN_ROWS].finding.count == 3
    assert line.found[0].finding.kind.gravity is Gravity.DANGER


@needs_office
def test_hidden_words_and_comments_stay_out_tracked_changes_are_shown_and_told(
    board: Board,
) -> None:
    hidden = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r></w:p>"
    changed = (
        '<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>old words</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="A"><w:r><w:t>new words</w:t></w:r></w:ins></w:p>'
    )
    row = come(board, "Report.docx", word("Report", hidden + changed))
    words = words_of(board, row)
    assert SECRET not in words
    assert "new words" in words
    found = {one.kind: one for one in board.session.reader.find(PaperFinding, file=row.uid)}
    assert found["hidden words"].words == SECRET
    assert found["tracked in file"].count == 2
    assert ("old words" in words) is True


def look(tmp_path: Path, name: str, data: bytes) -> WordLook:
    source = tmp_path / name
    source.write_bytes(data)
    return look_into(source, name.rpartition(".")[2])


def test_slides_notes_macros_and_what_comes_from_elsewhere_are_found(tmp_path: Path) -> None:
    slide = '<p:sld xmlns:p="p" xmlns:a="a" {show}><a:t>x</a:t></p:sld>'
    notes = '<p:notes xmlns:p="p" xmlns:a="a"><a:fld><a:t>1</a:t></a:fld>{words}</p:notes>'
    deck = zipped({
        "ppt/slides/slide1.xml": slide.format(show=""),
        "ppt/slides/slide2.xml": slide.format(show='show="0"'),
        "ppt/notesSlides/notesSlide1.xml": notes.format(words=""),
        "ppt/notesSlides/notesSlide2.xml": notes.format(words="<a:t>Say this</a:t>"),
        "ppt/embeddings/Budget.xlsx": "x",
        "ppt/vbaProject.bin": "x",
        "ppt/_rels/a.rels": '<Relationships><Relationship TargetMode="External" Type="x/image"'
        ' Target="file:///S:/pictures/map.png"/><Relationship TargetMode="External"'
        ' Type="x/hyperlink" Target="https://example.org"/></Relationships>',
    })  # fmt: skip
    found = {one.kind: one for one in look(tmp_path, "a.pptx", deck).findings}
    counts = {kind: one.count for kind, one in found.items()}
    assert counts == {
        PaperFault.HIDDEN_SLIDES: 1,
        PaperFault.SPEAKER_NOTES: 1,
        PaperFault.EMBEDDED: 1,
        PaperFault.MACROS: 1,
        PaperFault.OUTSIDE_LINKS: 1,
    }
    assert found[PaperFault.OUTSIDE_LINKS].words == "file:///S:/pictures/map.png"


def test_hostile_files_are_given_up_with_a_sentence(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'
    for text in (bomb, "<a>" * 900 + "</a>" * 900, "<a"):
        (found,) = look(tmp_path, "a.docx", zipped({"word/document.xml": text})).findings
        assert found.kind is PaperFault.UNREAD
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert look(tmp_path, "b.docx", locked).is_locked


def test_a_locked_file_asks_for_one_without_a_password(board: Board) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    row = come(board, "Report.docx", locked)
    assert row.state is FileState.NEEDS_PDF
    assert row.failure.startswith("It opens only with a password;")


def test_rich_text_that_asks_for_other_files_is_not_opened(board: Board, tmp_path: Path) -> None:
    rtf = r"{\rtf1 Report {\field{\*\fldinst {\b %s}}{\fldrslt x}}}"
    for code in ('INCLUDEPICTURE "/secret.png"', "INCL{}UDEPICTURE a", r"\'49NCLUDETEXT b"):
        row = come(board, f"{len(code)}.rtf", (rtf % code).encode())
        assert row.state is FileState.NEEDS_PDF
        assert row.failure.startswith("It asks for pictures or text of other files")
    plain = look(tmp_path, "a.rtf", (rtf % 'HYPERLINK "https://example.org"').encode())
    assert not plain.is_fetching
    assert look(tmp_path, "a.docx", zipped({"word/chunk1.rtf": rtf})).is_fetching
