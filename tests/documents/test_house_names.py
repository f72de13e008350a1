"""Names, dates and times as the house writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from secretariat.documents.agenda import compose_agenda
from secretariat.documents.wording import load_wording
from secretariat.models.dates import clock, parse_date, plain_date, spoken_date
from secretariat.models.kinds import AttendanceKind, Capacity, MemberRole
from secretariat.models.names import Manner, full_name, house_name, house_names
from secretariat.models.options import OPTIONS, Choices
from secretariat.models.records import AttendanceEvent, Attendee, Membership, Person
from secretariat.models.views import Member
from secretariat.paths import resources
from tests.documents.outline import outline
from tests.documents.small import SAY, action, entry, item, minutes, view

JOHN = Person(uid="j", honorific="Cllr", given_name="John", family_name="Smith")
JANE = Person(uid="k", honorific="Cllr", given_name="Jane", family_name="Smith")
AMY = Person(uid="a", honorific="Cllr.", given_name="Amy Beth", family_name="Orr")
LEE = Person(uid="l", given_name="Mary-Ann", family_name="Lee", post_nominals="MBE")
PEOPLE = {one.uid: one for one in (JOHN, JANE, AMY, LEE)}
TITLES = (("Cllr", "Councillor"),)
DAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("form", "title", "names"),
    [
        ("full", "typed", ["Cllr John Smith", "Cllr. Amy Beth Orr", "Mary-Ann Lee MBE"]),
        ("full", "spelt", ["Councillor John Smith", "Councillor Amy Beth Orr", "Mary-Ann Lee MBE"]),
        ("initials", "short", ["Cllr J Smith", "Cllr A B Orr", "M-A Lee"]),
        ("family", "spelt", ["Councillor Smith", "Councillor Orr", "Mary-Ann Lee"]),
        ("plain", "spelt", ["John Smith", "Amy Beth Orr", "Mary-Ann Lee"]),
    ],
)
def test_a_name_as_the_house_writes_it(form: str, title: str, names: list[str]) -> None:
    manner = Manner(form, title, TITLES)
    assert [house_name(one, manner) for one in (JOHN, AMY, LEE)] == names


def test_two_who_would_be_called_the_same_are_told_apart() -> None:
    manner = Manner("family", "typed", TITLES)
    assert house_names(PEOPLE.values(), manner)["a"] == "Cllr. Orr"
    assert house_names(PEOPLE.values(), manner)["j"] == "Cllr John Smith"
    jim = replace(JANE, uid="m", given_name="Peter")
    assert house_names((JOHN, jim), manner) == {"j": "Cllr J Smith", "m": "Cllr P Smith"}
    twin = replace(JOHN, uid="t")
    assert house_names((JOHN, twin), manner) == {"j": "Cllr John Smith", "t": "Cllr John Smith"}


def _roll() -> dict[str, object]:
    people = (
        Attendee(uid="1", meeting="m", person="a", name="Cllr. Amy Beth Orr",
                 capacity=Capacity.CHAIR, initials="AO"),
        Attendee(uid="2", meeting="m", person="j", name="Cllr John Smith", initials="JS",
                 position=1),
        Attendee(uid="3", meeting="m", person="l", name="Mary Lee, as it was then", position=2),
        Attendee(uid="4", meeting="m", name="Cllr Ivor Typed", position=3),
    )  # fmt: skip
    events = tuple(
        AttendanceEvent(uid=str(at), meeting="m", attendee=one.uid, kind=AttendanceKind.PRESENT)
        for at, one in enumerate(people)
    )
    leaves = AttendanceEvent(
        uid="x", meeting="m", attendee="2", kind=AttendanceKind.LEAVES, item="one", at=time(9, 5)
    )
    return {"attendees": people, "events": (*events, leaves), "people": PEOPLE}


def test_minutes_call_those_present_and_who_moves_as_the_house_does() -> None:
    chosen = {"names.form": "family", "names.title": "spelt", "clock": "12 close",
              "minutes.present": "list", "dates.form": "ordinal"}  # fmt: skip
    held = view(
        (item("one"),),
        chosen,
        entries=(entry("e", "one", "Said by Cllr John Smith."),),
        actions=(action("a", ("Cllr John Smith",), ("JS",), item="one", text="To write."),),
        **_roll(),
    )
    made = minutes(held)
    assert "held on Thursday 19th July 2018 at 10.00am" in made
    assert "Councillor Orr" in made
    assert "**Members: **Councillor Smith (JS), Mary Lee, as it was then (" in made
    assert "Cllr Ivor Typed" in made
    assert "Councillor Smith left the meeting at 9.05am." in made
    assert "Said by Cllr John Smith." in made  # her own words stay
    assert "⇒ JS" in made  # the roll explains the owner of an action by the name that it has
    assert minutes(replace(held, choices=Choices({}))).count("Cllr John Smith") == 3


def test_the_letter_calls_members_as_the_house_does() -> None:
    members = tuple(
        Member(Membership(uid=one.uid, body="b", person=one.uid, role=MemberRole.MEMBER), one)
        for one in PEOPLE.values()
    )
    chosen = {"agenda.letter": "yes", "names.form": "initials", "agenda.membership": "yes"}
    made = outline(compose_agenda(view((item("one"),), chosen, members=members), SAY))
    names = "Cllr John Smith, Cllr Jane Smith, Cllr. A B Orr"
    assert f"To: {names} and M-A Lee" in made
    assert f"**Members: **{names}, M-A Lee" in made


FORMS = {
    "words": ("Thursday 5 November 2026", "5 November 2026"),
    "comma": ("Thursday, 5 November 2026", "5 November 2026"),
    "ordinal": ("Thursday 5th November 2026", "5th November 2026"),
    "day": ("5 November 2026", "5 November 2026"),
    "ordinal day": ("5th November 2026", "5th November 2026"),
    "figures": ("05/11/2026", "05/11/2026"),
}


def test_dates_are_put_in_the_form_of_the_house_and_can_be_read_again() -> None:
    (option,) = (one for one in OPTIONS if one.key == "dates.form")
    assert {value for value, _ in option.values} == set(FORMS)
    for form, said in FORMS.items():
        calendar = SAY.of_body(Choices({"dates.form": form})).calendar
        assert (spoken_date(DAY, calendar), plain_date(DAY, calendar)) == said
        assert {parse_date(words, DAY) for words in said} == {DAY}
    welsh = load_wording(resources() / "wording", "cy").of_body(Choices({"dates.form": "ordinal"}))
    assert spoken_date(DAY, welsh.calendar) == "Dydd Iau 5ed Tachwedd 2026"
    own = SAY.of_body(Choices({"wording.calendar.spoken": "the {ordinal} day of {month}"}))
    assert spoken_date(date(2026, 3, 22), own.calendar) == "the 22nd day of March"


def test_a_date_that_was_written_in_another_form_is_known_again() -> None:
    house = SAY.of_body(Choices({"dates.form": "ordinal"}))
    assert house.written(DAY) == (
        "Thursday 5th November 2026", "Thursday 5 November 2026", "5th November 2026",
        "5 November 2026",
    )  # fmt: skip
    assert full_name(JOHN) == "Cllr John Smith"


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("12 close", ["10.00am", "2.30pm", "12 noon"]),
        ("12 colon", ["10:00 am", "2:30 pm", "12 noon"]),
        ("12 short", ["10am", "2.30pm", "12 noon"]),
    ],
)
def test_times_are_put_in_the_form_of_the_house(style: str, said: list[str]) -> None:
    assert [clock(at, style) for at in (time(10), time(14, 30), time(12))] == said
