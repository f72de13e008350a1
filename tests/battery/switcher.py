"""Restores and migrates a register over and over until it is killed.

Run as: python switcher.py REGISTER BACKUP
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from secretariat.store import migrations
from secretariat.store.register import Register
from secretariat.store.restore import restore

REAL = migrations.STEPS


def use_schemas(count: int) -> None:
    """Let the program know the schemas there are as one, and `count` in all; those after it
    rebuild a table."""

    def step(db: Any) -> None:
        db["item"].transform(rename={"note": "note"})

    more = tuple((f"m9{n:03d}_planted", step) for n in range(2, count + 1))
    migrations.STEPS = REAL + more
    migrations.SCHEMA_VERSION = len(migrations.STEPS)


def main(folder: Path, source: Path) -> None:
    """Restore the backup of today's schema, migrate it to the next, and so on."""
    os.write(1, b'{"k": "start"}\n')
    while True:
        use_schemas(1)
        restore(folder, source, datetime.now(UTC))
        os.write(1, b'{"k": "restored"}\n')
        use_schemas(2)
        Register.open(folder).close()
        os.write(1, b'{"k": "migrated"}\n')


def restore_only(folder: Path, source: Path) -> None:
    """Restore over and over, at today's schema each time."""
    os.write(1, b'{"k": "start"}\n')
    while True:
        restore(folder, source, datetime.now(UTC))
        os.write(1, b'{"k": "restored"}\n')


if __name__ == "__main__":
    (restore_only if sys.argv[3:] == ["restore"] else main)(Path(sys.argv[1]), Path(sys.argv[2]))
