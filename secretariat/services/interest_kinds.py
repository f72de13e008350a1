"""Which kinds of interest there are under the code that a body's members follow."""

from __future__ import annotations

from secretariat.models.interests import InterestKind, code_for, read_kinds
from secretariat.models.records import Body
from secretariat.services.quorum import rule_data
from secretariat.services.rules import jurisdiction_of, profile_of
from secretariat.store.rows import Reader


def all_kinds() -> tuple[InterestKind, ...]:
    """Return every kind of interest that the shipped rules know."""
    return read_kinds(rule_data("interests.json"))


def kinds_of(reader: Reader, body: Body) -> tuple[InterestKind, ...]:
    """Return the kinds of interest under the code that a body's members follow."""
    code = code_for(jurisdiction_of(reader, body), profile_of(reader, body).key)
    return tuple(kind for kind in all_kinds() if kind.code == code)
