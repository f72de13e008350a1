"""Icons: the shipped SVG set, in the colour of the words beside them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from secretariat.paths import resources

_SIZES = (16, 20, 24, 32, 48, 64)


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


GAP = 0.4
"""The room between an icon and the words after it, as a part of the icon's size."""


def icon(name: str, colour: QColor, *, before_words: bool = False) -> QIcon:
    """Return a shipped icon in one colour, sharp at every scale; an unknown name is a fault.

    `before_words` leaves GAP free at its right: buttons set words too close to their icon.
    """
    found = QIcon()
    for size in _SIZES:
        drawn = picture(name, colour, QSize(size, size))
        if before_words:
            wide = QPixmap(round(size * (1 + GAP)), size)
            wide.fill(Qt.GlobalColor.transparent)
            painter = QPainter(wide)
            painter.drawPixmap(0, 0, drawn)
            painter.end()
            drawn = wide
        found.addPixmap(drawn)
    return found


def size_before_words(edge: int) -> QSize:
    """Return the size of an icon of `edge` pixels with the room after it."""
    return QSize(round(edge * (1 + GAP)), edge)


@lru_cache(maxsize=512)
def _picture(name: str, colour: str, width: int, height: int, ratio: float) -> QPixmap:
    data = _source(name).replace("currentColor", colour).encode("utf-8")
    renderer = QSvgRenderer(QByteArray(data))
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return pixmap


def picture(name: str, colour: QColor, size: QSize, ratio: float = 1.0) -> QPixmap:
    """Return a shipped icon as a picture of `size` in device-independent pixels."""
    return _picture(name, colour.name(), size.width(), size.height(), ratio)
