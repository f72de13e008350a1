"""demo, import and export."""

from __future__ import annotations

from pathlib import Path

from secretariat.cli.opened import find_body, find_meeting, session_of
from secretariat.cli.output import STANDARD, print_json, tell, write_file
from secretariat.models.plaintext import joined
from secretariat.services import interchange
from secretariat.services.interchange import Report
from secretariat.services.meetings import all_meetings

_PLURALS = {
    "person": "people",
    "body": "bodies",
    "meeting_body": "bodies of meetings",
    "entry": "entries",
}


def fill_with_sample(folder: Path) -> None:
    """Fill an empty register, made if need be, with the sample board."""
    from secretariat.services.sample import fill

    with session_of(folder, create=True) as session:
        fill(session).result()
        meetings = len(all_meetings(session.reader))
    tell(f"The sample board with {meetings} meetings is in {folder}.")


def bring_in(folder: Path, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Import files, into a new register if there is none, and say what that changed."""
    new = not (folder / "CURRENT").exists()
    if new:
        for path in files:
            interchange.read_file(path)  # a file that is refused makes no register
    with session_of(folder, create=True) as session:
        report = interchange.import_files(session, files)
    if as_json:
        print_json(
            {
                "changes": report.changes,
                "added": report.added,
                "changed": report.changed,
                "equal": report.equal,
            }
        )
        return
    tell(in_words(report) + (f" The register in {folder} is new." if new else ""))


def in_words(report: Report) -> str:
    """Return what an import did as one sentence."""
    if not report.changes:
        return f"0 changes: all {report.equal} records were there already."
    parts = []
    for verb, counts in (("added", report.added), ("changed", report.changed)):
        if counts:
            parts.append(f"{verb} {joined([_counted(k, n) for k, n in counts.items()])}")
    return f"{report.changes} changes: {'; '.join(parts)}."


def _counted(table: str, many: int) -> str:
    word = table.replace("_", " ")
    return f"{many} {word if many == 1 else _PLURALS.get(table, word + 's')}"


def write_out(folder: Path, scope: str, word: str, file: Path) -> None:
    """Write an interchange file of the register, of a body or of a meeting."""
    with session_of(folder) as session:
        reader = session.reader
        if scope == "register":
            data = interchange.export_register(session)
        elif scope == "body":
            data = interchange.export_body(session, find_body(reader, word).uid)
        else:
            data = interchange.export_meeting(session, find_meeting(reader, word).meeting.uid)
    write_file(file, data)
    if file != STANDARD:
        tell(f"{file} was written.")
