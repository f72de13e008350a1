"""The library and the dictionary that are shipped, in the child process that the window starts."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from secretariat.paths import resources
from secretariat.spelling import engine as engines
from secretariat.spelling.engine import Engine, MissingError, field_words, load
from secretariat.spelling.worker import Desk, serve


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load()


def test_british_spelling_is_right_and_american_is_not(engine: Engine) -> None:
    right = "colour organise organize organising realisation realization Chair's minutes"
    assert [word for word in right.split() if not engine.is_right(word)] == []
    wrong = "color analyze recieved comittee minuets_ accomodation resolutoin"
    assert [word for word in wrong.split() if engine.is_right(word)] == []


def test_what_was_meant_is_suggested(engine: Engine) -> None:
    desk = Desk(engine, field_words())
    for wrong, meant in (
        ("recieved", "received"),
        ("commitee", "committee"),
        ("Aplogies", "Apologies"),
        ("liason", "liaison"),
        ("virment", "virement"),
    ):
        assert meant in desk.suggest(wrong)[:2], wrong
    assert desk.suggest("Gwenlian", ["Gwenllian"])[0] == "Gwenllian"
    assert len(desk.suggest("recomendatoin")) <= engines.MOST


def test_every_field_word_is_wanted(engine: Engine) -> None:
    lines = (resources() / "spelling" / "words.txt").read_text("utf-8").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    assert words == sorted(words, key=str.casefold)
    assert [word for word in words if engine.is_right(word)] == []
    desk = Desk(engine, field_words())
    assert [word for word in words if not desk.is_right(word)] == []


def ask(*questions: dict[str, Any]) -> list[dict[str, Any]]:
    lines = "".join(json.dumps(one) + "\n" for one in questions)
    done = subprocess.run(
        [sys.executable, "-m", "secretariat.spelling.worker"],
        input=lines.encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_child_answers_each_question_and_ends_with_its_input() -> None:
    first, checked, suggested = ask(
        {"number": 1, "check": ["teh", "the", "Cllr", "sgrùdadh", "\ud800", "日本"]},
        {"number": 2, "suggest": "teh", "names": []},
    )
    assert first["library"]
    assert checked == {"number": 1, "wrong": ["teh", "sgrùdadh", "日本"]}
    assert "the" in suggested["suggestions"]


def test_without_a_dictionary_one_sentence_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        load(tmp_path)
    said = io.BytesIO()
    serve(io.BytesIO(b'{"number": 1, "check": ["teh"]}\n'), said, tmp_path)
    assert json.loads(said.getvalue()) == {"missing": "The dictionary en_GB is missing."}


def test_the_licence_lies_beside_the_dictionary() -> None:
    folder = resources() / "spelling"
    assert "Lesser General Public License" in (folder / "LICENCE.txt").read_text("utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (folder / "LGPL-2.1.txt").read_text("utf-8")
