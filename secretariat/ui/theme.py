"""The look: tokens to palette, style sheet and sizes, light and dark."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from secretariat.paths import resources
from secretariat.ui.sheet import style_sheet

_SYSTEM_BODY = 13.0
"""Pixel height of the system font at which the tokens' sizes hold as they stand."""

_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunk",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "bg",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent-ink",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Mid: "line2",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Dark: "line2",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Shadow: "line2",
}

_SEMIBOLD = 600


class Theme(QObject):
    """Colours, sizes and the style sheet; `changed` when light turns to dark or back.

    `mode` is "system", "light" or "dark".
    """

    changed = Signal()

    def __init__(self, application: QApplication, mode: str = "system") -> None:
        super().__init__(application)
        path = resources() / "theme" / "tokens.json"
        self._tokens: dict[str, Any] = json.loads(path.read_text("utf-8"))
        self._application = application
        self._scale = _font_scale()
        self.mode = mode
        self.dark = False
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self.apply()

    def colour(self, name: str) -> QColor:
        """Return the colour of a token in the scheme that is shown."""
        return QColor(self._tokens["dark" if self.dark else "light"][name])

    def px(self, name: str) -> int:
        """Return a size of the type scale (small, body, editor, section, title) in pixels."""
        return round(float(self._tokens["type_px"][name]) * self._scale)

    def length(self, pixels: float) -> int:
        """Return a length that holds at the default font size, scaled with the system font."""
        return round(pixels * self._scale)

    def size(self, name: str) -> int:
        """Return a named length: control_height, row_min_height, sidebar_width, status_height."""
        return self.length(self._tokens[name])

    def weight(self, name: str) -> int:
        """Return a font weight: normal, medium, semibold or title.

        Most families come in hundreds, and what lies between would be drawn as its heavier
        neighbour below semibold and as its lighter one above: round away from semibold.
        """
        exact = int(self._tokens["weights"][name])
        return exact // 100 * 100 if exact < _SEMIBOLD else -(-exact // 100) * 100

    def font(self, size: str = "body", weight: str = "normal") -> QFont:
        """Return the interface font in a size and weight of the scale."""
        font = QFont(self._application.font())
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(self.weight(weight)))
        return font

    def set_mode(self, mode: str) -> None:
        """Follow the system, or stay light or dark."""
        self.mode = mode
        self.apply()

    def apply(self) -> None:
        """Give the application palette and style sheet of the scheme that holds now."""
        self.dark = self._wants_dark()
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        off = QPalette.ColorGroup.Disabled
        for role in (
            QPalette.ColorRole.Text,
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(off, role, self.colour("ink3"))
        self._application.setPalette(palette)
        font = QFont(self._application.font())
        font.setPixelSize(self.px("body"))
        self._application.setFont(font)
        colours = self._tokens["dark" if self.dark else "light"]
        self._application.setStyleSheet(style_sheet(colours, self.px, self.length, dark=self.dark))
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self.mode in ("light", "dark"):
            return self.mode == "dark"
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _follow(self) -> None:
        if self.mode == "system":
            self.apply()


def active() -> Theme:
    """Return the theme that dresses the application, for widgets that are given none."""
    application = QApplication.instance()
    assert application is not None
    return application.findChildren(Theme)[-1]


def _font_scale() -> float:
    """Measure the font of the system itself: this program's own may be larger already."""
    pixels = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
    return max(1.0, min(pixels / _SYSTEM_BODY, 2.5)) if pixels > 0 else 1.0
