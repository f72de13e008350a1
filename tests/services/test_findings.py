"""What is told before a summons, a notice, a script or a cancellation notice goes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, BodyKind, DocumentKind, Format, Restriction
from secretariat.models.records import Body, Item, Meeting, StandingText
from secretariat.services import bodies, meetings, publish
from secretariat.services.publish import Gravity
from secretariat.services.session import Session
from tests import public_board
from tests.public_board import MEETING, OFF


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True)
    public_board.fill(opened, "margin")
    yield opened
    opened.close()


def told(
    session: Session, kind: DocumentKind, audience: Audience, meeting: str = MEETING
) -> dict[str, Gravity]:
    return {one.text: one.gravity for one in publish.findings(session, kind, meeting, audience)}


def test_a_notice_and_a_summons_tell_what_they_lack(session: Session) -> None:
    for kind in (DocumentKind.NOTICE, DocumentKind.SUMMONS):
        assert "Nobody signs it" not in " ".join(told(session, kind, Audience.PUBLIC))

    def bare(writer) -> None:  # type: ignore[no-untyped-def]
        writer.update(Meeting, MEETING, letter_date=None)
        writer.update(Body, "board", contact="", kind=BodyKind.COUNCIL)
        writer.delete(StandingText, "text signatory")

    session.change("Bare", bare).result()
    for kind in (DocumentKind.NOTICE, DocumentKind.SUMMONS):
        found = " ".join(told(session, kind, Audience.PUBLIC))
        for words in ("It has no date", "Nobody signs it", "no contact"):
            assert words in found
    assert publish.make(session, DocumentKind.SUMMONS, MEETING, Format.TEXT)


def test_a_script_wants_a_ground_and_words_that_can_be_read_out(session: Session) -> None:
    secret = Item(uid="s", meeting=MEETING, title="Deal", restriction=Restriction.EXEMPT)
    session.change("Secret", lambda w: w.insert(secret)).result()
    found = told(session, DocumentKind.SCRIPT, Audience.OFFICERS)
    assert found["“Deal” does not say on what ground it is exempt."] is Gravity.WARN
    assert found["“Deal” has no public title to be read out."] is Gravity.WARN
    assert "“Deal” has no public title to be read out." not in told(
        session, DocumentKind.NOTICE, Audience.PUBLIC
    )


@pytest.mark.parametrize(
    ("kind", "audience", "meeting", "words"),
    [
        (DocumentKind.SCRIPT, Audience.PUBLIC, MEETING, "This document is not for the public."),
        (DocumentKind.NOTICE, Audience.MEMBERS, MEETING, "This document is not for members."),
        (DocumentKind.SUMMONS, Audience.PUBLIC, OFF, "The meeting is postponed; there is a"),
        (DocumentKind.NOTICE, Audience.PUBLIC, OFF, "The meeting is postponed; there is a"),
        (DocumentKind.CANCELLATION, Audience.PUBLIC, MEETING, "neither cancelled nor postponed"),
    ],
)
def test_a_document_that_there_is_not_is_refused(
    session: Session, kind: DocumentKind, audience: Audience, meeting: str, words: str
) -> None:
    with pytest.raises(KnownError, match=words):
        publish.make(session, kind, meeting, Format.TEXT, audience)


def test_what_takes_the_place_of_a_meeting_is_named_unless_it_is_off_too(session: Session) -> None:
    made = publish.make(session, DocumentKind.CANCELLATION, OFF, Format.TEXT).decode("utf-8")
    assert "Instead: Thursday 4 October 2018, 10.00 am – 12 noon, Room 2, Town Hall" in made
    assert "Reason: The hall is shut." in made
    meetings.cancel(session, "next", "Snow").result()
    made = publish.make(session, DocumentKind.CANCELLATION, OFF, Format.TEXT).decode("utf-8")
    assert "Instead: The new date will be announced." in made


def test_nothing_of_a_replacement_shows_while_the_meeting_stands(session: Session) -> None:
    session.change("Aim", lambda w: w.update(Meeting, MEETING, replaced_by="next")).result()
    for audience in Audience:
        view = publish.composition(session, DocumentKind.AGENDA, MEETING, audience).view
        assert getattr(view, "replacement", None) == ()
        seen = getattr(view, "meeting", None)
        assert seen is not None
        assert (seen.replaced_by is None) is (audience is not Audience.OFFICERS)


def test_what_has_no_words_in_the_second_language_is_told(session: Session) -> None:
    bodies.set_choice(session, "board", "second_language", "cy").result()
    found = told(session, DocumentKind.AGENDA, Audience.PUBLIC)
    (titles,) = (text for text in found if "titles have no Welsh: “" in text)
    assert titles.endswith(" more.")
    assert "standing texts have no Welsh." in " ".join(found)
    name = session.reader.get(Body, "board").name
    assert f"The name of {name} has no Welsh." in found
    assert all(found[text] is Gravity.WARN for text in found if "Welsh" in text)

    def welsh(writer) -> None:  # type: ignore[no-untyped-def]
        writer.update(Body, "board", name=f"{name} / Bwrdd")
        for item in writer.find(Item, meeting=MEETING):
            both = {
                name: f"{words} / Eitem"
                for name in ("title", "public_title")
                if (words := getattr(item, name))
            }
            writer.update(Item, item.uid, **both)
        for text in writer.find(StandingText, body="board"):
            writer.update(StandingText, text.uid, text=f"{text.text}\n/\nCymraeg")

    session.change("Welsh", welsh).result()
    assert "Welsh" not in " ".join(told(session, DocumentKind.AGENDA, Audience.PUBLIC))
    bodies.set_choice(session, "board", "second_language", "").result()
    assert "Welsh" not in " ".join(told(session, DocumentKind.MINUTES, Audience.PUBLIC))
