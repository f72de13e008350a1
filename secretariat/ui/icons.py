"""Icons: the shipped SVG set, in the colour of the words beside them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from secretariat.paths import resources

GAP = 0.4
"""The room between an icon and the words after it, as a part of the icon's size."""

_SIZES = (16, 18, 20, 24, 32, 48)


def icon(name: str, colour: QColor, *, before_words: bool = False, edge: int = 0) -> QIcon:
    """Return a shipped icon in one colour, sharp on every screen; an unknown name is a fault.

    `edge` is the size at which it will stand, where that is known: it is then drawn for that
    size alone. `before_words` leaves GAP free at its right: buttons set words too close.
    """
    found = QIcon()
    for size in (edge,) if edge else _SIZES:
        for ratio in _ratios():
            found.addPixmap(_picture(name, colour.name(), size, ratio, before_words))
    return found


def size_before_words(edge: int) -> QSize:
    """Return the size of an icon of `edge` pixels with the room after it."""
    return QSize(round(edge * (1 + GAP)), edge)


def picture(name: str, colour: QColor, size: QSize, ratio: float = 1.0) -> QPixmap:
    """Return a shipped icon as a square picture, as wide as `size` (device-independent)."""
    return _picture(name, colour.name(), size.width(), ratio, False)


def _ratios() -> list[float]:
    """Return how many dots a pixel has on each kind of screen that is connected."""
    return sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}) or [1.0]


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=1024)
def _picture(name: str, colour: str, edge: int, ratio: float, before_words: bool) -> QPixmap:
    data = _source(name).replace("currentColor", colour).encode("utf-8")
    renderer = QSvgRenderer(QByteArray(data))
    size = size_before_words(edge) if before_words else QSize(edge, edge)
    pixmap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    return pixmap
