"""The leaves of a pack: what is painted round and onto each page, and the blank ones."""

from __future__ import annotations

import re

from pikepdf import Array, Dictionary, Name, Object, Pdf

from secretariat.models.page_plan import PlannedPage
from secretariat.packs.boxes import Sight, sight_of
from secretariat.packs.keys import entry
from secretariat.packs.letters import StampFace
from secretariat.packs.parts import PackOrder, PackPart
from secretariat.packs.stamps import FAINT, Painting, Stamper
from secretariat.packs.streams import contents_of, loose_ends, made_stream, painted_bytes

_MARK = re.compile(rb"/MCID\s+(\d{1,6})")
_OPACITY = 0.14


class LeafWriter:
    """Stamps pages and makes blank ones; shares fonts and resources between them."""

    def __init__(self, pdf: Pdf, order: PackOrder) -> None:
        self._pdf = pdf
        plain = StampFace(pdf, order.fonts, "PackA")
        bold = StampFace(pdf, (*order.bold, *order.fonts), "PackB")
        self._faces = (plain, bold)
        self._fonts = dict((*plain.used(), *bold.used()))
        self._stamper = Stamper(order, plain, bold)
        self._size = order.blank_size
        self._resources: dict[tuple[object, ...], Object] = {}
        self._streams: dict[bytes, Object] = {}
        self._faint: Object | None = None

    def stamp(
        self, page: Object, planned: PlannedPage, part: PackPart, sight: Sight, wrap: bool
    ) -> tuple[Painting, int]:
        """Paint what belongs on a page, after what it paints itself.

        With `wrap` all that the page paints itself stands under one mark, whose number is
        returned.
        """
        streams = contents_of(page)
        before = after = b""
        mark = 0
        if wrap or not part.is_sound:
            data = painted_bytes(streams)
            if not part.is_sound:
                before, after = loose_ends(data, page)
            if wrap:
                mark = 1 + max((int(one) for one in _MARK.findall(data)), default=-1)
        painting = self._stamper.paint(planned, part, sight)
        opening = b"/P <</MCID %d>> BDC\n" % mark if wrap else b""
        closing = b"\nEMC" if wrap else b""
        head = self._shared(opening + b"q " + before + b"\n")
        tail = b"\n" + after + b"Q" + closing + b"\n" + painting.data(sight)
        page.Contents = Array([head, *streams, made_stream(self._pdf, tail)])
        self._furnish(page, painting)
        if painting.is_faint and "/Group" not in page:
            # Colours that shine through each other are mixed in a space that the page names.
            page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
        self._size = (sight.width, sight.height)
        return painting, mark

    def blank(self, planned: PlannedPage, part: PackPart) -> Object:
        """Return a blank page of the size of the page before it."""
        width, height = self._size
        page = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, round(width, 3), round(height, 3)]),
                Resources=Dictionary(),
            )
        )
        sight = sight_of(page)
        painting = self._stamper.paint(planned, part, sight)
        page.Contents = made_stream(self._pdf, painting.data(sight))
        self._furnish(page, painting)
        return page

    def finish(self) -> None:
        """Embed the fonts in which something was written."""
        for face in self._faces:
            face.embed()

    def _shared(self, data: bytes) -> Object:
        if data not in self._streams:
            self._streams[data] = made_stream(self._pdf, data)
        return self._streams[data]

    def _furnish(self, page: Object, painting: Painting) -> None:
        """Give a page the resources of what was painted; those of other pages stay as they are."""
        if not painting.fonts and not painting.is_faint:
            return
        given = entry(page, "/Resources")
        own = given.objgen if isinstance(given, Dictionary) and given.is_indirect else id(page)
        key = (own, frozenset(painting.fonts), painting.is_faint)
        if key not in self._resources or own == id(page):
            made = (
                Dictionary(dict(given.items())) if isinstance(given, Dictionary) else Dictionary()
            )
            self._add(made, "/Font", {name: self._fonts[name] for name in painting.fonts})
            if painting.is_faint:
                self._add(made, "/ExtGState", {FAINT: self._faint_state()})
            if own == id(page):
                page.Resources = made
                return
            self._resources[key] = self._pdf.make_indirect(made)
        page.Resources = self._resources[key]

    def _add(self, resources: Dictionary, kind: str, more: dict[str, Object]) -> None:
        held = entry(resources, kind)
        merged = Dictionary(dict(held.items())) if isinstance(held, Dictionary) else Dictionary()
        for name, thing in sorted(more.items()):
            merged[name] = thing
        resources[kind] = merged

    def _faint_state(self) -> Object:
        if self._faint is None:
            state = Dictionary(Type=Name.ExtGState, ca=_OPACITY, CA=_OPACITY)
            self._faint = self._pdf.make_indirect(state)
        return self._faint
