"""Commands that must fail in one sentence and change nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from secretariat import cli
from secretariat.models.interchange import FORMAT, VERSION
from secretariat.services import interchange
from secretariat.services.session import Session

Made = dict[str, Any]

PEOPLE = [{"key": key, "family_name": key.title()} for key in ("ash", "birch", "cedar")]
UID = "01890000-0000-7000-8000-000000000001"


def document(**lists: Any) -> Made:
    """Return an interchange document."""
    return {"format": FORMAT, "version": VERSION, "namespace": "bad", **lists}


def body(**more: Any) -> Made:
    """Return a document with a body and three people."""
    return document(people=PEOPLE, bodies=[{"name": "Board", "short_name": "B", **more}])


def meeting(**more: Any) -> Made:
    """Return a document with a meeting."""
    made = {"bodies": ["Board"], "sittings": [{"date": "2017-02-23", "starts": "10:00"}], **more}
    return document(bodies=[{"name": "Board"}], meetings=[made])


def make_register(folder: Path) -> Path:
    """Make a register with something in it that may not be lost."""
    session = Session.open(folder, create=True)
    kept = document(people=PEOPLE, bodies=[{"uid": UID, "name": "Kept Board", "short_name": "K"}])
    interchange.import_documents(session, [("kept", kept)], label="Import")
    session.close()
    return folder


class Register:
    """A register, and a command that must fail in one sentence and change nothing."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capfd = folder, capfd

    def contents(self) -> bytes:
        session = Session.open(self.folder)
        try:
            return interchange.export_register(session)
        finally:
            session.close()

    def refuses(self, *words: str | Path) -> str:
        self._capfd.readouterr()
        code = cli.main(["--register", str(self.folder), *map(str, words)])
        said = self._capfd.readouterr()
        assert (code, said.out) == (1, ""), said
        return sentence(said.err)


def sentence(text: str) -> str:
    """Return what was told, sure that it is one sentence for a person."""
    told = text.strip()
    assert "\n" not in told
    assert told.endswith(".")
    assert told[:1].isupper() or told[:1] in "“/"
    assert len(told) < 500, told
    for word in ("Traceback", "Error(", "Exception", "None", "sqlite3", "went wrong inside"):
        assert word not in told, told
    return told
