"""Which layers of a PDF are seen on a screen (optional content, ISO 32000-2, 8.11)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from secretariat.packs.objects import name_of, text_of

_DEEPEST = 16
_MOST = 5_000


@dataclass(slots=True)
class Layers:
    """The layers of a PDF, by object: their names, and which of them are switched off."""

    names: dict[tuple[int, int], str] = field(default_factory=dict)
    off: set[tuple[int, int]] = field(default_factory=set)

    def hides(self, content: Any) -> bool:
        """Say whether what belongs to a layer, or to an expression of layers, is not seen."""
        return not self._shows(content, 0)

    def _shows(self, content: Any, depth: int) -> bool:
        from pikepdf import Array, Dictionary

        if depth > _DEEPEST or not isinstance(content, Dictionary):
            return True
        if name_of(content.get("/Type")) != "/OCMD":
            return content.objgen not in self.off
        expression = content.get("/VE")
        if isinstance(expression, Array) and len(expression):
            return self._holds(expression, depth + 1)
        listed = content.get("/OCGs")
        groups = list(listed) if isinstance(listed, Array) else [listed]
        shown = [
            one.objgen not in self.off for one in groups[:_MOST] if isinstance(one, Dictionary)
        ]
        if not shown:
            return True
        policy = name_of(content.get("/P"))
        if policy == "/AllOn":
            return all(shown)
        if policy == "/AnyOff":
            return not all(shown)
        if policy == "/AllOff":
            return not any(shown)
        return any(shown)

    def _holds(self, expression: Any, depth: int) -> bool:
        from pikepdf import Array

        if not isinstance(expression, Array):
            return self._shows(expression, depth)
        if depth > _DEEPEST or not len(expression):
            return True
        what, rest = name_of(expression[0]), list(expression)[1:_MOST]
        held = (self._holds(one, depth + 1) for one in rest)
        if what == "/Not":
            return not all(held)
        return any(held) if what == "/Or" else all(held)


def layers_of(root: Any) -> Layers:
    """Return the layers that the catalogue names, as its default configuration shows them."""
    from pikepdf import Array, Dictionary

    layers = Layers()
    properties = root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return layers
    every = properties.get("/OCGs")
    groups = [g for g in list(every)[:_MOST] if isinstance(g, Dictionary)] if every else []
    for group in groups:
        layers.names[group.objgen] = text_of(group.get("/Name"))
    default = properties.get("/D")
    if not isinstance(default, Dictionary):
        return layers

    def listed(key: str) -> set[tuple[int, int]]:
        given = default.get(key)
        if not isinstance(given, Array):
            return set()
        return {one.objgen for one in list(given)[:_MOST] if isinstance(one, Dictionary)}

    if name_of(default.get("/BaseState")) == "/OFF":
        layers.off = set(layers.names) - listed("/ON")
    layers.off |= listed("/OFF")
    _by_usage(default, groups, layers)
    return layers


def _by_usage(default: Any, groups: list[Any], layers: Layers) -> None:
    """Follow what layers say of being viewed, where the configuration lets them."""
    from pikepdf import Array, Dictionary

    uses = default.get("/AS")
    for use in list(uses)[:_MOST] if isinstance(uses, Array) else []:
        if not isinstance(use, Dictionary) or name_of(use.get("/Event")) != "/View":
            continue
        members = use.get("/OCGs")
        if not isinstance(members, Array):
            continue
        within = {one.objgen for one in list(members)[:_MOST] if isinstance(one, Dictionary)}
        for group in groups:
            usage = group.get("/Usage")
            view = usage.get("/View") if isinstance(usage, Dictionary) else None
            if group.objgen not in within or not isinstance(view, Dictionary):
                continue
            state = name_of(view.get("/ViewState"))
            if state == "/OFF":
                layers.off.add(group.objgen)
            elif state == "/ON":
                layers.off.discard(group.objgen)
