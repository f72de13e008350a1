"""How minutes open and close: which meeting they are of, their standing, and when it ended."""

from __future__ import annotations

from secretariat.documents.common import Frame, moved_line, place_line, remote_line
from secretariat.documents.model import Block, Paragraph, Role, runs
from secretariat.documents.two_languages import both, phrase
from secretariat.models.kinds import MeetingKind
from secretariat.models.plaintext import one_line
from secretariat.models.records import Sitting


def reference_of(frame: Frame) -> str:
    """Return the running number of the meeting itself, which its minutes bear as a reference."""
    given = frame.view.happened.numbers
    own = (number for number in given if number.item is None and number.entry is None)
    return next((one_line(number.printed) for number in own), "")


def reference_blocks(frame: Frame) -> list[Block]:
    """Return the reference of the minutes as it stands over everything else."""
    reference = reference_of(frame)
    return [Paragraph(runs(reference), Role.REFERENCE)] if reference else []


def heading_blocks(frame: Frame, draft: bool) -> list[Block]:
    """Return what says which meeting the minutes are of, when and where it was."""
    blocks = both(frame, lambda one: _which_meeting(one, draft))
    blocks.extend(moved_line(frame))
    if frame.choices.yes("minutes.status"):
        status = "minutes.status.draft" if draft else "minutes.status.approved"
        blocks.append(Paragraph(phrase(frame, status, bold=True), Role.SUBTITLE))
    if draft:
        blocks.append(Paragraph(phrase(frame, "minutes.draft_note"), Role.SMALL))
    return blocks


def _which_meeting(frame: Frame, draft: bool) -> list[Block]:
    meeting = frame.view.meeting
    kinds = (MeetingKind.EXTRAORDINARY, MeetingKind.ANNUAL, MeetingKind.INFORMAL)
    kind = meeting.kind.value if meeting.kind in kinds else "meeting"
    when = frame.phrases.listed(
        frame.say(
            "minutes.when",
            date=frame.phrases.spoken(sitting.date),
            time=frame.phrases.clock(sitting.starts),
        )
        for sitting in frame.view.sittings
    )
    words = frame.say(
        "minutes.heading.draft" if draft else "minutes.heading",
        meeting=frame.say(f"minutes.heading.{kind}"),
        when=when,
    )
    blocks: list[Block] = [Paragraph(runs(words), Role.SUBTITLE)]
    places = dict.fromkeys(place_line(sitting) for sitting in frame.view.sittings)
    blocks.extend(Paragraph(runs(place), Role.SUBTITLE) for place in places if place)
    for sitting in frame.view.sittings:
        if sitting.remote_link.strip() and not sitting.place.strip():
            where = remote_line(frame, sitting, "minutes.remote")
            blocks.append(Paragraph(where, Role.SUBTITLE))
    return blocks


def closing_blocks(frame: Frame) -> list[Block]:
    """Return the sentence that says when the meeting, or each of its sittings, ended; nothing
    where the body tells it otherwise."""
    if frame.choices["minutes.closing"] != "sentence":
        return []
    return both(frame, _closing)


def _closing(frame: Frame) -> list[Block]:
    several = len(frame.view.sittings) > 1
    return [
        Paragraph(
            runs(
                frame.say(
                    "minutes.closed.sitting" if several else "minutes.closed",
                    date=frame.phrases.spoken(sitting.date),
                    time=frame.phrases.clock(sitting.closed),
                )
            ),
            Role.CLOSING,
        )
        for sitting in _closed(frame)
        if sitting.closed
    ]


def closing_title(frame: Frame) -> str:
    """Return what the last item is called where the body ends its minutes with one that says
    when the meeting ended; empty otherwise."""
    last = next(reversed(_closed(frame)), None)
    if frame.choices["minutes.closing"] != "item" or last is None or last.closed is None:
        return ""
    return frame.say("minutes.closed.item", time=frame.phrases.clock(last.closed))


def _closed(frame: Frame) -> list[Sitting]:
    return [sitting for sitting in frame.view.sittings if sitting.closed]
