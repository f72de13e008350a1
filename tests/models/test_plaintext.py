"""Plain words: joined, shortened, without marks, and as file names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.plaintext import (
    FILE_NAME_LENGTH,
    joined,
    one_line,
    safe_file_name,
    shortened,
    unmarked,
)


def test_names_are_joined_as_they_are_said() -> None:
    assert joined([]) == ""
    assert joined(["A"]) == "A"
    assert joined(["A", "B", "C"]) == "A, B and C"
    assert joined(["A", "B"], " a ") == "A a B"


def test_marks_are_taken_off() -> None:
    marked = "### Head\n- **bold** and _so_\n[words](https://x.org/a) 2 * 3 \\*"
    assert unmarked(marked) == "Head\nbold and so\nwords 2 * 3 *"


def test_long_text_is_cut_between_words() -> None:
    assert shortened("one two three four", 12) == "one two…"
    assert shortened("short", 12) == "short"
    assert len(shortened("x" * 50, 12)) == 12


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("2018-07-19 CCSSB agenda", "2018-07-19 CCSSB agenda.pdf"),
        ("A/B: C?", "A B C.pdf"),
        ("con", "_con.pdf"),
        ("NUL.agenda", "_NUL.agenda.pdf"),
        ("...", "document.pdf"),
        ("Bwrdd Diogelwch Cymunedol ŵ", "Bwrdd Diogelwch Cymunedol ŵ.pdf"),
    ],
)
def test_file_names_are_safe(stem: str, name: str) -> None:
    assert safe_file_name(stem, "pdf") == name


@given(st.text(max_size=300))
def test_any_name_is_safe_on_every_system(stem: str) -> None:
    name = safe_file_name(stem, "pdf")
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert name.endswith(".pdf")
    assert 5 <= len(name) <= FILE_NAME_LENGTH
    assert len(name.encode()) <= 255
    assert not name.startswith((" ", "."))


@given(st.text(max_size=200), st.integers(1, 60))
def test_shortened_is_never_longer(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length
    assert shortened(text, 1000) == one_line(text)
