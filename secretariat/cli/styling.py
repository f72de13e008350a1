"""style: the house styles of a register, and each as one file."""

from __future__ import annotations

from pathlib import Path

from secretariat.cli.opened import session_of
from secretariat.cli.output import STANDARD, print_json, tell, write_file
from secretariat.errors import KnownError
from secretariat.services import house_styles, style_file, style_pages, word_templates
from secretariat.services.house_styles import StyleChoice
from secretariat.store.rows import Reader


def list_styles(folder: Path, *, as_json: bool) -> None:
    """Print every house style, the office's own first, and which bodies print in it."""
    with session_of(folder) as session:
        rows = [
            {
                "key": one.key,
                "name": one.name,
                "own": bool(one.uid),
                "note": one.note,
                "bodies": [b.name for b in style_pages.printing_in(session.reader, one.key)],
            }
            for one in house_styles.styles(session.reader)
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        bodies = row["bodies"]
        assert isinstance(bodies, list)
        printed = f": {', '.join(bodies)}" if bodies else ""
        tell(f"{row['name']} ({'own' if row['own'] else 'with the program'}){printed}")


def export_style(folder: Path, style: str, file: Path) -> None:
    """Write a house style, named by its key or its name, into one file.

    A folder takes it under its own name. KnownError when there is no such style.
    """
    with session_of(folder) as session:
        found = _named(session.reader, style)
        data = style_file.style_file(session, found.key)
        if file.is_dir():
            file = file / style_file.file_name(session.reader, found.key)
    write_file(file, data)
    if file != STANDARD:
        tell(f"{file}: {found.name}.")


def save_template(folder: Path, style: str, file: Path) -> None:
    """Write the Word template of a house style into a file; a folder takes it under its name.

    KnownError when there is no such style.
    """
    with session_of(folder) as session:
        found = _named(session.reader, style)
        name, data = word_templates.template_file(session, found.key)
        if file.is_dir():
            file = file / name
    write_file(file, data)
    if file != STANDARD:
        tell(f"{file}: the Word template of {found.name}.")


def import_style(folder: Path, file: Path, *, name: str) -> None:
    """Bring in a house style from a file; the same one again changes nothing.

    KnownError for a file that is none, and when another style is called so.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise KnownError(f"{file} could not be read ({error.strerror}).") from error
    found = style_file.read_style(data)
    with session_of(folder) as session:
        if style_file.same_style(session.reader, found) and name in ("", found.name):
            tell(f"The house style “{found.name}” is here already, and the same.")
            return
        made = style_file.bring_in(session, found, name).result()
    tell(f"The house style “{made.name}” was brought in.")


def _named(reader: Reader, style: str) -> StyleChoice:
    """Return the style of that key or name; KnownError, with those that there are, for none."""
    asked = style.strip().casefold()
    known = house_styles.styles(reader)
    for one in known:
        if asked in (one.key.casefold(), one.name.casefold()):
            return one
    names = ", ".join(one.name for one in known)
    raise KnownError(f"There is no house style “{style}”; there are: {names}.")
