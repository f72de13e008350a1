"""What is typed is read as it is meant, and otherwise left as it was typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.kinds import Capacity, DueKind, EntryKind
from secretariat.models.typed_minutes import (
    Marked,
    due_in,
    marked,
    names_in,
    read_due,
    typed_action,
    typed_person,
)

SAID_ON = date(2016, 11, 10)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("ACTION: PC to write", EntryKind.ACTION, "PC to write"),
        ("ACTION PC and MF: discuss", EntryKind.ACTION, "PC and MF: discuss"),
        ("action: write", EntryKind.ACTION, "write"),
        ("Actions: write", EntryKind.ACTION, "write"),
        ("RESOLVED that it be so", EntryKind.DECISION, "RESOLVED that it be so"),
        ("AGREED: that it be so", EntryKind.DECISION, "AGREED: that it be so"),
        ("Resolved: that it be so", EntryKind.DECISION, "Resolved: that it be so"),
        ("Decision: approved", EntryKind.DECISION, "approved"),
        ("## Safe and well", EntryKind.HEADING, "Safe and well"),
        ("#### Handrails", EntryKind.HEADING, "#### Handrails"),
        ("?? who gave the verbal update", EntryKind.QUESTION, "who gave the verbal update"),
        ("Query: was it 12?", EntryKind.QUESTION, "was it 12?"),
    ],
)
def test_the_first_word_gives_the_kind(line: str, kind: EntryKind, text: str) -> None:
    assert marked(line) == Marked(kind, text)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Action on scams was praised",
        "action plan: agreed",
        "Resolved matters",
        "#1 of all",
        "ACTIONABLE points",
        "The Board RESOLVED that",
        "RESOLVEDLY",
    ],
)
def test_other_lines_stay_narrative(line: str) -> None:
    assert marked(line) is None


@pytest.mark.parametrize(
    ("typed", "words", "owners", "kind", "due"),
    [
        ("PC and MF: discuss by 3 March", "discuss by 3 March", "PC and MF", "date", (2017, 3, 3)),
        (
            "Paul Clarke and Mark Freeman to discuss outside of the meeting",
            "Paul Clarke and Mark Freeman to discuss outside of the meeting",
            "Paul Clarke and Mark Freeman",
            "",
            None,
        ),
        (
            "Philip Aldis agreed to pass on the comments by the next meeting",
            "Philip Aldis agreed to pass on the comments by the next meeting",
            "Philip Aldis",
            "next meeting",
            None,
        ),
        ("circulate the matrix (OPCC)", "circulate the matrix", "OPCC", "", None),
        ("circulate the matrix – PA/MH", "circulate the matrix", "PA/MH", "", None),
        ("everyone to reply asap", "everyone to reply asap", "everyone", "as soon as possible", 0),
        ("note: it is ongoing", "note: it is ongoing", "", "ongoing", None),
        ("write to the County (again)", "write to the County (again)", "", "", None),
        ("report by end of February", "report by end of February", "", "date", (2017, 2, 28)),
    ],
)
def test_owners_and_day_are_recognised(
    typed: str, words: str, owners: str, kind: str, due: tuple[int, int, int] | None
) -> None:
    found = typed_action(typed, SAID_ON)
    assert (found.text, found.owners, found.due_kind) == (words, owners, DueKind(kind))
    assert found.due == (date(*due) if due else None)


def test_the_last_day_named_counts_and_numbers_are_no_days() -> None:
    assert due_in("send it by post by Friday", SAID_ON)[1] == date(2016, 11, 11)
    assert due_in("raise it by 10 per cent", SAID_ON) == (DueKind.NONE, None)
    assert due_in("before the October meeting", SAID_ON) == (DueKind.NONE, None)


def test_names() -> None:
    assert names_in("PC and MF") == ("PC", "MF")
    assert names_in("Cllr Ben Shelton; Office of the Police & Crime Commissioner")
    assert names_in("the members") == ("the members",)
    assert names_in("it was noted") == ()


def test_due_fields() -> None:
    assert read_due("", SAID_ON) == (DueKind.NONE, None)
    assert read_due("next meeting", SAID_ON) == (DueKind.NEXT_MEETING, None)
    assert read_due("ASAP", SAID_ON) == (DueKind.AS_SOON_AS_POSSIBLE, None)
    assert read_due("on-going", SAID_ON) == (DueKind.ONGOING, None)
    assert read_due("by 3/3", SAID_ON) == (DueKind.DATE, date(2017, 3, 3))
    assert read_due("whenever", SAID_ON) is None


def test_people() -> None:
    webb = typed_person("Ann Webb, officer, Fenland District Council")
    assert webb is not None
    assert (webb.name, webb.capacity, webb.organisation) == (
        "Ann Webb",
        Capacity.OFFICER,
        "Fenland District Council",
    )
    aldis = typed_person("Philip Aldis, Community Safety Officer, SCDC")
    assert aldis is not None
    assert (aldis.job_title, aldis.organisation) == ("Community Safety Officer", "SCDC")
    crowd = typed_person("Six members of the public")
    assert crowd is not None
    assert crowd.capacity is Capacity.PUBLIC
    assert typed_person("  , ") is None


@given(st.text(max_size=200))
def test_no_words_are_lost_or_refused(text: str) -> None:
    found = typed_action(text, SAID_ON)
    assert found.text in text
    assert found.owners in text
    line = marked(text)
    assert line is None or text.endswith(line.text)
    typed_person(text)
    read_due(text, SAID_ON)
