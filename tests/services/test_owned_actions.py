"""What one person still has to do: no more than the audience, and no more than she, may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from secretariat.cli import main
from secretariat.models.kinds import (
    ActionState,
    Audience,
    DocumentKind,
    DueKind,
    Format,
    MemberRole,
    Restriction,
)
from secretariat.services import actions, bodies, body_documents, owned_actions, people, publish
from secretariat.services.actions import Owner
from secretariat.services.body_documents import Wanted
from secretariat.services.meetings import all_meetings
from secretariat.services.sample import fill
from secretariat.services.session import Session
from tests.render.pdf_check import checked, page_count

DAY = date(2026, 11, 22)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.open(tmp_path / "register", create=True)
    yield opened
    opened.close()


def member(session: Session, body: str, family: str, role: MemberRole = MemberRole.MEMBER) -> str:
    email = f"{family.casefold()}@example.org"
    person = people.add_person(session, family, given_name="Jo", email=email).result().uid
    bodies.add_member(session, body, person, role=role).result()
    return person


def action(session: Session, body: str, text: str, *owners: Owner, due: date | None = None,
           restriction: Restriction = Restriction.NONE) -> str:  # fmt: skip
    kind = DueKind.DATE if due else DueKind.NONE
    made = actions.add_action(
        session, body, text, owners=owners, due=due, due_kind=kind, restriction=restriction
    )
    return made.result().uid


def words(session: Session, wanted: Wanted) -> str:
    made = body_documents.make(session, wanted, Format.TEXT).decode()
    return " ".join(made.split())


def test_of_each_body_she_reads_what_she_may_see_there(session: Session) -> None:
    board, panel, group = (bodies.add_body(session, name).result().uid
                           for name in ("Board", "Panel", "Group"))  # fmt: skip
    crane = member(session, board, "Crane", MemberRole.OFFICER)
    bodies.add_member(session, panel, crane).result()
    jo = Owner("Jo Crane", person=crane)
    for body, name in ((board, "board"), (panel, "panel"), (group, "group")):
        for closed in (Restriction.NONE, Restriction.EXEMPT, Restriction.INTERNAL):
            action(session, body, f"{name} {closed or 'open'}", jo, restriction=closed)

    def read(audience: Audience) -> list[str]:
        view = owned_actions.owned_view(session, audience, owner=crane)
        (mine,) = view.owners
        return sorted(one.words for one in mine.actions)

    everywhere = [f"{name} {Restriction.NONE or 'open'}" for name in ("board", "group", "panel")]
    assert read(Audience.PUBLIC) == everywhere
    exempt = [f"{name} {Restriction.EXEMPT}" for name in ("board", "panel")]
    assert read(Audience.MEMBERS) == sorted([*everywhere, *exempt])
    internal = f"board {Restriction.INTERNAL}"
    assert read(Audience.OFFICERS) == sorted([*everywhere, *exempt, internal])
    (left,) = owned_actions.findings(session, Audience.OFFICERS, owner=crane)
    assert left.text.startswith("3 actions that are restricted are left out")


def test_it_says_what_is_due_first_what_is_late_and_with_whom(session: Session) -> None:
    board = bodies.add_body(session, "Board").result().uid
    crane, frost = member(session, board, "Crane"), member(session, board, "Frost")
    jo, other = Owner("Jo Crane", person=crane), Owner("Jo Frost", person=frost)
    action(session, board, "Later", jo, other, due=date(2027, 1, 5))
    action(session, board, "Sooner", jo, due=date(2026, 11, 2))
    done = action(session, board, "Finished", jo)
    actions.set_state(session, done, ActionState.DONE).result()
    wanted = Wanted(DocumentKind.OWNED_ACTIONS, board, Audience.MEMBERS, DAY, owner=crane)
    said = words(session, wanted)
    assert said.index("Sooner") < said.index("Overdue") < said.index("Later")
    assert "With Jo Frost" in said
    assert "Finished" not in said
    assert "JO FROST" not in said.upper().replace("WITH JO FROST", "")
    name = body_documents.file_name(session, wanted, Format.PDF)
    assert name == "2026-11-22 Board actions by person (Jo Crane) – members.pdf"
    draft = message_from_bytes(
        body_documents.make(session, wanted, Format.EMAIL), policy=policy.default
    )
    assert draft["To"] == "Jo Crane <crane@example.org>"


def test_everybody_has_a_page(session: Session) -> None:
    fill(session).result()
    busy = {view.body.uid for view in actions.views(session.reader) if view.action.state.is_open}
    for body in ("", *sorted(busy)):
        wanted = Wanted(DocumentKind.OWNED_ACTIONS, body, Audience.PUBLIC, DAY)
        owners = owned_actions.owned_view(session, Audience.PUBLIC, body=body).owners
        assert owners
        made = checked(body_documents.make(session, wanted, Format.PDF))
        assert page_count(made) >= len(owners)


def test_of_a_meeting_it_tells_that_meeting_alone(session: Session) -> None:
    fill(session).result()
    kind, told = DocumentKind.OWNED_ACTIONS, 0
    for meet in all_meetings(session.reader):
        meeting = meet.meeting.uid
        for key, name in owned_actions.owners_of(session.reader, meeting=meeting):
            made = publish.making(session, kind, meeting, Format.TEXT, owner=key)
            assert name in made.name
            view = owned_actions.owned_view(session, Audience.PUBLIC, meeting=meeting, owner=key)
            assert {one.action.meeting for one in view.owners[0].actions} <= {meeting}
            told += len(view.owners[0].actions)
    assert told
    assert publish.recipients(session, meeting, owner=key)[0].name == name


def test_by_command(session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    board = bodies.add_body(session, "Board").result().uid
    crane = member(session, board, "Crane")
    action(session, board, "Write to the county", Owner("Jo Crane", person=crane))
    folder = tmp_path / "register"
    session.close()
    for where in ("Board", "all"):
        out = tmp_path / f"{where}.txt"
        done = main(["--register", str(folder), "make", "actions-by-person", where,
                     "--person", "jo crane", "-o", str(out)])  # fmt: skip
        assert done == 0
        assert "Write to the county" in out.read_text("utf-8")
    assert main(["--register", str(folder), "make", "actions-by-person", "Board",
                 "--person", "Nobody", "--as", "txt", "-o", "-"]) == 1  # fmt: skip
    assert "owns no open action" in capsys.readouterr().err
