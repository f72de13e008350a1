"""What a recommendation becomes when it is decided as it stands."""

from __future__ import annotations

import pytest

from secretariat.models.decision_words import decided_words, opening_of


@pytest.mark.parametrize(
    ("recommendation", "opening", "decision"),
    [
        ("That the report be noted.", "", "That the report be noted."),
        ("That the report be noted.", "RESOLVED that", "RESOLVED that the report be noted."),
        ("That the report be noted.", "RESOLVED: That", "RESOLVED: That the report be noted."),
        ("To note the report.", "AGREED to", "AGREED to note the report."),
        ("The Board is asked to note it.", "RESOLVED that", "RESOLVED to note it."),
        ("The Board is asked to note it.", "", "To note it."),
        ("Members are recommended to: note it.", "RESOLVED that", "RESOLVED to note it."),
        ("It is recommended that A be paid.", "RESOLVED that", "RESOLVED that A be paid."),
        ("Approve the budget.", "RESOLVED that", "RESOLVED: Approve the budget."),
        ("RESOLVED that it be so.", "AGREED that", "RESOLVED that it be so."),
        ("That (a) one;\n(b) two.", "RESOLVED:", "RESOLVED: That (a) one;\n(b) two."),
        ("That", "RESOLVED that", "That"),
        ("", "RESOLVED that", ""),
    ],
)
def test_a_recommendation_becomes_a_decision(
    recommendation: str, opening: str, decision: str
) -> None:
    assert decided_words(recommendation, opening) == decision


def test_how_decisions_begin() -> None:
    assert opening_of("**RESOLVED** that it be so") == "RESOLVED"
    assert opening_of("AGREED that it be so") == "AGREED that"
    assert opening_of("The Board agreed") == ""
