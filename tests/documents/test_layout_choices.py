"""Choices of a body that change where things stand in its agenda and its minutes."""

from __future__ import annotations

from dataclasses import replace

from secretariat.documents.agenda import compose_agenda
from secretariat.documents.minutes import compose_minutes
from secretariat.documents.model import Heading, LineBreak, Text, plain
from secretariat.models.kinds import AttendanceKind, Capacity, EntryKind, Restriction
from secretariat.models.records import AttendanceEvent, Attendee
from secretariat.models.views import ListedPaper
from tests.documents.small import BODY, SAY, action, agenda, entry, item, lines_of, minutes, view

_WELSH = {"second_language": "cy"}


def _business(made: str) -> str:
    return made.partition("## 1. one")[2].partition("signature line:")[0]


def test_a_title_in_two_languages_prints_on_two_lines_each_in_its_own() -> None:
    title = "Minutes / Cofnodion"
    held = view((item("one", title=title, presenter="Ann Bell"),), _WELSH | {
        "agenda.presenter": "title", "minutes.presenter": "yes", "minutes.case": "capitals"
    })  # fmt: skip
    held = replace(held, bodies=(replace(BODY, name="Harbour Board / Bwrdd yr Harbwr"),))
    (line,) = lines_of(compose_agenda(held, SAY))
    assert line.title == (
        Text("Minutes – Ann Bell"), LineBreak(), Text("Cofnodion", lang="cy")
    )  # fmt: skip
    made = compose_minutes(held, SAY)
    headings = [plain(one.runs) for one in made.blocks if isinstance(one, Heading)]
    assert headings == ["Harbour Board\nBwrdd yr Harbwr", "MINUTES – ANN BELL\nCOFNODION"]
    assert made.title.startswith("Draft minutes: Harbour Board / Bwrdd yr Harbwr")


def test_a_stroke_is_a_stroke_where_one_language_is_printed() -> None:
    held = view((item("one", title="Roads / paths"),))
    (line,) = lines_of(compose_agenda(held, SAY))
    assert line.title == (Text("Roads / paths"),)
    bare = view((item("one", title="Roads / "),), _WELSH)
    (line,) = lines_of(compose_agenda(bare, SAY))
    assert plain(line.title).startswith("Roads")
    assert LineBreak() not in line.title


def test_decisions_apart_come_first_and_the_rest_keeps_its_order() -> None:
    entries = (
        entry("e1", "one", "Said first.", position=0),
        entry("e2", "one", "That it be so.", kind=EntryKind.DECISION, position=1),
        entry("e3", "one", "### Below\n\nSaid last.", position=2),
    )
    made = minutes(view((item("one"),), {"minutes.decisions": "apart"}, entries=entries))
    assert _business(made).split("\n")[1:] == [
        "### Decision",
        "decision: That it be so.",
        "### Minutes",
        "Said first.",
        "#### Below",
        "Said last.",
        "",
    ]


def test_a_sub_heading_of_the_second_order_needs_one_of_the_first() -> None:
    entries = tuple(
        entry(f"e{at}", "one", words, kind=EntryKind.HEADING, position=at)
        for at, words in enumerate(("#### Alone", "Matters", "#### Roads", "Actions"))
    )
    made = _business(minutes(view((item("one"),), entries=entries)))
    assert made.split("\n")[1:5] == ["### Alone", "### Matters", "#### Roads", "### Actions"]


def test_who_leads_stands_in_the_column_over_the_owner() -> None:
    entries = (entry("e", "one", "PC to write.", kind=EntryKind.ACTION),)
    held = view(
        (item("one", presenter="Ann Bell"), item("two", 1, presenter="Joe Orr")),
        {"minutes.presenter": "column"},
        entries=entries,
        actions=(action("a", ("Paula Clerk",), ("PC",), entry="e"),),
    )
    made = minutes(held)
    assert "## 1. one  ⇒ **Lead** ⏎ **Action**" in made
    assert "PC to write.  ⇒ Ann Bell ⏎ PC" in made
    assert "## 2. two\n  ⇒ Joe Orr" in made


def test_reports_stand_below_their_item_and_a_closed_one_says_why() -> None:
    papers = (
        ListedPaper("one", "The rota", is_in=False),
        ListedPaper("one", "", "Appendix A", Restriction.EXEMPT, "paragraph 3"),
        ListedPaper("two", "", "", Restriction.CONFIDENTIAL),
    )
    items = (item("one"), item("two", 1))
    made = agenda(view(items, {"agenda.papers": "yes"}, papers=papers))
    assert "The rota (to follow)" in made
    assert "Appendix A (not for publication: paragraph 3)" in made
    assert "Paper: A paper (not for publication: confidential)" in made
    assert "rota" not in agenda(view(items, papers=papers))


def test_apologies_by_group_and_who_was_there_for_a_part() -> None:
    people = tuple(
        Attendee(uid=name, meeting="m", name=name, printed_group=group, capacity=capacity,
                 position=at)
        for at, (name, group, capacity) in enumerate((
            ("Ash", "Schools", Capacity.MEMBER), ("Beech", "Schools", Capacity.MEMBER),
            ("Cedar", "", Capacity.OFFICER), ("Elm", "", Capacity.PUBLIC),
        ))
    )  # fmt: skip
    kinds = (
        ("Ash", AttendanceKind.PRESENT), ("Ash", AttendanceKind.LEAVES),
        ("Beech", AttendanceKind.APOLOGIES), ("Cedar", AttendanceKind.PRESENT),
        ("Cedar", AttendanceKind.LEAVES), ("Cedar", AttendanceKind.RETURNS),
    )  # fmt: skip
    events = tuple(
        AttendanceEvent(uid=str(at), meeting="m", attendee=who, kind=kind, position=at)
        for at, (who, kind) in enumerate(kinds)
    )
    chosen = {"minutes.away": "groups", "minutes.part": "yes", "minutes.present": "list"}
    made = minutes(view((item("one"),), chosen, attendees=people, events=events))
    assert "**Schools: **Ash (part)" in made
    assert "**Officers: **Cedar\n" in made
    assert "§ Apologies\n**Schools: **Beech\n**Officers: **None\n##" in made
