"""The release check: each leak planted once and found, and a clean file that passes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from secretariat.models.pack_kinds import CheckState
from secretariat.models.release import ReleaseCheck, ReleaseFault
from secretariat.packs.child import run
from secretariat.packs.release import ReleaseOrder, check_release
from secretariat.paths import resources
from tests.packs.crafted import SECRET, annotate, font, plain, saved, script
from tests.packs.material import page_of

CLEAN = page_of("Report on bins", "The Committee is asked to note the report.")
Plant = Callable[[pikepdf.Pdf], None]


def planted(plant: Plant, data: bytes = CLEAN) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        plant(pdf)
        return saved(pdf)


def kinds(data: bytes, *canaries: str, name: str = "pack.pdf") -> set[ReleaseFault]:
    return {one.kind for one in check_release(ReleaseOrder(data, name, canaries)).findings}


def linked(action: Any = None, **keys: Any) -> Plant:
    def plant(pdf: pikepdf.Pdf) -> None:
        given = {"A": action} if action is not None else {}
        annotate(pdf, pdf.pages[0].obj, Subtype=Name.Link, Contents=String("x"), **given, **keys)

    return plant


def white(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font(pdf)))
    words = f"1 1 1 rg BT /F1 18 Tf 72 400 Td ({SECRET}) Tj ET"
    page.contents_add(words.encode())


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["salaries.xlsx"] = b"figures"


def personal(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info["/LastSavedBy"] = String(SECRET)


def historic(pdf: pikepdf.Pdf) -> None:
    text = pdf.Root.Metadata.read_bytes().decode()
    text = text.replace(
        "<xmp:CreatorTool>", "<xmpMM:DocumentID>1</xmpMM:DocumentID><xmp:CreatorTool>"
    )
    pdf.Root.Metadata.write(text.encode())


def private(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/Spare"] = Dictionary(Words=String(SECRET))


def lost_bookmark(pdf: pikepdf.Pdf) -> None:
    one = pdf.make_indirect(Dictionary(Title=String("Gone"), Dest=Array([99, Name.Fit])))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=one, Last=one, Count=1))


def layered(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))


def scripted(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = script()


def commented(pdf: pikepdf.Pdf) -> None:
    annotate(pdf, pdf.pages[0].obj, Subtype=Name.Text, Contents=String(SECRET))


def untitled(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def speechless(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


PLANTED: list[tuple[ReleaseFault, Plant]] = [
    (ReleaseFault.HIDDEN_TEXT, white),
    (ReleaseFault.ATTACHMENT, attached),
    (ReleaseFault.METADATA, personal),
    (ReleaseFault.METADATA, historic),
    (ReleaseFault.UNKNOWN, private),
    (ReleaseFault.DEAD_BOOKMARK, lost_bookmark),
    (ReleaseFault.LAYER, layered),
    (ReleaseFault.ACTIVE, scripted),
    (ReleaseFault.COMMENT, commented),
    (ReleaseFault.NO_TITLE, untitled),
    (ReleaseFault.NO_LANGUAGE, speechless),
    (ReleaseFault.ACTIVE, linked(script())),
    (ReleaseFault.BAD_LINK, linked(Dictionary(S=Name.URI, URI=String("http://intranet/x")))),
    (ReleaseFault.BAD_LINK, linked(Dictionary(S=Name.URI, URI=String("file:///C:/x.docx")))),
    (ReleaseFault.DEAD_LINK, linked(Dest=Array([99, Name.Fit]))),
]


def test_a_document_of_our_own_passes() -> None:
    check = check_release(ReleaseOrder(CLEAN, "2018-07-19 SB agenda.pdf", (SECRET,)))
    assert (check.state, check.findings) == (CheckState.PASSED, ())
    assert check.claims == ("PDF/UA-1", "PDF/A-2a")
    assert check.line == "Release check passed"


@pytest.mark.parametrize(("fault", "plant"), PLANTED)
def test_each_leak_is_found(fault: ReleaseFault, plant: Plant) -> None:
    assert fault in kinds(planted(plant))


def test_what_was_taken_off_a_page_and_is_still_there_is_found() -> None:
    later = CLEAN + b"\n%secret\n%%EOF\n"
    assert ReleaseFault.EARLIER in kinds(later)
    assert ReleaseFault.EARLIER in kinds(CLEAN + b"secret")


def test_objects_that_nothing_leads_to_are_found() -> None:
    pdf, _ = plain()
    data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    spare = data.replace(b"/Contents", b"/Contenty")  # the words of the page hang on nothing
    assert ReleaseFault.LOOSE not in kinds(data)
    # An unknown key keeps its object; only one that no key names is loose.
    assert ReleaseFault.LOOSE not in kinds(spare)
    parts = spare.split(b"/Contenty ")
    number = parts[1].split(b" ", 1)[0]
    gone = parts[0] + b"/Contenty " + b"1" * len(number) + parts[1][len(number) :]
    assert ReleaseFault.LOOSE in kinds(gone)


@pytest.mark.parametrize("canary", ["Report on bins", "report  ON BINS"])
def test_restricted_words_are_found_whatever_their_case(canary: str) -> None:
    assert ReleaseFault.RESTRICTED in kinds(CLEAN, canary)


def test_restricted_words_are_found_in_names_and_never_repeated() -> None:
    check = check_release(ReleaseOrder(planted(commented), f"{SECRET}.pdf", (SECRET,)))
    found = {one.kind for one in check.findings}
    assert {ReleaseFault.FILE_NAME, ReleaseFault.RESTRICTED} <= found
    assert SECRET not in json.dumps(check.as_data())


def test_what_cannot_be_read_does_not_pass() -> None:
    assert check_release(ReleaseOrder(b"%PDF-1.7 broken")).state is CheckState.FAILED


def test_the_result_is_as_its_schema_says(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(planted(commented))
    check = run("release", ReleaseOrder(path, path.name), ReleaseCheck)
    place = resources() / "schemas" / "release-check-1.schema.json"
    jsonschema.validate(check.as_data(), json.loads(place.read_text("utf-8")))
    assert check.state is CheckState.FAILED
