"""What holds for all formats together."""

from __future__ import annotations

import ast
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from secretariat.documents.actions import compose_actions
from secretariat.documents.agenda import compose_agenda
from secretariat.documents.attendance import compose_attendance
from secretariat.documents.cancellation import compose_cancellation
from secretariat.documents.large_print import in_large_print
from secretariat.documents.minutes import compose_minutes
from secretariat.documents.model import Document
from secretariat.documents.notice import compose_notice
from secretariat.documents.script import compose_script
from secretariat.documents.style import HouseStyle, load_style
from secretariat.documents.summons import compose_summons
from secretariat.documents.wording import load_wording, worded
from secretariat.models.kinds import TextPlace
from secretariat.models.options import Choices
from secretariat.models.records import StandingText
from secretariat.paths import resources
from secretariat.render.docx import render_docx
from secretariat.render.eml import Attachment, render_eml
from secretariat.render.html import render_html
from secretariat.render.pdf import render_pdf
from secretariat.render.text import render_text
from tests.documents import seeds
from tests.render.pdf_check import checked
from tests.render.pdf_tree import INLINE, tree_of
from tests.render.samples import SAMPLES
from tests.render.test_docx import BELOW, BESIDE, body_words, check_schema
from tests.render.test_html import main_words, page
from tests.render.test_text import body_words as text_words
from tests.render.words import PAGE, PLAIN_TEXT, Manner, model_words

SAY = load_wording(resources() / "wording", "en-GB")
COMPOSED = {
    "agenda with letter": lambda: compose_agenda(seeds.partnership_agenda(), SAY),
    "agenda with times": lambda: compose_agenda(seeds.strategic_board_agenda(), SAY),
    "draft minutes": lambda: compose_minutes(seeds.partnership_minutes(), SAY, draft=True),
    "minutes": lambda: compose_minutes(seeds.partnership_minutes(), SAY, draft=False),
    "actions": lambda: compose_actions(seeds.partnership_actions(), SAY),
    "attendance": lambda: compose_attendance(seeds.partnership_minutes(), SAY),
    "summons": lambda: compose_summons(seeds.partnership_agenda(), SAY),
    "notice": lambda: compose_notice(seeds.strategic_board_agenda(), SAY),
    "cancellation": lambda: compose_cancellation(seeds.postponed_board(), SAY),
    "both languages": lambda: both_languages(),
    "contents": SAMPLES["contents"],
    "contents and notes": SAMPLES["notes"],
    "script": lambda: compose_script(seeds.strategic_board_agenda(), SAY),
}
ROOT = Path(__file__).resolve().parents[2]
RENDER = ROOT / "secretariat" / "render"
FORMATS = ("docx", "eml", "html", "text")


def both_languages(manner: str = "beside") -> Document:
    """Return an agenda with its letter in English and Welsh."""
    chosen = Choices(
        {"agenda.letter": "yes", "second_language": "cy", "second_language.manner": manner}
    )
    text = StandingText(
        uid="both", body="b", place=TextPlace.BEFORE_AGENDA, heading="Filming / Ffilmio",
        text="It is filmed.\n\n- Ask us.\n\n/\n\nFe’i ffilmir.",
    )  # fmt: skip
    view = replace(seeds.partnership_agenda(), choices=chosen, texts=(text,))
    return compose_agenda(view, worded(resources() / "wording", "en-GB", chosen))


def test_side_by_side_is_read_one_after_the_other_in_its_language() -> None:
    document = both_languages()
    tree = tree_of(checked(render_pdf(document, HouseStyle(), resources() / "fonts")))
    roles = [node.role for node in tree.walk()]
    assert (roles.count("Table"), roles.count("Div")) == (0, 8)
    told = [
        " ".join(one.text for one in node.walk() if one.text and one.role not in INLINE)
        for node in tree.walk()
        if node.role == "Div"
    ]
    assert told[:2] == ["Dear Sir or Madam", "Annwyl Syr neu Fadam"]
    assert told[-2:] == ["It is filmed. • Ask us.", "Fe’i ffilmir."]
    welsh = [node.text for node in tree.walk() if node.settings.get("Lang") == "cy"]
    assert {"Annwyl Syr neu Fadam", "Fe’i ffilmir.", "Ffilmio"} <= set(welsh)
    markup = render_html(document, HouseStyle()).decode()
    assert markup.count('<div class="pair">') == 2
    assert '<span lang="cy">Annwyl Syr neu Fadam</span>' in markup
    large = render_text(in_large_print(document)).decode()
    assert large.index("Yours faithfully") < large.index("Annwyl Syr")


def family(path: Path) -> str:
    """Return the format to which a module of the renderers belongs."""
    first = path.relative_to(RENDER).parts[0].removesuffix(".py")
    return first.partition("_")[0]


def test_formats_do_not_know_each_other() -> None:
    for path in sorted(RENDER.rglob("*.py")):
        own = family(path)
        if own not in FORMATS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("secretariat."):
                rooms = (node.module or "").split(".")
                assert rooms[1] in {"models", "documents", "errors", "render"}, path
                if rooms[1] == "render":
                    assert rooms[2].partition("_")[0] == own, path


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("style", ["calm", "classic"])
def test_a_draft_holds_what_the_other_formats_made(name: str, style: str) -> None:
    house = load_style(ROOT / "resources" / "styles", style)
    document = SAMPLES[name]()
    word = Attachment(f"{name}.docx", "application/zip", render_docx(document, house))
    text, html = render_text(document), render_html(document, house)
    drafts = [render_eml(document, text=text, html=html, attachments=(word,)) for _ in range(2)]
    assert drafts[0] == drafts[1]
    assert len(drafts[0]) > len(word.data)


@pytest.mark.parametrize("name", COMPOSED)
def test_every_kind_of_document_has_the_same_words_in_every_format(name: str) -> None:
    document = COMPOSED[name]()
    for width, word, web in ((26.0, BESIDE, PAGE), (0.0, BELOW, Manner(owner_lines=True))):
        house = HouseStyle(action_margin_mm=width)
        data = render_docx(document, house)
        check_schema(data)
        assert body_words(docx.Document(BytesIO(data))) == model_words(document, word)
        assert main_words(page(document, house)) == model_words(document, web)
    assert text_words(document) == model_words(document, PLAIN_TEXT)


def test_no_machine_path_and_no_clock_gets_into_a_file() -> None:
    document = SAMPLES["minutes"]()
    for data in (render_html(document, HouseStyle()), render_text(document)):
        assert b"/home/" not in data
        assert str(ROOT).encode() not in data
