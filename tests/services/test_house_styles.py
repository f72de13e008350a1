"""House styles: what they say, what a body makes of it, and which colours can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from secretariat.documents.style import HouseStyle, style_of
from secretariat.errors import KnownError
from secretariat.models.kinds import TextPlace
from secretariat.models.records import Body, BodyOption, OwnStyle, StyleSetting
from secretariat.models.styles import LOOKS, check, contrast, darkened, unreadable
from secretariat.paths import resources
from secretariat.services import bodies, house_styles, interchange
from secretariat.services.session import Session

WAIT = 5


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
    house_styles.set_setting(session, style, "look.item_case", "as-written").result(WAIT)
    assert session.reader.count(StyleSetting, style=style) == 1
    house_styles.set_setting(session, style, "look.item_case", "capitals").result(WAIT)
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
