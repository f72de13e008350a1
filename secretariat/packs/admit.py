"""What a part may bring into a pack: pages that paint, and links; what has more was not rebuilt."""

from __future__ import annotations

from collections.abc import Iterable

from pikepdf import Array, Dictionary, Name, Object

from secretariat.packs.keys import entry

PAGE_KEYS = frozenset(
    (
        "/Annots", "/Contents", "/CropBox", "/Group", "/MediaBox", "/Parent", "/Resources",
        "/Rotate", "/StructParents", "/Tabs", "/Type", "/UserUnit",
    )
)  # fmt: skip
"""What a page keeps; all else falls away."""
LINK_KEYS = frozenset(
    (
        "/A", "/Border", "/BS", "/C", "/Contents", "/Dest", "/F", "/H", "/Lang", "/NM", "/P",
        "/QuadPoints", "/Rect", "/StructParent", "/Subtype", "/Type",
    )
)  # fmt: skip
_ACTIONS = (Name.URI, Name.GoTo)
_ACTION_KEYS = frozenset(("/D", "/S", "/Type", "/URI"))


class NotReadyError(Exception):
    """A part that has something on its pages which no rebuilt paper has."""


def admit(pages: Iterable[Object]) -> None:
    """Take from the pages of a part what a pack does not need.

    Raises NotReadyError where a page has an annotation that is no link, or a link that does
    anything but lead somewhere: such a file was never rebuilt, and no part of it is taken.
    """
    for page in pages:
        for key in page.keys() - PAGE_KEYS:
            del page[key]
        held = entry(page, "/Annots")
        if held is None:
            continue
        if not isinstance(held, Array) or not all(_is_link(one) for one in held):
            raise NotReadyError


def _is_link(annotation: Object) -> bool:
    if not isinstance(annotation, Dictionary) or annotation.get("/Subtype") != Name.Link:
        return False
    if not annotation.keys() <= LINK_KEYS:
        return False
    action = entry(annotation, "/A")
    if action is None:
        return True
    if not isinstance(action, Dictionary) or action.get("/S") not in _ACTIONS:
        return False
    return action.keys() <= _ACTION_KEYS
