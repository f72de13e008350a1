"""Widgets in which people type, and how they save."""
