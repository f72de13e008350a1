"""What the name of a body says of its kind."""

from __future__ import annotations

from secretariat.models.kinds import BodyKind

_ENDINGS = (
    ("sub-committee", BodyKind.SUB_COMMITTEE),
    ("sub committee", BodyKind.SUB_COMMITTEE),
    ("subcommittee", BodyKind.SUB_COMMITTEE),
    ("parish council", BodyKind.PARISH),
    ("committee", BodyKind.COMMITTEE),
    ("council", BodyKind.COUNCIL),
    ("cabinet", BodyKind.CABINET),
    ("panel", BodyKind.PANEL),
    ("group", BodyKind.WORKING_GROUP),
    ("forum", BodyKind.FORUM),
    ("trust", BodyKind.TRUST),
)
"""How a name ends, and the kind that this says; the first that fits holds."""


def kind_by_name(name: str) -> BodyKind:
    """Return the kind that the last words of a name say: “Audit Committee” is a committee.

    A name that says nothing is that of a board.
    """
    words = f" {' '.join(name.casefold().split())}"
    return next((kind for end, kind in _ENDINGS if words.endswith(f" {end}")), BodyKind.BOARD)
