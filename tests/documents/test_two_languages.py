"""What a body prints in two languages: the second bears its language, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from secretariat.documents.agenda import compose_agenda
from secretariat.documents.minutes import compose_minutes
from secretariat.documents.model import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Runs,
    Table,
    Text,
    plain,
)
from secretariat.documents.wording import Wording, worded
from secretariat.models.kinds import AttendanceKind, Capacity, TextPlace
from secretariat.models.options import Choices
from secretariat.models.records import AttendanceEvent, Attendee, Sitting, StandingText
from secretariat.models.views import MeetingView
from secretariat.paths import resources
from tests.documents.small import BODY, MEETING, SITTING, action, item, view

CY = {"second_language": "cy"}


def say(chosen: dict[str, str], language: str = "en-GB") -> Wording:
    return worded(resources() / "wording", language, Choices(chosen))


def _board(chosen: dict[str, str], **more: object) -> MeetingView:
    body = replace(BODY, name="Harbour Board / Bwrdd yr Harbwr", chair_title="Chair / Cadeirydd")
    sitting = replace(SITTING, place="Town Hall / Neuadd y Dref\nHigh Street")
    return replace(view((item("one", title="Roads / Ffyrdd"),), chosen, **more),
                   bodies=(body,), sittings=(sitting,))  # fmt: skip


def _runs(blocks: tuple[Block, ...]) -> list[Runs]:
    found: list[Runs] = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            found.append(block.runs)
        elif isinstance(block, ListBlock):
            found += [one for line in block.items for one in _runs(line.blocks)]
    return found


def _told(blocks: tuple[Block, ...], lang: str) -> list[str]:
    """Return the words of each block in one language, "" for the first, where it has any."""
    lines = (
        "".join(one.text for one in content if isinstance(one, Text) and one.lang == lang)
        for content in _runs(blocks)
    )
    return [line for line in lines if line]


def test_minutes_head_and_close_in_both_languages() -> None:
    people = (Attendee(uid="1", meeting="m", name="Ann Bell", capacity=Capacity.CHAIR),)
    came = (AttendanceEvent(uid="e", meeting="m", attendee="1", kind=AttendanceKind.PRESENT),)
    held = _board(CY, attendees=people, events=came)
    held = replace(held, sittings=(replace(held.sittings[0], closed=time(12, 30)),))
    made = compose_minutes(held, say(CY), draft=True)
    assert _told(made.blocks, "cy") == [
        "Bwrdd yr Harbwr",
        "Cofnodion drafft y cyfarfod: Dydd Iau 19 Gorffennaf 2018 am 10.00 yb",
        "Neuadd y Dref, High Street",
        "Cofnodion drafft yw’r rhain nes iddynt gael eu cymeradwyo mewn cyfarfod diweddarach.",
        "Yn bresennol",
        "Ffyrdd",
        "Daeth y cyfarfod i ben am 12.30 yp.",
    ]
    (roll,) = (block for block in made.blocks if isinstance(block, Table))
    (label,) = roll.rows[0][0].blocks
    assert _told((label,), "cy") == ["Cadeirydd:"]
    first = _told(made.blocks, "")
    assert first[1] == "Draft minutes of the meeting held on Thursday 19 July 2018 at 10.00 am"
    assert "Present" in first
    assert "The meeting ended at 12.30 pm." in first


def test_the_heading_of_the_action_column_is_in_both_languages() -> None:
    held = _board(CY, actions=(action("a", ("Ann Bell",), ("AB",), item="one", text="To write."),))
    made = compose_minutes(held, say(CY), draft=False)
    (margin,) = (
        block.margin for block in made.blocks if isinstance(block, Heading) if block.margin
    )
    assert plain(margin) == "Action\nGweithredu"
    assert margin[-1] == Text("Gweithredu", bold=True, lang="cy")


def test_in_one_line_a_stroke_stands_between() -> None:
    chosen = CY | {"second_language.manner": "line"}
    made = compose_minutes(_board(chosen), say(chosen), draft=False)
    lines = [plain(content) for content in _runs(made.blocks)]
    assert lines[0] == "Harbour Board / Bwrdd yr Harbwr"
    assert "Town Hall, High Street / Neuadd y Dref, High Street" in lines
    assert all(one.lang in ("", "cy") for part in _runs(made.blocks) for one in part
               if isinstance(one, Text))  # fmt: skip


def test_the_letter_is_written_whole_in_one_language_then_in_the_other() -> None:
    chosen = CY | {"agenda.letter": "yes"}
    held = replace(_board(chosen), meeting=replace(MEETING, letter_date=date(2018, 7, 9)))
    made = compose_agenda(held, say(chosen))
    welsh = _told(made.blocks, "cy")
    assert welsh[1:5] == [
        "9 Gorffennaf 2018",
        "Annwyl Syr neu Fadam",
        "Fe’ch gwahoddir i fynychu cyfarfod Bwrdd yr Harbwr, a gynhelir fel a ganlyn: "
        "Dydd Iau 19 Gorffennaf 2018, 10.00 yb, Neuadd y Dref, High Street.",
        "Yr eiddoch yn gywir",
    ]
    lines = [plain(content) for content in _runs(made.blocks)]
    assert lines.index("Yours faithfully") < lines.index("Annwyl Syr neu Fadam")


def test_a_standing_text_holds_both_languages_with_a_stroke_between() -> None:
    texts = (
        StandingText(uid="1", body="b", place=TextPlace.BEFORE_AGENDA, heading="Filming / Ffilmio",
                     text="The meeting of {date} is filmed.\n\n/\n\nFfilmir y cyfarfod: {date}."),
        StandingText(uid="2", body="b", place=TextPlace.BEFORE_AGENDA, position=1,
                     text="Ask / tell us."),
    )  # fmt: skip
    made = compose_agenda(_board(CY, texts=texts), say(CY))
    assert _told(made.blocks, "cy")[-2:] == [
        "Ffilmio", "Ffilmir y cyfarfod: Dydd Iau 19 Gorffennaf 2018."
    ]  # fmt: skip
    assert "The meeting of Thursday 19 July 2018 is filmed." in _told(made.blocks, "")
    assert "Ask / tell us." in _told(made.blocks, "")
    alone = compose_agenda(_board({}, texts=texts), say({}))
    assert "Ffilmir y cyfarfod: Thursday 19 July 2018." in _told(alone.blocks, "")


def test_an_invitation_of_the_body_in_one_language_stands_once() -> None:
    chosen = CY | {"agenda.letter": "yes"}
    own = StandingText(uid="1", body="b", place=TextPlace.INVITATION, text="Come to {body}.")
    once = compose_agenda(_board(chosen, texts=(own,)), say(chosen))
    assert "Annwyl" not in "".join(_told(once.blocks, "cy"))
    both = replace(own, text="Come to {body}.\n/\nDewch i {body}.")
    made = compose_agenda(_board(chosen, texts=(both,)), say(chosen))
    assert "Come to Harbour Board." in _told(made.blocks, "")
    assert "Dewch i Bwrdd yr Harbwr." in _told(made.blocks, "cy")


def test_a_language_without_words_of_its_own_prints_the_first_once() -> None:
    """Nothing of a third language is put in its place; her own words with a stroke are split."""
    chosen = {"second_language": "gd", "wording.minutes.present": "Here / An làthair",
              "wording.minutes.draft_note": "A draft."}  # fmt: skip
    people = (Attendee(uid="1", meeting="m", name="Ann Bell", capacity=Capacity.VISITOR),)
    made = compose_minutes(_board(chosen, attendees=people), say(chosen), draft=True)
    assert _told(made.blocks, "gd") == ["Bwrdd yr Harbwr", "Ffyrdd"]
    lines = [plain(content) for content in _runs(made.blocks)]
    assert lines[1].startswith("Draft minutes of the meeting held on Thursday")
    assert "\n" not in lines[1]


def test_welsh_first_and_english_second() -> None:
    chosen = {"second_language": "en-GB"}
    made = compose_minutes(_board(chosen), say(chosen, "cy"), draft=False)
    assert "Cofnodion y cyfarfod: Dydd Iau 19 Gorffennaf 2018 am 10.00 yb" in _told(made.blocks, "")
    english = "Minutes of the meeting held on Thursday 19 July 2018 at 10.00 am"
    assert english in _told(made.blocks, "en-GB")


def test_several_sittings_are_listed_in_both_languages() -> None:
    chosen = CY | {"agenda.letter": "yes", "dates.form": "ordinal"}
    second = Sitting(uid="t", meeting="m", date=date(2018, 7, 20), starts=time(10))
    held = _board(chosen)
    made = compose_agenda(replace(held, sittings=(*held.sittings, second)), say(chosen))
    welsh = "\n".join(_told(made.blocks, "cy"))
    assert "a gynhelir ar y dyddiadau canlynol:" in welsh
    assert "Dydd Gwener 20fed Gorffennaf 2018, 10.00 yb" in welsh
