"""Where data, settings, logs and shipped resources live."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import platformdirs

_APP = "Secretariat"


@cache
def resources() -> Path:
    """Return the folder of shipped resources, in an installed wheel as in a checkout."""
    package = Path(__file__).resolve().parent
    shipped = package / "resources"
    return shipped if shipped.is_dir() else package.parent / "resources"


def default_register() -> Path:
    """Return the folder in which a new register is offered; it need not exist yet."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "register"


def sample_register() -> Path:
    """Return the folder in which the sample board is unpacked for exploring."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "sample"


def window_state() -> Path:
    """Return the file that keeps the window's place and the last register; not in any register."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "window.json"


def window_places() -> Path:
    """Return the file that keeps where she was in each meeting; not in any register."""
    return window_state().with_name("places.json")


def window_saved() -> Path:
    """Return the file that keeps which documents were saved and not marked as out yet."""
    return window_state().with_name("saved.json")


def window_spelling() -> Path:
    """Return the file that keeps where spelling is off, and the words ignored in a meeting."""
    return window_state().with_name("spelling.json")


def window_tray() -> Path:
    """Return the file that keeps which folder is the in-tray for papers."""
    return window_state().with_name("tray.json")


def log_folder() -> Path:
    """Return the folder for the program's own log files."""
    return Path(platformdirs.user_log_dir(_APP, appauthor=False))
