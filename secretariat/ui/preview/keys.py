"""The keys that work while the focus is in a document that is shown."""

from __future__ import annotations

FIND_KEYS = "Ctrl+F"
NEXT_KEYS, LAST_KEYS = "F3", "Shift+F3"
LARGER_KEYS, SMALLER_KEYS, ALL_KEYS = "Ctrl++", "Ctrl+-", "Ctrl+0"
LARGER_TOO = "Ctrl+="
"""The same key without Shift, as most keyboards write it."""
THUMBS_KEYS, BOOKMARK_KEYS = "Ctrl+G", "Ctrl+B"
PRINT_KEYS = "Ctrl+P"
