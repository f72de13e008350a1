"""Phrases as data: complete, filled, fallen back upon, and worded by a body in its own way."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from secretariat.documents.catalogue import CATALOGUE
from secretariat.documents.wording import Wording, load_wording
from secretariat.errors import BugError, KnownError
from secretariat.models.dates import spoken_date
from secretariat.models.kinds import (
    ActionState,
    Audience,
    DocumentKind,
    ItemArrival,
    ItemOutcome,
    MeetingKind,
    Purpose,
    Restriction,
    TopicSource,
)
from secretariat.paths import resources

FOLDER = resources() / "wording"


@pytest.fixture
def english() -> Wording:
    return load_wording(FOLDER, "en-GB")


def test_slots_are_filled_and_others_stay(english: Wording) -> None:
    assert english("minutes.closed", time="12.30 pm") == "The meeting ended at 12.30 pm."
    assert english.raw("page") == english("page") == "Page {page} of {pages}"


def test_filled_words_are_not_filled_again(english: Wording) -> None:
    assert english("minutes.closed", time="{time}{date}") == "The meeting ended at {time}{date}."


def test_missing_phrase_is_our_fault(english: Wording) -> None:
    with pytest.raises(BugError):
        english("no.such.phrase")


def test_body_words_a_phrase_in_its_own_way(english: Wording) -> None:
    own = english.with_own({"minutes.closed": "Close: {time}", "calendar.months": "too|few"})
    assert own("minutes.closed", time="noon") == "Close: noon"
    assert own.calendar == english.calendar


def test_own_date_pattern_with_an_unknown_slot_still_gives_dates(english: Wording) -> None:
    own = english.with_own({"calendar.spoken": "{weekday}, {day} {month} {century}"})
    said = spoken_date(date(2018, 7, 19), own.calendar)
    assert said == "Thursday, 19 July {century}"


def test_every_choice_of_the_field_has_its_phrase(english: Wording) -> None:
    for key in (
        *(f"actions.state.{state}" for state in ActionState),
        *(f"agenda.purpose.{purpose}" for purpose in Purpose if purpose),
        *(f"agenda.{outcome}" for outcome in ItemOutcome if outcome not in ("", "taken")),
        *(f"restricted.{kind}" for kind in Restriction if kind is not Restriction.NONE),
        *(f"kind.{kind}" for kind in MeetingKind if kind is not MeetingKind.ORDINARY),
        *(f"file.{kind}" for kind in DocumentKind),
        *(f"file.for.{audience}" for audience in Audience),
        *(f"plan.source.{source}" for source in TopicSource if source),
        *(
            f"file.{line.kind}.{variant}"
            for line in CATALOGUE.values()
            for variant in line.names
            if variant
        ),
        *(f"script.{arrival}" for arrival in ItemArrival if arrival),
        *(f"script.purpose.{purpose}" for purpose in Purpose if purpose),
    ):
        assert english(key)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_language_has_only_known_phrases_with_the_same_slots(path: Path) -> None:
    english = json.loads((FOLDER / "en-GB.json").read_text("utf-8"))
    other = json.loads(path.read_text("utf-8"))
    assert set(other) <= set(english)
    for key, phrase in other.items():
        slots = re.findall(r"\{\w+\}", phrase)
        assert sorted(slots) == sorted(re.findall(r"\{\w+\}", english[key])), key


def test_every_phrase_in_the_code_is_in_the_data(english: Wording) -> None:
    folder = Path(__file__).parents[2] / "secretariat" / "documents"
    source = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    called = set(re.findall(r"\bsay(?:\.raw)?\(\s*\"([a-z._-]+)\"", source))
    assert len(called) > 40
    assert called <= set(english.phrases)


def test_welsh_says_what_it_knows_and_falls_back() -> None:
    welsh = load_wording(FOLDER, "cy-GB")
    assert (welsh("minutes"), welsh("minutes.apologies")) == ("Cofnodion", "Ymddiheuriadau")
    assert spoken_date(date(2018, 7, 19), welsh.calendar) == "Dydd Iau 19 Gorffennaf 2018"
    assert welsh("motion.plain") == "Cynigiwyd:"
    assert welsh("script.opening") == "Opening"


@pytest.mark.parametrize("language", ["xx", "../en-GB", "", "cy/../.."])
def test_unknown_language_is_worded_in_english(language: str) -> None:
    assert load_wording(FOLDER, language)("agenda") == "Agenda"


@pytest.mark.parametrize("content", ["not json", "[1]", '{"agenda": 1}'])
def test_broken_file_is_told_in_a_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "en-GB.json").write_text(content, "utf-8")
    with pytest.raises(KnownError, match="en-GB"):
        load_wording(tmp_path, "cy")
