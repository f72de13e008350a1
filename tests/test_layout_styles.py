"""Each layout by style data alone: a house style made out of what its body has of its own.

`tests/layouts/styles/L01.style.json` is that style, in the shape of `resources/styles`. A body that
has nothing of its own prints in it just what the golden blocks of the layout are.

UPDATE_GOLDEN=1 in the environment writes what the styles say of layout and wording; their names,
their notes and what they say of letters and colours (`look.…`) are written by hand and stay.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

import pytest

from secretariat.documents.style import load_shipped
from secretariat.models.records import (
    Body,
    BodyLink,
    BodyOption,
    MeetingBody,
    Rule,
    Sequence,
    StandingText,
)
from secretariat.models.styles import LOOK, TAKEN_OVER, unreadable
from secretariat.paths import resources
from secretariat.services import house_styles, interchange, publish
from secretariat.services.interchange.names import derived_uid
from secretariat.services.session import Session
from secretariat.store.rows import Writer
from tests.layouts.block_lines import block_lines
from tests.test_layouts import DOCUMENTS, LAYOUTS, NAMES, composed, shown, which

WAIT = 5
STYLES = LAYOUTS / "styles"
REMAINS = {
    "quorum": "quorum",
    "quorum.source": "quorum",
    "rules.profile": "whose rules it follows",
    "rules.jurisdiction": "whose rules it follows",
    "second_language": "second language of titles",
}
"""What is no style, by the option of the body that says it, as the table names it."""


@contextmanager
def layout(name: str, folder: Path) -> Iterator[tuple[Session, str]]:
    """Open a new register of a layout; yield it with the body whose documents it shows."""
    session = Session.open(folder / "register", create=True)
    try:
        interchange.import_files(session, [LAYOUTS / f"{name}.json"])
        meeting = derived_uid(f"layouts/{name}", "meetings/shown")
        yield session, session.reader.find(MeetingBody, meeting=meeting)[0].body
    finally:
        session.close()


def _bared(session: Session, body: str) -> None:
    """Take from a body all that it has of its own and that a house style may say."""
    usual = {one.name: one.default for one in fields(Body) if one.name in TAKEN_OVER}

    def work(writer: Writer) -> None:
        for option in writer.find(BodyOption, body=body):
            if option.key not in REMAINS:
                writer.delete(BodyOption, option.uid)
        for text in writer.find(StandingText, body=body):
            writer.delete(StandingText, text.uid)
        writer.update(Body, body, **usual)

    session.change("Take it away", work).result(WAIT)


@pytest.mark.parametrize("name", NAMES)
def test_a_body_without_anything_of_its_own_prints_the_layout_in_its_style(
    name: str, tmp_path: Path
) -> None:
    style = load_shipped(STYLES, f"{name}.style")
    with layout(name, tmp_path) as (session, body):
        _bared(session, body)
        made = house_styles.add_style(session, style.name, settings=style.settings).result(WAIT)
        house_styles.print_in(session, body, made.uid).result(WAIT)
        assert house_styles.own_choices(session.reader, body) == {}
        for golden in (one for one in DOCUMENTS if which(one)[0] == name):
            blocks = block_lines(composed(session, golden))
            assert blocks == (LAYOUTS / golden).read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_style_is_made_of_the_body_and_its_documents_stay_as_they_were(
    name: str, tmp_path: Path
) -> None:
    goldens = [golden for golden in DOCUMENTS if which(golden)[0] == name]
    with layout(name, tmp_path) as (session, body):
        before = [_printed(session, golden) for golden in goldens]
        own = house_styles.own_choices(session.reader, body)
        _is_golden(name, own)
        made = house_styles.style_from_body(session, body, f"Style of {name}").result(WAIT)
        assert [_printed(session, golden) for golden in goldens] == before
        assert house_styles.settings_of(session.reader, made.uid) == own
        assert house_styles.own_choices(session.reader, body) == {}
        assert house_styles.departures(session.reader, body) == []
        session.undo().result(WAIT)
        assert house_styles.own_choices(session.reader, body) == own
        assert [_printed(session, golden) for golden in goldens] == before


def _printed(session: Session, golden: str) -> object:
    look = publish.house_style(session, shown(golden))
    return composed(session, golden), look.body_pt, look.font, look.faces


def _is_golden(name: str, made: dict[str, str]) -> None:
    path = STYLES / f"{name}.style.json"
    data = json.loads(path.read_text("utf-8"))
    looks = {key: value for key, value in data["settings"].items() if key.startswith(LOOK)}
    if os.environ.get("UPDATE_GOLDEN"):
        data["settings"] = looks | dict(sorted(made.items()))
        words = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        path.write_text(words, "utf-8", newline="\n")
    assert data["settings"] == looks | made


@pytest.mark.parametrize("name", NAMES)
def test_the_table_names_what_stays_with_the_body(name: str, tmp_path: Path) -> None:
    with layout(name, tmp_path) as (session, body):
        house_styles.style_from_body(session, body, "Made").result(WAIT)
        stays = _stays(session, body)
    lines = (LAYOUTS / "README.md").read_text("utf-8").splitlines()
    line = next(line for line in lines if line.startswith(f"| {name} |"))
    assert line.split("|")[5].strip() == (f"yes; with the body: {stays}" if stays else "yes")


def _stays(session: Session, body: str) -> str:
    reader = session.reader
    words = [REMAINS[option.key] for option in reader.find(BodyOption, body=body)]
    words += ["running numbers"] * bool(reader.find(Sequence, body=body))
    words += ["days for questions"] * bool(reader.find(Rule, body=body))
    words += ["contact block"] * bool(reader.get(Body, body).contact)
    words += ["its parent or the bodies it joins"] * bool(reader.find(BodyLink, body=body))
    return ", ".join(dict.fromkeys(words))


@pytest.mark.parametrize("name", NAMES)
def test_a_style_of_a_layout_can_be_read(name: str) -> None:
    style = load_shipped(STYLES, f"{name}.style")
    assert style.name
    assert style.note.endswith(".")
    assert unreadable(style.settings) == []


def test_a_style_of_a_layout_is_no_shipped_one() -> None:
    taken = {one.name for one in house_styles.shipped().values()}
    names = [load_shipped(STYLES, f"{name}.style").name for name in NAMES]
    assert len({*names, *taken}) == len(names) + len(taken)
    assert not list((resources() / "styles").glob("L[0-9]*"))
