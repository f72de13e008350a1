"""Which documents of a meeting were saved and not marked as out yet; known after a restart too."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.paths import window_saved
from secretariat.ui.state import load_saved, save_saved


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A document that was saved as a file: which, as what, for whom, under which name, where."""

    kind: DocumentKind
    form: Format
    audience: Audience
    name: str
    path: str
    sha256: str

    def data(self) -> bytes | None:
        """Return its bytes; None where the file is gone or is another one by now."""
        try:
            found = Path(self.path).read_bytes()
        except (OSError, ValueError):
            return None
        return found if sha256(found).hexdigest() == self.sha256 else None


class SavedFiles:
    """The files that were saved of a meeting, in order; kept beside the window's state, because
    where a file lies is a matter of this computer."""

    def __init__(self, register: Path, meeting: str) -> None:
        self._register, self._meeting = register, meeting
        rows = load_saved(window_saved(), register, meeting)
        self.files = [one for one in map(_read, rows) if one is not None]

    @property
    def kinds(self) -> set[DocumentKind]:
        """The documents of which a file was saved."""
        return {one.kind for one in self.files}

    def add(
        self,
        kind: DocumentKind,
        form: Format,
        audience: Audience,
        name: str,
        path: Path,
        data: bytes,
    ) -> SavedFile:
        """Take note of a file that was saved."""
        digest = sha256(data).hexdigest()
        made = SavedFile(kind, form, audience, name, str(path.resolve()), digest)
        self.files = [one for one in self.files if one.path != made.path] + [made]
        self._keep()
        return made

    def take(self, kind: DocumentKind) -> list[SavedFile]:
        """Return the files of a document and know of them no longer."""
        taken = [one for one in self.files if one.kind is kind]
        if taken:
            self.files = [one for one in self.files if one.kind is not kind]
            self._keep()
        return taken

    def _keep(self) -> None:
        rows = [
            {
                "kind": one.kind.value,
                "form": one.form.value,
                "audience": one.audience.value,
                "name": one.name,
                "path": one.path,
                "sha256": one.sha256,
            }
            for one in self.files
        ]
        save_saved(window_saved(), self._register, self._meeting, rows)


def _read(row: dict[str, str]) -> SavedFile | None:
    try:
        return SavedFile(
            DocumentKind(row["kind"]), Format(row["form"]), Audience(row["audience"]),
            row["name"], row["path"], row["sha256"],
        )  # fmt: skip
    except (KeyError, ValueError):
        return None
