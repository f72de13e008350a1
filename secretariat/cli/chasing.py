"""chase: e-mail drafts to the authors who owe reports."""

from __future__ import annotations

from pathlib import Path

from secretariat.cli.opened import find_body, session_of
from secretariat.cli.output import tell, write_file
from secretariat.errors import KnownError
from secretariat.services.owed import owed


def chase_authors(folder: Path, output: Path, *, body: str | None, forms: bool = False) -> None:
    """Write a draft for each author who owes a report into the folder `output`; with `forms`,
    the form of each open report is attached.

    Nothing is sent. KnownError when nobody owes one, or when `output` is no folder.
    """
    from secretariat.services import chase

    if not output.is_dir():
        raise KnownError(f"{output} is not a folder; please make it first.")
    with session_of(folder) as session:
        today = session.today()
        chosen = find_body(session.reader, body).uid if body else None
        views = owed(session.reader, body=chosen)
        drafts = chase.drafts(session.reader, views, today)
        nameless = chase.nameless(views, today)
        if not drafts:
            raise chase.nothing_owed(views, today)
        if forms:
            drafts = [chase.with_forms(session, draft) for draft in drafts]
    for draft in drafts:
        write_file(output / draft.file_name, chase.make(draft))
        count = len(draft.view.lines)
        reports = "1 report" if count == 1 else f"{count} reports"
        without = "" if draft.email else "; no e-mail address is known"
        tell(f"{output / draft.file_name}: {reports}{without}.")
    if nameless:
        words = "1 missing report has" if len(nameless) == 1 else f"{len(nameless)} missing have"
        tell(f"{words} no author, so nobody is asked.")
