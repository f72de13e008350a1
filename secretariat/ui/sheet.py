"""The style sheet, made from the tokens. Widgets choose their look by the property `kind`."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def style_sheet(
    c: Mapping[str, str], px: Callable[[str], int], length: Callable[[float], int]
) -> str:
    """Return the whole style sheet for one scheme of colours."""
    return "\n".join((_base(c, px, length), _controls(c, px, length), _parts(c, px, length)))


def _base(c: Mapping[str, str], px: Callable[[str], int], length: Callable[[float], int]) -> str:
    return f"""
QMainWindow, QWidget[kind="page"] {{ background: {c["bg"]}; }}
QToolTip {{ background: {c["ink"]}; color: {c["bg"]}; border: 0; padding: {length(6)}px; }}
QLabel {{ background: transparent; color: {c["ink"]}; }}
QLabel[kind="title"] {{ font-size: {px("title")}px; font-weight: 650; }}
QLabel[kind="section"] {{ font-size: {px("section")}px; font-weight: 600; }}
QLabel[kind="strong"] {{ font-weight: 600; }}
QLabel[kind="quiet"] {{ color: {c["ink2"]}; }}
QLabel[kind="small"] {{ color: {c["ink3"]}; font-size: {px("small")}px; }}
QLabel[kind="caption"] {{ color: {c["ink3"]}; font-size: {px("small")}px; font-weight: 550; }}
QLabel[kind="error"] {{ color: {c["bad"]}; font-size: {px("small")}px; }}
QLabel[kind="key"] {{
    color: {c["ink2"]}; background: {c["surface"]}; border: 1px solid {c["line2"]};
    border-radius: {length(4)}px; padding: 0 {length(5)}px; font-size: {px("small")}px;
}}
QLabel[kind="tag"] {{
    border-radius: {length(6)}px; padding: {length(2)}px {length(8)}px;
    font-size: {px("small")}px; font-weight: 550; background: {c["sunk"]}; color: {c["ink2"]};
}}
{_tag("good", c)}{_tag("warn", c)}{_tag("bad", c)}
QLabel[kind="tag"][tone="accent"] {{ background: {c["accent-soft"]}; color: {c["accent"]}; }}
QFrame[kind="card"] {{
    background: {c["surface"]}; border: 1px solid {c["line"]}; border-radius: {length(12)}px;
}}
QFrame[kind="card"][tone="good"] {{ background: {c["good-soft"]}; }}
QFrame[kind="card"][tone="warn"] {{ background: {c["warn-soft"]}; }}
QFrame[kind="card"][tone="bad"] {{ background: {c["bad-soft"]}; }}
QFrame[kind="hairline"] {{ background: {c["line"]}; border: 0; }}
QWidget[kind="sunk"] {{ background: {c["sunk"]}; }}
QWidget[kind="surface"] {{ background: {c["surface"]}; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QSplitter::handle {{ background: {c["line"]}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QScrollBar:vertical {{ background: transparent; width: {length(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {length(12)}px; margin: 0; }}
QScrollBar::handle {{
    background: {c["line2"]}; border-radius: {length(4)}px; margin: {length(2)}px;
    min-height: {length(28)}px; min-width: {length(28)}px;
}}
QScrollBar::handle:hover {{ background: {c["field"]}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _tag(tone: str, c: Mapping[str, str]) -> str:
    soft = c[f"{tone}-soft"]
    return f'QLabel[kind="tag"][tone="{tone}"] {{ background: {soft}; color: {c[tone]}; }}\n'


def _controls(
    c: Mapping[str, str], px: Callable[[str], int], length: Callable[[float], int]
) -> str:
    return f"""
QPushButton {{
    background: {c["surface"]}; color: {c["ink"]}; border: 1px solid {c["line2"]};
    border-radius: {length(8)}px; padding: 0 {length(14)}px; font-weight: 550;
    min-height: {length(32)}px;
}}
QPushButton:hover {{ background: {c["sunk"]}; }}
QPushButton:pressed {{ background: {c["line"]}; }}
QPushButton:focus {{ border: 2px solid {c["accent"]}; padding: 0 {length(13)}px; }}
QPushButton:disabled {{ color: {c["ink3"]}; background: {c["bg"]}; border-color: {c["line"]}; }}
QPushButton[kind="primary"] {{
    background: {c["accent"]}; color: {c["accent-ink"]}; border-color: {c["accent"]};
    font-weight: 600;
}}
QPushButton[kind="primary"]:hover {{ border-color: {c["ink"]}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {c["ink"]}; }}
QPushButton[kind="primary"]:disabled {{
    background: {c["line2"]}; border-color: {c["line2"]}; color: {c["ink3"]};
}}
QPushButton[kind="flat"], QToolButton {{
    background: transparent; border: 1px solid transparent; border-radius: {length(8)}px;
    padding: 0 {length(8)}px; color: {c["ink2"]};
}}
QToolButton {{ padding: {length(5)}px; }}
QPushButton[kind="flat"]:hover, QToolButton:hover {{
    background: {c["sunk"]}; color: {c["ink"]};
}}
QPushButton[kind="flat"]:focus, QToolButton:focus {{ border: 2px solid {c["accent"]}; }}
QPushButton[kind="flat"]:focus {{ padding: 0 {length(7)}px; }}
QToolButton:focus {{ padding: {length(4)}px; }}
QToolButton:checked {{ background: {c["accent-soft"]}; color: {c["accent"]}; }}
QPushButton[kind="link"] {{
    background: transparent; border: 1px solid transparent; color: {c["accent"]};
    padding: 0 {length(2)}px; min-height: {length(22)}px; text-align: left; font-weight: 550;
}}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{
    border: 2px solid {c["accent"]}; border-radius: {length(4)}px; padding: 0 {length(1)}px;
}}
QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QSpinBox {{
    background: {c["surface"]}; color: {c["ink"]}; border: 1px solid {c["field"]};
    border-radius: {length(8)}px; padding: 0 {length(9)}px;
    selection-background-color: {c["accent"]}; selection-color: {c["accent-ink"]};
}}
QLineEdit, QComboBox, QSpinBox {{ min-height: {length(32)}px; }}
QPlainTextEdit, QTextEdit {{ padding: {length(5)}px {length(7)}px; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus {{
    border: 2px solid {c["accent"]}; padding: 0 {length(8)}px;
}}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: {length(4)}px {length(6)}px; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{
    color: {c["ink3"]}; border-color: {c["line2"]}; background: {c["bg"]};
}}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border-color: {c["bad"]}; }}
QLineEdit[kind="inline"], QPlainTextEdit[kind="inline"], QTextEdit[kind="inline"] {{
    border: 1px solid transparent; background: transparent;
}}
QLineEdit[kind="inline"]:hover {{ border-color: {c["line2"]}; }}
QLineEdit[kind="inline"]:focus, QPlainTextEdit[kind="inline"]:focus,
QTextEdit[kind="inline"]:focus {{ border: 2px solid {c["accent"]}; }}
QComboBox::drop-down {{ border: 0; width: {length(26)}px; }}
QComboBox QAbstractItemView {{
    background: {c["raised"]}; color: {c["ink"]}; border: 1px solid {c["line2"]};
    selection-background-color: {c["accent-soft"]}; selection-color: {c["ink"]}; outline: 0;
}}
QCheckBox, QRadioButton {{ spacing: {length(8)}px; color: {c["ink"]}; background: transparent; }}
QCheckBox:focus, QRadioButton:focus {{ color: {c["accent"]}; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: {length(16)}px; height: {length(16)}px; border: 1px solid {c["field"]};
    border-radius: {length(4)}px; background: {c["surface"]};
}}
QRadioButton::indicator {{ border-radius: {length(8)}px; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{
    background: {c["accent"]}; border-color: {c["accent"]};
}}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {c["accent"]}; }}
QCheckBox::indicator:checked:focus {{ border: 2px solid {c["ink"]}; }}
QProgressBar {{
    background: {c["line"]}; border: 0; border-radius: {length(3)}px; height: {length(6)}px;
}}
QProgressBar::chunk {{ background: {c["accent"]}; border-radius: {length(3)}px; }}
QMenu {{
    background: {c["raised"]}; color: {c["ink"]}; border: 1px solid {c["line2"]};
    padding: {length(4)}px;
}}
QMenu::item {{ padding: {length(6)}px {length(18)}px; border-radius: {length(4)}px; }}
QMenu::item:selected {{ background: {c["accent-soft"]}; }}
QMenu::item:disabled {{ color: {c["ink3"]}; }}
QMenu::separator {{ height: 1px; background: {c["line"]}; margin: {length(4)}px; }}
"""


def _parts(c: Mapping[str, str], px: Callable[[str], int], length: Callable[[float], int]) -> str:
    return f"""
QAbstractItemView {{
    background: {c["surface"]}; border: 0; outline: 0; color: {c["ink"]};
    selection-background-color: {c["accent-soft"]}; selection-color: {c["ink"]};
}}
QAbstractItemView[kind="plain"] {{ background: transparent; }}
QHeaderView::section {{
    background: {c["surface"]}; color: {c["ink3"]}; border: 0;
    border-bottom: 1px solid {c["line"]}; padding: {length(6)}px {length(8)}px;
    font-size: {px("small")}px; font-weight: 550;
}}
QTabBar {{ background: transparent; border: 0; }}
QTabBar::tab {{
    color: {c["ink2"]}; background: transparent; border: 0;
    border-bottom: 2px solid transparent; padding: {length(8)}px {length(12)}px;
    font-weight: 550; margin-right: {length(2)}px;
}}
QTabBar::tab:selected {{ color: {c["ink"]}; border-bottom: 2px solid {c["accent"]}; }}
QTabBar::tab:hover {{ color: {c["ink"]}; }}
QTabBar::tab:focus {{ color: {c["accent"]}; }}
QWidget#sidebar {{ background: {c["sunk"]}; border-right: 1px solid {c["line"]}; }}
QPushButton[kind="nav"] {{
    text-align: left; background: transparent; border: 1px solid transparent;
    border-radius: {length(8)}px; color: {c["ink2"]}; font-weight: 550;
    padding: 0 {length(11)}px; min-height: {length(36)}px;
}}
QPushButton[kind="nav"]:hover {{ color: {c["ink"]}; background: {c["line"]}; }}
QPushButton[kind="nav"]:checked {{
    background: {c["surface"]}; color: {c["ink"]}; border-color: {c["line"]};
}}
QPushButton[kind="nav"]:focus {{ border: 2px solid {c["accent"]}; padding: 0 {length(10)}px; }}
QWidget#status {{ background: {c["surface"]}; border-top: 1px solid {c["line"]}; }}
QWidget#status QLabel {{ color: {c["ink2"]}; font-size: {px("small")}px; }}
QWidget#status QLabel[tone="bad"] {{ color: {c["bad"]}; font-weight: 600; }}
QFrame#message {{
    background: {c["raised"]}; border: 1px solid {c["line2"]}; border-radius: {length(8)}px;
}}
QFrame#message[tone="bad"] {{ background: {c["bad-soft"]}; border-color: {c["bad"]}; }}
QFrame#palette {{
    background: {c["raised"]}; border: 1px solid {c["line2"]}; border-radius: {length(12)}px;
}}
QPushButton[kind="search"] {{
    text-align: left; color: {c["ink3"]}; border-color: {c["field"]}; font-weight: 400;
}}
QPushButton[kind="choice"] {{
    text-align: left; background: {c["surface"]}; border: 1px solid {c["line2"]};
    border-radius: {length(12)}px;
}}
QPushButton[kind="choice"]:hover {{ border-color: {c["accent"]}; }}
QPushButton[kind="choice"]:focus {{ border: 2px solid {c["accent"]}; }}
"""
