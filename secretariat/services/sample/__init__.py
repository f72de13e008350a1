"""The sample board: a county that does not exist, with two years of its meetings.

Its dates are fixed, so that it is the same every time: meetings from December 2024 to November
2026 lie behind, those from December 2026 on lie ahead. Seen in the last week of November 2026 its
Desk is busy: an agenda to publish, minutes to send, actions overdue.
"""

from __future__ import annotations

import json
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.interchange import FORMAT, VERSION
from secretariat.models.kinds import Stage
from secretariat.models.records import Body, Meeting, Organisation, Person
from secretariat.paths import resources
from secretariat.services.interchange.merging import apply
from secretariat.services.interchange.planning import Planner
from secretariat.services.sample.approvals import approve, number
from secretariat.services.sample.meetings import Directory, meeting_of
from secretariat.services.sample.notes import read_notes
from secretariat.services.sample.papers import attach_files, keep_files, stories
from secretariat.services.sample.restricted import give_reasons
from secretariat.services.sample.versions import go_on, keep_version
from secretariat.services.session import Session
from secretariat.store import papers
from secretariat.store.rows import Writer
from secretariat.store.writer import Receipt

__all__ = ["documents", "fill"]

_NAMESPACE = "secretariat-sample"
_UNPUBLISHED = (Stage.PLANNED, Stage.AGENDA)


def documents() -> list[tuple[str, dict[str, Any]]]:
    """Return the sample board as interchange documents, each with the name it is known by."""
    folder = resources() / "sample"
    found = []
    for name in ("organisations-and-people.json", "bodies.json"):
        found.append((name, json.loads((folder / name).read_text("utf-8"))))
    directory = Directory({body["key"]: body for body in found[1][1]["bodies"]})
    notes = {
        path.stem: read_notes(path.read_text("utf-8"))
        for path in sorted((folder / "meetings").glob("*.md"))
    }
    meetings = [meeting_of(key, one, directory, notes.keys()) for key, one in notes.items()]
    whole = {"format": FORMAT, "version": VERSION, "namespace": _NAMESPACE, "meetings": meetings}
    handed_in = "submissions.json"
    later = (handed_in, json.loads((folder / handed_in).read_text("utf-8")))
    return [*found, ("meetings", whole), later]


def fill(session: Session) -> Receipt[None]:
    """Fill an empty register with the sample board, as one change.

    Raises KnownError when the register is not empty.
    """
    if any(session.reader.count(kind) for kind in (Body, Person, Organisation, Meeting)):
        raise KnownError(
            "This register holds bodies or people already; the sample board goes into an empty one."
        )
    sample, files = documents(), stories()
    keep_files(session.register.folder / papers.FOLDER, files)

    def work(writer: Writer) -> None:
        apply(writer, Planner(writer).plan(sample))
        for meeting in writer.find(Meeting):
            if meeting.stage not in _UNPUBLISHED:
                keep_version(writer, meeting.uid, meeting.letter_date)
        approve(writer, json.loads((resources() / "sample" / "approvals.json").read_text("utf-8")))
        number(writer)
        go_on(writer, json.loads((resources() / "sample" / "versions.json").read_text("utf-8")))
        attach_files(writer, files)
        give_reasons(writer)

    return session.change("Fill with the sample board", work)
