"""Which way letters run, and how Arabic letters join."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.bidi import levels, painted_order, shaped, turned, unshaped, visual_order

# Upper case stands for right-to-left letters, as in Unicode's own examples.
HEBREW = {chr(65 + i): chr(0x5D0 + i) for i in range(26)}


def painted(text: str) -> str:
    """Return the text as it is painted from left to right."""
    real = "".join(HEBREW.get(c, c) for c in text)
    ways = levels(real)
    order = visual_order(ways)
    shown = (turned(real[i]) if ways[i] % 2 else real[i] for i in order)
    back = {hebrew: latin for latin, hebrew in HEBREW.items()}
    return "".join(back.get(c, c) for c in shown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("car is THE CAR in arabic", "car is RAC EHT in arabic"),
        ("CAR IS the car IN HEBREW", "WERBEH NI the car SI RAC"),
        ("SHALOM 123 OK", "KO 123 MOLAHS"),
        ("he said (SHALOM) yes", "he said (MOLAHS) yes"),
        ("(SHALOM) ok", "ok (MOLAHS)"),
        ("PRICE 1,234.50", "1,234.50 ECIRP"),
        ("A 50% B", "B 50% A"),
        ("", ""),
    ],
)
def test_order_on_the_line(text: str, expected: str) -> None:
    assert painted(text) == expected


@given(st.text(max_size=60))
def test_every_letter_keeps_its_place_once(text: str) -> None:
    ways = levels(text)
    assert len(ways) == len(text)
    assert sorted(visual_order(ways)) == list(range(len(text)))


def test_arabic_letters_join() -> None:
    # beh-yeh-teh: initial, medial, final
    assert shaped("بيت") == "\ufe91\ufef4\ufe96"
    # dal joins only backwards, so that the reh after it stands alone
    assert shaped("بدر") == "\ufe91\ufeaa\ufead"
    # lam and alef make one sign, alone and after a letter
    assert shaped("لا") == "\ufefb"
    assert shaped("بلا") == "\ufe91\ufefc"
    # a vowel mark does not part its neighbours
    assert shaped("بَت") == "\ufe91\u064e\ufe96"


@given(st.text("بيتدرلاأآـَُ سم", max_size=30))
def test_shaping_loses_no_letter(text: str) -> None:
    assert unshaped(shaped(text)) == text


def test_marks_stay_with_their_letter_when_turned() -> None:
    assert turned("א\u05b7ב") == "בא\u05b7"
    assert turned("(א)") == "(א)"


@given(st.text(alphabet="abc 12(,אבגدحسلا", max_size=20))
def test_a_line_is_painted_in_the_order_of_its_letters(text: str) -> None:
    joined = shaped(text)
    ways = levels(joined)
    order = visual_order(ways)
    one_by_one = "".join(turned(joined[at]) if ways[at] % 2 else joined[at] for at in order)
    assert painted_order(text) == one_by_one
