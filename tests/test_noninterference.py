"""The same public business with any restricted matter beside it gives the same public files.

The strongest test that nothing restricted leaves: it needs no list of words, and it catches
shifted numbers, times, orders, sizes and names as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from secretariat.documents.actions import compose_actions
from secretariat.documents.composition import Composition
from secretariat.documents.model import Document
from secretariat.documents.owned_actions import compose_owned_actions
from secretariat.models import agenda
from secretariat.models.agenda import Held, public_items
from secretariat.models.kinds import Audience, DocumentKind
from secretariat.models.numbering import Number, agenda_numbers
from secretariat.models.records import Body, Entry, Item
from secretariat.services import publish, views
from secretariat.services.agenda import items_of
from secretariat.services.finished import wording_for
from secretariat.services.owned_actions import owned_view
from secretariat.services.session import Session
from tests import board_files, public_board
from tests.board_files import Files
from tests.public_board import LAYOUTS, MEETING
from tests.restricted_matter import Secrets

FEW = settings(max_examples=1, phases=[Phase.explicit, Phase.generate])
SOME = settings(max_examples=12, phases=[Phase.explicit, Phase.generate])
MANY = settings(max_examples=30, suppress_health_check=list(HealthCheck))
ORDINARY = [Audience.PUBLIC, Audience.MEMBERS]


@dataclass(frozen=True)
class Made:
    """What comes of one state of a register: the numbers that going out would freeze, what the
    child that renders is handed, the lists of actions of more than one meeting, every file with
    its name, and to whom a draft goes."""

    numbers: dict[str, Number]
    compositions: dict[DocumentKind, Composition]
    lists: list[Document]
    files: Files
    recipients: list[publish.Recipient]


def made(session: Session, audience: Audience, *, rendered: bool = True) -> Made:
    """Return everything that is made for an audience; without files unless `rendered`."""
    lists = []
    for body in ("board", None):
        view = views.action_list_view(session, audience, body=body)
        lists.append(compose_actions(view, wording_for(view)))
    for of in ({"meeting": MEETING}, {"body": "board"}, {}):
        owned = owned_view(session, audience, **of)
        lists.append(compose_owned_actions(owned, wording_for(owned)))
    items = items_of(session.reader, MEETING)
    seen = {item.uid for item in public_items(items, audience)}
    numbers = agenda_numbers(items, session.reader.get(Body, "board").agenda_numbering)
    return Made(
        {uid: number for uid, number in numbers.items() if uid in seen},
        board_files.handed(session, audience),
        lists,
        board_files.files(session, audience) if rendered else {},
        publish.recipients(session, MEETING, audience),
    )


def differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """Say where two values of the same shape differ."""
    if one == other:
        return
    if is_dataclass(one) and type(one) is type(other):
        for part in fields(one):
            name = part.name
            yield from differences(getattr(one, name), getattr(other, name), f"{path}.{name}")
    elif isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key, value in one.items():
            yield from differences(value, other[key], f"{path}[{key!r}]")
    elif isinstance(one, list | tuple) and isinstance(other, type(one)) and len(one) == len(other):
        for at, value in enumerate(one):
            yield from differences(value, other[at], f"{path}[{at}]")
    else:
        yield f"{path}: {one!r} became {other!r}"


def compare(session: Session, before: Made, audience: Audience, data: st.DataObject) -> None:
    """Write some matter that `audience` may not see, and fail unless the same is made."""
    Secrets(session.reader, audience, data.draw).all().write(session)
    try:
        after = made(session, audience, rendered=bool(before.files))
        assert list(differences(before, after)) == []
    finally:
        session.undo().result()


@pytest.fixture(scope="module", params=list(LAYOUTS))
def board(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    session = Session.open(tmp_path_factory.mktemp("board") / "register", create=True)
    public_board.fill(session, request.param)
    yield session
    session.close()


@pytest.mark.parametrize("audience", ORDINARY)
def test_files_know_nothing_of_restricted_matter(board: Session, audience: Audience) -> None:
    before = made(board, audience)
    FEW(given(st.data())(lambda data: compare(board, before, audience, data)))()


@pytest.mark.parametrize("audience", ORDINARY)
def test_what_is_rendered_knows_nothing_of_restricted_matter(
    board: Session, audience: Audience
) -> None:
    before = made(board, audience, rendered=False)
    SOME(given(st.data())(lambda data: compare(board, before, audience, data)))()


@pytest.mark.battery
@pytest.mark.parametrize("audience", ORDINARY)
def test_files_know_nothing_of_much_restricted_matter(board: Session, audience: Audience) -> None:
    before = made(board, audience)
    MANY(given(st.data())(lambda data: compare(board, before, audience, data)))()


def _reduced_but(column: str) -> Callable[[Item, Held], Item]:
    reduced = agenda._reduced
    return lambda item, held: replace(reduced(item, held), **{column: getattr(item, column)})


def _by_place(entries: Iterable[Entry], _: Iterable[Item]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.position))


def _first(things: Iterable[Any], *_: Any) -> tuple[Any, ...]:
    return tuple(things)


LEAKS: dict[str, dict[str, Callable[..., Any]]] = {
    "title": {"models.agenda._reduced": _reduced_but("title")},
    "length": {"models.agenda._reduced": _reduced_but("minutes")},
    "pages": {"models.agenda._reduced": _reduced_but("pages")},
    "notes": {"services.views.face": lambda record, audience: record},
    "places": {"models.agenda.close_ranks": _first},
    "order": {"services.views._printed": _by_place},
    "entries": {"services.views.visible_entries": _first},
    "actions": {"services.views.visible_actions": _first},
    "movements": {"services.views.visible_events": _first},
    "submissions": {
        "services.views.visible_submissions": _first,
        "documents.submissions.visible_submissions": _first,
    },
    "then": {"models.agenda_versions._Moment.as_strict_as": lambda _, __, item: item},
}
"""What a careless change would let through, by what would be seen of it."""


@pytest.mark.parametrize("leak", list(LEAKS))
def test_a_planted_leak_is_found(
    board: Session, monkeypatch: pytest.MonkeyPatch, leak: str
) -> None:
    for place, planted in LEAKS[leak].items():
        monkeypatch.setattr(f"secretariat.{place}", planted)
    before = made(board, Audience.PUBLIC, rendered=False)
    search = settings(
        max_examples=60,
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
        phases=[Phase.generate],
    )
    test = search(given(st.data())(lambda data: compare(board, before, Audience.PUBLIC, data)))
    with pytest.raises(AssertionError):
        test()
