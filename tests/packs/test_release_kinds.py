"""The release check of files that are no PDF: our own pass, and each leak is found by itself."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from PIL import Image, PngImagePlugin

from secretariat.documents.model import Document, Heading, Link, Paragraph, Text, runs
from secretariat.errors import KnownError
from secretariat.models.kinds import Format
from secretariat.models.pack_kinds import CheckState
from secretariat.models.release import ReleaseCheck, ReleaseFault
from secretariat.packs.limits import USUAL
from secretariat.packs.release import ReleaseOrder
from secretariat.packs.release_kinds import carry_out
from secretariat.paths import resources
from secretariat.render.dispatch import render, render_email
from secretariat.services import releases
from secretariat.services.session import Session
from tests import board_files, public_board
from tests.packs.crafted import SECRET, plain, saved, script
from tests.render.pdf_check import CALM, FONTS

Fault = ReleaseFault
Parts = dict[str, bytes]
LINK = Link("the notice", "https://www.example.org/notice")


@cache
def made(form: Format) -> bytes:
    """Return a document of our own in a format."""
    blocks = (
        Heading(1, runs("Report on bins")),
        Heading(2, runs("Rounds")),
        Paragraph((Text("See "), LINK, Text("."))),
    )
    document = Document("Report on bins", blocks, "agenda", author="Board")
    if form is Format.EMAIL:
        return render_email(document, CALM, FONTS, to=("ann@example.org",), attachment="bins.pdf")
    return render(document, CALM, FONTS, form)


def found(data: bytes, name: str, *canaries: str) -> ReleaseCheck:
    order = ReleaseOrder(data, name, canaries)
    return carry_out(order, USUAL, lambda done, of, what: None)


def kinds(data: bytes, name: str, *canaries: str) -> set[ReleaseFault]:
    return {one.kind for one in found(data, name, *canaries).findings}


def test_every_file_that_is_made_here_passes(register_folder: Path) -> None:
    session = Session.open(register_folder, create=True)
    public_board.fill(session, "margin")
    files = board_files.files(session)
    session.close()
    assert {form for _, form in files} == set(Format)
    odd = {
        name: check.findings
        for name, data in files.values()
        if (check := found(data, name, SECRET)).state is not CheckState.PASSED
    }
    assert odd == {}


# ---------------------------------------------------------------------- Word


def unzipped() -> Parts:
    with zipfile.ZipFile(io.BytesIO(made(Format.DOCX))) as held:
        return {name: held.read(name) for name in held.namelist()}


def zipped(parts: Parts) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as held:
        for name, data in parts.items():
            held.writestr(zipfile.ZipInfo(name), data)
    return target.getvalue()


def body(words: str) -> Callable[[Parts], None]:
    """Put something at the end of the text."""

    def plant(parts: Parts) -> None:
        text = parts["word/document.xml"].decode()
        at = text.rindex("<w:sectPr")
        parts["word/document.xml"] = (text[:at] + words + text[at:]).encode()

    return plant


def part(name: str, data: str = "<x/>") -> Callable[[Parts], None]:
    return lambda parts: parts.update({name: data.encode()})


def inside(name: str, before: str, words: str) -> Callable[[Parts], None]:
    """Put something before the last such words of a part."""

    def plant(parts: Parts) -> None:
        text = parts[name].decode()
        at = text.rindex(before)
        parts[name] = (text[:at] + words + text[at:]).encode()

    return plant


def related(kind: str, target: str) -> Callable[[Parts], None]:
    one = f'<Relationship Id="x1" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
    return inside("word/_rels/document.xml.rels", "</Relationships>", one)


def photograph() -> bytes:
    target = io.BytesIO()
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Ann Lee")
    Image.new("RGB", (4, 4)).save(target, "PNG", pnginfo=said)
    return target.getvalue()


def run(look: str, words: str = "unseen") -> str:
    return f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def field(code: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'


HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading{}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
PICTURE = '<w:p><w:r><w:drawing><w:docPr w:id="1" w:name="x"/></w:drawing></w:r></w:p>'
CORE, SETTINGS = "docProps/core.xml", "word/settings.xml"
WORD: list[tuple[ReleaseFault, Callable[[Parts], None]]] = [
    (Fault.TRACKED, body("<w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>")),
    (Fault.TRACKED, body("<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>")),
    (Fault.COMMENT, body("<w:p><w:r><w:commentReference/></w:r></w:p>")),
    (Fault.COMMENT, part("word/comments.xml")),
    (Fault.HIDDEN_TEXT, body(run("<w:vanish/>"))),
    (Fault.HIDDEN_TEXT, body(run('<w:color w:val="FFFFFF"/>'))),
    (Fault.HIDDEN_TEXT, body(run('<w:sz w:val="2"/>'))),
    (Fault.ATTACHMENT, body("<w:p><w:r><w:object/></w:r></w:p>")),
    (Fault.ATTACHMENT, part("word/embeddings/sheet1.xlsx")),
    (Fault.ATTACHMENT, body("<w:altChunk/>")),
    (Fault.ACTIVE, part("word/vbaProject.bin")),
    (Fault.ACTIVE, part("word/activeX/activeX1.xml")),
    (Fault.ACTIVE, body(field("INCLUDEPICTURE http://x"))),
    (Fault.ACTIVE, related("attachedTemplate", "\\\\server\\normal.dotm")),
    (Fault.ACTIVE, related("image", "http://elsewhere.example.org/x.png")),
    (Fault.BAD_LINK, related("hyperlink", "file:///C:/Users/alee/x.docx")),
    (Fault.BAD_LINK, related("hyperlink", "http://intranet/x")),
    (Fault.BAD_LINK, body(field("HYPERLINK &quot;\\\\server\\x&quot;"))),
    (Fault.DEAD_LINK, body('<w:p><w:hyperlink w:anchor="gone"/></w:p>')),
    (Fault.METADATA, body(field("LASTSAVEDBY"))),
    (Fault.METADATA, body('<w:p w:rsidR="00AB12CD"/>')),
    (Fault.METADATA, part("docProps/custom.xml")),
    (Fault.METADATA, part("customXml/item1.xml")),
    (Fault.METADATA, inside(CORE, "</", "<cp:lastModifiedBy>Ann Lee</cp:lastModifiedBy>")),
    (Fault.METADATA, inside("docProps/app.xml", "</Prop", "<Company>Council</Company>")),
    (Fault.METADATA, inside(SETTINGS, "</", '<w:attachedTemplate w:val="x"/>')),
    (Fault.UNKNOWN, part("word/notes.bin")),
    (Fault.UNREADABLE, part("word/header9.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]><x/>')),
    (Fault.UNREADABLE, part("word/document.xml", "<w:document>")),
    (Fault.HEADINGS, body(HEADING.format(2) + HEADING.format(5))),
    (Fault.NO_ALTERNATIVE, body(PICTURE)),
    (Fault.NO_TITLE, part(CORE)),
    (Fault.PICTURE, lambda parts: parts.update({"word/media/image1.png": photograph()})),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "plant"), WORD)
def test_each_leak_of_a_word_file_is_found(
    fault: ReleaseFault, plant: Callable[[Parts], None]
) -> None:
    parts = unzipped()
    assert kinds(zipped(parts), "agenda.docx") == set()
    plant(parts)
    assert fault in kinds(zipped(parts), "agenda.docx")


@pytest.mark.parametrize("name", sorted(unzipped()))
def test_restricted_words_are_found_in_every_part_of_a_word_file(name: str) -> None:
    parts = unzipped()
    text = parts[name].decode()
    at = text.index("<", text.index("?>") + 2)
    end = min(at for at in (text.find("/>", at), text.find(">", at)) if at > 0)
    broken = "ca&#110;ary 7 SECRET"
    parts[name] = (text[:end] + f' note="{broken}"' + text[end:]).encode()
    check = found(zipped(parts), "agenda.docx", SECRET)
    assert Fault.RESTRICTED in {one.kind for one in check.findings}
    assert SECRET not in json.dumps(check.as_data())


def test_what_lies_between_the_parts_of_a_zip_is_found() -> None:
    data = made(Format.DOCX)
    assert Fault.EARLIER in kinds(b"secret" + data, "agenda.docx")
    later = io.BytesIO(data)
    with zipfile.ZipFile(later, "a") as held:
        held.comment = b"made by Ann Lee"
    assert Fault.METADATA in kinds(later.getvalue(), "agenda.docx")
    # The directory forgets a part whose bytes are still there.
    gone = io.BytesIO(data)
    with zipfile.ZipFile(gone, "a") as held:
        held.writestr("word/secret.xml", SECRET)
        held.filelist.pop()
        held.NameToInfo.pop("word/secret.xml")
    assert Fault.EARLIER in kinds(gone.getvalue(), "agenda.docx")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_word_file_that_cannot_be_read_does_not_pass() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr("word/document.xml", b"<w:document>" + b" " * 160_000_000)
    twice = io.BytesIO(made(Format.DOCX))
    with zipfile.ZipFile(twice, "a") as held:
        held.writestr("word/document.xml", "<other/>")
    for data in (b"", b"PK\3\4 broken", b"%PDF-1.7", bomb.getvalue(), made(Format.DOCX)[:-40]):
        assert kinds(data, "agenda.docx") == {Fault.UNREADABLE}
    assert Fault.METADATA in kinds(twice.getvalue(), "agenda.docx")


# ---------------------------------------------------------------------- web pages

HTML: list[tuple[ReleaseFault, str]] = [
    (Fault.ACTIVE, "<script>x()</script>"),
    (Fault.ACTIVE, '<p onclick="x()">x</p>'),
    (Fault.ACTIVE, '<a href=" java\tscript:x()">x</a>'),
    (Fault.ACTIVE, '<iframe src="https://example.org/"></iframe>'),
    (Fault.ACTIVE, '<img alt="" src="https://example.org/count.gif">'),
    (Fault.ACTIVE, '<img alt="" src="file:///C:/x.png">'),
    (Fault.ACTIVE, '<p style="background:url(//example.org/x)">x</p>'),
    (Fault.ACTIVE, "<style>@import 'https://example.org/x.css';</style>"),
    (Fault.ACTIVE, '<meta http-equiv="refresh" content="0;https://example.org/">'),
    (Fault.ACTIVE, '<form action="https://example.org/"><input name="x"></form>'),
    (Fault.BAD_LINK, '<a href="http://intranet/x">x</a>'),
    (Fault.BAD_LINK, '<a href="file:///C:/x.docx">x</a>'),
    (Fault.BAD_LINK, '<a href="notes.docx">x</a>'),
    (Fault.DEAD_LINK, '<a href="#gone">x</a>'),
    (Fault.UNNAMED_LINK, '<a href="https://example.org/"> </a>'),
    (Fault.COMMENT, "<!-- ask Ann -->"),
    (Fault.COMMENT, "<!--[if mso]> <p>x</p> <![endif]-->"),
    (Fault.COMMENT, "<style>/* Ann */</style>"),
    (Fault.HIDDEN_TEXT, '<p style="display: none">x</p>'),
    (Fault.HIDDEN_TEXT, "<p hidden><b>x</b></p>"),
    (Fault.HIDDEN_TEXT, '<style>.gone{display:none}</style><p class="gone">x</p>'),
    (Fault.HIDDEN_TEXT, "<p>a\u2062b</p>"),
    (Fault.METADATA, '<meta name="ProgId" content="Word.Document">'),
    (Fault.UNKNOWN, "<o:p>x</o:p>"),
    (Fault.UNKNOWN, '<p data-note="x">x</p>'),
    (Fault.NO_ALTERNATIVE, '<img src="data:image/png;base64,AAAA">'),
    (Fault.HEADINGS, "<h2>x</h2><h5>x</h5>"),
]


@pytest.mark.parametrize(("fault", "planted"), HTML)
def test_each_leak_of_a_web_page_is_found(fault: ReleaseFault, planted: str) -> None:
    page = made(Format.HTML).decode()
    assert kinds(page.encode(), "agenda.html") == set()
    assert fault in kinds(page.replace("</main>", f"{planted}</main>").encode(), "agenda.html")


def test_who_cannot_read_a_web_page_is_told() -> None:
    assert kinds(b"<html><head></head><body><p>x</p></body></html>", "a.html") == {
        Fault.NO_TITLE,
        Fault.NO_LANGUAGE,
    }


@pytest.mark.parametrize(
    "planted",
    ["<p>canary <b>7 sec</b>ret</p>", "<p>ca&#110;ary7secret</p>", f'<p title="{SECRET}">x</p>',
     f"<!-- {SECRET} -->", f"<style>.{SECRET}{{}}</style>", f"<![CDATA[{SECRET}]]>"],
)  # fmt: skip
def test_restricted_words_are_found_all_over_a_web_page(planted: str) -> None:
    page = made(Format.HTML).decode().replace("</main>", f"{planted}</main>")
    assert Fault.RESTRICTED in kinds(page.encode(), "agenda.html", SECRET)
    assert Fault.RESTRICTED in kinds(page.encode("utf-16"), "agenda.html", SECRET)


# ---------------------------------------------------------------------- e-mails


def letter(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Papers"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("The papers are attached.")
    return message


def carrying(name: str, data: bytes) -> bytes:
    message = letter()
    message.add_attachment(made(Format.TEXT), "text", "plain", filename="first.txt")
    message.add_attachment(data, "application", "octet-stream", filename=name)
    return message.as_bytes()


def hostile_pdf() -> bytes:
    pdf, _ = plain()
    pdf.Root.OpenAction = script()
    return saved(pdf)


def hostile_word() -> bytes:
    parts = unzipped()
    body(run("<w:vanish/>"))(parts)
    return zipped(parts)


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("agenda.pdf", hostile_pdf(), Fault.ACTIVE),
        ("agenda.docx", hostile_word(), Fault.HIDDEN_TEXT),
        ("agenda.html", b"<html lang=en><title>x</title><script></script>", Fault.ACTIVE),
        ("salaries.xlsx", b"PK\3\4", Fault.UNREADABLE),
        ("all.zip", b"PK\3\4", Fault.UNREADABLE),
        ("plan.png", photograph(), Fault.PICTURE),
        ("one.eml", letter(X_Mailer="x").as_bytes(), Fault.METADATA),
        (f"{SECRET}.txt", b"x", Fault.FILE_NAME),
        ("words.txt", SECRET.encode(), Fault.RESTRICTED),
    ],
)
def test_each_attachment_is_looked_into(name: str, data: bytes, fault: ReleaseFault) -> None:
    check = found(carrying(name, data), "draft.eml", SECRET)
    one = next(one for one in check.findings if one.kind is fault)
    assert one.part == 2
    assert one.text.startswith("Attachment 2")
    assert SECRET not in json.dumps(check.as_data())


def test_headers_that_tell_of_machines_are_found() -> None:
    for name in ("X-Originating-IP", "Received", "User-Agent", "X-MS-Exchange-Organization"):
        data = letter(**{name: "x"}).as_bytes()
        assert Fault.METADATA in kinds(data, "draft.eml"), name
    assert Fault.METADATA in kinds(letter(Message_ID="<1@alee-laptop.lan>").as_bytes(), "draft.eml")
    assert Fault.RESTRICTED in kinds(letter(Comments=SECRET).as_bytes(), "draft.eml", SECRET)
    assert Fault.RESTRICTED in kinds(made(Format.EMAIL), "draft.eml", "report on bins")
    hidden = made(Format.EMAIL).rstrip() + b"\r\nwhat was taken out\r\n"
    assert Fault.EARLIER in kinds(hidden, "draft.eml")


@pytest.mark.parametrize("data", [b"", b"\r\n\r\nx", b"\0" * 100])
def test_what_is_no_message_does_not_pass(data: bytes) -> None:
    assert kinds(data, "draft.eml") == {Fault.UNREADABLE}


@pytest.mark.parametrize("form", [Format.DOCX, Format.HTML, Format.EMAIL])
def test_sites_that_only_work_inside_are_told_by_their_names(form: Format) -> None:
    order = ReleaseOrder(made(form), f"agenda.{form.value}", (), ("example.org",))
    check = carry_out(order, USUAL, lambda done, of, what: None)
    assert Fault.BAD_LINK in {one.kind for one in check.findings}


# ---------------------------------------------------------------------- texts, and all by command


def test_a_text_says_only_what_is_seen() -> None:
    assert kinds("Agenda\n1. Caf\u00e9 \u2013 10 a.m.\n".encode(), "agenda.txt") == set()
    assert kinds("a\u200bb\x07c".encode(), "agenda.txt") == {Fault.HIDDEN_TEXT}
    assert kinds(f"x {SECRET.lower()} y".encode(), "agenda.ics", SECRET) == {Fault.RESTRICTED}
    assert Fault.FILE_NAME in kinds(b"x", f"{SECRET}.txt", SECRET)


def test_files_of_every_kind_are_verified_in_the_child(tmp_path: Path) -> None:
    place = resources() / "schemas" / "release-check-1.schema.json"
    schema = json.loads(place.read_text("utf-8"))
    for form in Format:
        path = tmp_path / f"agenda.{form.value}"
        path.write_bytes(made(form))
        check = releases.verify(path)
        jsonschema.validate(check.as_data(), schema)
        assert check.state is CheckState.PASSED, check.findings
    bad = tmp_path / "bad.docx"
    bad.write_bytes(hostile_word())
    assert releases.verify(bad).state is CheckState.FAILED


@pytest.mark.parametrize(
    ("name", "data", "said"), [("all.zip", b"PK\3\4", "is a zip"), ("x.bin", b"x", "is none that")]
)
def test_other_kinds_are_refused_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(KnownError, match=said):
        releases.verify(path)
