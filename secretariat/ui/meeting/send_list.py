"""The list of a meeting's documents: those that are wanted now first, each with its state."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from PySide6.QtGui import QKeySequence

from secretariat.documents.catalogue import Group
from secretariat.models.dates import plain_date
from secretariat.models.kinds import DocumentKind
from secretariat.services.offered import Offered
from secretariat.ui.tables.rows import ListRow

OTHERS = "Other documents"


def rows_of(found: Sequence[Offered], saved: Container[DocumentKind] = ()) -> list[ListRow]:
    """Return the rows: the documents that the stage calls for by group, then the others.

    `saved` are the kinds of which a file was saved that is not recorded as out yet.
    """
    rows: list[ListRow] = []
    for group in Group:
        wanted = [one for one in found if one.now and one.group is group]
        rows += _section(group.value, wanted, saved)
    rows += _section(OTHERS, [one for one in found if not one.now], saved)
    keys = {kind: key_at(at) for at, kind in enumerate(kinds_of(rows))}
    return [replace(row, sentence=_with_key(row, keys.get(row.key, ""))) for row in rows]


def kinds_of(rows: Sequence[ListRow]) -> list[str]:
    """Return the kinds of the documents as they stand on screen, from above."""
    return [row.key for row in rows if not row.is_group]


def key_at(at: int) -> str:
    """Return the key that shows the document in a place from 0 on; only nine have one."""
    return f"Ctrl+{at + 1}" if at < 9 else ""


def _with_key(row: ListRow, keys: str) -> str:
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{row.sentence} ({native})" if native else row.sentence


def _section(name: str, found: Sequence[Offered], saved: Container[DocumentKind]) -> list[ListRow]:
    if not found:
        return []
    return [ListRow("", name), *(_row(one, saved) for one in found)]


def _row(one: Offered, saved: Container[DocumentKind]) -> ListRow:
    words = state_words(one, is_saved=one.kind in saved)
    detail = words
    if one.out_on is not None and one.kind not in saved:
        detail = _when(one)  # the tag says that it is out
    elif one.out:
        detail = ""
    return ListRow(
        one.kind.value,
        one.title,
        detail,
        tag="Out" if one.out else "",
        tone="good",
        quiet=not one.now,
        sentence=", ".join(part for part in (one.title, words) if part),
    )


def state_words(one: Offered, *, is_saved: bool = False) -> str:
    """Return what became of a document: “Given out on 12 July 2018, version 2”."""
    if is_saved:
        return "Saved, not marked as out"
    if one.out_on is not None:
        return f"Given out on {_when(one)}"
    if one.out:
        return "Given out"
    return "Not out yet" if one.now else ""


def _when(one: Offered) -> str:
    day = plain_date(one.out_on) if one.out_on else ""
    return f"{day}, version {one.version}" if one.version > 1 else day
