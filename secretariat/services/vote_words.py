"""What the minutes will say of a vote, for whoever is recording it."""

from __future__ import annotations

from collections.abc import Mapping

from secretariat.models.kinds import Audience
from secretariat.models.views import Happened, MeetingView
from secretariat.services.meetings import Meet
from secretariat.services.phrases import called, phrases_of
from secretariat.services.voted import Voted
from secretariat.store.rows import Reader


def vote_words(reader: Reader, meet: Meet, held: Voted) -> Mapping[str, str]:
    """Return the usual sentences of the votes of a meeting by the uid of their entry."""
    if not held.votes or not meet.bodies or not meet.sittings:
        return {}
    from secretariat.documents.common import frame_of
    from secretariat.documents.room_votes import vote_sentence

    phrases, _ = phrases_of(reader, meet.bodies)
    view = MeetingView(
        audience=Audience.OFFICERS,
        meeting=meet.meeting,
        bodies=tuple(meet.bodies),
        sittings=tuple(meet.sittings),
        choices=phrases.choices,
        attendees=called(reader, phrases, held.attendees),
        happened=Happened(
            motions=held.motions,
            votes=held.votes,
            options=tuple(one for vote in held.votes for one in held.options_of(vote)),
            ballots=tuple(one for vote in held.votes for one in held.ballots_of(vote)),
        ),
    )
    frame = frame_of(view, phrases.say)
    said: dict[str, str] = {}
    for vote in sorted(held.votes, key=lambda one: (one.round, one.position)):
        if vote.entry:
            before = said.get(vote.entry, "")
            said[vote.entry] = f"{before} {vote_sentence(frame, vote)}".strip()
    return said
