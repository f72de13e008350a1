"""The revised agenda, the supplementary agenda and the sheet of changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from secretariat.documents.agenda import compose_agenda
from secretariat.documents.changes import compose_changes
from secretariat.documents.model import Document
from secretariat.documents.supplement import compose_supplement
from secretariat.documents.wording import Wording
from secretariat.models.agenda_versions import Changes, differences
from secretariat.models.kinds import Audience, ItemArrival, ItemOutcome, Restriction
from secretariat.models.records import Item
from secretariat.models.views import MeetingView
from secretariat.render.docx import render_docx
from secretariat.render.pdf import render_pdf
from tests.documents.outline import outline
from tests.documents.small import SAY, SECRET, item, view
from tests.render.pdf_check import CALM, CLASSIC, FONTS, checked

Compose = Callable[[MeetingView, Wording], Document]
BOTH: tuple[Compose, ...] = (compose_supplement, compose_changes)


def before() -> list[Item]:
    return [
        item("Welcome", 0, published_number="1."),
        item("Budget", 1, published_number="2.", recommendation="That it be noted."),
        item("Savings", 0, parent="Budget", published_number="(a)"),
        item("Roads", 2, published_number="3.", arrival=ItemArrival.TO_FOLLOW),
        item("Staff", 3, published_number="4.", text=f"About {SECRET}"),
    ]


def after() -> list[Item]:
    welcome, budget, savings, roads, staff = before()
    return [
        welcome,
        replace(budget, title="The budget", recommendation="That it be agreed:\n\n- at once"),
        savings,
        item("Fees", 1, parent="Budget"),
        item("Flood", 2, arrival=ItemArrival.URGENT, urgency="the river rises"),
        replace(roads, position=3, arrival=ItemArrival.ON_TIME, pages="3 - 9"),
        replace(
            staff,
            position=4,
            restriction=Restriction.EXEMPT,
            restriction_ground="paragraph 1",
            public_title="A post",
        ),
    ]


def changed(audience: Audience = Audience.PUBLIC, *, is_out: bool = True) -> MeetingView:
    items = tuple(after())
    found = differences(before(), items, audience)
    out_on = date(2018, 7, 13) if is_out else None
    return view(
        items,
        audience=audience,
        changes=Changes(2, is_out, date(2018, 7, 11), out_on, "The river rose", found),
    )


def test_the_supplement_lists_what_is_to_be_read_with_the_agenda() -> None:
    made = outline(compose_supplement(changed(), SAY))
    for words in (
        "Supplementary agenda 1",
        "Published Friday 13 July 2018",
        "To be read with the agenda published on Wednesday 11 July 2018.",
        "Reason: The river rose",
        "Urgent item, taken for special circumstances: the river rises",
        "Under item 2, The budget",
        "Was called: Budget",
        "Changed: title and recommendation",
        "Changed: now not for publication",
    ):
        assert words in made
    order = [made.index(words) for words in ("Added to", "Fees", "2A.", "Papers now", "Changed\n")]
    assert order == sorted(order)
    assert "Welcome" not in made
    assert SECRET not in made


def test_the_sheet_sets_then_beside_now() -> None:
    made = outline(compose_changes(changed(), SAY))
    assert "**Title: **Budget" in made
    assert "**Title: **The budget" in made
    assert "**Recommendation: **That it be noted." in made
    assert "4. A post" in made
    assert "Open to the public" in made
    assert SECRET not in made
    members = outline(compose_changes(changed(Audience.MEMBERS), SAY))
    assert "4. Staff" in members
    assert SECRET not in members


def test_a_later_version_of_the_agenda_says_so() -> None:
    assert "Revised agenda: version 2, 13 July 2018" in outline(compose_agenda(changed(), SAY))
    draft = outline(compose_agenda(changed(is_out=False), SAY))
    assert "Draft of version 2: not yet published" in draft
    first = replace(changed(), changes=Changes(1, True, on=date(2018, 7, 11)))
    assert "ersion" not in outline(compose_agenda(first, SAY))


@pytest.mark.parametrize("compose", BOTH)
def test_where_nothing_changed_one_sentence_stands(compose: Compose) -> None:
    for changes in (None, Changes(1, True, on=date(2018, 7, 11))):
        made = compose(view(tuple(before()), changes=changes), SAY)
        assert "Nothing has changed." in outline(made)


@pytest.mark.parametrize("compose", BOTH)
@pytest.mark.parametrize("style", [CALM, CLASSIC], ids=["calm", "classic"])
def test_they_are_accessible_pdf_and_word(compose: Compose, style: object) -> None:
    long = "Because of **this**:\n\n" + "- and that, at some length indeed\n" * 60
    whole = changed(Audience.MEMBERS)
    assert whole.changes is not None
    items = tuple(
        replace(one, text=long, outcome=ItemOutcome.NONE) if one.uid == "Fees" else one
        for one in whole.items
    )
    found = differences(before(), items, Audience.MEMBERS)
    grown = replace(whole, items=items, changes=replace(whole.changes, differences=found))
    document = compose(grown, SAY)
    assert checked(render_pdf(document, style, FONTS)).startswith(b"%PDF-")  # type: ignore[arg-type]
    assert render_docx(document, style).startswith(b"PK")  # type: ignore[arg-type]
