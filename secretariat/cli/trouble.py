"""What to tell, and what to write down, when the program itself is at fault."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime

from secretariat.paths import log_folder


def log(error: BaseException) -> str:
    """Write an error to the log and return the sentence that says where; never raises."""
    kind = type(error).__name__
    path = log_folder() / "commands.log"
    lines = "".join(traceback.format_exception(error))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{lines}\n")
    except OSError:
        return f"Something went wrong inside the program ({kind}), and no log could be written."
    return f"Something went wrong inside the program ({kind}); the details are in {path}."
