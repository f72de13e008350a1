"""House styles: copied, edited with a page beside them, and taken back."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from random import Random
from time import perf_counter

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit

from secretariat.models.kinds import DocumentKind, TextPlace
from secretariat.models.options import Choices
from secretariat.models.records import Body, Meeting, OwnStyle, StyleFile, StyleSetting
from secretariat.models.style_records import StylePlace
from secretariat.models.views import MeetingView
from secretariat.paths import resources
from secretariat.services import house_styles, style_file, style_pages, word_templates
from secretariat.services.sample import fill
from secretariat.ui.page import Route
from secretariat.ui.pages.style_fields import ColourRow, LookField
from secretariat.ui.pages.styles import StylesPage
from secretariat.ui.widgets import Choice
from tests.render.word_templates import letterhead
from tests.ui.test_page_support import Desk, desk, titles, unnamed

__all__ = ["desk"]


@pytest.fixture
def page(desk: Desk) -> StylesPage:
    return desk.show(StylesPage, Route("styles", "district"), (1300, 800))


@pytest.fixture
def own(desk: Desk, page: StylesPage) -> str:
    """Return a copy of the district council's style, which is shown."""
    desk.run(page, "styles.copy")
    desk.settle(lambda: bool(page.form.uid))
    return page.form.uid


def said(desk: Desk, key: str) -> list[tuple[str, str]]:
    return [(row.key, row.value) for row in desk.session.reader.find(StyleSetting, style=key)]


def test_a_style_of_the_program_is_seen_and_copied_and_never_changed(
    desk: Desk, page: StylesPage
) -> None:
    assert page.list.key == "district"
    size = page.look.fields["body_pt"]
    assert isinstance(size, LookField)
    assert size.text() == "11 pt"
    assert not size.isEnabled()
    assert unnamed(page) == []
    desk.run(page, "styles.copy")
    desk.settle(lambda: bool(page.form.uid))
    assert titles(page.list)[:2] == ["[Your own]", "Our district council"]
    name = page.name.field
    assert isinstance(name, QLineEdit)
    desk.bot.waitUntil(name.hasFocus)
    assert name.selectedText() == "Our district council"
    desk.type("Wenbridge District")
    desk.settle(lambda: titles(page.list)[1] == "Wenbridge District")
    assert size.isEnabled()
    assert size.text() == "11 pt"


def test_what_is_typed_is_kept_and_what_is_out_of_bounds_is_told(
    desk: Desk, page: StylesPage, own: str
) -> None:
    size = page.look.fields["body_pt"]
    assert isinstance(size, LookField)
    desk.retype("12,5", size)
    desk.settle(lambda: said(desk, own) == [("look.body_pt", "12.5")])
    desk.retype("99", size)
    page.list.setFocus()
    desk.settle()
    assert "may be 8 to 30 pt" in size.accessibleDescription()
    assert said(desk, own) == [("look.body_pt", "12.5")]
    paper = page.look.fields["page"]
    assert isinstance(paper, Choice)
    paper.show_value("A5")
    paper.chosen.emit("A5")
    desk.settle(lambda: ("look.page", "A5") in said(desk, own))
    margin = page.look.fields["margin_left_mm"]
    assert isinstance(margin, LookField)
    desk.retype("55", margin)
    page.list.setFocus()
    desk.settle()
    assert "A5 leaves 71 mm for the text" in margin.accessibleDescription()
    assert ("look.margin_left_mm", "55") not in said(desk, own)


def test_a_colour_that_can_hardly_be_read_is_told_at_once_with_one_that_can(
    desk: Desk, page: StylesPage, own: str
) -> None:
    row = page.look.fields["accent"]
    assert isinstance(row, ColourRow)
    desk.retype("#88aaff", row.field)
    assert "Too faint to be read" in row.form.wrong.text()
    desk.settle()
    assert said(desk, own) == []
    better = row.better.text().removeprefix("Use ")
    row.better.click()
    desk.settle(lambda: said(desk, own) == [("look.accent", better)])
    assert row.form.wrong.text() == ""
    assert "can be read" in row.told.text()
    desk.retype("25a", row.field)
    desk.settle(lambda: said(desk, own) == [("look.accent", "#2255aa")])


def test_layout_and_wording_of_a_style_are_kept_in_it(
    desk: Desk, page: StylesPage, own: str
) -> None:
    page.tabs.setCurrentIndex(1)
    box = page.options.choices["agenda.letter"]
    assert box.value() == "yes"
    box.show_value("no")
    box.chosen.emit("no")
    desk.settle(lambda: said(desk, own) == [("agenda.letter", "no")])
    chair = page.taken.fields["body.chair_title"]
    desk.retype("Convener", chair)
    desk.settle(lambda: ("body.chair_title", "Convener") in said(desk, own))


