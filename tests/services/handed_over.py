"""A document written by hand, and registers as they are compared."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from secretariat.models.interchange import FORMAT, VERSION
from secretariat.models.records import RECORDS, Record
from secretariat.services import interchange
from secretariat.services.session import Session

FILES = Path(__file__).parents[1] / "files" / "interchange"
DOCUMENT: dict[str, Any] = {
    "format": FORMAT,
    "version": VERSION,
    "namespace": "test",
    "organisations": [{"name": "Fen Council", "short_name": "FC"}],
    "people": [
        {"key": "pc", "given_name": "Paula", "family_name": "Clerk", "organisation": "FC"},
        {"given_name": "Llŷr", "family_name": "Bevan", "job_title": "Doctor"},
    ],
    "bodies": [
        {
            "name": "Safer Fens Board",
            "short_name": "SFB",
            "options": {"agenda.letter": "yes"},
            "texts": [{"place": "access", "text": "Large print."}],
            "seats": [{"name": "Fen Council", "organisation": "Fen Council"}],
            "memberships": [
                {"person": "pc", "seat": "Fen Council", "role": "chair", "starts": "2017-01-01"}
            ],
            "actions": [{"text": "Find a room", "owners": ["Llŷr Bevan"]}],
        }
    ],
    "meetings": [
        {
            "bodies": ["SFB"],
            "sittings": [{"date": "2017-02-23", "starts": "10:00", "ends": "12:00"}],
            "items": [
                {"kind": "heading", "title": "LOOKING BACK"},
                {
                    "items": [
                        {
                            "title": "Scams",
                            "minutes": 15,
                            "entries": [
                                {"text": "They were discussed."},
                                {
                                    "kind": "action",
                                    "text": "To write",
                                    "actions": [
                                        {
                                            "owners": ["pc", "FC", "everyone"],
                                            "due_kind": "next meeting",
                                            "updates": [{"on": "2017-03-01", "text": "Begun"}],
                                        }
                                    ],
                                },
                            ],
                        }
                    ]
                },
            ],
            "attendees": [
                {
                    "person": "Paula Clerk",
                    "capacity": "chair",
                    "events": [
                        {"kind": "late", "at": "10:20"},
                        {"kind": "leaves", "at": "11:30", "item": "Scams"},
                    ],
                }
            ],
            "publications": [
                {"kind": "agenda", "format": "pdf", "made_at": "2017-02-15T09:30:00Z"}
            ],
        }
    ],
}


def bring(session: Session, document: Any, name: str = "file.json") -> interchange.Report:
    """Import a document as if it had been read from a file."""
    data = json.dumps(document).encode() if isinstance(document, dict) else document
    read = interchange.read_bytes(data, name)
    return interchange.import_documents(session, [(name, read)], label="Import")


def everything(session: Session) -> dict[str, list[Record]]:
    """Return all records of a register, `rev` aside."""
    return {
        kind.TABLE: [replace(record, rev=1) for record in session.reader.find(kind)]
        for kind in RECORDS
    }
