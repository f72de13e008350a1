"""A house style as one file: the same bytes, the same style again, and nothing bad let in."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from secretariat.errors import KnownError
from secretariat.models.records import OwnStyle, StyleFile
from secretariat.services import house_styles, style_file, style_files
from secretariat.services.session import Session

WAIT = 10


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session.open(tmp_path / "register", create=True)
    yield made
    made.close()


@pytest.fixture
def own(session: Session) -> str:
    """Return a style with a crest, words and a colour of its own."""
    uid = house_styles.add_style(session, "Wenbridge", "district").result(WAIT).uid
    for key, value in (
        ("look.accent", "#224466"),
        ("wording.agenda.title", "Order of business"),
        ("agenda.letter", "no"),
    ):
        house_styles.set_setting(session, uid, key, value).result(WAIT)
    style_files.keep_crest(session, uid, "arms.png", picture(), "Arms of Wenbridge").result(WAIT)
    return uid


def picture() -> bytes:
    held = BytesIO()
    Image.new("RGB", (60, 40), "#224466").save(held, "PNG")
    return held.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def told(data: bytes, **values: Any) -> bytes:
    """Return the file with its list saying something else."""
    parts = members(data)
    parts["style.json"] = json.dumps({**json.loads(parts["style.json"]), **values}).encode()
    return packed(parts)


def test_a_style_goes_out_and_comes_in_elsewhere_as_it_was(
    session: Session, own: str, tmp_path: Path
) -> None:
    data = style_file.style_file(session, own)
    assert data == style_file.style_file(session, own)
    other = Session.open(tmp_path / "other", create=True)
    try:
        found = style_file.read_style(data)
        made = style_file.bring_in(other, found).result(WAIT)
        assert made.name == "Wenbridge"
        assert house_styles.settings_of(other.reader, made.uid) == house_styles.settings_of(
            session.reader, own
        )
        crest = house_styles.look_of(other, made.uid).crest
        assert crest is not None
        assert crest.alt == "Arms of Wenbridge"
        assert style_file.same_style(other.reader, found) == made.uid
        assert style_file.style_file(other, made.uid) == data
    finally:
        other.close()


def test_the_same_style_again_changes_nothing_and_another_asks_for_a_name(
    session: Session, own: str
) -> None:
    found = style_file.read_style(style_file.style_file(session, own))
    assert style_file.same_style(session.reader, found) == own
    house_styles.set_setting(session, own, "look.accent", "#113355").result(WAIT)
    assert style_file.same_style(session.reader, found) == ""
    with pytest.raises(KnownError, match="already"):
        style_file.bring_in(session, found)
    free = style_file.free_name(session.reader, found.name)
    assert free == "Wenbridge 2"
    made = style_file.bring_in(session, found, free).result(WAIT)
    assert session.reader.count(OwnStyle) == 2
    assert len(session.reader.find(StyleFile, style=made.uid)) == 1
    session.undo().result(WAIT)
    assert session.reader.count(OwnStyle) == 1


def test_every_shipped_style_can_be_shared(session: Session) -> None:
    for key, shipped in house_styles.shipped().items():
        found = style_file.read_style(style_file.style_file(session, key))
        assert (found.name, found.base) == (shipped.name, key)
        made = style_file.bring_in(session, found, f"Our {shipped.name}").result(WAIT)
        assert house_styles.settings_of(session.reader, made.uid) == dict(shipped.settings)


def test_what_is_wrong_in_a_file_is_told_in_one_sentence_and_nothing_comes_in(
    session: Session, own: str
) -> None:
    good = style_file.style_file(session, own)
    parts = members(good)
    listed = json.loads(parts["style.json"])
    settings = listed["settings"]
    font = {"place": "font", "name": "f", "alt": "", "sha256": hashlib.sha256(b"x").hexdigest()}
    bad = {
        "no zip": b"words",
        "cut": good[: len(good) // 2],
        "empty": packed({}),
        "path": packed({**parts, "../../evil": b"x"}),
        "further": packed({**parts, "files/word-template": b"x"}),
        "lost": packed({"style.json": parts["style.json"]}),
        "crest": packed({**parts, "files/crest": b"other"}),
        "json": packed({**parts, "style.json": b"{"}),
        "deep": packed({**parts, "style.json": b"[" * 200_000}),
        "newer": told(good, version=2),
        "nameless": told(good, name="  "),
        "words": told(good, settings={**settings, "agenda.letter": 1}),
        "choice": told(good, settings={**settings, "agenda.letter": "perhaps"}),
        "unknown": told(good, settings={**settings, "look.shadow": "1"}),
        "faint": told(good, settings={**settings, "look.ink": "#eeeeee"}),
        "place": told(good, files=[{**listed["files"][0], "place": "anthem"}]),
        "twice": told(good, files=listed["files"] * 2),
        "font": packed({
            "style.json": json.dumps({**listed, "files": [font]}).encode(), "files/font": b"x",
        }),
    }  # fmt: skip
    for name, data in bad.items():
        with pytest.raises(KnownError) as refused:
            style_file.read_style(data)
        assert str(refused.value).endswith("."), name
    assert session.reader.count(OwnStyle) == 1


def test_a_bomb_is_not_unpacked(session: Session, own: str) -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("style.json", b" " * 50_000_000)
    with pytest.raises(KnownError, match="far too much"):
        style_file.read_style(held.getvalue())


def test_a_file_that_still_says_the_case_of_headings_apart_is_understood(
    session: Session, own: str
) -> None:
    data = style_file.style_file(session, own)
    old = {"look.item_case": "capitals"}
    assert style_file.read_style(told(data, settings=old)).settings == {"minutes.case": "capitals"}
    both = {**old, "minutes.case": "title"}
    assert style_file.read_style(told(data, settings=both)).settings == {"minutes.case": "title"}
    narrow = {"look.page": "A5", "look.margin_left_mm": "60", "look.margin_right_mm": "60"}
    with pytest.raises(KnownError, match="A5 leaves 28 mm"):
        style_file.read_style(told(data, settings=narrow))
