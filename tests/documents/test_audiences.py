"""What each audience reads: nothing restricted reaches a document it is not for."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from secretariat.documents.actions import compose_actions
from secretariat.documents.agenda import compose_agenda
from secretariat.documents.minutes import compose_minutes
from secretariat.models.kinds import (
    Audience,
    Restriction,
)
from secretariat.models.views import ActionListView
from tests.documents import seeds
from tests.documents.outline import outline
from tests.documents.small import SAY, SECRET, agenda, minutes, restricted


def test_public_documents_hold_nothing_restricted_even_when_handed_it() -> None:
    whole = restricted()
    listed = ActionListView(Audience.PUBLIC, "Actions", whole.actions[2:])
    for made in (agenda(whole), minutes(whole), outline(compose_actions(listed, SAY))):
        assert SECRET not in made


def test_restricted_item_keeps_its_number_public_title_and_ground() -> None:
    made = agenda(restricted())
    assert "2.     Staffing" in made
    assert "restricted: Not for publication: paragraph 1 of Part 1" in made
    assert "3.     Restricted item" in made
    assert "restricted: Not for publication: this item is confidential." in made
    assert "4.     last" in made
    assert "## 2. Staffing" in minutes(restricted())


def test_members_read_exempt_matter_marked_as_such() -> None:
    made = minutes(seeds.for_audience(restricted(), Audience.MEMBERS))
    assert made.count(SECRET) > 3
    assert "restricted: Not for publication: paragraph 1 of Part 1" in made
    assert "internal" not in made


@given(st.sampled_from(["title", "text", "presenter", "recommendation", "minutes", "pages"]))
def test_public_document_is_unchanged_by_restricted_matter(field: str) -> None:
    whole = restricted()
    other: object = 99 if field == "minutes" else "Other words"
    changed = replace(
        whole,
        items=tuple(
            replace(one, **{field: other})  # type: ignore[arg-type]
            if one.restriction is not Restriction.NONE or one.parent
            else one
            for one in whole.items
        ),
        entries=tuple(
            one if one.uid == "e1" else replace(one, text="new") for one in whole.entries
        ),
        actions=(),
    )
    assert compose_agenda(changed, SAY) == compose_agenda(whole, SAY)
    assert compose_minutes(changed, SAY, draft=True) == compose_minutes(whole, SAY, draft=True)
