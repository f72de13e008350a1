"""Reading the notes of a sample meeting: a plain text that a person can write and check.

Above the agenda stand fields, a line each: `body: board`, `sitting: 2025-03-13 10:00–12:00`,
`apologies: farquhar, nwosu`. A field may come twice. Then:

- `== WORDS` is a heading of the agenda.
- `## Title | presenter | minutes` is an item; `###` and `####` are sub-items.
- `@name value` is a field of the item above; `@paper key` a report that it waits for.
- `~ Words` is a sub-heading of the minutes, `DECISION:` and `INTERNAL:` begin such an entry;
  so does `RESOLVED:`, which is printed.
- `ACTION owners; due: words` is an action. Below it `+ date name: words` is a progress note and
  `= state date` says how it stands.
- Lines about the room (`! arrives person time`, `MOTION …`, `VOTE …`) are those of `room_notes`.
- Anything else is a paragraph of the minutes; an empty line ends it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from secretariat.errors import BugError
from secretariat.services.sample.room_notes import RoomNotes, RoomReader

Made = dict[str, Any]

_ACTION = re.compile(r"ACTION (?P<owners>[^;:]+)(; (?P<due>[^:]+))?: (?P<text>.+)", re.DOTALL)
_UPDATE = re.compile(r"\+ (?P<on>\S+) (?P<by>[^:]+): (?P<text>.+)")
_STATE = re.compile(r"= (?P<state>done|dropped|in progress)( (?P<on>\S+))?")
_ITEM = re.compile(r"(?P<depth>#{2,4}) (?P<title>.*)")
_DUES = {"next": "next meeting", "asap": "as soon as possible", "ongoing": "ongoing"}
_FLAGS = {"after": ("placement", "after contact")}
_RESTRICTED = {"exempt", "confidential"}


@dataclass(slots=True)
class Notes:
    """The notes of one meeting: its fields, and its items as interchange records."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    items: list[Made] = field(default_factory=list)
    room: RoomNotes = field(default_factory=RoomNotes)

    def one(self, name: str) -> str:
        """Return a field that stands once, empty when it is not there."""
        return self.fields.get(name, [""])[0]

    def words(self, name: str) -> list[str]:
        """Return the words of a field that are parted by commas."""
        return [word.strip() for line in self.fields.get(name, []) for word in line.split(",")]


def read_notes(text: str) -> Notes:
    """Return what the notes say; BugError for a line that means nothing."""
    reader = _Reader()
    for block in re.split(r"\n\s*\n", text.strip()):
        reader.read(block)
    return reader.notes


class _Reader:
    """Goes through the notes block by block; `_line` holds the items from the top to the last."""

    def __init__(self) -> None:
        self.notes = Notes()
        self._line: list[Made] = []
        self._count = 0
        self._room = RoomReader(self._told)
        self.notes.room = self._room.notes

    def read(self, block: str) -> None:
        """Take in what stands between two empty lines."""
        if not self.notes.items and not block.startswith(("#", "=")):
            self._fields(block)
        elif block.startswith(("#", "== ")):
            self._heading(block.split("\n"))
        elif self._room.reads(block):
            self._room.read(block)
        elif block.startswith("ACTION "):
            self._actions(block.split("\n"))
        else:
            self._entry(block)

    def _fields(self, block: str) -> None:
        for line in block.split("\n"):
            name, colon, value = line.partition(":")
            if not colon:
                raise BugError(f"a sample meeting says {line!r} above its agenda")
            self.notes.fields.setdefault(name.strip(), []).append(value.strip())

    def _heading(self, lines: list[str]) -> None:
        self._count += 1
        made: Made = {"key": f"item {self._count}"}
        found = _ITEM.fullmatch(lines[0])
        if found is None:
            made |= {"kind": "heading", "title": lines[0].removeprefix("== ").strip()}
            self.notes.items.append(made)
            self._line = []
            return
        title, presenter, minutes = (*found["title"].split("|"), "", "")[:3]
        made["title"] = title.strip()
        if presenter.strip():
            made["presenter"] = presenter.strip()
        if minutes.strip():
            made["minutes"] = int(minutes)
        for line in lines[1:]:
            self._attribute(made, line)
        depth = len(found["depth"]) - 2
        self._line = [*self._line[:depth], made]
        home = self._line[-2].setdefault("items", []) if depth else self.notes.items
        home.append(made)

    def _attribute(self, made: Made, line: str) -> None:
        name, _, value = line.removeprefix("@").partition(" ")
        if name in _FLAGS:
            made[_FLAGS[name][0]] = _FLAGS[name][1]
        elif name == "paper":
            made.setdefault("papers", []).append({"paper": value})
        elif name in _RESTRICTED:
            made |= {"restriction": name, "restriction_ground": value}
        elif value:
            made[{"public": "public_title", "note": "internal_note"}.get(name, name)] = value

    def _told(self, made: Made) -> str:
        """Put an entry that tells of the room under the item being read; return its key."""
        self._entries().append(made)
        return str(self._line[-1]["key"])

    def _entry(self, block: str) -> None:
        made: Made = {"text": block}
        for mark, values in (
            ("~ ", {"kind": "heading"}),
            ("DECISION: ", {"kind": "decision"}),
            ("INTERNAL: ", {"restriction": "internal"}),
        ):
            if block.startswith(mark):
                made = {"text": block.removeprefix(mark), **values}
        if block.startswith("RESOLVED: "):
            made["kind"] = "decision"
        self._entries().append(made)

    def _entries(self) -> list[Made]:
        entries: list[Made] = self._line[-1].setdefault("entries", [])
        return entries

    def _actions(self, lines: list[str]) -> None:
        for line in lines:
            action = self._entries()[-1]["actions"][0] if line[0] in "+=" else {}
            if found := _ACTION.fullmatch(line):
                self._entries().append(_action(found))
            elif found := _UPDATE.fullmatch(line):
                action.setdefault("updates", []).append(found.groupdict())
            elif found := _STATE.fullmatch(line):
                action["state"] = found["state"]
                if found["on"]:
                    action["closed_on"] = found["on"]
            else:
                raise BugError(f"a sample meeting says {line!r}")


def _action(found: re.Match[str]) -> Made:
    action: Made = {"owners": [word.strip() for word in found["owners"].split(",")]}
    due = found["due"]
    if due in _DUES:
        action["due_kind"] = _DUES[due]
    elif due:
        action |= {"due_kind": "date", "due": due}
    return {"kind": "action", "text": found["text"], "actions": [action]}
