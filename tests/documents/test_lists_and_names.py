"""Lists, file names, languages, and that any words and any choices compose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.documents.actions import compose_actions
from secretariat.documents.agenda import compose_agenda
from secretariat.documents.attendance import BLANK_ROWS, compose_attendance
from secretariat.documents.common import file_name, is_draft
from secretariat.documents.minutes import compose_minutes
from secretariat.documents.model import AgendaList, Document, Heading
from secretariat.documents.wording import load_wording
from secretariat.models.kinds import (
    ActionState,
    Audience,
    Capacity,
    DocumentKind,
    DueKind,
    EntryKind,
    Format,
    Stage,
)
from secretariat.models.options import OPTIONS, Choices
from secretariat.models.records import (
    ActionUpdate,
    Attendee,
)
from secretariat.models.views import ActionListView
from secretariat.paths import resources
from tests.documents import seeds
from tests.documents.outline import outline
from tests.documents.small import (
    BODY,
    MEETING,
    SAY,
    SITTING,
    action,
    agenda,
    entry,
    item,
    minutes,
    restricted,
    view,
)


def test_action_list_shows_source_due_state_and_progress() -> None:
    done = replace(
        action("a", ("Ann Smith",), ("AS",), text="ACTION: Send it", due_kind=DueKind.ONGOING),
        item=item("one", number="5"),
        sitting=SITTING,
        updates=(ActionUpdate(uid="u", action="a", on=date(2018, 8, 1), text="Half done"),),
    )
    closed = replace(done.action, state=ActionState.DONE, closed_on=date(2018, 9, 1))
    listed = ActionListView(Audience.PUBLIC, "", (replace(done, action=closed),))
    made = outline(compose_actions(listed, SAY))
    assert "Send it / small: 5 one, HB, 19 July 2018 / small: 1 August 2018: Half done" in made
    assert "| Ann Smith | Ongoing | Done, 1 September 2018" in made
    empty = outline(compose_actions(replace(listed, actions=()), SAY))
    assert "There are no actions." in empty


def test_attendance_list_has_blank_rows_and_members_before_anybody_is_on_the_roll() -> None:
    made = compose_attendance(seeds.partnership_agenda(), SAY)
    table = made.blocks[-1]
    assert len(table.rows) == 1 + 18 + BLANK_ROWS  # type: ignore[union-attr]
    assert "Morris Moorhouse | Chairman" in outline(made)


@pytest.mark.parametrize(
    ("stage", "kind", "name"),
    [
        (Stage.PUBLISHED, DocumentKind.AGENDA, "2018-07-19 HB agenda.pdf"),
        (Stage.MINUTES_OUT, DocumentKind.MINUTES, "2018-07-19 HB draft minutes.pdf"),
        (Stage.CLOSED, DocumentKind.MINUTES, "2018-07-19 HB minutes.pdf"),
        (Stage.HELD, DocumentKind.ATTENDANCE, "2018-07-19 HB attendance.pdf"),
        (Stage.HELD, DocumentKind.ACTIONS, "2018-07-19 HB actions.pdf"),
        (Stage.AGENDA, DocumentKind.SUMMONS, "2018-07-19 HB invitation.pdf"),
        (Stage.AGENDA, DocumentKind.NOTICE, "2018-07-19 HB notice of meeting.pdf"),
        (Stage.CANCELLED, DocumentKind.CANCELLATION, "2018-07-19 HB cancellation notice.pdf"),
        (Stage.POSTPONED, DocumentKind.CANCELLATION, "2018-07-19 HB postponement notice.pdf"),
        (Stage.HELD, DocumentKind.SCRIPT, "2018-07-19 HB script.pdf"),
        (Stage.PUBLISHED, DocumentKind.SUPPLEMENT, "2018-07-19 HB supplementary agenda 1.pdf"),
        (Stage.PUBLISHED, DocumentKind.CHANGES, "2018-07-19 HB what changed.pdf"),
    ],
)
def test_file_names(stage: Stage, kind: DocumentKind, name: str) -> None:
    of = view(meeting=replace(MEETING, stage=stage))
    assert file_name(of, kind, Format.PDF) == name
    assert is_draft(of.meeting) == (stage is not Stage.CLOSED)


def test_file_name_says_for_whom_it_is_unless_for_the_public() -> None:
    of = view(audience=Audience.MEMBERS)
    assert file_name(of, DocumentKind.AGENDA, Format.PDF) == "2018-07-19 HB agenda – members.pdf"
    welsh = load_wording(resources() / "wording", "cy")
    named = file_name(replace(of, audience=Audience.OFFICERS), DocumentKind.AGENDA, Format.PDF)
    assert named == "2018-07-19 HB agenda – officers.pdf"
    assert file_name(of, DocumentKind.MINUTES, Format.PDF, welsh) == (
        "2018-07-19 HB cofnodion drafft – aelodau.pdf"
    )


def test_file_name_of_a_long_body_keeps_date_and_kind() -> None:
    body = replace(BODY, short_name="", name="A/B " * 100)
    name = file_name(view(bodies=(body,)), DocumentKind.AGENDA, Format.DOCX)
    assert name.startswith("2018-07-19 A B")
    assert name.endswith("agenda.docx")
    assert len(name) <= 120
    listed = ActionListView(Audience.PUBLIC, "", (), made=datetime(2018, 9, 1))
    assert file_name(listed, DocumentKind.ACTIONS, Format.HTML) == "2018-09-01 actions.html"


def test_welsh_document_has_welsh_headings() -> None:
    welsh = load_wording(resources() / "wording", "cy")
    body = replace(BODY, language="cy")
    made = outline(compose_minutes(view(bodies=(body,)), welsh, draft=True))
    assert "stamp    DRAFFT" in made
    assert "minutes for public, cy" in made


def test_body_words_its_documents_in_its_own_way() -> None:
    made = agenda(view(chosen={"wording.agenda": "Order of business", "wording.foot": "HB {date}"}))
    assert "agenda list" not in made
    assert "foot     HB Thursday 19 July 2018" in made


def test_meeting_with_nothing_in_it_composes() -> None:
    bare = view(sittings=(), bodies=(replace(BODY, agenda_numbering="", minute_numbering=""),))
    for made in (agenda(bare), minutes(bare), outline(compose_attendance(bare, SAY))):
        assert "Harbour Board" in made
    assert file_name(bare, DocumentKind.AGENDA, Format.PDF) == "HB agenda.pdf"


CHOICES = st.fixed_dictionaries(
    {option.key: st.sampled_from([value for value, _ in option.values]) for option in OPTIONS}
)


@given(CHOICES, st.sampled_from(Audience), st.booleans())
def test_every_choice_composes_the_seeds(
    chosen: dict[str, str], audience: Audience, draft: bool
) -> None:
    for make in (
        seeds.partnership_agenda,
        seeds.partnership_minutes,
        seeds.strategic_board_agenda,
        restricted,
    ):
        one = replace(make(), choices=Choices(chosen), audience=audience)
        for document in (
            compose_agenda(one, SAY),
            compose_minutes(one, SAY, draft=draft),
            compose_attendance(one, SAY),
        ):
            assert _levels_never_skip(document)
            assert document.audience == audience.value


def _levels_never_skip(document: Document) -> bool:
    level = 0
    for block in document.blocks:
        here = 2 if isinstance(block, AgendaList) and block.heading else 0
        here = block.level if isinstance(block, Heading) else here
        if here > level + 1:
            return False
        level = here or level
    return True


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_compose(words: str, others: str) -> None:
    hostile = view(
        (item("one", title=words, text=others, presenter=words, pages=others, number=words),),
        bodies=(replace(BODY, name=words or "x", contact=others, chair_title=words),),
        meeting=replace(MEETING, title=others, addressees=words, marking=words),
        sittings=(replace(SITTING, place=words, remote_link=others),),
        entries=(entry("e", "one", words, kind=EntryKind.ACTION), entry("f", None, others)),
        attendees=(Attendee(uid="p", meeting="m", name=words, capacity=Capacity.PUBLIC),),
        chosen={"agenda.letter": "yes"},
    )
    compose_agenda(hostile, SAY)
    compose_minutes(hostile, SAY, draft=True)
    compose_attendance(hostile, SAY)
