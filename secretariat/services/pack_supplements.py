"""The supplement of a pack: only what is new since an audience was given the last one."""

from __future__ import annotations

from dataclasses import replace

from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.names import full_name
from secretariat.models.pack_changes import Supplement
from secretariat.models.records import Publication
from secretariat.models.views import MeetingView
from secretariat.services import finished
from secretariat.services.finished import WHOM
from secretariat.services.pack_numbers import next_number, supplements_out
from secretariat.services.packs import NothingNewError, PackBrief, pack_brief
from secretariat.services.session import Session


def supplement_brief(
    session: Session, meeting: str, audience: Audience, person: str | None = None
) -> PackBrief:
    """Return what the next supplement of a meeting is made from; see `pack_brief`.

    It goes on with the numbers of what was given out, or begins again behind a prefix, as its body
    chose (`pack.supplement`). A supplement with nothing for the public takes no number that the
    public could miss: it goes on with letters.

    Raises NothingNewError where no pack was given out to them yet.
    """
    reader = session.reader
    with reader.snapshot():
        brief = pack_brief(session, meeting, audience, person)
        if audience not in brief.given:
            raise NothingNewError(
                f"No pack was given out to {WHOM[audience]} yet, so there is nothing to supplement."
            )
        out, first = supplements_out(reader, meeting), next_number(reader, meeting)
    number = max(out + 1, _told(brief.public))
    own = brief.view.choices["pack.supplement"] == "own"
    new = Supplement(number, 1, f"S{number}-") if own else Supplement(number, first)
    about = " ".join(filter(None, (str(number), full_name(brief.person) if brief.person else "")))
    name = finished.file_name(DocumentKind.SUPPLEMENT_PACK, brief.view, Format.PDF, about=about)
    return replace(brief, supplement=new, name=name)


def has_been_given(session: Session, meeting: str) -> bool:
    """Say whether any audience was given a pack of a meeting, so that there may be a supplement."""
    return session.reader.count(Publication, meeting=meeting, kind=DocumentKind.PACK) > 0


def _told(view: MeetingView) -> int:
    """Return the number of the supplement that the agenda itself needs, 1 without one."""
    return view.changes.supplement if view.changes is not None else 1
