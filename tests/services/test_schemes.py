"""The lists of reasons for which matter is kept from the public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, BodyKind, DocumentKind, Restriction
from secretariat.models.records import Body, Item
from secretariat.models.restrictions import Scheme, read_paragraphs
from secretariat.services.agenda import add_item
from secretariat.services.bodies import add_body
from secretariat.services.meetings import add_meeting
from secretariat.services.publish import findings
from secretariat.services.rules import profiles, set_profile
from secretariat.services.schemes import scheme_of, schemes, schemes_for
from secretariat.services.session import Session
from secretariat.services.views import meeting_view

DAY = date(2026, 6, 1)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


def scheme(key: str) -> Scheme:
    found = scheme_of(key)
    assert found
    return found


def test_every_scheme_says_where_it_stands() -> None:
    assert len({one.key for one in schemes()}) == len(schemes())
    for one in schemes():
        assert one.source
        assert one.restriction in (Restriction.EXEMPT, Restriction.CONFIDENTIAL)
        assert one.needs_resolution is (one.restriction is Restriction.EXEMPT)
        numbers = [category.number for category in one.categories]
        assert len(set(numbers)) == len(numbers)
        assert bool(numbers) or one.is_open or one.ground(()) == one.one
        if any(category.public_interest for category in one.categories):
            assert one.public_interest
        assert one.starts is None or one.ends is None or one.starts <= one.ends


def test_every_profile_has_a_scheme_of_its_own() -> None:
    for profile in profiles():
        own = [one for one in schemes() if profile.key in one.profiles]
        assert [one for one in own if one.restriction is Restriction.EXEMPT], profile.key


@pytest.mark.parametrize(
    ("typed", "key", "words"),
    [
        ("3", "sch-12a-part-1", "paragraph 3 of Part 1 of Schedule 12A"),
        ("7, 3", "sch-12a-part-1", "paragraphs 3 and 7 of Part 1 of Schedule 12A"),
        ("paragraphs 1, 2 and 3", "sch-12a-part-1", "paragraphs 1, 2 and 3 of Part 1"),
        ("para 14 & 12", "sch-12a-part-4", "paragraphs 12 and 14 of Part 4 of Schedule 12A"),
        ("12", "sch-7a", "paragraph 12 of Part 1 of Schedule 7A"),
        ("", "act-1960", "section 1(2) of the Public Bodies (Admission to Meetings) Act 1960"),
        ("4b, 4B, 2", "local", "paragraphs 4B and 2 of the access rules"),
    ],
)
def test_paragraphs_are_named_in_words(typed: str, key: str, words: str) -> None:
    of = scheme(key)
    assert of.ground(read_paragraphs(typed, of)).startswith(words)


@pytest.mark.parametrize(
    ("typed", "key", "told"),
    [
        ("8", "sch-12a-part-1", r"has no paragraph 8: it has 1 to 7"),
        ("1", "sch-12a-part-4", r"has no paragraph 1: it has 12 to 18"),
        ("three", "sch-12a-part-1", "“three” is no paragraph"),
        ("<b>3</b>", "sch-12a-part-1", "is no paragraph"),
        ("3", "act-1960", "has no paragraph 3"),
    ],
)
def test_what_is_no_paragraph_is_told(typed: str, key: str, told: str) -> None:
    with pytest.raises(KnownError, match=told):
        read_paragraphs(typed, scheme(key))


def test_a_blanket_ground_names_nothing() -> None:
    assert scheme("sch-12a-part-1").ground(()) == ""


def test_the_public_interest_is_weighed_where_the_paragraph_says_so() -> None:
    assert scheme("sch-12a-part-4").weighs(["14"])
    assert not scheme("sch-12a-part-4").weighs(["16"])


def test_a_body_is_offered_its_own_schemes_first(session: Session) -> None:
    made = Body(name="Wenbridge Council", kind=BodyKind.COUNCIL)
    body = session.change("Add", lambda w: w.insert(made)).result(10)
    offered = [one.key for one in schemes_for(session.reader, body, DAY)]
    assert offered[:2] == ["sch-12a-part-1", "confidential-england-wales"]
    assert "sch-7a" not in offered
    assert offered[-1] == "local"
    set_profile(session, body.uid, "scotland-council").result(10)
    offered = [one.key for one in schemes_for(session.reader, body, DAY)]
    assert offered == ["sch-7a", "confidential-scotland", "local"]
    set_profile(session, body.uid, "england-council").result(10)
    before = [one.key for one in schemes_for(session.reader, body, date(2005, 1, 1))]
    assert "sch-12a-part-1" not in before


def test_a_ground_typed_as_a_number_prints_in_full_and_a_wrong_one_is_told(
    session: Session,
) -> None:
    body = add_body(session, "Council", kind=BodyKind.COMMITTEE).result(10)
    meeting = add_meeting(session, [body.uid], DAY, time(10)).result(10).uid
    for title, ground in (
        ("Lease", "3"),
        ("Staff", "1 & 2"),
        ("Site", "33"),
        ("Fee", "commercial terms"),
    ):
        add_item(
            session, meeting, title, public_title=title, restriction=Restriction.EXEMPT,
            restriction_ground=ground,
        ).result(10)  # fmt: skip
    law = "of Part 1 of Schedule 12A to the Local Government Act 1972"
    for audience in (Audience.PUBLIC, Audience.OFFICERS):
        view = meeting_view(session, meeting, audience)
        assert [item.restriction_ground for item in view.items] == [
            f"paragraph 3 {law}",
            f"paragraphs 1 and 2 {law}",
            "33",
            "commercial terms",
        ]
    assert session.reader.find(Item, meeting=meeting, order="position")[0].restriction_ground == "3"
    told = [one.text for one in findings(session, DocumentKind.AGENDA, meeting)]
    fit = schemes_for(session.reader, body, DAY)
    listed = next(one for one in fit if one.restriction is Restriction.EXEMPT and one.categories)
    with pytest.raises(KnownError) as raised:
        read_paragraphs("33", listed)
    assert f"The ground of “Site”: {raised.value}" in told
    assert sum("The ground of" in words for words in told) == 1
