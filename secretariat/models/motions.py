"""Rules of motions: which amendment is put to the vote against the motion that it would change."""

from __future__ import annotations

from collections.abc import Iterable

from secretariat.models.records import Motion
from secretariat.models.room_kinds import Result

_NOT_PUT = (Result.WITHDRAWN, Result.NOT_PUT, Result.FELL)


def rival_of(motions: Iterable[Motion], motion: str | None) -> Motion | None:
    """Return the amendment that is put against a motion: the last one that was not given up.

    None for a motion without one, and for an amendment that nobody would amend again.
    """
    left = [one for one in motions if one.amends and one.amends == motion]
    return next((one for one in reversed(left) if one.result not in _NOT_PUT), None)
