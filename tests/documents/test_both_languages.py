"""Documents of a body with two languages: every label in both, the second marked as what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes

import pytest

from secretariat.documents.composition import Composition
from secretariat.documents.model import (
    AgendaList,
    Document,
    Heading,
    Paragraph,
    Runs,
    SignatureLine,
    Table,
    Text,
    plain,
    said,
)
from secretariat.documents.style import HouseStyle
from secretariat.documents.wording import worded
from secretariat.models.kinds import DocumentKind, Format, TextPlace
from secretariat.models.options import Choices
from secretariat.models.records import StandingText
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.services.style_sample import sample_view
from tests.render.pdf_check import FONTS, checked

CHOSEN = {"second_language": "cy", "agenda.membership": "yes", "minutes.present": "list"}


def made(kind: DocumentKind, texts: tuple[StandingText, ...] = (), **chosen: str) -> Document:
    choices = Choices({**CHOSEN, **chosen})
    view = sample_view()
    body = replace(
        view.lead,
        name="Harbour Committee / Pwyllgor yr Harbwr",
        chair_title="Chair / Cadeirydd",
        vice_chair_title="Vice-Chair / Is-gadeirydd",
    )
    sitting = replace(view.sittings[0], place="Council Chamber / Siambr y Cyngor")
    view = replace(view, bodies=(body,), choices=choices, sittings=(sitting,), texts=texts)
    say = worded(resources() / "wording", "en-GB", choices)
    return Composition(kind, view, say).compose()


def contents(document: Document) -> Iterator[Runs]:
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.runs
        elif isinstance(block, AgendaList):
            yield from map(said, (block.heading, block.pages_heading, block.time_heading))
        elif isinstance(block, SignatureLine):
            yield said(block.caption)
        elif isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row):
                yield from (one.runs for one in cell.blocks if isinstance(one, Paragraph))


def told(document: Document) -> list[str]:
    return [plain(one) for one in contents(document)]


def welsh(document: Document) -> list[str]:
    """Return what bears the mark of the second language."""
    return [
        run.text
        for one in contents(document)
        for run in one
        if isinstance(run, Text) and run.lang == "cy"
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (DocumentKind.AGENDA, ["Pages\nTudalennau", "Members / Aelodau: Cllr Ann Beck"]),
        (DocumentKind.MINUTES, ["Chair\nCadeirydd", "Date\nDyddiad", "Apologies\nYmddiheuriadau"]),
        (DocumentKind.SUMMONS, ["Business of the meeting\nBusnes y cyfarfod"]),
        (DocumentKind.NOTICE, ["Where\nBle", "Council Chamber\nSiambr y Cyngor"]),
        (DocumentKind.ATTENDANCE, ["Signature\nLlofnod", "Attendance list\nRhestr bresenoldeb"]),
        (DocumentKind.DECISIONS, ["Decisions\nPenderfyniadau"]),
    ],
)
def test_labels_stand_in_both_languages(kind: DocumentKind, words: list[str]) -> None:
    document = made(kind)
    printed = told(document)
    for each in words:
        assert any(one.startswith(each) for one in printed), each
        assert any(each.replace(" / ", "\n").split("\n")[1].startswith(w) for w in welsh(document))
    first, second = document.title.split(" / ")
    assert "Harbour Committee, Thursday 10 September 2026" in first
    assert "Pwyllgor yr Harbwr, Dydd Iau 10 Medi 2026" in second
    foot = said(document.furniture.foot)
    assert [run.lang for run in foot if isinstance(run, Text)] == ["", "", "cy"]
    assert document.furniture.page_pattern.endswith("Tudalen {page} o {pages}")
    for form in (Format.DOCX, Format.HTML, Format.TEXT):
        render(document, HouseStyle(), FONTS, form)
    checked(render(document, HouseStyle(), FONTS, Format.PDF))


def test_the_summons_calls_in_the_one_language_and_then_in_the_other() -> None:
    printed = told(made(DocumentKind.SUMMONS, **{"summons.manner": "summoned"}))
    calls = [at for at, one in enumerate(printed) if one.startswith(("You are", "Fe’ch gwysir"))]
    assert len(calls) == 2
    assert "Pwyllgor yr Harbwr" in printed[calls[1]]
    assert "Harbour Committee" in printed[calls[0]]


def test_the_stroke_stands_before_names_whatever_the_manner() -> None:
    for manner in ("below", "line", "beside"):
        printed = told(made(DocumentKind.MINUTES, **{"second_language.manner": manner}))
        assert any(one.startswith("Vice-Chair / Is-gadeirydd: ") for one in printed), manner


def test_a_message_begins_with_its_own_words_in_both_languages_and_nothing_else_does() -> None:
    words = StandingText(
        body="sample-body", place=TextPlace.EMAIL, heading="The papers / Y papurau",
        text="The papers of {body} are attached.\n\n/\n\nAmgaeir papurau {body}.",
    )  # fmt: skip
    document = made(DocumentKind.AGENDA, texts=(words,))
    message = message_from_bytes(render(document, HouseStyle(), FONTS, Format.EMAIL))
    parts = {
        part.get_content_type(): part.get_payload(decode=True).decode()  # type: ignore[union-attr]
        for part in message.walk()
        if not part.is_multipart()
    }
    lines = parts["text/plain"].split()
    assert " ".join(lines[:5]) == "The papers Y papurau The"
    assert "The papers of Harbour Committee are attached." in " ".join(lines)
    assert "Amgaeir papurau Pwyllgor yr Harbwr." in " ".join(lines)
    assert '<span lang="cy">Amgaeir papurau Pwyllgor yr Harbwr.</span>' in parts["text/html"]
    for form in (Format.HTML, Format.TEXT):
        assert b"Amgaeir" not in render(document, HouseStyle(), FONTS, form)
