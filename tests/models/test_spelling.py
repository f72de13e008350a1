"""Which words of a text are spelled at all, and which names are known in which form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.spelling import (
    LONGEST_PARAGRAPH,
    close_names,
    faults,
    faults_after,
    is_known,
    known_forms,
    plain,
    words,
)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("The Board noted the report.", ["The", "Board", "noted", "the", "report"]),
        ("RESOLVED that **it** be _noted_", ["RESOLVED", "that", "it", "be", "noted"]),
        ("see https://x.gov.uk/ieList?CId=9 now", ["see", "now"]),
        ("to j.smith@council.gov.uk or council.gov.uk", ["to", "or"]),
        ("in minutes.docx, i.e. at 2.30 p.m.", ["in", "at"]),
        ("NHS, CCGs, the DfE’s 33MWh and A40", ["the", "and"]),
        ("J. K. Webb, 21st, 2016-17, 10am", ["Webb"]),
        ("and/or 12/3 and /apol or @Mo", ["and", "or", "and", "or"]),
        ("{last meeting date} was the co-ordinator’s", ["was", "the", "co-ordinator’s"]),
        ("x" * 80, []),
    ],
)
def test_addresses_numbers_and_abbreviations_are_no_words(text: str, spelled: list[str]) -> None:
    assert [word for _, word in words(text)] == spelled


def test_a_fault_says_where_it_is_and_of_a_hyphenated_word_only_the_part() -> None:
    right = {"The", "sub", "met", "don't"}
    text = "The sub-comittee don’t mete"
    found = faults(text, lambda word: word in right)
    assert [(one.word, text[one.start : one.end]) for one in found] == [
        ("comittee", "comittee"),
        ("mete", "mete"),
    ]
    assert faults(text, lambda _: None) == [], "what is not known yet is not wrong"


@given(st.text(max_size=300))
def test_every_word_stands_where_it_is_said_to(text: str) -> None:
    for start, word in words(text):
        assert text[start : start + len(word)] == word
    assert all(plain(one.word) for one in faults(text, lambda _: False))


PIECES = st.text(st.sampled_from(list("the and bord -'’.@/{}19\n")), max_size=40)


@given(PIECES, PIECES, PIECES, PIECES)
def test_after_an_edit_the_same_words_are_wrong_as_in_a_text_read_whole(
    head: str, old: str, new: str, tail: str
) -> None:
    judge = {"the", "and", "board"}.__contains__
    before, after = head + old + tail, head + new + tail
    assert faults_after(before, faults(before, judge), after, judge) == faults(after, judge)


def test_what_lies_beyond_the_longest_paragraph_is_not_looked_at() -> None:
    assert list(words("a" * 10 + " " * LONGEST_PARAGRAPH + "teh")) == [(0, "a" * 10)]


def test_names_are_known_in_parts_in_capitals_and_as_possessives() -> None:
    known = known_forms(["Cllr Siân Smith-O’Hara", "quoracy"])
    for right in ("Siân", "SIÂN", "Smith-O'Hara", "O'Hara", "Smith's", "Smiths'"[:-2], "Cllr"):
        assert is_known(right, known), right
    for right in ("quoracy", "Quoracy", "QUORACY", "quoracy's"):
        assert is_known(right, known), right
    for wrong in ("smith", "siân", "Sian", "hara"):
        assert not is_known(wrong, known), wrong


def test_a_name_is_suggested_for_what_is_nearly_one() -> None:
    known = known_forms(["Gwenllian Bollands", "virement"])
    assert close_names("Gwenlian", known) == ["Gwenllian"]
    assert close_names("virment", known) == ["virement"]
    assert close_names("BOLANDS", known) == []
