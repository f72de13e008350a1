"""What is wanted of a paper that comes in: what its body chose, and the title it may carry.

A cleaned file says a title in its details, which is read out first and shown by every search. It
goes where the pages go, so the full edition carries the title of the paper. A redacted edition is
for the public while its paper is not: it carries what the public is told of the item, or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretariat.models.inside_hosts import inside_hosts
from secretariat.models.pack_kinds import Edition
from secretariat.models.pack_options import INSIDE_HOSTS
from secretariat.models.plaintext import one_line
from secretariat.models.records import Body, Item, ItemPaper, Paper, PaperFile
from secretariat.services import bodies

if TYPE_CHECKING:
    from secretariat.packs.rebuild import Wishes
    from secretariat.services.session import Session
    from secretariat.store.rows import Reader
    from secretariat.store.writer import Receipt


def wishes_of(reader: Reader, file: PaperFile) -> Wishes:
    """Return what is wanted of the cleaned copy of a file."""
    from secretariat.packs.rebuild import Wishes

    paper = reader.get(Paper, file.paper)
    body = reader.maybe(Body, paper.body)
    if body is None:
        return Wishes(title=title_of(reader, file), language=file.language)
    return Wishes(
        title=title_of(reader, file),
        language=file.language or body.language,
        hosts=hosts_of(reader, body.uid),
        refuse_marks=bodies.choices_of(reader, body.uid)["paper.marks"] == "refuse",
    )


def title_of(reader: Reader, file: PaperFile) -> str:
    """Return the title that the details of a cleaned file may say; empty where none may."""
    if file.edition is not Edition.REDACTED:
        return reader.get(Paper, file.paper).title
    links = reader.find(ItemPaper, paper=file.paper)
    items = reader.by_uid(Item, [link.item for link in links])
    told = (one_line(items[link.item].public_title) for link in links)
    return next(filter(None, told), "")


def hosts_of(reader: Reader, body: str) -> tuple[str, ...]:
    """Return the sites of a body that only work inside, besides those that everybody has."""
    return inside_hosts(bodies.choices_of(reader, body).chosen.get(INSIDE_HOSTS, "")).names


def set_hosts(session: Session, body: str, text: str, *, origin: str = "") -> Receipt[None]:
    """Say which sites only work inside; links to them and below them are taken out of papers.

    Words that are no name of a site are kept and do nothing. Papers that are in keep their links
    until they are checked again.
    """
    return bodies.set_choice(session, body, INSIDE_HOSTS, one_line(text), origin=origin)
