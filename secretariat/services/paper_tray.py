"""The in-tray: a folder in which files for papers arrive, such as that of the mail program.

It is only looked at. Nothing is taken in, moved or deleted there before somebody says so.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.kinds import ItemKind
from secretariat.models.numbering import NO_NUMBER, agenda_numbers
from secretariat.models.paper_files import likeness, read_file_name
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item
from secretariat.services.agenda import items_of
from secretariat.services.meetings import meet_of

if TYPE_CHECKING:
    from secretariat.store.rows import Reader

_MOST = 200
_READ = 20_000_000
_ALIKE = 0.34
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".download", ".opdownload")
_HIDDEN = (".", "~$", "~", "desktop.ini", "thumbs.db")


@dataclass(frozen=True, slots=True)
class TrayFile:
    """A file in the tray. `key` tells it from others, and from itself once it was changed."""

    path: Path
    size: int
    key: str

    @property
    def name(self) -> str:
        return self.path.name


def in_tray(folder: Path, done: Container[str] = ()) -> list[TrayFile]:
    """Return the files of a folder that were not dealt with, by name.

    Folders, hidden files and those that are still being written are passed over. Raises KnownError
    when the folder cannot be read.
    """
    found: list[TrayFile] = []
    try:
        for path in folder.iterdir():
            name = path.name.casefold()
            if name.startswith(_HIDDEN) or name.endswith(_UNFINISHED):
                continue
            try:
                if not path.is_file():
                    continue
                told = path.stat()
            except OSError:
                continue
            key = f"{path.name}|{told.st_size}|{told.st_mtime_ns}"
            if told.st_size and key not in done:
                found.append(TrayFile(path, told.st_size, key))
            if len(found) >= _MOST:
                break
    except OSError as error:
        raise KnownError(f"The in-tray {folder} cannot be read ({error.strerror}).") from error
    return sorted(found, key=lambda one: one.name.casefold())


def suggestions(reader: Reader, meeting: str, files: Iterable[TrayFile]) -> dict[str, str]:
    """Return by the key of a file the uid of the item it seems to be for; others are left out.

    A form of ours says for which item it was made; the name of a file may hold the number of an
    item, or words of its title. Reads the files, so it is for a thread of its own.
    """
    items = [one for one in items_of(reader, meeting) if one.kind is ItemKind.ITEM]
    meet = meet_of(reader, meeting)
    scheme = meet.bodies[0].agenda_numbering if meet.bodies else "1.|(a)|(i)"
    numbers = agenda_numbers(items_of(reader, meeting), scheme)
    by_number = {_bare(numbers.get(one.uid, NO_NUMBER).full): one.uid for one in items}
    found: dict[str, str] = {}
    for file in files:
        said = read_file_name(file.name)
        uid = (
            _by_form(file, items)
            or (by_number.get(said.number, "") if said.number else "")
            or _by_title(said.title, items)
        )
        if uid:
            found[file.key] = uid
    return found


def _bare(number: str) -> str:
    return "".join(letter for letter in number.casefold() if letter.isalnum())


def _by_title(title: str, items: Iterable[Item]) -> str:
    """Return the one item whose title is most like a name; none where two are as much."""
    scored = sorted(((likeness(title, one.title), one.uid) for one in items), reverse=True)
    if not scored or scored[0][0] < _ALIKE:
        return ""
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return ""
    return scored[0][1]


def _by_form(file: TrayFile, items: Iterable[Item]) -> str:
    """Return the item for which a form of ours was made; none for any other file."""
    if file.path.suffix.casefold() != ".docx" or file.size > _READ:
        return ""
    from secretariat.models.report_forms import reference_of
    from secretariat.services.report_reading import read_file

    try:
        read = read_file(file.path, ())
    except KnownError:
        return ""
    for item in items:
        if read.item == item.uid or (
            read.reference and one_line(read.reference) == reference_of(item.uid)
        ):
            return item.uid
    return ""
