"""Layouts of real agendas and minutes, each as an interchange file and the blocks that it makes.

`tests/layouts/L01.json` is read as `secretariat import` reads it, under the namespace
`layouts/L01`; its meeting with the key `shown` is composed. `L01.minutes.txt`, `L01.agenda.txt`
(for the public) and `L01.minutes.members.txt` hold what must come out, `L01.findings.txt` what
is found in them before they go out, where anything is. A document of another meeting of the file
names its key last: `L20.minutes.public.above.txt`.

A new golden begins as an empty file; UPDATE_GOLDEN=1 in the environment writes all of them. They
are reviewed with one's own eyes: the order, the numbers, where an action stands.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from secretariat.documents.model import Document
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.options import OPTIONS
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.services import interchange, publish
from secretariat.services.interchange.names import derived_uid
from secretariat.services.session import Session
from tests.layouts.block_lines import block_lines
from tests.render.pdf_check import checked
from tests.render.test_docx import check_schema

LAYOUTS = Path(__file__).parent / "layouts"
FILES = sorted(LAYOUTS.glob("L[0-9][0-9].json"))
NAMES = [path.stem for path in FILES]
GOLDEN = sorted(path.name for path in LAYOUTS.glob("L[0-9][0-9].*.txt"))
DOCUMENTS = [name for name in GOLDEN if ".findings." not in name]

Opened = Callable[[Path], Session]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Return what makes a new register of an interchange file."""
    sessions: list[Session] = []

    def open_(file: Path) -> Session:
        session = Session.open(tmp_path / f"register-{len(sessions)}", create=True)
        sessions.append(session)
        interchange.import_files(session, [file])
        return session

    yield open_
    for session in sessions:
        session.close()


def shown(golden: str) -> str:
    """Return the meeting that a golden file is of."""
    name, *rest = golden.removesuffix(".txt").split(".")
    return derived_uid(f"layouts/{name}", f"meetings/{rest[2] if len(rest) > 2 else 'shown'}")


def which(golden: str) -> tuple[str, DocumentKind, Audience]:
    """Return which layout, document and audience a golden file is of."""
    name, kind, *audience = golden.removesuffix(".txt").split(".")
    return name, DocumentKind(kind), Audience(audience[0] if audience else "public")


def composed(session: Session, golden: str) -> Document:
    _, kind, audience = which(golden)
    return publish.compose(session, kind, shown(golden), audience)


def _is_golden(made: str, path: Path) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        if made or path.exists():
            path.write_text(made, "utf-8", newline="\n")
        if not made:
            path.unlink(missing_ok=True)
    assert made == (path.read_text("utf-8") if path.exists() else "")


@pytest.mark.parametrize("golden", DOCUMENTS)
def test_the_layout_is_the_golden_one(opened: Opened, golden: str) -> None:
    session = opened(LAYOUTS / f"{which(golden)[0]}.json")
    _is_golden(block_lines(composed(session, golden)), LAYOUTS / golden)


@pytest.mark.parametrize("name", NAMES)
def test_it_comes_in_whole_and_is_found_as_expected(opened: Opened, name: str) -> None:
    """Coming in again changes nothing, every choice is one of the program's, and before the
    documents go out nothing is found but what the layout is there to show."""
    session = opened(LAYOUTS / f"{name}.json")
    assert not interchange.import_files(session, [LAYOUTS / f"{name}.json"]).changes
    _are_choices(json.loads((LAYOUTS / f"{name}.json").read_text("utf-8")))
    found = [
        f"{kind}: {finding.text}"
        for golden in DOCUMENTS
        for of, kind, audience in (which(golden),)
        if of == name
        for finding in publish.findings(session, kind, shown(golden), audience)
    ]
    lines = "".join(f"{line}\n" for line in dict.fromkeys(found))
    _is_golden(lines, LAYOUTS / f"{name}.findings.txt")


def _are_choices(document: interchange.Json) -> None:
    """Fail where a body chooses what the window does not offer."""
    offered = {option.key: {value for value, _ in option.values} for option in OPTIONS}
    for body in document["bodies"]:
        for key, value in body.get("options", {}).items():
            if key in offered:
                assert value in offered[key], f"{key}: {value}"
            else:
                assert key.startswith(("wording.", "rules.", "quorum", "paper.hosts")), key


def test_every_layout_has_a_document_and_its_line_in_the_table() -> None:
    assert {which(golden)[0] for golden in DOCUMENTS} == set(NAMES)
    table = (LAYOUTS / "README.md").read_text("utf-8")
    assert [name for name in NAMES if f"| {name} |" not in table] == []


@pytest.mark.parametrize("golden", DOCUMENTS)
def test_it_is_an_accessible_pdf(opened: Opened, golden: str) -> None:
    session = opened(LAYOUTS / f"{which(golden)[0]}.json")
    style = publish.house_style(session, shown(golden))
    checked(render(composed(session, golden), style, resources() / "fonts", Format.PDF))


@pytest.mark.battery
@pytest.mark.parametrize("golden", DOCUMENTS)
def test_it_stays_the_same_in_every_format_and_in_another_register(
    opened: Opened, golden: str, tmp_path: Path
) -> None:
    """A register that was exported and brought in again makes the same document, which renders
    in every format, and the same bytes twice."""
    name = which(golden)[0]
    first = opened(LAYOUTS / f"{name}.json")
    exported = tmp_path / "exported.json"
    exported.write_bytes(interchange.export_register(first))
    document = composed(first, golden)
    assert composed(opened(exported), golden) == document
    style = publish.house_style(first, shown(golden))
    for form in Format:
        made = render(document, style, resources() / "fonts", form)
        assert made == render(document, style, resources() / "fonts", form)
        if form is Format.DOCX:
            check_schema(made)