def test_phrases_are_worded_in_both_languages_side_by_side(
    desk: Desk, page: StylesPage, own: str
) -> None:
    page.tabs.setCurrentIndex(3)
    wording = page.wording
    wording.search.setText("minutes.apologies")
    wording.list.choose("minutes.apologies")
    english, welsh = wording.fields["en-GB"], wording.fields[""]
    assert (english.placeholderText(), welsh.placeholderText()) == ("Apologies", "Ymddiheuriadau")
    desk.type("Excused", english)
    desk.settle(lambda: said(desk, own) == [("wording.minutes.apologies", "Excused")])
    desk.type("Esgusodwyd", welsh)
    desk.settle(lambda: ("wording.cy:minutes.apologies", "Esgusodwyd") in said(desk, own))
    chosen = Choices({**house_styles.settings_of(desk.session.reader, own)})
    assert chosen.wording()["minutes.apologies"] == "Excused"
    assert chosen.wording("cy")["minutes.apologies"] == "Esgusodwyd"
    desk.type(" {who}", english)
    assert "{who} is not filled in here" in wording.missed.text()
    desk.settle(lambda: ("wording.minutes.apologies", "Excused {who}") in said(desk, own))
    wording.resets["en-GB"].click()
    desk.settle(lambda: said(desk, own) == [("wording.cy:minutes.apologies", "Esgusodwyd")])
    desk.bot.waitUntil(lambda: english.toPlainText() == "")
    assert not wording.missed.text()
    wording.search.clear()
    wording.which.show_value("own")
    wording.which.chosen.emit("own")
    assert titles(wording.list) == ["Apologies"]
    assert unnamed(page) == []


def test_standing_texts_are_begun_taken_out_and_given_back(
    desk: Desk, page: StylesPage, own: str
) -> None:
    page.tabs.setCurrentIndex(2)
    ships = page.texts.cards[TextPlace.ACCESS, 1]
    assert ships.text.toPlainText().startswith("If you need these papers")
    assert ships.usual.isHidden()
    desk.retype("Ask at the desk.", ships.text)
    desk.settle(lambda: said(desk, own) == [("text.access", "Ask at the desk.")])
    ships.remove.click()
    desk.settle(lambda: said(desk, own) == [("text.access", "")])
    desk.bot.waitUntil(lambda: ships.text.toPlainText() == "")
    assert "do not print" in ships.text.placeholderText()
    ships.usual.click()
    desk.settle(lambda: said(desk, own) == [])
    desk.bot.waitUntil(lambda: ships.text.toPlainText().startswith("If you need"))
    page.texts.place.show_value(TextPlace.GUIDANCE)
    desk.run(page, "styles.add-text")
    begun = page.texts.cards[TextPlace.GUIDANCE, 1]
    desk.bot.waitUntil(begun.text.hasFocus)
    desk.type("Meetings are filmed.")
    desk.settle(lambda: said(desk, own) == [("text.guidance", "Meetings are filmed.")])
    desk.type("Filming", begun.heading)
    desk.settle(lambda: ("text.guidance.heading", "Filming") in said(desk, own))
    assert begun.text.toPlainText() == "Meetings are filmed."
    begun.remove.click()
    desk.settle(lambda: said(desk, own) == [])
    desk.context.undo()
    desk.settle(lambda: len(said(desk, own)) == 2)
    desk.bot.waitUntil(lambda: (TextPlace.GUIDANCE, 1) in page.texts.cards)
    assert unnamed(page) == []


def test_a_crest_is_taken_and_said_in_words(
    desk: Desk, page: StylesPage, own: str, tmp_path: Path
) -> None:
    held = BytesIO()
    Image.new("RGB", (60, 40), "#224466").save(held, "PNG")
    picture = tmp_path / "arms.png"
    picture.write_bytes(held.getvalue())
    page.crest.take(picture)
    desk.settle(lambda: bool(desk.session.reader.find(StyleFile, style=own)))
    desk.bot.waitUntil(page.crest.alt.isVisible)
    desk.type("Arms of Wenbridge", page.crest.alt)
    desk.settle(
        lambda: desk.session.reader.find(StyleFile, style=own)[0].alt == "Arms of Wenbridge"
    )
    (tmp_path / "broken.png").write_bytes(b"no picture")
    page.crest.take(tmp_path / "broken.png")
    desk.bot.waitUntil(lambda: bool(desk.said.warnings))
    assert "PNG or JPEG" in desk.said.warnings[0]


