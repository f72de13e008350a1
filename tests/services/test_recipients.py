"""To whom a draft by e-mail goes, and what is said before a document goes out."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

from secretariat.models.kinds import Audience, DocumentKind, Format, Restriction
from secretariat.models.records import Item, Sitting
from secretariat.services import bodies, publish
from secretariat.services.session import Session
from tests import public_board
from tests.public_board import MEETING


def test_what_is_for_officers_goes_to_officers_alone(register_folder: Path) -> None:
    session = Session.open(register_folder, create=True)
    try:
        public_board.fill(session, "margin")
        told = {
            audience: [one.name for one in publish.recipients(session, MEETING, audience)]
            for audience in Audience
        }
        everybody = ["Paula Clerk", "Peter Crane", "Mary Frost", "Ann Bell"]
        assert told[Audience.PUBLIC] == told[Audience.MEMBERS] == everybody
        assert told[Audience.OFFICERS] == ["Ann Bell"]
        draft = publish.make(session, DocumentKind.AGENDA, MEETING, Format.EMAIL, Audience.OFFICERS)
        header = message_from_bytes(draft, policy=policy.default)["To"]
        assert str(header) == "Ann Bell <ann@example.org>"
    finally:
        session.close()


def test_a_meeting_without_a_day_goes_to_nobody_who_has_left(register_folder: Path) -> None:
    session = Session.open(register_folder, create=True)
    try:
        public_board.fill(session, "margin")
        bodies.change_member(
            session, "member peter", starts=date(2000, 1, 1), ends=date(2001, 1, 1)
        ).result()
        session.change("No day", lambda w: w.delete(Sitting, f"{MEETING} sitting")).result()
        assert "Peter Crane" not in [one.name for one in publish.recipients(session, MEETING)]
    finally:
        session.close()


def test_an_item_bare_to_its_audience_is_found(register_folder: Path) -> None:
    session = Session.open(register_folder, create=True)
    below = Item(meeting=MEETING, parent="hollow", title="Below", restriction=Restriction.INTERNAL)
    try:
        public_board.fill(session, "margin")
        session.change("Below", lambda w: w.insert(below)).result()
        bare = {
            audience: [
                found.item
                for found in publish.findings(session, DocumentKind.AGENDA, MEETING, audience)
                if found.text == "An item has no title."
            ]
            for audience in Audience
        }
        closed = ["closed one", "closed two", "closed three", "closed four"]
        assert bare[Audience.PUBLIC] == ["hollow"]
        assert sorted(bare[Audience.MEMBERS]) == sorted(["hollow", *closed])
        assert "hollow" not in bare[Audience.OFFICERS]
    finally:
        session.close()
