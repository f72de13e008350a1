"""What the use cases share: setting single fields, and keeping rows in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from secretariat.errors import KnownError
from secretariat.models.limits import check_name
from secretariat.models.records import Record
from secretariat.services.session import Session
from secretariat.store.rows import Writer
from secretariat.store.writer import Receipt

R = TypeVar("R", bound=Record)


def change_fields(
    session: Session, kind: type[R], uid: str, label: str, /, *, origin: str = "", **values: Any
) -> Receipt[R]:
    """Set fields of one record; typing in the same fields within a minute is one step of undo."""
    names = "-".join(sorted(values))
    return session.change(
        label,
        lambda w: w.update(kind, uid, **values),
        origin=origin,
        merge_key=f"{kind.TABLE}:{uid}:{names}",
    )


def required(text: str, what: str) -> str:
    """Return `text` without space around it; KnownError when nothing is left, or far too much."""
    if not text.strip():
        raise KnownError(f"Please give {what}.")
    return check_name(text.strip())


def place(writer: Writer, kind: type[Any], uid: str, siblings: Sequence[Any], index: int) -> None:
    """Put one row at `index` among its siblings, and number them all from 0.

    `siblings` are in their present order and may or may not hold the row itself.
    """
    order = [row.uid for row in siblings if row.uid != uid]
    order.insert(max(0, min(index, len(order))), uid)
    renumber(writer, kind, order)


def renumber(writer: Writer, kind: type[Any], order: Sequence[str]) -> None:
    """Give the rows the positions 0, 1, 2 … in this order; rows already there stay untouched."""
    for position, uid in enumerate(order):
        writer.update(kind, uid, position=position)
