"""Which documents a meeting has, which of them are wanted now, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.documents.catalogue import CATALOGUE, Group, Occasion
from secretariat.models.kinds import Audience, DocumentKind, Stage
from secretariat.models.records import Publication
from secretariat.services.bodies import choices_of
from secretariat.services.meetings import meet_of
from secretariat.services.session import Session

_AGENDA_OUT = frozenset({*Stage} - {Stage.PLANNED, Stage.AGENDA, Stage.CANCELLED, Stage.POSTPONED})
_MINUTES_OUT = frozenset({Stage.MINUTES_OUT, Stage.CLOSED})


@dataclass(frozen=True, slots=True)
class Offered:
    """A document as the send step lists it.

    `now` says whether the stage of the meeting calls for it; `why_not` why there is none. `out`
    says that it was given out, `out_on` on which day (None when that is not known), `version` how
    often that format and audience of it which was given out most often.
    """

    kind: DocumentKind
    title: str
    group: Group
    audiences: tuple[Audience, ...]
    now: bool
    why_not: str = ""
    out: bool = False
    out_on: date | None = None
    version: int = 0


def offered(session: Session, meeting: str) -> list[Offered]:
    """Return the documents of a meeting in the order in which they are listed."""
    reader = session.reader
    meet = meet_of(reader, meeting)
    lead, stage = meet.bodies[0], meet.meeting.stage
    occasion = Occasion(meet.meeting, lead, choices_of(reader, lead.uid))
    given: dict[str, list[Publication]] = {}
    for row in reader.find(Publication, meeting=meeting):
        given.setdefault(row.kind, []).append(row)
    found: list[Offered] = []
    for line in CATALOGUE.values():
        rows = given.get(line.kind.value, [])
        days = [row.made_at for row in rows if row.made_at]
        found.append(
            Offered(
                line.kind,
                line.title(occasion),
                line.group,
                line.audiences,
                stage in line.stages,
                line.why_not(meet.meeting),
                bool(rows) or _by_stage(line.kind, stage),
                max(days).astimezone().date() if days else None,
                max((row.version for row in rows), default=0),
            )
        )
    return found


def _by_stage(kind: DocumentKind, stage: Stage) -> bool:
    """Say whether the stage alone tells that a document went out."""
    if kind is DocumentKind.AGENDA:
        return stage in _AGENDA_OUT
    return kind is DocumentKind.MINUTES and stage in _MINUTES_OUT
