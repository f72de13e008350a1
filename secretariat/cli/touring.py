"""tour: the main job without a window, and a picture of the window if there can be one."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.cli.output import tell, write_file
from secretariat.errors import KnownError

if TYPE_CHECKING:
    from secretariat.cli import Grab

PICTURE = "window.png"


def guide(out: Path, grab: Grab | None) -> None:
    """Serve a meeting of the sample board in a register of its own, and say where things lie."""
    from secretariat.services import tour
    from secretariat.services.session import Session
    from secretariat.store.register import Register

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(f"{out} could not be made; choose another folder.") from error
    out = out.resolve()
    with tempfile.TemporaryDirectory(prefix="secretariat-tour-") as place:
        folder = Path(place) / "register"
        session = Session(Register.create(folder), who="Ruth Denholm", clock=lambda: tour.SEEN_AT)
        try:
            made = tour.take(session, out, tell, write_file)
        finally:
            session.close()
        for path in made.files:
            tell(f"  {path}")
        _picture(folder, out / PICTURE, grab)


def _picture(folder: Path, picture: Path, grab: Grab | None) -> None:
    """Say where the picture of the window lies, or that there is none and why."""
    if grab is None:
        tell("There is no picture of the window: this command was started without one.")
        return
    picture.unlink(missing_ok=True)
    try:
        grab(folder, picture)
    except (KnownError, subprocess.SubprocessError) as error:
        tell(str(error) if isinstance(error, KnownError) else "Drawing the window took too long.")
        return
    if picture.is_file():
        tell("A picture of the window:")
        tell(f"  {picture}")
    else:
        tell("There is no picture of the window: it could not be drawn here.")