def test_a_file_that_is_far_too_large_is_told_and_not_read(
    desk: Desk, page: StylesPage, own: str, tmp_path: Path
) -> None:
    picture = tmp_path / "arms.png"
    with picture.open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(3_000_000_000)  # a hole: nothing of it is on the disk
    page.crest.take(picture)
    assert not page.crest.add.isEnabled()
    desk.bot.waitUntil(lambda: bool(desk.said.warnings))
    assert desk.said.warnings == ["The picture is too large: at most 60 MB are read."]
    assert page.crest.add.isEnabled()
    assert not desk.session.reader.find(StyleFile, style=own)


@pytest.mark.battery
def test_the_window_answers_while_a_picture_of_fifty_megabytes_becomes_the_crest(
    desk: Desk, page: StylesPage, own: str, tmp_path: Path
) -> None:
    wide, high = 10_000, 8_000
    random = Random(1)
    grain = bytes(one & 0xF8 for one in random.randbytes(1 << 20))
    grey = (grain * (wide * high // len(grain) + 1))[: wide * high]
    picture = tmp_path / "arms.png"
    Image.frombytes("L", (wide, high), grey).save(picture, compress_level=1)
    assert 50_000_000 < picture.stat().st_size < 60_000_000
    beats: list[float] = []
    clock = QTimer()
    clock.timeout.connect(lambda: beats.append(perf_counter()))
    clock.start(5)
    page.crest.take(picture)
    desk.bot.waitUntil(
        lambda: bool(desk.session.reader.find(StyleFile, style=own)), timeout=120_000
    )
    clock.stop()
    gaps = [later - one for one, later in pairwise(beats)]
    assert max(gaps) < 0.5, max(gaps)
    path = house_styles.file_of(desk.session, own, StylePlace.CREST)
    assert path is not None
    assert path.stat().st_size < 2_000_000
    with Image.open(path) as kept:
        assert kept.size == (1600, 1280)


def test_a_word_template_is_taken_and_its_styles_can_be_chosen(
    desk: Desk, page: StylesPage, own: str, tmp_path: Path
) -> None:
    paper = tmp_path / "letterhead.docx"
    paper.write_bytes(letterhead())
    assert not page.word.styles.isVisible()
    page.word.take(paper)
    desk.settle(lambda: page.word.name.text() == "letterhead.docx")
    box = page.word.choices["body"]
    desk.bot.waitUntil(lambda: box.place_of("Quote") > 0)
    assert unnamed(page) == []
    box.show_value("Quote")
    box.chosen.emit("Quote")
    desk.settle(lambda: said(desk, own) == [("word.body", "Quote")])
    look = house_styles.look_of(desk.session, own)
    assert (look.template is not None, look.word_styles) == (True, (("body", "Quote"),))
    (tmp_path / "words.docx").write_bytes(b"no Word file")
    page.word.take(tmp_path / "words.docx")
    desk.bot.waitUntil(lambda: bool(desk.said.warnings))
    assert "not a Word document" in desk.said.warnings[0]
    page.word.remove.click()
    desk.settle(lambda: not desk.session.reader.find(StyleFile, style=own))
    desk.bot.waitUntil(lambda: not page.word.styles.isVisible())


def test_the_word_template_is_saved_altered_and_brought_back(
    desk: Desk, page: StylesPage, own: str, tmp_path: Path
) -> None:
    file = tmp_path / "Paper.dotx"
    file.write_bytes(b"of last year")
    page.word.save_to(file)
    desk.bot.waitUntil(lambda: "Saved “Paper.dotx”." in desk.said.texts)
    assert file.read_bytes() == word_templates.template_file(desk.session, own)[1]
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".dotx"] == ["Paper.dotx"]
    page.word.take(file)
    desk.settle(lambda: page.word.name.text() == "Paper.dotx")
    page.list.choose("district")
    desk.bot.waitUntil(lambda: not page.word.add.isEnabled())
    assert page.word.save_button.isEnabled()
    page.word.save_to(tmp_path / "nowhere" / "x.dotx")
    desk.bot.waitUntil(lambda: bool(desk.said.warnings))
    assert "could not be saved" in desk.said.warnings[0]


def test_removing_a_style_can_be_undone(desk: Desk, page: StylesPage, own: str) -> None:
    page.list.setFocus()
    desk.press(Qt.Key.Key_Delete)
    desk.settle(lambda: not desk.session.reader.find(OwnStyle))
    desk.context.undo()
    desk.settle(lambda: len(desk.session.reader.find(OwnStyle)) == 1)


def test_the_page_is_real_business_as_the_style_prints_it(desk: Desk, page: StylesPage) -> None:
    reader = desk.session.reader
    desk.bot.waitUntil(lambda: page.preview.is_drawn, timeout=20000)
    assert page.preview.sample.isVisible()
    for kind in style_pages.PAGES:
        assert style_pages.sample_meeting(reader, "parish", kind) == ""
        made_up = style_pages.page_of(desk.session, "parish", kind, "")
        assert len(made_up.compose().blocks) > 4
        assert isinstance(made_up.view, MeetingView)
        assert made_up.view.lead.house_style == "parish"
    assert not reader.find(Meeting)
    fill(desk.session).result(30)
    page.refresh()
    desk.bot.waitUntil(page.preview.sample.isHidden)
    assert not style_pages.printing_in(reader, "parish")
    meeting = style_pages.sample_meeting(reader, "parish", DocumentKind.AGENDA)
    made = style_pages.page_of(desk.session, "parish", DocumentKind.AGENDA, meeting)
    settings = house_styles.shipped()["parish"].settings
    assert made.view.choices["agenda.contact"] == settings.get("agenda.contact", "yes")
    body = reader.find(Body)[0]
    house_styles.print_in(desk.session, body.uid, "parish").result(5)
    found = style_pages.sample_meeting(reader, "parish", DocumentKind.MINUTES)
    view = style_pages.page_of(desk.session, "parish", DocumentKind.MINUTES, found).view
    assert isinstance(view, MeetingView)
    assert view.lead.uid == body.uid
    page.refresh()
    desk.bot.waitUntil(lambda: page.preview.is_drawn, timeout=20000)


def test_a_style_is_shared_as_a_file_and_asks_for_a_name_where_its_own_is_taken(
    desk: Desk, page: StylesPage, own: str, tmp_path: Path
) -> None:
    file = tmp_path / "Our district council.secretariat-style"
    file.write_bytes(b"of last year")
    page.export_to(file)
    desk.bot.waitUntil(lambda: f"Saved “{file.name}”." in desk.said.texts)
    assert style_file.read_style(file.read_bytes()).base == "district"
    assert len(list(tmp_path.glob("*.secretariat-style"))) == 1
    page.bring.read(file)
    desk.bot.waitUntil(lambda: any("is here already" in told for told in desk.said.texts))
    size = page.look.fields["body_pt"]
    assert isinstance(size, LookField)
    desk.retype("13", size)
    desk.settle(lambda: said(desk, own) == [("look.body_pt", "13")])
    page.bring.read(file)
    desk.bot.waitUntil(page.bring.isVisible)
    desk.bot.waitUntil(page.bring.name.hasFocus)
    assert page.bring.name.text() == "Our district council 2"
    desk.press(Qt.Key.Key_Return)
    desk.settle(lambda: "Our district council 2" in titles(page.list))
    desk.bot.waitUntil(page.bring.isHidden)
    assert page.name.field.property("text") == "Our district council 2"
    (tmp_path / "broken.secretariat-style").write_bytes(b"words")
    page.bring.read(tmp_path / "broken.secretariat-style")
    desk.bot.waitUntil(lambda: bool(desk.said.warnings))
    assert "no house style file" in desk.said.warnings[-1]


def test_fonts_of_its_own_are_taken_shared_and_removed(
    desk: Desk, page: StylesPage, own: str, tmp_path: Path
) -> None:
    place = StylePlace.HEADING_FONT
    page.fonts.take(place, resources() / "fonts" / "NotoSerif-Regular.ttf")
    desk.settle(lambda: bool(desk.session.reader.find(StyleFile, style=own)))
    desk.bot.waitUntil(lambda: page.fonts.names[place].text() == "NotoSerif-Regular.ttf")
    found = style_file.read_style(style_file.style_file(desk.session, own))
    assert [one.place for one in found.files] == [place]
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    page.fonts.take(StylePlace.FONT, tmp_path / "broken.ttf")
    desk.bot.waitUntil(lambda: bool(desk.said.warnings))
    assert "font" in desk.said.warnings[-1]
    page.fonts.removes[place].click()
    desk.settle(lambda: not desk.session.reader.find(StyleFile, style=own))
    assert unnamed(page) == []
