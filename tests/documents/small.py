"""A small invented meeting, for tests of one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

from secretariat.documents.agenda import compose_agenda
from secretariat.documents.minutes import compose_minutes
from secretariat.documents.model import AgendaLine, AgendaList, Document
from secretariat.documents.wording import load_wording
from secretariat.models.kinds import (
    Audience,
    EntryKind,
    Restriction,
)
from secretariat.models.options import Choices
from secretariat.models.records import (
    Action,
    ActionOwner,
    Body,
    Entry,
    Item,
    Meeting,
    Sitting,
)
from secretariat.models.views import ActionView, MeetingView
from secretariat.paths import resources
from tests.documents.outline import outline

SAY = load_wording(resources() / "wording", "en-GB")
BODY = Body(uid="b", name="Harbour Board", short_name="HB", minute_numbering="1.")
MEETING = Meeting(uid="m")
SITTING = Sitting(uid="s", meeting="m", date=date(2018, 7, 19), starts=time(10), place="Town Hall")
SECRET = "Xylophone"


def view(
    items: tuple[Item, ...] = (), chosen: Mapping[str, str] | None = None, **more: object
) -> MeetingView:
    """Return a small meeting; `more` sets whatever else a test is about."""
    base = MeetingView(
        audience=Audience.PUBLIC,
        meeting=MEETING,
        bodies=(BODY,),
        sittings=(SITTING,),
        choices=Choices(dict(chosen or {})),
        items=items,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def item(uid: str, position: int = 0, **more: object) -> Item:
    return Item(uid=uid, meeting="m", position=position, **{"title": uid, **more})  # type: ignore[arg-type]


def entry(uid: str, item_uid: str | None, text: str, **more: object) -> Entry:
    return Entry(uid=uid, meeting="m", item=item_uid, text=text, **more)  # type: ignore[arg-type]


def action(
    uid: str, names: tuple[str, ...], initials: tuple[str, ...], **more: object
) -> ActionView:
    row = Action(uid=uid, body="b", meeting="m", **more)  # type: ignore[arg-type]
    owners = tuple(ActionOwner(uid=f"{uid}{at}", action=uid, name=n) for at, n in enumerate(names))
    return ActionView(row, BODY, owners=owners, owner_names=names, owner_initials=initials)


def agenda(of: MeetingView) -> str:
    return outline(compose_agenda(of, SAY))


def minutes(of: MeetingView, *, draft: bool = False) -> str:
    return outline(compose_minutes(of, SAY, draft=draft))


def lines_of(document: Document) -> list[AgendaLine]:
    lists = [block for block in document.blocks if isinstance(block, AgendaList)]
    return [line for one in lists for section in one.sections for line in section.lines]


def restricted() -> MeetingView:
    """A meeting as officers see it, handed to composers unreduced."""
    items = (
        item("open", 0),
        item(
            "closed",
            1,
            title=SECRET,
            public_title="Staffing",
            text=SECRET,
            presenter=SECRET,
            restriction=Restriction.EXEMPT,
            restriction_ground="paragraph 1 of Part 1",
        ),
        item("below", 0, parent="closed", title=SECRET),
        item("nameless", 2, title=SECRET, restriction=Restriction.CONFIDENTIAL),
        item("internal", 3, title=SECRET, restriction=Restriction.INTERNAL),
        item("last", 4, internal_note=SECRET),
    )
    entries = (
        entry("e1", "open", "Said in public."),
        entry("e2", "open", SECRET, restriction=Restriction.EXEMPT),
        entry("e3", "closed", SECRET),
        entry("e4", "internal", SECRET),
        entry("e5", "open", SECRET, restriction=Restriction.INTERNAL, kind=EntryKind.ACTION),
    )
    actions = (
        action("a1", (SECRET,), (SECRET,), entry="e5", text=SECRET),
        action("a2", (SECRET,), (SECRET,), item="closed", text=SECRET),
        action("a3", (SECRET,), (SECRET,), text=SECRET, restriction=Restriction.EXEMPT),
    )
    return view(items, {"agenda.recommendation": "yes"}, entries=entries, actions=actions)
