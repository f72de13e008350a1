"""What happened to sample agendas after they had gone out: supplements, and changes since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from secretariat.errors import BugError
from secretariat.models.kinds import ItemArrival
from secretariat.models.records import AgendaVersion, Body, Item, Meeting, MeetingBody, Sitting
from secretariat.services.agenda_versions import freeze, versions_of
from secretariat.services.fields import place
from secretariat.services.interchange.names import derived_uid
from secretariat.store.rows import Reader, Writer

Story = Mapping[str, Any]
_KINDS = {"arrival": ItemArrival}


def keep_version(writer: Writer, meeting: str, on: date | None, reason: str = "") -> None:
    """Keep the agenda of a sample meeting as its next version, under the same uids every time."""
    count = len(versions_of(writer, meeting)) + 1
    freeze(
        writer, meeting, on, reason,
        uid_of=lambda name: derived_uid(meeting, f"version {count}", name),
    )  # fmt: skip


def go_on(writer: Writer, stories: Sequence[Story]) -> None:
    """Change agendas of the sample as told, and keep a version where a supplement went out."""
    for story in stories:
        meeting = meeting_on(writer, story["body"], date.fromisoformat(story["date"]))
        for step in story["steps"]:
            for line in step.get("add", ()):
                _add(writer, meeting, line)
            for title, values in step["change"].items():
                item = _item(writer, meeting, title)
                writer.update(Item, item.uid, **_read(values))
            if "out" in step:
                keep_version(writer, meeting, date.fromisoformat(step["out"]), step["reason"])
            else:
                _prepare(writer, meeting, step["reason"])


def _prepare(writer: Writer, meeting: str, reason: str) -> None:
    number = len(versions_of(writer, meeting)) + 1
    uid = derived_uid(meeting, f"version {number}", "")
    writer.insert(AgendaVersion(uid=uid, meeting=meeting, version=number, reason=reason))


def meeting_on(reader: Reader, body: str, on: date) -> str:
    """Return the uid of the sample meeting of a body on a day; BugError when there is none."""
    home = reader.one(Body, short_name=body)
    held = {row.meeting for row in reader.find(MeetingBody, body=home.uid)} if home else set()
    found = [row.meeting for row in reader.find(Sitting, date=on) if row.meeting in held]
    if not found:
        raise BugError(f"the sample has no meeting of {body} on {on}")
    return reader.get(Meeting, found[0]).uid


def _item(reader: Reader, meeting: str, title: str) -> Item:
    found = reader.one(Item, meeting=meeting, title=title)
    if found is None:
        raise BugError(f"the sample meeting has no item {title!r}")
    return found


def _add(writer: Writer, meeting: str, line: Mapping[str, Any]) -> None:
    values = _read(line)
    after = _item(writer, meeting, values.pop("after"))
    siblings = writer.find(Item, meeting=meeting, parent=after.parent)
    uid = derived_uid(meeting, "item", values["title"])
    writer.insert(Item(uid=uid, meeting=meeting, parent=after.parent, **values))
    at = [one.uid for one in siblings].index(after.uid) + 1
    place(writer, Item, uid, siblings, at)


def _read(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _KINDS[name](value) if name in _KINDS else value for name, value in values.items()
    }
