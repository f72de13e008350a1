"""How long the decisions of a meeting may be called in, as the rules of its leading body say.

A decision that is made but not implemented may be reviewed by overview and scrutiny (Local
Government Act 2000, s.9F(2)(a) and (4)); for how long is for the constitution of each council. So
it is a rule of the body, or of the office, counted from the day of the decision notice: the day on
which that is recorded as done, on which it went out to the public, that was set by hand, or by
which it is due. A body without such a rule has no call-in.
"""

from __future__ import annotations

from datetime import time, timedelta

from secretariat.models.dates import plain_date
from secretariat.models.kinds import DeadlineKind
from secretariat.models.views import CallIn
from secretariat.services.bodies import choices_of
from secretariat.services.deadlines import Reckoner
from secretariat.services.findings import Finding, Gravity
from secretariat.services.meetings import meet_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader

_KINDS = (DeadlineKind.DECISIONS, DeadlineKind.CALL_IN)


def call_in_of(reader: Reader, meeting: str) -> CallIn | None:
    """Return until when decisions may be called in; None where they may not, or only a profile
    suggests that they may."""
    meet = meet_of(reader, meeting)
    chain = Reckoner(reader).chains([meet], _KINDS).get(meeting, [])
    found = next((one for one in chain if one.kind is DeadlineKind.CALL_IN), None)
    if found is None or found.suggested:
        return None
    chosen = choices_of(reader, meet.bodies[0].uid)["decisions.call_in_until"]
    hour = None if chosen == "day" else time.fromisoformat(chosen)
    return CallIn(found.reckoning.anchor, found.day, hour, found.day + timedelta(days=1))


def call_in_findings(session: Session, meeting: str) -> list[Finding]:
    """Return that the notice is about to go out after the day from which call-in is counted."""
    found = call_in_of(session.reader, meeting)
    if found is None or found.published >= session.today():
        return []
    chain = Reckoner(session.reader).chains([meet_of(session.reader, meeting)], _KINDS)[meeting]
    if any(one.kind is DeadlineKind.DECISIONS and (one.done_on or one.override) for one in chain):
        return []
    words = f"Call-in is counted from {plain_date(found.published)}, which is past."
    cure = "Set the day of the decision notice under Details › Deadlines."
    return [Finding(Gravity.WARN, words, cure=cure)]
