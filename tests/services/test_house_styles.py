"""House styles: what they say, what a body makes of it, and which colours can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from secretariat.documents.style import HouseStyle, style_of
from secretariat.documents.wording import worded
from secretariat.errors import KnownError
from secretariat.models.kinds import Format, TextPlace
from secretariat.models.options import Choices
from secretariat.models.records import Body, BodyOption, OwnStyle, StyleSetting
from secretariat.models.style_records import StylePlace
from secretariat.models.styles import LOOKS, check, contrast, darkened, unreadable
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.services import (
    bodies,
    house_styles,
    interchange,
    meetings,
    offered,
    publish,
    sample,
)
from secretariat.services.session import Session
from tests.render.word_templates import letterhead

WAIT = 5
FILES = (Format.PDF, Format.DOCX, Format.TEXT)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    made = Session.open(register_folder, create=True, who="Tester")
    yield made
    made.close()


def board(session: Session) -> str:
    return bodies.add_body(session, "Fen Board").result(WAIT).uid


def own(session: Session, name: str = "Fenland", base: str = "calm") -> str:
    return house_styles.add_style(session, name, base).result(WAIT).uid


def test_what_is_usual_is_said_once() -> None:
    assert style_of({}, "calm") == HouseStyle()


@pytest.mark.parametrize("key", [p.stem for p in (resources() / "styles").glob("*.json")])
def test_a_shipped_style_says_only_what_a_style_can_and_can_be_read(key: str) -> None:
    shipped = house_styles.shipped()[key]
    assert shipped.name
    assert shipped.note.endswith(".")
    assert unreadable(shipped.settings) == []


def test_what_a_style_says_holds_until_the_body_says_otherwise(session: Session) -> None:
    body, style = board(session), own(session)
    for key, value in {
        "minutes.case": "capitals",
        "wording.minutes.heading": "Notes of {body}",
        "text.access": "The room has a ramp.",
        "look.body_pt": "12 pt",
        "body.minute_numbering": "{n}/{yy}",
        "body.chair_title": "Chairman",
    }.items():
        house_styles.set_setting(session, style, key, value).result(WAIT)
    assert bodies.choices_of(session.reader, body)["minutes.case"] == "as-written"
    house_styles.print_in(session, body, style).result(WAIT)
    chosen = bodies.choices_of(session.reader, body)
    assert chosen["minutes.case"] == "capitals"
    assert chosen.wording() == {"minutes.heading": "Notes of {body}"}
    row = session.reader.get(Body, body)
    assert (row.chair_title, row.minute_numbering) == ("Chairman", "{n}/{yy}")
    texts = bodies.printed_texts(session.reader, row)
    assert [(text.place, text.text) for text in texts] == [
        (TextPlace.ACCESS, "The room has a ramp.")
    ]
    assert house_styles.look_of(session, style).body_pt == 12.0
    bodies.set_choice(session, body, "minutes.case", "as-written").result(WAIT)
    bodies.add_text(session, body, TextPlace.ACCESS, "Ask at the desk.").result(WAIT)
    assert bodies.choices_of(session.reader, body)["minutes.case"] == "as-written"
    texts = bodies.printed_texts(session.reader, row)
    assert [text.text for text in texts] == ["Ask at the desk."]


def test_what_the_base_says_is_not_kept_twice(session: Session) -> None:
    style = own(session, base="classic")
    house_styles.set_setting(session, style, "minutes.case", "as-written").result(WAIT)
    assert session.reader.count(StyleSetting, style=style) == 1
    house_styles.set_setting(session, style, "minutes.case", "capitals").result(WAIT)
    assert session.reader.count(StyleSetting, style=style) == 0


def test_a_style_made_from_another_is_its_own(session: Session) -> None:
    one = own(session)
    house_styles.set_setting(session, one, "look.body_pt", "14").result(WAIT)
    two = own(session, "Fenland, large", one)
    house_styles.set_setting(session, one, "look.body_pt", "11").result(WAIT)
    assert house_styles.look_of(session, two).body_pt == 14.0


def test_a_style_that_goes_leaves_its_bodies_in_its_base(session: Session) -> None:
    body, style = board(session), own(session, base="classic")
    house_styles.print_in(session, body, style).result(WAIT)
    house_styles.remove_style(session, style).result(WAIT)
    assert session.reader.get(Body, body).house_style == "classic"
    session.undo().result(WAIT)
    assert session.reader.get(Body, body).house_style == style
    assert session.reader.get(OwnStyle, style).name == "Fenland"


def test_a_style_travels_with_a_body(session: Session, tmp_path: Path) -> None:
    body, style = board(session), own(session)
    house_styles.set_setting(session, style, "look.accent", "#703020").result(WAIT)
    house_styles.print_in(session, body, style).result(WAIT)
    data = interchange.export_body(session, body)
    (tmp_path / "board.json").write_bytes(data)
    other = Session.open(tmp_path / "other", create=True)
    try:
        interchange.import_files(other, [tmp_path / "board.json"])
        assert other.reader.get(Body, body).house_style == style
        assert house_styles.look_of(other, style).accent == "#703020"
    finally:
        other.close()


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("look.body_pt", "huge", "not a number"),
        ("look.body_pt", "90", "8 to 30 pt"),
        ("look.accent", "blue", "not a colour"),
        ("look.accent", "#ffee00", "is dark enough"),
        ("look.justify", "perhaps", "no choice"),
        ("minutes.case", "shouted", "no choice"),
        ("look.wings", "2", "no setting"),
        ("body.name", "Other", "no setting"),
        ("text.nowhere", "Words", "no setting"),
    ],
)
def test_what_no_style_can_hold_is_refused(
    session: Session, key: str, value: str, says: str
) -> None:
    style = own(session)
    with pytest.raises(KnownError, match=says):
        house_styles.set_setting(session, style, key, value)
    assert session.reader.count(StyleSetting, style=style) == 0


def test_a_body_keeps_its_own_choices_until_it_follows_its_style(session: Session) -> None:
    body = board(session)
    bodies.set_choice(session, body, "clock", "24").result(WAIT)
    bodies.set_choice(session, body, "quorum.count", "4").result(WAIT)
    for key in ("countywide", "parish"):
        house_styles.print_in(session, body, key).result(WAIT)
    assert bodies.choices_of(session.reader, body)["clock"] == "24"
    assert [row.key for row in house_styles.departures(session.reader, body)] == ["clock"]
    house_styles.follow(session, body).result(WAIT)
    assert bodies.choices_of(session.reader, body)["clock"] == "12"
    assert house_styles.departures(session.reader, body) == []
    assert session.reader.one(BodyOption, body=body, key="quorum.count") is not None


def test_two_styles_have_two_names(session: Session) -> None:
    own(session)
    for name in ("fenland", " Calm ", "   "):
        with pytest.raises(KnownError):
            house_styles.add_style(session, name)


def test_settings_from_elsewhere_never_stop_a_document() -> None:
    made = style_of({"look.body_pt": "-3", "look.ink": "red", "look.justify": "yes", "x": "y"})
    assert (made.body_pt, made.ink, made.justify) == (10.5, "#1b2430", True)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    better = darkened("#ffee00", "#ffffff")
    assert contrast(better, "#ffffff") >= 4.5
    assert [look.key for look, _ in unreadable({"look.quiet": "#aaaaaa"})] == ["quiet"]


def test_every_default_is_one_that_a_style_may_say() -> None:
    for look in LOOKS:
        assert check(f"look.{look.key}", look.default) == look.default


@pytest.fixture
def full(register_folder: Path) -> Iterator[Session]:
    made = Session.open(register_folder, create=True, who="Tester")
    sample.fill(made).result()
    yield made
    made.close()


def printed(session: Session, body: str) -> list[object]:
    """Return every document of three meetings of a body, and those of the last but one as files."""
    held = meetings.all_meetings(session.reader, body=body)
    made: list[object] = []
    for meet in (held[0], held[-min(3, len(held))], held[-1]):
        uid = meet.meeting.uid
        for one in offered.offered(session, uid):
            if one.why_not:
                continue
            for audience in one.audiences:
                document = publish.compose(session, one.kind, uid, audience)
                made.append(document)
                if meet is held[0] and audience is one.audiences[0]:
                    style, fonts = publish.house_style(session, uid), resources() / "fonts"
                    made += [render(document, style, fonts, form) for form in FILES]
    return made


def test_documents_stay_as_they_were_when_a_style_is_made_of_a_body(full: Session) -> None:
    for body in full.reader.find(Body):
        before = printed(full, body.uid)
        assert len(before) > 20
        own = house_styles.own_choices(full.reader, body.uid)
        made = house_styles.style_from_body(full, body.uid, f"Of {body.name}").result(WAIT)
        assert full.reader.get(Body, body.uid).house_style == made.uid
        assert house_styles.departures(full.reader, body.uid) == []
        assert bodies.texts_of(full.reader, body.uid) == []
        assert printed(full, body.uid) == before
        full.undo().result(WAIT)
        back = full.reader.get(Body, body.uid)
        assert replace(back, rev=body.rev) == body
        assert full.reader.maybe(OwnStyle, made.uid) is None
        assert house_styles.own_choices(full.reader, body.uid) == own


def test_a_style_holds_the_texts_of_a_body_with_their_headings_in_their_order(
    session: Session,
) -> None:
    body, base = board(session), own(session)
    for key in ("text.access", "text.access.2", "text.guidance"):
        house_styles.set_setting(session, base, key, f"As usual: {key}").result(WAIT)
    house_styles.print_in(session, body, base).result(WAIT)
    for words, heading in (("Doors open at two.", "Doors"), ("  ", ""), ("", "Lifts")):
        bodies.add_text(session, body, TextPlace.ACCESS, words, heading).result(WAIT)
    bodies.add_text(session, body, TextPlace.EMAIL, "").result(WAIT)

    def texts() -> list[tuple[TextPlace, str, str]]:
        row = session.reader.get(Body, body)
        said = bodies.printed_texts(session.reader, row)
        return sorted(
            (text.place, text.heading, text.text) for text in said if text.text + text.heading
        )

    before = [one for one in texts() if one[2].strip() or one[1]]
    assert (TextPlace.ACCESS, "Lifts", "") in before
    style = house_styles.style_from_body(session, body, "Fenland doors").result(WAIT).uid
    assert texts() == before
    said = house_styles.settings_of(session.reader, style)
    assert said["text.access.heading"] == "Doors"
    assert said["text.access.2.heading"] == "Lifts"
    assert "text.access.2" not in said
    assert [text.place for text in bodies.texts_of(session.reader, body)] == [TextPlace.EMAIL]


def test_what_is_no_style_stays_with_the_body(session: Session) -> None:
    body = board(session)
    stays = {
        "quorum": "5",
        "rules.profile": "parish",
        "second_language": "cy",
        "minutes.added": "yes",
        "elections.needs": "half",
        "clock": "13",
    }
    for key, value in {**stays, "minutes.case": "capitals"}.items():
        bodies.set_choice(session, body, key, value).result(WAIT)
    bodies.change_body(session, body, chair_title="Mayor", marking="OFFICIAL").result(WAIT)
    style = house_styles.style_from_body(session, body, "Mayoral").result(WAIT).uid
    assert {row.key: row.value for row in session.reader.find(BodyOption, body=body)} == stays
    assert house_styles.settings_of(session.reader, style) == {
        "minutes.case": "capitals",
        "body.chair_title": "Mayor",
        "body.marking": "OFFICIAL",
    }
    house_styles.follow(session, body).result(WAIT)
    assert session.reader.count(BodyOption, body=body) == len(stays)


def test_a_style_made_of_a_body_says_what_the_body_did_otherwise_than_its_style(
    session: Session,
) -> None:
    body = board(session)
    house_styles.print_in(session, body, "parish").result(WAIT)
    bodies.change_body(session, body, chair_title="Chair").result(WAIT)
    bodies.set_choice(session, body, "minutes.proposer", "none").result(WAIT)
    style = house_styles.style_from_body(session, body, "Parish, quiet").result(WAIT)
    assert style.base == "parish"
    said = {row.key: row.value for row in session.reader.find(StyleSetting, style=style.uid)}
    assert said == {"body.chair_title": "Chair", "minutes.proposer": "none"}
    other = bodies.add_body(session, "Fen Panel").result(WAIT).uid
    house_styles.print_in(session, other, style.uid).result(WAIT)
    assert session.reader.get(Body, other).vice_chair_title == "Vice-Chairman"
    assert bodies.choices_of(session.reader, other)["minutes.proposer"] == "none"


def test_a_body_with_nothing_of_its_own_makes_no_style(session: Session) -> None:
    body = board(session)
    with pytest.raises(KnownError, match="does in everything as its house style"):
        house_styles.style_from_body(session, body, "Another")
    bodies.set_choice(session, body, "clock", "24").result(WAIT)
    with pytest.raises(KnownError, match="needs a name"):
        house_styles.style_from_body(session, body, " ")
    assert session.reader.count(OwnStyle) == 0


def test_a_word_template_is_kept_clean_and_its_styles_can_be_chosen(session: Session) -> None:
    style = own(session)
    with pytest.raises(KnownError, match="not a Word document"):
        house_styles.keep_template(session, style, "letter.docx", b"Dear all")
    assert house_styles.word_styles(session, style) == {}
    kept = house_styles.keep_template(session, style, "letter.docx", letterhead()).result(WAIT)
    again = house_styles.keep_template(session, style, "new.docx", letterhead()).result(WAIT)
    assert (again.uid, again.name, again.sha256) == (kept.uid, "new.docx", kept.sha256)
    look = house_styles.look_of(session, style)
    assert look.template is not None
    assert b"Prudence" not in look.template.read_bytes()
    house_styles.set_setting(session, style, "word.body", "Quote").result(WAIT)
    names = house_styles.word_styles(session, style)
    assert "Quote" in names["paragraph"]
    assert "Table Grid" in names["table"]
    assert house_styles.look_of(session, style).word_styles == (("body", "Quote"),)
    with pytest.raises(KnownError, match="no setting"):
        house_styles.set_setting(session, style, "word.poem", "Quote")
    house_styles.remove_file(session, style, StylePlace.WORD_TEMPLATE).result(WAIT)
    assert house_styles.look_of(session, style).template is None


def test_a_phrase_of_a_style_may_be_worded_for_one_language_alone(session: Session) -> None:
    body, style = board(session), own(session)
    for key, words in {
        "wording.agenda.title": "Business",
        "wording.cy:agenda.title": "Busnes",
    }.items():
        house_styles.set_setting(session, style, key, words).result(WAIT)
    house_styles.print_in(session, body, style).result(WAIT)

    def said(language: str, second: str = "none") -> list[str]:
        chosen = bodies.choices_of(session.reader, body)
        chosen = Choices({**chosen.chosen, "second_language": second})
        say = worded(resources() / "wording", language, chosen)
        return [one.raw("agenda.title") for one in (say, say.second) if one]

    assert said("en-GB") == ["Business"]
    assert said("cy") == ["Busnes"]
    assert said("en-GB", "cy") == ["Business", "Busnes"]
    bodies.set_choice(session, body, "wording.agenda.title", "Ours / Ein rhai ni").result(WAIT)
    assert said("cy") == ["Ours / Ein rhai ni"]
    assert said("en-GB", "cy") == ["Ours / Ein rhai ni", "Agenda: {body}, {date}"]
