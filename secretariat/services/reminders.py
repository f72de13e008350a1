"""Asking those who have not answered: the letter, and to whom it goes."""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, Format
from secretariat.models.plaintext import safe_file_name
from secretariat.services import publish
from secretariat.services.finished import Making, wording_for
from secretariat.services.meetings import meet_of
from secretariat.services.replies import expected, silent
from secretariat.services.session import Session
from secretariat.services.views import meeting_view


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter with the addresses to which it goes, and who cannot be reached by e-mail."""

    making: Making
    without: tuple[str, ...]


def reminder(session: Session, meeting: str) -> Reminder:
    """Return the letter to the members who have not answered.

    It holds nothing but what members may see. KnownError when all have answered, or when none
    of those who have not has an e-mail address.
    """
    from secretariat.documents.reminder import compose_reminder

    rest = silent(expected(session.reader, meeting))
    if not rest:
        raise KnownError("Every member has answered: there is nobody to write to.")
    to = tuple(f"{one.name} <{one.person.email}>" for one in rest if one.person.email)
    without = tuple(one.name for one in rest if not one.person.email)
    if not to:
        raise KnownError("None of those who have not answered has an e-mail address.")
    view = meeting_view(session, meeting, Audience.MEMBERS)
    document = compose_reminder(view, wording_for(view))
    style, name = publish.house_style(session, meeting), _file_name(session, meeting)
    return Reminder(Making(document, style, Format.EMAIL, name, to), without)


def _file_name(session: Session, meeting: str) -> str:
    meet = meet_of(session.reader, meeting)
    who = meet.bodies[0].short_name or meet.bodies[0].name
    day = meet.date.isoformat() if meet.date else ""
    return safe_file_name(" ".join(filter(None, (day, who[:80].strip(), "reminder"))), "eml")
