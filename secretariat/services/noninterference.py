"""Whether what is restricted changes anything of what is given out.

A file is composed twice: of the register as it is, and of a copy in memory in which everything that
its audience may not see says something else, is longer or shorter, and in which there is more of
it. Both must be the same. That needs no list of words, and it finds shifted numbers, times, orders
and names as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from secretariat.models.kinds import Audience, DocumentKind, EntryKind, Format, Restriction
from secretariat.models.records import Entry, Item, PaperFile, Record
from secretariat.models.release import ReleaseFault, ReleaseFinding
from secretariat.services import publish
from secretariat.services.agenda import items_of
from secretariat.services.hidden import Hidden, hidden_matter
from secretariat.services.pack_supplements import supplement_brief
from secretariat.services.packs import PackBrief, Render, pack_brief, planned
from secretariat.services.session import Session
from secretariat.store.shadow import Shadow

if TYPE_CHECKING:
    from secretariat.documents.model import Document
    from secretariat.documents.style import HouseStyle

_OTHER = "Zephyr quorum jabberwocky"
_FURTHER = "secretariat-further-matter"


def document_findings(
    session: Session,
    kind: DocumentKind,
    meeting: str,
    audience: Audience,
    *,
    large: bool = False,
    owner: str = "",
) -> list[ReleaseFinding]:
    """Return where a document for an audience depends on what that audience may not see."""
    if audience is Audience.OFFICERS:
        return []

    def made(of: Session) -> tuple[Any, ...]:
        found = publish.composition(of, kind, meeting, audience, large=large, owner=owner)
        name = publish.file_name(of, kind, meeting, Format.PDF, audience, owner=owner)
        return found.compose(), name

    before = made(session)
    with other_matter(session, meeting, audience) as other:
        return _findings(before, made(other), ("the words of the document", "its name"))


def pack_findings(session: Session, brief: PackBrief, render: Render) -> list[ReleaseFinding]:
    """Return where a pack depends on what its audience may not see.

    `render` sets the pages of our own; each is set once, so that this takes no longer than the
    pack's own planning.
    """
    if brief.audience is Audience.OFFICERS:
        return []
    once = _Once(render)
    meeting = brief.view.meeting.uid
    person = brief.person.uid if brief.person else None

    def made(of: Session) -> tuple[Any, ...]:
        again = supplement_brief if brief.supplement else pack_brief
        now = again(of, meeting, brief.audience, person)
        plan, order, documents = planned(replace(now, kept=brief.kept), once)
        return documents, plan, order, now.name

    before = made(session)
    with other_matter(session, meeting, brief.audience) as other:
        parts = ("the words of its own pages", "its page numbers", "its parts", "its name")
        return _findings(before, made(other), parts)


@contextmanager
def other_matter(session: Session, meeting: str, audience: Audience) -> Iterator[Session]:
    """Yield a session that reads a copy of the register in which everything of a meeting that
    `audience` may not see is different."""
    reader = session.reader
    shadow = Shadow(reader)
    try:
        twin = session.reading(shadow)
        lengths = _tells_lengths(session, meeting)
        for hidden in hidden_matter(shadow, meeting, audience):
            shadow.put(hidden.record, **_others(hidden, lengths))
        for row in _further(shadow, meeting):
            shadow.add(row)
        yield twin
    finally:
        shadow.close()


def _tells_lengths(session: Session, meeting: str) -> bool:
    """Say whether the body chose that page numbers tell how long a restricted paper is."""
    from secretariat.services.bodies import choices_of
    from secretariat.services.meetings import meet_of

    body = meet_of(session.reader, meeting).bodies[0]
    return choices_of(session.reader, body.uid)["pack.restricted"] == "reserve"


def _others(hidden: Hidden, lengths: bool) -> dict[str, Any]:
    """Return other values for what may not be seen of a row."""
    record = hidden.record
    names = [*hidden.words, *hidden.notes]
    values: dict[str, Any] = {name: _other(getattr(record, name)) for name in names}
    if hidden.is_whole and isinstance(record, Item):
        values["minutes"] = (record.minutes or 0) + 17
        values["pages"] = _other(record.pages)
    if hidden.is_whole and isinstance(record, PaperFile) and record.pages and not lengths:
        values["pages"] = record.pages + 3
    return values


def _other(words: str) -> str:
    """Return words of another length, and some where there were none."""
    return " ".join([_OTHER] * (len(words) // len(_OTHER) + 2))


def _further(shadow: Shadow, meeting: str) -> Iterator[Record]:
    """Yield more matter that nobody but officers may see."""
    items = items_of(shadow, meeting)
    first = min((item.position for item in items), default=0)
    further = Item(
        uid=_FURTHER,
        meeting=meeting,
        position=first - 1,
        title=_OTHER,
        minutes=11,
        restriction=Restriction.INTERNAL,
    )
    yield further
    yield Entry(
        uid=_FURTHER,
        meeting=meeting,
        item=further.uid,
        kind=EntryKind.DECISION,
        text=_OTHER,
        restriction=Restriction.INTERNAL,
    )


def _findings(one: Any, other: Any, places: tuple[str, ...]) -> list[ReleaseFinding]:
    return [
        ReleaseFinding(ReleaseFault.INTERFERENCE, words=place)
        for place, before, after in zip(places, one, other, strict=True)
        if before != after
    ]


class _Once:
    """Sets each document once."""

    def __init__(self, render: Render) -> None:
        self._render = render
        self._made: list[tuple[Document, HouseStyle, bytes]] = []

    def __call__(self, document: Document, style: HouseStyle) -> bytes:
        for known, look, data in self._made:
            if known == document and look == style:
                return data
        data = self._render(document, style)
        self._made.append((document, style, data))
        return data
