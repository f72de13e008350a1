"""Strips to pages: where pages end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.render.pdf.strips import Strip

# A strip that can be cut is cut when at least this share of the page would stay empty.
WASTE = 0.3


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip on a page, `y` points below the top of the text area; `repeated` is decoration."""

    strip: Strip
    y: float
    repeated: bool = False


Page = list[Placed]


def paginate(strips: Sequence[Strip], height: float) -> list[Page]:
    """Place every strip on a page of `height` points; there is always at least one page.

    A page ends where a strip allows it. Only where nothing allows it in a whole page, it ends
    where it is full.
    """
    waiting = list(reversed(strips))
    pages: list[Page] = []
    page: Page = []
    while waiting:
        strip = waiting.pop()
        if strip.new_page and page:
            pages.append(page)
            page = []
        y = _next_y(page, strip)
        if not page and strip.repeat:
            y = _repeat(page, strip)
        if y + strip.height <= height + 0.01:
            page.append(Placed(strip, y))
            continue
        divided = _divide(strip, height - y, height)
        if divided is not None:
            first, rest = divided
            rest.repeat, rest.keep, rest.after = strip.repeat, strip.keep, strip.after
            page.append(Placed(first, y))
            waiting.append(rest)
        elif not any(not placed.repeated for placed in page):
            page.append(Placed(strip, y))
            continue
        else:
            waiting.append(strip)
            waiting.extend(reversed(_take_back(page)))
        pages.append(page)
        page = []
    if page or not pages:
        pages.append(page)
    return pages


def _next_y(page: Page, strip: Strip) -> float:
    if not page:
        return 0.0
    last = page[-1]
    return last.y + last.strip.height + max(last.strip.after, strip.before)


def _repeat(page: Page, strip: Strip) -> float:
    y = 0.0
    for header in strip.repeat:
        page.append(Placed(header, y, repeated=True))
        y += header.height
    return y


def _divide(strip: Strip, room: float, height: float) -> tuple[Strip, Strip] | None:
    fits = strip.height <= height
    if strip.cut is None or (fits and (strip.whole or room < height * WASTE)):
        return None
    return strip.cut(room)


def _take_back(page: Page) -> list[Strip]:
    """Take off the page, and return, the strips that must stand with what comes next."""
    own = next((i for i, placed in enumerate(page) if not placed.repeated), len(page))
    end = len(page)
    while end > own and page[end - 1].strip.keep:
        end -= 1
    if end <= own:
        return []
    taken = [placed.strip for placed in page[end:]]
    del page[end:]
    return taken
