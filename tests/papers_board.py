"""Reports for the canaries: some below the open items of the board, and some nobody may know of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from secretariat.models.kinds import Restriction
from secretariat.models.records import (
    ItemPaper,
    PackRange,
    Paper,
    PaperFile,
    PaperFinding,
    Publication,
    Record,
    RestrictionReason,
    Withheld,
)


def public_papers() -> Iterator[Record]:
    """Yield two reports of an open item, of which one is exempt, and one of a closed item."""
    came = date(2018, 7, 9)
    exempt = {"restriction": Restriction.EXEMPT, "restriction_ground": "paragraph 3"}
    yield Paper(uid="report", body="board", title="The rota", received_on=came)
    yield Paper(uid="closed terms", body="board", title="", received_on=came, **exempt)
    yield Paper(uid="closed report", body="board", title="", received_on=came, **exempt)
    yield ItemPaper(uid="first report", item="first", paper="report", position=0)
    yield ItemPaper(
        uid="first terms", item="first", paper="closed terms", letter="Appendix A", position=1
    )
    yield ItemPaper(uid="closed link", item="closed one", paper="closed report")


def hidden_papers(nest: Any, author: str, closed: Iterable[str]) -> Iterator[Record]:
    """Yield an internal report of an open item, and one of each item that is closed."""
    for at, item in enumerate(("first", *closed)):
        hidden = Restriction.INTERNAL if item == "first" else Restriction.NONE
        came = date(2018, 7, 1 + at % 9)
        paper = nest.row(Paper, body="board", author=author, received_on=came, restriction=hidden)
        yield from (paper, nest.row(ItemPaper, item=item, paper=paper.uid, position=0))


def pack_rows(row: Callable[..., Any], meeting: str, person: str) -> Iterator[Record]:
    """Yield what is kept about the files of an open paper, a closed one, and what went out."""
    publication = row(Publication, meeting=meeting, person=person)
    yield from (publication, row(PackRange, publication=publication.uid))
    for paper in ("report", "closed terms"):
        file = row(PaperFile, paper=paper, publication=publication.uid)
        yield from (file, row(PaperFinding, file=file.uid))
        yield row(RestrictionReason, paper=paper)
        yield row(Withheld, paper=paper, person=person)
    yield row(RestrictionReason, item="first")
    yield row(Withheld, item="first", person=person)
