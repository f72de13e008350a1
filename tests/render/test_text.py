"""Plain text: the lines as they are read, and what hostile input may not do."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat.documents.model import (
    Cell,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Role,
    Table,
    runs,
)
from secretariat.render.text import render_text
from tests.render.samples import SAMPLES, agenda, minutes, row
from tests.render.words import PLAIN_TEXT, model_words, words


def text_of(document: Document) -> str:
    return render_text(document).decode("utf-8")


def body_words(document: Document) -> list[str]:
    """Return the words of the text without the stamp and the marking at its head."""
    found = words(text_of(document))
    marked = any(isinstance(b, Paragraph) and b.role == "marking" for b in document.blocks)
    furniture = document.furniture
    head = words(furniture.stamp) + ([] if marked else words(furniture.marking))
    assert found[: len(head)] == head
    return found[len(head) :]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_words_and_their_order_are_those_of_the_model(name: str) -> None:
    document = SAMPLES[name]()
    assert body_words(document) == model_words(document, PLAIN_TEXT)


@pytest.mark.parametrize("name", SAMPLES)
def test_lines_fit_and_end_in_a_line_feed(name: str) -> None:
    text = text_of(SAMPLES[name]())
    assert max(len(line) for line in text.split("\n")) <= 72
    assert "\r" not in text
    assert not any(line.endswith(" ") for line in text.split("\n"))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_an_agenda_line_hangs_and_says_its_pages() -> None:
    text = text_of(agenda())
    assert "3.     Minutes of the last meeting\n       Time: 10.10\n       Pages 1 to 6" in text
    assert "            (i)   Rural crime\n                  Page 15\n" in text
    assert "and who signs\n       it for the Board\n" in text


def test_the_owner_follows_the_paragraph() -> None:
    text = text_of(minutes())
    assert "these minutes.\nAction: Ffion Llŷr\n" in text
    assert "(b) rails were wanted most;\n    Action: ŁZ\n" in text


def test_votes_are_said_with_their_headings() -> None:
    assert "Motion: As moved\nVotes For: 9\nVotes Against: 2\nVotes Abstained: 1\n" in text_of(
        minutes()
    )


def test_a_stamp_comes_first() -> None:
    assert text_of(minutes()).startswith("DRAFT\n")


def test_a_marking_is_said_once() -> None:
    assert text_of(agenda()).count("NOT PROTECTIVELY MARKED") == 1


def test_welsh_page_ranges_are_welsh() -> None:
    document = agenda()
    welsh = Document("Agenda", document.blocks, "agenda", language="cy-GB")
    assert "Pages 7 i 14" in text_of(welsh)


def test_a_deep_list_stays_on_the_page() -> None:
    block = ListBlock((ListItem("•", (Paragraph(runs("leaf of the tree")),)),))
    for _ in range(60):
        block = ListBlock((ListItem("•", (Paragraph(runs("branch")), block)),))
    text = text_of(Document("Deep", (block,), "agenda"))
    assert max(len(line) for line in text.split("\n")) <= 72
    assert text.count("branch") == 60


def test_an_empty_document_is_empty() -> None:
    assert render_text(Document("Nothing", (), "agenda")) == b""


@given(st.text(max_size=80), st.text(max_size=80))
def test_hostile_words_are_kept(title: str, text: str) -> None:
    hostile(title, text)


@pytest.mark.battery
@settings(max_examples=2000)
@given(st.text(max_size=400), st.text(max_size=4000))
def test_much_hostile_text_is_kept(title: str, text: str) -> None:
    hostile(title, text)


def hostile(title: str, text: str) -> None:
    document = Document(
        title,
        (
            Heading(1, runs(title), text),
            Paragraph(runs(text), label=title, margin=runs(text)),
            ListBlock((ListItem(title, (Paragraph(runs(text)),)),)),
        ),
        "agenda",
        made=datetime(2020, 2, 2),
    )
    assert body_words(document) == model_words(document, PLAIN_TEXT)


def test_a_name_of_ten_thousand_letters_is_not_cut() -> None:
    document = Document("Long", (Paragraph(runs("x" * 10_000)),), "agenda")
    assert "x" * 10_000 in text_of(document)


def test_a_row_of_headings_heads_nothing_and_sentences_are_parted() -> None:
    topic = Cell((Paragraph(runs("Finance")), Paragraph(runs("What it costs."), Role.SMALL)))
    table = Table((row("Topic", "Lead", header=True), (topic, *row("Ann"))), (1, 1))
    text = text_of(Document("T", (table,), "plan"))
    assert text == "Topic; Lead\nFinance. What it costs.; Ann\n"
