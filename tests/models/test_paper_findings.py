"""What is said of a paper: each finding in a sentence, of one thing and of several."""

from __future__ import annotations

import pytest

from secretariat.models.paper_findings import (
    Gravity,
    PaperFault,
    PaperFinding,
    author_sentence,
    gathered,
    officer_sentence,
    pages_in_words,
)


@pytest.mark.parametrize("kind", PaperFault)
@pytest.mark.parametrize("count", [1, 4])
def test_every_finding_is_a_sentence(kind: PaperFault, count: int) -> None:
    words = "page by page."
    finding = PaperFinding(kind, 3, count, words)
    told = officer_sentence(finding)
    assert told[0].isupper() or told[0].isdigit()
    assert told.endswith((".", "page by page"))
    asked = author_sentence(finding)
    assert not asked or asked[0].isupper() or asked[0].isdigit()
    for sentence in (told, asked):
        assert "{" not in sentence
        assert "|" not in sentence
    if kind.gravity in (Gravity.REFUSED, Gravity.DANGER):
        assert asked, "what is grave needs something that the author can do"


def test_findings_of_a_kind_are_told_at_once_and_the_gravest_first() -> None:
    found = [
        PaperFinding(PaperFault.ROTATED, 2),
        PaperFinding(PaperFault.COMMENTS, 4, 2),
        PaperFinding(PaperFault.ROTATED, 3),
        PaperFinding(PaperFault.COMMENTS, 1, 1),
        PaperFinding(PaperFault.PERSONAL, words="Ann Lee"),
        PaperFinding(PaperFault.PERSONAL, words="Ann Lee"),
    ]
    told = [one.officer for one in gathered(found)]
    assert told == [
        "3 comments on pages 1 and 4; their words were removed.",
        "Pages 2 and 3 are turned.",
        "What it said of who made it, and how, was removed: Ann Lee.",
    ]
    assert gathered(found)[0].author.startswith("There are 3 comments on pages 1 and 4.")


def test_pages_are_told_as_people_say_them() -> None:
    assert pages_in_words([]) == "the whole paper"
    assert pages_in_words([3]) == "page 3"
    assert pages_in_words([1, 2]) == "pages 1 and 2"
    assert pages_in_words([1, 2, 3, 5, 7, 8, 9, 10]) == "pages 1 to 3, 5 and 7 to 10"
