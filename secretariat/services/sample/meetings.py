"""Sample meetings as interchange records: notes and the memberships of their day put together."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from secretariat.services.sample.notes import Made, Notes
from secretariat.services.sample.replies import replies_of

_SITTING = re.compile(r"(\S+) (\d\d:\d\d)–(\d\d:\d\d) ?(.*)")
_CAPACITIES = {"chair", "vice-chair", "member", "co-opted", "observer", "officer"}


@dataclass(frozen=True, slots=True)
class Directory:
    """The bodies of the sample by key, as they are written."""

    bodies: Mapping[str, Mapping[str, Any]]

    def members(self, body: str, on: str) -> list[Mapping[str, Any]]:
        """Return the memberships of a body that hold on a day and are called up for a meeting."""
        return [
            row
            for row in self.bodies[body]["memberships"]
            if row.get("role", "member") in _CAPACITIES
            and row.get("starts", "") <= on <= row.get("ends", "9999")
        ]


def meeting_of(key: str, notes: Notes, directory: Directory, keys: Container[str]) -> Made:
    """Return the record of a meeting; `keys` are those of all sample meetings."""
    bodies = notes.words("body")
    lead = directory.bodies[bodies[0]]
    sittings = _sittings(notes, lead)
    made: Made = {
        "key": key,
        "bodies": bodies,
        "sittings": sittings,
        "marking": lead.get("marking", ""),
        "items": notes.items,
    }
    for name, column in (
        ("kind", "kind"),
        ("title", "title"),
        ("stage", "stage"),
        ("letter", "letter_date"),
        ("addressees", "addressees"),
        ("cancelled", "cancelled_reason"),
        ("instead", "replaced_by"),
    ):
        if notes.one(name):
            made[column] = notes.one(name)
    if notes.one("held"):
        made["attendees"] = _attendees(notes, bodies, sittings[0]["date"], directory)
    room = notes.room
    made |= {
        name: rows
        for name, rows in (
            ("declarations", room.declared),
            ("events", room.events),
            ("motions", room.motions),
            ("votes", room.votes),
        )
        if rows
    }
    if notes.fields.get("reply"):
        made["replies"] = replies_of(notes)
    _say_where_closed(notes.items, bodies[0], keys)
    return made


def _sittings(notes: Notes, lead: Mapping[str, Any]) -> list[Made]:
    sittings = []
    held = notes.fields.get("held", [])
    for index, line in enumerate(notes.fields["sitting"]):
        found = _SITTING.fullmatch(line)
        assert found is not None, line
        sitting = {
            "date": found[1],
            "starts": found[2],
            "ends": found[3],
            "place": found[4] or lead["venue"],
            "remote_link": "" if found[4] else lead.get("remote_link", ""),
        }
        if index < len(held):
            sitting["opened"], sitting["closed"] = held[index].split("–")
        sittings.append(sitting)
    return sittings


def _attendees(notes: Notes, bodies: list[str], on: str, directory: Directory) -> list[Made]:
    roll = _marks(notes)
    substitutes = dict(line.split(" by ") for line in notes.fields.get("substitute", []))
    made: dict[str, Made] = {}
    for body in bodies:
        for row in directory.members(body, on):
            who = row["person"]
            if who in made:
                continue
            made[who] = _member(row, directory.bodies[body])
            made[who]["events"] = [roll.get(who, {"kind": "present"})]
            if who in substitutes:
                made[who]["events"] = [{"kind": "substituted"}]
                made[f"for {who}"] = _substitute(substitutes[who], made[who])
    for number, move in enumerate(notes.room.moves, start=1):
        event = {
            "kind": move.kind,
            "at": move.at,
            "item": move.item,
            "entry": move.entry,
            "position": number,
        }
        made[move.who]["events"].append(event)
    return [*made.values(), *_others(notes)]


def _marks(notes: Notes) -> dict[str, Made]:
    """Return how those are marked who were not simply there."""
    roll = {who: {"kind": kind} for kind in ("apologies", "absent", "remote")
            for who in notes.words(kind)}  # fmt: skip
    for line in notes.words("late"):
        who, at = line.split()
        roll[who] = {"kind": "late", "at": at}
    return roll


def _member(row: Mapping[str, Any], body: Mapping[str, Any]) -> Made:
    role = row.get("role", "member")
    titles = {"chair": body["chair_title"], "vice-chair": body["vice_chair_title"]}
    seats = {seat["key"]: seat["name"] for seat in body["seats"]}
    made: Made = {
        "key": row["person"],
        "person": row["person"],
        "capacity": role,
        "role_title": titles.get(role, ""),
        "seat": seats.get(row.get("seat", ""), ""),
        "voting": row.get("voting", True),
    }
    if row.get("representing"):
        made["organisation"] = row["representing"]
    return made


def _substitute(who: str, away: Made) -> Made:
    return {
        "key": who,
        "person": who,
        "capacity": "substitute",
        "seat": away["seat"],
        "voting": away["voting"],
        "substitute_for": away["key"],
        "events": [{"kind": "present"}],
    }


def _others(notes: Notes) -> list[Made]:
    """Return visitors and the public, who are listed only because they came."""
    made = []
    for line in notes.fields.get("visitor", []):
        name, job, organisation = (part.strip() for part in line.split(",", 2))
        made.append(
            {
                "name": name,
                "job_title": job,
                "organisation": organisation,
                "capacity": "visitor",
                "voting": False,
                "events": [{"kind": "present"}],
            }
        )
    for line in notes.fields.get("public", []):
        made.append({"name": line, "capacity": "public", "voting": False})
    return made


def _say_where_closed(items: list[Made], body: str, keys: Container[str]) -> None:
    """Close actions at the meeting of the body on the day on which they were closed."""
    for item in items:
        _say_where_closed(item.get("items", []), body, keys)
        for entry in item.get("entries", []):
            for action in entry.get("actions", []):
                meeting = f"{action.get('closed_on')}-{body}"
                if meeting in keys:
                    action["closed_at"] = meeting
