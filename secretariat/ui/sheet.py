"""The style sheet: `resources/theme/window.qss` with the colours and sizes of the moment."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from secretariat.paths import resources

_SIZE = re.compile(r"@size-(\w+)")
_COLOUR = re.compile(r"@([\w-]+)")
_LENGTH = re.compile(r"\b(\d+)px")


@cache
def _template() -> str:
    return (resources() / "theme" / "window.qss").read_text("utf-8")


def style_sheet(
    colours: Mapping[str, str],
    size: Callable[[str], int],
    length: Callable[[float], int],
    *,
    dark: bool = False,
) -> str:
    """Return the whole style sheet for one scheme of colours; hairlines stay one pixel thin."""

    def scaled(match: re.Match[str]) -> str:
        pixels = int(match[1])
        return f"{pixels if pixels < 2 else length(pixels)}px"

    text = _LENGTH.sub(scaled, _template())
    text = _SIZE.sub(lambda match: f"{size(match[1])}px", text)
    folder = (resources() / "theme").as_posix()
    text = text.replace("@folder", folder).replace("@scheme", "dark" if dark else "light")
    return _COLOUR.sub(lambda match: colours[match[1]], text)
