"""Files of all the world from their attaching into the pack of the public, and what is written.

The files are shared material beside the project; where they are absent the tests say so. What came
of each stands afterwards in `out/whole_way.md`.
"""

from __future__ import annotations

import os
import tempfile
import time as clock
from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pikepdf
import pytest

from secretariat.models.kinds import Audience
from secretariat.models.pack_kinds import FileState
from secretariat.models.paper_findings import Gravity, PaperFault
from secretariat.models.records import PaperFile, PaperFinding
from secretariat.services import agenda, bodies, meetings, paper_files, paper_intake, releases
from secretariat.services.packs import MadePack, build_pack, pack_brief
from secretariat.services.session import Session
from secretariat.store import papers as store

ROOT = Path(__file__).resolve().parents[2]
NEAR = [Path(__file__).resolve().parents[up] / "shared" / "corpus" for up in (3, 4)]
CORPUS = next((place for place in NEAR if place.is_dir()), NEAR[0])
SLOWEST = 240.0
"""Seconds that one file may take on two cores that others use as well."""
WAIT = 30.0

pytestmark = [
    pytest.mark.battery,
    pytest.mark.filterwarnings("ignore:pikepdf is missing"),
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the project"),
]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """Give this process and its children a home and a place for temporary files of their own."""
    places = [tmp_path / name for name in ("home", "tmp")]
    for place, names in zip(places, (("HOME",), ("TMPDIR", "TMP", "TEMP")), strict=True):
        place.mkdir()
        for name in names:
            monkeypatch.setenv(name, str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield places
    monkeypatch.undo()


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True)
    yield opened
    opened.close()


def told_of(session: Session, file: PaperFile) -> str:
    """Return in short what was found in a file, without what is only noted."""
    counted: Counter[str] = Counter()
    for found in session.reader.find(PaperFinding, file=file.uid, order="position"):
        if PaperFault(found.kind).gravity is not Gravity.NOTE:
            counted[found.kind] += 1
    return ", ".join(f"{kind} ×{n}" if n > 1 else kind for kind, n in counted.items()) or "clean"


def line_of(session: Session, name: str, uid: str, seconds: float) -> str:
    file = session.reader.get(PaperFile, uid)
    outcome = f"{file.pages} pages" if file.state is FileState.READY else file.state.value
    why = f": {file.failure}" if file.failure else ""
    return f"| {name[:70]} | {outcome}{why} | {seconds:.1f} s | {told_of(session, file)} |"


def papers_of(session: Session, folder: str) -> tuple[str, dict[str, str]]:
    """Attach each file of a folder to an item of its own; return the meeting, and files by name."""
    body = bodies.add_body(session, "Board").result(WAIT).uid
    meeting = meetings.add_meeting(session, [body], date(2030, 5, 1), time(10)).result(WAIT).uid
    bodies.set_choice(session, body, "agenda.pages", "yes").result(WAIT)
    found = {}
    paths = [path for path in sorted((CORPUS / folder).iterdir()) if path.suffix != ".tsv"]
    arrived = paper_files.keep_files(session, paths)
    assert arrived.refused == ()
    for number, (path, kept) in enumerate(zip(paths, arrived.files, strict=True), 1):
        item = agenda.add_item(session, meeting, title=f"Paper {number}").result(WAIT)
        (done,) = paper_files.attach(session, item.uid, [kept]).result(WAIT)
        assert done.file is not None
        found[path.name] = done.file.uid
    return meeting, found


@pytest.mark.parametrize("folder", ["pdf", "word"])
def test_every_file_comes_to_an_outcome_and_the_pack_says_so(
    session: Session, tmp_path: Path, elsewhere: list[Path], folder: str
) -> None:
    here = set(os.listdir(Path.cwd())) | {"out"}
    meeting, files = papers_of(session, folder)
    lines = ["| file | outcome | time | found |", "|---|---|---|---|"]
    slow = []
    for name, uid in files.items():
        began = clock.monotonic()
        paper_intake.take_all(session, [uid])
        seconds = clock.monotonic() - began
        slow += [name] if seconds > SLOWEST else []
        lines.append(line_of(session, name, uid, seconds))
    rows = session.reader.by_uid(PaperFile, files.values())
    began = clock.monotonic()
    made = build_pack(pack_brief(session, meeting, Audience.PUBLIC), tmp_path / "pack.pdf")
    lines.append(f"| **the pack** | {made.assembled.pages} pages, {len(made.missing)} missing | "
                 f"{clock.monotonic() - began:.1f} s | |")  # fmt: skip
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    (out / f"whole_way_{folder}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert slow == []
    assert {row.state for row in rows.values()} <= set(FileState) - {FileState.WAITING}
    assert all(row.failure.endswith(".") for row in rows.values() if not row.pdf_sha256)
    # What cannot be taken in is missing, and nothing else is.
    refused = {row.paper for row in rows.values() if row.state is not FileState.READY}
    assert {one.paper.uid for one in made.missing} == refused
    told_in_pack(made, tmp_path / "pack.pdf")
    nothing_unrebuilt(tmp_path / "pack.pdf")
    assert store.damaged(session.register.folder / store.FOLDER) == []
    assert set(os.listdir(tmp_path)) == {"register", "pack.pdf", "home", "tmp"}
    assert [file for place in elsewhere for file in place.rglob("*") if file.is_file()] == []
    assert set(os.listdir(Path.cwd())) <= here


def told_in_pack(made: MadePack, pack: Path) -> None:
    """Each paper that is missing has a page that says so, and each page its number."""
    from pypdfium2 import PdfDocument

    with PdfDocument(pack) as drawn:
        pages = [drawn[at].get_textpage().get_text_range() for at in range(len(drawn))]
    # Long names are broken over lines, so all is compared without spaces.
    said = [text for text in map(solid, pages) if "wasnotavailable" in text]
    assert len(said) == len(made.missing)
    for one in made.missing:
        assert any(solid(one.paper.title) in text for text in said), one.paper.title
        assert any(solid(one.missing) in text for text in said), one.missing


def solid(words: str) -> str:
    """Return the letters and digits of a text alone."""
    return "".join(letter for letter in words if letter.isalnum())


def nothing_unrebuilt(pack: Path) -> None:
    """Nothing of a stranger's file is in the pack but pages, fonts, pictures and links."""
    from tests.packs.scanner import forbidden_names, trailing_parts

    data = pack.read_bytes()
    # The pack's own description, places and numbers are its own and not a stranger's.
    own = {"Creator", "Producer", "Author", "CreationDate", "ModDate", "PageLabels", "Dests",
           "OutputIntents", "Subject", "Keywords"}  # fmt: skip
    assert forbidden_names(data) <= own
    assert trailing_parts(data) == 1
    with pikepdf.open(pack) as pdf:
        assert pdf.check_pdf_syntax() == []
    grave = {"active content", "attachment", "form", "comment", "layer", "earlier state",
             "unused object", "metadata", "unknown part", "link that nobody else can open",
             "unreadable", "damaged"}  # fmt: skip
    check = releases.check_file(pack, "pack.pdf")
    assert {one.kind.value for one in check.findings} & grave == set()
