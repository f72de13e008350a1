"""What a part may bring into a pack: pages that paint, and links; what has more was not rebuilt."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf

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


def admit(source: Pdf) -> None:
    """Take from the pages of a part what a pack does not need.

    Raises NotReadyError where a page has an annotation that is no link, or a link that does
    anything but lead somewhere: such a file was never rebuilt, and no part of it is taken.
    """
    for page in source.pages:
        for key in set(page.obj.keys()) - PAGE_KEYS:
            del page.obj[key]
        held = page.obj.get("/Annots")
        if held is None:
            continue
        if not isinstance(held, Array) or not all(_is_link(one) for one in held):
            raise NotReadyError


def _is_link(annotation: Object) -> bool:
    if not isinstance(annotation, Dictionary) or annotation.get("/Subtype") != Name.Link:
        return False
    if not annotation.keys() <= LINK_KEYS:
        return False
    action = annotation.get("/A")
    if action is None:
        return True
    if not isinstance(action, Dictionary) or action.get("/S") not in _ACTIONS:
        return False
    return action.keys() <= _ACTION_KEYS
