"""Pasting people: every row is judged before anything is written, and written at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.errors import KnownError
from secretariat.models.kinds import MemberRole
from secretariat.models.records import Membership, Organisation, Person, Seat
from secretariat.services import bodies, people
from secretariat.services.names_typed import TypedName, read_name
from secretariat.services.paste import Column, Plan, Verdict, carry_out, plan, read_table
from secretariat.services.paste_people import person_values
from secretariat.services.session import Session

TODAY = date(2026, 2, 26)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


def planned(session: Session, text: str, body: str | None = None) -> Plan:
    return plan(session.reader, read_table(text), body, today=TODAY)


# ------------------------------------------------------------------------------- the table


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("E-mail Address", Column.EMAIL),
        ("e_mail", Column.EMAIL),
        ("Tel. No.", Column.PHONE),
        ("SURNAME", Column.FAMILY),
        ("Forename(s)", Column.GIVEN),
        ("Forename (known as)", Column.GIVEN),
        ("Partner Agency:", Column.ORGANISATION),
        ("Appointed on", Column.STARTS),
        ("Shoe size", Column.UNUSED),
    ],
)
def test_headings_are_known_in_many_spellings(heading: str, column: Column) -> None:
    table = read_table(f"Name\t{heading}\nA B\tx")
    assert table.columns[1] is column


def test_a_title_is_an_honorific_or_a_job() -> None:
    assert read_table("Title\tSurname\nCllr\tWebb\nMs\tLee").columns[0] is Column.HONORIFIC
    assert read_table("Name\tTitle\nAnn Webb\tHead of Housing").columns[1] is Column.JOB
    styles = "Title\tSurname\nCllr (Mrs)\tWebb\nThe Rt Hon\tLee\nHis Honour\tHall\nDr\tDay"
    assert read_table(styles).columns[0] is Column.HONORIFIC
    mixed = read_table("Title\tName\nCllr\tAnn Webb\nHead of Housing\tBo Lee\nClerk\tC Day")
    assert mixed.columns[0] is Column.JOB
    first, second = (
        person_values({Column.JOB: row[0], Column.NAME: row[1]}) for row in mixed.rows[:2]
    )
    assert (first["honorific"], first.get("job_title")) == ("Cllr", None)
    assert (second.get("honorific"), second["job_title"]) == (None, "Head of Housing")


def test_a_role_is_one_of_the_body_or_a_job() -> None:
    assert read_table("Name\tRole\nAnn Webb\tVice Chair").columns[1] is Column.ROLE
    assert read_table("Name\tPosition\nAnn Webb\tMember").columns[1] is Column.ROLE
    assert read_table("Name\tRole\nAnn Webb\tFire Officer").columns[1] is Column.JOB


def test_a_table_without_headings_is_guessed_from_its_cells() -> None:
    table = read_table("Cllr Ann Webb\tann@fen.gov.uk\t01234 567890\nBo Lee\tbo@fen.gov.uk\t")
    assert table.columns == (Column.NAME, Column.EMAIL, Column.PHONE)
    assert len(table.rows) == 2


def test_commas_semicolons_and_quoted_cells() -> None:
    table = read_table('Name,Organisation\r\n"Webb, Ann","Fire, and Rescue"\r\n')
    assert table.rows[0].cells == ("Webb, Ann", "Fire, and Rescue")
    assert read_table("Name;Phone\nAnn;1").rows[0].cells == ("Ann", "1")


def test_a_cell_of_two_lines_is_one_cell_and_rows_know_their_line() -> None:
    table = read_table('Name\tNote\nA B\t"two\nlines"\n\nC D\tx\n')
    assert [(row.line, row[1]) for row in table.rows] == [(2, "two lines"), (5, "x")]


def test_a_stray_quotation_mark_swallows_nothing() -> None:
    table = read_table('Name\tNote\nAnn "Annie Webb\t"6 foot\nBo Lee\tx')
    assert [row[0] for row in table.rows] == ['Ann "Annie Webb', "Bo Lee"]


@pytest.mark.parametrize("text", ["", "  \n\t\t\n", "\ufeff"])
def test_nothing_to_paste_is_a_sentence(text: str) -> None:
    with pytest.raises(KnownError, match="nothing to paste"):
        read_table(text)


def test_too_many_rows_are_a_sentence() -> None:
    with pytest.raises(KnownError, match="5,001 rows"):
        read_table("Ann Webb\n" * 5_001)


def test_a_column_may_be_given_another_meaning() -> None:
    table = read_table("Name\tWho\nAnn\tFen").with_column(1, Column.ORGANISATION)
    assert table.columns == (Column.NAME, Column.ORGANISATION)
    assert table.with_column(0, Column.ORGANISATION).columns[1] is Column.UNUSED


@given(st.text())
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    try:
        table = read_table(text)
    except KnownError:
        return
    assert all(len(row.cells) <= len(table.columns) for row in table.rows)


# ------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ann Webb", TypedName("", "Ann", "Webb")),
        ("Cllr Ann Webb MBE", TypedName("Cllr", "Ann", "Webb", "MBE")),
        ("Webb, Ann", TypedName("", "Ann", "Webb")),
        ("WEBB, Cllr Mrs Ann", TypedName("Cllr Mrs", "Ann", "WEBB")),
        ("Ann Webb, MBE", TypedName("", "Ann", "Webb", "MBE")),
        ("Jan van der Berg", TypedName("", "Jan", "van der Berg")),
        ("Prince", TypedName("", "", "Prince")),
        ("Dr", TypedName("", "", "Dr")),
        ("Jack Ma", TypedName("", "Jack", "Ma")),
        ("Mary-Ann O'Neill", TypedName("", "Mary-Ann", "O'Neill")),
        ("", TypedName()),
    ],
)
def test_names_as_they_are_typed(typed: str, name: TypedName) -> None:
    assert read_name(typed) == name


@given(st.text(alphabet="Abcdr ,.-", max_size=40))
def test_no_word_of_a_name_is_lost(text: str) -> None:
    read = read_name(text)
    parts = " ".join([read.honorific, read.given_name, read.family_name, read.post_nominals])
    assert sorted(parts.replace(",", " ").split()) == sorted(text.replace(",", " ").split())


# ------------------------------------------------------------------------------- the plan


def test_new_people_come_in_with_their_organisations(session: Session) -> None:
    paste = planned(
        session,
        "Name\tOrganisation\tE-mail\n"
        "Cllr Ann Webb\tFenland District Council\tann@fen.gov.uk\n"
        "Bo Lee\tfenland district council\t\n",
    )
    assert [line.verdict for line in paste.lines] == [Verdict.ADD, Verdict.ADD]
    outcome = carry_out(session, paste).result(5)
    assert (outcome.added, outcome.changed) == (2, 0)
    (home,) = session.reader.find(Organisation)
    ann, bo = people.all_people(session)[::-1]
    assert (ann.honorific, ann.given_name, ann.email) == ("Cllr", "Ann", "ann@fen.gov.uk")
    assert ann.organisation == bo.organisation == home.uid


def test_pasting_twice_changes_nothing(session: Session) -> None:
    text = "Name\tOrganisation\tPhone\nAnn Webb\tFen\t+44 1234 5678\n"
    carry_out(session, planned(session, text)).result(5)
    again = planned(session, text)
    assert [line.verdict for line in again.lines] == [Verdict.UNCHANGED]
    assert not again.does_something


def test_the_address_finds_somebody_under_another_name(session: Session) -> None:
    people.add_person(session, "Webb", given_name="Ann", email="Ann@Fen.gov.uk").result(5)
    (line,) = planned(session, "Name\tE-mail\nAnn Webb-Lee\tann@fen.gov.uk").lines
    assert line.verdict is Verdict.UPDATE
    assert "Surname “Webb” becomes “Webb-Lee”" in line.says


def test_empty_cells_change_nothing(session: Session) -> None:
    people.add_person(session, "Webb", given_name="Ann", phone="1234567").result(5)
    carry_out(session, planned(session, "Name\tPhone\tJob\nAnn Webb\tn/a\tClerk")).result(5)
    (person,) = session.reader.find(Person)
    assert (person.phone, person.job_title) == ("1234567", "Clerk")


def test_two_of_one_name_are_a_problem_until_an_address_tells(session: Session) -> None:
    for address in ("a@x.uk", "b@x.uk"):
        people.add_person(session, "Webb", given_name="Ann", email=address).result(5)
    (line,) = planned(session, "Ann Webb").lines
    assert line.verdict is Verdict.PROBLEM
    (line,) = planned(session, "Name\tE-mail\tJob\nAnn Webb\tb@x.uk\tClerk").lines
    assert line.verdict is Verdict.UPDATE


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('=HYPERLINK("http://x")', "formula"),
        ("#REF!", "spreadsheet's error"),
        ("x" * 10_000, "10,000 letters"),
        ("not an address", "not an e-mail address"),
    ],
)
def test_a_bad_cell_stops_its_row_and_no_other(session: Session, cell: str, says: str) -> None:
    paste = planned(session, f"Name\tE-mail\nAnn Webb\t{cell}\nBo Lee\tbo@x.uk\n")
    assert [line.verdict for line in paste.lines] == [Verdict.PROBLEM, Verdict.ADD]
    assert says in paste.lines[0].says
    carry_out(session, paste).result(5)
    assert [p.family_name for p in session.reader.find(Person)] == ["Lee"]


def test_a_name_of_ten_thousand_letters_is_told_shortly(session: Session) -> None:
    (line,) = planned(session, "Name\n" + "x" * 10_000).lines
    assert line.verdict is Verdict.PROBLEM
    assert len(line.name) <= 60


def test_odd_letters_come_through_whole(session: Session) -> None:
    names = ["Zoë Ŵyn-Źbik", "שרה כהן", "محمد علي", "Nguyễn Thị", "🎩 Hat"]
    carry_out(session, planned(session, "Name\n" + "\n".join(names))).result(5)
    kept = {f"{p.given_name} {p.family_name}" for p in session.reader.find(Person)}
    assert kept == set(names)


def test_the_same_person_twice_is_told(session: Session) -> None:
    paste = planned(session, "Name\nAnn Webb\nann webb")
    assert paste.lines[1].says == "The same person as in row 2."


def test_a_row_without_a_name_is_a_problem(session: Session) -> None:
    (line,) = planned(session, "Name\tE-mail\nTBC\tann@x.uk").lines
    assert (line.verdict, line.says) == (Verdict.PROBLEM, "There is no name in this row.")


# ------------------------------------------------------------------------------- members


@pytest.fixture
def board(session: Session) -> str:
    return bodies.add_body(session, "Strategic Board").result(5).uid


def test_members_join_with_role_seat_and_dates(session: Session, board: str) -> None:
    paste = planned(
        session,
        "Name\tRole\tSeat\tVoting\tFrom\n"
        "Ann Webb\tChairman\t\tYes\t1/5/2025\n"
        "Bo Lee\tMember\tFenland\tno\t01/05/2025 00:00:00\n"
        "Bo Lee\tMember\tEast Fen\tyes\t\n",
        board,
    )
    assert [line.verdict for line in paste.lines] == [Verdict.ADD, Verdict.ADD, Verdict.UPDATE]
    assert paste.lines[0].says == "Will be added; joins as Chair"
    outcome = carry_out(session, paste).result(5)
    assert (outcome.added, outcome.memberships) == (2, 3)
    members = bodies.members_of(session.reader, board)
    assert members[0].membership.role is MemberRole.CHAIR
    assert {m.seat.name for m in members if m.seat} == {"Fenland", "East Fen"}
    assert members[1].membership.starts == date(2025, 5, 1)
    assert not members[1].membership.voting
    session.undo().result(5)
    assert session.reader.find(Person) == session.reader.find(Seat) == []


def test_members_pasted_twice_are_unchanged(session: Session, board: str) -> None:
    text = "Name\tRole\tSeat\nAnn Webb\tchair\tFenland"
    carry_out(session, planned(session, text, board)).result(5)
    assert planned(session, text, board).lines[0].verdict is Verdict.UNCHANGED


def test_a_role_changes(session: Session, board: str) -> None:
    carry_out(session, planned(session, "Name\tRole\nAnn Webb\tmember", board)).result(5)
    paste = planned(session, "Name\tRole\nAnn Webb\tVice-Chair", board)
    assert paste.lines[0].says == "Role becomes vice-chair"
    carry_out(session, paste).result(5)
    (row,) = session.reader.find(Membership)
    assert row.role is MemberRole.VICE_CHAIR


def test_a_second_chair_is_a_problem(session: Session, board: str) -> None:
    paste = planned(session, "Name\tRole\nAnn Webb\tchair\nBo Lee\tchair", board)
    assert [line.verdict for line in paste.lines] == [Verdict.ADD, Verdict.PROBLEM]
    assert "one person can be Chair at a time" in paste.lines[1].says


def test_one_seat_for_two_is_a_problem(session: Session, board: str) -> None:
    paste = planned(session, "Name\tSeat\nAnn Webb\tFenland\nBo Lee\tfenland", board)
    assert paste.lines[1].says == "That seat is held by somebody else on those days."


@pytest.mark.parametrize(
    ("heading", "cell", "says"),
    [
        ("From", "31/2/2026", "no 31 February"),
        ("From", "43221", "not a date"),
        ("Board role", "emperor", "not a role"),
        ("Voting", "perhaps", "whether the person votes"),
    ],
)
def test_unreadable_places_are_told(
    session: Session, board: str, heading: str, cell: str, says: str
) -> None:
    table = read_table(f"Name\t{heading}\nAnn Webb\t{cell}")
    if heading == "Board role":
        table = table.with_column(1, Column.ROLE)
    (line,) = plan(session.reader, table, board, today=TODAY).lines
    assert says in line.says


def test_lines_left_out_stay_out(session: Session, board: str) -> None:
    text = "Name\tSeat\nAnn Webb\tA\nAnn Webb\tB\nBo Lee\tC"
    outcome = carry_out(session, planned(session, text, board), leave_out={2}).result(5)
    assert (outcome.added, outcome.memberships) == (1, 1)


def test_a_register_that_changed_meanwhile_takes_nothing(session: Session) -> None:
    paste = planned(session, "Ann Webb")
    people.add_person(session, "Webb", given_name="Ann").result(5)
    with pytest.raises(KnownError, match="changed since this preview"):
        carry_out(session, paste).result(5)
    assert len(session.reader.find(Person)) == 1
