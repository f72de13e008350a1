"""check, backup and restore."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from secretariat.cli.output import print_json, tell
from secretariat.errors import KnownError


def check_register(folder: Path, *, as_json: bool) -> None:
    """Print what is not as it should be; KnownError when any of it is serious."""
    from secretariat.services import safety

    findings = safety.check(folder)
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            tell(finding.message)
    serious = sum(finding.serious for finding in findings)
    if serious:
        many = "1 thing is" if serious == 1 else f"{serious} things are"
        raise KnownError(f"{many} wrong with the register in {folder}.")
    if not as_json:
        tell(f"All is well with the register in {folder}.")


def back_up(folder: Path, path: Path) -> None:
    """Write the whole register into one file."""
    from secretariat.services import safety

    written = safety.backup(folder, path)
    tell(f"{written} was written and verified ({written.stat().st_size:,} bytes).")


def restore_register(folder: Path, path: Path) -> None:
    """Make a backup the register in `folder`."""
    from secretariat.services import safety

    safety.restore(folder, path)
    tell(f"The register in {folder} is now that of {path}.")
