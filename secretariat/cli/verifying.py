"""verify: what a finished file still carries, and who cannot read it."""

from __future__ import annotations

from pathlib import Path

from secretariat.cli.output import print_json, tell
from secretariat.errors import KnownError
from secretariat.models.pack_kinds import CheckState


def verify_file(path: Path, *, as_json: bool) -> None:
    """Print the findings, the gravest first; KnownError when the file should not leave."""
    from secretariat.services import releases

    check = releases.verify(path)
    if as_json:
        print_json({"file": path.name, **check.as_data()})
    else:
        pages = "1 page. " if check.pages == 1 else f"{check.pages:,} pages. "
        tell(f"{path.name}: {pages if check.pages else ''}{check.line}.")
        for one in check.findings:
            tell(f"  {one.text} {one.cure}")
        if check.claims:
            tell(f"  It says that it follows {' and '.join(check.claims)}.")
    if check.state is CheckState.FAILED:
        raise KnownError(f"{path.name} should not be given out as it is.")
