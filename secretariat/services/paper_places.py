"""Where a paper stands: under which items, in which order, in the pack or only listed."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.errors import KnownError
from secretariat.models.agenda import Held, effective_restrictions, stricter
from secretariat.models.kinds import ItemKind, Stage
from secretariat.models.pack_kinds import PaperRole
from secretariat.models.paper_files import next_letter, relettered
from secretariat.models.records import Item, ItemPaper, Meeting, Paper, PaperFile
from secretariat.services.agenda import items_of
from secretariat.services.paper_links import links_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_DRAFT = (Stage.PLANNED, Stage.AGENDA)


def move(session: Session, item: str, paper: str, to: str, at: int) -> Receipt[ItemPaper]:
    """Put a paper of an item at a place among the papers of that item or of another.

    Letters that are A, B, C … in a row follow the new order while the agenda is a draft; given
    ones, and those that others quote already, stay. A paper that is restricted because of its item
    stays so. Raises KnownError for a heading, and for an item that has the paper already.
    """

    def work(writer: Writer) -> ItemPaper:
        link = _own(writer, item, paper)
        if to != item:
            _check_place(writer, to, paper)
            _keep_closed(writer, paper, [item])
            role, letter = _role_there(writer, to, link)
            link = writer.update(ItemPaper, link.uid, item=to, role=role, letter=letter)
            _settle(writer, item, [one.uid for one in _links(writer, item)])
        order = [one.uid for one in _links(writer, to) if one.uid != link.uid]
        order.insert(max(0, min(at, len(order))), link.uid)
        _settle(writer, to, order)
        return writer.get(ItemPaper, link.uid)

    return session.change("Move paper", work)


def use_also(session: Session, paper: str, item: str) -> Receipt[ItemPaper]:
    """Let a paper serve a further item; its files are the same everywhere.

    It keeps the restriction of every item that it is for. Raises KnownError for a heading, and for
    an item that has it already.
    """

    def work(writer: Writer) -> ItemPaper:
        _check_place(writer, item, paper)
        _keep_closed(writer, paper, [one.item for one in writer.find(ItemPaper, paper=paper)])
        links = _links(writer, item)
        first = not any(link.role is PaperRole.REPORT for link in links)
        role = PaperRole.REPORT if first else PaperRole.APPENDIX
        letter = "" if first else next_letter(link.letter for link in links)
        made = ItemPaper(item=item, paper=paper, role=role, letter=letter, position=len(links))
        return writer.insert(made)

    return session.change("Use paper for another item", work)


def set_role(session: Session, item: str, paper: str, role: PaperRole) -> Receipt[ItemPaper]:
    """Say what a paper is to its item; an appendix gets a letter, background stays out of the pack.

    Background papers are listed and open to inspection, not circulated: Local Government Act 1972,
    s.100D.
    """

    def work(writer: Writer) -> ItemPaper:
        link = _own(writer, item, paper)
        others = [one.letter for one in _links(writer, item) if one.uid != link.uid]
        letter = (link.letter or next_letter(others)) if role is PaperRole.APPENDIX else ""
        kept = role is not PaperRole.BACKGROUND
        return writer.update(ItemPaper, link.uid, role=role, letter=letter, is_in_pack=kept)

    return session.change(f"Make paper a {role.value}", work)


def set_in_pack(session: Session, item: str, paper: str, in_pack: bool) -> Receipt[ItemPaper]:
    """Say whether a paper is in the pack, or only listed."""

    def work(writer: Writer) -> ItemPaper:
        return writer.update(ItemPaper, _own(writer, item, paper).uid, is_in_pack=in_pack)

    return session.change("Paper in the pack" if in_pack else "Paper only listed", work)


def remove(session: Session, item: str, paper: str) -> Receipt[None]:
    """Take a paper from an item.

    Where it is for other items too, it stays there. One that was asked for stays as missing, when
    files had come for it; its files go. Any other goes with its files.
    """

    def work(writer: Writer) -> None:
        row = writer.get(Paper, paper)
        places = writer.find(ItemPaper, paper=paper)
        files = writer.find(PaperFile, paper=paper)
        if len(places) > 1:
            for link in places:
                if link.item == item:
                    writer.delete(ItemPaper, link.uid)
        elif row.asked_on is not None and files:
            for file in files:
                writer.delete(PaperFile, file.uid)
            writer.update(Paper, paper, received_on=None, cleared_on=None, cleared_by="")
        else:
            writer.delete(Paper, paper)
        _settle(writer, item, [one.uid for one in _links(writer, item)])

    return session.change("Remove paper", work)


def _links(reader: Reader, item: str) -> list[ItemPaper]:
    return reader.find(ItemPaper, order="position", item=item)


def _own(writer: Writer, item: str, paper: str) -> ItemPaper:
    """Return the link of a paper to an item itself.

    A paper that came along from the item that was deferred gets one of its own first, so that the
    earlier agenda stays as it was.
    """
    link = writer.one(ItemPaper, item=item, paper=paper)
    if link is not None:
        return link
    found = links_of(writer, [writer.get(Item, item)]).get(item, ())
    before = next((one for one in found if one.paper == paper), None)
    if before is None:
        raise KnownError("That paper is for this item no more.")
    return writer.insert(
        ItemPaper(
            item=item, paper=paper, letter=before.letter, role=before.role,
            is_in_pack=before.is_in_pack, position=writer.count(ItemPaper, item=item),
        )
    )  # fmt: skip


def _check_place(writer: Writer, item: str, paper: str) -> None:
    row = writer.get(Item, item)
    if row.kind is ItemKind.HEADING:
        raise KnownError("A heading takes no paper: choose an item below it.")
    if any(link.paper == paper for link in links_of(writer, [row]).get(item, ())):
        raise KnownError("That item has this paper already.")


def _keep_closed(writer: Writer, paper: str, items: Sequence[str]) -> None:
    """Restrict a paper itself at least as its items do, so that no other item can open it."""
    row = writer.get(Paper, paper)
    holds = Held(row.restriction, row.restriction_ground)
    for uid in items:
        agenda = items_of(writer, writer.get(Item, uid).meeting)
        holds = stricter(effective_restrictions(agenda)[uid], holds)
    writer.update(Paper, paper, restriction=holds.restriction, restriction_ground=holds.ground)


def _role_there(writer: Writer, to: str, link: ItemPaper) -> tuple[PaperRole, str]:
    """Return what a paper becomes at another item: an appendix takes the next letter there."""
    links = _links(writer, to)
    if link.role is not PaperRole.APPENDIX:
        return link.role, ""
    return link.role, next_letter(one.letter for one in links)


def _settle(writer: Writer, item: str, order: Sequence[str]) -> None:
    """Number the papers of an item in their order, and their letters where these are a row."""
    meeting = writer.get(Meeting, writer.get(Item, item).meeting)
    links = {uid: writer.get(ItemPaper, uid) for uid in order}
    lettered = [uid for uid in order if links[uid].role is PaperRole.APPENDIX]
    letters = relettered([links[uid].letter for uid in lettered])
    fresh = dict(zip(lettered, letters or (), strict=False)) if meeting.stage in _DRAFT else {}
    for at, uid in enumerate(order):
        writer.update(ItemPaper, uid, position=at, letter=fresh.get(uid, links[uid].letter))
