"""Minutes of the sample that were approved, and the running numbers that they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from secretariat.models.kinds import EntryKind, Stage
from secretariat.models.records import Approval, Correction, Entry, Item, Meeting
from secretariat.services.interchange.names import derived_uid
from secretariat.services.meetings import all_meetings
from secretariat.services.sample.versions import meeting_on
from secretariat.services.sequences import give_numbers
from secretariat.store.rows import Writer


def approve(writer: Writer, stories: Sequence[Mapping[str, Any]]) -> None:
    """Turn the words that approved earlier minutes into approvals with their corrections."""
    for story in stories:
        body = story["body"]
        meeting = meeting_on(writer, body, date.fromisoformat(story["date"]))
        day = date.fromisoformat(story["date"])
        item = writer.find(Item, meeting=meeting, title=story["item"])[0]
        entry = writer.find(Entry, meeting=meeting, item=item.uid)[0]
        writer.update(Entry, entry.uid, kind=EntryKind.APPROVAL, text="")
        made = writer.insert(
            Approval(
                uid=derived_uid(meeting, "approval", story["of"]),
                meeting=meeting,
                item=item.uid,
                entry=entry.uid,
                of_meeting=meeting_on(writer, body, date.fromisoformat(story["of"])),
                signed_by=story["signed_by"],
                signed_on=day,
            )
        )
        for at, one in enumerate(story["corrections"]):
            uid = derived_uid(meeting, "correction", str(at))
            writer.insert(Correction(uid=uid, approval=made.uid, position=at, **one))


def number(writer: Writer) -> None:
    """Give running numbers to all minutes of the sample that are out, in the order of their days,
    under the same uids every time."""
    for meet in all_meetings(writer):
        if meet.meeting.stage in (Stage.MINUTES_OUT, Stage.CLOSED):
            meeting: Meeting = meet.meeting
            give_numbers(
                writer,
                meeting.uid,
                uid_of=lambda of, home=meeting.uid: derived_uid(home, "number", of),  # type: ignore[misc]
            )
