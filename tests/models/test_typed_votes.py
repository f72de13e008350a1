"""What is typed about motions and votes, and what is left as words."""

from __future__ import annotations

import pytest

from secretariat.models.kinds import EntryKind
from secretariat.models.records import Attendee
from secretariat.models.typed_minutes import Marked, marked
from secretariat.models.typed_votes import (
    TypedCandidate,
    TypedCount,
    TypedProposal,
    attendee_named,
    typed_candidates,
    typed_count,
    typed_proposal,
)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("For 26, against 32, abstentions 0", TypedCount(26, 32, 0)),
        ("For: 26 Against: 32 Abstention: 0", TypedCount(26, 32, 0)),
        ("for 7; against none.", TypedCount(7, 0)),
        ("For 12 against 3 and abstained 1", TypedCount(12, 3, 1)),
        ("Votes: in favour 5, against 4", TypedCount(5, 4)),
        ("For 26 against the odds", None),
        ("For 26, against 32, abstentions 0 and Cllr Low left", None),
        ("For the record, against 3", None),
    ],
)
def test_counts(line: str, count: TypedCount | None) -> None:
    assert typed_count(line) == count


def test_proposals_end_the_words_and_name_people() -> None:
    assert typed_proposal("Proposed Cllr Lowe, seconded Cllr Baird") == TypedProposal(
        "", "Cllr Lowe", "Cllr Baird"
    )
    assert typed_proposal(
        "RESOLVED: to approve.\nProposed by: Cllr J. Lowe. Seconded by: Cllr Baird."
    ) == TypedProposal("RESOLVED: to approve.", "Cllr J. Lowe", "Cllr Baird")
    assert typed_proposal("It was agreed. Moved by Mr Hill") == TypedProposal(
        "It was agreed.", "Mr Hill"
    )
    for words in (
        "Proposed Cllr Lowe, seconded Cllr Baird all in agreement.",
        "The site proposed by Cllr Lowe",
        "Proposed by the planning team, seconded by nobody",
        "Proposed changes to the rota",
    ):
        assert typed_proposal(words) is None, words


def test_candidates_are_lines() -> None:
    assert typed_candidates("Ann Webb: 12\nCllr O’Neill - 3 votes\n\nJo Bell") == [
        TypedCandidate("Ann Webb", 12),
        TypedCandidate("Cllr O’Neill", 3),
        TypedCandidate("Jo Bell"),
    ]


def test_the_first_word_makes_motions_and_votes() -> None:
    assert marked("MOTION: That we") == Marked(EntryKind.MOTION, "That we")
    assert marked("Amendment: That") == Marked(EntryKind.MOTION, "That", amends=True)
    assert marked("VOTE: ") == Marked(EntryKind.VOTE, "")
    assert marked("Motion sickness was discussed") is None


def test_an_attendee_is_named_by_what_is_theirs_alone() -> None:
    people = [
        Attendee(uid=uid, meeting="m", name=name, initials=initials)
        for uid, name, initials in (
            ("a", "Councillor Ann Webb", "AW"),
            ("b", "Councillor Bo Webb", "BW"),
            ("c", "Dr Ivy van Loon", "IL"),
        )
    ]
    named = {
        "Cllr Ann Webb": "a", "councillor bo webb": "b", "BW": "b", "van Loon": "c", "Loon": "c",
        "Cllr Webb": None, "Somebody Else": None, "": None, "Cllr": None,
    }  # fmt: skip
    for words, uid in named.items():
        found = attendee_named(people, words)
        assert (found.uid if found else None) == uid, words
