"""Widgets in which people type, and how they save."""

from secretariat.ui.editors.fields import DateField, LineField, ProseField, TimeField, TypedField

__all__ = ["DateField", "LineField", "ProseField", "TimeField", "TypedField"]
