"""What widgets that paint themselves are to assistive technology: Qt knows them as nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

_ROLES: dict[type[QWidget], QAccessible.Role] = {}
_told: list[QAccessibleWidget] = []
"""Qt owns what it was given and deletes it with its widget; until then Python must not."""


def told_as(kind: type[QWidget], role: QAccessible.Role) -> None:
    """Say which role the widgets of a class have, before the first of them is asked for."""
    if not _ROLES:
        QAccessible.installFactory(_interface)
    _ROLES[kind] = role


def _interface(_name: str, thing: QObject) -> QAccessibleInterface | None:
    role = _ROLES.get(type(thing))  # type: ignore[arg-type]
    if role is None or not isinstance(thing, QWidget):
        return None
    _told[:] = [one for one in _told if isValid(one)]
    _told.append(QAccessibleWidget(thing, role, thing.accessibleName()))
    return _told[-1]
