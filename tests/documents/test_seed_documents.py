"""The documents of the three real meetings, block by block, against reviewed golden files.

An intended change is written with UPDATE_GOLDEN=1 in the environment and reviewed as a diff.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from secretariat.documents.actions import compose_actions
from secretariat.documents.agenda import compose_agenda
from secretariat.documents.attendance import compose_attendance
from secretariat.documents.cancellation import compose_cancellation
from secretariat.documents.minutes import compose_minutes
from secretariat.documents.model import Document
from secretariat.documents.notice import compose_notice
from secretariat.documents.script import compose_script
from secretariat.documents.summons import compose_summons
from secretariat.documents.wording import Wording, load_wording
from secretariat.paths import resources
from tests.documents import seeds
from tests.documents.outline import outline

GOLDEN = Path(__file__).parent.parent / "golden" / "documents"

MAKERS: dict[str, Callable[[Wording], Document]] = {
    "agenda-2017-02-23": lambda say: compose_agenda(seeds.partnership_agenda(), say),
    "minutes-2016-11-10": lambda say: compose_minutes(
        seeds.partnership_minutes(), say, draft=False
    ),
    "draft-minutes-2016-11-10": lambda say: compose_minutes(
        seeds.partnership_minutes(), say, draft=True
    ),
    "agenda-2018-07-19": lambda say: compose_agenda(seeds.strategic_board_agenda(), say),
    "actions-2016-11-10": lambda say: compose_actions(seeds.partnership_actions(), say),
    "summons-2017-02-23": lambda say: compose_summons(seeds.partnership_agenda(), say),
    "notice-2018-07-19": lambda say: compose_notice(seeds.strategic_board_agenda(), say),
    "script-2018-07-19": lambda say: compose_script(seeds.strategic_board_agenda(), say),
    "cancellation-2018-07-19": lambda say: compose_cancellation(seeds.postponed_board(), say),
    "attendance-2016-11-10": lambda say: compose_attendance(seeds.partnership_minutes(), say),
}


@pytest.mark.parametrize("name", MAKERS)
def test_document_is_the_golden_one(name: str) -> None:
    made = outline(MAKERS[name](load_wording(resources() / "wording", "en-GB")))
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(made, "utf-8", newline="\n")
    assert made == path.read_text("utf-8")


@pytest.mark.parametrize("name", MAKERS)
def test_same_meeting_gives_the_same_document(name: str) -> None:
    say = load_wording(resources() / "wording", "en-GB")
    assert MAKERS[name](say) == MAKERS[name](say)
