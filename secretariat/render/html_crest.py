"""The crest at the top of a page, inside the page itself: nothing is loaded from elsewhere."""

from __future__ import annotations

from base64 import b64encode

from secretariat.documents.style import HouseStyle
from secretariat.render.html_words import text

_KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_PLACES = frozenset({"left", "centre", "right"})


def crest_line(style: HouseStyle) -> list[str]:
    """Return the crest of the house style with what it shows; empty where none is printed.

    One that shows nothing worth telling has an empty `alt`, and screen readers pass it over.
    """
    crest = style.crest
    if crest is None or style.crest_place not in _PLACES:
        return []
    kind = next((kind for mark, kind in _KINDS.items() if crest.data.startswith(mark)), "")
    if not kind:
        return []
    source = f"data:{kind};base64,{b64encode(crest.data).decode('ascii')}"
    return [f'<div class="crest"><img alt="{text(crest.alt.strip())}" src="{source}"></div>']
