"""To whom a draft by e-mail goes."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.records import Sitting
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
