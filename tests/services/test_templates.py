"""Templates: the usual agenda of a body, made, changed, moved and taken from an agenda."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import BodyKind, ItemKind, Restriction
from secretariat.models.records import AgendaTemplate, TemplateItem
from secretariat.services import agenda, bodies, meetings, templates
from secretariat.services.session import Session
from secretariat.services.usual_items import says, title_key, usual_agendas

WAIT = 10.0


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


@pytest.fixture
def body(session: Session) -> str:
    return bodies.add_body(session, "Stakeholder Board").result(WAIT).uid


def rows(session: Session, template: str) -> list[str]:
    return [row.title for row in templates.items_of(session.reader, template)]


def test_standing_items_are_a_tree_like_the_agenda(session: Session, body: str) -> None:
    template = templates.add_template(session, body, "Ordinary meeting").result(WAIT).uid
    uids = {
        title: templates.add_item(session, template, title).result(WAIT).uid
        for title in ("A", "B", "C")
    }
    templates.nest(session, uids["B"]).result(WAIT)
    templates.move_up(session, uids["C"]).result(WAIT)
    assert rows(session, template) == ["C", "A", "B"]
    templates.unnest(session, uids["B"]).result(WAIT)
    templates.move_item(session, uids["A"], uids["C"], 0).result(WAIT)
    assert rows(session, template) == ["C", "A", "B"]
    heading = templates.add_item(
        session, template, "BACK", after=uids["A"], kind=ItemKind.HEADING
    ).result(WAIT)
    assert rows(session, template) == ["C", "A", "BACK", "B"]
    with pytest.raises(KnownError, match="no sub-items"):
        templates.add_item(session, template, "x", parent=heading.uid).result(WAIT)
    with pytest.raises(KnownError, match="1440"):
        templates.change_item(session, uids["A"], minutes=2000)
    templates.remove_item(session, uids["C"]).result(WAIT)
    assert rows(session, template) == ["BACK", "B"]
    session.undo().result(WAIT)
    assert rows(session, template) == ["C", "A", "BACK", "B"]


def test_the_first_template_is_the_one_that_is_offered_first(session: Session, body: str) -> None:
    names = ("Ordinary meeting", "Annual meeting")
    first, second = (templates.add_template(session, body, n).result(WAIT) for n in names)
    templates.make_default(session, second.uid).result(WAIT)
    found = [one.uid for one in templates.templates_of(session.reader, body)]
    assert found == [second.uid, first.uid]
    templates.remove_template(session, second.uid).result(WAIT)
    left = templates.templates_of(session.reader, body)
    assert [(one.uid, one.position) for one in left] == [(first.uid, 0)]
    with pytest.raises(KnownError, match="give the template a name"):
        templates.change_template(session, first.uid, name=" ")


def test_usual_items_of_every_kind_of_body(session: Session) -> None:
    for kind in BodyKind:
        body = bodies.add_body(session, kind.value, kind=kind).result(WAIT).uid
        templates.add_usual(session, body).result(WAIT)
        found = templates.templates_of(session.reader, body)
        assert [one.name for one in found] == [one.name for one in usual_agendas(kind)]
        assert all(len(rows(session, one.uid)) >= 6 for one in found)
        with pytest.raises(KnownError, match="already"):
            templates.add_usual(session, body).result(WAIT)
    session.undo().result(WAIT)
    assert (
        session.reader.count(AgendaTemplate) == session.reader.count(AgendaTemplate, position=0) + 2
    )


def test_a_template_takes_the_lines_of_an_agenda_that_return(session: Session, body: str) -> None:
    for on, lines in (
        (date(2026, 3, 12), ("Apologies", "Minutes of 11 December 2025", "Safer streets")),
        (date(2026, 6, 11), ("Apologies", "Minutes of 12 March 2026", "Houses", "Safer streets")),
    ):
        last = meetings.add_meeting(session, [body], on, time(10)).result(WAIT).uid
        for title in lines:
            secret = Restriction.EXEMPT if title == "Houses" else Restriction.NONE
            agenda.add_item(session, last, title, restriction=secret).result(WAIT)
    above = agenda.add_item(session, last, "", minutes=5).result(WAIT)
    agenda.add_item(session, last, "Date of next meeting: 11 June 2026", parent=above.uid)
    made = templates.copy_from_agenda(session, body, last).result(WAIT)
    assert made.name == "Ordinary meeting"
    assert rows(session, made.uid) == [
        "Apologies",
        "Minutes of [last meeting]",
        "Safer streets",
        "",
        "Date of next meeting: 11 June 2026",
    ]
    kept = templates.items_of(session.reader, made.uid)
    assert kept[4].parent == kept[3].uid
    assert kept[3].minutes == 5
    assert [row.position for row in kept if row.parent is None] == [0, 1, 2, 3]
    whole = templates.copy_from_agenda(session, body, last, whole=True).result(WAIT)
    assert whole.name == "Template 2"
    assert "Houses" in rows(session, whole.uid)
    assert session.reader.one(TemplateItem, title="Houses").restriction is Restriction.EXEMPT  # type: ignore[union-attr]


def test_titles_that_name_the_same_thing() -> None:
    assert title_key("Minutes of Thursday 11 June 2026") == title_key("MINUTES OF [last meeting].")
    assert says("Minutes and actions of 11 June 2026") == {"minutes", "arising"}
    assert says("A.O.B.") == {"other"}
    assert says("Minutes silence for the fallen") == {"minutes"}
    assert says("The close of the road") == says("Budget") == frozenset()
