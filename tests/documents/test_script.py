"""The chair's script: the running order, the words, and what is not read aloud."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from secretariat.documents.model import Table
from secretariat.documents.script import compose_script
from secretariat.models.kinds import (
    Audience,
    ItemArrival,
    ItemOutcome,
    Purpose,
    ReplyKind,
    Restriction,
    Ruling,
)
from secretariat.models.records import Item, Meeting, Person, Reply, Submission
from secretariat.models.views import MeetingView
from tests.documents.outline import outline
from tests.documents.small import SAY, SECRET, SITTING, item, restricted, view


def script(of: MeetingView) -> str:
    return outline(compose_script(of, SAY)).replace("spoken: ", "")


def officers(*items: Item, **more: object) -> MeetingView:
    return view(items, audience=Audience.OFFICERS, **more)


def rows(of: MeetingView) -> list[str]:
    """Return the rows of the running order as text, the header row left out."""
    return [
        line.strip()
        for line in script(of).splitlines()
        if " | " in line and "What to say" not in line
    ]


def test_the_running_order_has_clock_times_and_minutes() -> None:
    made = rows(
        officers(
            item("Apologies", minutes=5),
            item("Budget", 1, minutes=20, presenter="Ann Smith", purpose=Purpose.INFORMATION),
            item("Other", 2),
        )
    )
    assert [row.split(" | ")[0] for row in made] == [
        "**10.00 am**",
        "**10.00 am** / small: 5 mins",
        "**10.05 am** / small: 20 mins",
        "**10.25 am**",
        "**10.25 am**",
    ]
    assert "**2. Budget** / I invite **Ann Smith** to introduce it." in made[2]
    assert "May I take it that it is noted?" in made[2]
    table = compose_script(officers(item("One")), SAY).blocks[-1]
    assert isinstance(table, Table)
    assert all(not row[-1].blocks for row in table.rows[1:]), "the notes are for her pen"


@pytest.mark.parametrize(
    ("starts", "greeting"),
    [(time(9), "Good morning"), (time(14), "Good afternoon"), (time(18, 30), "Good evening")],
)
def test_the_welcome_follows_the_clock(starts: time, greeting: str) -> None:
    assert greeting in script(officers(sittings=(replace(SITTING, starts=starts),)))


def test_apologies_and_substitutes_are_those_that_were_answered() -> None:
    people = {
        uid: Person(uid=uid, given_name=uid.capitalize(), family_name="Lee")
        for uid in ("ann", "bob", "cat", "dan")
    }
    replies = (
        Reply(uid="1", meeting="m", person="ann", kind=ReplyKind.APOLOGIES),
        Reply(uid="2", meeting="m", person="bob", kind=ReplyKind.SUBSTITUTE, substitute="cat"),
        Reply(uid="3", meeting="m", person="dan", kind=ReplyKind.COMING),
    )
    known = officers(item("Apologies for absence"), replies=replies, people=people)
    made = script(known)
    assert "Apologies have been received from Ann Lee and Bob Lee." in made
    assert "Cat Lee is here in place of Bob Lee." in made
    assert "Dan Lee" not in made
    without_item = rows(officers(item("Budget"), replies=replies, people=people))
    assert "Apologies have been received" in without_item[0]


def test_usual_matters_have_their_own_words() -> None:
    later = ((Meeting(uid="n"), replace(SITTING, uid="n", date=date(2018, 10, 11))),)
    made = rows(
        officers(
            item("Declarations of interest"),
            item("Minutes of the last meeting", 1),
            item("Date of next meeting", 2),
            future=later,
        )
    )
    assert "Does anyone have an interest to declare" in made[1]
    assert "Are the minutes agreed as a correct record?" in made[2]
    assert "The next meeting is on Thursday 11 October 2018, 10.00 am, Town Hall." in made[3]
    assert "The next meeting" not in made[4]
    assert "The next meeting" in rows(officers(item("Budget"), future=later))[-1]


def test_a_recommendation_is_put_to_the_vote() -> None:
    made = script(officers(item("Budget", recommendation="That *it* be agreed.")))
    assert "The recommendation is: / decision: That _it_ be agreed. / Who proposes it?" in made
    assert "For _____  Against" in made


def test_what_is_gone_or_urgent_or_tabled_says_so() -> None:
    made = rows(
        officers(
            item("One", outcome=ItemOutcome.WITHDRAWN, presenter="Ann"),
            item("Two", 1, arrival=ItemArrival.URGENT, urgency="the wall fell down"),
            item("Three", 2, arrival=ItemArrival.URGENT),
            item("Four", 3, arrival=ItemArrival.TABLED),
        )
    )
    assert made[1].endswith("This item has been withdrawn. |")
    assert "as a matter of urgency: the wall fell down" in made[2]
    assert "the minutes must specify them" in made[3]
    assert "handed out at the meeting" in made[4]


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("england-council", "under section 100A(4) of the Local Government Act 1972"),
        ("wales-council", "Part 4 of Schedule 12A"),
        ("england-executive", "under regulation 4(2)(b)"),
        ("scotland-council", "under section 50A(4)"),
        ("northern-ireland-council", "under section 42(4)"),
        ("parish-nalc", "Public Bodies (Admission to Meetings) Act 1960"),
        ("partnership", "I move that the public be asked to leave"),
        ("", "I move that the public be asked to leave"),
    ],
)
def test_the_public_is_excluded_by_the_law_of_the_body(profile: str, words: str) -> None:
    closed = {"restriction": Restriction.EXEMPT, "restriction_ground": "paragraph 3"}
    made = rows(
        officers(
            item("Budget"),
            item("Lease of 4 High Street", 1, public_title="A lease", **closed),
            item("Second lease", 2, public_title="Another", **closed),
            item("Last", 3),
            profile=profile,
        )
    )
    assert words in made[2]
    assert "**2. A lease** ⏎ Not for publication: paragraph 3" in script(
        officers(item("A"), item("B", 1, public_title="A lease", **closed), profile=profile)
    )
    assert sum("Is that agreed?" in row for row in made) == 1
    assert "open to the public again" in made[5]
    assert "4. Last" in made[6]


def test_confidential_business_needs_no_resolution_where_the_law_says_so() -> None:
    secret = item("Deal", public_title="A deal", restriction=Restriction.CONFIDENTIAL)
    made = script(officers(secret, profile="england-council"))
    assert "The public must leave" in made
    assert "I move that" not in made


@pytest.mark.parametrize("audience", list(Audience))
def test_what_is_for_officers_alone_is_never_read_aloud(audience: Audience) -> None:
    whole = restricted()
    internal = replace(
        whole,
        audience=audience,
        items=tuple(one for one in whole.items if one.uid in ("open", "internal", "last")),
    )
    assert SECRET not in script(internal)
    assert "2. last" in script(internal)


def test_the_public_would_read_nothing_restricted_even_when_handed_it() -> None:
    assert SECRET not in script(restricted())


def test_those_who_gave_notice_are_called_in_order() -> None:
    asked = tuple(
        Submission(
            uid=name, body="b", meeting="m", item="Questions", name=name, position=at,
            ruling=Ruling.IN_ORDER, text="Why?", contact=SECRET,
        )
        for at, name in enumerate(("Ada Lee", "Bo Fry"))
    )  # fmt: skip
    made = script(officers(item("Questions"), submissions=asked))
    assert made.index("I call those who have given notice") < made.index("Question from Ada Lee")
    assert made.index("Question from Ada Lee") < made.index("Question from Bo Fry")
    assert SECRET not in made


def test_the_item_that_excludes_the_public_carries_the_only_motion() -> None:
    closed = {"restriction": Restriction.EXEMPT, "restriction_ground": "paragraph 3"}
    exclude = item("Exclusion of the press and public", 1, purpose=Purpose.DECISION)
    lease = item("Lease of 4 High Street", 2, public_title="A lease", **closed)
    of = officers(item("Budget"), exclude, lease, item("Last", 3), profile="england-council")
    made = rows(of)
    assert "**2. Exclusion of the press and public** / I move that under section 100A(4)" in made[2]
    assert "Is that agreed?" in made[2]
    assert "**3. Lease of 4 High Street**" in made[3], "no box of its own before it"
    assert "open to the public again" in made[4]
    whole = script(of)
    assert whole.count("I move that") == 1
    assert "**3. A lease** ⏎ Not for publication: paragraph 3" in whole
    assert "What does the meeting wish to decide?" not in whole
    nothing = script(officers(exclude, profile="england-council"))
    assert "No business on this agenda is closed to the public." in nothing
    assert "I move that" not in nothing


def test_a_principal_council_is_told_of_urgent_business_and_not_asked_for_it() -> None:
    other = item("Any other urgent business", 2)
    council = {"profile": "england-council"}
    none = script(officers(item("Budget"), other, **council))
    assert "I have not agreed to take any other business as a matter of urgency." in none
    flood = item("Flood", 1, arrival=ItemArrival.URGENT, urgency="the river rises")
    secret = item(
        "Sale to Smith", 3, public_title="A sale", arrival=ItemArrival.URGENT,
        restriction=Restriction.EXEMPT,
    )  # fmt: skip
    some = next(
        row for row in rows(officers(flood, other, secret, **council)) if "Any other" in row
    )
    told = script(officers(flood, other, secret, **council))
    assert "I have agreed to take the following as a matter of urgency:" in some
    assert "1. Flood" in told
    assert "3. A sale" in told
    assert told.count("Sale to Smith") == 1, "its name is not read out with the public there"
    assert "Is there any other business?" not in none + told
    assert "Is there any other business?" in script(officers(other, profile="partnership"))
