"""make report-form: Word files for the authors of reports."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from secretariat.cli.opened import find_meeting, session_of
from secretariat.cli.output import STANDARD, tell, write_file
from secretariat.errors import KnownError
from secretariat.models.numbering import agenda_numbers
from secretariat.models.records import Item
from secretariat.services.agenda import items_of
from secretariat.services.meetings import Meet
from secretariat.store.rows import Reader

_SHORTEST = 4


def make_report_forms(folder: Path, word: str, item: str | None, output: Path) -> None:
    """Write the form of an item's report; without an item, those of all reports that are missing.

    One goes into a file or a folder, several into a folder or a file that ends in .zip.
    """
    from secretariat.services import report_forms

    with session_of(folder) as session:
        meet = find_meeting(session.reader, word)
        if item is not None:
            forms = [report_forms.form_of(session, find_item(session.reader, meet, item).uid)]
        else:
            forms = report_forms.forms_of(session, meet.meeting.uid)
            if not forms:
                raise report_forms.no_forms()
            if not output.is_dir() and output.suffix.casefold() != ".zip":
                raise KnownError(f"{output} is neither a folder nor a file that ends in .zip.")
    made = {form.file_name: report_forms.make_form(form) for form in forms}
    if item is None and not output.is_dir():
        write_file(output, zipped(made))
        tell(f"{output} was written with {len(made)} {'form' if len(made) == 1 else 'forms'}.")
        return
    for name, data in made.items():
        path = output / name if output.is_dir() else output
        write_file(path, data)
        if path != STANDARD:
            tell(f"{path} was written ({len(data):,} bytes).")


def zipped(files: dict[str, bytes]) -> bytes:
    """Return files as one zip; the same files, the same bytes."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as package:
        for name, data in files.items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, data)
    return held.getvalue()


def find_item(reader: Reader, meet: Meet, word: str) -> Item:
    """Return the item of a meeting that a word names: its number, its uid or how its title begins.

    KnownError with one sentence where none is meant, or more than one.
    """
    items = items_of(reader, meet.meeting.uid)
    numbers = agenda_numbers(items, meet.bodies[0].agenda_numbering)
    wanted = _bare(word)
    found = [item for item in items if wanted and _bare(numbers[item.uid].full) == wanted]
    if not found and len(word) >= _SHORTEST:
        folded = word.casefold()
        found = [
            item
            for item in items
            if item.uid.startswith(folded) or item.title.casefold().startswith(folded)
        ]
    if not found:
        raise KnownError(f"The agenda has no item “{word}”.")
    if len(found) > 1:
        raise KnownError(f"“{word}” names more than one item; please give its number.")
    return found[0]


def _bare(number: str) -> str:
    """Return a number as it is compared: 8 (b), 8b and 8(b). are the same."""
    return re.sub(r"[\s().]", "", number.casefold())
