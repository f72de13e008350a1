"""The life of a meeting: what each stage is called on screen and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.models.kinds import Stage

TIMES = "times"
"""What the details are asked for, to set when the meeting began and ended."""
TONES = {
    Stage.PLANNED: "quiet",
    Stage.AGENDA: "accent",
    Stage.PUBLISHED: "good",
    Stage.HELD: "good",
    Stage.DRAFT_MINUTES: "warn",
    Stage.MINUTES_OUT: "accent",
    Stage.CLOSED: "quiet",
    Stage.CANCELLED: "bad",
    Stage.POSTPONED: "warn",
}


@dataclass(frozen=True, slots=True)
class Next:
    """The next step: what the button says and which command of the workspace it runs."""

    text: str = ""
    command: str = ""


_NEXT = {
    Stage.AGENDA: Next("Publish agenda…", "meeting.publish-agenda"),
    Stage.PUBLISHED: Next("Start meeting", "meeting.start"),
    Stage.DRAFT_MINUTES: Next("Send draft minutes…", "meeting.send-minutes"),
    Stage.MINUTES_OUT: Next("Mark approved", "meeting.approve"),
}


def stage_words(stage: Stage) -> str:
    """Return the stage as its tag says it: Agenda in draft."""
    return stage.value.capitalize()


def next_step(stage: Stage, tab: str, *, items: int) -> Next:
    """Return what a meeting at this stage needs next, seen from one of its steps.

    The send step has its own button for it.
    """
    if tab == "send" and stage is not Stage.HELD:
        return Next()
    if stage in (Stage.PLANNED, Stage.AGENDA):
        if items:
            return _NEXT[Stage.AGENDA]
        return Next() if tab == "agenda" else Next("Write the agenda", "meeting.tab.agenda")
    if stage is Stage.HELD:
        if tab == "minutes":
            return Next("Next item", "minutes.next-item")
        return Next("Go on minuting", "meeting.tab.minutes")
    return _NEXT.get(stage, Next())
