"""Secretariat: the business of boards and committees, kept on one laptop."""

__version__ = "0.1.0"
