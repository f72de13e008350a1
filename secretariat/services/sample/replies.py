"""Sample replies as interchange records: `reply: who, kind, day, how, note`, a line each.

A substitute is named after the kind: `reply: aldous, substitute shah, 2026-11-19, e-mail`.
"""

from __future__ import annotations

from secretariat.services.sample.notes import Made, Notes


def replies_of(notes: Notes) -> list[Made]:
    """Return the replies that the notes of a meeting tell of."""
    return [_reply(line) for line in notes.fields.get("reply", [])]


def _reply(line: str) -> Made:
    who, kind, day, how, note = (*(part.strip() for part in line.split(",", 4)), "", "")[:5]
    sent = kind.removeprefix("substitute ") if kind.startswith("substitute ") else ""
    kind = "substitute" if sent else kind
    made: Made = {"person": who, "kind": kind, "told_on": day, "told_how": how}
    if sent:
        made["substitute"] = sent
    if note:
        made["note"] = note
    return made
